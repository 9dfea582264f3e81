export const text = "nothing but an output";

/** What is there by construction, as the entry of a list that runs parallel to another. That it is not would be a mistake of this code, not of a document. */
export function certainly<T>(value: T | undefined): T {
    if (value === undefined) {
        throw new Error("a value that should be there is not");
    }
    return value;
}

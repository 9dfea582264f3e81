import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";

/**
 * The options of the pack's policies. An option means the same in every policy that has it, and given under `guard-configuration` it
 * holds for all of them; what a policy's own configuration says comes before that.
 */
export interface Options {
    readonly allowedKeyArns?: readonly string[];
    readonly minimumDays?: number;
    readonly maxRotationPeriodInDays?: number;
}

/** The schema of each option, as a policy's `configSchema` takes it. */
export const optionSchemas: Record<keyof Options, PolicyConfigJSONSchema> = {
    allowedKeyArns: {
        type: "array",
        items: { type: "string", pattern: "^arn:[^:]+:kms:[^:]*:[^:]*:(key|alias)/.+$" },
        description: "ARNs of the KMS keys that data may be encrypted under; `*` and `?` are wildcards. Left out, every customer managed key may be used.",
    },
    minimumDays: {
        type: "integer",
        minimum: 7,
        maximum: 30,
        description: "Days that a deleted key must wait before it is gone. 14 when left out.",
    },
    maxRotationPeriodInDays: {
        type: "integer",
        minimum: 90,
        maximum: 2560,
        description: "Days after which a key must have been rotated. Left out, every period that AWS accepts will do.",
    },
};

/** The `configSchema` of a policy with these options. */
export function options(...names: readonly (keyof Options)[]): { properties: Record<string, PolicyConfigJSONSchema> } {
    return { properties: Object.fromEntries(names.map((name) => [name, optionSchemas[name]])) };
}

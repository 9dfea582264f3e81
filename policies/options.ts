import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";

/**
 * The options of the pack's policies. An option means the same in every policy that has it, and given under `guard-configuration` it
 * holds for all of them; what a policy's own configuration says comes before that.
 */
export interface Options {
    readonly allowedBuckets?: readonly string[];
    readonly allowedKeyArns?: readonly string[];
    readonly allowedVpcEndpoints?: readonly string[];
    readonly allowedVpcs?: readonly string[];
    readonly breakGlassPrincipals?: readonly string[];
    readonly maxRotationPeriodInDays?: number;
    readonly minimumDays?: number;
    readonly organizationId?: string;
    readonly ownAccounts?: readonly string[];
    readonly requiredTags?: Readonly<Record<string, readonly string[]>>;
    readonly restrictedTag?: { readonly key: string; readonly value: string; readonly principalTag: string };
    readonly scope?: "all" | { readonly names?: readonly string[]; readonly tags?: Readonly<Record<string, string>> };
    readonly trustedAccounts?: readonly string[];
    readonly trustedBuckets?: readonly string[];
    readonly trustedCanonicalUsers?: readonly string[];
    readonly trustedOrganizations?: readonly string[];
}

const accountIds: PolicyConfigJSONSchema = { type: "array", items: { type: "string", pattern: "^\\d{12}$" } };
const organizationIds: PolicyConfigJSONSchema = { type: "string", pattern: "^o-[a-z0-9]{10,32}$" };
const bucketNames: PolicyConfigJSONSchema = { type: "array", items: { type: "string", pattern: "^[a-z0-9*?][a-z0-9.*?-]*$" } };

/** The schema of each option, as a policy's `configSchema` takes it. None has a default there: the engine would send it as if it were given. */
export const optionSchemas: Record<keyof Options, PolicyConfigJSONSchema> = {
    allowedBuckets: {
        ...bucketNames,
        description:
            "Names of the buckets that endpoints may reach, beside the buckets of the stack. Left out, every bucket named in full may be reached.",
    },
    allowedKeyArns: {
        type: "array",
        items: { type: "string", pattern: "^arn:[^:]+:kms:[^:]*:[^:]*:(key|alias)/.+$" },
        description:
            "ARNs of the KMS keys that data may be encrypted under, beside the keys of the stack; * and ? are wildcards. Left out, every customer managed key may be used.",
    },
    allowedVpcEndpoints: {
        type: "array",
        items: { type: "string", pattern: "^vpce-[0-9a-z]{8,17}$" },
        description: "Ids of the VPC endpoints that data may be reached through, beside the endpoints of the stack.",
    },
    allowedVpcs: {
        type: "array",
        items: { type: "string", pattern: "^vpc-[0-9a-z]{8,17}$" },
        description: "Ids of the VPCs that data may be reached from.",
    },
    breakGlassPrincipals: {
        type: "array",
        items: { type: "string", pattern: "^arn:[^:]+:(iam|sts)::[^:]*:.+$" },
        description: "ARNs of the principals that may reach data from anywhere, for emergencies; * and ? are wildcards.",
    },
    maxRotationPeriodInDays: {
        type: "integer",
        minimum: 90,
        maximum: 2560,
        description: "Days after which a key must have been rotated. Left out, every period that AWS accepts will do.",
    },
    minimumDays: {
        type: "integer",
        minimum: 7,
        maximum: 30,
        description: "Days that a deleted key must wait before it is gone. 14 when left out.",
    },
    organizationId: {
        ...organizationIds,
        description: "The organisation that all principals must belong to. Left out, this is not asked.",
    },
    ownAccounts: {
        ...accountIds,
        description: "Ids of the accounts that count as one's own, beside the provider's allowedAccountIds.",
    },
    requiredTags: {
        type: "object",
        additionalProperties: { type: "array", items: { type: "string" } },
        description: "The tags that resources must carry, each with its allowed values; an empty list allows every value.",
    },
    restrictedTag: {
        type: "object",
        properties: { key: { type: "string" }, value: { type: "string" }, principalTag: { type: "string" } },
        required: ["key", "value", "principalTag"],
        additionalProperties: false,
        description:
            "The object tag and value that mark restricted objects, and the principal tag whose value a reader needs to be the same.",
    },
    scope: {
        type: ["string", "object"],
        pattern: "^all$",
        properties: {
            names: { type: "array", items: { type: "string", pattern: "." } },
            tags: { type: "object", additionalProperties: { type: "string" } },
        },
        additionalProperties: false,
        minProperties: 1,
        description:
            'The buckets that must be reachable through the allowed networks only: "all", or those of these names (globs) or tags. Left out: the buckets that SageMaker resources of the stack use and those whose own policy tests an endpoint or VPC.',
    },
    trustedAccounts: { ...accountIds, description: "Ids of other accounts that may be granted access." },
    trustedBuckets: {
        ...bucketNames,
        description: "Names of buckets outside the stack that SageMaker may read and write; * and ? are wildcards.",
    },
    trustedCanonicalUsers: {
        type: "array",
        items: { type: "string", pattern: "^[0-9a-f]{64}$" },
        description: "Canonical user ids that ACLs and policies may name.",
    },
    trustedOrganizations: {
        type: "array",
        items: organizationIds,
        description: "Ids of the organisations whose principals may be granted access.",
    },
};

/** The `configSchema` of a policy with these options. */
export function options(...names: readonly (keyof Options)[]): { properties: Record<string, PolicyConfigJSONSchema> } {
    return { properties: Object.fromEntries(names.map((name) => [name, optionSchemas[name]])) };
}

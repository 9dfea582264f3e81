import { type Fact } from "../../model/fact";

/** What a document is attached to; `identity` is a policy of a role, user or group, `trust` the policy that says who may assume a role. */
export type DocumentKind = "bucket" | "accesspoint" | "tablebucket" | "vectorbucket" | "key" | "vpce" | "identity" | "trust";

/** What is known of the place a document is attached to. */
export interface Attachment {
    /** The ARN of the bucket, access point or key. Left out, resources are judged by their form alone. */
    readonly arn?: Fact<string>;
    /** How many characters AWS takes, where that depends on more than the kind: an inline policy of a user may have fewer than one of a role. */
    readonly limit?: number;
}

/** What AWS asks of the documents of one kind. */
export interface Rules {
    readonly name: string;
    /** The services whose actions it may hold; any when left out. */
    readonly services?: readonly [string, ...string[]];
    readonly hasPrincipal: boolean;
    readonly hasResource: boolean;
    /** How long it may be, in characters. */
    readonly limit: number;
}

/**
 * Sizes: https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html (20 KB),
 * https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html (32 KB),
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html (20,480 characters) and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (inline policies of a role 10,240, trust policies at most 8,192).
 */
export const rules: Readonly<Record<DocumentKind, Rules>> = {
    bucket: { name: "A bucket policy", services: ["s3", "s3express"], hasPrincipal: true, hasResource: true, limit: 20_480 },
    accesspoint: {
        name: "An access point policy",
        services: ["s3", "s3express", "s3-object-lambda"],
        hasPrincipal: true,
        hasResource: true,
        limit: 20_480,
    },
    tablebucket: { name: "A table bucket policy", services: ["s3tables"], hasPrincipal: true, hasResource: true, limit: 20_480 },
    vectorbucket: { name: "A vector bucket policy", services: ["s3vectors"], hasPrincipal: true, hasResource: true, limit: 20_480 },
    key: { name: "A key policy", services: ["kms"], hasPrincipal: true, hasResource: true, limit: 32_768 },
    vpce: { name: "An endpoint policy", hasPrincipal: true, hasResource: true, limit: 20_480 },
    identity: { name: "An identity policy", hasPrincipal: false, hasResource: true, limit: 10_240 },
    trust: { name: "A trust policy", services: ["sts"], hasPrincipal: true, hasResource: false, limit: 8_192 },
};

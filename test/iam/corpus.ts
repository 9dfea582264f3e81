import type { Kind } from "./evaluator";
import {
    accessPoint,
    bucket,
    breakGlass,
    canonicalUser,
    endpoint,
    foreign,
    key,
    objects,
    organization,
    otherKey,
    own,
    ownRoot,
    vpc,
} from "./setting";
import type { Context } from "./universe";

/** Policy documents as people write them, after the examples of AWS's documentation and of data perimeters, and some made to hurt. */

export interface Entry {
    readonly name: string;
    readonly kind: Kind;
    readonly document: string | object;
    readonly context: Context;
    readonly properties: readonly string[];
}

type Statement = Readonly<Record<string, unknown>>;

const documents = (
    kind: Kind,
    context: Context,
    properties: readonly string[],
    policies: Readonly<Record<string, readonly Statement[]>>,
): readonly Entry[] =>
    Object.entries(policies).map(([name, statements]) => ({
        name,
        kind,
        context,
        properties,
        document: { Version: "2012-10-17", Statement: statements },
    }));

const allow = (Principal: unknown, Action: unknown, Resource: unknown, Condition?: object): Statement => ({
    Effect: "Allow",
    Principal,
    Action,
    Resource,
    ...(Condition === undefined ? {} : { Condition }),
});
const deny = (Action: unknown, Resource: unknown, Condition?: object, Principal: unknown = "*"): Statement => ({
    ...allow(Principal, Action, Resource, Condition),
    Effect: "Deny",
});

const both = [bucket, objects];
const sse = "s3:x-amz-server-side-encryption";
const sseKey = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const sseC = "s3:x-amz-server-side-encryption-customer-algorithm";
const tls = deny("s3:*", both, { Bool: { "aws:SecureTransport": "false" } });
const outsideEndpoint = { StringNotEquals: { "aws:SourceVpce": endpoint } };

// ----------------------------------------------------------------------------------------------------------------- buckets

const bucketContext: Context = {
    bucketArn: bucket,
    accountId: own,
    keyArn: key,
    orgId: organization,
    allowedVpceIds: [endpoint],
    allowedVpcIds: [vpc],
    allowedOrgIds: [organization],
    breakGlassPrincipalArns: [breakGlass],
    defaultEncryption: { algorithm: "aws:kms", kmsKeyArn: key },
    ssecBlocked: true,
};

const bucketPolicies = documents(
    "bucket",
    bucketContext,
    ["vpceOnly", "tlsOnly", "tls12", "public", "accountsTrusted", "servicesScoped", "crossAccountOk", "enforcesKms", "enforcesKmsKey"],
    {
        "SSE-KMS required": [
            deny("s3:PutObject", objects, { StringNotEquals: { [sse]: "aws:kms" } }),
            deny("s3:PutObject", objects, { Null: { [sse]: "true" } }),
        ],
        "one key required, in one block": [deny("s3:PutObject", objects, { StringNotEquals: { [sse]: "aws:kms", [sseKey]: key } })],
        "one key required, in two statements": [
            deny("s3:PutObject", objects, { StringNotEquals: { [sse]: "aws:kms" } }),
            deny("s3:PutObject", objects, { StringNotEquals: { [sseKey]: key } }),
        ],
        "wrong key refused if named": [deny("s3:PutObject", objects, { StringNotEqualsIfExists: { [sseKey]: key } })],
        "wrong key refused as an ARN": [deny("s3:PutObject", objects, { ArnNotEqualsIfExists: { [sseKey]: key } })],
        "SSE-C refused": [deny("s3:PutObject", objects, { Null: { [sseC]: "false" } })],
        "ACL for the owner required": [
            allow({ AWS: [`arn:aws:iam::${foreign}:root`] }, ["s3:PutObject", "s3:PutObjectAcl"], objects, {
                StringEquals: { "s3:x-amz-acl": ["public-read"] },
            }),
        ],
        "public reading": [allow("*", ["s3:GetObject"], objects)],
        "office addresses": [
            { ...deny("s3:*", both, { NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24", "2001:db8:1234:5678::/64"] } }), Sid: "IPAllow" },
        ],
        "addresses, as an Allow": [
            allow("*", "s3:*", both, {
                IpAddress: { "aws:SourceIp": "203.0.113.0/24" },
                NotIpAddress: { "aws:SourceIp": "203.0.113.188/32" },
            }),
        ],
        "TLS only": [tls],
        "TLS 1.2": [tls, deny("s3:*", both, { NumericLessThan: { "s3:TlsVersion": 1.2 } })],
        "TLS on the objects alone": [deny("s3:*", objects, { Bool: { "aws:SecureTransport": "false" } })],
        "TLS for reading alone": [deny("s3:GetObject", both, { Bool: { "aws:SecureTransport": "false" } })],
        Referer: [
            allow("*", ["s3:GetObject", "s3:GetObjectVersion"], objects, {
                StringLike: { "aws:Referer": ["http://www.example.com/*", "http://example.com/*"] },
            }),
        ],
        CloudFront: [
            allow({ Service: "cloudfront.amazonaws.com" }, "s3:GetObject", objects, {
                StringEquals: { "AWS:SourceArn": `arn:aws:cloudfront::${own}:distribution/EDFDVBD6EXAMPLE` },
            }),
        ],
        "CloudFront's older identity": [
            allow({ AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity EH1HDMB1FH2TC" }, "s3:GetObject", objects),
        ],
        MFA: [deny("s3:*", `${bucket}/taxdocuments/*`, { Null: { "aws:MultiFactorAuthAge": true } })],
        "MFA not older than an hour": [
            deny("s3:*", `${bucket}/taxdocuments/*`, { Null: { "aws:MultiFactorAuthAge": true } }),
            deny("s3:*", `${bucket}/taxdocuments/*`, { NumericGreaterThan: { "aws:MultiFactorAuthAge": 3600 } }),
            allow({ AWS: own }, ["s3:GetObject"], objects),
        ],
        "load balancer logs": [
            allow({ Service: "logdelivery.elasticloadbalancing.amazonaws.com" }, "s3:PutObject", `${bucket}/prefix/AWSLogs/${own}/*`),
        ],
        inventory: [
            allow({ Service: "s3.amazonaws.com" }, "s3:PutObject", [objects], {
                ArnLike: { "aws:SourceArn": ["arn:aws:s3:::source"] },
                StringEquals: { "aws:SourceAccount": [own], "s3:x-amz-acl": "bucket-owner-full-control" },
            }),
        ],
        "server access logs": [
            allow({ Service: "logging.s3.amazonaws.com" }, "s3:PutObject", `${bucket}/logs*`, {
                ArnLike: { "aws:SourceArn": "arn:aws:s3:::source" },
                StringEquals: { "aws:SourceAccount": own },
            }),
        ],
        CloudTrail: [
            allow({ Service: "cloudtrail.amazonaws.com" }, "s3:GetBucketAcl", bucket, {
                StringEquals: { "aws:SourceArn": `arn:aws:cloudtrail:us-east-1:${own}:trail/t` },
            }),
            allow({ Service: "cloudtrail.amazonaws.com" }, "s3:PutObject", `${bucket}/AWSLogs/${own}/*`, {
                StringEquals: {
                    "s3:x-amz-acl": "bucket-owner-full-control",
                    "aws:SourceArn": `arn:aws:cloudtrail:us-east-1:${own}:trail/t`,
                },
            }),
        ],
        "CloudTrail without source": [allow({ Service: "cloudtrail.amazonaws.com" }, "s3:PutObject", `${bucket}/AWSLogs/*`)],
        Config: [
            allow({ Service: "config.amazonaws.com" }, ["s3:GetBucketAcl", "s3:ListBucket"], bucket, {
                StringEquals: { "AWS:SourceAccount": own },
            }),
            allow({ Service: "config.amazonaws.com" }, "s3:PutObject", `${bucket}/AWSLogs/${own}/Config/*`, {
                StringEquals: { "AWS:SourceAccount": own },
            }),
        ],
        "one endpoint": [{ ...deny("s3:*", both, outsideEndpoint), Sid: "Access-to-specific-VPCE-only" }],
        "one endpoint, three actions": [deny(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], both, outsideEndpoint)],
        "one VPC": [deny("s3:*", both, { StringNotEquals: { "aws:SourceVpc": vpc } })],
        "one endpoint but for an administrator": [
            deny("s3:*", both, {
                ...outsideEndpoint,
                ArnNotLikeIfExists: { "aws:PrincipalArn": breakGlass },
                BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
            }),
        ],
        "one endpoint but for services on my behalf": [deny("s3:*", both, { ...outsideEndpoint, Bool: { "aws:ViaAWSService": "false" } })],
        "one endpoint or addresses": [deny("s3:*", both, { ...outsideEndpoint, NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } })],
        "the network perimeter": [
            deny(["s3:Get*", "s3:PutObject*", "s3:List*"], both, {
                NotIpAddressIfExists: { "aws:SourceIp": ["203.0.113.0/24"] },
                StringNotEqualsIfExists: { "aws:SourceVpc": [vpc], "aws:PrincipalTag/network-perimeter-exception": "true" },
                BoolIfExists: { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" },
                ArnNotLikeIfExists: { "aws:PrincipalArn": ["arn:aws:iam::*:role/aws:ec2-infrastructure"] },
            }),
        ],
        "the identity perimeter": [
            deny("s3:*", both, {
                StringNotEqualsIfExists: { "aws:PrincipalOrgID": organization, "aws:PrincipalAccount": [foreign] },
                BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
            }),
        ],
        "services in the organisation's name": [
            deny("s3:*", both, {
                StringNotEqualsIfExists: { "aws:SourceOrgID": organization },
                Null: { "aws:SourceAccount": "false" },
                Bool: { "aws:PrincipalIsAWSService": "true" },
            }),
        ],
        "the organisation reads": [allow("*", "s3:GetObject", objects, { StringEquals: { "aws:PrincipalOrgID": [organization] } })],
        "an organisational unit reads": [
            allow("*", "s3:GetObject", objects, {
                "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": `${organization}/r-ab12/ou-ab12-11111111/*` },
            }),
        ],
        "delegation to access points": [allow({ AWS: "*" }, "*", both, { StringEquals: { "s3:DataAccessPointAccount": own } })],
        "delegation to VPC access points": [
            allow("*", "s3:*", both, { StringEquals: { "s3:DataAccessPointAccount": own, "s3:AccessPointNetworkOrigin": "VPC" } }),
        ],
        "access points alone": [deny("s3:*", both, { StringNotEquals: { "s3:DataAccessPointAccount": own } })],
        "another account reads": [allow({ AWS: `arn:aws:iam::${foreign}:root` }, ["s3:GetObject", "s3:ListBucket"], both)],
        "another account's role writes": [
            allow(
                { AWS: `arn:aws:iam::${foreign}:role/Replication` },
                ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
                objects,
            ),
        ],
        "a canonical user reads": [allow({ CanonicalUser: canonicalUser }, "s3:GetObject", objects)],
        "listing of a prefix": [
            allow({ AWS: `arn:aws:iam::${own}:user/ann` }, "s3:ListBucket", bucket, {
                StringEquals: { "s3:prefix": "projects", "s3:delimiter": ["/"] },
            }),
            deny("s3:ListBucket", bucket, { StringNotEquals: { "s3:prefix": "projects" } }, { AWS: `arn:aws:iam::${own}:user/ann` }),
        ],
        "tagged objects": [deny("s3:GetObject", objects, { StringNotEquals: { "s3:ExistingObjectTag/environment": "production" } })],
        "tags at upload": [deny("s3:PutObject", objects, { Null: { "s3:RequestObjectTag/classification": "true" } })],
        "public listing refused": [
            deny(["s3:PutObjectAcl", "s3:PutObject"], objects, {
                StringEquals: { "s3:x-amz-acl": ["public-read", "public-read-write", "authenticated-read"] },
            }),
        ],
        "deletion refused": [deny(["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutLifecycleConfiguration"], both)],
        "deletion for nobody but one": [
            {
                ...deny("s3:DeleteBucket", bucket),
                Principal: undefined,
                NotPrincipal: { AWS: [`arn:aws:iam::${own}:user/ann`, breakGlass] },
            },
        ],
        "an identity's own tag": [
            allow({ AWS: own }, "s3:GetObject", objects, { StringEquals: { "s3:ExistingObjectTag/team": "${aws:PrincipalTag/team}" } }),
        ],
        "a federated user": [allow({ Federated: "cognito-identity.amazonaws.com" }, "s3:GetObject", objects)],
        "everything but reading refused": [{ ...deny("s3:*", both), Action: undefined, NotAction: ["s3:GetObject", "s3:ListBucket"] }],
        "a platform's whole policy": [
            tls,
            deny("s3:*", both, {
                ...outsideEndpoint,
                BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
                Bool: { "aws:ViaAWSService": "false" },
            }),
            deny("s3:PutObject", objects, { StringNotEqualsIfExists: { [sseKey]: key } }),
            deny("s3:PutObject", objects, { StringNotEqualsIfExists: { [sse]: "aws:kms" } }),
            deny("s3:*", both, {
                StringNotEqualsIfExists: { "aws:PrincipalOrgID": organization },
                BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
            }),
            allow(
                { AWS: [`arn:aws:iam::${own}:role/Training`, `arn:aws:iam::${own}:role/Inference`] },
                ["s3:GetObject", "s3:PutObject"],
                objects,
            ),
            allow({ AWS: `arn:aws:iam::${own}:role/Training` }, "s3:ListBucket", bucket, {
                StringLike: { "s3:prefix": ["datasets/*", "models/*"] },
            }),
        ],
    },
);

// ------------------------------------------------------------------------------------------------------------------- keys

const keyContext: Context = {
    keyArn: key,
    accountId: own,
    orgId: organization,
    allowedOrgIds: [organization],
    allowedVpceIds: [endpoint],
    allowedVpcIds: [vpc],
};
const root = allow({ AWS: ownRoot }, "kms:*", "*");
const administration = [
    "kms:Create*",
    "kms:Describe*",
    "kms:Enable*",
    "kms:List*",
    "kms:Put*",
    "kms:Update*",
    "kms:Revoke*",
    "kms:Disable*",
    "kms:Get*",
    "kms:Delete*",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:ScheduleKeyDeletion",
    "kms:CancelKeyDeletion",
];
const use = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];
const training = { AWS: `arn:aws:iam::${own}:role/Training` };
const grants = ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"];

const keyPolicies = documents(
    "key",
    keyContext,
    ["public", "accountsTrusted", "servicesScoped", "crossAccountOk", "keepsRootAdmin", "grantsForAwsResourceOnly", "vpceOnly"],
    {
        "the default": [root],
        "the console's": [
            root,
            allow({ AWS: `arn:aws:iam::${own}:role/KeyAdministrator` }, administration, "*"),
            allow(training, use, "*"),
            allow(training, grants, "*", { Bool: { "kms:GrantIsForAWSResource": "true" } }),
        ],
        "grants to anybody's resource": [root, allow(training, [...use, ...grants], "*")],
        "another account uses it": [root, allow({ AWS: `arn:aws:iam::${foreign}:root` }, use, "*")],
        "through S3 alone": [root, allow("*", use, "*", { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } })],
        "through S3 for the account": [
            root,
            allow("*", use, "*", { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com", "kms:CallerAccount": own } }),
        ],
        "the organisation": [root, allow({ AWS: "*" }, use, "*", { StringEquals: { "aws:PrincipalOrgID": organization } })],
        logs: [
            root,
            allow({ Service: "logs.us-east-1.amazonaws.com" }, use, "*", {
                ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:us-east-1:${own}:*` },
            }),
        ],
        CloudTrail: [
            root,
            allow({ Service: "cloudtrail.amazonaws.com" }, "kms:GenerateDataKey*", "*", {
                StringEquals: { "aws:SourceArn": `arn:aws:cloudtrail:us-east-1:${own}:trail/t` },
                StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:*:${own}:trail/*` },
            }),
        ],
        "SNS without source": [root, allow({ Service: "sns.amazonaws.com" }, ["kms:Decrypt", "kms:GenerateDataKey"], "*")],
        "S3 notifications with source": [
            root,
            allow({ Service: "s3.amazonaws.com" }, ["kms:Decrypt", "kms:GenerateDataKey"], "*", {
                StringEquals: { "aws:SourceAccount": own },
            }),
        ],
        "one VPC": [root, deny("kms:*", "*", { StringNotEquals: { "aws:SourceVpc": vpc } })],
        "use through the endpoint": [
            root,
            deny(use, "*", { StringNotEquals: { "aws:SourceVpce": endpoint }, Bool: { "aws:ViaAWSService": "false" } }),
        ],
        "MFA for deletion": [
            root,
            deny(["kms:ScheduleKeyDeletion", "kms:DisableKey"], "*", { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } }),
        ],
        "administrators without the root": [
            allow({ AWS: `arn:aws:iam::${own}:role/KeyAdministrator` }, administration, "*"),
            allow(training, use, "*"),
        ],
        "one role does all": [root, allow({ AWS: breakGlass }, "kms:*", "*")],
        "an encryption context": [root, allow(training, use, "*", { StringEquals: { "kms:EncryptionContext:project": "ml" } })],
        "plain requests refused": [root, deny("kms:*", "*", { Bool: { "aws:SecureTransport": "false" } })],
        "SageMaker's service": [
            root,
            allow("*", ["kms:CreateGrant", "kms:Decrypt"], "*", {
                StringEquals: { "kms:CallerAccount": own, "kms:ViaService": "sagemaker.us-east-1.amazonaws.com" },
            }),
        ],
        "other than the key's own resource": [allow({ AWS: ownRoot }, "kms:*", otherKey)],
    },
);

// --------------------------------------------------------------------------------------------------------------- endpoints

const endpointContext: Context = {
    accountId: own,
    orgId: organization,
    allowedBucketArns: [bucket, "arn:aws:s3:::ml-models"],
    allowedAccounts: [own],
    allowedOrgIds: [organization],
    allowedResourceAccounts: [own],
    allowedResourceOrgIds: [organization],
    exceptionStatements: [
        { Action: "s3:GetObject", Resource: "*", Condition: { StringEqualsIgnoreCase: { "s3:ExistingObjectTag/SageMaker": "true" } } },
    ],
};

const jumpStart = allow("*", "s3:GetObject", "*", { StringEqualsIgnoreCase: { "s3:ExistingObjectTag/SageMaker": "true" } });

const endpointPolicies = documents("vpce", endpointContext, ["resourcesDesignated", "identitiesTrusted"], {
    "the default": [allow("*", "*", "*")],
    "two buckets": [allow("*", "s3:*", [bucket, objects, "arn:aws:s3:::ml-models", "arn:aws:s3:::ml-models/*"])],
    "a prefix": [allow("*", ["s3:GetObject", "s3:PutObject", "s3:ListBucket"], ["arn:aws:s3:::ml-*", "arn:aws:s3:::ml-*/*"])],
    "a prefix in the account": [allow("*", "s3:*", ["arn:aws:s3:::ml-*"], { StringEquals: { "aws:ResourceAccount": own } })],
    "the account's buckets and packages": [
        allow("*", "s3:*", "*", { StringEquals: { "aws:ResourceAccount": own } }),
        allow("*", "s3:GetObject", [
            "arn:aws:s3:::al2023-repos-us-east-1-de612dc2/*",
            "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*",
        ]),
    ],
    JumpStart: [allow("*", "s3:*", [bucket, objects]), jumpStart],
    "JumpStart without its tag": [allow("*", "s3:*", [bucket, objects]), allow("*", "s3:GetObject", "*")],
    "the resource perimeter": [
        allow("*", "*", "*", { StringEquals: { "aws:PrincipalOrgID": organization, "aws:ResourceOrgID": organization } }),
        jumpStart,
    ],
    "the perimeter in two statements": [
        allow("*", "*", "*", { StringEquals: { "aws:PrincipalOrgID": organization } }),
        allow("*", "*", "*", { StringEquals: { "aws:ResourceOrgID": organization } }),
    ],
    "the perimeter as a Deny": [
        allow("*", "s3:*", "*"),
        deny("*", "*", { StringNotEqualsIfExists: { "aws:ResourceOrgID": organization } }),
        deny("*", "*", { StringNotEqualsIfExists: { "aws:PrincipalOrgID": organization } }),
    ],
    "one role": [allow({ AWS: `arn:aws:iam::${own}:role/Training` }, "s3:*", [bucket, objects])],
    "one role as a condition": [
        allow("*", "s3:*", [bucket, objects], { ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${own}:role/Training` } }),
    ],
    "everything but uploads elsewhere": [
        allow("*", "s3:*", "*"),
        { ...deny("s3:PutObject", objects), Resource: undefined, NotResource: [objects] },
    ],
});

// ----------------------------------------------------------------------------------------------------------- access points

const pointObjects = `${accessPoint}/object/*`;
const pointContext: Context = {
    accessPointArn: accessPoint,
    bucketArn: bucket,
    accountId: own,
    networkOrigin: "Internet",
    allowedVpceIds: [endpoint],
    allowedOrgIds: [organization],
};

const accessPointPolicies = documents("accesspoint", pointContext, ["public", "accountsTrusted", "crossAccountOk", "vpceOnly", "tlsOnly"], {
    "a user's prefix": [allow({ AWS: `arn:aws:iam::${own}:user/ann` }, ["s3:GetObject", "s3:PutObject"], `${accessPoint}/object/ann/*`)],
    "tagged objects": [
        allow({ AWS: `arn:aws:iam::${own}:role/Training` }, "s3:GetObject", pointObjects, {
            StringEquals: { "s3:ExistingObjectTag/data": "finance" },
        }),
    ],
    "a listing": [allow({ AWS: `arn:aws:iam::${own}:user/ann` }, "s3:ListBucket", accessPoint)],
    everybody: [allow("*", "s3:GetObject", pointObjects)],
    "the organisation": [
        allow("*", ["s3:GetObject", "s3:ListBucket"], [accessPoint, pointObjects], {
            StringEquals: { "aws:PrincipalOrgID": organization },
        }),
    ],
    "one endpoint": [deny("s3:*", [accessPoint, pointObjects], outsideEndpoint)],
    "another account": [allow({ AWS: `arn:aws:iam::${foreign}:role/Reader` }, "s3:GetObject", pointObjects)],
    "TLS only": [deny("s3:*", [accessPoint, pointObjects], { Bool: { "aws:SecureTransport": "false" } })],
});

/** The same document in other spellings; the verdicts are the same. */
export function respellings(entry: Entry): readonly Entry[] {
    const text = JSON.stringify(entry.document);
    const lists = text.replace(/"(Action|Resource|aws:[\w/]+|s3:[\w/-]+)":("[^"]*")/g, '"$1":[$2]');
    const lower = text.replace(/"aws:([A-Z]\w+)":/g, (_, name: string) => `"aws:${name.charAt(0).toLowerCase()}${name.slice(1)}":`);
    return [
        { ...entry, name: `${entry.name}, as text`, document: lists },
        { ...entry, name: `${entry.name}, in lower case`, document: lower },
    ];
}

export const corpus: readonly Entry[] = [...bucketPolicies, ...keyPolicies, ...endpointPolicies, ...accessPointPolicies];

// ----------------------------------------------------------------------------------------------------------------- hostile

const many = (count: number, make: (index: number) => unknown): readonly unknown[] =>
    Array.from({ length: count }, (_, index) => make(index));
const hostileBucket = (
    name: string,
    statements: readonly unknown[],
    properties: readonly string[] = ["vpceOnly", "public", "crossAccountOk"],
): Entry => ({
    name,
    kind: "bucket",
    context: bucketContext,
    properties,
    document: { Version: "2012-10-17", Statement: statements },
});

/** Numbers that look random and are the same in every run. */
function pseudoRandom(seed: number): () => number {
    let state = seed;
    return () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
}

function nested(depth: number): string {
    return `{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":${'{"StringEquals":'.repeat(depth)}{}${"}".repeat(depth)}}]}`;
}

const random = pseudoRandom(7);
const pick = (count: number): number => Math.floor(random() * count);

export const hostile: readonly Entry[] = [
    hostileBucket(
        "hundreds of statements",
        many(300, (index) =>
            deny("s3:*", both, { StringNotEquals: { "aws:SourceVpce": endpoint, [`aws:PrincipalTag/t${index % 40}`]: `v${index}` } }),
        ),
    ),
    hostileBucket(
        "a random unsatisfiable pattern",
        many(124, () =>
            deny(
                "s3:*",
                both,
                Object.fromEntries(
                    ["StringEquals", "StringNotEquals", "StringLike"].map((operator) => [
                        operator,
                        { [`aws:PrincipalTag/k${pick(24)}`]: `v${pick(3)}` },
                    ]),
                ),
            ),
        ),
    ),
    hostileBucket(
        "five tests over thirty keys",
        many(100, () =>
            deny("s3:*", both, {
                StringEquals: Object.fromEntries(many(5, () => [`aws:PrincipalTag/k${pick(30)}`, `v${pick(2)}`]) as [string, string][]),
            }),
        ),
    ),
    hostileBucket("twelve infix patterns on one key", [
        deny("s3:*", both, {
            StringNotLike: { "aws:PrincipalArn": many(12, (index) => `arn:aws:iam::*:role/*${"abcdefghijkl"[index]}*${index}*`) },
        }),
    ]),
    hostileBucket(
        "dozens of infix patterns in Denies of their own",
        many(40, (index) => deny("s3:*", both, { StringLike: { "aws:PrincipalArn": `*${index}*a*b*${index % 7}*` } })),
    ),
    hostileBucket(
        "dozens of negated infix patterns in Denies of their own",
        many(24, (index) => deny("s3:*", both, { StringNotLike: { "aws:UserAgent": `*${index}*x*${index % 5}*` } })),
    ),
    hostileBucket("lists of thousands", [
        deny("s3:*", both, { StringNotEquals: { "aws:SourceVpce": many(5000, (index) => `vpce-${String(index).padStart(17, "0")}`) } }),
        allow({ AWS: many(3000, (index) => `arn:aws:iam::${own}:role/r${index}`) }, "s3:GetObject", objects),
    ]),
    hostileBucket("thousands of actions and resources", [
        deny(
            many(2000, (index) => `s3:*${index % 50}Object*`),
            many(2000, (index) => `${bucket}/*${index}*`),
            outsideEndpoint,
        ),
    ]),
    hostileBucket("thousands of ranges", [
        deny("s3:*", both, { NotIpAddress: { "aws:SourceIp": many(4000, (index) => `10.${index >> 8}.${index & 255}.0/25`) } }),
    ]),
    hostileBucket("a pattern of stars", [
        deny("s3:*", both, { StringLike: { "aws:UserAgent": `${"*a".repeat(2000)}*` } }),
        deny("s3:*", both, { StringNotLike: { "aws:UserAgent": `${"*b".repeat(2000)}*` } }),
    ]),
    hostileBucket("a value of a megabyte", [deny("s3:*", both, { StringNotEquals: { "aws:SourceVpce": "v".repeat(1_000_000) } })]),
    hostileBucket(
        "numbers in long lists",
        [deny("s3:*", both, { NumericNotEquals: { "s3:TlsVersion": many(3000, (index) => index / 1000) } })],
        ["tls12", "tlsOnly"],
    ),
    hostileBucket(
        "variables everywhere",
        many(60, (index) =>
            deny("s3:*", both, { StringNotEquals: { [`aws:PrincipalTag/a${index}`]: `\${aws:PrincipalTag/a${(index * 7 + 1) % 60}}` } }),
        ),
    ),
    hostileBucket(
        "variables in text",
        many(30, (index) =>
            deny("s3:*", both, {
                StringNotLike: { [`aws:PrincipalTag/a${index}`]: `*x\${aws:username}*\${aws:PrincipalTag/a${(index + 1) % 30}}*` },
            }),
        ),
    ),
    { ...hostileBucket("deep nesting", []), document: nested(50_000) },
    {
        ...hostileBucket("deep nesting of lists", []),
        document: `{"Version":"2012-10-17","Statement":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
    },
    { ...hostileBucket("a megabyte of blanks", []), document: `{"Version":"2012-10-17",${" ".repeat(1_000_000)}"Statement":[]}` },
    {
        ...hostileBucket("thousands of keys in one block", [
            deny("s3:*", both, {
                StringEquals: Object.fromEntries(many(3000, (index) => [`aws:PrincipalTag/k${index}`, "v"]) as [string, string][]),
            }),
        ]),
    },
    {
        ...hostileBucket(
            "thousands of statements",
            many(4000, (index) => allow({ AWS: own }, "s3:GetObject", `${bucket}/${index}/*`)),
        ),
    },
    hostileBucket("every organisation path", [
        allow("*", "s3:*", both, {
            "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": many(200, (index) => `*/ou-${index}-*/*`) },
            "ForAllValues:StringNotLike": { "aws:PrincipalOrgPaths": many(200, (index) => `*-${index}*`) },
        }),
    ]),
];

/**
 * The cases of spellings that the themes' own files do not tell: `test/spellings.test.ts` demands of every policy a case that holds and one that
 * breaks in every type and input by which a program can make what it judges.
 */
import * as analytics from "../../policies/analytics";
import * as endpointPolicies from "../../policies/endpointPolicies";
import * as iam from "../../policies/iam";
import * as kms from "../../policies/kms";
import * as kmsPolicies from "../../policies/kmsPolicies";
import * as network from "../../policies/network";
import type { Policy } from "../../policies/policy";
import * as s3 from "../../policies/s3";
import * as s3Policies from "../../policies/s3Policies";
import * as encryption from "../../policies/sagemakerEncryption";
import * as isolation from "../../policies/sagemakerIsolation";
import * as storage from "../../policies/storage";
import { anyMessage, type Case, type Cases, describePolicy } from "../support/describePolicy";
import { type Declared, type Setting, unknown } from "../support/judge";

/** How a program says the same thing, by the name of the spelling. */
type Spellings<Said> = Readonly<Record<string, (said: Said) => Case>>;

/**
 * A case that holds and one that breaks, in every spelling.
 *
 * @param message of the resource `about` where a case has several
 */
function inEverySpelling<Said>(spellings: Spellings<Said>, holds: Said, breaks: Said, message = anyMessage, about = "data"): Cases {
    const told = (name: string, said: Said): [Case, string] => {
        const spelt = spellings[name]?.(said) ?? {};
        const isStack = Array.isArray(spelt) && spelt.length > 1;
        return [spelt, isStack && message !== anyMessage ? `${about}: ${message}` : message];
    };
    const names = Object.keys(spellings);
    return {
        pass: Object.fromEntries(names.map((name) => [name, told(name, holds)[0]])),
        fail: Object.fromEntries(names.map((name) => [name, told(name, breaks)])),
    };
}

function only<Said>(spellings: Spellings<Said>, names: readonly string[]): Spellings<Said> {
    return Object.fromEntries(Object.entries(spellings).filter(([name]) => names.includes(name)));
}

/** One resource. */
const of =
    (type: string) =>
    (props: object): Declared => ({ type, props });

const configured = (policy: Policy, options: object): Setting => ({ config: { [policy.name]: options } });

const keyArn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const text = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const asObject = (...statements: object[]): object => ({ Version: "2012-10-17", Statement: statements });

// S3

const classic = "aws:s3/bucket:Bucket";
const plural = "aws:s3/bucketV2:BucketV2";
const native = "aws-native:s3:Bucket";
const bucketAcl = "aws:s3/bucketAcl:BucketAcl";
const bucketAclV2 = "aws:s3/bucketAclV2:BucketAclV2";

const bucket =
    (type: string, name = "data") =>
    (props: object = {}): Declared => ({ type, name, props: { [type === native ? "bucketName" : "bucket"]: `acme-${name}`, ...props } });

/** A resource of its own for the bucket of a first preview. */
const forBucket =
    (type: string, name = "data") =>
    (props: object = {}): Declared => ({ type, name: `${name}-extra`, props: { bucket: unknown, ...props }, refs: { bucket: name } });

/** The bucket, and something for it that a resource of its own says. */
const separately =
    (type: string) =>
    (props: object): Case => [bucket(classic)(), forBucket(type)(props)];

interface Default {
    readonly algorithm: string;
    readonly key?: string;
    readonly bucketKey?: boolean;
    readonly blocked?: string[];
}

const standard = ({ algorithm, key }: Default): object => ({ sseAlgorithm: algorithm, ...(key !== undefined && { kmsMasterKeyId: key }) });
const bucketKey = ({ bucketKey }: Default): object => ({ ...(bucketKey !== undefined && { bucketKeyEnabled: bucketKey }) });
const blocks = ({ blocked }: Default): object => ({ ...(blocked !== undefined && { blockedEncryptionTypes: blocked }) });

const oneRule = (said: Default): object => ({ applyServerSideEncryptionByDefault: standard(said), ...bucketKey(said), ...blocks(said) });

/** The default encryption as inputs of a bucket. */
const inlineEncryption: Readonly<Record<string, (said: Default) => object>> = {
    [classic]: (said) => ({ serverSideEncryptionConfiguration: { rule: oneRule(said) } }),
    [plural]: (said) => ({
        serverSideEncryptionConfigurations: [{ rules: [{ applyServerSideEncryptionByDefaults: [standard(said)], ...bucketKey(said) }] }],
    }),
    [native]: (said) => ({
        bucketEncryption: {
            serverSideEncryptionConfiguration: [
                {
                    serverSideEncryptionByDefault: standard(said),
                    ...bucketKey(said),
                    ...(said.blocked !== undefined && { blockedEncryptionTypes: { encryptionType: said.blocked } }),
                },
            ],
        },
    }),
};

/** The bucket with its default encryption, and beside it what else a case needs. */
type Encrypted = readonly [said: Default, beside?: readonly Declared[]];

const encrypted =
    (type: string) =>
    ([said, beside = []]: Encrypted): Case => [bucket(type)(inlineEncryption[type]?.(said)), ...beside];
const encryptedSeparately =
    (type: string) =>
    ([said, beside = []]: Encrypted): Case => [bucket(classic)(), forBucket(type)({ rules: [oneRule(said)] }), ...beside];

const defaultEncryption: Spellings<Encrypted> = {
    inline: encrypted(classic),
    "inline in BucketV2": encrypted(plural),
    separate: encryptedSeparately("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"),
    "separate in version 6": encryptedSeparately(
        "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
    ),
    "inline in a native bucket": encrypted(native),
};
const underKey: Default = { algorithm: "aws:kms", key: keyArn, bucketKey: true };

describePolicy(
    s3.s3DefaultEncryptionKms,
    "",
    inEverySpelling(defaultEncryption, [underKey], [{ algorithm: "AES256" }], "The bucket's default encryption is not SSE-KMS."),
);
describePolicy(
    s3.s3DefaultEncryptionCustomerKey,
    "",
    inEverySpelling(
        defaultEncryption,
        [underKey],
        [{ algorithm: "aws:kms", key: "alias/aws/s3" }],
        "The bucket's default encryption names an AWS managed key.",
    ),
);
describePolicy(
    s3.s3BucketKeyEnabled,
    "",
    inEverySpelling(
        defaultEncryption,
        [underKey],
        [{ ...underKey, bucketKey: false }],
        "The bucket key is off, so every object costs a request to KMS.",
    ),
);

/** Where the logs of access to `data` go, and the bucket there. */
const accessLogs: Spellings<readonly [target: string, beside: readonly Declared[]]> = {
    inline: ([targetBucket, beside]) => [bucket(classic)({ logging: { targetBucket } }), ...beside],
    "inline in version 6": ([targetBucket, beside]) => [bucket(classic)({ loggings: [{ targetBucket }] }), ...beside],
    "inline in BucketV2": ([targetBucket, beside]) => [bucket(plural)({ loggings: [{ targetBucket }] }), ...beside],
    separate: ([targetBucket, beside]) => [bucket(classic)(), forBucket("aws:s3/bucketLogging:BucketLogging")({ targetBucket }), ...beside],
    "separate in version 6": ([targetBucket, beside]) => [
        bucket(classic)(),
        forBucket("aws:s3/bucketLoggingV2:BucketLoggingV2")({ targetBucket }),
        ...beside,
    ],
    "inline in a native bucket": ([destinationBucketName, beside]) => [
        bucket(native)({ loggingConfiguration: { destinationBucketName } }),
        ...beside,
    ],
};

describePolicy(s3.s3AccessLogging, "", inEverySpelling(accessLogs, ["acme-logs", []], ["acme-data", []], "The bucket logs to itself."));

/** Buckets beside the one that sends its logs: where they arrive. It has its own encryption separately, so that all spellings can have it. */
const encryptedData = forBucket("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration")({
    rules: [oneRule(underKey)],
});
describePolicy(
    s3.s3DefaultEncryptionKms,
    "",
    inEverySpelling(
        accessLogs,
        ["acme-logs", [encryptedData, bucket(classic, "logs")()]],
        ["acme-logs", [encryptedData, bucket(classic, "logs")(inlineEncryption[classic]?.(underKey))]],
        "The bucket receives logs that cannot be delivered under SSE-KMS: its default encryption has to be AES256.",
        "logs",
    ),
);

/** The bucket where logs arrive, named by a reference. */
function logsTo(type: string): Case {
    return [
        bucket(classic)(),
        bucket(type, "logs")(),
        {
            type: "aws:s3/bucketLogging:BucketLogging",
            name: "logging",
            props: { bucket: unknown, targetBucket: unknown },
            refs: { bucket: "data", targetBucket: "logs" },
        },
    ];
}
describePolicy(s3.s3AccessLogging, "", {
    pass: { "to BucketV2": logsTo(plural), "to a native bucket": logsTo(native) },
});

const logDelivery = "http://acs.amazonaws.com/groups/s3/LogDelivery";
const everybody = "http://acs.amazonaws.com/groups/global/AllUsers";
const aclGrants = (uri: string): object => ({
    accessControlPolicy: { owner: { id: "1".repeat(64) }, grants: [{ grantee: { type: "Group", uri }, permission: "WRITE" }] },
});
const inlineGrants = (uri: string): object => ({ grants: [{ type: "Group", uri, permissions: ["WRITE"] }] });
describePolicy(
    s3.s3DefaultEncryptionKms,
    "",
    inEverySpelling<boolean>(
        {
            "a canned ACL, inline": (isForLogs) => bucket(classic)({ acl: isForLogs ? "log-delivery-write" : "private" }),
            "a canned ACL, inline in BucketV2": (isForLogs) => bucket(plural)({ acl: isForLogs ? "log-delivery-write" : "private" }),
            "a canned ACL, separate": (isForLogs) => separately(bucketAcl)({ acl: isForLogs ? "log-delivery-write" : "private" }),
            "a canned ACL, separate in version 6": (isForLogs) =>
                separately(bucketAclV2)({ acl: isForLogs ? "log-delivery-write" : "private" }),
            "a canned ACL, inline in a native bucket": (isForLogs) =>
                bucket(native)({ accessControl: isForLogs ? "LogDeliveryWrite" : "Private" }),
            "a grant, inline": (isForLogs) => bucket(classic)(inlineGrants(isForLogs ? logDelivery : everybody)),
            "a grant, inline in BucketV2": (isForLogs) => bucket(plural)(inlineGrants(isForLogs ? logDelivery : everybody)),
            "a grant, separate": (isForLogs) => separately(bucketAcl)(aclGrants(isForLogs ? logDelivery : everybody)),
            "a grant, separate in version 6": (isForLogs) => separately(bucketAclV2)(aclGrants(isForLogs ? logDelivery : everybody)),
        },
        true,
        false,
        "Nothing sets the bucket's default encryption, so S3 encrypts with its own keys (SSE-S3).",
    ),
);

const versioning = (status: string): object => ({ versioningConfiguration: { status } });
describePolicy(
    s3.s3Versioning,
    "",
    inEverySpelling<boolean>(
        {
            inline: (enabled) => bucket(classic)({ versioning: { enabled } }),
            "inline in BucketV2": (enabled) => bucket(plural)({ versionings: [{ enabled }] }),
            separate: (on) => separately("aws:s3/bucketVersioning:BucketVersioning")(versioning(on ? "Enabled" : "Suspended")),
            "separate in version 6": (on) =>
                separately("aws:s3/bucketVersioningV2:BucketVersioningV2")(versioning(on ? "Enabled" : "Suspended")),
            "inline in a native bucket": (on) => bucket(native)(versioning(on ? "Enabled" : "Suspended")),
        },
        true,
        false,
        "Versioning is off.",
    ),
);

const four = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const three = { ...four, restrictPublicBuckets: false };
describePolicy(s3.s3PublicAccessBlock, "", {
    pass: {
        "separate, for a BucketV2": [bucket(plural)(), forBucket("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")(four)],
    },
    fail: {
        "inline in a native bucket": [
            bucket(native)({ publicAccessBlockConfiguration: three }),
            "The bucket's public access block leaves restrictPublicBuckets off.",
        ],
    },
});

const object = "aws:s3/bucketObject:BucketObject";
const objectV2 = "aws:s3/bucketObjectv2:BucketObjectv2";
const objectCopy = "aws:s3/objectCopy:ObjectCopy";

describePolicy(
    s3.s3NoPublicAcl,
    "",
    inEverySpelling<string>(
        {
            inline: (acl) => of(classic)({ acl }),
            "inline in BucketV2": (acl) => of(plural)({ acl }),
            separate: (acl) => of(bucketAcl)({ acl }),
            "separate in version 6": (acl) => of(bucketAclV2)({ acl }),
            "inline in a native bucket": (acl) => of(native)({ accessControl: acl === "private" ? "Private" : "PublicRead" }),
            "of an object": (acl) => of(object)({ acl }),
            "of an object, in the newer type": (acl) => of(objectV2)({ acl }),
            "of a copy": (acl) => of(objectCopy)({ acl }),
        },
        "private",
        "public-read",
        "The ACL is public.",
    ),
);

const owner = "1".repeat(64);
const stranger = "2".repeat(64);

/** Whom an ACL lets read. */
const grants: Spellings<object> = {
    inline: (grantee) => of(classic)({ grants: [{ ...grantee, permissions: ["READ"] }] }),
    "inline in BucketV2": (grantee) => of(plural)({ grants: [{ ...grantee, permissions: ["READ"] }] }),
    separate: (grantee) => of(bucketAcl)({ accessControlPolicy: { owner: { id: owner }, grants: [{ grantee, permission: "READ" }] } }),
    "separate in version 6": (grantee) =>
        of(bucketAclV2)({ accessControlPolicy: { owner: { id: owner }, grants: [{ grantee, permission: "READ" }] } }),
};

describePolicy(
    s3.s3NoPublicAcl,
    "",
    inEverySpelling(
        grants,
        { type: "Group", uri: logDelivery },
        { type: "Group", uri: "http://acs.amazonaws.com/groups/global/AuthenticatedUsers" },
        "A grant of the ACL is to everybody, or to everybody with an AWS account.",
    ),
);
describePolicy(
    s3.s3AclCrossAccount,
    "",
    inEverySpelling(
        grants,
        { type: "CanonicalUser", id: owner },
        { type: "CanonicalUser", id: stranger },
        "A grant of the ACL is to a canonical user that is neither the owner nor trusted.",
    ),
    configured(s3.s3AclCrossAccount, { trustedCanonicalUsers: [owner] }),
);

describePolicy(
    s3.s3ObjectEncryption,
    "",
    inEverySpelling<object>(
        { "an object": of(object), "an object, in the newer type": of(objectV2), "a copy": of(objectCopy) },
        { serverSideEncryption: "aws:kms", kmsKeyId: keyArn },
        { serverSideEncryption: "AES256" },
        "The object leaves SSE-KMS.",
    ),
);

interface Replication {
    readonly key?: string;
    readonly account?: string;
}

const separateRule = ({ key, account }: Replication): object => ({
    status: "Enabled",
    destination: {
        bucket: "arn:aws:s3:::acme-replica",
        ...(account !== undefined && { account }),
        ...(key !== undefined && { encryptionConfiguration: { replicaKmsKeyId: key } }),
    },
    sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
});
const inlineDestination = ({ key, account }: Replication): object => ({
    bucket: "arn:aws:s3:::acme-replica",
    ...(account !== undefined && { accountId: account }),
    ...(key !== undefined && { replicaKmsKeyId: key }),
});

const replication: Spellings<Replication> = {
    inline: (said) =>
        of(classic)({
            replicationConfiguration: {
                rules: [
                    {
                        status: "Enabled",
                        destination: inlineDestination(said),
                        sourceSelectionCriteria: { sseKmsEncryptedObjects: { enabled: true } },
                    },
                ],
            },
        }),
    "inline in BucketV2": (said) =>
        of(plural)({
            replicationConfigurations: [
                {
                    rules: [
                        {
                            status: "Enabled",
                            destinations: [inlineDestination(said)],
                            sourceSelectionCriterias: [{ sseKmsEncryptedObjects: [{ enabled: true }] }],
                        },
                    ],
                },
            ],
        }),
    separate: (said) => of("aws:s3/bucketReplicationConfig:BucketReplicationConfig")({ rules: [separateRule(said)] }),
    "inline in a native bucket": (said) => of(native)({ replicationConfiguration: { rules: [separateRule(said)] } }),
};

describePolicy(
    s3.s3ReplicaEncryption,
    "",
    inEverySpelling<Replication>(replication, { key: keyArn }, {}, "A replication rule names no replica KMS key."),
);
describePolicy(
    s3.s3ReplicationTrusted,
    "",
    inEverySpelling<Replication>(
        replication,
        { account: "111122223333" },
        { account: "999999999999" },
        "A replication rule sends objects to a bucket of an account that is neither your own nor trusted.",
    ),
    configured(s3.s3ReplicationTrusted, { ownAccounts: ["111122223333"] }),
);

const replicatedTo =
    (type: string) =>
    (name: string): Case => [
        bucket(type, "replica")(),
        {
            type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
            name: "replication",
            props: { rules: [{ status: "Enabled", destination: { bucket: `arn:aws:s3:::acme-${name}`, account: "999999999999" } }] },
        },
    ];
describePolicy(
    s3.s3ReplicationTrusted,
    "",
    inEverySpelling<string>(
        { "to BucketV2 of the stack": replicatedTo(plural), "to a native bucket of the stack": replicatedTo(native) },
        "replica",
        "elsewhere",
        "A replication rule sends objects to a bucket of an account that is neither your own nor trusted.",
        "replication",
    ),
    configured(s3.s3ReplicationTrusted, { ownAccounts: ["111122223333"] }),
);

describePolicy(s3.s3NoWebsite, "", {
    pass: { "no website in BucketV2": bucket(plural)() },
    fail: {
        "separate in version 6": [
            of("aws:s3/bucketWebsiteConfigurationV2:BucketWebsiteConfigurationV2")({ bucket: "acme-data" }),
            "The bucket is set up as a website, which serves its objects over plain HTTP.",
        ],
    },
});

/** Tags are a map, and a list in native buckets. */
const tagged: Spellings<Readonly<Record<string, string>>> = {
    "the type of version 7": (tags) => bucket(classic)({ tags }),
    BucketV2: (tags) => bucket(plural)({ tags }),
    native: (tags) => bucket(native)({ tags: Object.entries(tags).map(([key, value]) => ({ key, value })) }),
};

describePolicy(
    s3.s3ClassificationTag,
    "",
    inEverySpelling<Readonly<Record<string, string>>>(
        tagged,
        { Classification: "internal" },
        { classification: "internal" },
        "The bucket has no tag Classification.",
    ),
);

const otherBuckets = {
    "a native table bucket": of("aws-native:s3tables:TableBucket"),
    "a native vector bucket": (configuration: object): Declared =>
        of("aws-native:s3vectors:VectorBucket")("encryptionConfiguration" in configuration ? vectors(configuration) : configuration),
    "a vector index": (configuration: object): Declared =>
        of("aws:s3/vectorsIndex:VectorsIndex")({ encryptionConfigurations: Object.values(vectors(configuration)) }),
    "a native vector index": (configuration: object): Declared => of("aws-native:s3vectors:Index")(vectors(configuration)),
};

/** Vector buckets have another name for the algorithm. */
function vectors(configuration: object): object {
    return JSON.parse(JSON.stringify(configuration).replace("sseAlgorithm", "sseType")) as object;
}

describePolicy(
    s3.s3TableAndDirectoryEncryption,
    "",
    inEverySpelling<object>(
        otherBuckets,
        { encryptionConfiguration: { sseAlgorithm: "aws:kms", kmsKeyArn: keyArn } },
        { encryptionConfiguration: { sseAlgorithm: "AES256" } },
        "Its encryption is not SSE-KMS.",
    ),
);

describePolicy(
    s3.s3AccessPointPublicAccessBlock,
    "",
    inEverySpelling<object>(
        {
            native: (block) => of("aws-native:s3:AccessPoint")({ publicAccessBlockConfiguration: block }),
            "multi-region, native": (block) => of("aws-native:s3:MultiRegionAccessPoint")({ publicAccessBlockConfiguration: block }),
        },
        four,
        three,
        "The access point's public access block leaves restrictPublicBuckets off.",
    ),
);

// Bucket policies

const arn = "arn:aws:s3:::acme-data";
const deny = (rest: object): object => ({
    Sid: "Guard",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [arn, `${arn}/*`],
    ...rest,
});
const allow = (rest: object): object => ({ Sid: "Grant", Effect: "Allow", Action: "s3:GetObject", Resource: `${arn}/*`, ...rest });
const onlyEndpoint = deny({ Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } } });
const onlyTls = deny({ Condition: { Bool: { "aws:SecureTransport": "false" } } });
const put = (condition: object): object => deny({ Action: "s3:PutObject", Resource: `${arn}/*`, Condition: condition });
const algorithm = "s3:x-amz-server-side-encryption";
const keyId = "s3:x-amz-server-side-encryption-aws-kms-key-id";

const noCustomerKeys = put({ Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" } });

/** A document alone, for the policies that judge each resource. */
const document: Spellings<readonly object[]> = {
    inline: (statements) => of(classic)({ bucket: "acme-data", policy: text(...statements) }),
    "inline in BucketV2": (statements) => of(plural)({ bucket: "acme-data", policy: text(...statements) }),
    separate: (statements) => of("aws:s3/bucketPolicy:BucketPolicy")({ bucket: "acme-data", policy: text(...statements) }),
    "separate, native": (statements) => of("aws-native:s3:BucketPolicy")({ bucket: "acme-data", policyDocument: asObject(...statements) }),
};

describePolicy(
    s3Policies.s3EncryptionDenyIsEffective,
    "",
    inEverySpelling<readonly object[]>(
        document,
        [put({ StringNotEqualsIfExists: { [algorithm]: "aws:kms" } }), put({ StringNotEqualsIfExists: { [keyId]: keyArn } })],
        [put({ StringNotEquals: { [algorithm]: "aws:kms", [keyId]: keyArn } })],
    ),
);
describePolicy(
    s3Policies.s3VpceDenyIsEffective,
    "",
    inEverySpelling<readonly object[]>(
        document,
        [onlyEndpoint],
        [deny({ Resource: arn, Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } } })],
    ),
);
describePolicy(
    s3Policies.s3TlsDenyIsEffective,
    "",
    inEverySpelling<readonly object[]>(
        document,
        [onlyTls],
        [deny({ Resource: `${arn}/*`, Condition: { Bool: { "aws:SecureTransport": "false" } } })],
    ),
);
describePolicy(
    s3Policies.s3PolicyNotPublic,
    "",
    inEverySpelling<readonly object[]>(
        document,
        [allow({ Principal: { AWS: "arn:aws:iam::111122223333:role/Reader" } })],
        [allow({ Principal: { AWS: ["*"] } })],
    ),
);
describePolicy(
    s3Policies.s3PolicyCrossAccount,
    "",
    inEverySpelling<readonly object[]>(
        document,
        [allow({ Principal: { AWS: "111122223333" } })],
        [allow({ Principal: { AWS: "arn:aws:iam::999999999999:root" } })],
    ),
    configured(s3Policies.s3PolicyCrossAccount, { ownAccounts: ["111122223333"] }),
);
const roleArn = "arn:aws:iam::777777777777:role/Training";
const grantedBeside =
    (type: string) =>
    (AWS: string): Case => [
        {
            type: "aws:s3/bucketPolicy:BucketPolicy",
            name: "policy",
            props: { bucket: "acme-data", policy: text(allow({ Principal: { AWS } })) },
        },
        { type, name: "role", props: {}, outputs: { arn: roleArn } },
    ];
describePolicy(s3Policies.s3PolicyCrossAccount, "", {
    pass: {
        "a role of the stack": grantedBeside("aws:iam/role:Role")(roleArn),
        "a native role of the stack": grantedBeside("aws-native:iam:Role")(roleArn),
    },
    fail: {
        "everybody beside a role of the stack": [grantedBeside("aws:iam/role:Role")("*"), anyMessage],
        "everybody beside a native role of the stack": [grantedBeside("aws-native:iam:Role")("*"), anyMessage],
    },
});
describePolicy(
    s3Policies.s3PolicyConfusedDeputy,
    "",
    inEverySpelling<readonly object[]>(
        document,
        [
            allow({
                Principal: { Service: "cloudtrail.amazonaws.com" },
                Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
            }),
        ],
        [allow({ Principal: { Service: "cloudtrail.amazonaws.com" } })],
    ),
    configured(s3Policies.s3PolicyConfusedDeputy, { ownAccounts: ["111122223333"] }),
);
/** An Allow that tests what a Deny would: while the effect is not known, it may be either. */
const nativeAllow = (Condition: object): object =>
    of("aws-native:s3:BucketPolicy")({
        bucket: "acme-data",
        policyDocument: asObject(allow({ Principal: { AWS: "111122223333" }, Action: "s3:PutObject", Condition })),
    });
for (const [policy, condition] of [
    [s3Policies.s3VpceDenyIsEffective, { StringEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } }],
    [s3Policies.s3TlsDenyIsEffective, { Bool: { "aws:SecureTransport": "true" } }],
    [s3Policies.s3EncryptionDenyIsEffective, { StringEquals: { [algorithm]: "aws:kms" } }],
] as const) {
    describePolicy(policy, "", { pass: { "an Allow with the condition, native": nativeAllow(condition) } });
}
describePolicy(s3Policies.s3PolicyNoLockout, "", inEverySpelling<readonly object[]>(document, [onlyEndpoint], [deny({})]));
describePolicy(
    s3Policies.s3PolicyWellFormed,
    "",
    inEverySpelling<readonly object[]>(document, [onlyTls], [allow({ Principal: { AWS: "arn:aws:iam::<ACCOUNT>:root" } })]),
);

/** A bucket under a policy, with inputs of its own and what else a case needs. */
interface Guarded {
    readonly statements: readonly object[];
    readonly encryption?: Default;
    readonly tags?: Readonly<Record<string, string>>;
    readonly beside?: readonly Declared[];
}

function ownInputs(type: string, { encryption: said, tags }: Guarded): object {
    return {
        ...(said !== undefined && inlineEncryption[type]?.(said)),
        ...(tags !== undefined && { tags: type === native ? Object.entries(tags).map(([key, value]) => ({ key, value })) : tags }),
    };
}

const guardedInline =
    (type: string) =>
    (said: Guarded): Case => [bucket(type)({ ...ownInputs(type, said), policy: text(...said.statements) }), ...(said.beside ?? [])];

const guarded: Spellings<Guarded> = {
    inline: guardedInline(classic),
    "inline in BucketV2": guardedInline(plural),
    separate: (said) => [
        bucket(classic)(ownInputs(classic, said)),
        forBucket("aws:s3/bucketPolicy:BucketPolicy")({ policy: text(...said.statements) }),
        ...(said.beside ?? []),
    ],
    "separate, for a BucketV2": (said) => [
        bucket(plural)(ownInputs(plural, said)),
        forBucket("aws:s3/bucketPolicy:BucketPolicy")({ policy: text(...said.statements) }),
        ...(said.beside ?? []),
    ],
    native: (said) => [
        bucket(native)(ownInputs(native, said)),
        forBucket("aws-native:s3:BucketPolicy")({ policyDocument: asObject(...said.statements) }),
        ...(said.beside ?? []),
    ],
};

const inGuarded = (holds: Guarded, breaks: Guarded, message?: string): Cases => inEverySpelling(guarded, holds, breaks, message);

describePolicy(
    s3.s3DefaultEncryptionKms,
    "",
    inGuarded(
        { statements: [allow({ Principal: { Service: "logging.s3.amazonaws.com" }, Action: "s3:PutObject" })] },
        { statements: [onlyTls] },
        "Nothing sets the bucket's default encryption, so S3 encrypts with its own keys (SSE-S3).",
    ),
);
describePolicy(s3Policies.s3PolicyTlsOnly, "", inGuarded({ statements: [onlyTls] }, { statements: [noCustomerKeys] }));
describePolicy(
    s3Policies.s3MinimumTlsVersion,
    "",
    inGuarded({ statements: [deny({ Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } })] }, { statements: [noCustomerKeys] }),
);

const customerKeys: Default = { ...underKey, blocked: ["NONE"] };
describePolicy(
    s3Policies.s3SseCBlocked,
    "",
    inEverySpelling<Encrypted>(
        only(defaultEncryption, ["inline", "separate", "separate in version 6", "inline in a native bucket"]),
        [{ ...underKey, blocked: ["SSE-C"] }],
        [customerKeys],
    ),
);
describePolicy(
    s3Policies.s3SseCBlocked,
    "",
    inEverySpelling<Guarded>(
        only(guarded, ["inline", "separate", "native"]),
        { encryption: customerKeys, statements: [noCustomerKeys] },
        { encryption: customerKeys, statements: [onlyTls] },
    ),
);
const separateCustomerKeys = forBucket("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration")({
    rules: [oneRule(customerKeys)],
});
describePolicy(
    s3Policies.s3SseCBlocked,
    "",
    inEverySpelling<Guarded>(
        only(guarded, ["inline in BucketV2"]),
        { statements: [noCustomerKeys], beside: [separateCustomerKeys] },
        { statements: [onlyTls], beside: [separateCustomerKeys] },
    ),
);

const putsUnderKey = [put({ StringNotEqualsIfExists: { [algorithm]: "aws:kms" } }), put({ StringNotEqualsIfExists: { [keyId]: keyArn } })];
describePolicy(
    s3Policies.s3PutRequiresKmsKey,
    "",
    inGuarded({ encryption: underKey, statements: putsUnderKey }, { encryption: underKey, statements: [onlyTls] }),
);
describePolicy(
    s3Policies.s3PutRequiresKmsKey,
    "",
    inEverySpelling<Encrypted>(
        defaultEncryption,
        [underKey, [policyOfData(put({ Null: { [algorithm]: "false" } }), put({ Null: { [keyId]: "false" } }))]],
        [underKey, [policyOfData(onlyTls)]],
    ),
);

/** The bucket's policy beside another resource for the bucket. */
function policyOfData(...statements: readonly object[]): Declared {
    return renamed("policy")(forBucket("aws:s3/bucketPolicy:BucketPolicy")({ policy: text(...statements) }));
}

function renamed(name: string): (resource: Declared) => Declared {
    return (resource) => ({ ...resource, name });
}

describePolicy(
    s3Policies.s3PolicyVpceOnly,
    "",
    inGuarded({ statements: [onlyEndpoint] }, { statements: [onlyTls] }),
    configured(s3Policies.s3PolicyVpceOnly, { scope: "all", allowedVpcEndpoints: ["vpce-1a2b3c4d"] }),
);
describePolicy(
    s3Policies.s3PolicyVpceOnly,
    "",
    inEverySpelling<Readonly<Record<string, string>>>(tagged, { data: "public" }, { data: "ml" }),
    configured(s3Policies.s3PolicyVpceOnly, { scope: { tags: { data: "ml" } } }),
);
describePolicy(
    s3Policies.s3PolicyVpceOnly,
    "",
    inEverySpelling(
        accessLogs,
        ["acme-logs", [behindEndpoint("data"), bucket(classic, "logs")()]],
        ["acme-elsewhere", [behindEndpoint("data"), bucket(classic, "logs")()]],
    ),
    configured(s3Policies.s3PolicyVpceOnly, { scope: "all", allowedVpcEndpoints: ["vpce-1a2b3c4d"] }),
);

const endpointOfStack =
    (type: string) =>
    (id: string): Case => [
        bucket(classic)(),
        policyOfData(onlyEndpoint),
        { type, name: "s3", props: { serviceName: "com.amazonaws.eu-central-1.s3" }, outputs: { id, awsId: id } },
    ];
describePolicy(
    s3Policies.s3PolicyVpceOnly,
    "",
    inEverySpelling<string>(
        {
            "its endpoint": endpointOfStack("aws:ec2/vpcEndpoint:VpcEndpoint"),
            "its native endpoint": endpointOfStack("aws-native:ec2:VpcEndpoint"),
        },
        "vpce-1a2b3c4d",
        "vpce-99999999",
    ),
    configured(s3Policies.s3PolicyVpceOnly, { scope: "all" }),
);

/** The policy of a bucket that lets data through the endpoint only. */
function behindEndpoint(name: string): Declared {
    return renamed(`${name}-policy`)(forBucket("aws:s3/bucketPolicy:BucketPolicy", name)({ policy: text(onlyEndpoint) }));
}

describePolicy(
    s3Policies.s3OrganizationOnly,
    "",
    inGuarded(
        {
            statements: [
                deny({
                    Condition: {
                        StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
                        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
                    },
                }),
            ],
        },
        { statements: [onlyTls] },
    ),
    configured(s3Policies.s3OrganizationOnly, { organizationId: "o-a1b2c3d4e5" }),
);

const restricted = { Classification: "PHI" };
const restrictedByTag = configured(s3Policies.s3RestrictedObjectsByTag, {
    restrictedTag: { key: "Classification", value: "PHI", principalTag: "Clearance" },
});
describePolicy(
    s3Policies.s3RestrictedObjectsByTag,
    "",
    inGuarded(
        {
            tags: restricted,
            statements: [
                deny({
                    Action: "s3:GetObject*",
                    Resource: `${arn}/*`,
                    Condition: {
                        StringEquals: { "s3:ExistingObjectTag/Classification": "PHI" },
                        StringNotEquals: { "aws:PrincipalTag/Clearance": "PHI" },
                    },
                }),
            ],
        },
        { tags: restricted, statements: [onlyTls] },
    ),
    restrictedByTag,
);

const shared = [allow({ Principal: { AWS: "arn:aws:iam::444455556666:root" } })];
const ownAccount = configured(s3Policies.s3CrossAccountKeyAccess, { ownAccounts: ["111122223333"] });
const noKeyForReaders = "Account 444455556666 may read the bucket and cannot use its key, so it gets AccessDenied.";
const useFor = (account: string): object => ({
    Sid: "Use",
    Effect: "Allow",
    Principal: { AWS: account },
    Action: ["kms:Decrypt", "kms:DescribeKey"],
    Resource: "*",
});

describePolicy(
    s3Policies.s3CrossAccountKeyAccess,
    "",
    inGuarded(
        { encryption: { algorithm: "aws:kms", key: keyArn }, statements: shared, beside: [readableKey()] },
        { encryption: { algorithm: "aws:kms" }, statements: shared },
        noKeyForReaders,
    ),
    ownAccount,
);
describePolicy(
    s3Policies.s3CrossAccountKeyAccess,
    "",
    inEverySpelling<Encrypted>(
        defaultEncryption,
        [underKey, [policyOfData(...shared), readableKey()]],
        [{ algorithm: "aws:kms" }, [policyOfData(...shared)]],
        noKeyForReaders,
    ),
    ownAccount,
);

/** A key of the stack that account 444455556666 may decrypt with. */
function readableKey(): Declared {
    return {
        type: "aws:kms/key:Key",
        name: "key",
        props: { policy: text(useFor("444455556666")) },
        outputs: { arn: keyArn, id: keyArn.slice(-36), keyId: keyArn.slice(-36) },
    };
}

// Policies of access points, tables and vectors

const accessPoint = "arn:aws:s3:us-east-1:111122223333:accesspoint/ap";
const tableBucket = "arn:aws:s3tables:us-east-1:111122223333:bucket/tables";
const vectorBucket = "arn:aws:s3vectors:us-east-1:111122223333:bucket/vectors";

const documentsBeside: Spellings<string> = {
    "an access point's": (account) => of("aws:s3/accessPoint:AccessPoint")({ name: "ap", policy: text(accessFor(account)) }),
    "an access point's, separately": (account) =>
        of("aws:s3control/accessPointPolicy:AccessPointPolicy")({ accessPointArn: accessPoint, policy: text(accessFor(account)) }),
    "an access point's, native": (account) => of("aws-native:s3:AccessPoint")({ name: "ap", policy: asObject(accessFor(account)) }),
    "a multi-region access point's": (account) =>
        of("aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy")({
            details: { name: "ap", policy: text(accessFor(account, "arn:aws:s3::111122223333:accesspoint/ap.mrap")) },
        }),
    "a multi-region access point's, native": (account) =>
        of("aws-native:s3:MultiRegionAccessPointPolicy")({
            mrapName: "ap.mrap",
            policy: asObject(accessFor(account, "arn:aws:s3::111122223333:accesspoint/ap.mrap")),
        }),
    "a table bucket's": (account) =>
        of("aws:s3tables/tableBucketPolicy:TableBucketPolicy")({ tableBucketArn: tableBucket, resourcePolicy: text(tablesFor(account)) }),
    "a table bucket's, native": (account) =>
        of("aws-native:s3tables:TableBucketPolicy")({ tableBucketArn: tableBucket, resourcePolicy: asObject(tablesFor(account)) }),
    "a table's": (account) =>
        of("aws:s3tables/tablePolicy:TablePolicy")({
            tableBucketArn: tableBucket,
            namespace: "ml",
            name: "features",
            resourcePolicy: text(tablesFor(account)),
        }),
    "a table's, native": (account) =>
        of("aws-native:s3tables:TablePolicy")({ tableArn: `${tableBucket}/table/features`, resourcePolicy: asObject(tablesFor(account)) }),
    "a vector bucket's": (account) =>
        of("aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy")({
            vectorBucketArn: vectorBucket,
            policy: text(vectorsFor(account)),
        }),
    "a vector bucket's, native": (account) =>
        of("aws-native:s3vectors:VectorBucketPolicy")({ vectorBucketArn: vectorBucket, policy: asObject(vectorsFor(account)) }),
};

function accessFor(account: string, point = accessPoint): object {
    return allow({ Principal: { AWS: account }, Resource: `${point}/object/*` });
}

function tablesFor(account: string): object {
    return allow({ Principal: { AWS: account }, Action: "s3tables:GetTableData", Resource: `${tableBucket}/table/*` });
}

function vectorsFor(account: string): object {
    return allow({ Principal: { AWS: account }, Action: "s3vectors:QueryVectors", Resource: `${vectorBucket}/index/*` });
}

describePolicy(
    s3Policies.s3AccessPointPolicy,
    "",
    inEverySpelling(documentsBeside, "111122223333", "999999999999"),
    configured(s3Policies.s3AccessPointPolicy, { ownAccounts: ["111122223333"] }),
);

// Keys

const root = { Sid: "Root", Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*", Resource: "*" };
const role = (name: string, account = "111122223333"): object => ({ AWS: `arn:aws:iam::${account}:role/${name}` });
const grant = (Principal: unknown, Action: string | string[], rest: object = {}): object => ({
    Sid: "Grant",
    Effect: "Allow",
    Principal,
    Action,
    Resource: "*",
    ...rest,
});
const use = ["kms:Decrypt", "kms:DescribeKey"];
const primaryKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab";

const keyPolicy: Spellings<readonly object[]> = {
    "a key's": (statements) => of("aws:kms/key:Key")({ policy: text(...statements) }),
    "a key's, separately": (statements) => of("aws:kms/keyPolicy:KeyPolicy")({ keyId: "1234", policy: text(...statements) }),
    "a replica's": (statements) => of("aws:kms/replicaKey:ReplicaKey")({ primaryKeyArn, policy: text(...statements) }),
    "an imported key's": (statements) => of("aws:kms/externalKey:ExternalKey")({ policy: text(...statements) }),
    "an imported replica's": (statements) =>
        of("aws:kms/replicaExternalKey:ReplicaExternalKey")({ primaryKeyArn, policy: text(...statements) }),
    "a native key's": (statements) => of("aws-native:kms:Key")({ keyPolicy: asObject(...statements) }),
    "a native replica's": (statements) => of("aws-native:kms:ReplicaKey")({ primaryKeyArn, keyPolicy: asObject(...statements) }),
};

for (const [policy, holds, breaks] of [
    [kmsPolicies.kmsKeyPolicyNoWildcard, [root, grant(role("User"), use)], [root, grant({ AWS: "*" }, use)]],
    [kmsPolicies.kmsKeyPolicyKeepsAdministrator, [root], [grant(role("User"), use)]],
    [
        kmsPolicies.kmsKeyPolicySeparatesDuties,
        [root, grant(role("User"), use)],
        [root, grant(role("Administrator"), ["kms:PutKeyPolicy", "kms:Decrypt"])],
    ],
    [
        kmsPolicies.kmsGrantsOnlyForAwsResources,
        [root, grant(role("User"), "kms:CreateGrant", { Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } })],
        [root, grant(role("User"), "kms:CreateGrant")],
    ],
    [
        kmsPolicies.kmsKeyPolicyCrossAccount,
        [root, grant(role("User", "444455556666"), use)],
        [root, grant({ AWS: "arn:aws:iam::999999999999:root" }, use)],
    ],
    [
        kmsPolicies.kmsKeyPolicyConfusedDeputy,
        [
            root,
            grant({ Service: "cloudtrail.amazonaws.com" }, use, { Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } } }),
        ],
        [root, grant({ Service: "cloudtrail.amazonaws.com" }, use)],
    ],
    [kmsPolicies.kmsKeyPolicyWellFormed, [root], [root, grant({ AWS: "arn:aws:iam::<ACCOUNT>:root" }, use)]],
] as const) {
    const accounts = { ownAccounts: ["111122223333"], trustedAccounts: ["444455556666"] };
    describePolicy(policy, "", inEverySpelling<readonly object[]>(keyPolicy, holds, breaks), configured(policy, accounts));
}

const grantTo =
    (type: string) =>
    (granteePrincipal: string): Case => [
        {
            type: "aws:kms/grant:Grant",
            name: "grant",
            props: { keyId: "1234", granteePrincipal, operations: ["Decrypt"] },
            ...(granteePrincipal === unknown && { refs: { granteePrincipal: "role" } }),
        },
        { type, name: "role", props: {} },
    ];
describePolicy(
    kmsPolicies.kmsGrantTrusted,
    "",
    inEverySpelling<string>(
        { "beside a role of the stack": grantTo("aws:iam/role:Role"), "beside a native role of the stack": grantTo("aws-native:iam:Role") },
        unknown,
        "arn:aws:iam::999999999999:role/User",
        "The grantee is of an account that is neither your own nor trusted.",
        "grant",
    ),
    configured(kmsPolicies.kmsGrantTrusted, { ownAccounts: ["111122223333"] }),
);

/** A bucket that is shared, under a key of the stack with this policy. */
const sharedUnderKey =
    (type: string, input: string, isObject = false, more: object = {}) =>
    (statement: object): Case => [
        {
            ...bucket(classic)(inlineEncryption[classic]?.({ algorithm: "aws:kms", key: unknown })),
            refs: { serverSideEncryptionConfiguration: "key" },
        },
        policyOfData(...shared),
        { type, name: "key", props: { [input]: isObject ? asObject(statement) : text(statement), ...more } },
    ];

describePolicy(
    s3Policies.s3CrossAccountKeyAccess,
    "",
    inEverySpelling<object>(
        {
            "a key's": sharedUnderKey("aws:kms/key:Key", "policy"),
            "a key's, separately": (statement) => [
                ...(sharedUnderKey("aws:kms/key:Key", "description")({}) as readonly Declared[]),
                {
                    type: "aws:kms/keyPolicy:KeyPolicy",
                    name: "key-policy",
                    props: { keyId: unknown, policy: text(statement) },
                    refs: { keyId: "key" },
                },
            ],
            "a replica's": sharedUnderKey("aws:kms/replicaKey:ReplicaKey", "policy", false, { primaryKeyArn }),
            "an imported key's": sharedUnderKey("aws:kms/externalKey:ExternalKey", "policy"),
            "an imported replica's": sharedUnderKey("aws:kms/replicaExternalKey:ReplicaExternalKey", "policy", false, { primaryKeyArn }),
            "a native key's": sharedUnderKey("aws-native:kms:Key", "keyPolicy", true),
            "a native replica's": sharedUnderKey("aws-native:kms:ReplicaKey", "keyPolicy", true, { primaryKeyArn }),
        },
        useFor("444455556666"),
        useFor("111122223333"),
        noKeyForReaders,
    ),
    ownAccount,
);

/** A volume under a key of the stack. */
const underKeyOfStack = (volume: string, link: string, ...keys: readonly Declared[]): readonly Declared[] => [
    ...keys,
    { type: volume, name: "volume", props: { encrypted: true, kmsKeyId: unknown }, refs: { kmsKeyId: link } },
];
const volume = "aws:ebs/volume:Volume";
const keyOf =
    (type: string, name = "key") =>
    (props: object): Declared => ({ type, name, props });
const withKey =
    (type: string, more: object = {}) =>
    (props: object): Case =>
        underKeyOfStack(volume, "key", keyOf(type)({ ...more, ...props }));
const unusable = "The key of the volume (kmsKeyId) is key, which services cannot encrypt with.";

describePolicy(
    kms.kmsKeyUsable,
    "",
    inEverySpelling<boolean>(
        {
            "a key": (isEnabled) => withKey("aws:kms/key:Key")({ isEnabled }),
            "a replica": (enabled) => withKey("aws:kms/replicaKey:ReplicaKey", { primaryKeyArn })({ enabled }),
            "an imported key": (enabled) => withKey("aws:kms/externalKey:ExternalKey")({ enabled }),
            "an imported replica": (enabled) => withKey("aws:kms/replicaExternalKey:ReplicaExternalKey", { primaryKeyArn })({ enabled }),
            "a native key": (enabled) => withKey("aws-native:kms:Key")({ enabled }),
            "a native replica": (enabled) => withKey("aws-native:kms:ReplicaKey", { primaryKeyArn })({ enabled }),
            "a key of a native volume": (isEnabled) =>
                underKeyOfStack("aws-native:ec2:Volume", "key", keyOf("aws:kms/key:Key")({ isEnabled })),
            "a key behind a native alias": (isEnabled) =>
                underKeyOfStack(volume, "alias", keyOf("aws:kms/key:Key")({ isEnabled }), {
                    type: "aws-native:kms:Alias",
                    name: "alias",
                    props: { aliasName: "alias/data", targetKeyId: unknown },
                    refs: { targetKeyId: "key" },
                }),
        },
        true,
        false,
        unusable,
        "volume",
    ),
);
describePolicy(
    kms.kmsKeyUsable,
    "",
    inEverySpelling<string>(
        {
            "a key": (spec) => withKey("aws:kms/key:Key")({ customerMasterKeySpec: spec }),
            "an imported key": (spec) => withKey("aws:kms/externalKey:ExternalKey")({ keySpec: spec }),
            "a native key": (spec) => withKey("aws-native:kms:Key")({ keySpec: spec }),
        },
        "SYMMETRIC_DEFAULT",
        "RSA_4096",
        unusable,
        "volume",
    ),
);
describePolicy(
    kms.kmsKeyRotation,
    "",
    inEverySpelling<string>(
        {
            "a key": (spec) => of("aws:kms/key:Key")({ customerMasterKeySpec: spec }),
            "a native key": (spec) => of("aws-native:kms:Key")({ keySpec: spec }),
        },
        "RSA_4096",
        "SYMMETRIC_DEFAULT",
        "Key rotation is off.",
    ),
);
describePolicy(
    kms.kmsAllowedKeys,
    "",
    inEverySpelling<string>(
        {
            "a volume's": (kmsKeyId) => of(volume)({ kmsKeyId }),
            "a native volume's": (kmsKeyId) => of("aws-native:ec2:Volume")({ kmsKeyId }),
        },
        keyArn,
        keyArn.replace("111122223333", "444455556666"),
        "The key of the volume (kmsKeyId) is not one that allowedKeyArns has.",
    ),
    configured(kms.kmsAllowedKeys, { allowedKeyArns: [keyArn] }),
);
describePolicy(kms.kmsCustomerManagedKeys, "", {
    pass: {
        "a native notebook's": of("aws-native:sagemaker:NotebookInstance")({ kmsKeyId: keyArn }),
        "a key behind a native alias of the stack": underKeyOfStack(volume, "alias", keyOf("aws:kms/key:Key")({ description: "data" }), {
            type: "aws-native:kms:Alias",
            name: "alias",
            props: { aliasName: "alias/data", targetKeyId: unknown },
            refs: { targetKeyId: "key" },
        }),
    },
});

// Identities

const identityPolicy: Spellings<readonly object[]> = {
    "a managed policy": (statements) => of("aws:iam/policy:Policy")({ policy: text(...statements) }),
    "a role's": (statements) => of("aws:iam/rolePolicy:RolePolicy")({ role: "trainer", policy: text(...statements) }),
    "a user's": (statements) => of("aws:iam/userPolicy:UserPolicy")({ user: "trainer", policy: text(...statements) }),
    "a group's": (statements) => of("aws:iam/groupPolicy:GroupPolicy")({ group: "trainers", policy: text(...statements) }),
    "inline in a role": (statements) => of("aws:iam/role:Role")({ inlinePolicies: [{ name: "train", policy: text(...statements) }] }),
    "a native managed policy": (statements) => of("aws-native:iam:ManagedPolicy")({ policyDocument: asObject(...statements) }),
    "a role's, native": (statements) =>
        of("aws-native:iam:RolePolicy")({ roleName: "trainer", policyName: "train", policyDocument: asObject(...statements) }),
    "a user's, native": (statements) =>
        of("aws-native:iam:UserPolicy")({ userName: "trainer", policyName: "train", policyDocument: asObject(...statements) }),
    "a group's, native": (statements) =>
        of("aws-native:iam:GroupPolicy")({ groupName: "trainers", policyName: "train", policyDocument: asObject(...statements) }),
    "inline in a native role": (statements) =>
        of("aws-native:iam:Role")({ policies: [{ policyName: "train", policyDocument: asObject(...statements) }] }),
    "inline in a native user": (statements) =>
        of("aws-native:iam:User")({ policies: [{ policyName: "train", policyDocument: asObject(...statements) }] }),
    "inline in a native group": (statements) =>
        of("aws-native:iam:Group")({ policies: [{ policyName: "train", policyDocument: asObject(...statements) }] }),
};
const may = (Action: string, rest: object = {}): object => ({ Sid: "Grant", Effect: "Allow", Action, Resource: "*", ...rest });
const training = "sagemaker:CreateTrainingJob";

for (const [policy, holds, breaks] of [
    [
        iam.iamSagemakerRequiresKmsKey,
        [may(training, { Condition: { Null: { "sagemaker:VolumeKmsKey": "false", "sagemaker:OutputKmsKey": "false" } } })],
        [may(training, { Condition: { Null: { "sagemaker:VolumeKmsKey": "false" } } })],
    ],
    [
        iam.iamSagemakerRequiresVpc,
        [
            may(training, {
                Condition: {
                    Null: { "sagemaker:VpcSubnets": "false", "sagemaker:VpcSecurityGroupIds": "false" },
                    Bool: { "sagemaker:NetworkIsolation": "true", "sagemaker:InterContainerTrafficEncryption": "true" },
                },
            }),
        ],
        [may(training)],
    ],
    [
        iam.iamAbacConditionIsEffective,
        [
            may("sagemaker:CreateEndpoint", {
                Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] }, Null: { "aws:TagKeys": "false" } },
            }),
        ],
        [may("sagemaker:CreateEndpoint", { Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } } })],
    ],
    [iam.iamNoFullDataAccess, [may("s3:*", { Resource: "arn:aws:s3:::acme-data/*" })], [may("s3:*")]],
    [iam.iamPolicyWellFormed, [may("s3:GetObject")], [may("s3:GetObject", { Principal: "*" })]],
] as const) {
    describePolicy(policy, "", inEverySpelling<readonly object[]>(identityPolicy, holds, breaks));
}

/** Somebody, a managed policy, and what attaches the one to the other; in a first preview, where neither's name is known. */
const attached =
    (identity: string, type: string, who: string, what: string) =>
    (statement: object): Case => [
        { type: identity, name: "trainer", props: {} },
        { type: "aws:iam/policy:Policy", name: "policy", props: { policy: text(statement) } },
        {
            type,
            name: "attachment",
            props: { [who]: isList(who) ? [unknown] : unknown, [what]: isList(what) ? [unknown] : unknown },
            refs: { [who]: "trainer", [what]: "policy" },
        },
    ];
const attachedByIdentity =
    (type: string) =>
    (statement: object): Case => [
        { type, name: "trainer", props: { managedPolicyArns: [unknown] }, refs: { managedPolicyArns: "policy" } },
        { type: "aws:iam/policy:Policy", name: "policy", props: { policy: text(statement) } },
    ];
const attachedByPolicy =
    (identity: string, who: string) =>
    (statement: object): Case => [
        { type: identity, name: "trainer", props: {} },
        {
            type: "aws-native:iam:ManagedPolicy",
            name: "policy",
            props: { policyDocument: asObject(statement), [who]: [unknown] },
            refs: { [who]: "trainer" },
        },
    ];

function isList(input: string): boolean {
    return input.endsWith("s");
}

const attachments: Spellings<object> = {
    "a role's": attached("aws:iam/role:Role", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "role", "policyArn"),
    "a user's": attached("aws:iam/user:User", "aws:iam/userPolicyAttachment:UserPolicyAttachment", "user", "policyArn"),
    "a group's": attached("aws:iam/group:Group", "aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "group", "policyArn"),
    "anybody's": attached("aws:iam/role:Role", "aws:iam/policyAttachment:PolicyAttachment", "roles", "policyArn"),
    "all of a role": attached(
        "aws:iam/role:Role",
        "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
        "roleName",
        "policyArns",
    ),
    "all of a user": attached(
        "aws:iam/user:User",
        "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
        "userName",
        "policyArns",
    ),
    "all of a group": attached(
        "aws:iam/group:Group",
        "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive",
        "groupName",
        "policyArns",
    ),
    "by the role": attachedByIdentity("aws:iam/role:Role"),
    "by the native role": attachedByIdentity("aws-native:iam:Role"),
    "by the native user": attachedByIdentity("aws-native:iam:User"),
    "by the native group": attachedByIdentity("aws-native:iam:Group"),
    "by the native policy, to a role": attachedByPolicy("aws-native:iam:Role", "roles"),
    "by the native policy, to a user": attachedByPolicy("aws-native:iam:User", "users"),
    "by the native policy, to a group": attachedByPolicy("aws-native:iam:Group", "groups"),
};

for (const [policy, holds] of [
    [iam.iamSagemakerRequiresKmsKey, { Null: { "sagemaker:VolumeKmsKey": "false", "sagemaker:OutputKmsKey": "false" } }],
    [
        iam.iamSagemakerRequiresVpc,
        {
            Null: { "sagemaker:VpcSubnets": "false", "sagemaker:VpcSecurityGroupIds": "false" },
            Bool: { "sagemaker:NetworkIsolation": "true", "sagemaker:InterContainerTrafficEncryption": "true" },
        },
    ],
] as const) {
    describePolicy(policy, "", inEverySpelling<object>(attachments, may(training, { Condition: holds }), may(training)));
}

const denyWithout = (key: string): object => ({
    Effect: "Deny",
    Action: "sagemaker:*",
    Resource: "*",
    Condition: { Null: { [key]: "true" } },
});
describePolicy(iam.iamSagemakerRequiresKmsKey, "", {
    pass: {
        "allowed by a native policy, denied inline in the native role": [
            {
                type: "aws-native:iam:Role",
                name: "trainer",
                props: {
                    policies: [
                        {
                            policyName: "guard",
                            policyDocument: asObject(denyWithout("sagemaker:VolumeKmsKey"), denyWithout("sagemaker:OutputKmsKey")),
                        },
                    ],
                },
            },
            {
                type: "aws-native:iam:ManagedPolicy",
                name: "policy",
                props: { policyDocument: asObject(may(training)), roles: [unknown] },
                refs: { roles: "trainer" },
            },
        ],
    },
});

// Trails

const objects = (readWriteType: string): object => ({
    readWriteType,
    includeManagementEvents: true,
    dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }],
});
const fields = (isWriteOnly: boolean): object => ({
    fieldSelectors: [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: ["AWS::S3::Object"] },
        ...(isWriteOnly ? [{ field: "readOnly", equals: ["false"] }] : []),
    ],
});
const loggedBy =
    (type: string, selectors: (isWriteOnly: boolean) => object) =>
    (isWriteOnly: boolean): Case => [bucket(classic)(), { type, name: "trail", props: { isLogging: true, ...selectors(isWriteOnly) } }];

describePolicy(
    s3.s3AccessLogging,
    "",
    inEverySpelling<boolean>(
        {
            "event selectors": loggedBy("aws:cloudtrail/trail:Trail", (isWriteOnly) => ({
                eventSelectors: [objects(isWriteOnly ? "WriteOnly" : "All")],
            })),
            "advanced event selectors": loggedBy("aws:cloudtrail/trail:Trail", (isWriteOnly) => ({
                advancedEventSelectors: [fields(isWriteOnly)],
            })),
            "native event selectors": loggedBy("aws-native:cloudtrail:Trail", (isWriteOnly) => ({
                eventSelectors: [objects(isWriteOnly ? "WriteOnly" : "All")],
            })),
            "native advanced event selectors": loggedBy("aws-native:cloudtrail:Trail", (isWriteOnly) => ({
                advancedEventSelectors: [fields(isWriteOnly)],
            })),
        },
        false,
        true,
        "Nothing logs access to the bucket.",
    ),
);

// SageMaker

const quality = of("aws-native:sagemaker:DataQualityJobDefinition");
const scheduled =
    (type: string) =>
    (monitoringJobDefinition: object): Declared =>
        of(type)({ monitoringScheduleConfig: { monitoringJobDefinition } });
const schedule = scheduled("aws:sagemaker/monitoringSchedule:MonitoringSchedule");
const nativeSchedule = scheduled("aws-native:sagemaker:MonitoringSchedule");
const tuning = of("aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob");
const definition = "monitoringScheduleConfig.monitoringJobDefinition";

describePolicy(
    encryption.sagemakerMonitoringKmsKey,
    "",
    inEverySpelling<object>(
        {
            "native, of data quality": (output) =>
                quality({
                    dataQualityJobOutputConfig: output,
                    jobResources: { clusterConfig: { instanceType: "ml.m5.large", volumeKmsKeyId: keyArn } },
                }),
        },
        { kmsKeyId: keyArn },
        {},
        "dataQualityJobOutputConfig.kmsKeyId names no key for the monitoring results.",
    ),
);
describePolicy(encryption.sagemakerArtifactKmsKey, "", {
    pass: {
        "a native device fleet": of("aws-native:sagemaker:DeviceFleet")({ outputConfig: { kmsKeyId: keyArn } }),
        "a native model card": of("aws-native:sagemaker:ModelCard")({ securityConfig: { kmsKeyId: keyArn } }),
    },
    fail: {
        "a device fleet": [
            of("aws:sagemaker/deviceFleet:DeviceFleet")({ outputConfig: { s3OutputLocation: "s3://acme-data/devices" } }),
            "outputConfig.kmsKeyId names no key for the output of the devices.",
        ],
    },
});

const locations: Spellings<string> = {
    "a native endpoint configuration": (s3Uri) =>
        of("aws-native:sagemaker:EndpointConfig")({ dataCaptureConfig: { destinationS3Uri: s3Uri } }),
    "a native feature group": (s3Uri) => of("aws-native:sagemaker:FeatureGroup")({ offlineStoreConfig: { s3StorageConfig: { s3Uri } } }),
    "a native model": (s3Uri) => of("aws-native:sagemaker:Model")({ primaryContainer: { modelDataUrl: s3Uri } }),
};
for (const [name, path] of [
    ["a native endpoint configuration", "dataCaptureConfig.destinationS3Uri"],
    ["a native feature group", "offlineStoreConfig.s3StorageConfig.s3Uri"],
    ["a native model", "primaryContainer.modelDataUrl"],
] as const) {
    describePolicy(
        encryption.sagemakerS3Locations,
        "",
        inEverySpelling(
            only(locations, [name]),
            "s3://acme-data/x",
            "s3://elsewhere/x",
            `${path} names the bucket elsewhere, which is neither of the stack nor in trustedBuckets.`,
        ),
        configured(encryption.sagemakerS3Locations, { trustedBuckets: ["acme-data"] }),
    );
}

const modelFrom =
    (...beside: readonly Declared[]) =>
    (modelDataUrl: string): Case => [
        { type: "aws:sagemaker/model:Model", name: "model", props: { primaryContainer: { modelDataUrl } } },
        ...beside,
    ];
const pointTo = (type: string): Declared => ({
    type,
    name: "point",
    props: { bucket: "acme-data" },
    outputs: { alias: "acme-data-1a2b3c4d-s3alias", id: "point" },
});
for (const [spelling, said, holds] of [
    ["a bucket of the stack", modelFrom(bucket(classic)()), "s3://acme-data/model.tar.gz"],
    ["BucketV2 of the stack", modelFrom(bucket(plural)()), "s3://acme-data/model.tar.gz"],
    ["a native bucket of the stack", modelFrom(bucket(native)()), "s3://acme-data/model.tar.gz"],
    [
        "an access point of the stack",
        modelFrom(bucket(classic)(), pointTo("aws:s3/accessPoint:AccessPoint")),
        "s3://acme-data-1a2b3c4d-s3alias/model.tar.gz",
    ],
    [
        "a native access point of the stack",
        modelFrom(bucket(classic)(), pointTo("aws-native:s3:AccessPoint")),
        "s3://acme-data-1a2b3c4d-s3alias/model.tar.gz",
    ],
] as const) {
    describePolicy(
        encryption.sagemakerS3Locations,
        "",
        inEverySpelling<string>(
            { [spelling]: said },
            holds,
            "s3://elsewhere/model.tar.gz",
            "primaryContainer.modelDataUrl names the bucket elsewhere, which is neither of the stack nor in trustedBuckets.",
            "model",
        ),
        configured(encryption.sagemakerS3Locations, { trustedBuckets: [] }),
    );
}

const share = { sharingSettings: { notebookOutputOption: "Disabled" } };
describePolicy(isolation.sagemakerSharingDisabled, "", {
    pass: {
        "a native domain": of("aws-native:sagemaker:Domain")({ defaultUserSettings: share }),
        "a native user profile": of("aws-native:sagemaker:UserProfile")({ userSettings: share }),
    },
});
describePolicy(isolation.sagemakerOutputCleanup, "", {
    fail: {
        "a native notebook": [
            of("aws-native:sagemaker:NotebookInstance")({ instanceType: "ml.t3.medium" }),
            "No lifecycle configuration is attached, so nothing clears the output of cells.",
        ],
    },
});

const isolated = { enableNetworkIsolation: true };
const callsOut = (path: string): string => `${path} is off, so the job's containers can call out.`;
describePolicy(isolation.sagemakerJobNetworkIsolation, "", {
    pass: {
        "data quality, native": quality({ networkConfig: isolated }),
        "a native schedule": nativeSchedule({ networkConfig: isolated }),
    },
    fail: {
        "data quality, native": [quality({ networkConfig: {} }), callsOut("networkConfig.enableNetworkIsolation")],
        "a schedule": [schedule({ networkConfig: {} }), callsOut(`${definition}.networkConfig.enableNetworkIsolation`)],
        "tuning with one definition": [
            tuning({ trainingJobDefinition: { roleArn: "arn:aws:iam::111122223333:role/ml" } }),
            callsOut("trainingJobDefinition.enableNetworkIsolation"),
        ],
    },
});

const inVpc = { vpcConfig: { subnets: ["subnet-12345678"], securityGroupIds: ["sg-12345678"] } };
const noVpc = (path: string): string => `${path} names no subnet, so the job runs in no VPC.`;
describePolicy(isolation.sagemakerJobInVpc, "", {
    pass: { "a native schedule": nativeSchedule({ networkConfig: inVpc }) },
    fail: {
        "a schedule": [schedule({ networkConfig: isolated }), noVpc(`${definition}.networkConfig.vpcConfig.subnets`)],
        "one of several tuning definitions": [
            tuning({ trainingJobDefinitions: [inVpc, isolated] }),
            noVpc("trainingJobDefinitions[1].vpcConfig.subnets"),
        ],
    },
});

const inTheClear = (path: string): string => `${path} is off, so its instances send each other data in the clear.`;
const encryptedTraffic = { networkConfig: { enableInterContainerTrafficEncryption: true } };
const two = { clusterConfig: { instanceCount: 2, instanceType: "ml.m5.large" } };
describePolicy(isolation.sagemakerInterContainerEncryption, "", {
    pass: {
        "data quality, native": quality({ jobResources: two, ...encryptedTraffic }),
        "a schedule": schedule({ monitoringResources: two, ...encryptedTraffic }),
        "a native schedule": nativeSchedule({ monitoringResources: two, ...encryptedTraffic }),
        "several tuning definitions": tuning({
            trainingJobDefinitions: [{ enableInterContainerTrafficEncryption: true, resourceConfig: { instanceCount: 2 } }],
        }),
    },
    fail: {
        "data quality, native": [quality({ jobResources: two }), inTheClear("networkConfig.enableInterContainerTrafficEncryption")],
        "a native schedule": [
            nativeSchedule({ monitoringResources: two }),
            inTheClear(`${definition}.networkConfig.enableInterContainerTrafficEncryption`),
        ],
    },
});

const list = (tags: object): object => Object.entries(tags).map(([key, value]: [string, unknown]) => ({ key, value }));
describePolicy(
    isolation.sagemakerDomainTag,
    "",
    inEverySpelling<object>(
        {
            "a model": (tags) => of("aws:sagemaker/model:Model")({ tags }),
            "a user profile": (tags) => of("aws:sagemaker/userProfile:UserProfile")({ tags }),
            "a native domain": (tags) => of("aws-native:sagemaker:Domain")({ tags: list(tags) }),
            "a native model": (tags) => of("aws-native:sagemaker:Model")({ tags: list(tags) }),
            "a native user profile": (tags) => of("aws-native:sagemaker:UserProfile")({ tags: list(tags) }),
        },
        { Team: "churn" },
        { team: "churn" },
        "The tag Team is missing, or its value is not allowed.",
    ),
    configured(isolation.sagemakerDomainTag, { requiredTags: { Team: [] } }),
);

// Networks

const vpcOf = (type: string): Declared => ({ type, name: "vpc", props: { cidrBlock: "10.0.0.0/16" } });
const vpc = vpcOf("aws:ec2/vpc:Vpc");
const inIt = { vpcId: "vpc" };
const subnet: Declared = { type: "aws:ec2/subnet:Subnet", name: "subnet", props: { vpcId: unknown }, refs: inIt };
const domainOf = (type: string): Declared => ({
    type,
    name: "studio",
    props: { appNetworkAccessType: "VpcOnly", vpcId: unknown, subnetIds: [unknown] },
    refs: { vpcId: "vpc", subnetIds: "subnet" },
});
const domain = domainOf("aws:sagemaker/domain:Domain");
const table: Declared = { type: "aws:ec2/routeTable:RouteTable", name: "table", props: { vpcId: unknown }, refs: inIt };
const s3Service = "com.amazonaws.eu-central-1.s3";

const s3EndpointIn =
    (vpcType: string, type = "aws:ec2/vpcEndpoint:VpcEndpoint") =>
    (isRouted: boolean): Case => [
        vpcOf(vpcType),
        subnet,
        domain,
        table,
        {
            type,
            name: "s3",
            props: { vpcId: unknown, serviceName: s3Service, routeTableIds: isRouted ? [unknown] : [] },
            refs: { ...inIt, ...(isRouted && { routeTableIds: "table" }) },
        },
    ];
describePolicy(
    network.vpcS3EndpointExists,
    "",
    inEverySpelling<boolean>(
        {
            "the default VPC": s3EndpointIn("aws:ec2/defaultVpc:DefaultVpc"),
            "a native VPC": s3EndpointIn("aws-native:ec2:Vpc"),
            "a native endpoint": s3EndpointIn("aws:ec2/vpc:Vpc", "aws-native:ec2:VpcEndpoint"),
        },
        true,
        false,
        "The VPC's S3 endpoint is a gateway, and no route table leads to it.",
        "vpc",
    ),
);

const interfacesIn = (type: string, services: readonly string[]): readonly Declared[] =>
    services.map((service) => ({
        type,
        name: service,
        props: {
            vpcId: unknown,
            vpcEndpointType: "Interface",
            privateDnsEnabled: true,
            serviceName: service === "studio" ? "aws.sagemaker.eu-central-1.studio" : `com.amazonaws.eu-central-1.${service}`,
        },
        refs: inIt,
    }));
const allServices = ["sagemaker.api", "sagemaker.runtime", "studio", "sts", "kms", "logs"];
const studioWith =
    (domainType: string, endpointType: string) =>
    (services: readonly string[]): Case => [vpc, subnet, domainOf(domainType), ...interfacesIn(endpointType, services)];
describePolicy(
    network.vpcSagemakerEndpointsExist,
    "",
    inEverySpelling<readonly string[]>(
        {
            "in the default VPC": (services) => [
                vpcOf("aws:ec2/defaultVpc:DefaultVpc"),
                subnet,
                domain,
                ...interfacesIn("aws:ec2/vpcEndpoint:VpcEndpoint", services),
            ],
            "in a native VPC": (services) => [
                vpcOf("aws-native:ec2:Vpc"),
                subnet,
                domain,
                ...interfacesIn("aws:ec2/vpcEndpoint:VpcEndpoint", services),
            ],
            "native endpoints": studioWith("aws:sagemaker/domain:Domain", "aws-native:ec2:VpcEndpoint"),
            "a native domain": studioWith("aws-native:sagemaker:Domain", "aws:ec2/vpcEndpoint:VpcEndpoint"),
        },
        allServices,
        allServices.filter((service) => service !== "kms"),
        "The domain's VPC has no interface endpoint for kms.",
        "studio",
    ),
);
const flowLog = (trafficType: string): Declared => ({
    type: "aws:ec2/flowLog:FlowLog",
    name: "log",
    props: { vpcId: unknown, trafficType },
    refs: inIt,
});
describePolicy(
    network.vpcFlowLogs,
    "",
    inEverySpelling<string>(
        {
            "of the default VPC": (traffic) => [vpcOf("aws:ec2/defaultVpc:DefaultVpc"), subnet, domain, flowLog(traffic)],
            "of a native VPC": (traffic) => [vpcOf("aws-native:ec2:Vpc"), subnet, domain, flowLog(traffic)],
            native: (trafficType) => [
                vpc,
                subnet,
                domain,
                {
                    type: "aws-native:ec2:FlowLog",
                    name: "log",
                    props: { resourceId: unknown, resourceType: "VPC", trafficType },
                    refs: { resourceId: "vpc" },
                },
            ],
        },
        "ALL",
        "REJECT",
        "SageMaker resources live in the VPC, and it has no flow log of all traffic.",
        "vpc",
    ),
);

const notebookIn = (type: string, input: string): Declared => ({
    type,
    name: "notebook",
    props: { [input]: [unknown] },
    refs: { [input]: "group" },
});
const notebook = notebookIn("aws:sagemaker/notebookInstance:NotebookInstance", "securityGroups");
const groupOf = (type: string, props: object = {}): Declared => ({ type, name: "group", props: { vpcId: unknown, ...props }, refs: inIt });
const group = groupOf("aws:ec2/securityGroup:SecurityGroup");
const nativeGroup = "aws-native:ec2:SecurityGroup";
const ruleOf = (type: string, link: string, props: object): Declared => ({
    type,
    name: "rule",
    props: { [link]: unknown, ...props },
    refs: { [link]: "group" },
});
describePolicy(
    network.sagemakerSecurityGroupEgress,
    "",
    inEverySpelling<string>(
        {
            inline: (range) => [vpc, groupOf("aws:ec2/securityGroup:SecurityGroup", { egress: [{ cidrBlocks: [range] }] }), notebook],
            "inline in the default group": (range) => [
                vpc,
                groupOf("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", { egress: [{ cidrBlocks: [range] }] }),
                notebook,
            ],
            "inline in a native group": (range) => [
                vpc,
                groupOf(nativeGroup, { securityGroupEgress: [{ ipProtocol: "-1", cidrIp: range }] }),
                notebook,
            ],
            separate: (range) => [
                vpc,
                group,
                notebook,
                ruleOf("aws:ec2/securityGroupRule:SecurityGroupRule", "securityGroupId", { type: "egress", cidrBlocks: [range] }),
            ],
            "separate, for egress alone": (range) => [
                vpc,
                group,
                notebook,
                ruleOf("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "securityGroupId", { ipProtocol: "-1", cidrIpv4: range }),
            ],
            "separate, native": (range) => [
                vpc,
                group,
                notebook,
                ruleOf("aws-native:ec2:SecurityGroupEgress", "groupId", { ipProtocol: "-1", cidrIp: range }),
            ],
            "a native notebook's": (range) => [
                vpc,
                groupOf("aws:ec2/securityGroup:SecurityGroup", { egress: [{ cidrBlocks: [range] }] }),
                notebookIn("aws-native:sagemaker:NotebookInstance", "securityGroupIds"),
            ],
        },
        "10.0.0.0/16",
        "0.0.0.0/0",
        "The security group lets traffic out to everywhere.",
        "group",
    ),
);

describePolicy(network.sagemakerSecurityGroupEgress, "", {
    fail: {
        "a rule here of a group outside the stack, for a native notebook": [
            [
                { type: "aws-native:sagemaker:NotebookInstance", name: "notebook", props: { securityGroupIds: ["sg-12345678"] } },
                {
                    type: "aws:ec2/securityGroupRule:SecurityGroupRule",
                    name: "rule",
                    props: { type: "egress", securityGroupId: "sg-12345678", cidrBlocks: ["0.0.0.0/0"] },
                },
            ],
            "notebook: A security group of the resource lets traffic out to everywhere.",
        ],
    },
});

describePolicy(
    isolation.sagemakerNotebookInVpc,
    "",
    inEverySpelling<boolean>(
        Object.fromEntries(
            ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", nativeGroup].map((type) => [
                `a group that is ${type}`,
                (isInSubnet: boolean): Case => [
                    { type, name: "group", props: {} },
                    { ...notebook, props: { ...notebook.props, ...(isInSubnet && { subnetId: "subnet-12345678" }) } },
                ],
            ]),
        ),
        true,
        false,
    ),
);

const endpointOf = (type: string, props: object = {}): Declared => ({ type, name: "s3", props: { serviceName: s3Service, ...props } });
const reaches = (Resource: string): object => ({ Sid: "Buckets", Effect: "Allow", Principal: "*", Action: "s3:*", Resource });
describePolicy(
    endpointPolicies.vpcEndpointPolicyRestrictsBuckets,
    "",
    inEverySpelling<object>(
        {
            inline: (statement) => endpointOf("aws:ec2/vpcEndpoint:VpcEndpoint", { policy: text(statement) }),
            separate: (statement) => [
                endpointOf("aws:ec2/vpcEndpoint:VpcEndpoint"),
                {
                    type: "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
                    name: "policy",
                    props: { vpcEndpointId: unknown, policy: text(statement) },
                    refs: { vpcEndpointId: "s3" },
                },
            ],
            native: (statement) => endpointOf("aws-native:ec2:VpcEndpoint", { policyDocument: asObject(statement) }),
        },
        reaches(`${arn}/*`),
        reaches("arn:aws:s3:::*"),
    ),
);
describePolicy(
    endpointPolicies.vpcEndpointPolicyRestrictsBuckets,
    "",
    inEverySpelling<object>(
        Object.fromEntries(
            [classic, plural, native].map((type) => [
                `beside the bucket that is ${type}`,
                (statement: object): Case => [endpointOf("aws:ec2/vpcEndpoint:VpcEndpoint", { policy: text(statement) }), bucket(type)()],
            ]),
        ),
        reaches(`${arn}/*`),
        reaches("arn:aws:s3:::elsewhere/*"),
    ),
    configured(endpointPolicies.vpcEndpointPolicyRestrictsBuckets, { allowedBuckets: ["none"] }),
);
describePolicy(
    endpointPolicies.vpcEndpointPolicyRestrictsBuckets,
    "",
    inEverySpelling<object>(
        {
            "separate, of a native endpoint": (statement) => [
                endpointOf("aws-native:ec2:VpcEndpoint"),
                {
                    type: "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
                    name: "policy",
                    props: { vpcEndpointId: unknown, policy: text(statement) },
                    refs: { vpcEndpointId: "s3" },
                },
            ],
        },
        reaches(`${arn}/*`),
        reaches("arn:aws:s3:::*"),
    ),
);

describePolicy(endpointPolicies.vpcEndpointPolicyRestrictsBuckets, "", {
    pass: {
        "everything, in the separate policy of a native endpoint for another service": [
            {
                type: "aws-native:ec2:VpcEndpoint",
                name: "api",
                props: { serviceName: "com.amazonaws.eu-central-1.sagemaker.api", vpcEndpointType: "Interface" },
            },
            {
                type: "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
                name: "policy",
                props: { vpcEndpointId: unknown, policy: text(reaches("*")) },
                refs: { vpcEndpointId: "api" },
            },
        ],
    },
});

// EMR and storage

describePolicy(analytics.emrClusterSecured, "", {
    fail: {
        "a cluster that does not name the native security configuration": [
            [
                { type: "aws:emr/cluster:Cluster", name: "cluster", props: { releaseLabel: "emr-7.1.0" } },
                { type: "aws-native:emr:SecurityConfiguration", name: "secure", props: { securityConfiguration: {} } },
            ],
            "cluster: The cluster names no security configuration.",
        ],
    },
});

describePolicy(
    storage.bedrockCustomerKey,
    "",
    inEverySpelling<object>(
        { "a memory": of("aws:bedrock/agentcoreMemory:AgentcoreMemory") },
        { encryptionKeyArn: keyArn },
        { name: "memory" },
        "No key is named for the memory, so AWS takes one of its own.",
    ),
);
describePolicy(storage.bedrockCustomerKey, "", {
    pass: {
        "a native knowledge base": of("aws-native:bedrock:KnowledgeBase")({
            knowledgeBaseConfiguration: {
                managedKnowledgeBaseConfiguration: { serverSideEncryptionConfiguration: { kmsKeyArn: keyArn } },
            },
        }),
    },
    fail: {
        "a native knowledge base": [
            of("aws-native:bedrock:KnowledgeBase")({ knowledgeBaseConfiguration: { managedKnowledgeBaseConfiguration: {} } }),
            "No key is named for the managed knowledge base, so AWS takes one of its own.",
        ],
    },
});

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accountId, analyticsAccountId, inAccount, region } from "./account";
import * as keys from "./keys";

const allOn = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };

/** A bucket that is in order, but for what is said of it below. */
function bucket(name: string, Classification: string): aws.s3.Bucket {
    const made = new aws.s3.Bucket(name, { tags: { Classification } }, inAccount);
    new aws.s3.BucketServerSideEncryptionConfiguration(
        name,
        {
            bucket: made.id,
            rules: [
                { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keys.data.arn }, bucketKeyEnabled: true },
            ],
        },
        inAccount,
    );
    new aws.s3.BucketPublicAccessBlock(name, { bucket: made.id, ...allOn }, inAccount);
    new aws.s3.BucketVersioning(name, { bucket: made.id, versioningConfiguration: { status: "Enabled" } }, inAccount);
    new aws.s3.BucketLogging(name, { bucket: made.id, targetBucket: logs.id, targetPrefix: `${name}/` }, inAccount);
    return made;
}

// Any account's log delivery may write here: the service is granted, whoever it works for.
const logs = new aws.s3.Bucket("logs", { tags: { Classification: "internal" } }, inAccount);
new aws.s3.BucketPublicAccessBlock("logs", { bucket: logs.id, ...allOn }, inAccount);
new aws.s3.BucketPolicy(
    "logs",
    {
        bucket: logs.id,
        policy: aws.iam.getPolicyDocumentOutput(
            {
                statements: [
                    {
                        sid: "LogDelivery",
                        principals: [{ type: "Service", identifiers: ["logging.s3.amazonaws.com"] }],
                        actions: ["s3:PutObject"],
                        resources: [pulumi.interpolate`${logs.arn}/*`],
                    },
                ],
            },
            inAccount,
        ).json,
    },
    inAccount,
);

// Training data in a bucket with nothing said: encrypted under keys of S3's own, no public access block, no versions, no access log, no
// classification, and no policy, so that it is reached from anywhere, over plain HTTP, too.
export const raw = new aws.s3.Bucket("raw", {}, inAccount);

// Named SSE-KMS, but without a key, so it is AWS's own key, whose policy nobody here controls. Uploads under a key that comes with the
// request are let in again: nobody here can read, or revoke, what is under such a key. Two of four settings leave public policies in
// force. Another account reads the bucket: it is not trusted, and cannot decrypt either, because an AWS managed key cannot be shared.
export const features = new aws.s3.Bucket("features", { tags: { Classification: "confidential" } }, inAccount);
new aws.s3.BucketServerSideEncryptionConfiguration(
    "features",
    { bucket: features.id, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" }, blockedEncryptionTypes: ["NONE"] }] },
    inAccount,
);
new aws.s3.BucketPublicAccessBlock("features", { bucket: features.id, blockPublicAcls: true, ignorePublicAcls: true }, inAccount);
new aws.s3.BucketPolicy(
    "features",
    {
        bucket: features.id,
        policy: features.arn.apply((arn) =>
            JSON.stringify({
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "AnalyticsReads",
                        Effect: "Allow",
                        Principal: { AWS: `arn:aws:iam::${analyticsAccountId}:root` },
                        Action: ["s3:GetObject", "s3:ListBucket"],
                        Resource: [arn, `${arn}/*`],
                    },
                ],
            }),
        ),
    },
    inAccount,
);

// A partner is let in by its canonical user id, which no policy and no list of accounts shows.
new aws.s3.BucketAcl(
    "features",
    {
        bucket: features.id,
        accessControlPolicy: {
            owner: { id: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
            grants: [
                {
                    grantee: { type: "CanonicalUser", id: "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210" },
                    permission: "READ",
                },
            ],
        },
    },
    inAccount,
);

// The policy is meant to ask for our key, but the two tests of one operator are ANDed: aws:kms with a key of a stranger passes, and the data
// is readable by whoever has that key.
export const models = new aws.s3.Bucket("models", { tags: { Classification: "confidential" } }, inAccount);
new aws.s3.BucketServerSideEncryptionConfiguration(
    "models",
    {
        bucket: models.id,
        rules: [
            {
                applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keys.training.arn },
            },
        ],
    },
    inAccount,
);
// Whoever opens the bucket in the console is never undone.
new aws.s3.BucketPublicAccessBlock("models", { bucket: models.id, ...allOn }, { ...inAccount, ignoreChanges: ["blockPublicPolicy"] });
new aws.s3.BucketPolicy(
    "models",
    {
        bucket: models.id,
        policy: pulumi.jsonStringify({
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "OnlyOurKey",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "s3:PutObject",
                    Resource: pulumi.interpolate`${models.arn}/*`,
                    Condition: {
                        StringNotEquals: {
                            "s3:x-amz-server-side-encryption": "aws:kms",
                            "s3:x-amz-server-side-encryption-aws-kms-key-id": keys.training.arn,
                        },
                    },
                },
            ],
        }),
    },
    inAccount,
);

// Copies go to another account, which then owns them, and under no key of ours.
new aws.s3.BucketReplicationConfig(
    "models",
    {
        bucket: models.id,
        role: `arn:aws:iam::${accountId}:role/replication`,
        rules: [
            {
                status: "Enabled",
                destination: {
                    bucket: "arn:aws:s3:::acme-analytics-models",
                    account: analyticsAccountId,
                    accessControlTranslation: { owner: "Destination" },
                },
            },
        ],
    },
    inAccount,
);

// Reports for everybody: a website, an ACL and a policy each publish them.
const reports = bucket("reports", "internal");
new aws.s3.BucketWebsiteConfiguration("reports", { bucket: reports.id, indexDocument: { suffix: "index.html" } }, inAccount);
new aws.s3.BucketOwnershipControls("reports", { bucket: reports.id, rule: { objectOwnership: "ObjectWriter" } }, inAccount);
new aws.s3.BucketAcl("reports", { bucket: reports.id, acl: "public-read" }, inAccount);
new aws.s3.BucketPolicy(
    "reports",
    {
        bucket: reports.id,
        policy: pulumi.jsonStringify({
            Version: "2012-10-17",
            Statement: [
                { Sid: "Site", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: pulumi.interpolate`${reports.arn}/*` },
            ],
        }),
    },
    inAccount,
);
new aws.s3.BucketObjectv2(
    "index",
    { bucket: reports.id, key: "index.html", content: "<h1>Reports</h1>", serverSideEncryption: "AES256" },
    inAccount,
);

// Meant to keep everybody outside the VPC out, but with ForAnyValue a request without the key, that is one from the internet, is not
// denied. Plain HTTP is denied for reading only: uploads still go in the clear.
export const results = bucket("results", "confidential");
new aws.s3.BucketPolicy(
    "results",
    {
        bucket: results.id,
        policy: pulumi.all([results.arn]).apply(([arn]) =>
            JSON.stringify({
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "OnlyFromTheVpc",
                        Effect: "Deny",
                        Principal: "*",
                        Action: "s3:*",
                        Resource: [arn, `${arn}/*`],
                        Condition: { "ForAnyValue:StringNotEquals": { "aws:SourceVpce": ["vpce-0a1b2c3d4e5f67890"] } },
                    },
                    {
                        Sid: "OnlyTls",
                        Effect: "Deny",
                        Principal: "*",
                        Action: "s3:GetObject",
                        Resource: `${arn}/*`,
                        Condition: { Bool: { "aws:SecureTransport": "false" } },
                    },
                ],
            }),
        ),
    },
    inAccount,
);

// Health data: any reader of the bucket reads it, cleared or not. The policy's resource is the text of an Output, not an ARN.
const patients = bucket("patients", "PHI");
new aws.s3.BucketPolicy(
    "patients",
    {
        bucket: patients.id,
        policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "OnlyTls",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "s3:*",
                    Resource: [`${patients.arn}`, `${patients.arn}/*`],
                    Condition: { Bool: { "aws:SecureTransport": "false" } },
                },
            ],
        }),
    },
    inAccount,
);

// Everything denied to everybody: only the account's root user can take this back.
const quarantine = bucket("quarantine", "confidential");
new aws.s3.BucketPolicy(
    "quarantine",
    {
        bucket: quarantine.id,
        policy: pulumi.jsonStringify({
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "Nobody",
                    Effect: "Deny",
                    Principal: "*",
                    Action: "s3:*",
                    Resource: [quarantine.arn, pulumi.interpolate`${quarantine.arn}/*`],
                },
            ],
        }),
    },
    inAccount,
);

// A door that nobody watches: open to the internet, to everybody, and with one of the four settings switched off.
new aws.s3.AccessPoint(
    "features",
    {
        name: "features",
        bucket: features.id,
        publicAccessBlockConfiguration: { ...allOn, blockPublicPolicy: false },
        policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "Everybody",
                    Effect: "Allow",
                    Principal: "*",
                    Action: "s3:GetObject",
                    Resource: `arn:aws:s3:${region}:${accountId}:accesspoint/features/object/*`,
                },
            ],
        }),
    },
    inAccount,
);

// Tables are under keys of S3's own.
new aws.s3tables.TableBucket("tables", { name: "acme-ml-tables" }, inAccount);

// Not encrypted at all: EFS does so only when asked.
new aws.efs.FileSystem("datasets", {}, inAccount);

// Under a key that cannot encrypt.
new aws.efs.FileSystem("scratch", { encrypted: true, kmsKeyId: keys.signing.arn }, inAccount);

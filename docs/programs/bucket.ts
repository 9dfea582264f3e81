/** What the buckets of these programs have beside what a program is about. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** A customer managed key and a bucket for logs that another stack makes. */
const keyArn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const logBucket = "acme-ml-logs";

/** The endpoint of the platform's VPC that data is reached through. */
const endpointId = "vpce-0d4e5f6a7b8c9d0e1";

type Part =
    | "encryption"
    | "publicAccessBlock"
    | "versioning"
    | "logging"
    | "policy"
    | "DenyPlainHttp"
    | "DenyOldTls"
    | "DenyOtherKeys"
    | "DenyOtherNetworks";

export interface Settings {
    /** What the program sees to itself, or leaves out. */
    readonly except?: readonly Part[];
    /** The key of the bucket. */
    readonly key?: aws.kms.Key;
    /** More statements of the bucket policy. */
    readonly statements?: readonly object[];
}

export function privateBucket(name: string, settings: Settings = {}): aws.s3.Bucket {
    const bucket = new aws.s3.Bucket(name, { tags: { Classification: "confidential" } });
    keepPrivate(name, bucket, settings);
    return bucket;
}

/** Encrypted, blocked for the public, versioned, logged, and reached over TLS through the platform's endpoint only. */
export function keepPrivate(name: string, bucket: aws.s3.Bucket, { except = [], key, statements = [] }: Settings = {}): void {
    const kmsMasterKeyId = key?.arn ?? keyArn;
    if (!except.includes("encryption")) {
        new aws.s3.BucketServerSideEncryptionConfiguration(name, {
            bucket: bucket.id,
            rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId }, bucketKeyEnabled: true }],
        });
    }
    if (!except.includes("publicAccessBlock")) {
        new aws.s3.BucketPublicAccessBlock(name, {
            bucket: bucket.id,
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        });
    }
    if (!except.includes("versioning")) {
        new aws.s3.BucketVersioning(name, { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } });
    }
    if (!except.includes("logging")) {
        new aws.s3.BucketLogging(name, { bucket: bucket.id, targetBucket: logBucket, targetPrefix: `${name}/` });
    }
    if (!except.includes("policy")) {
        const denied = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`] };
        const denials = [
            { ...denied, Sid: "DenyPlainHttp", Condition: { Bool: { "aws:SecureTransport": "false" } } },
            { ...denied, Sid: "DenyOldTls", Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
            { ...denied, Sid: "DenyOtherNetworks", Condition: { StringNotEquals: { "aws:SourceVpce": endpointId } } },
        ] as const;
        new aws.s3.BucketPolicy(name, {
            bucket: bucket.id,
            policy: pulumi.jsonStringify({
                Version: "2012-10-17",
                Statement: [
                    ...denials.filter(({ Sid }) => !except.includes(Sid)),
                    ...(except.includes("DenyOtherKeys") ? [] : denyOtherKeys(bucket, kmsMasterKeyId)),
                    ...statements,
                ],
            }),
        });
    }
}

/** An upload that says nothing gets the bucket's default. One that has the headers names the bucket's key. */
function denyOtherKeys(bucket: aws.s3.Bucket, key: pulumi.Input<string>): object[] {
    const denied = { Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: pulumi.interpolate`${bucket.arn}/*` };
    const algorithm = "s3:x-amz-server-side-encryption";
    const keyId = "s3:x-amz-server-side-encryption-aws-kms-key-id";
    return [
        {
            ...denied,
            Sid: "DenyOtherAlgorithms",
            Condition: { StringNotEquals: { [algorithm]: "aws:kms" }, Null: { [algorithm]: "false" } },
        },
        { ...denied, Sid: "DenyOtherKeys", Condition: { StringNotEquals: { [keyId]: key }, Null: { [keyId]: "false" } } },
        { ...denied, Sid: "DenyAwsManagedKey", Condition: { Null: { [algorithm]: "false", [keyId]: "true" } } },
    ];
}

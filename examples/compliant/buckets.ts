/** How every bucket of the platform is made. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accountId, analyticsEndpointId, inAccount, organizationId, principalsFromOutside } from "./account";

export interface BucketSettings {
    key: aws.kms.Key;
    classification: "internal" | "confidential" | "PHI";
    /** Where server access logs go. */
    logsTo: aws.s3.Bucket;
    /** The endpoint that data is reached through; without it the bucket is reached from anywhere in the organisation. */
    through?: aws.ec2.VpcEndpoint;
    /** What else the bucket's policy says, given the bucket's ARN. */
    grants?: (arn: pulumi.Output<string>) => object[];
    options?: pulumi.CustomResourceOptions;
}

/** Names of buckets are global: the account's id keeps them apart from those of strangers. */
export function bucketName(name: string): string {
    return `acme-ml-${name}-${accountId}`;
}

/** Nobody outside reads or writes the bucket, over no connection but TLS 1.2, under no key but its own. */
export function privateBucket(name: string, settings: BucketSettings): aws.s3.Bucket {
    const { key, classification, logsTo, through, grants = () => [], options = inAccount } = settings;
    const bucket = new aws.s3.Bucket(name, { bucket: bucketName(name), tags: { Classification: classification } }, options);

    new aws.s3.BucketServerSideEncryptionConfiguration(
        name,
        {
            bucket: bucket.id,
            rules: [
                {
                    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
                    bucketKeyEnabled: true,
                    // A key that comes with the request (SSE-C) is one that nobody here can take away.
                    blockedEncryptionTypes: ["SSE-C"],
                },
            ],
        },
        options,
    );
    blockPublicAccess(name, bucket, options);
    new aws.s3.BucketVersioning(name, { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } }, options);
    if (options === inAccount) {
        // A log bucket has to be in the same Region.
        new aws.s3.BucketLogging(name, { bucket: bucket.id, targetBucket: logsTo.id, targetPrefix: `${name}/` }, options);
    }
    new aws.s3.BucketPolicy(
        name,
        {
            bucket: bucket.id,
            policy: pulumi.jsonStringify({
                Version: "2012-10-17",
                Statement: [
                    ...transportStatements(bucket.arn),
                    ...organizationStatements(bucket.arn),
                    ...encryptionStatements(bucket.arn, key.arn),
                    ...(through ? networkStatements(bucket.arn, through.id) : []),
                    ...(classification === "PHI" ? clearanceStatements(bucket.arn) : []),
                    ...grants(bucket.arn),
                ],
            }),
        },
        options,
    );
    return bucket;
}

export function blockPublicAccess(name: string, bucket: aws.s3.Bucket, options: pulumi.CustomResourceOptions): void {
    new aws.s3.BucketPublicAccessBlock(
        name,
        { bucket: bucket.id, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
        options,
    );
    new aws.s3.BucketOwnershipControls(name, { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } }, options);
}

/** The bucket and its objects are two kinds of resources: a statement about one says nothing of the other. */
function allOf(arn: pulumi.Output<string>): pulumi.Output<string>[] {
    return [arn, pulumi.interpolate`${arn}/*`];
}

export function transportStatements(arn: pulumi.Output<string>): object[] {
    const denied = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: allOf(arn) };
    return [
        { ...denied, Sid: "DenyPlainHttp", Condition: { Bool: { "aws:SecureTransport": "false" } } },
        { ...denied, Sid: "DenyOldTls", Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
    ];
}

export function organizationStatements(arn: pulumi.Output<string>): object[] {
    return [
        {
            Sid: "DenyOtherOrganizations",
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: allOf(arn),
            Condition: {
                StringNotEquals: { "aws:PrincipalOrgID": organizationId },
                // Services are in no organisation. IfExists: anonymous requests lack the key, and have to stay denied.
                BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
            },
        },
    ];
}

/**
 * An upload names the bucket's key or none. Three statements, because the tests of one statement are ANDed: a single one that asks for
 * another algorithm and another key would let aws:kms with a foreign key through.
 */
function encryptionStatements(arn: pulumi.Output<string>, keyArn: pulumi.Output<string>): object[] {
    const denied = { Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: pulumi.interpolate`${arn}/*` };
    const algorithm = "s3:x-amz-server-side-encryption";
    const keyId = "s3:x-amz-server-side-encryption-aws-kms-key-id";
    return [
        {
            ...denied,
            Sid: "DenyOtherAlgorithm",
            Condition: { StringNotEquals: { [algorithm]: "aws:kms" }, Null: { [algorithm]: "false" } },
        },
        { ...denied, Sid: "DenyOtherKey", Condition: { StringNotEquals: { [keyId]: keyArn }, Null: { [keyId]: "false" } } },
        // aws:kms without a key is not the bucket's key but the AWS managed one.
        { ...denied, Sid: "DenyAwsManagedKey", Condition: { Null: { [algorithm]: "false", [keyId]: "true" } } },
    ];
}

/** StringNotEquals is true where the key is absent, so that this denies the internet, too. */
function networkStatements(arn: pulumi.Output<string>, endpointId: pulumi.Output<string>): object[] {
    return [
        {
            Sid: "DenyOtherNetworks",
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: allOf(arn),
            Condition: {
                StringNotEquals: { "aws:SourceVpce": [endpointId, analyticsEndpointId] },
                ArnNotLike: { "aws:PrincipalArn": principalsFromOutside },
                // CloudTrail and the like, and Athena on behalf of a user.
                BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
                Bool: { "aws:ViaAWSService": "false" },
            },
        },
    ];
}

/** Objects with health data are read by those only who are cleared for it. */
function clearanceStatements(arn: pulumi.Output<string>): object[] {
    return [
        {
            Sid: "DenyWithoutClearance",
            Effect: "Deny",
            Principal: "*",
            Action: ["s3:GetObject", "s3:GetObjectVersion"],
            Resource: pulumi.interpolate`${arn}/*`,
            Condition: {
                StringEquals: { "s3:ExistingObjectTag/Classification": "PHI" },
                StringNotEquals: { "aws:PrincipalTag/Clearance": "PHI" },
            },
        },
    ];
}

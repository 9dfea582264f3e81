/** Who did what: server access logs, a trail of data events, and where both are kept. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accountId, inAccount, region } from "./account";
import { blockPublicAccess, bucketName, organizationStatements, privateBucket, transportStatements } from "./buckets";
import * as keys from "./keys";

/** Server access logs are delivered to buckets under SSE-S3 only. */
export const accessLogs = new aws.s3.Bucket(
    "access-logs",
    { bucket: bucketName("access-logs"), tags: { Classification: "internal" } },
    inAccount,
);
new aws.s3.BucketServerSideEncryptionConfiguration(
    "access-logs",
    { bucket: accessLogs.id, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
    inAccount,
);
blockPublicAccess("access-logs", accessLogs, inAccount);
new aws.s3.BucketVersioning("access-logs", { bucket: accessLogs.id, versioningConfiguration: { status: "Enabled" } }, inAccount);
// With a name that is known, not an ARN that will be, the first preview proves this policy.
const accessLogsArn = pulumi.interpolate`arn:aws:s3:::${accessLogs.bucket}`;
new aws.s3.BucketPolicy(
    "access-logs",
    {
        bucket: accessLogs.id,
        policy: pulumi.jsonStringify({
            Version: "2012-10-17",
            Statement: [
                ...transportStatements(accessLogsArn),
                ...organizationStatements(accessLogsArn),
                {
                    Sid: "LogDelivery",
                    Effect: "Allow",
                    Principal: { Service: "logging.s3.amazonaws.com" },
                    Action: "s3:PutObject",
                    Resource: pulumi.interpolate`${accessLogsArn}/*`,
                    Condition: { StringEquals: { "aws:SourceAccount": accountId } },
                },
            ],
        }),
    },
    inAccount,
);

const trailArn = `arn:aws:cloudtrail:${region}:${accountId}:trail/ml-platform`;

const trails = privateBucket("trails", {
    key: keys.logs,
    classification: "internal",
    logsTo: accessLogs,
    grants: (arn) => [
        {
            Sid: "TrailChecks",
            Effect: "Allow",
            Principal: { Service: "cloudtrail.amazonaws.com" },
            Action: "s3:GetBucketAcl",
            Resource: arn,
            Condition: { StringEquals: { "aws:SourceArn": trailArn } },
        },
        {
            Sid: "TrailWrites",
            Effect: "Allow",
            Principal: { Service: "cloudtrail.amazonaws.com" },
            Action: "s3:PutObject",
            Resource: pulumi.interpolate`${arn}/AWSLogs/${accountId}/*`,
            Condition: { StringEquals: { "aws:SourceArn": trailArn } },
        },
    ],
});

/** Management events hold the use of keys; selectors of S3 are needed for who read which object. */
new aws.cloudtrail.Trail(
    "ml-platform",
    {
        name: "ml-platform",
        s3BucketName: trails.id,
        kmsKeyId: keys.logs.arn,
        enableLogFileValidation: true,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        advancedEventSelectors: [
            { name: "Management events", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
            {
                name: "Objects",
                fieldSelectors: [
                    { field: "eventCategory", equals: ["Data"] },
                    { field: "resources.type", equals: ["AWS::S3::Object"] },
                ],
            },
        ],
    },
    inAccount,
);

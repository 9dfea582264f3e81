import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accountId, inAccount } from "./account";
import { raw, results } from "./data";
import * as network from "./network";

// Results of queries are copies of data: under no key, and wherever a client wants them.
new aws.athena.Workgroup(
    "analysts",
    {
        configuration: {
            enforceWorkgroupConfiguration: false,
            resultConfiguration: { outputLocation: pulumi.interpolate`s3://${results.bucket}/athena/` },
        },
    },
    inAccount,
);

// Encrypted in S3, but not on the disks of the cluster and not between its nodes.
new aws.emr.SecurityConfiguration(
    "spark",
    {
        configuration: JSON.stringify({
            EncryptionConfiguration: {
                EnableAtRestEncryption: true,
                EnableInTransitEncryption: false,
                AtRestEncryptionConfiguration: { S3EncryptionConfiguration: { EncryptionMode: "SSE-S3" } },
            },
        }),
    },
    inAccount,
);

// And the cluster does not use even that.
new aws.emr.Cluster(
    "spark",
    {
        releaseLabel: "emr-7.5.0",
        applications: ["Spark"],
        serviceRole: `arn:aws:iam::${accountId}:role/emr`,
        ec2Attributes: { instanceProfile: `arn:aws:iam::${accountId}:instance-profile/emr`, subnetId: network.subnet.id },
        masterInstanceGroup: { instanceType: "m5.xlarge" },
    },
    inAccount,
);

// Beside the buckets data is everywhere: disks, images, logs, job bookmarks, streams, tables, assistants, shared file systems. None is under
// a key of ours.
new aws.ebs.Volume("scratch", { availabilityZone: "us-east-1a", size: 500 }, inAccount);
new aws.ecr.Repository("images", { name: "training" }, inAccount);
new aws.cloudwatch.LogGroup("jobs", { name: "/ml/jobs" }, inAccount);
new aws.glue.SecurityConfiguration(
    "etl",
    {
        encryptionConfiguration: {
            cloudwatchEncryption: { cloudwatchEncryptionMode: "DISABLED" },
            jobBookmarksEncryption: { jobBookmarksEncryptionMode: "DISABLED" },
            s3Encryption: { s3EncryptionMode: "SSE-S3" },
        },
    },
    inAccount,
);
new aws.kinesis.Stream("events", { shardCount: 1 }, inAccount);
new aws.dynamodb.Table("features", { billingMode: "PAY_PER_REQUEST", hashKey: "id", attributes: [{ name: "id", type: "S" }] }, inAccount);
new aws.bedrock.CustomModel(
    "assistant",
    {
        customModelName: "assistant",
        jobName: "assistant",
        baseModelIdentifier: "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-text-express-v1",
        roleArn: `arn:aws:iam::${accountId}:role/bedrock`,
        hyperparameters: { epochCount: "1" },
        trainingDataConfig: { s3Uri: pulumi.interpolate`s3://${raw.bucket}/conversations.jsonl` },
        outputDataConfig: { s3Uri: pulumi.interpolate`s3://${results.bucket}/assistant` },
    },
    inAccount,
);
new aws.fsx.LustreFileSystem("datasets", { subnetIds: network.subnet.id, storageCapacity: 1200 }, inAccount);

// The trail says who changed what, not who read what; it is not encrypted under a key of ours, and nobody could tell if it was changed.
new aws.cloudtrail.Trail("management", { s3BucketName: results.id }, inAccount);

// What this makes, no policy here sees.
new aws.cloudformation.Stack(
    "labeling",
    { templateBody: JSON.stringify({ Resources: { Labels: { Type: "AWS::S3::Bucket" } } }) },
    inAccount,
);

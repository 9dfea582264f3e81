import * as aws from "@pulumi/aws";

const key = new aws.kms.Key("ml", { enableKeyRotation: true }, { protect: true });

new aws.cloudwatch.LogGroup("jobs", { name: "/ml/jobs", retentionInDays: 90, kmsKeyId: key.arn });

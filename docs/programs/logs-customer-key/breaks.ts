import * as aws from "@pulumi/aws";

new aws.cloudwatch.LogGroup("jobs", { name: "/ml/jobs", retentionInDays: 90 });

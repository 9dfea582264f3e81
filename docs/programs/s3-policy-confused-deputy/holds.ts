import * as aws from "@pulumi/aws";

new aws.s3.BucketPolicy("audit", {
    bucket: "acme-ml-audit",
    policy: {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "Trails",
                Effect: "Allow",
                Principal: { Service: "cloudtrail.amazonaws.com" },
                Action: "s3:PutObject",
                Resource: "arn:aws:s3:::acme-ml-audit/AWSLogs/*",
                Condition: { StringEquals: { "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:111122223333:trail/ml" } },
            },
        ],
    },
});

import * as aws from "@pulumi/aws";

// CloudTrail writes here for whichever account asks it to.
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
            },
        ],
    },
});

import * as aws from "@pulumi/aws";

// Meant as a stop during a migration. Only the account's root user gets in again, to take the policy away.
new aws.s3.BucketPolicy("training-data", {
    bucket: "acme-ml-training-data",
    policy: {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "DenyEverybody",
                Effect: "Deny",
                Principal: "*",
                Action: "s3:*",
                Resource: ["arn:aws:s3:::acme-ml-training-data", "arn:aws:s3:::acme-ml-training-data/*"],
            },
        ],
    },
});

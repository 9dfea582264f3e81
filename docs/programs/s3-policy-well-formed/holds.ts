import * as aws from "@pulumi/aws";

new aws.s3.BucketPolicy("features", {
    bucket: "acme-ml-features",
    policy: {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "Training",
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::111122223333:role/training" },
                Action: "s3:GetObject",
                Resource: "arn:aws:s3:::acme-ml-features/*",
            },
        ],
    },
});

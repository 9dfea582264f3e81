import * as aws from "@pulumi/aws";

new aws.s3.BucketPolicy("training-data", {
    bucket: "acme-ml-training-data",
    policy: {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "DenyOtherNetworks",
                Effect: "Deny",
                Principal: "*",
                Action: "s3:*",
                Resource: ["arn:aws:s3:::acme-ml-training-data", "arn:aws:s3:::acme-ml-training-data/*"],
                Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-0d4e5f6a7b8c9d0e1" } },
            },
        ],
    },
});

import * as aws from "@pulumi/aws";

// A request from the internet has no endpoint, and ForAnyValue is false where there is no value.
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
                Condition: { "ForAnyValue:StringNotEquals": { "aws:SourceVpce": "vpce-0d4e5f6a7b8c9d0e1" } },
            },
        ],
    },
});

import * as aws from "@pulumi/aws";

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
                Condition: { ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/deployment" } },
            },
        ],
    },
});

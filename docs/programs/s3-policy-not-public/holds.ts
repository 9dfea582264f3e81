import * as aws from "@pulumi/aws";

new aws.s3.BucketPolicy("reports", {
    bucket: "acme-ml-reports",
    policy: {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "Readers",
                Effect: "Allow",
                Principal: "*",
                Action: "s3:GetObject",
                Resource: "arn:aws:s3:::acme-ml-reports/*",
                Condition: {
                    StringEquals: { "aws:PrincipalAccount": "111122223333" },
                    ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/report-*" },
                },
            },
        ],
    },
});

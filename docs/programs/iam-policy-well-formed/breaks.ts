import * as aws from "@pulumi/aws";

new aws.iam.Policy("analysts", {
    policy: {
        Version: "2012-10-17",
        Statement: [{ Sid: "Read", Effect: "Allow", Action: "s3:GetObjects", Resource: "arn:aws:s3:::acme-ml-reports/*" }],
    },
});

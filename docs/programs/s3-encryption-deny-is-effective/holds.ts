import * as aws from "@pulumi/aws";

const keyArn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const algorithm = "s3:x-amz-server-side-encryption";
const keyId = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const denied = { Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: "arn:aws:s3:::acme-ml-training-data/*" } as const;

new aws.s3.BucketPolicy("training-data", {
    bucket: "acme-ml-training-data",
    policy: {
        Version: "2012-10-17",
        Statement: [
            {
                ...denied,
                Sid: "DenyOtherAlgorithms",
                Condition: { StringNotEquals: { [algorithm]: "aws:kms" }, Null: { [algorithm]: "false" } },
            },
            { ...denied, Sid: "DenyOtherKeys", Condition: { StringNotEquals: { [keyId]: keyArn }, Null: { [keyId]: "false" } } },
            { ...denied, Sid: "DenyAwsManagedKey", Condition: { Null: { [algorithm]: "false", [keyId]: "true" } } },
        ],
    },
});

import * as aws from "@pulumi/aws";

new aws.s3.BucketReplicationConfig("models", {
    bucket: "acme-ml-models",
    role: "arn:aws:iam::111122223333:role/replication",
    rules: [
        {
            status: "Enabled",
            sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
            destination: {
                bucket: "arn:aws:s3:::acme-ml-models-copies",
                account: "111122223333",
                encryptionConfiguration: { replicaKmsKeyId: "arn:aws:kms:us-west-2:111122223333:key/0a1b2c3d-12ab-34cd-56ef-1234567890ab" },
            },
        },
    ],
});

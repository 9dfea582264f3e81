import * as aws from "@pulumi/aws";

const key = new aws.kms.Key("ml", { enableKeyRotation: true }, { protect: true });

new aws.glue.SecurityConfiguration("etl", {
    encryptionConfiguration: {
        cloudwatchEncryption: { cloudwatchEncryptionMode: "SSE-KMS", kmsKeyArn: key.arn },
        jobBookmarksEncryption: { jobBookmarksEncryptionMode: "CSE-KMS", kmsKeyArn: key.arn },
        s3Encryption: { s3EncryptionMode: "SSE-S3" },
    },
});

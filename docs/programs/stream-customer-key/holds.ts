import * as aws from "@pulumi/aws";

const key = new aws.kms.Key("ml", { enableKeyRotation: true }, { protect: true });

new aws.kinesis.Stream("clicks", { shardCount: 1, encryptionType: "KMS", kmsKeyId: key.arn });

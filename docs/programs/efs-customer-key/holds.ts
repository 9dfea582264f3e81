import * as aws from "@pulumi/aws";

const key = new aws.kms.Key("ml", { enableKeyRotation: true }, { protect: true });

new aws.efs.FileSystem("datasets", { encrypted: true, kmsKeyId: key.arn });

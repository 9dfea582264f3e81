import * as aws from "@pulumi/aws";

const key = new aws.kms.Key("ml", { enableKeyRotation: true }, { protect: true });

new aws.ecr.Repository("training", {
    imageTagMutability: "IMMUTABLE",
    encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.arn }],
});

import * as aws from "@pulumi/aws";

const key = new aws.kms.Key("ml", { enableKeyRotation: true }, { protect: true });

new aws.athena.Workgroup("analysts", {
    configuration: {
        resultConfiguration: {
            outputLocation: "s3://acme-ml-results/athena/",
            encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: key.arn },
        },
    },
});

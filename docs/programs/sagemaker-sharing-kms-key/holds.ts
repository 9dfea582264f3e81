import * as aws from "@pulumi/aws";

const key = new aws.kms.Key("ml", { enableKeyRotation: true }, { protect: true });

new aws.sagemaker.UserProfile("forecasting", {
    domainId: "d-1a2b3c4d5e6f",
    userProfileName: "forecasting",
    userSettings: {
        executionRole: "arn:aws:iam::111122223333:role/studio",
        canvasAppSettings: { workspaceSettings: { s3ArtifactPath: "s3://acme-ml-canvas", s3KmsKeyId: key.arn } },
    },
});

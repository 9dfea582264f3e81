import * as aws from "@pulumi/aws";

const key = new aws.kms.Key("ml", { enableKeyRotation: true }, { protect: true });

new aws.sagemaker.FeatureGroup("customers", {
    featureGroupName: "customers",
    recordIdentifierFeatureName: "id",
    eventTimeFeatureName: "time",
    featureDefinitions: [
        { featureName: "id", featureType: "String" },
        { featureName: "time", featureType: "String" },
    ],
    roleArn: "arn:aws:iam::111122223333:role/feature-store",
    onlineStoreConfig: { enableOnlineStore: true, securityConfig: { kmsKeyId: key.arn } },
    offlineStoreConfig: { s3StorageConfig: { s3Uri: "s3://acme-ml-features", kmsKeyId: key.arn } },
});

import * as aws from "@pulumi/aws";

const key = new aws.kms.Key("ml", { enableKeyRotation: true }, { protect: true });

new aws.sagemaker.EndpointConfiguration("recommendations", {
    productionVariants: [{ modelName: "recommendations", instanceType: "ml.m5.large", initialInstanceCount: 1 }],
    kmsKeyArn: key.arn,
    asyncInferenceConfig: { outputConfig: { s3OutputPath: "s3://acme-ml-answers/recommendations", kmsKeyId: key.arn } },
});

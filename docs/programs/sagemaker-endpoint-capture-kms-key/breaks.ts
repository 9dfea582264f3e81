import * as aws from "@pulumi/aws";

const key = new aws.kms.Key("ml", { enableKeyRotation: true }, { protect: true });

new aws.sagemaker.EndpointConfiguration("recommendations", {
    productionVariants: [{ modelName: "recommendations", instanceType: "ml.m5.large", initialInstanceCount: 1 }],
    kmsKeyArn: key.arn,
    dataCaptureConfig: {
        enableCapture: true,
        initialSamplingPercentage: 10,
        captureOptions: [{ captureMode: "Input" }, { captureMode: "Output" }],
        destinationS3Uri: "s3://acme-ml-captured/recommendations",
    },
});

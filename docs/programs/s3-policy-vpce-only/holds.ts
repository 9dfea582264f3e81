import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { keepPrivate } from "../bucket";

const bucket = new aws.s3.Bucket("captured", { tags: { Classification: "confidential" } });
const otherNetworks = {
    Sid: "DenyOtherNetworks",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
    Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-0d4e5f6a7b8c9d0e1" } },
};
keepPrivate("captured", bucket, { except: ["DenyOtherNetworks"], statements: [otherNetworks] });

const key = new aws.kms.Key("captured", { enableKeyRotation: true }, { protect: true });
new aws.sagemaker.EndpointConfiguration("recommendations", {
    productionVariants: [{ modelName: "recommendations", instanceType: "ml.m5.large", initialInstanceCount: 1 }],
    kmsKeyArn: key.arn,
    dataCaptureConfig: {
        enableCapture: true,
        initialSamplingPercentage: 10,
        captureOptions: [{ captureMode: "Output" }],
        destinationS3Uri: bucket.bucket.apply((name) => `s3://${name}/recommendations`),
        kmsKeyId: key.arn,
    },
});

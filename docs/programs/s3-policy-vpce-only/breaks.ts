import * as aws from "@pulumi/aws";
import { privateBucket } from "../bucket";

// Keeps what the endpoint is asked, and so is reached from the internet by whoever has credentials.
const bucket = privateBucket("captured", { except: ["DenyOtherNetworks"] });

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

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accountId, inAccount } from "./account";
import { models, results } from "./data";
import { image } from "./training";

const executionRoleArn = `arn:aws:iam::${accountId}:role/serving`;

// The container is outside the VPC and may call anybody.
const model = new aws.sagemaker.Model(
    "fraud",
    { executionRoleArn, primaryContainer: { image, modelDataUrl: pulumi.interpolate`s3://${models.bucket}/fraud/model.tar.gz` } },
    inAccount,
);

// Three times no key: for the disks of the instances, for the requests and answers that are captured, and for answers that are picked up later.
const configuration = new aws.sagemaker.EndpointConfiguration(
    "fraud",
    {
        productionVariants: [{ variantName: "live", modelName: model.name, instanceType: "ml.m5.xlarge", initialInstanceCount: 1 }],
        dataCaptureConfig: {
            enableCapture: true,
            initialSamplingPercentage: 100,
            destinationS3Uri: pulumi.interpolate`s3://${results.bucket}/capture`,
            captureOptions: [{ captureMode: "InputAndOutput" }],
        },
        asyncInferenceConfig: { outputConfig: { s3OutputPath: pulumi.interpolate`s3://${results.bucket}/answers` } },
    },
    inAccount,
);
const endpoint = new aws.sagemaker.Endpoint("fraud", { endpointConfigName: configuration.name }, inAccount);

// Monitoring reads what was captured, and writes what it finds, under no key of ours.
new aws.sagemaker.DataQualityJobDefinition(
    "fraud",
    {
        roleArn: executionRoleArn,
        dataQualityAppSpecification: { imageUri: image },
        dataQualityJobInput: { endpointInput: { endpointName: endpoint.name } },
        dataQualityJobOutputConfig: { monitoringOutputs: { s3Output: { s3Uri: pulumi.interpolate`s3://${results.bucket}/quality` } } },
        jobResources: { clusterConfig: { instanceType: "ml.m5.large", instanceCount: 1, volumeSizeInGb: 20 } },
    },
    inAccount,
);

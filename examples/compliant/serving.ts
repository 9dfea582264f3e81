/** Models that answer: endpoints, what they capture, and what watches it. */
import * as aws from "@pulumi/aws";
import { inAccount } from "./account";
import { models, results, s3Uri } from "./data";
import * as keys from "./keys";
import * as network from "./network";
import * as roles from "./roles";
import { image } from "./training";

const vpcConfig = { subnets: network.subnetIds, securityGroupIds: [network.computeSecurityGroup.id] };

const fraud = new aws.sagemaker.Model(
    "fraud",
    {
        name: "fraud",
        executionRoleArn: roles.serving.arn,
        primaryContainer: { image, modelDataUrl: s3Uri(models, "fraud/model.tar.gz") },
        vpcConfig,
        enableNetworkIsolation: true,
    },
    inAccount,
);

/**
 * It looks up features while it answers, so its container needs the network, that is the VPC and its endpoints. Exempt in policy-config.json.
 */
const recommendation = new aws.sagemaker.Model(
    "recommendation",
    {
        name: "recommendation",
        executionRoleArn: roles.serving.arn,
        primaryContainer: { image, modelDataUrl: s3Uri(models, "recommendation/model.tar.gz") },
        vpcConfig,
    },
    inAccount,
);

const fraudConfiguration = new aws.sagemaker.EndpointConfiguration(
    "fraud",
    {
        name: "fraud",
        kmsKeyArn: keys.volumes.arn,
        productionVariants: [{ variantName: "live", modelName: fraud.name, instanceType: "ml.m5.xlarge", initialInstanceCount: 2 }],
        dataCaptureConfig: {
            enableCapture: true,
            initialSamplingPercentage: 20,
            destinationS3Uri: s3Uri(results, "fraud/capture"),
            // What is captured is what customers sent.
            kmsKeyId: keys.data.arn,
            captureOptions: [{ captureMode: "Input" }, { captureMode: "Output" }],
        },
    },
    inAccount,
);
const fraudEndpoint = new aws.sagemaker.Endpoint("fraud", { name: "fraud", endpointConfigName: fraudConfiguration.name }, inAccount);

/** On instances with disks of their own, which take no key; the answers go to S3, under ours. */
const recommendationConfiguration = new aws.sagemaker.EndpointConfiguration(
    "recommendation",
    {
        name: "recommendation",
        productionVariants: [
            { variantName: "live", modelName: recommendation.name, instanceType: "ml.g5.xlarge", initialInstanceCount: 1 },
        ],
        asyncInferenceConfig: {
            outputConfig: { s3OutputPath: s3Uri(results, "recommendation/answers"), kmsKeyId: keys.data.arn },
        },
    },
    inAccount,
);
new aws.sagemaker.Endpoint("recommendation", { name: "recommendation", endpointConfigName: recommendationConfiguration.name }, inAccount);

const quality = new aws.sagemaker.DataQualityJobDefinition(
    "fraud",
    {
        name: "fraud-data-quality",
        roleArn: roles.serving.arn,
        dataQualityAppSpecification: { imageUri: image },
        dataQualityJobInput: { endpointInput: { endpointName: fraudEndpoint.name } },
        dataQualityJobOutputConfig: {
            kmsKeyId: keys.data.arn,
            monitoringOutputs: { s3Output: { s3Uri: s3Uri(results, "fraud/data-quality") } },
        },
        jobResources: {
            clusterConfig: { instanceType: "ml.m5.large", instanceCount: 1, volumeSizeInGb: 20, volumeKmsKeyId: keys.volumes.arn },
        },
        networkConfig: { enableNetworkIsolation: true, vpcConfig: { ...vpcConfig } },
    },
    inAccount,
);
new aws.sagemaker.MonitoringSchedule(
    "fraud",
    {
        name: "fraud-data-quality",
        monitoringScheduleConfig: {
            monitoringType: "DataQuality",
            monitoringJobDefinitionName: quality.name,
            scheduleConfig: { scheduleExpression: "cron(0 * ? * * *)" },
        },
    },
    inAccount,
);

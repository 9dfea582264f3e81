import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accountId, analyticsAccountId, inAccount } from "./account";
import { features, models, raw } from "./data";

const roleArn = `arn:aws:iam::${accountId}:role/training`;
export const image = `${accountId}.dkr.ecr.us-east-1.amazonaws.com/training:latest`;

// Both stores are under keys of AWS's own.
new aws.sagemaker.FeatureGroup(
    "customers",
    {
        featureGroupName: "customers",
        recordIdentifierFeatureName: "id",
        eventTimeFeatureName: "time",
        featureDefinitions: [
            { featureName: "id", featureType: "String" },
            { featureName: "time", featureType: "Fractional" },
        ],
        roleArn,
        onlineStoreConfig: { enableOnlineStore: true },
        offlineStoreConfig: { s3StorageConfig: { s3Uri: pulumi.interpolate`s3://${features.bucket}/customers` } },
    },
    inAccount,
);

// Disks and models under keys of AWS's own; the container reaches the internet; two instances exchange data in the clear.
new aws.sagemaker.TrainingJob(
    "baseline",
    {
        trainingJobName: "baseline",
        roleArn,
        algorithmSpecification: { trainingImage: image, trainingInputMode: "File" },
        inputDataConfigs: [
            {
                channelName: "train",
                dataSource: { s3DataSource: { s3DataType: "S3Prefix", s3Uri: pulumi.interpolate`s3://${raw.bucket}/train` } },
            },
        ],
        outputDataConfig: { s3OutputPath: pulumi.interpolate`s3://${models.bucket}/baseline` },
        resourceConfig: { instanceType: "ml.m5.2xlarge", instanceCount: 2, volumeSizeInGb: 100 },
        stoppingCondition: { maxRuntimeInSeconds: 3600 },
    },
    inAccount,
);

// The same of the steps of a pipeline, which nobody sees in the program: they are in a document.
new aws.sagemaker.Pipeline(
    "nightly",
    {
        pipelineName: "nightly",
        pipelineDisplayName: "nightly",
        roleArn,
        pipelineDefinition: JSON.stringify({
            Version: "2020-12-01",
            Steps: [
                {
                    Name: "Prepare",
                    Type: "Processing",
                    Arguments: {
                        RoleArn: roleArn,
                        AppSpecification: { ImageUri: image },
                        ProcessingResources: { ClusterConfig: { InstanceType: "ml.m5.xlarge", InstanceCount: 1, VolumeSizeInGB: 30 } },
                    },
                },
            ],
        }),
    },
    inAccount,
);

// A model card tells of data, too.
new aws.sagemaker.ModelCard(
    "fraud",
    { modelCardName: "fraud", modelCardStatus: "Draft", content: JSON.stringify({ model_overview: { model_description: "Fraud" } }) },
    inAccount,
);

// Models, which remember what they were trained on, for an account that nobody said was trusted.
const group = new aws.sagemaker.ModelPackageGroup("fraud", { modelPackageGroupName: "fraud" }, inAccount);
new aws.sagemaker.ModelPackageGroupPolicy(
    "fraud",
    {
        modelPackageGroupName: group.modelPackageGroupName,
        resourcePolicy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "Analytics",
                    Effect: "Allow",
                    Principal: { AWS: `arn:aws:iam::${analyticsAccountId}:root` },
                    Action: ["sagemaker:DescribeModelPackage", "sagemaker:ListModelPackages"],
                    Resource: `arn:aws:sagemaker:us-east-1:${accountId}:model-package/fraud/*`,
                },
            ],
        }),
    },
    inAccount,
);

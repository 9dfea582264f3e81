/** From raw data to models: features, training, and the pipeline that does both every night. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { inAccount } from "./account";
import { features, models, prepared, raw, results, s3Uri } from "./data";
import * as keys from "./keys";
import * as network from "./network";
import * as roles from "./roles";

const images = new aws.ecr.Repository(
    "images",
    {
        name: "ml/images",
        imageTagMutability: "IMMUTABLE",
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keys.data.arn }],
        imageScanningConfiguration: { scanOnPush: true },
    },
    inAccount,
);
export const image = pulumi.interpolate`${images.repositoryUrl}:2.4.1`;

new aws.sagemaker.FeatureGroup(
    "customers",
    {
        featureGroupName: "customers",
        recordIdentifierFeatureName: "customer_id",
        eventTimeFeatureName: "event_time",
        featureDefinitions: [
            { featureName: "customer_id", featureType: "String" },
            { featureName: "event_time", featureType: "Fractional" },
            { featureName: "orders_30d", featureType: "Integral" },
        ],
        roleArn: roles.featureStore.arn,
        onlineStoreConfig: { enableOnlineStore: true, securityConfig: { kmsKeyId: keys.features.arn } },
        offlineStoreConfig: { s3StorageConfig: { s3Uri: s3Uri(features, "offline-store"), kmsKeyId: keys.features.arn } },
    },
    inAccount,
);

const vpcConfig = { subnets: network.subnetIds, securityGroupIds: [network.computeSecurityGroup.id] };

new aws.sagemaker.TrainingJob(
    "fraud-baseline",
    {
        trainingJobName: "fraud-baseline",
        roleArn: roles.training.arn,
        algorithmSpecification: { trainingImage: image, trainingInputMode: "File" },
        inputDataConfigs: [
            {
                channelName: "train",
                dataSource: { s3DataSource: { s3DataType: "S3Prefix", s3Uri: s3Uri(prepared, "fraud/train") } },
            },
        ],
        outputDataConfig: { s3OutputPath: s3Uri(models, "fraud"), kmsKeyId: keys.data.arn },
        resourceConfig: { instanceType: "ml.m5.2xlarge", instanceCount: 2, volumeSizeInGb: 100, volumeKmsKeyId: keys.volumes.arn },
        stoppingCondition: { maxRuntimeInSeconds: 14400 },
        vpcConfig,
        enableNetworkIsolation: true,
        // Two instances talk to each other.
        enableInterContainerTrafficEncryption: true,
    },
    inAccount,
);

/** Instances with disks of their own (NVMe) encrypt them in hardware and take no key: SageMaker refuses one that is named. */
new aws.sagemaker.TrainingJob(
    "vision-baseline",
    {
        trainingJobName: "vision-baseline",
        roleArn: roles.training.arn,
        algorithmSpecification: { trainingImage: image, trainingInputMode: "FastFile" },
        inputDataConfigs: [
            {
                channelName: "train",
                dataSource: { s3DataSource: { s3DataType: "S3Prefix", s3Uri: s3Uri(prepared, "vision/train") } },
            },
        ],
        outputDataConfig: { s3OutputPath: s3Uri(models, "vision"), kmsKeyId: keys.data.arn },
        resourceConfig: { instanceType: "ml.g5.2xlarge", instanceCount: 1, volumeSizeInGb: 0 },
        stoppingCondition: { maxRuntimeInSeconds: 14400 },
        vpcConfig,
        enableNetworkIsolation: true,
    },
    inAccount,
);

const networkConfig = {
    EnableNetworkIsolation: true,
    EnableInterContainerTrafficEncryption: true,
    VpcConfig: { Subnets: vpcConfig.subnets, SecurityGroupIds: vpcConfig.securityGroupIds },
};

const prepare = {
    Name: "Prepare",
    Type: "Processing",
    Arguments: {
        RoleArn: roles.training.arn,
        AppSpecification: { ImageUri: image },
        ProcessingInputs: [
            { InputName: "raw", S3Input: { S3Uri: s3Uri(raw, "fraud"), S3DataType: "S3Prefix", LocalPath: "/opt/ml/processing/input" } },
        ],
        ProcessingOutputConfig: {
            KmsKeyId: keys.data.arn,
            Outputs: [
                {
                    OutputName: "train",
                    S3Output: { S3Uri: s3Uri(prepared, "fraud/train"), LocalPath: "/opt/ml/processing/output", S3UploadMode: "EndOfJob" },
                },
            ],
        },
        ProcessingResources: {
            ClusterConfig: { InstanceType: "ml.m5.xlarge", InstanceCount: 1, VolumeSizeInGB: 50, VolumeKmsKeyId: keys.volumes.arn },
        },
        NetworkConfig: networkConfig,
    },
};

const train = {
    Name: "Train",
    Type: "Training",
    DependsOn: ["Prepare"],
    Arguments: {
        RoleArn: roles.training.arn,
        AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: "File" },
        InputDataConfig: [
            { ChannelName: "train", DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri: s3Uri(prepared, "fraud/train") } } },
        ],
        OutputDataConfig: { S3OutputPath: s3Uri(models, "fraud"), KmsKeyId: keys.data.arn },
        ResourceConfig: { InstanceType: "ml.m5.2xlarge", InstanceCount: 1, VolumeSizeInGB: 100, VolumeKmsKeyId: keys.volumes.arn },
        StoppingCondition: { MaxRuntimeInSeconds: 14400 },
        VpcConfig: networkConfig.VpcConfig,
        EnableNetworkIsolation: true,
    },
};

const evaluate = {
    Name: "ScoreHoldout",
    Type: "Transform",
    Arguments: {
        ModelName: "fraud",
        TransformInput: { DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri: s3Uri(prepared, "fraud/holdout") } } },
        TransformOutput: { S3OutputPath: s3Uri(results, "fraud/holdout"), KmsKeyId: keys.data.arn },
        TransformResources: { InstanceType: "ml.m5.xlarge", InstanceCount: 1, VolumeKmsKeyId: keys.volumes.arn },
    },
};

new aws.sagemaker.Pipeline(
    "fraud-nightly",
    {
        pipelineName: "fraud-nightly",
        pipelineDisplayName: "fraud-nightly",
        roleArn: roles.training.arn,
        pipelineDefinition: pulumi.jsonStringify({
            Version: "2020-12-01",
            Steps: [
                prepare,
                train,
                {
                    Name: "IsGoodEnough",
                    Type: "Condition",
                    DependsOn: ["Train"],
                    Arguments: {
                        Conditions: [
                            {
                                Type: "GreaterThanOrEqualTo",
                                LeftValue: { Get: "Steps.Train.FinalMetricDataList['validation:auc'].Value" },
                                RightValue: 0.9,
                            },
                        ],
                        IfSteps: [evaluate],
                        ElseSteps: [],
                    },
                },
            ],
        }),
    },
    inAccount,
);

/** Approved models. */
new aws.sagemaker.ModelPackageGroup("fraud", { modelPackageGroupName: "fraud" }, inAccount);

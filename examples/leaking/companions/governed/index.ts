/** A team's own stack in an organisation that has rules: policy-config.json has them, and this program does not keep them. */
import * as aws from "@pulumi/aws";

const accountId = "111122223333";
const provider = new aws.Provider("aws", { region: "us-east-1", allowedAccountIds: [accountId] });
const inAccount = { provider };

// Whoever has a pre-signed URL or a role in some other organisation gets in: nothing denies it.
new aws.s3.Bucket("experiments", { tags: { Classification: "internal" } }, inAccount);

// The central platform does not know this key, so it cannot take it away.
const kmsKeyId = `arn:aws:kms:us-east-1:${accountId}:key/9f8e7d6c-5b4a-4938-8271-605f4e3d2c1b`;

// Trained on data from a bucket of who knows whom; and with no tag that says whose job this is.
new aws.sagemaker.TrainingJob(
    "experiment",
    {
        trainingJobName: "experiment",
        roleArn: `arn:aws:iam::${accountId}:role/training`,
        algorithmSpecification: { trainingImage: `${accountId}.dkr.ecr.us-east-1.amazonaws.com/training:1`, trainingInputMode: "File" },
        inputDataConfigs: [
            { channelName: "train", dataSource: { s3DataSource: { s3DataType: "S3Prefix", s3Uri: "s3://some-open-dataset/train" } } },
        ],
        outputDataConfig: { s3OutputPath: "s3://acme-ml-models/experiment", kmsKeyId },
        resourceConfig: { instanceType: "ml.m5.xlarge", instanceCount: 1, volumeSizeInGb: 30, volumeKmsKeyId: kmsKeyId },
        stoppingCondition: { maxRuntimeInSeconds: 3600 },
    },
    inAccount,
);

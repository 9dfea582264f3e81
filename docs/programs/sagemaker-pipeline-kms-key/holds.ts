import * as aws from "@pulumi/aws";

const keyArn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

new aws.sagemaker.Pipeline("recommendations", {
    pipelineName: "recommendations",
    pipelineDisplayName: "recommendations",
    roleArn: "arn:aws:iam::111122223333:role/pipelines",
    pipelineDefinition: JSON.stringify({
        Version: "2020-12-01",
        Steps: [
            {
                Name: "Train",
                Type: "Training",
                Arguments: {
                    AlgorithmSpecification: { TrainingImage: "111122223333.dkr.ecr.us-east-1.amazonaws.com/recommendations:1" },
                    OutputDataConfig: { S3OutputPath: "s3://acme-ml-models", KmsKeyId: keyArn },
                    ResourceConfig: { InstanceType: "ml.m5.xlarge", InstanceCount: 1, VolumeSizeInGB: 100, VolumeKmsKeyId: keyArn },
                },
            },
        ],
    }),
});

import * as aws from "@pulumi/aws";
import { privateNetwork } from "../network";

const { subnet, securityGroup } = privateNetwork();
const key = new aws.kms.Key("ml", { enableKeyRotation: true }, { protect: true });

new aws.sagemaker.TrainingJob("recommendations", {
    trainingJobName: "recommendations",
    roleArn: "arn:aws:iam::111122223333:role/training",
    algorithmSpecification: {
        trainingImage: "111122223333.dkr.ecr.us-east-1.amazonaws.com/recommendations:1",
        trainingInputMode: "File",
    },
    resourceConfig: { instanceType: "ml.m5.xlarge", instanceCount: 1, volumeSizeInGb: 100, volumeKmsKeyId: key.arn },
    outputDataConfig: { s3OutputPath: "s3://acme-ml-models/recommendations", kmsKeyId: key.arn },
    stoppingCondition: { maxRuntimeInSeconds: 86400 },
    enableNetworkIsolation: true,
    vpcConfig: { subnets: [subnet.id], securityGroupIds: [securityGroup.id] },
});

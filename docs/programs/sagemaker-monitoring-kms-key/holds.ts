import * as aws from "@pulumi/aws";
import { privateNetwork } from "../network";

const { subnet, securityGroup } = privateNetwork();
const key = new aws.kms.Key("ml", { enableKeyRotation: true }, { protect: true });

new aws.sagemaker.DataQualityJobDefinition("recommendations", {
    roleArn: "arn:aws:iam::111122223333:role/monitoring",
    dataQualityAppSpecification: { imageUri: "111122223333.dkr.ecr.us-east-1.amazonaws.com/monitoring:1" },
    dataQualityJobInput: { endpointInput: { endpointName: "recommendations" } },
    dataQualityJobOutputConfig: {
        monitoringOutputs: { s3Output: { s3Uri: "s3://acme-ml-monitoring/recommendations" } },
        kmsKeyId: key.arn,
    },
    jobResources: { clusterConfig: { instanceType: "ml.m5.large", instanceCount: 1, volumeSizeInGb: 20, volumeKmsKeyId: key.arn } },
    networkConfig: {
        enableNetworkIsolation: true,
        vpcConfig: { subnets: [subnet.id], securityGroupIds: [securityGroup.id] },
    },
});

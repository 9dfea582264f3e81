import * as aws from "@pulumi/aws";

new aws.sagemaker.Model("recommendations", {
    executionRoleArn: "arn:aws:iam::111122223333:role/serving",
    primaryContainer: { image: "111122223333.dkr.ecr.us-east-1.amazonaws.com/recommendations:1" },
    enableNetworkIsolation: true,
});

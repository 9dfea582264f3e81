import * as aws from "@pulumi/aws";

new aws.sagemaker.EndpointConfiguration("recommendations", {
    productionVariants: [{ modelName: "recommendations", instanceType: "ml.m5.large", initialInstanceCount: 1 }],
});

import * as aws from "@pulumi/aws";

const models = new aws.sagemaker.ModelPackageGroup("recommendations", { modelPackageGroupName: "recommendations" });
new aws.sagemaker.ModelPackageGroupPolicy("recommendations", {
    modelPackageGroupName: models.modelPackageGroupName,
    resourcePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "Deployment",
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::111122223333:role/deployment" },
                Action: ["sagemaker:DescribeModelPackageGroup"],
                Resource: "arn:aws:sagemaker:us-east-1:111122223333:model-package-group/recommendations",
            },
        ],
    }),
});

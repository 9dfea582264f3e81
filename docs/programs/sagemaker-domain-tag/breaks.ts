import * as aws from "@pulumi/aws";

new aws.sagemaker.ModelPackageGroup("recommendations", { modelPackageGroupName: "recommendations" });

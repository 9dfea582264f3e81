import * as aws from "@pulumi/aws";

new aws.ecr.Repository("training", { imageTagMutability: "IMMUTABLE" });

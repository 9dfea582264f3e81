import * as aws from "@pulumi/aws";

new aws.iam.Policy("training", {
    policy: {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "Train",
                Effect: "Allow",
                Action: "sagemaker:CreateTrainingJob",
                Resource: "*",
                Condition: { Null: { "sagemaker:VolumeKmsKey": "false", "sagemaker:OutputKmsKey": "false" } },
            },
        ],
    },
});

import * as aws from "@pulumi/aws";

// IfExists lets a job through that names no key at all.
new aws.iam.Policy("training", {
    policy: {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "Train",
                Effect: "Allow",
                Action: "sagemaker:CreateTrainingJob",
                Resource: "*",
                Condition: {
                    ArnLikeIfExists: {
                        "sagemaker:VolumeKmsKey": "arn:aws:kms:us-east-1:111122223333:key/*",
                        "sagemaker:OutputKmsKey": "arn:aws:kms:us-east-1:111122223333:key/*",
                    },
                    Null: { "sagemaker:VpcSubnets": "false", "sagemaker:VpcSecurityGroupIds": "false" },
                    Bool: { "sagemaker:NetworkIsolation": "true", "sagemaker:InterContainerTrafficEncryption": "true" },
                },
            },
        ],
    },
});

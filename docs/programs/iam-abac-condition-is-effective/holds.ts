import * as aws from "@pulumi/aws";

new aws.iam.Policy("projects", {
    policy: {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "TaggedProjects",
                Effect: "Allow",
                Action: "sagemaker:CreateProject",
                Resource: "*",
                Condition: {
                    "ForAllValues:StringEquals": { "aws:TagKeys": ["Project", "Owner"] },
                    Null: { "aws:TagKeys": "false" },
                },
            },
        ],
    },
});

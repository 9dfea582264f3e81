import * as aws from "@pulumi/aws";

// ForAllValues is true where there is no value: a project without any tag is let through.
new aws.iam.Policy("projects", {
    policy: {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "TaggedProjects",
                Effect: "Allow",
                Action: "sagemaker:CreateProject",
                Resource: "*",
                Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["Project", "Owner"] } },
            },
        ],
    },
});

import * as aws from "@pulumi/aws";
import { accountId, inAccount } from "./account";

const team = new aws.iam.Role(
    "data-science",
    {
        name: "data-science",
        assumeRolePolicy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { Service: "sagemaker.amazonaws.com" }, Action: "sts:AssumeRole" }],
        }),
    },
    inAccount,
);

// Jobs are started by people. Nothing makes them name a key, or a VPC.
new aws.iam.RolePolicy(
    "jobs",
    {
        role: team.id,
        policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "Jobs",
                    Effect: "Allow",
                    Action: ["sagemaker:CreateTrainingJob", "sagemaker:CreateProcessingJob", "sagemaker:CreateNotebookInstance"],
                    Resource: "*",
                },
            ],
        }),
    },
    inAccount,
);

// All data under all keys.
new aws.iam.RolePolicy(
    "everything",
    {
        role: team.id,
        policy: {
            Version: "2012-10-17",
            Statement: [{ Sid: "Everything", Effect: "Allow", Action: ["s3:*", "kms:Decrypt"], Resource: "*" }],
        },
    },
    inAccount,
);

// Meant for resources with the team's tags. ForAllValues is true of a request that has no tags at all.
new aws.iam.Policy(
    "tags",
    {
        policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "OwnTags",
                    Effect: "Allow",
                    Action: "sagemaker:AddTags",
                    Resource: `arn:aws:sagemaker:*:${accountId}:*`,
                    Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["Team", "Project"] } },
                },
            ],
        }),
    },
    inAccount,
);

// IAM knows "Allow" and "Deny"; with "deny" it takes the whole document for broken.
new aws.iam.Policy(
    "no-deletion",
    {
        policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Sid: "NoDeletion", Effect: "deny", Action: "s3:DeleteBucket", Resource: "*" }],
        }),
    },
    inAccount,
);

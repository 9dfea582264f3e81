import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accountId, inAccount } from "./account";
import { results } from "./data";
import * as network from "./network";

const executionRole = `arn:aws:iam::${accountId}:role/data-science`;

// Home directories under AWS's own key, apps on the internet, and shared notebooks whose output, which shows data, is copied to a bucket
// under no key of ours. Docker runs any image. Nothing ever clears the output of cells.
const domain = new aws.sagemaker.Domain(
    "studio",
    {
        domainName: "studio",
        authMode: "IAM",
        vpcId: network.vpc.id,
        subnetIds: [network.subnet.id],
        defaultUserSettings: {
            executionRole,
            securityGroups: [network.securityGroup.id],
            sharingSettings: { notebookOutputOption: "Allowed", s3OutputPath: pulumi.interpolate`s3://${results.bucket}/shared` },
        },
        domainSettings: { dockerSettings: { enableDockerAccess: "ENABLED" } },
    },
    inAccount,
);

// What the domain says of sharing, a user profile says again for its user.
new aws.sagemaker.UserProfile(
    "researcher",
    {
        domainId: domain.id,
        userProfileName: "researcher",
        userSettings: {
            executionRole,
            sharingSettings: { notebookOutputOption: "Allowed", s3OutputPath: pulumi.interpolate`s3://${results.bucket}/shared` },
        },
    },
    inAccount,
);

// The defaults of a notebook: on the internet, outside the VPC, everybody root, credentials for whoever can make it send a request, and a
// disk under AWS's own key.
new aws.sagemaker.NotebookInstance("exploration", { instanceType: "ml.t3.medium", roleArn: executionRole }, inAccount);

// An AWS managed key, named: its policy is AWS's, and lets in every principal of the account that may use the service.
new aws.sagemaker.NotebookInstance(
    "reports",
    {
        instanceType: "ml.t3.medium",
        roleArn: executionRole,
        kmsKeyId: "alias/aws/sagemaker",
        subnetId: network.subnet.id,
        securityGroups: [network.securityGroup.id],
        directInternetAccess: "Disabled",
        rootAccess: "Disabled",
    },
    inAccount,
);

/** Where people work: Studio and a notebook. */
import * as aws from "@pulumi/aws";
import { inAccount } from "./account";
import { datasets } from "./data";
import * as keys from "./keys";
import * as network from "./network";
import * as roles from "./roles";

/** The output of cells shows data, and stays in notebooks for as long as they do: it is cleared when an app or a notebook starts. */
const clearOutput = `#!/bin/bash
set -eu
find /home/sagemaker-user -name '*.ipynb' -not -path '*/.ipynb_checkpoints/*' -exec jupyter nbconvert --clear-output --inplace {} +
`;

const cleanup = new aws.sagemaker.StudioLifecycleConfig(
    "clear-output",
    {
        studioLifecycleConfigName: "clear-output",
        studioLifecycleConfigAppType: "JupyterLab",
        studioLifecycleConfigContent: Buffer.from(clearOutput).toString("base64"),
    },
    inAccount,
);

const domain = new aws.sagemaker.Domain(
    "studio",
    {
        domainName: "ml-platform",
        authMode: "IAM",
        vpcId: network.vpc.id,
        subnetIds: network.subnetIds,
        appNetworkAccessType: "VpcOnly",
        // Home directories, and the volumes of apps.
        kmsKeyId: keys.volumes.arn,
        defaultUserSettings: {
            executionRole: roles.studio.arn,
            securityGroups: [network.computeSecurityGroup.id],
            // A shared notebook carries its output to whoever opens it.
            sharingSettings: { notebookOutputOption: "Disabled" },
            jupyterLabAppSettings: { lifecycleConfigArns: [cleanup.arn], builtInLifecycleConfigArn: cleanup.arn },
            customFileSystemConfigs: [{ efsFileSystemConfig: { fileSystemId: datasets.id, fileSystemPath: "/" } }],
        },
        defaultSpaceSettings: { executionRole: roles.studio.arn, securityGroups: [network.computeSecurityGroup.id] },
        domainSettings: { executionRoleIdentityConfig: "USER_PROFILE_NAME", dockerSettings: { enableDockerAccess: "DISABLED" } },
        retentionPolicy: { homeEfsFileSystem: "Retain" },
    },
    inAccount,
);

for (const userProfileName of ["fraud-detection", "forecasting"]) {
    new aws.sagemaker.UserProfile(
        userProfileName,
        {
            domainId: domain.id,
            userProfileName,
            userSettings: {
                executionRole: roles.studio.arn,
                securityGroups: [network.computeSecurityGroup.id],
                sharingSettings: { notebookOutputOption: "Disabled" },
            },
        },
        inAccount,
    );
}

const notebookCleanup = new aws.sagemaker.NotebookInstanceLifecycleConfiguration(
    "clear-output",
    { name: "clear-output", onStart: Buffer.from(clearOutput.replace("/home/sagemaker-user", "/home/ec2-user")).toString("base64") },
    inAccount,
);

new aws.sagemaker.NotebookInstance(
    "exploration",
    {
        name: "exploration",
        instanceType: "ml.t3.xlarge",
        roleArn: roles.studio.arn,
        subnetId: network.subnets[0]?.id,
        securityGroups: [network.computeSecurityGroup.id],
        directInternetAccess: "Disabled",
        rootAccess: "Disabled",
        kmsKeyId: keys.volumes.id,
        instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "2" },
        lifecycleConfigName: notebookCleanup.name,
    },
    inAccount,
);

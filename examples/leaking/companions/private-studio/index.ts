/** Studio after the first review: off the internet now, but nothing of AWS is reachable from its VPC, so that somebody will open a way out. */
import * as aws from "@pulumi/aws";

const accountId = "111122223333";
const provider = new aws.Provider("aws", { region: "us-east-1", allowedAccountIds: [accountId] });
const inAccount = { provider };

const key = new aws.kms.Key("studio", { enableKeyRotation: true }, { ...inAccount, protect: true });
const vpc = new aws.ec2.Vpc("studio", { cidrBlock: "10.40.0.0/16", enableDnsHostnames: true }, inAccount);
const subnet = new aws.ec2.Subnet("studio", { vpcId: vpc.id, cidrBlock: "10.40.0.0/24" }, inAccount);
const cleanup = `arn:aws:sagemaker:us-east-1:${accountId}:studio-lifecycle-config/clear-output`;

new aws.sagemaker.Domain(
    "studio",
    {
        domainName: "studio",
        authMode: "SSO",
        vpcId: vpc.id,
        subnetIds: [subnet.id],
        appNetworkAccessType: "VpcOnly",
        kmsKeyId: key.arn,
        defaultUserSettings: {
            executionRole: `arn:aws:iam::${accountId}:role/studio`,
            jupyterLabAppSettings: { lifecycleConfigArns: [cleanup] },
        },
    },
    inAccount,
);

import * as aws from "@pulumi/aws";
import { privateNetwork } from "../network";

const { vpc, subnet, securityGroup } = privateNetwork();
const key = new aws.kms.Key("ml", { enableKeyRotation: true }, { protect: true });
const cleanup = ["arn:aws:sagemaker:us-east-1:111122223333:studio-lifecycle-config/clear-output"];

new aws.sagemaker.Domain("studio", {
    domainName: "ml",
    authMode: "IAM",
    vpcId: vpc.id,
    subnetIds: [subnet.id],
    appNetworkAccessType: "VpcOnly",
    kmsKeyId: key.arn,
    defaultUserSettings: {
        executionRole: "arn:aws:iam::111122223333:role/studio",
        securityGroups: [securityGroup.id],
        jupyterLabAppSettings: { lifecycleConfigArns: cleanup },
    },
});

import * as aws from "@pulumi/aws";
import { privateNetwork } from "../network";

const { subnet, securityGroup } = privateNetwork();
const key = new aws.kms.Key("ml", { enableKeyRotation: true }, { protect: true });

new aws.sagemaker.NotebookInstance("exploration", {
    instanceType: "ml.t3.xlarge",
    roleArn: "arn:aws:iam::111122223333:role/exploration",
    subnetId: subnet.id,
    securityGroups: [securityGroup.id],
    directInternetAccess: "Disabled",
    rootAccess: "Disabled",
    kmsKeyId: key.id,
    instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "2" },
    lifecycleConfigName: "clear-output",
});

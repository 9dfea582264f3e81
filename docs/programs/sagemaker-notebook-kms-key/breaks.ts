import * as aws from "@pulumi/aws";
import { privateNetwork } from "../network";

const { subnet, securityGroup } = privateNetwork();

new aws.sagemaker.NotebookInstance("exploration", {
    instanceType: "ml.t3.xlarge",
    roleArn: "arn:aws:iam::111122223333:role/exploration",
    subnetId: subnet.id,
    securityGroups: [securityGroup.id],
    directInternetAccess: "Disabled",
    rootAccess: "Disabled",
    instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "2" },
    lifecycleConfigName: "clear-output",
});

import * as aws from "@pulumi/aws";
import { privateNetwork } from "../network";

const { vpc, subnet } = privateNetwork();
const securityGroup = new aws.ec2.SecurityGroup("serving", {
    vpcId: vpc.id,
    egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});

new aws.sagemaker.Model("recommendations", {
    executionRoleArn: "arn:aws:iam::111122223333:role/serving",
    primaryContainer: { image: "111122223333.dkr.ecr.us-east-1.amazonaws.com/recommendations:1" },
    enableNetworkIsolation: true,
    vpcConfig: { subnets: [subnet.id], securityGroupIds: [securityGroup.id] },
});

/** A VPC without a way to the internet. What the platform needs of AWS it reaches through endpoints. */
import * as aws from "@pulumi/aws";
import { accountId, inAccount, region } from "./account";
import * as keys from "./keys";
import * as roles from "./roles";

const cidrBlock = "10.20.0.0/16";

export const vpc = new aws.ec2.Vpc("ml", { cidrBlock, enableDnsSupport: true, enableDnsHostnames: true }, inAccount);

export const subnets = ["a", "b"].map(
    (zone, index) =>
        new aws.ec2.Subnet(
            `private-${zone}`,
            { vpcId: vpc.id, cidrBlock: `10.20.${index}.0/24`, availabilityZone: `${region}${zone}`, mapPublicIpOnLaunch: false },
            inAccount,
        ),
);
export const subnetIds = subnets.map((subnet) => subnet.id);

/** No route leads out of it: no internet gateway, no NAT. */
const routes = new aws.ec2.RouteTable("private", { vpcId: vpc.id }, inAccount);
subnets.forEach((subnet, index) => {
    new aws.ec2.RouteTableAssociation(`private-${index}`, { subnetId: subnet.id, routeTableId: routes.id }, inAccount);
});

/** The only way to S3. Its policy is in data.ts, because it names buckets whose policies name this endpoint. */
export const s3Endpoint = new aws.ec2.VpcEndpoint(
    "s3",
    { vpcId: vpc.id, serviceName: `com.amazonaws.${region}.s3`, vpcEndpointType: "Gateway", routeTableIds: [routes.id] },
    inAccount,
);

const endpointSecurityGroup = new aws.ec2.SecurityGroup(
    "endpoints",
    {
        vpcId: vpc.id,
        description: "Interface endpoints: HTTPS from inside the VPC.",
        ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [cidrBlock] }],
        egress: [],
    },
    inAccount,
);

/** Through an endpoint of ours nobody uses credentials of another account to carry data there. */
const ownPrincipalsOnly = {
    Version: "2012-10-17",
    Statement: [
        {
            Sid: "OwnPrincipals",
            Effect: "Allow",
            Principal: "*",
            Action: "*",
            Resource: "*",
            Condition: { StringEquals: { "aws:PrincipalAccount": accountId } },
        },
    ],
};

const interfaces = {
    "sagemaker-api": `com.amazonaws.${region}.sagemaker.api`,
    "sagemaker-runtime": `com.amazonaws.${region}.sagemaker.runtime`,
    "sagemaker-featurestore-runtime": `com.amazonaws.${region}.sagemaker.featurestore-runtime`,
    studio: `aws.sagemaker.${region}.studio`,
    sts: `com.amazonaws.${region}.sts`,
    kms: `com.amazonaws.${region}.kms`,
    logs: `com.amazonaws.${region}.logs`,
    "ecr-api": `com.amazonaws.${region}.ecr.api`,
    "ecr-dkr": `com.amazonaws.${region}.ecr.dkr`,
    athena: `com.amazonaws.${region}.athena`,
};

for (const [name, serviceName] of Object.entries(interfaces)) {
    new aws.ec2.VpcEndpoint(
        name,
        {
            vpcId: vpc.id,
            serviceName,
            vpcEndpointType: "Interface",
            subnetIds,
            securityGroupIds: [endpointSecurityGroup.id],
            privateDnsEnabled: true,
            policy: JSON.stringify(ownPrincipalsOnly),
        },
        inAccount,
    );
}

/** For everything that computes. Traffic stays in the group, in the VPC, or goes to S3 through the endpoint. */
export const computeSecurityGroup = new aws.ec2.SecurityGroup(
    "compute",
    {
        vpcId: vpc.id,
        description: "Studio, notebooks, jobs and models.",
        ingress: [{ description: "Distributed training and Studio's apps", protocol: "tcp", fromPort: 0, toPort: 65535, self: true }],
        egress: [
            { description: "Distributed training and Studio's apps", protocol: "tcp", fromPort: 0, toPort: 65535, self: true },
            { description: "Interface endpoints", protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [cidrBlock] },
            { description: "S3", protocol: "tcp", fromPort: 443, toPort: 443, prefixListIds: [s3Endpoint.prefixListId] },
        ],
    },
    inAccount,
);

const flowLogs = new aws.cloudwatch.LogGroup(
    "flow-logs",
    { name: "/ml-platform/flow-logs", retentionInDays: 365, kmsKeyId: keys.logs.arn },
    inAccount,
);

new aws.ec2.FlowLog(
    "ml",
    {
        vpcId: vpc.id,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: flowLogs.arn,
        iamRoleArn: roles.flowLogs.arn,
    },
    inAccount,
);

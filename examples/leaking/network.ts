import * as aws from "@pulumi/aws";
import { inAccount, region } from "./account";

export const vpc = new aws.ec2.Vpc("ml", { cidrBlock: "10.30.0.0/16", enableDnsHostnames: true }, inAccount);
export const subnet = new aws.ec2.Subnet("ml", { vpcId: vpc.id, cidrBlock: "10.30.0.0/24" }, inAccount);

const gateway = new aws.ec2.InternetGateway("ml", { vpcId: vpc.id }, inAccount);
const routes = new aws.ec2.RouteTable("ml", { vpcId: vpc.id, routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }] }, inAccount);
new aws.ec2.RouteTableAssociation("ml", { subnetId: subnet.id, routeTableId: routes.id }, inAccount);

// No policy: through it a job copies data to any bucket of anybody. And no route table, so nothing uses it: data goes over the internet.
new aws.ec2.VpcEndpoint("s3", { vpcId: vpc.id, serviceName: `com.amazonaws.${region}.s3` }, inAccount);

// Everything is let out, to everywhere. What has data can send it.
export const securityGroup = new aws.ec2.SecurityGroup(
    "ml",
    {
        vpcId: vpc.id,
        ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }],
        egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] }],
    },
    inAccount,
);

// There is no flow log either: nobody could tell where data went.

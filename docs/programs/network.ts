/** What the VPC of these programs has beside what a program is about. */
import * as aws from "@pulumi/aws";

const cidrBlock = "10.20.0.0/16";

type Part = "s3Endpoint" | "interfaceEndpoints" | "flowLog";

export interface Network {
    readonly vpc: aws.ec2.Vpc;
    readonly subnet: aws.ec2.Subnet;
    readonly routes: aws.ec2.RouteTable;
    /** Lets traffic out to the VPC alone. */
    readonly securityGroup: aws.ec2.SecurityGroup;
}

/** A VPC without a way to the internet, with the endpoints that SageMaker needs, and with a flow log. */
export function privateNetwork(except: readonly Part[] = []): Network {
    const vpc = new aws.ec2.Vpc("ml", { cidrBlock, enableDnsSupport: true, enableDnsHostnames: true });
    const subnet = new aws.ec2.Subnet("ml", { vpcId: vpc.id, cidrBlock: "10.20.0.0/24" });
    const routes = new aws.ec2.RouteTable("ml", { vpcId: vpc.id });
    new aws.ec2.RouteTableAssociation("ml", { subnetId: subnet.id, routeTableId: routes.id });
    const https = { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [cidrBlock] };
    const securityGroup = new aws.ec2.SecurityGroup("ml", { vpcId: vpc.id, ingress: [https], egress: [https] });

    if (!except.includes("s3Endpoint")) {
        s3Endpoint(vpc, [routes]);
    }
    if (!except.includes("interfaceEndpoints")) {
        interfaceEndpoints({ vpc, subnet, routes, securityGroup });
    }
    if (!except.includes("flowLog")) {
        new aws.ec2.FlowLog("ml", {
            vpcId: vpc.id,
            trafficType: "ALL",
            logDestinationType: "s3",
            logDestination: "arn:aws:s3:::acme-ml-logs",
        });
    }
    return { vpc, subnet, routes, securityGroup };
}

/** A gateway to the buckets of the own account. */
export function s3Endpoint(vpc: aws.ec2.Vpc, routes: readonly aws.ec2.RouteTable[]): aws.ec2.VpcEndpoint {
    const ownBuckets = {
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Principal: "*",
                Action: "s3:*",
                Resource: "*",
                Condition: { StringEquals: { "aws:ResourceAccount": "111122223333" } },
            },
        ],
    };
    return new aws.ec2.VpcEndpoint("s3", {
        vpcId: vpc.id,
        serviceName: "com.amazonaws.us-east-1.s3",
        routeTableIds: routes.map(({ id }) => id),
        policy: JSON.stringify(ownBuckets),
    });
}

/** What Studio calls. */
export function interfaceEndpoints({ vpc, subnet, securityGroup }: Network): void {
    const services = ["sagemaker.api", "sagemaker.runtime", "sts", "kms", "logs"].map((service) => `com.amazonaws.us-east-1.${service}`);
    for (const serviceName of [...services, "aws.sagemaker.us-east-1.studio"]) {
        new aws.ec2.VpcEndpoint(serviceName, {
            vpcId: vpc.id,
            serviceName,
            vpcEndpointType: "Interface",
            subnetIds: [subnet.id],
            securityGroupIds: [securityGroup.id],
            privateDnsEnabled: true,
        });
    }
}

import assert from "node:assert/strict";
import { sagemakerPlaces } from "../../model/network";
import * as network from "../../policies/network";
import { describePolicy } from "../support/describePolicy";
import { type Declared, unknown } from "../support/judge";
import { leavesOf, providers, tokensOf } from "../support/providerTypes";

describe("places of SageMaker resources", () => {
    it("are all that the providers have", () => {
        const isPlace = /(^|\.)(subnets?|subnetIds?|securityGroups|securityGroupIds|vpcId)(\[\])?$/;
        const found = new Set<string>();
        for (const provider of providers) {
            for (const type of tokensOf(provider).filter((token) => /^aws(-native)?:sagemaker[/:]/.test(token))) {
                for (const { path } of leavesOf(type, provider)) {
                    if (isPlace.test(path)) {
                        found.add(`${type} ${path}`);
                    }
                }
            }
        }
        const listed = Object.entries(sagemakerPlaces).flatMap(([type, paths]) => paths.map((path) => `${type} ${path}`));
        assert.deepEqual(listed.sort(), [...found].sort());
    });
});

const region = "eu-central-1";
const vpc: Declared = { type: "aws:ec2/vpc:Vpc", name: "vpc", props: { cidrBlock: "10.0.0.0/16" } };
const subnet: Declared = { type: "aws:ec2/subnet:Subnet", name: "subnet", props: { vpcId: unknown }, refs: { vpcId: "vpc" } };
const group: Declared = { type: "aws:ec2/securityGroup:SecurityGroup", name: "group", props: { vpcId: unknown }, refs: { vpcId: "vpc" } };
const domain: Declared = {
    type: "aws:sagemaker/domain:Domain",
    name: "studio",
    props: { appNetworkAccessType: "VpcOnly", vpcId: unknown, subnetIds: [unknown] },
    refs: { vpcId: "vpc", subnetIds: "subnet" },
};
const model: Declared = {
    type: "aws:sagemaker/model:Model",
    name: "model",
    props: { vpcConfig: { subnets: [unknown, unknown], securityGroupIds: [unknown] } },
    refs: { vpcConfig: ["subnet", "group"] },
};

function endpoint(service: string, props: object = {}, refs: Declared["refs"] = {}): Declared {
    return {
        type: "aws:ec2/vpcEndpoint:VpcEndpoint",
        name: service,
        props: { vpcId: unknown, serviceName: `com.amazonaws.${region}.${service}`, ...props },
        refs: { vpcId: "vpc", ...refs },
    };
}

const table: Declared = { type: "aws:ec2/routeTable:RouteTable", name: "table", props: { vpcId: unknown }, refs: { vpcId: "vpc" } };
function associated(subnetName: string, tableName: string): Declared {
    return {
        type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
        name: `${subnetName}-${tableName}`,
        props: { subnetId: unknown, routeTableId: unknown },
        refs: { subnetId: subnetName, routeTableId: tableName },
    };
}
function inSubnets(...subnets: string[]): Declared {
    return {
        type: "aws:sagemaker/domain:Domain",
        name: "studio",
        props: { subnetIds: subnets.map(() => unknown) },
        refs: { subnetIds: subnets },
    };
}
const gateway = endpoint("s3", { routeTableIds: [unknown] }, { routeTableIds: "table" });
const knownVpc: Declared = { ...vpc, outputs: { id: "vpc-1" } };
const knownDomain: Declared = { ...domain, props: { appNetworkAccessType: "VpcOnly", vpcId: "vpc-1" }, refs: {} };
const otherVpc: Declared = { type: "aws:ec2/vpc:Vpc", name: "other", props: { cidrBlock: "10.1.0.0/16" } };

const defaultSubnet: Declared = {
    type: "aws:ec2/defaultSubnet:DefaultSubnet",
    name: "subnet",
    props: { availabilityZone: "eu-central-1a" },
};

const noEndpoint = "vpc: SageMaker resources live in the VPC, and it has no S3 endpoint.";
const notLed = "vpc: The route tables of SageMaker's subnets do not lead to the VPC's S3 endpoint, which is a gateway.";
const noTable = "vpc: The VPC's S3 endpoint is a gateway, and no route table leads to it.";

describePolicy(network.vpcS3EndpointExists, "", {
    pass: {
        "a gateway endpoint with a route table": [vpc, subnet, group, domain, model, table, gateway],
        "a gateway endpoint whose route tables are not known, but made from one": [
            vpc,
            subnet,
            domain,
            table,
            endpoint("s3", { routeTableIds: unknown }, { routeTableIds: "table" }),
        ],
    },
    falseAlarms: {
        "a gateway endpoint associated with a route table": [
            vpc,
            subnet,
            domain,
            table,
            endpoint("s3"),
            {
                type: "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
                name: "association",
                props: { vpcEndpointId: unknown, routeTableId: unknown },
                refs: { vpcEndpointId: "s3", routeTableId: "table" },
            },
        ],
        "an interface endpoint": [vpc, subnet, domain, endpoint("s3", { vpcEndpointType: "Interface" })],
        "an endpoint that gets its VPC from the subnet": [
            vpc,
            subnet,
            domain,
            { ...gateway, refs: { vpcId: "subnet", routeTableIds: "subnet" } },
        ],
        "native resources": [
            { type: "aws-native:ec2:Vpc", name: "vpc", props: { cidrBlock: "10.0.0.0/16" } },
            { type: "aws-native:ec2:Subnet", name: "subnet", props: { vpcId: unknown }, refs: { vpcId: "vpc" } },
            {
                type: "aws-native:sagemaker:NotebookInstance",
                name: "notebook",
                props: { subnetId: unknown, securityGroupIds: [] },
                refs: { subnetId: "subnet" },
            },
            {
                type: "aws-native:ec2:VpcEndpoint",
                name: "s3",
                props: { vpcId: unknown, serviceName: `com.amazonaws.${region}.s3`, routeTableIds: ["rtb-1"] },
                refs: { vpcId: "vpc" },
            },
        ],
        "ids that are known in an update": [
            { ...vpc, outputs: { id: "vpc-1" } },
            { ...subnet, props: { vpcId: "vpc-1" }, outputs: { id: "subnet-1" } },
            { type: "aws:sagemaker/notebookInstance:NotebookInstance", name: "notebook", props: { subnetId: "subnet-1" } },
            endpoint("s3", { vpcId: "vpc-1", routeTableIds: ["rtb-1"] }),
        ],
        "the route table of the subnet, among others": [
            vpc,
            subnet,
            domain,
            table,
            { ...table, name: "public" },
            associated("subnet", "table"),
            endpoint("s3", { routeTableIds: [unknown, unknown] }, { routeTableIds: ["public", "table"] }),
        ],
        "native resources whose ids are known in an update": [
            { type: "aws-native:ec2:Vpc", name: "vpc", props: { cidrBlock: "10.0.0.0/16" }, outputs: { vpcId: "vpc-1" } },
            { type: "aws-native:ec2:Subnet", name: "subnet", props: { vpcId: "vpc-1" }, outputs: { subnetId: "subnet-1", vpcId: "vpc-1" } },
            { type: "aws-native:sagemaker:NotebookInstance", name: "notebook", props: { subnetId: "subnet-1" } },
            {
                type: "aws-native:ec2:VpcEndpoint",
                name: "s3",
                props: { vpcId: "vpc-1", serviceName: `com.amazonaws.${region}.s3`, routeTableIds: ["rtb-1"] },
            },
        ],
        "a VPC of another stack that this stack gives an endpoint": [
            { ...domain, props: { vpcId: "vpc-9" }, refs: {} },
            endpoint("s3", { vpcId: "vpc-9", routeTableIds: ["rtb-9"] }),
        ].map((resource) => ({ ...resource, refs: {} })),
        "a VPC in which nothing of SageMaker lives": [vpc, subnet],
        "a model outside any VPC": [vpc, { ...model, props: { executionRoleArn: "arn" }, refs: {} }],
        "two subnets, each with its route table": [
            vpc,
            subnet,
            { ...subnet, name: "second" },
            inSubnets("subnet", "second"),
            table,
            { ...table, name: "other" },
            associated("subnet", "table"),
            associated("second", "other"),
            endpoint("s3", { routeTableIds: [unknown, unknown] }, { routeTableIds: ["table", "other"] }),
        ],
        "a gateway without route tables beside an interface": [
            vpc,
            subnet,
            domain,
            endpoint("s3"),
            { ...endpoint("s3", { vpcEndpointType: "Interface" }), name: "interface" },
        ],
        "the second of two gateways leads there": [
            vpc,
            subnet,
            domain,
            table,
            { ...table, name: "public" },
            associated("subnet", "table"),
            endpoint("s3", { routeTableIds: [unknown] }, { routeTableIds: "public" }),
            { ...gateway, name: "second" },
        ],
        "a subnet that gets its VPC from a further range of addresses": [
            vpc,
            {
                type: "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
                name: "range",
                props: { vpcId: unknown, cidrBlock: "10.1.0.0/16" },
                refs: { vpcId: "vpc" },
            },
            { ...subnet, refs: { vpcId: "range" } },
            inSubnets("subnet"),
            table,
            associated("subnet", "table"),
            gateway,
        ],
        "a component, whose values are made from everything in it": [
            vpc,
            subnet,
            table,
            associated("subnet", "table"),
            { ...domain, refs: { vpcId: ["vpc", "subnet", "table"], subnetIds: ["vpc", "subnet", "table"] } },
            endpoint("s3", { routeTableIds: [unknown] }, { vpcId: ["vpc", "subnet", "table"], routeTableIds: ["vpc", "subnet", "table"] }),
        ],
        "the default VPC of an account": [
            { type: "aws:ec2/defaultVpc:DefaultVpc", name: "vpc", props: { enableDnsHostnames: true } },
            { type: "aws:ec2/defaultSubnet:DefaultSubnet", name: "subnet", props: { vpcId: unknown }, refs: { vpcId: "vpc" } },
            domain,
            gateway,
            table,
        ],
        "the default VPC of an account, by a subnet that names no VPC, in an update": [
            { type: "aws:ec2/defaultVpc:DefaultVpc", name: "vpc", props: {}, outputs: { id: "vpc-1" } },
            { ...defaultSubnet, outputs: { id: "subnet-1", vpcId: "vpc-1" } },
            { type: "aws:sagemaker/notebookInstance:NotebookInstance", name: "notebook", props: { subnetId: "subnet-1" } },
            endpoint("s3", { vpcId: "vpc-1", routeTableIds: ["rtb-1"] }),
        ],
    },
    slips: {
        "the default VPC of an account, by a subnet that names no VPC": [
            [
                { type: "aws:ec2/defaultVpc:DefaultVpc", name: "vpc", props: { enableDnsHostnames: true } },
                defaultSubnet,
                {
                    type: "aws:sagemaker/notebookInstance:NotebookInstance",
                    name: "notebook",
                    props: { subnetId: unknown },
                    refs: { subnetId: "subnet" },
                },
            ],
            noEndpoint,
        ],
        "one subnet of two is not led there": [
            [
                vpc,
                subnet,
                { ...subnet, name: "second" },
                inSubnets("subnet", "second"),
                table,
                { ...table, name: "other" },
                associated("subnet", "table"),
                associated("second", "other"),
                gateway,
            ],
            notLed,
        ],
        "a gateway in another route table, in an update": [
            [
                { ...vpc, outputs: { id: "vpc-1" } },
                { ...subnet, props: { vpcId: "vpc-1" }, outputs: { id: "subnet-1" } },
                { ...table, props: { vpcId: "vpc-1" }, outputs: { id: "rtb-1" } },
                { ...associated("subnet", "table"), props: { subnetId: "subnet-1", routeTableId: "rtb-1" } },
                { ...domain, props: { vpcId: "vpc-1", subnetIds: ["subnet-1"] }, refs: {} },
                endpoint("s3", { vpcId: "vpc-1", routeTableIds: ["rtb-2"] }),
            ],
            notLed,
        ],
        "a native gateway in another route table": [
            [
                { type: "aws-native:ec2:Vpc", name: "vpc", props: { cidrBlock: "10.0.0.0/16" } },
                { type: "aws-native:ec2:Subnet", name: "subnet", props: { vpcId: unknown }, refs: { vpcId: "vpc" } },
                { type: "aws-native:ec2:RouteTable", name: "table", props: { vpcId: unknown }, refs: { vpcId: "vpc" } },
                { type: "aws-native:ec2:RouteTable", name: "public", props: { vpcId: unknown }, refs: { vpcId: "vpc" } },
                {
                    type: "aws-native:ec2:SubnetRouteTableAssociation",
                    name: "association",
                    props: { subnetId: unknown, routeTableId: unknown },
                    refs: { subnetId: "subnet", routeTableId: "table" },
                },
                { ...domain, type: "aws-native:sagemaker:Domain" },
                {
                    type: "aws-native:ec2:VpcEndpoint",
                    name: "s3",
                    props: { vpcId: unknown, serviceName: `com.amazonaws.${region}.s3`, routeTableIds: [unknown] },
                    refs: { vpcId: "vpc", routeTableIds: "public" },
                },
            ],
            notLed,
        ],
        "an endpoint of S3 by another name": [
            [vpc, subnet, domain, endpoint("s3tables", { vpcEndpointType: "Interface" }), endpoint("s3-outposts")],
            noEndpoint,
        ],
        "no endpoint, for a training job": [
            [
                vpc,
                subnet,
                group,
                {
                    type: "aws:sagemaker/trainingJob:TrainingJob",
                    name: "job",
                    props: { vpcConfig: { subnets: [unknown], securityGroupIds: [unknown] } },
                    refs: { vpcConfig: ["subnet", "group"] },
                },
            ],
            noEndpoint,
        ],
        "no endpoint in the second of two VPCs": [
            [
                vpc,
                otherVpc,
                subnet,
                { ...subnet, name: "abroad", refs: { vpcId: "other" } },
                table,
                domain,
                gateway,
                { ...domain, name: "second", refs: { vpcId: "other", subnetIds: "abroad" } },
            ],
            "other: SageMaker resources live in the VPC, and it has no S3 endpoint.",
        ],
        "no endpoint, for a notebook by the resource id of its native subnet": [
            [
                { type: "aws-native:ec2:Vpc", name: "vpc", props: { cidrBlock: "10.0.0.0/16" }, outputs: { id: "vpc-2", vpcId: "vpc-1" } },
                {
                    type: "aws-native:ec2:Subnet",
                    name: "subnet",
                    props: { vpcId: "vpc-2" },
                    outputs: { id: "subnet-2", subnetId: "subnet-1", vpcId: "vpc-2" },
                },
                { type: "aws-native:sagemaker:NotebookInstance", name: "notebook", props: { subnetId: "subnet-2" } },
            ],
            noEndpoint,
        ],
    },
    fail: {
        "no endpoint at all": [[vpc, subnet, domain], noEndpoint],
        "no endpoint, for a model by its subnets": [[vpc, subnet, group, model], noEndpoint],
        "no endpoint, for a user profile by its security group": [
            [
                vpc,
                group,
                {
                    type: "aws:sagemaker/userProfile:UserProfile",
                    name: "profile",
                    props: { userSettings: { securityGroups: [unknown] } },
                    refs: { userSettings: "group" },
                },
            ],
            noEndpoint,
        ],
        "an endpoint for another service": [[vpc, subnet, domain, endpoint("s3express", { routeTableIds: ["rtb-1"] })], noEndpoint],
        "an endpoint in another VPC": [
            [
                vpc,
                otherVpc,
                subnet,
                domain,
                { ...gateway, props: { ...gateway.props, routeTableIds: ["rtb-1"] }, refs: { vpcId: "other" } },
            ],
            noEndpoint,
        ],
        "a gateway without route tables": [[vpc, subnet, domain, endpoint("s3")], noTable],
        "a gateway with an empty list of route tables": [
            [vpc, subnet, domain, endpoint("s3", { vpcEndpointType: "Gateway", routeTableIds: [] })],
            noTable,
        ],
        "a gateway in another route table than the subnet's": [
            [
                vpc,
                subnet,
                domain,
                table,
                { ...table, name: "public" },
                associated("subnet", "table"),
                endpoint("s3", { routeTableIds: [unknown] }, { routeTableIds: "public" }),
            ],
            notLed,
        ],
        "a gateway beside the association of another endpoint": [
            [
                vpc,
                subnet,
                domain,
                endpoint("s3"),
                endpoint("dynamodb"),
                {
                    type: "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
                    name: "association",
                    props: { vpcEndpointId: unknown, routeTableId: "rtb-1" },
                    refs: { vpcEndpointId: "dynamodb" },
                },
            ],
            noTable,
        ],
    },
    undecided: {
        "a VPC of another stack": [[{ ...domain, props: { vpcId: "vpc-9" }, refs: {} }], ["what a VPC outside the stack has"]],
        "a subnet of another stack": [
            [{ ...model, props: { vpcConfig: { subnets: ["subnet-9"] } }, refs: {} }],
            ["the VPC of what is outside the stack (vpcConfig.subnets[0])"],
        ],
        "a subnet of the default VPC, which the stack has not adopted": [
            [
                defaultSubnet,
                {
                    type: "aws:sagemaker/notebookInstance:NotebookInstance",
                    name: "notebook",
                    props: { subnetId: unknown },
                    refs: { subnetId: "subnet" },
                },
            ],
            ["DefaultSubnet subnet: vpcId"],
        ],
        "subnets that nothing tells of": [[vpc, { ...model, props: { vpcConfig: unknown }, refs: {} }], ["vpcConfig"]],
        "an endpoint in one of two VPCs": [
            [
                knownVpc,
                { ...otherVpc, outputs: { id: "vpc-2" } },
                knownDomain,
                { ...endpoint("s3", { routeTableIds: ["rtb-1"] }), refs: { vpcId: ["vpc", "other"] } },
            ],
            ["VpcEndpoint s3: vpcId"],
            { holds: "vpc-1", breaks: "vpc-2" },
        ],
        "an endpoint for a service that is not known": [
            [knownVpc, knownDomain, { ...endpoint("s3", { vpcId: "vpc-1", serviceName: unknown, routeTableIds: ["rtb-1"] }), refs: {} }],
            ["VpcEndpoint s3: serviceName"],
            { holds: `com.amazonaws.${region}.s3`, breaks: `com.amazonaws.${region}.dynamodb` },
        ],
    },
});

const interfaces = ["sagemaker.api", "sagemaker.runtime", "sts", "kms", "logs"].map((service) =>
    endpoint(service, { vpcEndpointType: "Interface", privateDnsEnabled: true }),
);
const studio = endpoint("studio", { vpcEndpointType: "Interface", serviceName: `aws.sagemaker.${region}.studio` });
const withoutKms = [...interfaces.filter(({ name }) => name !== "kms"), studio];

describePolicy(network.vpcSagemakerEndpointsExist, "", {
    pass: {
        "all of them": [vpc, subnet, domain, ...interfaces, studio],
        "a FIPS endpoint": [vpc, subnet, domain, ...withoutKms, endpoint("kms-fips", { vpcEndpointType: "Interface" })],
        "a domain with internet access": [vpc, { ...domain, props: { vpcId: unknown }, refs: { vpcId: "vpc" } }],
    },
    fail: {
        "none of them": [
            [vpc, subnet, domain],
            "studio: The domain's VPC has no interface endpoint for sagemaker.api, sagemaker.runtime, studio, sts, kms, logs.",
        ],
        "all but one": [[vpc, subnet, domain, ...withoutKms], "studio: The domain's VPC has no interface endpoint for kms."],
        "one of them in another VPC": [
            [
                vpc,
                otherVpc,
                subnet,
                domain,
                ...withoutKms,
                { ...endpoint("kms", { vpcEndpointType: "Interface" }), refs: { vpcId: "other" } },
            ],
            "studio: The domain's VPC has no interface endpoint for kms.",
        ],
    },
    undecided: {
        "a VPC of another stack": [
            [{ ...domain, props: { appNetworkAccessType: "VpcOnly", vpcId: "vpc-9" }, refs: {} }],
            ["what a VPC outside the stack has"],
        ],
        "network access decided at deployment": [
            [knownVpc, { ...knownDomain, props: { appNetworkAccessType: unknown, vpcId: "vpc-1" } }],
            ["appNetworkAccessType"],
            { holds: "PublicInternetOnly", breaks: "VpcOnly" },
        ],
    },
});

const noLog = "vpc: SageMaker resources live in the VPC, and it has no flow log of all traffic.";
function flowLog(props: object, of = "vpc"): Declared {
    return { type: "aws:ec2/flowLog:FlowLog", name: "log", props: { vpcId: unknown, ...props }, refs: { vpcId: of } };
}

function nativeFlowLog(resourceType: string, of: string): Declared {
    return {
        type: "aws-native:ec2:FlowLog",
        name: "log",
        props: { resourceId: unknown, resourceType, trafficType: "ALL" },
        refs: { resourceId: of },
    };
}

describePolicy(network.vpcFlowLogs, "", {
    pass: {
        "all traffic": [vpc, subnet, domain, flowLog({ trafficType: "ALL" })],
        "a native flow log": [vpc, subnet, domain, nativeFlowLog("VPC", "vpc")],
        "a VPC in which nothing of SageMaker lives": [vpc, subnet],
    },
    fail: {
        "no flow log": [[vpc, subnet, domain], noLog],
        "a native flow log of the subnet alone": [[vpc, subnet, domain, nativeFlowLog("Subnet", "subnet")], noLog],
        "rejected traffic only": [[vpc, subnet, domain, flowLog({ trafficType: "REJECT" })], noLog],
        "no type of traffic": [[vpc, subnet, domain, flowLog({})], noLog],
        "a flow log of another VPC": [[vpc, otherVpc, subnet, domain, flowLog({ trafficType: "ALL" }, "other")], noLog],
        "a flow log of the subnet alone": [
            [
                vpc,
                subnet,
                domain,
                {
                    type: "aws:ec2/flowLog:FlowLog",
                    name: "log",
                    props: { subnetId: unknown, trafficType: "ALL" },
                    refs: { subnetId: "subnet" },
                },
            ],
            noLog,
        ],
    },
    undecided: {
        "a VPC of another stack": [[{ ...domain, props: { vpcId: "vpc-9" }, refs: {} }], ["what a VPC outside the stack has"]],
        "a type of traffic decided at deployment": [
            [knownVpc, knownDomain, flowLog({ vpcId: "vpc-1", trafficType: unknown })],
            ["FlowLog log: trafficType"],
            { holds: "ALL", breaks: "REJECT" },
        ],
    },
});

const open = "The security group lets traffic out to everywhere.";
const openUse = "notebook: A security group of the resource lets traffic out to everywhere.";
const nativeGroup: Declared = { type: "aws-native:ec2:SecurityGroup", name: "group", props: { groupDescription: "notebooks" } };
function nativeRule(props: object): Declared {
    return { type: "aws-native:ec2:SecurityGroupEgress", name: "rule", props: { groupId: unknown, ...props }, refs: { groupId: "group" } };
}
function prefixList(cidr: string): Declared {
    return { type: "aws:ec2/managedPrefixList:ManagedPrefixList", name: "list", props: { maxEntries: 1, entries: [{ cidr }] } };
}
function groupWith(egress: unknown): Declared {
    return { ...group, props: { vpcId: unknown, egress } };
}
function notebookIn(...groups: string[]): Declared {
    return {
        type: "aws:sagemaker/notebookInstance:NotebookInstance",
        name: "notebook",
        props: { securityGroups: groups.map(() => unknown) },
        refs: { securityGroups: groups },
    };
}

describePolicy(network.sagemakerSecurityGroupEgress, "", {
    pass: {
        "no rule for outgoing traffic: the provider takes AWS's own away": [vpc, group, notebookIn("group")],
        "traffic to the VPC and to S3": [
            vpc,
            groupWith([
                { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/16"] },
                { protocol: "tcp", fromPort: 443, toPort: 443, prefixListIds: ["pl-1"] },
                { protocol: "-1", fromPort: 0, toPort: 0, self: true },
            ]),
            notebookIn("group"),
        ],
        "a rule for incoming traffic": [
            vpc,
            group,
            notebookIn("group"),
            {
                type: "aws:ec2/securityGroupRule:SecurityGroupRule",
                name: "rule",
                props: { type: "ingress", securityGroupId: unknown, cidrBlocks: ["0.0.0.0/0"] },
                refs: { securityGroupId: "group" },
            },
        ],
        "a rule of a group that no SageMaker resource uses": [
            vpc,
            group,
            { ...groupWith([{ cidrBlocks: ["0.0.0.0/0"] }]), name: "proxy" },
            notebookIn("group"),
        ],
        "all private addresses": [vpc, groupWith([{ cidrBlocks: ["10.0.0.0/8"], ipv6CidrBlocks: ["fc00::/7"] }]), notebookIn("group")],
        "a native group with a rule": [
            {
                type: "aws-native:ec2:SecurityGroup",
                name: "group",
                props: { securityGroupEgress: [{ ipProtocol: "tcp", cidrIp: "10.0.0.0/16" }] },
            },
            notebookIn("group"),
        ],
        "a native group with a rule apart from it, which takes AWS's own away too": [
            nativeGroup,
            nativeRule({ ipProtocol: "tcp", cidrIp: "10.0.0.0/16" }),
            notebookIn("group"),
        ],
        "a native group with a rule apart from it, in an update": [
            { ...nativeGroup, outputs: { id: "sg-1" } },
            { ...nativeRule({ ipProtocol: "tcp", destinationPrefixListId: "pl-1" }), props: { groupId: "sg-1" } },
            { ...notebookIn("group"), props: { securityGroups: ["sg-1"] } },
        ],
        "the group that AWS made with the VPC, whose rules the stack takes away": [
            vpc,
            { type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", name: "group", props: { vpcId: unknown }, refs: { vpcId: "vpc" } },
            notebookIn("vpc"),
        ],
        "the group that AWS made with a native VPC, whose rules the stack takes away": [
            { type: "aws-native:ec2:Vpc", name: "vpc", props: { cidrBlock: "10.0.0.0/16" } },
            { type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", name: "group", props: { vpcId: unknown }, refs: { vpcId: "vpc" } },
            notebookIn("vpc"),
        ],
        "a prefix list of the stack with ranges of the VPC": [
            vpc,
            prefixList("10.0.0.0/16"),
            { ...groupWith([{ protocol: "tcp", prefixListIds: [unknown] }]), refs: { vpcId: "vpc", egress: "list" } },
            notebookIn("group"),
        ],
    },
    fail: {
        "the group that AWS made with the VPC": [[vpc, notebookIn("vpc")], openUse],
        "the group that AWS made with the VPC, in an update": [
            [
                { ...vpc, outputs: { id: "vpc-1", defaultSecurityGroupId: "sg-1" } },
                { ...notebookIn("vpc"), props: { securityGroups: ["sg-1"] } },
            ],
            openUse,
        ],
        "the group that AWS made with a native VPC, in an update": [
            [
                { type: "aws-native:ec2:Vpc", name: "vpc", props: {}, outputs: { vpcId: "vpc-1", defaultSecurityGroup: "sg-1" } },
                { ...notebookIn("vpc"), props: { securityGroups: ["sg-1"] } },
            ],
            openUse,
        ],
        "a native group beside a rule of another": [
            [
                nativeGroup,
                { ...nativeGroup, name: "other" },
                { ...nativeRule({ ipProtocol: "tcp", cidrIp: "10.0.0.0/16" }), refs: { groupId: "other" } },
                notebookIn("group"),
            ],
            `group: ${open}`,
        ],
        "a prefix list of the stack with every address": [
            [
                vpc,
                prefixList("0.0.0.0/0"),
                { ...groupWith([{ protocol: "-1", prefixListIds: [unknown] }]), refs: { vpcId: "vpc", egress: "list" } },
                notebookIn("group"),
            ],
            `group: ${open}`,
        ],
        "a prefix list with every address in an entry apart from it": [
            [
                vpc,
                { ...prefixList("10.0.0.0/16"), props: { maxEntries: 1 } },
                {
                    type: "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry",
                    name: "entry",
                    props: { prefixListId: unknown, cidr: "0.0.0.0/0" },
                    refs: { prefixListId: "list" },
                },
                group,
                {
                    type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
                    name: "rule",
                    props: { ipProtocol: "-1", securityGroupId: unknown, prefixListId: unknown },
                    refs: { securityGroupId: "group", prefixListId: "list" },
                },
                notebookIn("group"),
            ],
            `group: ${open}`,
        ],
        "every IPv4 address": [[vpc, groupWith([{ cidrBlocks: ["0.0.0.0/0"] }]), notebookIn("group")], `group: ${open}`],
        "every IPv4 address on one port": [
            [
                vpc,
                groupWith([{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/16", "0.0.0.0/0"] }]),
                notebookIn("group"),
            ],
            `group: ${open}`,
        ],
        "every IPv6 address": [[vpc, groupWith([{ ipv6CidrBlocks: ["::/0"] }]), notebookIn("group")], `group: ${open}`],
        "every address in two halves": [
            [vpc, groupWith([{ cidrBlocks: ["0.0.0.0/1", "128.0.0.0/1"] }]), notebookIn("group")],
            `group: ${open}`,
        ],
        "a separate rule": [
            [
                vpc,
                group,
                notebookIn("group"),
                {
                    type: "aws:ec2/securityGroupRule:SecurityGroupRule",
                    name: "rule",
                    props: { type: "egress", securityGroupId: unknown, cidrBlocks: ["0.0.0.0/0"] },
                    refs: { securityGroupId: "group" },
                },
            ],
            `group: ${open}`,
        ],
        "an egress rule of its own type": [
            [
                vpc,
                group,
                notebookIn("group"),
                {
                    type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
                    name: "rule",
                    props: { ipProtocol: "-1", securityGroupId: unknown, cidrIpv6: "::/0" },
                    refs: { securityGroupId: "group" },
                },
            ],
            `group: ${open}`,
        ],
        "a native rule": [
            [
                vpc,
                group,
                notebookIn("group"),
                {
                    type: "aws-native:ec2:SecurityGroupEgress",
                    name: "rule",
                    props: { ipProtocol: "-1", groupId: unknown, cidrIp: "0.0.0.0/0" },
                    refs: { groupId: "group" },
                },
            ],
            `group: ${open}`,
        ],
        "a native group without rules keeps AWS's own": [
            [{ type: "aws-native:ec2:SecurityGroup", name: "group", props: { groupDescription: "notebooks" } }, notebookIn("group")],
            `group: ${open}`,
        ],
        "the default group of the VPC": [
            [
                vpc,
                {
                    type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
                    name: "group",
                    props: { vpcId: unknown, egress: [{ cidrBlocks: ["0.0.0.0/0"] }] },
                    refs: { vpcId: "vpc" },
                },
                notebookIn("group"),
            ],
            `group: ${open}`,
        ],
        "a group of another stack that this stack opens": [
            [
                { ...notebookIn("x"), props: { securityGroups: ["sg-9"] }, refs: {} },
                {
                    type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
                    name: "rule",
                    props: { ipProtocol: "-1", securityGroupId: "sg-9", cidrIpv4: "0.0.0.0/0" },
                },
            ],
            openUse,
        ],
    },
    undecided: {
        "a group that is made from more than a VPC": [
            [
                vpc,
                { type: "aws:ssm/parameter:Parameter", name: "parameter", props: { type: "String" } },
                { ...notebookIn("vpc"), refs: { securityGroups: ["vpc", "parameter"] } },
            ],
            ["securityGroups[0]"],
        ],
        "a group of another stack": [
            [{ ...notebookIn("x"), props: { securityGroups: ["sg-9"] }, refs: {} }],
            ["the rules of a security group that is not in this stack"],
        ],
        "groups that nothing tells of": [[{ ...notebookIn("x"), props: { securityGroups: unknown }, refs: {} }], ["securityGroups"]],
        "an address decided at deployment": [
            [
                vpc,
                { ...groupWith([{ cidrBlocks: [unknown] }]), outputs: { id: "sg-1" } },
                { ...notebookIn("group"), props: { securityGroups: ["sg-1"] } },
            ],
            ["egress[0].cidrBlocks[0]"],
            { holds: "10.0.0.0/16", breaks: "0.0.0.0/0" },
        ],
    },
});

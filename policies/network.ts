import { all, any, type Fact, is, isKnown, not, oneOf, type Truth, Unknown } from "../model/fact";
import {
    associatedRouteTables,
    endpointsIn,
    has,
    hasRouteTables,
    isForService,
    isGateway,
    isIn,
    isInRouteTable,
    isOpenToEverywhere,
    placedResources,
    routeTablesOf,
    securityGroupsOf,
    type Vpc,
    vpcsOf,
    vpcTypes,
} from "../model/network";
import type { Resource, Stack } from "../model/resource";
import { domainTypes } from "../model/sagemaker";
import type { StackPolicy, StackReport } from "./policy";
import { controls } from "./securityHub";
import { soc2 } from "./soc2";

/**
 * Judges each VPC that SageMaker resources of the stack live in: a VPC of the stack once, on itself; one outside, or one that nothing tells
 * of, on the resource that lives there.
 */
function reportVpcs(stack: Stack, report: StackReport, message: string, isFine: (vpc: Vpc) => Truth): void {
    const judged = new Map<Vpc, Truth>();
    for (const [resource, vpcs] of stack.once(inhabitedVpcs)) {
        if (vpcs instanceof Unknown) {
            report(vpcs, message, resource);
            continue;
        }
        for (const vpc of vpcs) {
            const truth = judged.get(vpc) ?? isFine(vpc);
            if (typeof vpc === "string" || !judged.has(vpc)) {
                report(not(truth), message, typeof vpc === "string" ? resource : vpc);
            }
            judged.set(vpc, truth);
        }
    }
}

/** The SageMaker resources that live in a VPC, with the VPCs. */
function inhabitedVpcs(stack: Stack): readonly (readonly [Resource, readonly Vpc[] | Unknown])[] {
    return placedResources(stack).flatMap((resource) => {
        const vpcs = vpcsOf(resource);
        return vpcs instanceof Unknown || isKnown(vpcs) ? [[resource, vpcs] as const] : [];
    });
}

/** The VPCs of the stack that SageMaker resources live in, each with the route tables of their subnets, or what those wait for. */
function routedVpcs(stack: Stack): Map<Resource, Set<Resource | string | Unknown>> {
    const routed = new Map<Resource, Set<Resource | string | Unknown>>();
    for (const [resource, vpcs] of stack.once(inhabitedVpcs)) {
        const [vpc, ...others] = vpcs instanceof Unknown ? [] : vpcs;
        if (vpc !== undefined && typeof vpc !== "string" && others.length === 0) {
            routed.set(vpc, new Set([...(routed.get(vpc) ?? []), ...routeTablesOf(resource)]));
        }
    }
    return routed;
}

export const vpcS3EndpointExists: StackPolicy = {
    name: "vpc-s3-endpoint-exists",
    displayName: "S3 endpoint",
    description: "Every VPC that SageMaker resources live in has an S3 endpoint.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Add a VpcEndpoint for com.amazonaws.REGION.s3 to the VPC. A gateway endpoint also needs the route tables of its subnets.",
    url: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html",
    tags: ["network"],
    validateStack: (stack, report) => {
        const hasS3Endpoint = (vpc: Vpc, isFine: (endpoint: Resource) => Truth = () => true): Truth =>
            has(vpc, endpointsIn(vpc, stack), (endpoint) => all(isForService(endpoint, "s3"), isIn(vpc, endpoint), isFine(endpoint)));
        reportVpcs(stack, report, "SageMaker resources live in the VPC, and it has no S3 endpoint.", (vpc) => hasS3Endpoint(vpc));
        reportVpcs(stack, report, "The VPC's S3 endpoint is a gateway, and no route table leads to it.", (vpc) =>
            any(
                hasS3Endpoint(vpc, (endpoint) => any(not(isGateway(endpoint)), hasRouteTables(endpoint))),
                not(hasS3Endpoint(vpc)),
            ),
        );
        for (const [vpc, tables] of routedVpcs(stack)) {
            const isRouted = (table: Resource | string): Truth =>
                hasS3Endpoint(vpc, (endpoint) => any(not(isGateway(endpoint)), isInRouteTable(endpoint, table)));
            const isRoutedElsewhere = hasS3Endpoint(vpc, (endpoint) => any(not(isGateway(endpoint)), hasRouteTables(endpoint)));
            for (const table of tables) {
                // A subnet that is not known yet may have any of the route tables.
                const isLeftOut =
                    table instanceof Unknown ? all(not(all(...associatedRouteTables(stack).map(isRouted))), table) : not(isRouted(table));
                report(
                    all(isRoutedElsewhere, isLeftOut),
                    "The route tables of SageMaker's subnets do not lead to the VPC's S3 endpoint, which is a gateway.",
                    vpc,
                );
            }
        }
    },
};

/**
 * What Studio calls without the internet. https://docs.aws.amazon.com/sagemaker/latest/dg/studio-notebooks-and-internet-access.html
 */
const studioServices = ["sagemaker.api", "sagemaker.runtime", "studio", "sts", "kms", "logs"];

export const vpcSagemakerEndpointsExist: StackPolicy = {
    name: "vpc-sagemaker-endpoints-exist",
    displayName: "SageMaker endpoints",
    description: "VPC-only domains find the interface endpoints they need in their VPC.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps: "Add interface endpoints for the services that the message names to the domain's VPC.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/dg/studio-notebooks-and-internet-access.html",
    tags: ["network"],
    validateStack: (stack, report) => {
        for (const domain of stack.ofType(...domainTypes)) {
            const isVpcOnly = is(domain.text("appNetworkAccessType"), oneOf("VpcOnly"));
            const lacks = (service: string): Truth =>
                isMissing(vpcsOf(domain), (vpc) =>
                    has(vpc, endpointsIn(vpc, stack), (endpoint) =>
                        all(isForService(endpoint, service), not(isGateway(endpoint)), isIn(vpc, endpoint)),
                    ),
                );
            const missing = studioServices.filter((service) => lacks(service) === true);
            report(
                all(isVpcOnly, any(...studioServices.map(lacks))),
                `The domain's VPC has no interface endpoint for ${missing.join(", ")}.`,
                domain,
            );
        }
    },
};

/** Whether any of the VPCs lacks something. */
function isMissing(vpcs: Fact<readonly Vpc[]>, isThere: (vpc: Vpc) => Truth): Truth {
    return is(vpcs, (known) => any(...known.map((vpc) => not(isThere(vpc)))));
}

/** Flow logs, and where they name what they are of. */
const flowLogTargets: Readonly<Record<string, string>> = { "aws:ec2/flowLog:FlowLog": "vpcId", "aws-native:ec2:FlowLog": "resourceId" };

export const vpcFlowLogs: StackPolicy = {
    name: "vpc-flow-logs",
    displayName: "VPC flow logs",
    description: "Every VPC that SageMaker resources live in has a flow log of all traffic.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps: "Add a FlowLog with trafficType ALL to the VPC.",
    url: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
    tags: ["network", "logging", ...controls("EC2.6"), ...soc2("vpc_flow_logs_enabled")],
    validateStack: (stack, report) => {
        const flowLogs = stack.ofType(...Object.keys(flowLogTargets));
        const isOfVpc = (log: Resource): Truth => log.type === "aws:ec2/flowLog:FlowLog" || is(log.text("resourceType"), oneOf("VPC"));
        reportVpcs(stack, report, "SageMaker resources live in the VPC, and it has no flow log of all traffic.", (vpc) =>
            has(vpc, flowLogs, (log) =>
                all(isOfVpc(log), isIn(vpc, log, flowLogTargets[log.type]), is(log.text("trafficType"), oneOf("ALL"))),
            ),
        );
    },
};

/** Of a group outside the stack only the rules that the stack adds are known. */
function ofOutsideGroup(isOpen: Truth): Truth {
    return isOpen === false ? new Unknown(["the rules of a security group that is not in this stack"]) : isOpen;
}

export const sagemakerSecurityGroupEgress: StackPolicy = {
    name: "sagemaker-security-group-egress",
    displayName: "SageMaker security groups",
    description: "Security groups of SageMaker resources do not let traffic out to everywhere.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps:
        "Let traffic out to what the resource needs: the VPC's address range, security groups of endpoints, the prefix list of S3.",
    url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    tags: ["network"],
    validateStack: (stack, report) => {
        const judged = new Map<Resource | string | Unknown, Truth>();
        for (const user of placedResources(stack)) {
            for (const group of securityGroupsOf(user)) {
                const isOpen = judged.get(group) ?? (group instanceof Unknown ? group : isOpenToEverywhere(group, stack));
                judged.set(group, isOpen);
                if (group instanceof Unknown || typeof group === "string" || (vpcTypes as readonly string[]).includes(group.type)) {
                    report(ofOutsideGroup(isOpen), "A security group of the resource lets traffic out to everywhere.", user);
                } else {
                    report(isOpen, "The security group lets traffic out to everywhere.", group);
                }
            }
        }
    },
};

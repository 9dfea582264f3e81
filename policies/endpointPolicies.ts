import type { Context } from "../iam/context";
import { parse } from "../iam/parse";
import { documentsOf, type PolicyDocument } from "../model/documents";
import { all, any, is, not, type Truth, Unknown } from "../model/fact";
import { referredTo, refersTo } from "../model/join";
import type { Resource, Stack } from "../model/resource";
import { bucketName, buckets } from "../model/s3";
import { type Options, options } from "./options";
import type { ResourcePolicy, StackPolicy } from "./policy";
import { type Finding, isDocument, judgedForOwn } from "./proof";

const endpointTypes = ["aws:ec2/vpcEndpoint:VpcEndpoint", "aws-native:ec2:VpcEndpoint"] as const;
const separatePolicyType = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy";

/** Whether the endpoint is for S3: `com.amazonaws.us-east-1.s3`, as a gateway or as an interface. */
function isForS3(endpoint: Resource): Truth {
    return is(endpoint.text("serviceName"), (service) => /(^|\.)s3(-global\.accesspoint|-fips)?$/.test(service));
}

/**
 * Studio fetches JumpStart's models and notebooks through the same endpoint, from buckets of AWS whose public objects carry this tag.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/studio-notebooks-and-internet-access.html
 */
const jumpStart = {
    Action: "s3:GetObject",
    Resource: "*",
    Condition: { StringEqualsIgnoreCase: { "s3:ExistingObjectTag/SageMaker": "true" } },
};

/** The names of the buckets that a document names in full; names are global, so one with a wildcard may be a stranger's. */
function bucketsNamedInFull(document: string | object): readonly string[] {
    return parse(document)
        .statements.flatMap(({ resources }) => resources.values)
        .flatMap((resource) =>
            typeof resource === "string" ? (/^arn:(?:aws[a-z-]*|\*):s3:::([a-z0-9.-]+)(?:\/|$)/.exec(resource)?.[1] ?? []) : [],
        );
}

/** The partitions whose ARNs a document has; the one that is not named otherwise, where it has none. */
function partitionsIn(document: string | object): readonly string[] {
    return [...new Set(textOf(document).match(/(?<=\barn:)aws[a-z-]*(?=:)/g) ?? ["aws"])];
}

function textOf(document: string | object): string {
    return typeof document === "string" ? document : JSON.stringify(document);
}

/** What an endpoint's policy may reach: designated buckets, and whatever belongs to own or trusted accounts and organisations. */
function designated(resource: Resource, document: string | object, own: readonly string[], configured: Options): Context {
    const { allowedBuckets, trustedAccounts = [], trustedOrganizations = [], organizationId } = configured;
    const ofStack = resource.stack === undefined ? [new Unknown(["the buckets of the stack"])] : bucketsOf(resource.stack);
    const named = allowedBuckets === undefined ? bucketsNamedInFull(document) : [...allowedBuckets, ...ofStack];
    const partitions = partitionsIn(document);
    return {
        allowedBucketArns: named.flatMap((name): readonly (string | Unknown)[] =>
            name instanceof Unknown ? [name] : partitions.map((partition) => `arn:${partition}:s3:::${name}`),
        ),
        allowedResourceAccounts: [...own, ...trustedAccounts],
        allowedResourceOrgIds: [...trustedOrganizations, ...(organizationId === undefined ? [] : [organizationId])],
        exceptionStatements: [jumpStart],
        // What AWS services do by themselves: AWS's own examples let it through everywhere.
        // https://github.com/aws-samples/data-perimeter-policy-examples/tree/main/vpc_endpoint_policies
        serviceExceptions: { principalIsAwsService: true },
    };
}

function bucketsOf(stack: Stack): readonly (string | Unknown)[] {
    return buckets(stack).flatMap((bucket): readonly (string | Unknown)[] => {
        const name = bucketName(bucket);
        return typeof name === "string" ? [name] : name instanceof Unknown ? [name] : [];
    });
}

/** The resource's own endpoint policy. What is no document is none: AWS refuses it. */
function endpointPolicies(resource: Resource): readonly PolicyDocument[] {
    return documentsOf(resource).filter(({ document }) => document instanceof Unknown || isDocument(document));
}

/** The organisations that a document names, wherever. */
function organizationsIn(document: string | object): readonly string[] {
    return [...new Set(textOf(document).match(/\bo-[a-z0-9]{10,32}\b/g))];
}

/** What the resource's own endpoint policy comes to; nothing where it has none. */
function findings(resource: Resource, configured: Options): readonly Finding[] {
    return endpointPolicies(resource).map((policy) => {
        const { document } = policy;
        if (document instanceof Unknown) {
            return { broken: document, message: "" };
        }
        const judgedUnder = (options: Options): Finding =>
            judgedForOwn(policy, "resourcesDesignated", options, (own) => designated(resource, document, own, options));
        const found = judgedUnder(configured);
        const isOwnKnown = configured.organizationId !== undefined || configured.trustedOrganizations !== undefined;
        const named = isOwnKnown ? [] : organizationsIn(document);
        if (found.broken !== true || named.length === 0) {
            return found;
        }
        // Where nothing tells which organisation is one's own, what depends on it is not decided; told is what escapes whichever it is.
        const whichever = judgedUnder({ ...configured, trustedOrganizations: named });
        return whichever.broken === true
            ? whichever
            : { broken: new Unknown(["the option organizationId or trustedOrganizations"]), message: "" };
    });
}

const openEndpoint = "The endpoint has no policy, so it reaches every bucket there is.";

export const vpcEndpointPolicyRestrictsBuckets: ResourcePolicy & StackPolicy = {
    name: "vpc-endpoint-policy-restricts-buckets",
    displayName: "S3 endpoint policy",
    description: "An S3 endpoint's policy reaches designated buckets only.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Name the buckets in the endpoint's policy, or add a condition on aws:ResourceAccount or aws:ResourceOrgID. Names with a wildcard may be a stranger's.",
    url: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html",
    tags: ["network", "exfiltration", "proof"],
    configSchema: options("allowedBuckets", "ownAccounts", "trustedAccounts", "trustedOrganizations", "organizationId"),
    validateResource: (endpoint, report, configured) => {
        const isS3 = (endpointTypes as readonly string[]).includes(endpoint.type) && isForS3(endpoint);
        for (const { broken, message } of isS3 === false ? [] : findings(endpoint, configured)) {
            report(all(isS3, broken), message);
        }
    },
    validateStack: (stack, report, configured) => {
        const endpoints = stack.ofType(...endpointTypes);
        const separate = stack.ofType(separatePolicyType);
        for (const policy of separate) {
            const endpoint = referredTo(policy, policy.block("vpcEndpointId"), endpoints, endpointTypes);
            const isS3 =
                endpoint instanceof Unknown
                    ? endpoint
                    : endpoint === undefined
                      ? new Unknown(["the service of an endpoint outside the stack"])
                      : isForS3(endpoint);
            const found = findings(policy, configured);
            report(all(isS3, found.length === 0), openEndpoint, policy);
            for (const { broken, message } of found) {
                report(all(isS3, broken), message, policy);
            }
        }
        for (const endpoint of endpoints) {
            const isS3 = isForS3(endpoint);
            // What is read counts as judged, and the policy of another service's endpoint is not.
            if (isS3 !== false && endpointPolicies(endpoint).length === 0) {
                const hasSeparate = any(
                    ...separate.map((policy) => refersTo(policy, policy.block("vpcEndpointId"), endpoint, endpointTypes)),
                );
                report(all(isS3, not(hasSeparate)), openEndpoint, endpoint);
            }
        }
    },
};

import type { Block } from "./block";
import { all, any, type Fact, is, isKnown, Misshapen, not, orDefault, type Truth, Unknown } from "./fact";
import { namedBy } from "./join";
import type { Resource, Stack } from "./resource";

export const vpcTypes = ["aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc", "aws-native:ec2:Vpc"] as const;
export const subnetTypes = ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet", "aws-native:ec2:Subnet"] as const;
export const securityGroupTypes = [
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "aws-native:ec2:SecurityGroup",
] as const;
export const endpointTypes = ["aws:ec2/vpcEndpoint:VpcEndpoint", "aws-native:ec2:VpcEndpoint"] as const;

const networkTypes = [...vpcTypes, ...subnetTypes, ...securityGroupTypes];

/** A VPC of the stack, or the id of one outside. */
export type Vpc = Resource | string;

function vpcConfig(block: string): readonly string[] {
    return [`${block}.subnets[]`, `${block}.securityGroupIds[]`];
}

const domain = [
    "vpcId",
    "subnetIds[]",
    "defaultUserSettings.securityGroups[]",
    "defaultSpaceSettings.securityGroups[]",
    "domainSettings.securityGroupIds[]",
];
const workforce = ["workforceVpcConfig.vpcId", ...vpcConfig("workforceVpcConfig")];
const monitoringJob = vpcConfig("networkConfig.vpcConfig");
const monitoringSchedule = vpcConfig("monitoringScheduleConfig.monitoringJobDefinition.networkConfig.vpcConfig");

/** Where SageMaker resources name the VPC, subnets and security groups they live in. */
export const sagemakerPlaces: Readonly<Record<string, readonly string[]>> = {
    "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": monitoringJob,
    "aws:sagemaker/domain:Domain": domain,
    "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": [
        ...vpcConfig("trainingJobDefinition.vpcConfig"),
        ...vpcConfig("trainingJobDefinitions[].vpcConfig"),
    ],
    "aws:sagemaker/labelingJob:LabelingJob": vpcConfig("labelingJobAlgorithmsConfig.labelingJobResourceConfig.vpcConfig"),
    "aws:sagemaker/model:Model": vpcConfig("vpcConfig"),
    "aws:sagemaker/monitoringSchedule:MonitoringSchedule": monitoringSchedule,
    "aws:sagemaker/notebookInstance:NotebookInstance": ["subnetId", "securityGroups[]"],
    "aws:sagemaker/trainingJob:TrainingJob": vpcConfig("vpcConfig"),
    "aws:sagemaker/userProfile:UserProfile": ["userSettings.securityGroups[]"],
    "aws:sagemaker/workforce:Workforce": workforce,

    "aws-native:sagemaker:Cluster": [
        ...vpcConfig("vpcConfig"),
        ...vpcConfig("instanceGroups[].overrideVpcConfig"),
        ...vpcConfig("restrictedInstanceGroups[].overrideVpcConfig"),
    ],
    "aws-native:sagemaker:DataQualityJobDefinition": monitoringJob,
    "aws-native:sagemaker:Domain": domain,
    "aws-native:sagemaker:EndpointConfig": vpcConfig("vpcConfig"),
    "aws-native:sagemaker:Model": vpcConfig("vpcConfig"),
    "aws-native:sagemaker:ModelBiasJobDefinition": monitoringJob,
    "aws-native:sagemaker:ModelExplainabilityJobDefinition": monitoringJob,
    "aws-native:sagemaker:ModelQualityJobDefinition": monitoringJob,
    "aws-native:sagemaker:MonitoringSchedule": monitoringSchedule,
    "aws-native:sagemaker:NotebookInstance": ["subnetId", "securityGroupIds[]"],
    "aws-native:sagemaker:ProcessingJob": monitoringJob,
    "aws-native:sagemaker:UserProfile": ["userSettings.securityGroups[]"],
    "aws-native:sagemaker:Workforce": workforce,
};

/** The SageMaker resources of the stack that can live in a VPC. */
export function placedResources(stack: Stack): readonly Resource[] {
    return stack.ofType(...Object.keys(sagemakerPlaces));
}

function placesOf(resource: Resource): readonly Block[] {
    return (sagemakerPlaces[resource.type] ?? []).flatMap((path) => resource.all(path));
}

/** The VPCs that the resource lives in, practically always one; undefined where it names none, `Unknown` where nothing it names tells. */
export function vpcsOf(resource: Resource): Fact<readonly Vpc[]> {
    return together(placesOf(resource).map((place) => vpcsNamedBy(resource, place)));
}

/** The VPCs of what the text at `place` names: a VPC itself, a subnet or a security group. */
function vpcsNamedBy(resource: Resource, place: Block): Fact<readonly Vpc[]> {
    const named = namedBy(resource, place, networkTypes);
    if (!isKnown(named)) {
        return named;
    }
    return together(
        named.map((end) => {
            if (typeof end === "string") {
                return isVpcId(place) ? [end] : new Unknown([`the VPC of what is outside the stack (${place.path})`]);
            }
            const isVpc = (vpcTypes as readonly string[]).includes(end.type);
            const vpc = isVpc ? [end] : namedBy(end, end.block("vpcId"), vpcTypes);
            return isKnown(vpc) || vpc instanceof Unknown ? vpc : defaultVpcOf(end);
        }),
    );
}

/** The VPC of a subnet or a security group that names none: the default one of its account, which the stack may have adopted. */
function defaultVpcOf(end: Resource): Fact<readonly Vpc[]> {
    const adopted = end.stack?.ofType("aws:ec2/defaultVpc:DefaultVpc").filter(({ providerUrn }) => providerUrn === end.providerUrn) ?? [];
    const told = namedBy(end, end.outputs.block("vpcId"), vpcTypes);
    return adopted.length > 0 ? adopted : isKnown(told) ? told : new Unknown([`${end.label}vpcId`]);
}

function isVpcId(place: Block): boolean {
    return place.path.endsWith("vpcId");
}

/** What any of these tells; what they wait for, where none does. */
function together<T>(facts: readonly Fact<readonly T[]>[]): Fact<readonly T[]> {
    const known = facts.filter(isKnown).flat();
    const unknown = facts.filter((fact) => fact instanceof Unknown);
    if (known.length > 0 || unknown.length === 0) {
        return known.length > 0 ? [...new Set(known)] : undefined;
    }
    return new Unknown([...new Set(unknown.flatMap(({ waitsFor }) => waitsFor))]);
}

/** Whether the reference at `path` leads to this resource of the stack, or to what has this id outside. */
function leadsTo(end: Resource | string, resource: Resource, path: string, kin: readonly string[]): Truth {
    const leaf = resource.block(path);
    return is(namedBy(resource, leaf, kin), (named) =>
        named.length === 1 ? named[0] === end : named.includes(end) && new Unknown([resource.label + leaf.path]),
    );
}

/** Whether the resource is in this VPC, or about it. */
export function isIn(vpc: Vpc, resource: Resource, path = "vpcId"): Truth {
    return leadsTo(vpc, resource, path, vpcTypes);
}

/**
 * Whether the VPC has one of these. What a VPC outside the stack has beside what the stack gives it nobody knows.
 *
 * @param isOne whether it is one, and the VPC's
 */
export function has(vpc: Vpc, candidates: readonly Resource[], isOne: (candidate: Resource) => Truth): Truth {
    const found = any(...candidates.map(isOne));
    return found === false && typeof vpc === "string" ? new Unknown(["what a VPC outside the stack has"]) : found;
}

/** The endpoints of the stack that are in this VPC, or may be. */
export function endpointsIn(vpc: Vpc, stack: Stack): readonly Resource[] {
    const { byVpc, anywhere } = stack.once(endpointsByVpc);
    return [...(byVpc.get(vpc) ?? []), ...anywhere];
}

function endpointsByVpc(stack: Stack): { byVpc: ReadonlyMap<Vpc, readonly Resource[]>; anywhere: readonly Resource[] } {
    const byVpc = new Map<Vpc, Resource[]>();
    const anywhere: Resource[] = [];
    for (const endpoint of stack.ofType(...endpointTypes)) {
        const vpcs = namedBy(endpoint, endpoint.block("vpcId"), vpcTypes);
        const [vpc, ...others] = isKnown(vpcs) ? vpcs : [];
        if (vpc === undefined || others.length > 0) {
            anywhere.push(endpoint);
        } else {
            byVpc.set(vpc, [...(byVpc.get(vpc) ?? []), endpoint]);
        }
    }
    return { byVpc, anywhere };
}

/**
 * Whether the endpoint is for this service: `s3`, `sagemaker.api`, `studio`. Names have the forms `com.amazonaws.REGION.SERVICE` and
 * `aws.sagemaker.REGION.SERVICE`; FIPS endpoints serve as well.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export function isForService(endpoint: Resource, service: string): Truth {
    return is(endpoint.text("serviceName"), (name) => {
        const [, found] = /(?:amazonaws|aws\.sagemaker)\.[^.]+\.(.+?)(?:-fips)?$/.exec(name) ?? [];
        return found === service;
    });
}

/** An endpoint is a gateway unless it says otherwise. */
export function isGateway(endpoint: Resource): Truth {
    return is(orDefault(endpoint.text("vpcEndpointType"), "Gateway"), (type) => type === "Gateway");
}

const routeTableTypes = ["aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable", "aws-native:ec2:RouteTable"];
const endpointAssociationType = "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation";
const subnetAssociationTypes = ["aws:ec2/routeTableAssociation:RouteTableAssociation", "aws-native:ec2:SubnetRouteTableAssociation"];

/** Whether traffic is routed to the gateway endpoint: it names route tables, or something associates one with it. */
export function hasRouteTables(endpoint: Resource): Truth {
    const tables = is(endpoint.list("routeTableIds"), (list) => list.length > 0);
    const isMadeFromTables = endpoint.sourcesOf("routeTableIds").some(({ type }) => /RouteTable|:Vpc$/.test(type));
    return any(
        tables instanceof Unknown && isMadeFromTables ? true : tables,
        ...endpointAssociations(endpoint).map((association) => leadsTo(endpoint, association, "vpcEndpointId", endpointTypes)),
    );
}

function endpointAssociations(endpoint: Resource): readonly Resource[] {
    return endpoint.stack?.ofType(endpointAssociationType) ?? [];
}

/** Whether traffic from this route table goes to the gateway endpoint. */
export function isInRouteTable(endpoint: Resource, table: Resource | string): Truth {
    const isThis = (named: readonly (Resource | string)[]): boolean => named.includes(table);
    return any(
        ...endpoint.all("routeTableIds[]").map((leaf) => is(namedBy(endpoint, leaf, routeTableTypes), isThis)),
        ...endpointAssociations(endpoint).map((association) =>
            all(
                leadsTo(endpoint, association, "vpcEndpointId", endpointTypes),
                is(namedBy(association, association.block("routeTableId"), routeTableTypes), isThis),
            ),
        ),
    );
}

/**
 * The route tables that the stack certainly associates with subnets of the resource; `Unknown` in the place of a subnet that nothing tells of. A
 * subnet without one is routed by the main one.
 */
export function routeTablesOf(resource: Resource): readonly (Resource | string | Unknown)[] {
    const tables = resource.stack?.once(routeTablesBySubnet);
    return placesOf(resource)
        .filter(({ path }) => /subnet/i.test(path))
        .flatMap((place): readonly (Resource | string | Unknown)[] => {
            const subnets = namedBy(resource, place, subnetTypes);
            return isKnown(subnets) ? subnets.flatMap((subnet) => tables?.get(subnet) ?? []) : subnets instanceof Unknown ? [subnets] : [];
        });
}

/** The route tables that the stack associates with any subnet. */
export function associatedRouteTables(stack: Stack): readonly (Resource | string)[] {
    return [...new Set(stack.once(routeTablesBySubnet).values())];
}

function routeTablesBySubnet(stack: Stack): Map<Resource | string, Resource | string> {
    const tables = new Map<Resource | string, Resource | string>();
    for (const association of stack.ofType(...subnetAssociationTypes)) {
        const subnet = onlyOne(namedBy(association, association.block("subnetId"), subnetTypes));
        const table = onlyOne(namedBy(association, association.block("routeTableId"), routeTableTypes));
        if (subnet !== undefined && table !== undefined) {
            tables.set(subnet, table);
        }
    }
    return tables;
}

function onlyOne(named: Fact<readonly (Resource | string)[]>): Resource | string | undefined {
    return isKnown(named) && named.length === 1 ? named[0] : undefined;
}

/**
 * The security groups that the resource uses: of the stack, or by id outside; `Unknown` in the place of one that nothing tells of, and a VPC in
 * the place of the group that AWS made with it.
 */
export function securityGroupsOf(resource: Resource): readonly (Resource | string | Unknown)[] {
    return placesOf(resource)
        .filter(({ path }) => /securityGroup/i.test(path))
        .flatMap((place): readonly (Resource | string | Unknown)[] => {
            const named = namedBy(resource, place, securityGroupTypes);
            if (named instanceof Unknown) {
                return [defaultGroupOf(resource, place) ?? named];
            }
            return isKnown(named)
                ? named.map((group) => (typeof group === "string" ? (vpcOfDefaultGroup(group, resource) ?? group) : group))
                : [];
        });
}

/** The VPCs that the stack makes itself, each with a security group of AWS's. */
const madeVpcTypes = ["aws:ec2/vpc:Vpc", "aws-native:ec2:Vpc"];

/** The VPC of the stack that the default security group with this id is of. */
function vpcOfDefaultGroup(id: string, { stack }: Resource): Resource | undefined {
    return stack
        ?.ofType(...madeVpcTypes)
        .find(({ outputs }) => [outputs.text("defaultSecurityGroupId"), outputs.text("defaultSecurityGroup")].includes(id));
}

/** The default security group that an unknown id is of: of all that a VPC tells, no other is the id of a group. */
function defaultGroupOf(resource: Resource, place: Block): Resource | Unknown | undefined {
    const sources = /securityGroup\w*(\[\d+\])?$/i.test(place.path) ? resource.sourcesOf(place.path) : [];
    const [vpc, ...others] = sources.filter(({ type }) => madeVpcTypes.includes(type));
    const isOfVpc = sources.every(({ type }) => [...madeVpcTypes, ...subnetTypes].includes(type));
    if (vpc === undefined || others.length > 0 || !isOfVpc) {
        return undefined;
    }
    const adopted = resource.stack?.ofType("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup") ?? [];
    return adopted.find((group) => isIn(vpc, group) === true) ?? vpc;
}

/** Where rules for outgoing traffic name address ranges, in every spelling. */
const rangePaths = ["cidrBlocks[]", "ipv6CidrBlocks[]", "cidrIpv4", "cidrIpv6", "cidrIp"];

/** Rules apart from their security group, and where they name it. */
const egressRuleGroups: Readonly<Record<string, string>> = {
    "aws:ec2/securityGroupRule:SecurityGroupRule": "securityGroupId",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "securityGroupId",
    "aws-native:ec2:SecurityGroupEgress": "groupId",
};

/** Whether the security group lets traffic out to everywhere, by its own rules or by separate ones. */
export function isOpenToEverywhere(group: Resource | string, stack: Stack): Truth {
    const separate = stack.once(openRules).map(({ rule, isOpen }) => all(isOpen, leadsTo(group, rule, groupOf(rule), securityGroupTypes)));
    return any(typeof group === "string" ? false : hasOpenRule(group, stack), ...separate);
}

function groupOf(rule: Resource): string {
    return egressRuleGroups[rule.type] ?? "";
}

/** The separate rules that let traffic out to everywhere, or may. */
function openRules(stack: Stack): readonly { readonly rule: Resource; readonly isOpen: Truth }[] {
    return stack
        .ofType(...Object.keys(egressRuleGroups))
        .map((rule) => {
            const isEgress =
                rule.type !== "aws:ec2/securityGroupRule:SecurityGroupRule" || is(rule.text("type"), (type) => type === "egress");
            return { rule, isOpen: all(isEgress, isRuleForEverywhere(rule, rule)) };
        })
        .filter(({ isOpen }) => isOpen !== false);
}

/**
 * The classic provider takes away the rule for all traffic that AWS gives a new group; CloudFormation, and so the native provider, leaves it
 * unless it makes another rule of the group, inline or apart. The group that AWS makes with a VPC keeps it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-securitygroup.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-security-group-egress.html
 * https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
 */
function hasOpenRule(group: Resource, stack: Stack): Truth {
    if (madeVpcTypes.includes(group.type)) {
        return true;
    }
    const isNative = group.type === "aws-native:ec2:SecurityGroup";
    const path = isNative ? "securityGroupEgress" : "egress";
    const rules = group.list(path) instanceof Misshapen ? [] : group.all(`${path}[]`);
    const separate = isNative ? stack.ofType("aws-native:ec2:SecurityGroupEgress") : [];
    const hasRules = any(
        ...rules.map((rule) => rule.isGiven()),
        ...separate.map((rule) => leadsTo(group, rule, groupOf(rule), securityGroupTypes)),
    );
    return any(all(isNative, not(hasRules)), ...rules.map((rule) => isRuleForEverywhere(group, rule)));
}

/** @param resource the resource that the rule is, or is in */
function isRuleForEverywhere(resource: Resource, rule: Block): Truth {
    const ranges = rangePaths.flatMap((path) => rule.all(path)).map((range) => is(range.text(""), isEverywhere));
    const lists = prefixListPaths.flatMap((path) => rule.all(path)).map((leaf) => isListOfEverywhere(resource, leaf));
    return any(...ranges, ...lists);
}

/** Where rules name prefix lists, in every spelling. */
const prefixListPaths = ["prefixListIds[]", "prefixListId", "destinationPrefixListId"];

/** Prefix lists with ranges of one's own, and a range apart from its list. Those of AWS are of its services. */
const prefixListTypes = ["aws:ec2/managedPrefixList:ManagedPrefixList", "aws-native:ec2:PrefixList"];
const prefixListEntryType = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry";

/** Whether the prefix list that the leaf names is one of the stack with everywhere in it. */
function isListOfEverywhere(resource: Resource, leaf: Block): Truth {
    const list = onlyOne(namedBy(resource, leaf, prefixListTypes));
    if (list === undefined || typeof list === "string") {
        return false;
    }
    const entries = list.stack?.ofType(prefixListEntryType) ?? [];
    return any(
        ...list.all("entries[].cidr").map((range) => is(range.text(""), isEverywhere)),
        ...entries.map((entry) => all(is(entry.text("cidr"), isEverywhere), leadsTo(list, entry, "prefixListId", prefixListTypes))),
    );
}

/** Whether the range is larger than any private one, 10.0.0.0/8 and fc00::/7: it is the internet, or a half of it. */
function isEverywhere(range: string): boolean {
    const [address = "", length] = range.split("/");
    return Number(length) < (address.includes(":") ? 7 : 8);
}

/** What data sources answer in a rehearsal. */
import type { ProviderConfiguration } from "./cloud";
import { logDeliveryUsers } from "../model/accounts";
import { partitionOf } from "../model/partitions";
import { hex, inPartition, makeUp, uuid } from "./madeUp";
import { policyDocument } from "./policyDocument";
import { awsSchema } from "./schema";
import { isObject, type Properties, sorted, textOf, type Value } from "./wire";

/** A data source that the rehearsal has no answer for. */
export class UnansweredInvoke extends Error {
    constructor(token: string) {
        super(`The rehearsal has no made-up answer for the data source ${token}.`);
    }
}

interface Place {
    account: string;
    region: string;
    seed: string;
}

type Answer = (args: Properties, place: Place) => Properties;

function text(value: Value | undefined, otherwise = ""): string {
    return typeof value === "string" && value !== "" ? value : otherwise;
}

function kmsArn({ account, region }: Place, rest: string): string {
    return `arn:aws:kms:${region}:${account}:${rest}`;
}

/** Keys are looked up by id, by ARN, or by an alias' name or ARN; the same name is always the same key. */
function keyOf(keyId: string, place: Place): { id: string; arn: string; isAws: boolean } {
    const name = keyId.split(":").pop() ?? keyId;
    const id = name.startsWith("alias/") ? uuid(name) : name.replace(/^key\//, "");
    return { id, arn: keyId.includes(":key/") ? keyId : kmsArn(place, `key/${id}`), isAws: name.startsWith("alias/aws/") };
}

/** The account that a service of AWS works from in a region, as some bucket policies name it. */
function serviceAccount(id: string): Answer {
    return (_args, { region }) => ({ arn: `arn:aws:iam::${id}:root`, id, region });
}

function dnsSuffixOf(region: string): string {
    return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
}

function zonesOf(region: string): string[] {
    return ["a", "b", "c"].map((zone) => region + zone);
}

/** Parts of an IPv4 range, one after the other, of so many bits each. */
function partsOf(range: string, count: number, bits: number): string[] {
    const [address = ""] = range.split("/");
    const first = address.split(".").reduce((number, byte) => number * 256 + Number(byte), 0);
    return Array.from({ length: count }, (_, index) => {
        const start = first + index * 2 ** bits;
        return `${[24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256).join(".")}/${32 - bits}`;
    });
}

const answers: Record<string, Answer> = {
    "aws:index/getCallerIdentity:getCallerIdentity": (_args, { account }) => ({
        accountId: account,
        arn: `arn:aws:iam::${account}:user/deployer`,
        id: account,
        userId: "AIDACKCEVSQ6C2EXAMPLE",
    }),
    "aws:index/getRegion:getRegion": (args, { region }) => {
        const name = text(args.region ?? args.name, region);
        return { id: name, name, region: name, description: "US East (N. Virginia)", endpoint: `ec2.${name}.amazonaws.com` };
    },
    "aws:index/getPartition:getPartition": (_args, { region }) => ({
        dnsSuffix: dnsSuffixOf(region),
        id: partitionOf(region),
        partition: partitionOf(region),
        reverseDnsPrefix: dnsSuffixOf(region).split(".").reverse().join("."),
    }),
    "aws:index/getAvailabilityZones:getAvailabilityZones": (_args, { region }) => ({
        id: region,
        names: zonesOf(region),
        zoneIds: ["az1", "az2", "az3"].map((zone) => `use1-${zone}`),
        groupNames: [region],
    }),
    "aws:index/getService:getService": (args, { region }) => ({
        ...args,
        dnsName: `${text(args.serviceId)}.${text(args.region, region)}.amazonaws.com`,
        id: `com.amazonaws.${text(args.region, region)}.${text(args.serviceId)}`,
        partition: partitionOf(text(args.region, region)),
        region: text(args.region, region),
        reverseDnsName: `com.amazonaws.${text(args.region, region)}.${text(args.serviceId)}`,
        reverseDnsPrefix: "com.amazonaws",
        supported: true,
    }),
    "aws:index/getServicePrincipal:getServicePrincipal": (args, { region }) => ({
        id: `${text(args.serviceName)}.${region}.amazonaws.com`,
        name: `${text(args.serviceName)}.amazonaws.com`,
        region,
        serviceName: text(args.serviceName),
        suffix: "amazonaws.com",
    }),
    // Those of us-east-1, for every region.
    "aws:cloudtrail/getServiceAccount:getServiceAccount": serviceAccount("086441151436"),
    "aws:elb/getServiceAccount:getServiceAccount": serviceAccount("127311923021"),
    "aws:index/getBillingServiceAccount:getBillingServiceAccount": () => ({ arn: "arn:aws:iam::386209384616:root", id: "386209384616" }),
    "aws:index/getDefaultTags:getDefaultTags": () => ({ id: "aws", tags: {} }),

    "aws:iam/getPolicyDocument:getPolicyDocument": (args, { seed }) => ({ ...args, ...policyDocument(args), id: hex(seed, 10) }),
    "aws:iam/getRole:getRole": (args, { account }) => ({
        ...args,
        arn: `arn:aws:iam::${account}:role/${text(args.name)}`,
        id: text(args.name),
        path: "/",
        uniqueId: `AROA${hex(text(args.name), 17).toUpperCase()}`,
    }),
    "aws:iam/getPolicy:getPolicy": (args, { account }) => {
        const arn = text(args.arn, `arn:aws:iam::${account}:policy/${text(args.name)}`);
        return { ...args, arn, id: arn, name: arn.split("/").pop() ?? "" };
    },
    "aws:iam/getUser:getUser": (args, { account }) => ({
        ...args,
        arn: `arn:aws:iam::${account}:user/${text(args.userName)}`,
        id: text(args.userName),
    }),
    "aws:organizations/getOrganization:getOrganization": (_args, { account }) => ({
        arn: `arn:aws:organizations::${account}:organization/o-a1b2c3d4e5`,
        id: "o-a1b2c3d4e5",
        masterAccountId: account,
    }),

    "aws:kms/getKey:getKey": (args, place) => {
        const { id, arn, isAws } = keyOf(text(args.keyId), place);
        return {
            ...args,
            arn,
            awsAccountId: place.account,
            customerMasterKeySpec: "SYMMETRIC_DEFAULT",
            enabled: true,
            id,
            keyManager: isAws ? "AWS" : "CUSTOMER",
            keySpec: "SYMMETRIC_DEFAULT",
            keyState: "Enabled",
            keyUsage: "ENCRYPT_DECRYPT",
            multiRegion: false,
            origin: "AWS_KMS",
        };
    },
    "aws:kms/getAlias:getAlias": (args, place) => {
        const { id, arn } = keyOf(text(args.name), place);
        const alias = kmsArn(place, text(args.name));
        return { ...args, arn: alias, id: alias, targetKeyArn: arn, targetKeyId: id };
    },

    "aws:s3/getBucket:getBucket": (args, { region }) => {
        const bucket = text(args.bucket);
        return {
            ...args,
            arn: `arn:aws:s3:::${bucket}`,
            bucketDomainName: `${bucket}.s3.amazonaws.com`,
            bucketRegion: region,
            bucketRegionalDomainName: `${bucket}.s3.${region}.amazonaws.com`,
            id: bucket,
            region,
        };
    },
    "aws:s3/getCanonicalUserId:getCanonicalUserId": (_args, { seed }) => ({ displayName: "deployer", id: hex(seed, 64) }),
    "aws:cloudfront/getLogDeliveryCanonicalUserId:getLogDeliveryCanonicalUserId": () => ({
        id: logDeliveryUsers[0],
    }),

    "aws:ec2/getVpc:getVpc": (args, { account, seed, region }) => {
        const id = text(args.id, `vpc-${hex(seed, 17)}`);
        const arn = `arn:aws:ec2:${region}:${account}:vpc/${id}`;
        return { cidrBlock: "10.0.0.0/16", mainRouteTableId: `rtb-${hex(seed, 17)}`, ownerId: account, ...args, arn, id };
    },
    "aws:ec2/getSubnet:getSubnet": (args, { account, seed, region }) => {
        const id = text(args.id, `subnet-${hex(seed, 17)}`);
        const arn = `arn:aws:ec2:${region}:${account}:subnet/${id}`;
        return { availabilityZone: `${region}a`, cidrBlock: "10.0.0.0/24", vpcId: `vpc-${hex(seed, 17)}`, ...args, arn, id };
    },
    "aws:ec2/getSubnets:getSubnets": (args, { seed, region }) => ({
        ...args,
        id: region,
        ids: [`subnet-${hex(`${seed} a`, 17)}`, `subnet-${hex(`${seed} b`, 17)}`],
    }),
    "aws:ec2/getSecurityGroup:getSecurityGroup": (args, { account, seed, region }) => {
        const id = text(args.id, `sg-${hex(seed, 17)}`);
        return { vpcId: `vpc-${hex(seed, 17)}`, ...args, arn: `arn:aws:ec2:${region}:${account}:security-group/${id}`, id };
    },
    "aws:ec2/getRouteTable:getRouteTable": (args, { seed }) => {
        const id = text(args.routeTableId, `rtb-${hex(seed, 17)}`);
        return { vpcId: `vpc-${hex(seed, 17)}`, ...args, id, routeTableId: id };
    },
    "aws:ec2/getRouteTables:getRouteTables": (args, { seed, region }) => ({ ...args, id: region, ids: [`rtb-${hex(seed, 17)}`] }),
    "aws:ec2/getVpcEndpoint:getVpcEndpoint": (args, { account, seed, region }) => {
        const id = text(args.id, `vpce-${hex(seed, 17)}`);
        return { vpcId: `vpc-${hex(seed, 17)}`, ...args, arn: `arn:aws:ec2:${region}:${account}:vpc-endpoint/${id}`, id };
    },
    "aws:ec2/getVpcEndpointService:getVpcEndpointService": (args, { region }) => {
        const serviceName = text(args.serviceName, `com.amazonaws.${region}.${text(args.service)}`);
        return { ...args, id: serviceName, serviceName, serviceType: text(args.serviceType, "Interface") };
    },
    "aws:ec2/getPrefixList:getPrefixList": (args, { seed }) => ({ ...args, cidrBlocks: ["52.216.0.0/15"], id: `pl-${hex(seed, 8)}` }),
    "aws:ec2/getManagedPrefixList:getManagedPrefixList": (args, { seed }) => ({ ...args, id: `pl-${hex(seed, 8)}` }),
    "aws:ec2/getAmi:getAmi": (args, { seed }) => ({
        architecture: "x86_64",
        ...args,
        id: `ami-${hex(seed, 17)}`,
        imageId: `ami-${hex(seed, 17)}`,
    }),

    "aws:ssm/getParameter:getParameter": (args, { account, region, seed }) => ({
        ...args,
        arn: `arn:aws:ssm:${region}:${account}:parameter/${text(args.name).replace(/^\//, "")}`,
        id: text(args.name),
        insecureValue: `made-up-${hex(seed, 17)}`,
        type: "String",
        value: `made-up-${hex(seed, 17)}`,
        version: 1,
    }),
    "aws:secretsmanager/getSecret:getSecret": (args, { account, region, seed }) => {
        const arn = text(args.arn, `arn:aws:secretsmanager:${region}:${account}:secret:${text(args.name)}-${hex(seed, 6)}`);
        return { ...args, arn, id: arn, kmsKeyId: "", policy: "", tags: {} };
    },
    "aws:secretsmanager/getSecretVersion:getSecretVersion": (args, { seed }) => ({
        ...args,
        arn: text(args.secretId),
        id: `${text(args.secretId)}|AWSCURRENT`,
        secretString: `made-up-${hex(seed, 17)}`,
        versionId: uuid(seed),
    }),
    "aws:sagemaker/getPrebuiltEcrImage:getPrebuiltEcrImage": (args, { region }) => {
        const repository = text(args.repositoryName);
        const registry = `763104351884.dkr.ecr.${text(args.region, region)}.amazonaws.com`;
        return {
            ...args,
            id: "763104351884",
            registryId: "763104351884",
            registryPath: `${registry}/${repository}:${text(args.imageTag, "latest")}`,
        };
    },

    // What CloudFormation has pseudo parameters and functions for.
    "aws-native:index:getAccountId": (_args, { account }) => ({ accountId: account }),
    "aws-native:index:getRegion": (_args, { region }) => ({ region }),
    "aws-native:index:getPartition": (_args, { region }) => ({ dnsSuffix: dnsSuffixOf(region), partition: partitionOf(region) }),
    "aws-native:index:getUrlSuffix": (_args, { region }) => ({ urlSuffix: dnsSuffixOf(region) }),
    "aws-native:index:getAzs": (args, { region }) => ({ azs: zonesOf(text(args.region, region)) }),
    "aws-native:index:cidr": ({ ipBlock, count, cidrBits }) => ({ subnets: partsOf(text(ipBlock), Number(count), Number(cidrBits)) }),
    "aws-native:index:importValue": (_args, { seed }) => ({ value: `made-up-${hex(seed, 17)}` }),
    "aws-native:index:getSsmParameterString": (_args, { seed }) => ({ value: `made-up-${hex(seed, 17)}` }),
    "aws-native:index:getSsmParameterList": (_args, { seed }) => ({ value: [`made-up-${hex(seed, 17)}`] }),
};

/**
 * The answer of a data source: policy documents are computed, everything else is made up.
 * @throws UnansweredInvoke for a data source of another provider
 */
export function invoke(token: string, args: Properties, { account, region }: ProviderConfiguration): Properties {
    const place = { account, region: textOf(args.region) || region, seed: `${token} ${JSON.stringify(sorted(args))}` };
    const answer = withoutUndefined((answers[token] ?? answerByKind(token))(args, place));
    // What the program asked with stays as it wrote it.
    return Object.fromEntries(
        Object.entries(answer).map(([name, value]) => [name, value === args[name] ? value : inPartition(value, place.region)]),
    );
}

/** An answer of the right kinds, where there is no better one. */
function answerByKind(token: string): Answer {
    const kinds = awsSchema().functions[token];
    if (kinds === undefined) {
        throw new UnansweredInvoke(token);
    }
    return (args, place) => {
        const asked = { ...place, type: token, name: token, inputs: args };
        const made = Object.entries(kinds).map(([property, kind]) => [property, makeUp(property, kind, asked)] as const);
        return { ...Object.fromEntries(made), ...args };
    };
}

/** Whether the answer is of the right kinds and nothing more: a program that decides by it may take another turn with the real one. */
export function isAnsweredByKind(token: string): boolean {
    return answers[token] === undefined;
}

function withoutUndefined(properties: Properties): Properties {
    return Object.fromEntries(
        Object.entries(properties as Record<string, Value | undefined>).flatMap(([name, value]) =>
            value === undefined ? [] : [[name, isObject(value) ? withoutUndefined(value) : value]],
        ),
    );
}

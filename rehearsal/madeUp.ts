/**
 * Made-up values: what AWS would answer, of the right shape and always the same for the same resource. The rehearsal's own engine and the
 * stand-in provider of the real engine make up the same ones.
 */
import { createHash } from "node:crypto";
import { partitionOf } from "../model/partitions";
import type { Kind } from "./schema";
import { type Properties, textOf, type Value } from "./wire";

/** The account that is deployed to, where the provider is not restricted to another. */
export const standardAccount = "111122223333";
export const defaultRegion = "us-east-1";

/** A resource as far as it is known when AWS makes it. */
export interface NewResource {
    /** `aws:s3/bucket:Bucket` */
    readonly type: string;
    /** What the made-up values are derived from: the URN, or for one that is only read its type and id. */
    readonly seed: string;
    readonly account: string;
    readonly region: string;
    /** What it is called in AWS. */
    readonly name: string;
    /** The inputs, without secrets and defaults' marks. */
    readonly inputs: Properties;
}

/** A made-up ARN, which is written in AWS's standard partition, as one of the partition that the region is in; any other text as it stands. */
export function inPartition<T>(value: T, region: string): T | string {
    return typeof value === "string" ? value.replace(/^arn:aws:/, `arn:${partitionOf(region)}:`) : value;
}

/** As many hexadecimal digits as asked for. */
export function hex(seed: string, digits: number): string {
    return createHash("sha256").update(seed).digest("hex").slice(0, digits);
}

/** As many digits and capitals as asked for, as in `AKIA…` or `j-…`. */
function capitals(seed: string, length: number): string {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    return [...createHash("sha256").update(seed).digest()]
        .slice(0, length)
        .map((byte) => alphabet[byte % alphabet.length])
        .join("");
}

export function uuid(seed: string): string {
    return hex(seed, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-a$4-$5");
}

/** The name of the resource type as its module and class have it: `["s3", "bucket"]`. */
function moduleAndClass(type: string): [string, string] {
    const [, module = "", className = ""] = type.split(":");
    const [service = ""] = module.split("/");
    return [service, className.charAt(0).toLowerCase() + className.slice(1)];
}

/** Services whose name in ARNs is another than that of the module. */
const arnServices: Record<string, string> = {
    alb: "elasticloadbalancing",
    cfg: "config",
    docdb: "rds",
    ebs: "ec2",
    efs: "elasticfilesystem",
    elb: "elasticloadbalancing",
    emr: "elasticmapreduce",
    emrserverless: "emr-serverless",
    kinesisanalyticsv2: "kinesisanalytics",
    lb: "elasticloadbalancing",
    msk: "kafka",
    neptune: "rds",
    opensearch: "es",
    sfn: "states",
};

/** Services that are in no region. */
const globalServices: ReadonlySet<string> = new Set(["cloudfront", "globalaccelerator", "iam"]);

/** EC2 ids, of 17 digits after the kind's own prefix. */
const ec2Prefixes: Record<string, string> = {
    ami: "ami",
    eip: "eipalloc",
    flowLog: "fl",
    instance: "i",
    internetGateway: "igw",
    launchTemplate: "lt",
    managedPrefixList: "pl",
    natGateway: "nat",
    networkAcl: "acl",
    networkInterface: "eni",
    routeTable: "rtb",
    securityGroup: "sg",
    securityGroupRule: "sgrule",
    snapshot: "snap",
    subnet: "subnet",
    volume: "vol",
    vpc: "vpc",
    vpcEndpoint: "vpce",
    vpcEndpointService: "vpce-svc",
    vpcPeeringConnection: "pcx",
    transitGateway: "tgw",
};

interface Identity {
    id: string;
    arn?: string;
}

/** @param arn completes an ARN of the service, the region and the account */
type Identify = (resource: NewResource, arn: (rest: string) => string) => Identity;

/** What is known by its name. */
const byName =
    (rest: (name: string) => string): Identify =>
    ({ name }, arn) => ({ id: name, arn: arn(rest(name)) });

/** What is known by its ARN. */
const byArn =
    (rest: (resource: NewResource) => string): Identify =>
    (resource, arn) => ({ id: arn(rest(resource)), arn: arn(rest(resource)) });

/** What is known by an id that AWS makes up; its ARN ends in it. */
const byOwnId =
    (kind: string, makeId: (seed: string) => string): Identify =>
    ({ seed }, arn) => ({ id: makeId(seed), arn: arn(`${kind}/${makeId(seed)}`) });

/** What is known by the id of the resource it belongs to. */
const byIdOf =
    (property: string): Identify =>
    ({ inputs, name }) => ({ id: textOf(inputs[property]) || name });

const bucket: Identify = ({ name }) => ({ id: name, arn: `arn:aws:s3:::${name}` });
const object: Identify = ({ inputs, name }) => ({
    id: textOf(inputs.key) || name,
    arn: `arn:aws:s3:::${textOf(inputs.bucket)}/${textOf(inputs.key) || name}`,
});
const key =
    (makeId: (resource: NewResource) => string): Identify =>
    (resource, arn) => ({ id: makeId(resource), arn: arn(`key/${makeId(resource)}`) });

const primaryKey = key(({ inputs, seed }) => (inputs.multiRegion === true ? `mrk-${hex(seed, 32)}` : uuid(seed)));
/** A replica has the key id of its primary key. */
const replicaKey = key(({ inputs, seed }) => textOf(inputs.primaryKeyArn).split(":key/")[1] ?? `mrk-${hex(seed, 32)}`);

/** IAM is in no region, and has paths. */
const inIam =
    (kind: string): Identify =>
    ({ inputs, name, account }) => ({ id: name, arn: `arn:aws:iam::${account}:${kind}${textOf(inputs.path) || "/"}${name}` });

/** The id and the ARN, by module and class, where they are not made of the name in the way most are. */
const identities: Record<string, Identify> = {
    "cloudfront/originAccessIdentity": ({ seed }) => ({ id: `E${capitals(seed, 13)}` }),
    "cloudtrail/trail": byArn(({ name }) => `trail/${name}`),
    "cloudwatch/logGroup": ({ name, region, account }) => ({ id: name, arn: `arn:aws:logs:${region}:${account}:log-group:${name}` }),
    "efs/accessPoint": byOwnId("access-point", (seed) => `fsap-${hex(seed, 17)}`),
    "efs/fileSystem": byOwnId("file-system", (seed) => `fs-${hex(seed, 17)}`),
    "efs/fileSystemPolicy": byIdOf("fileSystemId"),
    "efs/mountTarget": ({ seed }) => ({ id: `fsmt-${hex(seed, 17)}` }),
    "emr/cluster": byOwnId("cluster", (seed) => `j-${capitals(seed, 13)}`),
    "emr/studio": byOwnId("studio", (seed) => `es-${capitals(seed, 25)}`),
    "emrserverless/application": byOwnId("/applications", (seed) => `00${hex(seed, 14)}`),
    "iam/group": inIam("group"),
    "iam/instanceProfile": inIam("instance-profile"),
    "iam/policy": (resource, arn) => {
        const { arn: own = "" } = inIam("policy")(resource, arn);
        return { id: own, arn: own };
    },
    "iam/openIdConnectProvider": ({ inputs, account }) => {
        const arn = `arn:aws:iam::${account}:oidc-provider/${textOf(inputs.url).replace(/^https:\/\//, "")}`;
        return { id: arn, arn };
    },
    "iam/role": inIam("role"),
    "iam/rolePolicy": ({ inputs, name }) => ({ id: `${textOf(inputs.role)}:${name}` }),
    "iam/rolePolicyAttachment": ({ inputs }) => ({ id: `${textOf(inputs.role)}/${textOf(inputs.policyArn)}` }),
    "iam/samlProvider": ({ name, account }) => ({
        id: `arn:aws:iam::${account}:saml-provider/${name}`,
        arn: `arn:aws:iam::${account}:saml-provider/${name}`,
    }),
    "iam/user": inIam("user"),
    "kinesis/firehoseDeliveryStream": ({ name, region, account }) => {
        const arn = `arn:aws:firehose:${region}:${account}:deliverystream/${name}`;
        return { id: arn, arn };
    },
    "kinesis/stream": byArn(({ name }) => `stream/${name}`),
    "kms/alias": byName((name) => name),
    "kms/externalKey": primaryKey,
    "kms/key": primaryKey,
    "kms/keyPolicy": byIdOf("keyId"),
    "kms/replicaExternalKey": replicaKey,
    "kms/replicaKey": replicaKey,
    "lambda/function": byName((name) => `function:${name}`),
    "rds/cluster": ({ inputs, name }, arn) => {
        const id = textOf(inputs.clusterIdentifier) || name;
        return { id, arn: arn(`cluster:${id}`) };
    },
    "rds/instance": ({ inputs, name }, arn) => {
        const id = textOf(inputs.identifier) || name;
        return { id, arn: arn(`db:${id}`) };
    },
    "s3/accessPoint": ({ name, account }, arn) => ({ id: `${account}:${name}`, arn: arn(`accesspoint/${name}`) }),
    "s3control/objectLambdaAccessPoint": ({ name, region, account }) => ({
        id: `${account}:${name}`,
        arn: `arn:aws:s3-object-lambda:${region}:${account}:accesspoint/${name}`,
    }),
    "s3/accountPublicAccessBlock": ({ account }) => ({ id: account }),
    "s3/bucket": bucket,
    "s3/bucketV2": bucket,
    "s3/bucketObject": object,
    "s3/bucketObjectv2": object,
    "s3/directoryBucket": ({ inputs, name, region, account }) => {
        const id = textOf(inputs.bucket) || name;
        return { id, arn: `arn:aws:s3express:${region}:${account}:bucket/${id}` };
    },
    "sagemaker/domain": byOwnId("domain", (seed) => `d-${hex(seed, 12)}`),
    "sagemaker/endpointConfiguration": byName((name) => `endpoint-config/${name}`),
    "sagemaker/space": byArn(({ inputs, name }) => `space/${textOf(inputs.domainId)}/${name}`),
    "sagemaker/userProfile": byArn(({ inputs, name }) => `user-profile/${textOf(inputs.domainId)}/${name}`),
    "s3tables/table": byArn(({ inputs, seed }) => `${textOf(inputs.tableBucketArn).split(":").pop() ?? ""}/table/${uuid(seed)}`),
    "s3tables/tableBucket": byArn(({ name }) => `bucket/${name}`),
    "secretsmanager/secret": byArn(({ name, seed }) => `secret:${name}-${capitals(seed, 6)}`),
    "sfn/stateMachine": byArn(({ name }) => `stateMachine:${name}`),
    "sns/topic": byArn(({ name }) => name),
    "sqs/queue": ({ name, region, account }, arn) => ({ id: `https://sqs.${region}.amazonaws.com/${account}/${name}`, arn: arn(name) }),
    "ssm/parameter": byName((name) => `parameter/${name.replace(/^\//, "")}`),
};

/** The id that AWS would give the resource, and its ARN, as good as any for what has none. */
export function identify(resource: NewResource): { id: string; arn: string } {
    const [module, className] = moduleAndClass(resource.type);
    const service = arnServices[module] ?? module;
    const region = globalServices.has(service) ? "" : resource.region;
    const arn = (rest: string): string => `arn:aws:${service}:${region}:${resource.account}:${rest}`;
    const usual = byName((name) => `${kebab(className)}/${name}`);
    const { id, arn: own } = (ownIdentity(module, className) ?? usual)(resource, arn);
    return { id: inPartition(id, resource.region), arn: inPartition(own ?? arn(`${kebab(className)}/${id}`), resource.region) };
}

function ownIdentity(module: string, className: string): Identify | undefined {
    const prefix = /^(ec2.*|ebs)$/.test(module) ? ec2Prefixes[className] : undefined;
    if (prefix !== undefined) {
        return byOwnId(kebab(className), (seed) => `${prefix}-${hex(seed, 17)}`);
    }
    // What configures a bucket (its policy, its encryption, its public access block) is known by the bucket's name.
    return identities[`${module}/${className}`] ?? (module === "s3" && className.startsWith("bucket") ? byIdOf("bucket") : undefined);
}

function kebab(camelCase: string): string {
    return camelCase.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
}

/** Outputs that are worth more than a made-up text, because programs build policies and names from them. */
export function specialOutputs(resource: NewResource, identity: { id: string; arn: string }): Properties {
    const outputs = Object.entries(ownOutputs(resource, identity));
    return Object.fromEntries(outputs.map(([name, value]) => [name, inPartition(value, resource.region)]));
}

function ownOutputs({ type, account, region, inputs, seed }: NewResource, { id, arn }: { id: string; arn: string }): Properties {
    const [module, className] = moduleAndClass(type);
    if (module === "ec2" && ec2Prefixes[className] !== undefined && type.startsWith("aws-native:")) {
        // The native provider tells the id by one of these names.
        return { awsId: id, groupId: id, [`${className}Id`]: id };
    }
    switch (`${module}/${className}`) {
        case "s3/bucket":
        case "s3/bucketV2":
            return {
                bucketDomainName: `${id}.s3.amazonaws.com`,
                bucketRegion: region,
                bucketRegionalDomainName: `${id}.s3.${region}.amazonaws.com`,
                hostedZoneId: "Z3AQBSTGFYJSTF",
            };
        case "s3/vectorsVectorBucket":
            return { vectorBucketArn: `arn:aws:s3vectors:${region}:${account}:bucket/${textOf(inputs.vectorBucketName)}` };
        case "kms/key":
        case "kms/replicaKey":
        case "kms/externalKey":
        case "kms/replicaExternalKey":
            return { keyId: id };
        case "kms/alias": {
            const target = textOf(inputs.targetKeyId);
            return {
                targetKeyArn: target.startsWith("arn:") ? target : `arn:aws:kms:${region}:${account}:key/${target}`,
                targetKeyId: target.split(":key/")[1] ?? target,
            };
        }
        case "cloudfront/originAccessIdentity":
            return {
                cloudfrontAccessIdentityPath: `origin-access-identity/cloudfront/${id}`,
                iamArn: `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${id}`,
                s3CanonicalUserId: hex(seed, 64),
            };
        case "iam/role":
            return { uniqueId: `AROA${capitals(seed, 17)}` };
        case "ec2/vpc":
            return { defaultSecurityGroupId: `sg-${hex(seed + "sg", 17)}`, mainRouteTableId: `rtb-${hex(seed + "rtb", 17)}` };
        case "ecr/repository":
            return { registryId: account, repositoryUrl: `${account}.dkr.ecr.${region}.amazonaws.com/${id}` };
        case "lambda/function":
            return { invokeArn: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations` };
        case "sqs/queue":
            return { url: id };
        default:
            return {};
    }
}

/** A value for an output of that name and kind. */
export function makeUp(property: string, kind: Kind, resource: NewResource): Value {
    const seed = `${resource.seed} ${property}`;
    if (Array.isArray(kind)) {
        return [makeUp(property, kind[0], resource)];
    }
    if (typeof kind === "object") {
        return Object.fromEntries(Object.entries(kind).map(([name, inner]) => [name, makeUp(name, inner, resource)]));
    }
    if (kind === "boolean") {
        return false;
    }
    if (kind === "number") {
        return 0;
    }
    if (/^region$/i.test(property)) {
        return resource.region;
    }
    if (/kms.*(key|arn)|(key|encryption).*arn$/i.test(property)) {
        return inPartition(`arn:aws:kms:${resource.region}:${resource.account}:key/${uuid(seed)}`, resource.region);
    }
    if (/arn$/i.test(property)) {
        const [module] = moduleAndClass(resource.type);
        const service = arnServices[module] ?? module;
        return inPartition(`arn:aws:${service}:${resource.region}:${resource.account}:made-up/${hex(seed, 17)}`, resource.region);
    }
    if (/(owner|account|registry)Id$/i.test(property)) {
        return resource.account;
    }
    if (/ur[il]$/i.test(property)) {
        return `https://${hex(seed, 17)}.${resource.region}.amazonaws.com`;
    }
    if (/endpoint|dns|domain|address|host/i.test(property)) {
        return `${hex(seed, 17)}.${resource.region}.amazonaws.com`;
    }
    return `made-up-${hex(seed, 17)}`;
}

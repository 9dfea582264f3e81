/**
 * Made-up values: what AWS would answer, of the right shape and always the same for the same resource. The rehearsal's own engine and the
 * stand-in provider of the real engine make up the same ones.
 */
import { createHash } from "node:crypto";
import type { Kind } from "./schema";
import type { Properties, Value } from "./wire";

export const accountId = "111122223333";
export const defaultRegion = "us-east-1";

/** A resource as far as it is known when AWS makes it. */
export interface NewResource {
    /** `aws:s3/bucket:Bucket` */
    readonly type: string;
    /** What the made-up values are derived from: the URN, or for one that is only read its type and id. */
    readonly seed: string;
    readonly region: string;
    /** The inputs, without secrets and defaults' marks. */
    readonly inputs: Properties;
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

type Identify = (resource: NewResource, arn: (rest: string) => string) => Identity;

function text(value: Value | undefined, otherwise = ""): string {
    return typeof value === "string" && value !== "" ? value : otherwise;
}

/** Resources that are part of another one have its id. */
const idOf =
    (property: string): Identify =>
    ({ inputs, seed }) => ({ id: text(inputs[property], hex(seed, 17)) });

/** Resources with an id that AWS makes up, where the ARN ends in it. */
const withId =
    (kind: string, makeId: (seed: string) => string): Identify =>
    ({ seed }, arn) => ({ id: makeId(seed), arn: arn(`${kind}/${makeId(seed)}`) });

/** Resources whose id is their ARN. */
const withArn =
    (rest: (inputs: Properties, seed: string) => string): Identify =>
    ({ inputs, seed }, arn) => ({ id: arn(rest(inputs, seed)), arn: arn(rest(inputs, seed)) });

/** Resources whose id is their name. */
const withName =
    (rest: (name: string) => string): Identify =>
    ({ inputs, seed }, arn) => {
        const name = text(inputs.name, `made-up-${hex(seed, 7)}`);
        return { id: name, arn: arn(rest(name)) };
    };

/** The id and the ARN, by module and class, where they are not made of the name in the way most are. */
const identities: Record<string, Identify> = {
    "athena/database": idOf("name"),
    "cloudtrail/trail": withArn(({ name }) => `trail/${text(name)}`),
    "cloudwatch/logGroup": ({ inputs, region }) => ({
        id: text(inputs.name),
        arn: `arn:aws:logs:${region}:${accountId}:log-group:${text(inputs.name)}`,
    }),
    "dynamodb/table": withName((name) => `table/${name}`),
    "ecr/repository": withName((name) => `repository/${name}`),
    "efs/accessPoint": withId("access-point", (seed) => `fsap-${hex(seed, 17)}`),
    "efs/fileSystem": withId("file-system", (seed) => `fs-${hex(seed, 17)}`),
    "efs/fileSystemPolicy": idOf("fileSystemId"),
    "efs/mountTarget": ({ seed }) => ({ id: `fsmt-${hex(seed, 17)}` }),
    "emr/cluster": withId("cluster", (seed) => `j-${capitals(seed, 13)}`),
    "emr/studio": withId("studio", (seed) => `es-${capitals(seed, 25)}`),
    "emrserverless/application": withId("/applications", (seed) => `00${hex(seed, 14)}`),
    "iam/policy": ({ inputs }) => iamArn("policy", inputs, (arn) => arn),
    "iam/role": ({ inputs }) => iamArn("role", inputs),
    "iam/user": ({ inputs }) => iamArn("user", inputs),
    "iam/group": ({ inputs }) => iamArn("group", inputs),
    "iam/instanceProfile": ({ inputs }) => iamArn("instance-profile", inputs),
    "iam/rolePolicy": ({ inputs }) => ({ id: `${text(inputs.role)}:${text(inputs.name)}` }),
    "iam/rolePolicyAttachment": ({ inputs }) => ({ id: `${text(inputs.role)}/${text(inputs.policyArn)}` }),
    "kinesis/firehoseDeliveryStream": ({ inputs, region }) => {
        const arn = `arn:aws:firehose:${region}:${accountId}:deliverystream/${text(inputs.name)}`;
        return { id: arn, arn };
    },
    "kinesis/stream": withArn(({ name }) => `stream/${text(name)}`),
    "kms/alias": ({ inputs }, arn) => ({ id: text(inputs.name), arn: arn(text(inputs.name)) }),
    "kms/key": ({ inputs, seed }, arn) => key(arn, inputs.multiRegion === true ? `mrk-${hex(seed, 32)}` : uuid(seed)),
    "kms/externalKey": ({ seed }, arn) => key(arn, uuid(seed)),
    "kms/keyPolicy": idOf("keyId"),
    // A replica has the key id of its primary key.
    "kms/replicaKey": ({ inputs, seed }, arn) => key(arn, text(inputs.primaryKeyArn).split(":key/")[1] ?? `mrk-${hex(seed, 32)}`),
    "lambda/function": withName((name) => `function:${name}`),
    "rds/cluster": ({ inputs, seed }, arn) => named(text(inputs.clusterIdentifier, `tf-${hex(seed, 12)}`), (id) => arn(`cluster:${id}`)),
    "rds/instance": ({ inputs, seed }, arn) => named(text(inputs.identifier, `tf-${hex(seed, 12)}`), (id) => arn(`db:${id}`)),
    "s3/accountPublicAccessBlock": () => ({ id: accountId }),
    "s3/accessPoint": ({ inputs }, arn) => ({
        id: `${accountId}:${text(inputs.name)}`,
        arn: arn(`accesspoint/${text(inputs.name)}`),
    }),
    "s3/bucketObject": ({ inputs, seed }) => ({
        id: text(inputs.key, hex(seed, 7)),
        arn: `arn:aws:s3:::${text(inputs.bucket)}/${text(inputs.key)}`,
    }),
    "sagemaker/appImageConfig": withName((name) => `app-image-config/${name}`),
    "sagemaker/domain": withId("domain", (seed) => `d-${hex(seed, 12)}`),
    "sagemaker/endpointConfiguration": withName((name) => `endpoint-config/${name}`),
    "sagemaker/space": withArn(({ domainId, spaceName }) => `space/${text(domainId)}/${text(spaceName)}`),
    "sagemaker/userProfile": withArn(({ domainId, userProfileName }) => `user-profile/${text(domainId)}/${text(userProfileName)}`),
    "secretsmanager/secret": withArn(({ name }, seed) => `secret:${text(name)}-${capitals(seed, 6)}`),
    "sfn/stateMachine": withArn(({ name }) => `stateMachine:${text(name)}`),
    "sns/topic": withArn(({ name }) => text(name)),
    "sqs/queue": ({ inputs, region }, arn) => ({
        id: `https://sqs.${region}.amazonaws.com/${accountId}/${text(inputs.name)}`,
        arn: arn(text(inputs.name)),
    }),
    "ssm/parameter": withName((name) => `parameter/${name.replace(/^\//, "")}`),
};

function named(id: string, arn: (id: string) => string): Identity {
    return { id, arn: arn(id) };
}

function key(arn: (rest: string) => string, id: string): Identity {
    return { id, arn: arn(`key/${id}`) };
}

function iamArn(kind: string, inputs: Properties, id: (arn: string) => string = () => text(inputs.name)): Identity {
    const arn = `arn:aws:iam::${accountId}:${kind}${text(inputs.path, "/")}${text(inputs.name)}`;
    return { id: id(arn), arn };
}

/** The id that AWS would give the resource, and the ARN of those that have one. */
export function identify(resource: NewResource): { id: string; arn: string } {
    const [module, className] = moduleAndClass(resource.type);
    const service = arnServices[module] ?? module;
    const arn = (rest: string): string => `arn:aws:${service}:${resource.region}:${accountId}:${rest}`;

    const identity = ownIdentity(module, className)?.(resource, arn) ?? usualIdentity(module, className, resource);
    return { id: identity.id, arn: identity.arn ?? arn(`${kebab(className)}/${identity.id}`) };
}

function ownIdentity(module: string, className: string): Identify | undefined {
    const prefix = module === "ec2" || module === "ebs" || module === "ec2transitgateway" ? ec2Prefixes[className] : undefined;
    if (prefix !== undefined) {
        return withId(kebab(className), (seed) => `${prefix}-${hex(seed, 17)}`);
    }
    if (module === "s3" && /^bucket(V2)?$/.test(className)) {
        return ({ inputs, seed }) =>
            named(text(inputs.bucket ?? inputs.bucketName, `made-up-${hex(seed, 26)}`), (bucket) => `arn:aws:s3:::${bucket}`);
    }
    // What configures a bucket (its policy, its encryption, its public access block) has the bucket's name for an id.
    return identities[`${module}/${className}`] ?? (module === "s3" && className.startsWith("bucket") ? idOf("bucket") : undefined);
}

function usualIdentity(module: string, className: string, { inputs, seed }: NewResource): Identity {
    const name = text(inputs.name) || text(inputs[`${className}Name`]) || text(inputs[`${module}Name`]);
    return { id: name || `${kebab(className)}-${hex(seed, 17)}` };
}

function kebab(camelCase: string): string {
    return camelCase.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
}

/** Outputs that are worth more than a made-up text, because programs build policies and names from them. */
export function specialOutputs({ type, region, inputs, seed }: NewResource, { id, arn }: { id: string; arn: string }): Properties {
    switch (moduleAndClass(type).join("/")) {
        case "s3/bucket":
        case "s3/bucketV2":
            return {
                bucket: id,
                bucketDomainName: `${id}.s3.amazonaws.com`,
                bucketRegion: region,
                bucketRegionalDomainName: `${id}.s3.${region}.amazonaws.com`,
                hostedZoneId: "Z3AQBSTGFYJSTF",
            };
        case "kms/key":
        case "kms/replicaKey":
        case "kms/externalKey":
            return { keyId: id };
        case "kms/alias": {
            const target = text(inputs.targetKeyId);
            return {
                targetKeyArn: target.startsWith("arn:") ? target : `arn:aws:kms:${region}:${accountId}:key/${target}`,
                targetKeyId: target.split(":key/")[1] ?? target,
            };
        }
        case "iam/role":
            return { uniqueId: `AROA${capitals(seed, 17)}` };
        case "ec2/vpc":
            return { defaultSecurityGroupId: `sg-${hex(seed + "sg", 17)}`, mainRouteTableId: `rtb-${hex(seed + "rtb", 17)}` };
        case "ecr/repository":
            return { registryId: accountId, repositoryUrl: `${accountId}.dkr.ecr.${region}.amazonaws.com/${id}` };
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
        return `arn:aws:kms:${resource.region}:${accountId}:key/${uuid(seed)}`;
    }
    if (/arn$/i.test(property)) {
        const [module] = moduleAndClass(resource.type);
        return `arn:aws:${arnServices[module] ?? module}:${resource.region}:${accountId}:made-up/${hex(seed, 17)}`;
    }
    if (/(owner|account|registry)Id$/i.test(property)) {
        return accountId;
    }
    if (/ur[il]$/i.test(property)) {
        return `https://${hex(seed, 17)}.${resource.region}.amazonaws.com`;
    }
    if (/endpoint|dns|domain|address|host/i.test(property)) {
        return `${hex(seed, 17)}.${resource.region}.amazonaws.com`;
    }
    return `made-up-${hex(seed, 17)}`;
}

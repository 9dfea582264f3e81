import { accountIn, loadBalancerAccounts } from "./accounts";
import type { Block } from "./block";
import { all, any, type Fact, is, isLeftOutOr, map, not, oneOf, orDefault, type Truth, Unknown } from "./fact";
import { leadsIntoStack, reference, referredTo, refersTo } from "./join";
import { jsonDocumentAt } from "./jsonDocument";
import { keysNamedIn } from "./keyUse";
import type { KeyReference } from "./kms";
import { partitionOf } from "./partitions";
import { Resource, type Stack } from "./resource";

/** General purpose buckets. `aws:s3/bucket:Bucket` has another shape in v6 than in v7, and `BucketV2` a third one. */
export const bucketTypes = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2", "aws-native:s3:Bucket"] as const;

export function isBucket(resource: Resource): boolean {
    return (bucketTypes as readonly string[]).includes(resource.type);
}

export function buckets(stack: Stack): readonly Resource[] {
    return stack.ofType(...bucketTypes);
}

/**
 * The bucket's name in what resources name a bucket by: the name itself, its ARN, or an S3 URI; the ARN of an object names its bucket too.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-arn-format.html
 */
export function bucketNameIn(text: string): string {
    const path = text.startsWith("s3://") ? text.slice("s3://".length) : text.replace(/^arn:[^:]*:s3:::/, "");
    return path.split("/", 1)[0] ?? "";
}

/** Whether the text at `leaf` names this bucket. */
export function namesBucket(resource: Resource, leaf: Block, bucket: Resource): Truth {
    return refersTo(resource, leaf, bucket, bucketTypes, bucketNameIn);
}

/**
 * Whether the text at `leaf` names some bucket of the stack; which of several it was made from does not matter. A block that is not known as a whole
 * may name others, whatever it is made from.
 */
export function namesSomeBucket(resource: Resource, leaf: Block, kin: readonly string[] = bucketTypes): Truth {
    const lead = reference(resource, leaf, kin, bucketNameIn);
    const value = leaf.text("");
    if (!(value instanceof Unknown)) {
        return leadsIntoStack(lead);
    }
    const isMadeFromBuckets = lead.named.length > 0 || (lead.possible ?? []).length > 0;
    return (isMadeFromBuckets && /bucket(Arn)?$/i.test(leaf.path)) || value;
}

/** A resource that configures a bucket, and whether it is this bucket. */
interface Attached {
    readonly resource: Resource;
    readonly isAttached: Truth;
}

/** The separate resources that configure buckets, by bucket; those that may be for any bucket are under `undefined`. */
function attachments(stack: Stack): ReadonlyMap<Resource | undefined, readonly Attached[]> {
    const byBucket = new Map<Resource | undefined, Attached[]>();
    const attach = (bucket: Resource | undefined, attachment: Attached): void => {
        const attachments = byBucket.get(bucket);
        if (attachments === undefined) {
            byBucket.set(bucket, [attachment]);
        } else {
            attachments.push(attachment);
        }
    };
    for (const resource of stack.ofType(
        ...encryptionConfigurationTypes,
        ...publicAccessBlockTypes,
        ...bucketPolicyTypes,
        ...aclTypes,
        ...versioningTypes,
        ...loggingTypes,
    )) {
        const { named, possible, waiting } = reference(resource, resource.block("bucket"), bucketTypes, bucketNameIn);
        named.forEach((bucket) => {
            attach(bucket, { resource, isAttached: true });
        });
        (possible ?? [undefined]).forEach((bucket) => {
            attach(bucket, { resource, isAttached: waiting });
        });
    }
    return byBucket;
}

/** The resources of these types that configure this bucket, or may. */
export function attached(bucket: Resource, types: readonly string[]): readonly Attached[] {
    const all = bucket.stack?.once(attachments);
    return [...(all?.get(bucket) ?? []), ...(all?.get(undefined) ?? [])].filter(({ resource }) => types.includes(resource.type));
}

/**
 * Whether a bucket's setting passes, wherever the program made it. A separate resource wins over the inline block: both call the same API, and
 * the provider makes the separate one after the bucket. Of several separate ones any may come last, so each has to pass.
 *
 * @param inline whether the bucket's own block passes; false where it has none
 * @param separate the resources that may set it
 * @param passes whether what such a resource sets passes
 */
export function settingPasses(inline: () => Truth, separate: readonly Attached[], passes: (resource: Resource) => Truth): Truth {
    const isSeparate = any(...separate.map(({ isAttached }) => isAttached));
    const passing = separate.map(({ resource }) => passes(resource));
    const separatePass = all(...separate.map(({ isAttached }, index) => any(not(isAttached), passing[index] ?? false)));
    if (isSeparate === true) {
        return separatePass;
    }
    const inlinePasses = inline();
    const whateverIsAttached = all(inlinePasses, ...passing);
    return any(all(not(isSeparate), inlinePasses), all(isSeparate, separatePass), whateverIsAttached);
}

/** One rule of a bucket's default encryption, in the words of the separate resource. */
export interface EncryptionRule {
    readonly resource: Resource;
    readonly algorithm: Fact<string>;
    /** The block that names algorithm and key. */
    readonly standard: Block;
    readonly bucketKeyEnabled: Fact<boolean>;
    readonly blockedEncryptionTypes: Fact<readonly Fact<string>[]>;
}

/** SSE-KMS, with one or two layers. */
export const isKms = oneOf("aws:kms", "aws:kms:dsse");

export function isUnderKms(rule: EncryptionRule): Truth {
    return is(rule.algorithm, isKms);
}

/** The keys that the rule names. */
export function keysOf({ resource, standard }: EncryptionRule): Fact<readonly KeyReference[]> {
    return keysNamedIn(resource, standard, "kmsMasterKeyId");
}

export const encryptionConfigurationTypes = [
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
] as const;

/** The encryption rules that a bucket has inline, or that a separate configuration resource has. AWS takes one. */
export function encryptionRules(resource: Resource): readonly EncryptionRule[] {
    switch (resource.type) {
        case "aws-native:s3:Bucket":
            return resource
                .all("bucketEncryption.serverSideEncryptionConfiguration[]")
                .map((rule) =>
                    encryptionRule(resource, rule, rule.block("serverSideEncryptionByDefault"), "blockedEncryptionTypes.encryptionType"),
                );
        case "aws:s3/bucketV2:BucketV2":
            return resource
                .all("serverSideEncryptionConfigurations[].rules[]")
                .flatMap((rule) =>
                    rule.all("applyServerSideEncryptionByDefaults[]").map((standard) => encryptionRule(resource, rule, standard)),
                );
        case "aws:s3/bucket:Bucket": {
            const rule = resource.block("serverSideEncryptionConfiguration.rule");
            return rule.isGiven() === false ? [] : [encryptionRule(resource, rule, rule.block("applyServerSideEncryptionByDefault"))];
        }
        default:
            return resource.all("rules[]").map((rule) => encryptionRule(resource, rule, rule.block("applyServerSideEncryptionByDefault")));
    }
}

function encryptionRule(resource: Resource, rule: Block, standard: Block, blocked = "blockedEncryptionTypes"): EncryptionRule {
    return {
        resource,
        algorithm: standard.text("sseAlgorithm"),
        standard,
        // Read when asked for: what a mandatory policy reads counts as judged by it.
        get bucketKeyEnabled() {
            return rule.flag("bucketKeyEnabled");
        },
        get blockedEncryptionTypes() {
            return rule.texts(blocked);
        },
    };
}

/** Whether a bucket's default encryption passes, wherever it is made. A bucket without any is under SSE-S3 and fails, unless told otherwise. */
export function defaultEncryptionPasses(
    bucket: Resource,
    passes: (rule: EncryptionRule) => Truth,
    withoutAny: () => Truth = () => false,
): Truth {
    const rulesPass = (resource: Resource): Truth => {
        const rules = encryptionRules(resource);
        return rules.length > 0 ? all(...rules.map(passes)) : withoutAny();
    };
    return settingPasses(() => rulesPass(bucket), attached(bucket, encryptionConfigurationTypes), rulesPass);
}

/** The rules that may be a bucket's default encryption: of the separate resources where there are any, else its own. */
export function defaultEncryptionRules(bucket: Resource): readonly EncryptionRule[] {
    const separate = attached(bucket, encryptionConfigurationTypes);
    const own = separate.some(({ isAttached }) => isAttached === true) ? [] : encryptionRules(bucket);
    return [...separate.flatMap(({ resource }) => encryptionRules(resource)), ...own];
}

export const publicAccessBlockTypes = ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"] as const;

/** The four settings of a public access block. */
export const publicAccessSettings = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;

/** Where buckets send their server access logs: type and property that names the bucket. */
const accessLogTargets: readonly (readonly [type: string, path: string])[] = [
    ["aws:s3/bucketLogging:BucketLogging", "targetBucket"],
    ["aws:s3/bucketLoggingV2:BucketLoggingV2", "targetBucket"],
    ["aws:s3/bucket:Bucket", "logging.targetBucket"],
    ["aws:s3/bucket:Bucket", "loggings[].targetBucket"],
    ["aws:s3/bucketV2:BucketV2", "loggings[].targetBucket"],
    ["aws-native:s3:Bucket", "loggingConfiguration.destinationBucketName"],
];

/** Where load balancers send logs: a block of this name, with the property in it that names the bucket. */
interface BalancerLogs {
    readonly type: string;
    readonly block: string;
    readonly bucket: string;
    /** Whether they are on unless the block says otherwise. */
    readonly isOnByDefault: boolean;
    /** The property that tells which kind of load balancer it is, where there are several. */
    readonly kind?: string;
}

const balancerLogs: readonly BalancerLogs[] = [
    ...["lb", "alb", "elasticloadbalancingv2"].flatMap((module) =>
        ["accessLogs", "connectionLogs", "healthCheckLogs"].map((block) => ({
            type: `aws:${module}/loadBalancer:LoadBalancer`,
            block,
            bucket: "bucket",
            isOnByDefault: false,
            kind: "loadBalancerType",
        })),
    ),
    { type: "aws:elb/loadBalancer:LoadBalancer", block: "accessLogs", bucket: "bucket", isOnByDefault: true },
    { type: "aws:elasticloadbalancing/loadBalancer:LoadBalancer", block: "accessLogs", bucket: "bucket", isOnByDefault: true },
    { type: "aws-native:elasticloadbalancing:LoadBalancer", block: "accessLoggingPolicy", bucket: "s3BucketName", isOnByDefault: false },
];

/** An input that names a bucket, and whether that counts; it does where nothing is said. */
type BucketReference = readonly [resource: Resource, leaf: Block, counts?: Truth];

/** Which buckets references name, and those they may name; a reference that may name any bucket is under `undefined`. */
export function bucketsNamed(
    references: readonly BucketReference[],
    nameIn: (text: string) => string = bucketNameIn,
): (bucket: Resource) => Truth {
    const truths = new Map<Resource | undefined, Truth>();
    for (const [resource, leaf, counts = true] of references) {
        if (counts === false) {
            continue;
        }
        const { named, possible, waiting } = reference(resource, leaf, bucketTypes, nameIn);
        named.forEach((bucket) => truths.set(bucket, any(truths.get(bucket) ?? false, counts)));
        (possible ?? [undefined]).forEach((bucket) => truths.set(bucket, any(truths.get(bucket) ?? false, all(waiting, counts))));
    }
    return (bucket) => any(truths.get(bucket) ?? false, truths.get(undefined) ?? false);
}

/** An input that names where logs are sent. */
interface LogTarget {
    readonly resource: Resource;
    readonly leaf: Block;
    /** Whether it is one at all. */
    readonly isTarget: Truth;
    /** Whether the logs are delivered, and under SSE-S3 alone. */
    readonly isUnderS3Keys: Truth;
}

/**
 * Where the stack's buckets and load balancers send their logs. Network load balancers deliver them under SSE-KMS too, others do not.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html
 */
function logTargets(stack: Stack): readonly LogTarget[] {
    const fromBuckets = accessLogTargets.flatMap(([type, path]) =>
        stack
            .ofType(type)
            .flatMap((resource) => resource.all(path).map((leaf) => ({ resource, leaf, isTarget: true, isUnderS3Keys: true }))),
    );
    const isNetwork = (balancer: Resource, kind: string | undefined): Truth =>
        kind !== undefined && is(balancer.text(kind), oneOf("network"));
    const fromBalancers = balancerLogs.flatMap(({ type, block, bucket, isOnByDefault, kind }) =>
        stack.ofType(type).map((resource) => {
            const logs = resource.block(block);
            const isOn = is(orDefault(logs.flag("enabled"), isOnByDefault), (on) => on);
            return { resource, leaf: logs.block(bucket), isTarget: true, isUnderS3Keys: all(isOn, not(isNetwork(resource, kind))) };
        }),
    );
    const fromAttributes = stack.ofType("aws-native:elasticloadbalancingv2:LoadBalancer").flatMap((resource) => {
        const attributes = resource.all("loadBalancerAttributes[]");
        const isCalled = (attribute: Block, name: string): Truth => is(attribute.text("key"), oneOf(name));
        return ["access_logs.s3", "connection_logs.s3", "health_check_logs.s3"].flatMap((logs) => {
            const isOn = any(
                ...attributes.map((attribute) => all(isCalled(attribute, `${logs}.enabled`), is(attribute.text("value"), oneOf("true")))),
            );
            const isUnderS3Keys = all(isOn, not(isNetwork(resource, "type")));
            return attributes.map((attribute) => {
                const isTarget = isCalled(attribute, `${logs}.bucket`);
                return { resource, leaf: attribute.block("value"), isTarget, isUnderS3Keys };
            });
        });
    });
    return [...fromBuckets, ...fromBalancers, ...fromAttributes];
}

/** The buckets that something of the stack sends its server access logs or load balancer logs to. */
function namedAsLogTargets(stack: Stack): (bucket: Resource) => Truth {
    return bucketsNamed(stack.once(logTargets).map(({ resource, leaf, isTarget }) => [resource, leaf, isTarget]));
}

/** Those among them whose logs are delivered under SSE-S3 alone. */
function takingLogsUnderS3Keys(stack: Stack): (bucket: Resource) => Truth {
    return bucketsNamed(
        stack.once(logTargets).map(({ resource, leaf, isTarget, isUnderS3Keys }) => [resource, leaf, all(isTarget, isUnderS3Keys)]),
    );
}

/**
 * Whether something of the stack sends logs to this bucket that are delivered under SSE-S3 alone. A bucket may log to itself.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export function takesLogsUnderS3Keys(bucket: Resource): Truth {
    return bucket.stack?.once(takingLogsUnderS3Keys)(bucket) ?? false;
}

/** The services that deliver logs to a bucket and cannot write under SSE-KMS there, as a bucket policy lets them in. */
const logDeliveryServices = ["logging.s3.amazonaws.com", "logdelivery.elasticloadbalancing.amazonaws.com"];

/** Whether a policy or an ACL of this bucket lets log delivery write; the name in an Allow or a grant is enough, since it means nothing else. */
export function isGrantedToLogDelivery(bucket: Resource): Truth {
    const letsIn = (resource: Resource): Truth =>
        (bucketPolicyTypes as readonly string[]).includes(resource.type) ? letsLogDeliveryIn(resource) : grantsToLogDelivery(resource);
    const separate = attached(bucket, [...bucketPolicyTypes, ...aclTypes]).map(({ resource, isAttached }) =>
        all(isAttached, letsIn(resource)),
    );
    return any(letsLogDeliveryIn(bucket), grantsToLogDelivery(bucket), ...separate);
}

const aclTypes = ["aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2"] as const;

/** The older way to let server access logs in. https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
function grantsToLogDelivery(resource: Resource): Truth {
    const isNative = resource.type === "aws-native:s3:Bucket";
    const canned = is(resource.text(isNative ? "accessControl" : "acl"), oneOf("log-delivery-write", "LogDeliveryWrite"));
    const groups = isNative ? [] : resource.all(isBucket(resource) ? "grants[].uri" : "accessControlPolicy.grants[].grantee.uri");
    return any(canned, ...groups.map((group) => is(group.text(""), (uri) => uri.endsWith("/groups/s3/LogDelivery"))));
}

export const bucketPolicyTypes = ["aws:s3/bucketPolicy:BucketPolicy", "aws-native:s3:BucketPolicy"] as const;

/** The property of a bucket or bucket policy that holds the document. */
export function policyPath(resource: Resource): string {
    return resource.type.startsWith("aws-native:") ? "policyDocument" : "policy";
}

function letsLogDeliveryIn(resource: Resource): Truth {
    const statements = oneOrMore(jsonDocumentAt(resource, policyPath(resource)), "Statement").map((statement) =>
        all(
            is(statement.text("Effect"), oneOf("Allow")),
            any(
                ...oneOrMore(statement, "Principal.Service").map((service) => is(service.text(""), oneOf(...logDeliveryServices))),
                ...oneOrMore(statement, "Principal.AWS").map((account) => is(account.text(""), isLoadBalancerAccount)),
            ),
        ),
    );
    return any(...statements);
}

function isLoadBalancerAccount(principal: string): boolean {
    return loadBalancerAccounts.includes(/^(?:arn:aws[a-z-]*:iam::)?(\d{12})(?::root)?$/.exec(principal)?.[1] ?? "");
}

/** What stands at the path of a policy document: the elements of a list, or the one that needs none. */
function oneOrMore(block: Block, path: string): readonly Block[] {
    const list = block.list(path);
    return Array.isArray(list) ? (list as readonly Block[]) : [block.block(path)];
}

const logDestinations = new WeakMap<Resource, Truth>();

/** Whether the bucket takes logs that cannot be written under SSE-KMS. */
export function isLogDestination(bucket: Resource): Truth {
    let truth = logDestinations.get(bucket);
    if (truth === undefined) {
        truth = any(bucket.stack?.once(namedAsLogTargets)(bucket) ?? false, isGrantedToLogDelivery(bucket));
        logDestinations.set(bucket, truth);
    }
    return truth;
}

/** Whether every element of the list is one of these texts; a list that is left out or empty passes. */
export function areAll(list: Fact<readonly Fact<string>[]>, test: (text: string) => boolean): Truth {
    return isLeftOutOr(list, (texts) => all(...texts.map((text) => is(text, test))));
}

export const versioningTypes = ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"] as const;

/** One rule of a bucket's replication, whichever resource has it. */
export interface ReplicationRule {
    readonly isOn: Truth;
    /** The destination bucket's ARN. */
    readonly destination: Block;
    readonly account: Fact<string>;
    readonly replicaKey: Block;
    readonly selectsKmsObjects: Truth;
}

/** The replication rules of a bucket or a replication configuration; none for any other resource. */
export function replicationRules(resource: Resource): readonly ReplicationRule[] {
    const isOn = (rule: Block): Truth => is(orDefault(rule.text("status"), "Enabled"), oneOf("Enabled"));
    switch (resource.type) {
        case "aws:s3/bucketReplicationConfig:BucketReplicationConfig":
        case "aws-native:s3:Bucket":
            return resource.all(resource.type === "aws-native:s3:Bucket" ? "replicationConfiguration.rules[]" : "rules[]").map((rule) => ({
                isOn: isOn(rule),
                destination: rule.block("destination.bucket"),
                account: rule.text("destination.account"),
                replicaKey: rule.block("destination.encryptionConfiguration.replicaKmsKeyId"),
                selectsKmsObjects: is(rule.text("sourceSelectionCriteria.sseKmsEncryptedObjects.status"), oneOf("Enabled")),
            }));
        case "aws:s3/bucket:Bucket":
            return resource.all("replicationConfiguration.rules[]").map((rule) => ({
                isOn: isOn(rule),
                destination: rule.block("destination.bucket"),
                account: rule.text("destination.accountId"),
                replicaKey: rule.block("destination.replicaKmsKeyId"),
                selectsKmsObjects: is(rule.flag("sourceSelectionCriteria.sseKmsEncryptedObjects.enabled"), (on) => on),
            }));
        case "aws:s3/bucketV2:BucketV2":
            return resource.all("replicationConfigurations[].rules[]").flatMap((rule) =>
                rule.all("destinations[]").map((destination) => ({
                    isOn: isOn(rule),
                    destination: destination.block("bucket"),
                    account: destination.text("accountId"),
                    replicaKey: destination.block("replicaKmsKeyId"),
                    selectsKmsObjects: any(
                        ...rule
                            .all("sourceSelectionCriterias[].sseKmsEncryptedObjects[].enabled")
                            .map((leaf) => is(leaf.flag(""), (on) => on)),
                    ),
                })),
            );
        default:
            return [];
    }
}

/** Where table buckets and tables are replicated to. */
const tableDestinationPaths: Readonly<Record<string, string>> = {
    "aws:s3tables/tableBucketReplication:TableBucketReplication": "rule.destinations[].destinationTableBucketArn",
    "aws:s3tables/tableReplication:TableReplication": "rule.destinations[].destinationTableBucketArn",
    "aws-native:s3tables:TableBucket": "replicationConfiguration.rules[].destinations[].destinationTableBucketArn",
};

/** A bucket that objects or tables are replicated to, and what the program says of its account. */
export interface ReplicationDestination {
    readonly isOn: Truth;
    readonly leaf: Block;
    readonly account: Fact<string>;
    readonly kin: readonly string[];
}

/** Every replication destination of the resource. The ARN of a table bucket has its account, that of a bucket has none. */
export function replicationDestinations(resource: Resource): readonly ReplicationDestination[] {
    const tablePath = tableDestinationPaths[resource.type];
    const kin = ["aws:s3tables/tableBucket:TableBucket", "aws-native:s3tables:TableBucket"];
    const tables = tablePath === undefined ? [] : resource.all(tablePath);
    return [
        ...replicationRules(resource).map(({ isOn, destination, account }) => ({ isOn, leaf: destination, account, kin: bucketTypes })),
        ...tables.map((leaf) => ({ isOn: true, leaf, account: map(leaf.text(""), accountIn), kin })),
    ];
}

/** The bucket that a separate resource configures, if it is one of the stack; `Unknown` while it may be one of several. */
export function bucketOf(resource: Resource): Resource | undefined | Unknown {
    return isBucket(resource)
        ? resource
        : referredTo(
              resource,
              resource.block("bucket"),
              resource.stack === undefined ? [] : buckets(resource.stack),
              bucketTypes,
              bucketNameIn,
          );
}

/** The name of the bucket that a bucket or a separate resource of it is about. */
export function bucketName(resource: Resource): Fact<string> {
    if (isBucket(resource)) {
        return resource.outputOrInput(resource.type === "aws-native:s3:Bucket" ? "bucketName" : "bucket");
    }
    const value = resource.text("bucket");
    const bucket = value instanceof Unknown ? bucketOf(resource) : undefined;
    return bucket instanceof Resource ? bucketName(bucket) : map(value, bucketNameIn);
}

/**
 * The ARN of the bucket that a document is attached to. Those of general purpose buckets differ by the AWS partition alone, which the region
 * tells, or where the program names none, how the document itself writes ARNs. The inputs of a trail are such a document too: `arn:aws-cn:s3`
 * stands for all objects there.
 */
export function bucketArn(resource: Resource, document: unknown): Fact<string> {
    const text = typeof document === "string" ? document : JSON.stringify(document);
    const region = [resource.text("region"), resource.provider?.text("region")].find((one) => typeof one === "string");
    const partition = region === undefined ? /arn:(aws[a-z-]*):s3[:"]/.exec(text)?.[1] : partitionOf(region);
    return map(bucketName(resource), (name) =>
        name.endsWith(directoryBucketSuffix) ? directoryBucketArn(name, text) : `arn:${partition ?? "aws"}:s3:::${name}`,
    );
}

/** How every directory bucket's name ends. https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-bucket-naming-rules.html */
const directoryBucketSuffix = "--x-s3";

/** The ARN of a directory bucket has a region and an account, which only the document tells; where it tells none, any will do. */
function directoryBucketArn(name: string, document: string): string {
    const [, partition = "aws", region = "", account = ""] = /arn:(aws[a-z-]*):s3express:([^:"]*):([^:"]*):bucket\//.exec(document) ?? [];
    const isPlain = (text: string): boolean => /^[a-z0-9-]+$/.test(text);
    return `arn:${partition}:s3express:${isPlain(region) ? region : "us-east-1"}:${isPlain(account) ? account : "000000000000"}:bucket/${name}`;
}

export const loggingTypes = ["aws:s3/bucketLogging:BucketLogging", "aws:s3/bucketLoggingV2:BucketLoggingV2"] as const;

/** The inputs, inline or of a separate resource, that name the bucket where access logs go. */
export function loggingTargets(resource: Resource): readonly Block[] {
    return isBucket(resource)
        ? accessLogTargets.filter(([type]) => type === resource.type).flatMap(([, path]) => resource.all(path))
        : [resource.block("targetBucket")];
}

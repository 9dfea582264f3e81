import type { Block } from "../model/block";
import { all, any, is, isGiven, isLeftOutOr, not, type Truth } from "../model/fact";
import { jsonDocumentAt } from "../model/jsonDocument";
import { type KeySlot, slotAt, slotsOf } from "../model/keySlots";
import { keysNamedIn } from "../model/keyUse";
import { isAwsManaged, isCustomerManaged } from "../model/kms";
import type { Resource } from "../model/resource";
import { isReference } from "../model/sagemaker";
import type { Report, ResourcePolicy } from "./policy";
import { controls } from "./securityHub";
import { soc2 } from "./soc2";

/** How a service comes to use the key that a property names. Left out: it encrypts whatever there is, and the key alone makes a difference. */
interface Encryption {
    /**
     * Whether the data is under a KMS key at all.
     *
     * @param around the block that the key is in
     */
    readonly isOn?: (around: Block, resource: Resource) => Truth;
    /** Whether there is data to encrypt. Left out: where the program has the block that the key is for. */
    readonly isThere?: (block: Block, resource: Resource) => Truth;
}

/** By type and path of the key. */
type Encryptions = Readonly<Record<string, Readonly<Record<string, Encryption>>>>;

const always: Encryption = {};

/** The input beside the key has to have one of these values; a flag is text in some types. */
function where(input: string, ...values: readonly (string | boolean)[]): Encryption {
    return { isOn: (around) => is(around.json(input), (value) => values.some((candidate) => candidate === value)) };
}

/** What means true in the flags that the provider has as text: Go's `strconv.ParseBool` reads them. */
const trueTexts = ["true", "True", "TRUE", "t", "T", "1"];

/** Reports what of the resource's data is not encrypted under a customer managed key. */
function reportKeys(resource: Resource, report: Report, encryptions: Encryptions): void {
    for (const [path, encryption] of Object.entries(encryptions[resource.type] ?? {})) {
        const slot = slotAt(resource.type, path);
        const blocks = resource.all(slot.block);
        // What is there without a block that speaks of it is judged by the block that is missing.
        const missing = encryption.isThere === undefined ? [] : [resource.block(slot.block.split("[]", 1)[0] ?? "")];
        for (const block of blocks.length > 0 ? blocks : missing) {
            reportKey(resource, block, slot, encryption, report);
        }
    }
}

function reportKey(resource: Resource, block: Block, { key, protects }: KeySlot, { isThere, isOn }: Encryption, report: Report): void {
    const around = key.includes(".") ? block.block(key.slice(0, key.lastIndexOf("."))) : block;
    const isData = isThere?.(block, resource) ?? (block.path === "" || block.isGiven());
    const isEncrypted = isOn?.(around, resource) ?? true;
    const keys = keysNamedIn(resource, block, key);
    report(all(isData, not(isEncrypted)), `Encryption under a KMS key is off for ${protects}.`);
    report(all(isData, isEncrypted, not(isGiven(keys))), `No key is named for ${protects}, so AWS takes one of its own.`);
    report(all(isData, isEncrypted, isAwsManaged(keys)), `An AWS managed key is named for ${protects}.`);
}

/**
 * A replica that EFS creates is encrypted, under the AWS managed key unless another is named. A file system that is there already has its own.
 * https://docs.aws.amazon.com/efs/latest/ug/API_DestinationToCreate.html
 *
 * @param path where the destination is in the block
 */
function replicaAt(path: string): Encryption {
    return {
        isThere: (block, resource) => {
            const destination = block.block(path);
            const isExisting = isReference(resource, destination.block("fileSystemId"), (type) => fileSystemTypes.includes(type));
            // A destination that is not known as a whole may be a new one, whatever it is made from.
            return destination.isGiven() === true ? not(isExisting) : destination.isGiven();
        },
    };
}

const fileSystemTypes = ["aws:efs/fileSystem:FileSystem", "aws-native:efs:FileSystem"];

/** An EFS file system is encrypted only on request, and the key is refused without that. https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html */
const efs: Encryptions = {
    "aws:efs/fileSystem:FileSystem": { kmsKeyId: where("encrypted", true) },
    "aws:efs/replicationConfiguration:ReplicationConfiguration": { "destination.kmsKeyId": replicaAt("destination") },
    "aws-native:efs:FileSystem": { kmsKeyId: where("encrypted", true), "replicationConfiguration.destinations[].kmsKeyId": replicaAt("") },
};

export const efsCustomerKey: ResourcePolicy = {
    name: "efs-customer-key",
    displayName: "EFS customer managed key",
    description: "EFS file systems are encrypted under a customer managed key.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Set encrypted: true and kmsKeyId to the ARN of a customer managed key; for a replica, kmsKeyId of its destination. They can only be set on a new file system.",
    url: "https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html",
    tags: ["encryption", ...controls("EFS.1", "EFS.8"), ...soc2("efs_file_system_encrypt_data_at_rest")],
    validateResource: (resource, report) => {
        reportKeys(resource, report, efs);
    },
};

/** Where an instance may speak of its root volume: in a native one any device may be it. */
const rootVolumes: Readonly<Record<string, string>> = {
    "aws:ec2/instance:Instance": "rootBlockDevice",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": "rootBlockDevice",
    "aws-native:ec2:Instance": "blockDeviceMappings[].ebs",
};

/**
 * An instance has a root volume even where the program says nothing of volumes, as its image has it. Where it names a launch template, the
 * volumes may be in there, which is judged by itself. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/RootDeviceStorage.html
 */
function hasUnspokenRootVolume(resource: Resource): Truth {
    const path = rootVolumes[resource.type];
    return (
        path !== undefined && not(any(resource.block("launchTemplate").isGiven(), ...resource.all(path).map((volume) => volume.isGiven())))
    );
}

const volumes: Encryptions = {
    "aws:ebs/volume:Volume": { kmsKeyId: where("encrypted", true) },
    "aws-native:ec2:Volume": { kmsKeyId: where("encrypted", true) },
    "aws:ec2/instance:Instance": {
        "rootBlockDevice.kmsKeyId": where("encrypted", true),
        "ebsBlockDevices[].kmsKeyId": where("encrypted", true),
    },
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": {
        "rootBlockDevice.kmsKeyId": where("encrypted", true),
        "ebsBlockDevices[].kmsKeyId": where("encrypted", true),
    },
    "aws-native:ec2:Instance": { "blockDeviceMappings[].ebs.kmsKeyId": where("encrypted", true) },
    "aws:ec2/launchTemplate:LaunchTemplate": { "blockDeviceMappings[].ebs.kmsKeyId": where("encrypted", true, ...trueTexts) },
    "aws-native:ec2:LaunchTemplate": { "launchTemplateData.blockDeviceMappings[].ebs.kmsKeyId": where("encrypted", true) },
    "aws:ebs/defaultKmsKey:DefaultKmsKey": { keyArn: always },
};

export const ebsCustomerKey: ResourcePolicy = {
    name: "ebs-customer-key",
    displayName: "EBS customer managed key",
    description: "EBS volumes are encrypted under a customer managed key.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps:
        "Set encrypted: true and kmsKeyId to a customer managed key for every volume, the root volume of an instance among them.",
    url: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
    tags: [
        "encryption",
        ...controls("EC2.3", "EC2.7", "EC2.181"),
        ...soc2("ebs_attached_volume_encryption_enabled", "ebs_encryption_by_default_enabled", "ec2_ebs_volume_encryption"),
    ],
    validateResource: (resource, report) => {
        reportKeys(resource, report, volumes);
        report(hasUnspokenRootVolume(resource), "Encryption under a KMS key is off for the root volume.");
        if (resource.type === "aws:ebs/encryptionByDefault:EncryptionByDefault") {
            report(not(isLeftOutOr(resource.flag("enabled"), (on) => on)), "Encryption by default is off for new volumes.");
        }
    },
};

/** A repository is under SSE-S3 unless its encryption configuration says otherwise. */
const repository: Encryption = { ...where("encryptionType", "KMS", "KMS_DSSE"), isThere: () => true };

const repositories: Encryptions = {
    "aws:ecr/repository:Repository": { "encryptionConfigurations[].kmsKey": repository },
    "aws-native:ecr:Repository": { "encryptionConfiguration.kmsKey": repository },
};

export const ecrCustomerKey: ResourcePolicy = {
    name: "ecr-customer-key",
    displayName: "ECR customer managed key",
    description: "ECR repositories are encrypted under a customer managed key.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps:
        "Give the repository an encryption configuration of type KMS with a customer managed key. It can only be set on a new repository.",
    url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html",
    tags: ["encryption", ...controls("ECR.5")],
    validateResource: (resource, report) => {
        reportKeys(resource, report, repositories);
    },
};

const logGroups: Encryptions = {
    "aws:cloudwatch/logGroup:LogGroup": { kmsKeyId: always },
    "aws-native:logs:LogGroup": { kmsKeyId: always },
};

export const logsCustomerKey: ResourcePolicy = {
    name: "logs-customer-key",
    displayName: "Log group customer managed key",
    description: "CloudWatch log groups are encrypted under a customer managed key.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps: "Set kmsKeyId of the log group to the ARN of a customer managed key whose policy admits CloudWatch Logs.",
    url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
    tags: ["encryption", ...soc2("log_group_encryption_at_rest_enabled", "cloudwatch_log_group_kms_encryption_enabled")],
    validateResource: (resource, report) => {
        reportKeys(resource, report, logGroups);
    },
};

/** A security configuration leaves what it does not speak of unencrypted. */
function glueMode(mode: string, value: string): Encryption {
    return { ...where(mode, value), isThere: () => true };
}

const catalogue = where("catalogEncryptionMode", "SSE-KMS", "SSE-KMS-WITH-SERVICE-ROLE");

/**
 * Passwords of connections are under a key of their own only where Glue is told to return them encrypted; otherwise they are under the catalogue's,
 * as all of a connection is. https://docs.aws.amazon.com/glue/latest/webapi/API_ConnectionPasswordEncryption.html
 */
const passwords: Encryption = {
    isThere: (_block, settings) =>
        is(
            settings.flag("dataCatalogEncryptionSettings.connectionPasswordEncryption.returnConnectionPasswordEncrypted"),
            (encrypted) => encrypted,
        ),
};

const glue: Encryptions = {
    "aws:glue/securityConfiguration:SecurityConfiguration": {
        "encryptionConfiguration.s3Encryption.kmsKeyArn": glueMode("s3EncryptionMode", "SSE-KMS"),
        "encryptionConfiguration.cloudwatchEncryption.kmsKeyArn": glueMode("cloudwatchEncryptionMode", "SSE-KMS"),
        "encryptionConfiguration.jobBookmarksEncryption.kmsKeyArn": glueMode("jobBookmarksEncryptionMode", "CSE-KMS"),
    },
    "aws-native:glue:SecurityConfiguration": {
        "encryptionConfiguration.s3Encryptions[].kmsKeyArn": glueMode("s3EncryptionMode", "SSE-KMS"),
        "encryptionConfiguration.cloudWatchEncryption.kmsKeyArn": glueMode("cloudWatchEncryptionMode", "SSE-KMS"),
        "encryptionConfiguration.jobBookmarksEncryption.kmsKeyArn": glueMode("jobBookmarksEncryptionMode", "CSE-KMS"),
    },
    "aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings": {
        "dataCatalogEncryptionSettings.encryptionAtRest.sseAwsKmsKeyId": { ...catalogue, isThere: () => true },
        "dataCatalogEncryptionSettings.connectionPasswordEncryption.awsKmsKeyId": passwords,
    },
    "aws-native:glue:DataCatalogEncryptionSettings": {
        "dataCatalogEncryptionSettings.encryptionAtRest.sseAwsKmsKeyId": { ...catalogue, isThere: () => true },
        "dataCatalogEncryptionSettings.connectionPasswordEncryption.kmsKeyId": passwords,
    },
};

export const glueCustomerKey: ResourcePolicy = {
    name: "glue-customer-key",
    displayName: "Glue customer managed key",
    description: "Glue encrypts data, logs, job bookmarks and the catalogue under customer managed keys.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps:
        "In security configurations set the modes of S3 and CloudWatch to SSE-KMS and of job bookmarks to CSE-KMS, and catalogEncryptionMode of the catalogue to SSE-KMS, each with a customer managed key.",
    url: "https://docs.aws.amazon.com/glue/latest/dg/set-up-encryption.html",
    tags: ["encryption", ...soc2("glue_etl_jobs_amazon_s3_encryption_enabled")],
    validateResource: (resource, report) => {
        reportKeys(resource, report, glue);
    },
};

/**
 * A delivery stream that reads from another stream keeps no data of its own, and AWS refuses a key for it.
 * https://docs.aws.amazon.com/firehose/latest/dev/encryption.html
 */
function takesPuts(...sources: readonly string[]): (block: Block, stream: Resource) => Truth {
    return (_block, stream) => not(any(...sources.map((source) => stream.block(source).isGiven())));
}

const streams: Encryptions = {
    "aws:kinesis/stream:Stream": { kmsKeyId: where("encryptionType", "KMS") },
    "aws-native:kinesis:Stream": { "streamEncryption.keyId": { ...where("encryptionType", "KMS"), isThere: () => true } },
    "aws:kinesis/videoStream:VideoStream": { kmsKeyId: always },
    "aws-native:kinesisvideo:Stream": { kmsKeyId: always },
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": {
        "serverSideEncryption.keyArn": {
            isOn: (around) =>
                all(
                    is(around.flag("enabled"), (on) => on),
                    is(around.text("keyType"), isCustomerKeyType),
                ),
            isThere: takesPuts("kinesisSourceConfiguration", "mskSourceConfiguration"),
        },
    },
    "aws-native:kinesisfirehose:DeliveryStream": {
        "deliveryStreamEncryptionConfigurationInput.keyArn": {
            isOn: (around) => is(around.text("keyType"), isCustomerKeyType),
            isThere: takesPuts("kinesisStreamSourceConfiguration", "mskSourceConfiguration", "databaseSourceConfiguration"),
        },
    },
    "aws:msk/cluster:Cluster": { "encryptionInfo.encryptionAtRestKmsKeyArn": { isThere: () => true } },
    "aws-native:msk:Cluster": { "encryptionInfo.encryptionAtRest.dataVolumeKmsKeyId": { isThere: () => true } },
    "aws:msk/channel:Channel": { "encryptionConfiguration.kmsKeyArn": always },
    "aws-native:msk:Channel": { "encryptionConfiguration.kmsKeyArn": always },
    "aws:sns/topic:Topic": { kmsMasterKeyId: always },
    "aws-native:sns:Topic": { kmsMasterKeyId: always },
    "aws:sqs/queue:Queue": { kmsMasterKeyId: always },
    "aws-native:sqs:Queue": { kmsMasterKeyId: always },
};

function isCustomerKeyType(keyType: string): boolean {
    return keyType === "CUSTOMER_MANAGED_CMK";
}

export const streamCustomerKey: ResourcePolicy = {
    name: "stream-customer-key",
    displayName: "Stream customer managed key",
    description: "Streams, queues and topics are encrypted under a customer managed key.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps:
        "Name a customer managed key on the stream, cluster, topic or queue; Kinesis wants encryptionType KMS too, Firehose serverSideEncryption with keyType CUSTOMER_MANAGED_CMK.",
    url: "https://docs.aws.amazon.com/streams/latest/dev/server-side-encryption.html",
    tags: [
        "encryption",
        ...controls("Kinesis.1", "DataFirehose.1", "SNS.1", "SQS.1"),
        ...soc2("kinesis_stream_encrypted_at_rest", "sns_topic_encrypted_at_rest", "sns_topics_kms_encryption_at_rest_enabled"),
    ],
    validateResource: (resource, report) => {
        reportKeys(resource, report, streams);
    },
};

/** Version 7 of the provider, as AWS itself since 2025, encrypts where `encrypted` is left out; those before say `false` then. */
function isRedshiftEncrypted(cluster: Block, resource: Resource): Truth {
    const isBeforeVersion7 = is(resource.provider?.text("version"), (version) => /^v?[0-6]\./.test(version));
    const encrypted = cluster.json("encrypted");
    return any(
        is(encrypted, (value) => [true, ...trueTexts].some((candidate) => candidate === value)),
        all(encrypted === undefined, not(isBeforeVersion7)),
    );
}

/**
 * An ingestion pipeline keeps data only in a persistent buffer.
 * https://docs.aws.amazon.com/opensearch-service/latest/ingestion/persistent-buffering.html
 */
const persistentBuffer: Encryption = {
    isThere: (_block, pipeline) => is(pipeline.flag("bufferOptions.persistentBufferEnabled"), (enabled) => enabled),
};

/** A table is under a key of DynamoDB's own unless it says otherwise. */
const table = (enabled: string): Encryption => ({ ...where(enabled, true), isThere: () => true });

const warehouses: Encryptions = {
    "aws:redshift/cluster:Cluster": { kmsKeyId: { isOn: isRedshiftEncrypted } },
    "aws-native:redshift:Cluster": { kmsKeyId: { isOn: isRedshiftEncrypted } },
    "aws:redshift/snapshotCopyGrant:SnapshotCopyGrant": { kmsKeyId: always },
    "aws:redshift/integration:Integration": { kmsKeyId: always },
    "aws-native:redshift:Integration": { kmsKeyId: always },
    "aws:redshiftserverless/namespace:Namespace": { kmsKeyId: always },
    "aws-native:redshiftserverless:Namespace": { kmsKeyId: always, "snapshotCopyConfigurations[].destinationKmsKeyId": always },
    "aws:dynamodb/table:Table": { "serverSideEncryption.kmsKeyArn": table("enabled"), "replicas[].kmsKeyArn": always },
    "aws:dynamodb/tableReplica:TableReplica": { kmsKeyArn: always },
    "aws-native:dynamodb:Table": { "sseSpecification.kmsMasterKeyId": table("sseEnabled") },
    "aws-native:dynamodb:GlobalTable": {
        "replicas[].sseSpecification.kmsMasterKeyId": {
            isOn: (_around, globalTable) => is(globalTable.flag("sseSpecification.sseEnabled"), (on) => on),
        },
    },
    "aws:opensearch/domain:Domain": { "encryptAtRest.kmsKeyId": table("enabled") },
    "aws:elasticsearch/domain:Domain": { "encryptAtRest.kmsKeyId": table("enabled") },
    "aws-native:opensearchservice:Domain": { "encryptionAtRestOptions.kmsKeyId": table("enabled") },
    "aws:opensearch/application:Application": { kmsKeyArn: always },
    "aws-native:opensearchservice:Application": { kmsKeyArn: always },
    "aws:opensearchingest/pipeline:Pipeline": { "encryptionAtRestOptions.kmsKeyArn": persistentBuffer },
    "aws-native:osis:Pipeline": { "encryptionAtRestOptions.kmsKeyArn": persistentBuffer },
    "aws:opensearch/serverlessCollection:ServerlessCollection": { "encryptionConfigs[].kmsKeyArn": always },
    "aws-native:opensearchserverless:Collection": {
        "encryptionConfig.kmsKeyArn": { isThere: (_block, collection) => collection.block("encryptionConfig").isGiven() },
    },
};

const encryptionPolicyTypes = [
    "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy",
    "aws-native:opensearchserverless:SecurityPolicy",
];

/**
 * Serverless collections get their keys from encryption policies, documents that match collections by name.
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-encryption.html
 */
function namesCustomerKey(document: Block): Truth {
    return all(
        not(is(document.flag("AWSOwnedKey"), (owned) => owned)),
        is(document.text("KmsARN"), (key) => isCustomerManaged(key)),
    );
}

export const warehouseCustomerKey: ResourcePolicy = {
    name: "warehouse-customer-key",
    displayName: "Warehouse customer managed key",
    description: "Warehouses, tables and search indexes are encrypted under a customer managed key.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps: "Turn encryption at rest on and name a customer managed key.",
    url: "https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-db-encryption.html",
    tags: [
        "encryption",
        ...controls("Redshift.10", "RedshiftServerless.4", "Opensearch.1", "ES.1"),
        ...soc2("dynamodb_tables_kms_cmk_encryption_enabled"),
    ],
    validateResource: (resource, report) => {
        reportKeys(resource, report, warehouses);
        if (encryptionPolicyTypes.includes(resource.type)) {
            const isAboutEncryption = is(resource.text("type"), (type) => type === "encryption");
            report(
                all(isAboutEncryption, not(namesCustomerKey(jsonDocumentAt(resource, "policy")))),
                "The encryption policy names no customer managed key for its collections.",
            );
        }
    },
};

const bedrockModules = /^aws(-native)?:bedrock(model|agentcore)?[/:]/;

/** What needs more than a key for it to be used, or is not always there. */
const bedrockEncryptions: Readonly<Record<string, Encryption>> = {
    "kmsConfiguration.kmsKeyArn": where("keyType", "CustomerManagedKey"),
};

/** Every key of the type but those that sign. */
function bedrockKeys(type: string): Readonly<Record<string, Encryption>> {
    const slots = bedrockModules.test(type) ? slotsOf(type).filter(({ kind }) => kind !== "signing") : [];
    return Object.fromEntries(slots.map(({ path }) => [path, bedrockEncryptions[path] ?? always]));
}

export const bedrockCustomerKey: ResourcePolicy = {
    name: "bedrock-customer-key",
    displayName: "Bedrock customer managed key",
    description: "Bedrock encrypts models, agents and what they know under customer managed keys.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps: "Name a customer managed key in the property that the message is about.",
    url: "https://docs.aws.amazon.com/bedrock/latest/userguide/data-encryption.html",
    tags: ["encryption", ...controls("Bedrock.1", "BedrockAgentCore.3", "BedrockAgentCore.4")],
    validateResource: (resource, report) => {
        reportKeys(resource, report, { [resource.type]: bedrockKeys(resource.type) });
    },
};

/** FSx encrypts every file system; scratch file systems for Lustre under a key of its own and no other. */
const fsx: Encryptions = {
    "aws:fsx/lustreFileSystem:LustreFileSystem": { kmsKeyId: always },
    "aws:fsx/ontapFileSystem:OntapFileSystem": { kmsKeyId: always },
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": { kmsKeyId: always },
    "aws:fsx/windowsFileSystem:WindowsFileSystem": { kmsKeyId: always },
    "aws:fsx/fileCache:FileCache": { kmsKeyId: always },
};

export const fsxCustomerKey: ResourcePolicy = {
    name: "fsx-customer-key",
    displayName: "FSx customer managed key",
    description: "FSx file systems are encrypted under a customer managed key.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps: "Set kmsKeyId of the file system to a customer managed key. Lustre takes one only for persistent deployment types.",
    url: "https://docs.aws.amazon.com/fsx/latest/LustreGuide/encryption-at-rest.html",
    tags: ["encryption"],
    validateResource: (resource, report) => {
        reportKeys(resource, report, fsx);
    },
};

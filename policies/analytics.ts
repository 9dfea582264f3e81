import type { Block } from "../model/block";
import { keyChanged, keyUsed, objectRead, objectWritten, recordsEvent, type TrailEvent, trailTypes } from "../model/cloudtrail";
import { all, any, is, isGiven, isLeftOutOr, not, oneOf, type Truth, Unknown } from "../model/fact";
import { referredTo } from "../model/join";
import { jsonDocumentAt } from "../model/jsonDocument";
import { keysNamedIn } from "../model/keyUse";
import { isCustomerManaged, isOneOfThem } from "../model/kms";
import type { Resource } from "../model/resource";
import type { Report, ResourcePolicy, StackPolicy } from "./policy";
import { controls } from "./securityHub";
import { soc2 } from "./soc2";

/** Whether the text at `path` in the block names a key, and a customer managed one. */
function namesCustomerKey(resource: Resource, block: Block, path: string): Truth {
    return is(keysNamedIn(resource, block, path), (keys) => isOneOfThem(keys, isCustomerManaged));
}

const workgroupTypes = ["aws:athena/workgroup:Workgroup", "aws-native:athena:WorkGroup"] as const;

/** Where the two types of workgroups have their settings. */
interface WorkgroupNames {
    readonly configuration: string;
    /** A second block, with what an update changes. */
    readonly updates?: string;
    readonly enforced: string;
    readonly key: string;
}

const workgroupNames: Readonly<Record<string, WorkgroupNames>> = {
    "aws:athena/workgroup:Workgroup": { configuration: "configuration", enforced: "enforceWorkgroupConfiguration", key: "kmsKeyArn" },
    "aws-native:athena:WorkGroup": {
        configuration: "workGroupConfiguration",
        updates: "workGroupConfigurationUpdates",
        enforced: "enforceWorkGroupConfiguration",
        key: "kmsKey",
    },
};

/** Whether the workgroup's settings override those of the client; they do where the program does not say. */
function isEnforced(workgroup: Resource, { configuration, updates, enforced }: WorkgroupNames): Truth {
    const blocks = updates === undefined ? [configuration] : [configuration, updates];
    return all(...blocks.map((block) => isLeftOutOr(workgroup.flag(`${block}.${enforced}`), (on) => on)));
}

/** Reports what is wrong with the encryption of query results in S3. */
function reportResults(resource: Resource, encryption: Block, key: string, isThere: Truth, report: Report): void {
    const isKms = is(encryption.text("encryptionOption"), oneOf("SSE_KMS", "CSE_KMS"));
    report(all(isThere, not(isKms)), "Query results are not encrypted under a KMS key.");
    report(
        all(isThere, isKms, not(namesCustomerKey(resource, encryption, key))),
        "Query results are encrypted under no customer managed key.",
    );
}

function reportWorkgroupResults(workgroup: Resource, names: WorkgroupNames, report: Report): void {
    const configuration = workgroup.block(names.configuration);
    // Managed results are kept by Athena itself, always encrypted, and then there are none in S3.
    const managed = configuration.block("managedQueryResultsConfiguration");
    const isManaged = is(managed.flag("enabled"), (on) => on);
    report(
        all(isManaged, not(namesCustomerKey(workgroup, managed, "encryptionConfiguration.kmsKey"))),
        "Managed query results are encrypted under no customer managed key.",
    );
    reportResults(workgroup, configuration.block("resultConfiguration.encryptionConfiguration"), names.key, not(isManaged), report);
    if (names.updates !== undefined) {
        const updates = workgroup.block(`${names.updates}.resultConfigurationUpdates`);
        report(
            is(updates.flag("removeEncryptionConfiguration"), (removed) => removed),
            "An update removes the encryption of query results.",
        );
        reportResults(
            workgroup,
            updates.block("encryptionConfiguration"),
            names.key,
            updates.block("encryptionConfiguration").isGiven(),
            report,
        );
    }
}

/**
 * Whether a database leaves its results to a workgroup: one that overrides what the database says, or any where the database says nothing.
 * https://docs.aws.amazon.com/athena/latest/ug/workgroups-settings-override.html
 */
function isLeftToWorkgroup(database: Resource): Truth {
    const leaf = database.block("workgroup");
    if (isGiven(leaf.text("")) === false) {
        return false;
    }
    const workgroups = database.stack?.ofType(...workgroupTypes) ?? [];
    const workgroup = referredTo(database, leaf, workgroups, workgroupTypes);
    if (workgroup === undefined || workgroup instanceof Unknown) {
        return workgroup ?? new Unknown(["workgroup"]);
    }
    const names = workgroupNames[workgroup.type];
    const isSilent = not(any(isGiven(database.text("bucket")), database.block("encryptionConfiguration").isGiven()));
    return names !== undefined && any(isSilent, isEnforced(workgroup, names));
}

export const athenaResultsKmsKey: ResourcePolicy = {
    name: "athena-results-kms-key",
    displayName: "Athena query results",
    description: "Athena query results are encrypted under a customer managed key.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "In the encryption configuration of query results set encryptionOption to SSE_KMS or CSE_KMS, and name a customer managed key.",
    url: "https://docs.aws.amazon.com/athena/latest/ug/encrypting-query-results-stored-in-s3.html",
    tags: ["encryption"],
    validateResource: (resource, report) => {
        const names = workgroupNames[resource.type];
        if (names !== undefined) {
            reportWorkgroupResults(resource, names, report);
        } else if (resource.type === "aws:athena/database:Database") {
            reportResults(resource, resource.block("encryptionConfiguration"), "kmsKey", not(isLeftToWorkgroup(resource)), report);
        }
    },
};

export const athenaWorkgroupEnforced: ResourcePolicy = {
    name: "athena-workgroup-enforced",
    displayName: "Athena workgroup settings",
    description: "Clients cannot override the settings of Athena workgroups.",
    enforcementLevel: "mandatory",
    severity: "medium",
    remediationSteps: "Set enforceWorkgroupConfiguration to true, or leave it out.",
    url: "https://docs.aws.amazon.com/athena/latest/ug/workgroups-settings-override.html",
    tags: ["encryption"],
    validateResource: (resource, report) => {
        const names = workgroupNames[resource.type];
        if (names !== undefined) {
            report(
                not(isEnforced(resource, names)),
                "Clients can override the workgroup's settings, the encryption of results among them.",
            );
        }
    },
};

/** Where each type of EMR security configuration has its document. */
const securityDocuments: Readonly<Record<string, string>> = {
    "aws:emr/securityConfiguration:SecurityConfiguration": "configuration",
    "aws-native:emr:SecurityConfiguration": "securityConfiguration",
};

/** Whether objects are encrypted under a customer managed key, as `EncryptionMode` and `AwsKmsKey` of a block say. */
function encryptsObjects(resource: Resource, encryption: Block): Truth {
    return all(is(encryption.text("EncryptionMode"), oneOf("SSE-KMS", "CSE-KMS")), namesCustomerKey(resource, encryption, "AwsKmsKey"));
}

export const emrSecurityConfiguration: ResourcePolicy = {
    name: "emr-security-configuration",
    displayName: "EMR security configuration",
    description: "EMR security configurations encrypt data at rest under customer managed keys, and data in transit.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Under EncryptionConfiguration enable encryption at rest, with SSE-KMS or CSE-KMS for S3 and AwsKms for local disks and a customer managed key for each, and enable encryption in transit.",
    url: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html",
    tags: ["encryption", ...controls("EMR.3", "EMR.4")],
    validateResource: (resource, report) => {
        const path = securityDocuments[resource.type];
        if (path === undefined) {
            return;
        }
        const encryption = jsonDocumentAt(resource, path).block("EncryptionConfiguration");
        const atRest = encryption.block("AtRestEncryptionConfiguration");
        const objects = atRest.block("S3EncryptionConfiguration");
        const disks = atRest.block("LocalDiskEncryptionConfiguration");
        const isAtRest = is(encryption.flag("EnableAtRestEncryption"), (on) => on);
        report(not(isAtRest), "Encryption at rest is off.");
        report(
            all(isAtRest, not(encryptsObjects(resource, objects))),
            "S3EncryptionConfiguration does not encrypt objects under a customer managed key.",
        );
        report(
            all(isAtRest, any(...objects.all("Overrides[]").map((override) => not(encryptsObjects(resource, override))))),
            "An override in S3EncryptionConfiguration does not encrypt a bucket's objects under a customer managed key.",
        );
        const isUnderKms = is(disks.text("EncryptionKeyProviderType"), oneOf("AwsKms"));
        report(
            all(isAtRest, not(all(isUnderKms, namesCustomerKey(resource, disks, "AwsKmsKey")))),
            "LocalDiskEncryptionConfiguration does not encrypt disks under a customer managed key.",
        );
        report(not(is(encryption.flag("EnableInTransitEncryption"), (on) => on)), "Encryption in transit is off.");
    },
};

/** Whether the cluster names a security configuration; one that the stack is about to make has a name then. */
function hasSecurityConfiguration(cluster: Resource): Truth {
    const isNamed = isGiven(cluster.text("securityConfiguration"));
    const isOfStack = cluster.sourcesOf("securityConfiguration").some(({ type }) => type in securityDocuments);
    return isNamed instanceof Unknown && isOfStack ? true : isNamed;
}

export const emrClusterSecured: StackPolicy = {
    name: "emr-cluster-secured",
    displayName: "EMR cluster security",
    description: "EMR clusters have a security configuration.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Name a security configuration in securityConfiguration of the cluster.",
    url: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-specify-security-configuration.html",
    tags: ["encryption", ...controls("EMR.3", "EMR.4")],
    validateStack: (stack, report) => {
        for (const cluster of stack.ofType("aws:emr/cluster:Cluster")) {
            report(not(hasSecurityConfiguration(cluster)), "The cluster names no security configuration.", cluster);
        }
    },
};

export const cloudtrailKmsKey: ResourcePolicy = {
    name: "cloudtrail-kms-key",
    displayName: "CloudTrail encryption",
    description: "Trails are encrypted under a customer managed key and their files validated.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps: "Set kmsKeyId of the trail to a customer managed key and enableLogFileValidation to true.",
    url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html",
    tags: [
        "encryption",
        "logging",
        ...controls("CloudTrail.2", "CloudTrail.4"),
        ...soc2(
            "cloudtrail_trail_logs_encrypted_with_kms_cmk",
            "cloudtrail_trail_validation_enabled",
            "cloudtrail_log_file_validation_enabled",
        ),
    ],
    validateResource: (resource, report) => {
        if ((trailTypes as readonly string[]).includes(resource.type)) {
            report(not(namesCustomerKey(resource, resource, "kmsKeyId")), "The trail is encrypted under no customer managed key.");
            report(not(is(resource.flag("enableLogFileValidation"), (on) => on)), "Validation of the trail's files is off.");
        }
    },
};

export const cloudtrailDataEvents: StackPolicy = {
    name: "cloudtrail-data-events",
    displayName: "CloudTrail data events",
    description: "Trails record S3 data events and KMS events.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps:
        "Select data events of AWS::S3::Object, reads and writes, and management events without excluding kms.amazonaws.com. All trails of a stack together count.",
    url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html",
    tags: [
        "logging",
        ...controls("S3.22", "S3.23"),
        ...soc2("cloudtrail_s3_dataevents_read_enabled", "cloudtrail_s3_dataevents_write_enabled", "cloudtrail_s3_data_events_enabled"),
    ],
    validateStack: (stack, report) => {
        const trails = stack.ofType(...trailTypes);
        const isRecorded = (events: readonly TrailEvent[]): Truth =>
            all(...events.map((event) => any(...trails.map((trail) => recordsEvent(trail, event)))));
        for (const trail of trails) {
            report(not(isRecorded([objectRead, objectWritten])), "No trail of the stack records all S3 data events.", trail);
            report(not(isRecorded([keyUsed, keyChanged])), "No trail of the stack records all KMS events.", trail);
        }
    },
};

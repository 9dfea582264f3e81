import { areOfOneAccount, logDeliveryUsers, ownAccounts } from "../model/accounts";
import type { Block } from "../model/block";
import { objectRead, objectWritten, recordsEvent, trailTypes } from "../model/cloudtrail";
import { all, any, is, isGiven, isLeftOutOr, map, not, oneOf, type Truth, Unknown } from "../model/fact";
import { isAllowedKey, isAwsManaged, isCustomerManaged, isOneOfThem, type KeyReference, keysNamedBy } from "../model/kms";
import type { Resource } from "../model/resource";
import {
    attached,
    bucketArn,
    buckets,
    defaultEncryptionPasses,
    defaultEncryptionRules,
    type EncryptionRule,
    isBucket,
    isKms,
    isLogDestination,
    takesLogsUnderS3Keys,
    isUnderKms,
    keysOf,
    loggingTargets,
    loggingTypes,
    namesBucket,
    namesSomeBucket,
    publicAccessBlockTypes,
    publicAccessSettings,
    replicationDestinations,
    replicationRules,
    settingPasses,
    versioningTypes,
} from "../model/s3";
import { hasTag } from "../model/tags";
import { options } from "./options";
import type { ResourcePolicy, StackPolicy } from "./policy";
import { controls } from "./securityHub";
import { soc2 } from "./soc2";

/** What a bucket without a default under SSE-KMS does instead. */
function encryptionInstead(bucket: Resource): string {
    const [rule] = defaultEncryptionRules(bucket);
    return rule === undefined
        ? "Nothing sets the bucket's default encryption, so S3 encrypts with its own keys (SSE-S3)."
        : "The bucket's default encryption is not SSE-KMS.";
}

export const s3DefaultEncryptionKms: StackPolicy = {
    name: "s3-default-encryption-kms",
    displayName: "S3 default encryption",
    description: "Every bucket encrypts new objects with SSE-KMS by default.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Add a BucketServerSideEncryptionConfiguration for the bucket with sseAlgorithm aws:kms and the ARN of a customer managed key. A bucket that " +
        "receives server access logs or load balancer logs keeps AES256.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
    tags: ["encryption", ...controls("S3.17"), ...soc2("s3_bucket_default_encryption_enabled", "s3_bucket_kms_encryption")],
    validateStack: (stack, report) => {
        for (const bucket of buckets(stack)) {
            const isEncrypted = defaultEncryptionPasses(bucket, isUnderKms);
            report(all(not(isEncrypted), not(isLogDestination(bucket))), encryptionInstead(bucket), bucket);
            report(
                all(isEncrypted, takesLogsUnderS3Keys(bucket)),
                "The bucket receives logs that cannot be delivered under SSE-KMS: its default encryption has to be AES256.",
                bucket,
            );
        }
    },
};

/** Whether the rule names a customer managed key: of the stack, or any outside that is allowed. */
function namesCustomerKey(rule: EncryptionRule, allowedKeyArns: readonly string[] | undefined): Truth {
    const isAllowed = (key: KeyReference): boolean =>
        isCustomerManaged(key) && (typeof key !== "string" || allowedKeyArns === undefined || isAllowedKey(key, allowedKeyArns));
    return is(keysOf(rule), (keys) => isOneOfThem(keys, isAllowed));
}

export const s3DefaultEncryptionCustomerKey: StackPolicy = {
    name: "s3-default-encryption-customer-key",
    displayName: "S3 customer managed key",
    description: "Every bucket under SSE-KMS names a customer managed key.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Set kmsMasterKeyId of the bucket's default encryption to the ARN of a customer managed key that is allowed.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
    tags: ["encryption", ...controls("S3.17"), ...soc2("s3_bucket_default_encryption_enabled", "s3_bucket_kms_encryption")],
    configSchema: options("allowedKeyArns"),
    validateStack: (stack, report, { allowedKeyArns }) => {
        for (const bucket of buckets(stack)) {
            const isEncrypted = defaultEncryptionPasses(bucket, isUnderKms);
            const rules = defaultEncryptionRules(bucket);
            const isNamed = defaultEncryptionPasses(bucket, (rule) => isGiven(keysOf(rule)));
            report(
                all(isEncrypted, not(isNamed)),
                "The bucket's default encryption names no key, so S3 takes the AWS managed key aws/s3.",
                bucket,
            );
            const isAws = any(...rules.map((rule) => isAwsManaged(keysOf(rule))));
            report(
                all(isEncrypted, isNamed, not(defaultEncryptionPasses(bucket, (rule) => namesCustomerKey(rule, allowedKeyArns)))),
                isAws === true
                    ? "The bucket's default encryption names an AWS managed key."
                    : "The bucket's default encryption names a key that allowedKeyArns does not have.",
                bucket,
            );
        }
    },
};

export const s3BucketKeyEnabled: StackPolicy = {
    name: "s3-bucket-key-enabled",
    displayName: "S3 bucket key",
    description: "Every bucket under SSE-KMS uses a bucket key.",
    enforcementLevel: "advisory",
    severity: "low",
    remediationSteps: "Set bucketKeyEnabled: true in the bucket's default encryption.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html",
    tags: ["encryption", "cost"],
    validateStack: (stack, report) => {
        for (const bucket of buckets(stack)) {
            // Bucket keys do not exist for DSSE-KMS.
            const isSingleLayer = defaultEncryptionPasses(bucket, (rule) => is(rule.algorithm, oneOf("aws:kms")));
            const isEnabled = defaultEncryptionPasses(bucket, (rule) => is(rule.bucketKeyEnabled, (on) => on));
            report(all(isSingleLayer, not(isEnabled)), "The bucket key is off, so every object costs a request to KMS.", bucket);
        }
    },
};

/** Objects and copies take the bucket's default encryption unless they say otherwise. */
const objectTypes = oneOf("aws:s3/bucketObject:BucketObject", "aws:s3/bucketObjectv2:BucketObjectv2", "aws:s3/objectCopy:ObjectCopy");

export const s3ObjectEncryption: ResourcePolicy = {
    name: "s3-object-encryption",
    displayName: "S3 object encryption",
    description: "Objects are encrypted with SSE-KMS under a customer managed key, as their bucket is.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Leave serverSideEncryption and kmsKeyId out, so that the bucket's default holds, or name aws:kms and a customer managed key.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html",
    tags: ["encryption"],
    validateResource: (object, report) => {
        if (!objectTypes(object.type)) {
            return;
        }
        const algorithm = object.text("serverSideEncryption");
        const keys = keysNamedBy(object, object.block("kmsKeyId"));
        report(not(isLeftOutOr(algorithm, isKms)), "The object leaves SSE-KMS.");
        report(
            isGiven(object.text("customerAlgorithm")),
            "The object is encrypted with a key from the request (SSE-C), which KMS does not control.",
        );
        report(
            all(is(algorithm, isKms), not(isGiven(keys))),
            "The object asks for SSE-KMS and names no key, which means the AWS managed key aws/s3, not the bucket's key.",
        );
        report(isAwsManaged(keys), "The object names an AWS managed key.");
    },
};

export const s3ReplicaEncryption: ResourcePolicy = {
    name: "s3-replica-encryption",
    displayName: "S3 replica encryption",
    description: "Replicas are encrypted under a customer managed key.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "In each replication rule name a customer managed key of the destination's region as replicaKmsKeyId, and enable sseKmsEncryptedObjects in the source selection criteria.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html",
    tags: ["encryption"],
    validateResource: (resource, report) => {
        for (const rule of replicationRules(resource)) {
            const keys = keysNamedBy(resource, rule.replicaKey);
            report(all(rule.isOn, not(isGiven(keys))), "A replication rule names no replica KMS key.");
            report(all(rule.isOn, isAwsManaged(keys)), "A replication rule names an AWS managed key for replicas.");
            report(all(rule.isOn, not(rule.selectsKmsObjects)), "A replication rule leaves out objects under SSE-KMS.");
        }
    },
};

/** Where the other kinds of buckets have their encryption: type, block, and the names of algorithm and key in it. */
const otherBuckets: Readonly<
    Record<string, { readonly blocks: string; readonly algorithm: string; readonly key: string; readonly inherits?: true }>
> = {
    "aws:s3tables/tableBucket:TableBucket": { blocks: "encryptionConfiguration", algorithm: "sseAlgorithm", key: "kmsKeyArn" },
    "aws-native:s3tables:TableBucket": { blocks: "encryptionConfiguration", algorithm: "sseAlgorithm", key: "kmsKeyArn" },
    "aws:s3tables/table:Table": { blocks: "encryptionConfiguration", algorithm: "sseAlgorithm", key: "kmsKeyArn", inherits: true },
    "aws:s3/vectorsVectorBucket:VectorsVectorBucket": { blocks: "encryptionConfigurations[]", algorithm: "sseType", key: "kmsKeyArn" },
    "aws-native:s3vectors:VectorBucket": { blocks: "encryptionConfiguration", algorithm: "sseType", key: "kmsKeyArn" },
    "aws:s3/vectorsIndex:VectorsIndex": { blocks: "encryptionConfigurations[]", algorithm: "sseType", key: "kmsKeyArn", inherits: true },
    "aws-native:s3vectors:Index": { blocks: "encryptionConfiguration", algorithm: "sseType", key: "kmsKeyArn", inherits: true },
    "aws-native:s3express:DirectoryBucket": {
        blocks: "bucketEncryption.serverSideEncryptionConfiguration[].serverSideEncryptionByDefault",
        algorithm: "sseAlgorithm",
        key: "kmsMasterKeyId",
    },
};

export const s3TableAndDirectoryEncryption: ResourcePolicy = {
    name: "s3-table-and-directory-encryption",
    displayName: "S3 table, vector and directory bucket encryption",
    description: "Table buckets, vector buckets and directory buckets use SSE-KMS with a customer managed key.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Set the encryption configuration to aws:kms with the ARN of a customer managed key.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-encryption.html",
    tags: ["encryption"],
    validateResource: (bucket, report) => {
        const place = otherBuckets[bucket.type];
        if (place === undefined) {
            return;
        }
        const configurations = bucket.all(place.blocks);
        const isConfigured = any(...configurations.map((configuration) => configuration.isGiven()));
        // A table or index without a setting of its own has its bucket's.
        report(place.inherits !== true && not(isConfigured), "Nothing sets its encryption, so S3 encrypts with its own keys (SSE-S3).");
        for (const configuration of configurations) {
            const isGivenHere = configuration.isGiven();
            const isEncrypted = is(configuration.text(place.algorithm), isKms);
            const keys = keysNamedBy(bucket, configuration.block(place.key));
            report(all(isGivenHere, not(isEncrypted)), "Its encryption is not SSE-KMS.");
            report(all(isGivenHere, isEncrypted, not(isGiven(keys))), "Its encryption names no key, which means an AWS managed one.");
            report(all(isGivenHere, isAwsManaged(keys)), "Its encryption names an AWS managed key.");
        }
    },
};

/** The four settings in this block, as one truth; a setting left out is off. */
function isComplete(block: Block): Truth {
    return all(...publicAccessSettings.map((setting) => is(block.flag(setting), (on) => on)));
}

/** The settings that the block certainly leaves off, for a message. */
function settingsOff(block: Block): string {
    return publicAccessSettings.filter((setting) => is(block.flag(setting), (on) => on) === false).join(", ");
}

/** A block for the whole account covers its buckets in every region, whatever their own block says. It may name an account that is another. */
function isCoveredByAccount(bucket: Resource): Truth {
    const blocks = bucket.stack?.ofType("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock") ?? [];
    const own = ownAccounts(bucket);
    const isForIt = (block: Resource): Truth => isLeftOutOr(block.text("accountId"), (id) => own instanceof Unknown || own.includes(id));
    return any(...blocks.map((block) => all(areOfOneAccount(block, bucket), isForIt(block), isComplete(block))));
}

export const s3PublicAccessBlock: StackPolicy = {
    name: "s3-public-access-block",
    displayName: "S3 public access block",
    description: "Every bucket has a public access block with all four settings on.",
    enforcementLevel: "mandatory",
    severity: "critical",
    remediationSteps: "Add a BucketPublicAccessBlock for the bucket and turn on all four settings.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    tags: [
        "public-access",
        ...controls("S3.8"),
        ...soc2("s3_bucket_public_access", "s3_bucket_restrict_public_read_access", "s3_bucket_restrict_public_write_access"),
    ],
    validateStack: (stack, report) => {
        for (const bucket of buckets(stack)) {
            const blocks = attached(bucket, publicAccessBlockTypes);
            const inline = bucket.block("publicAccessBlockConfiguration");
            const isBlocked = settingPasses(() => isComplete(inline), blocks, isComplete);
            const incomplete = [...blocks.map(({ resource }) => resource), ...(inline.isGiven() === true ? [inline] : [])].find(
                (block) => settingsOff(block) !== "",
            );
            report(
                all(not(isBlocked), not(isCoveredByAccount(bucket))),
                incomplete === undefined
                    ? "The bucket has no public access block."
                    : `The bucket's public access block leaves ${settingsOff(incomplete)} off.`,
                bucket,
            );
        }
    },
};

export const s3PublicAccessBlockComplete: ResourcePolicy = {
    name: "s3-public-access-block-complete",
    displayName: "S3 public access block complete",
    description: "A public access block has all four settings on.",
    enforcementLevel: "mandatory",
    severity: "critical",
    remediationSteps:
        "Set blockPublicAcls, blockPublicPolicy, ignorePublicAcls and restrictPublicBuckets to true; a setting left out is off.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    tags: ["public-access", ...controls("S3.1", "S3.8"), ...soc2("s3_bucket_public_access", "s3_public_access_block_account")],
    validateResource: (resource, report) => {
        const isSeparate = oneOf(...publicAccessBlockTypes, "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock")(resource.type);
        if (isSeparate || resource.type === "aws-native:s3:Bucket") {
            const block = isSeparate ? resource : resource.block("publicAccessBlockConfiguration");
            report(all(isSeparate || block.isGiven(), not(isComplete(block))), `The public access block leaves ${settingsOff(block)} off.`);
        }
    },
};

/** Canned ACLs that let everybody in, or everybody with any AWS account; `aws-native` writes them in Pascal case. */
const isPublicAcl = oneOf("public-read", "public-read-write", "authenticated-read", "PublicRead", "PublicReadWrite", "AuthenticatedRead");

/** The groups of everybody, and of everybody with any AWS account. https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html */
function isPublicGroup(uri: string): boolean {
    return uri.endsWith("/groups/global/AllUsers") || uri.endsWith("/groups/global/AuthenticatedUsers");
}

/** Where each type has a canned ACL and the URIs of the groups it grants to. */
const acls: Readonly<Record<string, { readonly canned?: string; readonly groups?: string }>> = {
    "aws:s3/bucket:Bucket": { canned: "acl", groups: "grants[].uri" },
    "aws:s3/bucketV2:BucketV2": { canned: "acl", groups: "grants[].uri" },
    "aws-native:s3:Bucket": { canned: "accessControl" },
    "aws:s3/bucketAcl:BucketAcl": { canned: "acl", groups: "accessControlPolicy.grants[].grantee.uri" },
    "aws:s3/bucketAclV2:BucketAclV2": { canned: "acl", groups: "accessControlPolicy.grants[].grantee.uri" },
    "aws:s3/bucketObject:BucketObject": { canned: "acl" },
    "aws:s3/bucketObjectv2:BucketObjectv2": { canned: "acl" },
    "aws:s3/objectCopy:ObjectCopy": { canned: "acl", groups: "grants[].uri" },
    "aws:s3/bucketLogging:BucketLogging": { groups: "targetGrants[].grantee.uri" },
    "aws:s3/bucketLoggingV2:BucketLoggingV2": { groups: "targetGrants[].grantee.uri" },
};

export const s3NoPublicAcl: ResourcePolicy = {
    name: "s3-no-public-acl",
    displayName: "S3 public ACLs",
    description: "No ACL grants access to everybody or to everybody with an AWS account.",
    enforcementLevel: "mandatory",
    severity: "critical",
    remediationSteps: "Use the private ACL, or leave ACLs out and grant access by policy.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html",
    tags: [
        "public-access",
        ...controls("S3.2", "S3.3"),
        ...soc2("s3_bucket_public_access", "s3_bucket_restrict_public_read_access", "s3_bucket_restrict_public_write_access"),
    ],
    validateResource: (resource, report) => {
        const { canned, groups } = acls[resource.type] ?? {};
        if (canned !== undefined) {
            report(not(isLeftOutOr(resource.text(canned), (acl) => !isPublicAcl(acl))), "The ACL is public.");
        }
        const uris = groups === undefined ? [] : resource.all(groups);
        report(
            not(all(...uris.map((uri) => isLeftOutOr(uri.text(""), (group) => !isPublicGroup(group))))),
            "A grant of the ACL is to everybody, or to everybody with an AWS account.",
        );
    },
};

export const s3AclsDisabled: ResourcePolicy = {
    name: "s3-acls-disabled",
    displayName: "S3 ACLs disabled",
    description: "ACLs are switched off by the ownership setting BucketOwnerEnforced.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps: "Set objectOwnership to BucketOwnerEnforced, the default of new buckets, and grant access by policy.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
    tags: ["public-access", ...controls("S3.12")],
    validateResource: (resource, report) => {
        const ownership =
            resource.type === "aws:s3/bucketOwnershipControls:BucketOwnershipControls"
                ? [resource.block("rule.objectOwnership")]
                : resource.type === "aws-native:s3:Bucket"
                  ? resource.all("ownershipControls.rules[].objectOwnership")
                  : [];
        report(
            not(all(...ownership.map((leaf) => isLeftOutOr(leaf.text(""), oneOf("BucketOwnerEnforced"))))),
            "The ownership setting leaves ACLs in force.",
        );
    },
};

/** Where grants of an ACL name their grantee, and where the ACL says whose the bucket is; `email` where it is not called `emailAddress`. */
const granteePlaces: Readonly<Record<string, { readonly grantees: string; readonly owner?: string; readonly email?: string }>> = {
    "aws:s3/bucket:Bucket": { grantees: "grants[]" },
    "aws:s3/bucketV2:BucketV2": { grantees: "grants[]" },
    "aws:s3/bucketAcl:BucketAcl": { grantees: "accessControlPolicy.grants[].grantee", owner: "accessControlPolicy.owner.id" },
    "aws:s3/bucketAclV2:BucketAclV2": { grantees: "accessControlPolicy.grants[].grantee", owner: "accessControlPolicy.owner.id" },
    "aws:s3/objectCopy:ObjectCopy": { grantees: "grants[]", email: "email" },
    "aws:s3/bucketLogging:BucketLogging": { grantees: "targetGrants[].grantee" },
    "aws:s3/bucketLoggingV2:BucketLoggingV2": { grantees: "targetGrants[].grantee" },
};

export const s3AclCrossAccount: ResourcePolicy = {
    name: "s3-acl-cross-account",
    displayName: "S3 ACL grants",
    description: "ACL grants go to the bucket's owner, the log delivery group or trusted canonical users.",
    enforcementLevel: "advisory",
    severity: "high",
    remediationSteps: "Grant access to other accounts by bucket policy, or list the canonical user in trustedCanonicalUsers.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html",
    tags: ["cross-account"],
    configSchema: options("trustedCanonicalUsers"),
    validateResource: (resource, report, { trustedCanonicalUsers }) => {
        const { grantees, owner, email = "emailAddress" } = granteePlaces[resource.type] ?? {};
        if (grantees === undefined) {
            return;
        }
        // An inline grant does not say whose the bucket is; its own canonical user is known only if configured.
        const ownId =
            owner === undefined
                ? trustedCanonicalUsers === undefined
                    ? new Unknown(["the option trustedCanonicalUsers"])
                    : undefined
                : resource.text(owner);
        for (const grantee of resource.all(grantees)) {
            const isTrusted = (id: string): Truth =>
                logDeliveryUsers.includes(id) || trustedCanonicalUsers?.includes(id) === true || is(ownId, (own) => own === id);
            report(
                not(isLeftOutOr(grantee.text("id"), isTrusted)),
                "A grant of the ACL is to a canonical user that is neither the owner nor trusted.",
            );
            report(isGiven(grantee.text(email)), "A grant of the ACL is to whoever has an e-mail address.");
        }
    },
};

export const s3ReplicationTrusted: ResourcePolicy = {
    name: "s3-replication-trusted",
    displayName: "S3 replication destinations",
    description: "Replication goes to buckets of own or trusted accounts.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Replicate to a bucket of your own, or list the destination's account in trustedAccounts.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-walkthrough-2.html",
    tags: ["cross-account"],
    configSchema: options("ownAccounts", "trustedAccounts"),
    validateResource: (resource, report, { ownAccounts: configured, trustedAccounts = [] }) => {
        for (const { isOn, leaf, account, kin } of replicationDestinations(resource)) {
            const own = ownAccounts(resource, configured);
            // Whether the destination is of the stack is known at the second look.
            const isOfTheStack = resource.stack === undefined ? new Unknown([leaf.path]) : namesSomeBucket(resource, leaf, kin);
            const isTrusted = is(account, (id) => trustedAccounts.includes(id) || is(own, (accounts) => accounts.includes(id)));
            // Without an account nothing tells whose bucket it is.
            const nothingTells = new Unknown([`the account of a bucket outside the stack (${leaf.path})`]);
            const isAccountGiven = isGiven(account);
            report(
                all(isOn, not(isOfTheStack), any(all(isAccountGiven, not(isTrusted)), all(not(isAccountGiven), nothingTells))),
                "A replication rule sends objects to a bucket of an account that is neither your own nor trusted.",
            );
        }
    },
};

/** Whether one of the trails records what is read and written in this bucket. */
function isRecordedBy(trails: readonly { trail: Resource; inputs: string }[], bucket: Resource): Truth {
    return any(
        ...trails.map(({ trail, inputs }) => {
            const objects = map(bucketArn(bucket, inputs), (arn) => `${arn}/object`);
            const isRecorded = is(objects, (arn) =>
                all(...[objectRead, objectWritten].map((event) => recordsEvent(trail, { ...event, "resources.ARN": arn }))),
            );
            // While the ARNs in the selectors are not known, they are of the buckets they were made from.
            const isSource = ["eventSelectors", "advancedEventSelectors"].some((selectors) => trail.sourcesOf(selectors).includes(bucket));
            return isRecorded instanceof Unknown && isSource ? true : isRecorded;
        }),
    );
}

/** Whether this resource sends a bucket's access logs to another bucket. A target that is not known yet is one all the same. */
function logsElsewhere(resource: Resource, bucket: Resource): Truth {
    return any(
        ...loggingTargets(resource).map((target) => {
            const name = target.text("");
            return all(name instanceof Unknown || isGiven(name), not(namesBucket(resource, target, bucket)));
        }),
    );
}

export const s3AccessLogging: StackPolicy = {
    name: "s3-access-logging",
    displayName: "S3 access logs",
    description: "Access to every bucket is logged: to another bucket, or by CloudTrail data events.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps: "Add a BucketLogging with a bucket for logs as its target, or S3 data events to a trail.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",
    tags: ["logging", ...controls("S3.9"), ...soc2("s3_bucket_logging_enabled", "s3_bucket_server_access_logging_enabled")],
    validateStack: (stack, report) => {
        const trails = stack.ofType(...trailTypes).map((trail) => ({ trail, inputs: JSON.stringify(trail.json("")) }));
        for (const bucket of buckets(stack)) {
            const separate = attached(bucket, loggingTypes);
            const logsToItself = any(
                ...[bucket, ...separate.map(({ resource }) => resource)].flatMap((resource) =>
                    loggingTargets(resource).map((target) => namesBucket(resource, target, bucket)),
                ),
            );
            const isLogged = settingPasses(
                () => logsElsewhere(bucket, bucket),
                separate,
                (resource) => logsElsewhere(resource, bucket),
            );
            report(
                all(not(isLogged), not(all(isLogDestination(bucket), not(logsToItself))), not(isRecordedBy(trails, bucket))),
                logsToItself === true ? "The bucket logs to itself." : "Nothing logs access to the bucket.",
                bucket,
            );
        }
    },
};

export const s3Versioning: StackPolicy = {
    name: "s3-versioning",
    displayName: "S3 versioning",
    description: "Every bucket keeps versions.",
    enforcementLevel: "advisory",
    severity: "low",
    remediationSteps: "Add a BucketVersioning for the bucket with status Enabled.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
    tags: ["availability", ...controls("S3.14"), ...soc2("s3_bucket_versioning_enabled", "s3_bucket_object_versioning")],
    validateStack: (stack, report) => {
        for (const bucket of buckets(stack)) {
            const inline = any(
                // AWS switches versioning on with Object Lock, and then it cannot be switched off.
                is(bucket.flag("objectLockEnabled"), (on) => on),
                is(bucket.text("objectLockConfiguration.objectLockEnabled"), oneOf("Enabled")),
                is(bucket.flag("versioning.enabled"), (on) => on),
                is(bucket.text("versioningConfiguration.status"), oneOf("Enabled")),
                ...bucket.all("versionings[].enabled").map((leaf) => is(leaf.flag(""), (on) => on)),
            );
            const isOn = settingPasses(
                () => inline,
                attached(bucket, versioningTypes),
                (versioning) => is(versioning.text("versioningConfiguration.status"), oneOf("Enabled")),
            );
            report(not(isOn), "Versioning is off.", bucket);
        }
    },
};

export const s3NoWebsite: ResourcePolicy = {
    name: "s3-no-website",
    displayName: "S3 websites",
    description: "A bucket is not a website.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps: "Take the website configuration out; serve files through CloudFront with an origin access control.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteHosting.html",
    tags: ["public-access"],
    validateResource: (resource, report) => {
        const isWebsite = isBucket(resource)
            ? any(
                  resource.block("website").isGiven(),
                  resource.block("websiteConfiguration").isGiven(),
                  ...resource.all("websites[]").map((website) => website.isGiven()),
              )
            : /^aws:s3\/bucketWebsiteConfiguration(V2)?:/.test(resource.type);
        report(isWebsite, "The bucket is set up as a website, which serves its objects over plain HTTP.");
    },
};

/** The tag that tells how sensitive a bucket's data is, unless the configuration names others. */
const standardTags = { Classification: [] };

export const s3ClassificationTag: ResourcePolicy = {
    name: "s3-classification-tag",
    displayName: "S3 classification",
    description: "Buckets carry the required tags with allowed values.",
    enforcementLevel: "advisory",
    severity: "low",
    remediationSteps: "Add the tag to the bucket or to the provider's defaultTags. Tag names are case-sensitive.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/CostAllocTagging.html",
    tags: ["governance"],
    configSchema: options("requiredTags"),
    validateResource: (bucket, report, { requiredTags = standardTags }) => {
        if (!isBucket(bucket)) {
            return;
        }
        for (const [tag, allowed] of Object.entries(requiredTags)) {
            const hasIt = hasTag(bucket, tag, () => true);
            report(not(hasIt), `The bucket has no tag ${tag}.`);
            report(
                all(hasIt, not(hasTag(bucket, tag, (value) => allowed.length === 0 || allowed.includes(value)))),
                `The bucket's tag ${tag} has a value that is not allowed.`,
            );
        }
    },
};

export const s3AccessPointVpcOnly: ResourcePolicy = {
    name: "s3-access-point-vpc-only",
    displayName: "S3 access points in a VPC",
    description: "Access points are bound to a VPC.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Give the access point a vpcConfiguration with the id of the VPC. It cannot be changed later: the access point is replaced.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-vpc.html",
    tags: ["network"],
    validateResource: (accessPoint, report) => {
        if (
            oneOf(
                "aws:s3/accessPoint:AccessPoint",
                "aws-native:s3:AccessPoint",
                "aws-native:s3express:AccessPoint",
                "aws-native:s3outposts:AccessPoint",
            )(accessPoint.type)
        ) {
            const vpcId = accessPoint.text("vpcConfiguration.vpcId");
            // An id that is not known yet is an id.
            report(
                not(all(accessPoint.block("vpcConfiguration").isGiven(), vpcId instanceof Unknown || isGiven(vpcId))),
                "The access point is open to the internet.",
            );
        }
    },
};

/** Where access points have their public access block. A setting left out is on here, unlike in a bucket's block. */
const accessPointBlocks: Readonly<Record<string, string>> = {
    "aws:s3/accessPoint:AccessPoint": "publicAccessBlockConfiguration",
    "aws-native:s3:AccessPoint": "publicAccessBlockConfiguration",
    "aws-native:s3express:AccessPoint": "publicAccessBlockConfiguration",
    "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint": "details.publicAccessBlock",
    "aws-native:s3:MultiRegionAccessPoint": "publicAccessBlockConfiguration",
};

export const s3AccessPointPublicAccessBlock: ResourcePolicy = {
    name: "s3-access-point-public-access-block",
    displayName: "S3 access point public access block",
    description: "No setting of an access point's public access block is switched off.",
    enforcementLevel: "mandatory",
    severity: "critical",
    remediationSteps:
        "Leave the settings out, which turns them on, or set them to true. They cannot be changed later: the access point is replaced.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html",
    tags: ["public-access", ...controls("S3.19", "S3.24")],
    validateResource: (accessPoint, report) => {
        const path = accessPointBlocks[accessPoint.type];
        if (path !== undefined) {
            const block = accessPoint.block(path);
            const isOn = (setting: string): Truth => isLeftOutOr(block.flag(setting), (on) => on);
            const off = publicAccessSettings.filter((setting) => isOn(setting) === false);
            report(not(all(...publicAccessSettings.map(isOn))), `The access point's public access block leaves ${off.join(", ")} off.`);
        }
    },
};

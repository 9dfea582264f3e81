import * as kms from "../../policies/kms";
import { describePolicy } from "../support/describePolicy";
import { type Declared, unknown } from "../support/judge";

describePolicy(kms.kmsKeyRotation, "aws:kms/key:Key", {
    pass: {
        "rotation on": { enableKeyRotation: true },
        "an asymmetric key, whatever its rotation will be": { customerMasterKeySpec: "RSA_4096", enableKeyRotation: unknown },
    },
    fail: {
        "rotation off": [{ enableKeyRotation: false }, "Key rotation is off."],
        "rotation left at its default": [{ description: "training data" }, "Key rotation is off."],
    },
    falseAlarms: {
        "asymmetric keys cannot rotate": { customerMasterKeySpec: "RSA_4096", enableKeyRotation: false },
        "keys in a custom store cannot rotate": { customKeyStoreId: "cks-1" },
        "HMAC keys cannot rotate": { customerMasterKeySpec: "HMAC_256", keyUsage: "GENERATE_VERIFY_MAC" },
        "a native key in an external key store": { type: "aws-native:kms:Key", props: { origin: "EXTERNAL_KEY_STORE" } },
        "a replica is rotated with its primary": {
            type: "aws:kms/replicaKey:ReplicaKey",
            props: { primaryKeyArn: "arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab" },
        },
        "imported material": { type: "aws:kms/externalKey:ExternalKey", props: { description: "training data" } },
    },
    slips: {
        "a period without rotation": [{ rotationPeriodInDays: 90 }, "Key rotation is off."],
        "a key for several regions": [{ multiRegion: true, description: "training data" }, "Key rotation is off."],
        "spec and usage of a symmetric key written out": [
            { customerMasterKeySpec: "SYMMETRIC_DEFAULT", keyUsage: "ENCRYPT_DECRYPT" },
            "Key rotation is off.",
        ],
        "a custom key store of no name": [{ customKeyStoreId: "" }, "Key rotation is off."],
        "a native key whose material AWS makes": [{ type: "aws-native:kms:Key", props: { origin: "AWS_KMS" } }, "Key rotation is off."],
    },
    undecided: {
        "rotation decided at deployment": [{ enableKeyRotation: unknown }, ["enableKeyRotation"], { holds: true, breaks: false }],
        "kind of key decided at deployment": [
            { customerMasterKeySpec: unknown },
            ["customerMasterKeySpec"],
            { holds: "RSA_4096", breaks: "SYMMETRIC_DEFAULT" },
        ],
    },
});

const volume = "aws:ebs/volume:Volume";
const notebook = "aws:sagemaker/notebookInstance:NotebookInstance";
const key = (props: object = {}): Declared => ({ type: "aws:kms/key:Key", name: "key", props: { enableKeyRotation: true, ...props } });
const alias = (targetKeyId: unknown, refs: Record<string, string> = { targetKeyId: "key" }): Declared => ({
    type: "aws:kms/alias:Alias",
    name: "alias",
    props: { name: "alias/data", targetKeyId },
    refs,
});
const user = (refs: Record<string, string> = { kmsKeyId: "key" }, kmsKeyId: unknown = unknown): Declared => ({
    type: volume,
    name: "volume",
    props: { kmsKeyId },
    refs,
});
const awsManaged = "The key of the notebook's storage (kmsKeyId) is an AWS managed key.";

describePolicy(kms.kmsCustomerManagedKeys, notebook, {
    pass: {
        "a key by id": { kmsKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
        "a key by ARN": { kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" },
        "an alias of one's own": { kmsKeyId: "alias/data" },
    },
    falseAlarms: {
        "an alias that only sounds like one of AWS": { kmsKeyId: "alias/awsome/data" },
        "an alias with a path that AWS's end in": { kmsKeyId: "arn:aws:kms:us-east-1:111122223333:alias/team/aws/s3" },
        "no key: another rule's business": { instanceType: "ml.t3.medium" },
        "an empty key: another rule's business": { kmsKeyId: "" },
        "a key of the stack in a first preview": [
            key(),
            { type: notebook, name: "notebook", props: { kmsKeyId: unknown }, refs: { kmsKeyId: "key" } },
        ],
        "an alias of the stack in a first preview": [
            key(),
            alias(unknown),
            { type: notebook, name: "notebook", props: { kmsKeyId: unknown }, refs: { kmsKeyId: "alias" } },
        ],
        "a replica in a first preview, deep in a block": [
            { type: "aws:kms/replicaKey:ReplicaKey", name: "key", props: { primaryKeyArn: "arn:x" } },
            {
                type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
                name: "replication",
                props: {
                    bucket: "acme-data",
                    role: "arn:aws:iam::111122223333:role/Replication",
                    rules: [{ status: "Enabled", destination: { encryptionConfiguration: { replicaKmsKeyId: unknown } } }],
                },
                refs: { rules: "key" },
            },
        ],
    },
    fail: {
        "by alias": [{ kmsKeyId: "alias/aws/sagemaker" }, awsManaged],
        native: [{ type: "aws-native:sagemaker:NotebookInstance", props: { kmsKeyId: "alias/aws/sagemaker" } }, awsManaged],
        "a number": [{ kmsKeyId: 7 }, "The key of the notebook's storage (kmsKeyId) is no text."],
    },
    slips: {
        "by the name it is known under": [{ kmsKeyId: "aws/sagemaker" }, awsManaged],
        "by the alias's ARN": [{ kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:alias/aws/ebs" }, awsManaged],
        "by the alias's ARN in China": [{ kmsKeyId: "arn:aws-cn:kms:cn-north-1:111122223333:alias/aws/ebs" }, awsManaged],
        "of a version 6 bucket, inline": [
            {
                type: "aws:s3/bucketV2:BucketV2",
                props: {
                    serverSideEncryptionConfigurations: [
                        { rules: [{ applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "aws:kms", kmsMasterKeyId: "alias/aws/s3" }] }] },
                    ],
                },
            },
            "The key of the bucket (serverSideEncryptionConfigurations[0].rules[0].applyServerSideEncryptionByDefaults[0].kmsMasterKeyId) is an AWS managed key.",
        ],
        "of one device among several": [
            {
                type: "aws:ec2/instance:Instance",
                props: {
                    rootBlockDevice: { encrypted: true, kmsKeyId: "alias/data" },
                    ebsBlockDevices: [
                        { deviceName: "/dev/sdb", encrypted: true, kmsKeyId: "alias/data" },
                        { deviceName: "/dev/sdc", encrypted: true, kmsKeyId: "alias/aws/ebs" },
                    ],
                },
            },
            "The key of the volume (ebsBlockDevices[1].kmsKeyId) is an AWS managed key.",
        ],
        "a key that AWS owns": [
            { type: "aws:qldb/ledger:Ledger", props: { permissionsMode: "STANDARD", kmsKey: "AWS_OWNED_KMS_KEY" } },
            "The key of the ledger (kmsKey) is an AWS managed key.",
        ],
    },
    undecided: {
        "a key that nothing tells": [
            { kmsKeyId: unknown },
            ["kmsKeyId"],
            { holds: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", breaks: "alias/aws/sagemaker" },
        ],
    },
});

const unusable = (name = "key"): string => `volume: The key of the volume (kmsKeyId) is ${name}, which services cannot encrypt with.`;

describePolicy(kms.kmsKeyUsable, volume, {
    pass: {
        "an enabled symmetric key": [key(), user()],
        "an alias that leads to one": [key(), alias(unknown), user({ kmsKeyId: "alias" })],
        "a native key": [{ type: "aws-native:kms:Key", name: "key", props: { keySpec: "SYMMETRIC_DEFAULT", enabled: true } }, user()],
    },
    falseAlarms: {
        "a replica": [
            key({ multiRegion: true }),
            { type: "aws:kms/replicaKey:ReplicaKey", name: "replica", props: { primaryKeyArn: unknown }, refs: { primaryKeyArn: "key" } },
            user({ kmsKeyId: "replica" }),
        ],
        "a primary whose replica in another region, of the same id, is disabled": [
            { ...key({ multiRegion: true }), outputs: { id: "mrk-1", keyId: "mrk-1" } },
            {
                type: "aws:kms/replicaKey:ReplicaKey",
                name: "replica",
                props: { primaryKeyArn: "arn:x", enabled: false },
                outputs: { id: "mrk-1", keyId: "mrk-1" },
                providerName: "abroad",
            },
            { type: volume, name: "user", props: { kmsKeyId: "mrk-1" } },
        ],
        "a primary whose disabled replica, of the same id, is in another region of the same provider": [
            { ...key({ multiRegion: true }), outputs: { id: "mrk-1", keyId: "mrk-1" } },
            {
                type: "aws:kms/replicaKey:ReplicaKey",
                name: "replica",
                props: { primaryKeyArn: "arn:x", region: "eu-west-1", enabled: false },
                outputs: { id: "mrk-1", keyId: "mrk-1" },
            },
            user({}, "mrk-1"),
        ],
        "an alias beside one of the same name in another region of the same provider": [
            { ...key(), outputs: { id: "1234", keyId: "1234" } },
            { ...key({ region: "eu-west-1", isEnabled: false }), name: "abroad", outputs: { id: "5678", keyId: "5678" } },
            { type: "aws:kms/alias:Alias", name: "alias", props: { name: "alias/data", targetKeyId: "1234" } },
            { type: "aws:kms/alias:Alias", name: "namesake", props: { name: "alias/data", targetKeyId: "5678", region: "eu-west-1" } },
            user({}, "alias/data"),
        ],
        "a key in a custom store": [key({ customKeyStoreId: "cks-1" }), user()],
        "the ARN of an alias of another region than the stack makes one in": [
            key({ isEnabled: false }),
            { ...alias(unknown), props: { name: "alias/data", targetKeyId: unknown, region: "eu-west-1" } },
            user({}, "arn:aws:kms:us-east-1:111122223333:alias/data"),
        ],
        "a disabled key that nothing is encrypted under": [key({ isEnabled: false }), alias(unknown)],
        "a replica that names itself for its primary": [
            {
                type: "aws:kms/replicaKey:ReplicaKey",
                name: "replica",
                props: { primaryKeyArn: "arn:x" },
                outputs: { arn: "arn:x", id: "x" },
            },
            user({ kmsKeyId: "replica" }),
        ],
        "a key outside the stack": { kmsKeyId: "alias/data" },
        "a key that signs, for signing": [
            key({ customerMasterKeySpec: "ECC_NIST_P256", keyUsage: "SIGN_VERIFY" }),
            {
                type: "aws:route53/keySigningKey:KeySigningKey",
                name: "signer",
                props: { keyManagementServiceArn: unknown },
                refs: { keyManagementServiceArn: "key" },
            },
        ],
    },
    fail: {
        disabled: [[key({ isEnabled: false }), user()], unusable()],
        asymmetric: [[key({ customerMasterKeySpec: "RSA_4096" }), user()], unusable()],
    },
    slips: {
        "HMAC, through an alias": [
            [key({ customerMasterKeySpec: "HMAC_256", keyUsage: "GENERATE_VERIFY_MAC" }), alias(unknown), user({ kmsKeyId: "alias" })],
            unusable(),
        ],
        "through an alias that is named in full": [[key({ isEnabled: false }), alias(unknown), user({}, "alias/data")], unusable()],
        "through the ARN of an alias, in an update": [
            [
                { ...key({ isEnabled: false }), outputs: { id: "1234", keyId: "1234" } },
                { ...alias("1234", {}), outputs: { arn: "arn:aws:kms:us-east-1:111122223333:alias/data" } },
                user({}, "arn:aws:kms:us-east-1:111122223333:alias/data"),
            ],
            unusable(),
        ],
        "through the ARN of an alias abroad, beside an alias whose name is not known yet": [
            [
                { ...key({ isEnabled: false }), outputs: { id: "1234", keyId: "1234" }, providerName: "abroad" },
                {
                    ...alias("1234", {}),
                    outputs: { arn: "arn:aws:kms:eu-west-1:111122223333:alias/data" },
                    providerName: "abroad",
                },
                { type: "aws:kms/alias:Alias", name: "other", props: { name: unknown, targetKeyId: "5678" } },
                user({}, "arn:aws:kms:eu-west-1:111122223333:alias/data"),
            ],
            unusable(),
        ],
        "RSA for encryption": [
            [
                key({ customerMasterKeySpec: "RSA_2048", keyUsage: "ENCRYPT_DECRYPT" }),
                {
                    type: "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
                    name: "hosting",
                    props: { kmsKeyArn: unknown, productionVariants: [] },
                    refs: { kmsKeyArn: "key" },
                },
            ],
            "hosting: The key of the storage of the hosting instances (kmsKeyArn) is key, which services cannot encrypt with.",
        ],
        "a disabled replica where it is used, whose primary is enabled": [
            [
                { ...key({ multiRegion: true }), outputs: { id: "mrk-1", keyId: "mrk-1" } },
                {
                    type: "aws:kms/replicaKey:ReplicaKey",
                    name: "replica",
                    props: { primaryKeyArn: "arn:x", region: "eu-west-1", enabled: false },
                    outputs: { id: "mrk-1", keyId: "mrk-1" },
                },
                { type: volume, name: "volume", props: { kmsKeyId: "mrk-1", region: "eu-west-1" } },
            ],
            unusable("replica"),
        ],
        "an alias that leads nowhere": [[alias("", {}), user({ kmsKeyId: "alias" })], unusable("alias")],
        "imported material that expires": [
            [{ type: "aws:kms/externalKey:ExternalKey", name: "key", props: { validTo: "2027-01-01T00:00:00Z" } }, user()],
            unusable(),
        ],
        "a disabled native key": [[{ type: "aws-native:kms:Key", name: "key", props: { enabled: false } }, user()], unusable()],
        "a replica of an asymmetric key": [
            [
                key({ multiRegion: true, customerMasterKeySpec: "RSA_4096" }),
                {
                    type: "aws:kms/replicaKey:ReplicaKey",
                    name: "replica",
                    props: { primaryKeyArn: unknown },
                    refs: { primaryKeyArn: "key" },
                },
                user({ kmsKeyId: "replica" }),
            ],
            unusable("replica"),
        ],
        "a key by its ARN": [
            [
                { ...key({ isEnabled: false }), outputs: { id: "1234", arn: "arn:aws:kms:us-east-1:111122223333:key/1234" } },
                user({}, "arn:aws:kms:us-east-1:111122223333:key/1234"),
            ],
            unusable(),
        ],
    },
    undecided: {
        "the ARN of an alias that the stack makes": [
            [key({ isEnabled: false }), alias(unknown), user({}, "arn:aws:kms:us-east-1:111122223333:alias/data")],
            ["which of several keys it is"],
        ],
        "a replica of a key that nothing tells of": [
            [{ type: "aws:kms/replicaKey:ReplicaKey", name: "replica", props: { primaryKeyArn: unknown } }, user({ kmsKeyId: "replica" })],
            ["ReplicaKey replica: primaryKeyArn"],
        ],
        "a key whose state is decided at deployment": [
            [key({ isEnabled: unknown }), user({}, "1234")].map((one) => ({ ...one, outputs: { id: "1234" } })),
            ["Key key: isEnabled"],
            { holds: true, breaks: false },
        ],
    },
});

describePolicy(
    kms.kmsAllowedKeys,
    volume,
    {
        pass: {
            "an allowed key": { kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/allowed" },
            "a key of the stack": [key(), user()],
            "no key": { size: 1 },
        },
        fail: {
            "another key": [
                { kmsKeyId: "arn:aws:kms:us-east-1:444455556666:key/other" },
                "The key of the volume (kmsKeyId) is not one that allowedKeyArns has.",
            ],
        },
    },
    { config: { "kms-allowed-keys": { allowedKeyArns: ["arn:aws:kms:*:111122223333:key/*"] } } },
);

describePolicy(kms.kmsAllowedKeys, volume, { pass: { "nothing is configured": { kmsKeyId: "alias/anything" } } });

const hasty = "A deletion can be called off for fewer than 14 days.";

describePolicy(kms.kmsDeletionWindow, "aws:kms/key:Key", {
    pass: {
        "left out: 30 days": { type: "aws:kms/key:Key", props: { description: "x" }, protect: true },
        "long enough": { type: "aws:kms/key:Key", props: { deletionWindowInDays: 14 }, protect: true },
        "native, long enough": { type: "aws-native:kms:Key", props: { pendingWindowInDays: 30 }, protect: true },
    },
    fail: {
        short: [{ type: "aws:kms/key:Key", props: { deletionWindowInDays: 7 }, protect: true }, hasty],
        "native, short": [{ type: "aws-native:kms:Key", props: { pendingWindowInDays: 7 }, protect: true }, hasty],
        "not protected": [{ description: "x" }, "The key is not protected, so taking it out of the program deletes it."],
    },
});

describePolicy(
    kms.kmsKeyRotation,
    "aws-native:kms:Key",
    {
        pass: {
            "once a year": { enableKeyRotation: true, rotationPeriodInDays: 365 },
            "imported material cannot rotate": { origin: "EXTERNAL" },
        },
        falseAlarms: { "once a year when nothing is said": { type: "aws:kms/key:Key", props: { enableKeyRotation: true } } },
        fail: {
            seldom: [{ enableKeyRotation: true, rotationPeriodInDays: 730 }, "The key is rotated less often than every 365 days."],
            "native, off": [{ enableKeyRotation: false }, "Key rotation is off."],
        },
    },
    { config: { "kms-key-rotation": { maxRotationPeriodInDays: 365 } } },
);

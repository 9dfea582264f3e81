import assert from "node:assert/strict";
import * as analytics from "../../policies/analytics";
import { describePolicy } from "../support/describePolicy";
import { type Declared, judge, unknown } from "../support/judge";

const key = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const awsKey = "arn:aws:kms:eu-central-1:111122223333:alias/aws/s3";
const ownKey: Declared = { type: "aws:kms/key:Key", name: "key", props: { description: "data" } };

const plain = "Query results are not encrypted under a KMS key.";
const noKey = "Query results are encrypted under no customer managed key.";
const managed = "Managed query results are encrypted under no customer managed key.";

for (const [type, configuration, property] of [
    ["aws:athena/workgroup:Workgroup", "configuration", "kmsKeyArn"],
    ["aws-native:athena:WorkGroup", "workGroupConfiguration", "kmsKey"],
] as const) {
    const results = (encryptionConfiguration: object): object => ({
        [configuration]: { resultConfiguration: { encryptionConfiguration } },
    });
    describePolicy(analytics.athenaResultsKmsKey, type, {
        pass: {
            "server-side encryption under a key": results({ encryptionOption: "SSE_KMS", [property]: key }),
            "client-side encryption under a key": results({ encryptionOption: "CSE_KMS", [property]: key }),
            "a key of the stack, in a first preview": [
                ownKey,
                {
                    type,
                    name: "group",
                    props: results({ encryptionOption: "SSE_KMS", [property]: unknown }),
                    refs: { [configuration]: "key" },
                },
            ],
        },
        fail: {
            "no properties at all": [{}, plain],
            "no configuration": [{ name: "ml" }, plain],
            "no encryption": [{ [configuration]: { resultConfiguration: { outputLocation: "s3://results/" } } }, plain],
        },
        falseAlarms: {
            "managed results under a key": {
                [configuration]: { managedQueryResultsConfiguration: { enabled: true, encryptionConfiguration: { kmsKey: key } } },
            },
            "an alias of the customer": results({ encryptionOption: "SSE_KMS", [property]: "alias/athena" }),

            "no location, as queries without one fail": results({ encryptionOption: "CSE_KMS", [property]: key }),
            "a key of the stack for managed results, in a first preview": [
                ownKey,
                {
                    type,
                    name: "group",
                    props: {
                        [configuration]: {
                            managedQueryResultsConfiguration: { enabled: true, encryptionConfiguration: { kmsKey: unknown } },
                        },
                    },
                    refs: { [configuration]: "key" },
                },
            ],
        },
        slips: {
            "keys of S3": [results({ encryptionOption: "SSE_S3" }), plain],
            "a key, and no option": [results({ [property]: key }), plain],
            "an option, and no key": [results({ encryptionOption: "SSE_KMS" }), noKey],
            "an AWS managed key": [results({ encryptionOption: "SSE_KMS", [property]: awsKey }), noKey],
            "managed results under no key": [{ [configuration]: { managedQueryResultsConfiguration: { enabled: true } } }, managed],
            "managed results switched off": [
                { [configuration]: { managedQueryResultsConfiguration: { enabled: false, encryptionConfiguration: { kmsKey: key } } } },
                plain,
            ],

            "a key for notebooks is none for results": [
                {
                    [configuration]: {
                        customerContentEncryptionConfiguration: { kmsKey: key },
                        enableMinimumEncryptionConfiguration: true,
                    },
                },
                plain,
            ],
            "the key of the other provider": [
                results({ encryptionOption: "SSE_KMS", [property === "kmsKey" ? "kmsKeyArn" : "kmsKey"]: key }),
                noKey,
            ],
            "managed results under the key of AWS": [
                {
                    [configuration]: {
                        managedQueryResultsConfiguration: { enabled: true, encryptionConfiguration: { kmsKey: "alias/aws/athena" } },
                    },
                },
                managed,
            ],
        },
        undecided: {
            "a key that nothing tells of": [
                results({ encryptionOption: "SSE_KMS", [property]: unknown }),
                [`${configuration}.resultConfiguration.encryptionConfiguration.${property}`],
                { holds: key, breaks: awsKey },
            ],
            "an option decided at deployment": [
                results({ encryptionOption: unknown, [property]: key }),
                [`${configuration}.resultConfiguration.encryptionConfiguration.encryptionOption`],
                { holds: "SSE_KMS", breaks: "SSE_S3" },
            ],
            "encryption of managed results computed as a whole from a key": [
                [
                    ownKey,
                    {
                        type,
                        name: "group",
                        props: {
                            [configuration]: { managedQueryResultsConfiguration: { enabled: true, encryptionConfiguration: unknown } },
                        },
                        refs: { [configuration]: "key" },
                    },
                ],
                [`${configuration}.managedQueryResultsConfiguration.encryptionConfiguration`],
                { holds: { kmsKey: key }, breaks: {} },
            ],
            "a configuration computed as a whole from a key": [
                [ownKey, { type, name: "group", props: { [configuration]: unknown }, refs: { [configuration]: "key" } }],
                [configuration],
                {
                    holds: { resultConfiguration: { encryptionConfiguration: { encryptionOption: "SSE_KMS", [property]: key } } },
                    breaks: { customerContentEncryptionConfiguration: { kmsKey: key } },
                },
            ],
        },
    });
}

describePolicy(analytics.athenaResultsKmsKey, "aws-native:athena:WorkGroup", {
    pass: {
        "an update to another key": {
            workGroupConfiguration: { resultConfiguration: { encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKey: key } } },
            workGroupConfigurationUpdates: {
                resultConfigurationUpdates: { encryptionConfiguration: { encryptionOption: "CSE_KMS", kmsKey: key } },
            },
        },
    },
    fail: {
        "an update that removes encryption": [
            {
                workGroupConfiguration: { resultConfiguration: { encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKey: key } } },
                workGroupConfigurationUpdates: { resultConfigurationUpdates: { removeEncryptionConfiguration: true } },
            },
            "An update removes the encryption of query results.",
        ],
        "an update to keys of S3": [
            {
                workGroupConfiguration: { resultConfiguration: { encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKey: key } } },
                workGroupConfigurationUpdates: { resultConfigurationUpdates: { encryptionConfiguration: { encryptionOption: "SSE_S3" } } },
            },
            plain,
        ],
    },
});

const enforcing: Declared = { type: "aws:athena/workgroup:Workgroup", name: "ml", props: { name: "ml" } };
const lenientUnderKey: Declared = {
    type: "aws:athena/workgroup:Workgroup",
    name: "adhoc",
    props: {
        name: "adhoc",
        configuration: {
            enforceWorkgroupConfiguration: false,
            resultConfiguration: { encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: key } },
        },
    },
};

describe("workgroups of one name in two regions", () => {
    const group = (name: string, region: string, enforceWorkgroupConfiguration: boolean): Declared => ({
        ...lenientUnderKey,
        name,
        props: {
            name: "ml",
            region,
            configuration: {
                enforceWorkgroupConfiguration,
                resultConfiguration: { encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: key } },
            },
        },
    });
    const groups = [group("first", "eu-west-1", true), group("second", "eu-central-1", false)];
    const judgedIn = (region: string): string[] =>
        judge(
            [analytics.athenaResultsKmsKey],
            [...groups, { type: "aws:athena/database:Database", name: "db", props: { bucket: "results", workgroup: "ml", region } }],
        ).violations.map(({ message }) => message);

    it("are told apart by the region of the database", () => {
        assert.deepEqual(judgedIn("eu-west-1"), []);
        assert.deepEqual(judgedIn("eu-central-1"), [plain]);
    });
});

describePolicy(analytics.athenaResultsKmsKey, "aws:athena/database:Database", {
    pass: {
        "under a key": { bucket: "results", encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKey: key } },
    },
    fail: {
        "left at its default": [{ bucket: "results" }, plain],
        "a workgroup that lets the database have its way": [
            [lenientUnderKey, { type: "aws:athena/database:Database", name: "db", props: { bucket: "results", workgroup: "adhoc" } }],
            `db: ${plain}`,
        ],
    },
    falseAlarms: {
        "a workgroup whose settings override those of the database": [
            {
                ...enforcing,
                props: {
                    name: "ml",
                    configuration: { resultConfiguration: { encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: key } } },
                },
            },
            { type: "aws:athena/database:Database", name: "db", props: { bucket: "results", workgroup: "ml" } },
        ],

        "a native workgroup whose settings override those of the database": [
            {
                type: "aws-native:athena:WorkGroup",
                name: "ml",
                props: {
                    name: "ml",
                    workGroupConfiguration: {
                        resultConfiguration: { encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKey: key } },
                    },
                },
            },
            { type: "aws:athena/database:Database", name: "db", props: { bucket: "results", workgroup: "ml" } },
        ],
        "a workgroup of the stack whose name is not known yet": [
            {
                ...enforcing,
                props: {
                    configuration: { resultConfiguration: { encryptionConfiguration: { encryptionOption: "CSE_KMS", kmsKeyArn: key } } },
                },
            },
            {
                type: "aws:athena/database:Database",
                name: "db",
                props: { bucket: "results", workgroup: unknown },
                refs: { workgroup: "ml" },
            },
        ],
        "a database that says nothing, in a workgroup that would let it have its way": [
            lenientUnderKey,
            { type: "aws:athena/database:Database", name: "db", props: { workgroup: "adhoc" } },
        ],
        "a key of its own, whatever the workgroup of another stack does": {
            bucket: "results",
            workgroup: "primary",
            encryptionConfiguration: { encryptionOption: "CSE_KMS", kmsKey: key },
        },
    },
    slips: {
        "keys of S3": [{ encryptionConfiguration: { encryptionOption: "SSE_S3" } }, plain],
        "no key": [{ encryptionConfiguration: { encryptionOption: "SSE_KMS" } }, noKey],

        "the AWS managed key, in a workgroup that lets the database have its way": [
            [
                lenientUnderKey,
                {
                    type: "aws:athena/database:Database",
                    name: "db",
                    props: { workgroup: "adhoc", encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKey: awsKey } },
                },
            ],
            `db: ${noKey}`,
        ],
        "another workgroup than the one that would override": [
            [
                {
                    ...enforcing,
                    props: {
                        name: "ml",
                        configuration: {
                            resultConfiguration: { encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: key } },
                        },
                    },
                },
                lenientUnderKey,
                { type: "aws:athena/database:Database", name: "db", props: { bucket: "results", workgroup: "adhoc" } },
            ],
            `db: ${plain}`,
        ],
        "a workgroup in the stack that the database does not name": [
            [
                {
                    ...enforcing,
                    props: {
                        name: "ml",
                        configuration: {
                            resultConfiguration: { encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: key } },
                        },
                    },
                },
                { type: "aws:athena/database:Database", name: "db", props: { bucket: "results" } },
            ],
            `db: ${plain}`,
        ],
    },
    undecided: {
        "a workgroup of another stack": [{ bucket: "results", workgroup: "primary" }, ["workgroup"]],
    },
});

for (const [type, configuration, property] of [
    ["aws:athena/workgroup:Workgroup", "configuration", "enforceWorkgroupConfiguration"],
    ["aws-native:athena:WorkGroup", "workGroupConfiguration", "enforceWorkGroupConfiguration"],
] as const) {
    const overridable = "Clients can override the workgroup's settings, the encryption of results among them.";
    describePolicy(analytics.athenaWorkgroupEnforced, type, {
        pass: {
            enforced: { [configuration]: { [property]: true } },
        },
        fail: { "not enforced": [{ [configuration]: { [property]: false } }, overridable] },
        falseAlarms: {
            "no properties at all": {},
            "left at its default": { [configuration]: { resultConfiguration: {} } },

            "results in the clear are another policy's business": {
                [configuration]: { [property]: true, resultConfiguration: { outputLocation: "s3://results/" } },
            },
            "explicitly nothing": { [configuration]: { [property]: null } },
        },
        slips: {
            "not enforced, though results are encrypted": [
                {
                    [configuration]: {
                        [property]: false,
                        resultConfiguration: { encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: key, kmsKey: key } },
                    },
                },
                overridable,
            ],
            "not enforced, with a minimum of encryption": [
                { [configuration]: { [property]: false, enableMinimumEncryptionConfiguration: true } },
                overridable,
            ],
            "not enforced, in a workgroup that is switched off": [
                { state: "DISABLED", [configuration]: { [property]: false } },
                overridable,
            ],
        },
        undecided: {
            "decided at deployment": [
                { [configuration]: { [property]: unknown } },
                [`${configuration}.${property}`],
                { holds: true, breaks: false },
            ],
        },
    });
}

describePolicy(analytics.athenaWorkgroupEnforced, "aws-native:athena:WorkGroup", {
    fail: {
        "an update that stops enforcing": [
            { workGroupConfigurationUpdates: { enforceWorkGroupConfiguration: false } },
            "Clients can override the workgroup's settings, the encryption of results among them.",
        ],
    },
});

interface Encryption {
    EnableAtRestEncryption?: boolean;
    EnableInTransitEncryption?: boolean;
    AtRestEncryptionConfiguration?: object;
    InTransitEncryptionConfiguration?: object;
}

const encryption: Encryption = {
    EnableAtRestEncryption: true,
    EnableInTransitEncryption: true,
    AtRestEncryptionConfiguration: {
        S3EncryptionConfiguration: { EncryptionMode: "SSE-KMS", AwsKmsKey: key },
        LocalDiskEncryptionConfiguration: { EncryptionKeyProviderType: "AwsKms", AwsKmsKey: key, EnableEbsEncryption: true },
    },
    InTransitEncryptionConfiguration: {
        TLSCertificateConfiguration: { CertificateProviderType: "PEM", S3Object: "s3://certificates/emr.zip" },
    },
};

const atRest = (objects: object, disks: object): Encryption => ({
    ...encryption,
    AtRestEncryptionConfiguration: { S3EncryptionConfiguration: objects, LocalDiskEncryptionConfiguration: disks },
});

const objectsUnderKey = { EncryptionMode: "SSE-KMS", AwsKmsKey: key };
const disksUnderKey = { EncryptionKeyProviderType: "AwsKms", AwsKmsKey: key };
const badObjects = "S3EncryptionConfiguration does not encrypt objects under a customer managed key.";
const badOverride = "An override in S3EncryptionConfiguration does not encrypt a bucket's objects under a customer managed key.";
const badDisks = "LocalDiskEncryptionConfiguration does not encrypt disks under a customer managed key.";

const texts = (configuration: unknown): object => ({ configuration: JSON.stringify(configuration) });
const nativeTexts = (configuration: unknown): object => ({ securityConfiguration: JSON.stringify(configuration) });
const nativeObjects = (configuration: unknown): object => ({ securityConfiguration: configuration });

for (const [type, write] of [
    ["aws:emr/securityConfiguration:SecurityConfiguration", texts],
    ["aws-native:emr:SecurityConfiguration", nativeTexts],
    ["aws-native:emr:SecurityConfiguration", nativeObjects],
] as const) {
    const written = (parts: Encryption): object => write({ EncryptionConfiguration: parts });
    describePolicy(analytics.emrSecurityConfiguration, type, {
        pass: {
            "all on": written(encryption),
        },
        fail: {
            "no encryption": [write({ AuthenticationConfiguration: {} }), "Encryption at rest is off.", "Encryption in transit is off."],
            "in transit only": [written({ ...encryption, EnableAtRestEncryption: false }), "Encryption at rest is off."],
            "at rest only": [written({ ...encryption, EnableInTransitEncryption: false }), "Encryption in transit is off."],
            "keys of S3": [written(atRest({ EncryptionMode: "SSE-S3" }, disksUnderKey)), badObjects],
            "nothing said of S3": [
                written({ ...encryption, AtRestEncryptionConfiguration: { LocalDiskEncryptionConfiguration: disksUnderKey } }),
                badObjects,
            ],
            "an AWS managed key": [written(atRest({ EncryptionMode: "SSE-KMS", AwsKmsKey: awsKey }, disksUnderKey)), badObjects],
        },
        falseAlarms: {
            "client-side encryption": written(atRest({ EncryptionMode: "CSE-KMS", AwsKmsKey: key }, disksUnderKey)),
            "overrides under keys too": written(
                atRest({ ...objectsUnderKey, Overrides: [{ BucketName: "b", EncryptionMode: "CSE-KMS", AwsKmsKey: key }] }, disksUnderKey),
            ),

            "an alias that the customer made": written(
                atRest(
                    { EncryptionMode: "SSE-KMS", AwsKmsKey: "alias/emr" },
                    { EncryptionKeyProviderType: "AwsKms", AwsKmsKey: "alias/emr" },
                ),
            ),
            "more than encryption in one document": write({
                EncryptionConfiguration: encryption,
                InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: 2, HttpPutResponseHopLimit: 1 },
                AuthenticationConfiguration: { KerberosConfiguration: { Provider: "ClusterDedicatedKdc" } },
            }),
        },
        slips: {
            "not under EncryptionConfiguration": [write(encryption), "Encryption at rest is off.", "Encryption in transit is off."],
            "a key provider of one's own": [
                written(atRest(objectsUnderKey, { EncryptionKeyProviderType: "Custom", AwsKmsKey: key, S3Object: "s3://b/p.jar" })),
                badDisks,
            ],
            "nothing said of disks": [
                written({ ...encryption, AtRestEncryptionConfiguration: { S3EncryptionConfiguration: objectsUnderKey } }),
                badDisks,
            ],
            "an override under keys of S3": [
                written(atRest({ ...objectsUnderKey, Overrides: [{ BucketName: "b", EncryptionMode: "SSE-S3" }] }, disksUnderKey)),
                badOverride,
            ],
            "no keys": [written(atRest({ EncryptionMode: "SSE-KMS" }, { EncryptionKeyProviderType: "AwsKms" })), badObjects, badDisks],

            "a provider class of one's own for S3, beside a key": [
                written(atRest({ EncryptionMode: "CSE-Custom", AwsKmsKey: key, S3Object: "s3://b/p.jar" }, disksUnderKey)),
                badObjects,
            ],
            "flags of which one is text": [
                write({ EncryptionConfiguration: { ...encryption, EnableAtRestEncryption: "true" } }),
                "Encryption at rest is off.",
            ],
            "everything configured and nothing switched on": [
                written({ ...encryption, EnableAtRestEncryption: false, EnableInTransitEncryption: false }),
                "Encryption at rest is off.",
                "Encryption in transit is off.",
            ],
            "disks under the AWS managed key, with EBS encryption on": [
                written(
                    atRest(objectsUnderKey, { EncryptionKeyProviderType: "AwsKms", AwsKmsKey: "alias/aws/ebs", EnableEbsEncryption: true }),
                ),
                badDisks,
            ],
            "an override that names no key": [
                written(atRest({ ...objectsUnderKey, Overrides: [{ BucketName: "b", EncryptionMode: "SSE-KMS" }] }, disksUnderKey)),
                badOverride,
            ],
        },
    });
}

describePolicy(analytics.emrSecurityConfiguration, "aws:emr/securityConfiguration:SecurityConfiguration", {
    fail: {
        "no JSON": [{ configuration: "{" }, "Encryption at rest is off.", "Encryption in transit is off."],
    },
    undecided: {
        "a document decided at deployment": [
            { configuration: unknown },
            ["configuration"],
            {
                holds: JSON.stringify({ EncryptionConfiguration: encryption }),
                breaks: JSON.stringify({ EncryptionConfiguration: { ...encryption, EnableInTransitEncryption: false } }),
            },
        ],
        "a document made from a key may name it for disks and not for S3": [
            [
                ownKey,
                {
                    type: "aws:emr/securityConfiguration:SecurityConfiguration",
                    name: "secure",
                    props: { configuration: unknown },
                    refs: { configuration: "key" },
                },
            ],
            ["configuration"],
            {
                holds: JSON.stringify({ EncryptionConfiguration: encryption }),
                breaks: JSON.stringify({ EncryptionConfiguration: atRest({ EncryptionMode: "SSE-S3" }, disksUnderKey) }),
            },
        ],
    },
});

describePolicy(analytics.emrSecurityConfiguration, "aws-native:emr:SecurityConfiguration", {
    pass: {
        "keys of the stack in an object, in a first preview": [
            ownKey,
            {
                type: "aws-native:emr:SecurityConfiguration",
                name: "secure",
                props: nativeObjects({
                    EncryptionConfiguration: atRest(
                        { EncryptionMode: "SSE-KMS", AwsKmsKey: unknown },
                        { EncryptionKeyProviderType: "AwsKms", AwsKmsKey: unknown },
                    ),
                }),
                refs: { securityConfiguration: "key" },
            },
        ],
    },
});

describePolicy(analytics.emrClusterSecured, "aws:emr/cluster:Cluster", {
    pass: {
        "a security configuration by name": { releaseLabel: "emr-7.9.0", securityConfiguration: "secure" },
    },
    fail: {
        "no properties at all": [{}, "The cluster names no security configuration."],
        "left out": [{ releaseLabel: "emr-7.9.0" }, "The cluster names no security configuration."],
    },
    falseAlarms: {
        "one of the stack whose name is not known yet": [
            { type: "aws:emr/securityConfiguration:SecurityConfiguration", name: "secure", props: { namePrefix: "ml-" } },
            {
                type: "aws:emr/cluster:Cluster",
                name: "cluster",
                props: { securityConfiguration: unknown },
                refs: { securityConfiguration: "secure" },
            },
        ],
        "no cluster": { type: "aws:emr/studio:Studio", props: { authMode: "IAM" } },

        "a native one of the stack whose name is not known yet": [
            { type: "aws-native:emr:SecurityConfiguration", name: "secure", props: { securityConfiguration: {} } },
            {
                type: "aws:emr/cluster:Cluster",
                name: "cluster",
                props: { securityConfiguration: unknown },
                refs: { securityConfiguration: "secure" },
            },
        ],
        "EMR on EKS and serverless EMR have none": [
            { type: "aws:emrserverless/application:Application", name: "spark", props: { type: "spark", releaseLabel: "emr-7.9.0" } },
            { type: "aws:emrcontainers/virtualCluster:VirtualCluster", name: "eks", props: { name: "eks" } },
        ],
    },
    slips: {
        empty: [{ securityConfiguration: "" }, "The cluster names no security configuration."],

        "a security configuration in the stack that the cluster does not name": [
            [
                {
                    type: "aws:emr/securityConfiguration:SecurityConfiguration",
                    name: "secure",
                    props: texts({ EncryptionConfiguration: encryption }),
                },
                { type: "aws:emr/cluster:Cluster", name: "cluster", props: { releaseLabel: "emr-7.9.0" } },
            ],
            "cluster: The cluster names no security configuration.",
        ],
        "keys for its logs and for Hadoop's own settings": [
            {
                logUri: "s3://logs/",
                logEncryptionKmsKeyId: key,
                configurationsJson: JSON.stringify([
                    {
                        Classification: "emrfs-site",
                        Properties: { "fs.s3.enableServerSideEncryption": "true", "fs.s3.serverSideEncryption.kms.keyId": key },
                    },
                ]),
            },
            "The cluster names no security configuration.",
        ],
        "one of two clusters": [
            [
                { type: "aws:emr/cluster:Cluster", name: "adhoc", props: { securityConfiguration: null } },
                { type: "aws:emr/cluster:Cluster", name: "etl", props: { securityConfiguration: "secure" } },
            ],
            "adhoc: The cluster names no security configuration.",
        ],
    },
    undecided: {
        "a name that nothing tells of": [{ securityConfiguration: unknown }, ["securityConfiguration"], { holds: "secure", breaks: "" }],
    },
});

for (const type of ["aws:cloudtrail/trail:Trail", "aws-native:cloudtrail:Trail"]) {
    const unencrypted = "The trail is encrypted under no customer managed key.";
    const unvalidated = "Validation of the trail's files is off.";
    describePolicy(analytics.cloudtrailKmsKey, type, {
        pass: {
            "a key and validation": { s3BucketName: "trail", kmsKeyId: key, enableLogFileValidation: true },
            "a key of the stack, in a first preview": [
                ownKey,
                { type, name: "trail", props: { kmsKeyId: unknown, enableLogFileValidation: true }, refs: { kmsKeyId: "key" } },
            ],
        },
        fail: {
            "left at its defaults": [{ s3BucketName: "trail" }, unencrypted, unvalidated],
            "no validation": [{ kmsKeyId: key, enableLogFileValidation: false }, unvalidated],
            "an AWS managed key": [{ kmsKeyId: awsKey, enableLogFileValidation: true }, unencrypted],
        },
        undecided: {
            "a key that nothing tells of": [
                { kmsKeyId: unknown, enableLogFileValidation: true },
                ["kmsKeyId"],
                { holds: key, breaks: awsKey },
            ],
        },
    });
}

const allObjects = { dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }] };
const field = (name: string, operators: object): object => ({ field: name, ...operators });
const data = [field("eventCategory", { equals: ["Data"] }), field("resources.type", { equals: ["AWS::S3::Object"] })];
const management = [field("eventCategory", { equals: ["Management"] })];
const advanced = (...selectors: object[][]): object => ({
    advancedEventSelectors: selectors.map((fieldSelectors) => ({ fieldSelectors })),
});

for (const [type, on] of [
    ["aws:cloudtrail/trail:Trail", {}],
    ["aws-native:cloudtrail:Trail", { isLogging: true }],
] as const) {
    const noObjects = "No trail of the stack records all S3 data events.";
    const noKeys = "No trail of the stack records all KMS events.";
    const plural = type === "aws:cloudtrail/trail:Trail" ? "s" : "";
    describePolicy(analytics.cloudtrailDataEvents, type, {
        pass: {
            "a basic selector for all buckets": { ...on, eventSelectors: [allObjects] },
            "a basic selector for one bucket": {
                ...on,
                eventSelectors: [{ dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3:::data/"] }] }],
            },
            "management and data in a selector each": {
                ...on,
                eventSelectors: [{ includeManagementEvents: true }, { ...allObjects, includeManagementEvents: false }],
            },
            "advanced selectors": { ...on, ...advanced(data, management) },
            "advanced selectors for some buckets": {
                ...on,
                ...advanced([...data, field("resources.ARN", { [`startsWith${plural}`]: ["arn:aws:s3:::data/"] })], management),
            },
            "reads and writes in an advanced selector each": {
                ...on,
                ...advanced(
                    [...data, field("readOnly", { equals: ["true"] })],
                    [...data, field("readOnly", { equals: ["false"] })],
                    management,
                ),
            },
        },
        fail: {
            "no selectors": [{ ...on, s3BucketName: "trail" }, noObjects],
            "empty selectors": [{ ...on, eventSelectors: [], advancedEventSelectors: [] }, noObjects],
            "no management events": [{ ...on, eventSelectors: [{ ...allObjects, includeManagementEvents: false }] }, noKeys],
            "advanced selectors of data alone": [{ ...on, ...advanced(data) }, noKeys],
            "advanced selectors of management alone": [{ ...on, ...advanced(management) }, noObjects],
            "advanced selectors of writes": [
                { ...on, ...advanced([...data, field("readOnly", { equals: ["false"] })], management) },
                noObjects,
            ],
        },
        falseAlarms: {
            "a basic selector for a bucket that is still to be made": {
                ...on,
                eventSelectors: [{ dataResources: [{ type: "AWS::S3::Object", values: [unknown] }] }],
            },
            "reads and writes in a selector each": {
                ...on,
                eventSelectors: [
                    { ...allObjects, readWriteType: "ReadOnly" },
                    { ...allObjects, readWriteType: "WriteOnly" },
                ],
            },
            "events of RDS left out": {
                ...on,
                eventSelectors: [{ ...allObjects, excludeManagementEventSources: ["rdsdata.amazonaws.com"] }],
            },
            "two trails that together record both": [
                { type, name: "keys", props: { ...on } },
                { type, name: "objects", props: { ...on, ...advanced(data) } },
            ],
            "no trail": { type: "aws:cloudtrail/eventDataStore:EventDataStore", props: {} },
        },
        slips: {
            "data events of functions": [
                { ...on, eventSelectors: [{ dataResources: [{ type: "AWS::Lambda::Function", values: ["arn:aws:lambda"] }] }] },
                noObjects,
            ],
            "writes only": [{ ...on, eventSelectors: [{ readWriteType: "WriteOnly", ...allObjects }] }, noObjects, noKeys],
            "KMS left out": [{ ...on, eventSelectors: [{ ...allObjects, excludeManagementEventSources: ["kms.amazonaws.com"] }] }, noKeys],
            "no values": [{ ...on, eventSelectors: [{ dataResources: [{ type: "AWS::S3::Object", values: [] }] }] }, noObjects],
            "advanced selectors without KMS": [
                { ...on, ...advanced(data, [...management, field("eventSource", { notEquals: ["kms.amazonaws.com"] })]) },
                noKeys,
            ],
            "advanced selectors of some calls": [
                { ...on, ...advanced([...data, field("eventName", { [`startsWith${plural}`]: ["Delete"] })], management) },
                noObjects,
            ],
            "advanced selectors without reads": [
                { ...on, ...advanced([...data, field("eventName", { [`notStartsWith${plural}`]: ["Get"] })], management) },
                noObjects,
            ],
        },
        undecided: {
            "selectors decided at deployment": [
                { ...on, eventSelectors: unknown },
                ["eventSelectors"],
                { holds: [allObjects], breaks: [] },
            ],
        },
    });
}

describePolicy(analytics.cloudtrailDataEvents, "aws:cloudtrail/trail:Trail", {
    fail: {
        "switched off": [
            { enableLogging: false, eventSelectors: [allObjects] },
            "No trail of the stack records all S3 data events.",
            "No trail of the stack records all KMS events.",
        ],
    },
});

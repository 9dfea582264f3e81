import assert from "node:assert/strict";
import * as sagemaker from "../../policies/sagemakerEncryption";
import { describePolicy } from "../support/describePolicy";
import { type Declared, judge, unknown } from "../support/judge";

const keyArn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const key: Declared = { type: "aws:kms/key:Key", name: "key", props: { enableKeyRotation: true } };
const alias: Declared = {
    type: "aws:kms/alias:Alias",
    name: "alias",
    props: { name: "alias/ml", targetKeyId: unknown },
    refs: { targetKeyId: "key" },
};
const nativeKey: Declared = { type: "aws-native:kms:Key", name: "key", props: { enableKeyRotation: true } };
const bucket: Declared = { type: "aws:s3/bucket:Bucket", name: "data", props: { bucket: "data-1a2b3c4" } };

const domain = "aws:sagemaker/domain:Domain";
const nativeDomain = "aws-native:sagemaker:Domain";
const userProfile = "aws:sagemaker/userProfile:UserProfile";
const nativeUserProfile = "aws-native:sagemaker:UserProfile";
const notebook = "aws:sagemaker/notebookInstance:NotebookInstance";
const endpoint = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
const nativeEndpoint = "aws-native:sagemaker:EndpointConfig";
const featureGroup = "aws:sagemaker/featureGroup:FeatureGroup";
const nativeFeatureGroup = "aws-native:sagemaker:FeatureGroup";
const dataQuality = "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition";
const schedule = "aws:sagemaker/monitoringSchedule:MonitoringSchedule";
const trainingJob = "aws:sagemaker/trainingJob:TrainingJob";
const tuningJob = "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob";
const labelingJob = "aws:sagemaker/labelingJob:LabelingJob";
const algorithm = "aws:sagemaker/algorithm:Algorithm";
const processingJob = "aws-native:sagemaker:ProcessingJob";
const pipeline = "aws:sagemaker/pipeline:Pipeline";
const nativePipeline = "aws-native:sagemaker:Pipeline";

/** A resource of another type than the described one. */
const of = (type: string, props: object): Declared => ({ type, props });

/** The resource in a first preview, with the input made from a resource of the stack. */
const madeFrom = (source: Declared, type: string, input: string, props: object): Declared[] => [
    key,
    ...(source === key ? [] : [source]),
    { type, props, refs: { [input]: source.name ?? "" } },
];

const refused = (path: string, protects: string): string =>
    `${path} names a key, which AWS refuses: ${protects} is local to the instances, or there are none.`;

describePolicy(sagemaker.sagemakerDomainKmsKey, domain, {
    pass: {
        "a key by ARN": { domainName: "studio", kmsKeyId: keyArn },
        "a key by ARN, native": of(nativeDomain, { kmsKeyId: keyArn }),
        "a key of the stack, in a first preview": madeFrom(key, domain, "kmsKeyId", { kmsKeyId: unknown }),
        "an AWS managed key is another policy's business": { kmsKeyId: "alias/aws/sagemaker" },
    },
    fail: {
        "no key": [{ domainName: "studio" }, "kmsKeyId names no key for the domain's storage."],
        "no key, native": [of(nativeDomain, { domainName: "studio" }), "kmsKeyId names no key for the domain's storage."],
    },
    falseAlarms: {
        "an alias of the stack, in a first preview": madeFrom(alias, domain, "kmsKeyId", { kmsKeyId: unknown }),
        "a user profile has no storage of its own": of(userProfile, { domainId: "d-1" }),

        "the ARN of an alias that the customer made": { kmsKeyId: "arn:aws:kms:us-east-1:111122223333:alias/aws-like/ml" },
        "a native key of the stack, in a component, in a first preview": [
            { ...nativeKey, parentType: "ml:index:Platform" },
            { type: domain, parentType: "ml:index:Platform", props: { kmsKeyId: unknown }, refs: { kmsKeyId: "key" } },
        ],
        "an ARN put together from a key of the stack and other values": [
            key,
            bucket,
            { type: domain, props: { kmsKeyId: unknown }, refs: { kmsKeyId: ["data", "key"] } },
        ],
    },
    slips: {
        "an empty key": [{ kmsKeyId: "" }, "kmsKeyId names no key for the domain's storage."],
        "a key for sharing alone": [
            { defaultUserSettings: { sharingSettings: { s3KmsKeyId: keyArn } } },
            "kmsKeyId names no key for the domain's storage.",
        ],

        "a key in the input that the API had before": [
            of(nativeDomain, { homeEfsFileSystemKmsKeyId: keyArn }),
            "kmsKeyId names no key for the domain's storage.",
        ],
        "a key in an input that endpoint configurations have": [{ kmsKeyArn: keyArn }, "kmsKeyId names no key for the domain's storage."],
        "a key that nothing uses, in the same stack": [
            [key, { type: domain, name: "studio", props: { kmsKeyId: null } }],
            "studio: kmsKeyId names no key for the domain's storage.",
        ],
    },
    undecided: {
        "a key that nobody knows": [{ kmsKeyId: unknown }, ["kmsKeyId"], { holds: keyArn, breaks: "" }],
        "a key made from something else than a key": [
            [bucket, { type: domain, name: "studio", props: { kmsKeyId: unknown }, refs: { kmsKeyId: "data" } }],
            ["kmsKeyId"],
            { holds: keyArn, breaks: null },
        ],
    },
});

const sharing = (settings: object): object => ({ defaultUserSettings: { sharingSettings: settings } });
const canvas = (settings: object): object => ({ canvasAppSettings: { workspaceSettings: settings } });

describePolicy(sagemaker.sagemakerSharingKmsKey, domain, {
    pass: {
        "sharing with a key": sharing({ notebookOutputOption: "Allowed", s3KmsKeyId: keyArn }),
        "sharing with a key, native": of(nativeDomain, sharing({ notebookOutputOption: "Allowed", s3KmsKeyId: keyArn })),
        "no sharing settings at all": { kmsKeyId: keyArn, defaultUserSettings: { executionRole: "arn:aws:iam::111122223333:role/ml" } },
        "Canvas with a key": { defaultUserSettings: canvas({ s3ArtifactPath: "s3://data/canvas", s3KmsKeyId: keyArn }) },
        "a user profile that shares with a key": of(userProfile, {
            userSettings: { sharingSettings: { notebookOutputOption: "Allowed", s3KmsKeyId: keyArn } },
        }),
        "a key of the stack, in a first preview": madeFrom(
            key,
            domain,
            "defaultUserSettings",
            sharing({ notebookOutputOption: "Allowed", s3KmsKeyId: unknown }),
        ),
    },
    fail: {
        "sharing without a key": [
            sharing({ notebookOutputOption: "Allowed", s3OutputPath: "s3://data/" }),
            "defaultUserSettings.sharingSettings.s3KmsKeyId names no key for the shared notebook output.",
        ],
        "sharing without a key, native": [
            of(nativeDomain, sharing({ notebookOutputOption: "Allowed" })),
            "defaultUserSettings.sharingSettings.s3KmsKeyId names no key for the shared notebook output.",
        ],
        "Canvas artifacts without a key": [
            { defaultUserSettings: canvas({ s3ArtifactPath: "s3://data/canvas" }) },
            "defaultUserSettings.canvasAppSettings.workspaceSettings.s3KmsKeyId names no key for the Canvas artifacts.",
        ],
        "a user profile that shares without one": [
            of(nativeUserProfile, { userSettings: { sharingSettings: { notebookOutputOption: "Allowed" } } }),
            "userSettings.sharingSettings.s3KmsKeyId names no key for the shared notebook output.",
        ],
    },
    falseAlarms: {
        "sharing switched off": sharing({ notebookOutputOption: "Disabled", s3OutputPath: "s3://data/" }),
        "sharing left out is off": sharing({ s3OutputPath: "s3://data/" }),
        "a user profile that leaves it to the domain": of(nativeUserProfile, { userSettings: { securityGroups: [] } }),

        "Canvas without a place for artifacts": {
            defaultUserSettings: { canvasAppSettings: { timeSeriesForecastingSettings: { status: "ENABLED" } } },
        },
        "sharing and Canvas under a key each": {
            defaultUserSettings: {
                sharingSettings: { notebookOutputOption: "Allowed", s3KmsKeyId: "alias/shared" },
                ...canvas({ s3ArtifactPath: "s3://data/canvas", s3KmsKeyId: "alias/canvas" }),
            },
        },
    },
    slips: {
        "a user profile's Canvas without one": [
            of(userProfile, { userSettings: canvas({ s3ArtifactPath: "s3://data/canvas" }) }),
            "userSettings.canvasAppSettings.workspaceSettings.s3KmsKeyId names no key for the Canvas artifacts.",
        ],

        "sharing under the key of the domain alone": [
            { kmsKeyId: keyArn, ...sharing({ notebookOutputOption: "Allowed" }) },
            "defaultUserSettings.sharingSettings.s3KmsKeyId names no key for the shared notebook output.",
        ],
        "Canvas artifacts beside shared output that has a key": [
            {
                defaultUserSettings: {
                    sharingSettings: { notebookOutputOption: "Allowed", s3KmsKeyId: keyArn },
                    ...canvas({ s3ArtifactPath: "s3://data/canvas" }),
                },
            },
            "defaultUserSettings.canvasAppSettings.workspaceSettings.s3KmsKeyId names no key for the Canvas artifacts.",
        ],
        "a user profile that shares again what the domain switched off": [
            [
                { type: domain, name: "studio", props: { ...sharing({ notebookOutputOption: "Disabled" }), kmsKeyId: keyArn } },
                { type: userProfile, name: "ana", props: { userSettings: { sharingSettings: { notebookOutputOption: "Allowed" } } } },
            ],
            "ana: userSettings.sharingSettings.s3KmsKeyId names no key for the shared notebook output.",
        ],
    },
    undecided: {
        "whether it is shared is not known": [
            sharing({ notebookOutputOption: unknown }),
            ["defaultUserSettings.sharingSettings.notebookOutputOption"],
            { holds: "Disabled", breaks: "Allowed" },
        ],
        "settings computed as a whole from a key may name it for Canvas and not for sharing": [
            madeFrom(key, domain, "defaultUserSettings", { defaultUserSettings: unknown }),
            ["defaultUserSettings"],
            {
                holds: { sharingSettings: { notebookOutputOption: "Allowed", s3KmsKeyId: keyArn } },
                breaks: {
                    sharingSettings: { notebookOutputOption: "Allowed" },
                    canvasAppSettings: { workspaceSettings: { s3KmsKeyId: keyArn } },
                },
            },
        ],
    },
});

describePolicy(sagemaker.sagemakerNotebookKmsKey, notebook, {
    pass: {
        "a key by id": { instanceType: "ml.t3.medium", kmsKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
        "a key, native": of("aws-native:sagemaker:NotebookInstance", { instanceType: "ml.t3.medium", kmsKeyId: keyArn }),
        "a key of the stack, in a first preview": madeFrom(key, notebook, "kmsKeyId", { kmsKeyId: unknown }),
    },
    fail: {
        "no key": [{ instanceType: "ml.t3.medium" }, "kmsKeyId names no key for the notebook's storage."],
    },
    falseAlarms: {
        "a key for an instance with local storage: its volume is EBS all the same": { instanceType: "ml.g5.xlarge", kmsKeyId: keyArn },

        "an alias by name": { instanceType: "ml.t3.medium", kmsKeyId: "alias/notebooks" },
        "a replica of a key in another region, in a first preview": [
            { type: "aws:kms/replicaKey:ReplicaKey", name: "replica", props: { primaryKeyArn: keyArn } },
            { type: notebook, props: { kmsKeyId: unknown }, refs: { kmsKeyId: "replica" } },
        ],
        "a lifecycle configuration is no notebook": of(
            "aws:sagemaker/notebookInstanceLifecycleConfiguration:NotebookInstanceLifecycleConfiguration",
            { onStart: "ZWNobw==" },
        ),
    },
    slips: {
        "no key for an instance with local storage": [
            { instanceType: "ml.g5.xlarge" },
            "kmsKeyId names no key for the notebook's storage.",
        ],
        "an empty key, native": [
            of("aws-native:sagemaker:NotebookInstance", { kmsKeyId: "" }),
            "kmsKeyId names no key for the notebook's storage.",
        ],

        "a key in an input that endpoint configurations have": [
            { instanceType: "ml.t3.medium", kmsKeyArn: keyArn },
            "kmsKeyId names no key for the notebook's storage.",
        ],
        "a second notebook that forgets the key": [
            [
                { type: notebook, name: "a", props: { instanceType: "ml.t3.medium", kmsKeyId: keyArn } },
                { type: notebook, name: "b", props: { instanceType: "ml.t3.medium", volumeSize: 500 } },
            ],
            "b: kmsKeyId names no key for the notebook's storage.",
        ],
    },
    undecided: { "a key that nobody knows": [{ kmsKeyId: unknown }, ["kmsKeyId"], { holds: keyArn, breaks: "" }] },
});

const variants = (...instanceTypes: string[]): object => ({
    productionVariants: instanceTypes.map((instanceType) => ({ modelName: "churn", instanceType })),
});
const serverless = { productionVariants: [{ modelName: "churn", serverlessConfig: { maxConcurrency: 5, memorySizeInMb: 2048 } }] };
const hosting = "the storage of the hosting instances";

describePolicy(sagemaker.sagemakerEndpointKmsKey, endpoint, {
    pass: {
        "a key for instances on EBS": { kmsKeyArn: keyArn, ...variants("ml.m5.large") },
        "a key for instances on EBS, native": of(nativeEndpoint, { kmsKeyId: keyArn, ...variants("ml.c6i.large") }),
        "a key of the stack, in a first preview": madeFrom(key, endpoint, "kmsKeyArn", { kmsKeyArn: unknown, ...variants("ml.m5.large") }),
        "a key, for a variant that names no instance type": { kmsKeyArn: keyArn, productionVariants: [{ modelName: "churn" }] },
    },
    fail: {
        "no key": [variants("ml.m5.large"), `kmsKeyArn names no key for ${hosting}.`],
        "no key, native": [of(nativeEndpoint, variants("ml.m5.large")), `kmsKeyId names no key for ${hosting}.`],
        "an empty key": [{ kmsKeyArn: "", ...variants("ml.inf2.xlarge") }, `kmsKeyArn names no key for ${hosting}.`],
        "a key for instances with local storage": [{ kmsKeyArn: keyArn, ...variants("ml.g5.xlarge") }, refused("kmsKeyArn", hosting)],
    },
    falseAlarms: {
        "no key for instances with local storage": variants("ml.g5.xlarge"),
        "no key where one variant has local storage": variants("ml.m5.large", "ml.g4dn.xlarge"),
        "no key where a shadow variant has local storage": {
            ...variants("ml.m5.large"),
            shadowProductionVariants: [{ modelName: "churn", instanceType: "ml.p4d.24xlarge" }],
        },
        "no key where an instance pool has local storage, native": of(nativeEndpoint, {
            productionVariants: [{ modelName: "churn", instancePools: [{ instanceType: "ml.g6.xlarge" }] }],
        }),
        "no key for serverless variants": serverless,
        "no key for serverless variants, native": of(nativeEndpoint, serverless),

        "no key for Trainium and for families with a letter for their disks": variants("ml.trn1.2xlarge", "ml.m6gd.large"),
        "a key for Inferentia and for old GPU families, which are on EBS": {
            kmsKeyArn: keyArn,
            ...variants("ml.inf2.xlarge", "ml.p3.2xlarge"),
        },
    },
    slips: {
        "a key for captured data alone": [
            { ...variants("ml.m5.large"), dataCaptureConfig: { enableCapture: true, kmsKeyId: keyArn } },
            `kmsKeyArn names no key for ${hosting}.`,
        ],
        "a key where one variant has local storage": [
            { kmsKeyArn: keyArn, ...variants("ml.m5.large", "ml.g5.xlarge") },
            refused("kmsKeyArn", hosting),
        ],
        "a key for serverless variants": [{ kmsKeyArn: keyArn, ...serverless }, refused("kmsKeyArn", hosting)],
        "a key of the stack for local storage": [
            madeFrom(key, endpoint, "kmsKeyArn", { kmsKeyArn: unknown, ...variants("ml.p5.48xlarge") }),
            `it: ${refused("kmsKeyArn", hosting)}`,
        ],

        "no key for families on EBS that sound like others": [
            variants("ml.p3.2xlarge", "ml.c6in.large"),
            `kmsKeyArn names no key for ${hosting}.`,
        ],
        "a shadow variant on local storage, under a key": [
            { kmsKeyArn: keyArn, ...variants("ml.m5.large"), shadowProductionVariants: [{ instanceType: "ml.g4dn.xlarge" }] },
            refused("kmsKeyArn", hosting),
        ],
        "no key for inference components, whose variant names no model": [
            { executionRoleArn: "arn:aws:iam::111122223333:role/ml", productionVariants: [{ instanceType: "ml.m5.large" }] },
            `kmsKeyArn names no key for ${hosting}.`,
        ],
        "the input of the other provider": [
            of(nativeEndpoint, { kmsKeyArn: keyArn, ...variants("ml.m5.large") }),
            `kmsKeyId names no key for ${hosting}.`,
        ],
    },
    undecided: {
        "an instance type that is not known": [
            { productionVariants: [{ modelName: "churn", instanceType: unknown }] },
            ["productionVariants[0].instanceType"],
            { holds: "ml.g5.xlarge", breaks: "ml.m5.large" },
        ],
        "a family that the data does not hold": [variants("ml.m99.large"), ["productionVariants[0].instanceType"]],
        "a family that the data does not hold, with a key": [
            { kmsKeyArn: keyArn, ...variants("ml.m99.large") },
            ["productionVariants[0].instanceType"],
        ],
        "variants that are not known": [
            { productionVariants: unknown },
            ["productionVariants"],
            { holds: [{ instanceType: "ml.g5.xlarge" }], breaks: [{ instanceType: "ml.m5.large" }] },
        ],
        "a key that nobody knows": [{ kmsKeyArn: unknown, ...variants("ml.m5.large") }, ["kmsKeyArn"], { holds: keyArn, breaks: "" }],
    },
});

describePolicy(sagemaker.sagemakerEndpointCaptureKmsKey, endpoint, {
    pass: {
        "capture with a key": { dataCaptureConfig: { enableCapture: true, kmsKeyId: keyArn } },
        "capture with a key, native": of(nativeEndpoint, { dataCaptureConfig: { enableCapture: true, kmsKeyId: keyArn } }),
        "no capture": variants("ml.m5.large"),
        "a key of the stack, in a first preview": [
            key,
            bucket,
            {
                type: endpoint,
                props: { dataCaptureConfig: { enableCapture: true, kmsKeyId: unknown, destinationS3Uri: unknown } },
                refs: { dataCaptureConfig: ["data", "key"] },
            },
        ],
    },
    fail: {
        "capture without a key": [
            { dataCaptureConfig: { enableCapture: true, destinationS3Uri: "s3://data/" } },
            "dataCaptureConfig.kmsKeyId names no key for the captured data.",
        ],
        "capture without a key, native": [
            of(nativeEndpoint, { dataCaptureConfig: { enableCapture: true } }),
            "dataCaptureConfig.kmsKeyId names no key for the captured data.",
        ],
    },
    falseAlarms: {
        "capture switched off": { dataCaptureConfig: { enableCapture: false, destinationS3Uri: "s3://data/" } },
        "capture switched off, native": of(nativeEndpoint, { dataCaptureConfig: { enableCapture: false } }),
        "capture left out, which the classic provider sends as off": { dataCaptureConfig: { destinationS3Uri: "s3://data/" } },
        "instances with local storage, with a key": {
            ...variants("ml.g5.xlarge"),
            dataCaptureConfig: { enableCapture: true, kmsKeyId: keyArn },
        },
    },
    slips: {
        "capture left out, which the API takes as on where it has nothing else": [
            of(nativeEndpoint, { dataCaptureConfig: { destinationS3Uri: "s3://data/" } }),
            "dataCaptureConfig.kmsKeyId names no key for the captured data.",
        ],
        "a key for the instances alone": [
            { kmsKeyArn: keyArn, dataCaptureConfig: { enableCapture: true } },
            "dataCaptureConfig.kmsKeyId names no key for the captured data.",
        ],
        "capture without a key on instances with local storage": [
            { ...variants("ml.g5.xlarge"), dataCaptureConfig: { enableCapture: true } },
            "dataCaptureConfig.kmsKeyId names no key for the captured data.",
        ],

        "capture on serverless variants, which take no key for themselves": [
            { ...serverless, dataCaptureConfig: { enableCapture: true, destinationS3Uri: "s3://data/" } },
            "dataCaptureConfig.kmsKeyId names no key for the captured data.",
        ],
    },
    undecided: {
        "whether it captures is not known": [
            { dataCaptureConfig: { enableCapture: unknown } },
            ["dataCaptureConfig.enableCapture"],
            { holds: false, breaks: true },
        ],
        "whether there is a configuration is not known": [
            { dataCaptureConfig: unknown },
            ["dataCaptureConfig"],
            { holds: { enableCapture: true, kmsKeyId: keyArn }, breaks: { enableCapture: true } },
        ],
        "a configuration computed as a whole from a key may leave the key out": [
            madeFrom(key, endpoint, "dataCaptureConfig", { dataCaptureConfig: unknown }),
            ["dataCaptureConfig"],
            { holds: { enableCapture: true, kmsKeyId: keyArn }, breaks: { enableCapture: true, destinationS3Uri: "s3://data/" } },
        ],
    },
});

describePolicy(sagemaker.sagemakerEndpointOutputKmsKey, endpoint, {
    pass: {
        "asynchronous output with a key": { asyncInferenceConfig: { outputConfig: { s3OutputPath: "s3://data/", kmsKeyId: keyArn } } },
        "asynchronous output with a key, native": of(nativeEndpoint, { asyncInferenceConfig: { outputConfig: { kmsKeyId: keyArn } } }),
        "core dumps with a key, production and shadow": {
            productionVariants: [{ coreDumpConfig: { destinationS3Uri: "s3://data/", kmsKeyId: keyArn } }],
            shadowProductionVariants: [{ coreDumpConfig: { destinationS3Uri: "s3://data/", kmsKeyId: keyArn } }],
        },
    },
    fail: {
        "asynchronous output without a key": [
            { asyncInferenceConfig: { outputConfig: { s3OutputPath: "s3://data/" } } },
            "asyncInferenceConfig.outputConfig.kmsKeyId names no key for the asynchronous output.",
        ],
    },
    falseAlarms: {
        "no output and no core dumps": variants("ml.m5.large"),

        "captured data is another policy's business": { dataCaptureConfig: { enableCapture: true, destinationS3Uri: "s3://data/" } },
        "output under a key, on instances that take none": {
            ...variants("ml.g5.xlarge"),
            asyncInferenceConfig: { outputConfig: { s3OutputPath: "s3://data/", kmsKeyId: keyArn } },
        },
        "keys of the stack for output and core dumps, in a first preview": [
            key,
            {
                type: endpoint,
                props: {
                    asyncInferenceConfig: { outputConfig: { s3OutputPath: unknown, kmsKeyId: unknown } },
                    productionVariants: [{ coreDumpConfig: { destinationS3Uri: unknown, kmsKeyId: unknown } }],
                },
                refs: { asyncInferenceConfig: "key", productionVariants: "key" },
            },
        ],
    },
    slips: {
        "core dumps of the second variant without a key": [
            {
                productionVariants: [
                    { coreDumpConfig: { destinationS3Uri: "s3://data/", kmsKeyId: keyArn } },
                    { coreDumpConfig: { destinationS3Uri: "s3://data/" } },
                ],
            },
            "productionVariants[1].coreDumpConfig.kmsKeyId names no key for the core dumps.",
        ],
        "core dumps of a shadow variant without a key, native": [
            of(nativeEndpoint, { shadowProductionVariants: [{ coreDumpConfig: { destinationS3Uri: "s3://data/" } }] }),
            "shadowProductionVariants[0].coreDumpConfig.kmsKeyId names no key for the core dumps.",
        ],

        "a key for the volumes alone": [
            { kmsKeyArn: keyArn, ...variants("ml.m5.large"), asyncInferenceConfig: { outputConfig: { s3OutputPath: "s3://data/" } } },
            "asyncInferenceConfig.outputConfig.kmsKeyId names no key for the asynchronous output.",
        ],
        "a key beside the output's configuration": [
            { asyncInferenceConfig: { kmsKeyId: keyArn, outputConfig: { s3OutputPath: "s3://data/" } } },
            "asyncInferenceConfig.outputConfig.kmsKeyId names no key for the asynchronous output.",
        ],
        "a key of the stack for the output and none for core dumps": [
            [
                key,
                {
                    type: endpoint,
                    props: {
                        asyncInferenceConfig: { outputConfig: { kmsKeyId: unknown } },
                        productionVariants: [{ coreDumpConfig: { destinationS3Uri: "s3://data/" } }],
                    },
                    refs: { asyncInferenceConfig: "key" },
                },
            ],
            "it: productionVariants[0].coreDumpConfig.kmsKeyId names no key for the core dumps.",
        ],
    },
    undecided: {
        "a key that nobody knows": [
            { asyncInferenceConfig: { outputConfig: { kmsKeyId: unknown } } },
            ["asyncInferenceConfig.outputConfig.kmsKeyId"],
            { holds: keyArn, breaks: "" },
        ],
        "variants computed as a whole from a key may dump without it": [
            madeFrom(key, endpoint, "productionVariants", { productionVariants: unknown }),
            ["productionVariants"],
            {
                holds: [{ instanceType: "ml.m5.large" }],
                breaks: [{ coreDumpConfig: { kmsKeyId: keyArn } }, { coreDumpConfig: { destinationS3Uri: "s3://data/" } }],
            },
        ],
    },
});

const offline = (config: object): object => ({ offlineStoreConfig: { s3StorageConfig: { s3Uri: "s3://data/", ...config } } });

describePolicy(sagemaker.sagemakerFeatureGroupKmsKey, featureGroup, {
    pass: {
        "both stores with keys": {
            ...offline({ kmsKeyId: keyArn }),
            onlineStoreConfig: { enableOnlineStore: true, securityConfig: { kmsKeyId: keyArn } },
        },
        "both stores with keys, native": of(nativeFeatureGroup, {
            ...offline({ kmsKeyId: keyArn }),
            onlineStoreConfig: { enableOnlineStore: true, securityConfig: { kmsKeyId: keyArn } },
        }),
    },
    fail: {
        "an offline store without a key": [offline({}), "offlineStoreConfig.s3StorageConfig.kmsKeyId names no key for the offline store."],
        "an online store without a key": [
            { onlineStoreConfig: { enableOnlineStore: true } },
            "onlineStoreConfig.securityConfig.kmsKeyId names no key for the online store.",
        ],
        "both without, native": [
            of(nativeFeatureGroup, { ...offline({}), onlineStoreConfig: { enableOnlineStore: true } }),
            "offlineStoreConfig.s3StorageConfig.kmsKeyId names no key for the offline store.",
            "onlineStoreConfig.securityConfig.kmsKeyId names no key for the online store.",
        ],
    },
    falseAlarms: {
        "an online store that is off": { ...offline({ kmsKeyId: keyArn }), onlineStoreConfig: { enableOnlineStore: false } },
        "an online store left at its default is off": { onlineStoreConfig: { storageType: "Standard" } },
        "no Glue table and no online store": { ...offline({ kmsKeyId: keyArn }) },

        "an online store in memory with a key, and no offline store": {
            onlineStoreConfig: { enableOnlineStore: true, storageType: "InMemory", securityConfig: { kmsKeyId: "alias/features" } },
        },
        "keys of the stack for both stores, in a first preview": [
            key,
            {
                type: featureGroup,
                props: {
                    offlineStoreConfig: { s3StorageConfig: { s3Uri: unknown, kmsKeyId: unknown } },
                    onlineStoreConfig: { enableOnlineStore: true, securityConfig: { kmsKeyId: unknown } },
                },
                refs: { offlineStoreConfig: "key", onlineStoreConfig: "key" },
            },
        ],
    },
    slips: {
        "an online store with an empty security configuration": [
            { onlineStoreConfig: { enableOnlineStore: true, securityConfig: {} } },
            "onlineStoreConfig.securityConfig.kmsKeyId names no key for the online store.",
        ],

        "a key for the offline store alone": [
            { ...offline({ kmsKeyId: keyArn }), onlineStoreConfig: { enableOnlineStore: true, storageType: "InMemory" } },
            "onlineStoreConfig.securityConfig.kmsKeyId names no key for the online store.",
        ],
        "a key for an online store that is off": [
            { ...offline({}), onlineStoreConfig: { enableOnlineStore: false, securityConfig: { kmsKeyId: keyArn } } },
            "offlineStoreConfig.s3StorageConfig.kmsKeyId names no key for the offline store.",
        ],
        "no Glue table does not mean no offline store": [
            { offlineStoreConfig: { disableGlueTableCreation: true, s3StorageConfig: { s3Uri: "s3://data/" } } },
            "offlineStoreConfig.s3StorageConfig.kmsKeyId names no key for the offline store.",
        ],
    },
    undecided: {
        "whether the online store is on is not known": [
            { onlineStoreConfig: { enableOnlineStore: unknown } },
            ["onlineStoreConfig.enableOnlineStore"],
            { holds: false, breaks: true },
        ],
    },
});

const cluster = (instanceType: string, volumeKmsKeyId?: string): object => ({
    clusterConfig: { instanceCount: 1, instanceType, volumeSizeInGb: 20, ...(volumeKmsKeyId !== undefined && { volumeKmsKeyId }) },
});
const scheduled = (monitoringJobDefinition: object): object => ({ monitoringScheduleConfig: { monitoringJobDefinition } });
const monitoringStorage = "the storage of the monitoring instances";

describePolicy(sagemaker.sagemakerMonitoringKmsKey, dataQuality, {
    pass: {
        "keys for results and storage": { dataQualityJobOutputConfig: { kmsKeyId: keyArn }, jobResources: cluster("ml.m5.large", keyArn) },
        "native model bias jobs": of("aws-native:sagemaker:ModelBiasJobDefinition", {
            modelBiasJobOutputConfig: { kmsKeyId: keyArn },
            jobResources: cluster("ml.m5.large", keyArn),
        }),
        "native model explainability jobs": of("aws-native:sagemaker:ModelExplainabilityJobDefinition", {
            modelExplainabilityJobOutputConfig: { kmsKeyId: keyArn },
            jobResources: cluster("ml.m5.large", keyArn),
        }),
        "a schedule with its own definition": of(
            schedule,
            scheduled({ monitoringOutputConfig: { kmsKeyId: keyArn }, monitoringResources: cluster("ml.m5.large", keyArn) }),
        ),
    },
    fail: {
        "no keys": [
            { dataQualityJobOutputConfig: { monitoringOutputs: {} }, jobResources: cluster("ml.m5.large") },
            "dataQualityJobOutputConfig.kmsKeyId names no key for the monitoring results.",
            `jobResources.clusterConfig.volumeKmsKeyId names no key for ${monitoringStorage}.`,
        ],
        "a native model quality job without keys": [
            of("aws-native:sagemaker:ModelQualityJobDefinition", { jobResources: cluster("ml.m5.large") }),
            "modelQualityJobOutputConfig.kmsKeyId names no key for the monitoring results.",
            `jobResources.clusterConfig.volumeKmsKeyId names no key for ${monitoringStorage}.`,
        ],
    },
    falseAlarms: {
        "no key for local storage": { dataQualityJobOutputConfig: { kmsKeyId: keyArn }, jobResources: cluster("ml.g5.xlarge") },
        "a schedule that names a job definition": of(schedule, { monitoringScheduleConfig: { monitoringJobDefinitionName: "quality" } }),

        "keys of the stack, in a first preview": [
            key,
            {
                type: dataQuality,
                props: {
                    dataQualityJobOutputConfig: { kmsKeyId: unknown, monitoringOutputs: {} },
                    jobResources: { clusterConfig: { instanceType: "ml.m5.large", instanceCount: 1, volumeKmsKeyId: unknown } },
                },
                refs: { dataQualityJobOutputConfig: "key", jobResources: "key" },
            },
        ],
        "a native schedule on local storage": of(
            "aws-native:sagemaker:MonitoringSchedule",
            scheduled({ monitoringOutputConfig: { kmsKeyId: keyArn }, monitoringResources: cluster("ml.g4dn.xlarge") }),
        ),
    },
    slips: {
        "a key for local storage": [
            { dataQualityJobOutputConfig: { kmsKeyId: keyArn }, jobResources: cluster("ml.g5.xlarge", keyArn) },
            refused("jobResources.clusterConfig.volumeKmsKeyId", monitoringStorage),
        ],
        "a schedule with its own definition and no keys": [
            of(schedule, scheduled({ monitoringResources: cluster("ml.m5.large") })),
            "monitoringScheduleConfig.monitoringJobDefinition.monitoringOutputConfig.kmsKeyId names no key for the monitoring results.",
            `monitoringScheduleConfig.monitoringJobDefinition.monitoringResources.clusterConfig.volumeKmsKeyId names no key for ${monitoringStorage}.`,
        ],
        "a native schedule with its own definition and no keys": [
            of("aws-native:sagemaker:MonitoringSchedule", scheduled({ monitoringResources: cluster("ml.g5.xlarge") })),
            "monitoringScheduleConfig.monitoringJobDefinition.monitoringOutputConfig.kmsKeyId names no key for the monitoring results.",
        ],

        "a key for results does not reach the volumes": [
            of("aws-native:sagemaker:ModelExplainabilityJobDefinition", {
                modelExplainabilityJobOutputConfig: { kmsKeyId: keyArn, monitoringOutputs: [] },
                jobResources: cluster("ml.t3.medium"),
            }),
            `jobResources.clusterConfig.volumeKmsKeyId names no key for ${monitoringStorage}.`,
        ],
        "a key inside one of the outputs": [
            of("aws-native:sagemaker:ModelBiasJobDefinition", {
                modelBiasJobOutputConfig: { monitoringOutputs: [{ s3Output: { s3Uri: "s3://data/", kmsKeyId: keyArn } }] },
                jobResources: cluster("ml.m5.large", keyArn),
            }),
            "modelBiasJobOutputConfig.kmsKeyId names no key for the monitoring results.",
        ],
    },
    undecided: {
        "an instance type that is not known": [
            {
                dataQualityJobOutputConfig: { kmsKeyId: keyArn },
                jobResources: { clusterConfig: { instanceType: unknown, volumeKmsKeyId: keyArn } },
            },
            ["jobResources.clusterConfig.instanceType"],
            { holds: "ml.m5.large", breaks: "ml.g5.xlarge" },
        ],
        "a schedule's definition computed as a whole from a key": [
            madeFrom(key, schedule, "monitoringScheduleConfig", { monitoringScheduleConfig: unknown }),
            ["monitoringScheduleConfig"],
            {
                holds: { monitoringJobDefinitionName: "quality" },
                breaks: {
                    monitoringJobDefinition: { monitoringOutputConfig: { kmsKeyId: keyArn }, monitoringResources: cluster("ml.m5.large") },
                },
            },
        ],
    },
});

const output = (kmsKeyId?: string): object => ({
    outputDataConfig: { s3OutputPath: "s3://data/", ...(kmsKeyId !== undefined && { kmsKeyId }) },
});
const on = (instanceType: string, volumeKmsKeyId?: string): object => ({
    resourceConfig: { instanceCount: 1, instanceType, volumeSizeInGb: 30, ...(volumeKmsKeyId !== undefined && { volumeKmsKeyId }) },
});
const trainingStorage = "the storage of the training instances";

describePolicy(sagemaker.sagemakerJobKmsKey, trainingJob, {
    pass: {
        "keys for output and storage": { ...output(keyArn), ...on("ml.m5.large", keyArn) },
        "a key of the stack, in a first preview": [
            key,
            {
                type: trainingJob,
                props: { ...output(unknown), ...on("ml.m5.large", unknown) },
                refs: { outputDataConfig: "key", resourceConfig: "key" },
            },
        ],
        "tuning, in both forms": of(tuningJob, {
            trainingJobDefinition: { ...output(keyArn), ...on("ml.m5.large", keyArn) },
            trainingJobDefinitions: [
                {
                    ...output(keyArn),
                    hyperParameterTuningResourceConfig: { instanceConfigs: [{ instanceType: "ml.g5.xlarge", instanceCount: 1 }] },
                },
            ],
        }),
        "automated labeling": of(labelingJob, {
            outputConfig: { kmsKeyId: keyArn },
            labelingJobAlgorithmsConfig: { labelingJobResourceConfig: { volumeKmsKeyId: keyArn } },
        }),
        "a native processing job": of(processingJob, {
            processingOutputConfig: { kmsKeyId: keyArn, outputs: [] },
            processingResources: cluster("ml.m5.large", keyArn),
        }),
    },
    fail: {
        "no keys": [
            { ...output(), ...on("ml.m5.large") },
            "outputDataConfig.kmsKeyId names no key for the output of the training job.",
            `resourceConfig.volumeKmsKeyId names no key for ${trainingStorage}.`,
        ],
        "the only tuning definition": [
            of(tuningJob, { trainingJobDefinition: { ...output(), ...on("ml.m5.large", keyArn) } }),
            "trainingJobDefinition.outputDataConfig.kmsKeyId names no key for the output of the training jobs.",
        ],
        "labels and automated labeling without keys": [
            of(labelingJob, {
                outputConfig: { s3OutputPath: "s3://data/" },
                labelingJobAlgorithmsConfig: { labelingJobAlgorithmSpecificationArn: "arn:aws:sagemaker:x" },
            }),
            "outputConfig.kmsKeyId names no key for the labels.",
            "labelingJobAlgorithmsConfig.labelingJobResourceConfig.volumeKmsKeyId names no key for the storage of the automated labeling instances.",
        ],
        "an algorithm's validation jobs without keys": [
            of(algorithm, {
                validationSpecification: {
                    validationProfiles: {
                        trainingJobDefinition: { ...output(), ...on("ml.m5.large") },
                        transformJobDefinition: {
                            transformOutput: { s3OutputPath: "s3://data/" },
                            transformResources: { instanceCount: 1, instanceType: "ml.m5.large" },
                        },
                    },
                },
            }),
            "validationSpecification.validationProfiles.trainingJobDefinition.outputDataConfig.kmsKeyId names no key for the output of the training job.",
            `validationSpecification.validationProfiles.trainingJobDefinition.resourceConfig.volumeKmsKeyId names no key for ${trainingStorage}.`,
            "validationSpecification.validationProfiles.transformJobDefinition.transformOutput.kmsKeyId names no key for the output of the transform job.",
            "validationSpecification.validationProfiles.transformJobDefinition.transformResources.volumeKmsKeyId names no key for the storage of the transform instances.",
        ],
        "a native processing job without keys": [
            of(processingJob, { processingOutputConfig: { outputs: [] }, processingResources: cluster("ml.m5.large") }),
            "processingOutputConfig.kmsKeyId names no key for the output of the processing job.",
            "processingResources.clusterConfig.volumeKmsKeyId names no key for the storage of the processing instances.",
        ],
    },
    falseAlarms: {
        "no key for local storage": { ...output(keyArn), ...on("ml.p4d.24xlarge") },
        "no key where one instance group has local storage": {
            ...output(keyArn),
            resourceConfig: { instanceGroups: [{ instanceType: "ml.m5.large" }, { instanceType: "ml.g5.xlarge" }] },
        },
        "a serverless job has no storage of its own": { ...output(keyArn), serverlessJobConfig: { baseModelArn: "arn:aws:sagemaker:hub" } },
        labeling: of(labelingJob, { outputConfig: { kmsKeyId: keyArn } }),
        "an algorithm that is not validated": of(algorithm, { algorithmName: "churn" }),

        "a native processing job that writes nothing to S3": of(processingJob, {
            appSpecification: { imageUri: "111122223333.dkr.ecr.us-east-1.amazonaws.com/etl" },
            processingResources: cluster("ml.m5.large", keyArn),
        }),
        "a transform job alone, on local storage, validates an algorithm": of(algorithm, {
            validationSpecification: {
                validationProfiles: {
                    trainingJobDefinition: { ...output(keyArn), ...on("ml.m5.large", keyArn) },
                    transformJobDefinition: {
                        transformOutput: { s3OutputPath: "s3://data/", kmsKeyId: keyArn },
                        transformResources: { instanceCount: 1, instanceType: "ml.g4dn.xlarge" },
                    },
                },
            },
        }),
    },
    slips: {
        "a key for local storage": [
            { ...output(keyArn), ...on("ml.g5.2xlarge", keyArn) },
            refused("resourceConfig.volumeKmsKeyId", trainingStorage),
        ],
        "local storage does not excuse the output": [
            { ...output(), ...on("ml.g5.2xlarge") },
            "outputDataConfig.kmsKeyId names no key for the output of the training job.",
        ],
        "instance groups on EBS without a key": [
            { ...output(keyArn), resourceConfig: { instanceGroups: [{ instanceType: "ml.m5.large" }, { instanceType: "ml.c5.large" }] } },
            `resourceConfig.volumeKmsKeyId names no key for ${trainingStorage}.`,
        ],
        "the second tuning definition": [
            of(tuningJob, {
                trainingJobDefinitions: [
                    { ...output(keyArn), ...on("ml.m5.large", keyArn) },
                    { ...output(), hyperParameterTuningResourceConfig: { instanceType: "ml.m5.large", instanceCount: 1 } },
                ],
            }),
            "trainingJobDefinitions[1].outputDataConfig.kmsKeyId names no key for the output of the training jobs.",
            `trainingJobDefinitions[1].hyperParameterTuningResourceConfig.volumeKmsKeyId names no key for ${trainingStorage}.`,
        ],
        "query results that are a processing job's input": [
            of(processingJob, {
                processingResources: cluster("ml.m5.large", keyArn),
                processingInputs: [{ datasetDefinition: { athenaDatasetDefinition: { outputS3Uri: "s3://data/" } } }],
            }),
            "processingInputs[0].datasetDefinition.athenaDatasetDefinition.kmsKeyId names no key for the query results that are the job's input.",
        ],

        "a key on Trainium, whose disks are local": [
            { ...output(keyArn), ...on("ml.trn1.32xlarge", keyArn) },
            refused("resourceConfig.volumeKmsKeyId", trainingStorage),
        ],
        "a key where tuning may take local storage": [
            of(tuningJob, {
                trainingJobDefinition: {
                    ...output(keyArn),
                    hyperParameterTuningResourceConfig: {
                        volumeKmsKeyId: keyArn,
                        instanceConfigs: [
                            { instanceType: "ml.m5.large", instanceCount: 1 },
                            { instanceType: "ml.g5.xlarge", instanceCount: 1 },
                        ],
                    },
                },
            }),
            refused("trainingJobDefinition.hyperParameterTuningResourceConfig.volumeKmsKeyId", trainingStorage),
        ],
        "a key for the checkpoints' bucket alone": [
            { checkpointConfig: { s3Uri: "s3://data/", kmsKeyId: keyArn }, ...output(), ...on("ml.m5.large", keyArn) },
            "outputDataConfig.kmsKeyId names no key for the output of the training job.",
        ],
    },
    undecided: {
        "a key and an instance type that are not known": [
            { ...output(unknown), ...on(unknown) },
            ["outputDataConfig.kmsKeyId", "resourceConfig.instanceType"],
        ],
        "an instance type that is not known": [
            { ...output(keyArn), ...on(unknown) },
            ["resourceConfig.instanceType"],
            { holds: "ml.g5.xlarge", breaks: "ml.m5.large" },
        ],
        "an output's configuration computed as a whole from a key": [
            madeFrom(key, trainingJob, "outputDataConfig", { outputDataConfig: unknown, ...on("ml.m5.large", keyArn) }),
            ["outputDataConfig"],
            { holds: { kmsKeyId: keyArn }, breaks: { s3OutputPath: "s3://data/" } },
        ],
    },
});

const steps = (...list: object[]): object => ({ pipelineDefinition: JSON.stringify({ Version: "2020-12-01", Steps: list }) });
const step = (Type: string, Arguments: object): object => ({ Name: "Step", Type, Arguments });
const trainingStep = (outputKey: unknown, volumeKey: unknown, InstanceType: unknown = "ml.m5.large"): object =>
    step("Training", {
        OutputDataConfig: { S3OutputPath: "s3://data/", ...(outputKey !== undefined && { KmsKeyId: outputKey }) },
        ResourceConfig: { InstanceCount: 1, InstanceType, ...(volumeKey !== undefined && { VolumeKmsKeyId: volumeKey }) },
    });
const processingStep = (Type: string, outputKey: unknown, volumeKey: unknown): object =>
    step(Type, {
        ProcessingOutputConfig: { Outputs: [], ...(outputKey !== undefined && { KmsKeyId: outputKey }) },
        ProcessingResources: {
            ClusterConfig: { InstanceType: "ml.m5.large", ...(volumeKey !== undefined && { VolumeKmsKeyId: volumeKey }) },
        },
    });
const condition = (IfSteps: object[], ElseSteps: object[] = []): object => step("Condition", { Conditions: [], IfSteps, ElseSteps });
const parameter = { Get: "Parameters.Key" };
const noSteps = "The pipeline's definition is not JSON with a list of steps.";

describePolicy(sagemaker.sagemakerPipelineKmsKey, pipeline, {
    pass: {
        "a training step with keys": steps(trainingStep(keyArn, keyArn)),
        "a training step with keys, native": of(nativePipeline, {
            pipelineDefinition: { pipelineDefinitionBody: JSON.stringify({ Steps: [trainingStep(keyArn, keyArn)] }) },
        }),
        "no volume key for local storage": steps(trainingStep(keyArn, undefined, "ml.g5.xlarge")),
        "processing, quality and Clarify checks with keys": steps(
            processingStep("Processing", keyArn, keyArn),
            processingStep("QualityCheck", keyArn, keyArn),
            processingStep("ClarifyCheck", keyArn, keyArn),
        ),
        "a processing step without output": steps(
            step("Processing", { ProcessingResources: { ClusterConfig: { InstanceType: "ml.m5.large", VolumeKmsKeyId: keyArn } } }),
        ),
        "steps that run no job": steps(step("Lambda", {}), step("Fail", {}), step("Model", {}), step("Callback", {}), step("EMR", {})),
        "steps in conditions with keys": steps(condition([trainingStep(keyArn, keyArn)], [condition([trainingStep(keyArn, keyArn)])])),
        "transform, tuning and AutoML steps with keys": steps(
            step("Transform", {
                TransformOutput: { KmsKeyId: keyArn },
                TransformResources: { InstanceType: "ml.m5.large", VolumeKmsKeyId: keyArn },
            }),
            step("Tuning", {
                TrainingJobDefinition: { OutputDataConfig: { KmsKeyId: keyArn }, ResourceConfig: { VolumeKmsKeyId: keyArn } },
            }),
            step("AutoML", {
                OutputDataConfig: { KmsKeyId: keyArn },
                AutoMLJobConfig: { SecurityConfig: { VolumeKmsKeyId: keyArn } },
            }),
        ),
        "steps that are none, which AWS refuses": steps(
            "Training" as unknown as object,
            step("Condition", { Conditions: [], IfSteps: "Training", ElseSteps: parameter }),
        ),
    },
    fail: {
        "a training step without keys": [
            steps(trainingStep(undefined, undefined)),
            "pipelineDefinition.Steps[0].Arguments.OutputDataConfig.KmsKeyId names no customer managed key for the output of the training job.",
            "pipelineDefinition.Steps[0].Arguments.ResourceConfig.VolumeKmsKeyId names no customer managed key for the storage of the training instances.",
        ],
        "a training step without keys, native": [
            of(nativePipeline, {
                pipelineDefinition: { pipelineDefinitionBody: JSON.stringify({ Steps: [trainingStep("", keyArn)] }) },
            }),
            "pipelineDefinition.pipelineDefinitionBody.Steps[0].Arguments.OutputDataConfig.KmsKeyId names no customer managed key for the output of the training job.",
        ],
        "an AWS managed key, which no other policy sees in a document": [
            steps(trainingStep("alias/aws/s3", keyArn)),
            "pipelineDefinition.Steps[0].Arguments.OutputDataConfig.KmsKeyId names no customer managed key for the output of the training job.",
        ],
        "a volume key for local storage": [
            steps(trainingStep(keyArn, keyArn, "ml.g5.xlarge")),
            refused("pipelineDefinition.Steps[0].Arguments.ResourceConfig.VolumeKmsKeyId", "the storage of the training instances"),
        ],
        "a processing step without keys": [
            steps(processingStep("Processing", undefined, undefined)),
            "pipelineDefinition.Steps[0].Arguments.ProcessingOutputConfig.KmsKeyId names no customer managed key for the output of the processing job.",
            "pipelineDefinition.Steps[0].Arguments.ProcessingResources.ClusterConfig.VolumeKmsKeyId names no customer managed key for the storage of the processing instances.",
        ],
        "a step inside an else branch inside a condition": [
            steps(condition([], [condition([trainingStep(keyArn, undefined)])])),
            "pipelineDefinition.Steps[0].Arguments.ElseSteps[0].Arguments.IfSteps[0].Arguments.ResourceConfig.VolumeKmsKeyId names no customer managed key for the storage of the training instances.",
        ],
        "a transform step without keys": [
            steps(step("Transform", { TransformOutput: {}, TransformResources: { InstanceType: "ml.m5.large" } })),
            "pipelineDefinition.Steps[0].Arguments.TransformOutput.KmsKeyId names no customer managed key for the output of the transform job.",
            "pipelineDefinition.Steps[0].Arguments.TransformResources.VolumeKmsKeyId names no customer managed key for the storage of the transform instances.",
        ],
        "a transform step that captures data without a key": [
            steps(
                step("Transform", {
                    DataCaptureConfig: { DestinationS3Uri: "s3://data/captured" },
                    TransformOutput: { KmsKeyId: keyArn },
                    TransformResources: { InstanceType: "ml.m5.large", VolumeKmsKeyId: keyArn },
                }),
            ),
            "pipelineDefinition.Steps[0].Arguments.DataCaptureConfig.KmsKeyId names no customer managed key for the captured data.",
        ],
        "query results that are a processing step's input": [
            steps(
                step("Processing", {
                    ProcessingInputs: [
                        { InputName: "code", S3Input: { S3Uri: "s3://data/code" } },
                        { InputName: "churn", DatasetDefinition: { AthenaDatasetDefinition: { OutputS3Uri: "s3://data/query" } } },
                    ],
                    ProcessingResources: { ClusterConfig: { InstanceType: "ml.m5.large", VolumeKmsKeyId: keyArn } },
                }),
            ),
            "pipelineDefinition.Steps[0].Arguments.ProcessingInputs[1].DatasetDefinition.AthenaDatasetDefinition.KmsKeyId names no customer managed key for the query results that are the job's input.",
        ],
        "the second definition of a tuning step": [
            steps(
                step("Tuning", {
                    TrainingJobDefinitions: [
                        { OutputDataConfig: { KmsKeyId: keyArn }, ResourceConfig: { VolumeKmsKeyId: keyArn } },
                        {
                            OutputDataConfig: {},
                            HyperParameterTuningResourceConfig: { InstanceConfigs: [{ InstanceType: "ml.m5.large" }] },
                        },
                    ],
                }),
            ),
            "pipelineDefinition.Steps[0].Arguments.TrainingJobDefinitions[1].OutputDataConfig.KmsKeyId names no customer managed key for the output of the training jobs.",
            "pipelineDefinition.Steps[0].Arguments.TrainingJobDefinitions[1].HyperParameterTuningResourceConfig.VolumeKmsKeyId names no customer managed key for the storage of the training instances.",
        ],
        "broken JSON": [{ pipelineDefinition: '{ "Steps": [' }, noSteps],
        "JSON that is no definition": [{ pipelineDefinition: "7" }, noSteps],
        "a definition without steps": [{ pipelineDefinition: '{ "Steps": { "0": {} } }' }, noSteps],
        "JSON nested too deep to read": [{ pipelineDefinition: "[".repeat(200_000) + "]".repeat(200_000) }, noSteps],
    },
    undecided: {
        "a definition that is not known": [
            { pipelineDefinition: unknown },
            ["pipelineDefinition"],
            { holds: JSON.stringify({ Steps: [trainingStep(keyArn, keyArn)] }), breaks: JSON.stringify({ Steps: [trainingStep("", "")] }) },
        ],
        "a definition made from a key may name it in one place and not in another": [
            madeFrom(key, pipeline, "pipelineDefinition", { pipelineDefinition: unknown }),
            ["pipelineDefinition"],
            {
                holds: JSON.stringify({ Steps: [trainingStep(keyArn, keyArn)] }),
                breaks: JSON.stringify({ Steps: [trainingStep(keyArn, "")] }),
            },
        ],
        "a key that is a parameter": [steps(trainingStep(parameter, keyArn)), ["pipelineDefinition"]],
        "a key that is joined from parameters": [
            steps(trainingStep(keyArn, { "Std:Join": { On: "/", Values: ["a", parameter] } })),
            ["pipelineDefinition"],
        ],
        "arguments that are a parameter": [steps(step("AutoML", parameter)), ["pipelineDefinition"]],
        "an instance type that is a parameter": [steps(trainingStep(keyArn, keyArn, parameter)), ["pipelineDefinition"]],
        "a definition in S3": [
            { pipelineDefinitionS3Location: { bucket: "data", objectKey: "pipeline.json" } },
            ["pipelineDefinitionS3Location"],
        ],
        "a definition in S3, native": [
            of(nativePipeline, { pipelineDefinition: { pipelineDefinitionS3Location: { bucket: "data", key: "pipeline.json" } } }),
            ["pipelineDefinition.pipelineDefinitionS3Location"],
        ],
    },
});

const noRootVolume = (group: string): string =>
    `${group} has no ebsVolumeConfig with rootVolume, so its instances' root volume is under a key of AWS's own.`;

describePolicy(sagemaker.sagemakerArtifactKmsKey, "aws:sagemaker/flowDefinition:FlowDefinition", {
    pass: {
        "human reviews with a key": { outputConfig: { s3OutputPath: "s3://data/", kmsKeyId: keyArn } },
        "a device fleet with a key": of("aws:sagemaker/deviceFleet:DeviceFleet", { outputConfig: { kmsKeyId: keyArn } }),
        "a model card with a key": of("aws:sagemaker/modelCard:ModelCard", { securityConfig: { kmsKeyId: keyArn } }),
        "a native partner app with a key": of("aws-native:sagemaker:PartnerApp", { kmsKeyId: keyArn }),
        "a native inference experiment with keys": of("aws-native:sagemaker:InferenceExperiment", {
            kmsKey: keyArn,
            dataStorageConfig: { destination: "s3://data/", kmsKey: keyArn },
        }),
        "a native cluster whose groups name keys": of("aws-native:sagemaker:Cluster", {
            instanceGroups: [
                { instanceStorageConfigs: [{ ebsVolumeConfig: { rootVolume: true, volumeKmsKeyId: keyArn } }, { fsxLustreConfig: {} }] },
            ],
        }),
    },
    fail: {
        "human reviews without a key": [
            { outputConfig: { s3OutputPath: "s3://data/" } },
            "outputConfig.kmsKeyId names no key for the output of the human reviews.",
        ],
        "a native device fleet without a key": [
            of("aws-native:sagemaker:DeviceFleet", { outputConfig: { s3OutputLocation: "s3://data/" } }),
            "outputConfig.kmsKeyId names no key for the output of the devices.",
        ],
        "a model card without a key": [
            of("aws:sagemaker/modelCard:ModelCard", { content: "{}" }),
            "securityConfig.kmsKeyId names no key for the model card.",
        ],
        "a native cluster without a key": [
            of("aws-native:sagemaker:Cluster", {
                instanceGroups: [
                    { instanceStorageConfigs: [{ ebsVolumeConfig: { volumeSizeInGb: 500 } }] },
                    { instanceType: "ml.g5.xlarge" },
                ],
            }),
            "instanceGroups[0].instanceStorageConfigs[0].ebsVolumeConfig.volumeKmsKeyId names no key for the storage of the cluster's instances.",
            noRootVolume("instanceGroups[0]"),
            noRootVolume("instanceGroups[1]"),
        ],
        "a native partner app without a key": [
            of("aws-native:sagemaker:PartnerApp", { name: "app" }),
            "kmsKeyId names no key for the partner app.",
        ],
    },
    falseAlarms: {
        "a domain is other policies' business": of(domain, {}),

        "what takes no key": [
            { type: "aws:sagemaker/mlflowTrackingServer:MlflowTrackingServer", name: "mlflow", props: { artifactStoreUri: "s3://data/" } },
            { type: "aws:sagemaker/space:Space", name: "space", props: { domainId: "d-1", spaceName: "s" } },
            { type: "aws:sagemaker/modelCardExportJob:ModelCardExportJob", name: "export", props: { modelCardName: "churn" } },
            { type: "aws-native:sagemaker:InferenceComponent", name: "component", props: { endpointName: "churn" } },
        ],
        "a native inference experiment on local storage": of("aws-native:sagemaker:InferenceExperiment", {
            modelVariants: [{ infrastructureConfig: { realTimeInferenceConfig: { instanceType: "ml.g5.xlarge", instanceCount: 1 } } }],
        }),
        "a native cluster with a key for each volume": of("aws-native:sagemaker:Cluster", {
            instanceGroups: [
                {
                    instanceType: "ml.p5.48xlarge",
                    instanceStorageConfigs: [
                        { ebsVolumeConfig: { volumeSizeInGb: 500, volumeKmsKeyId: keyArn } },
                        { ebsVolumeConfig: { rootVolume: true, volumeKmsKeyId: keyArn } },
                    ],
                },
            ],
        }),
    },
    slips: {
        "a native model card without a key": [
            of("aws-native:sagemaker:ModelCard", { securityConfig: {} }),
            "securityConfig.kmsKeyId names no key for the model card.",
        ],

        "a native cluster with a key for its second volume alone": [
            of("aws-native:sagemaker:Cluster", {
                instanceGroups: [{ instanceStorageConfigs: [{ ebsVolumeConfig: { volumeSizeInGb: 500, volumeKmsKeyId: keyArn } }] }],
            }),
            noRootVolume("instanceGroups[0]"),
        ],
        "a native cluster's restricted group": [
            of("aws-native:sagemaker:Cluster", { restrictedInstanceGroups: [{ instanceType: "ml.p5.48xlarge", instanceCount: 1 }] }),
            noRootVolume("restrictedInstanceGroups[0]"),
        ],
        "a native inference experiment with a key for its volumes alone": [
            of("aws-native:sagemaker:InferenceExperiment", { kmsKey: keyArn, dataStorageConfig: { destination: "s3://data/" } }),
            "dataStorageConfig.kmsKey names no key for the captured data.",
        ],
        "a native model package, under a key of SageMaker's": [
            of("aws-native:sagemaker:ModelPackage", { modelPackageGroupName: "churn" }),
            "securityConfig.kmsKeyId names no key for the model package.",
        ],
    },
    undecided: {
        "a key that nobody knows": [{ outputConfig: { kmsKeyId: unknown } }, ["outputConfig.kmsKeyId"], { holds: keyArn, breaks: "" }],
        "which volume it is, is not known": [
            of("aws-native:sagemaker:Cluster", {
                instanceGroups: [{ instanceStorageConfigs: [{ ebsVolumeConfig: { rootVolume: unknown, volumeKmsKeyId: keyArn } }] }],
            }),
            ["instanceGroups[0].instanceStorageConfigs[0].ebsVolumeConfig.rootVolume"],
            { holds: true, breaks: false },
        ],
    },
});

const locations = sagemaker.sagemakerS3Locations;
const trusted = { config: { "sagemaker-s3-locations": { trustedBuckets: ["shared-data", "sagemaker-*-111122223333"] } } };
const group = (s3Uri: string): Declared => ({ type: featureGroup, name: "features", props: offline({ s3Uri }) });
const outside = (path: string, name: string): string =>
    `${path} names the bucket ${name}, which is neither of the stack nor in trustedBuckets.`;
const storeUri = "offlineStoreConfig.s3StorageConfig.s3Uri";
const accessPoint: Declared = {
    type: "aws:s3/accessPoint:AccessPoint",
    name: "point",
    props: { name: "features", bucket: "data-1a2b3c4" },
    outputs: { id: "111122223333:features", alias: "features-abc-s3alias" },
};

describePolicy(locations, featureGroup, {
    pass: {
        "a bucket of the stack by name": [bucket, group("s3://data-1a2b3c4/features")],
        "a bucket of the stack by name, as an https URL": [
            bucket,
            of("aws:sagemaker/model:Model", {
                primaryContainer: { modelDataUrl: "https://data-1a2b3c4.s3.eu-west-1.amazonaws.com/model.tar.gz" },
                containers: [{ modelDataUrl: "https://s3.amazonaws.com/data-1a2b3c4/model.tar.gz" }],
            }),
        ],
        "an old bucket of the stack": [
            { type: "aws:s3/bucketV2:BucketV2", name: "data", props: { bucket: "data-1a2b3c4" } },
            group("s3://data-1a2b3c4"),
        ],
        "a native bucket of the stack": [
            { type: "aws-native:s3:Bucket", name: "data", props: { bucketName: "data-1a2b3c4" } },
            of(nativeEndpoint, { dataCaptureConfig: { destinationS3Uri: "s3://data-1a2b3c4/capture" } }),
        ],
        "a directory bucket of the stack": [
            { type: "aws:s3/directoryBucket:DirectoryBucket", name: "fast", props: { bucket: "fast--use1-az4--x-s3" } },
            of(trainingJob, { checkpointConfig: { s3Uri: "s3://fast--use1-az4--x-s3/checkpoints" } }),
        ],
        "a URI made from a bucket of the stack": [
            bucket,
            { type: featureGroup, name: "features", props: offline({ s3Uri: unknown }), refs: { offlineStoreConfig: "data" } },
        ],
    },
    falseAlarms: {
        "a URI made from two buckets of the stack, one of which it is": [
            bucket,
            { ...bucket, name: "other", props: { bucket: "other-1a2b3c4" } },
            {
                type: endpoint,
                props: { asyncInferenceConfig: { outputConfig: { s3OutputPath: unknown, s3FailurePath: unknown } } },
                refs: { asyncInferenceConfig: ["data", "other"] },
            },
        ],
        "a URI made from an object in a bucket of the stack": [
            bucket,
            {
                type: "aws:s3/bucketObjectv2:BucketObjectv2",
                name: "weights",
                props: { bucket: unknown, key: "model.tar.gz" },
                refs: { bucket: "data" },
            },
            {
                type: "aws:sagemaker/model:Model",
                props: { primaryContainer: { modelDataUrl: unknown } },
                refs: { primaryContainer: "weights" },
            },
        ],
        "a model that is no S3 object": of("aws:sagemaker/model:Model", { primaryContainer: { image: "xgboost" } }),
        "a page that is not in S3": of("aws:sagemaker/humanTaskUI:HumanTaskUI", { uiTemplate: { url: "https://example.com/task.html" } }),

        "an access point of a bucket of the stack, by its alias": [bucket, accessPoint, group("s3://features-abc-s3alias/features")],
        "an access point that is still to be made": [
            bucket,
            { ...accessPoint, props: { bucket: unknown }, outputs: { alias: unknown }, refs: { bucket: "data" } },
            { type: featureGroup, name: "features", props: offline({ s3Uri: unknown }), refs: { offlineStoreConfig: "point" } },
        ],
        "a bucket of the stack by its id, once it is there": [
            {
                ...bucket,
                props: { bucketPrefix: "data-" },
                outputs: { id: "data-20260601", arn: "arn:aws:s3:::data-20260601", bucket: "data-20260601" },
            },
            group("s3://data-20260601/features"),
        ],
    },
    slips: {
        "a placeholder, which no list can trust": [
            group("s3://<BUCKET>/features"),
            `${storeUri} names something that can be no bucket, which is neither of the stack nor in trustedBuckets.`,
        ],
        "the text of an Output": [
            [bucket, group("s3://Calling [toString] on an [Output<T>] is not supported.\n\nTo get the value of an Output<T>/features")],
            `features: ${storeUri} names something that can be no bucket, which is neither of the stack nor in trustedBuckets.`,
        ],
    },
    undecided: {
        "an access point by its ARN": [
            group("s3://arn:aws:s3:us-east-1:111122223333:accesspoint/features/offline"),
            ["the option trustedBuckets"],
        ],
        "another bucket, while no list says which are trusted": [[bucket, group("s3://elsewhere/features")], ["the option trustedBuckets"]],
        "an access point of another bucket": [
            [bucket, { ...accessPoint, props: { name: "features", bucket: "elsewhere" } }, group("s3://features-abc-s3alias/features")],
            ["the option trustedBuckets"],
        ],
        "a URI that nobody knows": [[bucket, group(unknown)], [storeUri], { holds: "s3://data-1a2b3c4/" }],
        "channels computed as a whole from a bucket of the stack may name others": [
            [bucket, { type: trainingJob, name: "training", props: { inputDataConfigs: unknown }, refs: { inputDataConfigs: "data" } }],
            ["inputDataConfigs"],
            { holds: [{ dataSource: { s3DataSource: { s3Uri: "s3://data-1a2b3c4/a" } } }] },
        ],
        "a bucket of the stack whose name is not known may be the one": [
            [{ ...bucket, props: { bucket: unknown } }, group("s3://elsewhere/features")],
            ["Bucket data: bucket", "the option trustedBuckets"],
        ],
        "a pipeline's definition in another bucket": [
            of(pipeline, { pipelineDefinitionS3Location: { bucket: "elsewhere", objectKey: "pipeline.json" } }),
            ["the option trustedBuckets"],
        ],
    },
});

describePolicy(
    locations,
    featureGroup,
    {
        pass: {
            "a bucket of the stack": [bucket, group("s3://data-1a2b3c4/features")],
            "a trusted bucket": group("s3://shared-data/features"),
        },
        falseAlarms: {
            "a trusted bucket by pattern": group("s3://sagemaker-eu-west-1-111122223333/features"),
            "a trusted bucket, with its region in the URL's host": of("aws:sagemaker/model:Model", {
                primaryContainer: { modelDataUrl: "https://s3.eu-west-1.amazonaws.com/shared-data/model.tar.gz" },
            }),
            "a trusted bucket by an endpoint without old protocols": of("aws:sagemaker/model:Model", {
                primaryContainer: { modelDataUrl: "https://shared-data.s3-fips.us-east-1.amazonaws.com/model.tar.gz" },
            }),
        },
        fail: {
            "another bucket": [group("s3://elsewhere/features"), outside(storeUri, "elsewhere")],
            "another bucket in a native processing job": [
                of(processingJob, { processingOutputConfig: { outputs: [{ s3Output: { s3Uri: "s3://elsewhere/" } }] } }),
                outside("processingOutputConfig.outputs[0].s3Output.s3Uri", "elsewhere"),
            ],
        },
        slips: {
            "a placeholder, which no message repeats": [
                group("s3://<BUCKET>/features"),
                `${storeUri} names something that can be no bucket, which is neither of the stack nor in trustedBuckets.`,
            ],
            "a bucket whose name begins like a trusted one": [
                group("s3://shared-data-leak/features"),
                outside(storeUri, "shared-data-leak"),
            ],
            "a bucket whose name begins like one of the stack": [
                [bucket, group("s3://data-1a2b3c4-leak/features")],
                `features: ${outside(storeUri, "data-1a2b3c4-leak")}`,
            ],
            "another bucket as an https URL": [
                of("aws:sagemaker/model:Model", { primaryContainer: { modelDataUrl: "https://elsewhere.s3.amazonaws.com/shared-data" } }),
                outside("primaryContainer.modelDataUrl", "elsewhere"),
            ],
            "another bucket in the second input of a training job": [
                of(trainingJob, {
                    inputDataConfigs: [
                        { dataSource: { s3DataSource: { s3Uri: "s3://shared-data/a" } } },
                        { dataSource: { s3DataSource: { s3Uri: "s3://elsewhere/b" } } },
                    ],
                }),
                outside("inputDataConfigs[1].dataSource.s3DataSource.s3Uri", "elsewhere"),
            ],

            "another bucket as an https URL without a key": [
                of(endpoint, { dataCaptureConfig: { destinationS3Uri: "https://elsewhere.s3.amazonaws.com" } }),
                outside("dataCaptureConfig.destinationS3Uri", "elsewhere"),
            ],
            "a trusted bucket's name as the key": [
                of("aws:sagemaker/model:Model", {
                    containers: [
                        { modelDataUrl: "https://s3.amazonaws.com/elsewhere/shared-data" },
                        { modelDataUrl: "s3://elsewhere/shared-data" },
                    ],
                }),
                outside("containers[0].modelDataUrl", "elsewhere"),
                outside("containers[1].modelDataUrl", "elsewhere"),
            ],
            "failures of asynchronous inference in another bucket": [
                [
                    bucket,
                    of(endpoint, {
                        asyncInferenceConfig: {
                            outputConfig: { s3OutputPath: "s3://data-1a2b3c4/", s3FailurePath: "s3://elsewhere/failed" },
                        },
                    }),
                ],
                `it: ${outside("asyncInferenceConfig.outputConfig.s3FailurePath", "elsewhere")}`,
            ],
            "an access point of another bucket": [
                [{ ...accessPoint, props: { name: "features", bucket: "elsewhere" } }, group("s3://features-abc-s3alias/features")],
                `features: ${outside(storeUri, "features-abc-s3alias")}`,
            ],
        },
        undecided: {
            "a URI that nobody knows": [group(unknown), [storeUri], { holds: "s3://shared-data/x", breaks: "s3://elsewhere/x" }],
            "channels computed as a whole from a bucket of the stack may name others": [
                [bucket, { type: trainingJob, name: "training", props: { inputDataConfigs: unknown }, refs: { inputDataConfigs: "data" } }],
                ["inputDataConfigs"],
                {
                    holds: [{ dataSource: { s3DataSource: { s3Uri: "s3://data-1a2b3c4/a" } } }],
                    breaks: [
                        { dataSource: { s3DataSource: { s3Uri: "s3://data-1a2b3c4/a" } } },
                        { dataSource: { s3DataSource: { s3Uri: "s3://elsewhere/b" } } },
                    ],
                },
            ],
        },
    },
    trusted,
);

describe("the verdict on a domain's key", () => {
    const studio = (kmsKeyId?: string): Declared[] => [
        key,
        {
            type: domain,
            name: "studio",
            props: { domainName: "studio", ...(kmsKeyId !== undefined && { kmsKeyId }) },
            refs: { kmsKeyId: "key" },
        },
    ];

    it("stops the provider before it acts where the key is left out", () => {
        assert.equal(judge([sagemaker.sagemakerDomainKmsKey], studio()).analyzed.length, 1);
    });

    it("holds at the second look where the key is made in the same preview", () => {
        const { violations, undecided } = judge([sagemaker.sagemakerDomainKmsKey], studio(unknown));
        assert.deepEqual({ violations, undecided }, { violations: [], undecided: [] });
    });
});

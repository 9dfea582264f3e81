import * as storage from "../../policies/storage";
import { describePolicy } from "../support/describePolicy";
import { type Declared, unknown } from "../support/judge";

const key = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const awsKey = "alias/aws/ebs";
const awsKeyArn = "arn:aws:kms:eu-central-1:111122223333:alias/aws/ebs";

const off = (what: string): string => `Encryption under a KMS key is off for ${what}.`;
const unnamed = (what: string): string => `No key is named for ${what}, so AWS takes one of its own.`;
const managed = (what: string): string => `An AWS managed key is named for ${what}.`;

/** A key of the stack, and a resource whose input is made from it: as a first preview has it. */
function underKeyOfStack(type: string, input: string, props: object): readonly Declared[] {
    return [
        { type: "aws:kms/key:Key", name: "key", props: { description: "data" } },
        { type, name: "store", props, refs: { [input]: "key" } },
    ];
}

for (const type of ["aws:efs/fileSystem:FileSystem", "aws-native:efs:FileSystem"]) {
    describePolicy(storage.efsCustomerKey, type, {
        pass: {
            "encrypted under a key by its ARN": { encrypted: true, kmsKeyId: key },
            "encrypted under a key by its id": { encrypted: true, kmsKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
            "encrypted under a key of the stack, in a first preview": underKeyOfStack(type, "kmsKeyId", {
                encrypted: true,
                kmsKeyId: unknown,
            }),
        },
        fail: {
            "no properties at all": [{}, off("the file system")],
            "left at its default": [{ creationToken: "ml" }, off("the file system")],
            "not encrypted": [{ encrypted: false }, off("the file system")],
            "a key, but encryption off": [{ encrypted: false, kmsKeyId: key }, off("the file system")],
            "encrypted, and no key": [{ encrypted: true }, unnamed("the file system")],
            "encrypted under an AWS managed key": [
                { encrypted: true, kmsKeyId: "alias/aws/elasticfilesystem" },
                managed("the file system"),
            ],
        },
        falseAlarms: {
            "encrypted under an alias of the customer": { encrypted: true, kmsKeyId: "alias/ml-data" },

            "an alias of the customer that sounds like one of AWS": { encrypted: true, kmsKeyId: "alias/aws-data/elasticfilesystem" },
            "an alias of the stack that leads to a key of the stack, in a first preview": [
                { type: "aws:kms/key:Key", name: "key", props: { description: "data" } },
                {
                    type: "aws:kms/alias:Alias",
                    name: "alias",
                    props: { name: "alias/ml", targetKeyId: unknown },
                    refs: { targetKeyId: "key" },
                },
                { type, name: "store", props: { encrypted: true, kmsKeyId: unknown }, refs: { kmsKeyId: "alias" } },
            ],
        },
        slips: {
            "a key, but not encrypted": [{ kmsKeyId: key }, off("the file system")],
            "encrypted, and an empty key": [{ encrypted: true, kmsKeyId: "" }, unnamed("the file system")],
            "encrypted under the ARN of an AWS managed alias": [{ encrypted: true, kmsKeyId: awsKeyArn }, managed("the file system")],

            "encrypted under the AWS managed key of another partition": [
                { encrypted: true, kmsKeyId: "arn:aws-us-gov:kms:us-gov-west-1:111122223333:alias/aws/elasticfilesystem" },
                managed("the file system"),
            ],
            "encrypted, and a key in the stack that it does not name": [
                [
                    { type: "aws:kms/key:Key", name: "key", props: { description: "data" } },
                    { type, name: "store", props: { encrypted: true, kmsKeyId: null } },
                ],
                `store: ${unnamed("the file system")}`,
            ],
        },
        undecided: {
            "a key that nothing tells of": [
                { encrypted: true, kmsKeyId: unknown },
                ["kmsKeyId"],
                { holds: key, breaks: "alias/aws/elasticfilesystem" },
            ],
            "encryption decided at deployment": [{ encrypted: unknown, kmsKeyId: key }, ["encrypted"], { holds: true, breaks: false }],
        },
    });
}

describePolicy(storage.efsCustomerKey, "aws:efs/replicationConfiguration:ReplicationConfiguration", {
    falseAlarms: {
        "a replica under a key of its region": { sourceFileSystemId: "fs-1", destination: { region: "eu-west-1", kmsKeyId: key } },
        "a replica in a file system that is there already": {
            sourceFileSystemId: "fs-1",
            destination: { region: "eu-west-1", fileSystemId: "fs-2" },
        },
        "a replica in a file system of the stack, in a first preview": [
            { type: "aws:efs/fileSystem:FileSystem", name: "replica", props: { encrypted: true, kmsKeyId: key } },
            {
                type: "aws:efs/replicationConfiguration:ReplicationConfiguration",
                name: "replication",
                props: { sourceFileSystemId: "fs-1", destination: { fileSystemId: unknown } },
                refs: { destination: "replica" },
            },
        ],
    },
    slips: {
        "a replica in a new file system under no named key": [
            { sourceFileSystemId: "fs-1", destination: { region: "eu-west-1" } },
            unnamed("the replica"),
        ],
        "a replica of a file system that has a key": [
            [
                { type: "aws:efs/fileSystem:FileSystem", name: "store", props: { encrypted: true, kmsKeyId: key } },
                {
                    type: "aws:efs/replicationConfiguration:ReplicationConfiguration",
                    name: "replication",
                    props: { sourceFileSystemId: unknown, destination: { region: "eu-west-1" } },
                    refs: { sourceFileSystemId: "store" },
                },
            ],
            `replication: ${unnamed("the replica")}`,
        ],
        "a replica under the AWS managed key": [
            { sourceFileSystemId: "fs-1", destination: { kmsKeyId: "alias/aws/elasticfilesystem" } },
            managed("the replica"),
        ],
    },
    undecided: {
        "whether the file system is a new one": [
            { sourceFileSystemId: "fs-1", destination: { fileSystemId: unknown } },
            ["destination.fileSystemId"],
            { holds: "fs-2", breaks: "" },
        ],
        "a destination computed as a whole from a key and a file system": [
            [
                { type: "aws:kms/key:Key", name: "key", props: { description: "data" } },
                { type: "aws:efs/fileSystem:FileSystem", name: "replica", props: { encrypted: true, kmsKeyId: key } },
                {
                    type: "aws:efs/replicationConfiguration:ReplicationConfiguration",
                    name: "replication",
                    props: { sourceFileSystemId: "fs-1", destination: unknown },
                    refs: { destination: ["key", "replica"] },
                },
            ],
            ["destination"],
            { holds: { kmsKeyId: key }, breaks: { region: "eu-west-1" } },
        ],
    },
});

describePolicy(storage.efsCustomerKey, "aws-native:efs:FileSystem", {
    falseAlarms: {
        "a replica under a key, and one in a file system that is there already": {
            encrypted: true,
            kmsKeyId: key,
            replicationConfiguration: { destinations: [{ region: "eu-west-1", kmsKeyId: key }, { fileSystemId: "fs-2" }] },
        },
        "protection alone is no replica": {
            encrypted: true,
            kmsKeyId: key,
            fileSystemProtection: { replicationOverwriteProtection: "ENABLED" },
        },
    },
    slips: {
        "a replica in a new file system under no named key": [
            { encrypted: true, kmsKeyId: key, replicationConfiguration: { destinations: [{ region: "eu-west-1" }] } },
            unnamed("the replica"),
        ],
    },
});

describePolicy(storage.efsCustomerKey, "", {
    pass: {
        "other resources": { type: "aws:efs/accessPoint:AccessPoint", props: { fileSystemId: "fs-1" } },
    },
});

for (const type of ["aws:ebs/volume:Volume", "aws-native:ec2:Volume"]) {
    describePolicy(storage.ebsCustomerKey, type, {
        pass: {
            "encrypted under a key": { availabilityZone: "eu-central-1a", encrypted: true, kmsKeyId: key },
            "encrypted under a key of the stack": underKeyOfStack(type, "kmsKeyId", { encrypted: true, kmsKeyId: unknown }),
        },
        fail: {
            "left at its default": [{ availabilityZone: "eu-central-1a" }, off("the volume")],
            "a key, but not encrypted": [{ kmsKeyId: key }, off("the volume")],
            "encrypted, and no key": [{ encrypted: true }, unnamed("the volume")],
            "an AWS managed key": [{ encrypted: true, kmsKeyId: awsKey }, managed("the volume")],
        },
        undecided: {
            "encryption decided at deployment": [{ encrypted: unknown, kmsKeyId: key }, ["encrypted"], { holds: true, breaks: false }],
        },
    });
}

for (const type of ["aws:ec2/instance:Instance", "aws:ec2/spotInstanceRequest:SpotInstanceRequest"]) {
    describePolicy(storage.ebsCustomerKey, type, {
        pass: {
            "every volume under a key": {
                rootBlockDevice: { encrypted: true, kmsKeyId: key },
                ebsBlockDevices: [{ deviceName: "/dev/sdb", encrypted: true, kmsKeyId: key }],
            },
        },
        fail: {
            "a root volume that is not encrypted": [{ rootBlockDevice: { volumeSize: 100 } }, off("the root volume")],
            "a root volume under no named key": [{ rootBlockDevice: { encrypted: true } }, unnamed("the root volume")],
        },
        falseAlarms: {
            "volumes of a launch template": { launchTemplate: { id: "lt-1" } },
        },
        slips: {
            "nothing said of the root volume": [{ ami: "ami-1" }, off("the root volume")],
            "a root volume of its own beside a launch template": [
                { launchTemplate: { id: "lt-1" }, rootBlockDevice: { encrypted: false } },
                off("the root volume"),
            ],
            "one of several volumes not encrypted": [
                {
                    rootBlockDevice: { encrypted: true, kmsKeyId: key },
                    ebsBlockDevices: [
                        { deviceName: "/dev/sdb", encrypted: true, kmsKeyId: key },
                        { deviceName: "/dev/sdc", encrypted: false },
                    ],
                },
                off("the volume"),
            ],
        },
        undecided: {
            "all volumes decided at deployment": [
                { rootBlockDevice: { encrypted: true, kmsKeyId: key }, ebsBlockDevices: unknown },
                ["ebsBlockDevices"],
                { holds: [{ encrypted: true, kmsKeyId: key }], breaks: [{ encrypted: true }] },
            ],
        },
    });
}

describePolicy(storage.ebsCustomerKey, "aws-native:ec2:Instance", {
    pass: {
        "every volume under a key": { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: true, kmsKeyId: key } }] },
    },
    fail: {
        "nothing said of volumes": [{ imageId: "ami-1" }, off("the root volume")],
        "a volume that is not encrypted": [
            { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 8 } }] },
            off("the volume"),
        ],
    },
    falseAlarms: {
        "a device that is no EBS volume": {
            blockDeviceMappings: [
                { deviceName: "/dev/xvda", ebs: { encrypted: true, kmsKeyId: key } },
                { deviceName: "/dev/sdb", virtualName: "ephemeral0" },
            ],
        },
        "volumes of a launch template": { launchTemplate: { launchTemplateId: "lt-1", version: "1" } },
    },
    slips: {
        "an empty list of volumes": [{ blockDeviceMappings: [] }, off("the root volume")],
    },
});

describePolicy(storage.ebsCustomerKey, "aws:ec2/launchTemplate:LaunchTemplate", {
    pass: {
        "volumes under a key": { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true", kmsKeyId: key } }] },
    },
    fail: {
        "a volume that is not encrypted": [{ blockDeviceMappings: [{ ebs: { encrypted: "false", kmsKeyId: key } }] }, off("the volume")],
        "a volume under no named key": [{ blockDeviceMappings: [{ ebs: { encrypted: "true" } }] }, unnamed("the volume")],
    },
    falseAlarms: {
        "text in another spelling": { blockDeviceMappings: [{ ebs: { encrypted: "True", kmsKeyId: key } }] },
        "a flag where the provider has text": { blockDeviceMappings: [{ ebs: { encrypted: true, kmsKeyId: key } }] },
        "nothing said of volumes": { imageId: "ami-1" },
        "a device that is no EBS volume": { blockDeviceMappings: [{ deviceName: "/dev/sdb", virtualName: "ephemeral0" }] },
    },
});

describePolicy(storage.ebsCustomerKey, "aws-native:ec2:LaunchTemplate", {
    pass: {
        "volumes under a key": { launchTemplateData: { blockDeviceMappings: [{ ebs: { encrypted: true, kmsKeyId: key } }] } },
    },
    fail: {
        "a volume that is not encrypted": [
            { launchTemplateData: { blockDeviceMappings: [{ ebs: { volumeSize: 8 } }] } },
            off("the volume"),
        ],
    },
});

describePolicy(storage.ebsCustomerKey, "aws:ebs/defaultKmsKey:DefaultKmsKey", {
    pass: { "a key of the customer": { keyArn: key } },
    fail: { "an AWS managed key": [{ keyArn: awsKeyArn }, managed("volumes by default")] },
});

describePolicy(storage.ebsCustomerKey, "aws:ebs/encryptionByDefault:EncryptionByDefault", {
    pass: { on: { enabled: true }, "left at its default": {} },
    fail: { off: [{ enabled: false }, "Encryption by default is off for new volumes."] },
    undecided: { "decided at deployment": [{ enabled: unknown }, ["enabled"], { holds: true, breaks: false }] },
});

describePolicy(storage.ecrCustomerKey, "aws:ecr/repository:Repository", {
    pass: {
        "a key": { encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key }] },
        "a key of the stack": underKeyOfStack("aws:ecr/repository:Repository", "encryptionConfigurations", {
            encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: unknown }],
        }),
    },
    fail: {
        "no properties at all": [{}, off("the images")],
        AES256: [{ encryptionConfigurations: [{ encryptionType: "AES256" }] }, off("the images")],
        "no key": [{ encryptionConfigurations: [{ encryptionType: "KMS" }] }, unnamed("the images")],
        "an AWS managed key": [{ encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "alias/aws/ecr" }] }, managed("the images")],
    },
    falseAlarms: {
        "a key and two layers": { encryptionConfigurations: [{ encryptionType: "KMS_DSSE", kmsKey: key }] },
    },
    slips: {
        "an empty list": [{ encryptionConfigurations: [] }, off("the images")],
        "the default type": [{ encryptionConfigurations: [{ kmsKey: key }] }, off("the images")],
    },
    undecided: {
        "a configuration decided at deployment": [
            { encryptionConfigurations: unknown },
            ["encryptionConfigurations"],
            { holds: [{ encryptionType: "KMS", kmsKey: key }], breaks: [{ encryptionType: "AES256" }] },
        ],
    },
});

describePolicy(storage.ecrCustomerKey, "aws-native:ecr:Repository", {
    pass: { "a key": { encryptionConfiguration: { encryptionType: "KMS", kmsKey: key } } },
    fail: {
        "left at its default": [{ repositoryName: "ml" }, off("the images")],
        "no key": [{ encryptionConfiguration: { encryptionType: "KMS" } }, unnamed("the images")],
    },
});

for (const type of ["aws:cloudwatch/logGroup:LogGroup", "aws-native:logs:LogGroup"]) {
    describePolicy(storage.logsCustomerKey, type, {
        pass: { "a key": { kmsKeyId: key }, "a key of the stack": underKeyOfStack(type, "kmsKeyId", { kmsKeyId: unknown }) },
        fail: {
            "no properties at all": [{}, unnamed("the log group")],
            "no key": [{ retentionInDays: 30 }, unnamed("the log group")],
        },
        undecided: { "a key that nothing tells of": [{ kmsKeyId: unknown }, ["kmsKeyId"], { holds: key, breaks: "" }] },
    });
}

describePolicy(storage.glueCustomerKey, "aws:glue/securityConfiguration:SecurityConfiguration", {
    pass: {
        "all three under a key": {
            encryptionConfiguration: {
                s3Encryption: { s3EncryptionMode: "SSE-KMS", kmsKeyArn: key },
                cloudwatchEncryption: { cloudwatchEncryptionMode: "SSE-KMS", kmsKeyArn: key },
                jobBookmarksEncryption: { jobBookmarksEncryptionMode: "CSE-KMS", kmsKeyArn: key },
            },
        },
    },
    fail: {
        "nothing said": [{ encryptionConfiguration: {} }, off("the data in S3"), off("the logs in CloudWatch"), off("the job bookmarks")],
        "S3 under keys of its own, bookmarks not at all, logs under an AWS managed key": [
            {
                encryptionConfiguration: {
                    s3Encryption: { s3EncryptionMode: "SSE-S3" },
                    cloudwatchEncryption: { cloudwatchEncryptionMode: "SSE-KMS", kmsKeyArn: awsKeyArn },
                    jobBookmarksEncryption: { jobBookmarksEncryptionMode: "DISABLED" },
                },
            },
            off("the data in S3"),
            managed("the logs in CloudWatch"),
            off("the job bookmarks"),
        ],
    },
});

describePolicy(storage.glueCustomerKey, "aws-native:glue:SecurityConfiguration", {
    pass: {
        "all three under a key": {
            encryptionConfiguration: {
                s3Encryptions: [{ s3EncryptionMode: "SSE-KMS", kmsKeyArn: key }],
                cloudWatchEncryption: { cloudWatchEncryptionMode: "SSE-KMS", kmsKeyArn: key },
                jobBookmarksEncryption: { jobBookmarksEncryptionMode: "CSE-KMS", kmsKeyArn: key },
            },
        },
    },
    fail: {
        "nothing said": [{ encryptionConfiguration: {} }, off("the data in S3"), off("the logs in CloudWatch"), off("the job bookmarks")],
    },
});

for (const [type, passwordKey] of [
    ["aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings", "awsKmsKeyId"],
    ["aws-native:glue:DataCatalogEncryptionSettings", "kmsKeyId"],
] as const) {
    const settings = (encryptionAtRest: object, connectionPasswordEncryption: object): object => ({
        dataCatalogEncryptionSettings: { encryptionAtRest, connectionPasswordEncryption },
    });
    const atRest = { catalogEncryptionMode: "SSE-KMS", sseAwsKmsKeyId: key };
    describePolicy(storage.glueCustomerKey, type, {
        pass: {
            "catalogue and passwords under a key": settings(atRest, { returnConnectionPasswordEncrypted: true, [passwordKey]: key }),
            "a service role": settings(
                { ...atRest, catalogEncryptionMode: "SSE-KMS-WITH-SERVICE-ROLE" },
                { returnConnectionPasswordEncrypted: false },
            ),
        },
        fail: {
            "the catalogue not encrypted": [
                settings({ catalogEncryptionMode: "DISABLED" }, { returnConnectionPasswordEncrypted: false }),
                off("the catalogue"),
            ],
            "the catalogue under no named key": [
                settings({ catalogEncryptionMode: "SSE-KMS" }, { returnConnectionPasswordEncrypted: false }),
                unnamed("the catalogue"),
            ],
            "passwords under no named key": [
                settings(atRest, { returnConnectionPasswordEncrypted: true }),
                unnamed("the connections' passwords"),
            ],
        },
    });
}

describePolicy(storage.streamCustomerKey, "aws:kinesis/stream:Stream", {
    pass: {
        "a key": { encryptionType: "KMS", kmsKeyId: key },
        "a key of the stack": underKeyOfStack("aws:kinesis/stream:Stream", "kmsKeyId", { encryptionType: "KMS", kmsKeyId: unknown }),
    },
    fail: {
        "left at its default": [{ shardCount: 1 }, off("the stream")],
        "an AWS managed key": [{ encryptionType: "KMS", kmsKeyId: "alias/aws/kinesis" }, managed("the stream")],
    },
    slips: {
        "a key, but not encrypted": [{ kmsKeyId: key }, off("the stream")],
    },
});

describePolicy(storage.streamCustomerKey, "aws-native:kinesis:Stream", {
    pass: { "a key": { streamEncryption: { encryptionType: "KMS", keyId: key } } },
    fail: {
        "left at its default": [{ shardCount: 1 }, off("the stream")],
        "an AWS managed key": [{ streamEncryption: { encryptionType: "KMS", keyId: "alias/aws/kinesis" } }, managed("the stream")],
    },
});

for (const type of ["aws:kinesis/videoStream:VideoStream", "aws-native:kinesisvideo:Stream"]) {
    describePolicy(storage.streamCustomerKey, type, {
        pass: { "a key": { kmsKeyId: key } },
        fail: { "no key": [{ dataRetentionInHours: 24 }, unnamed("the video stream")] },
    });
}

describePolicy(storage.streamCustomerKey, "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", {
    pass: {
        "a customer managed key": { serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: key } },
    },
    fail: {
        "left at its default": [{ destination: "extended_s3" }, off("the stream")],
        "no key": [{ serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK" } }, unnamed("the stream")],
    },
    falseAlarms: {
        "a stream that reads from Kinesis keeps no data": { kinesisSourceConfiguration: { kinesisStreamArn: "arn", roleArn: "arn" } },
        "a stream that reads from MSK keeps no data": { mskSourceConfiguration: { topicName: "t" } },
    },
    slips: {
        "switched off": [{ serverSideEncryption: { enabled: false, keyType: "CUSTOMER_MANAGED_CMK", keyArn: key } }, off("the stream")],
        "a key of AWS": [{ serverSideEncryption: { enabled: true } }, off("the stream")],
    },
});

describePolicy(storage.streamCustomerKey, "aws-native:kinesisfirehose:DeliveryStream", {
    pass: {
        "a customer managed key": { deliveryStreamEncryptionConfigurationInput: { keyType: "CUSTOMER_MANAGED_CMK", keyArn: key } },
        "a stream that reads from Kinesis keeps no data": { kinesisStreamSourceConfiguration: { kinesisStreamArn: "arn", roleArn: "arn" } },
    },
    fail: {
        "left at its default": [{ deliveryStreamType: "DirectPut" }, off("the stream")],
        "a key of AWS": [{ deliveryStreamEncryptionConfigurationInput: { keyType: "AWS_OWNED_CMK" } }, off("the stream")],
    },
});

describePolicy(storage.streamCustomerKey, "aws:msk/cluster:Cluster", {
    pass: { "a key": { encryptionInfo: { encryptionAtRestKmsKeyArn: key } } },
    fail: {
        "nothing said": [{ kafkaVersion: "3.8.x" }, unnamed("the cluster")],
    },
    slips: {
        "in transit only": [{ encryptionInfo: { encryptionInTransit: { clientBroker: "TLS" } } }, unnamed("the cluster")],
    },
    undecided: {
        "encryption computed as a whole from a key": [
            underKeyOfStack("aws:msk/cluster:Cluster", "encryptionInfo", { encryptionInfo: unknown }),
            ["encryptionInfo"],
            { holds: { encryptionAtRestKmsKeyArn: key }, breaks: { encryptionInTransit: { clientBroker: "TLS" } } },
        ],
    },
});

describePolicy(storage.streamCustomerKey, "aws-native:msk:Cluster", {
    pass: { "a key": { encryptionInfo: { encryptionAtRest: { dataVolumeKmsKeyId: key } } } },
    fail: { "nothing said": [{ kafkaVersion: "3.8.x" }, unnamed("the cluster")] },
});

for (const type of ["aws:msk/channel:Channel", "aws-native:msk:Channel"]) {
    describePolicy(storage.streamCustomerKey, type, {
        pass: { "a key": { channelName: "lake", encryptionConfiguration: { kmsKeyArn: key } } },
        fail: { "nothing said": [{ channelName: "lake" }, unnamed("the channel")] },
    });
}

for (const [type, what] of [
    ["aws:sns/topic:Topic", "the topic"],
    ["aws-native:sns:Topic", "the topic"],
    ["aws:sqs/queue:Queue", "the queue"],
    ["aws-native:sqs:Queue", "the queue"],
] as const) {
    describePolicy(storage.streamCustomerKey, type, {
        pass: { "a key": { kmsMasterKeyId: key }, "an alias of the customer": { kmsMasterKeyId: "alias/events" } },
        fail: {
            "no properties at all": [{}, unnamed(what)],
            "keys of the service": [{ sqsManagedSseEnabled: true }, unnamed(what)],
            "an AWS managed key": [{ kmsMasterKeyId: "alias/aws/sns" }, managed(what)],
        },
    });
}

describePolicy(storage.warehouseCustomerKey, "aws:redshift/cluster:Cluster", {
    pass: {
        "text, as version 7 has it": { encrypted: "true", kmsKeyId: key },
    },
    fail: {
        "not encrypted, in version 7": [{ encrypted: "false", kmsKeyId: key }, off("the cluster")],
        "not encrypted, in version 6": [{ encrypted: false, kmsKeyId: key }, off("the cluster")],
        "no key": [{ encrypted: "true" }, unnamed("the cluster")],
    },
    falseAlarms: {
        "text in another spelling": { encrypted: "TRUE", kmsKeyId: key },
        "a flag, as version 6 has it": { encrypted: true, kmsKeyId: key },
        "version 7 encrypts where nothing is said": { kmsKeyId: key },
    },
    slips: {
        "version 6 does not encrypt where nothing is said": [
            { type: "aws:redshift/cluster:Cluster", props: { kmsKeyId: key }, provider: { version: "6.83.4" } },
            off("the cluster"),
        ],
        "nor does version 5": [
            { type: "aws:redshift/cluster:Cluster", props: { kmsKeyId: key }, provider: { version: "5.43.0" } },
            off("the cluster"),
        ],
    },
});

describePolicy(storage.warehouseCustomerKey, "aws-native:redshift:Cluster", {
    pass: { "a key": { encrypted: true, kmsKeyId: key } },
    fail: { "not encrypted": [{ encrypted: false }, off("the cluster")] },
});

for (const type of ["aws:redshiftserverless/namespace:Namespace", "aws-native:redshiftserverless:Namespace"]) {
    describePolicy(storage.warehouseCustomerKey, type, {
        pass: { "a key": { namespaceName: "ml", kmsKeyId: key } },
        fail: { "no key": [{ namespaceName: "ml" }, unnamed("the namespace")] },
    });
}

describePolicy(storage.warehouseCustomerKey, "aws-native:redshiftserverless:Namespace", {
    falseAlarms: {
        "snapshots copied under a key": { kmsKeyId: key, snapshotCopyConfigurations: [{ destinationKmsKeyId: key }] },
    },
    slips: {
        "snapshots copied under a key of AWS": [
            { kmsKeyId: key, snapshotCopyConfigurations: [{ destinationRegion: "eu-west-1" }] },
            unnamed("the copied snapshots"),
        ],
    },
});

for (const [type, property, what] of [
    ["aws:redshift/snapshotCopyGrant:SnapshotCopyGrant", "kmsKeyId", "the copied snapshots"],
    ["aws:redshift/integration:Integration", "kmsKeyId", "the integration"],
    ["aws-native:redshift:Integration", "kmsKeyId", "the integration"],
    ["aws:opensearch/application:Application", "kmsKeyArn", "the application"],
    ["aws-native:opensearchservice:Application", "kmsKeyArn", "the application"],
] as const) {
    describePolicy(storage.warehouseCustomerKey, type, {
        pass: { "a key": { [property]: key } },
        fail: { "no key": [{}, unnamed(what)] },
    });
}

for (const type of ["aws:opensearchingest/pipeline:Pipeline", "aws-native:osis:Pipeline"]) {
    describePolicy(storage.warehouseCustomerKey, type, {
        pass: { "a buffer under a key": { bufferOptions: { persistentBufferEnabled: true }, encryptionAtRestOptions: { kmsKeyArn: key } } },
        fail: { "a buffer under a key of AWS": [{ bufferOptions: { persistentBufferEnabled: true } }, unnamed("the pipeline")] },
        falseAlarms: { "no buffer that lasts": { pipelineName: "logs" } },
    });
}

describePolicy(storage.warehouseCustomerKey, "aws:dynamodb/table:Table", {
    pass: {
        "a key": { serverSideEncryption: { enabled: true, kmsKeyArn: key } },
        "a key in every region": {
            serverSideEncryption: { enabled: true, kmsKeyArn: key },
            replicas: [{ regionName: "eu-west-1", kmsKeyArn: key }],
        },
    },
    fail: {
        "left at its default": [{ hashKey: "id" }, off("the table")],
        "switched off": [{ serverSideEncryption: { enabled: false, kmsKeyArn: key } }, off("the table")],
    },
    slips: {
        "the AWS managed key": [{ serverSideEncryption: { enabled: true } }, unnamed("the table")],
        "a replica without a key": [
            { serverSideEncryption: { enabled: true, kmsKeyArn: key }, replicas: [{ regionName: "eu-west-1" }] },
            unnamed("the replica"),
        ],
    },
});

describePolicy(storage.warehouseCustomerKey, "aws:dynamodb/tableReplica:TableReplica", {
    pass: { "a key": { globalTableArn: "arn", kmsKeyArn: key } },
    fail: { "no key": [{ globalTableArn: "arn" }, unnamed("the replica")] },
});

describePolicy(storage.warehouseCustomerKey, "aws-native:dynamodb:Table", {
    pass: { "a key": { sseSpecification: { sseEnabled: true, sseType: "KMS", kmsMasterKeyId: key } } },
    fail: {
        "left at its default": [{ tableName: "features" }, off("the table")],
        "the AWS managed key": [{ sseSpecification: { sseEnabled: true } }, unnamed("the table")],
    },
});

describePolicy(storage.warehouseCustomerKey, "aws-native:dynamodb:GlobalTable", {
    pass: {
        "a key in every region": {
            sseSpecification: { sseEnabled: true, sseType: "KMS" },
            replicas: [{ region: "eu-west-1", sseSpecification: { kmsMasterKeyId: key } }],
        },
    },
    fail: {
        "a replica without a key": [
            { sseSpecification: { sseEnabled: true, sseType: "KMS" }, replicas: [{ region: "eu-west-1" }] },
            unnamed("the replica"),
        ],
        "left at its default": [{ replicas: [{ region: "eu-west-1" }] }, off("the replica")],
    },
});

for (const [type, block] of [
    ["aws:opensearch/domain:Domain", "encryptAtRest"],
    ["aws:elasticsearch/domain:Domain", "encryptAtRest"],
    ["aws-native:opensearchservice:Domain", "encryptionAtRestOptions"],
] as const) {
    describePolicy(storage.warehouseCustomerKey, type, {
        pass: { "a key": { [block]: { enabled: true, kmsKeyId: key } } },
        fail: {
            "left at its default": [{ engineVersion: "OpenSearch_2.19" }, off("the domain")],
            "no key": [{ [block]: { enabled: true } }, unnamed("the domain")],
        },
    });
}

describePolicy(storage.warehouseCustomerKey, "aws:opensearch/serverlessCollection:ServerlessCollection", {
    pass: {
        "keys come from encryption policies": { name: "vectors" },
        "a key of its own": { name: "vectors", encryptionConfigs: [{ awsOwnedKey: false, kmsKeyArn: key }] },
    },
    fail: {
        "an AWS managed key of its own": [
            { name: "vectors", encryptionConfigs: [{ awsOwnedKey: false, kmsKeyArn: awsKeyArn }] },
            managed("the collection"),
        ],
    },
});

describePolicy(storage.warehouseCustomerKey, "aws-native:opensearchserverless:Collection", {
    pass: {
        "keys come from encryption policies": { name: "vectors" },
        "a key of its own": { name: "vectors", encryptionConfig: { kmsKeyArn: key } },
    },
    fail: { "a key of AWS": [{ name: "vectors", encryptionConfig: { awsOwnedKey: true } }, unnamed("the collection")] },
});

for (const type of ["aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy", "aws-native:opensearchserverless:SecurityPolicy"]) {
    const rules = [{ ResourceType: "collection", Resource: ["collection/vectors"] }];
    const broken = "The encryption policy names no customer managed key for its collections.";
    describePolicy(storage.warehouseCustomerKey, type, {
        pass: {
            "a key": { type: "encryption", policy: JSON.stringify({ Rules: rules, KmsARN: key }) },
            "a policy about networks": { type: "network", policy: "[]" },
        },
        fail: {
            "a key of AWS": [{ type: "encryption", policy: JSON.stringify({ Rules: rules, AWSOwnedKey: true }) }, broken],
            "a key and a key of AWS": [{ type: "encryption", policy: JSON.stringify({ AWSOwnedKey: true, KmsARN: key }) }, broken],
            "no JSON": [{ type: "encryption", policy: "{" }, broken],
        },
        undecided: {
            "a document decided at deployment": [
                { type: "encryption", policy: unknown },
                ["policy"],
                {
                    holds: JSON.stringify({ Rules: rules, KmsARN: key }),
                    breaks: JSON.stringify({ Rules: rules, AWSOwnedKey: true }),
                },
            ],
        },
    });
}

describePolicy(storage.bedrockCustomerKey, "aws:bedrock/customModel:CustomModel", {
    pass: {
        "a key": { customModelKmsKeyId: key },
        "a key of the stack": underKeyOfStack("aws:bedrock/customModel:CustomModel", "customModelKmsKeyId", {
            customModelKmsKeyId: unknown,
        }),
    },
    fail: { "no key": [{ customModelName: "m" }, unnamed("the custom model")] },
});

describePolicy(storage.bedrockCustomerKey, "aws:bedrock/agentKnowledgeBase:AgentKnowledgeBase", {
    pass: {
        "a managed store under a key": {
            knowledgeBaseConfiguration: {
                managedKnowledgeBaseConfiguration: { serverSideEncryptionConfiguration: { kmsKeyArn: key } },
            },
        },
    },
    fail: {
        "a managed store under no key": [
            { knowledgeBaseConfiguration: { managedKnowledgeBaseConfiguration: {} } },
            unnamed("the managed knowledge base"),
        ],
    },
    falseAlarms: {
        "a store of one's own has its own key": { knowledgeBaseConfiguration: { type: "VECTOR" } },
    },
});

describePolicy(storage.bedrockCustomerKey, "aws:bedrock/agentcoreTokenVaultCmk:AgentcoreTokenVaultCmk", {
    pass: { "a key": { kmsConfiguration: { keyType: "CustomerManagedKey", kmsKeyArn: key } } },
    fail: { "a key of AWS": [{ kmsConfiguration: { keyType: "ServiceManagedKey" } }, off("the token vault")] },
});

describePolicy(storage.bedrockCustomerKey, "aws:bedrockmodel/invocationJob:InvocationJob", {
    pass: { "a key": { outputDataConfig: { s3OutputDataConfig: { s3EncryptionKeyId: key } } } },
    fail: {
        "no key": [{ outputDataConfig: { s3OutputDataConfig: { s3Uri: "s3://out" } } }, unnamed("the job's output")],
    },
});

for (const [type, property, what] of [
    ["aws:bedrock/guardrail:Guardrail", "kmsKeyArn", "the guardrail"],
    ["aws:bedrock/agentAgent:AgentAgent", "customerEncryptionKeyArn", "the agent"],
    ["aws-native:bedrock:Agent", "customerEncryptionKeyArn", "the agent"],
    ["aws-native:bedrock:Guardrail", "kmsKeyArn", "the guardrail"],
    ["aws-native:bedrockagentcore:Memory", "encryptionKeyArn", "the memory"],
] as const) {
    describePolicy(storage.bedrockCustomerKey, type, {
        pass: { "a key": { name: "it", [property]: key } },
        fail: {
            "no key": [{ name: "it" }, unnamed(what)],
            "an AWS managed key": [{ [property]: awsKeyArn }, managed(what)],
        },
    });
}

describePolicy(storage.bedrockCustomerKey, "", {
    pass: {
        "a key that signs": {
            type: "aws:bedrock/agentcoreOauth2CredentialProvider:AgentcoreOauth2CredentialProvider",
            props: {
                oauth2ProviderConfig: {
                    customOauth2ProviderConfig: { privateKeyJwtConfig: { privateKeySource: { kmsKeySource: {} } } },
                },
            },
        },
        "a type without keys": { type: "aws:bedrock/guardrailVersion:GuardrailVersion", props: { guardrailArn: "arn" } },
    },
});

for (const [type, what] of [
    ["aws:fsx/lustreFileSystem:LustreFileSystem", "the file system"],
    ["aws:fsx/ontapFileSystem:OntapFileSystem", "the file system"],
    ["aws:fsx/openZfsFileSystem:OpenZfsFileSystem", "the file system"],
    ["aws:fsx/windowsFileSystem:WindowsFileSystem", "the file system"],
    ["aws:fsx/fileCache:FileCache", "the file cache"],
] as const) {
    describePolicy(storage.fsxCustomerKey, type, {
        pass: { "a key": { storageCapacity: 1200, kmsKeyId: key } },
        fail: {
            "no key": [{ storageCapacity: 1200 }, unnamed(what)],
            "an AWS managed key": [{ kmsKeyId: "alias/aws/fsx" }, managed(what)],
        },
        undecided: { "a key that nothing tells of": [{ kmsKeyId: unknown }, ["kmsKeyId"], { holds: key, breaks: "alias/aws/fsx" }] },
    });
}

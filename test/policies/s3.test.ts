import * as s3 from "../../policies/s3";
import { describePolicy } from "../support/describePolicy";
import { type Declared, unknown } from "../support/judge";

const keyArn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const v7 = "aws:s3/bucket:Bucket";
const v2 = "aws:s3/bucketV2:BucketV2";
const native = "aws-native:s3:Bucket";

/** A bucket in a first preview: its name is there, its id is not. */
function bucket(name = "data", props: object = {}, type = v7): Declared {
    return { type, name, props: { [type === native ? "bucketName" : "bucket"]: `${name}-1a2b3c4`, ...props } };
}

/** A separate resource for the bucket, which refers to its id. */
function forBucket(type: string, of: string, props: object, refs: Record<string, string> = {}): Declared {
    return { type, name: `${of}-extra`, props: { bucket: unknown, ...props }, refs: { bucket: of, ...refs } };
}

/** A separate resource that names the bucket, as when it is in another stack's output or the program writes its name. */
function naming(type: string, of: string, props: object, name = `${of}-extra`): Declared {
    return { type, name, props: { bucket: `${of}-1a2b3c4`, ...props } };
}

const key: Declared = { type: "aws:kms/key:Key", name: "key", props: { enableKeyRotation: true } };

const inline = (sseAlgorithm: string, kmsMasterKeyId?: string, rule: object = {}): object => ({
    serverSideEncryptionConfiguration: {
        rule: { applyServerSideEncryptionByDefault: { sseAlgorithm, ...(kmsMasterKeyId !== undefined && { kmsMasterKeyId }) }, ...rule },
    },
});
const inlineV2 = (sseAlgorithm: string, kmsMasterKeyId?: string): object => ({
    serverSideEncryptionConfigurations: [
        { rules: [{ applyServerSideEncryptionByDefaults: [{ sseAlgorithm, ...(kmsMasterKeyId !== undefined && { kmsMasterKeyId }) }] }] },
    ],
});
const inlineNative = (sseAlgorithm: string, kmsMasterKeyId?: string, rule: object = {}): object => ({
    bucketEncryption: {
        serverSideEncryptionConfiguration: [
            { serverSideEncryptionByDefault: { sseAlgorithm, ...(kmsMasterKeyId !== undefined && { kmsMasterKeyId }) }, ...rule },
        ],
    },
});
const separate = (sseAlgorithm: string, kmsMasterKeyId?: string, rule: object = {}): object => ({
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm, ...(kmsMasterKeyId !== undefined && { kmsMasterKeyId }) }, ...rule }],
});
const configuration = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const configurationV2 = "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2";
const logging = "aws:s3/bucketLogging:BucketLogging";

const noDefault = "Nothing sets the bucket's default encryption, so S3 encrypts with its own keys (SSE-S3).";
const otherDefault = "The bucket's default encryption is not SSE-KMS.";
const logsUnderKms = "The bucket receives logs that cannot be delivered under SSE-KMS: its default encryption has to be AES256.";

const bucketPolicy = "aws:s3/bucketPolicy:BucketPolicy";
const letIn = (service: string, sid = "Logs"): string =>
    JSON.stringify({
        Version: "2012-10-17",
        Statement: [
            { Sid: sid, Effect: "Allow", Principal: { Service: service }, Action: "s3:PutObject", Resource: "arn:aws:s3:::logs-1a2b3c4/*" },
        ],
    });
const balancer = (props: object, type = "aws:lb/loadBalancer:LoadBalancer"): Declared => ({ type, name: "lb", props });
const native2 = "aws-native:elasticloadbalancingv2:LoadBalancer";
const attributes = (...values: readonly [string, string][]): object => ({
    loadBalancerAttributes: values.map(([name, value]) => ({ key: name, value })),
});

describePolicy(s3.s3DefaultEncryptionKms, v7, {
    pass: {
        "inline, in the shape of versions 6 and 7": inline("aws:kms", keyArn),
        "inline, in BucketV2": bucket("data", inlineV2("aws:kms"), v2),
        "inline, native": bucket("data", inlineNative("aws:kms"), native),
        "in a separate resource": [bucket(), forBucket(configuration, "data", separate("aws:kms", keyArn))],
        "in a separate resource of version 6": [bucket(), forBucket(configurationV2, "data", separate("aws:kms", keyArn))],
        "in a separate resource that names the bucket": [bucket(), naming(configuration, "data", separate("aws:kms", keyArn))],
    },
    falseAlarms: {
        "two layers": inline("aws:kms:dsse", keyArn),
        "in a separate resource, over the inline block": [
            bucket("data", inline("AES256")),
            forBucket(configuration, "data", separate("aws:kms", keyArn)),
        ],
        "a native bucket with the separate resource of the other provider": [
            bucket("data", {}, native),
            naming(configuration, "data", separate("aws:kms", keyArn)),
        ],
        "a bucket and its configuration inside a component": [
            { ...bucket(), parentType: "acme:ml:Store" },
            { ...forBucket(configuration, "data", separate("aws:kms", keyArn)), parentType: "acme:ml:Store" },
        ],
        "a bucket whose name only the deployment tells": [
            { type: v7, name: "data", props: { bucketPrefix: "ml-" } },
            forBucket(configuration, "data", separate("aws:kms", keyArn)),
        ],
        "a bucket whose policy is not known yet": [
            bucket("data", inline("aws:kms", keyArn)),
            forBucket(bucketPolicy, "data", { policy: unknown }),
        ],
        "SSE-S3 on the target of server access logs": [
            bucket("data", inline("aws:kms", keyArn)),
            bucket("logs"),
            forBucket(logging, "data", { targetBucket: unknown, targetPrefix: "s3/" }, { targetBucket: "logs" }),
        ],
        "SSE-S3 on the target of inline logs": [
            bucket("data", { ...inline("aws:kms", keyArn), logging: { targetBucket: "logs-1a2b3c4" } }),
            bucket("logs", inline("AES256")),
        ],
        "SSE-S3 on the target of a load balancer's logs": [
            bucket("logs"),
            { ...balancer({ accessLogs: { bucket: unknown, enabled: true } }), refs: { accessLogs: "logs" } },
        ],
        "SSE-S3 on the target of a load balancer's health check logs": [
            bucket("logs"),
            balancer({ healthCheckLogs: { bucket: "logs-1a2b3c4", enabled: true } }),
        ],
        "SSE-S3 on the target of a native load balancer's logs": [
            bucket("logs", inline("AES256")),
            balancer(attributes(["access_logs.s3.enabled", "true"], ["access_logs.s3.bucket", "logs-1a2b3c4"]), native2),
        ],
        "SSE-KMS on the target of a network load balancer's logs, which can be delivered so": [
            bucket("logs", inline("aws:kms", keyArn)),
            balancer({ loadBalancerType: "network", accessLogs: { bucket: "logs-1a2b3c4", enabled: true } }),
        ],
        "SSE-KMS on the target of a load balancer's logs that are not switched on": [
            bucket("data", inline("aws:kms", keyArn)),
            balancer({ accessLogs: { bucket: "data-1a2b3c4" } }),
        ],
        "a bucket whose ACL lets logs in": [bucket("logs"), forBucket("aws:s3/bucketAcl:BucketAcl", "logs", { acl: "log-delivery-write" })],
        "a native bucket whose ACL lets logs in": bucket("logs", { accessControl: "LogDeliveryWrite" }, native),
        "a bucket with a grant to the log delivery group": bucket("logs", {
            grants: [{ type: "Group", uri: "http://acs.amazonaws.com/groups/s3/LogDelivery", permissions: ["WRITE", "READ_ACP"] }],
        }),
        "a bucket whose policy lets the logging service write": [
            bucket("logs"),
            forBucket(bucketPolicy, "logs", { policy: letIn("logging.s3.amazonaws.com") }),
        ],
        "a bucket whose policy lets the account of AWS write that load balancers' logs come from": [
            bucket("logs"),
            forBucket(bucketPolicy, "logs", {
                policy: {
                    Version: "2012-10-17",
                    Statement: [
                        {
                            Effect: "Allow",
                            Principal: { AWS: "arn:aws:iam::054676820928:root" },
                            Action: "s3:PutObject",
                            Resource: unknown,
                        },
                    ],
                },
            }),
        ],
        "a bucket whose policy, an object of one statement, lets load balancers write": [
            bucket("logs"),
            forBucket(bucketPolicy, "logs", {
                policy: {
                    Version: "2008-10-17",
                    Statement: {
                        Effect: "Allow",
                        Principal: { Service: ["logdelivery.elasticloadbalancing.amazonaws.com"] },
                        Action: "s3:PutObject",
                        Resource: unknown,
                    },
                },
            }),
        ],
    },
    fail: {
        "nothing at all": [bucket(), noDefault],
        "SSE-S3 inline": [inline("AES256"), otherDefault],
        "SSE-S3 inline, in BucketV2": [bucket("data", inlineV2("AES256"), v2), otherDefault],
        "SSE-S3 inline, native": [bucket("data", inlineNative("AES256"), native), otherDefault],
        "SSE-S3 in a separate resource": [[bucket(), forBucket(configuration, "data", separate("AES256"))], `data: ${otherDefault}`],
        "an empty block": [{ serverSideEncryptionConfiguration: {} }, noDefault],
        "an empty list of rules": [[bucket(), forBucket(configuration, "data", { rules: [] })], `data: ${noDefault}`],
    },
    slips: {
        "SSE-S3 in a separate resource, over the inline block": [
            [bucket("data", inline("aws:kms")), forBucket(configuration, "data", separate("AES256"))],
            `data: ${otherDefault}`,
        ],
        "two separate resources, of which the one with SSE-S3 may come last": [
            [
                bucket(),
                forBucket(configuration, "data", separate("aws:kms", keyArn)),
                naming(configuration, "data", separate("AES256"), "second"),
            ],
            `data: ${otherDefault}`,
        ],
        "a separate resource for another bucket": [
            [bucket("data"), bucket("logs", inline("aws:kms")), forBucket(configuration, "logs", separate("aws:kms", keyArn))],
            `data: ${noDefault}`,
        ],
        "a rule that sets the bucket key and no encryption": [
            [bucket(), forBucket(configuration, "data", { rules: [{ bucketKeyEnabled: true }] })],
            `data: ${otherDefault}`,
        ],
        "the ACL of another bucket that lets logs in": [
            [bucket("data"), bucket("logs"), forBucket("aws:s3/bucketAclV2:BucketAclV2", "logs", { acl: "log-delivery-write" })],
            `data: ${noDefault}`,
        ],
        "a policy that denies a log delivery service": [
            bucket("logs", { policy: letIn("logging.s3.amazonaws.com").replace("Allow", "Deny") }),
            noDefault,
        ],
        "a policy that names a log delivery service as its Sid alone": [
            bucket("logs", { policy: letIn("cloudtrail.amazonaws.com", "logging.s3.amazonaws.com") }),
            noDefault,
        ],
        "SSE-KMS on the target of logs, which are not delivered then": [
            [
                bucket("data", inline("aws:kms", keyArn)),
                bucket("logs", inline("aws:kms", keyArn)),
                forBucket(logging, "data", { targetBucket: unknown }, { targetBucket: "logs" }),
            ],
            `logs: ${logsUnderKms}`,
        ],
        "SSE-KMS on the target of a native application load balancer's logs": [
            [
                bucket("logs", inlineNative("aws:kms", keyArn), native),
                balancer(
                    { type: "application", ...attributes(["access_logs.s3.bucket", "logs-1a2b3c4"], ["access_logs.s3.enabled", "true"]) },
                    native2,
                ),
            ],
            `logs: ${logsUnderKms}`,
        ],
        "SSE-KMS on the target of a classic load balancer's logs, which are on unless it says otherwise": [
            [
                bucket("logs", inline("aws:kms", keyArn)),
                balancer({ accessLogs: { bucket: "logs-1a2b3c4" } }, "aws:elb/loadBalancer:LoadBalancer"),
            ],
            `logs: ${logsUnderKms}`,
        ],
    },
    undecided: {
        "the algorithm is decided at deployment": [
            inline(unknown, keyArn),
            ["serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault.sseAlgorithm"],
            { holds: "aws:kms", breaks: "AES256" },
        ],
        "a separate resource may be for this bucket": [
            [
                bucket("data", { bucket: unknown }),
                { type: configuration, name: "other", props: { bucket: unknown, ...separate("aws:kms", keyArn) } },
            ],
            ["BucketServerSideEncryptionConfiguration other: bucket"],
            { holds: "data-1a2b3c4" },
        ],
        "a separate resource for one of two buckets that it is made from": [
            [
                bucket("data"),
                bucket("logs", inline("aws:kms")),
                {
                    type: configuration,
                    name: "other",
                    props: { bucket: unknown, ...separate("aws:kms", keyArn) },
                    refs: { bucket: ["data", "logs"] },
                },
            ],
            ["BucketServerSideEncryptionConfiguration other: bucket"],
            { holds: "data-1a2b3c4", breaks: "logs-1a2b3c4" },
        ],
        "a policy that is not known yet may make it a destination of logs": [
            [bucket(), naming(bucketPolicy, "data", { policy: unknown })],
            ["BucketPolicy data-extra: policy"],
            { holds: letIn("logging.s3.amazonaws.com"), breaks: letIn("cloudtrail.amazonaws.com") },
        ],
        "so may one whose principal is not known yet": [
            [
                bucket(),
                naming(bucketPolicy, "data", {
                    policy: { Statement: [{ Effect: "Allow", Principal: { Service: unknown }, Action: "s3:PutObject", Resource: "*" }] },
                }),
            ],
            ["BucketPolicy data-extra: policy.Statement[0].Principal.Service"],
            { holds: "logging.s3.amazonaws.com", breaks: "cloudtrail.amazonaws.com" },
        ],
        "logs that may be switched on, to a bucket under SSE-KMS": [
            [bucket("logs", inline("aws:kms", keyArn)), balancer({ accessLogs: { bucket: "logs-1a2b3c4", enabled: unknown } })],
            ["LoadBalancer lb: accessLogs.enabled"],
            { holds: false, breaks: true },
        ],
    },
});

const noKey = "The bucket's default encryption names no key, so S3 takes the AWS managed key aws/s3.";
const awsKey = "The bucket's default encryption names an AWS managed key.";

const alias = (name: string, targetKeyId: string, refs: Record<string, string> = { targetKeyId: "key" }): Declared => ({
    type: "aws:kms/alias:Alias",
    name: "alias",
    props: { name, targetKeyId },
    refs,
});

describePolicy(s3.s3DefaultEncryptionCustomerKey, v7, {
    pass: {
        "a key of the stack": [bucket("data", inline("aws:kms", "arn:x")), { ...key, outputs: { arn: "arn:x", id: "x" } }],
        "a key outside the stack, by ARN": inline("aws:kms", keyArn),
        "a key outside the stack, by id": inline("aws:kms", "1234abcd-12ab-34cd-56ef-1234567890ab"),
        "an alias outside the stack": inline("aws:kms", "alias/data"),
        "no encryption at all: another rule's business": bucket(),
    },
    falseAlarms: {
        "a key of the stack in a first preview": [
            bucket(),
            key,
            forBucket(configuration, "data", separate("aws:kms", unknown), { rules: "key" }),
        ],
        "an alias of the stack in a first preview": [
            bucket(),
            key,
            alias("alias/data", unknown),
            forBucket(configuration, "data", separate("aws:kms", unknown), { rules: "alias" }),
        ],
        "a native alias of a native key in a first preview": [
            { ...bucket("data", inlineNative("aws:kms", unknown), native), refs: { bucketEncryption: "alias" } },
            { ...key, type: "aws-native:kms:Key" },
            {
                type: "aws-native:kms:Alias",
                name: "alias",
                props: { aliasName: "alias/data", targetKeyId: unknown },
                refs: { targetKeyId: "key" },
            },
        ],
        "a block made from a key and from something that is none": [
            { ...bucket("data", inline("aws:kms", unknown)), refs: { serverSideEncryptionConfiguration: ["role", "key"] } },
            key,
            { type: "aws:iam/role:Role", name: "role", props: {} },
        ],
        "no key inline, and one in the separate resource, which wins": [
            bucket("data", inline("aws:kms")),
            forBucket(configuration, "data", separate("aws:kms", keyArn)),
        ],
        "an alias that looks like one of AWS's": inline("aws:kms", "alias/aws-data"),
        "an alias that has the name of one of AWS's in it": inline("aws:kms", "arn:aws:kms:us-east-1:111122223333:alias/team/aws/s3"),
        "not under SSE-KMS: another rule's business": inline("AES256"),
    },
    fail: {
        "no key": [inline("aws:kms"), noKey],
        "an empty key": [inline("aws:kms", ""), noKey],
        "no key in BucketV2": [bucket("data", inlineV2("aws:kms"), v2), noKey],
        "no key, native": [bucket("data", inlineNative("aws:kms"), native), noKey],
        "no key in a separate resource": [[bucket(), forBucket(configuration, "data", separate("aws:kms"))], `data: ${noKey}`],
        "the AWS managed key by alias": [inline("aws:kms", "alias/aws/s3"), awsKey],
        "the AWS managed key in BucketV2": [bucket("data", inlineV2("aws:kms", "alias/aws/s3"), v2), awsKey],
    },
    slips: {
        "two layers without a key": [inline("aws:kms:dsse"), noKey],
        "a key inline, and none in the separate resource, which wins": [
            [bucket("data", inline("aws:kms", keyArn)), forBucket(configuration, "data", separate("aws:kms"))],
            `data: ${noKey}`,
        ],
        "two separate resources, of which the one without a key may come last": [
            [
                bucket(),
                forBucket(configuration, "data", separate("aws:kms", keyArn)),
                naming(configuration, "data", separate("aws:kms"), "second"),
            ],
            `data: ${noKey}`,
        ],
        "the AWS managed key by the alias's ARN": [inline("aws:kms", "arn:aws:kms:us-east-1:111122223333:alias/aws/s3"), awsKey],
        "the AWS managed key by its alias's ARN in China": [
            inline("aws:kms", "arn:aws-cn:kms:cn-north-1:111122223333:alias/aws/s3"),
            awsKey,
        ],
        "the AWS managed key as the console shows it": [inline("aws:kms", "aws/s3"), awsKey],
        "another service's AWS managed key": [inline("aws:kms", "alias/aws/sagemaker"), awsKey],
    },
    undecided: {
        "a key that nothing tells": [
            inline("aws:kms", unknown),
            ["serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault.kmsMasterKeyId"],
            { holds: keyArn, breaks: "alias/aws/s3" },
        ],
        "rules computed from a key as a whole, which need not name it": [
            [bucket(), key, { ...naming(configuration, "data", { rules: unknown }), refs: { rules: "key" } }],
            ["BucketServerSideEncryptionConfiguration data-extra: rules"],
            {
                holds: (separate("aws:kms", keyArn) as { rules: object[] }).rules,
                breaks: (separate("aws:kms") as { rules: object[] }).rules,
            },
        ],
    },
});

describePolicy(
    s3.s3DefaultEncryptionCustomerKey,
    v7,
    {
        pass: {
            "an allowed key": inline("aws:kms", keyArn),
            "an allowed key by id": inline("aws:kms", "1234abcd-12ab-34cd-56ef-1234567890ab"),
        },
        falseAlarms: {
            "a key of the stack": [bucket(), key, forBucket(configuration, "data", separate("aws:kms", unknown), { rules: "key" })],
            "an alias of the stack by its name, once its key is there": [
                bucket("data", inline("aws:kms", "alias/data")),
                { ...key, outputs: { id: "other", arn: keyArn.replace("1234abcd", "5678efab") } },
                {
                    ...alias("alias/data", "other", {}),
                    outputs: { id: "alias/data", arn: "arn:aws:kms:us-east-1:111122223333:alias/data" },
                },
            ],
        },
        fail: {
            "a key that is not allowed": [
                inline("aws:kms", keyArn.replace("111122223333", "444455556666")),
                "The bucket's default encryption names a key that allowedKeyArns does not have.",
            ],
        },
        slips: {
            "the id of a key that is not allowed": [
                inline("aws:kms", "5678efab-12ab-34cd-56ef-1234567890ab"),
                "The bucket's default encryption names a key that allowedKeyArns does not have.",
            ],
        },
    },
    { config: { "s3-default-encryption-customer-key": { allowedKeyArns: [keyArn] } } },
);

describePolicy(
    s3.s3DefaultEncryptionCustomerKey,
    v7,
    {
        falseAlarms: {
            "a key of the allowed account": inline("aws:kms", keyArn),
            "a key by its id alone, where every key of an account is allowed": inline("aws:kms", "1234abcd-12ab-34cd-56ef-1234567890ab"),
            "an alias by its name alone": inline("aws:kms", "alias/ml-data"),
        },
        slips: {
            "a key of another account": [
                inline("aws:kms", keyArn.replace("111122223333", "444455556666")),
                "The bucket's default encryption names a key that allowedKeyArns does not have.",
            ],
            "an alias of another name": [
                inline("aws:kms", "alias/html-data"),
                "The bucket's default encryption names a key that allowedKeyArns does not have.",
            ],
        },
    },
    {
        config: {
            "s3-default-encryption-customer-key": {
                allowedKeyArns: ["arn:aws:kms:*:111122223333:key/*", "arn:aws:kms:*:111122223333:alias/ml-*"],
            },
        },
    },
);

const bucketKeyOff = "The bucket key is off, so every object costs a request to KMS.";

describePolicy(s3.s3BucketKeyEnabled, v7, {
    pass: {
        "on, inline": inline("aws:kms", keyArn, { bucketKeyEnabled: true }),
        "on, native": bucket("data", inlineNative("aws:kms", keyArn, { bucketKeyEnabled: true }), native),
        "on, in a separate resource": [bucket(), forBucket(configuration, "data", separate("aws:kms", keyArn, { bucketKeyEnabled: true }))],
        "not there for two layers": inline("aws:kms:dsse", keyArn),
        "not there without KMS": inline("AES256"),
        "nothing at all": bucket(),
    },
    fail: {
        "left out": [inline("aws:kms", keyArn), bucketKeyOff],
        off: [inline("aws:kms", keyArn, { bucketKeyEnabled: false }), bucketKeyOff],
        "left out in BucketV2": [bucket("data", inlineV2("aws:kms"), v2), bucketKeyOff],
        "left out, native": [bucket("data", inlineNative("aws:kms"), native), bucketKeyOff],
        "left out in a separate resource": [
            [bucket(), forBucket(configuration, "data", separate("aws:kms", keyArn))],
            `data: ${bucketKeyOff}`,
        ],
    },
});

const objectType = "aws:s3/bucketObjectv2:BucketObjectv2";
const copy = "aws:s3/objectCopy:ObjectCopy";
const awsManagedForObject = "The object asks for SSE-KMS and names no key, which means the AWS managed key aws/s3, not the bucket's key.";

describePolicy(s3.s3ObjectEncryption, objectType, {
    pass: {
        "nothing said: the bucket's default": { bucket: "data" },
        "SSE-KMS with a key": { serverSideEncryption: "aws:kms", kmsKeyId: keyArn },
        "the older type": { type: "aws:s3/bucketObject:BucketObject", props: { serverSideEncryption: "aws:kms", kmsKeyId: keyArn } },
        "a copy": { type: copy, props: { serverSideEncryption: "aws:kms", kmsKeyId: keyArn } },
    },
    falseAlarms: {
        "a key alone, which asks for SSE-KMS": { bucket: "data", kmsKeyId: keyArn },
        "two layers with a key": { serverSideEncryption: "aws:kms:dsse", kmsKeyId: keyArn },
        "empty texts, which the provider leaves out": { serverSideEncryption: "", kmsKeyId: "" },
        "a key of the stack in a first preview": [
            key,
            {
                type: objectType,
                name: "object",
                props: { serverSideEncryption: "aws:kms", kmsKeyId: unknown },
                refs: { kmsKeyId: "key" },
            },
        ],
        "an alias of the stack in a first preview": [
            key,
            alias("alias/data", unknown),
            {
                type: objectType,
                name: "object",
                props: { serverSideEncryption: "aws:kms", kmsKeyId: unknown },
                refs: { kmsKeyId: "alias" },
            },
        ],
        "a copy of what is under SSE-C, which takes the bucket's default": {
            type: copy,
            props: { source: "other/model.tar.gz", sourceCustomerAlgorithm: "AES256", sourceCustomerKey: "a2V5" },
        },
    },
    fail: {
        "SSE-S3": [{ serverSideEncryption: "AES256" }, "The object leaves SSE-KMS."],
        "SSE-S3 in the older type": [
            { type: "aws:s3/bucketObject:BucketObject", props: { serverSideEncryption: "AES256" } },
            "The object leaves SSE-KMS.",
        ],
        "an AWS managed key": [{ kmsKeyId: "alias/aws/s3" }, "The object names an AWS managed key."],
    },
    slips: {
        "SSE-KMS without a key": [{ serverSideEncryption: "aws:kms" }, awsManagedForObject],
        "two layers without a key": [{ type: copy, props: { serverSideEncryption: "aws:kms:dsse" } }, awsManagedForObject],
        "SSE-S3 beside a key": [{ serverSideEncryption: "AES256", kmsKeyId: keyArn }, "The object leaves SSE-KMS."],
        "a copy that leaves SSE-KMS": [{ type: copy, props: { serverSideEncryption: "AES256" } }, "The object leaves SSE-KMS."],
        "a copy under an AWS managed key, by the ARN of its alias": [
            { type: copy, props: { kmsKeyId: "arn:aws-us-gov:kms:us-gov-west-1:111122223333:alias/aws/s3" } },
            "The object names an AWS managed key.",
        ],
        "a copy with a key from the request": [
            { type: copy, props: { customerAlgorithm: "AES256" } },
            "The object is encrypted with a key from the request (SSE-C), which KMS does not control.",
        ],
    },
    undecided: {
        "a key that nothing tells": [{ kmsKeyId: unknown }, ["kmsKeyId"], { holds: keyArn, breaks: "alias/aws/s3" }],
        "an algorithm decided at deployment": [
            { serverSideEncryption: unknown, kmsKeyId: keyArn },
            ["serverSideEncryption"],
            { holds: "aws:kms", breaks: "AES256" },
        ],
    },
});

const replication = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
const replicationRule = (
    destination: object,
    criteria: object = { sseKmsEncryptedObjects: { status: "Enabled" } },
    rest: object = {},
): object => ({
    rules: [
        { status: "Enabled", destination: { bucket: "arn:aws:s3:::replica", ...destination }, sourceSelectionCriteria: criteria, ...rest },
    ],
});
const underKey = { encryptionConfiguration: { replicaKmsKeyId: keyArn } };

const noReplicaKey = "A replication rule names no replica KMS key.";
const leavesOut = "A replication rule leaves out objects under SSE-KMS.";

/** One configuration with the rules of several. */
const rulesOf = (...configurations: object[]): object => ({
    rules: configurations.flatMap((one) => (one as { rules: object[] }).rules),
});
const inlineReplication = (destination: object, criteria?: object): object => ({
    replicationConfiguration: {
        rules: [{ status: "Enabled", destination, ...(criteria !== undefined && { sourceSelectionCriteria: criteria }) }],
    },
});
const inlineReplicationV2 = (destination: object): object => ({
    replicationConfigurations: [
        {
            rules: [
                {
                    destinations: [destination],
                    sourceSelectionCriterias: [{ sseKmsEncryptedObjects: [{ enabled: true }] }],
                    status: "Enabled",
                },
            ],
        },
    ],
});

describePolicy(s3.s3ReplicaEncryption, replication, {
    pass: {
        "a customer managed key": replicationRule(underKey),
        inline: bucket("data", inlineReplication({ replicaKmsKeyId: keyArn }, { sseKmsEncryptedObjects: { enabled: true } })),
        "inline, in BucketV2": bucket("data", inlineReplicationV2({ replicaKmsKeyId: keyArn }), v2),
        native: bucket("data", { replicationConfiguration: replicationRule(underKey) }, native),
        "no replication": bucket(),
    },
    falseAlarms: {
        "a rule that is off": replicationRule({}, {}, { status: "Disabled" }),
        "a rule that is off beside one that is on": rulesOf(replicationRule(underKey), replicationRule({}, {}, { status: "Disabled" })),
        "an alias of the destination's region": replicationRule({
            encryptionConfiguration: { replicaKmsKeyId: "arn:aws:kms:us-west-2:111122223333:alias/replica" },
        }),
        "a replica of a key of the stack, and a bucket of the stack, in a first preview": [
            key,
            bucket("replica"),
            {
                type: "aws:kms/replicaKey:ReplicaKey",
                name: "west",
                props: { primaryKeyArn: unknown },
                refs: { primaryKeyArn: "key" },
                providerName: "west",
            },
            {
                type: replication,
                name: "replication",
                props: replicationRule({ bucket: unknown, encryptionConfiguration: { replicaKmsKeyId: unknown } }),
                refs: { rules: ["replica", "west"] },
            },
        ],
    },
    fail: {
        "no key": [replicationRule({}), noReplicaKey],
        "objects under SSE-KMS left out": [replicationRule(underKey, {}), leavesOut],
        "no key, native": [bucket("data", { replicationConfiguration: replicationRule({}) }, native), noReplicaKey],
    },
    slips: {
        "an AWS managed key": [
            replicationRule({ encryptionConfiguration: { replicaKmsKeyId: "arn:aws:kms:us-east-1:111122223333:alias/aws/s3" } }),
            "A replication rule names an AWS managed key for replicas.",
        ],
        "a second rule without a key": [
            rulesOf(replicationRule(underKey), replicationRule({}, undefined, { priority: 2, filter: { prefix: "raw/" } })),
            noReplicaKey,
        ],
        "objects under SSE-KMS switched off": [
            replicationRule(underKey, { sseKmsEncryptedObjects: { status: "Disabled" }, replicaModifications: { status: "Enabled" } }),
            leavesOut,
        ],
        "objects under SSE-KMS switched off inline": [
            bucket("data", inlineReplication({ replicaKmsKeyId: keyArn }, { sseKmsEncryptedObjects: { enabled: false } })),
            leavesOut,
        ],
        "no key inline, in BucketV2": [bucket("data", inlineReplicationV2({ bucket: "arn:aws:s3:::replica" }), v2), noReplicaKey],
    },
    undecided: {
        "a rule that may be switched off": [
            replicationRule({}, undefined, { status: unknown }),
            ["rules[0].status"],
            { holds: "Disabled", breaks: "Enabled" },
        ],
        "a key that nothing tells": [
            replicationRule({ encryptionConfiguration: { replicaKmsKeyId: unknown } }),
            ["rules[0].destination.encryptionConfiguration.replicaKmsKeyId"],
            { holds: keyArn, breaks: "alias/aws/s3" },
        ],
    },
});

const tableBucket = "aws:s3tables/tableBucket:TableBucket";
const vectorBucket = "aws:s3/vectorsVectorBucket:VectorsVectorBucket";
const directoryBucket = (standard: object): Declared => ({
    type: "aws-native:s3express:DirectoryBucket",
    props: {
        bucketEncryption: { serverSideEncryptionConfiguration: [{ bucketKeyEnabled: true, serverSideEncryptionByDefault: standard }] },
    },
});
const unsetThere = "Nothing sets its encryption, so S3 encrypts with its own keys (SSE-S3).";
const noKeyThere = "Its encryption names no key, which means an AWS managed one.";
const awsKeyThere = "Its encryption names an AWS managed key.";

describePolicy(s3.s3TableAndDirectoryEncryption, tableBucket, {
    pass: {
        "a table bucket": { encryptionConfiguration: { sseAlgorithm: "aws:kms", kmsKeyArn: keyArn } },
        "a native table bucket": {
            type: "aws-native:s3tables:TableBucket",
            props: { encryptionConfiguration: { sseAlgorithm: "aws:kms", kmsKeyArn: keyArn } },
        },
        "a vector bucket": { type: vectorBucket, props: { encryptionConfigurations: [{ sseType: "aws:kms", kmsKeyArn: keyArn }] } },
        "a native directory bucket": directoryBucket({ sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn }),
    },
    falseAlarms: {
        "a classic directory bucket, which has no input for it": {
            type: "aws:s3/directoryBucket:DirectoryBucket",
            props: { bucket: "x--usw2-az1--x-s3" },
        },
        "a table that has its bucket's encryption": { type: "aws:s3tables/table:Table", props: { name: "features" } },
        "an index that has its bucket's encryption": {
            type: "aws-native:s3vectors:Index",
            props: { vectorBucketName: "vectors", dataType: "float32", dimension: 768 },
        },
        "a key of the stack in a first preview": [
            key,
            {
                type: tableBucket,
                name: "tables",
                props: { encryptionConfiguration: { sseAlgorithm: "aws:kms", kmsKeyArn: unknown } },
                refs: { encryptionConfiguration: "key" },
            },
        ],
    },
    fail: {
        "nothing said": [{ name: "tables" }, unsetThere],
        "SSE-S3": [{ encryptionConfiguration: { sseAlgorithm: "AES256", kmsKeyArn: "" } }, "Its encryption is not SSE-KMS."],
        "no key": [{ encryptionConfiguration: { sseAlgorithm: "aws:kms" } }, noKeyThere],
        "a vector bucket without encryption": [{ type: vectorBucket, props: { vectorBucketName: "vectors" } }, unsetThere],
        "a native vector bucket without encryption": [{ type: "aws-native:s3vectors:VectorBucket", props: {} }, unsetThere],
    },
    slips: {
        "a table that leaves its bucket's encryption": [
            { type: "aws:s3tables/table:Table", props: { encryptionConfiguration: { sseAlgorithm: "AES256" } } },
            "Its encryption is not SSE-KMS.",
        ],
        "an index that leaves its bucket's encryption": [
            { type: "aws:s3/vectorsIndex:VectorsIndex", props: { encryptionConfigurations: [{ sseType: "AES256" }] } },
            "Its encryption is not SSE-KMS.",
        ],
        "a vector bucket with an empty list": [{ type: vectorBucket, props: { encryptionConfigurations: [] } }, unsetThere],
        "a vector bucket under SSE-KMS without a key": [
            { type: vectorBucket, props: { encryptionConfigurations: [{ sseType: "aws:kms" }] } },
            noKeyThere,
        ],
        "a native directory bucket under the AWS managed key": [
            directoryBucket({ sseAlgorithm: "aws:kms", kmsMasterKeyId: "alias/aws/s3" }),
            awsKeyThere,
        ],
        "a native directory bucket without encryption": [
            { type: "aws-native:s3express:DirectoryBucket", props: { bucketName: "x--usw2-az1--x-s3" } },
            unsetThere,
        ],
    },
    undecided: {
        "a key that nothing tells": [
            { encryptionConfiguration: { sseAlgorithm: "aws:kms", kmsKeyArn: unknown } },
            ["encryptionConfiguration.kmsKeyArn"],
            { holds: keyArn, breaks: "arn:aws:kms:us-east-1:111122223333:alias/aws/s3" },
        ],
        "a block decided at deployment": [
            { encryptionConfiguration: unknown },
            ["encryptionConfiguration"],
            { holds: { sseAlgorithm: "aws:kms", kmsKeyArn: keyArn }, breaks: { sseAlgorithm: "AES256" } },
        ],
    },
});

const four = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const block = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const accountBlock = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";

const noBlock = "The bucket has no public access block.";

describePolicy(s3.s3PublicAccessBlock, v7, {
    pass: {
        "a block that refers to the bucket": [bucket(), forBucket(block, "data", four)],
        "a block that names the bucket": [bucket(), naming(block, "data", four)],
        "a native bucket": bucket("data", { publicAccessBlockConfiguration: four }, native),
        "a block for the account": [bucket(), { type: accountBlock, name: "account", props: four }],
    },
    falseAlarms: {
        "a block that refers to the bucket through its policy": [
            bucket(),
            { ...forBucket(bucketPolicy, "data", { policy: unknown }), name: "policy" },
            { type: block, name: "block", props: { bucket: unknown, ...four }, refs: { bucket: "policy" } },
        ],
        "a block that refers to the bucket through its versioning, of a bucket whose name nobody knows yet": [
            bucket("data", { bucket: unknown }, v2),
            {
                ...forBucket("aws:s3/bucketVersioning:BucketVersioning", "data", { versioningConfiguration: { status: "Enabled" } }),
                name: "versioning",
            },
            { type: block, name: "block", props: { bucket: unknown, ...four }, refs: { bucket: "versioning" } },
        ],
        "a native bucket with the block of the other provider": [bucket("data", {}, native), forBucket(block, "data", four)],
        "an account's block beside an incomplete one": [
            bucket(),
            forBucket(block, "data", { blockPublicAcls: true }),
            { type: accountBlock, name: "account", props: four },
        ],
        "an account's block that names the account": [
            { ...bucket(), provider: { allowedAccountIds: '["111122223333"]' } },
            {
                type: accountBlock,
                name: "account",
                props: { accountId: "111122223333", ...four },
                provider: { allowedAccountIds: '["111122223333"]' },
            },
        ],
        "an account's block that names an account, and nothing tells which is one's own": [
            bucket(),
            { type: accountBlock, name: "account", props: { accountId: "111122223333", ...four } },
        ],
        "an account's block by the provider of another region of the same account": [
            { ...bucket(), providerName: "west", provider: { region: "us-west-2", allowedAccountIds: '["111122223333"]' } },
            {
                type: accountBlock,
                name: "account",
                props: four,
                providerName: "east",
                provider: { region: "us-east-1", allowedAccountIds: '["111122223333"]' },
            },
        ],
    },
    fail: {
        "no block": [bucket(), noBlock],
        "no block for a BucketV2": [bucket("data", {}, v2), noBlock],
        "no block for a native bucket": [bucket("data", {}, native), noBlock],
    },
    slips: {
        "two of four": [
            [bucket(), forBucket(block, "data", { blockPublicAcls: true, ignorePublicAcls: true })],
            "data: The bucket's public access block leaves blockPublicPolicy, restrictPublicBuckets off.",
        ],
        "three of four of a native bucket": [
            bucket("data", { publicAccessBlockConfiguration: { ...four, restrictPublicBuckets: false } }, native),
            "The bucket's public access block leaves restrictPublicBuckets off.",
        ],
        "two blocks, of which the incomplete one may come last": [
            [bucket(), forBucket(block, "data", four), naming(block, "data", { ...four, blockPublicPolicy: false }, "second")],
            "data: The bucket's public access block leaves blockPublicPolicy off.",
        ],
        "the block of another bucket": [[bucket(), bucket("logs"), forBucket(block, "logs", four)], `data: ${noBlock}`],
        "the block of a bucket whose name begins alike": [
            [bucket(), { type: block, name: "block", props: { bucket: "data-1a2b3c4-archive", ...four } }],
            `data: ${noBlock}`,
        ],
        "a block for another provider's account": [
            [
                { ...bucket(), provider: { allowedAccountIds: '["111122223333"]' } },
                {
                    type: accountBlock,
                    name: "account",
                    props: four,
                    providerName: "other",
                    provider: { allowedAccountIds: '["444455556666"]' },
                },
            ],
            `data: ${noBlock}`,
        ],
        "a block for the account that it names, which is another": [
            [
                { ...bucket(), provider: { allowedAccountIds: '["111122223333"]' } },
                {
                    type: accountBlock,
                    name: "account",
                    props: { accountId: "444455556666", ...four },
                    provider: { allowedAccountIds: '["111122223333"]' },
                },
            ],
            `data: ${noBlock}`,
        ],
        "an account's block that is incomplete": [
            [bucket(), { type: accountBlock, name: "account", props: { ...four, blockPublicPolicy: false } }],
            `data: ${noBlock}`,
        ],
    },
    undecided: {
        "a setting decided at deployment": [
            [bucket(), naming(block, "data", { ...four, blockPublicAcls: unknown })],
            ["BucketPublicAccessBlock data-extra: blockPublicAcls"],
            { holds: true, breaks: false },
        ],
        "a setting of the account's block decided at deployment": [
            [bucket(), { type: accountBlock, name: "account", props: { ...four, ignorePublicAcls: unknown } }],
            ["AccountPublicAccessBlock account: ignorePublicAcls"],
            { holds: true, breaks: false },
        ],
        "an account's block by a provider whose account is not known yet": [
            [
                { ...bucket(), provider: { allowedAccountIds: '["111122223333"]' } },
                { type: accountBlock, name: "account", props: four, providerName: "new", provider: { allowedAccountIds: unknown } },
            ],
            ["new: allowedAccountIds"],
        ],
        "a block that may be for another bucket": [
            [bucket("data", { bucket: unknown }), { type: block, name: "block", props: { bucket: unknown, ...four } }],
            ["BucketPublicAccessBlock block: bucket"],
            { holds: "data-1a2b3c4" },
        ],
        "a block for one of two buckets, which has to be this one": [
            [
                bucket("data"),
                bucket("logs", { publicAccessBlockConfiguration: four }, native),
                { type: block, name: "block", props: { bucket: unknown, ...four }, refs: { bucket: ["data", "logs"] } },
            ],
            ["BucketPublicAccessBlock block: bucket"],
            { holds: "data-1a2b3c4", breaks: "logs-1a2b3c4" },
        ],
    },
});

describePolicy(s3.s3PublicAccessBlockComplete, block, {
    pass: {
        "all four": { bucket: "data", ...four },
        "all four for the account": { type: accountBlock, props: four },
        "all four of a native bucket": bucket("data", { publicAccessBlockConfiguration: four }, native),
    },
    falseAlarms: {
        "all four of a bucket of another stack, and the block stays behind": { bucket: unknown, ...four, skipDestroy: true },
        "all four of another account": { type: accountBlock, props: { accountId: "444455556666", ...four } },
        "a native bucket without a block: another rule's business": bucket("data", {}, native),
        "a bucket with a tag that is named like a setting": { type: v7, props: { bucket: "data", tags: { blockPublicAcls: "false" } } },
    },
    fail: {
        "one switched off": [
            { bucket: "data", ...four, restrictPublicBuckets: false },
            "The public access block leaves restrictPublicBuckets off.",
        ],
        "one off for the account": [
            { type: accountBlock, props: { ...four, blockPublicAcls: false } },
            "The public access block leaves blockPublicAcls off.",
        ],
        "one off in a native bucket": [
            bucket("data", { publicAccessBlockConfiguration: { ...four, ignorePublicAcls: false } }, native),
            "The public access block leaves ignorePublicAcls off.",
        ],
    },
    slips: {
        "three said, and the fourth left out": [
            { bucket: "data", blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true },
            "The public access block leaves restrictPublicBuckets off.",
        ],
        "all left out": [
            { bucket: "data" },
            "The public access block leaves blockPublicAcls, blockPublicPolicy, ignorePublicAcls, restrictPublicBuckets off.",
        ],
        "all left out for the account": [
            { type: accountBlock, props: { accountId: "111122223333" } },
            "The public access block leaves blockPublicAcls, blockPublicPolicy, ignorePublicAcls, restrictPublicBuckets off.",
        ],
        "an empty block of a native bucket": [
            bucket("data", { publicAccessBlockConfiguration: {} }, native),
            "The public access block leaves blockPublicAcls, blockPublicPolicy, ignorePublicAcls, restrictPublicBuckets off.",
        ],
        "the two about ACLs only": [
            { bucket: "data", blockPublicAcls: true, ignorePublicAcls: true },
            "The public access block leaves blockPublicPolicy, restrictPublicBuckets off.",
        ],
    },
    undecided: {
        "a setting decided at deployment": [
            { bucket: "data", ...four, blockPublicPolicy: unknown },
            ["blockPublicPolicy"],
            { holds: true, breaks: false },
        ],
        "a native block decided at deployment": [
            bucket("data", { publicAccessBlockConfiguration: unknown }, native),
            ["publicAccessBlockConfiguration"],
            { holds: four, breaks: { ...four, restrictPublicBuckets: false } },
        ],
    },
});

const publicGrant = "A grant of the ACL is to everybody, or to everybody with an AWS account.";
const group = (name: string): string => `http://acs.amazonaws.com/groups/${name}`;
const allUsers = group("global/AllUsers");
const logDelivery = group("s3/LogDelivery");
const separateGrants = (...uris: string[]): object => ({
    accessControlPolicy: { grants: uris.map((uri) => ({ grantee: { type: "Group", uri }, permission: "READ" })) },
});

describePolicy(s3.s3NoPublicAcl, v7, {
    pass: {
        "no ACL": bucket(),
        "a private one": { acl: "private" },
        "a separate, private one": { type: "aws:s3/bucketAcl:BucketAcl", props: { acl: "private" } },
        "a native, private one": bucket("data", { accessControl: "Private" }, native),
        "an object's private one": { type: "aws:s3/bucketObject:BucketObject", props: { acl: "private" } },
    },
    falseAlarms: {
        "a grant to the log delivery group": { grants: [{ type: "Group", uri: logDelivery, permissions: ["WRITE"] }] },
        "a separate grant to the log delivery group": {
            type: "aws:s3/bucketAclV2:BucketAclV2",
            props: separateGrants(logDelivery),
        },
        "the canned ACL of log buckets, native": bucket("data", { accessControl: "LogDeliveryWrite" }, native),
        "a grant to a user whose id is not known yet: another rule's business": {
            grants: [{ type: "CanonicalUser", id: unknown, permissions: ["FULL_CONTROL"] }],
        },
        "a copy that the bucket's owner controls": {
            type: "aws:s3/objectCopy:ObjectCopy",
            props: { acl: "bucket-owner-full-control" },
        },
    },
    fail: {
        "public to read": [{ acl: "public-read" }, "The ACL is public."],
        "public to read, in BucketV2": [bucket("data", { acl: "public-read" }, v2), "The ACL is public."],
        "public to write, separately": [{ type: "aws:s3/bucketAcl:BucketAcl", props: { acl: "public-read-write" } }, "The ACL is public."],
        "public to read, native": [bucket("data", { accessControl: "PublicRead" }, native), "The ACL is public."],
        "an object's": [{ type: "aws:s3/bucketObjectv2:BucketObjectv2", props: { acl: "public-read" } }, "The ACL is public."],
        "a grant to everybody": [{ grants: [{ type: "Group", uri: allUsers, permissions: ["READ"] }] }, publicGrant],
        "a separate grant to everybody": [{ type: "aws:s3/bucketAcl:BucketAcl", props: separateGrants(allUsers) }, publicGrant],
    },
    slips: {
        "everybody with an AWS account": [
            { type: "aws:s3/bucketAclV2:BucketAclV2", props: { acl: "authenticated-read" } },
            "The ACL is public.",
        ],
        "everybody with an AWS account, native": [bucket("data", { accessControl: "AuthenticatedRead" }, native), "The ACL is public."],
        "a second grant, to everybody with an AWS account": [
            { type: "aws:s3/bucketAcl:BucketAcl", props: separateGrants(logDelivery, group("global/AuthenticatedUsers")) },
            publicGrant,
        ],
        "a grant to everybody in China": [
            { grants: [{ type: "Group", uri: allUsers.replace(".com", ".com.cn"), permissions: ["READ_ACP"] }] },
            publicGrant,
        ],
        "delivered logs for everybody": [
            {
                type: "aws:s3/bucketLogging:BucketLogging",
                props: {
                    bucket: "data",
                    targetBucket: "logs",
                    targetGrants: [{ grantee: { type: "Group", uri: allUsers }, permission: "READ" }],
                },
            },
            publicGrant,
        ],
        "a copy for everybody": [
            { type: "aws:s3/objectCopy:ObjectCopy", props: { grants: [{ type: "Group", uri: allUsers, permissions: ["READ"] }] } },
            publicGrant,
        ],
    },
    undecided: {
        "an ACL decided at deployment": [{ acl: unknown }, ["acl"], { holds: "private", breaks: "public-read" }],
        "a group decided at deployment": [
            { grants: [{ type: "Group", uri: unknown, permissions: ["READ"] }] },
            ["grants[0].uri"],
            { holds: logDelivery, breaks: allUsers },
        ],
    },
});

describePolicy(s3.s3AclsDisabled, "aws:s3/bucketOwnershipControls:BucketOwnershipControls", {
    pass: {
        enforced: { bucket: "data", rule: { objectOwnership: "BucketOwnerEnforced" } },
        "enforced in a native bucket": bucket(
            "data",
            { ownershipControls: { rules: [{ objectOwnership: "BucketOwnerEnforced" }] } },
            native,
        ),
        "left out: the default since 2023": bucket(),
    },
    fail: {
        preferred: [{ bucket: "data", rule: { objectOwnership: "BucketOwnerPreferred" } }, "The ownership setting leaves ACLs in force."],
        "the writer's, in a native bucket": [
            bucket("data", { ownershipControls: { rules: [{ objectOwnership: "ObjectWriter" }] } }, native),
            "The ownership setting leaves ACLs in force.",
        ],
    },
});

const owner = "1".repeat(64);
const stranger = "2".repeat(64);
const aclTo = (id: string): object => ({
    accessControlPolicy: { owner: { id: owner }, grants: [{ grantee: { type: "CanonicalUser", id }, permission: "READ" }] },
});

describePolicy(s3.s3AclCrossAccount, "aws:s3/bucketAcl:BucketAcl", {
    pass: {
        "a grant to the owner": aclTo(owner),
        "a canned ACL": { acl: "private" },
        "a grant to the user of AWS that writes CloudFront's logs": aclTo(
            "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0",
        ),
        "a grant to the log delivery group": bucket("data", {
            grants: [{ type: "Group", uri: logDelivery }],
        }),
    },
    fail: {
        "a grant to another": [aclTo(stranger), "A grant of the ACL is to a canonical user that is neither the owner nor trusted."],
        "a grant to an e-mail address": [
            {
                accessControlPolicy: {
                    owner: { id: owner },
                    grants: [{ grantee: { type: "AmazonCustomerByEmail", emailAddress: "a@example.com" }, permission: "READ" }],
                },
            },
            "A grant of the ACL is to whoever has an e-mail address.",
        ],
        "a copy for an e-mail address": [
            {
                type: "aws:s3/objectCopy:ObjectCopy",
                props: { grants: [{ type: "AmazonCustomerByEmail", email: "a@example.com", permissions: ["READ"] }] },
            },
            "A grant of the ACL is to whoever has an e-mail address.",
        ],
        "delivered logs for an e-mail address": [
            {
                type: logging,
                props: {
                    bucket: "data",
                    targetBucket: "logs",
                    targetGrants: [{ grantee: { type: "AmazonCustomerByEmail", emailAddress: "a@example.com" }, permission: "READ" }],
                },
            },
            "A grant of the ACL is to whoever has an e-mail address.",
        ],
    },
    undecided: {
        "a grant on delivered logs does not say whose the bucket is": [
            {
                type: "aws:s3/bucketLoggingV2:BucketLoggingV2",
                props: { targetGrants: [{ grantee: { type: "CanonicalUser", id: stranger }, permission: "READ" }] },
            },
            ["the option trustedCanonicalUsers"],
        ],
        "an inline grant does not say whose the bucket is": [
            bucket("data", { grants: [{ type: "CanonicalUser", id: stranger, permissions: ["READ"] }] }),
            ["the option trustedCanonicalUsers"],
        ],
    },
});

describePolicy(
    s3.s3AclCrossAccount,
    v7,
    {
        pass: { "a grant to a trusted user": { grants: [{ type: "CanonicalUser", id: owner, permissions: ["READ"] }] } },
        fail: {
            "a grant to another": [
                { grants: [{ type: "CanonicalUser", id: stranger, permissions: ["READ"] }] },
                "A grant of the ACL is to a canonical user that is neither the owner nor trusted.",
            ],
        },
    },
    { config: { "s3-acl-cross-account": { trustedCanonicalUsers: [owner] } } },
);

const foreignReplica = "A replication rule sends objects to a bucket of an account that is neither your own nor trusted.";

const toBucket = (destination: object): Declared => ({
    type: replication,
    name: "replication",
    props: { rules: [{ status: "Enabled", destination }] },
});

const tablesTo = (destinationTableBucketArn: string): Declared => ({
    type: "aws:s3tables/tableBucketReplication:TableBucketReplication",
    name: "tables",
    props: {
        tableBucketArn: "arn:aws:s3tables:us-east-1:111122223333:bucket/tables",
        rule: { destinations: [{ destinationTableBucketArn }] },
    },
});

describePolicy(
    s3.s3ReplicationTrusted,
    replication,
    {
        pass: {
            "to a trusted account": replicationRule({ account: "444455556666" }),
            "to the own account": replicationRule({ account: "111122223333" }),
            "to a bucket of the stack": [bucket("replica"), toBucket({ bucket: "arn:aws:s3:::replica-1a2b3c4" })],
        },
        falseAlarms: {
            "to a bucket of the stack in a first preview": [
                bucket("replica"),
                { ...toBucket({ bucket: unknown }), refs: { rules: "replica" } },
            ],
            "to two buckets of the stack in a first preview": [
                bucket("replica"),
                bucket("archive"),
                {
                    type: replication,
                    name: "replication",
                    props: {
                        rules: [
                            { status: "Enabled", destination: { bucket: unknown } },
                            { status: "Enabled", destination: { bucket: unknown } },
                        ],
                    },
                    refs: { rules: ["replica", "archive"] },
                },
            ],
            "to a bucket that the stack has in another account, in a first preview": [
                { ...bucket("replica"), providerName: "vault" },
                {
                    ...toBucket({ bucket: unknown, account: "999999999999", accessControlTranslation: { owner: "Destination" } }),
                    refs: { rules: "replica" },
                },
            ],
            "to a bucket that the stack has in another account, in an update": [
                { ...bucket("replica"), providerName: "vault" },
                toBucket({ bucket: "arn:aws:s3:::replica-1a2b3c4", account: "999999999999" }),
            ],
            "tables to a table bucket of the own account": tablesTo("arn:aws:s3tables:us-west-2:111122223333:bucket/replica"),
            "tables to a native table bucket of the stack in a first preview": [
                { type: "aws-native:s3tables:TableBucket", name: "replica", props: { tableBucketName: "replica" }, providerName: "vault" },
                { ...tablesTo(unknown), refs: { rule: "replica" } },
            ],
            "tables to a table bucket of the stack in a first preview": [
                { type: tableBucket, name: "replica", props: { name: "replica" }, providerName: "vault" },
                { ...tablesTo(unknown), refs: { rule: "replica" } },
            ],
            "a rule that is off": replicationRule({ account: "999999999999" }, {}, { status: "Disabled" }),
            "to the account that the provider is restricted to": {
                type: replication,
                props: replicationRule({ account: "444455556666" }),
                provider: { allowedAccountIds: '["444455556666"]' },
            },
        },
        fail: {
            "to another account": [replicationRule({ account: "999999999999" }), foreignReplica],
            "to another account, inline": [
                bucket("data", inlineReplication({ bucket: "arn:aws:s3:::replica", accountId: "999999999999" })),
                foreignReplica,
            ],
        },
        slips: {
            "a second rule to another account": [
                rulesOf(replicationRule({ account: "111122223333" }), replicationRule({ account: "999999999999" })),
                foreignReplica,
            ],
            "to another account, inline in BucketV2": [
                bucket("data", inlineReplicationV2({ bucket: "arn:aws:s3:::replica", accountId: "999999999999" }), v2),
                foreignReplica,
            ],
            "to another account, native": [
                bucket("data", { replicationConfiguration: replicationRule({ account: "999999999999" }) }, native),
                foreignReplica,
            ],
            "tables to another account": [tablesTo("arn:aws:s3tables:us-west-2:999999999999:bucket/replica"), foreignReplica],
            "tables to another account, native": [
                {
                    type: "aws-native:s3tables:TableBucket",
                    props: {
                        tableBucketName: "tables",
                        replicationConfiguration: {
                            rules: [
                                { destinations: [{ destinationTableBucketArn: "arn:aws:s3tables:us-west-2:999999999999:bucket/replica" }] },
                            ],
                        },
                    },
                },
                foreignReplica,
            ],
            "to a bucket whose name begins as one of the stack": [
                [bucket("replica"), toBucket({ bucket: "arn:aws:s3:::replica-1a2b3c4-mirror", account: "999999999999" })],
                `replication: ${foreignReplica}`,
            ],
        },
        undecided: {
            "a bucket outside without an account": [
                replicationRule({}),
                ["the account of a bucket outside the stack (rules[0].destination.bucket)"],
            ],
            "an account decided at deployment": [
                replicationRule({ account: unknown }),
                ["rules[0].destination.account", "the account of a bucket outside the stack (rules[0].destination.bucket)"],
                { holds: "444455556666", breaks: "999999999999" },
            ],
            "a bucket decided at deployment, of another account": [
                [bucket("replica"), toBucket({ bucket: unknown, account: "999999999999" })],
                ["rules[0].destination.bucket"],
                { holds: "arn:aws:s3:::replica-1a2b3c4", breaks: "arn:aws:s3:::elsewhere" },
            ],
        },
    },
    {
        config: {
            "guard-configuration": {},
            "s3-replication-trusted": { ownAccounts: ["111122223333"], trustedAccounts: ["444455556666"] },
        },
    },
);

const versioning = "aws:s3/bucketVersioning:BucketVersioning";

describePolicy(s3.s3Versioning, v7, {
    pass: {
        inline: { versioning: { enabled: true } },
        "inline, in BucketV2": bucket("data", { versionings: [{ enabled: true }] }, v2),
        native: bucket("data", { versioningConfiguration: { status: "Enabled" } }, native),
        separate: [bucket(), forBucket(versioning, "data", { versioningConfiguration: { status: "Enabled" } })],
    },
    falseAlarms: {
        "with Object Lock, which switches it on": { objectLockEnabled: true },
        "with Object Lock, native": bucket("data", { objectLockEnabled: true }, native),
        "with Object Lock, in the shape of version 6": { objectLockConfiguration: { objectLockEnabled: "Enabled" } },
    },
    fail: {
        "left out": [bucket(), "Versioning is off."],
        "left out in BucketV2": [bucket("data", {}, v2), "Versioning is off."],
        "off, native": [bucket("data", { versioningConfiguration: { status: "Suspended" } }, native), "Versioning is off."],
        "suspended separately": [
            [
                bucket("data", { versioning: { enabled: true } }),
                forBucket(versioning, "data", { versioningConfiguration: { status: "Suspended" } }),
            ],
            "data: Versioning is off.",
        ],
    },
});

const website = "The bucket is set up as a website, which serves its objects over plain HTTP.";

describePolicy(s3.s3NoWebsite, v7, {
    pass: { "no website": bucket(), "no native website": bucket("data", {}, native) },
    fail: {
        inline: [{ website: { indexDocument: "index.html" } }, website],
        "inline, in BucketV2": [bucket("data", { websites: [{ indexDocument: "index.html" }] }, v2), website],
        native: [bucket("data", { websiteConfiguration: { indexDocument: "index.html" } }, native), website],
    },
});

describePolicy(s3.s3NoWebsite, "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration", {
    fail: { "a separate website": [{}, website] },
});

describePolicy(s3.s3ClassificationTag, v7, {
    pass: {
        "the tag": { tags: { Classification: "internal" } },
        "a native tag": bucket("data", { tags: [{ key: "Classification", value: "internal" }] }, native),
        "a tag of the provider": {
            type: v7,
            props: { bucket: "data" },
            provider: { defaultTags: '{"tags":{"Classification":"internal"}}' },
        },
        "not a bucket": { type: "aws:kms/key:Key", props: { description: "x" } },
    },
    fail: {
        "no tags": [bucket(), "The bucket has no tag Classification."],
        "another case": [{ tags: { classification: "internal" } }, "The bucket has no tag Classification."],
        "an empty value": [{ tags: { Classification: "" } }, "The bucket has no tag Classification."],
        "no native tag": [bucket("data", { tags: [{ key: "Owner", value: "ml" }] }, native), "The bucket has no tag Classification."],
    },
    undecided: {
        "tags decided at deployment": [{ tags: unknown }, ["tags"], { holds: { Classification: "internal" }, breaks: {} }],
    },
});

describePolicy(
    s3.s3ClassificationTag,
    v7,
    {
        pass: { "an allowed value": { tags: { Data: "restricted" } } },
        fail: { "another value": [{ tags: { Data: "whatever" } }, "The bucket's tag Data has a value that is not allowed."] },
    },
    { config: { "s3-classification-tag": { requiredTags: { Data: ["restricted"] } } } },
);

const accessPoint = "aws:s3/accessPoint:AccessPoint";

const multiRegion = "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint";
const openToInternet = "The access point is open to the internet.";

describePolicy(s3.s3AccessPointVpcOnly, accessPoint, {
    pass: {
        "in a VPC": { bucket: "data", vpcConfiguration: { vpcId: "vpc-12345678" } },
        "native, in a VPC": { type: "aws-native:s3:AccessPoint", props: { vpcConfiguration: { vpcId: "vpc-12345678" } } },
    },
    falseAlarms: {
        "in a VPC of the stack in a first preview": { bucket: "data", vpcConfiguration: { vpcId: unknown } },
        "of another account's bucket": {
            bucket: "data",
            bucketAccountId: "444455556666",
            accountId: "111122223333",
            vpcConfiguration: { vpcId: "vpc-12345678" },
        },
        "a multi-region access point, which cannot be in a VPC": { type: multiRegion, props: { details: { name: "x" } } },
        "an Object Lambda access point, which stands on one that can be": {
            type: "aws:s3control/objectLambdaAccessPoint:ObjectLambdaAccessPoint",
            props: { name: "x", configuration: { supportingAccessPoint: "arn:aws:s3:us-east-1:111122223333:accesspoint/x" } },
        },
    },
    fail: {
        "no VPC": [{ bucket: "data" }, openToInternet],
        "native, no VPC": [{ type: "aws-native:s3:AccessPoint", props: { bucket: "data" } }, openToInternet],
    },
    slips: {
        "an empty block": [{ bucket: "data", vpcConfiguration: {} }, openToInternet],
        "native, an empty block": [{ type: "aws-native:s3:AccessPoint", props: { bucket: "data", vpcConfiguration: {} } }, openToInternet],
        "of a directory bucket": [{ type: "aws-native:s3express:AccessPoint", props: { bucket: "x--usw2-az1--x-s3" } }, openToInternet],
        "a policy about a VPC does not bind it": [
            {
                bucket: "data",
                policy: JSON.stringify({
                    Statement: [{ Effect: "Deny", Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-12345678" } } }],
                }),
            },
            openToInternet,
        ],
    },
    undecided: {
        "a block decided at deployment": [
            { bucket: "data", vpcConfiguration: unknown },
            ["vpcConfiguration"],
            { holds: { vpcId: "vpc-12345678" }, breaks: {} },
        ],
    },
});

describePolicy(s3.s3AccessPointPublicAccessBlock, accessPoint, {
    pass: { "all on": { publicAccessBlockConfiguration: four } },
    falseAlarms: {
        "left out, which is on here": { bucket: "data" },
        "one on and the others left out": { bucket: "data", publicAccessBlockConfiguration: { blockPublicAcls: true } },
        "an empty block": { type: "aws-native:s3:AccessPoint", props: { bucket: "data", publicAccessBlockConfiguration: {} } },
        "left out of a multi-region one": { type: multiRegion, props: { details: { name: "x" } } },
    },
    fail: {
        "one off": [
            { publicAccessBlockConfiguration: { ...four, blockPublicPolicy: false } },
            "The access point's public access block leaves blockPublicPolicy off.",
        ],
    },
    slips: {
        "one off and the others left out, native": [
            { type: "aws-native:s3:AccessPoint", props: { publicAccessBlockConfiguration: { blockPublicAcls: false } } },
            "The access point's public access block leaves blockPublicAcls off.",
        ],
        "one off of a multi-region one": [
            { type: multiRegion, props: { details: { name: "x", publicAccessBlock: { restrictPublicBuckets: false } } } },
            "The access point's public access block leaves restrictPublicBuckets off.",
        ],
        "one off of a native multi-region one": [
            {
                type: "aws-native:s3:MultiRegionAccessPoint",
                props: { publicAccessBlockConfiguration: { ...four, ignorePublicAcls: false } },
            },
            "The access point's public access block leaves ignorePublicAcls off.",
        ],
        "one off although it is in a VPC": [
            { vpcConfiguration: { vpcId: "vpc-12345678" }, publicAccessBlockConfiguration: { ...four, blockPublicPolicy: false } },
            "The access point's public access block leaves blockPublicPolicy off.",
        ],
    },
    undecided: {
        "a setting decided at deployment": [
            { publicAccessBlockConfiguration: { ...four, restrictPublicBuckets: unknown } },
            ["publicAccessBlockConfiguration.restrictPublicBuckets"],
            { holds: true, breaks: false },
        ],
    },
});

const notLogged = "Nothing logs access to the bucket.";
const trail = (props: object, refs: Record<string, string> = {}): Declared => ({
    type: "aws:cloudtrail/trail:Trail",
    name: "trail",
    props,
    refs,
});

describePolicy(s3.s3AccessLogging, v7, {
    pass: {
        "to another bucket": [bucket(), bucket("logs"), forBucket(logging, "data", { targetBucket: unknown }, { targetBucket: "logs" })],
        "to a bucket outside the stack": [bucket(), forBucket(logging, "data", { targetBucket: "central-logs" })],
        inline: { logging: { targetBucket: "central-logs" } },
        "inline, in the shape of version 6": { loggings: [{ targetBucket: "central-logs" }] },
        "inline, in BucketV2": bucket("data", { loggings: [{ targetBucket: "central-logs" }] }, v2),
        native: bucket("data", { loggingConfiguration: { destinationBucketName: "central-logs" } }, native),
        "by data events of all buckets": [
            bucket(),
            trail({ eventSelectors: [{ dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }] }] }),
        ],
        "by data events of all buckets in China": [
            bucket(),
            trail({ eventSelectors: [{ dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws-cn:s3"] }] }] }),
        ],
        "by data events of this bucket in GovCloud": [
            bucket(),
            trail({ eventSelectors: [{ dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws-us-gov:s3:::data-1a2b3c4/"] }] }] }),
        ],
        "by data events of this bucket": [
            bucket(),
            trail({ eventSelectors: [{ dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3:::data-1a2b3c4/"] }] }] }),
        ],
    },
    fail: {
        nothing: [bucket(), notLogged],
        "nothing for a BucketV2": [bucket("data", {}, v2), notLogged],
        "nothing for a native bucket": [bucket("data", {}, native), notLogged],
        "to itself": [
            [bucket(), forBucket(logging, "data", { targetBucket: unknown }, { targetBucket: "data" })],
            "data: The bucket logs to itself.",
        ],
        "to itself, inline": [{ bucket: "data", logging: { targetBucket: "data" } }, "The bucket logs to itself."],
        "by data events of another bucket": [
            [bucket(), trail({ eventSelectors: [{ dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3:::other/"] }] }] })],
            `data: ${notLogged}`,
        ],
    },
});

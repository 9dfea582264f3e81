// Everything that reaches a pack in a way of its own.
import * as aws from "@pulumi/aws";
import * as native from "@pulumi/aws-native";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

// Keys, aliases and replicas, by reference, by data source and by id.
const key = new aws.kms.Key(
    "key",
    { enableKeyRotation: true, multiRegion: true, tags: { team: "ml" } },
    { aliases: [{ name: "old" }], deleteBeforeReplace: true },
);
const alias = new aws.kms.Alias("alias", { targetKeyId: key.keyId });
new aws.kms.Alias("named", { name: "alias/named", targetKeyId: key.arn });
const replica = new aws.kms.ReplicaKey("replica", { primaryKeyArn: key.arn, region: "eu-west-1" });
const lookedUp = aws.kms.getKeyOutput({ keyId: key.keyId });
const lookedUpByAlias = aws.kms.getKeyOutput({ keyId: "alias/named" });
const aliasLookedUp = aws.kms.getAliasOutput({ name: alias.name });
const elsewhere = aws.kms.Key.get("elsewhere", "1234abcd-12ab-34cd-56ef-1234567890ab");
const again = aws.kms.Key.get("again", key.id);

// Buckets: autonamed, named, with a prefix, of the older shape; a map with one unknown value.
const data = new aws.s3.Bucket("Data", {
    bucket: "training-data-of-ours",
    tags: { key: key.id, team: "ml" },
    serverSideEncryptionConfiguration: {
        rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn }, bucketKeyEnabled: true },
    },
});
const older = new aws.s3.BucketV2("older", {
    bucketPrefix: "older-",
    serverSideEncryptionConfigurations: [{ rules: [{ applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "AES256" }] }] }],
});
const bare = new aws.s3.Bucket("Bare");
for (const [name, bucket, keyArn] of [
    ["lookedUp", bare.id, lookedUp.arn],
    ["byAlias", bare.bucket, lookedUpByAlias.arn],
    ["targetOfAlias", older.id, aliasLookedUp.targetKeyArn],
    ["elsewhere", aws.s3.Bucket.get("theirs", "bucket-of-others").id, elsewhere.arn],
] as const) {
    new aws.s3.BucketServerSideEncryptionConfiguration(name, {
        bucket,
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn } }],
    });
}

// Documents: an object with unknowns in it, text made in an apply, of a data source, and known from the start.
const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
const subnets = [0, 1].map((zone) => new aws.ec2.Subnet(`subnet-${zone}`, { vpcId: vpc.id, cidrBlock: `10.0.${zone}.0/24` }));
const endpoint = new aws.ec2.VpcEndpoint("endpoint", {
    vpcId: vpc.id,
    serviceName: pulumi.interpolate`com.amazonaws.${aws.getRegionOutput().region}.s3`,
});
new aws.s3.BucketPolicy("object", {
    bucket: data.id,
    policy: {
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Deny",
                Principal: "*",
                Action: "s3:*",
                Resource: data.arn,
                Condition: { StringNotEquals: { "aws:SourceVpce": endpoint.id } },
            },
        ],
    },
});
new aws.s3.BucketPolicy("applied", {
    bucket: older.id,
    policy: pulumi.all([older.arn, endpoint.id]).apply(([arn, id]) => JSON.stringify({ Statement: { Resource: arn, Sid: id } })),
});
const document = aws.iam.getPolicyDocumentOutput({
    statements: [
        {
            effect: "Deny",
            actions: ["s3:*"],
            resources: [bare.arn, pulumi.interpolate`${bare.arn}/*`],
            principals: [{ type: "*", identifiers: ["*"] }],
            conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
        },
    ],
});
new aws.s3.BucketPolicy("dataSource", { bucket: bare.id, policy: document.json });
const role = new aws.iam.Role("role", {
    assumeRolePolicy: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "sagemaker.amazonaws.com" } }],
    },
});
new aws.iam.RolePolicy("rolePolicy", {
    role: role.id,
    policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:*", Resource: pulumi.interpolate`${data.arn}/*` }],
    }),
});

// Secrets: at the top, inside, of the configuration, and outputs that become secret.
new aws.sagemaker.Domain("domain", {
    domainName: "studio",
    authMode: "IAM",
    vpcId: vpc.id,
    subnetIds: subnets.map((subnet) => subnet.id),
    kmsKeyId: again.arn,
    defaultUserSettings: { executionRole: role.arn, sharingSettings: { s3KmsKeyId: pulumi.secret("secret-key") } },
});
new aws.ssm.Parameter("parameter", { type: "SecureString", value: config.requireSecret("password") });
new aws.rds.Instance(
    "database",
    { instanceClass: "db.t3.micro", password: pulumi.secret("secret-password"), kmsKeyId: key.arn, storageEncrypted: true },
    { additionalSecretOutputs: ["endpoint"], customTimeouts: { create: "1h2m" } },
);
new aws.lambda.Function("function", {
    role: role.arn,
    runtime: "nodejs20.x",
    handler: "index.handler",
    s3Bucket: data.id,
    s3Key: "code.zip",
    environment: { variables: { KEY: key.arn, MODE: "train" } },
});

// Providers: with default tags, of a region that is not known yet, for a component and what is inside of it.
const europe = new aws.Provider("europe", { region: "eu-west-1", defaultTags: { tags: { owner: "ml" } } });
const late = new aws.Provider("late", { region: data.region });
new aws.s3.Bucket("late", {}, { provider: late });
new aws.efs.FileSystem("bare");
new aws.efs.FileSystem("encrypted", { encrypted: true, kmsKeyId: key.arn }, { dependsOn: [data, replica], provider: europe });

class Inner extends pulumi.ComponentResource {
    constructor(name: string, args: { key: pulumi.Input<string> }, options: pulumi.ComponentResourceOptions) {
        super("wide:index:Inner", name, args, options);
        new aws.sqs.Queue(`${name}-queue`, { kmsMasterKeyId: args.key }, { parent: this });
    }
}

class Outer extends pulumi.ComponentResource {
    readonly bucket: aws.s3.Bucket;

    constructor(name: string, args: { key: pulumi.Input<string>; bucket: aws.s3.Bucket }, options: pulumi.ComponentResourceOptions) {
        super("wide:index:Outer", name, args, options);
        const inner = new Inner(`${name}-inner`, args, { parent: this });
        this.bucket = new aws.s3.Bucket(`${name}-bucket`, { tags: { team: "ml" } }, { parent: this, ignoreChanges: ["tags"] });
        this.registerOutputs({ inner, key: args.key });
    }
}

const outer = new Outer("outer", { key: key.id, bucket: data }, { providers: [europe], protect: true });
new aws.s3.BucketPublicAccessBlock("outside", { bucket: outer.bucket.id, blockPublicAcls: true });
new aws.s3.BucketObject("object", { bucket: data, key: "readme", content: "text" }, { dependsOn: outer });

// Another provider's resources.
const nativeKey = new native.kms.Key("native", { enableKeyRotation: true });
new native.s3.Bucket("native", {
    bucketEncryption: {
        serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: nativeKey.arn } }],
    },
});

export const hidden = pulumi.secret(key.arn);
export const nested = { list: [1, { bucket: data.id }], role };

import assert from "node:assert/strict";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as native from "@pulumi/aws-native";
import * as pulumi from "@pulumi/pulumi";
import type { InlineProgram } from "../../rehearsal/program";
import { rehearse, type RehearsalOptions } from "../../rehearsal/rehearse";
import { secret, unknown } from "../../rehearsal/wire";

interface Sent {
    properties: Record<string, unknown>;
    options: Record<string, unknown>;
    provider?: { name: string; properties: Record<string, unknown> };
    parent?: string;
    dependencies?: string[];
    propertyDependencies?: Record<string, { urns: string[] }>;
}

const packDir = join(__dirname, "pack");

/** What a pack is sent, by the resource's name. */
async function sent(program: InlineProgram, options: RehearsalOptions) {
    const { requests } = await rehearse(program, { packDir, ...options });
    const byName = (resources: object): Record<string, Sent | undefined> =>
        Object.fromEntries(Object.entries(resources).map(([urn, resource]) => [nameOf(urn), resource as Sent]));
    return { analyze: byName(requests.analyze), analyzeStack: byName(requests.analyzeStack) };
}

function nameOf(urn: string): string {
    return urn.slice(urn.lastIndexOf("::") + 2);
}

/** The property dependencies of the bucket policy or encryption that the program calls `it`, by resource name. */
async function links(program: InlineProgram, mode: "preview" | "update"): Promise<Record<string, string[]>> {
    const { analyzeStack } = await sent(program, { mode });
    return Object.fromEntries(
        Object.entries(analyzeStack.it?.propertyDependencies ?? {}).map(([property, { urns }]) => [property, urns.map(nameOf).sort()]),
    );
}

function encryption(bucket: pulumi.Input<string>, kmsMasterKeyId: pulumi.Input<string>): void {
    new aws.s3.BucketServerSideEncryptionConfiguration("it", {
        bucket,
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId } }],
    });
}

class Vault extends pulumi.ComponentResource {
    readonly keyArn: pulumi.Output<string>;

    constructor(name: string, args: { owner?: string } = {}, options: pulumi.ComponentResourceOptions = {}) {
        super("test:index:Vault", name, args, options);
        const key = new aws.kms.Key(`${name}-key`, {}, { parent: this });
        this.keyArn = key.arn;
        this.registerOutputs({ keyArn: this.keyArn });
    }
}

describe("property dependencies in a rehearsal are those of the engine", () => {
    const programs: Record<string, { program: InlineProgram; preview: Record<string, string[]>; update: Record<string, string[]> }> = {
        "a nested value": {
            program: () => {
                encryption("data", new aws.kms.Key("key").arn);
            },
            preview: { rules: ["key"] },
            update: { rules: ["key"] },
        },
        "an interpolation of several": {
            program: () => {
                const [bucket, key] = [new aws.s3.Bucket("bucket"), new aws.kms.Key("key")];
                new aws.s3.BucketPolicy("it", { bucket: "data", policy: pulumi.interpolate`${bucket.arn} ${key.arn}` });
            },
            preview: { policy: ["bucket", "key"] },
            update: { policy: ["bucket", "key"] },
        },
        "a value made in an apply": {
            program: () => {
                const policy = new aws.kms.Key("key").arn.apply((arn) => JSON.stringify({ Resource: arn }));
                new aws.s3.BucketPolicy("it", { bucket: "data", policy });
            },
            preview: { policy: ["key"] },
            update: { policy: ["key"] },
        },
        "a link made inside an apply": {
            program: () => {
                const [bucket, key] = [new aws.s3.Bucket("bucket"), new aws.kms.Key("key")];
                new aws.s3.BucketPolicy("it", { bucket: "data", policy: bucket.arn.apply(() => key.arn) });
            },
            preview: { policy: ["bucket"] },
            update: { policy: ["bucket", "key"] },
        },
        "the output of a component": {
            program: () => {
                encryption("data", new Vault("vault").keyArn);
            },
            preview: { rules: ["vault-key"] },
            update: { rules: ["vault-key"] },
        },
        "a resource that is only read": {
            program: () => {
                encryption("data", aws.kms.Key.get("theirs", "1234abcd-12ab-34cd-56ef-1234567890ab").arn);
            },
            preview: { rules: ["theirs"] },
            update: { rules: ["theirs"] },
        },
        "a data source of a new resource": {
            program: () => {
                encryption("data", aws.kms.getKeyOutput({ keyId: new aws.kms.Key("key").keyId }).arn);
            },
            preview: {},
            update: { rules: ["key"] },
        },
        "a policy document of a new resource": {
            program: () => {
                const bucket = new aws.s3.Bucket("bucket");
                const document = aws.iam.getPolicyDocumentOutput({ statements: [{ actions: ["s3:*"], resources: [bucket.arn] }] });
                new aws.s3.BucketPolicy("it", { bucket: bucket.id, policy: document.json });
            },
            preview: { bucket: ["bucket"] },
            update: { bucket: ["bucket"], policy: ["bucket"] },
        },
        "a data source of a known name": {
            program: () => {
                encryption("data", aws.kms.getKeyOutput({ keyId: "alias/x" }).arn);
            },
            preview: {},
            update: {},
        },
    };

    for (const [name, { program, preview, update }] of Object.entries(programs)) {
        it(`${name}, in preview`, async () => {
            assert.deepEqual(await links(program, "preview"), preview);
        });
        it(`${name}, in update`, async () => {
            assert.deepEqual(await links(program, "update"), update);
        });
    }
});

describe("values in a rehearsal", () => {
    const program = (): void => {
        const key = new aws.kms.Key("key");
        const bucket = new aws.s3.Bucket("Data", {
            tags: { key: key.id, team: "ml" },
            serverSideEncryptionConfiguration: {
                rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn } },
            },
        });
        new aws.s3.BucketPolicy("policy", {
            bucket: bucket.bucket,
            policy: { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "s3:*", Principal: "*", Resource: bucket.arn }] },
        });
        new aws.efs.FileSystem("files");
    };

    it("a preview knows inputs and autonames, not what AWS sets", async () => {
        const { analyze, analyzeStack } = await sent(program, { mode: "preview" });
        assert.deepEqual(analyze.Data?.properties, {
            bucket: "data-75c1003",
            tags: { key: unknown, team: "ml" },
            serverSideEncryptionConfiguration: {
                __defaults: [],
                rule: {
                    __defaults: [],
                    applyServerSideEncryptionByDefault: { __defaults: [], sseAlgorithm: "aws:kms", kmsMasterKeyId: unknown },
                },
            },
        });
        assert.deepEqual(analyze.policy?.properties, { bucket: "data-75c1003", policy: unknown });
        const outputs = analyzeStack.Data?.properties ?? {};
        assert.equal(outputs.id, unknown);
        assert.equal(outputs.arn, unknown);
        assert.equal(outputs.tags, unknown);
        assert.deepEqual(outputs.serverSideEncryptionConfiguration, {
            rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: unknown } },
        });
    });

    it("an update makes up ids and ARNs of the right shape, and documents come out as text", async () => {
        const { analyze, analyzeStack } = await sent(program, { mode: "update" });
        const key = analyzeStack.key?.properties ?? {};
        assert.match(
            String(key.arn),
            /^arn:aws:kms:us-east-1:111122223333:key\/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
        );
        assert.equal(key.arn, `arn:aws:kms:us-east-1:111122223333:key/${String(key.id)}`);
        assert.deepEqual(analyze.Data?.properties.tags, { key: key.id, team: "ml" });
        assert.equal(analyzeStack.Data?.properties.arn, "arn:aws:s3:::data-75c1003");
        assert.equal(
            analyze.policy?.properties.policy,
            '{"Statement":[{"Action":"s3:*","Effect":"Deny","Principal":"*","Resource":"arn:aws:s3:::data-75c1003"}],"Version":"2012-10-17"}',
        );
        assert.match(String(analyzeStack.files?.properties.id), /^fs-[0-9a-f]{17}$/);
    });

    it("a resource without arguments has no properties where the provider adds none", async () => {
        const { analyze } = await sent(program, { mode: "preview" });
        assert.deepEqual(analyze.files?.properties, {});
    });

    it("inputs left out are absent, unknown or what AWS sets, as asked", async () => {
        const left = async (mode: "preview" | "update", leftOut: "absent" | "unknown" | "truth"): Promise<unknown> => {
            const { analyzeStack } = await sent(() => new aws.s3.Bucket("bucket"), { mode, leftOut });
            return analyzeStack.bucket?.properties.serverSideEncryptionConfiguration;
        };
        const truth = {
            rule: { applyServerSideEncryptionByDefault: { kmsMasterKeyId: "", sseAlgorithm: "AES256" }, bucketKeyEnabled: false },
        };
        assert.equal(await left("preview", "absent"), undefined);
        assert.equal(await left("preview", "unknown"), unknown);
        assert.deepEqual(await left("preview", "truth"), truth);
        assert.equal(await left("update", "absent"), undefined);
        assert.deepEqual(await left("update", "unknown"), truth);
    });

    it("secrets reach the pack marked as such", async () => {
        const { analyze, analyzeStack } = await sent(
            () => {
                new aws.ssm.Parameter("parameter", { type: "String", value: pulumi.secret("hush") });
                return { hidden: pulumi.secret("hush") };
            },
            { mode: "preview" },
        );
        assert.deepEqual(analyze.parameter?.properties.value, secret("hush"));
        assert.deepEqual(analyzeStack["project-rehearsal"]?.properties, { hidden: secret("hush") });
    });
});

describe("the resources of a rehearsal", () => {
    it("components have their arguments as inputs, what they register as outputs, and their children below them", async () => {
        const { analyze, analyzeStack } = await sent(() => new Vault("vault", { owner: "ml" }), { mode: "update" });
        assert.deepEqual(analyze.vault?.properties, { owner: "ml" });
        assert.equal(analyze.vault.provider, undefined);
        assert.deepEqual(Object.keys(analyzeStack.vault?.properties ?? {}), ["keyArn"]);
        assert.equal(analyzeStack["vault-key"]?.parent, "urn:pulumi:rehearsal::project::test:index:Vault::vault");
    });

    it("what is only read is not analyzed", async () => {
        const { analyze, analyzeStack } = await sent(() => void aws.s3.Bucket.get("theirs", "bucket-of-others"), { mode: "preview" });
        assert.equal(analyze.theirs, undefined);
        assert.equal(analyzeStack.theirs, undefined);
    });

    it("what is only read is known in a preview, by its id", async () => {
        const outputs = await outputsOf(() => {
            const [bucket, key] = [
                aws.s3.Bucket.get("theirs", "bucket-of-others"),
                aws.kms.Key.get("key", "1234abcd-12ab-34cd-56ef-1234567890ab"),
            ];
            return { bucket: bucket.bucket, bucketArn: bucket.arn, key: key.arn };
        });
        assert.deepEqual(outputs, {
            bucket: "bucket-of-others",
            bucketArn: "arn:aws:s3:::bucket-of-others",
            key: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        });
    });

    it("the default provider is one per version, with the configuration of its package", async () => {
        const { analyze } = await sent(() => new aws.s3.Bucket("bucket"), { mode: "preview", config: { "aws:region": "eu-central-1" } });
        assert.deepEqual(analyze.default_7_48_0?.properties, { region: "eu-central-1", version: "7.48.0" });
        assert.equal(analyze.bucket?.provider?.name, "default_7_48_0");
    });

    it("explicit providers go to the children of a component, and their region into ARNs", async () => {
        const { analyze, analyzeStack } = await sent(
            () => {
                const provider = new aws.Provider("europe", { region: "eu-west-1" });
                new Vault("vault", {}, { providers: [provider] });
            },
            { mode: "update" },
        );
        assert.equal(analyze["vault-key"]?.provider?.name, "europe");
        assert.match(String(analyzeStack["vault-key"]?.properties.arn), /^arn:aws:kms:eu-west-1:/);
    });

    it("a provider whose configuration is not known yet makes resources without outputs", async () => {
        const { analyze, analyzeStack } = await sent(
            () => {
                const provider = new aws.Provider("late", { region: new aws.s3.Bucket("other").region });
                new aws.s3.Bucket("bucket", { tags: { team: "ml" } }, { provider });
            },
            { mode: "preview" },
        );
        assert.deepEqual(analyze.bucket?.properties, { tags: { team: "ml" } });
        assert.deepEqual(analyzeStack.bucket?.properties, {});
    });

    it("options reach the pack, protection also from a parent; aliases do not, there being no earlier state", async () => {
        const { analyze } = await sent(
            () => {
                const vault = new Vault("vault", {}, { protect: true });
                new aws.s3.Bucket(
                    "bucket",
                    {},
                    { parent: vault, aliases: [{ name: "old" }], ignoreChanges: ["tags"], customTimeouts: { create: "1h2m" } },
                );
            },
            { mode: "preview" },
        );
        assert.deepEqual(analyze.bucket?.options, {
            customTimeouts: { create: 3720 },
            ignoreChanges: ["tags"],
            parent: "urn:pulumi:rehearsal::project::test:index:Vault::vault",
            protect: true,
        });
        assert.equal(analyze["vault-key"]?.options.protect, true);
    });
});

/** The stack outputs of a preview. */
async function outputsOf(program: InlineProgram): Promise<Record<string, unknown> | undefined> {
    const { analyzeStack } = await sent(program, { mode: "preview" });
    return analyzeStack["project-rehearsal"]?.properties;
}

describe("data sources in a rehearsal", () => {
    it("policy documents are computed", async () => {
        const outputs = await outputsOf(() => ({
            json: aws.iam
                .getPolicyDocumentOutput({
                    statements: [
                        {
                            sid: "DenyInsecure",
                            effect: "Deny",
                            principals: [{ type: "*", identifiers: ["*"] }],
                            actions: ["s3:*"],
                            resources: ["arn:aws:s3:::data", "arn:aws:s3:::data/*"],
                            conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
                        },
                        {
                            principals: [{ type: "AWS", identifiers: ["111122223333"] }],
                            notActions: ["s3:DeleteBucket"],
                            notResources: ["*"],
                        },
                    ],
                })
                .json.apply((json) => JSON.parse(json) as unknown),
        }));
        assert.deepEqual(outputs?.json, {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "DenyInsecure",
                    Effect: "Deny",
                    Action: "s3:*",
                    Resource: ["arn:aws:s3:::data", "arn:aws:s3:::data/*"],
                    Principal: "*",
                    Condition: { Bool: { "aws:SecureTransport": "false" } },
                },
                { Effect: "Allow", NotAction: "s3:DeleteBucket", NotResource: "*", Principal: { AWS: "111122223333" } },
            ],
        });
    });

    it("others have made-up answers", async () => {
        const outputs = await outputsOf(async () => ({
            account: (await aws.getCallerIdentity()).accountId,
            region: aws.getRegionOutput().region,
            partition: aws.getPartitionOutput().partition,
            key: aws.kms.getKeyOutput({ keyId: "1234abcd-12ab-34cd-56ef-1234567890ab" }).arn,
            manager: aws.kms.getKeyOutput({ keyId: "alias/aws/s3" }).keyManager,
        }));
        assert.deepEqual(outputs, {
            account: "111122223333",
            region: "us-east-1",
            partition: "aws",
            key: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            manager: "AWS",
        });
    });

    it("what CloudFormation has pseudo parameters and functions for is answered to native programs", async () => {
        const outputs = await outputsOf(async () => ({
            account: native.getAccountIdOutput().accountId,
            region: native.getRegionOutput().region,
            partition: native.getPartitionOutput().partition,
            suffix: (await native.getUrlSuffix()).urlSuffix,
            zones: native.getAzsOutput({ region: "eu-west-1" }).azs,
            subnets: native.cidrOutput({ ipBlock: "10.0.0.0/16", count: 2, cidrBits: 8 }).subnets,
        }));
        assert.deepEqual(outputs, {
            account: "111122223333",
            region: "us-east-1",
            partition: "aws",
            suffix: "amazonaws.com",
            zones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
            subnets: ["10.0.0.0/24", "10.0.1.0/24"],
        });
    });

    it("the rest has answers of the right kinds, and the rehearsal says so", async () => {
        const { logs, requests } = await rehearse(async () => ({ zone: (await aws.route53.getZone({ name: "example.com" })).zoneId }), {
            mode: "preview",
            packDir,
        });
        const stack = requests.analyzeStack["urn:pulumi:rehearsal::project::pulumi:pulumi:Stack::project-rehearsal"] as unknown as Sent;
        assert.match(String(stack.properties.zone), /^made-up-[0-9a-f]{17}$/);
        assert.deepEqual(
            logs.map(({ severity, message }) => `${severity}: ${message}`),
            ["warning: The answer of aws:route53/getZone:getZone is made up by its kinds of values alone."],
        );
    });

    it("an alias and the data source of the key behind it name the same key", async () => {
        const outputs = await outputsOf(() => ({
            target: aws.kms.getAliasOutput({ name: "alias/training" }).targetKeyArn,
            key: aws.kms.getKeyOutput({ keyId: "alias/training" }).arn,
        }));
        assert.equal(outputs?.target, outputs?.key);
    });
});

describe("the verdicts of a rehearsal", () => {
    const program = (): void => {
        new aws.sqs.Queue("jobs");
        new aws.sqs.Queue("undecided", { name: "q-1" });
    };

    it("violations have policy, level, severity, URN and message", async () => {
        const { violations } = await rehearse(program, { mode: "preview", packDir });
        assert.deepEqual(violations, [
            {
                policy: "queue-name",
                level: "mandatory",
                severity: "high",
                urn: "urn:pulumi:rehearsal::project::aws:sqs/queue:Queue::jobs",
                message: "The name is jobs-b862f45.",
                description: "Queues have a name.",
            },
            {
                policy: "stack-size",
                level: "advisory",
                severity: undefined,
                urn: "urn:pulumi:rehearsal::project::pulumi:pulumi:Stack::project-rehearsal",
                message: "A preview of project/rehearsal has no topic.",
                description: "Stacks have a topic.",
            },
        ]);
    });

    it("what is undecided has policy, URN and the inputs it waits for", async () => {
        const { undecided } = await rehearse(program, { mode: "update", packDir });
        const urn = "urn:pulumi:rehearsal::project::aws:sqs/queue:Queue::undecided";
        assert.deepEqual(undecided, [
            { policy: "queue-name", urn, waitsFor: ["name", "tags"] },
            { policy: "stack-size", urn, waitsFor: ["url"] },
        ]);
    });

    it("the policies get the configuration of a file on top of their defaults", async () => {
        const policyPackConfig = { all: "disabled", "queue-name": { enforcementLevel: "advisory", prefix: "jobs" } } as const;
        const { violations, requests } = await rehearse(program, { mode: "preview", packDir, policyPackConfig });
        assert.deepEqual(
            violations.map(({ policy, level, message }) => [policy, level, message]),
            [["queue-name", "advisory", "The name is q-1."]],
        );
        assert.deepEqual(requests.configure["queue-name"], { properties: { prefix: "jobs" } });
        assert.deepEqual(requests.configure["stack-size"], { enforcementLevel: "DISABLED", properties: {} });
    });

    it("a level that does not exist is an error", async () => {
        await assert.rejects(
            rehearse(program, { mode: "preview", packDir, policyPackConfig: { "queue-name": "loud" as "advisory" } }),
            new Error('parsing enforcement level for "queue-name": "loud" is not a valid enforcement level'),
        );
    });

    it("options for a policy that the pack does not have need a level", async () => {
        await assert.rejects(
            rehearse(program, { mode: "preview", packDir, policyPackConfig: { "queue-nam": { prefix: "q" } } }),
            new Error('The pack has no policy "queue-nam", so its configuration needs a level.'),
        );
    });
});

import assert from "node:assert/strict";
import { Stack, type Run, type StackOptions } from "./pulumi";
import { allAdvisory, brokenIn, imports, undecidedIn } from "./verdicts";

/** A program with verdicts of every kind; what it is given changes nothing that a policy looks at. */
function program({ description = "training data", databaseBucket = "athena-results" } = {}): string {
    return `${imports}
        const on = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
        const key = new aws.kms.Key("key", { enableKeyRotation: true, description: "${description}" }, { protect: true });
        const alias = new aws.kms.Alias("alias", { name: "alias/training", targetKeyId: key.keyId });

        const data = new aws.s3.Bucket("data", { bucket: "${databaseBucket}" });
        new aws.s3.BucketServerSideEncryptionConfiguration("dataEncryption", {
            bucket: data.id,
            rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn }, bucketKeyEnabled: true }],
        });
        new aws.s3.BucketPublicAccessBlock("dataBlock", { bucket: data.id, ...on });

        const open = new aws.s3.Bucket("open");
        new aws.s3.BucketPublicAccessBlock("openBlock", { bucket: open.id, blockPublicAcls: true });

        new aws.efs.FileSystem("plain");
        new aws.efs.FileSystem("underStackKey", { encrypted: true, kmsKeyId: key.arn });
        new aws.efs.FileSystem("underAlias", { encrypted: true, kmsKeyId: alias.targetKeyArn });
        new aws.efs.FileSystem("underLookedUpKey", { encrypted: true, kmsKeyId: aws.kms.getKeyOutput({ keyId: key.keyId }).arn });
        new aws.kms.Key("laterRotated", { enableKeyRotation: data.arn.apply((arn) => arn !== "") }, { protect: true });
        new aws.kms.Key("laterUnrotated", { enableKeyRotation: data.arn.apply((arn) => arn === "") }, { protect: true });

        new aws.sagemaker.NotebookInstance("notebook", { instanceType: "ml.t3.medium", roleArn: "arn:aws:iam::111122223333:role/notebook", kmsKeyId: key.keyId });
        new aws.sagemaker.NotebookInstance("notebookWithoutKey", { instanceType: "ml.t3.medium", roleArn: "arn:aws:iam::111122223333:role/notebook" });
        new aws.athena.Workgroup("queries", {
            configuration: {
                resultConfiguration: {
                    outputLocation: pulumi.interpolate\`s3://\${data.bucket}/results/\`,
                    encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: key.arn },
                },
            },
        });
        new aws.athena.Workgroup("queriesWithoutKey");
    `;
}

const broken = [
    "athena-results-kms-key: queriesWithoutKey",
    "efs-customer-key: plain",
    "kms-key-rotation: laterUnrotated",
    "s3-default-encryption-kms: open",
    "s3-public-access-block-complete: openBlock",
    "s3-public-access-block: open",
    "sagemaker-notebook-kms-key: notebookWithoutKey",
];

const undecidedAtFirst = ["efs-customer-key: underLookedUpKey", "kms-key-rotation: laterRotated", "kms-key-rotation: laterUnrotated"];

const treatments: StackOptions["inputsLeftOut"][] = ["absent", "unknown", "truth"];

for (const inputsLeftOut of treatments) {
    describe(`from a first preview to a replacement, where the provider's previews have ${inputsLeftOut} for inputs left out`, () => {
        let first: Verdicts;
        let update: Verdicts;
        let noChange: Verdicts;
        let change: Verdicts;
        let replacement: Verdicts;

        before("a first preview, an update, and previews of no change, a change and a replacement", async () => {
            const stack = new Stack(program(), { packConfig: allAdvisory, inputsLeftOut });
            first = verdictsOf(await stack.preview());
            update = verdictsOf(await stack.up());
            noChange = verdictsOf(await stack.preview("--expect-no-changes"));
            stack.write(program({ description: "training and test data" }));
            change = verdictsOf(await stack.preview(), /1 to update/);
            stack.write(program({ databaseBucket: "athena-results-2" }));
            replacement = verdictsOf(await stack.preview(), /to replace/);
        });

        it("the update breaks what it should, and nothing that the policies of the test name is undecided", () => {
            assert.deepEqual(ofNamedPolicies(update.broken), broken);
            assert.deepEqual(ofNamedPolicies(update.undecided), []);
        });

        it("the first preview breaks all but what waits for a value, which it lists", () => {
            assert.deepEqual(ofNamedPolicies(first.broken), without(broken, undecidedAtFirst));
            assert.deepEqual(ofNamedPolicies(first.undecided), undecidedAtFirst);
        });

        it("what the update breaks was broken or undecided in the first preview, and the reverse", () => {
            assert.deepEqual(without(update.broken, [...first.broken, ...first.undecided]), []);
            assert.deepEqual(without(first.broken, update.broken), []);
            assert.deepEqual(without(update.undecided, first.undecided), []);
        });

        it("previews of no change, and of a change that no policy looks at, have the verdicts of the update", () => {
            assert.deepEqual(noChange, update);
            assert.deepEqual(change, update);
        });

        it("a replacement leaves undecided only what it makes unknown, and flips nothing", () => {
            assert.deepEqual(without(replacement.undecided, first.undecided), []);
            assert.deepEqual(without(update.broken, [...replacement.broken, ...replacement.undecided]), []);
            assert.deepEqual(without(replacement.broken, update.broken), []);
            assert.deepEqual(ofNamedPolicies(replacement.undecided), [
                "kms-key-rotation: laterRotated",
                "kms-key-rotation: laterUnrotated",
            ]);
        });
    });
}

interface Verdicts {
    broken: string[];
    undecided: string[];
}

function verdictsOf(run: Run, told = /./): Verdicts {
    assert.equal(run.exitCode, 0, run.stdout + run.stderr);
    assert.match(run.stdout, told);
    return { broken: brokenIn(run), undecided: undecidedIn(run) };
}

/** The lines of the policies that `broken` names: others judge these programs too, and how they do is no matter here. */
function ofNamedPolicies(lines: string[]): string[] {
    const policies = new Set(broken.map(policyOf));
    return lines.filter((line) => policies.has(policyOf(line)));
}

function policyOf(line: string): string {
    return line.split(":")[0] ?? "";
}

function without(lines: string[], others: string[]): string[] {
    return lines.filter((line) => !others.includes(line));
}

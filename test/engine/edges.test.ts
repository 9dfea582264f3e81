import assert from "node:assert/strict";
import { Stack, type Run } from "./pulumi";
import { allAdvisory, brokenIn, imports, undecidedIn } from "./verdicts";

const first = `${imports}
    new aws.s3.Bucket("oldLeak");
    new aws.s3.Bucket("removed");
    new aws.kms.Key("rotated", { enableKeyRotation: true });
    new aws.kms.Key("unrotated", { enableKeyRotation: false });
    new aws.kms.Key("targeted", { enableKeyRotation: true });
`;

const second = `${imports}
    const on = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };

    new aws.s3.Bucket("oldLeak");
    new aws.kms.Key("rotated", { enableKeyRotation: false }, { ignoreChanges: ["enableKeyRotation"] });
    new aws.kms.Key("unrotated", { enableKeyRotation: true }, { ignoreChanges: ["enableKeyRotation"] });
    new aws.kms.Key("targeted", { enableKeyRotation: true, description: "training data" });

    new aws.s3.Bucket("imported", { bucket: "imported-bucket" }, { import: "imported-bucket" });

    const newKey = new aws.kms.Key("newKey", { enableKeyRotation: true });
    const elsewhere = new aws.Provider("elsewhere", { region: newKey.arn.apply((arn) => arn.split(":")[3] as aws.Region) });
    new aws.efs.FileSystem("inUnknownRegion", {}, { provider: elsewhere });
    new aws.efs.FileSystem("plainInUnknownRegion", { encrypted: false }, { provider: elsewhere });
    new aws.efs.FileSystem("encryptedInUnknownRegion", { encrypted: true, kmsKeyId: newKey.arn }, { provider: elsewhere });

    const got = aws.s3.Bucket.get("got", "a-bucket-of-another-stack");
    new aws.s3.BucketPublicAccessBlock("halfBlockOfGot", { bucket: got.id, blockPublicAcls: true, blockPublicPolicy: true });
    const gotKey = aws.kms.Key.get("gotKey", "11111111-2222-3333-4444-555555555555");
    new aws.efs.FileSystem("underGotKey", { encrypted: true, kmsKeyId: gotKey.arn });

    class Storage extends pulumi.ComponentResource {
        readonly bucket: aws.s3.Bucket;
        constructor(name: string, args: { labels?: string[] } = {}) {
            super("project:index:Storage", name, args);
            this.bucket = new aws.s3.Bucket(name + "Bucket", {}, { parent: this });
            this.registerOutputs({ bucket: this.bucket.id });
        }
    }
    new aws.s3.BucketPublicAccessBlock("blockOutside", { bucket: new Storage("blocked").bucket.id, ...on });
    new Storage("open", { labels: ["raw"] });

    new aws.efs.FileSystem("newPlain");
    new aws.s3.Bucket("newLeak");
`;

describe("the edges of a program, under the real engine", () => {
    let all: Run;
    let targeted: Run;
    let update: Run;

    before("an update, then previews and a refreshing update of a changed program", async () => {
        const stack = new Stack(first, { packConfig: allAdvisory });
        const made = await stack.up();
        assert.equal(made.exitCode, 0, made.stdout + made.stderr);
        stack.write(second);
        all = await stack.preview();
        // A provider is always a target, and so what its configuration depends on has to be one.
        const targets = ["targeted", "newKey"].flatMap((name) => ["--target", `urn:pulumi:dev::project::aws:kms/key:Key::${name}`]);
        targeted = await stack.preview(...targets);
        update = await stack.up("--refresh");
        for (const run of [all, targeted, update]) {
            assert.equal(run.exitCode, 0, run.stdout + run.stderr);
        }
    });

    const verdicts: Record<string, () => [Run, string, "broken" | "undecided" | "holds"]> = {
        "--target: an existing resource outside the target is judged": () => [targeted, "s3-public-access-block: oldLeak", "broken"],
        "--target: the target is judged": () => [targeted, "kms-key-rotation: targeted", "holds"],
        "--target: a new bucket outside the target is not judged": () => [targeted, "s3-public-access-block: newLeak", "holds"],
        "--target: a new resource without arguments outside the target is not judged": () => [
            targeted,
            "efs-customer-key: newPlain",
            "holds",
        ],
        "--target: the same resource is broken in a full preview": () => [all, "efs-customer-key: newPlain", "broken"],

        "--refresh: what the update removes is not judged": () => [update, "s3-public-access-block: removed", "holds"],
        "--refresh: what it leaves is": () => [update, "s3-public-access-block: oldLeak", "broken"],

        "an imported bucket is judged": () => [all, "s3-public-access-block: imported", "broken"],

        "ignoreChanges keeps what is right": () => [all, "kms-key-rotation: rotated", "holds"],
        "ignoreChanges keeps what is wrong": () => [all, "kms-key-rotation: unrotated", "broken"],

        "a resource without arguments in a region not known yet is undecided": () => [
            all,
            "efs-customer-key: inUnknownRegion",
            "undecided",
        ],
        "the same is broken once the region is known": () => [update, "efs-customer-key: inUnknownRegion", "broken"],
        "what is said is judged in a region not known yet": () => [all, "efs-customer-key: plainInUnknownRegion", "broken"],
        "a key of the stack holds in a region not known yet": () => [all, "efs-customer-key: encryptedInUnknownRegion", "holds"],

        "a bucket that is only read is not judged": () => [all, "s3-public-access-block: got", "holds"],
        "nor in an update that refreshes it": () => [update, "s3-public-access-block: got", "holds"],
        "half a block of a bucket that is only read is broken": () => [all, "s3-public-access-block-complete: halfBlockOfGot", "broken"],
        "a key that is only read is a customer managed key": () => [update, "efs-customer-key: underGotKey", "holds"],

        "a bucket made in a component and its block outside": () => [all, "s3-public-access-block: blockedBucket", "holds"],
        "a bucket in a component without block": () => [all, "s3-public-access-block: openBucket", "broken"],
    };
    for (const [name, verdict] of Object.entries(verdicts)) {
        it(name, () => {
            const [run, line, expected] = verdict();
            const actual = brokenIn(run).includes(line) ? "broken" : undecidedIn(run).includes(line) ? "undecided" : "holds";
            assert.equal(actual, expected, `${line}\n${run.stdout}`);
        });
    }
});

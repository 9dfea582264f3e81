import assert from "node:assert/strict";
import { join } from "node:path";
import { leakingPython, linesOf } from "../leaks";
import { repository, type Run } from "./pulumi";
import { folderWith, installPython, PythonStack } from "./python/stack";
import { brokenIn, configurationOf, undecidedIn } from "./verdicts";

/** References, a lookup and an `apply`, as the Python SDK registers them. */
const program = `
import pulumi
import pulumi_aws as aws

key = aws.kms.Key("key", enable_key_rotation=True, opts=pulumi.ResourceOptions(protect=True))

data = aws.s3.Bucket("data")
aws.s3.BucketServerSideEncryptionConfiguration(
    "dataEncryption",
    bucket=data.id,
    rules=[
        {
            "apply_server_side_encryption_by_default": {"sse_algorithm": "aws:kms", "kms_master_key_id": key.arn},
            "bucket_key_enabled": True,
        }
    ],
)
aws.s3.BucketPublicAccessBlock(
    "dataBlock",
    bucket=data.id,
    block_public_acls=True,
    block_public_policy=True,
    ignore_public_acls=True,
    restrict_public_buckets=True,
)
aws.s3.Bucket("open")

aws.efs.FileSystem("encrypted", encrypted=True, kms_key_id=key.arn)
aws.efs.FileSystem("lookedUp", encrypted=True, kms_key_id=aws.kms.get_key_output(key_id=key.key_id).arn)
aws.efs.FileSystem("unencrypted", encrypted=False)
aws.kms.Key("later", enable_key_rotation=data.arn.apply(lambda arn: False), opts=pulumi.ResourceOptions(protect=True))
`;

const named = [
    "efs-customer-key",
    "kms-key-rotation",
    "s3-default-encryption-kms",
    "s3-default-encryption-customer-key",
    "s3-public-access-block",
];

describe("programs in Python, under the real engine", () => {
    before("installs the Python packages", () => {
        installPython();
    });

    it("a first preview of references, lookups and applies has the right verdicts", async () => {
        const run = await new PythonStack(folderWith(program)).preview();
        assert.equal(run.exitCode, 1);
        assert.deepEqual(ofNamed(brokenIn(run)), [
            "efs-customer-key: unencrypted",
            "s3-default-encryption-kms: open",
            "s3-public-access-block: open",
        ]);
        assert.deepEqual(ofNamed(undecidedIn(run)), ["efs-customer-key: lookedUp", "kms-key-rotation: later"]);
    });

    it("examples/compliant-python passes in preview and update", async () => {
        const stack = exampleStack("compliant-python");
        passes(await stack.preview());
        passes(await stack.up());
    });

    it("examples/leaking-python is stopped in preview", async () => {
        const run = await exampleStack("leaking-python").preview();
        assert.equal(run.exitCode, 1);
        assert.deepEqual(brokenIn(run), linesOf(leakingPython.inPreview));
    });
});

function exampleStack(name: string): PythonStack {
    const folder = join(repository, "examples", name);
    return new PythonStack(folder, { packConfig: configurationOf(folder) });
}

function passes(run: Run): void {
    assert.equal(run.exitCode, 0, run.stdout + run.stderr);
    assert.deepEqual(brokenIn(run), []);
}

function ofNamed(lines: string[]): string[] {
    return lines.filter((line) => named.some((policy) => line.startsWith(`${policy}:`)));
}

import assert from "node:assert/strict";
import { Stack, type Run } from "./pulumi";
import { allAdvisory, brokenIn, imports } from "./verdicts";

/** What no message may hold. */
const secret = "correct-horse-battery-staple";

/** Secrets of the right and the wrong shape where policies look, and where they quote what they may. */
const program = `${imports}
    const secret = pulumi.secret("${secret}");
    const bucket = new aws.s3.Bucket("data", { bucket: "training-data", acl: secret, tags: { Classification: secret } });
    new aws.s3.BucketServerSideEncryptionConfiguration("encryption", {
        bucket: bucket.id,
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: secret, kmsMasterKeyId: secret } }],
    });
    new aws.s3.BucketPolicy("policy", { bucket: bucket.id, policy: secret });
    new aws.s3.BucketPolicy("document", {
        bucket: bucket.id,
        policy: pulumi.jsonStringify({
            Version: "2012-10-17",
            Statement: [{
                Effect: "Allow",
                Principal: { AWS: secret },
                Action: secret,
                Resource: secret,
                Condition: { StringEquals: { "aws:SourceVpce": secret } },
            }],
        }),
    });
    new aws.kms.Key("key", { enableKeyRotation: false, description: secret, policy: secret });
    new aws.kms.Key("oddKey", { keyUsage: secret, customerMasterKeySpec: secret });
    new aws.efs.FileSystem("files", { encrypted: secret as never, kmsKeyId: secret });
    new aws.sagemaker.Domain("domain", { domainName: secret, authMode: secret, vpcId: secret, subnetIds: [secret], kmsKeyId: secret, defaultUserSettings: { executionRole: secret } });
    new aws.sagemaker.NotebookInstance("notebook", { instanceType: secret, roleArn: secret, kmsKeyId: pulumi.secret("alias/aws/${secret}") });
    new aws.athena.Workgroup("workgroup", {
        configuration: { resultConfiguration: { outputLocation: secret, encryptionConfiguration: { encryptionOption: secret, kmsKeyArn: secret } } },
    });
    new aws.ec2.VpcEndpoint("endpoint", { vpcId: "vpc-0a1b2c3d", serviceName: "com.amazonaws.eu-west-1.s3", policy: secret });
`;

describe("secrets, under the real engine", () => {
    const runs: Record<string, Run> = {};

    before("a detailed preview and an update", async () => {
        const stack = new Stack(program, { packConfig: allAdvisory });
        runs.preview = await stack.preview("--diff");
        runs.update = await stack.up();
    });

    for (const operation of ["preview", "update"]) {
        it(`no message, event or line of the ${operation} holds the value`, () => {
            const run = runs[operation];
            assert.ok(run);
            assert.equal(run.exitCode, 0, run.stdout + run.stderr);
            assert.ok(brokenIn(run).includes("kms-key-rotation: key"), "the pack must have judged the program");
            for (const text of [run.stdout, run.stderr, ...run.events.split("\n").filter(isToldToUsers)]) {
                assert.ok(!text.includes(secret), text);
            }
        });
    }

    it("the pack has seen the value", () => {
        assert.ok(JSON.stringify(runs.update?.requests).includes(secret));
    });
});

/** The Node SDK of the program logs what it registers, secrets too, as debug events; no display shows them and they are none of the pack's. */
function isToldToUsers(event: string): boolean {
    return !event.includes('"severity":"debug"');
}

import assert from "node:assert/strict";
import { type Run, Stack } from "./pulumi";
import { folderWith, installPython, PythonStack } from "./python/stack";
import { brokenIn, imports, only, undecidedIn } from "./verdicts";

/** A bucket under a key, and one Deny that means to keep other algorithms and other keys out and ANDs the two. */
const anded = `
import json
import pulumi
import pulumi_aws as aws

key = aws.kms.Key("key", enable_key_rotation=True, opts=pulumi.ResourceOptions(protect=True))
data = aws.s3.Bucket("data")
aws.s3.BucketServerSideEncryptionConfiguration(
    "encryption",
    bucket=data.id,
    rules=[{"apply_server_side_encryption_by_default": {"sse_algorithm": "aws:kms", "kms_master_key_id": key.arn}}],
)
aws.s3.BucketPolicy(
    "policy",
    bucket=data.id,
    policy=pulumi.Output.all(data.arn, key.arn).apply(lambda args: json.dumps({
        "Version": "2012-10-17",
        "Statement": [{
            "Sid": "OnlyOurKey",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:PutObject",
            "Resource": f"{args[0]}/*",
            "Condition": {"StringNotEquals": {
                "s3:x-amz-server-side-encryption": "aws:kms",
                "s3:x-amz-server-side-encryption-aws-kms-key-id": args[1],
            }},
        }],
    })),
)
`;

const endpointProgram = (withCondition: boolean): string => `${imports}
    new aws.ec2.VpcEndpoint("s3", {
        vpcId: "vpc-0a1b2c3d",
        serviceName: "com.amazonaws.us-east-1.s3",
        policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [
                { Sid: "Ours", Effect: "Allow", Principal: "*", Action: "s3:*", Resource: ["arn:aws:s3:::acme-data", "arn:aws:s3:::acme-data/*"] },
                {
                    Sid: "JumpStart", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*",
                    ${withCondition ? 'Condition: { StringEqualsIgnoreCase: { "s3:ExistingObjectTag/SageMaker": "true" } },' : ""}
                },
            ],
        }),
    });`;

const written = `${imports}
    const bucket = new aws.s3.Bucket("data");
    new aws.s3.BucketPolicy("pasted", {
        bucket: bucket.id,
        policy: \`{ "Version": "2012-10-17", "Statement": [{
            "Sid": "Share", "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::<OTHER_ACCOUNT_ID>:root" },
            "Action": "s3:GetObject", "Resource": "\${bucket.arn}/*" }] }\`,
    });
    new aws.s3.BucketPolicy("forgetful", {
        bucket: "acme-data",
        policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{
                Sid: "OnlyEndpoint", Effect: "Deny", Principal: "*", Action: ["s3:GetObject", "s3:PutObject", "s3:ListBucket"],
                Resource: ["arn:aws:s3:::acme-data", "arn:aws:s3:::acme-data/*"],
                Condition: { StringNotEquals: { "aws:sourceVpce": "vpce-1a2b3c4d" } },
            }],
        }),
    });
    new aws.iam.Policy("byTeam", {
        policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{
                Sid: "ByTeam", Effect: "Allow", Action: "sagemaker:CreateEndpoint", Resource: "*",
                Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } },
            }],
        }),
    });`;

describe("policy documents, under the real engine", () => {
    before("installs the Python packages", () => {
        installPython();
    });

    it("a Deny that ANDs algorithm and key is undecided in preview and stops the policy in the update before it is made", async () => {
        const stack = new PythonStack(folderWith(anded), { packConfig: only("s3-encryption-deny-is-effective") });
        const preview = await stack.preview();
        assert.deepEqual([brokenIn(preview), undecidedIn(preview)], [[], ["s3-encryption-deny-is-effective: policy"]]);

        const update = await stack.up();
        assert.deepEqual(brokenIn(update), ["s3-encryption-deny-is-effective: policy"]);
        assert.match(messageOf(update, "s3-encryption-deny-is-effective"), /s3:PutObject.*aws:kms.*"OnlyOurKey"/s);
        assert.ok(!JSON.stringify(update.state).includes("s3/bucketPolicy:BucketPolicy"), "the bucket policy must not be made");
    });

    it("a pasted output, a forgotten action and a condition that demands nothing are named in a first preview", async () => {
        const run = await new Stack(written, {
            packConfig: only("s3-policy-well-formed", "s3-vpce-deny-is-effective", "iam-abac-condition-is-effective"),
        }).preview();
        assert.equal(run.exitCode, 1);
        assert.deepEqual(brokenIn(run), [
            "iam-abac-condition-is-effective: byTeam",
            "s3-policy-well-formed: pasted",
            "s3-vpce-deny-is-effective: forgetful",
        ]);
        const faults = run.violations.filter(({ policy }) => policy === "s3-policy-well-formed").map(({ message }) => message);
        assert.ok(faults.some((message) => message.includes("a placeholder instead of a value")));
        assert.ok(faults.some((message) => message.includes("the text of an Output instead of a value")));
        assert.match(messageOf(run, "s3-vpce-deny-is-effective"), /its Action is not about s3:\w+/);
    });

    it("an endpoint policy may let JumpStart's objects in, and nothing else of strangers", async () => {
        const packConfig = only("vpc-endpoint-policy-restricts-buckets");
        assert.deepEqual(brokenIn(await new Stack(endpointProgram(true), { packConfig }).preview()), []);
        assert.deepEqual(brokenIn(await new Stack(endpointProgram(false), { packConfig }).preview()), [
            "vpc-endpoint-policy-restricts-buckets: s3",
        ]);
    });
});

function messageOf(run: Run, name: string): string {
    return run.violations.find(({ policy }) => policy === name)?.message ?? "";
}

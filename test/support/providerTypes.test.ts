import * as assert from "node:assert/strict";
import { hasInput, type Input, inputAt, leavesOf, providers, tokensOf } from "./providerTypes";

describe("provider types", () => {
    const bucket = "aws:s3/bucket:Bucket";
    const text = { shape: "string", required: false };

    it("know the resource classes of every package", () => {
        for (const provider of providers) {
            assert.ok(tokensOf(provider).length > 1500, provider);
        }
        assert.ok(tokensOf("@pulumi/aws").includes(bucket));
        assert.ok(tokensOf("@pulumi/aws-native").includes("aws-native:s3:Bucket"));
    });

    const found: Record<string, [string, string, Input]> = {
        "a property": [bucket, "bucket", text as Input],
        "a required one": ["aws:kms/keyPolicy:KeyPolicy", "policy", { shape: "string", required: true }],
        "a number": ["aws:kms/key:Key", "deletionWindowInDays", { shape: "number", required: false }],
        "a flag in a block": [bucket, "versioning.enabled", { shape: "boolean", required: false }],
        "a list": ["aws:ec2/vpcEndpoint:VpcEndpoint", "subnetIds", { shape: { list: "string" }, required: false }],
        "its element": ["aws:ec2/vpcEndpoint:VpcEndpoint", "subnetIds[]", text as Input],
        "its third element": ["aws:ec2/vpcEndpoint:VpcEndpoint", "subnetIds[2]", text as Input],
        "a property of an element": [bucket, "grants[].type", { shape: "string", required: true }],
        "a map": [bucket, "tags", { shape: { map: "string" }, required: false }],
        "its values": [bucket, "tags{}", text as Input],
        "one of its values": [bucket, "tags.Classification", text as Input],
        "a property that may be text or an object": [
            "aws:s3/bucketPolicy:BucketPolicy",
            "policy",
            { shape: { oneOf: ["string", { object: "s3.PolicyDocument" }] }, required: true },
        ],
        "a document of the native provider": ["aws-native:kms:Key", "keyPolicy", { shape: "any", required: false }],
        "an enum": ["aws-native:ec2:VpcEndpoint", "vpcEndpointType", text as Input],
    };
    for (const [name, [token, path, input]] of Object.entries(found)) {
        it(`find ${name}`, () => assert.deepEqual(inputAt(token, path), input));
    }

    const absent: Record<string, [string, string]> = {
        "an unknown type": ["aws:s3/buckets:Bucket", "bucket"],
        "an unknown property": [bucket, "buckets"],
        "an output": [bucket, "bucketDomainName"],
        "a property of a list instead of its elements": [bucket, "grants.type"],
        "an element of what is no list": [bucket, "versioning[].enabled"],
        "an element of a map": [bucket, "tags[]"],
        "something inside text": [bucket, "bucket.name"],
    };
    for (const [name, [token, path]] of Object.entries(absent)) {
        it(`do not find ${name}`, () => assert.equal(inputAt(token, path), undefined));
    }

    it("find what only version 6 has", () => {
        assert.equal(inputAt(bucket, "loggings[].targetBucket"), undefined);
        assert.ok(inputAt(bucket, "loggings[].targetBucket", "@pulumi/aws-v6"));
        assert.ok(hasInput(bucket, "loggings[].targetBucket"));
    });

    it("list every path that ends at a value", () => {
        const paths = [...leavesOf("aws:ec2/networkAclRule:NetworkAclRule")].map(({ path }) => path);
        assert.ok(paths.includes("cidrBlock"));
        const bucketPaths = [...leavesOf(bucket)].map(({ path }) => path);
        assert.ok(bucketPaths.includes("replicationConfiguration.rules[].destination.replicaKmsKeyId"));
        assert.ok(bucketPaths.includes("tags{}"));
    });
});

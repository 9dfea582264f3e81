import * as assert from "node:assert/strict";
import { Unknown } from "../../model/fact";
import { analyse, type Context, type PropertyId, type Verdict } from "../../iam/analyse";
import {
    accessPoint,
    breakGlass,
    bucket,
    bucketContext,
    endpointContext,
    foreign,
    key,
    keyContext,
    objects,
    organization,
    own,
    ownRoot,
} from "./setting";
import type { Kind } from "./evaluator";

/** Documents on which brute force and the prover once disagreed, in the smallest form. */

type Case = readonly [kind: Kind, property: PropertyId, context: Context, statement: object | readonly object[], verdict: Verdict];

const throughVpc: Context = { accessPointArn: accessPoint, bucketArn: bucket, accountId: own, networkOrigin: "VPC", vpcId: "vpc-00000000" };
const deny = (condition: object): object => ({
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucket, objects],
    Condition: condition,
});
const notOnlyA = deny({ "ForAllValues:StringEquals": { "aws:CalledVia": ["a"] } });
const notOnlyB = deny({ "ForAllValues:StringEquals": { "aws:CalledVia": ["b"] } });
const others = deny({ "ForAnyValue:StringNotEquals": { "aws:CalledVia": ["a", "b"] } });

const cases: Readonly<Record<string, Case>> = {
    "an account's id in the name of a stranger's role does not make it a principal of the account": [
        "bucket",
        "vpceOnly",
        { ...bucketContext, breakGlassPrincipalArns: [breakGlass] },
        {
            ...deny({ StringNotEquals: { "aws:SourceVpce": "vpce-0a1b2c3d4e5f60718" } }),
            Principal: undefined,
            NotPrincipal: { AWS: [breakGlass, ownRoot] },
        },
        "refuted",
    ],
    "a key that is true or false, compared as a number": [
        "identity",
        "requiresConditionKey",
        { requirement: { actions: ["sagemaker:CreateTrainingJob"], key: "sagemaker:NetworkIsolation", allowedValues: ["true"] } },
        [
            { Effect: "Allow", Action: "sagemaker:*", Resource: "*" },
            {
                Effect: "Deny",
                Action: "sagemaker:*",
                Resource: "*",
                Condition: { BoolIfExists: { "sagemaker:NetworkIsolation": "false" } },
            },
            { Effect: "Allow", Action: "s3:*", Resource: "*", Condition: { NumericLessThan: { "sagemaker:NetworkIsolation": 1 } } },
        ],
        "proved",
    ],
    "anonymous callers, whose account is none, where their account is a policy variable": [
        "accesspoint",
        "accountsTrusted",
        { accessPointArn: accessPoint, bucketArn: bucket, accountId: own },
        {
            Effect: "Allow",
            Principal: "*",
            Action: "s3:GetObject",
            Resource: `${accessPoint}/object/*`,
            Condition: {
                BoolIfExists: { "aws:PrincipalIsAWSService": "true" },
                StringNotEquals: { "s3:DataAccessPointAccount": "${aws:PrincipalAccount}" },
            },
        },
        "refuted",
    ],
    "a user's name, which is no ARN, in an ARN pattern": [
        "identity",
        "requiresConditionKey",
        { requirement: { actions: ["sagemaker:CreateTrainingJob"], key: "sagemaker:NetworkIsolation", allowedValues: ["true"] } },
        {
            Effect: "Allow",
            Action: "sagemaker:*",
            Resource: "*",
            Condition: {
                ArnNotEqualsIfExists: { "sagemaker:VolumeKmsKey": key },
                ArnLike: { "sagemaker:VolumeKmsKey": "x-${aws:username}/*" },
            },
        },
        "undecided",
    ],
    "two services that called, one of which the test names, without a set operator": [
        "bucket",
        "tlsOnly",
        bucketContext,
        [deny({ StringEquals: { "aws:CalledVia": "a" } }), deny({ Null: { "aws:CalledVia": "true" } }), others, notOnlyA, notOnlyB],
        "undecided",
    ],
    "a resource that is no ARN is neither this bucket nor certainly another": [
        "bucket",
        "vpceOnly",
        bucketContext,
        { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: ["ml-data", "ml-data/*"] },
        "undecided",
    ],
    "a grant on a resource that is no ARN": [
        "accesspoint",
        "public",
        { accessPointArn: accessPoint, accountId: own },
        { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "accesspoint/*" },
        "undecided",
    ],
    "an access point of a VPC is not reached from the internet": [
        "accesspoint",
        "tlsOnly",
        throughVpc,
        {
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: [accessPoint, `${accessPoint}/object/*`],
            Condition: { Bool: { "aws:SecureTransport": "false" }, Null: { "aws:SourceVpce": "false" } },
        },
        "proved",
    ],
    "S3 requests have no kms:CallerAccount": [
        "bucket",
        "accountsTrusted",
        bucketContext,
        {
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${foreign}:role/Reader` },
            Action: "s3:*",
            Resource: objects,
            Condition: { StringEqualsIfExists: { "kms:CallerAccount": own } },
        },
        "refuted",
    ],
    "S3 requests have no kms:ViaService": [
        "bucket",
        "accountsTrusted",
        bucketContext,
        { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: objects, Condition: { StringLike: { "kms:ViaService": "s3.*" } } },
        "proved",
    ],
    "an id without account reaches foreign buckets through an endpoint": [
        "vpce",
        "resourcesDesignated",
        endpointContext,
        { Effect: "Allow", Principal: { AWS: "AIDAEXAMPLEEXAMPLE" }, Action: "s3:GetObject", Resource: "arn:aws:s3:::*" },
        "refuted",
    ],
    "an id without account is no trusted identity": [
        "vpce",
        "identitiesTrusted",
        endpointContext,
        { Effect: "Allow", Principal: { AWS: "AIDAEXAMPLEEXAMPLE" }, Action: "s3:GetObject", Resource: objects },
        "refuted",
    ],
    "an id without account that administers and uses a key": [
        "key",
        "adminUseSeparated",
        keyContext,
        { Effect: "Allow", Principal: { AWS: "AIDAEXAMPLEEXAMPLE" }, Action: "kms:*", Resource: "*" },
        "refuted",
    ],
    "the one principal that a Deny spares by name administers as one of the account": [
        "key",
        "keepsAdministrator",
        keyContext,
        [
            { Effect: "Allow", Principal: { AWS: ownRoot }, Action: "kms:*", Resource: "*" },
            { Effect: "Deny", NotPrincipal: { AWS: breakGlass }, Action: "kms:*", Resource: "*" },
        ],
        "proved",
    ],
    "a test of two keys that are always the same": [
        "key",
        "accountsTrusted",
        keyContext,
        {
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${foreign}:root` },
            Action: "kms:*",
            Resource: key,
            Condition: { StringEquals: { "kms:CallerAccount": "${aws:PrincipalAccount}" } },
        },
        "refuted",
    ],
    "everybody, but only through a service": [
        "key",
        "accountsTrusted",
        { ...keyContext, orgId: organization },
        {
            Effect: "Allow",
            Principal: { AWS: "*" },
            Action: "kms:Decrypt",
            Resource: "*",
            Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
        },
        "refuted",
    ],
    "everything on a bucket makes no training job": [
        "identity",
        "requiresConditionKey",
        { accountId: own, requirement: { actions: ["sagemaker:CreateTrainingJob"], key: "sagemaker:VolumeKmsKey" } },
        { Effect: "Allow", Action: "*", Resource: objects },
        "proved",
    ],
    "everything on inference endpoints makes no training job": [
        "identity",
        "requiresConditionKey",
        { accountId: own, requirement: { actions: ["sagemaker:CreateTrainingJob"], key: "sagemaker:VolumeKmsKey" } },
        { Effect: "Allow", Action: "sagemaker:*", Resource: "arn:aws:sagemaker:*:*:endpoint/*" },
        "proved",
    ],
    "two actions alike but for the resources they are on": [
        "identity",
        "requiresConditionKey",
        {
            accountId: own,
            requirement: { actions: ["sagemaker:CreateTrainingJob", "sagemaker:CreateProcessingJob"], key: "sagemaker:VolumeKmsKey" },
        },
        {
            Effect: "Allow",
            Action: ["sagemaker:CreateProcessingJob", "sagemaker:CreateTrainingJob"],
            Resource: `arn:aws:sagemaker:*:${own}:processing-job/*`,
        },
        "refuted",
    ],
    "endpoints of a named part of an organisation are named": [
        "bucket",
        "vpceDenyEffective",
        { bucketArn: bucket, accountId: own },
        deny({ "ForAllValues:StringNotLike": { "aws:VpceOrgPaths": `${organization}/r-ab12/ou-ab12-11111111/*` } }),
        "proved",
    ],
    "endpoints of every organisation are not": [
        "bucket",
        "vpceDenyEffective",
        { bucketArn: bucket, accountId: own },
        deny({ "ForAllValues:StringNotLike": { "aws:VpceOrgPaths": "o-*/r-ab12/*" } }),
        "refuted",
    ],
    "an ARN with a wildcard for its account is compared as text, and is no source's": [
        "key",
        "public",
        keyContext,
        {
            Effect: "Allow",
            Principal: "*",
            Action: "kms:*",
            Resource: "*",
            Condition: { StringEquals: { "aws:SourceArn": `arn:aws:sns:*:*:${own}` } },
        },
        "proved",
    ],
    "whom a Deny excepts that may be about endpoints may be excepted": [
        "bucket",
        "vpceDenyEffective",
        bucketContext,
        [
            {
                ...deny({ StringNotEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" }, Null: { "aws:SourceVpce": "false" } }),
                Principal: { AWS: breakGlass },
            },
            {
                Effect: "Deny",
                NotPrincipal: { AWS: breakGlass },
                Action: "s3:*",
                Resource: [bucket, objects],
                Condition: { StringNotEquals: new Unknown(["policy"]) },
            },
        ],
        "undecided",
    ],
    "whom a Deny about endpoints excepts may not be known at all": [
        "key",
        "vpceDenyEffective",
        keyContext,
        {
            Effect: "Deny",
            NotPrincipal: new Unknown(["policy"]),
            Action: "kms:*",
            Resource: "*",
            Condition: { "ForAllValues:StringEquals": { "aws:SourceVpce": "vpce-1a2b3c4d" } },
        },
        "undecided",
    ],
    "everybody else is not": [
        "key",
        "vpceDenyEffective",
        keyContext,
        [
            {
                Effect: "Deny",
                NotPrincipal: { AWS: breakGlass },
                Action: "kms:Decrypt",
                Resource: "*",
                Condition: new Unknown(["policy"]),
            },
            {
                Effect: "Deny",
                Principal: "*",
                Action: "kms:*",
                Resource: "*",
                Condition: { StringNotLike: { "aws:SourceVpce": "vpce-*" } },
            },
        ],
        "refuted",
    ],
    "a statement that is not known may be the Deny that is asked about": [
        "bucket",
        "tlsDenyEffective",
        bucketContext,
        [new Unknown(["policy"])],
        "undecided",
    ],
};

describe("once decided wrongly", () => {
    for (const [sentence, [kind, property, context, statement, verdict]] of Object.entries(cases)) {
        it(`${sentence}: ${verdict}`, () => {
            const result = analyse({ Version: "2012-10-17", Statement: statement }, kind, context, property);
            assert.equal(result.verdict, verdict, JSON.stringify(result));
        });
    }

    it("an access point of a VPC: its witness comes through an endpoint", () => {
        const grant = { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: `${accessPoint}/object/*` };
        const { witness } = analyse({ Version: "2012-10-17", Statement: grant }, "accesspoint", throughVpc, "accountsTrusted");
        assert.equal(witness?.network, "endpoint");
    });
});

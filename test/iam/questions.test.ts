import * as assert from "node:assert/strict";
import { Unknown } from "../../model/fact";
import { analyse, type Context, type PropertyId } from "../../iam/analyse";
import {
    breakGlass,
    bucket,
    bucketContext,
    endpoint,
    foreign,
    key,
    keyContext,
    objects,
    organization,
    otherKey,
    own,
    ownRoot,
    vpc,
} from "./setting";
import type { Kind } from "./evaluator";

/** Questions beyond the worked examples: whether a Deny does what it says, and those that policies ask of keys and identities. */

type Cases = Readonly<
    Record<
        string,
        readonly [statements: object | readonly object[], verdict: "proved" | "refuted" | "undecided", context?: Partial<Context>]
    >
>;

function describeQuestion(property: PropertyId, kind: Kind, context: Context, cases: Cases): void {
    describe(property, () => {
        for (const [sentence, [statements, verdict, more = {}]] of Object.entries(cases)) {
            it(`${sentence}: ${verdict}`, () => {
                const document = { Version: "2012-10-17", Statement: statements };
                const result = analyse(document, kind, { ...context, ...more }, property);
                assert.equal(result.verdict, verdict, JSON.stringify([result.reasons, result.witness]));
            });
        }
    });
}

const deny = (condition: object, elements: object = {}): object => ({
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucket, objects],
    Condition: condition,
    ...elements,
});
const allow = (elements: object): object => ({ Effect: "Allow", Action: "*", Resource: "*", ...elements });
const unknown = new Unknown(["policy"]);
const outside = { StringNotEquals: { "aws:SourceVpce": endpoint } };
const put = { Action: "s3:PutObject", Resource: objects };
const sse = "s3:x-amz-server-side-encryption";
const sseKey = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const sseC = "s3:x-amz-server-side-encryption-customer-algorithm";

describeQuestion(
    "vpceDenyEffective",
    "bucket",
    { bucketArn: bucket, accountId: own },
    {
        "no Deny tests a network": [deny({ Bool: { "aws:SecureTransport": "false" } }), "proved"],
        "an Allow that tests the endpoint is no Deny": [
            allow({ Principal: "*", Condition: { StringEquals: { "aws:SourceVpce": endpoint } } }),
            "proved",
        ],
        "one endpoint": [deny(outside), "proved"],
        "one endpoint, that nobody configured": [deny({ StringNotEquals: { "aws:SourceVpce": "vpce-99999999" } }), "proved"],
        "one VPC": [deny({ StringNotEquals: { "aws:SourceVpc": vpc } }), "proved"],
        "endpoint and VPC in one block": [deny({ StringNotEquals: { "aws:SourceVpce": endpoint, "aws:SourceVpc": vpc } }), "proved"],
        ForAnyValue: [deny({ "ForAnyValue:StringNotEquals": { "aws:SourceVpce": endpoint } }), "refuted"],
        ForAllValues: [deny({ "ForAllValues:StringNotEquals": { "aws:SourceVpce": endpoint } }), "proved"],
        "everybody's endpoint": [deny({ StringNotLike: { "aws:SourceVpce": "vpce-*" } }), "refuted"],
        "everybody's endpoint besides a named one": [deny({ StringNotLike: { "aws:SourceVpce": [endpoint, "vpce-*"] } }), "refuted"],
        "shutting everybody out": [deny({ StringNotEquals: { "aws:SourceVpce": "vpce-*" } }), "proved"],
        "the objects alone": [deny(outside, { Resource: objects }), "refuted"],
        "the bucket alone": [deny(outside, { Resource: bucket }), "refuted"],
        "one action": [deny(outside, { Action: "s3:GetObject" }), "refuted"],
        "another bucket": [deny(outside, { Resource: ["arn:aws:s3:::other", "arn:aws:s3:::other/*"] }), "refuted"],
        "the own account alone": [deny(outside, { Principal: { AWS: own } }), "refuted"],
        "all but a named role": [deny({ ...outside, ArnNotLike: { "aws:PrincipalArn": breakGlass } }), "proved"],
        "all but a named role, where there is an ARN": [
            deny({ ...outside, ArnNotLike: { "aws:PrincipalArn": breakGlass }, Null: { "aws:PrincipalArn": "false" } }),
            "refuted",
        ],
        "all but a named role, the anonymous kept out": [
            deny({ ...outside, ArnNotLikeIfExists: { "aws:PrincipalArn": breakGlass } }),
            "proved",
        ],
        "all but a role of that name anywhere": [
            deny({ ...outside, ArnNotLikeIfExists: { "aws:PrincipalArn": "arn:aws:iam::*:role/BreakGlass" } }),
            "refuted",
        ],
        "all but the owner of a tag": [deny({ ...outside, StringNotLike: { "aws:PrincipalTag/exempt": "true" } }), "refuted"],
        "all but a NotPrincipal": [deny(outside, { Principal: undefined, NotPrincipal: { AWS: breakGlass } }), "proved"],
        "only where the key is there": [deny({ ...outside, Null: { "aws:SourceVpce": "false" } }), "refuted"],
        "addresses besides": [deny({ ...outside, NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }), "refuted"],
        "services spared": [
            deny({ ...outside, BoolIfExists: { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" } }),
            "proved",
        ],
        "an endpoint that is not known yet": [deny({ StringNotEquals: { "aws:SourceVpce": unknown } }), "undecided"],
        "ForAnyValue with an endpoint that is not known yet": [
            deny({ "ForAnyValue:StringNotEquals": { "aws:SourceVpce": unknown } }),
            "refuted",
        ],
        "an effect that is none, where no endpoint is tested": [
            { ...deny({ Bool: { "aws:SecureTransport": "false" } }), Effect: "deny" },
            "proved",
        ],
        "an effect that is none, where one is": [{ ...deny(outside), Effect: "deny" }, "undecided"],
        "an effect that is not known yet, where no endpoint is tested": [
            { ...deny({ Bool: { "aws:SecureTransport": "false" } }), Effect: unknown },
            "proved",
        ],
        "an effect that is not known yet, where one is": [{ ...deny(outside), Effect: unknown }, "undecided"],
        "a condition that is not known yet": [{ ...deny(outside), Condition: unknown }, "undecided"],
        "a weak Deny next to a sound one": [
            [deny(outside), deny({ "ForAnyValue:StringNotEquals": { "aws:SourceVpce": endpoint } }, { Action: "s3:GetObject" })],
            "proved",
        ],
    },
);

describeQuestion("tlsDenyEffective", "bucket", bucketContext, {
    "no Deny tests the transport": [deny(outside), "proved"],
    "an Allow over TLS alone": [allow({ Principal: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }), "proved"],
    "false as text": [deny({ Bool: { "aws:SecureTransport": "false" } }), "proved"],
    "false as Boolean": [deny({ Bool: { "aws:SecureTransport": false } }), "proved"],
    "false in a list": [deny({ Bool: { "aws:SecureTransport": ["false"] } }), "proved"],
    BoolIfExists: [deny({ BoolIfExists: { "aws:SecureTransport": "false" } }), "proved"],
    "the wrong way round": [deny({ Bool: { "aws:SecureTransport": "true" } }), "refuted"],
    "reading alone": [deny({ Bool: { "aws:SecureTransport": "false" } }, { Action: "s3:GetObject" }), "refuted"],
    "the objects alone": [deny({ Bool: { "aws:SecureTransport": "false" } }, { Resource: objects }), "refuted"],
    "the own account alone": [deny({ Bool: { "aws:SecureTransport": "false" } }, { Principal: { AWS: ownRoot } }), "refuted"],
    "the internet alone": [deny({ Bool: { "aws:SecureTransport": "false" }, Null: { "aws:SourceVpce": "true" } }), "refuted"],
    "old TLS without plain requests": [deny({ NumericLessThan: { "s3:TlsVersion": "1.2" } }), "refuted"],
    "old TLS, plain requests elsewhere": [
        [deny({ NumericLessThan: { "s3:TlsVersion": "1.2" } }), deny({ Bool: { "aws:SecureTransport": "false" } })],
        "proved",
    ],
});

describeQuestion("encryptionDenyEffective", "bucket", bucketContext, {
    "no Deny tests a header": [deny(outside), "proved"],
    "the algorithm alone": [deny({ StringNotEquals: { [sse]: "aws:kms" } }, put), "proved"],
    "the algorithm, if there is one": [deny({ StringNotEqualsIfExists: { [sse]: "aws:kms" } }, put), "proved"],
    "a wrong algorithm by name": [deny({ StringEquals: { [sse]: "AES256" } }, put), "proved"],
    "algorithm and key in one block": [deny({ StringNotEquals: { [sse]: "aws:kms", [sseKey]: key } }, put), "refuted"],
    "algorithm and key in two statements": [
        [deny({ StringNotEquals: { [sse]: "aws:kms" } }, put), deny({ StringNotEquals: { [sseKey]: key } }, put)],
        "proved",
    ],
    "the key alone": [deny({ StringNotEquals: { [sseKey]: key } }, put), "proved"],
    "the key, if there is one: aws:kms without a key is aws/s3": [deny({ StringNotEqualsIfExists: { [sseKey]: key } }, put), "proved"],
    "the key, only if there is one": [deny({ StringNotEquals: { [sseKey]: key }, Null: { [sseKey]: "false" } }, put), "refuted"],
    "an alias as the key: it may be anybody's": [deny({ StringNotEquals: { [sseKey]: "alias/training" } }, put), "refuted"],
    "an alias with its account as the key": [
        deny({ StringNotEquals: { [sseKey]: "arn:aws:kms:us-east-1:111122223333:alias/training" } }, put),
        "proved",
    ],
    "a pattern of keys of any account: it names nobody's": [deny({ StringNotLike: { [sseKey]: "arn:aws:kms:*:*:key/*" } }, put), "refuted"],
    "a pattern of one key in any account": [deny({ ArnNotLike: { [sseKey]: "arn:aws:kms:*:*:key/1234abcd" } }, put), "proved"],
    "a key or an alias": [deny({ StringNotEquals: { [sseKey]: [key, "alias/training"] } }, put), "refuted"],
    "ForAnyValue on the algorithm": [deny({ "ForAnyValue:StringNotEquals": { [sse]: "aws:kms" } }, put), "proved"],
    "ForAnyValue on the key": [deny({ "ForAnyValue:StringNotEquals": { [sseKey]: key } }, put), "refuted"],
    "the bucket instead of its objects": [
        deny({ StringNotEquals: { [sse]: "aws:kms" } }, { Action: "s3:PutObject", Resource: bucket }),
        "refuted",
    ],
    "another action": [deny({ StringNotEquals: { [sse]: "aws:kms" } }, { Action: "s3:PutObjectAcl", Resource: objects }), "refuted"],
    "the own account alone": [deny({ StringNotEquals: { [sse]: "aws:kms" } }, { ...put, Principal: { AWS: own } }), "refuted"],
    "a prefix alone": [
        deny({ StringNotEquals: { [sse]: "aws:kms" } }, { Action: "s3:PutObject", Resource: `${bucket}/secret/*` }),
        "refuted",
    ],
    "an effect that is none, where no header is tested": [{ ...deny(outside), Effect: "deny" }, "proved"],
    "an effect that is none, where one is": [{ ...deny({ StringNotEquals: { [sse]: "aws:kms" } }, put), Effect: "deny" }, "undecided"],
    "SSE-C alone is another question": [deny({ Null: { [sseC]: "false" } }, put), "proved"],
    "absence alone": [deny({ Null: { [sse]: "true" } }, put), "proved"],
});

describeQuestion("ssecDenied", "bucket", bucketContext, {
    nothing: [deny(outside), "refuted"],
    "the header denied": [deny({ Null: { [sseC]: "false" } }, put), "proved"],
    "another header required": [deny({ Null: { [sse]: "true" } }, put), "proved"],
    "the key required": [deny({ StringNotEquals: { [sseKey]: key } }, put), "proved"],
    "the key required if there is one": [deny({ StringNotEquals: { [sseKey]: key }, Null: { [sseKey]: false } }, put), "refuted"],
    "a prefix alone": [deny({ Null: { [sseC]: "false" } }, { Action: "s3:PutObject", Resource: `${bucket}/x/*` }), "refuted"],
    "the wrong way round": [deny({ Null: { [sseC]: "true" } }, put), "refuted"],
});

describeQuestion(
    "organizationOnly",
    "bucket",
    { ...bucketContext, orgId: organization },
    {
        nothing: [[], "refuted"],
        "others denied": [deny({ StringNotEquals: { "aws:PrincipalOrgID": organization } }), "proved"],
        "others denied, services spared": [
            deny({
                StringNotEqualsIfExists: { "aws:PrincipalOrgID": organization },
                BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
            }),
            "proved",
        ],
        "others denied, the anonymous forgotten": [
            deny({ StringNotEquals: { "aws:PrincipalOrgID": organization }, Bool: { "aws:PrincipalIsAWSService": "false" } }),
            "refuted",
        ],
        "others denied reading": [deny({ StringNotEquals: { "aws:PrincipalOrgID": organization } }, { Action: "s3:GetObject" }), "refuted"],
        "a grant alone": [allow({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": organization } } }), "refuted"],
        "another organisation": [deny({ StringNotEquals: { "aws:PrincipalOrgID": "o-othergroup1" } }), "refuted"],
        ForAnyValue: [deny({ "ForAnyValue:StringNotEquals": { "aws:PrincipalOrgID": organization } }), "refuted"],
        "by path": [deny({ "ForAllValues:StringNotLike": { "aws:PrincipalOrgPaths": `${organization}/*` } }), "proved"],
    },
);

const phi = { restrictedTag: { key: "classification", value: "PHI", principalTag: "clearance" } };
const reading = { Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: objects };
const tagged = { StringEquals: { "s3:ExistingObjectTag/classification": "PHI" } };

describeQuestion(
    "restrictedByTag",
    "bucket",
    { ...bucketContext, ...phi },
    {
        nothing: [[], "refuted"],
        "others denied": [deny({ ...tagged, StringNotEquals: { "aws:PrincipalTag/clearance": "PHI" } }, reading), "proved"],
        "others denied the latest version alone": [
            deny({ ...tagged, StringNotEquals: { "aws:PrincipalTag/clearance": "PHI" } }, { ...reading, Action: "s3:GetObject" }),
            "refuted",
        ],
        "others denied if they have a tag": [
            deny(
                { ...tagged, StringNotEquals: { "aws:PrincipalTag/clearance": "PHI" }, Null: { "aws:PrincipalTag/clearance": "false" } },
                reading,
            ),
            "refuted",
        ],
        "another tag": [deny({ ...tagged, StringNotEquals: { "aws:PrincipalTag/team": "PHI" } }, reading), "refuted"],
        "another value": [
            deny(
                {
                    StringEquals: { "s3:ExistingObjectTag/classification": "phi" },
                    StringNotEquals: { "aws:PrincipalTag/clearance": "PHI" },
                },
                reading,
            ),
            "refuted",
        ],
        "by comparison of the two": [
            deny({ StringNotEquals: { "s3:ExistingObjectTag/classification": "${aws:PrincipalTag/clearance}" } }, reading),
            "proved",
        ],
    },
);

describeQuestion("notLockedOut", "bucket", bucketContext, {
    nothing: [[], "proved"],
    "everything denied": [{ ...deny({}), Condition: undefined }, "refuted"],
    "everything denied outside an endpoint": [deny(outside), "proved"],
    "an endpoint that nobody has": [deny({ StringNotEquals: { "aws:SourceVpce": "vpce-*" } }), "refuted"],
    "all but one role denied": [deny({ StringNotEquals: { "aws:PrincipalArn": breakGlass } }), "proved"],
    "all but a foreign role denied": [deny({ StringNotEquals: { "aws:PrincipalArn": `arn:aws:iam::${foreign}:role/x` } }), "refuted"],
    "the objects denied": [{ ...deny({}), Condition: undefined, Resource: objects }, "proved"],
    "writing the policy denied, removing it not": [{ ...deny({}), Condition: undefined, Action: "s3:PutBucketPolicy" }, "proved"],
    "the own account denied": [{ ...deny({}), Condition: undefined, Principal: { AWS: own } }, "refuted"],
    "plain and secure requests denied": [
        [deny({ Bool: { "aws:SecureTransport": "false" } }), deny({ Bool: { "aws:SecureTransport": "true" } })],
        "refuted",
    ],
});

const root = allow({ Principal: { AWS: ownRoot }, Action: "kms:*" });
const administrator = `arn:aws:iam::${own}:role/KeyAdministrator`;

describeQuestion("keepsAdministrator", "key", keyContext, {
    "the root": [root, "proved"],
    "the account": [allow({ Principal: { AWS: own }, Action: "kms:*" }), "proved"],
    nobody: [[], "refuted"],
    "a named role": [allow({ Principal: { AWS: administrator }, Action: "kms:Put*" }), "proved"],
    "a named role that may not change the policy": [allow({ Principal: { AWS: administrator }, Action: "kms:Describe*" }), "refuted"],
    "a foreign role": [allow({ Principal: { AWS: `arn:aws:iam::${foreign}:role/x` }, Action: "kms:*" }), "refuted"],
    "a named role from one network": [
        allow({ Principal: { AWS: administrator }, Action: "kms:*", Condition: { StringEquals: { "aws:SourceVpc": vpc } } }),
        "refuted",
    ],
    "the root from one network, a role from everywhere": [
        [
            allow({ Principal: { AWS: ownRoot }, Action: "kms:*", Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } }),
            allow({ Principal: { AWS: administrator }, Action: "kms:PutKeyPolicy" }),
        ],
        "proved",
    ],
    "the root denied outside a network": [
        [root, { Effect: "Deny", Principal: "*", Action: "kms:*", Resource: "*", Condition: outside }],
        "refuted",
    ],
    "the root denied without TLS": [
        [root, { Effect: "Deny", Principal: "*", Action: "kms:*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } }],
        "proved",
    ],
    "the root denied without MFA": [
        [
            root,
            {
                Effect: "Deny",
                Principal: "*",
                Action: "kms:*",
                Resource: "*",
                Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
            },
        ],
        "proved",
    ],
    "everybody of the account by condition": [
        allow({ Principal: "*", Action: "kms:*", Condition: { StringEquals: { "kms:CallerAccount": own } } }),
        "proved",
    ],
    "roles of the account that a condition has a pattern for": [
        allow({ Principal: "*", Action: "kms:*", Condition: { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${own}:role/admin-*` } } }),
        "proved",
    ],
    "roles of any account that a condition has a pattern for": [
        allow({ Principal: "*", Action: "kms:*", Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/admin-*" } } }),
        "refuted",
    ],
    "all but roles that a Deny has a pattern for": [
        [
            root,
            {
                Effect: "Deny",
                Principal: "*",
                Action: "kms:Put*",
                Resource: "*",
                Condition: { ArnNotLike: { "aws:PrincipalArn": `arn:aws:iam::${own}:role/admin-*` } },
            },
        ],
        "proved",
    ],
    "a named session of a role": [allow({ Principal: { AWS: `arn:aws:sts::${own}:assumed-role/Admin/alice` }, Action: "kms:*" }), "proved"],
    "another key's resource": [allow({ Principal: { AWS: ownRoot }, Action: "kms:*", Resource: otherKey }), "refuted"],
    "no resource": [{ Effect: "Allow", Principal: { AWS: ownRoot }, Action: "kms:*" }, "refuted"],
});

describeQuestion("keepsRootAdmin", "key", keyContext, {
    "a named role is not the root": [allow({ Principal: { AWS: administrator }, Action: "kms:*" }), "refuted"],
    "the root": [root, "proved"],
    "the root denied by name": [[root, { Effect: "Deny", Principal: { AWS: ownRoot }, Action: "kms:Put*", Resource: "*" }], "refuted"],
});

const use = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*"];
const user = `arn:aws:iam::${own}:role/Training`;

describeQuestion("adminUseSeparated", "key", keyContext, {
    "the root does both by delegation": [root, "proved"],
    "two roles": [
        [
            root,
            allow({ Principal: { AWS: administrator }, Action: ["kms:Put*", "kms:ScheduleKeyDeletion"] }),
            allow({ Principal: { AWS: user }, Action: use }),
        ],
        "proved",
    ],
    "one role does all": [allow({ Principal: { AWS: user }, Action: "kms:*" }), "refuted"],
    "one role in two statements": [
        [allow({ Principal: { AWS: user }, Action: "kms:Put*" }), allow({ Principal: { AWS: [user, administrator] }, Action: use })],
        "refuted",
    ],
    "everybody uses, a role administers": [
        [
            allow({ Principal: "*", Action: use, Condition: { StringEquals: { "kms:CallerAccount": own } } }),
            allow({ Principal: { AWS: administrator }, Action: "kms:Put*" }),
        ],
        "refuted",
    ],
    "a role that is denied the use": [
        [
            allow({ Principal: { AWS: user }, Action: "kms:*" }),
            { Effect: "Deny", Principal: { AWS: user }, Action: ["kms:*crypt*", "kms:GenerateDataKey*"], Resource: "*" },
        ],
        "proved",
    ],
    "a service uses": [
        [
            allow({ Principal: { AWS: administrator }, Action: "kms:Put*" }),
            allow({ Principal: { Service: "logs.us-east-1.amazonaws.com" }, Action: use }),
        ],
        "proved",
    ],
    "the account and a role together": [allow({ Principal: { AWS: [own, user] }, Action: "kms:*" }), "refuted"],
});

describeQuestion("grantsForAwsResourceOnly", "key", keyContext, {
    "the root's delegation": [root, "proved"],
    "for AWS resources": [
        allow({ Principal: { AWS: user }, Action: "kms:CreateGrant", Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } }),
        "proved",
    ],
    "for anything": [allow({ Principal: { AWS: user }, Action: "kms:CreateGrant" }), "refuted"],
    "by a wildcard": [allow({ Principal: { AWS: user }, Action: "kms:*Grant*" }), "refuted"],
    "in the other statement": [
        [
            allow({ Principal: { AWS: user }, Action: "kms:CreateGrant" }),
            allow({ Principal: { AWS: user }, Action: "kms:CreateGrant", Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } }),
        ],
        "refuted",
    ],
    "others denied": [
        [
            allow({ Principal: { AWS: user }, Action: "kms:*" }),
            {
                Effect: "Deny",
                Principal: "*",
                Action: "kms:CreateGrant",
                Resource: "*",
                Condition: { BoolIfExists: { "kms:GrantIsForAWSResource": "false" } },
            },
        ],
        "proved",
    ],
    "others denied, the key being there on every CreateGrant": [
        [
            allow({ Principal: { AWS: user }, Action: "kms:*" }),
            {
                Effect: "Deny",
                Principal: "*",
                Action: "kms:CreateGrant",
                Resource: "*",
                Condition: { Bool: { "kms:GrantIsForAWSResource": "false" } },
            },
        ],
        "proved",
    ],
    "a document that lets the absent key through": [
        allow({
            Principal: { AWS: user },
            Action: "kms:CreateGrant",
            Condition: { BoolIfExists: { "kms:GrantIsForAWSResource": "true" } },
        }),
        "refuted",
    ],
    "the wrong way round": [
        allow({ Principal: { AWS: user }, Action: "kms:CreateGrant", Condition: { Bool: { "kms:GrantIsForAWSResource": "false" } } }),
        "refuted",
    ],
    "uses alone": [allow({ Principal: { AWS: user }, Action: use }), "proved"],
    "an AWS service, which is no user": [allow({ Principal: { Service: "sagemaker.amazonaws.com" }, Action: "kms:CreateGrant" }), "proved"],
    "everybody, among whom are users": [allow({ Principal: "*", Action: "kms:CreateGrant" }), "refuted"],
});

const training = {
    requirement: { actions: ["sagemaker:CreateTrainingJob", "sagemaker:CreateEndpointConfig"], key: "sagemaker:VolumeKmsKey" },
};
const create = (condition?: object, elements: object = {}): object =>
    allow({ Action: ["sagemaker:Create*"], ...(condition === undefined ? {} : { Condition: condition }), ...elements });

describeQuestion(
    "requiresConditionKey",
    "identity",
    { accountId: own, ...training },
    {
        "nothing is granted": [allow({ Action: "s3:GetObject" }), "proved"],
        "everything is granted": [allow({ Action: "*" }), "refuted"],
        "a grant without the key": [create(), "refuted"],
        "a grant with the key": [create({ Null: { "sagemaker:VolumeKmsKey": "false" } }), "proved"],
        "a grant with the key under its name of today": [
            create({ ArnLike: { "sagemaker:VolumeKmsKey": "arn:aws:kms:*:*:key/*" } }),
            "proved",
        ],
        IfExists: [create({ StringLikeIfExists: { "sagemaker:VolumeKmsKey": "arn:*" } }), "refuted"],
        "the absent one denied": [
            [
                create(),
                { Effect: "Deny", Action: "sagemaker:Create*", Resource: "*", Condition: { Null: { "sagemaker:VolumeKmsKey": "true" } } },
            ],
            "proved",
        ],
        "the absent one denied for training alone": [
            [
                create(),
                {
                    Effect: "Deny",
                    Action: "sagemaker:CreateTrainingJob",
                    Resource: "*",
                    Condition: { Null: { "sagemaker:VolumeKmsKey": "true" } },
                },
            ],
            "refuted",
        ],
        "another action": [create(undefined, { Action: "sagemaker:CreateModel" }), "proved"],
        "all but these actions": [
            create(undefined, { Action: undefined, NotAction: ["sagemaker:CreateTrainingJob", "sagemaker:CreateEndpointConfig"] }),
            "proved",
        ],
        "all but other actions": [create(undefined, { Action: undefined, NotAction: "iam:*" }), "refuted"],
        "an unknown condition": [create({ StringEquals: { "sagemaker:VolumeKmsKey": unknown } }), "proved"],
        "an unknown action": [create(undefined, { Action: unknown }), "undecided"],
    },
);

describeQuestion(
    "requiresConditionKey",
    "identity",
    { accountId: own, requirement: { actions: ["sagemaker:CreateTrainingJob"], key: "sagemaker:VpcSubnets" } },
    {
        "ForAllValues lets the absent through": [
            create({ "ForAllValues:StringEquals": { "sagemaker:VpcSubnets": ["subnet-1", "subnet-2"] } }),
            "refuted",
        ],
        "ForAllValues with a test of presence": [
            create({ "ForAllValues:StringEquals": { "sagemaker:VpcSubnets": ["subnet-1"] }, Null: { "sagemaker:VpcSubnets": "false" } }),
            "proved",
        ],
        "ForAnyValue asks for one": [create({ "ForAnyValue:StringEquals": { "sagemaker:VpcSubnets": ["subnet-1"] } }), "proved"],
    },
);

describeQuestion(
    "requiresConditionKey",
    "identity",
    {
        accountId: own,
        requirement: { actions: ["sagemaker:CreateTrainingJob"], key: "sagemaker:NetworkIsolation", allowedValues: ["true"] },
    },
    {
        "isolation asked for": [create({ Bool: { "sagemaker:NetworkIsolation": "true" } }), "proved"],
        "isolation or nothing": [create({ BoolIfExists: { "sagemaker:NetworkIsolation": "true" } }), "refuted"],
        "a value, whichever": [create({ Null: { "sagemaker:NetworkIsolation": "false" } }), "refuted"],
        "no isolation denied, its absence not": [
            [create(), { Effect: "Deny", Action: "*", Resource: "*", Condition: { Bool: { "sagemaker:NetworkIsolation": "false" } } }],
            "refuted",
        ],
        "no isolation and its absence denied": [
            [
                create(),
                { Effect: "Deny", Action: "*", Resource: "*", Condition: { BoolIfExists: { "sagemaker:NetworkIsolation": "false" } } },
            ],
            "proved",
        ],
    },
);

describeQuestion(
    "abacEffective",
    "identity",
    { accountId: own },
    {
        "no condition on tags": [allow({ Action: "ec2:RunInstances" }), "proved"],
        "ForAllValues without a test of presence": [
            allow({ Action: "ec2:CreateTags", Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["team", "cost"] } } }),
            "refuted",
        ],
        "ForAllValues with a test of presence": [
            allow({
                Action: "ec2:CreateTags",
                Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] }, Null: { "aws:TagKeys": "false" } },
            }),
            "proved",
        ],
        "ForAllValues with a required tag": [
            allow({
                Action: "ec2:CreateTags",
                Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] }, StringEquals: { "aws:RequestTag/team": "ml" } },
            }),
            "proved",
        ],
        "a resource tag": [
            allow({ Action: "sagemaker:*", Condition: { StringEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } } }),
            "proved",
        ],
        "a resource tag if there is one": [
            allow({ Action: "sagemaker:*", Condition: { StringEqualsIfExists: { "aws:ResourceTag/team": "ml" } } }),
            "refuted",
        ],
        "a Deny with ForAllValues": [
            {
                ...allow({ Action: "ec2:CreateTags", Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } } }),
                Effect: "Deny",
            },
            "proved",
        ],
    },
);

describeQuestion(
    "noFullDataAccess",
    "identity",
    { accountId: own },
    {
        "one bucket": [allow({ Action: "s3:*", Resource: [bucket, objects] }), "proved"],
        "all of S3": [allow({ Action: "s3:*" }), "refuted"],
        everything: [allow({}), "refuted"],
        "all buckets by pattern": [allow({ Action: "s3:*", Resource: ["arn:aws:s3:::*"] }), "refuted"],
        "reading anywhere is not all of S3": [allow({ Action: "s3:GetObject" }), "proved"],
        "decryption with any key": [allow({ Action: "kms:Decrypt" }), "refuted"],
        "all of KMS by pattern": [allow({ Action: "kms:*", Resource: "arn:aws:kms:*:*:key/*" }), "refuted"],
        "decryption with one key": [allow({ Action: "kms:Decrypt", Resource: key }), "proved"],
        "the own account's resources": [
            allow({ Action: ["s3:*", "kms:*"], Condition: { StringEquals: { "aws:ResourceAccount": own } } }),
            "proved",
        ],
        "the organisation's resources": [
            allow({ Action: "s3:*", Condition: { StringEquals: { "aws:ResourceOrgID": organization } } }),
            "proved",
        ],
        "tagged resources": [allow({ Action: "kms:Decrypt", Condition: { StringEquals: { "aws:ResourceTag/team": "ml" } } }), "proved"],
        "the own account's resources, if they have an owner": [
            allow({ Action: "s3:*", Condition: { StringEqualsIfExists: { "aws:ResourceAccount": own } } }),
            "proved",
        ],
        "a condition that does not narrow": [allow({ Action: "s3:*", Condition: { Bool: { "aws:SecureTransport": "true" } } }), "refuted"],
        "denied again": [[allow({ Action: "s3:*" }), { Effect: "Deny", Action: "s3:*", NotResource: [bucket, objects] }], "proved"],
        "all but some actions": [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }, "refuted"],
    },
);

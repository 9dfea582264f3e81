import * as assert from "node:assert/strict";
import { analyse, type Context, type Kind, type PropertyId } from "../../iam/analyse";
import { Unknown } from "../../model/fact";
import { bucket, bucketContext, endpoint, endpointContext, foreign, key, keyContext, objects, ownRoot } from "./setting";

const deny = (more: object): object => ({
    Sid: "Guard",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucket, objects],
    ...more,
});
const allow = (more: object): object => ({
    Sid: "Grant",
    Effect: "Allow",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: objects,
    ...more,
});

function textOf(statements: readonly object[], property: PropertyId, context: Context = bucketContext, kind: Kind = "bucket"): string {
    const { verdict, witness } = analyse({ Version: "2012-10-17", Statement: statements }, kind, context, property);
    assert.equal(verdict, "refuted");
    return witness?.text ?? "";
}

describe("a witness in words", () => {
    const cases: Readonly<Record<string, readonly [text: string, expected: string]>> = {
        "says which test is false, and of what": [
            textOf([deny({ Condition: { "ForAnyValue:StringNotEquals": { "aws:SourceVpce": endpoint } } })], "vpceOnly"),
            `Anybody without credentials, from the internet, is not denied s3:GetObject on ${bucket}/x; "Guard" does not deny it, because ForAnyValue:StringNotEquals aws:SourceVpce is false where the key is absent.`,
        ],
        "names the endpoint it comes through": [
            textOf([deny({ Condition: { StringNotLike: { "aws:SourceVpce": "vpce-*" } } })], "vpceOnly"),
            `Anybody without credentials, through the VPC endpoint vpce-0fedcba9876543210, is not denied s3:GetObject on ${bucket}/x; "Guard" does not deny it, because StringNotLike aws:SourceVpce is false of vpce-0fedcba9876543210.`,
        ],
        "names the action that was forgotten": [
            textOf([deny({ Action: ["s3:GetObject"], Condition: { StringNotEquals: { "aws:SourceVpce": endpoint } } })], "vpceOnly"),
            `Anybody without credentials, from the internet, is not denied s3:PutObject on ${bucket}/x; "Guard" does not deny it, because its Action is not about s3:PutObject (nor about s3:ListBucket, s3:DeleteObject, s3:GetObjectVersion, s3:AbortMultipartUpload and 41 more).`,
        ],
        "names the resource that was forgotten": [
            textOf([deny({ Resource: objects, Condition: { Bool: { "aws:SecureTransport": "false" } } })], "tlsOnly"),
            `Anybody without credentials, from the internet, is not denied s3:ListBucket on ${bucket}, with aws:SecureTransport false; "Guard" does not deny it, because its Resource is not about this resource.`,
        ],
        "says that nothing is about it": [
            textOf([allow({})], "tls12"),
            `Anybody without credentials, from the internet, is not denied s3:GetObject on ${bucket}/x, with s3:TlsVersion 1.1; no Deny is about it.`,
        ],
        "numbers statements without a Sid": [
            textOf([allow({ Sid: undefined, Principal: { AWS: foreign } })], "accountsTrusted"),
            `arn:aws:iam::${foreign}:root, from the internet, can call s3:GetObject on ${bucket}/x; statement 1 allows it.`,
        ],
        "shows the headers of a put": [
            textOf(
                [
                    deny({
                        Action: "s3:PutObject",
                        Condition: {
                            StringNotEquals: {
                                "s3:x-amz-server-side-encryption": "aws:kms",
                                "s3:x-amz-server-side-encryption-aws-kms-key-id": key,
                            },
                        },
                    }),
                ],
                "enforcesKmsKey",
                { ...bucketContext, keyArn: key, ssecBlocked: true, defaultEncryption: { algorithm: "aws:kms", kmsKeyArn: key } },
            ),
            `Anybody without credentials, from the internet, is not denied s3:PutObject on ${bucket}/x, with s3:x-amz-server-side-encryption aws:kms, without s3:x-amz-server-side-encryption-aws-kms-key-id; "Guard" does not deny it, because StringNotEquals s3:x-amz-server-side-encryption is false of aws:kms.`,
        ],
        "calls a service by what it is": [
            textOf([allow({ Principal: { Service: "sns.amazonaws.com" } })], "servicesScoped"),
            `The service sns.amazonaws.com can call s3:GetObject on ${bucket}/x, without aws:SourceAccount, aws:SourceArn; "Grant" allows it.`,
        ],
        "says why an administrator is locked out": [
            textOf(
                [
                    allow({
                        Principal: { AWS: ownRoot },
                        Action: "kms:*",
                        Resource: "*",
                        Condition: { StringEquals: { "aws:SourceVpc": "vpc-0a1b2c3d" } },
                    }),
                ],
                "keepsRootAdmin",
                keyContext,
                "key",
            ),
            `${ownRoot}, from the internet, cannot call kms:PutKeyPolicy on ${key}, without aws:SourceVpc; "Grant" does not allow it, because StringEquals aws:SourceVpc is false where the key is absent.`,
        ],
        "says who is locked out by what": [
            textOf([deny({})], "notLockedOut"),
            `arn:aws:iam::111122223333:role/x, from the internet, cannot call s3:PutBucketPolicy on ${bucket}; "Guard" denies it.`,
        ],
        "tells both uses of a key by one principal": [
            textOf(
                [allow({ Principal: { AWS: `arn:aws:iam::${foreign}:role/Both` }, Action: "kms:*", Resource: "*" })],
                "adminUseSeparated",
                keyContext,
                "key",
            ),
            `arn:aws:iam::${foreign}:role/Both, from the internet, can call kms:PutKeyPolicy and kms:Decrypt on ${key}; "Grant" allows it.`,
        ],
        "names both statements that allow two uses of a key": [
            textOf(
                [
                    {
                        Sid: "Administration",
                        Effect: "Allow",
                        Principal: { AWS: `arn:aws:iam::${foreign}:role/Both` },
                        Action: "kms:Put*",
                        Resource: "*",
                    },
                    {
                        Sid: "Use",
                        Effect: "Allow",
                        Principal: { AWS: `arn:aws:iam::${foreign}:role/Both` },
                        Action: "kms:Decrypt",
                        Resource: "*",
                    },
                ],
                "adminUseSeparated",
                keyContext,
                "key",
            ),
            `arn:aws:iam::${foreign}:role/Both, from the internet, can call kms:PutKeyPolicy and kms:Decrypt on ${key}; "Administration" and "Use" allow it.`,
        ],
        "goes through an endpoint to somebody else's bucket": [
            textOf([allow({ Resource: "*" })], "resourcesDesignated", endpointContext, "vpce"),
            'Anybody without credentials, through a VPC endpoint, can call s3:GetObject on arn:aws:s3:::somebody-elses-bucket/x, with aws:ResourceAccount 999999999999; "Grant" allows it.',
        ],
        "says what whoever has the policy can do": [
            textOf(
                [{ Sid: "Jobs", Effect: "Allow", Action: "sagemaker:Create*", Resource: "*" }],
                "requiresConditionKey",
                { requirement: { actions: ["sagemaker:CreateTrainingJob"], key: "sagemaker:VolumeKmsKey" } },
                "identity",
            ),
            'Whoever has this policy can call sagemaker:CreateTrainingJob on arn:aws:sagemaker:us-east-1:999999999999:training-job/x, without sagemaker:VolumeKmsKey; "Jobs" allows it.',
        ],
    };
    for (const [sentence, [text, expected]] of Object.entries(cases)) {
        it(sentence, () => assert.equal(text, expected));
    }

    it("shows no other literal of a document", () => {
        const secret = "hunter2!";
        const hidden = { "aws:PrincipalTag/exempt": secret, "aws:Referer": secret, "aws:UserAgent": `*${secret}*`, "made:up": secret };
        for (const operator of ["StringNotEquals", "StringNotLike", "StringNotEqualsIgnoreCase", "ForAnyValue:StringNotEquals"]) {
            const text = textOf([deny({ Condition: { [operator]: { ...hidden, "aws:SourceVpce": endpoint } } })], "vpceOnly");
            assert.ok(!text.includes("hunter2"), text);
        }
        for (const property of ["accountsTrusted", "public"] as const) {
            const text = textOf([allow({ Condition: { StringEquals: hidden } })], property);
            assert.ok(!text.includes("hunter2") && !text.includes("made:up"), text);
            assert.ok(text.includes('aws:Referer as the value in "Grant" has it'), text);
        }
        const opaque = textOf([allow({ Principal: { AWS: secret } })], "accountsTrusted");
        assert.ok(opaque.startsWith("A principal of the document that is of no known account"), opaque);
    });
});

describe("a reason in words", () => {
    const reasonOf = (condition: object): string | undefined =>
        analyse({ Version: "2012-10-17", Statement: [deny({ Condition: condition })] }, "bucket", bucketContext, "vpceOnly").reasons[0]
            ?.text;

    it("names the statement and the key", () => {
        assert.equal(
            reasonOf({ StringNotEquals: { "aws:SourceVpce": new Unknown(["endpoint"]) } }),
            'a value is not known before deployment, in "Guard" (aws:SourceVpce)',
        );
        assert.equal(
            reasonOf({ hunter2: { "aws:SourceVpce": endpoint } }),
            'the operator is none that this analysis knows, in "Guard" (aws:SourceVpce)',
        );
    });

    it("says what is wrong with a text that is no document", () => {
        const { verdict, reasons } = analyse('{"Statement": [', "bucket", bucketContext, "vpceOnly");
        assert.equal(verdict, "undecided");
        assert.deepEqual(reasons, [{ code: "structural-error", text: "the document is no JSON: a value is missing" }]);
    });
});

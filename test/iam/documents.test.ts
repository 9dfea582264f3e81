import * as assert from "node:assert/strict";
import { Unknown } from "../../model/fact";
import { analyse, type Analysis, type Context, type PropertyId, type Verdict } from "../../iam/analyse";
import {
    accessPoint,
    breakGlass,
    bucket,
    bucketContext,
    canonicalUser,
    endpoint,
    endpointContext,
    foreign,
    key,
    keyContext,
    objects,
    otherKey,
    own,
    ownRoot,
} from "./setting";

/** Sections 3, 4 and 10: what is accepted as a document, what its elements match, and what unknown and odd parts do to a verdict. */

const unknown = new Unknown(["policy"]);
const outside = { StringNotEquals: { "aws:SourceVpce": endpoint } };
const sound = { Sid: "OnlyEndpoint", Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [bucket, objects], Condition: outside };
const grant = { Sid: "Grant", Effect: "Allow", Principal: { AWS: own }, Action: "s3:GetObject", Resource: objects };

function document(...statements: readonly unknown[]): object {
    return { Version: "2012-10-17", Statement: statements };
}

/** The verdict on a single Deny outside the endpoint that differs from the sound one in these members. */
function network(members: object, context: Context = bucketContext): Analysis {
    return analyse(document({ ...sound, ...members }), "bucket", context, "vpceOnly");
}

function trusted(members: object, context: Context = bucketContext): Analysis {
    return analyse(document({ ...grant, ...members }), "bucket", context, "accountsTrusted");
}

function assertVerdicts(cases: Readonly<Record<string, readonly [Analysis, Verdict, code?: string]>>): void {
    for (const [sentence, [analysis, verdict, code]] of Object.entries(cases)) {
        assert.equal(analysis.verdict, verdict, `${sentence}: ${JSON.stringify(analysis.reasons)}`);
        if (code !== undefined) {
            assert.ok(
                analysis.reasons.some((reason) => reason.code === code),
                `${sentence}: ${JSON.stringify(analysis.reasons)}`,
            );
        }
    }
}

describe("a document", () => {
    const ask = (policy: string | object): Analysis => analyse(policy, "bucket", bucketContext, "vpceOnly");

    it("is JSON text or an object", () => {
        assertVerdicts({
            "an object": [ask(document(sound)), "proved"],
            text: [ask(JSON.stringify(document(sound))), "proved"],
            "text with blanks": [ask(`\n  ${JSON.stringify(document(sound), undefined, 4)}\r\n`), "proved"],
            "no JSON": [ask('{"Version":"2012-10-17",}'), "undecided", "structural-error"],
            nothing: [ask(""), "undecided", "structural-error"],
            "two documents": [ask(`${JSON.stringify(document(sound))} {}`), "undecided", "structural-error"],
            "a list": [ask("[]"), "undecided", "structural-error"],
            "no statements": [ask({ Version: "2012-10-17" }), "undecided", "structural-error"],
            "a member twice": [
                ask(JSON.stringify(document(sound)).replace('"Action"', '"Action":"s3:GetObject","Action"')),
                "undecided",
                "structural-error",
            ],
            "the Condition twice": [
                ask(JSON.stringify(document(sound)).replace('"Condition"', '"Condition":{},"Condition"')),
                "undecided",
                "structural-error",
            ],
            "an escaped member twice": [
                ask(JSON.stringify(document(sound)).replace('"Action"', '"\\u0041ction":"s3:*","Action"')),
                "undecided",
                "structural-error",
            ],
        });
    });

    it("has one statement or a list of them", () => {
        assertVerdicts({
            one: [ask({ Version: "2012-10-17", Statement: sound }), "proved"],
            "a list": [ask(document(sound)), "proved"],
            "an empty list": [ask(document()), "refuted"],
            "no version": [ask({ Statement: [sound] }), "proved"],
            "the older version": [ask({ Version: "2008-10-17", Statement: [sound] }), "proved"],
            "a version that is not known yet": [ask({ Version: new Unknown(["v"]), Statement: [sound] }), "proved"],
            "a version that is not known yet and tells what is a variable": [
                ask({
                    Version: new Unknown(["v"]),
                    Statement: [{ ...sound, Condition: { StringNotEquals: { "aws:SourceVpce": "${aws:PrincipalTag/ep}" } } }],
                }),
                "undecided",
                "unknown-value",
            ],
            "a version that is none": [ask({ Version: "2012-10-18", Statement: [sound] }), "proved"],
            "a version that is no text": [ask({ Version: 20121017, Statement: [sound] }), "proved"],
            "a version that is none, which would tell what is a variable": [
                ask({
                    Version: "2012-10-18",
                    Statement: [{ ...sound, Condition: { StringNotEquals: { "aws:SourceVpce": "${aws:PrincipalTag/ep}" } } }],
                }),
                "undecided",
                "structural-error",
            ],
        });
    });

    it("says Allow or Deny, in these letters", () => {
        assertVerdicts({
            deny: [network({ Effect: "deny" }), "undecided", "structural-error"],
            DENY: [network({ Effect: "DENY" }), "undecided", "structural-error"],
            none: [network({ Effect: undefined }), "undecided", "structural-error"],
            "deny, on other objects": [network({ Effect: "deny", Resource: "arn:aws:s3:::other/*" }), "refuted"],
            "allow, to strangers": [trusted({ Effect: "allow", Principal: "*" }), "undecided", "structural-error"],
            "allow, to the own account": [trusted({ Effect: "allow" }), "proved"],
        });
    });

    it("has each of its elements once", () => {
        assertVerdicts({
            "Action and NotAction": [network({ NotAction: "s3:GetObject" }), "undecided", "structural-error"],
            "Resource and NotResource": [network({ NotResource: objects }), "undecided", "structural-error"],
            "Principal and NotPrincipal": [network({ NotPrincipal: { AWS: own } }), "undecided", "structural-error"],
            "no Principal": [network({ Principal: undefined }), "undecided", "structural-error"],
            "no Action": [network({ Action: undefined }), "undecided", "structural-error"],
            "no Resource": [network({ Resource: undefined }), "undecided", "structural-error"],
            "no Resource, but another action": [network({ Resource: undefined, Action: "s3:GetObject" }), "refuted"],
        });
    });

    it("matches nothing with empty lists", () => {
        assertVerdicts({
            "no action": [network({ Action: [] }), "refuted"],
            "no resource": [network({ Resource: [] }), "refuted"],
            "no principal": [network({ Principal: { AWS: [] } }), "refuted"],
            "no principal at all": [network({ Principal: {} }), "refuted"],
            "an Allow to nobody": [trusted({ Principal: { AWS: [] } }), "proved"],
            "an Allow of nothing": [trusted({ Principal: "*", Action: [] }), "proved"],
        });
    });

    it("fails closed with an empty condition on a Deny", () => {
        assertVerdicts({
            "on a Deny": [network({ Condition: {} }), "undecided"],
            "on a Deny of other things": [network({ Condition: {}, Action: "s3:GetObject" }), "refuted"],
            "on an Allow": [trusted({ Principal: "*", Condition: {} }), "refuted"],
        });
    });

    it("gives condition values as text, number or Boolean", () => {
        const transport = (value: unknown): Analysis =>
            analyse(document({ ...sound, Condition: { Bool: { "aws:SecureTransport": value } } }), "bucket", bucketContext, "tlsOnly");
        assertVerdicts({
            false: [transport(false), "proved"],
            '"false"': [transport("false"), "proved"],
            '"False"': [transport("False"), "proved"],
            '["false"]': [transport(["false"]), "proved"],
            "[false]": [transport([false]), "proved"],
            '["false", "true"]': [transport(["false", "true"]), "proved"],
            true: [transport(true), "refuted"],
            '"0"': [transport("0"), "refuted"],
            "0": [transport(0), "refuted"],
            "an object": [transport({}), "undecided", "structural-error"],
        });
    });

    it("takes a key in two spellings for two tests", () => {
        assertVerdicts({
            "both true": [
                network({ Condition: { StringNotEquals: { "aws:SourceVpce": endpoint, "AWS:SOURCEVPCE": [endpoint] } } }),
                "proved",
            ],
            "one false": [
                network({ Condition: { StringNotEquals: { "aws:SourceVpce": endpoint, "AWS:SOURCEVPCE": "vpce-00000000" } } }),
                "refuted",
            ],
        });
    });
});

describe("a principal", () => {
    it("is everybody in three spellings", () => {
        assertVerdicts({
            '"*"': [network({ Principal: "*" }), "proved"],
            "AWS *": [network({ Principal: { AWS: "*" } }), "proved"],
            "AWS [*]": [network({ Principal: { AWS: ["*"] } }), "proved"],
            "AWS with a * among others": [network({ Principal: { AWS: [own, "*"] } }), "proved"],
            "everybody's services too": [
                analyse(
                    document({ ...sound, Principal: { AWS: "*" }, Condition: { Bool: { "aws:SecureTransport": "false" } } }),
                    "bucket",
                    bucketContext,
                    "tlsOnly",
                ),
                "proved",
            ],
        });
    });

    it("that is an account means its principals, and nobody else", () => {
        assertVerdicts({
            "a Deny for the own account": [network({ Principal: { AWS: own } }), "refuted"],
            "an Allow for the own account": [trusted({ Principal: { AWS: own } }), "proved"],
            "an Allow for the own root": [trusted({ Principal: { AWS: ownRoot } }), "proved"],
            "an Allow for a foreign account": [trusted({ Principal: { AWS: foreign } }), "refuted"],
            "an Allow for a foreign root": [trusted({ Principal: { AWS: `arn:aws:iam::${foreign}:root` } }), "refuted"],
            "an Allow for a foreign account that is trusted": [
                trusted({ Principal: { AWS: foreign } }, { ...bucketContext, allowedAccounts: [foreign] }),
                "proved",
            ],
            "an account that lost its leading zero": [trusted({ Principal: { AWS: 11122223333 } }), "undecided", "structural-error"],
            "an account as a number": [trusted({ Principal: { AWS: Number(own) } }), "proved"],
        });
    });

    it("that names nobody certain decides nothing for certain", () => {
        assertVerdicts({
            "a wildcard in an ARN": [network({ Principal: { AWS: "arn:aws:iam::*:root" } }), "undecided", "invalid-principal"],
            "a wildcard service": [network({ Principal: { Service: "*" } }), "undecided", "invalid-principal"],
            "a bare list": [network({ Principal: ["*"] }), "undecided", "invalid-principal"],
            "a bare ARN": [network({ Principal: ownRoot }), "undecided", "invalid-principal"],
            "a wildcard role that is granted": [
                trusted({ Principal: { AWS: `arn:aws:iam::${foreign}:role/*` } }),
                "undecided",
                "invalid-principal",
            ],
            "an id that is denied": [network({ Principal: { AWS: "AIDAEXAMPLEEXAMPLE" } }), "refuted"],
            "an id that is granted": [trusted({ Principal: { AWS: "AIDAEXAMPLEEXAMPLE" } }), "refuted"],
            "a session of an own role that is granted": [
                trusted({ Principal: { AWS: `arn:aws:sts::${own}:assumed-role/Training/s` } }),
                "proved",
            ],
        });
    });

    it("that is no IAM principal is trusted by name only", () => {
        assertVerdicts({
            "a canonical user": [trusted({ Principal: { CanonicalUser: canonicalUser } }), "refuted"],
            "a trusted canonical user": [
                trusted({ Principal: { CanonicalUser: canonicalUser } }, { ...bucketContext, allowedCanonicalUsers: [canonicalUser] }),
                "proved",
            ],
            "a web identity": [trusted({ Principal: { Federated: "accounts.google.com" } }), "refuted"],
            "a service is another question": [trusted({ Principal: { Service: "cloudtrail.amazonaws.com" } }), "proved"],
        });
    });

    it("in NotPrincipal is exempt, everybody else is not", () => {
        const breakGlassContext = { ...bucketContext, breakGlassPrincipalArns: [breakGlass] };
        assertVerdicts({
            "a break-glass role": [network({ Principal: undefined, NotPrincipal: { AWS: breakGlass } }, breakGlassContext), "proved"],
            "another role": [
                network({ Principal: undefined, NotPrincipal: { AWS: `arn:aws:iam::${own}:role/Other` } }, breakGlassContext),
                "refuted",
            ],
            everybody: [network({ Principal: undefined, NotPrincipal: "*" }), "refuted"],
            "NotPrincipal with Allow": [trusted({ Principal: undefined, NotPrincipal: { AWS: breakGlass } }), "refuted"],
            "NotPrincipal with Allow is public": [
                analyse(document({ ...grant, Principal: undefined, NotPrincipal: { AWS: breakGlass } }), "bucket", bucketContext, "public"),
                "refuted",
            ],
        });
    });
});

describe("an action", () => {
    const reading = (Action: unknown, property: PropertyId = "tlsOnly"): Verdict =>
        analyse(document({ ...sound, Action, Condition: undefined }), "bucket", bucketContext, property).verdict;

    it("is matched by name, without case, with wildcards", () => {
        for (const all of ["*", "s3:*", "S3:*", ["s3:G*", "s3:*"], "s?:*", "s3*"]) {
            assert.equal(reading(all), "proved", String(all));
        }
        for (const some of ["s3:Get*", "s3:*Object", "s3:Put*", ["s3:*Object", "s3:*Bucket*"], "kms:*", "s3:?", "s3::*"]) {
            assert.equal(reading(some), "refuted", String(some));
        }
    });

    it("of the data is denied by lists that forget none", () => {
        const data = (members: object): Analysis => network({ Condition: outside, ...members });
        assertVerdicts({
            "all but configuration": [data({ Action: undefined, NotAction: ["s3:GetBucket*", "s3:PutBucket*"] }), "proved"],
            "all but uploads": [data({ Action: undefined, NotAction: "s3:PutObject" }), "refuted"],
            "all but uploads, in other letters": [data({ Action: undefined, NotAction: "S3:putobject" }), "refuted"],
            "every verb": [
                data({
                    Action: [
                        "s3:Get*",
                        "s3:Put*",
                        "s3:Delete*",
                        "s3:List*",
                        "s3:Abort*",
                        "s3:Bypass*",
                        "s3:Replicate*",
                        "s3:Restore*",
                        "s3:Initiate*",
                        "s3:Object*",
                        "s3:Update*",
                    ],
                }),
                "proved",
            ],
            "every verb but one": [data({ Action: ["s3:Get*", "s3:Put*", "s3:Delete*", "s3:List*"] }), "refuted"],
        });
    });
});

describe("a resource", () => {
    it("is the bucket, or an object, or both", () => {
        assertVerdicts({
            both: [network({ Resource: [bucket, objects] }), "proved"],
            "one pattern": [network({ Resource: `${bucket}*` }), "proved"],
            everything: [network({ Resource: "*" }), "proved"],
            "every bucket": [network({ Resource: "arn:aws:s3:::*" }), "proved"],
            "any region and account": [network({ Resource: ["arn:aws:s3:*:*:ml-data", "arn:aws:s3:*:*:ml-data/*"] }), "proved"],
            "the bucket": [network({ Resource: bucket }), "refuted"],
            "the objects": [network({ Resource: objects }), "refuted"],
            "a name of one character more": [network({ Resource: `${bucket}?*` }), "refuted"],
            "an object whose name is empty": [network({ Resource: [bucket, `${bucket}/`] }), "refuted"],
            "names of at least one character": [network({ Resource: [bucket, `${bucket}/?*`] }), "proved"],
            "names of at least two characters": [network({ Resource: [bucket, `${bucket}/??*`] }), "refuted"],
            "a prefix": [network({ Resource: [bucket, `${bucket}/a*`] }), "refuted"],
            "two prefixes": [network({ Resource: [bucket, `${bucket}/a*`, `${bucket}/b*`] }), "refuted"],
            "another partition": [network({ Resource: ["arn:aws-cn:s3:::ml-data", "arn:aws-cn:s3:::ml-data/*"] }), "refuted"],
            "other letters": [network({ Resource: ["arn:aws:s3:::ML-DATA", "arn:aws:s3:::ML-DATA/*"] }), "refuted"],
            "all but another bucket": [network({ Resource: undefined, NotResource: "arn:aws:s3:::other/*" }), "proved"],
            "all but a prefix": [network({ Resource: undefined, NotResource: `${bucket}/public/*` }), "refuted"],
            "fewer than six segments": [network({ Resource: "arn:aws:s3:*" }), "undecided", "ambiguous-semantics"],
            "no ARN": [network({ Resource: ["ml-data", "ml-data/*"] }), "undecided", "ambiguous-semantics"],
        });
    });

    it("of an access point is its ARN", () => {
        const ask = (Resource: unknown): Verdict =>
            analyse(document({ ...sound, Resource }), "accesspoint", { ...bucketContext, accessPointArn: accessPoint }, "vpceOnly").verdict;
        assert.equal(ask([accessPoint, `${accessPoint}/object/*`]), "proved");
        assert.equal(ask([accessPoint, `${accessPoint}/*`]), "proved");
        assert.equal(ask(`${accessPoint}/object/*`), "refuted");
        assert.equal(ask(accessPoint), "refuted");
        assert.equal(ask([bucket, objects]), "refuted");
    });

    it("of a key policy is this key, and no key where it is missing", () => {
        const ask = (members: object): Verdict =>
            analyse(
                document({ Effect: "Allow", Principal: { AWS: ownRoot }, Action: "kms:*", ...members }),
                "key",
                keyContext,
                "keepsRootAdmin",
            ).verdict;
        assert.equal(ask({ Resource: "*" }), "proved");
        assert.equal(ask({ Resource: key }), "proved");
        assert.equal(ask({ Resource: otherKey }), "refuted");
        assert.equal(ask({}), "refuted");
    });

    it("with a variable is nothing where the variable has no value", () => {
        const home = (Resource: string): Verdict => network({ Resource: [bucket, Resource] }).verdict;
        assert.equal(home(`${bucket}/\${aws:PrincipalTag/team}*`), "refuted");
        assert.equal(home(`${bucket}/\${*}`), "refuted");
    });
});

describe("an access point of a VPC", () => {
    const ask = (property: PropertyId, more: Context, ...statements: readonly object[]): Verdict =>
        analyse(
            document(...statements),
            "accesspoint",
            { ...bucketContext, accessPointArn: accessPoint, networkOrigin: "VPC", vpcId: "vpc-00000000", ...more },
            property,
        ).verdict;
    const everybody = { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: [accessPoint, `${accessPoint}/object/*`] };

    it("is never public", () => {
        assert.equal(ask("public", {}, everybody), "proved");
        assert.equal(ask("public", { networkOrigin: "Internet" }, everybody), "refuted");
        assert.equal(ask("public", { networkOrigin: unknown }, everybody), "undecided");
    });

    it("is reached from its VPC alone", () => {
        assert.equal(ask("vpceOnly", { allowedVpcIds: ["vpc-00000000"] }), "proved");
        assert.equal(ask("vpceOnly", { allowedVpcIds: ["vpc-11111111"] }), "refuted");
        assert.equal(ask("vpceOnly", { allowedVpcIds: ["vpc-00000000"], networkOrigin: "Internet" }), "refuted");
    });
});

describe("what is not known yet", () => {
    it("in a condition value leaves the absent key decided", () => {
        assertVerdicts({
            "the endpoint": [network({ Condition: { StringNotEquals: { "aws:SourceVpce": unknown } } }), "undecided", "unknown-value"],
            "the endpoint under ForAnyValue": [
                network({ Condition: { "ForAnyValue:StringNotEquals": { "aws:SourceVpce": unknown } } }),
                "refuted",
            ],
            "one endpoint of two": [
                network({ Condition: { StringNotEquals: { "aws:SourceVpce": [endpoint, unknown] } } }),
                "undecided",
                "unknown-value",
            ],
            "the key in the block with the algorithm": [
                analyse(
                    document({
                        ...sound,
                        Action: "s3:PutObject",
                        Resource: objects,
                        Condition: {
                            StringNotEquals: {
                                "s3:x-amz-server-side-encryption": "aws:kms",
                                "s3:x-amz-server-side-encryption-aws-kms-key-id": unknown,
                            },
                        },
                    }),
                    "bucket",
                    { ...bucketContext, keyArn: key },
                    "enforcesKmsKey",
                ),
                "refuted",
            ],
        });
    });

    it("in an element leaves the others decided", () => {
        assertVerdicts({
            "an action": [network({ Action: unknown }), "undecided", "unknown-value"],
            "an action besides all": [network({ Action: [unknown, "s3:*"] }), "proved"],
            "a resource": [network({ Resource: unknown }), "undecided", "unknown-value"],
            "a principal": [network({ Principal: unknown }), "undecided", "unknown-value"],
            "a principal besides everybody": [network({ Principal: { AWS: [unknown, "*"] } }), "proved"],
            "a condition": [network({ Condition: unknown }), "undecided", "unknown-value"],
            "an effect": [network({ Effect: unknown }), "undecided", "unknown-value"],
            "a resource of a Deny that is not about uploads": [network({ Resource: unknown, Action: "s3:GetObject" }), "refuted"],
            "a grantee": [trusted({ Principal: { AWS: unknown } }), "undecided", "unknown-value"],
            "a grantee besides a stranger": [trusted({ Principal: { AWS: [unknown, foreign] } }), "refuted"],
            "an action of a grant to the own account": [trusted({ Action: unknown }), "proved"],
        });
    });

    it("as a statement breaks no proof of a Deny, and decides no grant", () => {
        assertVerdicts({
            "besides a sound Deny": [analyse(document(sound, unknown), "bucket", bucketContext, "vpceOnly"), "proved"],
            alone: [analyse(document(unknown), "bucket", bucketContext, "vpceOnly"), "undecided", "unknown-value"],
            "besides a grant": [
                analyse(document(grant, unknown), "bucket", bucketContext, "accountsTrusted"),
                "undecided",
                "unknown-value",
            ],
            "besides a public grant": [
                analyse(document({ ...grant, Principal: "*" }, unknown), "bucket", bucketContext, "public"),
                "refuted",
            ],
            "all of them": [
                analyse({ Version: "2012-10-17", Statement: unknown }, "bucket", bucketContext, "vpceOnly"),
                "undecided",
                "unknown-value",
            ],
            "the whole document": [analyse(unknown, "bucket", bucketContext, "vpceOnly"), "undecided", "unknown-value"],
        });
    });

    it("in the context may or may not be what a request has", () => {
        assertVerdicts({
            "the endpoint": [network({}, { ...bucketContext, allowedVpceIds: [unknown] }), "undecided", "unknown-value"],
            "all endpoints": [network({}, { ...bucketContext, allowedVpceIds: unknown }), "undecided", "unknown-value"],
            "another endpoint": [network({}, { ...bucketContext, allowedVpceIds: [endpoint, unknown] }), "proved"],
            "the endpoint, and the internet is open": [
                network(
                    { Condition: { "ForAnyValue:StringNotEquals": { "aws:SourceVpce": endpoint } } },
                    { ...bucketContext, allowedVpceIds: [unknown] },
                ),
                "refuted",
            ],
            "the same unknown in document and context": [
                network({ Condition: { StringNotEquals: { "aws:SourceVpce": unknown } } }, { ...bucketContext, allowedVpceIds: [unknown] }),
                "undecided",
                "unknown-value",
            ],
            "the account": [trusted({}, { bucketArn: bucket, accountId: unknown }), "undecided", "unknown-value"],
            "the account, and everybody is granted": [trusted({ Principal: "*" }, { bucketArn: bucket, accountId: unknown }), "refuted"],
        });
    });
});

describe("a reason", () => {
    const code = (members: object): readonly string[] => network(members).reasons.map((reason) => reason.code);

    it("has its code", () => {
        assert.deepEqual(code({ Condition: { StringEqualz: { "aws:SourceVpce": endpoint } } }), ["unknown-operator"]);
        assert.deepEqual(code({ Condition: { NullIfExists: { "aws:SourceVpce": "true" } } }), ["unknown-operator"]);
        assert.deepEqual(code({ Condition: { StringNotEquals: { "aws:SourceVpce": [] } } }), ["ambiguous-semantics"]);
        assert.deepEqual(code({ Condition: { ArnNotLike: { "aws:PrincipalArn": "role/x" } } }), ["ambiguous-semantics"]);
        assert.deepEqual(code({ Effect: "deny" }), ["structural-error"]);
        assert.deepEqual(code({ Condition: { StringNotLike: { "aws:SourceVpce": "${aws:PrincipalTag/a}-*${aws:PrincipalTag/b}" } } }), [
            "variable-embedded",
        ]);
    });

    it("names the statement and the element", () => {
        const reason = network({ Condition: { StringEqualz: { "aws:SourceVpce": endpoint } } }).reasons.at(0);
        assert.equal(reason?.statement, "OnlyEndpoint");
        assert.match(String(reason.element), /SourceVpce/i);
        assert.match(reason.text, /OnlyEndpoint/);
    });
});

describe("endpoint policies", () => {
    it("designate buckets by name, not by prefix", () => {
        const ask = (Resource: unknown, context: Context = endpointContext): Verdict =>
            analyse(document({ Effect: "Allow", Principal: "*", Action: "s3:*", Resource }), "vpce", context, "resourcesDesignated")
                .verdict;
        assert.equal(ask([bucket, objects]), "proved");
        assert.equal(ask(`${bucket}*`), "refuted");
        assert.equal(ask("arn:aws:s3:::ml-?ata/*"), "refuted");
        assert.equal(ask([bucket, objects, "arn:aws:s3:::other/*"]), "refuted");
        assert.equal(ask("arn:aws:s3:::ml-*", { ...endpointContext, allowedBucketArns: ["arn:aws:s3:::ml-*"] }), "proved");
        assert.equal(ask(unknown), "undecided");
    });
});

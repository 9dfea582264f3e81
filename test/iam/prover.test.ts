import * as assert from "node:assert/strict";
import { analyse, type Analysis, type Context, type Document, type PropertyId, type Verdict } from "../../iam/analyse";
import { Unknown } from "../../model/fact";
import { bucket, bucketContext, endpoint, key, keyContext, objects, own, ownRoot } from "./setting";

/** What the other tables do not ask: unknown parts of what is known besides the document, several documents, resources that are not known. */

const unknown = new Unknown(["somewhere"]);
const outside = { StringNotEquals: { "aws:SourceVpce": endpoint } };
const deny = (more: object): object => ({ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [bucket, objects], ...more });
const allow = (more: object): object => ({ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: objects, ...more });

function policy(...statements: readonly unknown[]): object {
    return { Version: "2012-10-17", Statement: statements };
}

type Case = readonly [analysis: Analysis, verdict: Verdict];

function table(cases: Readonly<Record<string, () => Case>>): void {
    for (const [sentence, run] of Object.entries(cases)) {
        it(sentence, () => {
            const [analysis, verdict] = run();
            assert.equal(analysis.verdict, verdict, JSON.stringify(analysis.reasons));
        });
    }
}

function ask(
    document: Document | readonly Document[],
    property: PropertyId,
    context: Context,
    kind: Parameters<typeof analyse>[1] = "bucket",
): Analysis {
    return analyse(document, kind, context, property);
}

describe("what is not known besides the document", () => {
    const onlyKms = deny({ Action: "s3:PutObject", Condition: { StringEquals: { "s3:x-amz-server-side-encryption": "AES256" } } });
    const network = (context: Context): Analysis => ask(policy(deny({ Condition: outside })), "vpceOnly", { ...bucketContext, ...context });
    const toAccount = (context: Context): Analysis => ask(policy(allow({ Principal: { AWS: own } })), "accountsTrusted", context);
    table({
        "an endpoint that may be the allowed one": () => [network({ allowedVpceIds: [unknown] }), "undecided"],
        "a list that may hold the allowed endpoint": () => [network({ allowedVpceIds: unknown }), "undecided"],
        "one known endpoint among the unknown ones is enough": () => [network({ allowedVpceIds: [unknown, endpoint] }), "proved"],
        "the own account, where one is granted": () => [toAccount({ bucketArn: bucket, accountId: unknown }), "undecided"],
        "the own account, left out": () => [toAccount({ bucketArn: bucket }), "undecided"],
        "the own account does not matter where anybody is granted": () => [
            ask(policy(allow({})), "accountsTrusted", { bucketArn: bucket }),
            "refuted",
        ],
        "a default encryption that may be SSE-KMS": () => [
            ask(policy(onlyKms), "enforcesKms", { ...bucketContext, defaultEncryption: unknown, ssecBlocked: true }),
            "undecided",
        ],
        "an algorithm of the default that may be SSE-KMS": () => [
            ask(policy(onlyKms), "enforcesKms", { ...bucketContext, defaultEncryption: { algorithm: unknown }, ssecBlocked: true }),
            "undecided",
        ],
        "a header is refused, whatever the default": () => [
            ask(policy(), "enforcesKms", { ...bucketContext, defaultEncryption: unknown }),
            "refuted",
        ],
        "whether SSE-C is blocked": () => [
            ask(
                policy(deny({ Action: "s3:PutObject", Condition: { StringEquals: { "s3:x-amz-server-side-encryption": "AES256" } } })),
                "enforcesKms",
                {
                    ...bucketContext,
                    defaultEncryption: { algorithm: "aws:kms" },
                    ssecBlocked: unknown,
                },
            ),
            "undecided",
        ],
        "whether services are exempt": () => [
            network({ serviceExceptions: { viaAwsService: unknown, principalIsAwsService: true } }),
            "proved",
        ],
        "whether services that are let through are exempt": () => [
            ask(policy(deny({ Condition: { ...outside, Bool: { "aws:ViaAWSService": "false" } } })), "vpceOnly", {
                ...bucketContext,
                serviceExceptions: { viaAwsService: unknown, principalIsAwsService: true },
            }),
            "undecided",
        ],
        "the organisation that owners are in": () => [
            ask(
                policy(deny({ Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } })),
                "organizationOnly",
                bucketContext,
            ),
            "undecided",
        ],
    });
});

describe("what the document is attached to", () => {
    table({
        "is the one bucket that the document names": () => [
            ask(policy(deny({ Condition: outside })), "vpceOnly", { allowedVpceIds: [endpoint] }),
            "proved",
        ],
        "is the bucket the document names, forgotten objects and all": () => [
            ask(policy(deny({ Resource: bucket, Condition: outside })), "vpceOnly", { allowedVpceIds: [endpoint], bucketArn: unknown }),
            "refuted",
        ],
        "may be either of two that the document names": () => [
            ask(policy(deny({ Resource: [bucket, objects, "arn:aws:s3:::other"], Condition: outside })), "vpceOnly", {
                allowedVpceIds: [endpoint],
            }),
            "undecided",
        ],
        "does not matter where it is any": () => [
            ask(policy(deny({ Resource: "*", Condition: outside })), "vpceOnly", { allowedVpceIds: [endpoint] }),
            "proved",
        ],
        "is another bucket": () => [
            ask(policy(deny({ Condition: outside })), "vpceOnly", { ...bucketContext, bucketArn: "arn:aws:s3:::other" }),
            "refuted",
        ],
        "is in the partition that its ARN says": () => [
            ask(policy(allow({ Principal: { AWS: `arn:aws-cn:iam::${own}:root` }, Resource: "arn:aws-cn:s3:::b/*" })), "accountsTrusted", {
                accountId: own,
                bucketArn: "arn:aws-cn:s3:::b",
            }),
            "proved",
        ],
        "is a key of the account in its ARN": () => [
            ask(
                policy(allow({ Principal: { AWS: ownRoot }, Action: "kms:*", Resource: "*" })),
                "keepsAdministrator",
                { keyArn: key },
                "key",
            ),
            "proved",
        ],
        "is a key of an account that nobody tells": () => [
            ask(policy(allow({ Principal: { AWS: ownRoot }, Action: "kms:*", Resource: "*" })), "keepsAdministrator", {}, "key"),
            "undecided",
        ],
        "is a key that no account administers": () => [
            ask(policy(allow({ Principal: { AWS: ownRoot }, Action: "kms:Decrypt", Resource: "*" })), "keepsAdministrator", {}, "key"),
            "refuted",
        ],
    });
});

describe("several documents of one identity", () => {
    const requirement = { actions: ["sagemaker:CreateTrainingJob"], key: "sagemaker:VolumeKmsKey" };
    const everything = policy({ Effect: "Allow", Action: "sagemaker:*", Resource: "*" });
    const withoutKey = policy({
        Effect: "Deny",
        Action: "sagemaker:*",
        Resource: "*",
        Condition: { Null: { "sagemaker:VolumeKmsKey": "true" } },
    });
    const required = (...documents: readonly Document[]): Analysis => ask(documents, "requiresConditionKey", { requirement }, "identity");
    table({
        "are joined": () => [required(everything, withoutKey), "proved"],
        "one alone": () => [required(everything), "refuted"],
        none: () => [required(), "proved"],
        "one that is not known may deny what another allows": () => [required(everything, unknown), "undecided"],
        "one that is not known may allow": () => [required(unknown), "undecided"],
        "one that is not known allows nothing that is denied": () => [required(withoutKey, unknown), "proved"],
        "one that is no document": () => [required(everything, "{"), "undecided"],
    });
});

describe("who is granted something", () => {
    const granted = (more: object, context: Context = bucketContext): Analysis => ask(policy(allow(more)), "accountsTrusted", context);
    const scoped = (condition: object): Analysis =>
        ask(policy(allow({ Principal: { Service: "cloudtrail.amazonaws.com" }, Condition: condition })), "servicesScoped", bucketContext);
    table({
        "a role session of a foreign account": () => [
            granted({ Principal: { AWS: "arn:aws:sts::444455556666:assumed-role/R/s" } }),
            "refuted",
        ],
        "a role session of a trusted account": () => [
            granted(
                { Principal: { AWS: "arn:aws:sts::444455556666:assumed-role/R/s" } },
                { ...bucketContext, allowedAccounts: ["444455556666"] },
            ),
            "proved",
        ],
        "a role session of the own account": () => [granted({ Principal: { AWS: `arn:aws:sts::${own}:assumed-role/R/s` } }), "proved"],
        "a placeholder for an account": () => [granted({ Principal: { AWS: "arn:aws:iam::<OTHER_ACCOUNT_ID>:root" } }), "refuted"],
        "a service for trails of the own account": () => [
            scoped({ ArnLike: { "aws:SourceArn": `arn:aws:cloudtrail:*:${own}:trail/*` } }),
            "proved",
        ],
        "a service for trails of the own account, compared as text": () => [
            scoped({ StringLike: { "aws:SourceArn": `arn:aws:cloudtrail:*:${own}:trail/*` } }),
            "proved",
        ],
        "a service for trails of any account": () => [
            scoped({ ArnLike: { "aws:SourceArn": "arn:aws:cloudtrail:*:*:trail/*" } }),
            "refuted",
        ],
        "a service for the organisation": () => [scoped({ StringEquals: { "aws:SourceOrgID": "o-a1b2c3d4e5" } }), "refuted"],
        "a directory bucket's sessions to anybody": () => [
            ask(
                policy(
                    allow({ Action: "s3express:CreateSession", Resource: `arn:aws:s3express:us-east-1:${own}:bucket/b--use1-az4--x-s3` }),
                ),
                "public",
                { accountId: own },
            ),
            "refuted",
        ],
    });
});

describe("who keeps the administration of a key", () => {
    const admin = `arn:aws:iam::${own}:role/Admin`;
    const kept = (...statements: readonly object[]): Analysis => ask(policy(...statements), "keepsAdministrator", keyContext, "key");
    const root = allow({ Principal: { AWS: ownRoot }, Action: "kms:*", Resource: "*" });
    table({
        "a role that a condition names": () => [
            kept(root, deny({ Action: "kms:PutKeyPolicy", Resource: "*", Condition: { ArnNotEquals: { "aws:PrincipalArn": admin } } })),
            "proved",
        ],
        "nobody, where the condition names a stranger": () => [
            kept(
                root,
                deny({
                    Action: "kms:PutKeyPolicy",
                    Resource: "*",
                    Condition: { ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/Admin" } },
                }),
            ),
            "refuted",
        ],
        "the root user with MFA": () => [
            kept(
                allow({
                    Principal: { AWS: ownRoot },
                    Action: "kms:*",
                    Resource: "*",
                    Condition: { Bool: { "aws:MultiFactorAuthPresent": true } },
                }),
            ),
            "proved",
        ],
        "an organisation that may be the own": () => [
            kept(allow({ Action: "kms:*", Resource: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } })),
            "undecided",
        ],
    });
});

describe("who can still change a bucket's policy", () => {
    const open = (...statements: readonly object[]): Analysis => ask(policy(...statements), "notLockedOut", bucketContext);
    table({
        "nobody, where all is denied": () => [open(deny({})), "refuted"],
        "whoever comes through the endpoint": () => [open(deny({ Condition: outside })), "proved"],
        "nobody, where the endpoint is no endpoint": () => [
            open(deny({ Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-*" } } })),
            "refuted",
        ],
        "the organisation of the bucket, whichever it is": () => [
            open(deny({ Condition: { StringNotEquals: { "aws:PrincipalOrgID": "${aws:ResourceOrgID}" } } })),
            "proved",
        ],
        "perhaps somebody, where the Deny is not known": () => [open(deny({ Condition: unknown })), "undecided"],
    });
});

describe("answers", () => {
    it("are kept per document and question", () => {
        const document = policy(deny({ Condition: outside }));
        const first = ask(document, "vpceOnly", bucketContext);
        assert.equal(ask(document, "vpceOnly", { ...bucketContext }), first);
        assert.notEqual(ask(document, "vpceOnly", { ...bucketContext, allowedVpceIds: [] }), first);
        assert.notEqual(ask(document, "tlsOnly", bucketContext), first);
        const text = JSON.stringify(document);
        assert.equal(ask(text, "vpceOnly", bucketContext), ask(text, "vpceOnly", bucketContext));
    });

    it("say what they took", () => {
        const { stats } = ask(policy(deny({ Condition: outside })), "vpceOnly", bucketContext);
        assert.ok(stats.nodes > 0 && stats.nodes < 100 && stats.classes > 0, JSON.stringify(stats));
    });

    it("name the statement that was too complex", () => {
        const stars = deny({ Sid: "Stars", Condition: { ...outside, StringNotLike: { "aws:PrincipalTag/x": "*?".repeat(4000) } } });
        const { verdict, reasons } = ask(
            policy(deny({ Condition: { Bool: { "aws:SecureTransport": "true" } } }), stars),
            "vpceOnly",
            bucketContext,
        );
        assert.equal(verdict, "undecided");
        assert.deepEqual(reasons, [{ code: "too-complex", text: 'too complex to decide, at "Stars"' }]);
    });
});

describe("odd documents", () => {
    const oddities: readonly unknown[] = [
        undefined,
        null,
        7,
        true,
        "",
        "[]",
        [],
        [[]],
        {},
        { Statement: 7 },
        { Statement: [null, [], 7, unknown] },
    ];
    const odd = (statement: object): object => policy({ ...deny({}), ...statement });
    const documents: readonly unknown[] = [
        ...oddities,
        ...oddities.flatMap((value) => ["Effect", "Principal", "Action", "Resource", "Condition"].map((name) => odd({ [name]: value }))),
        ...["constructor", "__proto__", "toString", ""].flatMap((name) => [
            odd({ Condition: { [name]: { "aws:SourceVpce": endpoint } } }),
            odd({ Condition: { StringNotEquals: { [name]: "x", "aws:SourceVpce": endpoint } } }),
            odd({ Principal: { [name]: "x" } }),
        ]),
    ];

    it("get an answer that is no mistake of the prover's", () => {
        for (const document of documents) {
            for (const property of [
                "vpceDenyEffective",
                "crossAccountOk",
                "public",
                "enforcesKmsKey",
                "encryptionDenyEffective",
            ] as const) {
                for (const kind of ["bucket", "accesspoint", "key", "vpce", "tablebucket", "vectorbucket"] as const) {
                    const { reasons } = analyse(document as Document, kind, bucketContext, property);
                    assert.ok(!reasons.some(({ text }) => /failed|confirmed/.test(text)), JSON.stringify(document));
                }
            }
        }
    });

    it("are no several documents unless of an identity", () => {
        assert.equal(ask([], "accountsTrusted", bucketContext).verdict, "undecided");
        assert.equal(ask([], "noFullDataAccess", {}, "identity").verdict, "proved");
    });
});

describe("the keys of KMS requests", () => {
    table({
        "the caller's account is the principal's": () => [
            ask(
                policy(
                    allow({
                        Principal: { AWS: "*" },
                        Action: "kms:*",
                        Resource: "*",
                        Condition: { StringEquals: { "kms:CallerAccount": own } },
                    }),
                ),
                "accountsTrusted",
                keyContext,
                "key",
            ),
            "proved",
        ],
        "a policy that reckons with CreateGrant without the key is taken at its word": () => [
            ask(
                policy(
                    allow({
                        Principal: { AWS: `arn:aws:iam::${own}:role/x` },
                        Action: "kms:CreateGrant",
                        Resource: "*",
                        Condition: { BoolIfExists: { "kms:GrantIsForAWSResource": true } },
                    }),
                ),
                "grantsForAwsResourceOnly",
                keyContext,
                "key",
            ),
            "refuted",
        ],
    });
});

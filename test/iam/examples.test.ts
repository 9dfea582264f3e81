import * as assert from "node:assert/strict";
import { analyse, type PropertyId } from "../../iam/analyse";
import { search } from "./oracle";
import { callOf } from "./witness";
import {
    bucket,
    bucketContext,
    breakGlass,
    endpoint,
    endpointContext,
    foreign,
    key,
    keyContext,
    objects,
    organization,
    own,
    ownRoot,
    vpc,
} from "./setting";
import type { Kind, Principal } from "./evaluator";
import type { Call, Context } from "./universe";

type Verdict = "proved" | "refuted" | "undecided";

/** What the witness has to show: only what is given, `undefined` for a key that must be absent. */
interface Facts {
    readonly principal?: Principal["kind"] | RegExp;
    readonly action?: string | RegExp;
    readonly resource?: RegExp;
    readonly network?: Call["network"];
    readonly keys?: Readonly<Record<string, string | RegExp | undefined>>;
}

interface Question {
    readonly says: string;
    readonly document: object;
    readonly kind?: Kind;
    readonly context?: Context;
    readonly verdicts: Readonly<Record<string, Verdict>>;
    readonly witness?: Readonly<Record<string, Facts>>;
}

const sourceVpce = "aws:SourceVpce";
const encryption = "s3:x-amz-server-side-encryption";
const encryptionKeyId = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const customerAlgorithm = "s3:x-amz-server-side-encryption-customer-algorithm";

function policy(...statements: readonly object[]): object {
    return { Version: "2012-10-17", Statement: statements };
}

function deny(condition: object, elements: object = {}): object {
    return { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [bucket, objects], Condition: condition, ...elements };
}

function denyPut(condition: object): object {
    return deny(condition, { Action: "s3:PutObject", Resource: objects });
}

function allow(condition: object, elements: object = {}): object {
    return { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: objects, Condition: condition, ...elements };
}

const onlyEndpoint = { StringNotEquals: { [sourceVpce]: endpoint } };
const onlyKey = { ...bucketContext, keyArn: key };
const organizationContext: Context = { bucketArn: bucket, accountId: own, allowedOrgIds: [organization] };
const fromInternet: Facts = { network: "internet", keys: { [sourceVpce]: undefined } };

/** Deny outside the endpoint, and something besides in the same condition. */
function besides(more: Record<string, Record<string, unknown>>): object {
    const { StringNotEquals = {}, ...others } = more;
    return policy(deny({ StringNotEquals: { [sourceVpce]: endpoint, ...StringNotEquals }, ...others }));
}

const wrongAlgorithmIfPresent = denyPut({ StringNotEqualsIfExists: { [encryption]: "aws:kms" }, Null: { [encryption]: "false" } });
const wrongKeyIfPresent = denyPut({ StringNotEquals: { [encryptionKeyId]: key }, Null: { [encryptionKeyId]: "false" } });
const algorithmWithoutKey = denyPut({ Null: { [encryption]: "false", [encryptionKeyId]: "true" } });
const customerKey = denyPut({ Null: { [customerAlgorithm]: "false" } });
const keyIsDefault: Context = { ...onlyKey, defaultEncryption: { algorithm: "aws:kms", kmsKeyArn: key } };

const administrators = {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${own}:role/KeyAdministrator` },
    Action: ["kms:Create*", "kms:Describe*", "kms:Put*"],
    Resource: "*",
};

function endpointAllow(elements: object): object {
    return { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*", ...elements };
}

const examples: Record<number, readonly Question[]> = {
    1: [
        {
            says: "Deny unless the endpoint keeps networks out and lets plain HTTP in",
            document: policy(deny({ StringNotEquals: { [sourceVpce]: [endpoint] } })),
            verdicts: { vpceOnly: "proved", tlsOnly: "refuted" },
            witness: { tlsOnly: { network: "endpoint", keys: { "aws:SecureTransport": "false", [sourceVpce]: endpoint } } },
        },
    ],
    2: [
        {
            says: "ForAnyValue switches the Deny off where the key is absent",
            document: policy(deny({ "ForAnyValue:StringNotEquals": { [sourceVpce]: [endpoint] } })),
            verdicts: { vpceOnly: "refuted" },
            witness: { vpceOnly: fromInternet },
        },
    ],
    3: [
        {
            says: "ForAllValues keeps the Deny where the key is absent",
            document: policy(deny({ "ForAllValues:StringNotEquals": { [sourceVpce]: [endpoint] } })),
            verdicts: { vpceOnly: "proved" },
        },
    ],
    4: [
        {
            says: "every endpoint is like vpce-*",
            document: policy(deny({ StringNotLike: { [sourceVpce]: "vpce-*" } })),
            verdicts: { vpceOnly: "refuted" },
            witness: { vpceOnly: { network: "endpoint", keys: { [sourceVpce]: /^vpce-(?!0a1b2c3d4e5f60718)/ } } },
        },
    ],
    5: [
        {
            says: "no endpoint is called vpce-* literally",
            document: policy(deny({ StringNotEquals: { [sourceVpce]: "vpce-*" } })),
            verdicts: { vpceOnly: "proved" },
        },
    ],
    6: [
        {
            says: "a Deny of reading leaves writing",
            document: policy(deny(onlyEndpoint, { Action: "s3:GetObject" })),
            verdicts: { vpceOnly: "refuted" },
            witness: { vpceOnly: { action: "s3:PutObject", network: "internet" } },
        },
    ],
    7: [
        {
            says: "a list of well-known actions forgets versions",
            document: policy(deny(onlyEndpoint, { Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket"] })),
            verdicts: { vpceOnly: "refuted" },
            witness: { vpceOnly: { action: "s3:GetObjectVersion", network: "internet" } },
        },
    ],
    8: [
        {
            says: "the bucket without its objects",
            document: policy(deny(onlyEndpoint, { Resource: bucket })),
            verdicts: { vpceOnly: "refuted" },
            witness: { vpceOnly: { action: "s3:GetObject", resource: /^arn:aws:s3:::ml-data\/./ } },
        },
        {
            says: "the objects without their bucket",
            document: policy(deny(onlyEndpoint, { Resource: objects })),
            verdicts: { vpceOnly: "refuted" },
            witness: { vpceOnly: { action: "s3:ListBucket", resource: /^arn:aws:s3:::ml-data$/ } },
        },
    ],
    9: [
        {
            says: "one pattern covers bucket and objects",
            document: policy(deny(onlyEndpoint, { Resource: `${bucket}*` })),
            verdicts: { vpceOnly: "proved" },
        },
    ],
    10: [
        {
            says: "a Deny for the own account leaves everybody else",
            document: policy(deny(onlyEndpoint, { Principal: { AWS: ownRoot } })),
            verdicts: { vpceOnly: "refuted" },
            witness: { vpceOnly: { principal: /^anonymous$|^arn:aws:iam::(?!111122223333)/ } },
        },
    ],
    11: [
        {
            says: "NotPrincipal spares the break-glass role alone",
            document: policy(deny(onlyEndpoint, { Principal: undefined, NotPrincipal: { AWS: [breakGlass] } })),
            context: { ...bucketContext, breakGlassPrincipalArns: [breakGlass] },
            verdicts: { vpceOnly: "proved" },
        },
    ],
    12: [
        {
            says: "NotPrincipal spares the root user too",
            document: policy(deny(onlyEndpoint, { Principal: undefined, NotPrincipal: { AWS: [breakGlass, ownRoot] } })),
            context: { ...bucketContext, breakGlassPrincipalArns: [breakGlass] },
            verdicts: { vpceOnly: "refuted" },
            witness: { vpceOnly: { principal: /^arn:aws:iam::111122223333:root$/ } },
        },
    ],
    13: [
        {
            says: "whether an account in NotPrincipal spares its users is not settled",
            document: policy(deny(onlyEndpoint, { Principal: undefined, NotPrincipal: { AWS: [breakGlass, ownRoot] } })),
            context: { ...bucketContext, breakGlassPrincipalArns: [breakGlass, ownRoot] },
            verdicts: { vpceOnly: "undecided" },
        },
    ],
    14: [
        {
            says: "two keys in one block let pass who satisfies either",
            document: besides({ StringNotEquals: { "aws:SourceVpc": vpc } }),
            verdicts: { vpceOnly: "refuted" },
            witness: { vpceOnly: { network: "endpoint", keys: { "aws:SourceVpc": vpc } } },
        },
        {
            says: "two keys in one block, both allowed",
            document: besides({ StringNotEquals: { "aws:SourceVpc": vpc } }),
            context: { ...bucketContext, allowedVpcIds: [vpc] },
            verdicts: { vpceOnly: "proved" },
        },
    ],
    15: [
        {
            says: "two statements let pass only who satisfies both",
            document: policy(deny(onlyEndpoint), deny({ StringNotEquals: { "aws:SourceVpc": vpc } })),
            verdicts: { vpceOnly: "proved" },
        },
    ],
    16: [
        {
            says: "an address range besides the endpoint lets that range in",
            document: besides({ NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }),
            verdicts: { vpceOnly: "refuted" },
            witness: { vpceOnly: { network: "internet", keys: { "aws:SourceIp": /^203\.0\.113\./ } } },
        },
        {
            says: "an allowed address range besides the endpoint",
            document: besides({ NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }),
            context: { ...bucketContext, allowedSourceIps: ["203.0.113.0/24"] },
            verdicts: { vpceOnly: "proved" },
        },
    ],
    17: [
        {
            says: "private addresses are everybody's",
            document: besides({ NotIpAddress: { "aws:VpcSourceIp": "10.0.0.0/8" } }),
            verdicts: { vpceOnly: "refuted" },
            witness: { vpceOnly: { network: "endpoint", keys: { "aws:VpcSourceIp": /^10\./ } } },
        },
    ],
    18: [
        {
            says: "one Deny for every address and one for every other endpoint",
            document: policy(
                deny({ IpAddress: { "aws:SourceIp": ["0.0.0.0/0", "::/0"] } }),
                deny({ StringNotEquals: { [sourceVpce]: endpoint }, Null: { [sourceVpce]: "false" } }),
            ),
            verdicts: { vpceOnly: "proved" },
        },
    ],
    19: [
        {
            says: "a Deny of other endpoints says nothing of the internet",
            document: besides({ Null: { [sourceVpce]: "false" } }),
            verdicts: { vpceOnly: "refuted" },
            witness: { vpceOnly: fromInternet },
        },
    ],
    20: [
        {
            says: "anonymous requests have no PrincipalIsAWSService",
            document: besides({ Bool: { "aws:PrincipalIsAWSService": "false" } }),
            verdicts: { vpceOnly: "refuted" },
            witness: { vpceOnly: { principal: "anonymous", keys: { "aws:PrincipalIsAWSService": undefined } } },
        },
    ],
    21: [
        {
            says: "services are exempt, IfExists keeps the anonymous out",
            document: besides({ BoolIfExists: { "aws:PrincipalIsAWSService": "false" } }),
            verdicts: { vpceOnly: "proved" },
        },
        {
            says: "services are not exempt",
            document: besides({ BoolIfExists: { "aws:PrincipalIsAWSService": "false" } }),
            context: { ...bucketContext, serviceExceptions: { principalIsAwsService: false } },
            verdicts: { vpceOnly: "refuted" },
            witness: { vpceOnly: { principal: "service" } },
        },
    ],
    22: [
        {
            says: "forward-access sessions are exempt",
            document: besides({ Bool: { "aws:ViaAWSService": "false" } }),
            verdicts: { vpceOnly: "proved" },
        },
        {
            says: "forward-access sessions are not exempt",
            document: besides({ Bool: { "aws:ViaAWSService": "false" } }),
            context: { ...bucketContext, serviceExceptions: { viaAwsService: false } },
            verdicts: { vpceOnly: "refuted" },
            witness: { vpceOnly: { keys: { "aws:ViaAWSService": "true" } } },
        },
    ],
    23: [
        {
            says: "a direct call is called via nobody",
            document: besides({ "ForAnyValue:StringNotEquals": { "aws:CalledVia": "athena.amazonaws.com" } }),
            verdicts: { vpceOnly: "refuted" },
            witness: { vpceOnly: { network: "internet", keys: { "aws:CalledVia": undefined } } },
        },
    ],
    24: [
        {
            says: "a role of that name exists in any account",
            document: besides({ ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/BreakGlass" } }),
            context: { ...bucketContext, breakGlassPrincipalArns: [breakGlass] },
            verdicts: { vpceOnly: "refuted" },
            witness: { vpceOnly: { principal: /^arn:aws:iam::(?!111122223333)\d{12}:role\/BreakGlass$/ } },
        },
    ],
    25: [
        {
            says: "a principal's tags are set in its own account",
            document: besides({ StringNotEquals: { "aws:PrincipalTag/exempt": "true" } }),
            verdicts: { vpceOnly: "refuted" },
            witness: { vpceOnly: { principal: "iam", keys: { "aws:PrincipalTag/exempt": "true" } } },
        },
    ],
    26: [
        {
            says: "an Allow denies nothing",
            document: policy(allow({ StringEquals: { [sourceVpce]: endpoint } }, { Action: "s3:*", Resource: [bucket, objects] })),
            verdicts: { vpceOnly: "refuted" },
            witness: { vpceOnly: { network: "internet" } },
        },
    ],
    27: [
        {
            says: "the caller chooses the tag that names the endpoint",
            document: policy(deny({ StringNotEquals: { [sourceVpce]: "${aws:PrincipalTag/ep}" } })),
            verdicts: { vpceOnly: "refuted" },
            witness: { vpceOnly: { principal: "iam", network: "endpoint" } },
        },
        {
            says: "in the language of 2008 a variable is literal text",
            document: { ...policy(deny({ StringNotEquals: { [sourceVpce]: "${aws:PrincipalTag/ep}" } })), Version: "2008-10-17" },
            verdicts: { vpceOnly: "proved" },
        },
    ],
    28: [
        {
            says: "plain HTTP has no TLS version",
            document: policy(deny({ NumericLessThan: { "s3:TlsVersion": "1.2" } })),
            verdicts: { tls12: "proved", tlsOnly: "refuted" },
            witness: { tlsOnly: { keys: { "aws:SecureTransport": "false", "s3:TlsVersion": undefined } } },
        },
    ],
    29: [
        {
            says: "IfExists denies what has no TLS version",
            document: policy(deny({ NumericLessThanIfExists: { "s3:TlsVersion": "1.2" } })),
            verdicts: { tls12: "proved", tlsOnly: "proved" },
        },
    ],
    30: [
        {
            says: "plain and old TLS in one condition are never both",
            document: policy(deny({ Bool: { "aws:SecureTransport": "false" }, NumericLessThan: { "s3:TlsVersion": "1.2" } })),
            verdicts: { tls12: "refuted", tlsOnly: "refuted" },
        },
    ],
    31: [
        {
            says: "IfExists in an Allow admits the anonymous",
            document: policy(allow({ StringEqualsIfExists: { "aws:PrincipalOrgID": organization } })),
            verdicts: { public: "refuted" },
            witness: { public: { principal: "anonymous" } },
        },
    ],
    32: [
        {
            says: "ForAllValues in an Allow admits who has no organisation",
            document: policy(allow({ "ForAllValues:StringEquals": { "aws:PrincipalOrgID": organization } })),
            verdicts: { public: "refuted" },
            witness: { public: { keys: { "aws:PrincipalOrgID": undefined } } },
        },
    ],
    33: [
        {
            says: "a wildcard next to a literal is enough",
            document: policy(allow({ StringLike: { [sourceVpce]: [endpoint, "vpce-*"] } })),
            verdicts: { public: "refuted" },
            witness: { public: { network: "endpoint" } },
        },
    ],
    34: [
        {
            says: "requests through endpoints have no source address",
            document: policy(allow({ IpAddressIfExists: { "aws:SourceIp": "203.0.113.0/24" } })),
            verdicts: { public: "refuted" },
            witness: { public: { keys: { "aws:SourceIp": undefined } } },
        },
    ],
    35: [
        {
            says: "the account called anonymous is everybody's",
            document: policy(allow({ StringEquals: { "aws:PrincipalAccount": "anonymous" } })),
            verdicts: { public: "refuted" },
            witness: { public: { principal: "anonymous" } },
        },
    ],
    36: [
        {
            says: "a Deny confines the grant but does not make it less public",
            document: policy(allow({}, { Condition: undefined }), deny({ StringNotEquals: { "aws:PrincipalOrgID": organization } })),
            context: organizationContext,
            verdicts: { public: "refuted", crossAccountOk: "proved" },
        },
    ],
    37: [
        {
            says: "a Deny of those who are no service leaves the anonymous",
            document: policy(
                allow({}, { Condition: undefined }),
                deny({ StringNotEqualsIfExists: { "aws:PrincipalOrgID": organization }, Bool: { "aws:PrincipalIsAWSService": "false" } }),
            ),
            context: organizationContext,
            verdicts: { crossAccountOk: "refuted" },
            witness: { crossAccountOk: { principal: "anonymous" } },
        },
    ],
    38: [
        {
            says: "an account number in a role's name is not the account",
            document: policy(allow({ StringLike: { "aws:PrincipalArn": `*${foreign}*` } })),
            context: { bucketArn: bucket, accountId: own, allowedAccounts: [foreign] },
            verdicts: { crossAccountOk: "refuted" },
            witness: { crossAccountOk: { principal: /^arn:aws:iam::(?!111122223333|444455556666)\d{12}:.*444455556666/ } },
        },
    ],
    39: [
        {
            says: "a service without the account it works for",
            document: policy(
                allow({}, { Condition: undefined, Principal: { Service: "cloudtrail.amazonaws.com" }, Action: "s3:PutObject" }),
            ),
            context: { bucketArn: bucket, accountId: own },
            verdicts: { crossAccountOk: "refuted", servicesScoped: "refuted", accountsTrusted: "proved" },
            witness: { crossAccountOk: { principal: "service" } },
        },
    ],
    40: [
        {
            says: "algorithm and key in one block deny only when both differ",
            document: policy(denyPut({ StringNotEquals: { [encryption]: "aws:kms", [encryptionKeyId]: key } })),
            context: onlyKey,
            verdicts: { enforcesKmsKey: "refuted", enforcesKms: "proved" },
            witness: { enforcesKmsKey: { action: "s3:PutObject", keys: { [encryption]: "aws:kms" } } },
        },
    ],
    41: [
        {
            says: "algorithm and key in two statements",
            document: policy(
                denyPut({ StringNotEquals: { [encryption]: "aws:kms" } }),
                denyPut({ StringNotEquals: { [encryptionKeyId]: key } }),
            ),
            context: onlyKey,
            verdicts: { enforcesKmsKey: "proved" },
        },
    ],
    42: [
        {
            says: "the key alone, its absence denied",
            document: policy(denyPut({ StringNotEqualsIfExists: { [encryptionKeyId]: key } })),
            context: onlyKey,
            verdicts: { enforcesKmsKey: "proved" },
        },
    ],
    43: [
        {
            says: "aws:kms without a key id is the AWS managed key",
            document: policy(wrongAlgorithmIfPresent, wrongKeyIfPresent),
            context: keyIsDefault,
            verdicts: { enforcesKmsKey: "refuted" },
            witness: { enforcesKmsKey: { keys: { [encryption]: "aws:kms", [encryptionKeyId]: undefined } } },
        },
    ],
    44: [
        {
            says: "SSE-C has neither header",
            document: policy(wrongAlgorithmIfPresent, wrongKeyIfPresent, algorithmWithoutKey),
            context: keyIsDefault,
            verdicts: { enforcesKmsKey: "refuted" },
            witness: { enforcesKmsKey: { keys: { [customerAlgorithm]: "AES256", [encryption]: undefined } } },
        },
    ],
    45: [
        {
            says: "no header but the right ones",
            document: policy(wrongAlgorithmIfPresent, wrongKeyIfPresent, algorithmWithoutKey, customerKey),
            context: keyIsDefault,
            verdicts: { enforcesKmsKey: "proved", enforcesKms: "proved" },
        },
    ],
    46: [
        {
            says: "an alias is resolved in the requester's account",
            document: policy(denyPut({ StringNotEquals: { [encryptionKeyId]: "alias/x" } })),
            context: onlyKey,
            verdicts: { enforcesKmsKey: "refuted" },
            witness: { enforcesKmsKey: { keys: { [encryptionKeyId]: "alias/x" } } },
        },
    ],
    47: [
        {
            says: "any account uses the key through S3",
            document: policy({
                Effect: "Allow",
                Principal: "*",
                Action: "kms:Decrypt",
                Resource: "*",
                Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
            }),
            kind: "key",
            verdicts: { public: "refuted" },
            witness: { public: { keys: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } } },
        },
    ],
    48: [
        {
            says: "Create* includes CreateGrant",
            document: policy(administrators),
            kind: "key",
            verdicts: { grantsForAwsResourceOnly: "refuted" },
            witness: { grantsForAwsResourceOnly: { action: "kms:CreateGrant" } },
        },
    ],
    49: [
        {
            says: "a root that administers from one VPC only",
            document: policy({
                Effect: "Allow",
                Principal: { AWS: ownRoot },
                Action: "kms:*",
                Resource: "*",
                Condition: { StringEquals: { "aws:SourceVpc": vpc } },
            }),
            kind: "key",
            verdicts: { keepsRootAdmin: "refuted" },
            witness: { keepsRootAdmin: { principal: /:root$/, action: "kms:PutKeyPolicy" } },
        },
    ],
    50: [
        {
            says: "strangers own buckets of that prefix too",
            document: policy(endpointAllow({ Resource: ["arn:aws:s3:::ml-*"] })),
            kind: "vpce",
            verdicts: { resourcesDesignated: "refuted" },
            witness: { resourcesDesignated: { resource: /^arn:aws:s3:::ml-(?!data(\/|$))/ } },
        },
    ],
    51: [
        {
            says: "the prefix in the own account",
            document: policy(
                endpointAllow({ Resource: ["arn:aws:s3:::ml-*"], Condition: { StringEquals: { "aws:ResourceAccount": own } } }),
            ),
            kind: "vpce",
            verdicts: { resourcesDesignated: "proved" },
        },
    ],
    52: [
        {
            says: "an owner in no organisation",
            document: policy(endpointAllow({ Condition: { StringEqualsIfExists: { "aws:ResourceOrgID": organization } } })),
            kind: "vpce",
            context: { ...endpointContext, allowedResourceOrgIds: [organization] },
            verdicts: { resourcesDesignated: "refuted" },
            witness: { resourcesDesignated: { keys: { "aws:ResourceOrgID": undefined } } },
        },
    ],
    53: [
        {
            says: "two grants are ORed",
            document: policy(
                endpointAllow({ Condition: { StringEquals: { "aws:PrincipalOrgID": organization } } }),
                endpointAllow({ Condition: { StringEquals: { "aws:ResourceOrgID": organization } } }),
            ),
            kind: "vpce",
            context: { ...endpointContext, allowedOrgIds: [organization], allowedResourceOrgIds: [organization] },
            verdicts: { resourcesDesignated: "refuted", identitiesTrusted: "refuted" },
        },
    ],
};

function contextOf(kind: Kind): Context {
    return kind === "key" ? keyContext : kind === "vpce" ? endpointContext : bucketContext;
}

function assertFacts(call: Call, facts: Facts): void {
    const { principal, action, resource, network, keys = {} } = facts;
    if (typeof principal === "string") {
        assert.equal(call.principal.kind, principal);
    } else if (principal !== undefined) {
        assert.match(call.principal.kind === "iam" ? call.principal.arn : call.principal.kind, principal);
    }
    if (typeof action === "string") {
        assert.equal(call.action, action);
    } else if (action !== undefined) {
        assert.match(call.action, action);
    }
    if (resource !== undefined) {
        assert.match(call.resource, resource);
    }
    if (network !== undefined) {
        assert.equal(call.network, network);
    }
    for (const [name, expected] of Object.entries(keys)) {
        const value = call.keys.get(name.toLowerCase());
        if (expected instanceof RegExp) {
            assert.match(String(value), expected, name);
        } else {
            assert.equal(value, expected, name);
        }
    }
}

describe("the worked examples", () => {
    it("are 53", () => {
        assert.equal(Object.keys(examples).length, 53);
    });

    for (const [number, example] of Object.entries(examples)) {
        for (const { says, document, kind = "bucket", context = contextOf(kind), verdicts, witness = {} } of example) {
            for (const [property, verdict] of Object.entries(verdicts)) {
                it(`${number}: ${says}: ${property} is ${verdict}`, () => {
                    const result = analyse(JSON.stringify(document), kind, context, property as PropertyId);
                    assert.equal(result.verdict, verdict, JSON.stringify(result.reasons));
                    assert.equal(result.verdict === "refuted", result.witness !== undefined && verdict === "refuted");
                    const facts = witness[property];
                    if (facts !== undefined) {
                        assert.ok(result.witness);
                        assertFacts(callOf(result.witness), facts);
                    }
                });

                it(`${number}: ${says}: brute force agrees that ${property} is ${verdict}`, () => {
                    const { certain, possible } = search(document, kind, context, property);
                    assert.equal(certain !== undefined ? "refuted" : possible !== undefined ? "undecided" : "proved", verdict);
                });
            }
        }
    }
});

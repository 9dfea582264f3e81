import * as assert from "node:assert/strict";
import { Unknown } from "../../model/fact";
import { analyse } from "../../iam/analyse";
import {
    bucket,
    bucketContext,
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
import type { Kind } from "./evaluator";
import { stranger, type Context } from "./universe";

type Values = string | boolean | number | Unknown | readonly (string | Unknown)[];
type Condition = Readonly<Record<string, Readonly<Record<string, Values>>>>;
type Verdict = "proved" | "refuted" | "undecided";

function policy(...statements: readonly object[]): object {
    return { Version: "2012-10-17", Statement: statements };
}

function deny(condition: Condition): object {
    return { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [bucket, objects], Condition: condition };
}

/**
 * Denies every request but those in which the key has exactly these values, and those in which the test holds.
 * So plain requests are all denied if the test is true of the values, and none is if it is false.
 */
function whereKeyHas(key: string, values: readonly string[], test: Condition, version = "2012-10-17"): object {
    const confinement =
        values.length === 0
            ? [deny({ Null: { [key]: "false" } })]
            : [
                  deny({ Null: { [key]: "true" } }),
                  deny({ "ForAnyValue:StringNotEquals": { [key]: values } }),
                  ...values.map((value) => {
                      const others = values.filter((other) => other !== value);
                      return deny({ "ForAllValues:StringEquals": { [key]: others.length > 0 ? others : ["-"] } });
                  }),
              ];
    return { ...policy(deny(test), ...confinement), Version: version };
}

const verdictOf: Record<string, Verdict> = { T: "proved", F: "refuted", U: "undecided" };

function assertTruth(key: string, values: readonly string[], test: Condition, truth: string | undefined, version?: string): void {
    const { verdict, reasons } = analyse(whereKeyHas(key, values, test, version), "bucket", bucketContext, "tlsOnly");
    assert.equal(verdict, verdictOf[truth ?? ""], `${JSON.stringify(test)} of ${JSON.stringify(values)}: ${JSON.stringify(reasons)}`);
    // What the search finds and the evaluator does not confirm is undecided too, but for no good reason.
    assert.ok(!reasons.some(({ code }) => code === "too-complex"), JSON.stringify(reasons));
}

// ------------------------------------------------------------------------------------------------------- 5.1, row by row

/** Request values of a single-valued key, then of a multivalued one: `+` matches the policy value, `-` does not. */
const columns = ["", "+", "-", "++", "+-", "--"];

const rows: Record<string, string> = {
    //                             absent +   -   ++  +-  --
    StringEquals: "                  F    T   F   T   U   F",
    StringNotEquals: "               T    F   T   F   U   T",
    StringEqualsIfExists: "          T    T   F   T   U   F",
    StringNotEqualsIfExists: "       T    F   T   F   U   T",
    "ForAllValues:StringEquals": "   T    T   F   T   F   F",
    "ForAllValues:StringNotEquals": "T    F   T   F   F   T",
    "ForAllValues:StringEqualsIfExists": "T    T   F   T   F   F",
    "ForAllValues:StringNotEqualsIfExists": "T    F   T   F   F   T",
    "ForAnyValue:StringEquals": "    F    T   F   T   T   F",
    "ForAnyValue:StringNotEquals": " F    F   T   F   T   T",
    "ForAnyValue:StringEqualsIfExists": "U    T   F   T   T   F",
    "ForAnyValue:StringNotEqualsIfExists": "U    F   T   F   T   T",
    StringLike: "                    F    T   F   T   U   F",
    StringNotLike: "                 T    F   T   F   U   T",
    StringEqualsIgnoreCase: "        F    T   F   T   U   F",
    StringNotEqualsIgnoreCase: "     T    F   T   F   U   T",
    "ForAllValues:StringLike": "     T    T   F   T   F   F",
    "ForAnyValue:StringNotLike": "   F    F   T   F   T   T",
    StringEqualz: "                  U    U   U   U   U   U",
    BinaryEquals: "                  U    U   U   U   U   U",
    NullIfExists: "                  U    U   U   U   U   U",
};

const nullRows: Record<string, string> = {
    "Null true": "             T    F   F   F   F   F",
    "Null false": "            F    T   T   T   T   T",
    "Null TRUE": "             T    F   F   F   F   F",
    "ForAllValues:Null true": "T    T   T   T   T   T",
    "ForAllValues:Null false": "T    T   T   T   T   T",
    "ForAnyValue:Null true": " F    F   F   F   F   F",
    "ForAnyValue:Null false": "F    F   F   F   F   F",
};

const emptyRows: Record<string, string> = {
    StringEquals: "                U    U   U   U   U   U",
    StringNotEquals: "             U    U   U   U   U   U",
    StringEqualsIfExists: "        T    F   F   F   F   F",
    "ForAllValues:StringEquals": " T    F   F   F   F   F",
    "ForAnyValue:StringEquals": "  F    F   F   F   F   F",
    "ForAnyValue:StringNotEquals": "F    F   F   F   F   F",
};

const unknownRows: Record<string, string> = {
    StringEquals: "                F    U   U   U   U   U",
    StringNotEquals: "             T    U   U   U   U   U",
    StringNotEqualsIfExists: "     T    U   U   U   U   U",
    "ForAllValues:StringEquals": " T    U   U   U   U   U",
    "ForAnyValue:StringEquals": "  F    U   U   U   U   U",
    "ForAnyValue:StringNotEquals": "F    U   U   U   U   U",
};

function truths(row: string): readonly string[] {
    return row.trim().split(/\s+/);
}

/** Single-valued columns are asked of a free key, multivalued ones of the services that called on the caller's behalf. */
function assertRow(row: string, test: (key: string) => Condition): void {
    truths(row).forEach((truth, index) => {
        const values = (columns[index] ?? "").split("").map((sign, place) => (sign === "+" ? `match${place}` : `other${place}`));
        if (values.length < 2) {
            assertTruth("aws:Referer", values, test("aws:Referer"), truth);
        }
        assertTruth("aws:CalledVia", values, test("aws:CalledVia"), truth);
    });
}

describe("the truth of one test", () => {
    for (const [operator, row] of Object.entries(rows)) {
        it(`${operator}: ${truths(row).join(" ")}`, () => {
            assertRow(row, (key) => ({ [operator]: { [key]: ["match0", "match1"] } }));
        });
    }

    for (const [name, row] of Object.entries(nullRows)) {
        it(`${name}: ${truths(row).join(" ")}`, () => {
            const [operator = "", value = ""] = name.split(" ");
            assertRow(row, (key) => ({ [operator]: { [key]: value } }));
        });
    }

    for (const [operator, row] of Object.entries(emptyRows)) {
        it(`${operator} with an empty list: ${truths(row).join(" ")}`, () => {
            assertRow(row, (key) => ({ [operator]: { [key]: [] } }));
        });
    }

    for (const [operator, row] of Object.entries(unknownRows)) {
        it(`${operator} with an unknown value: ${truths(row).join(" ")}`, () => {
            assertRow(row, (key) => ({ [operator]: { [key]: new Unknown(["policy"]) } }));
        });
    }

    it("an unknown next to a value that matches changes nothing", () => {
        assertRow("F T U T U U", (key) => ({ StringEquals: { [key]: ["match0", "match1", new Unknown(["policy"])] } }));
        assertRow("T F U F U U", (key) => ({ StringNotEquals: { [key]: ["match0", "match1", new Unknown(["policy"])] } }));
    });

    it("all keys of a block and all blocks of a condition must hold", () => {
        const both = (first: string, second: string): Condition => ({ StringEquals: { "aws:Referer": first, "ml:other": second } });
        const confined = (test: Condition): object =>
            policy(
                deny(test),
                ...["aws:Referer", "ml:other"].flatMap((name) => [
                    deny({ Null: { [name]: true } }),
                    deny({ StringNotEquals: { [name]: "v" } }),
                ]),
            );
        const tables: [Condition, Verdict][] = [
            [both("v", "v"), "proved"],
            [both("v", "w"), "refuted"],
            [both("w", "v"), "refuted"],
            [{ StringEquals: { "aws:Referer": "v" }, StringLike: { "ml:other": "w" } }, "refuted"],
            [{ StringEquals: { "aws:Referer": "v" }, StringLike: { "ml:other": "v*" } }, "proved"],
            [{ StringEquals: { "aws:Referer": "v", "AWS:referer": "w" } }, "refuted"],
            [{ StringEquals: { "aws:Referer": "v", "AWS:referer": ["w", "v"] } }, "proved"],
        ];
        for (const [test, verdict] of tables) {
            assert.equal(analyse(confined(test), "bucket", bucketContext, "tlsOnly").verdict, verdict, JSON.stringify(test));
        }
    });
});

// ------------------------------------------------------------------------------------------------------- 5.2, operators

/** Operator, policy value, request value, truth. */
const comparisons: readonly (readonly [string, Values, string, string])[] = [
    ["StringEquals", "abc", "ABC", "F"],
    ["StringEquals", "a*", "a*", "T"],
    ["StringEquals", "a*", "abc", "F"],
    ["StringEquals", "a?", "ab", "F"],
    ["StringEqualsIgnoreCase", "abc", "ABC", "T"],
    ["StringEqualsIgnoreCase", "a*", "ABC", "F"],
    ["StringNotEqualsIgnoreCase", "abc", "ABC", "F"],
    ["StringLike", "a*c", "abbc", "T"],
    ["StringLike", "a*c", "abcd", "F"],
    ["StringLike", "a*c", "Abc", "F"],
    ["StringLike", "a?c", "ac", "F"],
    ["StringLike", "a?c", "abc", "T"],
    ["StringLike", "*", "", "T"],
    ["StringLike", "*b*", "a:b/c", "T"],
    ["StringLike", "arn:aws:s3:*", "arn:aws:s3:us-east-1:1:x", "T"],
    ["StringNotLike", "a*", "b", "T"],
    ["ArnLike", "arn:aws:s3:::a*", "arn:aws:s3:::abc:d/e", "T"],
    ["ArnLike", "arn:aws:sns:*:topic", "arn:aws:sns:us-east-1:topic", "U"],
    ["ArnLike", "arn:aws:sns:*:111122223333:t", "arn:aws:sns:us-east-1:111122223333:t", "T"],
    ["ArnLike", "arn:aws:*:111122223333:t:x", "arn:aws:sns:us-east-1:111122223333:t", "F"],
    ["ArnLike", "arn:aws:s3:::a?", "arn:aws:s3:::ab", "T"],
    ["ArnLike", "arn:aws:s3:::A", "arn:aws:s3:::a", "F"],
    ["ArnEquals", "arn:aws:s3:::a*", "arn:aws:s3:::abc", "T"],
    ["ArnEquals", "arn:aws:s3:::a", "no arn", "F"],
    ["ArnNotEquals", "arn:aws:s3:::a", "no arn", "T"],
    ["ArnNotLike", "arn:aws:s3:::a*", "arn:aws:s3:::abc", "F"],
    ["ArnNotEquals", "arn:aws:s3:::a", "arn:aws:s3:::b", "T"],
    ["ArnLike", "*", "arn:aws:s3:::a", "U"],
    ["NumericEquals", "1.0", "1", "T"],
    ["NumericEquals", 1, "1", "T"],
    ["NumericNotEquals", "1", "2", "T"],
    ["NumericLessThan", "10", "9", "T"],
    ["NumericLessThan", "10", "10", "F"],
    ["NumericLessThanEquals", "10", "10", "T"],
    ["NumericGreaterThan", "10", "10", "F"],
    ["NumericGreaterThan", "9", "10", "T"],
    ["NumericGreaterThanEquals", "10", "10", "T"],
    ["NumericLessThan", "ten", "9", "U"],
    ["DateGreaterThan", "2040-01-01T00:00:00Z", "2041-01-01T00:00:00Z", "T"],
    ["DateLessThan", "2040-01-01T00:00:00Z", "2041-01-01T00:00:00Z", "F"],
    ["DateGreaterThanEquals", "2041-01-01", "2041-01-01T00:00:00Z", "T"],
    ["DateNotEquals", "2041-01-01T00:00:00Z", "2041-01-01T00:00:00Z", "F"],
    ["DateEquals", "2240611200", "2041-01-01T00:00:00Z", "T"],
    ["Bool", "TRUE", "true", "T"],
    ["Bool", true, "true", "T"],
    ["Bool", "true", "false", "F"],
    ["Bool", "1", "true", "F"],
    ["Bool", "0", "false", "F"],
];

/** Policy range, address, truth of IpAddress. */
const addresses: readonly (readonly [string, string, string])[] = [
    ["203.0.113.0/24", "203.0.113.255", "T"],
    ["203.0.113.0/24", "203.0.114.0", "F"],
    ["203.0.113.7/24", "203.0.113.9", "T"],
    ["203.0.113.7", "203.0.113.7", "T"],
    ["203.0.113.7", "203.0.113.8", "F"],
    ["0.0.0.0/0", "203.0.113.7", "T"],
    ["0.0.0.0/0", "2001:db8::1", "F"],
    ["::/0", "2001:db8::1", "T"],
    ["::/0", "203.0.113.7", "F"],
    ["2001:db8::/32", "2001:db8:ffff::1", "T"],
    ["2001:DB8:0:0::/32", "2001:db9::1", "F"],
];

describe("how operators compare", () => {
    for (const [operator, policyValue, requestValue, truth] of comparisons) {
        it(`${operator} ${JSON.stringify(policyValue)} of ${JSON.stringify(requestValue)} is ${truth}`, () => {
            const [, family] = /^(Numeric|Date)/.exec(operator) ?? [];
            const test = { [operator]: { "ml:value": policyValue } };
            if (family === undefined) {
                assertTruth("ml:value", [requestValue], test, truth);
                return;
            }
            const confined = policy(
                deny(test),
                deny({ Null: { "ml:value": true } }),
                deny({ [`${family}NotEquals`]: { "ml:value": requestValue } }),
            );
            assert.equal(analyse(confined, "bucket", bucketContext, "tlsOnly").verdict, verdictOf[truth]);
        });
    }

    for (const [range, address, truth] of addresses) {
        it(`IpAddress ${range} of ${address} is ${truth}, NotIpAddress the opposite`, () => {
            const ranges = `${address}/${address.includes(":") ? 128 : 32}`;
            const ask = (operator: string): Verdict =>
                analyse(
                    policy(deny({ [operator]: { "aws:SourceIp": range } }), deny({ NotIpAddress: { "aws:SourceIp": ranges } })),
                    "bucket",
                    bucketContext,
                    "tlsOnly",
                ).verdict;
            assert.equal(ask("IpAddress"), verdictOf[truth]);
            assert.equal(ask("NotIpAddress"), truth === "T" ? "refuted" : "proved");
        });
    }

    it("action and key names have no case, values and resources do", () => {
        const ask = (statement: object): Verdict =>
            analyse(policy({ ...deny({}), Condition: undefined, ...statement }), "bucket", bucketContext, "tlsOnly").verdict;
        assert.equal(ask({ Action: "S3:*" }), "proved");
        assert.equal(ask({ NotAction: "s3:getOBJECT", Action: undefined }), "refuted");
        assert.equal(ask({ Resource: "arn:aws:s3:::ML-DATA*" }), "refuted");
        assert.equal(ask({ Condition: { Bool: { "AWS:SECURETRANSPORT": "FALSE" } } }), "proved");
    });
});

// ------------------------------------------------------------------------------------------------ 5.5, policy variables

describe("policy variables", () => {
    const variable = "${ml:variable}";

    it("stand for the value of their key", () => {
        const confined = (test: Condition, variableIs: string | undefined, version = "2012-10-17"): Verdict =>
            analyse(
                {
                    Version: version,
                    Statement: [
                        deny(test),
                        deny({ Null: { "ml:value": true } }),
                        deny({ StringNotEquals: { "ml:value": "v" } }),
                        ...(variableIs === undefined
                            ? [deny({ Null: { "ml:variable": false } })]
                            : [deny({ Null: { "ml:variable": true } }), deny({ StringNotEquals: { "ml:variable": variableIs } })]),
                    ],
                },
                "bucket",
                bucketContext,
                "tlsOnly",
            ).verdict;
        assert.equal(confined({ StringEquals: { "ml:value": variable } }, "v"), "proved");
        assert.equal(confined({ StringEquals: { "ml:value": variable } }, "w"), "refuted");
        assert.equal(confined({ StringNotEquals: { "ml:value": variable } }, "v"), "refuted");
        assert.equal(confined({ StringNotEquals: { "ml:value": variable } }, "w"), "proved");
        assert.equal(confined({ StringEquals: { "ml:value": variable } }, undefined), "refuted");
        assert.equal(confined({ StringNotEquals: { "ml:value": variable } }, undefined), "proved");
        assert.equal(confined({ StringEquals: { "ml:value": "${ml:variable, 'v'}" } }, undefined), "proved");
        assert.equal(confined({ StringEquals: { "ml:value": "${ml:variable, 'w'}" } }, undefined), "refuted");
        assert.equal(confined({ StringEquals: { "ml:value": variable } }, "v", "2008-10-17"), "refuted");
        assert.equal(confined({ StringNotEquals: { "ml:value": variable } }, "v", "2008-10-17"), "proved");
    });

    it("for wildcard characters are those characters", () => {
        assertTruth("ml:value", ["a*"], { StringLike: { "ml:value": "a${*}" } }, "T");
        assertTruth("ml:value", ["ab"], { StringLike: { "ml:value": "a${*}" } }, "F");
        assertTruth("ml:value", ["a?$"], { StringEquals: { "ml:value": "a${?}${$}" } }, "T");
    });

    it("are literal text in the language of 2008", () => {
        assertTruth("ml:value", [variable], { StringEquals: { "ml:value": variable } }, "T", "2008-10-17");
    });
});

// -------------------------------------------------------------------------------------------------- 6.3, valid requests

interface Rule {
    readonly says: string;
    /** Holds only because AWS never produces the request that the rule excludes. */
    readonly document: object;
    readonly property:
        | "vpceOnly"
        | "tlsOnly"
        | "tls12"
        | "accountsTrusted"
        | "servicesScoped"
        | "enforcesKmsKey"
        | "keepsRootAdmin"
        | "resourcesDesignated";
    /** The same with a key, or a value, that the rule does not speak of. */
    readonly control: object;
    readonly context?: Context;
    readonly kind?: Kind;
}

const outside = { StringNotEquals: { "aws:SourceVpce": endpoint } };
const everyAddress = deny({ IpAddress: { "aws:SourceIp": ["0.0.0.0/0", "::/0"] } });
const withSourceVpce: Condition = { ...outside, Null: { "aws:SourceVpce": "false" } };
const allow = (condition: Condition, elements: object = {}): object => ({
    Effect: "Allow",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: objects,
    Condition: condition,
    ...elements,
});
const service = { Principal: { Service: "sns.amazonaws.com" } };
const noService: Context = { ...bucketContext, serviceExceptions: { principalIsAwsService: false, viaAwsService: false } };
const organizationTrusted: Context = { ...bucketContext, allowedOrgIds: [organization] };
const keyDesignated: Context = { ...bucketContext, keyArn: key };
const ownOrAnonymous = deny({ StringNotEqualsIfExists: { "aws:PrincipalAccount": [own, "anonymous"] } });
const denyPut = (condition: Condition): object => ({
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: objects,
    Condition: condition,
});
const rootAllow = (condition: Condition): object => ({
    Effect: "Allow",
    Principal: { AWS: ownRoot },
    Action: "kms:*",
    Resource: "*",
    Condition: condition,
});
const endpointAllow = (elements: object): object => ({ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*", ...elements });

const always: readonly Rule[] = [
    ...["aws:SourceVpc", "aws:VpcSourceIp", "aws:VpceAccount"].map((name): Rule => ({
        says: `V1 ${name} is there with aws:SourceVpce`,
        document: policy(everyAddress, deny({ ...outside, Null: { [name]: "false" } })),
        control: policy(everyAddress, deny({ ...outside, Null: { "aws:VpceOrgID": "false" } })),
        property: "vpceOnly",
    })),
    ...["aws:SourceVpce", "aws:SourceVpc", "aws:VpcSourceIp", "aws:VpceAccount"].map((name): Rule => ({
        says: `V1 ${name} is there only through an endpoint`,
        document: policy(deny({ ...outside, Null: { "aws:SourceIp": "true" } }), deny({ Null: { [name]: "true" } })),
        control: policy(deny({ ...outside, Null: { "aws:SourceIp": "true" } }), deny({ Null: { "aws:Referer": "true" } })),
        property: "vpceOnly",
    })),
    {
        says: "V1 a direct request has a source address",
        document: policy(everyAddress, deny(withSourceVpce)),
        control: policy(deny({ IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }), deny(withSourceVpce)),
        property: "vpceOnly",
    },
    {
        says: "V1 a request through an endpoint has no source address",
        document: policy(deny(outside), deny({ Null: { "aws:SourceIp": "false" } })),
        control: policy(
            deny({ ...outside, NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }),
            deny({ Null: { "aws:SourceVpce": "false" } }),
        ),
        property: "vpceOnly",
    },
    {
        says: "V2 service principals have no endpoint",
        document: policy(
            deny({ ...outside, BoolIfExists: { "aws:PrincipalIsAWSService": "false" } }),
            deny({ Null: { "aws:SourceVpce": "true" }, Bool: { "aws:PrincipalIsAWSService": "true" } }),
        ),
        control: policy(deny({ ...outside, BoolIfExists: { "aws:PrincipalIsAWSService": "false" } })),
        context: noService,
        property: "vpceOnly",
    },
    {
        says: "V2 forward-access sessions have no endpoint",
        document: policy(
            deny({ ...outside, Bool: { "aws:ViaAWSService": "false" } }),
            deny({ Null: { "aws:SourceVpce": "true" }, Bool: { "aws:ViaAWSService": "true" } }),
        ),
        control: policy(deny({ ...outside, Bool: { "aws:ViaAWSService": "false" } })),
        context: noService,
        property: "vpceOnly",
    },
    ...["aws:CalledVia", "aws:CalledViaFirst", "aws:CalledViaLast"].map((name): Rule => ({
        says: `V3 ${name} is there only in forward-access sessions`,
        document: policy(deny({ ...outside, Null: { [name]: "true" } })),
        control: policy(deny({ ...outside, Null: { "aws:Referer": "true" } })),
        property: "vpceOnly",
    })),
    {
        says: "V3 a forward-access session is not of a service principal",
        document: policy(deny({ ...outside, BoolIfExists: { "aws:PrincipalIsAWSService": "false" } })),
        control: policy(deny({ ...outside, Bool: { "aws:ViaAWSService": "false" } })),
        context: { ...bucketContext, serviceExceptions: { principalIsAwsService: true, viaAwsService: false } },
        property: "vpceOnly",
    },
    ...[
        "aws:PrincipalArn",
        "aws:PrincipalOrgID",
        "aws:PrincipalOrgPaths",
        "aws:PrincipalTag/team",
        "aws:PrincipalIsAWSService",
        "aws:MultiFactorAuthPresent",
        "aws:MultiFactorAuthAge",
    ].map((name): Rule => ({
        says: `V4 anonymous requests have no ${name}`,
        document: policy(allow({ Null: { [name]: "false" } }), ownOrAnonymous),
        control: policy(allow({ Null: { "aws:Referer": "false" } }), ownOrAnonymous),
        property: "accountsTrusted",
    })),
    {
        says: "V4 the account of anonymous requests is anonymous",
        document: policy(allow({}, { Condition: undefined }), deny({ StringNotEquals: { "aws:PrincipalAccount": own } })),
        control: policy(allow({}, { Condition: undefined }), deny({ StringNotEquals: { "aws:PrincipalAccount": [own, "anonymous"] } })),
        property: "accountsTrusted",
    },
    {
        says: "V5 aws:PrincipalAccount is the account of the principal's ARN",
        document: policy(allow({ StringEquals: { "aws:PrincipalAccount": own } })),
        control: policy(allow({ StringEquals: { "aws:PrincipalTag/account": own } })),
        property: "accountsTrusted",
    },
    {
        says: "V5 kms:CallerAccount is the account of the principal's ARN",
        document: policy(allow({ StringEquals: { "kms:CallerAccount": own } }, { Action: "kms:*", Resource: "*" })),
        control: policy(allow({ StringEquals: { "kms:EncryptionContext:account": own } }, { Action: "kms:*", Resource: "*" })),
        kind: "key",
        context: keyContext,
        property: "accountsTrusted",
    },
    {
        says: "V5 a foreign ARN with the own account",
        document: policy(
            allow({ ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${foreign}:*` }, StringEquals: { "aws:PrincipalAccount": stranger } }),
        ),
        control: policy(
            allow({ ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${foreign}:*` }, StringEquals: { "aws:PrincipalAccount": foreign } }),
        ),
        property: "accountsTrusted",
    },
    {
        says: "V6 every path starts with the organisation's id",
        document: policy(allow({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": `${organization}/*` } })),
        control: policy(allow({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "*/r-ab12/*" } })),
        context: organizationTrusted,
        property: "accountsTrusted",
    },
    {
        says: "V6 organisation id without paths",
        document: policy(allow({ StringEquals: { "aws:PrincipalOrgID": "o-zzzzzzzzzz" }, Null: { "aws:PrincipalOrgPaths": "true" } })),
        control: policy(allow({ StringEquals: { "aws:PrincipalOrgID": "o-zzzzzzzzzz" }, Null: { "aws:PrincipalOrgPaths": "false" } })),
        context: organizationTrusted,
        property: "accountsTrusted",
    },
    {
        says: "V6 paths without organisation id",
        document: policy(allow({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-*" }, Null: { "aws:PrincipalOrgID": "true" } })),
        control: policy(allow({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-*" }, Null: { "aws:PrincipalOrgID": "false" } })),
        context: organizationTrusted,
        property: "accountsTrusted",
    },
    {
        says: "V6 principals of the own account are in its organisation",
        document: policy(rootAllow({ StringEquals: { "aws:PrincipalOrgID": organization } })),
        control: policy(rootAllow({ StringEquals: { "aws:PrincipalOrgID": "o-zzzzzzzzzz" } })),
        kind: "key",
        context: { ...keyContext, orgId: organization },
        property: "keepsRootAdmin",
    },
    {
        says: "V7 account and ARN of a source agree",
        document: policy(
            allow({ StringEquals: { "aws:SourceAccount": stranger }, ArnLike: { "aws:SourceArn": `arn:aws:sns:*:${foreign}:*` } }, service),
        ),
        control: policy(
            allow({ StringEquals: { "aws:SourceAccount": stranger }, ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } }, service),
        ),
        property: "servicesScoped",
    },
    {
        says: "V8 access point account and ARN agree",
        document: policy(
            allow({
                StringEquals: { "s3:DataAccessPointAccount": own },
                ArnLike: { "s3:DataAccessPointArn": `arn:aws:s3:*:${foreign}:accesspoint/*` },
            }),
        ),
        control: policy(
            allow({
                StringEquals: { "s3:DataAccessPointAccount": foreign },
                ArnLike: { "s3:DataAccessPointArn": `arn:aws:s3:*:${foreign}:accesspoint/*` },
            }),
        ),
        property: "accountsTrusted",
    },
    ...(
        [
            ["s3:DataAccessPointArn", "s3:DataAccessPointAccount"],
            ["s3:DataAccessPointAccount", "s3:AccessPointNetworkOrigin"],
            ["s3:AccessPointNetworkOrigin", "s3:DataAccessPointArn"],
        ] as const
    ).map(([present, absent]): Rule => ({
        says: `V8 ${present} without ${absent}`,
        document: policy(allow({ Null: { [present]: "false", [absent]: "true" } })),
        control: policy(allow({ Null: { [present]: "false", "aws:Referer": "true" } })),
        property: "accountsTrusted",
    })),
    {
        says: "V8 an access point of a VPC is reached through an endpoint",
        document: policy(
            deny(withSourceVpce),
            deny({ Null: { "aws:SourceVpce": "true" }, StringNotEqualsIfExists: { "s3:AccessPointNetworkOrigin": "VPC" } }),
        ),
        control: policy(
            deny(withSourceVpce),
            deny({ Null: { "aws:SourceVpce": "true" }, StringNotEqualsIfExists: { "s3:AccessPointNetworkOrigin": "Internet" } }),
        ),
        property: "vpceOnly",
    },
    {
        says: "V9 plain requests have no TLS version",
        document: policy(deny({ Null: { "s3:TlsVersion": "true" } })),
        control: policy(deny({ Null: { "s3:TlsVersion": "false" } })),
        property: "tlsOnly",
    },
    {
        says: "V9 requests with a TLS version are not plain",
        document: policy(deny({ Bool: { "aws:SecureTransport": "true" } })),
        control: policy(deny({ Bool: { "aws:SecureTransport": "false" } })),
        property: "tls12",
    },
    {
        says: "V10 a key id comes with SSE-KMS",
        document: policy(denyPut({ StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": key } })),
        control: policy(denyPut({ StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } })),
        context: keyDesignated,
        property: "enforcesKmsKey",
    },
    {
        says: "V10 SSE-C comes without SSE",
        document: policy(
            denyPut({
                StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": key },
                Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "true" },
            }),
            denyPut({ Null: { "s3:x-amz-server-side-encryption": "true" } }),
        ),
        control: policy(
            denyPut({
                StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": key },
                Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "true" },
            }),
            denyPut({ Null: { "s3:x-amz-acl": "true" } }),
        ),
        context: keyDesignated,
        property: "enforcesKmsKey",
    },
    {
        says: "V11 the bucket is of its account",
        document: policy(deny({ StringEquals: { "aws:ResourceAccount": own } })),
        control: policy(deny({ StringEquals: { "aws:ResourceAccount": foreign } })),
        property: "vpceOnly",
    },
    {
        says: "V11 s3:ResourceAccount is aws:ResourceAccount",
        document: policy(deny({ StringEquals: { "s3:ResourceAccount": own } })),
        control: policy(deny({ StringEquals: { "s3:ResourceAccount": foreign } })),
        property: "vpceOnly",
    },
    {
        says: "V11 the owner of another bucket is free",
        document: policy(endpointAllow({ Resource: [bucket, objects] })),
        control: policy(
            endpointAllow({ Resource: "arn:aws:s3:::other/*", Condition: { StringEquals: { "aws:ResourceAccount": foreign } } }),
        ),
        kind: "vpce",
        context: endpointContext,
        property: "resourcesDesignated",
    },
    {
        says: "6.1 service principals say so, and are the only ones",
        document: policy(deny({ ...outside, StringNotEqualsIfExists: { "aws:PrincipalIsAWSService": "true" } })),
        control: policy(deny({ ...outside, StringNotEqualsIfExists: { "aws:PrincipalTag/service": "true" } })),
        property: "vpceOnly",
    },
    {
        says: "6.2 endpoint ids are made by AWS",
        document: policy(deny({ StringNotEquals: { "aws:SourceVpce": ["vpce-*", "vpce-ANY", "my-endpoint"] } })),
        control: policy(deny({ StringNotEquals: { "aws:SourceVpce": ["vpce-*", "vpce-12345678"] } })),
        property: "vpceOnly",
    },
    {
        says: "6.2 VPC ids are made by AWS",
        document: policy(deny({ StringNotEquals: { "aws:SourceVpc": "vpc-*" } })),
        control: policy(deny({ StringNotEquals: { "aws:SourceVpc": vpc } })),
        property: "vpceOnly",
    },
];

describe("what requests AWS can produce", () => {
    for (const { says, document, control, property, kind = "bucket", context = bucketContext } of always) {
        it(says, () => {
            assert.equal(analyse(document, kind, context, property).verdict, "proved");
            assert.equal(analyse(control, kind, context, property).verdict, "refuted");
        });
    }
});

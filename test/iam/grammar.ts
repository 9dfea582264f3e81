import * as fc from "fast-check";
import { Unknown } from "../../model/fact";
import type { Kind } from "./evaluator";
import {
    accessPoint,
    breakGlass,
    bucket,
    canonicalUser,
    endpoint,
    foreign,
    key,
    keyId,
    objects,
    organization,
    otherKey,
    own,
    ownRoot,
    vpc,
} from "./setting";
import type { Context } from "./universe";

/** Policy documents that love the traps: every construct of the grammar in the spellings people get wrong. */

export interface Subject {
    readonly document: string | object;
    readonly kind: Kind;
    readonly context: Context;
    readonly property: string;
}

/** Whether documents may hold what the specification itself leaves undetermined. */
export type Clarity = "clear" | "ambiguous";

type Json = string | number | boolean | Unknown | readonly Json[] | { readonly [name: string]: Json };

// ------------------------------------------------------------------------------------------------------------------ values

interface KeyTraits {
    readonly family: "string" | "arn" | "boolean" | "address" | "number" | "date";
    readonly values: readonly string[];
    readonly isMultivalued?: boolean;
}

const roles = [
    breakGlass,
    `arn:aws:iam::${own}:role/Training`,
    `arn:aws:iam::${foreign}:role/BreakGlass`,
    ownRoot,
    `arn:aws:iam::${own}:user/ann`,
];
const rolePatterns = [
    `arn:aws:iam::${own}:role/*`,
    "arn:aws:iam::*:role/BreakGlass",
    `arn:aws:iam::${own}:*`,
    `arn:aws:iam::${foreign}:role/*Glass`,
    "arn:aws:iam::1111*:role/Train?ng",
];

const accounts = [own, foreign];
const organizations = [organization, "o-othergroup1"];
const vpcEndpoints = [endpoint, "vpce-00000000", "vpce-0a1b*", "vpce-*", "vpce-????????", "*18"];

const keyTraits: Record<string, KeyTraits> = {
    "aws:SourceVpce": { family: "string", values: vpcEndpoints },
    "aws:SourceVpc": { family: "string", values: [vpc, "vpc-00000000", "vpc-*"] },
    "aws:SourceIp": {
        family: "address",
        values: ["203.0.113.0/24", "0.0.0.0/0", "::/0", "198.51.100.7", "2001:db8::/32", "0.0.0.0/1", "128.0.0.0/1", "10.0.0.0/8"],
    },
    "aws:VpcSourceIp": { family: "address", values: ["10.0.0.0/8", "172.16.0.0/12", "0.0.0.0/0"] },
    "aws:VpceAccount": { family: "string", values: accounts },
    "aws:VpceOrgID": { family: "string", values: organizations },
    "aws:PrincipalArn": { family: "arn", values: [...roles, ...rolePatterns] },
    "aws:PrincipalAccount": { family: "string", values: [...accounts, "1111*", "anonymous", "*"] },
    "aws:PrincipalOrgID": { family: "string", values: [...organizations, "o-*", "o-a1b2*"] },
    "aws:PrincipalOrgPaths": {
        family: "string",
        values: [`${organization}/*`, `${organization}/r-ab12/ou-ab12-11111111/*`, "o-*/*"],
        isMultivalued: true,
    },
    "aws:VpceOrgPaths": {
        family: "string",
        values: [`${organization}/*`, `${organization}/r-ab12/ou-ab12-11111111/*`, "o-*/*"],
        isMultivalued: true,
    },
    "aws:PrincipalTag/team": { family: "string", values: ["ml", "ML", "m*", "true"] },
    "aws:PrincipalIsAWSService": { family: "boolean", values: ["true", "false"] },
    "aws:PrincipalServiceName": { family: "string", values: ["cloudtrail.amazonaws.com", "logging.s3.amazonaws.com"] },
    "aws:ViaAWSService": { family: "boolean", values: ["true", "false"] },
    "aws:CalledVia": { family: "string", values: ["athena.amazonaws.com", "cloudformation.amazonaws.com"], isMultivalued: true },
    "aws:SourceAccount": { family: "string", values: [...accounts, "1111*"] },
    "aws:SourceArn": {
        family: "arn",
        values: [
            `arn:aws:cloudtrail:us-east-1:${own}:trail/t`,
            `arn:aws:cloudtrail:*:${own}:*`,
            "arn:aws:s3:::ml-logs",
            `arn:aws:sns:*:*:${own}`,
        ],
    },
    "aws:SourceOrgID": { family: "string", values: organizations },
    "aws:SecureTransport": { family: "boolean", values: ["true", "false"] },
    "aws:SourceVpcArn": {
        family: "arn",
        values: [`arn:aws:ec2:us-east-1:${own}:vpc/${vpc}`, `arn:aws:ec2:us-east-1:${own}:vpc/*`, "arn:aws:ec2:*:*:vpc/*"],
    },
    "s3:TlsVersion": { family: "number", values: ["1.2", "1.3", "1.1", "1.0", "1.25"] },
    "aws:CurrentTime": { family: "date", values: ["2015-01-01T00:00:00Z", "2100-01-01T00:00:00Z"] },
    "aws:MultiFactorAuthPresent": { family: "boolean", values: ["true", "false"] },
    "aws:Referer": { family: "string", values: ["https://example.com/*", "secret"] },
    "aws:UserAgent": { family: "string", values: ["*curl*", "agent"] },
    "aws:RequestedRegion": { family: "string", values: ["us-east-1", "eu-*"] },
    "aws:ResourceAccount": { family: "string", values: [...accounts, "1111*"] },
    "aws:ResourceOrgID": { family: "string", values: organizations },
    "s3:DataAccessPointArn": {
        family: "arn",
        values: [accessPoint, `arn:aws:s3:us-east-1:${own}:accesspoint/*`, "arn:aws:s3:*:*:accesspoint/training"],
    },
    "s3:DataAccessPointAccount": { family: "string", values: accounts },
    "s3:ExistingObjectTag/class": { family: "string", values: ["PHI", "phi", "P*"] },
    "s3:x-amz-acl": { family: "string", values: ["private", "bucket-owner-full-control", "*"] },
    "s3:x-amz-server-side-encryption": { family: "string", values: ["aws:kms", "aws:kms:dsse", "AES256", "aws:*", "aws:kms*"] },
    "s3:x-amz-server-side-encryption-aws-kms-key-id": {
        family: "arn",
        values: [key, otherKey, `arn:aws:kms:us-east-1:${own}:key/*`, "arn:aws:kms:*:*:key/*", `arn:aws:kms:us-east-1:${own}:alias/ml`],
    },
    "s3:x-amz-server-side-encryption-customer-algorithm": { family: "string", values: ["AES256"] },
    "kms:ViaService": { family: "string", values: ["s3.us-east-1.amazonaws.com", "s3.*.amazonaws.com"] },
    "kms:CallerAccount": { family: "string", values: accounts },
    "kms:GrantIsForAWSResource": { family: "boolean", values: ["true", "false"] },
    "kms:EncryptionContext:project": { family: "string", values: ["ml", "*"] },
    "sagemaker:VolumeKmsKey": { family: "arn", values: [key, otherKey, "arn:aws:kms:*:*:key/*"] },
    "sagemaker:VpcSubnets": { family: "string", values: ["subnet-1", "subnet-2", "subnet-*"], isMultivalued: true },
    "sagemaker:NetworkIsolation": { family: "boolean", values: ["true", "false"] },
    "aws:TagKeys": { family: "string", values: ["team", "cost", "t*"], isMultivalued: true },
    "aws:RequestTag/team": { family: "string", values: ["ml", "m*"] },
    "aws:ResourceTag/team": { family: "string", values: ["ml", "m*"] },
    "aws:SourceVpceId": { family: "string", values: [endpoint] },
};

const operators: Record<KeyTraits["family"], readonly string[]> = {
    string: ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"],
    arn: ["ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike", "StringLike", "StringNotLike", "StringEquals", "StringNotEquals"],
    boolean: ["Bool", "Bool", "Bool", "StringEquals", "StringNotEquals"],
    address: ["IpAddress", "NotIpAddress"],
    number: [
        "NumericLessThan",
        "NumericLessThan",
        "NumericLessThanEquals",
        "NumericGreaterThan",
        "NumericGreaterThanEquals",
        "NumericEquals",
        "NumericNotEquals",
    ],
    date: ["DateGreaterThan", "DateLessThan", "DateGreaterThanEquals", "DateLessThanEquals"],
};

interface Test {
    readonly operator: string;
    readonly key: string;
    readonly values: Json;
}

function weighted<T>(...options: readonly (readonly [number, fc.Arbitrary<T>])[]): fc.Arbitrary<T> {
    return fc.oneof(...options.map(([weight, arbitrary]) => ({ weight: Math.round(weight * 10), arbitrary })));
}

function oneOf<T>(...values: readonly T[]): fc.Arbitrary<T> {
    return fc.constantFrom(...values);
}

/** A list, or the one element of a list of one. */
function scalarOrList(values: fc.Arbitrary<Json>, maxLength: number): fc.Arbitrary<Json> {
    return weighted<Json>([2, values], [1, fc.array(values, { minLength: 1, maxLength })]);
}

function recased(name: string): fc.Arbitrary<string> {
    return weighted(
        [6, oneOf(name)],
        [
            1,
            oneOf(
                name.toLowerCase(),
                name.toUpperCase(),
                name.replace(/:(.)/, (text) => text.toLowerCase()),
            ),
        ],
    );
}

/** `"true"` as people write it. */
function respelled(value: string, family: KeyTraits["family"]): fc.Arbitrary<Json> {
    if (family === "boolean") {
        return oneOf<Json>(value, value === "true", value, value.toUpperCase());
    }
    return family === "number" ? oneOf<Json>(value, Number(value)) : oneOf(value);
}

function tests(keyNames: readonly string[], clarity: Clarity): fc.Arbitrary<Test> {
    return oneOf(...keyNames).chain((name): fc.Arbitrary<Test> => {
        const { family, values, isMultivalued = false } = keyTraits[name] ?? { family: "string", values: ["value"] };
        const setOperator =
            isMultivalued && clarity === "clear"
                ? oneOf("ForAllValues:", "ForAnyValue:")
                : weighted([7, oneOf("")], [2, oneOf("ForAllValues:", "ForAnyValue:")]);
        const operator = fc
            .tuple(setOperator, oneOf(...operators[family]), weighted([4, oneOf("")], [1, oneOf("IfExists")]))
            .map(([set, base, ifExists]) => set + base + (clarity === "clear" && set === "ForAnyValue:" ? "" : ifExists));
        const literal = oneOf(...values).chain((value) => respelled(value, family));
        const plain = fc.record({
            operator,
            key: recased(name),
            values: scalarOrList(literal, 3),
        });
        const isNull = fc.record({ operator: oneOf("Null"), key: recased(name), values: oneOf<Json>("true", "false", true, false) });
        const variable = fc.record({
            operator: oneOf("StringEquals", "StringNotEquals"),
            key: recased(name),
            values: oneOf<Json>("${aws:PrincipalTag/team}", "${aws:username}", "${aws:PrincipalAccount}"),
        });
        const unclear = fc.record({
            operator: oneOf(
                "StringEqualz",
                "BinaryEquals",
                "ForAnyValue:StringEqualsIfExists",
                "StringLike",
                "StringEquals",
                "ArnLike",
                "NumericLessThan",
            ),
            key: recased(name),
            values: oneOf<Json>(
                new Unknown(["policy"]),
                [new Unknown(["policy"]), values[0] ?? ""],
                [],
                "x-${aws:username}/*",
                "too:few:parts",
            ),
        });
        return weighted(
            [10, plain],
            [1, isNull],
            [family === "string" && !isMultivalued ? 0.5 : 0, variable],
            [clarity === "ambiguous" ? 1 : 0, unclear],
        );
    });
}

/** Tests under the same operator share a block: the AND that people take for an OR. */
function condition(list: readonly Test[]): Json {
    const blocks: Record<string, Record<string, Json>> = {};
    for (const { operator, key, values } of list) {
        (blocks[operator] ??= {})[key] = values;
    }
    return blocks;
}

// -------------------------------------------------------------------------------------------------------------- statements

type Members = Readonly<Record<string, Json>>;

function members(name: string, values: fc.Arbitrary<Json>): fc.Arbitrary<Members> {
    return values.map((value): Members => ({ [name]: value }));
}

function principals(clarity: Clarity, everybody: number): fc.Arbitrary<Members> {
    const aws: readonly Json[] = [own, ownRoot, foreign, `arn:aws:iam::${foreign}:root`, ...roles];
    const single = oneOf<Json>(...aws.map((id): Json => ({ AWS: id })), { CanonicalUser: canonicalUser }, { AWS: "AIDAEXAMPLEEXAMPLE" });
    const several = fc.array(oneOf<Json>(...aws, "*"), { minLength: 1, maxLength: 3 }).map((ids): Json => ({ AWS: ids }));
    const service = oneOf<Json>(
        { Service: "cloudtrail.amazonaws.com" },
        { Service: ["logging.s3.amazonaws.com", "cloudtrail.amazonaws.com"] },
        { AWS: own, Service: "cloudtrail.amazonaws.com" },
    );
    const exempt = oneOf<Json>(
        { AWS: breakGlass },
        { AWS: [breakGlass, `arn:aws:iam::${own}:user/ann`] },
        { Service: "cloudtrail.amazonaws.com" },
    );
    const exemptAccount = oneOf<Json>({ AWS: [ownRoot, breakGlass] }, { AWS: own });
    const invalid = oneOf<Json>(
        { AWS: "arn:aws:iam::*:root" },
        { Service: "*" },
        ["*"],
        "arn:aws:iam::111122223333:root",
        new Unknown(["policy"]),
        { AWS: ["*", new Unknown([])] },
    );
    return weighted(
        [everybody, members("Principal", oneOf<Json>("*", "*", { AWS: "*" }, { AWS: ["*"] }))],
        [2, members("Principal", single)],
        [1, members("Principal", several)],
        [1, members("Principal", service)],
        [0.7, members("NotPrincipal", exempt)],
        [clarity === "ambiguous" ? 0.7 : 0, members("NotPrincipal", exemptAccount)],
        [clarity === "ambiguous" ? 0.5 : 0, members("Principal", invalid)],
    );
}

interface Vocabulary {
    readonly everyAction: readonly Json[];
    readonly actions: readonly string[];
    readonly everyResource: readonly Json[];
    readonly resources: readonly string[];
    readonly unclearResources: readonly string[];
}

const bucketVocabulary: Vocabulary = {
    everyAction: ["s3:*", "*", ["s3:*"], "S3:*"],
    actions: [
        "s3:GetObject",
        "s3:PutObject",
        "s3:Get*",
        "s3:*Object",
        "S3:getobject*",
        "s3:?etObject",
        "s3:ListBucket",
        "s3:Delete*",
        "s3:Put*",
        "s3:List*",
        "s3:*Bucket*",
        "kms:*",
    ],
    everyResource: [[bucket, objects], [objects, bucket], `${bucket}*`, "*", ["arn:aws:s3:::*"]],
    resources: [
        bucket,
        objects,
        `${bucket}/public/*`,
        `${bucket}/*/secret`,
        "arn:aws:s3:::ml-dat?",
        "arn:aws:s3:::other",
        "arn:aws-cn:s3:::ml-data/*",
        `${bucket}/x`,
    ],
    unclearResources: [`${bucket}/\${aws:username}/*`, "arn:aws:s3:*", `${bucket}/\${aws:PrincipalTag/team}`, "ml-data/*"],
};

const accessPointVocabulary: Vocabulary = {
    ...bucketVocabulary,
    everyResource: [[accessPoint, `${accessPoint}/object/*`], `${accessPoint}*`, "*"],
    resources: [accessPoint, `${accessPoint}/object/*`, `${accessPoint}/*`, `${accessPoint}/object/public/*`, bucket],
    unclearResources: [`${accessPoint}/object/\${aws:username}/*`, "accesspoint/*"],
};

const keyVocabulary: Vocabulary = {
    everyAction: ["kms:*", "*", ["kms:*"], "KMS:*"],
    actions: [
        "kms:Decrypt",
        "kms:Encrypt",
        "kms:GenerateDataKey*",
        "kms:ReEncrypt*",
        "kms:Create*",
        "kms:CreateGrant",
        "kms:Put*",
        "kms:ScheduleKeyDeletion",
        "kms:Describe*",
        "kms:*Grant*",
        "kms:*crypt*",
    ],
    everyResource: ["*", ["*"], key, `arn:aws:kms:*:${own}:key/*`],
    resources: [otherKey, key, "arn:aws:kms:*:*:key/1234*"],
    unclearResources: ["key/*", "arn:aws:kms:*"],
};

const endpointVocabulary: Vocabulary = {
    ...bucketVocabulary,
    everyResource: ["*", [bucket, objects], "arn:aws:s3:::*"],
    resources: [bucket, objects, "arn:aws:s3:::ml-*", "arn:aws:s3:::ml-data*", "arn:aws:s3:::*-data/*", `${bucket}/public/*`],
    unclearResources: ["arn:aws:s3:::${aws:PrincipalAccount}-data/*", "arn:aws:s3:::home-${aws:username}", "ml-data"],
};

function elements(
    name: "Action" | "Resource",
    every: readonly Json[],
    some: readonly string[],
    wide: number,
    recase: boolean,
): fc.Arbitrary<Members> {
    const one = oneOf(...some).chain((text) => (recase ? recased(text) : oneOf(text)));
    return weighted(
        [wide, members(name, oneOf(...every))],
        [2, members(name, scalarOrList(one, 4))],
        [0.7, members(`Not${name}`, scalarOrList(one, 2))],
    );
}

const identityVocabulary: Vocabulary = {
    everyAction: ["sagemaker:*", "*", "sagemaker:Create*", ["sagemaker:Create*Job"]],
    actions: ["sagemaker:CreateTrainingJob", "sagemaker:CreateProcessingJob", "sagemaker:Describe*", "s3:*", "sagemaker:*Training*"],
    everyResource: ["*", ["*"], "arn:aws:sagemaker:*:*:*"],
    resources: [
        "arn:aws:sagemaker:*:*:training-job/*",
        `arn:aws:sagemaker:us-east-1:${own}:training-job/dev-*`,
        `arn:aws:sagemaker:*:${own}:processing-job/*`,
        objects,
    ],
    unclearResources: ["training-job/*", `arn:aws:sagemaker:us-east-1:${own}:training-job/\${aws:username}-*`],
};

/** Of identities that work with data. */
const dataVocabulary: Vocabulary = {
    everyAction: ["s3:*", "*", ["s3:*", "kms:*"], "kms:Decrypt", "kms:*"],
    actions: ["s3:Get*", "s3:GetObject", "s3:*", "kms:Decrypt", "kms:D*", "kms:Encrypt", "s3:*Object", "kms:*crypt", "s3:?*"],
    everyResource: ["*", ["*"], ["arn:aws:s3:::*", "arn:aws:kms:*:*:key/*"], "arn:aws:s3:::*"],
    resources: [
        bucket,
        objects,
        "arn:aws:s3:::ml-*",
        "arn:aws:s3:::*/*",
        "arn:aws:s3:::*",
        key,
        "arn:aws:kms:*:*:key/*",
        "arn:aws:kms:eu-west-1:*:key/*",
        `arn:aws:kms:*:${own}:key/*`,
    ],
    unclearResources: ["ml-data/*", "arn:aws:s3:::home-${aws:username}/*", "arn:aws:s3:*"],
};

interface Profile {
    readonly kinds: readonly Kind[];
    readonly contexts: readonly Context[];
    readonly effects: fc.Arbitrary<string>;
    readonly everybody: number;
    readonly wide: number;
    readonly keys: readonly string[];
    /** Statements that do what the property asks, so that proofs are frequent. */
    readonly sound: readonly Members[];
    readonly actions?: readonly string[];
    /** Words other than those of the kind. */
    readonly vocabulary?: Vocabulary;
}

const vocabularies: Record<Kind, Vocabulary> = {
    bucket: bucketVocabulary,
    accesspoint: accessPointVocabulary,
    key: keyVocabulary,
    vpce: endpointVocabulary,
    identity: identityVocabulary,
};

/** One statement, or two that do together what one would. */
function statements(profile: Profile, kind: Kind, clarity: Clarity): fc.Arbitrary<readonly Members[]> {
    const vocabulary = profile.vocabulary ?? vocabularies[kind];
    const resources = clarity === "ambiguous" ? [...vocabulary.resources, ...vocabulary.unclearResources] : vocabulary.resources;
    const random = fc
        .tuple(
            profile.effects,
            kind === "identity" ? oneOf<Members>({}) : principals(clarity, profile.everybody),
            elements("Action", vocabulary.everyAction, profile.actions ?? vocabulary.actions, profile.wide, true),
            elements("Resource", vocabulary.everyResource, resources, profile.wide * 1.5, false),
            fc.array(tests(profile.keys, clarity), { maxLength: 3 }),
        )
        .map(([effect, principal, action, resource, list]): Members => ({
            Effect: effect,
            ...principal,
            ...action,
            ...resource,
            ...(list.length > 0 ? { Condition: condition(list) } : {}),
        }));
    const everything = {
        Action: vocabulary.everyAction[0] ?? "*",
        Resource: vocabulary.everyResource[0] ?? "*",
        ...(kind === "identity" ? {} : { Principal: "*" }),
    };
    const sound = oneOf(...profile.sound).map((statement): Members => ({ ...everything, ...statement }));
    const nearlySound = fc
        .tuple(
            sound,
            elements("Action", vocabulary.everyAction, profile.actions ?? vocabulary.actions, 3, true),
            fc.array(tests(profile.keys, clarity), { maxLength: 1 }),
        )
        .map(([statement, action, list]): Members => {
            const { Action: _, ...rest } = statement;
            const tested = { ...(condition(list) as Members), ...(statement.Condition as Members) };
            // An empty condition says nothing certain of a Deny.
            const isSaid = statement.Effect === "Allow" || Object.keys(tested).length > 0;
            return { ...rest, ...action, ...(isSaid ? { Condition: tested } : {}) };
        });
    const one = weighted([4, random], [2, sound], [2, nearlySound], [0.5, flawed(sound, resources)]);
    return weighted([8, one.map((statement) => [statement])], [1, halves(sound, kind, vocabulary)]);
}

/** A sound statement but for one thing: half of the resources, some of the principals, a condition that is off where the key is absent. */
function flawed(sound: fc.Arbitrary<Members>, resources: readonly string[]): fc.Arbitrary<Members> {
    return fc
        .tuple(sound, oneOf(...resources), oneOf<Json>({ AWS: own }, { AWS: "*" }, { AWS: [foreign, breakGlass] }), oneOf(0, 1, 2))
        .map(([statement, resource, principal, flaw]): Members => {
            if (flaw === 0 || (flaw === 1 && statement.Principal === undefined)) {
                return { ...statement, Resource: resource };
            }
            if (flaw === 1) {
                return { ...statement, Principal: principal };
            }
            const blocks = Object.entries((statement.Condition ?? {}) as Members).map(([operator, block]) => [
                /^(For|Null)/.test(operator) ? operator : `ForAnyValue:${operator.replace(/IfExists$/, "")}`,
                block,
            ]);
            return statement.Condition === undefined ? statement : { ...statement, Condition: Object.fromEntries(blocks) as Members };
        });
}

/** Two statements for one, each for what the other leaves out, and sometimes not quite. */
function halves(sound: fc.Arbitrary<Members>, kind: Kind, { actions, resources }: Vocabulary): fc.Arbitrary<readonly Members[]> {
    const under = (statement: Members, operator: string, key: string, value: Json): Members => {
        const condition = (statement.Condition ?? {}) as Readonly<Record<string, Members>>;
        return { ...statement, Condition: { ...condition, [operator]: { ...condition[operator], [key]: value } } };
    };
    const without = (statement: Members, name: string): Members => {
        const { [name]: _, ...rest } = statement;
        return rest;
    };
    const dimension = oneOf("Action", "Resource", ...(kind === "identity" ? [] : ["Principal"]), "presence", "value");
    return fc
        .tuple(
            sound,
            dimension,
            oneOf(...actions),
            oneOf(...resources),
            oneOf(breakGlass, `arn:aws:iam::${own}:user/ann`),
            oneOf(endpoint, own),
        )
        .map(([statement, by, action, resource, role, value]): readonly Members[] => {
            switch (by) {
                case "Action":
                    return [
                        { ...statement, Action: action },
                        { ...without(statement, "Action"), NotAction: action },
                    ];
                case "Resource":
                    return [
                        { ...statement, Resource: resource },
                        { ...without(statement, "Resource"), NotResource: resource },
                    ];
                case "Principal":
                    return statement.Principal === "*"
                        ? [
                              { ...statement, Principal: { AWS: role } },
                              { ...without(statement, "Principal"), NotPrincipal: { AWS: role } },
                          ]
                        : [statement, { ...statement, Principal: { AWS: role } }];
                case "presence":
                    return ["true", "false"].map((absent) =>
                        under(statement, "Null", value === own ? "aws:PrincipalArn" : "aws:SourceVpce", absent),
                    );
                default:
                    return ["StringEquals", "StringNotEquals"].map((operator) =>
                        under(statement, operator, value === own ? "aws:PrincipalAccount" : "aws:SourceVpce", value),
                    );
            }
        });
}

function documents(profile: Profile, kind: Kind, clarity: Clarity): fc.Arbitrary<string | object> {
    return fc
        .record({
            version: weighted([8, oneOf("2012-10-17")], [1, oneOf("2008-10-17")], [1, oneOf("")]),
            list: fc.array(statements(profile, kind, clarity), { minLength: 1, maxLength: 3 }).map((lists) => lists.flat()),
            isText: fc.boolean(),
            isSingle: fc.boolean(),
            unknown: clarity === "clear" ? fc.constant("") : weighted([3, oneOf("")], [1, oneOf(...mayBeUnknown)]),
            where: fc.nat(),
        })
        .map(({ version, list, isText, isSingle, unknown, where }) => {
            const named = list.map((statement, index) => ({ Sid: `S${index}`, ...statement }));
            const known = isSingle && list.length === 1 ? list : named;
            const all = known.map((statement, index) => (index === where % list.length ? withUnknown(statement, unknown) : statement));
            const document = {
                ...(version === "" ? {} : { Version: version }),
                Statement: isSingle && list.length === 1 ? all[0] : all,
            };
            return isText && !holdsUnknown(document) ? JSON.stringify(document) : document;
        });
}

const mayBeUnknown = ["statement", "operators", "Effect", "Action", "Resource", "Principal", "NotPrincipal", "Condition"];

/** The statement with one of its elements not known yet, or all of them. */
function withUnknown(statement: Members, name: string): Members | Unknown {
    const unknown = new Unknown(["policy"]);
    if (name === "statement") {
        return unknown;
    }
    if (name === "operators" && statement.Condition !== undefined) {
        const operators = Object.keys(statement.Condition).map((operator) => [operator, unknown]);
        return { ...statement, Condition: Object.fromEntries(operators) as Members };
    }
    return statement[name] === undefined ? statement : { ...statement, [name]: unknown };
}

function holdsUnknown(value: unknown): boolean {
    return value instanceof Unknown || (typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown));
}

// ---------------------------------------------------------------------------------------------------------------- profiles

const mostlyDeny = weighted([6, oneOf("Deny")], [1, oneOf("Allow")]);
const both = weighted([1, oneOf("Deny")], [1, oneOf("Allow")]);
const mostlyAllow = weighted([5, oneOf("Allow")], [1, oneOf("Deny")]);

const bucketBase: Context = { bucketArn: bucket, accountId: own };
const pointBase: Context = { accessPointArn: accessPoint, bucketArn: bucket, accountId: own };
const keyBase: Context = { keyArn: key, accountId: own };
const deny = (Condition: Json): Members => ({ Effect: "Deny", Condition });
const allow = (Condition: Json): Members => ({ Effect: "Allow", Condition });
const trust = { allowedAccounts: [foreign], allowedOrgIds: [organization] };

const networkProfile: Profile = {
    kinds: ["bucket", "bucket", "key", "accesspoint"],
    contexts: [
        { ...bucketBase, ...pointBase, ...keyBase, allowedVpceIds: [endpoint] },
        {
            ...bucketBase,
            ...pointBase,
            ...keyBase,
            allowedVpceIds: [endpoint],
            breakGlassPrincipalArns: [breakGlass],
            networkOrigin: "Internet",
        },
        {
            ...bucketBase,
            ...pointBase,
            ...keyBase,
            allowedVpceIds: [endpoint],
            allowedVpcIds: [vpc],
            networkOrigin: "VPC",
            vpcId: vpc,
            serviceExceptions: { principalIsAwsService: false, viaAwsService: false },
        },
        {
            ...bucketBase,
            ...pointBase,
            ...keyBase,
            allowedVpceIds: ["vpce-00000000"],
            networkOrigin: "VPC",
            vpcId: "vpc-00000000",
            allowedVpceAccounts: [own],
            allowedSourceIps: ["203.0.113.0/24"],
            breakGlassPrincipalArns: [`arn:aws:iam::${own}:role/*`, ownRoot],
        },
    ],
    effects: mostlyDeny,
    everybody: 12,
    wide: 12,
    keys: [
        "aws:SourceVpce",
        "aws:SourceVpce",
        "aws:SourceVpce",
        "aws:SourceVpce",
        "aws:SourceVpc",
        "aws:SourceIp",
        "aws:VpcSourceIp",
        "aws:VpceAccount",
        "aws:PrincipalArn",
        "aws:PrincipalIsAWSService",
        "aws:ViaAWSService",
        "aws:CalledVia",
        "aws:PrincipalAccount",
        "aws:PrincipalTag/team",
        "aws:SecureTransport",
        "aws:SourceVpceId",
        "aws:CurrentTime",
        "aws:PrincipalOrgID",
    ],
    sound: [
        deny({ StringNotEquals: { "aws:SourceVpce": endpoint } }),
        deny({ StringNotEqualsIfExists: { "aws:sourcevpce": [endpoint] } }),
        deny({
            StringNotEquals: { "aws:SourceVpce": endpoint },
            BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
            Bool: { "aws:ViaAWSService": false },
        }),
        deny({ StringNotEquals: { "aws:SourceVpce": endpoint }, ArnNotLikeIfExists: { "aws:PrincipalArn": breakGlass } }),
        deny({ Null: { "aws:SourceVpce": true } }),
        deny({ IpAddress: { "aws:SourceIp": ["0.0.0.0/0", "::/0"] } }),
        deny({ StringNotLike: { "aws:SourceVpc": vpc }, Null: { "aws:SourceVpc": "false" } }),
    ],
};

const tlsProfile: Profile = {
    ...networkProfile,
    kinds: ["bucket", "bucket", "accesspoint"],
    keys: [
        "aws:SecureTransport",
        "aws:SecureTransport",
        "aws:SecureTransport",
        "s3:TlsVersion",
        "s3:TlsVersion",
        "aws:PrincipalIsAWSService",
        "aws:SourceIp",
        "aws:PrincipalArn",
        "aws:Referer",
    ],
    sound: [
        deny({ Bool: { "aws:SecureTransport": "false" } }),
        deny({ BoolIfExists: { "AWS:securetransport": false } }),
        deny({ StringNotEquals: { "aws:SecureTransport": "true" } }),
        deny({ NumericLessThanIfExists: { "s3:TlsVersion": 1.2 } }),
        deny({ NumericLessThan: { "s3:TlsVersion": "1.2" } }),
        deny({ NumericNotEquals: { "s3:TlsVersion": ["1.2", 1.3] } }),
    ],
};

const vpceDenyProfile: Profile = {
    ...networkProfile,
    contexts: [
        { ...bucketBase, ...pointBase, ...keyBase },
        { ...bucketBase, ...pointBase, ...keyBase, orgId: organization, networkOrigin: "VPC", vpcId: vpc },
        { ...bucketBase, ...pointBase, ...keyBase, serviceExceptions: { principalIsAwsService: false, viaAwsService: false } },
    ],
    keys: [...networkProfile.keys, "aws:VpceOrgID", "aws:VpceOrgPaths", "aws:SourceVpcArn"],
    sound: [
        ...networkProfile.sound,
        deny({ StringNotEquals: { "aws:SourceVpce": endpoint, "aws:SourceVpc": vpc } }),
        deny({ StringNotEquals: { "aws:SourceVpce": ["vpce-*"] } }),
        deny({ StringNotLike: { "aws:SourceVpce": "vpce-*" } }),
        deny({ StringNotEquals: { "aws:VpceAccount": own }, ArnNotLike: { "aws:PrincipalArn": `arn:aws:iam::${own}:role/*` } }),
        deny({ "ForAllValues:StringNotLike": { "aws:VpceOrgPaths": `${organization}/*` } }),
        deny({ ArnNotLike: { "aws:SourceVpcArn": `arn:aws:ec2:us-east-1:${own}:vpc/*` } }),
        { Effect: "Deny", Principal: "*", Condition: { StringNotEqualsIfExists: { "aws:VpceOrgID": organization } } },
    ],
};

const publicProfile: Profile = {
    kinds: ["bucket", "bucket", "key", "accesspoint"],
    contexts: [
        { ...bucketBase, ...pointBase, ...keyBase },
        { ...bucketBase, ...pointBase, ...keyBase, orgId: organization },
    ],
    effects: mostlyAllow,
    everybody: 9,
    wide: 3,
    keys: [
        "aws:PrincipalOrgID",
        "aws:PrincipalOrgID",
        "aws:PrincipalAccount",
        "aws:PrincipalArn",
        "aws:SourceIp",
        "aws:SourceVpce",
        "aws:SourceVpc",
        "aws:SourceArn",
        "aws:SourceAccount",
        "aws:VpcSourceIp",
        "aws:Referer",
        "aws:SecureTransport",
        "aws:PrincipalTag/team",
        "kms:CallerAccount",
        "kms:ViaService",
        "s3:DataAccessPointArn",
        "s3:DataAccessPointAccount",
        "aws:PrincipalIsAWSService",
        "aws:VpceAccount",
    ],
    sound: [
        allow({ StringEquals: { "aws:PrincipalOrgID": organization } }),
        allow({ StringEquals: { "aws:SourceVpce": [endpoint, "vpce-00000000"] } }),
        allow({ IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }),
        allow({ StringLike: { "aws:PrincipalAccount": own } }),
        allow({ ArnLike: { "aws:PrincipalArn": breakGlass } }),
        { Effect: "Allow", Principal: { AWS: own } },
    ],
};

const crossAccountProfile: Profile = {
    kinds: ["bucket", "bucket", "key", "accesspoint"],
    contexts: [
        { ...bucketBase, ...pointBase, ...keyBase },
        { ...bucketBase, ...pointBase, ...keyBase, ...trust },
        { ...bucketBase, ...pointBase, ...keyBase, orgId: organization, allowedOrgIds: [organization] },
        {
            ...bucketBase,
            ...pointBase,
            ...keyBase,
            allowedPrincipalArns: [`arn:aws:iam::${foreign}:role/BreakGlass`],
            trustAccessPointAccounts: true,
            allowedCanonicalUsers: [canonicalUser],
            servicesWithoutSource: ["logging.s3.amazonaws.com"],
            allowedSourceArns: ["arn:aws:s3:::ml-logs"],
        },
    ],
    effects: both,
    everybody: 3,
    wide: 3,
    keys: [
        "aws:PrincipalOrgID",
        "aws:PrincipalOrgID",
        "aws:PrincipalAccount",
        "aws:PrincipalArn",
        "aws:SourceAccount",
        "aws:SourceAccount",
        "aws:SourceArn",
        "aws:SourceOrgID",
        "aws:PrincipalIsAWSService",
        "aws:PrincipalServiceName",
        "s3:DataAccessPointAccount",
        "aws:SecureTransport",
        "aws:SourceVpce",
        "kms:CallerAccount",
        "aws:PrincipalOrgPaths",
    ],
    sound: [
        allow({ StringEquals: { "aws:PrincipalOrgID": organization } }),
        allow({ StringEquals: { "aws:PrincipalAccount": own } }),
        { Effect: "Allow", Principal: { AWS: [own, breakGlass] } },
        { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" }, Condition: { StringEquals: { "aws:SourceAccount": own } } },
        {
            Effect: "Allow",
            Principal: { Service: "cloudtrail.amazonaws.com" },
            Condition: { ArnLike: { "aws:SourceArn": `arn:aws:cloudtrail:*:${own}:trail/*` } },
        },
        deny({ StringNotEquals: { "aws:PrincipalOrgID": organization } }),
        deny({
            StringNotEqualsIfExists: { "aws:PrincipalAccount": [own, foreign] },
            BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        }),
    ],
};

const encryptionProfile: Profile = {
    kinds: ["bucket"],
    contexts: [
        { ...bucketBase, keyArn: key },
        { ...bucketBase, keyArn: key, defaultEncryption: { algorithm: "aws:kms", kmsKeyArn: key }, ssecBlocked: true },
        { ...bucketBase, keyArn: key, extraKeyArns: [otherKey], defaultEncryption: { algorithm: "aws:kms:dsse", kmsKeyArn: key } },
        { ...bucketBase, keyArn: key, defaultEncryption: { algorithm: "aws:kms" }, ssecBlocked: true },
    ],
    effects: mostlyDeny,
    everybody: 12,
    wide: 6,
    actions: ["s3:PutObject", "s3:PutObject", "s3:PutObject", "s3:Put*", "s3:*Object", "s3:GetObject"],
    keys: [
        "s3:x-amz-server-side-encryption",
        "s3:x-amz-server-side-encryption",
        "s3:x-amz-server-side-encryption-aws-kms-key-id",
        "s3:x-amz-server-side-encryption-aws-kms-key-id",
        "s3:x-amz-server-side-encryption-customer-algorithm",
        "s3:x-amz-acl",
        "aws:PrincipalArn",
    ],
    sound: [
        deny({ StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": key } }),
        deny({ ArnNotEqualsIfExists: { "s3:x-amz-server-side-encryption-aws-kms-key-id": [key, otherKey] } }),
        deny({ StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } }),
        deny({
            StringNotEqualsIfExists: { "s3:x-amz-server-side-encryption": ["aws:kms", "aws:kms:dsse"] },
            Null: { "s3:x-amz-server-side-encryption": "false" },
        }),
        deny({ Null: { "s3:x-amz-server-side-encryption": "false", "s3:x-amz-server-side-encryption-aws-kms-key-id": "true" } }),
        deny({ Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" } }),
        deny({
            StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": [key, keyId] },
            Null: { "s3:x-amz-server-side-encryption-aws-kms-key-id": false },
        }),
    ],
};

const encryptionDenyProfile: Profile = {
    ...encryptionProfile,
    contexts: [bucketBase, { ...bucketBase, keyArn: key }],
    sound: [
        ...encryptionProfile.sound,
        deny({ StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms", "s3:x-amz-server-side-encryption-aws-kms-key-id": key } }),
        deny({ StringEquals: { "s3:x-amz-server-side-encryption": "AES256" } }),
        deny({
            StringEqualsIfExists: { "s3:x-amz-server-side-encryption": "aws:kms" },
            ArnNotLike: { "s3:x-amz-server-side-encryption-aws-kms-key-id": `arn:aws:kms:us-east-1:${own}:key/*` },
        }),
        deny({ ArnLike: { "s3:x-amz-server-side-encryption-aws-kms-key-id": otherKey } }),
    ],
};

const organizationProfile: Profile = {
    ...networkProfile,
    kinds: ["bucket", "bucket", "accesspoint"],
    contexts: [{ ...bucketBase, ...pointBase, orgId: organization }],
    keys: [
        "aws:PrincipalOrgID",
        "aws:PrincipalOrgID",
        "aws:PrincipalOrgID",
        "aws:PrincipalOrgPaths",
        "aws:PrincipalAccount",
        "aws:PrincipalIsAWSService",
        "aws:PrincipalArn",
        "aws:ViaAWSService",
        "aws:SourceVpce",
        "aws:SourceIp",
    ],
    sound: [
        deny({ StringNotEquals: { "aws:PrincipalOrgID": organization } }),
        deny({ "ForAllValues:StringNotLike": { "aws:PrincipalOrgPaths": `${organization}/*` } }),
        deny({
            StringNotEqualsIfExists: { "aws:PrincipalOrgID": organization },
            BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        }),
        deny({ StringNotEquals: { "aws:PrincipalOrgID": organization, "aws:PrincipalAccount": own } }),
        deny({ StringNotEquals: { "aws:PrincipalOrgID": organization }, Null: { "aws:PrincipalOrgID": "false" } }),
        deny({ Null: { "aws:PrincipalOrgID": "true" } }),
    ],
};

const restrictionProfile: Profile = {
    ...networkProfile,
    kinds: ["bucket", "bucket", "accesspoint"],
    contexts: [{ ...bucketBase, ...pointBase, restrictedTag: { key: "class", value: "PHI", principalTag: "team" } }],
    actions: ["s3:GetObject", "s3:GetObject*", "s3:GetObjectVersion", "s3:Get*", "s3:PutObject", "s3:*Object"],
    keys: [
        "s3:ExistingObjectTag/class",
        "s3:ExistingObjectTag/class",
        "aws:PrincipalTag/team",
        "aws:PrincipalTag/team",
        "aws:PrincipalIsAWSService",
        "aws:PrincipalArn",
        "aws:SourceVpce",
    ],
    sound: [
        deny({ StringEquals: { "s3:ExistingObjectTag/class": "PHI" }, StringNotEquals: { "aws:PrincipalTag/team": "PHI" } }),
        deny({ StringLike: { "s3:ExistingObjectTag/class": "P*" }, StringNotLike: { "aws:PrincipalTag/team": ["PHI"] } }),
        deny({ StringNotEquals: { "aws:PrincipalTag/team": "PHI" } }),
        deny({
            StringEquals: { "s3:ExistingObjectTag/class": ["PHI", "phi"] },
            StringNotEqualsIfExists: { "aws:PrincipalTag/team": "PHI" },
            BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        }),
        deny({ StringEquals: { "s3:ExistingObjectTag/class": "PHI" }, Null: { "aws:PrincipalTag/team": "true" } }),
    ],
};

const keyProfile: Profile = {
    kinds: ["key"],
    contexts: [{ ...keyBase, orgId: organization }],
    effects: mostlyAllow,
    everybody: 1,
    wide: 3,
    keys: [
        "kms:GrantIsForAWSResource",
        "kms:GrantIsForAWSResource",
        "kms:ViaService",
        "kms:CallerAccount",
        "aws:PrincipalArn",
        "aws:SourceVpc",
        "aws:SourceIp",
        "aws:MultiFactorAuthPresent",
        "aws:SecureTransport",
        "aws:PrincipalOrgID",
        "kms:EncryptionContext:project",
        "aws:PrincipalAccount",
    ],
    sound: [
        { Effect: "Allow", Principal: { AWS: ownRoot } },
        { Effect: "Allow", Principal: { AWS: own } },
        {
            Effect: "Allow",
            Principal: { AWS: breakGlass },
            Action: ["kms:CreateGrant"],
            Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
        },
        { Effect: "Allow", Principal: { AWS: breakGlass }, Action: ["kms:Put*", "kms:ScheduleKeyDeletion"] },
        { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${own}:role/Training` }, Action: ["kms:Decrypt", "kms:GenerateDataKey*"] },
        deny({ Bool: { "aws:SecureTransport": "false" } }),
        deny({ BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } }),
    ],
};

const endpointProfile: Profile = {
    kinds: ["vpce"],
    contexts: [
        { accountId: own, allowedBucketArns: [bucket], allowedAccounts: [own], allowedResourceAccounts: [own] },
        {
            accountId: own,
            allowedBucketArns: [bucket],
            allowedAccounts: [own],
            allowedOrgIds: [organization],
            allowedResourceAccounts: [own],
            allowedResourceOrgIds: [organization],
        },
        {
            accountId: own,
            allowedBucketArns: [bucket],
            allowedAccounts: [own, foreign],
            allowedResourceAccounts: [own],
            exceptionStatements: [
                { Action: "s3:GetObject", Resource: "*", Condition: { StringEquals: { "s3:ExistingObjectTag/class": "PHI" } } },
            ],
        },
    ],
    effects: weighted([3, oneOf("Allow")], [1, oneOf("Deny")]),
    everybody: 8,
    wide: 4,
    keys: [
        "aws:ResourceAccount",
        "aws:ResourceAccount",
        "aws:ResourceOrgID",
        "aws:PrincipalOrgID",
        "aws:PrincipalAccount",
        "aws:PrincipalArn",
        "s3:ExistingObjectTag/class",
        "aws:SourceVpce",
        "aws:SecureTransport",
    ],
    sound: [
        { Effect: "Allow", Resource: [bucket, objects] },
        allow({ StringEquals: { "aws:ResourceAccount": own } }),
        allow({ StringEquals: { "aws:ResourceAccount": [own], "aws:PrincipalAccount": own } }),
        { Effect: "Allow", Action: "s3:GetObject", Condition: { StringEquals: { "s3:ExistingObjectTag/class": "PHI" } } },
        deny({ StringNotEquals: { "aws:ResourceAccount": own } }),
        deny({ StringNotEquals: { "aws:PrincipalOrgID": organization, "aws:PrincipalAccount": own } }),
    ],
};

const identityProfile: Profile = {
    kinds: ["identity"],
    contexts: [
        {
            accountId: own,
            requirement: { actions: ["sagemaker:CreateTrainingJob", "sagemaker:CreateProcessingJob"], key: "sagemaker:VolumeKmsKey" },
        },
        { accountId: own, requirement: { actions: ["sagemaker:CreateTrainingJob"], key: "sagemaker:VpcSubnets" } },
        {
            accountId: own,
            requirement: { actions: ["sagemaker:CreateTrainingJob"], key: "sagemaker:NetworkIsolation", allowedValues: ["true"] },
        },
        {
            accountId: own,
            requirement: { actions: ["sagemaker:CreateProcessingJob"], key: "sagemaker:VolumeKmsKey", allowedValues: [key] },
        },
    ],
    effects: both,
    everybody: 1,
    wide: 5,
    keys: [
        "sagemaker:VolumeKmsKey",
        "sagemaker:VolumeKmsKey",
        "sagemaker:VpcSubnets",
        "sagemaker:VpcSubnets",
        "sagemaker:NetworkIsolation",
        "aws:RequestedRegion",
        "aws:PrincipalTag/team",
    ],
    sound: [
        allow({ Null: { "sagemaker:VolumeKmsKey": "false" } }),
        allow({ ArnLike: { "sagemaker:VolumeKmsKey": key } }),
        allow({ "ForAnyValue:StringLike": { "sagemaker:VpcSubnets": "subnet-*" } }),
        deny({ Null: { "sagemaker:VpcSubnets": true } }),
        deny({ Null: { "sagemaker:VolumeKmsKey": "true" } }),
        deny({ BoolIfExists: { "sagemaker:NetworkIsolation": "false" } }),
        { Effect: "Allow" },
    ],
};

const administratorProfile: Profile = {
    ...keyProfile,
    effects: weighted([3, oneOf("Allow")], [1, oneOf("Deny")]),
    actions: ["kms:Put*", "kms:PutKeyPolicy", "kms:*Policy", "kms:Decrypt", "kms:Describe*", "kms:*Key*"],
    sound: [
        ...keyProfile.sound,
        { Effect: "Allow", Principal: { AWS: [`arn:aws:iam::${own}:role/Training`] } },
        allow({ ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${own}:role/*` } }),
        allow({ StringEquals: { "kms:CallerAccount": own } }),
        deny({ StringNotEquals: { "aws:SourceVpc": vpc } }),
        deny({ ArnNotLike: { "aws:PrincipalArn": [breakGlass] } }),
        deny({ StringNotEquals: { "aws:PrincipalOrgID": organization } }),
    ],
};

const dutiesProfile: Profile = {
    ...keyProfile,
    actions: [
        "kms:Put*",
        "kms:PutKeyPolicy",
        "kms:ScheduleKeyDeletion",
        "kms:*crypt*",
        "kms:GenerateDataKey*",
        "kms:Describe*",
        "kms:*Key*",
    ],
    keys: [...keyProfile.keys, "aws:PrincipalTag/team", "aws:PrincipalTag/team"],
    sound: [
        { Effect: "Allow", Principal: { AWS: ownRoot } },
        { Effect: "Allow", Principal: { AWS: breakGlass }, Action: ["kms:Put*", "kms:ScheduleKeyDeletion"] },
        { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${own}:role/Training` }, Action: ["kms:Decrypt", "kms:GenerateDataKey*"] },
        { Effect: "Allow", Action: ["kms:*crypt*"], Condition: { StringEquals: { "aws:PrincipalTag/team": "ml" } } },
        { Effect: "Allow", Action: ["kms:Put*"], Condition: { StringEquals: { "aws:PrincipalTag/team": "admin" } } },
        { Effect: "Deny", Principal: { AWS: breakGlass }, Action: ["kms:*crypt*", "kms:GenerateDataKey*"] },
        { Effect: "Deny", Action: "kms:*crypt*", Condition: { ArnNotEquals: { "aws:PrincipalArn": `arn:aws:iam::${own}:role/Training` } } },
    ],
};

const lockoutProfile: Profile = {
    ...networkProfile,
    kinds: ["bucket"],
    contexts: [bucketBase, { ...bucketBase, orgId: organization }],
    actions: ["s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:*BucketPolicy", "s3:Put*", "s3:Delete*", "s3:GetObject"],
    keys: [
        "aws:SourceVpce",
        "aws:SourceVpc",
        "aws:SourceIp",
        "aws:PrincipalArn",
        "aws:PrincipalArn",
        "aws:PrincipalAccount",
        "aws:PrincipalOrgID",
        "aws:SecureTransport",
        "s3:TlsVersion",
        "aws:MultiFactorAuthPresent",
        "aws:PrincipalTag/team",
        "aws:CurrentTime",
    ],
    sound: [
        { Effect: "Deny" },
        { Effect: "Deny", Principal: { AWS: own } },
        deny({ StringNotEquals: { "aws:SourceVpce": "vpce-*" } }),
        deny({ StringNotEquals: { "aws:SourceVpce": endpoint } }),
        deny({ ArnNotEquals: { "aws:PrincipalArn": `arn:aws:iam::${foreign}:role/BreakGlass` } }),
        deny({ StringNotEquals: { "aws:PrincipalArn": breakGlass } }),
        deny({ Bool: { "aws:SecureTransport": "false" } }),
        deny({ StringEquals: { "aws:PrincipalAccount": own } }),
        deny({ Null: { "aws:PrincipalArn": "false" } }),
        deny({ StringNotEquals: { "aws:PrincipalOrgID": "o-othergroup1" } }),
    ],
};

const tagProfile: Profile = {
    ...identityProfile,
    contexts: [{ accountId: own }],
    effects: mostlyAllow,
    keys: [
        "aws:TagKeys",
        "aws:TagKeys",
        "aws:RequestTag/team",
        "aws:RequestTag/team",
        "aws:ResourceTag/team",
        "aws:PrincipalTag/team",
        "aws:RequestedRegion",
    ],
    sound: [
        allow({ "ForAllValues:StringEquals": { "aws:TagKeys": ["team", "cost"] } }),
        allow({ "ForAllValues:StringEquals": { "aws:TagKeys": "team" }, Null: { "aws:TagKeys": "false" } }),
        allow({ "ForAnyValue:StringEquals": { "aws:TagKeys": "team" } }),
        allow({ StringEqualsIfExists: { "aws:ResourceTag/team": "ml" } }),
        allow({ StringEquals: { "aws:RequestTag/team": "${aws:PrincipalTag/team}" } }),
        allow({ "ForAllValues:StringEquals": { "aws:TagKeys": "team" }, StringEquals: { "aws:RequestTag/team": "ml" } }),
        deny({ Null: { "aws:RequestTag/team": "true" } }),
        deny({ Null: { "aws:TagKeys": "true" } }),
        deny({ StringNotEquals: { "aws:ResourceTag/team": "ml" } }),
        deny({ "ForAnyValue:StringNotEquals": { "aws:TagKeys": ["team"] } }),
    ],
};

const dataAccessProfile: Profile = {
    kinds: ["identity"],
    contexts: [{ accountId: own }],
    effects: mostlyAllow,
    everybody: 1,
    wide: 4,
    vocabulary: dataVocabulary,
    keys: [
        "aws:ResourceAccount",
        "aws:ResourceAccount",
        "aws:ResourceOrgID",
        "aws:ResourceTag/team",
        "s3:ExistingObjectTag/class",
        "kms:ViaService",
        "aws:SecureTransport",
        "aws:RequestedRegion",
        "aws:PrincipalTag/team",
        "aws:SourceVpce",
        "aws:PrincipalAccount",
    ],
    sound: [
        { Effect: "Allow" },
        { Effect: "Allow", Resource: [bucket, objects] },
        { Effect: "Allow", Action: "kms:Decrypt", Resource: key },
        { Effect: "Allow", Action: ["kms:Decrypt"], Resource: "arn:aws:kms:*:*:key/*" },
        allow({ StringEquals: { "aws:ResourceAccount": own } }),
        allow({ StringEqualsIfExists: { "aws:ResourceOrgID": organization } }),
        allow({ StringEquals: { "aws:ResourceTag/team": "ml" } }),
        deny({ StringNotEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } }),
        deny({ StringNotEquals: { "aws:ResourceOrgID": organization } }),
    ],
};

export const profiles: Record<string, Profile> = {
    vpceOnly: networkProfile,
    tlsOnly: tlsProfile,
    tls12: tlsProfile,
    vpceDenyEffective: vpceDenyProfile,
    tlsDenyEffective: tlsProfile,
    encryptionDenyEffective: encryptionDenyProfile,
    ssecDenied: encryptionDenyProfile,
    organizationOnly: organizationProfile,
    restrictedByTag: restrictionProfile,
    public: publicProfile,
    accountsTrusted: crossAccountProfile,
    servicesScoped: crossAccountProfile,
    crossAccountOk: crossAccountProfile,
    enforcesKms: encryptionProfile,
    enforcesKmsKey: encryptionProfile,
    keepsRootAdmin: keyProfile,
    keepsAdministrator: administratorProfile,
    adminUseSeparated: dutiesProfile,
    notLockedOut: lockoutProfile,
    grantsForAwsResourceOnly: keyProfile,
    resourcesDesignated: endpointProfile,
    identitiesTrusted: endpointProfile,
    requiresConditionKey: identityProfile,
    abacEffective: tagProfile,
    noFullDataAccess: dataAccessProfile,
};

/** Documents with a kind and a context to ask the property about. */
export function subjects(property: string, clarity: Clarity): fc.Arbitrary<Subject> {
    const profile = profiles[property];
    if (profile === undefined) {
        throw new Error(`The grammar has no profile for ${property}.`);
    }
    return fc
        .tuple(oneOf(...profile.kinds), oneOf(...profile.contexts))
        .chain(([kind, context]) => documents(profile, kind, clarity).map((document) => ({ document, kind, context, property })));
}

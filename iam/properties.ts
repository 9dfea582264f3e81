import { certainly } from "./certainly";
import { Unknown } from "../model/fact";
import {
    actionsOf,
    canonicalKey,
    kmsAdministrationActions,
    kmsKeyActions,
    kmsUseActions,
    modelPackageGroupPolicyActions,
    ownSourceKeys,
    s3AccessPointPolicyActions,
    s3BucketPolicyActions,
    s3DataActions,
    servicesWithoutSource,
    type Action,
} from "./catalogue";
import { type Predicate, predicateOf, variablesOf } from "./condition";
import type { Context, Kind, Maybe } from "./context";
import { parseRange } from "./ip";
import { type CallerKind, named, resourcePredicate } from "./match";
import { type ConditionTest, type Fault, type Statement, type Text, parse, parseOperator } from "./parse";
import type { Goal, Part } from "./search";
import { type Caller, type Network, type Target, known, listed, someAccount } from "./universe";

/*
 * The properties: what a document is asked. Each is a list of goals, the ways to break it; the search looks for a request that reaches one.
 * Everything a goal demands of a request is a test in the policies' own language, so that both evaluators read it alike.
 */

export type PropertyId =
    | "vpceOnly"
    | "vpceDenyEffective"
    | "tlsOnly"
    | "tls12"
    | "tlsDenyEffective"
    | "public"
    | "crossAccountOk"
    | "accountsTrusted"
    | "servicesScoped"
    | "enforcesKms"
    | "enforcesKmsKey"
    | "encryptionDenyEffective"
    | "ssecDenied"
    | "organizationOnly"
    | "restrictedByTag"
    | "notLockedOut"
    | "keepsRootAdmin"
    | "keepsAdministrator"
    | "grantsForAwsResourceOnly"
    | "adminUseSeparated"
    | "resourcesDesignated"
    | "identitiesTrusted"
    | "requiresConditionKey"
    | "abacEffective"
    | "noFullDataAccess";

/** What a property is asked of. */
export interface Question {
    readonly kind: Kind;
    readonly context: Context;
    readonly partition: string;
    readonly statements: readonly Statement[];
}

/**
 * The ways to break the property, in alternatives: it is broken if each alternative is. Nearly always there is one;
 * "somebody keeps the administration" has one for each principal who might.
 */
export type Alternatives = readonly (readonly Goal[])[];

/** The goals of the property; `found` is the property's verdict if one is reached. */
export function goalsOf(property: PropertyId, question: Question): Alternatives {
    switch (property) {
        case "vpceOnly":
            return [vpceOnly(question)];
        case "vpceDenyEffective":
            return [vpceDenyEffective(question)];
        case "tlsOnly":
            return [transportDenied(question, test("Bool", "aws:SecureTransport", ["false"]))];
        case "tls12":
            return [
                transportDenied(question, test("Bool", "aws:SecureTransport", ["true"]), test("NumericLessThan", "s3:TlsVersion", ["1.2"])),
            ];
        case "tlsDenyEffective":
            return hasDenyTesting(question.statements, "aws:SecureTransport", "s3:TlsVersion") ? goalsOf("tlsOnly", question) : [[]];
        case "public":
            return [isPublic(question)];
        case "crossAccountOk":
            return [[...accountsTrusted(question), ...servicesScoped(question)]];
        case "accountsTrusted":
            return [accountsTrusted(question)];
        case "servicesScoped":
            return [servicesScoped(question)];
        case "enforcesKms":
        case "enforcesKmsKey":
            return [enforcesEncryption(question, property === "enforcesKmsKey")];
        case "encryptionDenyEffective":
            return [encryptionDenyEffective(question)];
        case "ssecDenied":
            return [puts(question, [test("Null", sseCustomer, ["false"])])];
        case "organizationOnly":
            return [organizationOnly(question)];
        case "restrictedByTag":
            return [restrictedByTag(question)];
        case "notLockedOut":
            return [notLockedOut(question)];
        case "keepsRootAdmin":
            return keepsRootAdmin(question);
        case "keepsAdministrator":
            return keepsAdministrator(question);
        case "grantsForAwsResourceOnly":
            return [grantsForAwsResourceOnly(question)];
        case "adminUseSeparated":
            return [adminUseSeparated(question)];
        case "resourcesDesignated":
            return [resourcesDesignated(question)];
        case "identitiesTrusted":
            return [identitiesTrusted(question)];
        case "requiresConditionKey":
            return [requiresConditionKey(question)];
        case "abacEffective":
            return [abacEffective(question)];
        case "noFullDataAccess":
            return [noFullDataAccess(question)];
    }
}

/** A test in the policies' language. */
function test(operator: string, key: string, values: readonly Text[]): Predicate {
    const written: ConditionTest = { operator: parseOperator(operator), key: key.toLowerCase(), keyText: key, values };
    return predicateOf(written, false);
}

/** A test that a listed value makes true or false; none where the list is empty. */
function testUnlessEmpty(operator: string, key: string, values: readonly Text[]): Predicate[] {
    return values.length === 0 ? [] : [test(operator, key, values)];
}

const always: readonly Network[] = ["internet", "endpoint", "service"];

/** The statements with an effect; what has none for certain may have either. */
function withEffect(statements: readonly Statement[], effect: "Allow" | "Deny"): Statement[] {
    return statements.filter((statement) => statement.effect === effect || statement.effect instanceof Unknown);
}

const deniesOf = ({ statements }: Question): Statement[] => withEffect(statements, "Deny");
const allowsOf = ({ statements }: Question): Statement[] => withEffect(statements, "Allow");

/** Whether some Deny of the document tests one of the condition keys. */
export function hasDenyTesting(statements: readonly Statement[], ...keys: string[]): boolean {
    const wanted = new Set(keys.map(canonicalKey));
    return withEffect(statements, "Deny").some((statement) => statement.tests.some(({ key }) => wanted.has(canonicalKey(key))));
}

// ------------------------------------------------------------------------------------------------------------------ who and what

/** Callers named in the document that are no IAM principals: providers, canonical users, ids without account. */
function namedCallers(statements: readonly Statement[], kinds: readonly CallerKind[]): Caller[] {
    const callers = new Map<string, Caller>();
    for (const { principals } of statements) {
        for (const entry of principals?.entries ?? []) {
            const who = named(entry);
            if ((who.kind === "federated" || who.kind === "canonical" || who.kind === "opaque") && kinds.includes(who.kind)) {
                callers.set(`${who.kind} ${who.id}`, { kind: who.kind, id: who.id });
            }
        }
    }
    return [...callers.values()];
}

/** Role sessions that the statements name: of the role that any of them stands for it cannot be said whether it is meant. */
function sessionsNamed(statements: readonly Statement[]): Caller[] {
    const entries = statements.flatMap(({ principals }) => principals?.entries ?? []).map((entry) => named(entry));
    return entries.flatMap((who) => (who.kind === "session" ? [{ kind: "session", id: who.arn }] : []));
}

const anonymous: Caller = { kind: "anonymous" };
const anyService: Caller = { kind: "service" };

function iamCallers({ context }: Question): Caller[] {
    return known(context.accountId) === undefined
        ? [{ kind: "iam", whose: "any" }]
        : [
              { kind: "iam", whose: "foreign" },
              { kind: "iam", whose: "own" },
          ];
}

/** KMS has no anonymous requests. */
function everybody(question: Question): Caller[] {
    const others = namedCallers(question.statements, ["federated", "canonical"]);
    return [...(question.kind === "key" ? [] : [anonymous]), ...iamCallers(question), anyService, ...others];
}

const firstActions = ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:DeleteObject", "s3:GetObjectVersion", "kms:Decrypt"];

function rank(name: string): number {
    const index = firstActions.indexOf(name);
    return index < 0 ? firstActions.length : index;
}

/** Actions with what they are asked on, the best known first. */
function asked(actions: readonly Action[], on: readonly Target[]): { name: string; target: Target }[] {
    return actions
        .flatMap(({ name, on: resources }) => {
            const asks = on.filter((target) => resources.includes(target));
            return (asks.length > 0 ? asks : []).map((target) => ({ name, target }));
        })
        .sort((a, b) => rank(a.name) - rank(b.name));
}

type Asked = readonly { readonly name: string; readonly target: Target }[];

const memo = new Map<string, Asked>();

function memoized(name: string, make: () => Asked): Asked {
    let result = memo.get(name);
    if (result === undefined) {
        result = make();
        memo.set(name, result);
    }
    return result;
}

/** Directory buckets have a service of their own, whose sessions do all that is done to objects. */
function isDirectoryBucket({ bucketArn }: Context): boolean {
    return (known(bucketArn) ?? "").split(":")[2] === "s3express";
}

/** The actions of the kind of document that read, write, list or share data, or use the key. */
function dataActions({ kind, context }: Question): Asked {
    if (isDirectoryBucket(context)) {
        return [{ name: "s3express:CreateSession", target: "bucket" }];
    }
    return memoized(`data ${kind}`, () => {
        switch (kind) {
            case "key":
                return asked(kmsUseActions(), ["key"]);
            case "accesspoint":
                return throughAccessPoint(s3DataActions());
            default:
                return asked(s3DataActions(), ["object", "bucket"]);
        }
    });
}

/** The same actions through an access point; the Service Authorization Reference leaves some of them out there. */
function throughAccessPoint(actions: readonly Action[]): Asked {
    return asked(actions, ["object", "bucket"]).map(({ name, target }) => ({
        name,
        target: target === "object" ? "accesspointobject" : "accesspoint",
    }));
}

/** All actions that the kind of document is asked about. */
function allActions({ kind, context }: Question): Asked {
    if (kind === "vpce") {
        const keysOnly = context.allowedKeyArns !== undefined && context.allowedBucketArns === undefined;
        const withKeys = context.allowedKeyArns !== undefined;
        return memoized(`vpce ${keysOnly} ${withKeys}`, () => [
            ...(keysOnly ? [] : asked(s3BucketPolicyActions(), ["object", "bucket"])),
            ...(withKeys ? asked(kmsKeyActions(), ["key"]) : []),
        ]);
    }
    if (isDirectoryBucket(context)) {
        return memoized("directory bucket", () => asked(actionsOf("s3express"), ["bucket"]));
    }
    return memoized(`all ${kind}`, () => {
        switch (kind) {
            case "key":
                return asked(kmsKeyActions(), ["key"]);
            case "accesspoint":
                return [
                    ...throughAccessPoint(s3DataActions()),
                    ...asked(s3AccessPointPolicyActions(), ["accesspointobject", "accesspoint"]),
                ];
            case "tablebucket":
                return actionsOf("s3tables").flatMap(({ name, on }) => [
                    ...(on.some((resource) => /bucket/i.test(resource)) ? [{ name, target: "bucket" as const }] : []),
                    ...(on.some((resource) => /^table$/i.test(resource)) ? [{ name, target: "table" as const }] : []),
                ]);
            case "vectorbucket":
                return actionsOf("s3vectors").flatMap(({ name, on }) => [
                    ...(on.some((resource) => /bucket/i.test(resource)) ? [{ name, target: "bucket" as const }] : []),
                    ...(on.some((resource) => /^index$/i.test(resource)) ? [{ name, target: "index" as const }] : []),
                ]);
            case "modelpackagegroup":
                return modelPackageGroupPolicyActions().map(({ name }) => ({ name, target: "other" as const }));
            default:
                return asked(s3BucketPolicyActions(), ["object", "bucket"]);
        }
    });
}

// --------------------------------------------------------------------------------------------------------------- P1 networks

function vpceOnly(question: Question, extra: readonly Predicate[] = []): Goal[] {
    const { context } = question;
    const { principalIsAwsService = true, viaAwsService = true } = context.serviceExceptions ?? {};
    const outside = [
        ...testUnlessEmpty("StringNotEquals", "aws:SourceVpce", listed(context.allowedVpceIds)),
        ...testUnlessEmpty("StringNotEquals", "aws:SourceVpc", listed(context.allowedVpcIds)),
        ...testUnlessEmpty("StringNotEquals", "aws:VpceAccount", listed(context.allowedVpceAccounts)),
        ...testUnlessEmpty("StringNotEquals", "aws:VpceOrgID", listed(context.allowedVpceOrgIds)),
        ...testUnlessEmpty("NotIpAddress", "aws:SourceIp", listed(context.allowedSourceIps)),
        ...testUnlessEmpty("ArnNotLike", "aws:PrincipalArn", listed(context.breakGlassPrincipalArns)),
        ...extra,
    ];
    const part = { actions: dataActions(question), must: outside, none: deniesOf(question) };
    const callers = everybody(question).filter(({ kind }) => kind !== "service");
    return [
        { parts: [{ ...part, callers, networks: ["internet", "endpoint"] }] },
        ...unlessTrue(viaAwsService, { ...part, callers: callers.filter(({ kind }) => kind === "iam"), networks: ["service"] }),
        ...unlessTrue(principalIsAwsService, { ...part, callers: [anyService], networks: ["service"] }),
    ];
}

const unknownContext: Fault = { code: "unknown-value", text: "a value outside the document is not known" };

/** The part as a goal, unless it is exempt; a possible one where that is not known. */
function unlessTrue(exempt: Maybe<boolean>, part: Part): Goal[] {
    return exempt === true ? [] : [{ parts: [part], ...(exempt === false ? {} : { fault: unknownContext }) }];
}

/** The networks and principals that the Deny statements about networks except by name. */
export interface NamedExceptions {
    readonly vpceIds: readonly Text[];
    readonly vpcIds: readonly Text[];
    readonly vpceAccounts: readonly Text[];
    readonly vpceOrgIds: readonly Text[];
    readonly principalArns: readonly Text[];
    readonly userIds: readonly Text[];
}

const networkKeys = ["aws:sourcevpce", "aws:sourcevpc", "aws:sourcevpcarn", "aws:vpceaccount", "aws:vpceorgid", "aws:vpceorgpaths"];

/**
 * What the Deny statements that test an endpoint or a VPC except from themselves, by name: the ids in their negated tests, and the
 * principals. A pattern that strangers can match (`vpce-*`, a role name in any account) names nobody.
 */
export function namedExceptions(statements: readonly Statement[]): NamedExceptions {
    const found = { vpceIds: new Set<Text>(), vpcIds: new Set<Text>(), vpceAccounts: new Set<Text>(), vpceOrgIds: new Set<Text>() };
    const principalArns = new Set<Text>();
    const userIds = new Set<Text>();
    const byKey: Readonly<Record<string, readonly [Set<Text>, RegExp]>> = {
        "aws:sourcevpce": [found.vpceIds, /^vpce-([0-9a-z]{8}|[0-9a-z]{17})$/],
        "aws:sourcevpc": [found.vpcIds, /^vpc-([0-9a-z]{8}|[0-9a-z]{17})$/],
        "aws:vpceaccount": [found.vpceAccounts, /^[0-9]{12}$/],
        "aws:vpceorgid": [found.vpceOrgIds, /^o-[a-z0-9]{10,32}$/],
        "aws:principalarn": [principalArns, /^arn:aws[a-z-]*:(iam|sts)::[0-9]{12}:/],
        "aws:userid": [userIds, /^(A[A-Z]{3}[A-Z0-9]+(:.*)?|[0-9]{12})$/],
    };
    for (const statement of withEffect(statements, "Deny")) {
        if (!statement.tests.some(({ key }) => networkKeys.includes(canonicalKey(key)))) {
            continue;
        }
        for (const { key, operator, values } of statement.tests) {
            const [into, form] = byKey[canonicalKey(key)] ?? [];
            if (into !== undefined && form !== undefined && operator.negated) {
                values.filter((value) => value instanceof Unknown || form.test(value)).forEach((value) => into.add(value));
            }
        }
        if (statement.principals?.negated === true) {
            for (const entry of statement.principals.entries) {
                const who = named(entry);
                if (who.kind === "unknown") {
                    principalArns.add(entry.value);
                } else if (who.kind === "principal") {
                    principalArns.add(who.arn);
                }
            }
        }
    }
    return {
        vpceIds: [...found.vpceIds],
        vpcIds: [...found.vpcIds],
        vpceAccounts: [...found.vpceAccounts],
        vpceOrgIds: [...found.vpceOrgIds],
        principalArns: [...principalArns],
        userIds: [...userIds],
    };
}

/** A Deny about endpoints or VPCs has to do what it says: nothing escapes but from what it names itself. */
function vpceDenyEffective(question: Question): Goal[] {
    const { statements, context } = question;
    if (!hasDenyTesting(statements, ...networkKeys)) {
        return [];
    }
    const exceptions = namedExceptions(statements);
    const own: Context = {
        ...context,
        allowedVpceIds: exceptions.vpceIds,
        allowedVpcIds: exceptions.vpcIds,
        allowedVpceAccounts: exceptions.vpceAccounts,
        allowedVpceOrgIds: exceptions.vpceOrgIds,
        allowedSourceIps: [],
        breakGlassPrincipalArns: exceptions.principalArns,
    };
    return vpceOnly({ ...question, context: own }, testUnlessEmpty("StringNotLike", "aws:userid", exceptions.userIds));
}

// -------------------------------------------------------------------------------------------------------------- P2 transport

function transportDenied(question: Question, ...must: Predicate[]): Goal[] {
    return [{ parts: [{ callers: everybody(question), networks: always, actions: allActions(question), must, none: deniesOf(question) }] }];
}

// ----------------------------------------------------------------------------------------------------------------- P3 public

/**
 * The keys whose fixed values narrow a grant: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 * and later keys of the same nature.
 */
const trustKeys = new Set([
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalservicename",
    "aws:sourceip",
    "aws:sourcearn",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:sourceowner",
    "aws:sourceaccount",
    "aws:sourceorgid",
    "aws:vpceaccount",
    "aws:vpceorgid",
    "aws:userid",
    "s3:x-amz-server-side-encryption-aws-kms-key-id",
    "s3:dataaccesspointarn",
    "s3:dataaccesspointaccount",
    "kms:calleraccount",
]);

function isPublic(question: Question): Goal[] {
    const { kind, context } = question;
    if (kind === "accesspoint" && context.networkOrigin === "VPC") {
        return [];
    }
    return allowsOf(question).flatMap((statement) => {
        const fault = kind === "accesspoint" && context.networkOrigin instanceof Unknown ? unknownContext : fixedPrincipals(statement);
        if (fault === "fixed") {
            return [];
        }
        const part: Part = {
            callers: everybody(question),
            networks: always,
            actions: allActions(question),
            must: notFixed(statement, kind),
            none: [],
            one: [statement],
        };
        return [{ parts: [part], ...(fault === undefined ? {} : { fault }) }];
    });
}

/** Whether the statement names only principals one can count; a fault where that cannot be said. */
function fixedPrincipals({ principals }: Statement): "fixed" | Fault | undefined {
    if (principals === undefined) {
        return { code: "structural-error", text: "Principal is missing" };
    }
    if (principals.fault !== undefined) {
        return principals.fault;
    }
    if (principals.negated) {
        return undefined;
    }
    const kinds = principals.entries.map((entry) => named(entry));
    if (kinds.some((who) => who.kind === "everybody" || (who.kind === "federated" && !who.id.startsWith("arn:")))) {
        return undefined;
    }
    if (kinds.some(({ kind }) => kind === "unknown")) {
        return { code: "unknown-value", text: "a principal is not known before deployment" };
    }
    return kinds.some(({ kind }) => kind === "invalid") ? { code: "invalid-principal", text: "a wildcard inside a principal" } : "fixed";
}

/** For each trust key that the statement tests: it is absent, or has a value that the statement does not spell out. */
function notFixed(statement: Statement, kind: Kind): Predicate[] {
    const values = new Map<string, Text[]>();
    for (const { key, operator, values: written } of statement.tests) {
        const canonical = canonicalKey(key);
        if (trustKeys.has(canonical) && operator.family !== "null") {
            values.set(canonical, [...(values.get(canonical) ?? []), ...written]);
        }
    }
    return [...values].flatMap(([key, written]) => {
        const literals = written.filter((value) => value instanceof Unknown || isFixed(key, value, kind, statement.hasVariables));
        const operator = key === "aws:sourceip" ? "NotIpAddress" : key === "s3:dataaccesspointarn" ? "ArnNotLike" : "StringNotEquals";
        // Of several paths one outside would be enough.
        return testUnlessEmpty(operator, key, literals);
    });
}

function isFixed(key: string, value: string, kind: Kind, hasVariables: boolean): boolean {
    if (hasVariables && variablesOf(value).length > 0) {
        return false;
    }
    if (key === "aws:sourceip") {
        const range = parseRange(value);
        return range !== undefined && range.prefix >= (range.bits === 32 ? 8 : 32);
    }
    if (key === "s3:dataaccesspointarn" && kind === "bucket") {
        // The name of the access point may be a wildcard as long as the account is fixed.
        return /^[^*?]*$/.test(value.split(":").slice(0, 5).join(":")) && value.split(":").length >= 6;
    }
    return !value.includes("*") && !value.includes("?") && !(key === "aws:principalaccount" && value === "anonymous");
}

// ---------------------------------------------------------------------------------------------------------------- P4 trust

/** The own account and the trusted ones; where the own is not known, one that is not known. */
function trustedAccounts({ context }: Question): Text[] {
    return [context.accountId ?? new Unknown(["accountId"]), ...listed(context.allowedAccounts)];
}

function granted(question: Question): Pick<Part, "none" | "one" | "actions"> {
    return { none: deniesOf(question), one: allowsOf(question), actions: allActions(question) };
}

function accountsTrusted(question: Question): Goal[] {
    const { context, statements } = question;
    const trusted = trustedAccounts(question);
    const grant = granted(question);
    const direct: readonly Network[] = ["internet", "endpoint"];
    const untrusted = [
        test("StringNotEquals", "aws:PrincipalAccount", trusted),
        ...testUnlessEmpty("ArnNotLike", "aws:PrincipalArn", listed(context.allowedPrincipalArns)),
        ...testUnlessEmpty("StringNotEquals", "aws:PrincipalOrgID", listed(context.allowedOrgIds)),
    ];
    const notByAccessPoint = test("StringNotEquals", "s3:DataAccessPointAccount", trusted);
    const trustsAccessPoints = context.trustAccessPointAccounts ?? false;
    const callers = iamCallers(question).filter(({ whose }) => whose !== "own");
    const foreign: Part = { ...grant, callers, networks: always, must: untrusted };
    const foreignByNoAccessPoint: Part = { ...foreign, must: [...untrusted, notByAccessPoint] };
    const others = namedCallers(withEffect(statements, "Allow"), ["opaque", "canonical", "federated"]).flatMap((caller): Goal[] => {
        const isTrusted = trustsCaller(caller, question, trusted);
        return isTrusted === true
            ? []
            : [
                  {
                      parts: [{ ...grant, callers: [caller], networks: direct, must: [] }],
                      ...(isTrusted === false ? {} : { fault: isTrusted }),
                  },
              ];
    });
    return [
        ...(question.kind === "key" ? [] : [{ parts: [{ ...grant, callers: [anonymous], networks: direct, must: [] }] }]),
        ...others,
        ...sessionsNamed(allowsOf(question)).map((caller) => ({ parts: [{ ...foreign, callers: [caller], networks: direct }] })),
        ...unlessTrue(trustsAccessPoints, foreign),
        { parts: [foreignByNoAccessPoint] },
    ];
}

/** Whether the identity that is no IAM principal is trusted; an identity provider is if its account is. */
function trustsCaller({ kind, id }: Caller, { context }: Question, accounts: readonly Text[]): boolean | Fault {
    const values = kind === "canonical" ? listed(context.allowedCanonicalUsers) : kind === "federated" ? accounts : [];
    const account = kind === "federated" ? /^arn:aws[a-z-]*:iam::([0-9]{12}):(saml|oidc)-provider\//.exec(certainly(id))?.[1] : id;
    if (account === undefined) {
        return false;
    }
    return values.includes(account) || (values.some((value) => value instanceof Unknown) ? unknownContext : false);
}

/** ARN patterns of everything in the accounts. */
function anythingOf(accounts: readonly Text[]): Text[] {
    return accounts.map((account) => (account instanceof Unknown ? account : `arn:*:*:*:${account}:*`));
}

/** Services act for anybody who asks them to, unless the grant says for whom: the confused deputy. */
function servicesScoped(question: Question): Goal[] {
    const { kind, context } = question;
    const part = { ...granted(question), callers: [anyService], networks: ["service"] as const };
    const allowed = context.allowedServices;
    const unlisted: Goal[] =
        allowed === undefined
            ? []
            : [{ parts: [{ ...part, must: [test("StringNotEquals", "aws:PrincipalServiceName", listed(allowed))] }] }];
    const required = context.requireSourceScope ?? true;
    if (required === false) {
        return unlisted;
    }
    const accounts = trustedAccounts(question);
    const unscoped = [
        test("StringNotEquals", "aws:PrincipalServiceName", [...listed(context.servicesWithoutSource), ...servicesWithoutSource]),
        test("StringNotEquals", "aws:SourceAccount", accounts),
        test("ArnNotLike", "aws:SourceArn", [...anythingOf(accounts), ...listed(context.allowedSourceArns)]),
        ...testUnlessEmpty("StringNotEquals", "aws:SourceOrgID", listed(context.allowedOrgIds)),
    ];
    const fault = required === true ? {} : { fault: unknownContext };
    // In a key policy the encryption context that a service sets itself says for whom it works.
    const scopedByContext = kind === "key" ? servicesNamed(question.statements).filter((name) => ownSourceKeys(name).length > 0) : [];
    const others = testUnlessEmpty("StringNotEquals", "aws:PrincipalServiceName", scopedByContext);
    const ownScoped = scopedByContext.map((name): Goal => ({
        parts: [
            {
                ...part,
                callers: [{ kind: "service", id: name }],
                must: [...unscoped, ...ownSourceKeys(name).map((key) => test("ArnNotLike", key, anythingOf(accounts)))],
            },
        ],
        ...fault,
    }));
    return [...unlisted, { parts: [{ ...part, must: [...unscoped, ...others] }], ...fault }, ...ownScoped];
}

/** The service principals that the document names. */
function servicesNamed(statements: readonly Statement[]): string[] {
    const entries = statements.flatMap(({ principals }) => principals?.entries ?? []).map((entry) => named(entry));
    return [...new Set(entries.flatMap((who) => (who.kind === "service" ? [who.id] : [])))];
}

// ----------------------------------------------------------------------------------------------------------- P5 encryption

const sse = "s3:x-amz-server-side-encryption";
const sseKey = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const sseCustomer = "s3:x-amz-server-side-encryption-customer-algorithm";
const kmsAlgorithms = ["aws:kms", "aws:kms:dsse"];

/** Puts with these headers that nothing denies. */
function puts(question: Question, must: readonly Predicate[], fault?: Fault): Goal[] {
    const target: Target = question.kind === "accesspoint" ? "accesspointobject" : "object";
    const part: Part = {
        callers: everybody(question),
        networks: always,
        actions: [{ name: "s3:PutObject", target }],
        must,
        none: deniesOf(question),
    };
    return [{ parts: [part], ...(fault === undefined ? {} : { fault }) }];
}

/** The designated keys in the forms a header may have: the ARN and the bare id. An alias is resolved in the requester's account. */
function designatedKeys({ context }: Question): Text[] {
    const arns = [...(context.keyArn === undefined ? [] : [context.keyArn]), ...listed(context.extraKeyArns)];
    return arns.flatMap((arn): Text[] => (arn instanceof Unknown ? [arn] : [arn, arn.slice(arn.lastIndexOf("/") + 1)]));
}

function enforcesEncryption(question: Question, byKey: boolean): Goal[] {
    const { context } = question;
    const keys = designatedKeys(question);
    const withoutHeaders = [test("Null", sse, ["true"]), test("Null", sseCustomer, ["true"])];
    const standard = isDefaultGood(question, byKey, keys);
    return [
        ...puts(question, [test("StringEquals", sse, ["AES256"])]),
        ...(byKey ? puts(question, [test("StringEquals", sse, kmsAlgorithms), ...testUnlessEmpty("StringNotEquals", sseKey, keys)]) : []),
        ...(standard === true ? [] : puts(question, withoutHeaders, standard === false ? undefined : standard)),
        ...(context.ssecBlocked === true
            ? []
            : puts(question, [test("Null", sseCustomer, ["false"])], context.ssecBlocked instanceof Unknown ? unknownContext : undefined)),
    ];
}

/** Whether a put without headers ends up well: SSE-S3 if there is no default, `aws/s3` if it names no key. */
function isDefaultGood({ context }: Question, byKey: boolean, keys: readonly Text[]): boolean | Fault {
    const standard = context.defaultEncryption;
    if (standard instanceof Unknown || standard?.algorithm instanceof Unknown) {
        return unknownContext;
    }
    if (standard?.algorithm === undefined || !kmsAlgorithms.includes(standard.algorithm)) {
        return false;
    }
    if (!byKey) {
        return true;
    }
    if (standard.kmsKeyArn === undefined) {
        return false;
    }
    if (standard.kmsKeyArn instanceof Unknown) {
        return unknownContext;
    }
    return keys.includes(standard.kmsKeyArn) || (keys.some((key) => key instanceof Unknown) ? unknownContext : false);
}

/**
 * What the Deny statements name of a header: values of negated tests are good, those of plain ones bad. A plain test of the algorithm
 * next to one of the key only says which puts the key's test is about.
 */
function namedByDenies(statements: readonly Statement[], header: string): { good: ConditionTest[]; bad: ConditionTest[] } {
    const good: ConditionTest[] = [];
    const bad: ConditionTest[] = [];
    for (const { tests } of withEffect(statements, "Deny")) {
        const namesKey = tests.some(({ key, operator }) => canonicalKey(key) === sseKey && operator.family !== "null");
        for (const one of tests) {
            if (canonicalKey(one.key) !== header || one.operator.family === "null" || one.operator.family === "bool") {
                continue;
            }
            if (one.operator.negated) {
                good.push(one);
            } else if (header === sseKey || !namesKey) {
                bad.push(one);
            }
        }
    }
    return { good, bad };
}

const negatedOperators: Readonly<Record<string, string>> = {
    string: "StringNotEquals",
    stringIgnoreCase: "StringNotEqualsIgnoreCase",
    like: "StringNotLike",
    arn: "ArnNotLike",
};

/** Requests whose header has none of the good values, or if none are named, one of the bad ones. */
function foreignHeader(key: string, { good, bad }: { good: readonly ConditionTest[]; bad: readonly ConditionTest[] }): Predicate[][] {
    if (good.length > 0) {
        return [good.map(({ operator, values }) => test(negatedOperators[operator.family] ?? operator.text, key, values))];
    }
    return bad.map(({ operator, values }) => [
        test(operator.text.replace(/^For(All|Any)Values?:/, "").replace(/IfExists$/, ""), key, values),
    ]);
}

/** A Deny about encryption headers has to do what it says, to puts that carry one: against the algorithm and the key it names itself. */
function encryptionDenyEffective(question: Question): Goal[] {
    const algorithms = foreignHeader(sse, namedByDenies(question.statements, sse));
    const namedKeys = namedByDenies(question.statements, sseKey);
    const keys = foreignHeader(sseKey, namedKeys);
    // A put under a key that the document names is meant to pass, whatever it says of algorithms.
    const underNoNamedKey = namedKeys.good.length > 0 ? keys.flat() : [];
    return [
        ...algorithms.flatMap((foreign) => puts(question, [test("Null", sse, ["false"]), ...foreign, ...underNoNamedKey])),
        // Where a key is named, `aws:kms` without a key id means aws/s3.
        ...keys.flatMap((foreign) => puts(question, [test("StringEquals", sse, kmsAlgorithms), ...foreign])),
    ];
}

// ------------------------------------------------------------------------------------------- organisation, tags, lock-out

/** Everybody outside the organisation is denied everything; AWS services are in none. */
function organizationOnly(question: Question): Goal[] {
    const { context } = question;
    const must = [test("StringNotEquals", "aws:PrincipalOrgID", [context.orgId ?? new Unknown(["orgId"])])];
    const callers = everybody(question).filter(({ kind }) => kind !== "service");
    return [{ parts: [{ callers, networks: always, actions: allActions(question), must, none: deniesOf(question) }] }];
}

const readingActions = ["s3:GetObject", "s3:GetObjectVersion"];

/** Reading objects with the tag is denied to callers whose principal tag has another value, or none. */
function restrictedByTag(question: Question): Goal[] {
    const tag = question.context.restrictedTag;
    if (tag === undefined) {
        return [];
    }
    const target: Target = question.kind === "accesspoint" ? "accesspointobject" : "object";
    const part: Part = {
        callers: everybody(question).filter(({ kind }) => kind !== "service"),
        networks: always,
        actions: readingActions.map((name) => ({ name, target })),
        must: [
            test("StringEquals", `s3:ExistingObjectTag/${tag.key}`, [tag.value]),
            test("StringNotEquals", `aws:PrincipalTag/${tag.principalTag}`, [tag.value]),
        ],
        none: deniesOf(question),
    };
    return [{ parts: [part] }];
}

/** Here the request is a good one: somebody of the own account who can still change the policy. */
function notLockedOut(question: Question): Goal[] {
    const owner = known(question.context.accountId);
    const part: Part = {
        callers: [{ kind: "iam", whose: owner === undefined ? "any" : "own" }],
        networks: ["internet", "endpoint"],
        actions: [
            { name: "s3:PutBucketPolicy", target: "bucket" },
            { name: "s3:DeleteBucketPolicy", target: "bucket" },
        ],
        must: [],
        none: deniesOf(question),
    };
    return [{ parts: [part] }];
}

// ------------------------------------------------------------------------------------------------------------ P6 key policies

/** The own account: as it is given, or as the key's ARN says. */
function ownAccount({ context }: Question): string | undefined {
    return known(context.accountId) ?? /^arn:[^:]*:kms:[^:]*:([0-9]{12}):/.exec(known(context.keyArn) ?? "")?.[1];
}

function rootOf(account: string, { partition }: Question): string {
    return `arn:${partition}:iam::${account}:root`;
}

/** Whether the own account's root user keeps the administration; where the account is not known, a stranger's root may stand for it. */
function keepsRootAdmin(question: Question): Alternatives {
    const account = ownAccount(question);
    return account === undefined ? keepsAdministrator(question, true) : [keepsAdministration(question, rootOf(account, question))];
}

/**
 * The root user of the own account and the principals of it that the document grants something to, each an alternative. Where the own
 * account is not known, any that the document names may be it, and that one of them keeps the administration proves nothing.
 */
function keepsAdministrator(question: Question, rootOnly = false): Alternatives {
    const account = ownAccount(question);
    const named = principalsNamed(allowsOf(question)).filter((who) => account === undefined || who.account === account);
    const accounts = account === undefined ? new Set(named.map((who) => who.account)) : new Set<string>();
    const arns = new Set([
        ...[...accounts].map((one) => rootOf(one, question)),
        ...(rootOnly ? [] : named.flatMap((who) => (who.arn === undefined ? [] : [who.arn]))),
    ]);
    return [
        keepsAdministration(question, rootOf(account ?? someAccount, question)),
        ...[...arns].map((arn) => {
            const goals = keepsAdministration(question, arn);
            return account === undefined ? [...goals, ...maybeNotOwn(goals)] : goals;
        }),
    ];
}

function maybeNotOwn(goals: readonly Goal[]): Goal[] {
    return goals.slice(0, 1).map(({ parts }) => ({ parts: parts.map((part) => ({ ...part, none: [] })), fault: unknownContext }));
}

/** The accounts, and in them the users and roles, that statements name. */
function principalsNamed(statements: readonly Statement[]): { account: string; arn?: string }[] {
    return statements
        .flatMap(({ principals }) => principals?.entries ?? [])
        .map((entry) => named(entry))
        .flatMap((who) => (who.kind === "account" || who.kind === "principal" ? [who] : []));
}

/** For each network a put of the key's policy by this principal that is not granted, or denied. */
function keepsAdministration(question: Question, arn: string): Goal[] {
    const networks: readonly Network[] = ["internet", "endpoint"];
    const part = {
        callers: [{ kind: "iam", whose: "own", id: arn } as const],
        networks,
        actions: [{ name: "kms:PutKeyPolicy", target: "key" } as const],
        must: [],
        plain: true,
    };
    return [{ parts: [{ ...part, none: allowsOf(question) }] }, { parts: [{ ...part, none: [], one: deniesOf(question) }] }];
}

/** Whether the statement's principal is exactly the own account: the account's delegation to its own policies. */
function isDelegation({ principals }: Statement, { context }: Question): boolean | Fault {
    const entries = (principals?.entries ?? []).map((entry) => named(entry));
    if (
        principals === undefined ||
        principals.negated ||
        entries.length === 0 ||
        !entries.every(({ kind }) => kind === "account" || kind === "unknown")
    ) {
        return false;
    }
    const accounts = entries.map((who) => (who.kind === "account" ? who.account : undefined));
    const owner = known(context.accountId);
    if (accounts.includes(undefined)) {
        return { code: "unknown-value", text: "a principal is not known before deployment" };
    }
    return owner === undefined ? (new Set(accounts).size === 1 ? unknownContext : false) : accounts.every((account) => account === owner);
}

/** The statements that grant to others than the account as such; with a fault, those that may. */
function beyondDelegation(question: Question): { statements: Statement[]; fault?: Fault }[] {
    const sorted = allowsOf(question).map((statement) => ({ statement, isOwn: isDelegation(statement, question) }));
    const certain = sorted.filter(({ isOwn }) => isOwn === false).map(({ statement }) => statement);
    const doubtful = sorted.filter(({ isOwn }) => isOwn !== true).map(({ statement }) => statement);
    const fault = sorted.map(({ isOwn }) => isOwn).find((isOwn) => typeof isOwn === "object");
    return [{ statements: certain }, ...(fault === undefined ? [] : [{ statements: doubtful, fault }])];
}

function grantsForAwsResourceOnly(question: Question): Goal[] {
    return beyondDelegation(question).map(({ statements, fault }) => ({
        parts: [
            {
                callers: [...iamCallers(question), anyService, ...namedCallers(statements, ["federated", "canonical", "opaque"])],
                networks: always,
                actions: [{ name: "kms:CreateGrant", target: "key" }],
                must: [test("StringNotEquals", "kms:GrantIsForAWSResource", ["true"])],
                none: deniesOf(question),
                one: statements,
            },
        ],
        ...(fault === undefined ? {} : { fault }),
    }));
}

function adminUseSeparated(question: Question): Goal[] {
    const account = ownAccount(question);
    const must = account === undefined ? [] : [test("ArnNotEquals", "aws:PrincipalArn", [rootOf(account, question)])];
    return beyondDelegation(question).map(({ statements, fault }) => {
        const part = { callers: iamCallers(question), networks: always, must, none: deniesOf(question), one: statements };
        return {
            parts: [
                { ...part, actions: asked(kmsAdministrationActions(), ["key"]) },
                { ...part, actions: asked(kmsUseActions(), ["key"]) },
            ],
            ...(fault === undefined ? {} : { fault }),
        };
    });
}

// ----------------------------------------------------------------------------------------------------------- P7 endpoints

function throughEndpoint(question: Question, must: readonly Predicate[], none: readonly Statement[] = []): Goal[] {
    const { principalIsAwsService = false, viaAwsService = false } = question.context.serviceExceptions ?? {};
    const callers: Caller[] = [
        anonymous,
        ...iamCallers(question),
        ...namedCallers(question.statements, ["federated", "canonical", "opaque"]),
    ];
    const grant = granted(question);
    const part: Part = { ...grant, callers, networks: ["endpoint"], must, none: [...grant.none, ...none] };
    return [
        { parts: [part] },
        ...unlessTrue(viaAwsService, { ...part, callers: iamCallers(question), networks: ["service"] }),
        ...unlessTrue(principalIsAwsService, { ...part, callers: [anyService], networks: ["service"] }),
    ];
}

/** Predicates on the resource's ARN. */
function resourceIn(patterns: readonly Text[]): Predicate {
    return resourcePredicate(certainly(parse({ Statement: { Effect: "Deny", Action: "*", Resource: patterns } }).statements[0]));
}

function resourceNotIn(patterns: readonly Text[]): Predicate {
    return resourcePredicate(certainly(parse({ Statement: { Effect: "Deny", Action: "*", NotResource: patterns } }).statements[0]));
}

function resourcesDesignated(question: Question): Goal[] {
    const { context } = question;
    const buckets = listed(context.allowedBucketArns).flatMap((arn): Text[] => (arn instanceof Unknown ? [arn] : [arn, `${arn}/*`]));
    const keys = listed(context.allowedKeyArns);
    const exceptions = (context.exceptionStatements ?? []).map(
        (fragment) => certainly(parse({ Version: "2012-10-17", Statement: { ...fragment, Effect: "Deny", Principal: "*" } }).statements[0]),
    );
    return throughEndpoint(
        question,
        [
            resourceNotIn([...buckets, ...keys]),
            ...testUnlessEmpty("StringNotEquals", "aws:ResourceAccount", listed(context.allowedResourceAccounts)),
            ...testUnlessEmpty("StringNotEquals", "aws:ResourceOrgID", listed(context.allowedResourceOrgIds)),
        ],
        exceptions,
    );
}

function identitiesTrusted(question: Question): Goal[] {
    const { context } = question;
    return throughEndpoint(question, [
        test("StringNotEquals", "aws:PrincipalAccount", trustedAccounts(question)),
        ...testUnlessEmpty("StringNotEquals", "aws:PrincipalOrgID", listed(context.allowedOrgIds)),
        ...testUnlessEmpty("ArnNotLike", "aws:PrincipalArn", listed(context.allowedPrincipalArns)),
    ]);
}

// ------------------------------------------------------------------------------------------------------ P8 identity policies

function byIdentity(
    question: Question,
    actions: Asked,
    must: readonly Predicate[],
    one: readonly Statement[],
    none: readonly Statement[],
): Goal {
    const whose = known(question.context.accountId) === undefined ? "any" : "own";
    return { parts: [{ callers: [{ kind: "iam", whose }], networks: always, actions, must, one, none }] };
}

function requiresConditionKey(question: Question): Goal[] {
    const requirement = question.context.requirement;
    if (requirement === undefined) {
        return [];
    }
    const { key, allowedValues } = requirement;
    const actions = requirement.actions.map((name) => ({ name, target: "other" as const }));
    const without = byIdentity(question, actions, [test("Null", key, ["true"])], allowsOf(question), deniesOf(question));
    // One foreign value among several is one too many.
    const foreign =
        allowedValues === undefined
            ? []
            : [
                  byIdentity(
                      question,
                      actions,
                      [test("ForAnyValue:StringNotEqualsIgnoreCase", key, allowedValues)],
                      allowsOf(question),
                      deniesOf(question),
                  ),
              ];
    return [without, ...foreign];
}

const isTagKey = (key: string): boolean => /^aws:(tagkeys$|requesttag\/|resourcetag\/)/.test(canonicalKey(key));

/**
 * A condition on tags in an Allow has to ask for the tags: a plain test that is true without them (ForAllValues, IfExists) grants to whoever
 * leaves them out. Negated tests and tests of absence say so themselves.
 */
function abacEffective(question: Question): Goal[] {
    return allowsOf(question).flatMap((statement) => {
        const tests = statement.tests.filter(({ key }) => isTagKey(key));
        const vacuous = tests.filter(
            ({ operator }) => operator.family !== "null" && !operator.negated && (operator.set === "all" || operator.ifExists),
        );
        if (vacuous.length === 0) {
            return [];
        }
        const keys = [...new Set(tests.map(({ keyText }) => keyText))];
        const services = new Set(
            statement.actions.values.map((value) => (typeof value === "string" ? certainly(value.split(":")[0]).toLowerCase() : "*")),
        );
        return [
            byIdentity(
                question,
                actionsNamedBy(statement, services),
                keys.map((key) => test("Null", key, ["true"])),
                [statement],
                deniesOf(question),
            ),
        ];
    });
}

/** Actions that the statement may be about: of services in the catalogue all, of others those it writes out. */
function actionsNamedBy(statement: Statement, services: ReadonlySet<string>): Asked {
    const written = statement.actions.negated
        ? []
        : statement.actions.values
              .filter((value): value is string => typeof value === "string" && value.includes(":"))
              .map((value) => value.replaceAll("*", "").replaceAll("?", "x"));
    const catalogued = [...services].flatMap((service) => actionsOf(service).map(({ name }) => name));
    const all = statement.actions.negated || services.has("*") ? ["s3:GetObject", "sagemaker:CreateTrainingJob", "ec2:RunInstances"] : [];
    return [...new Set([...written, ...all, ...catalogued])].map((name) => ({ name, target: "other" as const }));
}

/** An action that is in no list: whoever grants it grants all of the service. */
const anyS3Action = "s3:FutureAction";

/**
 * All of S3, or decryption, on whatever there is. Conditions on the resource's owner or tags narrow that: so the resource is a stranger's, whose
 * owner is in no organisation, and has no tags.
 */
function noFullDataAccess(question: Question): Goal[] {
    const { partition } = question;
    const owner = "888888888888";
    const unnarrowed = [
        test("StringNotEquals", "aws:PrincipalAccount", [owner]),
        test("StringEquals", "aws:ResourceAccount", [owner]),
        test("Null", "aws:ResourceOrgID", ["true"]),
        ...tagKeysOf(question.statements).map((key) => test("Null", key, ["true"])),
    ];
    const on = (name: string, target: Target, arn: string): Goal =>
        byIdentity(question, [{ name, target }], [...unnarrowed, resourceIn([arn])], allowsOf(question), deniesOf(question));
    return [
        on(anyS3Action, "object", `arn:${partition}:s3:::some-bucket-of-no-particular-name/x`),
        on("kms:Decrypt", "key", `arn:${partition}:kms:us-east-1:${owner}:key/99999999-9999-9999-9999-999999999999`),
    ];
}

function tagKeysOf(statements: readonly Statement[]): string[] {
    const keys = statements.flatMap(({ tests }) => tests.map((one) => one.keyText));
    return [...new Set(keys.filter((key) => /^(aws:resourcetag\/|s3:existingobjecttag\/|kms:resourcealiases$)/.test(canonicalKey(key))))];
}

import { Unknown } from "../../model/fact";
import { canonicalKey, ownSourceKeys, servicesWithoutSource } from "../catalogue";
import { certainly } from "../certainly";
import { type Predicate, variablesOf } from "../condition";
import type { Kind } from "../context";
import { parseRange } from "../ip";
import { named } from "../match";
import type { Fault, Statement, Text } from "../parse";
import type { Goal, Part } from "../search";
import { listed, type Caller, type Network } from "../universe";
import {
    allActions,
    allowsOf,
    always,
    anonymous,
    anyService,
    everybody,
    granted,
    iamCallers,
    namedCallers,
    sessionsNamed,
    test,
    testUnlessEmpty,
    trustedAccounts,
    type Question,
    unknownContext,
    unlessTrue,
    withEffect,
} from "./question";

/*
 * P3 and P4: nobody is granted anything but those who are trusted.
 */

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
    "aws:sourcevpcarn",
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

export function isPublic(question: Question): Goal[] {
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

/**
 * S3 Block Public Access and the rule that AWS has for keys take a value with a wildcard or a policy variable for no restriction.
 * https://docs.aws.amazon.com/config/latest/developerguide/kms-key-policy-no-public-access.html
 */
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

export function accountsTrusted(question: Question): Goal[] {
    const { context, statements } = question;
    const trusted = trustedAccounts(question);
    const grant = granted(question);
    const direct: readonly Network[] = ["internet", "endpoint"];
    const untrusted = [
        test("StringNotEquals", "aws:PrincipalAccount", trusted),
        ...testUnlessEmpty("ArnNotLike", "aws:PrincipalArn", listed(context.allowedPrincipalArns)),
        ...testUnlessEmpty("StringNotEquals", "aws:PrincipalOrgID", listed(context.allowedOrgIds)),
    ];
    const callers = iamCallers(question).filter(({ whose }) => whose !== "own");
    const foreign: Part = { ...grant, callers, networks: always, must: untrusted };
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
        ...(question.kind === "key"
            ? []
            : byNoTrustedAccessPoint(question, { ...grant, callers: [anonymous], networks: direct, must: [] })),
        ...others,
        ...sessionsNamed(allowsOf(question)).map((caller) => ({ parts: [{ ...foreign, callers: [caller], networks: direct }] })),
        ...byNoTrustedAccessPoint(question, foreign),
    ];
}

/**
 * Requests through the access points of trusted accounts are let in by the policies of those access points as well, which say who may:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
function byNoTrustedAccessPoint(question: Question, part: Part): Goal[] {
    const { kind, context } = question;
    if (kind === "accesspoint") {
        return [{ parts: [part] }];
    }
    const notByAccessPoint = test("StringNotEquals", "s3:DataAccessPointAccount", trustedAccounts(question));
    return [
        ...unlessTrue(context.trustAccessPointAccounts ?? false, part),
        { parts: [{ ...part, must: [...part.must, notByAccessPoint] }] },
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
export function servicesScoped(question: Question): Goal[] {
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
    const unscopedGoals = byNoTrustedAccessPoint(question, { ...part, must: [...unscoped, ...others] });
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
    return [...unlisted, ...unscopedGoals.map((goal) => ({ ...goal, ...fault })), ...ownScoped];
}

/** The service principals that the document names. */
function servicesNamed(statements: readonly Statement[]): string[] {
    const entries = statements.flatMap(({ principals }) => principals?.entries ?? []).map((entry) => named(entry));
    return [...new Set(entries.flatMap((who) => (who.kind === "service" ? [who.id] : [])))];
}

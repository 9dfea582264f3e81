import { type Analysis, analyse, type PropertyId } from "../iam/analyse";
import type { Context } from "../iam/context";
import { parse } from "../iam/parse";
import { ownAccounts } from "../model/accounts";
import type { PolicyDocument } from "../model/documents";
import { type Truth, Unknown } from "../model/fact";
import { principalsBeside } from "../model/identities";
import type { Options } from "./options";

/** What a question about a document came to, in the terms of `report`. */
export interface Finding {
    readonly broken: Truth;
    /** The request that escapes, in one line; empty where nothing is broken. */
    readonly message: string;
}

/**
 * Asks one property of a document. Refuted is broken, with the request that escapes for a message; what the prover leaves open because
 * something is not known yet is undecided.
 *
 * @param protects whether the property is about Denies that are there to protect. Then a document that is wholly known and still cannot be
 * proved is broken: an unclear Deny does not protect.
 */
export function judged(
    { document, kind, path, resource }: PolicyDocument,
    property: PropertyId,
    context: Context,
    protects: boolean,
): Finding {
    if (document instanceof Unknown) {
        return { broken: document, message: "" };
    }
    if (!isDocument(document)) {
        // AWS refuses it; that it is none is what the rules about well-formed documents say.
        return { broken: false, message: "" };
    }
    const analysis = analyse(document, kind, context, property);
    switch (analysis.verdict) {
        case "proved":
            return { broken: false, message: "" };
        case "refuted":
            return { broken: true, message: analysis.witness?.text ?? "" };
        case "undecided":
            return undecided(
                analysis,
                `${resource.stack === undefined ? "" : resource.label}${path}`,
                unknownsIn([document, context]),
                protects,
            );
    }
}

function undecided({ reasons }: Analysis, path: string, waiting: readonly string[], protects: boolean): Finding {
    const isWaiting = waiting.length > 0 && reasons.some(({ code }) => code === "unknown-value");
    const why = reasons.map(({ text }) => text).join("; ");
    if (protects && !isWaiting) {
        return { broken: true, message: `It could not be proved: ${why}` };
    }
    return { broken: new Unknown(isWaiting ? waiting : [`${path} (${why})`]), message: "" };
}

/** What the unknown parts of documents and contexts wait for; documents nest no deeper than `Block.json` lets them. */
export function unknownsIn(value: unknown): string[] {
    if (value instanceof Unknown) {
        return [...value.waitsFor];
    }
    return typeof value === "object" && value !== null ? [...new Set(Object.values(value).flatMap(unknownsIn))] : [];
}

/**
 * As `judged`, for questions whose answer depends on which account is one's own. Where nothing tells which, it is asked for each account that
 * the document names and for one that it does not: only what does not depend on it is decided.
 *
 * @param contextFor what the prover has to know, given one's own accounts
 */
export function judgedForOwn(
    policy: PolicyDocument,
    property: PropertyId,
    options: Options,
    contextFor: (own: readonly string[]) => Context,
): Finding {
    const own = ownAccounts(policy.resource, options.ownAccounts);
    if (!(own instanceof Unknown) || policy.document instanceof Unknown) {
        return judged(policy, property, contextFor(own instanceof Unknown ? [] : own), false);
    }
    const named = accountsIn(policy.document);
    const allowedPrincipalArns = principalsBeside(policy.resource);
    const findings = [unnamedAccount(named), ...named].map((account) =>
        judged(policy, property, { ...contextFor([account]), allowedPrincipalArns }, false),
    );
    const isSame = new Set(findings.map(({ broken }) => (broken instanceof Unknown ? "undecided" : broken))).size === 1;
    // The account that the document names first is most likely the own one, so what escapes then is told.
    const told = findings[1] ?? findings[0];
    return isSame && told !== undefined ? told : { broken: own, message: "" };
}

/** Every account id that the document names, wherever. */
function accountsIn(document: string | object): readonly string[] {
    const text = typeof document === "string" ? document : JSON.stringify(document);
    // More accounts than these make no difference: two are enough for one of them to be foreign.
    return [...new Set(text.match(/(?<!\d)\d{12}(?!\d)/g) ?? [])].slice(0, 8);
}

function unnamedAccount(named: readonly string[]): string {
    return (
        [
            "111111111111",
            "222222222222",
            "333333333333",
            "444444444444",
            "555555555555",
            "666666666666",
            "777777777777",
            "888888888888",
        ].find((account) => !named.includes(account)) ?? "121212121212"
    );
}

/** The accounts, organisations and users that are trusted, for questions of who is granted what. */
export function trust([accountId, ...others]: readonly string[], options: Options): Context {
    const { trustedAccounts = [], trustedOrganizations = [], trustedCanonicalUsers = [], organizationId } = options;
    return {
        ...(accountId !== undefined && { accountId }),
        ...(organizationId !== undefined && { orgId: organizationId }),
        allowedAccounts: [...others, ...trustedAccounts],
        allowedOrgIds: [...trustedOrganizations, ...(organizationId === undefined ? [] : [organizationId])],
        allowedCanonicalUsers: trustedCanonicalUsers,
    };
}

/** Whether it is a document at all, be it a bad one: an object with statements, or the JSON text of one. */
export function isDocument(document: string | object): boolean {
    // Most are, and what is parsed is kept; parsing it once more is for the rest.
    if (parse(document).fault === undefined) {
        return true;
    }
    try {
        const value: unknown = typeof document === "string" ? JSON.parse(document) : document;
        return typeof value === "object" && value !== null && "Statement" in value && typeof value.Statement === "object";
    } catch {
        return false;
    }
}

/** Whether some condition of the document tests one of these keys, given in lower case. What of it is not known yet may. */
export function hasConditionKey(document: string | object, ...keys: readonly string[]): Truth {
    const { statements, fault } = parse(document);
    const isTested = statements.some(({ tests }) => tests.some(({ key }) => keys.includes(key)));
    const faults = [fault, ...statements.map(({ unread }) => unread)];
    const mayBeTested = faults.some((one) => one?.code === "unknown-value");
    return isTested || (mayBeTested && new Unknown(unknownsIn(document)));
}

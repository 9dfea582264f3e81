import { Unknown } from "../model/fact";
import { certainly } from "./certainly";
import { type Bindings, Patterns, type Predicate, type Ternary, openPattern, predicate, resolve } from "./condition";
import { type Budget, type Glob, accountId, arnWildcard, everything, literal, sequence, some, wildcard } from "./glob";
import type { Element, Fault, PrincipalElement, PrincipalEntry, Statement } from "./parse";

const unknownValue: Fault = { code: "unknown-value", text: "a value is not known before deployment" };

/** Whether an element's pattern list takes the action; names of actions have no case. */
export function actionTruth(element: Element, action: string, budget: Budget): Ternary {
    budget.spend(2);
    if (element.fault !== undefined) {
        return "unclear";
    }
    let patterns = actionPatterns.get(element);
    if (patterns === undefined) {
        patterns = new Patterns(element.values.flatMap((value) => (value instanceof Unknown ? [] : [wildcard(value.toLowerCase())])));
        actionPatterns.set(element, patterns);
    }
    if (patterns.match(action.toLowerCase(), budget)) {
        return !element.negated;
    }
    return element.values.some((value) => value instanceof Unknown) ? "unclear" : element.negated;
}

const actionPatterns = new WeakMap<Element, Patterns>();

/** What keeps the element from being clear, where something does. */
export function faultOf(element: Element | PrincipalElement): Fault | undefined {
    if (element.fault !== undefined) {
        return element.fault;
    }
    const values = "values" in element ? element.values : element.entries.map(({ value }) => value);
    return values.some((value) => value instanceof Unknown) ? unknownValue : undefined;
}

const resourcePredicates = new WeakMap<Element, Predicate>();

/**
 * The predicate of a statement's resources. An ARN pattern certainly matches where it does so segment by segment; where only the
 * whole string would match, or the pattern has fewer than six segments, AWS's documentation does not say.
 */
export function resourcePredicate(statement: Statement, bindings?: Bindings): Predicate {
    const element = statement.resources;
    const usesBindings =
        bindings !== undefined &&
        statement.hasVariables &&
        element.values.some((value) => typeof value === "string" && value.includes("${"));
    let result = usesBindings ? undefined : resourcePredicates.get(element);
    if (result === undefined) {
        result = compileResources(statement, usesBindings ? bindings : undefined);
        if (!usesBindings) {
            resourcePredicates.set(element, result);
        }
    }
    return result;
}

function compileResources(statement: Statement, bindings: Bindings | undefined): Predicate {
    const element = statement.resources;
    const certain: Glob[] = [];
    const unclear: Glob[] = [];
    let fault = faultOf(element);
    if (element.fault !== undefined) {
        unclear.push(everything);
    }
    for (const value of element.values) {
        if (value instanceof Unknown) {
            unclear.push(everything);
            continue;
        }
        if (value === "*") {
            certain.push(everything);
            continue;
        }
        const pieces = resolve(value, statement.hasVariables, bindings);
        if (pieces === "nothing") {
            continue;
        }
        if (pieces === "open") {
            unclear.push(value.split(":", 6).length < 6 ? everything : openPattern(value));
            fault = {
                code: "variable-embedded",
                text: "a policy variable in the resource, of which no value was found that lets a request through",
            };
            continue;
        }
        const bySegment = arnWildcard(...pieces);
        if (bySegment !== undefined) {
            certain.push(bySegment);
        }
        if (bySegment === undefined) {
            unclear.push(everything);
            fault ??= { code: "ambiguous-semantics", text: "a resource pattern with fewer than six segments" };
        } else if (bySegment.literal === undefined && hasWildcardInHead(value)) {
            unclear.push(wildcard(...pieces));
            fault ??= { code: "ambiguous-semantics", text: "a resource pattern whose wildcard might cross a colon" };
        }
    }
    return predicate("@resource", {
        resources: element,
        negated: element.negated,
        certain,
        unclear,
        ...(fault === undefined ? {} : { fault }),
    });
}

/** Whether a wildcard stands before the fifth colon, where it could cross one. */
function hasWildcardInHead(pattern: string): boolean {
    return pattern
        .split(":")
        .slice(0, 5)
        .some((segment) => segment.includes("*") || segment.includes("?"));
}

/** The kinds of callers that a principal element tells apart. */
export type CallerKind = "anonymous" | "iam" | "session" | "service" | "federated" | "canonical" | "opaque";

/** What a principal entry names. */
type Named =
    | { readonly kind: "everybody" }
    | { readonly kind: "account"; readonly account: string }
    | { readonly kind: "principal"; readonly arn: string; readonly account: string }
    /** Of a role, or without one of a user that the account federates. */
    | { readonly kind: "session"; readonly arn: string; readonly account: string; readonly role?: string }
    | { readonly kind: "service" | "federated" | "canonical" | "opaque"; readonly id: string }
    | { readonly kind: "invalid" }
    | { readonly kind: "unknown" };

/** What the entry names; https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function named({ type, value }: PrincipalEntry): Named {
    if (value instanceof Unknown) {
        return { kind: "unknown" };
    }
    if (type === "AWS" && value === "*") {
        return { kind: "everybody" };
    }
    if (value.includes("*") || value.includes("?")) {
        return { kind: "invalid" };
    }
    if (type === "Service") {
        return { kind: "service", id: value };
    }
    if (type === "Federated") {
        return { kind: "federated", id: value };
    }
    if (type === "CanonicalUser") {
        return { kind: "canonical", id: value };
    }
    if (/^[0-9]{12}$/.test(value)) {
        return { kind: "account", account: value };
    }
    const [, service, account, rest] = /^arn:aws[a-z-]*:(iam|sts)::([0-9]{12}):(.+)$/.exec(value) ?? [];
    if (account === undefined || rest === undefined) {
        return { kind: "opaque", id: value };
    }
    if (service === "iam") {
        return rest === "root" ? { kind: "account", account } : { kind: "principal", arn: value, account };
    }
    const [, role] = /^assumed-role\/([^/]+)\/.+$/.exec(rest) ?? [];
    if (role !== undefined) {
        return { kind: "session", arn: value, account, role };
    }
    return /^federated-user\/./.test(rest) ? { kind: "session", arn: value, account } : { kind: "opaque", id: value };
}

/** The ARNs of an account's principals. */
export function principalsOf(account: Glob, partition: string): Glob[] {
    const start = sequence(literal(`arn:${partition}:iam::`), account, literal(":"));
    return [sequence(start, literal("root")), sequence(start, literal("user/"), some()), sequence(start, literal("role/"), some())];
}

export const everyPrincipal = (partition: string): Glob[] => principalsOf(accountId, partition);

const principalPredicates = new WeakMap<PrincipalElement, Map<string, Ternary | Predicate>>();

/** What a principal element says of a kind of caller: the same of all, or a predicate over `@principal` (an ARN, a name, an id). */
export function principalPredicate(
    element: PrincipalElement | undefined,
    caller: CallerKind,
    isIdentityPolicy: boolean,
): Ternary | Predicate {
    if (element === undefined) {
        return isIdentityPolicy ? true : "unclear";
    }
    let byCaller = principalPredicates.get(element);
    if (byCaller === undefined) {
        byCaller = new Map();
        principalPredicates.set(element, byCaller);
    }
    let result = byCaller.get(caller);
    if (result === undefined) {
        result = compilePrincipals(element, caller);
        byCaller.set(caller, result);
    }
    return result;
}

function compilePrincipals(element: PrincipalElement, caller: CallerKind): Ternary | Predicate {
    if (element.fault !== undefined) {
        return "unclear";
    }
    const certain: Glob[] = [];
    const unclear: Glob[] = [];
    let fault: Fault | undefined;
    for (const entry of element.entries) {
        const who = named(entry);
        switch (who.kind) {
            case "everybody":
                return !element.negated;
            case "unknown":
            case "invalid":
                unclear.push(everything);
                fault =
                    who.kind === "unknown"
                        ? unknownValue
                        : { code: "invalid-principal", text: `a wildcard inside a principal of ${element.name}` };
                break;
            case "account":
                if (caller === "iam" || caller === "session") {
                    const all = certainly(arnWildcard(`arn:*:${caller === "iam" ? "iam" : "sts"}::${who.account}:*`));
                    if (element.negated) {
                        certain.push(certainly(arnWildcard(`arn:*:iam::${who.account}:root`)));
                        unclear.push(all);
                        fault ??= {
                            code: "ambiguous-semantics",
                            text: "an account in NotPrincipal may exempt its root user alone or all its principals",
                        };
                    } else {
                        certain.push(all);
                    }
                }
                break;
            case "principal":
                if (caller === "iam") {
                    certain.push(literal(who.arn));
                } else if (caller === "session" && who.arn.includes(":role/")) {
                    // A role's name is unique in its account, whatever its path.
                    const role = who.arn.slice(who.arn.lastIndexOf("/") + 1);
                    certain.push(certainly(arnWildcard(`arn:*:sts::${who.account}:assumed-role/${role}/*`)));
                }
                break;
            case "session":
                if (caller === "session") {
                    certain.push(literal(who.arn));
                } else if (caller === "iam" && who.role !== undefined) {
                    unclear.push(
                        certainly(arnWildcard(`arn:*:iam::${who.account}:role/${who.role}`)),
                        certainly(arnWildcard(`arn:*:iam::${who.account}:role/*/${who.role}`)),
                    );
                    fault ??= { code: "ambiguous-semantics", text: "a role session is named, and a role has other sessions" };
                }
                break;
            default:
                if (caller === who.kind) {
                    certain.push(literal(who.id));
                }
        }
    }
    if (certain.length === 0 && unclear.length === 0) {
        return element.negated;
    }
    return predicate("@principal", { negated: element.negated, certain, unclear, ...(fault === undefined ? {} : { fault }) });
}

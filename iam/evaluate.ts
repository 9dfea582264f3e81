import { Unknown } from "../model/fact";
import { certainly } from "./certainly";
import type { ConditionTest, Element, PrincipalEntry, Statement } from "./parse";

/*
 * What one concrete request meets in a document: the second opinion on every witness. It reads the statements as parsed
 * and shares nothing else with the search: no patterns compiled, no classes, no domains.
 */

/** One request in full. Keys are in canonical lower case; a key that is not there is absent, an unknown value is null. */
export interface Request {
    readonly principal: { readonly kind: string; readonly id: string };
    readonly action: string;
    /** Null where the ARN is not known. */
    readonly resource: string | null;
    readonly keys: ReadonlyMap<string, readonly (string | null)[]>;
    readonly isIdentityPolicy: boolean;
    readonly isKeyPolicy: boolean;
}

/** True, false, or null for "cannot be said". */
type Truth3 = boolean | null;

function and(truths: readonly Truth3[]): Truth3 {
    return truths.includes(false) ? false : truths.includes(null) ? null : true;
}

function or(truths: readonly Truth3[]): Truth3 {
    return truths.includes(true) ? true : truths.includes(null) ? null : false;
}

function not(truth: Truth3): Truth3 {
    return truth === null ? null : !truth;
}

/** Whether the statement applies to the request. */
export function applies(statement: Statement, request: Request): Truth3 {
    return and([...elementTruths(statement, request).map(([, truth]) => truth), ...statement.faults.map(() => null)]);
}

/** The truth of each element of the statement, in the order in which they are read. */
export function elementTruths(statement: Statement, request: Request): [string | ConditionTest, Truth3][] {
    return [
        [statement.principals?.name ?? "Principal", principalMatches(statement, request)],
        [statement.actions.name, actionMatches(statement.actions, request.action)],
        [statement.resources.name, resourceMatches(statement.resources, statement.hasVariables, request)],
        ...statement.tests.map((test): [ConditionTest, Truth3] => [test, testHolds(test, statement.hasVariables, request)]),
    ];
}

// --------------------------------------------------------------------------------------------------------------- elements

/** Whether the element takes the action. */
export function actionMatches(element: Element, action: string): Truth3 {
    if (element.fault !== undefined) {
        return null;
    }
    const some = or(
        element.values.map((value) => (value instanceof Unknown ? null : like(wild(value.toLowerCase()), action.toLowerCase()))),
    );
    return element.negated ? not(some) : some;
}

/** Whether the resource is one of the element's. */
export function resourceMatches(element: Element, hasVariables: boolean, request: Request): Truth3 {
    if (element.isMissing && request.isKeyPolicy) {
        return false;
    }
    if (element.fault !== undefined) {
        return null;
    }
    const some = or(element.values.map((value) => (value instanceof Unknown ? null : resourceLike(value, hasVariables, request))));
    return element.negated ? not(some) : some;
}

function resourceLike(pattern: string, hasVariables: boolean, request: Request): Truth3 {
    if (pattern === "*") {
        return true;
    }
    const symbols = replaceVariables(pattern, hasVariables, request);
    if (symbols === "none") {
        return false;
    }
    if (symbols === "unknown" || request.resource === null) {
        return null;
    }
    const segments = arnSegments(symbols);
    if (segments === undefined) {
        return like(symbols, request.resource) ? null : false;
    }
    const bySegment = arnLike(segments, request.resource);
    return bySegment === like(symbols, request.resource) ? bySegment : null;
}

function principalMatches({ principals }: Statement, request: Request): Truth3 {
    if (principals === undefined) {
        return request.isIdentityPolicy ? true : null;
    }
    if (principals.fault !== undefined) {
        return null;
    }
    const listed = or(principals.entries.map((entry) => entryMatches(entry, request)));
    if (!principals.negated) {
        return listed;
    }
    const { kind, id } = request.principal;
    if (listed !== true || (kind !== "iam" && kind !== "session") || id.endsWith(":root")) {
        return not(listed);
    }
    // Only an account may be what lists the principal, and then it may exempt no more than its root user.
    const others = principals.entries.filter(
        ({ value }) => value instanceof Unknown || !/^([0-9]{12}|arn:[^:]*:iam::[0-9]{12}:root)$/.test(value),
    );
    return or(others.map((entry) => entryMatches(entry, request))) === true ? false : null;
}

function entryMatches({ type, value }: PrincipalEntry, { principal: { kind, id } }: Request): Truth3 {
    if (value instanceof Unknown) {
        return null;
    }
    if (type === "AWS" && value === "*") {
        return true;
    }
    if (/[*?]/.test(value)) {
        return null;
    }
    if (type !== "AWS") {
        const kinds = { Service: "service", Federated: "federated", CanonicalUser: "canonical" };
        return kinds[type] === kind && value === id;
    }
    if (kind === "opaque") {
        return value === id;
    }
    if (kind === "session") {
        return sessionMatches(value, id);
    }
    if (kind !== "iam") {
        return false;
    }
    const [, , , , account, name] = id.split(":");
    if (value === account || (value.startsWith("arn:") && value.endsWith(`:iam::${account}:root`))) {
        return true;
    }
    const session = /^arn:[^:]*:sts::([0-9]{12}):assumed-role\/([^/]+)\/./.exec(value);
    if (session !== null) {
        const isRole = session[1] === account && certainly(name).startsWith("role/") && certainly(name).endsWith(`/${session[2]}`);
        return isRole ? null : false;
    }
    return value === id;
}

/** Whether what is named is the session, its role or its account. */
function sessionMatches(value: string, session: string): boolean {
    const [, , , , account, name = ""] = session.split(":");
    const [kind, role] = name.split("/");
    return (
        value === session ||
        value === account ||
        (value.startsWith("arn:") && value.endsWith(`:iam::${account}:root`)) ||
        (kind === "assumed-role" && value.includes(`:iam::${account}:role/`) && value.endsWith(`/${role}`))
    );
}

// ------------------------------------------------------------------------------------------------------------- conditions

/** Whether the test holds of the request. */
export function testHolds(test: ConditionTest, hasVariables: boolean, request: Request): Truth3 {
    const { operator, values } = test;
    if (test.fault !== undefined || operator.family === "unknown") {
        return null;
    }
    const held = request.keys.get(canonical(test.key)) ?? [];
    const isAbsent = held.length === 0;
    if (operator.family === "null") {
        return operator.set === "all" ? true : operator.set === "any" ? false : nullHolds(values, isAbsent);
    }
    if (values.length === 0) {
        return operator.set === "any" ? false : operator.set === "all" || operator.ifExists ? isAbsent : null;
    }
    if (isAbsent) {
        if (operator.set === "any") {
            return operator.ifExists ? null : false;
        }
        return operator.set === "all" || operator.ifExists || operator.negated;
    }
    const truths = held.map((value): Truth3 => {
        const some = or(
            values.map((written) => (written instanceof Unknown ? null : compare(test, written, value, hasVariables, request))),
        );
        return operator.negated ? not(some) : some;
    });
    if (operator.set === "all") {
        return and(truths);
    }
    if (operator.set === "any") {
        return or(truths);
    }
    return truths.every((truth) => truth === truths[0]) ? certainly(truths[0]) : null;
}

/** The second names of keys are listed apart from the catalogue, which the search uses. */
function canonical(key: string): string {
    if (key === "s3:resourceaccount") {
        return "aws:resourceaccount";
    }
    return /^sagemaker:.*kmskeyarn$/.test(key) ? key.slice(0, -"arn".length) : key;
}

function nullHolds(values: readonly (string | Unknown)[], isAbsent: boolean): Truth3 {
    const truths = values.map((value): Truth3 => {
        const text = value instanceof Unknown ? "" : value.toLowerCase();
        return text === "true" ? isAbsent : text === "false" ? !isAbsent : null;
    });
    return truths.length === 0 ? null : or(truths);
}

function compare({ operator }: ConditionTest, written: string, value: string | null, hasVariables: boolean, request: Request): Truth3 {
    switch (operator.family) {
        case "bool":
            if (hasVariables && /\$\{[^}]*[^}*?$][^}]*\}/.test(written)) {
                return null;
            }
            return value === null ? null : /^(true|false)$/i.test(written) && written.toLowerCase() === value.toLowerCase();
        case "numeric":
            return ordered(operator.comparison, Number(value), numberIn(written), value);
        case "date":
            return ordered(operator.comparison, momentIn(value ?? ""), momentIn(written), value);
        case "ip":
            return value === null ? null : inNetwork(value, written);
        default:
            return compareText(operator.family, written, value, hasVariables, request);
    }
}

function compareText(family: string, written: string, value: string | null, hasVariables: boolean, request: Request): Truth3 {
    const symbols = replaceVariables(written, hasVariables, request);
    if (symbols === "none") {
        return false;
    }
    if (symbols === "unknown") {
        return null;
    }
    if (family === "like") {
        return value === null ? (symbols.length === 1 && symbols[0] === anyText ? true : null) : like(symbols, value);
    }
    if (family === "arn") {
        const segments = arnSegments(symbols);
        return segments === undefined || value === null ? null : arnLike(segments, value);
    }
    if (value === null) {
        return null;
    }
    const text = symbols.map((symbol) => (symbol === anyText ? "*" : symbol === anyOne ? "?" : symbol)).join("");
    return family === "string" ? text === value : text.toLowerCase() === value.toLowerCase();
}

function numberIn(text: string): number {
    return text.trim() === "" ? NaN : Number(text);
}

function ordered(comparison: string | undefined, value: number, bound: number, raw: string | null): Truth3 {
    if (Number.isNaN(bound) || raw === null) {
        return null;
    }
    switch (comparison) {
        case "<":
            return value < bound;
        case "<=":
            return value <= bound;
        case ">":
            return value > bound;
        case ">=":
            return value >= bound;
        default:
            return value === bound;
    }
}

function momentIn(text: string): number {
    return /^[0-9]{5,}$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

/** The bits of an address as text of zeros and ones. */
function bitsOf(address: string): string | undefined {
    if (/^[0-9]{1,3}(\.[0-9]{1,3}){3}$/.test(address)) {
        return address
            .split(".")
            .map((part) => Number(part).toString(2).padStart(8, "0"))
            .join("");
    }
    if (!/^[0-9a-fA-F:]+$/.test(address) || !address.includes(":")) {
        return undefined;
    }
    const [head = "", tail] = address.split("::");
    const before = head === "" ? [] : head.split(":");
    const after = tail === undefined || tail === "" ? [] : tail.split(":");
    const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0");
    const groups = [...before, ...zeros, ...after];
    return groups.length === 8 ? groups.map((group) => parseInt(group, 16).toString(2).padStart(16, "0")).join("") : undefined;
}

function inNetwork(address: string, network: string): Truth3 {
    const [start = "", length] = network.split("/");
    const bits = bitsOf(start);
    const own = bitsOf(address);
    const prefix = length === undefined ? bits?.length : Number(length);
    if (bits === undefined || prefix === undefined || !(prefix <= bits.length)) {
        return null;
    }
    return own?.length === bits.length && own.slice(0, prefix) === bits.slice(0, prefix);
}

// --------------------------------------------------------------------------------------------------------------- patterns

const anyText = Symbol("*");
const anyOne = Symbol("?");
type Pattern = readonly (string | symbol)[];

function wild(text: string): Pattern {
    return Array.from(text, (character) => (character === "*" ? anyText : character === "?" ? anyOne : character));
}

/** The pattern with the request's values for policy variables; "none" where a variable has no value. */
function replaceVariables(text: string, hasVariables: boolean, request: Request): Pattern | "none" | "unknown" {
    if (!hasVariables) {
        return wild(text);
    }
    const symbols: (string | symbol)[] = [];
    for (let rest = text; rest !== "";) {
        const start = rest.indexOf("${");
        const end = rest.indexOf("}", start);
        if (start < 0 || end < 0) {
            symbols.push(...wild(rest));
            break;
        }
        symbols.push(...wild(rest.slice(0, start)));
        const inside = rest.slice(start + 2, end);
        rest = rest.slice(end + 1);
        if (["*", "?", "$"].includes(inside)) {
            symbols.push(inside);
            continue;
        }
        const [name, ...standard] = inside.split(",");
        const values = request.keys.get(canonical(certainly(name).trim().toLowerCase())) ?? [];
        const value =
            values.length === 0 && standard.length > 0
                ? standard
                      .join(",")
                      .trim()
                      .replace(/^'(.*)'$/s, "$1")
                : values[0];
        if (value === null) {
            return "unknown";
        }
        if (value === undefined || values.length > 1) {
            return "none";
        }
        symbols.push(...Array.from(value));
    }
    return symbols;
}

function like(pattern: Pattern, text: string): boolean {
    const characters = Array.from(text);
    let at = 0;
    let index = 0;
    let star = -1;
    let resume = 0;
    while (index < characters.length) {
        if (pattern[at] === anyText) {
            star = at;
            at += 1;
            resume = index;
        } else if (at < pattern.length && (pattern[at] === anyOne || pattern[at] === characters[index])) {
            at += 1;
            index += 1;
        } else if (star >= 0) {
            at = star + 1;
            resume += 1;
            index = resume;
        } else {
            return false;
        }
    }
    return pattern.slice(at).every((symbol) => symbol === anyText);
}

function arnSegments(pattern: Pattern): Pattern[] | undefined {
    const segments: (string | symbol)[][] = [[]];
    for (const symbol of pattern) {
        if (symbol === ":" && segments.length < 6) {
            segments.push([]);
        } else {
            certainly(segments[segments.length - 1]).push(symbol);
        }
    }
    return segments.length === 6 ? segments : undefined;
}

function arnLike(pattern: readonly Pattern[], arn: string): boolean {
    const parts = arn.split(":");
    return (
        parts.length >= 6 &&
        pattern.every((segment, index) => like(segment, index < 5 ? certainly(parts[index]) : parts.slice(5).join(":")))
    );
}

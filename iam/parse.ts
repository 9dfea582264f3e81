import { Unknown } from "../model/fact";
import { JsonError, parseJson } from "./json";
import { keptByText } from "./kept";

/** A policy document as it comes: JSON text, an object, or not known yet. Inside an object any part may be an `Unknown`. */
export type Document = string | object | Unknown;

/** A piece of text of a document, or one that only the deployment will settle. */
export type Text = string | Unknown;

/** Why an element cannot be judged; `undecided` reasons carry the same codes. */
export type ReasonCode =
    | "unknown-operator"
    | "ambiguous-semantics"
    | "invalid-principal"
    | "structural-error"
    | "variable-embedded"
    | "multivalued-without-set-operator"
    | "too-complex"
    | "unknown-value";

/** What keeps an element from being judged. */
export interface Fault {
    readonly code: ReasonCode;
    readonly text: string;
}

/** `Action: values`, or `NotAction: values` when negated; likewise for resources. With a fault it may or may not match. */
export interface Element {
    readonly name: string;
    readonly negated: boolean;
    readonly values: readonly Text[];
    /** Left out altogether: in a key policy such a statement is for no key. */
    readonly isMissing: boolean;
    readonly fault?: Fault;
}

/** The kinds of entries a principal element has; `*` is an `AWS` entry. */
export type PrincipalType = "AWS" | "Service" | "Federated" | "CanonicalUser";

export interface PrincipalEntry {
    readonly type: PrincipalType;
    readonly value: Text;
}

/** `Principal` or, negated, `NotPrincipal`. */
export interface PrincipalElement {
    readonly name: string;
    readonly negated: boolean;
    readonly entries: readonly PrincipalEntry[];
    readonly fault?: Fault;
}

/** The operators' families; `unknown` is what AWS does not know or this analysis does not. */
type OperatorFamily = "string" | "stringIgnoreCase" | "like" | "arn" | "numeric" | "date" | "bool" | "ip" | "null" | "unknown";

/** A condition operator, taken apart: `ForAnyValue:StringNotEqualsIfExists` is any, string, negated, ifExists. */
export interface Operator {
    readonly text: string;
    readonly family: OperatorFamily;
    readonly negated: boolean;
    readonly ifExists: boolean;
    readonly set: "all" | "any" | undefined;
    /** For numbers and dates: the comparison of the request's value with the policy's. */
    readonly comparison?: "=" | "<" | "<=" | ">" | ">=";
}

/** One test of a condition: one operator, one key, its values. */
export interface ConditionTest {
    readonly operator: Operator;
    /** In lower case, for names of keys have no case; `keyText` is as written. */
    readonly key: string;
    readonly keyText: string;
    readonly values: readonly Text[];
    readonly fault?: Fault;
}

/** One statement, whichever of the spellings AWS accepts it was written in. */
export interface Statement {
    /** The Sid in quotes, or "statement 2" where there is none. */
    readonly name: string;
    readonly sid: string | undefined;
    readonly effect: "Allow" | "Deny" | Unknown;
    /** Identity policies have no principals. */
    readonly principals: PrincipalElement | undefined;
    readonly actions: Element;
    readonly resources: Element;
    readonly tests: readonly ConditionTest[];
    /** What of the statement as a whole cannot be judged: an effect that is none, a condition that is none. */
    readonly faults: readonly Fault[];
    /** Why its condition, or a part of it, cannot be read, or it is none: it may test any key. */
    readonly unread?: Fault;
    /** Whether `${…}` in values and resources is a policy variable. */
    readonly hasVariables: boolean;
}

/** A document's statements; with `fault` it is none, and nothing can be said. */
export interface PolicyDocument {
    readonly version: Text | undefined;
    readonly statements: readonly Statement[];
    readonly fault?: Fault;
}

const unknownValue: Fault = { code: "unknown-value", text: "not known before deployment" };

function structural(text: string): Fault {
    return { code: "structural-error", text };
}

/** How many entries of one list are looked at; AWS's size limits leave room for fewer. */
const longestList = 20_000;

const parsed = new WeakMap<object, PolicyDocument>();
const parsedOfText = keptByText<PolicyDocument>(20_000);

/**
 * The statements of a document. It never throws: what is no document has a `fault`, what is no element has one of its own.
 * Spellings accepted: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parse(document: unknown): PolicyDocument {
    if (document instanceof Unknown) {
        return { version: undefined, statements: [], fault: unknownValue };
    }
    if (!isObject(document) && typeof document !== "string") {
        return { version: undefined, statements: [], fault: structural("the document is no object") };
    }
    if (typeof document === "object") {
        let result = parsed.get(document);
        if (result === undefined) {
            result = parseObject(document);
            parsed.set(document, result);
        }
        return result;
    }
    return parsedOfText(document, () => parseText(document));
}

function parseText(text: string): PolicyDocument {
    try {
        return parseObject(parseJson(text));
    } catch (error) {
        if (error instanceof JsonError) {
            return { version: undefined, statements: [], fault: structural(`the document is no JSON: ${error.message}`) };
        }
        throw error;
    }
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}

function given(object: Record<string, unknown>, name: string): boolean {
    return Object.hasOwn(object, name) && object[name] !== undefined;
}

function parseObject(document: unknown): PolicyDocument {
    if (!isObject(document)) {
        return { version: undefined, statements: [], fault: structural("the document is no object") };
    }
    const version = document.Version;
    const written = document.Statement;
    const versionText = typeof version === "string" || version instanceof Unknown ? version : undefined;
    const isVersion = version === undefined || version === "2012-10-17" || version === "2008-10-17";
    const fault = version instanceof Unknown ? unknownValue : structural("Version is neither 2012-10-17 nor 2008-10-17");
    if (written instanceof Unknown) {
        return { version: versionText, statements: [], fault: unknownValue };
    }
    if (typeof written !== "object" || written === null) {
        return { version: versionText, statements: [], fault: structural("Statement is missing") };
    }
    const list: readonly unknown[] = Array.isArray(written) ? written.slice(0, longestList) : [written];
    const statements = list.map((statement, index) => parseStatement(statement, index, versionText));
    return { version: versionText, statements: isVersion ? statements : statements.map((statement) => withoutVersion(statement, fault)) };
}

/** The version tells nothing but whether there are policy variables: what has something like one cannot be judged without. */
function withoutVersion(statement: Statement, fault: Fault): Statement {
    const mayHaveVariable = (values: readonly Text[]): boolean => values.some((text) => typeof text === "string" && text.includes("${"));
    const { resources, tests } = statement;
    return {
        ...statement,
        resources: mayHaveVariable(resources.values) ? { ...resources, fault } : resources,
        tests: tests.map((test) => (mayHaveVariable(test.values) ? { ...test, fault } : test)),
    };
}

function parseStatement(written: unknown, index: number, version: Text | undefined): Statement {
    const nameless = `statement ${index + 1}`;
    const hasVariables = version === "2012-10-17" || version instanceof Unknown;
    if (!isObject(written)) {
        const fault = written instanceof Unknown ? unknownValue : structural("the statement is no object");
        const nothing = { negated: false, values: [], isMissing: false, fault };
        return {
            name: nameless,
            sid: undefined,
            effect: new Unknown(written instanceof Unknown ? written.waitsFor : []),
            principals: { name: "Principal", negated: false, entries: [], fault },
            actions: { name: "Action", ...nothing },
            resources: { name: "Resource", ...nothing },
            tests: [],
            faults: [fault],
            unread: fault,
            hasVariables,
        };
    }
    const sid = typeof written.Sid === "string" && written.Sid !== "" ? written.Sid : undefined;
    const faults: Fault[] = [];
    const effect = written.Effect;
    if (effect instanceof Unknown) {
        faults.push(unknownValue);
    } else if (effect !== "Allow" && effect !== "Deny") {
        faults.push(structural("Effect is neither Allow nor Deny (it is case-sensitive)"));
    }
    const condition = parseCondition(written.Condition);
    if (condition.unread !== undefined) {
        faults.push(condition.unread);
    } else if (condition.isEmpty && effect === "Deny") {
        faults.push({ code: "ambiguous-semantics", text: "an empty Condition on a Deny" });
    }
    // What has not even an effect is no statement.
    const unread = effect === undefined ? faults[0] : condition.unread;
    return {
        name: sid === undefined ? nameless : `"${sid}"`,
        sid,
        effect: effect === "Allow" || effect === "Deny" ? effect : effect instanceof Unknown ? effect : new Unknown([]),
        principals: given(written, "Principal") || given(written, "NotPrincipal") ? parsePrincipals(written) : undefined,
        actions: parseElement(written, "Action"),
        resources: parseElement(written, "Resource"),
        tests: condition.tests,
        faults,
        ...(unread !== undefined && { unread }),
        hasVariables,
    };
}

function listOf(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? value.slice(0, longestList) : [value];
}

function parseElement(statement: Record<string, unknown>, name: "Action" | "Resource"): Element {
    const negated = given(statement, `Not${name}`);
    const element = { name: negated ? `Not${name}` : name, negated, isMissing: false };
    if (negated && given(statement, name)) {
        return { ...element, values: [], fault: structural(`${name} and Not${name} exclude each other`) };
    }
    if (!negated && !given(statement, name)) {
        return { ...element, isMissing: true, values: [], fault: structural(`${name} is missing`) };
    }
    const value = statement[element.name];
    if (value instanceof Unknown) {
        return { ...element, values: [], fault: unknownValue };
    }
    const values = listOf(value);
    return values.every((one) => typeof one === "string" || one instanceof Unknown)
        ? { ...element, values }
        : { ...element, values: [], fault: structural(`${element.name} holds something that is no text`) };
}

function parsePrincipals(statement: Record<string, unknown>): PrincipalElement {
    const negated = given(statement, "NotPrincipal");
    const name = negated ? "NotPrincipal" : "Principal";
    const faulty = (fault: Fault): PrincipalElement => ({ name, negated, entries: [], fault });
    if (negated && given(statement, "Principal")) {
        return faulty(structural("Principal and NotPrincipal exclude each other"));
    }
    const value = statement[name];
    if (value instanceof Unknown) {
        return faulty(unknownValue);
    }
    if (value === "*") {
        return { name, negated, entries: [{ type: "AWS", value: "*" }] };
    }
    if (!isObject(value)) {
        return faulty({ code: "invalid-principal", text: `${name} is neither "*" nor an object` });
    }
    const entries: PrincipalEntry[] = [];
    for (const [type, listed] of Object.entries(value)) {
        if (listed === undefined) {
            continue;
        }
        if (type !== "AWS" && type !== "Service" && type !== "Federated" && type !== "CanonicalUser") {
            return faulty(structural(`${name} has a member that is neither AWS, Service, Federated nor CanonicalUser`));
        }
        for (const one of listOf(listed)) {
            const text = typeof one === "number" ? String(one) : one;
            if (typeof text !== "string" && !(text instanceof Unknown)) {
                return faulty(structural(`${name} holds something that is no text`));
            }
            if (type === "AWS" && typeof text === "string" && isAllDigits(text) && text.length !== 12) {
                return faulty(structural(`${name} has an account id that has not twelve digits`));
            }
            entries.push({ type, value: text });
        }
    }
    return { name, negated, entries };
}

function isAllDigits(text: string): boolean {
    return /^[0-9]+$/.test(text);
}

function parseCondition(condition: unknown): { tests: ConditionTest[]; unread?: Fault; isEmpty: boolean } {
    if (condition === undefined) {
        return { tests: [], isEmpty: false };
    }
    if (condition instanceof Unknown) {
        return { tests: [], unread: unknownValue, isEmpty: false };
    }
    if (!isObject(condition)) {
        return { tests: [], unread: structural("Condition is no object"), isEmpty: false };
    }
    const tests: ConditionTest[] = [];
    const faults: Fault[] = [];
    for (const [operatorText, block] of Object.entries(condition)) {
        const operator = parseOperator(operatorText);
        if (block instanceof Unknown) {
            faults.push(unknownValue);
        } else if (!isObject(block)) {
            faults.push(structural("an operator of Condition has no object"));
        } else {
            for (const [keyText, value] of Object.entries(block)) {
                if (value !== undefined) {
                    tests.push(parseTest(operator, keyText, value));
                }
            }
        }
    }
    const [unread] = faults;
    return { tests, ...(unread !== undefined && { unread }), isEmpty: tests.length === 0 };
}

function parseTest(operator: Operator, keyText: string, value: unknown): ConditionTest {
    const test = { operator, key: keyText.toLowerCase(), keyText };
    const values: Text[] = [];
    for (const one of listOf(value)) {
        if (typeof one === "string" || one instanceof Unknown) {
            values.push(one);
        } else if (typeof one === "boolean" || typeof one === "number") {
            values.push(String(one));
        } else {
            return { ...test, values: [], fault: structural("a condition value is neither text, number nor Boolean") };
        }
    }
    return { ...test, values };
}

/**
 * Operators are case-insensitive only in their set prefix's documentation examples; AWS rejects other spellings of the names, so
 * the table is exact. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const operators: Readonly<Record<string, Pick<Operator, "family" | "negated" | "comparison">>> = {
    StringEquals: { family: "string", negated: false },
    StringNotEquals: { family: "string", negated: true },
    StringEqualsIgnoreCase: { family: "stringIgnoreCase", negated: false },
    StringNotEqualsIgnoreCase: { family: "stringIgnoreCase", negated: true },
    StringLike: { family: "like", negated: false },
    StringNotLike: { family: "like", negated: true },
    ArnEquals: { family: "arn", negated: false },
    ArnLike: { family: "arn", negated: false },
    ArnNotEquals: { family: "arn", negated: true },
    ArnNotLike: { family: "arn", negated: true },
    NumericEquals: { family: "numeric", negated: false, comparison: "=" },
    NumericNotEquals: { family: "numeric", negated: true, comparison: "=" },
    NumericLessThan: { family: "numeric", negated: false, comparison: "<" },
    NumericLessThanEquals: { family: "numeric", negated: false, comparison: "<=" },
    NumericGreaterThan: { family: "numeric", negated: false, comparison: ">" },
    NumericGreaterThanEquals: { family: "numeric", negated: false, comparison: ">=" },
    DateEquals: { family: "date", negated: false, comparison: "=" },
    DateNotEquals: { family: "date", negated: true, comparison: "=" },
    DateLessThan: { family: "date", negated: false, comparison: "<" },
    DateLessThanEquals: { family: "date", negated: false, comparison: "<=" },
    DateGreaterThan: { family: "date", negated: false, comparison: ">" },
    DateGreaterThanEquals: { family: "date", negated: false, comparison: ">=" },
    Bool: { family: "bool", negated: false },
    IpAddress: { family: "ip", negated: false },
    NotIpAddress: { family: "ip", negated: true },
    Null: { family: "null", negated: false },
};

/** Takes an operator's name apart. */
export function parseOperator(text: string): Operator {
    let name = text;
    let set: Operator["set"];
    if (name.startsWith("ForAllValues:")) {
        set = "all";
        name = name.slice("ForAllValues:".length);
    } else if (name.startsWith("ForAnyValue:")) {
        set = "any";
        name = name.slice("ForAnyValue:".length);
    }
    const ifExists = name.endsWith("IfExists");
    if (ifExists) {
        name = name.slice(0, -"IfExists".length);
    }
    const known = Object.hasOwn(operators, name) ? operators[name] : undefined;
    return known === undefined || (ifExists && known.family === "null")
        ? { text, family: "unknown", negated: false, ifExists, set }
        : { text, ...known, ifExists, set };
}

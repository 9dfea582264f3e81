import { canonicalKey, conditionKey } from "./catalogue";
import { certainly } from "./certainly";
import { type Budget, type Glob, type Piece, arnWildcard, everything, literal, literalInAnyCase, matches, wildcard } from "./glob";
import { isIpAddress, isInRange, parseRange, type Range } from "./ip";
import type { ConditionTest, Element, Fault, Operator, Text } from "./parse";
import { Unknown } from "../model/fact";

/** Three-valued truth inside the prover; the reason of an "unclear" is in the predicate's fault. */
export type Ternary = boolean | "unclear";

/** What the search wants of a predicate's truth. */
export type Want = "true" | "false" | "notTrue" | "notFalse";

export function isWanted(truth: Ternary, want: Want): boolean {
    return want === "true" ? truth === true : want === "false" ? truth === false : want === "notTrue" ? truth !== true : truth !== false;
}

/** A set of patterns; literals are looked up, the rest is walked. */
export class Patterns {
    private readonly literals = new Set<string>();
    private readonly others: Glob[] = [];

    constructor(readonly globs: readonly Glob[]) {
        for (const glob of globs) {
            if (glob.literal === undefined) {
                this.others.push(glob);
            } else {
                this.literals.add(glob.literal);
            }
        }
    }

    match(text: string, budget: Budget): boolean {
        budget.spend(1);
        return this.literals.has(text) || this.others.some((glob) => matches(glob, text, budget));
    }

    get isEmpty(): boolean {
        return this.globs.length === 0;
    }

    /** Whether one of them is `*`. */
    get isUniversal(): boolean {
        return this.others.some((glob) => glob.steps.length === 1 && glob === everything);
    }
}

let predicates = 0;

/**
 * A test of one key of the request (of the principal and the resource too, as `@principal` and `@resource`).
 * A present value matches certainly if a certain pattern does, possibly if a possible one does; `negated` turns that round.
 */
export interface Predicate {
    readonly id: number;
    readonly key: string;
    readonly absent: Ternary;
    readonly negated: boolean;
    readonly certain: Patterns;
    /** The certain patterns and those that may or may not count. */
    readonly possible: Patterns;
    /** For numbers, dates and addresses instead of patterns. */
    readonly typed?: (value: string) => Ternary;
    readonly set: "all" | "any" | undefined;
    /** Why it may be unclear, where it may. */
    readonly fault?: Fault;
    /** The test it was made of, or the resources; principals have neither. */
    readonly test?: ConditionTest;
    readonly resources?: Element;
    /** Whether it can be unclear of something. */
    readonly canBeUnclear: boolean;
}

/** A predicate over one key; what is not given is the plain positive case. */
export function predicate(
    key: string,
    parts: { certain: readonly Glob[]; unclear?: readonly Glob[] } & Partial<
        Omit<Predicate, "id" | "key" | "certain" | "possible" | "canBeUnclear">
    >,
): Predicate {
    const { certain, unclear = [], ...rest } = parts;
    const certainly = new Patterns(certain);
    const { absent = false, negated = false, set, test, fault } = rest;
    // Without a set operator several values have to agree.
    const mayDisagree = set === undefined && test !== undefined && conditionKey(key)?.multivalued === true;
    return {
        ...rest,
        absent,
        negated,
        set,
        id: predicates++,
        key,
        certain: certainly,
        possible: unclear.length === 0 ? certainly : new Patterns([...certain, ...unclear]),
        canBeUnclear: absent === "unclear" || unclear.length > 0 || fault !== undefined || mayDisagree,
    };
}

function negate(truth: Ternary): Ternary {
    return truth === "unclear" ? truth : !truth;
}

/** The truth for one present value. */
export function truthOfValue(test: Predicate, value: string, budget: Budget): Ternary {
    budget.spend(1);
    const match: Ternary =
        test.typed !== undefined
            ? test.typed(value)
            : test.certain.match(value, budget)
              ? true
              : test.possible !== test.certain && test.possible.match(value, budget)
                ? "unclear"
                : false;
    return test.negated ? negate(match) : match;
}

/** The truth for what a request has under the key: nothing, a value, or several. Section 5.1 of the analysis, row by row. */
export function truth(test: Predicate, values: readonly string[], budget: Budget): Ternary {
    if (values.length === 0) {
        return test.absent;
    }
    const truths = values.map((value) => truthOfValue(test, value, budget));
    if (test.set === "all") {
        return truths.includes(false) ? false : truths.includes("unclear") ? "unclear" : true;
    }
    if (test.set === "any") {
        return truths.includes(true) ? true : truths.includes("unclear") ? "unclear" : false;
    }
    return truths.every((one) => one === truths[0]) ? certainly(truths[0]) : "unclear";
}

/** The truth for a value that is there but not known: clear only where every value gives the same. */
export function truthOfUnknownValue(test: Predicate): Ternary {
    if (test.typed !== undefined) {
        return "unclear";
    }
    const match: Ternary = test.certain.isUniversal ? true : test.possible.isEmpty ? false : "unclear";
    return test.negated ? negate(match) : match;
}

/** What the policy variables stand for while one of their values is tried; a key without value is absent. */
export type Bindings = ReadonlyMap<string, string | undefined>;

const unclearVariable: Fault = {
    code: "variable-embedded",
    text: "a policy variable, of which no value was found that lets a request through",
};

/** A variable or a piece of text of a value. */
type Part = Piece | { readonly variable: string; readonly standard: string | undefined };

/**
 * A value taken apart at its policy variables: `${*}`, `${?}` and `${$}` are those characters,
 * `${key, 'default'}` has a default. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
function partsOf(text: string): readonly Part[] {
    const parts: Part[] = [];
    let at = 0;
    for (;;) {
        const start = text.indexOf("${", at);
        const end = start < 0 ? -1 : text.indexOf("}", start);
        if (end < 0) {
            parts.push(text.slice(at));
            return parts;
        }
        parts.push(text.slice(at, start));
        const inside = text.slice(start + 2, end);
        if (inside === "*" || inside === "?" || inside === "$") {
            parts.push({ plain: inside });
        } else {
            const comma = inside.indexOf(",");
            const name = comma < 0 ? inside : inside.slice(0, comma);
            const standard = comma < 0 ? undefined : inside.slice(comma + 1).trim();
            parts.push({ variable: canonicalKey(name.trim()), standard: standard === undefined ? undefined : unquoted(standard) });
        }
        at = end + 1;
    }
}

function unquoted(text: string): string {
    return text.length >= 2 && text.startsWith("'") && text.endsWith("'") ? text.slice(1, -1) : text;
}

/** The keys that a text mentions as policy variables. */
export function variablesOf(text: string): readonly string[] {
    return text.includes("${")
        ? partsOf(text).flatMap((part) => (typeof part === "object" && "variable" in part ? [part.variable] : []))
        : [];
}

/** What a text with variables becomes: pieces, "nothing" where a variable has no value, "open" where its value is not settled. */
export function resolve(text: string, hasVariables: boolean, bindings: Bindings | undefined): readonly Piece[] | "nothing" | "open" {
    if (!hasVariables || !text.includes("${")) {
        return [text];
    }
    const pieces: Piece[] = [];
    for (const part of partsOf(text)) {
        if (typeof part === "string" || "plain" in part) {
            pieces.push(part);
            continue;
        }
        if (conditionKey(part.variable)?.multivalued === true) {
            return "nothing";
        }
        if (!bindings?.has(part.variable)) {
            return "open";
        }
        const value = bindings.get(part.variable) ?? part.standard;
        if (value === undefined) {
            return "nothing";
        }
        pieces.push({ plain: value });
    }
    return pieces;
}

/** The pattern with room for anything where variables are: what it may match, whatever they stand for. */
export function openPattern(text: string): Glob {
    return wildcard(...partsOf(text).map((part): Piece => (typeof part === "object" && "variable" in part ? "*" : part)));
}

const compiled = new WeakMap<ConditionTest, Predicate>();

/** The predicate of a condition test. With `bindings`, policy variables stand for these values; without, what they stand for is open. */
export function predicateOf(test: ConditionTest, hasVariables: boolean, bindings?: Bindings): Predicate {
    if (bindings !== undefined && hasVariables && test.values.some((value) => typeof value === "string" && variablesOf(value).length > 0)) {
        return compile(test, hasVariables, bindings);
    }
    let result = compiled.get(test);
    if (result === undefined) {
        result = compile(test, hasVariables, undefined);
        compiled.set(test, result);
    }
    return result;
}

function compile(test: ConditionTest, hasVariables: boolean, bindings: Bindings | undefined): Predicate {
    const { operator, values } = test;
    const key = canonicalKey(test.key);
    if (test.fault !== undefined) {
        return unclearPredicate(key, test, test.fault);
    }
    if (operator.family === "unknown") {
        return unclearPredicate(key, test, { code: "unknown-operator", text: "the operator is none that this analysis knows" });
    }
    if (operator.family === "null") {
        return compileNull(key, test);
    }
    const negated = operator.negated;
    if (values.length === 0) {
        return compileWithoutValues(key, test);
    }
    const absent: Ternary =
        operator.set === "any" ? (operator.ifExists ? "unclear" : false) : operator.set === "all" || operator.ifExists ? true : negated;
    const absentFault: Fault | undefined =
        absent === "unclear"
            ? { code: "ambiguous-semantics", text: "ForAnyValue with IfExists: two rules collide where the key is absent" }
            : undefined;
    const common = { test, absent, negated, set: operator.set };
    if (operator.family === "numeric" || operator.family === "date" || operator.family === "ip") {
        const { typed, fault } = compileTyped(operator, values);
        return predicate(key, { ...common, certain: [], typed, ...definedFault(fault ?? absentFault) });
    }
    const certain: Glob[] = [];
    const unclear: Glob[] = [];
    let fault = absentFault;
    for (const value of values) {
        if (value instanceof Unknown) {
            unclear.push(everything);
            fault = { code: "unknown-value", text: "a value is not known before deployment" };
            continue;
        }
        const pattern = compileValue(operator, value, hasVariables, bindings);
        if ("fault" in pattern) {
            unclear.push(pattern.glob);
            fault = pattern.fault;
        } else if (pattern.glob !== undefined) {
            certain.push(pattern.glob);
        }
    }
    return predicate(key, { ...common, certain, unclear, ...definedFault(fault) });
}

function definedFault(fault: Fault | undefined): { fault?: Fault } {
    return fault === undefined ? {} : { fault };
}

function unclearPredicate(key: string, test: ConditionTest, fault: Fault): Predicate {
    return predicate(key, { test, absent: "unclear", certain: [], unclear: [everything], fault });
}

/** A pattern that counts, none at all, or one that may count. */
type CompiledValue = { readonly glob: Glob | undefined } | { readonly glob: Glob; readonly fault: Fault };

function compileValue(operator: Operator, value: string, hasVariables: boolean, bindings: Bindings | undefined): CompiledValue {
    if (operator.family === "bool") {
        // Two pages of the documentation disagree about policy variables in Boolean values.
        return hasVariables && variablesOf(value).length > 0
            ? { glob: everything, fault: { code: "ambiguous-semantics", text: "a policy variable in a Boolean value" } }
            : { glob: /^(true|false)$/i.test(value) ? literalInAnyCase(value) : undefined };
    }
    const pieces = resolve(value, hasVariables, bindings);
    if (pieces === "nothing") {
        return { glob: undefined };
    }
    if (pieces === "open") {
        // Under equality a `*` in the text is no wildcard, so this may match more than it should, but it only may.
        const isOdd = operator.family === "stringIgnoreCase" || (operator.family === "arn" && value.split(":", 6).length < 6);
        return { glob: isOdd ? everything : openPattern(value), fault: unclearVariable };
    }
    const text = pieces.map((piece) => (typeof piece === "string" ? piece : piece.plain)).join("");
    switch (operator.family) {
        case "string":
            return { glob: literal(text) };
        case "stringIgnoreCase":
            return { glob: literalInAnyCase(text) };
        case "like":
            return { glob: text === "*" && pieces.length === 1 ? everything : wildcard(...pieces) };
        default: {
            const glob = arnWildcard(...pieces);
            return glob === undefined
                ? { glob: everything, fault: { code: "ambiguous-semantics", text: "an ARN pattern with fewer than six segments" } }
                : { glob };
        }
    }
}

function compileNull(key: string, test: ConditionTest): Predicate {
    const { operator, values } = test;
    if (operator.set !== undefined) {
        // Documented: ForAllValues:Null is always true, ForAnyValue:Null always false.
        const always = operator.set === "all";
        return predicate(key, { test, absent: always, certain: always ? [everything] : [], set: operator.set });
    }
    const texts = values.map((value) => (value instanceof Unknown ? value : value.toLowerCase()));
    const odd = texts.some((text) => text !== "true" && text !== "false");
    const absent: Ternary = texts.includes("true") ? true : odd || texts.length === 0 ? "unclear" : false;
    const present: Ternary = texts.includes("false") ? true : odd || texts.length === 0 ? "unclear" : false;
    const isUnknown = texts.some((text) => text instanceof Unknown);
    const fault: Fault | undefined =
        absent === "unclear" || present === "unclear"
            ? isUnknown
                ? { code: "unknown-value", text: "a value is not known before deployment" }
                : { code: "structural-error", text: "the value of Null is neither true nor false" }
            : undefined;
    return predicate(key, {
        test,
        absent,
        certain: present === true ? [everything] : [],
        unclear: present === "unclear" ? [everything] : [],
        ...definedFault(fault),
    });
}

/** With an empty list of values; the documentation contradicts itself where there is neither a set operator nor IfExists. */
function compileWithoutValues(key: string, test: ConditionTest): Predicate {
    const { operator } = test;
    if (operator.set === undefined && !operator.ifExists) {
        return unclearPredicate(key, test, { code: "ambiguous-semantics", text: "an empty list of values" });
    }
    return predicate(key, { test, absent: operator.set !== "any", certain: [], set: operator.set });
}

function compileTyped(operator: Operator, values: readonly Text[]): { typed: (value: string) => Ternary; fault?: Fault } {
    let fault: Fault | undefined;
    const tests: ((value: string) => boolean)[] = [];
    let unclear = false;
    for (const value of values) {
        const test = value instanceof Unknown ? undefined : typedTest(operator, value);
        if (test === undefined) {
            unclear = true;
            fault =
                value instanceof Unknown
                    ? { code: "unknown-value", text: "a value is not known before deployment" }
                    : { code: "structural-error", text: "a value does not fit the operator" };
        } else {
            tests.push(test);
        }
    }
    const typed = (value: string): Ternary => (tests.some((test) => test(value)) ? true : unclear ? "unclear" : false);
    return { typed, ...definedFault(fault) };
}

function typedTest(operator: Operator, value: string): ((value: string) => boolean) | undefined {
    if (operator.family === "ip") {
        const range: Range | undefined = parseRange(value);
        return range === undefined ? undefined : (text) => isIpAddress(text) && isInRange(text, range);
    }
    const read = operator.family === "date" ? parseDate : parseNumber;
    const bound = read(value);
    if (bound === undefined) {
        return undefined;
    }
    const compare = comparisons[operator.comparison ?? "="];
    return (text) => {
        const number = read(text);
        return number !== undefined && compare(number, bound);
    };
}

const comparisons: Readonly<Record<NonNullable<Operator["comparison"]>, (value: number, bound: number) => boolean>> = {
    "=": (value, bound) => value === bound,
    "<": (value, bound) => value < bound,
    "<=": (value, bound) => value <= bound,
    ">": (value, bound) => value > bound,
    ">=": (value, bound) => value >= bound,
};

/** A decimal number; undefined for anything else. */
export function parseNumber(text: string): number | undefined {
    return /^[+-]?[0-9]+(\.[0-9]+)?$/.test(text.trim()) ? Number(text) : undefined;
}

/** Seconds since 1970 of an ISO 8601 date or of epoch seconds; undefined for anything else. */
export function parseDate(text: string): number | undefined {
    if (/^[0-9]{5,}$/.test(text)) {
        return Number(text);
    }
    if (!/^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}(:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?)?)?$/.test(text)) {
        return undefined;
    }
    const time = Date.parse(text);
    return Number.isNaN(time) ? undefined : time / 1000;
}

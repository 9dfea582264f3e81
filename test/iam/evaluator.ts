import { Unknown } from "../../model/fact";

/** What one request meets in a policy document, read from the specification alone: nothing here comes from iam/. */

/** Kleene truth; `undefined` is "not determined". */
export type Kleene = boolean | undefined;

export type Kind = "bucket" | "accesspoint" | "key" | "vpce" | "identity";

export type Principal =
    | { readonly kind: "anonymous" }
    | { readonly kind: "iam"; readonly arn: string }
    | { readonly kind: "service"; readonly name: string }
    | { readonly kind: "federated"; readonly provider: string }
    | { readonly kind: "canonical"; readonly id: string }
    | { readonly kind: "opaque"; readonly id: string };

/** Condition keys by lower-case name; several values only for multivalued keys; what is not there is absent. */
export type Keys = Map<string, string | readonly string[]>;

export interface Request {
    readonly principal: Principal;
    readonly action: string;
    readonly resource: string;
    readonly keys: Keys;
}

export interface Test {
    readonly key: string;
    readonly operator: string;
    readonly values: readonly (string | Unknown)[];
    /** Keys that the values mention as policy variables. */
    readonly variables: readonly string[];
    readonly evaluate: (keys: Keys) => Kleene;
}

export interface Statement {
    readonly sid: string | undefined;
    readonly effect: "Allow" | "Deny" | undefined;
    readonly principal: (principal: Principal) => Kleene;
    /** Whether the principals it names are those it spares. */
    readonly sparesPrincipals: boolean;
    /** Whether it names only accounts, users, roles, services and the like, never "everybody". */
    readonly namesFixedPrincipals: Kleene;
    /** Whether its principal is exactly this account. */
    readonly isDelegationTo: (account: string) => boolean;
    readonly action: (action: string) => Kleene;
    readonly resource: (resource: string, keys: Keys) => Kleene;
    readonly resourceVariables: readonly string[];
    readonly tests: readonly Test[];
    readonly literals: Literals;
}

/** What the statement spells out, for building a universe around it. */
export interface Literals {
    /** Type and id. */
    readonly principals: readonly (readonly [string, string])[];
    readonly resources: readonly string[];
    readonly actions: readonly string[];
}

export function and(...truths: Kleene[]): Kleene {
    return truths.includes(false) ? false : truths.includes(undefined) ? undefined : true;
}

export function or(...truths: Kleene[]): Kleene {
    return truths.includes(true) ? true : truths.includes(undefined) ? undefined : false;
}

export function not(truth: Kleene): Kleene {
    return truth === undefined ? undefined : !truth;
}

export function conditionsHold(statement: Statement, keys: Keys): Kleene {
    let result: Kleene = true;
    for (const test of statement.tests) {
        const truth = test.evaluate(keys);
        if (truth === false) {
            return false;
        }
        result = truth === undefined ? undefined : result;
    }
    return result;
}

export function applies(statement: Statement, request: Request): Kleene {
    const matches = and(
        statement.principal(request.principal),
        statement.action(request.action),
        statement.resource(request.resource, request.keys),
    );
    return matches === false ? false : and(matches, conditionsHold(statement, request.keys));
}

export function denied(statements: readonly Statement[], request: Request): Kleene {
    return effectOf(statements, "Deny", request);
}

export function granted(statements: readonly Statement[], request: Request): Kleene {
    return effectOf(statements, "Allow", request);
}

/** A statement whose effect is neither of the two may have either. */
function effectOf(statements: readonly Statement[], effect: "Allow" | "Deny", request: Request): Kleene {
    let result: Kleene = false;
    for (const statement of statements) {
        if (statement.effect === undefined || statement.effect === effect) {
            const truth = applies(statement, request);
            if (truth === true && statement.effect === effect) {
                return true;
            }
            result = truth === false ? result : undefined;
        }
    }
    return result;
}

// ---------------------------------------------------------------------------------------------------------------- documents

/** The statements of a document, or `undefined` where nothing at all can be said of it. */
export function read(document: unknown, kind: Kind): readonly Statement[] | undefined {
    if (typeof document === "string") {
        try {
            return read(JSON.parse(document), kind);
        } catch {
            return undefined;
        }
    }
    if (!isObject(document)) {
        return undefined;
    }
    const list = document.Statement;
    if (list === undefined || list instanceof Unknown) {
        return undefined;
    }
    const hasVariables = document.Version === "2012-10-17";
    return (Array.isArray(list) ? list : [list]).map((statement) => readStatement(statement, kind, hasVariables));
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}

const unclear = (): Kleene => undefined;

function readStatement(source: unknown, kind: Kind, hasVariables: boolean): Statement {
    const statement = isObject(source) ? source : {};
    const effect = statement.Effect;
    const actions = element(statement, "Action");
    const resources = element(statement, "Resource");
    const principals = element(statement, "Principal");
    const resourceTexts = texts(resources?.value);
    return {
        sid: typeof statement.Sid === "string" ? statement.Sid : undefined,
        effect: effect === "Allow" || effect === "Deny" ? effect : undefined,
        principal: kind === "identity" ? () => true : principals === undefined ? unclear : principalMatcher(principals),
        sparesPrincipals: principals?.negated === true,
        namesFixedPrincipals: principals === undefined ? undefined : namesFixedPrincipals(principals),
        isDelegationTo: (account) =>
            principals !== undefined &&
            !principals.negated &&
            principalEntries(principals.value).every(
                ([type, id]) => type === "AWS" && (id === account || id === `arn:aws:iam::${account}:root`),
            ),
        action: actions === undefined ? unclear : actionMatcher(actions),
        resource:
            resources !== undefined
                ? resourceMatcher(resources, hasVariables)
                : kind === "key" && isObject(source) && !("Resource" in statement) && !("NotResource" in statement)
                  ? () => false
                  : unclear,
        resourceVariables: hasVariables ? resourceTexts.flatMap(variablesIn) : [],
        tests: readConditions(statement, effect, hasVariables),
        literals: {
            principals:
                principals === undefined
                    ? []
                    : principalEntries(principals.value).flatMap(([type, id]) => (typeof id === "string" ? [[type, id] as const] : [])),
            resources: resourceTexts,
            actions: texts(actions?.value),
        },
    };
}

interface Element {
    readonly negated: boolean;
    readonly value: unknown;
}

/** The element or its `Not…` form; `undefined` where it is missing, doubled or unknown as a whole. */
function element(statement: Record<string, unknown>, name: string): Element | undefined {
    const positive = statement[name];
    const negated = statement[`Not${name}`];
    if ((positive === undefined) === (negated === undefined)) {
        return undefined;
    }
    return positive !== undefined ? { negated: false, value: positive } : { negated: true, value: negated };
}

function list(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? value : [value];
}

function texts(value: unknown): readonly string[] {
    return list(value).filter((entry) => typeof entry === "string");
}

function unionOf(value: unknown, matches: (text: string) => Kleene): Kleene {
    return or(...list(value).map((entry) => (typeof entry === "string" ? matches(entry) : undefined)));
}

function matcher<Subject>(found: Element, matches: (text: string, subject: Subject) => Kleene): (subject: Subject) => Kleene {
    return (subject) => {
        const truth = unionOf(found.value, (text) => matches(text, subject));
        return found.negated ? not(truth) : truth;
    };
}

function actionMatcher(found: Element): (action: string) => Kleene {
    const cache = new Map<string, Kleene>();
    const match = matcher<string>(found, (pattern, action) => glob(tokens(pattern.toLowerCase(), true, false), action.toLowerCase()));
    return (action) => {
        if (!cache.has(action)) {
            cache.set(action, match(action));
        }
        return cache.get(action);
    };
}

function resourceMatcher(found: Element, hasVariables: boolean): (resource: string, keys: Keys) => Kleene {
    const compiled = list(found.value).map((entry) => (typeof entry === "string" ? tokens(entry, true, hasVariables) : undefined));
    const match = (resource: string, keys: Keys): Kleene => {
        const truth = or(...compiled.map((pattern) => (pattern === undefined ? undefined : matchesResource(pattern, resource, keys))));
        return found.negated ? not(truth) : truth;
    };
    const hasNone = compiled.every((pattern) => pattern?.some((token) => typeof token === "object") !== true);
    const cache = new Map<string, Kleene>();
    return (resource, keys) => {
        if (!hasNone) {
            return match(resource, keys);
        }
        if (!cache.has(resource)) {
            cache.set(resource, match(resource, keys));
        }
        return cache.get(resource);
    };
}

function matchesResource(pattern: readonly Token[], resource: string, keys: Keys): Kleene {
    if (pattern.length === 1 && pattern[0] === any) {
        return true;
    }
    const resolved = substitute(pattern, keys);
    if (resolved === undefined) {
        return false;
    }
    const segments = splitArn(resolved);
    if (segments === undefined) {
        return undefined;
    }
    const bySegment = matchesArn(segments, resource);
    return bySegment === glob(resolved, resource) ? bySegment : undefined;
}

// --------------------------------------------------------------------------------------------------------------- principals

/** `[type, id]` of every principal; type `*` for everybody, `?` for what no reading covers. */
function principalEntries(value: unknown): readonly (readonly [string, string | Unknown])[] {
    if (value === "*") {
        return [["*", "*"]];
    }
    if (!isObject(value)) {
        return [["?", ""]];
    }
    return Object.entries(value).flatMap(([type, ids]) =>
        list(ids).map((id): readonly [string, string | Unknown] => {
            if (type === "AWS" && id === "*") {
                return ["*", "*"];
            }
            return typeof id === "string" ? [type, id] : typeof id === "number" ? [type, String(id)] : ["?", new Unknown([])];
        }),
    );
}

export function accountOf(arn: string): string {
    return arn.split(":")[4] ?? "";
}

function principalMatcher(found: Element): (principal: Principal) => Kleene {
    const entries = principalEntries(found.value);
    return (principal) => {
        const listed = or(...entries.map(([type, id]) => matchesPrincipal(type, id, principal)));
        if (!found.negated || listed !== true || principal.kind !== "iam") {
            return found.negated ? not(listed) : listed;
        }
        // An account that is listed certainly exempts its root user; whether it exempts the others is not settled.
        const byName = or(...entries.filter(([, id]) => !isAccount(id)).map(([type, id]) => matchesPrincipal(type, id, principal)));
        return byName === true || principal.arn.endsWith(":root") ? false : undefined;
    };
}

function isAccount(id: string | Unknown): boolean {
    return typeof id === "string" && (/^\d{12}$/.test(id) || /^arn:aws:iam::\d{12}:root$/.test(id));
}

function matchesPrincipal(type: string, id: string | Unknown, principal: Principal): Kleene {
    if (type === "*") {
        return true;
    }
    if (type === "?" || id instanceof Unknown || /[*?]/.test(id) || (type === "AWS" && /^\d{1,11}$/.test(id))) {
        return undefined;
    }
    switch (type) {
        case "Service":
            return principal.kind === "service" && principal.name === id;
        case "Federated":
            return principal.kind === "federated" && principal.provider === id;
        case "CanonicalUser":
            return principal.kind === "canonical" && principal.id === id;
        case "AWS":
            return matchesAwsPrincipal(id, principal);
        default:
            return undefined;
    }
}

function matchesAwsPrincipal(id: string, principal: Principal): Kleene {
    if (principal.kind === "opaque") {
        return principal.id === id;
    }
    if (principal.kind !== "iam") {
        return false;
    }
    if (isAccount(id)) {
        return accountOf(principal.arn) === (id.length === 12 ? id : accountOf(id));
    }
    const session = /^arn:aws:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(id);
    if (session !== null) {
        const [, account = "", role = ""] = session;
        return accountOf(principal.arn) === account && principal.arn.includes(":role/") && principal.arn.endsWith(`/${role}`)
            ? undefined
            : false;
    }
    return principal.arn === id;
}

function namesFixedPrincipals(found: Element): Kleene {
    if (found.negated) {
        return false;
    }
    return and(
        ...principalEntries(found.value).map(([type, id]): Kleene => {
            if (type === "*") {
                return false;
            }
            if (type === "?" || id instanceof Unknown || /[*?]/.test(id) || (type === "AWS" && /^\d{1,11}$/.test(id))) {
                return undefined;
            }
            return type !== "Federated" || id.startsWith("arn:");
        }),
    );
}

// --------------------------------------------------------------------------------------------------------------- conditions

function readConditions(statement: Record<string, unknown>, effect: unknown, hasVariables: boolean): readonly Test[] {
    const condition = statement.Condition;
    if (condition === undefined) {
        return [];
    }
    if (!isObject(condition) || (Object.keys(condition).length === 0 && effect === "Deny")) {
        return [undetermined];
    }
    return Object.entries(condition).flatMap(([operator, block]) =>
        isObject(block)
            ? Object.entries(block).map(([key, values]) => readTest(operator, key.toLowerCase(), values, hasVariables))
            : [undetermined],
    );
}

const undetermined: Test = { key: "", operator: "", values: [], variables: [], evaluate: unclear };

function readTest(operator: string, key: string, source: unknown, hasVariables: boolean): Test {
    const values = list(source).map((value) =>
        typeof value === "string" || typeof value === "boolean" || typeof value === "number" ? String(value) : new Unknown([]),
    );
    const variables = hasVariables ? values.flatMap((value) => (typeof value === "string" ? variablesIn(value) : [])) : [];
    return { key, operator, values, variables, evaluate: testEvaluator(operator, key, values, hasVariables) };
}

const operatorForm = /^(ForAllValues:|ForAnyValue:)?(\w+?)(IfExists)?$/;

/** Whether the test says of the values of its key which are not meant. */
export function isNegatedTest({ operator }: Test): boolean {
    return isNegated(operatorForm.exec(operator)?.[2] ?? "");
}

/** Whether the value is one of those that the test spells out or has a pattern for, whatever follows from that. */
export function names(test: Test, value: string): Kleene {
    const name = operatorForm.exec(test.operator)?.[2] ?? "";
    return testEvaluator(name.replace("Not", ""), test.key, test.values, false)(new Map([[test.key, value]]));
}

type Comparison = (requestValue: string, keys: Keys) => Kleene;

function testEvaluator(
    operator: string,
    key: string,
    values: readonly (string | Unknown)[],
    hasVariables: boolean,
): (keys: Keys) => Kleene {
    const [, set, name = "", ifExists] = operatorForm.exec(operator) ?? [];
    if (name === "Null" && ifExists === undefined) {
        return set === "ForAllValues:" ? () => true : set === "ForAnyValue:" ? () => false : nullEvaluator(key, values);
    }
    const negated = isNegated(name);
    const comparison = comparisonFor(negated ? name.replace("Not", "") : name);
    if (comparison === undefined) {
        return unclear;
    }
    const compared = values.map((value): Comparison => (value instanceof Unknown ? unclear : comparison(value, hasVariables)));
    const matches = (value: string, keys: Keys): Kleene => {
        const truth = or(...compared.map((compare) => compare(value, keys)));
        return negated ? not(truth) : truth;
    };
    return (keys) => {
        const present = keys.get(key);
        const held = present === undefined ? [] : typeof present === "string" ? [present] : present;
        if (values.length === 0) {
            return set === "ForAnyValue:" ? false : set !== undefined || ifExists !== undefined ? held.length === 0 : undefined;
        }
        if (held.length === 0) {
            if (set === "ForAnyValue:") {
                return ifExists === undefined ? false : undefined;
            }
            return set === "ForAllValues:" || ifExists !== undefined ? true : negated;
        }
        const truths = held.map((value) => matches(value, keys));
        if (set === "ForAnyValue:") {
            return or(...truths);
        }
        if (set === "ForAllValues:") {
            return and(...truths);
        }
        return truths.every((truth) => truth === truths[0]) ? truths[0] : undefined;
    };
}

function isNegated(name: string): boolean {
    return /^(StringNot|NumericNot|DateNot|ArnNot|NotIpAddress)/.test(name);
}

function nullEvaluator(key: string, values: readonly (string | Unknown)[]): (keys: Keys) => Kleene {
    return (keys) => {
        const held = keys.get(key);
        const isAbsent = held === undefined || held.length === 0;
        return or(
            ...values.map((value): Kleene => {
                const text = value instanceof Unknown ? "" : value.toLowerCase();
                return text === "true" ? isAbsent : text === "false" ? !isAbsent : undefined;
            }),
        );
    };
}

/** How a positive operator compares one policy value with one request value. */
function comparisonFor(name: string): ((policyValue: string, hasVariables: boolean) => Comparison) | undefined {
    switch (name) {
        case "StringEquals":
            return (policyValue, hasVariables) => equality(policyValue, hasVariables, (text) => text);
        case "StringEqualsIgnoreCase":
            return (policyValue, hasVariables) => equality(policyValue, hasVariables, (text) => text.toLowerCase());
        case "StringLike":
            return (policyValue, hasVariables) => {
                const pattern = tokens(policyValue, true, hasVariables);
                return (value, keys) => {
                    const resolved = substitute(pattern, keys);
                    return resolved !== undefined && glob(resolved, value);
                };
            };
        case "ArnEquals":
        case "ArnLike":
            return (policyValue, hasVariables) => {
                const pattern = tokens(policyValue, true, hasVariables);
                return (value, keys) => {
                    const resolved = substitute(pattern, keys);
                    if (resolved === undefined) {
                        return false;
                    }
                    const segments = splitArn(resolved);
                    return segments === undefined ? undefined : matchesArn(segments, value);
                };
            };
        case "NumericEquals":
            return ordered(Number, (value, policy) => value === policy);
        case "NumericLessThan":
            return ordered(Number, (value, policy) => value < policy);
        case "NumericLessThanEquals":
            return ordered(Number, (value, policy) => value <= policy);
        case "NumericGreaterThan":
            return ordered(Number, (value, policy) => value > policy);
        case "NumericGreaterThanEquals":
            return ordered(Number, (value, policy) => value >= policy);
        case "DateEquals":
            return ordered(instant, (value, policy) => value === policy);
        case "DateLessThan":
            return ordered(instant, (value, policy) => value < policy);
        case "DateLessThanEquals":
            return ordered(instant, (value, policy) => value <= policy);
        case "DateGreaterThan":
            return ordered(instant, (value, policy) => value > policy);
        case "DateGreaterThanEquals":
            return ordered(instant, (value, policy) => value >= policy);
        case "Bool":
            return (policyValue, hasVariables) => {
                if (hasVariables && variablesIn(policyValue).length > 0) {
                    return unclear;
                }
                return (value) => /^(true|false)$/i.test(policyValue) && policyValue.toLowerCase() === value.toLowerCase();
            };
        case "IpAddress":
            return (policyValue) => {
                const range = readRange(policyValue);
                return (value) => (range === undefined ? undefined : isInRange(value, range));
            };
        default:
            return undefined;
    }
}

function equality(policyValue: string, hasVariables: boolean, fold: (text: string) => string): Comparison {
    const pattern = tokens(policyValue, false, hasVariables);
    return (value, keys) => {
        const resolved = substitute(pattern, keys);
        return resolved !== undefined && fold(resolved.join("")) === fold(value);
    };
}

function ordered(parse: (text: string) => number, compare: (value: number, policy: number) => boolean) {
    return (policyValue: string): Comparison => {
        const policy = policyValue.trim() === "" ? NaN : parse(policyValue);
        return (value) => (Number.isNaN(policy) ? undefined : compare(parse(value), policy));
    };
}

/** Milliseconds of an ISO 8601 date or of epoch seconds. */
function instant(text: string): number {
    return /^\d{5,}$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

// ----------------------------------------------------------------------------------------------------------------- patterns

const any = Symbol("*");
const one = Symbol("?");
type Token = string | typeof any | typeof one | { readonly variable: string; readonly standard: string | undefined };

function variablesIn(text: string): readonly string[] {
    return tokens(text, false, true).flatMap((token) => (typeof token === "object" ? [token.variable] : []));
}

/** Characters, wildcards and policy variables of a value. */
function tokens(text: string, hasWildcards: boolean, hasVariables: boolean): readonly Token[] {
    const result: Token[] = [];
    for (let index = 0; index < text.length; index++) {
        const character = text[index] ?? "";
        const end = hasVariables && text.startsWith("${", index) ? text.indexOf("}", index) : -1;
        if (end > 0) {
            const body = text.slice(index + 2, end);
            const [name = "", standard] = body.split(",").map((part) => part.trim());
            result.push(/^[*?$]$/.test(body) ? body : { variable: name.toLowerCase(), standard: standard?.replace(/^'|'$/g, "") });
            index = end;
        } else if (hasWildcards && (character === "*" || character === "?")) {
            result.push(character === "*" ? any : one);
        } else {
            result.push(character);
        }
    }
    return result;
}

/** The pattern with the variables' values in it, as literal text; `undefined` where one has none. */
function substitute(pattern: readonly Token[], keys: Keys): readonly (string | symbol)[] | undefined {
    if (!pattern.some((token) => typeof token === "object")) {
        return pattern as readonly (string | symbol)[];
    }
    const result: (string | symbol)[] = [];
    for (const token of pattern) {
        if (typeof token !== "object") {
            result.push(token);
            continue;
        }
        const value = keys.get(token.variable) ?? token.standard;
        if (typeof value !== "string") {
            return undefined;
        }
        for (let index = 0; index < value.length; index++) {
            result.push(value.charAt(index));
        }
    }
    return result;
}

function glob(pattern: readonly (string | symbol | Token)[], text: string): boolean {
    let at = 0;
    let index = 0;
    let star = -1;
    let mark = 0;
    while (index < text.length) {
        const token = pattern[at];
        if (token === any) {
            star = at++;
            mark = index;
        } else if (at < pattern.length && (token === one || token === text[index])) {
            at++;
            index++;
        } else if (star >= 0) {
            at = star + 1;
            index = ++mark;
        } else {
            return false;
        }
    }
    while (pattern[at] === any) {
        at++;
    }
    return at === pattern.length;
}

/** The six parts of an ARN pattern, or `undefined` where it has fewer. */
function splitArn(pattern: readonly (string | symbol)[]): readonly (readonly (string | symbol)[])[] | undefined {
    const segments: (string | symbol)[][] = [[]];
    for (const token of pattern) {
        if (token === ":" && segments.length < 6) {
            segments.push([]);
        } else {
            segments.at(-1)?.push(token);
        }
    }
    return segments.length === 6 ? segments : undefined;
}

function matchesArn(pattern: readonly (readonly (string | symbol)[])[], arn: string): boolean {
    const segments = arn.split(":");
    if (segments.length < 6 || segments[0] !== "arn") {
        return false;
    }
    const parts = [...segments.slice(0, 5), segments.slice(5).join(":")];
    return pattern.every((segment, index) => glob(segment, parts[index] ?? ""));
}

/** Whether an ARN matches a pattern, part by part. */
export function arnMatches(pattern: string, arn: string): boolean {
    const segments = splitArn(tokens(pattern, true, false) as readonly (string | symbol)[]);
    return segments === undefined ? glob(tokens(pattern, true, false), arn) : matchesArn(segments, arn);
}

// ---------------------------------------------------------------------------------------------------------------- addresses

export interface Range {
    readonly bits: 32 | 128;
    readonly address: bigint;
    readonly prefix: number;
}

export function readRange(text: string): Range | undefined {
    const [address = "", prefix] = text.split("/");
    const parsed = readAddress(address);
    if (parsed === undefined || (prefix !== undefined && (!/^\d{1,3}$/.test(prefix) || Number(prefix) > parsed.bits))) {
        return undefined;
    }
    return { ...parsed, prefix: prefix === undefined ? parsed.bits : Number(prefix) };
}

function readAddress(text: string): { bits: 32 | 128; address: bigint } | undefined {
    if (!text.includes(":")) {
        const parts = text.split(".");
        return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)
            ? { bits: 32, address: parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n) }
            : undefined;
    }
    const [head = "", tail] = text.split("::");
    const groups = (part: string): string[] => (part === "" ? [] : part.split(":"));
    const before = groups(head);
    const after = tail === undefined ? [] : groups(tail);
    const all =
        tail === undefined ? before : [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0"), ...after];
    return all.length === 8 && all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
        ? { bits: 128, address: all.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n) }
        : undefined;
}

export function isInRange(address: string, range: Range): boolean {
    const parsed = readAddress(address);
    const shift = BigInt(range.bits - range.prefix);
    return parsed?.bits === range.bits && parsed.address >> shift === range.address >> shift;
}

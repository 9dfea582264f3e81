import { Unknown } from "../model/fact";
import { canonicalKey } from "./catalogue";
import { certainly } from "./certainly";
import { type Bindings, type Predicate, predicateOf, variablesOf } from "./condition";
import type { Context, Kind } from "./context";
import { Budget, TooComplex } from "./glob";
import { keptByText } from "./kept";
import { named } from "./match";
import { type Document, type ReasonCode, type Statement, parse, parseOperator } from "./parse";
import { type PropertyId, goalsOf } from "./properties";
import type { Question } from "./properties/question";
import { Run } from "./domain";
import { type Finding, type Goal, type Mode, search } from "./search";
import { type Caller, type Network, type Setting, attachedTo, dimensionOf, known, listed, shapesOf } from "./universe";
import { type Witness, isConfirmed, witnessOf } from "./witness";

export type { Context, ExceptionStatement, Kind } from "./context";
export type { Document, ReasonCode } from "./parse";
export type { PropertyId } from "./properties";
export type { Witness } from "./witness";

/** Proved of all requests, refuted by one, or neither. For `public`, refuted means that the document is public. */
export type Verdict = "proved" | "refuted" | "undecided";

/** Why a verdict is "undecided", in one line; `statement` is a Sid or "statement 2". */
export interface Reason {
    readonly code: ReasonCode;
    readonly statement?: string;
    readonly element?: string;
    readonly text: string;
}

export interface Analysis {
    readonly verdict: Verdict;
    /** With "refuted" a request that the concrete evaluator has confirmed; with "undecided" a candidate, if there is one. */
    readonly witness?: Witness;
    readonly reasons: readonly Reason[];
    /** Search nodes and classes of values that the answer took. */
    readonly stats: { readonly nodes: number; readonly classes: number };
}

/**
 * Whether the property holds of the document, for all requests that AWS can produce. Several documents are those of one identity and
 * are judged together. It never throws and is bounded: over its budget it says "undecided". Answers are kept per document and question.
 */
export function analyse(document: Document | readonly Document[], kind: Kind, context: Context, property: PropertyId): Analysis {
    // Only an identity has several documents; elsewhere a list is none.
    if (Array.isArray(document) && kind === "identity") {
        return decide(document, kind, context, property);
    }
    const kept = keptFor(document);
    const question = `${kind} ${property} ${JSON.stringify(context)}`;
    let analysis = kept?.get(question);
    if (analysis === undefined) {
        analysis = decide([document], kind, context, property);
        kept?.set(question, analysis);
    }
    return analysis;
}

const keptForObjects = new WeakMap<object, Map<string, Analysis>>();
const keptForText = keptByText<Map<string, Analysis>>(20_000);

function keptFor(document: unknown): Map<string, Analysis> | undefined {
    if (typeof document === "object" && document !== null) {
        let kept = keptForObjects.get(document);
        if (kept === undefined) {
            kept = new Map();
            keptForObjects.set(document, kept);
        }
        return kept;
    }
    return typeof document === "string" ? keptForText(document, () => new Map()) : undefined;
}

function decide(documents: readonly unknown[], kind: Kind, context: Context, property: PropertyId): Analysis {
    const parsed = documents.map((document) => parse(document));
    const fault = parsed.map((document) => document.fault).find((one) => one !== undefined);
    if (fault !== undefined && parsed.length === 1) {
        const reason: Reason = { code: fault.code, text: fault.text };
        return { verdict: "undecided", reasons: [reason], stats: { nodes: 0, classes: 0 } };
    }
    // Of several documents one that cannot be read may hold any statement.
    const statements = parsed.flatMap((document) => (document.fault === undefined ? document.statements : unknownStatements));
    const settled = settle(context, kind, statements);
    const question: Question = { kind, context: settled, partition: partitionOf(settled, statements), statements };
    return new Decision(question, property).decide();
}

const unknownStatements = parse({ Statement: [new Unknown([])] }).statements;

/** The resource that a document is attached to, where it is not known: the one that the document names throughout. */
function settle(context: Context, kind: Kind, statements: readonly Statement[]): Context {
    const arn = attachedTo(kind, context);
    if (typeof arn === "string") {
        return context;
    }
    const form = attachedForms[kind];
    if (form === undefined) {
        return context;
    }
    const named = new Set<string>();
    for (const { resources } of statements) {
        // What NotResource names is what the document is not about.
        for (const value of resources.negated ? [] : resources.values) {
            if (value === "*") {
                continue;
            }
            const [, one] = (typeof value === "string" ? form.exec(value) : null) ?? [];
            if (one === undefined) {
                return context;
            }
            named.add(one);
        }
    }
    const [only, ...others] = named;
    return only === undefined || others.length > 0 ? context : { ...context, [certainly(attachedFields[kind])]: only };
}

const attachedForms: Readonly<Partial<Record<Kind, RegExp>>> = {
    bucket: /^(arn:aws[a-z-]*:(?:s3:::[a-z0-9.-]+|s3express:[a-z0-9-]+:[0-9]{12}:bucket\/[a-z0-9.-]+))(\/.*)?$/s,
    accesspoint: /^(arn:aws[a-z-]*:s3(?:express|-object-lambda)?:[a-z0-9-]*:[0-9]{12}:accesspoint\/[a-z0-9.-]+)(\/.*)?$/s,
    key: /^(arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key\/[A-Za-z0-9-]+)$/,
    tablebucket: /^(arn:aws[a-z-]*:s3tables:[a-z0-9-]+:[0-9]{12}:bucket\/[a-z0-9.-]+)(\/.*)?$/s,
    vectorbucket: /^(arn:aws[a-z-]*:s3vectors:[a-z0-9-]+:[0-9]{12}:bucket\/[a-z0-9.-]+)(\/.*)?$/s,
};

const attachedFields: Readonly<Partial<Record<Kind, keyof Context>>> = {
    bucket: "bucketArn",
    accesspoint: "accessPointArn",
    key: "keyArn",
    tablebucket: "bucketArn",
    vectorbucket: "bucketArn",
};

/**
 * The partition of the resource or, where that is not known, of the first ARN that the document names: as a resource, which in a key policy is
 * mostly `*`, or else as a principal or a value.
 */
function partitionOf(context: Context, statements: readonly Statement[]): string {
    return (
        partitionIn([context.bucketArn, context.accessPointArn, context.keyArn]) ??
        partitionIn(statements.flatMap(({ resources }) => resources.values)) ??
        partitionIn(statements.flatMap(({ principals }) => principals?.entries.map(({ value }) => value) ?? [])) ??
        partitionIn(statements.flatMap(({ tests }) => tests.flatMap(({ values }) => values))) ??
        "aws"
    );
}

/** The partition of the first ARN among the texts. */
function partitionIn(texts: readonly unknown[]): string | undefined {
    for (const text of texts) {
        const [, partition] = (typeof text === "string" ? /^arn:(aws[a-z-]*):/.exec(text) : null) ?? [];
        if (partition !== undefined) {
            return partition;
        }
    }
    return undefined;
}

/** One question about one document. */
class Decision {
    private readonly budget = new Budget();
    private classes = 0;
    private mayBeUnclear = false;
    private inexact: Predicate | undefined;
    private readonly tests = new Map<readonly Goal[], (key: string) => readonly Predicate[]>();

    constructor(
        private readonly question: Question,
        private readonly property: PropertyId,
    ) {}

    decide(): Analysis {
        try {
            const analyses = goalsOf(this.property, this.question).map((goals) => this.decideGoals(goals));
            return (
                analyses.find(({ verdict }) => verdict === "proved") ??
                analyses.find(({ verdict }) => verdict === "undecided") ??
                certainly(analyses[0])
            );
        } catch (error) {
            // A mistake of the prover's own must not stop a deployment's other policies: it is one more thing that is not decided.
            const why = error instanceof TooComplex ? `too complex to decide, at ${error.about}` : "the analysis failed";
            return this.undecided({ code: "too-complex", text: why });
        }
    }

    private decideGoals(goals: readonly Goal[]): Analysis {
        if (this.property === "notLockedOut") {
            return this.decideAccess(goals);
        }
        const open = this.search(goals, "certain");
        if (open !== undefined) {
            return this.refuted(open);
        }
        const variables = variableKeys(this.question.statements);
        const { assignments, areAll } = this.assignments(variables, goals);
        for (const bindings of assignments) {
            const finding = this.search(goals, "certain", bindings);
            if (finding !== undefined) {
                return this.refuted(finding);
            }
        }
        if (areAll && isSettledByValues(this.question.statements, variables)) {
            for (const bindings of assignments) {
                const undecided = this.possible(goals, bindings);
                if (undecided !== undefined) {
                    return undecided;
                }
            }
            return this.inexact === undefined ? this.answer("proved") : this.tooMixed();
        }
        return this.possible(goals) ?? (this.inexact === undefined ? this.answer("proved") : this.tooMixed());
    }

    /** Whether somebody certainly, possibly or not at all has access: the one property for which a request that is found is good news. */
    private decideAccess(goals: readonly Goal[]): Analysis {
        const variables = variableKeys(this.question.statements);
        for (const bindings of [undefined, ...this.assignments(variables, goals).assignments]) {
            if (this.search(goals, "certain", bindings) !== undefined) {
                return this.answer("proved");
            }
        }
        const possible = this.search(goals, "possible");
        if (possible !== undefined) {
            return this.undecidedBy(possible);
        }
        if (this.inexact !== undefined) {
            return this.tooMixed();
        }
        // A request that shows it: one that nobody may make.
        const denied = goals.map((goal): Goal => ({ parts: goal.parts.map((part) => ({ ...part, one: part.none, none: [] })) }));
        const finding = this.search(denied, "certain");
        return finding === undefined ? this.answer("refuted") : this.refuted(finding);
    }

    private possible(goals: readonly Goal[], bindings?: Bindings): Analysis | undefined {
        const finding = this.mayBeUnclear ? this.search(goals, "possible", bindings) : undefined;
        return finding === undefined ? undefined : this.undecidedBy(finding);
    }

    private search(goals: readonly Goal[], mode: Mode, bindings?: Bindings): Finding | undefined {
        const { kind, context, partition } = this.question;
        const run = new Run(this.budget, bindings, pinsOf(bindings), kind === "identity");
        const finding = search(goals, mode, { kind, context, partition, testsOf: this.testsOf(goals) }, run);
        this.classes += run.classes;
        this.mayBeUnclear ||= run.mayBeUnclear;
        this.inexact ??= run.inexact;
        return finding;
    }

    private testsOf(goals: readonly Goal[]): (key: string) => readonly Predicate[] {
        let tests = this.tests.get(goals);
        if (tests === undefined) {
            tests = testsByKey(this.question.statements, goals);
            this.tests.set(goals, tests);
        }
        return tests;
    }

    /** Whether what breaks the property is that a request is refused. */
    private get isRefusal(): boolean {
        return ["notLockedOut", "keepsRootAdmin", "keepsAdministrator"].includes(this.property);
    }

    private get stats(): Analysis["stats"] {
        return { nodes: this.budget.nodes, classes: this.classes };
    }

    private answer(verdict: Verdict): Analysis {
        return { verdict, reasons: [], stats: this.stats };
    }

    private undecided(reason: Reason): Analysis {
        return { verdict: "undecided", reasons: [reason], stats: this.stats };
    }

    private tooMixed(): Analysis {
        const key = this.inexact?.test?.keyText ?? "a key";
        return this.undecided({
            code: "too-complex",
            element: key,
            text: `${key} is compared as text and as something else`,
        });
    }

    private refuted(finding: Finding): Analysis {
        const { statements, kind } = this.question;
        if (!isConfirmed(finding, statements, kind)) {
            return {
                ...this.undecided({
                    code: "too-complex",
                    text: "the request that was found was not confirmed",
                }),
                witness: witnessOf(finding, statements, kind, true, this.isRefusal),
            };
        }
        return { verdict: "refuted", witness: witnessOf(finding, statements, kind, false, this.isRefusal), reasons: [], stats: this.stats };
    }

    private undecidedBy(finding: Finding): Analysis {
        const { statements, kind } = this.question;
        const reasons = new Map<string, Reason>();
        for (const { statement, element, fault } of finding.faults) {
            const where = statement === undefined ? {} : { statement: statement.sid ?? statement.name };
            const text = `${fault.text}${statement === undefined ? "" : `, in ${statement.name} (${element})`}`;
            reasons.set(text, { code: fault.code, ...where, element, text });
        }
        return {
            verdict: "undecided",
            witness: witnessOf(finding, statements, kind, true, this.isRefusal),
            reasons: [...reasons.values()],
            stats: this.stats,
        };
    }

    /** Values to try for the policy variables: every combination, or where these are too many, some in which all have the like. */
    private assignments(variables: readonly string[], goals: readonly Goal[]): { assignments: Bindings[]; areAll: boolean } {
        if (variables.length === 0) {
            return { assignments: [], areAll: false };
        }
        const values = variables.map((variable) => this.valuesFor(variable, goals));
        const count = values.reduce((product, { length }) => product * length, 1);
        if (count > mostAssignments) {
            const assignments = Array.from({ length: fewAssignments }, (_, at): Bindings => {
                return new Map(
                    variables.map((variable, index) => [variable, certainly(values[index])[at % certainly(values[index]).length]]),
                );
            });
            return { assignments, areAll: false };
        }
        let assignments: Bindings[] = [new Map()];
        for (const [index, variable] of variables.entries()) {
            assignments = assignments.flatMap((bindings) =>
                certainly(values[index]).map((value) => new Map(bindings).set(variable, value)),
            );
        }
        return { assignments, areAll: true };
    }

    /** Values of a key that a variable mentions: literals it or the keys compared with it have, values of either's domain, none. */
    private valuesFor(variable: string, goals: readonly Goal[]): (string | undefined)[] {
        const { kind, context, partition, statements } = this.question;
        const testsOf = this.testsOf(goals);
        const keys = new Set([variable, ...keysComparedWith(variable, statements)]);
        const values = new Set<string | undefined>([undefined]);
        for (const key of keys) {
            for (const caller of callersWithValues) {
                for (const network of everyNetwork) {
                    const setting: Setting = {
                        kind,
                        context,
                        partition,
                        testsOf,
                        caller,
                        network,
                        action: "s3:PutObject",
                        target: "object",
                        plain: false,
                    };
                    for (const { readings, variables } of shapesOf(dimensionOf(key), setting)) {
                        const reading = readings.get(key);
                        if (reading !== undefined && "variable" in reading) {
                            certainly(variables[reading.variable]).candidates.forEach((candidate) =>
                                values.add(reading.view.read(candidate)),
                            );
                        } else if (reading !== undefined && "fixed" in reading) {
                            reading.fixed.forEach((value) => values.add(value));
                        }
                    }
                }
            }
            for (const { test } of testsOf(key)) {
                test?.values.forEach((value) => typeof value === "string" && variablesOf(value).length === 0 && values.add(value));
            }
        }
        for (const value of [context.accountId, context.orgId, ...listed(context.allowedAccounts), ...principalsNamed(keys, statements)]) {
            const text = known(value);
            if (text !== undefined) {
                values.add(text);
            }
        }
        return [...values];
    }
}

/** Whose values the keys that variables mention may have. The account of anonymous callers is called so. */
const callersWithValues: readonly Caller[] = [
    { kind: "iam", whose: "foreign" },
    { kind: "iam", whose: "own" },
    { kind: "anonymous" },
    { kind: "service" },
];
const everyNetwork: readonly Network[] = ["internet", "endpoint", "service"];

const mostAssignments = 200;

const fewAssignments = 16;

/** The tests that make the policy variables' keys have these values. */
function pinsOf(bindings: Bindings | undefined): Predicate[] {
    return [...(bindings ?? [])].map(([key, value]) => {
        const operator = parseOperator(value === undefined ? "Null" : "StringEquals");
        return predicateOf({ operator, key, keyText: key, values: [value ?? "true"] }, false);
    });
}

/** The keys that the statements mention as policy variables. */
function variableKeys(statements: readonly Statement[]): string[] {
    const keys = new Set<string>();
    for (const { hasVariables, tests, resources } of statements) {
        if (hasVariables) {
            for (const value of [...tests.flatMap(({ values }) => values), ...resources.values]) {
                if (typeof value === "string") {
                    variablesOf(value).forEach((key) => keys.add(key));
                }
            }
        }
    }
    return [...keys];
}

/** The principals and their accounts that the statements name, where keys that tell principals are compared. */
function principalsNamed(keys: ReadonlySet<string>, statements: readonly Statement[]): string[] {
    if (![...keys].some((key) => dimensionOf(key) === "principal")) {
        return [];
    }
    const entries = statements.flatMap(({ principals }) => principals?.entries ?? []).map((entry) => named(entry));
    return entries.flatMap((who) => ("account" in who ? [who.account, ...("arn" in who ? [who.arn] : [])] : "id" in who ? [who.id] : []));
}

function keysComparedWith(variable: string, statements: readonly Statement[]): string[] {
    return statements.flatMap(({ tests, hasVariables }) =>
        hasVariables
            ? tests
                  .filter(({ values }) => values.some((value) => typeof value === "string" && variablesOf(value).includes(variable)))
                  .map(({ key }) => canonicalKey(key))
            : [],
    );
}

/**
 * Whether trying values settles all uses of policy variables: each is a whole value under equality, and the keys involved are compared with
 * literals only, so that values the document does not mention are alike.
 */
function isSettledByValues(statements: readonly Statement[], variables: readonly string[]): boolean {
    const involved = new Set(variables.flatMap((variable) => [variable, ...keysComparedWith(variable, statements)]).map(dimensionOf));
    return statements.every(
        ({ tests, resources, hasVariables }) =>
            !(hasVariables && resources.values.some((value) => typeof value === "string" && variablesOf(value).length > 0)) &&
            tests.every(({ key, operator, values }) => {
                const uses = hasVariables && values.some((value) => typeof value === "string" && variablesOf(value).length > 0);
                if (
                    uses &&
                    !(operator.family === "string" && values.every((value) => value instanceof Unknown || isWholeVariable(value)))
                ) {
                    return false;
                }
                const canonical = canonicalKey(key);
                return (
                    !involved.has(dimensionOf(canonical)) ||
                    ["string", "null", "bool"].includes(operator.family) ||
                    hasLiteralAccounts(canonical, values)
                );
            }),
    );
}

function isWholeVariable(value: string): boolean {
    return variablesOf(value).length === 0 || /^\$\{[^}]*\}$/.test(value);
}

/** Patterns of principals in accounts that are written out tell no two accounts apart that are not. */
function hasLiteralAccounts(key: string, values: readonly unknown[]): boolean {
    return (
        key === "aws:principalarn" && values.every((value) => typeof value === "string" && /^arn:[a-z-]+:(iam|sts)::[0-9]{12}:/.test(value))
    );
}

/** The tests on each key, of the statements and of the goals. */
function testsByKey(statements: readonly Statement[], goals: readonly Goal[]): (key: string) => readonly Predicate[] {
    const byKey = new Map<string, Predicate[]>();
    const add = (predicate: Predicate): void => {
        const list = byKey.get(predicate.key);
        if (list === undefined) {
            byKey.set(predicate.key, [predicate]);
        } else {
            list.push(predicate);
        }
    };
    for (const { tests, hasVariables } of statements) {
        tests.forEach((test) => add(predicateOf(test, hasVariables)));
    }
    const seen = new Set<Predicate>();
    for (const { parts } of goals) {
        for (const { must, none } of parts) {
            for (const predicate of must) {
                if (!seen.has(predicate)) {
                    seen.add(predicate);
                    add(predicate);
                }
            }
            none.filter((statement) => !statements.includes(statement)).forEach(({ tests, hasVariables }) =>
                tests.forEach((test) => add(predicateOf(test, hasVariables))),
            );
        }
    }
    return (key) => byKey.get(key) ?? [];
}

import { Unknown } from "../model/fact";
import { certainly } from "./certainly";
import { type Predicate, type Ternary, type Want, isWanted, predicateOf } from "./condition";
import { Domain, type Run, type Solution, read, truthIn } from "./domain";
import { Budget, TooComplex } from "./glob";
import { keptByText } from "./kept";
import { type CallerKind, actionTruth, faultOf, principalPredicate, resourcePredicate } from "./match";
import type { Element, Fault, Statement } from "./parse";
import {
    type Caller,
    type Network,
    type Setting,
    type Target,
    belongsToPrincipal,
    dimensionOf,
    resourcesOf,
    settingOf,
    shapesOf,
} from "./universe";

/*
 * The search for a request, section 9.6 of the analysis. A request is wanted that satisfies some predicates and to which none of some
 * statements applies. Each dimension of keys holds the constraints put on it so far and one record that meets them; a statement that still
 * applies to these records is escaped by making one of its tests false, each in turn.
 */

/** What a request to look for is like. */
export interface Part {
    readonly callers: readonly Caller[];
    readonly networks: readonly Network[];
    readonly actions: readonly { readonly name: string; readonly target: Target }[];
    /** What holds of the request, besides the statements. */
    readonly must: readonly Predicate[];
    /** Statements none of which may apply. */
    readonly none: readonly Statement[];
    /** Statements one of which has to apply. */
    readonly one?: readonly Statement[];
    /** Whether keys that the caller may leave out are left out. */
    readonly plain?: boolean;
}

/** One way to break a property: a request, or two by the same principal. With a fault it may or may not be one. */
export interface Goal {
    readonly parts: readonly Part[];
    readonly fault?: Fault;
}

/** A request that was found: who, what, and by dimension what the keys are. */
export interface FoundRequest {
    readonly caller: Caller;
    readonly network: Network;
    readonly action: string;
    readonly target: Target;
    readonly setting: Setting;
    readonly one: Statement | undefined;
    readonly none: readonly Statement[];
    readonly must: readonly Predicate[];
    /** The keys that policy variables mention. */
    readonly bound: readonly string[];
    /** All actions that were asked about. */
    readonly actions: readonly string[];
    /** The statements of these that are about the caller, the action and the resource. */
    readonly about: readonly Statement[];
    /** The dimensions that the question was about, and of a key which it is. */
    readonly relevant: ReadonlySet<string>;
    readonly dimensionOf: (key: string) => string;
    /** The values of the key; "unknown" where the request has one that is not known. */
    readonly valuesOf: (key: string) => readonly string[] | "unknown";
}

export interface Finding {
    readonly goal: Goal;
    readonly requests: readonly FoundRequest[];
    readonly faults: readonly { readonly statement: Statement | undefined; readonly element: string; readonly fault: Fault }[];
}

/** Whether the request must be bad for certain, or may be. */
export type Mode = "certain" | "possible";

/** A predicate and the domain it is about: for each part of a goal its name, the same for what belongs to the principal. */
interface Placed {
    readonly predicate: Predicate;
    readonly dimension: string;
    readonly names: readonly string[];
}

const namesOfDimensions = new Map<string, readonly string[]>();

function namesOf(dimension: string): readonly string[] {
    let names = namesOfDimensions.get(dimension);
    if (names === undefined) {
        names = [dimension, belongsToPrincipal(dimension) ? dimension : `second ${dimension}`];
        if (namesOfDimensions.size < 10_000) {
            namesOfDimensions.set(dimension, names);
        }
    }
    return names;
}

function placed(predicate: Predicate): Placed {
    const dimension = dimensionOf(predicate.key);
    return { predicate, dimension, names: namesOf(dimension) };
}

/** A statement in a setting: the predicates that all have to hold for it to apply. */
interface Clause {
    /** Tells it from the other clauses of the search. */
    readonly id: number;
    readonly statement: Statement;
    readonly predicates: readonly Placed[];
    readonly faults: readonly { readonly element: string; readonly fault: Fault }[];
}

/** A statement and whether it is about an action. */
interface StatementOnAction {
    readonly statement: Statement;
    readonly action: Ternary;
}

/** An action that stands for all that are alike, and the statements that are or may be about it. */
interface ActionClass {
    readonly name: string;
    readonly target: Target;
    readonly none: readonly StatementOnAction[];
    readonly one: readonly StatementOnAction[] | undefined;
}

/** Looks for a way to reach one of the goals. */
export function search(
    goals: readonly Goal[],
    mode: Mode,
    base: Omit<Setting, "caller" | "network" | "action" | "target" | "plain">,
    run: Run,
): Finding | undefined {
    for (const goal of goals) {
        if (goal.fault !== undefined) {
            run.mayBeUnclear = true;
            if (mode === "certain") {
                continue;
            }
        }
        const finding = new Search(goal, mode, base, run).find();
        if (finding !== undefined) {
            return finding;
        }
    }
    return undefined;
}

/** The choice made for one part of a goal. */
interface Choice {
    readonly setting: Setting;
    readonly clauses: readonly Clause[];
    readonly one: Clause | undefined;
    readonly part: Part;
}

type Domains = ReadonlyMap<string, Domain>;

interface PlacedClause {
    readonly clause: Clause;
    /** Of which part of the goal. */
    readonly index: number;
}

/** The clauses of a class of actions for callers that no principal element tells apart. */
interface Clauses {
    readonly none: readonly Clause[];
    readonly one: readonly (Clause | undefined)[];
    /** Which they are, and the dimensions that they and the goal are about. */
    readonly ids: string;
    readonly dimensions: readonly string[];
}

class Search {
    private readonly clauses = new Map<Statement, Map<string, Clause | undefined>>();
    private clauseCount = 0;

    constructor(
        private readonly goal: Goal,
        private readonly mode: Mode,
        private readonly base: Omit<Setting, "caller" | "network" | "action" | "target" | "plain">,
        private readonly run: Run,
    ) {}

    find(): Finding | undefined {
        const [first, second] = this.goal.parts;
        for (const choice of this.choices(certainly(first))) {
            if (second === undefined) {
                const finding = this.from([choice]);
                if (finding !== undefined) {
                    return finding;
                }
                continue;
            }
            for (const other of this.choices(second, choice.setting.caller)) {
                const finding = this.from([choice, other]);
                if (finding !== undefined) {
                    return finding;
                }
            }
        }
        return undefined;
    }

    /**
     * Every caller, network, class of actions and statement that shall apply. Of those in which the same clauses meet the same domains the first
     * stands for all.
     */
    private *choices(part: Part, caller?: Caller): Generator<Choice> {
        const classes = this.actionClasses(part);
        const clausesOf = new Map<ActionClass, Map<string, Clauses>>(classes.map((one) => [one, new Map()]));
        const seen = new Set<string>();
        const isOnlyPart = this.goal.parts.length === 1;
        for (const who of caller === undefined ? part.callers : [caller]) {
            for (const network of part.networks) {
                if (!canCallFrom(who, network) || !this.canReachAccessPoint(network)) {
                    continue;
                }
                for (const actionClass of classes) {
                    const kept = certainly(clausesOf.get(actionClass));
                    let clauses = kept.get(who.kind);
                    if (clauses === undefined) {
                        clauses = this.clausesFor(actionClass, who.kind, part);
                        kept.set(who.kind, clauses);
                    }
                    if (clauses.one.length === 0) {
                        continue;
                    }
                    const { kind, context, partition, testsOf } = this.base;
                    const { name: action, target } = actionClass;
                    const plain = part.plain === true;
                    const setting: Setting = { kind, context, partition, testsOf, caller: who, network, action, target, plain };
                    const where = isOnlyPart ? this.signatureOf(clauses, setting) : "";
                    for (const one of clauses.one) {
                        const signature = `${one?.id ?? ""}|${where}`;
                        if (isOnlyPart && seen.has(signature)) {
                            continue;
                        }
                        seen.add(signature);
                        yield { setting, clauses: clauses.none, one, part };
                    }
                }
            }
        }
    }

    private clausesFor({ none, one }: ActionClass, caller: CallerKind, part: Part): Clauses {
        const clauses = none.map((about) => this.clauseOf(about, caller)).filter((clause) => clause !== undefined);
        const ones = one
            ?.map((about) => this.clauseOf(about, caller))
            .filter((clause) => clause !== undefined && (this.mode === "possible" || clause.faults.length === 0));
        const dimensions = new Set([...part.must, ...this.run.pins].map(({ key }) => dimensionOf(key)));
        for (const clause of [...clauses, ...(ones ?? [])]) {
            clause?.predicates.forEach(({ dimension }) => dimensions.add(dimension));
        }
        return { none: clauses, one: ones ?? [undefined], ids: clauses.map(({ id }) => id).join(), dimensions: [...dimensions] };
    }

    private signatureOf({ ids, dimensions }: Clauses, setting: Setting): string {
        let signature = ids;
        for (const dimension of dimensions) {
            signature += `|${settingOf(dimension, setting)}`;
        }
        return signature;
    }

    /** An access point bound to a VPC is reached through endpoints alone (rule V8). */
    private canReachAccessPoint(network: Network): boolean {
        const { kind, context } = this.base;
        if (kind !== "accesspoint" || network === "endpoint" || context.networkOrigin === undefined) {
            return true;
        }
        if (context.networkOrigin instanceof Unknown) {
            this.run.mayBeUnclear = true;
            return this.mode === "possible";
        }
        return context.networkOrigin !== "VPC";
    }

    /** One action of each class that no statement and no key tells apart, with the statements that are or may be about it. */
    private actionClasses(part: Part): readonly ActionClass[] {
        let classes = actionClasses.get(part);
        if (classes === undefined) {
            const { none, one } = part;
            const all = [...none, ...(one ?? [])];
            classes = classesOf(part.actions, all)
                .map(({ name, target, truths }) => {
                    const about = all.map((statement, index) => ({ statement, action: certainly(truths[index]) }));
                    return {
                        name,
                        target,
                        none: about.slice(0, none.length).filter(({ action }) => action !== false),
                        one: one === undefined ? undefined : about.slice(none.length).filter(({ action }) => action !== false),
                    };
                })
                .filter(({ one }) => one?.length !== 0);
            actionClasses.set(part, classes);
        }
        return classes;
    }

    /** The statement as a clause; undefined if it cannot apply to such callers. */
    private clauseOf({ statement, action }: StatementOnAction, caller: CallerKind): Clause | undefined {
        const principal = principalPredicate(statement.principals, caller, this.run.isIdentityPolicy);
        if (principal === false) {
            return undefined;
        }
        const kept = this.clausesOf(statement);
        const key = `${typeof principal === "object" ? principal.id : principal} ${action}`;
        if (!kept.has(key)) {
            kept.set(key, this.makeClause(statement, action, principal));
        }
        return kept.get(key);
    }

    private clausesOf(statement: Statement): Map<string, Clause | undefined> {
        let clauses = this.clauses.get(statement);
        if (clauses === undefined) {
            clauses = new Map();
            this.clauses.set(statement, clauses);
        }
        return clauses;
    }

    private makeClause(statement: Statement, action: Ternary, principal: true | "unclear" | Predicate): Clause | undefined {
        const { budget, bindings } = this.run;
        budget.about = statement.name;
        budget.spend(20 + statement.tests.length);
        const faults: { element: string; fault: Fault }[] = [];
        const predicates: Placed[] = [];
        if (action === "unclear") {
            faults.push({ element: statement.actions.name, fault: faultOf(statement.actions) ?? unclearFault });
        }
        if (principal === "unclear") {
            const fault = statement.principals === undefined ? missingPrincipal : (faultOf(statement.principals) ?? unclearFault);
            faults.push({ element: statement.principals?.name ?? "Principal", fault });
        } else if (principal !== true) {
            predicates.push(placed(principal));
        }
        if (this.base.kind === "key" && statement.resources.isMissing) {
            return undefined;
        }
        const resource = resourcePredicate(statement, bindings);
        if (resource.possible.isEmpty && !resource.negated) {
            return undefined;
        }
        if (!(resource.certain.isUniversal && !resource.negated)) {
            predicates.push(placed(resource));
        }
        for (const test of statement.tests) {
            predicates.push(placed(predicateOf(test, statement.hasVariables, bindings)));
        }
        for (const fault of statement.faults) {
            faults.push({ element: "statement", fault });
        }
        if (faults.length > 0 || predicates.some(({ predicate }) => predicate.canBeUnclear)) {
            this.run.mayBeUnclear = true;
        }
        return { id: this.clauseCount++, statement, predicates, faults };
    }

    private domainOf(dimension: string, { setting }: Choice): Domain {
        const key = `${dimension}|${settingOf(dimension, setting)}`;
        let domain = this.run.domains.get(key);
        if (domain === undefined) {
            this.run.budget.about = dimension;
            domain = Domain.of(shapesOf(dimension, setting), this.run);
            this.run.domains.set(key, domain);
        }
        return domain;
    }

    /** A request for the choices made, if there is one. */
    private from(choices: readonly Choice[]): Finding | undefined {
        const domains = new Map<string, Domain>();
        const clauses: PlacedClause[] = [];
        for (const [index, choice] of choices.entries()) {
            const required = [...this.run.pins.map(placed), ...choice.part.must.map(placed), ...(choice.one?.predicates ?? [])];
            const enter = ({ dimension, names }: Placed): void => {
                const name = certainly(names[index]);
                if (!domains.has(name)) {
                    domains.set(name, this.domainOf(dimension, choice));
                }
            };
            required.forEach(enter);
            for (const { predicate, names } of required) {
                this.run.mayBeUnclear ||= predicate.canBeUnclear;
                const name = certainly(names[index]);
                const domain = certainly(domains.get(name)).with(predicate, this.mode === "certain" ? "true" : "notFalse");
                if (domain.solution === undefined) {
                    return undefined;
                }
                domains.set(name, domain);
            }
            this.run.budget.node();
            if (choice.clauses.some((clause) => this.isInescapable(clause, index, domains, choice))) {
                return undefined;
            }
            for (const clause of choice.clauses) {
                clauses.push({ clause, index });
                clause.predicates.forEach(enter);
                this.run.budget.spend(clause.predicates.length);
            }
        }
        const found = this.escape(clauses, domains, 0);
        return found === undefined ? undefined : this.findingOf(choices, found);
    }

    /**
     * Whether the clause applies to all that is required, whatever else the request is like. Looked at first, and only as far as what is required
     * and the resource tell: most documents that hold have such a clause.
     */
    private isInescapable({ predicates, faults }: Clause, index: number, domains: Domains, choice: Choice): boolean {
        const want: Want = this.mode === "certain" ? "false" : "notTrue";
        return (
            (this.mode === "certain" || faults.length === 0) &&
            predicates.every(({ predicate, dimension, names }) => {
                const domain =
                    domains.get(certainly(names[index])) ?? (dimension === "resource" ? this.domainOf(dimension, choice) : undefined);
                return domain !== undefined && domain.with(predicate, want).solution === undefined;
            })
        );
    }

    /** Domains whose records escape every clause. */
    private escape(clauses: readonly PlacedClause[], domains: Domains, depth: number): Domains | undefined {
        const { run, mode } = this;
        run.budget.node();
        if (depth > deepest) {
            throw new TooComplex(run.budget.about);
        }
        const want: Want = mode === "certain" ? "false" : "notTrue";
        let best: { readonly name: string; readonly predicate: Predicate }[] | undefined;
        for (const { clause, index } of clauses) {
            if (mode === "possible" && clause.faults.length > 0) {
                continue;
            }
            const isOff = clause.predicates.some(({ predicate, names }) =>
                isWanted(truthIn(certainly(certainly(domains.get(certainly(names[index]))).solution), predicate, run.budget), want),
            );
            if (isOff) {
                continue;
            }
            run.budget.about = clause.statement.name;
            const branches = clause.predicates
                .map(({ predicate, names }) => ({ name: certainly(names[index]), predicate }))
                .filter(({ name, predicate }) => certainly(domains.get(name)).with(predicate, want).solution !== undefined);
            if (best === undefined || branches.length < best.length) {
                best = branches;
            }
            if (branches.length === 0) {
                return undefined;
            }
            if (branches.length === 1) {
                break;
            }
        }
        if (best === undefined) {
            return domains;
        }
        const opposite: Want = mode === "certain" ? "notFalse" : "true";
        let remaining = domains;
        for (const { name, predicate } of best) {
            const narrowed = certainly(remaining.get(name)).with(predicate, want);
            if (narrowed.solution !== undefined) {
                const found = this.escape(clauses, new Map(remaining).set(name, narrowed), depth + 1);
                if (found !== undefined) {
                    return found;
                }
            }
            const rest = certainly(remaining.get(name)).with(predicate, opposite);
            if (rest.solution === undefined) {
                return undefined;
            }
            remaining = new Map(remaining).set(name, rest);
        }
        return undefined;
    }

    private findingOf(choices: readonly Choice[], domains: Domains): Finding {
        const faults: { statement: Statement | undefined; element: string; fault: Fault }[] = [];
        const { budget } = this.run;
        const requests = choices.map((choice, index): FoundRequest => {
            const solutionOf = (key: string): Solution => {
                const dimension = dimensionOf(key);
                return certainly((domains.get(certainly(namesOf(dimension)[index])) ?? this.domainOf(dimension, choice)).solution);
            };
            for (const clause of [...choice.clauses, ...(choice.one === undefined ? [] : [choice.one])]) {
                const truths = clause.predicates.map(({ predicate }) => truthIn(solutionOf(predicate.key), predicate, budget));
                if (truths.includes(false)) {
                    continue;
                }
                faults.push(...clause.faults.map((entry) => ({ statement: clause.statement, ...entry })));
                for (const [at, { predicate }] of clause.predicates.entries()) {
                    if (truths[at] === "unclear") {
                        const isKnown = read(solutionOf(predicate.key), predicate.key) !== "unknown";
                        const fault = predicate.fault ?? (isKnown ? severalValues : unclearFault);
                        faults.push({ statement: clause.statement, element: elementOf(predicate), fault });
                    }
                }
            }
            for (const predicate of choice.part.must) {
                if (truthIn(solutionOf(predicate.key), predicate, budget) === "unclear") {
                    faults.push({ statement: undefined, element: elementOf(predicate), fault: predicate.fault ?? unclearFault });
                }
            }
            return {
                caller: choice.setting.caller,
                network: choice.setting.network,
                action: choice.setting.action,
                target: choice.setting.target,
                setting: choice.setting,
                one: choice.one?.statement,
                none: choice.part.none,
                must: [...choice.part.must, ...this.run.pins],
                bound: [...(this.run.bindings?.keys() ?? [])],
                actions: choice.part.actions.map(({ name }) => name),
                about: choice.clauses.map(({ statement }) => statement),
                relevant: new Set(domains.keys()),
                dimensionOf,
                valuesOf: (key) => read(solutionOf(key), key),
            };
        });
        if (this.goal.fault !== undefined) {
            faults.push({ statement: this.goal.parts[0]?.one?.[0], element: "Principal", fault: this.goal.fault });
        }
        return { goal: this.goal, requests, faults };
    }
}

/** Deeper, a document would be one of thousands of statements. */
const deepest = 2_000;

const unclearFault: Fault = { code: "unknown-value", text: "a value is not known" };
const missingPrincipal: Fault = { code: "structural-error", text: "Principal is missing" };
const severalValues: Fault = {
    code: "multivalued-without-set-operator",
    text: "a key with several values is tested without ForAllValues or ForAnyValue",
};

function elementOf(predicate: Predicate): string {
    return predicate.test?.keyText ?? (predicate.key === "@principal" ? "Principal" : "Resource");
}

/** Anonymous callers reach nothing through a service, and services come from nowhere else. */
function canCallFrom(caller: Caller, network: Network): boolean {
    switch (caller.kind) {
        case "service":
            return network === "service";
        case "iam":
            return true;
        default:
            return network !== "service";
    }
}

/** They are the same whatever policy variables stand for. */
const actionClasses = new WeakMap<Part, readonly ActionClass[]>();

type Actions = Part["actions"];

/** An action that stands for all that are alike, and of each statement whether it is about it. */
interface ActionTruths {
    readonly name: string;
    readonly target: Target;
    readonly truths: readonly Ternary[];
}

const keptClasses = new WeakMap<Actions, (said: string, make: () => readonly ActionTruths[]) => readonly ActionTruths[]>();

/**
 * The classes into which the statements divide the actions. Most documents of a stack name the same few actions, so they are kept by what the
 * statements say. They have a budget of their own: what a question costs must not depend on what was asked before.
 */
function classesOf(actions: Actions, statements: readonly Statement[]): readonly ActionTruths[] {
    let kept = keptClasses.get(actions);
    if (kept === undefined) {
        kept = keptByText(1_000);
        keptClasses.set(actions, kept);
    }
    return kept(statements.map((statement) => textOf(statement.actions)).join("\n"), () => classify(actions, statements));
}

function textOf({ negated, values, fault }: Element): string {
    const said = values.map((value) => (value instanceof Unknown ? null : value));
    return JSON.stringify([negated, fault === undefined, said]);
}

function classify(actions: Actions, statements: readonly Statement[]): readonly ActionTruths[] {
    const budget = new Budget();
    const classes = new Map<string, ActionTruths>();
    for (const { name, target } of actions) {
        const truths = statements.map((statement) => {
            budget.about = statement.name;
            return actionTruth(statement.actions, name, budget);
        });
        const signature = `${target} ${target === "other" ? resourcesOf(name) : ""}|${isApart.test(name) ? name : ""}|${truths.join()}`;
        if (!classes.has(signature)) {
            classes.set(signature, { name, target, truths });
        }
    }
    return [...classes.values()];
}

/** Actions that carry keys which others do not. */
const isApart = /^(s3:(PutObject|UpdateObjectEncryption)|kms:(CreateGrant|ListGrants|RevokeGrant))$/;

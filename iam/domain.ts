import { certainly } from "./certainly";
import { type Bindings, type Predicate, type Ternary, type Want, isWanted, truth, truthOfUnknownValue, truthOfValue } from "./condition";
import { type Budget, type Demand, type Glob, examplesOf, findString, isCertainlyWithin, matchesSome } from "./glob";
import { type Reading, type Shape, type Variable, type View, identity } from "./universe";

/*
 * The domains of the search: what the keys of a dimension may still be under the constraints put on them, each with a record that meets them.
 * Records are found exactly (glob.ts), so that where there is none, there is none among all requests.
 */

/** What one question has spent, and what it met that keeps it from an answer. */
export class Run {
    classes = 0;
    mayBeUnclear = false;
    inexact: Predicate | undefined;
    readonly domains = new Map<string, Domain>();

    constructor(
        readonly budget: Budget,
        /** What policy variables stand for, and the tests that make it so. */
        readonly bindings: Bindings | undefined,
        readonly pins: readonly Predicate[],
        readonly isIdentityPolicy: boolean,
    ) {}
}

interface Constraint {
    readonly predicate: Predicate;
    readonly want: Want;
}

export interface Solution {
    readonly shape: Shape;
    /** By variable; several only for sets. */
    readonly values: readonly (readonly string[])[];
}

export function read(solution: Solution, key: string): readonly string[] | "unknown" {
    const reading = solution.shape.readings.get(key);
    if (reading === undefined) {
        return [];
    }
    if ("unknown" in reading) {
        return "unknown";
    }
    return "fixed" in reading ? reading.fixed : certainly(solution.values[reading.variable]).map(reading.view.read);
}

export function truthIn(solution: Solution, predicate: Predicate, budget: Budget): Ternary {
    const values = read(solution, predicate.key);
    return values === "unknown" ? truthOfUnknownValue(predicate) : truth(predicate, values, budget);
}

/** A dimension under some constraints, with a record that meets them; without if there is none. */
export class Domain {
    private readonly children = new Map<number, Domain>();

    private constructor(
        private readonly shapes: readonly Shape[],
        private readonly constraints: readonly Constraint[],
        readonly solution: Solution | undefined,
        private readonly run: Run,
    ) {}

    static of(shapes: readonly Shape[], run: Run): Domain {
        return new Domain(shapes, [], solve(shapes, [], run), run);
    }

    /** The dimension with one more constraint. */
    with(predicate: Predicate, want: Want): Domain {
        const id = predicate.id * 4 + wants.indexOf(want);
        let child = this.children.get(id);
        if (child === undefined) {
            const constraints = [...this.constraints, { predicate, want }];
            const isMet = this.solution !== undefined && isWanted(truthIn(this.solution, predicate, this.run.budget), want);
            const solution = this.solution === undefined || isMet ? this.solution : solve(this.shapes, constraints, this.run);
            child = new Domain(this.shapes, constraints, solution, this.run);
            this.children.set(id, child);
        }
        return child;
    }
}

const wants: readonly Want[] = ["true", "false", "notTrue", "notFalse"];

/** The first shape whose variables have values that meet the constraints. */
function solve(shapes: readonly Shape[], constraints: readonly Constraint[], run: Run): Solution | undefined {
    run.classes += 1;
    run.budget.spend(20 + constraints.length);
    for (const shape of shapes) {
        const byVariable: { readonly constraint: Constraint; readonly view: View }[][] = shape.variables.map(() => []);
        const isPossible = constraints.every((constraint) => {
            const reading: Reading | undefined = shape.readings.get(constraint.predicate.key);
            if (reading === undefined || "fixed" in reading) {
                return isWanted(truth(constraint.predicate, reading?.fixed ?? [], run.budget), constraint.want);
            }
            if ("unknown" in reading) {
                run.mayBeUnclear = true;
                return isWanted(truthOfUnknownValue(constraint.predicate), constraint.want);
            }
            certainly(byVariable[reading.variable]).push({ constraint, view: reading.view });
            return true;
        });
        if (!isPossible) {
            continue;
        }
        const values: (readonly string[])[] = [];
        for (const [index, variable] of shape.variables.entries()) {
            const value = variable.isSet
                ? solveSet(variable, certainly(byVariable[index]), run)
                : solveValue(variable, certainly(byVariable[index]).map(forElement), run);
            if (value === undefined) {
                break;
            }
            values.push(typeof value === "string" ? [value] : value);
        }
        if (values.length === shape.variables.length) {
            return { shape, values };
        }
    }
    return undefined;
}

/** A constraint on one value of a variable. */
interface ValueConstraint {
    readonly predicate: Predicate;
    readonly want: Want;
    readonly view: View;
}

function forElement({ constraint, view }: { readonly constraint: Constraint; readonly view: View }): ValueConstraint {
    return { ...constraint, view };
}

function meets(value: string, constraints: readonly ValueConstraint[], budget: Budget): boolean {
    return constraints.every(({ predicate, want, view }) => isWanted(truthOfValue(predicate, view.read(value), budget), want));
}

/** What a wanted truth demands of patterns. */
function demandOf({ predicate, want, view }: ValueConstraint): Demand {
    const isTruthWanted = want === "true" || want === "notFalse";
    const match = isTruthWanted !== predicate.negated;
    // To match for certain takes a certain pattern, not to match for certain no possible one; for "may" it is the other way round.
    const isForCertain = want === "true" || want === "false";
    const { globs } = isForCertain === match ? predicate.certain : predicate.possible;
    return { globs: view === identity ? globs : globs.map(view.wrap), match };
}

/** Whether the constraint forbids patterns that the whole domain is within: found without looking for a value. */
function excludesAll(constraint: ValueConstraint, domain: readonly Glob[]): boolean {
    const { predicate, view } = constraint;
    if (predicate.typed !== undefined || view !== identity) {
        return false;
    }
    const { globs, match } = demandOf(constraint);
    return !match && domain.every((inner) => globs.some((outer) => isCertainlyWithin(inner, outer)));
}

/** A value of the variable that meets the constraints; what readable values do not settle, the automata do. */
function solveValue(variable: Variable, constraints: readonly ValueConstraint[], run: Run): string | undefined {
    const { budget } = run;
    const isInDomain = (value: string): boolean =>
        (variable.domain === undefined || matchesSome(variable.domain, value, budget)) &&
        (variable.excluded === undefined || !matchesSome(variable.excluded, value, budget));
    const isAnswer = (value: string): boolean => meets(value, constraints, budget) && (variable.finite || isInDomain(value));
    if (variable.domain !== undefined && constraints.some((constraint) => excludesAll(constraint, variable.domain ?? []))) {
        return undefined;
    }
    const candidate = variable.candidates.find(isAnswer);
    if (candidate !== undefined || variable.finite) {
        if (candidate === undefined && !variable.isExact) {
            run.inexact = constraints[0]?.predicate;
        }
        return candidate;
    }
    const demands: Demand[] = [];
    const wanted: Glob[] = [];
    let isListed = false;
    for (const constraint of constraints) {
        if (constraint.predicate.typed !== undefined) {
            run.inexact = constraint.predicate;
            return undefined;
        }
        const demand = demandOf(constraint);
        demands.push(demand);
        if (demand.match && demand.globs.length === 0) {
            return undefined;
        }
        if (demand.match) {
            const own = { globs: constraint.view === identity ? demand.globs : demandOf({ ...constraint, view: identity }).globs };
            for (const glob of own.globs) {
                for (const example of examplesOf(glob)) {
                    for (const value of constraint.view.lift(example)) {
                        if (isAnswer(value)) {
                            return value;
                        }
                    }
                }
            }
            wanted.push(certainly(own.globs[0]));
            isListed ||= constraint.view === identity && demand.globs.every((glob) => glob.literal !== undefined);
        }
    }
    if (isListed) {
        return undefined;
    }
    // Several patterns with a wildcard on each side are met by their texts one after the other.
    const joined = wanted.map((glob) => examplesOf(glob)[1] ?? certainly(examplesOf(glob)[0])).join("");
    if (wanted.length > 1 && isAnswer(joined)) {
        return joined;
    }
    const excluded: readonly Demand[] = variable.excluded === undefined ? [] : [{ globs: variable.excluded, match: false }];
    if (areAtOdds([...excluded, ...demands], budget)) {
        return undefined;
    }
    return findString(variable.domain ?? anyText, [...excluded, ...demands], budget);
}

/** Whether all that one demand allows is within what the others forbid: found without looking for a string. */
function areAtOdds(demands: readonly Demand[], budget: Budget): boolean {
    const forbidden = demands.filter(({ match }) => !match).flatMap(({ globs }) => globs);
    return demands.some(({ match, globs }) => {
        budget.spend(match ? globs.length : 0);
        return match && globs.every((inner) => forbidden.some((outer) => isCertainlyWithin(inner, outer)));
    });
}

const anyText: readonly Glob[] = [{ steps: [{ takes: {}, loop: true }] }];

/** A set that meets the constraints: those on every value hold of each, and each one on some value has its own. */
function solveSet(
    variable: Variable,
    constraints: readonly { readonly constraint: Constraint; readonly view: View }[],
    run: Run,
): readonly string[] | undefined {
    const every: ValueConstraint[] = [];
    const some: ValueConstraint[] = [];
    for (const entry of constraints) {
        const { predicate, want } = entry.constraint;
        const isTruthWanted = want === "true" || want === "notFalse";
        // Without a set operator several values have to agree.
        const ofEvery = predicate.set === undefined ? want === "true" || want === "false" : (predicate.set === "all") === isTruthWanted;
        (ofEvery ? every : some).push(forElement(entry));
    }
    const values = new Set<string>();
    for (const constraint of some.length === 0 ? [undefined] : some) {
        const value = solveValue(variable, constraint === undefined ? every : [...every, constraint], run);
        if (value === undefined) {
            return undefined;
        }
        values.add(value);
    }
    return [...values];
}

/** A value that only the deployment will settle, with the inputs it waits for. */
export class Unknown {
    constructor(readonly waitsFor: readonly string[]) {}
}

/**
 * A value of a shape the property never has: a number where text belongs, a list for an object.
 * It satisfies no test, and where a rule has a default it counts as left out.
 */
export class Misshapen {
    constructor(readonly path: string) {}
}

/** What the program says about one input: a value, nothing, something of the wrong shape, or "wait and see". */
export type Fact<T> = T | undefined | Unknown | Misshapen;

/** Three-valued truth (Kleene): `Unknown` where an unknown input still decides. */
export type Truth = boolean | Unknown;

/** Whether the fact is a value: neither left out, nor misshapen, nor unknown. */
export function isKnown<T>(fact: Fact<T>): fact is T {
    return fact !== undefined && !(fact instanceof Unknown) && !(fact instanceof Misshapen);
}

/** Whether the input is there and passes. Left out and misshapen are false. */
export function is<T>(fact: Fact<T>, test: (value: T) => Truth): Truth {
    if (fact instanceof Unknown) {
        return fact;
    }
    return fact !== undefined && !(fact instanceof Misshapen) && test(fact);
}

/** Whether the input is left out or passes: for rules that the default satisfies. Misshapen is false. */
export function isLeftOutOr<T>(fact: Fact<T>, test: (value: T) => Truth): Truth {
    return fact === undefined || is(fact, test);
}

/** Whether there is a value, whatever it is. */
export function isGiven(fact: Fact<unknown>): Truth {
    return is(fact, () => true);
}

/** The fact, with a default where the input is left out or misshapen. */
export function orDefault<T>(fact: Fact<T>, standard: T): T | Unknown {
    return fact === undefined || fact instanceof Misshapen ? standard : fact;
}

/** What a known fact becomes under `change`; everything else stays as it is. */
export function map<T, U>(fact: Fact<T>, change: (value: T) => Fact<U>): Fact<U> {
    return isKnown(fact) ? change(fact) : fact;
}

export function not(truth: Truth): Truth {
    return truth instanceof Unknown ? truth : !truth;
}

/** True when all are, false as soon as one is, else unknown for what the unknown ones wait for. */
export function all(...truths: Truth[]): Truth {
    return truths.includes(false) ? false : (waitingFor(truths) ?? true);
}

/** False when all are, true as soon as one is, else unknown for what the unknown ones wait for. */
export function any(...truths: Truth[]): Truth {
    return truths.includes(true) ? true : (waitingFor(truths) ?? false);
}

/** The unknown among these that waits for everything the unknown ones wait for. */
function waitingFor(truths: readonly Truth[]): Unknown | undefined {
    const unknowns = truths.filter((truth) => truth instanceof Unknown);
    return unknowns.length > 0 ? new Unknown([...new Set(unknowns.flatMap((unknown) => unknown.waitsFor))]) : undefined;
}

/** A test of facts: the text is one of these. */
export function oneOf(...texts: readonly string[]): (text: string) => boolean {
    return (text) => texts.includes(text);
}

import assert from "node:assert/strict";
import { watchReads } from "../../model/block";
import type { Policy } from "../../policies/policy";
import { type Declared, judge, type Setting, unknown, type Verdicts } from "./judge";

/**
 * A case of a policy: the props of one resource of the described type, or a whole resource, or a whole stack.
 */
export type Case = object | Declared | readonly Declared[];

export interface Cases {
    /** The rule holds, and nothing is undecided. */
    pass?: Record<string, Case>;
    /**
     * Exactly these messages, in this order; in a stack of several resources each begins with the resource's name and a colon. `anyMessage`
     * stands for one message or more in the words of the prover, which its own tests compare.
     */
    fail?: Record<string, readonly [Case, ...string[]]>;
    /** Honest programs that a careless rule would flag: as `pass`. Three for each mandatory policy at least. */
    falseAlarms?: Record<string, Case>;
    /** Leaks that a careless rule would miss: as `fail`. Three for each mandatory policy at least. */
    slips?: Record<string, readonly [Case, ...string[]]>;
    /**
     * No message, and undecided for exactly these inputs; those of another resource begin with its label. What becomes of it once everything
     * is known: a value to put in the place of every unknown with which the rule holds, and one with which it is broken.
     */
    undecided?: Record<string, readonly [Case, readonly string[], Settled?]>;
}

interface Settled {
    readonly holds?: unknown;
    readonly breaks?: unknown;
}

/** A case as it was told, for the tests over all of them. */
export interface Told {
    readonly policy: Policy;
    readonly kind: keyof Cases;
    readonly stack: readonly Declared[];
    readonly setting: Setting;
}

/** Every case that the loaded test files tell. */
export const told: Told[] = [];

/**
 * Tests of one policy, through the SDK's real proxies. Beside the cases themselves, for each `pass` and `fail` case:
 *
 * - every input at any depth is blurred to unknown, one at a time: the verdict stays, or becomes undecided naming that input;
 * - every input is given every wrong shape: nothing throws, and a fail becomes a pass only where leaving the input out does that too;
 * - every input that the policy reads and the case leaves out is given every wrong shape: nothing throws;
 * - so is every part of a JSON text: nothing throws.
 *
 * @param type the type of the resource where a case is its props alone
 */
export function describePolicy(policy: Policy, type: string, cases: Cases, setting: Setting = {}): void {
    const judged = (stack: readonly Declared[]): Verdicts => judge([policy], stack, setting);
    const stackOf = (cased: Case): readonly Declared[] =>
        Array.isArray(cased) ? (cased as readonly Declared[]) : "type" in cased && "props" in cased ? [cased] : [{ type, props: cased }];

    const { undecided = {} } = cases;
    const pass = { ...cases.pass, ...cases.falseAlarms };
    const fail = { ...cases.fail, ...cases.slips };
    for (const kind of ["pass", "falseAlarms"] as const) {
        Object.values(cases[kind] ?? {}).forEach((cased) => told.push({ policy, kind, stack: stackOf(cased), setting }));
    }
    for (const kind of ["fail", "slips"] as const) {
        Object.values(cases[kind] ?? {}).forEach(([cased]) => told.push({ policy, kind, stack: stackOf(cased), setting }));
    }

    describe(`${policy.name}${type === "" ? "" : ` of ${type}`}${setting.config === undefined ? "" : " as configured"}`, () => {
        for (const [sentence, cased] of Object.entries(pass)) {
            const stack = stackOf(cased);
            it(`holds: ${sentence}`, () => {
                const verdicts = judged(stack);
                assert.deepEqual(messages(verdicts, stack), []);
                assert.deepEqual(verdicts.undecided, []);
            });
            it(`stays or becomes undecided when an input is not known: ${sentence}`, () => {
                eachInput(stack, unknown, (blurred, path) => {
                    const verdicts = judged(blurred);
                    assert.deepEqual(messages(verdicts, stack), [], `with ${path} unknown`);
                    assertNames(verdicts, path);
                });
            });
            it(`survives every wrong shape: ${sentence}`, () => {
                for (const shape of Object.values(wrongShapes)) {
                    eachInput(stack, shape, (bent) => judged(bent));
                    eachRead(stack, judged, shape);
                }
                eachPartOfText(stack, (bent) => judged(bent));
            });
        }
        for (const [sentence, [cased, ...expected]] of Object.entries(fail)) {
            const stack = stackOf(cased);
            const isAnyMessage = expected.length === 1 && expected[0] === anyMessage;
            it(`is broken: ${sentence}`, () => {
                const verdicts = judged(stack);
                const found = messages(verdicts, stack);
                const isBoth = verdicts.undecided.filter((open) => verdicts.violations.some((one) => one.resource === open.resource));
                assert.deepEqual(isBoth, [], "broken and undecided at once");
                assert.deepEqual(isAnyMessage && found.length > 0 ? expected : found, expected);
            });
            it(`stays broken or becomes undecided when an input is not known: ${sentence}`, () => {
                eachInput(stack, unknown, (blurred, path) => {
                    const verdicts = judged(blurred);
                    const found = messages(verdicts, stack);
                    found.forEach((message) => {
                        assert.ok(isAnyMessage || expected.includes(message), `with ${path} unknown: ${message}`);
                    });
                    if (found.length === 0) {
                        assert.notEqual(verdicts.undecided.length, 0, `holds with ${path} unknown`);
                        assertNames(verdicts, path);
                    }
                });
            });
            it(`is not mended by a wrong shape: ${sentence}`, () => {
                const leftOut = new Map<string, number>();
                eachInput(stack, undefined, (without, path) => leftOut.set(path, judged(without).violations.length));
                for (const [name, shape] of Object.entries(wrongShapes)) {
                    eachInput(stack, shape, (bent, path) => {
                        const { violations, undecided: open } = judged(bent);
                        assert.ok(violations.length + open.length > 0 || leftOut.get(path) === 0, `holds with ${name} for ${path}`);
                    });
                }
                eachPartOfText(stack, (bent) => judged(bent));
            });
        }
        for (const [sentence, [cased, waitsFor, settled = {}]] of Object.entries(undecided)) {
            const stack = stackOf(cased);
            it(`is undecided: ${sentence}`, () => {
                const verdicts = judged(stack);
                assert.deepEqual(messages(verdicts, stack), []);
                assert.deepEqual(
                    verdicts.undecided.flatMap((entry) => entry.waitsFor),
                    waitsFor,
                );
            });
            for (const [outcome, value] of Object.entries(settled)) {
                it(`${outcome} once it is known: ${sentence}`, () => {
                    const verdicts = judged(stack.map((resource) => ({ ...resource, props: withKnown(resource.props, value) as object })));
                    assert.deepEqual(verdicts.undecided, []);
                    assert.equal(verdicts.violations.length > 0, outcome === "breaks");
                });
            }
        }
    });
}

/** The inputs with `value` in the place of every unknown. */
function withKnown(inputs: unknown, value: unknown): unknown {
    if (typeof inputs !== "object" || inputs === null) {
        return inputs === unknown ? value : inputs;
    }
    return Array.isArray(inputs)
        ? inputs.map((element) => withKnown(element, value))
        : Object.fromEntries(Object.entries(inputs).map(([key, inner]) => [key, withKnown(inner, value)]));
}

/** Any message will do. */
export const anyMessage = "*";

/** Shapes no property has by chance; one that is right for a property is skipped there. */
const wrongShapes: Readonly<Record<string, unknown>> = {
    "a number": 7,
    "an empty list": [],
    "an empty object": {},
    "a list of an empty object": [{}],
    "a list of lists": [["x"]],
    "an object that names its prototype": JSON.parse('{ "__proto__": { "polluted": true }, "constructor": 1 }') as unknown,
    "a very deep nest": nested(5_000),
};

/** So deep that whatever walks it by recursion overflows the stack. */
function nested(depth: number): unknown {
    let value: unknown = {};
    for (let level = 0; level < depth; level++) {
        value = { a: value };
    }
    return value;
}

function messages(verdicts: Verdicts, stack: readonly Declared[]): string[] {
    return verdicts.violations.map(({ resource, message }) => (stack.length > 1 ? `${resource ?? "stack"}: ${message}` : message));
}

/** What is undecided waits for the input that was blurred, and for nothing else. */
function assertNames(verdicts: Verdicts, path: string): void {
    verdicts.undecided.forEach(({ waitsFor }) => {
        assert.ok(
            waitsFor.some((input) => input.endsWith(path)),
            `waits for ${waitsFor.join(", ")} with ${path} unknown`,
        );
    });
}

/** Calls `visit` with the stack in which one input, at any depth, is replaced; `undefined` takes it away. */
function eachInput(stack: readonly Declared[], replacement: unknown, visit: (stack: readonly Declared[], path: string) => void): void {
    stack.forEach((resource, index) => {
        for (const path of pathsIn(resource.props)) {
            const value = valueAt(resource.props, path);
            if (replacement === undefined || shapeOf(value) !== shapeOf(replacement) || replacement === unknown) {
                const props = replaced(resource.props, path, replacement) as object;
                visit(stack.with(index, { ...resource, props }), shown(path));
            }
        }
    });
}

/** Shapes for the parts of a document in JSON text: what a template filled in wrongly. */
const wrongParts: readonly unknown[] = ["x", 7, [], {}, [{}]];

/** A document that nests deeper is about the depth itself. */
const deepestPart = 30;

/** Calls `visit` with the stack in which one part of a JSON text, at any depth, has another shape. */
function eachPartOfText(stack: readonly Declared[], visit: (stack: readonly Declared[]) => void): void {
    stack.forEach((resource, index) => {
        for (const path of pathsIn(resource.props)) {
            const document = documentIn(valueAt(resource.props, path));
            for (const part of pathsIn(document, [], deepestPart)) {
                for (const shape of wrongParts.filter((wrong) => shapeOf(wrong) !== shapeOf(valueAt(document, part)))) {
                    const text = JSON.stringify(replaced(document, part, shape));
                    visit(stack.with(index, { ...resource, props: replaced(resource.props, path, text) as object }));
                }
            }
        }
    });
}

function documentIn(text: unknown): unknown {
    try {
        return typeof text === "string" ? JSON.parse(text) : undefined;
    } catch {
        return undefined;
    }
}

function valueAt(value: unknown, path: readonly string[]): unknown {
    return path.reduce<unknown>((block, key) => (block as Record<string, unknown>)[key], value);
}

/** Gives the shape to every input that the policy reads of a resource and the resource does not have. */
function eachRead(stack: readonly Declared[], judged: (stack: readonly Declared[]) => unknown, shape: unknown): void {
    const reads = new Set<string>();
    watchReads((type, path) => reads.add(JSON.stringify([type, path])));
    try {
        judged(stack);
    } finally {
        watchReads(undefined);
    }
    for (const read of reads) {
        const [type, path] = JSON.parse(read) as [string, string];
        const index = stack.findIndex((resource) => resource.type === type);
        const keys = path.replace(/\[(\d+)\]/g, ".$1").split(".");
        const resource = stack[index];
        if (resource !== undefined && keys.length === 1 && !Object.hasOwn(resource.props, path)) {
            judged(stack.with(index, { ...resource, props: { ...resource.props, [path]: shape } }));
        }
    }
}

function pathsIn(value: unknown, path: readonly string[] = [], deepest = Infinity): (readonly string[])[] {
    if (typeof value !== "object" || value === null || path.length > deepest) {
        return [];
    }
    return Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...pathsIn(inner, [...path, key], deepest)]);
}

function replaced(value: unknown, [key, ...rest]: readonly string[], replacement: unknown): unknown {
    if (key === undefined) {
        return replacement;
    }
    const inner = replaced((value as Record<string, unknown>)[key], rest, replacement);
    if (Array.isArray(value)) {
        return inner === undefined ? value.filter((_, index) => String(index) !== key) : value.with(Number(key), inner);
    }
    const { [key]: _, ...others } = value as Record<string, unknown>;
    return inner === undefined ? others : { ...others, [key]: inner };
}

function shown(path: readonly string[]): string {
    return path.map((key, index) => (/^\d+$/.test(key) ? `[${key}]` : index === 0 ? key : `.${key}`)).join("");
}

function shapeOf(value: unknown): string {
    return value === null ? "null" : Array.isArray(value) ? "list" : typeof value;
}

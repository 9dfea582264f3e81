import { type Truth, Unknown } from "../../model/fact";
import { leftOver } from "./leftOver";
import { nearest } from "./spelling";

/** One thing that is wrong with a document, or may turn out to be. */
export interface Problem {
    /** `true`, or what it waits for: a part that is not known yet may be wrong. */
    readonly broken: Truth;
    /** The Sid of the statement, where it has one that can be shown. */
    readonly sid?: string;
    /** The statement's number, from 1; left out for what concerns the whole document. */
    readonly statement?: number;
    /** The element it is about: `Effect`, `Principal`, `Resource` … */
    readonly element?: string;
    /** A sentence that says what is wrong and where. It shows no value of the document but Sids and names of buckets. */
    readonly text: string;
}

/** The problems found so far, each sentence once. */
export class Findings {
    readonly problems: Problem[] = [];
    private readonly said = new Set<string>();

    add(problem: Omit<Problem, "broken">, broken: Truth = true): void {
        if (!this.said.has(problem.text)) {
            this.said.add(problem.text);
            this.problems.push({ broken, ...problem });
        }
    }
}

/** A statement, by the name that messages give it. */
export class Place {
    private readonly name: string;

    constructor(
        private readonly findings: Findings,
        private readonly statement: number,
        private readonly sid: string | undefined,
    ) {
        this.name = sid === undefined ? `Statement ${statement}` : `Statement "${sid}"`;
    }

    /** Notes a problem of an element; `text` goes on after the statement's name. */
    add(element: string, text: string, broken: Truth = true): void {
        const { statement, sid } = this;
        this.findings.add({ ...(sid === undefined ? {} : { sid }), statement, element, text: `${this.name} ${text}` }, broken);
    }

    /** Whether a part of an element is not known yet, which is noted. */
    awaits(element: string, value: unknown): value is Unknown {
        if (value instanceof Unknown) {
            this.add(element, `has something in its ${element} that is not known yet.`, value);
        }
        return value instanceof Unknown;
    }
}

export type Members = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Members {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}

export function has(object: Members, name: string): boolean {
    return Object.hasOwn(object, name) && object[name] !== undefined;
}

/** One value or a list of them, as AWS lets most elements be written. */
export function listOf(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? value : [value];
}

/** Checks an element that is a text or a list of texts, and each text of it. */
export function forEachText(element: string, value: unknown, place: Place, checkText: (text: string) => void): void {
    const values = listOf(value);
    if (values.length === 0) {
        place.add(element, `has an empty ${element}.`);
    }
    for (const text of values) {
        if (typeof text === "string") {
            checkText(text);
        } else if (!place.awaits(element, text)) {
            place.add(element, `has a value in its ${element} that is not a text.`);
        }
    }
}

/** Notes what a program or a template left in a value; whether it left something. */
export function isLeftOver(element: string, value: string, names: readonly string[], place: Place): boolean {
    const what = leftOver(value, names);
    if (what !== undefined) {
        place.add(element, `has ${what} instead of a value in its ${element}.`);
    }
    return what !== undefined;
}

/** What a name that AWS does not know may have been meant to be, to end a sentence with. */
export function meant(name: string, candidates: readonly string[]): string {
    const candidate = candidates.find((each) => each.toLowerCase() === name.toLowerCase()) ?? nearest(name, candidates);
    return candidate === undefined ? "" : `; ${candidate} may be meant`;
}

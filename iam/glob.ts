import { certainly } from "./certainly";

/**
 * Globs as chains of steps, and the exact question "is there a string that matches these and none of those?".
 * No regular expression is ever built from a document: a pattern is walked, and every walk is counted.
 */

/** Thrown when a question costs more steps than it may; the verdict is then *undecided*, on every machine alike. */
export class TooComplex extends Error {
    constructor(readonly about: string) {
        super(`too complex: ${about}`);
    }
}

/** What one question may cost, in counted steps. */
export class Budget {
    nodes = 0;
    tuples = 0;
    private steps = 0;
    /** What is being looked at, to name it when the budget runs out. */
    about = "the document";

    constructor(
        private readonly maxNodes = 50_000,
        private readonly maxTuples = 20_000,
        private readonly maxSteps = 1_500_000,
    ) {}

    spend(steps: number): void {
        this.steps += steps;
        if (this.steps > this.maxSteps) {
            throw new TooComplex(this.about);
        }
    }

    node(): void {
        this.nodes += 1;
        if (this.nodes > this.maxNodes) {
            throw new TooComplex(this.about);
        }
    }

    tuple(): void {
        this.tuples += 1;
        if (this.tuples > this.maxTuples) {
            throw new TooComplex(this.about);
        }
    }
}

/** The characters a step takes: the listed ones, or all but one, or all. */
export interface Characters {
    readonly listed?: string;
    readonly except?: string;
}

/** One step: a character, or with `loop` any number of them. */
export interface Step {
    readonly takes: Characters;
    readonly loop: boolean;
}

/** A pattern as a chain of steps; `literal` is its only match where it has just one, `prefix` what it is followed by a final `*`. */
export interface Glob {
    readonly steps: readonly Step[];
    readonly literal?: string;
    readonly prefix?: string;
}

const anything: Characters = {};
const notColon: Characters = { except: ":" };
const notSlash: Characters = { except: "/" };
const digits = "0123456789";
const lowerAndDigits = "abcdefghijklmnopqrstuvwxyz" + digits;

function takes(characters: Characters, character: string): boolean {
    return characters.listed === undefined ? character !== characters.except : characters.listed.includes(character);
}

/** A piece of a pattern: text whose wildcards count, or (what a policy variable stood for) text whose wildcards do not. */
export type Piece = string | { readonly plain: string };

/** Exactly this text. Most are compared whole, so the steps are made when somebody walks them. */
export function literal(text: string): Glob {
    let steps: readonly Step[] | undefined;
    return {
        literal: text,
        get steps() {
            steps ??= Array.from(text, (character) => ({ takes: { listed: character }, loop: false }));
            return steps;
        },
    };
}

/** This text in any mixture of cases (ASCII). */
export function literalInAnyCase(text: string): Glob {
    return { steps: Array.from(text, (character) => ({ takes: { listed: bothCases(character) }, loop: false })) };
}

function bothCases(character: string): string {
    const lower = character.toLowerCase();
    const upper = character.toUpperCase();
    return lower === upper || lower.length !== 1 || upper.length !== 1 || character > "\x7f" ? character : lower + upper;
}

function hasWildcard(piece: Piece): boolean {
    return typeof piece === "string" && (piece.includes("*") || piece.includes("?"));
}

function textOf(pieces: readonly Piece[]): string {
    return pieces.map((piece) => (typeof piece === "string" ? piece : piece.plain)).join("");
}

/** `*` any text, `?` one character, the rest as it stands. */
export function wildcard(...pieces: readonly Piece[]): Glob {
    return pieces.some(hasWildcard) ? withPrefix(wildcardSteps(pieces, anything)) : literal(textOf(pieces));
}

/** The steps of a pattern; `wild` is what wildcards take before the fifth colon, after it they take anything. */
function wildcardSteps(pieces: readonly Piece[], wild: Characters): Step[] {
    const steps: Step[] = [];
    let colons = 0;
    for (const piece of pieces) {
        const plain = typeof piece !== "string";
        for (const character of plain ? piece.plain : piece) {
            const taken = colons < 5 ? wild : anything;
            if (!plain && character === "*") {
                const previous = steps[steps.length - 1];
                if (previous?.loop !== true || previous.takes !== taken) {
                    steps.push({ takes: taken, loop: true });
                }
            } else if (!plain && character === "?") {
                steps.push({ takes: taken, loop: false });
            } else {
                colons += character === ":" ? 1 : 0;
                steps.push({ takes: { listed: character }, loop: false });
            }
        }
    }
    return steps;
}

/** An ARN pattern compared segment by segment: no wildcard crosses one of the first five colons. Undefined with fewer than six segments. */
export function arnWildcard(...pieces: readonly Piece[]): Glob | undefined {
    const text = textOf(pieces);
    if (text.split(":", 6).length < 6) {
        return undefined;
    }
    return pieces.some(hasWildcard) ? withPrefix(wildcardSteps(pieces, notColon)) : literal(text);
}

/** The pattern, with its prefix noted where it ends in a `*` and is plain text before. */
function withPrefix(steps: readonly Step[]): Glob {
    let prefix = "";
    for (const [index, { takes, loop }] of steps.entries()) {
        if (loop) {
            return index === steps.length - 1 && takes === anything ? { steps, prefix } : { steps };
        }
        if (takes.listed?.length !== 1) {
            return { steps };
        }
        prefix += takes.listed;
    }
    return { steps };
}

/** Every string, the empty one too. */
export const everything: Glob = withPrefix([{ takes: anything, loop: true }]);

/** Globs of the parts of an ARN or a path, one after the other. */
export function sequence(...globs: readonly Glob[]): Glob {
    return globs.every((glob) => glob.literal !== undefined)
        ? literal(globs.map((glob) => glob.literal).join(""))
        : { steps: globs.flatMap((glob) => glob.steps) };
}

function narrowed(glob: Glob, without: Characters): Step[] {
    return glob.steps.map((step) => (step.takes === anything ? { takes: without, loop: step.loop } : step));
}

/** The ARNs whose account segment the glob matches. */
export function arnOfAccount(account: Glob): Glob {
    const segment: Step[] = [
        { takes: notColon, loop: true },
        { takes: { listed: ":" }, loop: false },
    ];
    return {
        steps: [...segment, ...segment, ...segment, ...segment, ...narrowed(account, notColon), ...literal(":").steps, ...everything.steps],
    };
}

/** The organisation paths (`o-id/r-id/…`) whose organisation the glob matches. */
export function pathOfOrganization(organization: Glob): Glob {
    return { steps: [...narrowed(organization, notSlash), ...literal("/").steps, ...everything.steps] };
}

/** `count` characters of a set. */
export function exactly(count: number, listed: string): Glob {
    return { steps: Array.from({ length: count }, () => ({ takes: { listed }, loop: false })) };
}

/** One or more characters of a set; of all without one. */
export function some(listed?: string): Glob {
    const characters = listed === undefined ? anything : { listed };
    return {
        steps: [
            { takes: characters, loop: false },
            { takes: characters, loop: true },
        ],
    };
}

/** Zero or more characters, none of them a colon. */
export const segment: Glob = { steps: [{ takes: notColon, loop: true }] };
/** One or more characters, none of them a colon. */
export const anyName: Glob = {
    steps: [
        { takes: notColon, loop: false },
        { takes: notColon, loop: true },
    ],
};
export const accountId: Glob = exactly(12, digits);
export const lowerAlphanumeric = lowerAndDigits;

/** Whether the text matches. */
export function matches(glob: Glob, text: string, budget: Budget): boolean {
    budget.spend(1);
    if (glob.literal !== undefined) {
        return glob.literal === text;
    }
    if (glob.prefix !== undefined) {
        return text.startsWith(glob.prefix);
    }
    let positions = closure(glob, [0]);
    for (const character of text) {
        budget.spend(positions.length);
        positions = advance(glob, positions, character);
        if (positions.length === 0) {
            return false;
        }
    }
    return positions[positions.length - 1] === glob.steps.length;
}

/** Whether every match of the one is a match of the other, as far as plain text at the start tells; `false` may be so for all that. */
export function isCertainlyWithin(inner: Glob, outer: Glob): boolean {
    if (outer.prefix !== undefined) {
        return startOf(inner).startsWith(outer.prefix);
    }
    return outer.literal !== undefined ? outer.literal === inner.literal : areAlike(inner, outer);
}

/** Whether two patterns are written alike. */
function areAlike(one: Glob, other: Glob): boolean {
    return (
        one === other ||
        (one.literal === undefined &&
            one.steps.length === other.steps.length &&
            one.steps.every(({ takes: { listed, except }, loop }, at) => {
                const step = certainly(other.steps[at]);
                return step.loop === loop && step.takes.listed === listed && step.takes.except === except;
            }))
    );
}

const starts = new WeakMap<Glob, string>();

/** The text that all matches start with. */
function startOf(glob: Glob): string {
    if (glob.literal !== undefined || glob.prefix !== undefined) {
        return glob.literal ?? glob.prefix ?? "";
    }
    let start = starts.get(glob);
    if (start === undefined) {
        start = "";
        for (const { takes, loop } of glob.steps) {
            if (loop || takes.listed?.length !== 1) {
                break;
            }
            start += takes.listed;
        }
        starts.set(glob, start);
    }
    return start;
}

/** Whether one of the patterns matches. */
export function matchesSome(globs: readonly Glob[], text: string, budget: Budget): boolean {
    return globs.some((glob) => matches(glob, text, budget));
}

/** The positions reached without a character; sorted, without repetition. */
function closure(glob: Glob, positions: readonly number[]): number[] {
    const reached: number[] = [];
    for (const position of positions) {
        for (let at = position; ; at++) {
            if (reached.length === 0 || certainly(reached[reached.length - 1]) < at) {
                reached.push(at);
            }
            if (glob.steps[at]?.loop !== true) {
                break;
            }
        }
    }
    return reached;
}

function advance(glob: Glob, positions: readonly number[], character: string): number[] {
    const next: number[] = [];
    for (const position of positions) {
        const step = glob.steps[position];
        if (step !== undefined && takes(step.takes, character)) {
            const to = step.loop ? position : position + 1;
            if (next[next.length - 1] !== to) {
                next.push(to);
            }
        }
    }
    return closure(glob, next);
}

/** Whether whatever follows, the pattern will match. */
function matchesForGood(glob: Glob, position: number): boolean {
    const step = glob.steps[position];
    return position === glob.steps.length - 1 && certainly(step).loop && certainly(step).takes === anything;
}

/** What a string has to do with a set of patterns: match one of them, or none. */
export interface Demand {
    readonly globs: readonly Glob[];
    readonly match: boolean;
}

/** One automaton of the product: for each pattern of a demand the positions it may be at; `settled` once it matches for good. */
type Progress = readonly (readonly number[])[] | "settled";

/**
 * The shortest string of the domain that meets every demand, or undefined if there is none: breadth-first search over the product
 * of the patterns' automata. Exact, because characters no pattern mentions are interchangeable within each set of a domain.
 */
export function findString(domain: readonly Glob[], demands: readonly Demand[], budget: Budget): string | undefined {
    const all: Demand[] = [{ globs: domain, match: true }, ...demands];
    const alphabet = alphabetOf(all);
    interface Tuple {
        readonly progress: readonly Progress[];
        readonly character: string;
        readonly before: Tuple | undefined;
    }
    const start = all.map((demand) =>
        settle(
            demand,
            demand.globs.map((glob) => closure(glob, [0])),
        ),
    );
    if (start.some((progress) => progress === undefined)) {
        return undefined;
    }
    let frontier: Tuple[] = [{ progress: start as Progress[], character: "", before: undefined }];
    const seen = new Set([keyOf(start as Progress[])]);
    while (frontier.length > 0) {
        const next: Tuple[] = [];
        for (const tuple of frontier) {
            budget.tuple();
            if (all.every((demand, index) => isMet(demand, certainly(tuple.progress[index])))) {
                let text = "";
                for (let at: Tuple | undefined = tuple; at !== undefined; at = at.before) {
                    text = at.character + text;
                }
                return text;
            }
            for (const character of possibleCharacters(all, tuple.progress) ?? alphabet) {
                const progress = advanceAll(all, tuple.progress, character, budget);
                if (progress === undefined) {
                    continue;
                }
                const key = keyOf(progress);
                if (!seen.has(key)) {
                    seen.add(key);
                    next.push({ progress, character, before: tuple });
                }
            }
        }
        frontier = next;
    }
    return undefined;
}

/** The only characters that can follow where a pattern that has to match is in the middle of plain text; undefined where any may. */
function possibleCharacters(all: readonly Demand[], progress: readonly Progress[]): ReadonlySet<string> | undefined {
    let fewest: Set<string> | undefined;
    for (const [index, { globs, match }] of all.entries()) {
        const positions = certainly(progress[index]);
        if (!match || positions === "settled") {
            continue;
        }
        const characters = new Set<string>();
        const isPlain = positions.every((list, glob) =>
            list.every((position) => {
                const step = certainly(globs[glob]).steps[position];
                if (step === undefined) {
                    return true;
                }
                if (step.takes.listed === undefined || step.takes.listed.length > 2) {
                    return false;
                }
                for (const character of step.takes.listed) {
                    characters.add(character);
                }
                return true;
            }),
        );
        if (isPlain && (fewest === undefined || characters.size < fewest.size)) {
            fewest = characters;
        }
    }
    return fewest;
}

function keyOf(progress: readonly Progress[]): string {
    let key = "";
    for (const one of progress) {
        key += one === "settled" ? "!" : one.map((positions) => positions.join(",")).join(";");
        key += "|";
    }
    return key;
}

function advanceAll(all: readonly Demand[], before: readonly Progress[], character: string, budget: Budget): Progress[] | undefined {
    const after: Progress[] = [];
    for (let index = 0; index < all.length; index++) {
        const demand = certainly(all[index]);
        const progress = certainly(before[index]);
        if (progress === "settled") {
            after.push(progress);
            continue;
        }
        budget.spend(progress.length);
        const settled = settle(
            demand,
            progress.map((positions, glob) => {
                budget.spend(positions.length);
                return positions.length === 0 ? positions : advance(certainly(demand.globs[glob]), positions, character);
            }),
        );
        if (settled === undefined) {
            return undefined;
        }
        after.push(settled);
    }
    return after;
}

/** The progress, simplified; undefined where the demand cannot be met any more. */
function settle(demand: Demand, progress: readonly (readonly number[])[]): Progress | undefined {
    if (progress.some((positions, glob) => positions.some((position) => matchesForGood(certainly(demand.globs[glob]), position)))) {
        return demand.match ? "settled" : undefined;
    }
    if (progress.every((positions) => positions.length === 0)) {
        return demand.match ? undefined : "settled";
    }
    return progress;
}

function isMet(demand: Demand, progress: Progress): boolean {
    return (
        progress === "settled" ||
        progress.some((positions, glob) => positions[positions.length - 1] === certainly(demand.globs[glob]).steps.length) === demand.match
    );
}

/** Every character a pattern mentions, and of each kind of character one that none mentions. */
function alphabetOf(demands: readonly Demand[]): string[] {
    const mentioned = new Set<string>([":", "/"]);
    for (const { globs } of demands) {
        for (const { steps } of globs) {
            for (const { takes } of steps) {
                if (takes.listed !== undefined && takes.listed.length <= 2) {
                    for (const character of takes.listed) {
                        mentioned.add(character);
                    }
                }
            }
        }
    }
    const fresh = ["xyzabcdefghijklmnopqrstuvw", "9012345678", "XYZABCDEFGHIJKLMNOPQRSTUVW", "_~^%!§", ".", "-"]
        .map((kind) => Array.from(kind).find((character) => !mentioned.has(character)))
        .filter((character) => character !== undefined);
    return [...fresh, ...mentioned];
}

/** Readable strings a pattern matches, tried before the exact search. */
export function examplesOf(glob: Glob): string[] {
    if (glob.literal !== undefined) {
        return [glob.literal];
    }
    const fill = (text: string): string =>
        glob.steps
            .map(({ takes, loop }) => {
                if (loop) {
                    return takes.listed === undefined ? text : takes.listed.includes(text) ? text : "";
                }
                return takes.listed === undefined
                    ? "x"
                    : takes.listed === digits
                      ? "9"
                      : takes.listed.includes("x")
                        ? "x"
                        : certainly(takes.listed[0]);
            })
            .join("");
    return [fill("x"), fill("")];
}

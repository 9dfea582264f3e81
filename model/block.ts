import { type Fact, Misshapen, type Truth, Unknown } from "./fact";

/**
 * What the engine sends in place of a value it does not know yet, by type; practically always the one for strings.
 * `sdk/go/common/resource/plugin/rpc.go` of Pulumi has them, and a test compares them with the policy SDK's.
 */
export const unknownSentinels: readonly string[] = [
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
];

const sentinelLength = 36;

/** Whether the raw value is not known before deployment: a sentinel, or text that a program put one into. */
function isUnknown(raw: unknown): boolean {
    return typeof raw === "string" && raw.length >= sentinelLength && unknownSentinels.some((sentinel) => raw.includes(sentinel));
}

/**
 * An own property, read without the SDK's proxy noticing: its getter throws at an unknown, a property descriptor holds the raw value.
 * Own properties only, so `__proto__` and `constructor` in a program's input are data like any other.
 */
function own(value: object, key: string): unknown {
    return Object.getOwnPropertyDescriptor(value, key)?.value;
}

/** Who is told of every path that is read, with the resource's type: which inputs a policy judges, `judgedInputs.ts` and tests learn from that. */
type ReadListener = (type: string, path: string) => void;
let onRead: ReadListener | undefined;

/** Has `listener` told of every read until it is replaced, or taken away with `undefined`. Gives back the one before it. */
export function watchReads(listener: ReadListener | undefined): ReadListener | undefined {
    const before = onRead;
    onRead = listener;
    return before;
}

/**
 * One block of a resource's inputs, or of its outputs; the resource itself is the outermost.
 *
 * Paths are the provider's property names joined by dots (`configuration.resultConfiguration`). Whatever a program put there, reading
 * gives a fact: `undefined` for what is left out, null or empty text; `Unknown` for what the deployment will settle; `Misshapen` for what
 * has the wrong shape. The block itself may be any of these: then all that is read inside it is.
 */
export class Block {
    constructor(
        private readonly raw: unknown,
        /** Where the block is in its resource, e.g. `rules[0]`; empty for the resource itself. */
        readonly path: string,
        /** The resource's type token. */
        readonly type: string,
        /** What stands before its paths in `Unknown.waitsFor`: which resource, unless it is the only one in question. */
        private readonly prefix: string,
    ) {}

    /** The text at `path`. Empty text counts as left out, because the provider does not send it. */
    text(path: string): Fact<string> {
        const text = this.read(path, (raw) => typeof raw === "string");
        return text === "" ? undefined : (text as Fact<string>);
    }

    flag(path: string): Fact<boolean> {
        return this.read(path, (raw) => typeof raw === "boolean") as Fact<boolean>;
    }

    number(path: string): Fact<number> {
        return this.read(path, (raw) => typeof raw === "number") as Fact<number>;
    }

    /** The block at `path`; there always is one, if only an absent one. */
    block(path: string): Block {
        const found = this.find(path);
        return new Block(found.raw, found.path, this.type, this.prefix);
    }

    /** Whether the block is there, if only as `{}`. A value that is no object counts as left out. */
    isGiven(): Truth {
        const fact = this.fact({ raw: this.raw, path: this.path }, isObject);
        return fact instanceof Unknown ? fact : fact !== undefined && !(fact instanceof Misshapen);
    }

    /** The elements of the list at `path`, each as a block; an element may be unknown by itself. */
    list(path: string): Fact<readonly Block[]> {
        const found = this.find(path);
        const list = this.fact(found, Array.isArray) as Fact<readonly unknown[]>;
        if (!Array.isArray(list)) {
            return list as Fact<readonly Block[]>;
        }
        return list.map((_, index) => new Block(own(list, String(index)), `${found.path}[${index}]`, this.type, this.prefix));
    }

    /** The list of texts at `path`, each of which may be unknown or misshapen by itself. */
    texts(path: string): Fact<readonly Fact<string>[]> {
        const list = this.list(path);
        return Array.isArray(list) ? list.map((element: Block) => element.text("")) : list;
    }

    /**
     * The blocks that `path` leads to, where `[]` stands for every element of a list (`productionVariants[].coreDumpConfig`). A list that is
     * left out or empty leads to none; one that is unknown or misshapen leads to one block in which everything is.
     */
    all(path: string): readonly Block[] {
        const [before, ...after] = path.split("[]");
        if (after.length === 0) {
            return [this.block(path)];
        }
        const rest = after.join("[]").replace(/^\./, "");
        const list = this.list(before ?? "");
        if (list === undefined) {
            return [];
        }
        const elements = Array.isArray(list) ? (list as readonly Block[]) : [this.block(before ?? "")];
        return rest === "" ? elements : elements.flatMap((element) => element.all(rest));
    }

    /** The names in the map at `path` (tags, for example) with their blocks. */
    entries(path: string): Fact<readonly (readonly [string, Block])[]> {
        const found = this.find(path);
        const map = this.fact(found, isObject) as Fact<object>;
        if (!isObject(map) || map instanceof Unknown || map instanceof Misshapen) {
            return map;
        }
        return ownNames(map).map((key) => [key, new Block(own(map, key), `${found.path}.${key}`, this.type, this.prefix)] as const);
    }

    /** The JSON value at `path`, with an `Unknown` in the place of every unknown part: policy documents, which may be text or object. */
    json(path: string): Fact<unknown> {
        const found = this.find(path);
        const value = this.fact(found, () => true);
        return value === "" ? undefined : isObject(value) || Array.isArray(value) ? this.withUnknowns(value, found.path) : value;
    }

    /** Whether any part of it is unknown. */
    hasUnknown(): boolean {
        return containsUnknown(this.json(""));
    }

    private withUnknowns(value: unknown, path: string, depth = 0): unknown {
        if (isUnknown(value)) {
            return this.unknown(path);
        }
        // No document nests this deep; whoever reads the rest finds a value of the wrong shape.
        if (typeof value !== "object" || value === null || value instanceof Unknown || value instanceof Misshapen || depth > 64) {
            return typeof value === "object" && depth > 64 ? null : value;
        }
        if (Array.isArray(value)) {
            return value.map((element, index) => this.withUnknowns(element, `${path}[${index}]`, depth + 1));
        }
        return Object.fromEntries(ownNames(value).map((key) => [key, this.withUnknowns(own(value, key), `${path}.${key}`, depth + 1)]));
    }

    private read(path: string, hasShape: (raw: unknown) => boolean): Fact<unknown> {
        return this.fact(this.find(path), hasShape);
    }

    private fact({ raw, path }: { raw: unknown; path: string }, hasShape: (raw: unknown) => boolean): Fact<unknown> {
        if (raw === undefined || raw === null) {
            return undefined;
        }
        if (raw instanceof Misshapen || raw instanceof Unknown) {
            return raw;
        }
        return isUnknown(raw) ? this.unknown(path) : hasShape(raw) ? raw : new Misshapen(path);
    }

    /** The raw value that `path` leads to from here, and its path from the resource; stops at what is unknown or misshapen. */
    private find(path: string): { raw: unknown; path: string } {
        if (path === "") {
            return { raw: this.raw, path: this.path };
        }
        // Nobody can look into what is unknown or misshapen: it is read itself.
        const isClosed = this.raw instanceof Misshapen || this.raw instanceof Unknown || isUnknown(this.raw);
        onRead?.(this.type, isClosed ? this.path : `${this.path}${this.path === "" ? "" : "."}${path}`);
        let raw = this.raw;
        let at = this.path;
        for (const key of path.split(".")) {
            if (raw instanceof Misshapen || raw instanceof Unknown || isUnknown(raw)) {
                return { raw, path: at };
            }
            const isLeftOut = raw === undefined || raw === null;
            if (!isLeftOut && !isObject(raw)) {
                return { raw: new Misshapen(at), path: at };
            }
            raw = isLeftOut ? undefined : own(raw as object, key);
            at = at === "" ? key : `${at}.${key}`;
        }
        return { raw, path: at };
    }

    private unknown(path: string): Unknown {
        return new Unknown([this.prefix + path]);
    }
}

/** The names a program gave. The provider's bridge adds `__defaults` to every object, to tell defaults from what was given. */
function ownNames(value: object): string[] {
    return Object.getOwnPropertyNames(value).filter((name) => name !== "__defaults");
}

function isObject(value: unknown): value is object {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function containsUnknown(value: unknown): boolean {
    return value instanceof Unknown || (typeof value === "object" && value !== null && Object.values(value).some(containsUnknown));
}

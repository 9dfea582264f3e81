import { certainly } from "./certainly";

/** Why a text is not JSON as AWS reads it; `at` is the offset. */
export class JsonError extends Error {
    constructor(
        message: string,
        readonly at: number,
    ) {
        super(message);
    }
}

/** Policy documents are six levels deep at most; what is deeper is refused before it can exhaust the stack. */
const deepest = 64;

let last: { readonly text: string; readonly value: unknown } | undefined;

/**
 * The value of a JSON text, strictly: a member name that occurs twice in an object is an error (`JSON.parse` would keep the last and
 * so change what the document says), and so is nesting beyond any policy document's. Objects come without a prototype. Whoever asks for the
 * same text next is given the same value, and must not change it.
 */
export function parseJson(text: string): unknown {
    if (last?.text !== text) {
        last = { text, value: parseText(text) };
    }
    return last.value;
}

function parseText(text: string): unknown {
    let at = 0;

    function fail(message: string): never {
        throw new JsonError(message, at);
    }

    function skipSpace(): void {
        while (at < text.length && " \t\n\r".includes(certainly(text[at]))) {
            at++;
        }
    }

    function expect(character: string): void {
        if (text[at] !== character) {
            fail(at >= text.length ? "the text ends too early" : `"${character}" is missing`);
        }
        at++;
    }

    /** Takes the end of a list or object; where another value follows, a comma was forgotten. */
    function expectEnd(end: string): void {
        if (/["{[0-9a-z-]/.test(text[at] ?? "")) {
            fail("a comma is missing");
        }
        expect(end);
    }

    function skipComma(end: string): void {
        const comma = at++;
        skipSpace();
        if (text[at] === end) {
            at = comma;
            fail("a comma has nothing after it");
        }
    }

    function parseString(): string {
        const start = at;
        expect('"');
        while (at < text.length && text[at] !== '"') {
            if (text.charCodeAt(at) < 0x20) {
                fail("a string holds a control character");
            }
            at += text[at] === "\\" ? 2 : 1;
        }
        expect('"');
        const quoted = text.slice(start, at);
        if (!quoted.includes("\\")) {
            return quoted.slice(1, -1);
        }
        try {
            return JSON.parse(quoted) as string;
        } catch {
            return fail("a string has an escape that JSON does not know");
        }
    }

    function parseLiteral(): unknown {
        const start = at;
        while (at < text.length && !" \t\n\r,]}:".includes(certainly(text[at]))) {
            at++;
        }
        const word = text.slice(start, at);
        if (!/^(true|false|null|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?)$/.test(word)) {
            at = start;
            fail(word === "" ? "a value is missing" : "a value is neither text, number, list nor object");
        }
        return JSON.parse(word);
    }

    function parseList(depth: number): unknown[] {
        const list: unknown[] = [];
        expect("[");
        skipSpace();
        if (text[at] === "]") {
            at++;
            return list;
        }
        for (;;) {
            list.push(parseValue(depth));
            if (text[at] !== ",") {
                break;
            }
            skipComma("]");
        }
        expectEnd("]");
        return list;
    }

    function parseObject(depth: number): Record<string, unknown> {
        const object = Object.create(null) as Record<string, unknown>;
        expect("{");
        skipSpace();
        if (text[at] === "}") {
            at++;
            return object;
        }
        for (;;) {
            skipSpace();
            const start = at;
            const name = parseString();
            if (name in object) {
                at = start;
                fail("an object has the same member twice");
            }
            skipSpace();
            expect(":");
            object[name] = parseValue(depth);
            if (text[at] !== ",") {
                break;
            }
            skipComma("}");
        }
        expectEnd("}");
        return object;
    }

    function parseValue(depth: number): unknown {
        if (depth > deepest) {
            fail("lists and objects are nested too deep");
        }
        skipSpace();
        const value =
            text[at] === "{"
                ? parseObject(depth + 1)
                : text[at] === "["
                  ? parseList(depth + 1)
                  : text[at] === '"'
                    ? parseString()
                    : parseLiteral();
        skipSpace();
        return value;
    }

    const value = parseValue(0);
    if (at < text.length) {
        fail("something follows the document");
    }
    return value;
}

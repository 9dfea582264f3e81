import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { JsonError, parseJson } from "../../iam/json";

const seed = Number(process.env.SEED ?? 20251124);

/** The value with objects that have prototypes, for comparison. */
function plain(value: unknown): unknown {
    return JSON.parse(JSON.stringify(value));
}

describe("JSON text", () => {
    it("is what JSON.parse makes of it", () => {
        fc.assert(
            fc.property(fc.json(), fc.constantFrom(undefined, 2, "\t"), (text, space) => {
                const value: unknown = JSON.parse(text);
                // Members of the same name are an error here, and __proto__ is one like others.
                const written = JSON.stringify(value, undefined, space);
                assert.deepEqual(plain(parseJson(written)), JSON.parse(written));
            }),
            { seed, numRuns: 500 },
        );
    });

    it("has no member twice in an object, but may in two", () => {
        assert.throws(() => parseJson('{"a": 1, "b": 2, "a": 3}'), new JsonError("an object has the same member twice", 17));
        assert.throws(() => parseJson('{"a": 1, "\\u0061": 3}'), new JsonError("an object has the same member twice", 9));
        assert.deepEqual(plain(parseJson('[{"a": 1}, {"a": 2, "A": 3}]')), [{ a: 1 }, { a: 2, A: 3 }]);
        assert.deepEqual(Object.keys(parseJson('{"__proto__": 1, "constructor": 2}') as object), ["__proto__", "constructor"]);
    });

    const faulty: Readonly<Record<string, readonly [text: string, message: string]>> = {
        "nothing at all": ["", "a value is missing"],
        "a word that is no value": ["[yes]", "a value is neither text, number, list nor object"],
        "a number with a leading zero": ["[012]", "a value is neither text, number, list nor object"],
        "a comma too many in a list": ["[1,]", "a comma has nothing after it"],
        "a comma too many in an object": ['{"a": 1,}', "a comma has nothing after it"],
        "a comma that is missing": ['{"a": 1 "b": 2}', "a comma is missing"],
        "a text that does not end": ['"abc', "the text ends too early"],
        "a text that ends in a backslash": ['"abc\\', "the text ends too early"],
        "a line break in a text": ['"a\nb"', "a string holds a control character"],
        "an escape that there is not": ['"\\x41"', "a string has an escape that JSON does not know"],
        "something after the end": ["{} {}", "something follows the document"],
        "a comment": ["{} // none", "something follows the document"],
        "brackets that do not close": ["[[1]", "the text ends too early"],
    };
    for (const [sentence, [text, message]] of Object.entries(faulty)) {
        it(`is not ${sentence}`, () => {
            assert.throws(
                () => parseJson(text),
                (error) => error instanceof JsonError && error.message === message,
            );
        });
    }

    it("is refused where it nests beyond any policy document, however deep", () => {
        const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
        assert.doesNotThrow(() => parseJson(nested(60)));
        for (const depth of [70, 1_000_000]) {
            assert.throws(() => parseJson(nested(depth)), JsonError);
            assert.throws(() => parseJson('{"a":'.repeat(depth)), JsonError);
        }
    });
});

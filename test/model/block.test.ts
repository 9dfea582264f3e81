import assert from "node:assert/strict";
import { Block } from "../../model/block";
import { Misshapen, Unknown } from "../../model/fact";
import { unknown } from "../support/judge";

const block = (raw: unknown): Block => new Block(raw, "", "aws:test/test:Test", "");

describe("a block of inputs", () => {
    const cases: Record<string, readonly [raw: unknown, read: (block: Block) => unknown, expected: unknown]> = {
        "a text": [{ a: { b: "x" } }, (it) => it.text("a.b"), "x"],
        "a text that is left out": [{ a: {} }, (it) => it.text("a.b"), undefined],
        "a text in a block that is left out": [{}, (it) => it.text("a.b"), undefined],
        "an empty text": [{ a: "" }, (it) => it.text("a"), undefined],
        "a null": [{ a: null }, (it) => it.text("a.b"), undefined],
        "a number for a text": [{ a: 7 }, (it) => it.text("a"), new Misshapen("a")],
        "a number for a block": [{ a: 7 }, (it) => it.text("a.b"), new Misshapen("a")],
        "a list for a block": [{ a: [{ b: "x" }] }, (it) => it.text("a.b"), new Misshapen("a")],
        "a text for a flag": [{ a: "true" }, (it) => it.flag("a"), new Misshapen("a")],
        "what is not known": [{ a: unknown }, (it) => it.text("a.b"), new Unknown(["a"])],
        "a text with something unknown in it": [{ a: `arn:${unknown as string}/*` }, (it) => it.text("a"), new Unknown(["a"])],
        "an element that is not known": [
            { a: [{ b: unknown }] },
            (it) => it.all("a[].b").map((leaf) => leaf.text("")),
            [new Unknown(["a[0].b"])],
        ],
        "a list that is not known": [{ a: unknown }, (it) => it.all("a[].b").map((leaf) => leaf.text("")), [new Unknown(["a"])]],
        "a list that is left out": [{}, (it) => it.all("a[].b"), []],
        "an object for a list": [{ a: {} }, (it) => it.list("a"), new Misshapen("a")],
        "a property that every object has": [{}, (it) => it.text("constructor.name"), undefined],
        "a property of that name of its own": [JSON.parse('{"__proto__":{"a":"x"}}'), (it) => it.text("__proto__.a"), "x"],
        "the names in a map": [{ tags: { a: "x" } }, (it) => (it.entries("tags") as [string, Block][]).map(([name]) => name), ["a"]],
        "the names in a map that the bridge has marked": [
            { tags: { a: "x", __defaults: [] } },
            (it) => (it.entries("tags") as [string, Block][]).map(([name]) => name),
            ["a"],
        ],
        "a document": [
            { p: { S: [{ R: unknown, __defaults: [] }], __defaults: [] } },
            (it) => it.json("p"),
            { S: [{ R: new Unknown(["p.S[0].R"]) }] },
        ],
        "a block that is there": [{ a: {} }, (it) => it.block("a").isGiven(), true],
        "a block that is not there": [{}, (it) => it.block("a").isGiven(), false],
        "a block that may be there": [{ a: unknown }, (it) => it.block("a").isGiven(), new Unknown(["a"])],
        "something unknown deep inside": [{ a: [{ b: unknown }] }, (it) => it.hasUnknown(), true],
        "nothing unknown inside": [{ a: [{ b: 1 }] }, (it) => it.hasUnknown(), false],
    };
    for (const [sentence, [raw, read, expected]] of Object.entries(cases)) {
        it(`reads ${sentence}`, () => {
            assert.deepEqual(read(block(raw)), expected);
        });
    }
});

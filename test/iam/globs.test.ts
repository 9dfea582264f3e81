import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { certainly } from "../../iam/certainly";
import {
    accountId,
    arnOfAccount,
    arnWildcard,
    Budget,
    type Demand,
    exactly,
    examplesOf,
    findString,
    type Glob,
    literal,
    literalInAnyCase,
    matches,
    pathOfOrganization,
    sequence,
    some,
    TooComplex,
    wildcard,
} from "../../iam/glob";

const seed = Number(process.env.SEED ?? 20251124);

function isMatch(glob: Glob | undefined, text: string): boolean {
    assert.ok(glob !== undefined);
    return matches(glob, text, new Budget());
}

describe("a glob", () => {
    const cases: Readonly<Record<string, readonly [pattern: string, matching: readonly string[], other: readonly string[]]>> = {
        "a text without wildcards is that text": ["a.b", ["a.b"], ["axb", "A.b", "a.bc", ""]],
        "nothing is the empty text": ["", [""], ["a"]],
        "a star is any text, the empty one too": ["a*", ["a", "ab", "a:b/c"], ["", "b", "ba"]],
        "stars in a row are one": ["a**b", ["ab", "axb"], ["a", "b"]],
        "a question mark is one character": ["a?c", ["abc", "a:c"], ["ac", "abbc"]],
        "a question mark is one character beyond the first plane too": ["a?c", ["a\u{1F511}c"], []],
        "an infix is found wherever it is": ["*ab*ab*", ["abab", "xabxabx"], ["ab", "aab"]],
        "a suffix is at the end": ["*ab", ["ab", "aab", "abab"], ["abx"]],
        "characters that mean something elsewhere mean nothing": ["(.+)[a-z]$", ["(.+)[a-z]$"], ["xa"]],
    };
    for (const [sentence, [pattern, matching, other]] of Object.entries(cases)) {
        it(sentence, () => {
            for (const text of matching) {
                assert.ok(isMatch(wildcard(pattern), text), text);
            }
            for (const text of other) {
                assert.ok(!isMatch(wildcard(pattern), text), text);
            }
        });
    }

    it("takes the wildcards of a variable's value as they are", () => {
        const glob = wildcard("a", { plain: "*" }, "*");
        assert.ok(isMatch(glob, "a*b"));
        assert.ok(!isMatch(glob, "ab"));
        assert.ok(isMatch(wildcard({ plain: "?" }), "?"));
        assert.ok(!isMatch(wildcard({ plain: "?" }), "x"));
    });

    it("ignores case only where asked to, and only of ASCII letters", () => {
        assert.ok(isMatch(literalInAnyCase("Ab-1"), "aB-1"));
        assert.ok(!isMatch(literalInAnyCase("ä"), "Ä"));
        assert.ok(!isMatch(literal("Ab"), "ab"));
    });
});

describe("an ARN pattern", () => {
    it("has no wildcard that crosses one of the first five colons", () => {
        const pattern = arnWildcard("arn:aws:iam::*:role/*");
        assert.ok(isMatch(pattern, "arn:aws:iam::111122223333:role/x"));
        assert.ok(isMatch(pattern, "arn:aws:iam::111122223333:role/x:y/z"));
        assert.ok(!isMatch(pattern, "arn:aws:iam::1:2:role/x"));
        assert.ok(!isMatch(arnWildcard("arn:aws:*:x:y:z:*"), "arn:aws:s3:::x:y:z:w"));
    });

    it("has six segments, or is none", () => {
        assert.equal(arnWildcard("*"), undefined);
        assert.equal(arnWildcard("a"), undefined);
        assert.equal(arnWildcard("arn:aws:s3::bucket"), undefined);
        assert.ok(isMatch(arnWildcard("arn:aws:s3:::"), "arn:aws:s3:::"));
    });

    it("counts the colons of a variable's value", () => {
        assert.ok(isMatch(arnWildcard({ plain: "arn:aws:s3:::b" }, "/*"), "arn:aws:s3:::b/x"));
    });
});

describe("a part of an ARN or a path", () => {
    it("is compared with the part alone", () => {
        const glob = arnOfAccount(wildcard("4444*"));
        assert.ok(isMatch(glob, "arn:aws:iam::444455556666:role/x"));
        assert.ok(!isMatch(glob, "arn:aws:iam::111122223333:role/4444"));
        assert.ok(!isMatch(arnOfAccount(wildcard("*4444")), "arn:aws:iam::111122223333:role/4444"));
        const organization = pathOfOrganization(wildcard("o-*"));
        assert.ok(isMatch(organization, "o-a1b2c3d4e5/r-ab12/"));
        assert.ok(!isMatch(pathOfOrganization(wildcard("*12/")), "o-a1b2c3d4e5/r-ab12/"));
    });
});

describe("examples of a glob", () => {
    it("match it", () => {
        for (const glob of [
            wildcard("a*b?c"),
            literal("x"),
            wildcard("*"),
            sequence(literal("vpc-"), exactly(8, "abc")),
            accountId,
            some(),
        ]) {
            assert.ok(isMatch(glob, certainly(examplesOf(glob)[0])), JSON.stringify(glob));
        }
    });
});

/** Every text of up to this many of these characters, besides those that no pattern mentions. */
function textsOf(characters: string, longest: number): string[] {
    const texts = [""];
    for (let from = 0, length = 0; length < longest; length++) {
        const until = texts.length;
        for (; from < until; from++) {
            texts.push(...Array.from(characters, (character) => certainly(texts[from]) + character));
        }
    }
    return texts;
}

describe("a string that matches some patterns and not others", () => {
    const any: readonly Glob[] = [wildcard("*")];
    const find = (domain: readonly Glob[], ...demands: Demand[]): string | undefined => findString(domain, demands, new Budget());
    const is = (...patterns: string[]): Demand => ({ globs: patterns.map((pattern) => wildcard(pattern)), match: true });
    const isNot = (...patterns: string[]): Demand => ({ globs: patterns.map((pattern) => wildcard(pattern)), match: false });

    it("is the shortest there is", () => {
        assert.equal(find(any, is("*ab*"), is("*ba*")), "aba");
        assert.equal(find(any, is("a*", "b*"), isNot("a*")), "b");
        assert.equal(find(any), "");
    });

    it("is not there where the patterns leave none", () => {
        assert.equal(find(any, is("a*"), isNot("*")), undefined);
        assert.equal(find(any, is("a?"), is("?b"), isNot("ab")), undefined);
        assert.equal(find(any, is()), undefined);
        assert.equal(find(any, isNot("", "?*")), undefined);
        assert.equal(find(any, isNot("?", "", "??*")), undefined);
    });

    it("stays in its domain", () => {
        const endpoints = [sequence(literal("vpce-"), exactly(8, "0123456789abcdef"))];
        assert.equal(find(endpoints, isNot("vpce-*")), undefined);
        assert.match(find(endpoints, isNot("vpce-0*", "*9*")) ?? "", /^vpce-[1-8a-f][0-8a-f]{7}$/);
        assert.equal(find([accountId], is("*x*")), undefined);
        const digit = [exactly(1, "0123456789")];
        assert.equal(find(digit, isNot("0", "1", "2", "3", "4", "5", "6", "7", "8")), "9");
        assert.equal(find(digit, isNot(...Array.from("0123456789"))), undefined);
    });

    it("is what brute force finds, or there is none", () => {
        const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 4 });
        const demand = fc.record({ patterns: fc.array(pattern, { minLength: 1, maxLength: 3 }), match: fc.boolean() });
        const texts = textsOf("abc", 6);
        fc.assert(
            fc.property(fc.array(demand, { minLength: 1, maxLength: 4 }), (written) => {
                const demands = written.map(({ patterns, match }): Demand => ({ globs: patterns.map((one) => wildcard(one)), match }));
                const meets = (text: string): boolean =>
                    demands.every(({ globs, match }) => globs.some((glob) => isMatch(glob, text)) === match);
                const found = findString(any, demands, new Budget());
                const shortest = texts.find(meets);
                if (found === undefined) {
                    assert.equal(shortest, undefined);
                } else {
                    assert.ok(meets(found), found);
                    assert.ok(shortest === undefined || found.length <= shortest.length, `${found} is longer than ${shortest}`);
                }
            }),
            { seed, numRuns: 400 },
        );
    });

    it("is looked for in counted steps, the same on every machine", () => {
        const infixes = Array.from({ length: 14 }, (_, index) => is(`*${String.fromCharCode(97 + index).repeat(3)}*`));
        assert.throws(() => findString(any, infixes, new Budget(100, 500)), TooComplex);
    });
});

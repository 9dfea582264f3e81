import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { Unknown } from "../../model/fact";
import { analyse, type PropertyId } from "../../iam/analyse";
import { profiles, subjects, type Subject } from "./grammar";
import { own } from "./setting";

/** What must not change a verdict, does not; what may change it one way, does not change it the other (section 14). */

type Json = Record<string, unknown>;

const seed = Number(process.env.SEED ?? 20251124);
const runs = 30;

/** The document as an object of its own, whose statements are a list. */
function opened({ document }: Subject): Json & { Statement: Json[] } {
    const copy = clone(typeof document === "string" ? JSON.parse(document) : document) as Json;
    return { ...copy, Statement: [copy.Statement].flat() as Json[] };
}

function clone(value: unknown): unknown {
    if (value instanceof Unknown || typeof value !== "object" || value === null) {
        return value;
    }
    return Array.isArray(value)
        ? value.map(clone)
        : Object.fromEntries(Object.entries(value).map(([name, member]) => [name, clone(member)]));
}

function verdict(subject: Subject, document: unknown): string {
    return analyse(document as object, subject.kind, subject.context, subject.property as PropertyId).verdict;
}

function isTooMuch({ kind, context, property }: Subject, document: object): boolean {
    const { verdict, reasons } = analyse(document, kind, context, property as PropertyId);
    return verdict === "undecided" && reasons.some(({ code }) => code === "too-complex" || code === "variable-embedded");
}

const elementNames = ["Action", "NotAction", "Resource", "NotResource"];

function reversed(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(reversed).reverse();
    }
    return isPlain(value)
        ? Object.fromEntries(
              Object.entries(value)
                  .map(([name, member]) => [name, reversed(member)])
                  .reverse(),
          )
        : value;
}

function isPlain(value: unknown): value is Json {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}

/** Every scalar that may be a list as a list of one, or every list of one as a scalar. */
function respelled(document: Json & { Statement: Json[] }, change: (value: unknown) => unknown): Json {
    return {
        ...document,
        Statement: document.Statement.map((statement) => ({
            ...statement,
            ...Object.fromEntries(elementNames.filter((name) => name in statement).map((name) => [name, change(statement[name])])),
            ...Object.fromEntries(
                ["Principal", "NotPrincipal"]
                    .filter((name) => isPlain(statement[name]))
                    .map((name) => [name, mapMembers(statement[name] as Json, change)]),
            ),
            ...(isPlain(statement.Condition)
                ? { Condition: mapMembers(statement.Condition, (block) => mapMembers(block as Json, change)) }
                : {}),
        })),
    };
}

function mapMembers(object: Json, change: (value: unknown) => unknown): Json {
    return Object.fromEntries(Object.entries(object).map(([name, member]) => [name, change(member)]));
}

const asList = (value: unknown): unknown => (Array.isArray(value) ? value : [value]);
const asScalar = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value);

/** One statement per entry of the list under the name. */
function splitElement(document: Json & { Statement: Json[] }, name: string): Json {
    return {
        ...document,
        Statement: document.Statement.flatMap((statement) => {
            const value = statement[name];
            return Array.isArray(value) && value.length > 0
                ? value.map((entry: unknown) => ({ ...statement, [name]: entry }))
                : [statement];
        }),
    };
}

const splittable =
    /^(StringEquals|StringLike|StringEqualsIgnoreCase|Arn(Equals|Like)|IpAddress|Bool|Null|NumericEquals|DateEquals|(Numeric|Date)(Less|Greater)Than(Equals)?)(IfExists)?$/;

/** One statement per value of a test whose values are ORed. */
function splitValues(document: Json & { Statement: Json[] }): Json {
    return { ...document, Statement: document.Statement.flatMap(splitFirstTest) };
}

function splitFirstTest(statement: Json): readonly Json[] {
    const condition = (statement.Condition ?? {}) as Record<string, Json>;
    for (const [operator, block] of Object.entries(condition)) {
        for (const [key, values] of Object.entries(block)) {
            if (splittable.test(operator) && !/calledvia|orgpaths/i.test(key) && Array.isArray(values) && values.length > 1) {
                return values.map((value: unknown) => ({
                    ...statement,
                    Condition: { ...condition, [operator]: { ...block, [key]: value } },
                }));
            }
        }
    }
    return [statement];
}

/** Action and key names in capitals; a key that is there in both spellings stays. */
function recased(document: Json & { Statement: Json[] }): Json {
    const upper = (value: unknown): unknown =>
        Array.isArray(value) ? value.map(upper) : typeof value === "string" ? value.toUpperCase() : value;
    return {
        ...document,
        Statement: document.Statement.map((statement) => ({
            ...statement,
            ...Object.fromEntries(
                ["Action", "NotAction"].filter((name) => name in statement).map((name) => [name, upper(statement[name])]),
            ),
            ...(isPlain(statement.Condition)
                ? {
                      Condition: mapMembers(statement.Condition, (block) => {
                          const names = Object.keys(block as Json);
                          const isAmbiguous = new Set(names.map((name) => name.toUpperCase())).size < names.length;
                          return isAmbiguous
                              ? block
                              : Object.fromEntries(Object.entries(block as Json).map(([name, value]) => [name.toUpperCase(), value]));
                      }),
                  }
                : {}),
        })),
    };
}

const irrelevant = { Sid: "Queue", Effect: "Deny", Principal: { AWS: own }, Action: "sqs:SendMessage", Resource: "*" };

const neutral: Record<string, (document: Json & { Statement: Json[] }) => unknown> = {
    "the order of statements, keys and values": (document) => reversed(document),
    "a list of one for a string": (document) => respelled(document, asList),
    "a string for a list of one": (document) => respelled(document, asScalar),
    "splitting a list of actions over statements": (document) => splitElement(document, "Action"),
    "splitting a list of resources over statements": (document) => splitElement(document, "Resource"),
    "splitting a list of values over statements": splitValues,
    "the case of action and key names": recased,
    "an irrelevant statement": (document) => ({ ...document, Statement: [irrelevant, ...document.Statement] }),
    "the names of statements": (document) => ({
        ...document,
        Statement: document.Statement.map((statement, index) => ({ ...statement, Sid: `Renamed${index}` })),
    }),
    "an Id": (document) => ({ Id: "policy", ...document }),
    "the text of the document for the document": (document) => JSON.stringify(document, undefined, 3),
    "the same statement twice": (document) => ({ ...document, Statement: [...document.Statement, ...document.Statement.slice(0, 1)] }),
};

function forAll(clarity: "clear" | "ambiguous", properties: readonly string[], check: (subject: Subject, choice: number) => void): void {
    for (const property of properties) {
        fc.assert(fc.property(subjects(property, clarity), fc.nat(), check), { seed, numRuns: runs });
    }
}

const everyProperty = Object.keys(profiles);

describe(`the verdict stays the same (seed ${seed})`, () => {
    for (const [name, change] of Object.entries(neutral)) {
        it(`under ${name}`, () => {
            forAll("clear", everyProperty, (subject) => {
                const document = opened(subject);
                assert.equal(verdict(subject, change(document)), verdict(subject, subject.document));
            });
        });
    }
});

/** Every place in the document where a value may be unknown: its path. */
function places(value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
    const isPlace = path.length > 0 && !["Version", "Sid", "Statement"].includes(String(path.at(-1)));
    const inside = Array.isArray(value)
        ? value.flatMap((entry, index) => places(entry, [...path, index]))
        : isPlain(value)
          ? Object.entries(value).flatMap(([name, member]) => places(member, [...path, name]))
          : [];
    return isPlace ? [path, ...inside] : inside;
}

function replaced(value: unknown, path: readonly (string | number)[], by: unknown): unknown {
    const [first, ...rest] = path;
    if (first === undefined) {
        return by;
    }
    if (Array.isArray(value)) {
        return value.map((entry: unknown, index) => (index === first ? replaced(entry, rest, by) : entry));
    }
    return { ...(value as Json), [first]: replaced((value as Json)[String(first)], rest, by) };
}

describe(`the verdict changes one way only (seed ${seed})`, () => {
    it("a further Deny never breaks a proof", () => {
        const properties = everyProperty.filter((property) => !/^keeps|^notLockedOut$|DenyEffective$/.test(property));
        for (const property of properties) {
            const pair = fc.tuple(subjects(property, "clear"), subjects(property, "clear"));
            fc.assert(
                fc.property(pair, ([subject, other]) => {
                    const denies = opened(other).Statement.map((statement) => ({ ...statement, Effect: "Deny" }));
                    const document = opened(subject);
                    if (verdict(subject, document) === "proved") {
                        const longer = { ...document, Statement: [...denies, ...document.Statement] };
                        // More statements, with more variables, may be too much to decide.
                        assert.ok(verdict(subject, longer) === "proved" || isTooMuch(subject, longer), JSON.stringify(longer));
                    }
                }),
                { seed, numRuns: runs },
            );
        }
    });

    it("an unknown for a value decides nothing the other way", () => {
        forAll("clear", everyProperty, (subject, choice) => {
            const document = opened(subject);
            const candidates = places(document);
            const place = candidates[choice % candidates.length] ?? [];
            const before = verdict(subject, document);
            const after = verdict(subject, replaced(document, place, new Unknown(["policy"])));
            assert.ok(after === before || after === "undecided" || before === "undecided", `${place.join(".")}: ${before}, then ${after}`);
        });
    });

    it("an unknown statement never breaks a proof of a deny-type property, nor proves an allow-type one", () => {
        const denyType = ["vpceOnly", "tlsOnly", "tls12", "enforcesKms", "enforcesKmsKey"];
        forAll("clear", denyType, (subject) => {
            const document = opened(subject);
            if (verdict(subject, document) === "proved") {
                assert.equal(verdict(subject, { ...document, Statement: [...document.Statement, new Unknown(["policy"])] }), "proved");
            }
        });
        forAll("clear", ["crossAccountOk", "accountsTrusted", "resourcesDesignated", "public"], (subject) => {
            const document = opened(subject);
            const allows = document.Statement.filter((statement) => statement.Effect === "Allow");
            assert.notEqual(verdict(subject, { ...document, Statement: [...allows, new Unknown(["policy"])] }), "proved");
        });
    });

    it("an unknown document decides nothing", () => {
        forAll("clear", everyProperty, (subject) => {
            assert.equal(verdict(subject, new Unknown(["policy"])), "undecided");
        });
    });
});

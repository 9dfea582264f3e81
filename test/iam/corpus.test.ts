import * as assert from "node:assert/strict";
import { analyse, type PropertyId } from "../../iam/analyse";
import { check } from "./agreement";
import { corpus, hostile, respellings } from "./corpus";

describe("documents as people write them", () => {
    const undecided: string[] = [];
    let asked = 0;

    for (const entry of corpus) {
        it(`${entry.kind}: ${entry.name}: brute force agrees, and spelling changes nothing`, () => {
            for (const property of entry.properties) {
                const verdict = check({ ...entry, property });
                for (const { document, kind, context } of respellings(entry)) {
                    assert.equal(analyse(document, kind, context, property as PropertyId).verdict, verdict, property);
                }
                asked++;
                if (verdict === "undecided") {
                    undecided.push(`${entry.name}: ${property}`);
                }
            }
        });
    }

    it("are undecided at most once in two hundred questions", () => {
        assert.ok(asked > 600);
        assert.ok(undecided.length * 200 <= asked, undecided.join(", "));
    });
});

describe("documents made to hurt", () => {
    for (const { name, kind, document, context, properties } of hostile) {
        it(`${name}: ends within its budget`, () => {
            for (const property of properties) {
                const { verdict, reasons, stats } = analyse(document, kind, context, property as PropertyId);
                assert.ok(stats.nodes <= 50_000, `${stats.nodes} nodes`);
                assert.equal(verdict === "undecided", reasons.length > 0, property);
            }
        });
    }
});

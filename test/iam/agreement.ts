import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { analyse, type PropertyId, type Verdict } from "../../iam/analyse";
import { subjects, type Clarity, type Subject } from "./grammar";
import { isCollective, judge, search } from "./oracle";
import type { Call } from "./universe";
import { callOf } from "./witness";

/** How often each verdict came out. */
export type Tally = Record<Verdict, number>;

/**
 * Compares verdicts on generated documents with brute force. A proof must leave no bad request in the universe, a refutation must
 * come with a valid bad request, and nothing that brute force finds may stay undecided. Of clear documents hardly any is undecided.
 */
export function compareWithOracle(property: string, count: number, seed: number): void {
    const clear = compare(property, "clear", Math.round(count * 0.7), seed);
    assert.ok(clear.undecided * 200 <= count, `${clear.undecided} clear documents are undecided`);
    assert.ok(clear.proved * 20 >= count && clear.refuted * 20 >= count, `the documents are one-sided: ${JSON.stringify(clear)}`);
    compare(property, "ambiguous", Math.round(count * 0.3), seed);
}

export function compare(property: string, clarity: Clarity, count: number, seed: number): Tally {
    const tally: Tally = { proved: 0, refuted: 0, undecided: 0 };
    fc.assert(
        fc.property(subjects(property, clarity), (subject) => {
            tally[check(subject)]++;
        }),
        { seed, numRuns: count },
    );
    return tally;
}

/** Fails where the verdict on one document is wrong. */
export function check(subject: Subject): Verdict {
    const { document, kind, context, property } = subject;
    const result = analyse(document, kind, context, property as PropertyId);
    if (result.verdict === "refuted") {
        assert.ok(result.witness, "a refutation has no witness");
        const call = callOf(result.witness);
        const { isBad, invalid } = judge(document, kind, context, property, call);
        assert.equal(invalid, undefined, `the witness is impossible: ${describeCall(call)}`);
        assert.equal(isBad, true, `the witness is not bad: ${describeCall(call)}`);
        if (isCollective(property)) {
            assert.ok(search(document, kind, context, property, call).certain, `the witness is not enough: ${describeCall(call)}`);
        }
        return result.verdict;
    }
    const { certain, possible } = search(document, kind, context, property);
    const isExcused =
        result.verdict === "undecided" && result.reasons.some(({ code }) => code === "too-complex" || code === "variable-embedded");
    if (certain !== undefined && !isExcused) {
        assert.fail(`${result.verdict}, but there is ${describeCall(certain)}`);
    }
    if (possible !== undefined && result.verdict === "proved") {
        assert.fail(`proved, but there may be ${describeCall(possible)}`);
    }
    return result.verdict;
}

function describeCall({ principal, action, resource, network, keys }: Call): string {
    return JSON.stringify({ principal, action, resource, network, keys: Object.fromEntries(keys) });
}

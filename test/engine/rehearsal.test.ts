import assert from "node:assert/strict";
import { join, relative } from "node:path";
import { rehearse } from "../../rehearsal/rehearse";
import { canonical, type Requests } from "../../rehearsal/requests";
import { repository, Stack } from "./pulumi";
import { allAdvisory } from "./verdicts";

const examples = ["compliant", "leaking"].map((name) => join(repository, "examples", name));

const modes = { preview: "preview", update: "up" } as const;

for (const example of examples) {
    describe(`rehearsing ${relative(repository, example)} sends the pack what the real engine sends`, () => {
        let stack: Stack;

        before(() => {
            stack = new Stack(example, { packConfig: allAdvisory, inputsLeftOut: "unknown" });
        });

        for (const mode of ["preview", "update"] as const) {
            it(`in ${mode}`, async () => {
                const run = await stack[modes[mode]]();
                assert.equal(run.exitCode, 0, run.stdout + run.stderr);
                const rehearsal = await rehearse(example, { mode, stack: "dev", leftOut: "unknown", policyPackConfig: allAdvisory });
                assert.deepEqual(withoutSuffixes(rehearsal.requests), withoutSuffixes(canonical(run.requests)));
            });
        }
    });
}

/** The suffixes of autonames are random in the engine. */
function withoutSuffixes(requests: Requests): unknown {
    return JSON.parse(JSON.stringify(requests).replace(/-[0-9a-f]{7}\b/g, "-0000000"));
}

import assert from "node:assert/strict";
import { join } from "node:path";
import { rehearse } from "../../rehearsal/rehearse";
import { canonical, type Requests } from "../../rehearsal/requests";
import { repository, Stack } from "./pulumi";
import { installPython, PythonStack } from "./python/stack";
import { allAdvisory } from "./verdicts";

const examples = { compliant: Stack, leaking: Stack, "compliant-python": PythonStack, "leaking-python": PythonStack };

const modes = { preview: "preview", update: "up" } as const;

before("installs the Python packages", installPython);

for (const [example, StackOfLanguage] of Object.entries(examples)) {
    describe(`rehearsing examples/${example} sends the pack what the real engine sends`, () => {
        let stack: Stack;

        before(() => {
            stack = new StackOfLanguage(join(repository, "examples", example), { packConfig: allAdvisory });
        });

        for (const mode of ["preview", "update"] as const) {
            it(`in ${mode}`, async () => {
                const run = await stack[modes[mode]]();
                assert.equal(run.exitCode, 0, run.stdout + run.stderr);
                const rehearsal = await rehearse(stack.folder, { mode, stack: "dev", policyPackConfig: allAdvisory });
                assert.deepEqual(withoutSuffixes(rehearsal.requests), withoutSuffixes(canonical(run.requests)));
            });
        }
    });
}

/** The suffixes of autonames are random in the engine. */
function withoutSuffixes(requests: Requests): unknown {
    return JSON.parse(JSON.stringify(requests).replace(/-[0-9a-f]{7}\b/g, "-0000000"));
}

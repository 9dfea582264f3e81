import assert from "node:assert/strict";
import { join } from "node:path";
import { policies } from "../../policies";
import { exempted, governed, leaking as leaks, linesOf, privateStudio } from "../leaks";
import { repository, Stack, type Run } from "./pulumi";
import { allAdvisory, brokenIn, configurationOf, undecidedIn } from "./verdicts";

const compliant = join(repository, "examples", "compliant");
const leaking = join(repository, "examples", "leaking");

describe("examples/compliant, under the real engine", () => {
    let stack: Stack;

    before(() => {
        stack = new Stack(compliant, { packConfig: configurationOf(compliant) });
    });

    for (const operation of ["preview", "up"] as const) {
        it(`passes in ${operation}: no more is told than what is undecided and which exemptions are in force`, async () => {
            const run = await stack[operation]();
            assert.equal(run.exitCode, 0, run.stdout + run.stderr);
            assert.deepEqual(brokenIn(run), []);
        });
    }
});

describe("examples/leaking, under the real engine", () => {
    let preview: Run;
    let update: Run;
    let advisoryUpdate: Run;

    before("a preview, an update, and an update that nothing stops", async () => {
        const stack = new Stack(leaking, { packConfig: configurationOf(leaking) });
        preview = await stack.preview();
        update = await stack.up();
        stack.options.packConfig = allAdvisory;
        advisoryUpdate = await stack.up();
    });

    it("is stopped in preview, by these policies on these resources", () => {
        assert.equal(preview.exitCode, 1);
        assert.deepEqual(brokenIn(preview), linesOf(leaks.inPreview));
    });

    it("an update is stopped before the first resource that breaks a mandatory resource policy is created", () => {
        const created = new Set(update.state.map(({ urn }) => urn));
        const refused = refusedIn(preview);
        assert.equal(update.exitCode, 1);
        const stopping = update.violations.filter(({ level }) => level === "mandatory").map(({ urn }) => urn);
        assert.ok(stopping.length > 0 && refused.length > 0);
        assert.deepEqual(
            [...stopping, ...refused].filter((urn) => created.has(urn)),
            [],
        );
    });

    it("an update that nothing stops breaks what waited for documents, too", () => {
        assert.equal(advisoryUpdate.exitCode, 0, advisoryUpdate.stdout + advisoryUpdate.stderr);
        assert.deepEqual(brokenIn(advisoryUpdate), linesOf(leaks.inPreview, leaks.onlyInUpdate));
    });

    it("what an update breaks was broken or undecided in the preview", () => {
        const foreseen = [...brokenIn(preview), ...undecidedIn(preview)];
        assert.deepEqual(
            brokenIn(advisoryUpdate).filter((line) => !foreseen.includes(line)),
            [],
        );
    });
});

for (const { example, inPreview, onlyInUpdate } of [privateStudio, governed, exempted]) {
    describe(`examples/${example}, under the real engine`, () => {
        let stack: Stack;

        before(() => {
            const folder = join(repository, "examples", example);
            stack = new Stack(folder, { packConfig: { ...configurationOf(folder), ...allAdvisory } });
        });

        it("breaks in preview what that can know, and in an update the rest", async () => {
            assert.deepEqual(brokenIn(await stack.preview()), linesOf(inPreview));
            assert.deepEqual(brokenIn(await stack.up()), linesOf(inPreview, onlyInUpdate));
        });
    });
}

/** The resources that break a mandatory resource policy by their inputs; those without any can only be judged in AnalyzeStack. */
function refusedIn(preview: Run): string[] {
    const ofResources = policies.filter((policy) => "validateResource" in policy && !("validateStack" in policy)).map(({ name }) => name);
    const withInputs = preview.requests
        .filter(({ method }) => method === "Analyze")
        .map(({ request }) => request as { urn: string; properties: object })
        .filter(({ properties }) => Object.keys(properties).length > 0)
        .map(({ urn }) => urn);
    return preview.violations
        .filter(({ policy, level, urn }) => level === "mandatory" && ofResources.includes(policy) && withInputs.includes(urn))
        .map(({ urn }) => urn);
}

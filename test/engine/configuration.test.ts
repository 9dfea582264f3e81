import assert from "node:assert/strict";
import { Stack, type Run } from "./pulumi";
import { brokenIn, imports, messagesOf, only } from "./verdicts";

/** Three keys that break a mandatory policy, and one of them an advisory one too. */
const program = `${imports}
    new aws.kms.Key("first", { deletionWindowInDays: 7 });
    new aws.kms.Key("second", {}, { protect: true });
    new aws.kms.Key("third", {}, { protect: true });
`;

const rotation = ["kms-key-rotation: first", "kms-key-rotation: second", "kms-key-rotation: third"];

const exemption = { resource: "first", reason: "Replaced by the new platform key.", expires: "2199-12-31" };

describe("--policy-pack-config, under the real engine", () => {
    const stack = new Stack(program);

    async function previewWith(packConfig: Record<string, unknown>): Promise<Run> {
        stack.options.packConfig = packConfig;
        return stack.preview();
    }

    it("a mandatory policy stops the preview, and an advisory one does not", async () => {
        const run = await previewWith({});
        assert.equal(run.exitCode, 1);
        assert.deepEqual(levels(run), { "kms-key-rotation": "mandatory", "kms-deletion-window": "advisory" });
    });

    it("a disabled policy is silent, one that is raised stops the preview", async () => {
        const run = await previewWith({ "kms-key-rotation": "disabled", "kms-deletion-window": "mandatory" });
        assert.equal(run.exitCode, 1);
        assert.deepEqual(levels(run), { "kms-deletion-window": "mandatory" });
    });

    it("a policy that is lowered is told and lets the preview pass", async () => {
        const run = await previewWith({ "kms-key-rotation": "advisory" });
        assert.equal(run.exitCode, 0, run.stdout);
        assert.deepEqual(levels(run), { "kms-key-rotation": "advisory", "kms-deletion-window": "advisory" });
    });

    it("options without a level keep the policy's own", async () => {
        const run = await previewWith({ "kms-deletion-window": { minimumDays: 7 } });
        assert.deepEqual(
            brokenIn(run).filter((line) => line.startsWith("kms-deletion-window")),
            ["kms-deletion-window: first"],
        );
        assert.equal(levels(run)["kms-deletion-window"], "advisory");
    });

    it("an exemption in force exempts its resource alone and is listed; one past its end does not exempt", async () => {
        const run = await previewWith({
            ...only("guard-exemptions"),
            "guard-exemptions-in-force": "advisory",
            "kms-key-rotation": {
                enforcementLevel: "mandatory",
                exempt: [exemption, { ...exemption, resource: "second", expires: "2024-12-31" }],
            },
        });
        assert.deepEqual(brokenIn(run), ["kms-key-rotation: second", "kms-key-rotation: third"]);
        const inForce = run.violations.filter(({ policy }) => policy === "guard-exemptions-in-force");
        assert.deepEqual(
            inForce.map(({ message }) => message.trim().split("\n")[1]),
            ['"first" is exempt from kms-key-rotation until 2199-12-31: Replaced by the new platform key.'],
        );
    });

    it("an exemption for another stack does nothing; one for this stack that matches nothing is an error", async () => {
        const run = await previewWith({
            ...only("guard-exemptions"),
            "guard-exemptions-in-force": "advisory",
            "kms-key-rotation": {
                enforcementLevel: "advisory",
                exempt: [
                    { ...exemption, stack: "project/prod" },
                    { ...exemption, resource: "gone", stack: "project/dev" },
                    { ...exemption, resource: "elsewhere" },
                ],
            },
        });
        assert.equal(run.exitCode, 1);
        assert.deepEqual(
            brokenIn(run).filter((line) => line.startsWith("kms-key-rotation")),
            rotation,
        );
        assert.deepEqual(messagesOf(run, "guard-exemptions", "project-dev"), [
            'The exemption of kms-key-rotation for "gone" matches no resource of this stack.',
        ]);
        assert.ok(run.violations.every(({ policy }) => policy !== "guard-exemptions-in-force"));
    });

    it("exemptions without reason or end are errors, and still the preview goes on", async () => {
        const run = await previewWith({
            ...only("guard-exemptions"),
            "kms-key-rotation": { enforcementLevel: "advisory", exempt: [{ resource: "first" }, { ...exemption, expires: "soon" }] },
        });
        assert.equal(run.exitCode, 1);
        assert.equal(run.violations.filter(({ policy }) => policy === "guard-exemptions").length, 3);
    });

    it("a misspelt option is an error that names the right one", async () => {
        const run = await previewWith({
            ...only("guard-configuration"),
            "kms-deletion-window": { enforcementLevel: "advisory", minimumDay: 20 },
        });
        assert.equal(run.exitCode, 1);
        assert.deepEqual(messagesOf(run, "guard-configuration", "project-dev"), [
            'The policy kms-deletion-window has no option "minimumDay". Did you mean "minimumDays"?',
        ]);
    });

    it("a scope is all, or names and tags", async () => {
        const scopes: [unknown, RegExp | undefined][] = [
            [{ names: ["data-*"], tags: { Classification: "PHI" } }, undefined],
            ["everything", /s3-policy-vpce-only: scope: Does not match pattern/],
            [{ name: ["data-*"] }, /s3-policy-vpce-only: scope: Additional property name is not allowed/],
        ];
        for (const [scope, complaint] of scopes) {
            const run = await previewWith({ ...only(), "s3-policy-vpce-only": { enforcementLevel: "advisory", scope } });
            assert.equal(run.exitCode, complaint === undefined ? 0 : 1, run.stdout);
            assert.match(run.stdout + run.stderr, complaint ?? /./);
        }
    });

    it("an option of the wrong type stops everything with one line", async () => {
        const run = await previewWith({ "kms-deletion-window": { minimumDays: "many" } });
        assert.equal(run.exitCode, 1);
        assert.match(run.stdout + run.stderr, /kms-deletion-window: minimumDays: Invalid type/);
        assert.deepEqual(run.violations, []);
        assert.doesNotMatch(run.stdout + run.stderr, /^\s+at /m);
    });
});

/** The level that each of the two policies was reported at. */
function levels(run: Run): Record<string, string> {
    const kms = run.violations.filter(({ policy }) => ["kms-key-rotation", "kms-deletion-window"].includes(policy));
    return Object.fromEntries(kms.map(({ policy, level }) => [policy, level]));
}

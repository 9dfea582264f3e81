import assert from "node:assert/strict";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { policies } from "../policies";
import type { PackConfiguration } from "../rehearsal/packConfiguration";
import { rehearse, repository, type Rehearsal } from "../rehearsal/rehearse";
import { temporaryFolder } from "./engine/pulumi";
import { installPython } from "./engine/python/stack";
import { exempted, governed, leaking, leakingPython, linesOf, privateStudio } from "./leaks";

type Mode = "preview" | "update";

const rehearsals = new Map<string, Promise<Rehearsal>>();

/** Rehearses, once, a folder of `examples/` with the configuration of the pack that it brings along. */
function rehearseExample(example: string, mode: Mode): Promise<Rehearsal> {
    const known = rehearsals.get(`${mode} ${example}`) ?? rehearseAnew(example, mode);
    rehearsals.set(`${mode} ${example}`, known);
    return known;
}

async function rehearseAnew(example: string, mode: Mode): Promise<Rehearsal> {
    const folder = join(repository, "examples", example);
    const configuration = join(folder, "policy-config.json");
    return rehearse(example.endsWith("-python") ? withVirtualEnvironment(folder) : folder, {
        mode,
        stack: "dev",
        policyPackConfig: existsSync(configuration) ? (JSON.parse(readFileSync(configuration, "utf8")) as PackConfiguration) : {},
    });
}

/** A copy of a Python program that runs in the tests' own virtual environment. */
function withVirtualEnvironment(folder: string): string {
    const copy = temporaryFolder();
    cpSync(folder, copy, { recursive: true });
    const virtualenv = join(repository, ".cache", "python");
    writeFileSync(join(copy, "Pulumi.yaml"), JSON.stringify({ name: "python", runtime: { name: "python", options: { virtualenv } } }));
    return copy;
}

/** What is broken, as sorted lines of a policy and a resource's name. */
function brokenIn({ violations }: Rehearsal): string[] {
    return [...new Set(violations.map(({ policy, urn }) => line(policy, urn)))].sort();
}

function undecidedIn({ undecided }: Rehearsal): string[] {
    return undecided.map(({ policy, urn }) => line(policy, urn)).sort();
}

function line(policy: string, urn: string): string {
    return `${policy}: ${urn.slice(urn.lastIndexOf("::") + 2)}`;
}

/** The inputs that hold documents. */
const documents = /(^|: )(policy|pipelineDefinition|configuration)$/;

for (const example of ["compliant", "compliant-python"]) {
    describe(`examples/${example}, in rehearsal`, () => {
        before("installs the Python packages", function () {
            if (example.endsWith("-python")) {
                this.timeout(0);
                installPython();
            }
        });

        it("breaks nothing in a first preview, where only what waits for a document is undecided", async () => {
            const preview = await rehearseExample(example, "preview");
            assert.deepEqual(brokenIn(preview), []);
            const waiting = preview.undecided.flatMap(({ waitsFor }) => waitsFor);
            assert.notEqual(waiting.length, 0);
            assert.deepEqual(
                waiting.filter((path) => !documents.test(path)),
                [],
            );
        });

        it("breaks nothing in an update, where everything is decided", async () => {
            const update = await rehearseExample(example, "update");
            assert.deepEqual(brokenIn(update), []);
            assert.deepEqual(undecidedIn(update), []);
        });
    });
}

describe("examples/compliant, in rehearsal", () => {
    it("has the exemptions that a real platform needs in force, and no others", async () => {
        const { exempted } = await rehearseExample("compliant", "update");
        assert.deepEqual(exempted.map(({ message }) => message).sort(), [
            '"break-glass" is exempt from iam-no-full-data-access until 2199-12-31: For emergencies: two people have to agree, every use ' +
                "raises an alarm and is reviewed.",
            '"recommendation" is exempt from sagemaker-model-network-isolation until 2199-12-31: Looks up features in the online store ' +
                "while it answers; its VPC has no way to the internet.",
        ]);
    });
});

const leakingTogether = [leaking, privateStudio, governed, exempted];

for (const { example, inPreview, onlyInUpdate } of [...leakingTogether, leakingPython]) {
    describe(`examples/${example}, in rehearsal`, () => {
        let preview: Rehearsal;
        let update: Rehearsal;

        before("rehearses a preview and an update", async function () {
            this.timeout(0);
            if (example.endsWith("-python")) {
                installPython();
            }
            preview = await rehearseExample(example, "preview");
            update = await rehearseExample(example, "update");
        });

        it("breaks in a first preview what that can know", () => {
            assert.deepEqual(brokenIn(preview), linesOf(inPreview));
        });

        it("breaks in an update that and what waited for documents", () => {
            assert.deepEqual(brokenIn(update), linesOf(inPreview, onlyInUpdate));
        });

        it("lists in the preview what the update breaks besides as undecided", () => {
            const undecided = undecidedIn(preview);
            assert.deepEqual(
                linesOf(onlyInUpdate).filter((leak) => !undecided.includes(leak)),
                [],
            );
        });
    });
}

describe("the leaking example and its companions", () => {
    it("break every policy of the pack", () => {
        const broken = new Set(leakingTogether.flatMap(({ inPreview, onlyInUpdate }) => [inPreview, onlyInUpdate].flatMap(Object.keys)));
        const unbroken = policies.map(({ name }) => name).filter((name) => !broken.has(name));
        assert.deepEqual(unbroken.sort(), ["guard-exemptions-in-force", "preview-undecided"]);
    });

    it("break those two that list what others say", async () => {
        const { reported } = await rehearseExample(leaking.example, "preview");
        assert.ok(reported.some(({ policy }) => policy === "preview-undecided"));
        const { exempted: inForce } = await rehearseExample(exempted.example, "preview");
        assert.deepEqual(inForce.map(({ message }) => message).sort(), [
            `"partner" is exempt from kms-key-rotation until 2199-12-31: The partner's software takes no other key.`,
            '"scratch" is exempt from ebs-customer-key until 2199-12-31: Moves to the new key.',
        ]);
    });
});

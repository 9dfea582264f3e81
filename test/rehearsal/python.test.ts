import assert from "node:assert/strict";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rehearse, repository } from "../../rehearsal/rehearse";
import { secret, unknown } from "../../rehearsal/wire";
import { temporaryFolder } from "../engine/pulumi";
import { installPython } from "../engine/python/stack";

const packDir = join(__dirname, "pack");

/** The program in a project of its own that has the tests' virtual environment. */
function pythonProject(program: string): string {
    const folder = temporaryFolder();
    const virtualenv = join(repository, ".cache", "python");
    writeFileSync(join(folder, "Pulumi.yaml"), JSON.stringify({ name: "python", runtime: { name: "python", options: { virtualenv } } }));
    if (program.endsWith(".py")) {
        copyFileSync(program, join(folder, "__main__.py"));
    } else {
        writeFileSync(join(folder, "__main__.py"), program);
    }
    return folder;
}

const programs = join(__dirname, "programs", "python", "__main__.py");

describe("a rehearsal of a program in Python", () => {
    before("installs the Python packages", function () {
        this.timeout(0);
        installPython();
    });

    const policyUrn = "urn:pulumi:rehearsal::python::aws:s3/bucketPolicy:BucketPolicy::it";
    const bucketUrn = "urn:pulumi:rehearsal::python::aws:s3/bucket:Bucket::data";
    const keyUrn = "urn:pulumi:rehearsal::python::aws:kms/key:Key::key";
    const propertyDependencies = { bucket: { urns: [bucketUrn] }, policy: { urns: [keyUrn, bucketUrn] } };

    it("leaves unknown in a preview what the engine does", async () => {
        const { requests } = await rehearse(pythonProject(programs), { mode: "preview", packDir });
        assert.deepEqual((requests.analyze[policyUrn] as { properties: unknown }).properties, { bucket: unknown, policy: unknown });
        assert.deepEqual(
            (requests.analyzeStack[policyUrn] as { propertyDependencies: unknown }).propertyDependencies,
            propertyDependencies,
        );
    });

    it("decides everything in an update", async () => {
        const { requests } = await rehearse(pythonProject(programs), { mode: "update", packDir });
        const { policy } = (requests.analyze[policyUrn] as { properties: { policy: string } }).properties;
        assert.match(policy, /^\["arn:aws:s3:::data-[0-9a-f]{7}", "arn:aws:kms:us-east-1:111122223333:key\/[0-9a-f-]{36}"\]$/);
        const stack = requests.analyzeStack["urn:pulumi:rehearsal::python::pulumi:pulumi:Stack::python-rehearsal"];
        assert.deepEqual((stack as { properties: unknown }).properties, { hidden: secret("hush") });
    });

    it("gives the program's own error when it fails", async () => {
        const failing = pythonProject('raise ValueError("no such table")\n');
        await assert.rejects(rehearse(failing, { mode: "preview", packDir }), /ValueError: no such table/);
    });
});

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { findOrBuild } from "./installation";
import { temporaryFolder } from "./pulumi";

describe("finding Pulumi for these tests", () => {
    it("takes a complete installation as it is", () => {
        const installed = folderWith("pulumi", "pulumi-language-nodejs");
        assert.equal(findOrBuild(installed, temporaryFolder()), installed);
    });

    it("with neither Pulumi nor Go names both ways", () => {
        const message =
            "These tests drive the real Pulumi engine. Install Pulumi (https://www.pulumi.com/docs/iac/download-install/), " +
            "or Go 1.26 (https://go.dev/dl/), with which they build Pulumi 3.259.0 themselves.";
        assert.throws(() => findOrBuild(temporaryFolder(), temporaryFolder()), { message });
        assert.throws(
            () => findOrBuild(folderWith("pulumi"), temporaryFolder()),
            { message },
            "a CLI without its language host is not enough",
        );
    });

    it("takes what is built already, without Go", () => {
        const built = folderWith("pulumi", "pulumi-language-nodejs");
        const outer = temporaryFolder();
        assert.equal(findOrBuild(outer, built), `${built}:${outer}`);
    });
});

function folderWith(...files: string[]): string {
    const folder = temporaryFolder();
    files.forEach((file) => {
        writeFileSync(join(folder, file), "");
    });
    return folder;
}

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../rehearsal/rehearse";
import { temporaryFolder } from "../engine/pulumi";

const programs = join(__dirname, "programs");

/** Runs the built command as `npm run rehearse` does. */
function rehearse(...args: string[]): { exitCode: number | null; stdout: string; stderr: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(repository, "dist", "rehearsal", "cli.js"), ...args], {
        encoding: "utf8",
    });
    return { exitCode: status, stdout, stderr };
}

function fileWith(text: string): string {
    const path = join(temporaryFolder(), "config.json");
    writeFileSync(path, text);
    return path;
}

describe("the command that rehearses a folder", () => {
    it("ends with 0 when nothing mandatory is broken", () => {
        const { exitCode, stdout } = rehearse(join(programs, "empty"));
        assert.equal(exitCode, 0, stdout);
        assert.match(
            stdout,
            /^Policies:\n {4}✅ ml-data-guard@v[\d.]+ \(local: \.\)\n\n0 violations \(0 mandatory\) on 0 resources, 0 undecided, 0 exempted\.\n$/,
        );
    });

    it("ends with 1 when something mandatory is broken, and prints it as the CLI does", () => {
        const { exitCode, stdout, stderr } = rehearse(join(programs, "bare"), "--preview");
        assert.equal(exitCode, 1);
        assert.equal(stderr, "error: preview failed\n");
        assert.ok(
            stdout.includes(
                [
                    "        - [mandatory] [severity: critical]  s3-public-access-block  (aws:s3:Bucket: data)",
                    "          Every bucket has a public access block with all four settings on.",
                    "          The bucket has no public access block.",
                ].join("\n"),
            ),
            stdout,
        );
    });

    it("ends with 1 when the program fails, with the program's error", () => {
        const { exitCode, stderr } = rehearse(join(programs, "failing"));
        assert.equal(exitCode, 1);
        assert.match(stderr, /^error: .*Error: no such table/s);
    });

    it("takes a configuration of the pack, which may be empty", () => {
        const off = rehearse(join(programs, "bare"), "--policy-pack-config", fileWith('{ "all": "disabled" }'));
        assert.equal(off.exitCode, 0, off.stdout);
        const empty = rehearse(join(programs, "bare"), "--policy-pack-config", fileWith(" "));
        assert.equal(empty.exitCode, 1, empty.stdout);
    });

    const mistakes: Record<string, [string[], RegExp]> = {
        "no folder": [[], /^Usage: rehearse FOLDER/],
        "two folders": [["a", "b"], /^Usage: rehearse FOLDER/],
        "two modes": [[programs, "--preview", "--update"], /^Usage: rehearse FOLDER/],
        "an unknown option": [[programs, "--destroy"], /^error: Unknown option '--destroy'/],
        "a folder without a project": [[programs], /^error: There is no Pulumi\.yaml in .*programs\.\n$/],
        "a configuration that is not JSON": [[programs, "--policy-pack-config", fileWith("{")], /^error: .*JSON/],
    };
    for (const [name, [args, message]] of Object.entries(mistakes)) {
        it(`ends with 1 and says what is wrong: ${name}`, () => {
            const { exitCode, stderr } = rehearse(...args);
            assert.equal(exitCode, 1);
            assert.match(stderr, message);
        });
    }
});

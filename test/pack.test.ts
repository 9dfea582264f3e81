import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { unknownSentinels } from "../model/block";
import { policies, themes } from "../policies";
import * as analytics from "../policies/analytics";
import { catalogue } from "./catalogue";

/** What is true of every policy of the pack. */
describe("the pack", () => {
    it("holds every policy of the catalogue and no other, under its level and kind", () => {
        const held = policies.map((policy) => ({
            name: policy.name,
            level: policy.enforcementLevel,
            kind: `${"validateResource" in policy ? "R" : ""}${"validateStack" in policy ? "S" : ""}`,
        }));
        const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
        assert.deepEqual([...held].sort(byName), [...catalogue].sort(byName));
    });

    it("lists the guard last, and what is undecided at the very end", () => {
        assert.equal(Object.keys(themes).at(-1), "guard");
        assert.equal(policies.at(-1)?.name, "preview-undecided");
    });

    it("exports each policy under the camel-cased name it has", () => {
        for (const [exported, policy] of Object.entries(analytics)) {
            assert.equal(exported, camelCase(policy.name));
        }
    });

    for (const policy of policies) {
        describe(policy.name, () => {
            it("says in one sentence what should be true", () => {
                assert.match(policy.description, /^[A-Z].*\.$/);
                assert.ok(!/\. [A-Z]/.test(policy.description), "is more than one sentence");
                assert.ok(!/ (must|should) /.test(policy.description), "states a wish, not a rule");
            });

            it("says what to do, in sentences", () => {
                assert.match(policy.remediationSteps, /^[A-Z].*[.”"]$/s);
            });

            it("leads to a page", () => {
                assert.match(policy.url, /^https:\/\/(docs\.aws\.amazon\.com|www\.pulumi\.com)\/\S+$/);
            });

            it("has a name to show that is no sentence", () => {
                assert.match(policy.displayName, /^[A-Z][^.]{2,60}$/);
            });

            it("has tags, and framework ids in the form FRAMEWORK:ID", () => {
                assert.ok(policy.tags.length > 0);
                assert.equal(new Set(policy.tags).size, policy.tags.length);
                policy.tags.forEach((tag) => {
                    assert.match(tag, /^[a-z0-9.-]+(:[A-Za-z0-9.()-]+)?$/);
                });
            });
        });
    }

    it("knows the sentinels that the SDK knows", () => {
        // The SDK types its proxy module as empty.
        // eslint-disable-next-line @typescript-eslint/no-require-imports
        const sdk = require("@pulumi/policy/proxy") as Record<string, unknown>;
        const theirs = Object.entries(sdk).flatMap(([name, value]) => (/^unknown\w+Value$/.test(name) ? [value] : []));
        assert.deepEqual([...unknownSentinels].sort(), theirs.sort());
    });

    it("loads nothing of @pulumi/aws", () => {
        const script = `
            const { _load } = require("node:module");
            require("node:module")._load = function (request, ...rest) { console.log(request); return _load.call(this, request, ...rest); };
            require("./dist");
            process.exit(0);`;
        const { stdout, status, stderr } = spawnSync(process.execPath, ["-e", script], {
            encoding: "utf8",
            cwd: join(__dirname, ".."),
            timeout: 60_000,
        });
        assert.equal(status, 0, stderr);
        assert.match(stdout, /@pulumi\/policy/);
        assert.ok(!stdout.includes("@pulumi/aws"));
    });

    it("has its folders depend one way: policies on model and iam, iam on facts alone, nothing on the provider", () => {
        const allowed: Record<string, RegExp> = {
            iam: /^(\.\/|\.\.\/model\/fact$|\.\.\/\.\.\/model\/fact$|\.\.\/\w|node:)/,
            model: /^(\.\/|picomatch$)/,
            policies: /^(\.\/|\.\.\/(model|iam)\/|@pulumi\/(policy|pulumi)|fastest-levenshtein$)/,
        };
        for (const [folder, pattern] of Object.entries(allowed)) {
            for (const file of readdirSync(join(__dirname, "..", folder)).filter((name) => name.endsWith(".ts"))) {
                const source = readFileSync(join(__dirname, "..", folder, file), "utf8");
                for (const [, module] of source.matchAll(/(?:from|require\() ?"([^"]+)"/g)) {
                    assert.match(module ?? "", pattern, `${folder}/${file}`);
                }
            }
        }
    });
});

function camelCase(name: string): string {
    return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

import assert from "node:assert/strict";
import { join } from "node:path";
import { rehearse } from "../../rehearsal/rehearse";
import { canonical } from "../../rehearsal/requests";
import { Stack } from "../engine/pulumi";

const program = join(__dirname, "programs", "wide");
const pack = join(__dirname, "pack");
const packConfig = { all: "advisory" } as const;
const config = { "aws:region": "eu-central-1", "wide:password": "secret-text" };

const modes = { preview: "preview", update: "up" } as const;

describe("rehearsing a program of everything sends the pack what the real engine sends", () => {
    for (const leftOut of ["absent", "unknown", "truth"] as const) {
        describe(`when inputs left out are ${leftOut}`, () => {
            let stack: Stack;

            before(() => {
                stack = new Stack(program, { pack, packConfig, config, inputsLeftOut: leftOut });
            });

            for (const mode of ["preview", "update"] as const) {
                it(`in ${mode}`, async () => {
                    const run = await stack[modes[mode]]();
                    assert.equal(run.exitCode, 0, run.stdout + run.stderr);
                    const rehearsal = await rehearse(program, {
                        mode,
                        packDir: pack,
                        stack: "dev",
                        config,
                        leftOut,
                        policyPackConfig: packConfig,
                    });
                    assert.deepEqual(rehearsal.requests, canonical(run.requests));
                });
            }
        });
    }
});

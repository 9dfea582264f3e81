import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { policies } from "../policies";
import { told } from "./support/describePolicy";

const folder = join(__dirname, "policies");
readdirSync(folder).forEach((file) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- their cases are counted, whichever files are run
    require(join(folder, file));
});

/** A false alarm gets the pack switched off and a gap is a leak, so each mandatory policy tells what of both was thought of. */
describe("the cases of every mandatory policy", () => {
    for (const { name, enforcementLevel } of policies) {
        if (enforcementLevel === "mandatory") {
            for (const kind of ["falseAlarms", "slips"] as const) {
                it(`${name} has three ${kind} or more`, () => {
                    const count = told.filter((one) => one.policy.name === name && one.kind === kind).length;
                    assert.ok(count >= 3, `has ${count}`);
                });
            }
        }
    }
});

import { readFileSync } from "node:fs";
import assert from "node:assert/strict";
import { canonical } from "../../rehearsal/requests";
import { rehearse } from "../../rehearsal/rehearse";
(async () => {
    for (const c of ["preview", "up"] as const) {
        const real = canonical(JSON.parse(readFileSync("/tmp/real-" + c + ".json", "utf8")));
        const own = (await rehearse(process.argv[2]!, { mode: c === "up" ? "update" : c, packDir: process.argv[3], stack: "dev", config: { "aws:region": "eu-central-1", "prog:pw": "hush" }, leftOut: "truth", policyPackConfig: { all: "advisory" } })).requests;
        for (const k of ["configure", "analyze", "analyzeStack"] as const) {
            try { assert.deepEqual(own[k], real[k]); console.log(c, k, "equal", Object.keys(own[k]).length); } catch (e: any) { console.log(c, k, e.message.slice(0, 3000)); }
        }
    }
})();

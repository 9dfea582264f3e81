import { Stack } from "../engine/pulumi";
import { writeFileSync } from "node:fs";
(async () => {
    const s = new Stack(process.argv[2]!, { pack: process.argv[3], packConfig: { all: "advisory" }, inputsLeftOut: "truth", config: { "aws:region": "eu-central-1", "prog:pw": "hush" } });
    for (const c of ["preview", "up"] as const) {
        const run = await s[c]();
        console.log(c, run.exitCode, run.stdout, run.stderr);
        writeFileSync("/tmp/real-" + c + ".json", JSON.stringify(run.requests, null, 1));
    }
})();

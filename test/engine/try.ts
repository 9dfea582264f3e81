import { resolve } from "node:path";
import { readFileSync } from "node:fs";
import { Stack } from "./pulumi";

/**
 * Runs one program under the real CLI with the pack: `npx ts-node -T test/engine/try.ts PROGRAM preview|up [OPTION…]`, where PROGRAM is a
 * TypeScript file or a folder. Prints what the CLI prints.
 */
async function main([program, command, ...args]: string[]): Promise<void> {
    if (program === undefined || (command !== "preview" && command !== "up")) {
        throw new Error("Usage: npx ts-node -T test/engine/try.ts PROGRAM preview|up [OPTION…]");
    }
    const stack = new Stack(program.endsWith(".ts") ? readFileSync(program, "utf8") : resolve(program), {
        pack: process.env.ENGINE_TEST_PACK ?? resolve("."),
    });
    const run = await stack[command](...args);
    process.stdout.write(run.stdout);
    process.stderr.write(run.stderr);
    process.exitCode = run.exitCode;
}

void main(process.argv.slice(2));

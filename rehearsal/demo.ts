/**
 * The demonstration: the pack judges the compliant and the leaking example, with no cloud, no CLI and no credentials.
 *
 * Exit 0 when it finds nothing in the one and stops the other.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PackConfiguration } from "./packConfiguration";
import { countsLine, isMandatory, policiesSection } from "./print";
import { rehearse, type Rehearsal, repository } from "./rehearse";

async function show(example: string): Promise<Rehearsal> {
    const folder = join(repository, "examples", example);
    const configuration = join(folder, "policy-config.json");
    const policyPackConfig = existsSync(configuration) ? (JSON.parse(readFileSync(configuration, "utf8")) as PackConfiguration) : {};
    const [preview, update] = await Promise.all([
        rehearse(folder, { mode: "preview", policyPackConfig }),
        rehearse(folder, { mode: "update", policyPackConfig }),
    ]);
    console.log(`\nexamples/${example}, as pulumi preview shows it:\n`);
    console.log(policiesSection(preview, "."));
    console.log(`\nexamples/${example}: ${countsLine(preview)}.`);
    console.log(`Rehearsed to its end with made-up ids: ${countsLine(update)}.`);
    return preview;
}

async function main(): Promise<void> {
    const compliant = await show("compliant");
    const leaking = await show("leaking");
    console.log(
        "\nTo rehearse your own program: npm run rehearse -- FOLDER. Under Pulumi itself: pulumi preview --policy-pack FOLDER-OF-THIS-REPOSITORY.",
    );

    const isAsPromised = compliant.violations.length === 0 && leaking.violations.some(isMandatory);
    if (!isAsPromised) {
        console.error(`The pack should find nothing in examples/compliant and stop examples/leaking.`);
    }
    process.exitCode = isAsPromised ? 0 : 1;
}

main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});

/**
 * Rehearses the program in a folder: `rehearse FOLDER [--preview | --update] [--stack NAME] [--policy-pack-config FILE]`.
 *
 * Prints what the CLI would, and ends with 1 where `pulumi preview` does: a mandatory policy is broken, the program fails, or the pack does.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { PackConfiguration } from "./packConfiguration";
import { countsLine, isMandatory, policiesSection } from "./print";
import { rehearse } from "./rehearse";

const usage = `Usage: rehearse FOLDER [--preview | --update] [--stack NAME] [--policy-pack-config FILE]

Runs the Pulumi program in FOLDER to its end against this policy pack, with nothing deployed.

  --update                     with made-up ids and ARNs, so that everything is decided (the default)
  --preview                    with what a first preview knows
  --stack NAME                 whose configuration to use, from Pulumi.NAME.yaml
  --policy-pack-config FILE    the pack's configuration, as for pulumi preview`;

async function main(): Promise<number> {
    const { values, positionals } = parseArgs({
        allowPositionals: true,
        options: {
            update: { type: "boolean" },
            preview: { type: "boolean" },
            stack: { type: "string" },
            "policy-pack-config": { type: "string" },
            help: { type: "boolean", short: "h" },
        },
    });
    const [folder, ...others] = positionals;
    if (values.help) {
        console.log(usage);
        return 0;
    }
    if (folder === undefined || others.length > 0 || (values.update && values.preview)) {
        console.error(usage);
        return 1;
    }
    const mode = values.preview ? "preview" : "update";
    const rehearsal = await rehearse(folder, {
        mode,
        policyPackConfig: readPackConfiguration(values["policy-pack-config"]),
        ...(values.stack === undefined ? {} : { stack: values.stack }),
    });
    rehearsal.logs.forEach(({ severity, message }) => console.log(`${severity}: ${message}`));
    console.log(policiesSection(rehearsal, "."));
    console.log(`\n${countsLine(rehearsal)}.`);
    if (rehearsal.violations.some(isMandatory)) {
        console.error(`error: ${mode} failed`);
        return 1;
    }
    return 0;
}

/** An empty file is an empty configuration. */
function readPackConfiguration(path: string | undefined): PackConfiguration {
    const text = path === undefined ? "" : readFileSync(path, "utf8").trim();
    return text === "" ? {} : (JSON.parse(text) as PackConfiguration);
}

main().then(
    (exitCode) => {
        process.exitCode = exitCode;
    },
    (error: unknown) => {
        console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
        process.exitCode = 1;
    },
);

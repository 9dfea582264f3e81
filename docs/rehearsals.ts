/** Runs the two small programs of each policy against the pack: what the pages show is what they came to. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PackConfiguration } from "../rehearsal/packConfiguration";
import { rehearse, type Rehearsal, repository } from "../rehearsal/rehearse";

/** One program breaks the policy, the other holds. */
export const sides = ["breaks", "holds"] as const;
export type Side = (typeof sides)[number];

export interface Program {
    readonly source: string;
    /** The pack's configuration that this program needs beside that of all programs, as JSON. */
    readonly configuration: string | undefined;
    /** What a first preview comes to, and what is so once every value is known. */
    readonly preview: Rehearsal;
    readonly update: Rehearsal;
}

export type Programs = Readonly<Record<Side, Program>>;

/** What a program cannot help breaking beside its policy. */
export const inevitable: Readonly<Record<string, readonly string[]>> = {
    // A Deny that tests the TLS version and lets plain HTTP through is broken in itself, so neither is denied.
    "s3-policy-tls-only": ["s3-minimum-tls-version"],
    // An upload with a key from the request is under another key than the bucket's.
    "s3-sse-c-blocked": ["s3-put-requires-kms-key"],
};

/** Where the programs are to be deployed: the provider refuses to work in any other account. */
const stackConfiguration = { "aws:region": "us-east-1", "aws:allowedAccountIds": '["111122223333"]' };

export const programsFolder = join(repository, "docs", "programs");

/** Rehearses both programs of the policy. */
export async function rehearsePrograms(policy: string): Promise<Programs> {
    return { breaks: await rehearseProgram(policy, "breaks"), holds: await rehearseProgram(policy, "holds") };
}

async function rehearseProgram(policy: string, side: Side): Promise<Program> {
    const path = join(programsFolder, policy, side);
    const file = `${path}.ts`;
    const configuration = existsSync(`${path}.json`) ? readFileSync(`${path}.json`, "utf8") : undefined;
    const options = { policyPackConfig: withShared(configuration), project: "docs", stack: side, config: stackConfiguration };
    const program = (): void => {
        // A module runs when it is first loaded.
        Reflect.deleteProperty(require.cache, require.resolve(file));
        // eslint-disable-next-line @typescript-eslint/no-require-imports -- its side effects are wanted, now
        require(file);
    };
    return {
        source: readFileSync(file, "utf8"),
        configuration,
        preview: await rehearse(program, { ...options, mode: "preview" }),
        update: await rehearse(program, { ...options, mode: "update" }),
    };
}

/** The configuration of all programs, with what one of them says on top. */
function withShared(configuration: string | undefined): PackConfiguration {
    const shared = JSON.parse(readFileSync(join(programsFolder, "policy-config.json"), "utf8")) as Record<string, object>;
    const own = JSON.parse(configuration ?? "{}") as Record<string, object>;
    return Object.fromEntries(Object.keys({ ...shared, ...own }).map((policy) => [policy, { ...shared[policy], ...own[policy] }]));
}

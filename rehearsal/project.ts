/** Program folders: what `Pulumi.yaml` and the stack's file say. */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { load } from "js-yaml";

export interface Project {
    folder: string;
    name: string;
    /** `nodejs` or `python` */
    runtime: string;
    main: string;
    /** The folder of a Python project's virtual environment. */
    virtualenv: string;
}

interface ProjectFile {
    name?: string;
    runtime?: string | { name?: string; options?: { virtualenv?: string } };
    main?: string;
}

interface StackFile {
    config?: Record<string, unknown>;
}

/**
 * Reads the project in a folder.
 *
 * @throws Error when there is no `Pulumi.yaml`, or one without name and runtime
 */
export function readProject(folder: string): Project {
    const path = join(folder, "Pulumi.yaml");
    if (!existsSync(path)) {
        throw new Error(`There is no Pulumi.yaml in ${folder}.`);
    }
    const { name, runtime, main } = load(readFileSync(path, "utf8")) as ProjectFile;
    const runtimeName = typeof runtime === "string" ? runtime : runtime?.name;
    if (name === undefined || runtimeName === undefined) {
        throw new Error(`${path} has no ${name === undefined ? "name" : "runtime"}.`);
    }
    const virtualenv = typeof runtime === "object" ? runtime.options?.virtualenv : undefined;
    return { folder: resolve(folder), name, runtime: runtimeName, main: main ?? ".", virtualenv: virtualenv ?? ".venv" };
}

/** The configuration of a stack, as programs get it: text, with JSON for everything else. Encrypted values cannot be read: they are made up. */
export function readStackConfig({ folder, name }: Project, stack: string): { config: Record<string, string>; secretKeys: string[] } {
    const path = join(folder, `Pulumi.${stack}.yaml`);
    const { config } = existsSync(path) ? ((load(readFileSync(path, "utf8")) ?? {}) as StackFile) : {};
    const entries = Object.entries(config ?? {}).map(([key, value]) => [key.includes(":") ? key : `${name}:${key}`, value] as const);
    return {
        config: Object.fromEntries(entries.map(([key, value]) => [key, isEncrypted(value) ? "made-up-secret" : asText(value)])),
        secretKeys: entries.filter(([, value]) => isEncrypted(value)).map(([key]) => key),
    };
}

function isEncrypted(value: unknown): boolean {
    return typeof value === "object" && value !== null && "secure" in value;
}

function asText(value: unknown): string {
    return typeof value === "string" ? value : JSON.stringify(value);
}

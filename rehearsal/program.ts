/** Programs: run against an engine as the engine's language hosts run them. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import * as automation from "@pulumi/pulumi/automation/server";
import { RunRequest } from "@pulumi/pulumi/proto/language_pb";
import { environmentOf, type Operation } from "./operation";
import type { Project } from "./project";

/** What an inline program returns is its stack's outputs. */
export type InlineProgram = () => unknown;

/** The host that the Automation API has for inline programs; the SDK's declarations leave it out. */
type InlineHost = new (program: () => Promise<unknown>) => {
    run(call: { request: RunRequest }, callback: (error: Error | null | undefined) => void): void;
};

/** The program failed; the message is its own. */
export class ProgramError extends Error {}

/**
 * Runs a function in this process.
 *
 * @throws ProgramError
 */
export async function runInline(program: InlineProgram, operation: Operation, engine: string): Promise<void> {
    const request = new RunRequest();
    request.setOrganization(operation.organization);
    request.setProject(operation.project);
    request.setStack(operation.stack);
    request.setDryrun(operation.isPreview);
    request.setParallel(16);
    request.setMonitorAddress(engine);
    request.setArgsList([engine]);
    request.setConfigsecretkeysList([...operation.secretKeys]);
    Object.entries(operation.config).forEach(([name, value]) => request.getConfigMap().set(name, value));

    const { LanguageServer } = automation as unknown as { LanguageServer: InlineHost };
    const host = new LanguageServer(async () => Promise.resolve(program()));
    await new Promise<void>((resolve, reject) => {
        host.run({ request }, (error) => {
            if (error) {
                reject(new ProgramError(error.message));
            } else {
                resolve();
            }
        });
    });
}

/**
 * Runs a program folder in a process of its own.
 *
 * @throws ProgramError when the program fails, with what it wrote to its error output; what it logged is with the engine
 */
export async function runFolder(project: Project, operation: Operation, engine: string): Promise<void> {
    switch (project.runtime) {
        case "nodejs":
            return run(process.execPath, nodeArguments(project, operation, engine), project.folder, {
                ...environmentOf(operation),
                PULUMI_NODEJS_TYPESCRIPT: "true",
                // Types are for the compiler to check, not for a rehearsal to wait for.
                PULUMI_NODEJS_TRANSPILE_ONLY: process.env.PULUMI_NODEJS_TRANSPILE_ONLY ?? "true",
            });
        case "python":
            return run(pythonOf(project), pythonArguments(project, operation, engine), project.folder, environmentOf(operation));
        default:
            throw new Error(`The rehearsal runs Node.js and Python programs; ${project.folder} has the runtime "${project.runtime}".`);
    }
}

function nodeArguments(project: Project, operation: Operation, engine: string): string[] {
    const runner = createRequire(join(project.folder, "package.json")).resolve("@pulumi/pulumi/cmd/run");
    const options = {
        monitor: engine,
        engine,
        project: operation.project,
        stack: operation.stack,
        organization: operation.organization,
        pwd: project.folder,
        "root-directory": project.folder,
        "dry-run": String(operation.isPreview),
        "query-mode": "false",
        parallel: "16",
    };
    return [runner, ...Object.entries(options).map(([name, value]) => `--${name}=${value}`), project.main];
}

function pythonArguments(project: Project, operation: Operation, engine: string): string[] {
    const { organization, stack, isPreview } = operation;
    return [
        join(sourceFolder(), "program.py"),
        engine,
        organization,
        operation.project,
        stack,
        isPreview ? "preview" : "update",
        project.main,
    ];
}

/** The interpreter of the project's virtual environment, where `pulumi` is installed, or the one on the path. */
function pythonOf({ folder, virtualenv }: Project): string {
    const inEnvironment = resolve(folder, virtualenv, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
    return existsSync(inEnvironment) ? inEnvironment : "python3";
}

/** Where the sources are: what is not TypeScript is not copied by the build. */
export function sourceFolder(): string {
    return __dirname.endsWith(join("dist", "rehearsal")) ? join(__dirname, "..", "..", "rehearsal") : __dirname;
}

async function run(command: string, args: string[], folder: string, environment: Record<string, string>): Promise<void> {
    const child = spawn(command, args, { cwd: folder, env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
    let written = "";
    child.stdout.on("data", (data: Buffer) => (written += data.toString()));
    child.stderr.on("data", (data: Buffer) => (written += data.toString()));
    const code = await new Promise<number | null>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", resolve);
    });
    if (code !== 0) {
        throw new ProgramError(written.trim());
    }
}

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pulumiPath } from "./installation";

export const repository = join(__dirname, "..", "..");

/** The folder of the stand-in provider, where the engine finds `pulumi-resource-aws` and `pulumi-resource-aws-native`. */
const provider = process.env.ENGINE_TEST_PROVIDER ?? join(repository, "rehearsal", "provider");

/** Found, or built, before any test starts: building takes minutes. */
const path = pulumiPath();

/** What the tests of this process leave on the disk; it goes with the process. */
const root = mkdtempSync(join(tmpdir(), "ml-data-guard-engine-"));
process.on("exit", () => rmSync(root, { recursive: true, force: true }));

/** A folder of the test's own, empty, which goes with the process. */
export function temporaryFolder(): string {
    return mkdtempSync(join(root, "t-"));
}

/** What the engine says of one policy that does not hold. */
export interface Violation {
    policy: string;
    level: string;
    severity: string;
    urn: string;
    message: string;
}

/** One call of a policy pack by the engine: the last part of its gRPC method, such as `Analyze`, and the request as canonical JSON. */
export interface PackRequest {
    method: string;
    request: unknown;
}

/** One resource as the stack's state has it. */
export interface StateResource {
    urn: string;
    type: string;
    id?: string;
    inputs?: Record<string, unknown>;
    outputs?: Record<string, unknown>;
    external?: boolean;
}

/** What one command of the CLI did. */
export interface Run {
    exitCode: number;
    stdout: string;
    stderr: string;
    /** Every engine event, as JSON lines. */
    events: string;
    violations: Violation[];
    requests: PackRequest[];
    state: StateResource[];
}

export interface StackOptions {
    /** The folder of the policy pack, this repository's own unless told; `undefined` for none. */
    pack?: string | undefined;
    /** What stands in the file of `--policy-pack-config`. */
    packConfig?: Record<string, unknown> | undefined;
    /** The stack's configuration, such as `{"aws:region": "eu-west-1"}`. */
    config?: Record<string, string>;
    /** What the provider answers in a preview for optional computed properties that the program leaves out; `unknown` unless told. */
    inputsLeftOut?: "absent" | "unknown" | "truth";
}

/**
 * A Pulumi project with one stack, `dev`, on a file backend of its own, whose `aws` provider is the stand-in. Nothing of the environment's
 * own Pulumi or AWS settings reaches it.
 */
export class Stack {
    readonly folder = temporaryFolder();
    options: StackOptions;
    protected readonly eventLog = join(this.folder, ".events.json");
    private readonly project: string;

    /** @param program a folder with a program, or the text (of several lines) of one in TypeScript. */
    constructor(program: string, options: StackOptions = {}, runtime = "nodejs") {
        this.options = { pack: repository, ...options };
        mkdirSync(join(this.folder, ".state"));
        symlinkSync(join(repository, "node_modules"), join(this.folder, "node_modules"));
        if (program.includes("\n")) {
            writeFileSync(join(this.folder, "package.json"), "{}");
            this.write(program);
        } else {
            cpSync(program, this.folder, { recursive: true, filter: (path) => !path.endsWith("node_modules") });
        }
        const given = join(this.folder, "Pulumi.yaml");
        const name = existsSync(given) ? /^name: *(\S+)/m.exec(readFileSync(given, "utf8"))?.[1] : undefined;
        this.project = name ?? "project";
        writeFileSync(given, JSON.stringify(projectFile(this.project, runtime)));
        if (options.config) {
            writeFileSync(join(this.folder, "Pulumi.dev.yaml"), JSON.stringify({ config: options.config }));
        }
    }

    /** Makes the text of a TypeScript program this stack's program from now on. */
    write(program: string): void {
        writeFileSync(join(this.folder, "index.ts"), program);
    }

    async preview(...args: string[]): Promise<Run> {
        return this.operate("preview", args);
    }

    /** `pulumi up` without the preview before it. */
    async up(...args: string[]): Promise<Run> {
        return this.operate("up", ["--yes", "--skip-preview", ...args]);
    }

    /** Runs any command of the CLI in the project's folder. */
    async pulumi(...args: string[]): Promise<Run> {
        return this.execute("pulumi", ["--color", "never", "--non-interactive", ...args]);
    }

    protected async execute(program: string, args: string[]): Promise<Run> {
        const rpcs = join(this.folder, ".rpcs.json");
        rmSync(this.eventLog, { force: true });
        rmSync(rpcs, { force: true });
        const output = await spawned(program, args, this.folder, {
            ...environment(),
            PULUMI_BACKEND_URL: `file://${join(this.folder, ".state")}`,
            PULUMI_DEBUG_GRPC: rpcs,
            ML_DATA_GUARD_INPUTS_LEFT_OUT: this.options.inputsLeftOut ?? "unknown",
        });
        const events = existsSync(this.eventLog) ? readFileSync(this.eventLog, "utf8") : "";
        return {
            ...output,
            events,
            violations: jsonLines(events).flatMap(violationsOf),
            requests: existsSync(rpcs) ? jsonLines(readFileSync(rpcs, "utf8")).flatMap(packRequestsOf) : [],
            state: this.state(),
        };
    }

    protected async operate(command: "preview" | "up", args: string[]): Promise<Run> {
        await this.init();
        const { pack } = this.options;
        const packConfig = this.packConfigFile();
        const packs = [
            ...(pack === undefined ? [] : ["--policy-pack", pack]),
            ...(packConfig === undefined ? [] : ["--policy-pack-config", packConfig]),
        ];
        return this.pulumi(command, "--stack", "dev", "--event-log", this.eventLog, ...packs, ...args);
    }

    /** The file with the pack's configuration, where there is one. */
    protected packConfigFile(): string | undefined {
        if (this.options.packConfig === undefined) {
            return undefined;
        }
        const file = join(this.folder, ".pack-config.json");
        writeFileSync(file, JSON.stringify(this.options.packConfig));
        return file;
    }

    /** Makes the stack, unless it is there. */
    protected async init(): Promise<void> {
        if (existsSync(this.stateFile())) {
            return;
        }
        const made = await this.pulumi("stack", "init", "dev");
        if (made.exitCode !== 0) {
            throw new Error(made.stderr);
        }
    }

    private stateFile(): string {
        return join(this.folder, ".state", ".pulumi", "stacks", this.project, "dev.json");
    }

    private state(): StateResource[] {
        if (!existsSync(this.stateFile())) {
            return [];
        }
        const file = JSON.parse(readFileSync(this.stateFile(), "utf8")) as { checkpoint: { latest?: { resources?: StateResource[] } } };
        return file.checkpoint.latest?.resources ?? [];
    }
}

/** The environment's variables under which the CLI runs here: no settings of the user's own, no network, nothing interactive. */
export function environment(): NodeJS.ProcessEnv {
    const own = Object.entries(process.env).filter(([name]) => !/^(PULUMI|AWS)_/.test(name));
    const home = join(root, "home");
    mkdirSync(home, { recursive: true });
    return {
        ...Object.fromEntries(own),
        PATH: path,
        PULUMI_HOME: home,
        PULUMI_CONFIG_PASSPHRASE: "",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_DEBUG_COMMANDS: "true",
        // The types of @pulumi/aws take ten seconds to check, at every start of a program.
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    };
}

function projectFile(name: string, runtime: string) {
    return { name, runtime, plugins: { providers: ["aws", "aws-native"].map((name) => ({ name, path: provider })) } };
}

/** Runs a command to its end. */
export function spawned(
    program: string,
    args: string[],
    cwd: string,
    env: NodeJS.ProcessEnv,
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
    return new Promise((resolve, reject) => {
        const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
        let stdout = "";
        let stderr = "";
        child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
        child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
        child.on("error", reject);
        child.on("close", (code) => resolve({ exitCode: code ?? -1, stdout, stderr }));
    });
}

function jsonLines(text: string): unknown[] {
    return text
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as unknown);
}

function violationsOf(event: unknown): Violation[] {
    const policy = (event as { policyEvent?: Record<string, string> }).policyEvent;
    if (policy === undefined) {
        return [];
    }
    return [
        {
            policy: policy.policyName ?? "",
            level: policy.enforcementLevel ?? "",
            severity: policy.severity ?? "",
            urn: policy.resourceUrn ?? "",
            message: policy.message ?? "",
        },
    ];
}

function packRequestsOf(call: unknown): PackRequest[] {
    const { method, request, progress } = call as { method: string; request: unknown; progress: string };
    const analyzer = "/pulumirpc.Analyzer/";
    const isToPack = method.startsWith(analyzer) && progress === "request_started";
    return isToPack ? [{ method: method.slice(analyzer.length), request }] : [];
}

/** Rehearses a Pulumi program: runs it to its end against a policy pack, with no cloud, no CLI and no credentials, and nothing deployed. */
import { resolve } from "node:path";
import { type AnalyzeDiagnostic, EnforcementLevel, PolicySeverity } from "@pulumi/pulumi/proto/analyzer_pb";
import type { LeftOutInputs } from "./cloud";
import { Engine, type Log } from "./engine";
import type { Operation } from "./operation";
import { Pack } from "./pack";
import type { PackConfiguration } from "./packConfiguration";
import { type InlineProgram, ProgramError, runFolder, runInline } from "./program";
import { readProject, readStackConfig } from "./project";
import { canonical, configureAsJson, type Requests } from "./requests";

export interface RehearsalOptions {
    /** A preview leaves unknown what only a deployment settles; an update makes it up, so that everything is decided. */
    mode: "preview" | "update";
    /** The folder of the policy pack; by default this one. It has to be built. */
    packDir?: string;
    /** What `--policy-pack-config` would be given. */
    policyPackConfig?: PackConfiguration;
    /** Stack configuration by full key, on top of the stack's file: `{ "aws:region": "eu-central-1" }`. */
    config?: Record<string, string>;
    organization?: string;
    project?: string;
    stack?: string;
    stackTags?: Record<string, string>;
    leftOut?: LeftOutInputs;
}

export interface Violation {
    policy: string;
    level: "mandatory" | "advisory";
    severity: "low" | "medium" | "high" | "critical" | undefined;
    urn: string;
    /** How the resource breaks the rule; the policy's description, which is shown above it, is not in it. */
    message: string;
    description: string;
}

export interface Undecided {
    policy: string;
    urn: string;
    /** The inputs that the policy waits for. */
    waitsFor: string[];
}

export interface Rehearsal {
    pack: { name: string; version: string };
    /** Everything reported, but for what is undecided or exempted. */
    violations: Violation[];
    undecided: Undecided[];
    /** What `guard-exemptions-in-force` lists. */
    exempted: Violation[];
    /** What the pack reported, as it is shown. */
    reported: Violation[];
    /** What the pack was sent. */
    requests: Requests;
    /** What the program logged. */
    logs: Log[];
}

/** The folder of the repository, where the pack is: this module runs from `rehearsal/` or from `dist/rehearsal/`. */
export const repository = resolve(__dirname, __dirname.includes("dist") ? "../.." : "..");

/**
 * Runs a program to its end and has the pack judge it.
 *
 * @param program a function, run in this process with the pack beside it, which takes well under a second; or the folder of a Node.js or Python
 * program, run like its pack in a process of its own, as the CLI does
 * @throws ProgramError with the program's own error, when it fails
 * @throws Error when the pack cannot be started or fails
 */
export async function rehearse(program: InlineProgram | string, options: RehearsalOptions): Promise<Rehearsal> {
    const project = typeof program === "string" ? readProject(program) : undefined;
    const stack = options.stack ?? "rehearsal";
    const stackConfig = project ? readStackConfig(project, stack) : { config: {}, secretKeys: [] };
    const operation: Operation = {
        organization: options.organization ?? "organization",
        project: options.project ?? project?.name ?? "project",
        stack,
        isPreview: options.mode === "preview",
        config: { ...stackConfig.config, ...options.config },
        secretKeys: stackConfig.secretKeys,
        stackTags: options.stackTags ?? {},
    };
    const pack = await Pack.start(resolve(options.packDir ?? repository), operation, options.policyPackConfig ?? {}, project === undefined);
    const engine = new Engine(operation, pack, options.leftOut ?? "unknown");
    try {
        await engine.start();
        try {
            await (project
                ? runFolder(project, operation, engine.address)
                : runInline(program as InlineProgram, operation, engine.address));
        } catch (error) {
            throw engine.failure ?? programError(engine.logs, error as Error);
        }
        if (engine.failure) {
            throw engine.failure;
        }
        if (engine.logs.some(({ severity }) => severity === "error")) {
            throw programError(engine.logs, new Error("The program logged an error."));
        }
        await engine.finish();
        return verdict(pack, engine);
    } finally {
        engine.stop();
        pack.stop();
    }
}

/** What the program logged as errors says more than how its process ended. */
function programError(logs: readonly Log[], otherwise: Error): Error {
    const errors = logs.filter(({ severity }) => severity === "error").map(({ message }) => message);
    return errors.length > 0 ? new ProgramError(errors.join("\n")) : otherwise;
}

function verdict(pack: Pack, engine: Engine): Rehearsal {
    const reported = engine.diagnostics.map(violation);
    const isOf =
        (policy: string) =>
        (violation: Violation): boolean =>
            violation.policy === policy;
    return {
        pack: { name: pack.info.getName(), version: pack.info.getVersion() },
        violations: reported.filter(({ policy }) => policy !== "preview-undecided" && policy !== "guard-exemptions-in-force"),
        undecided: reported.filter(isOf("preview-undecided")).flatMap(undecided),
        exempted: reported.filter(isOf("guard-exemptions-in-force")),
        reported,
        requests: canonical([configureAsJson(pack.configured), ...engine.requests]),
        logs: engine.logs,
    };
}

function violation(diagnostic: AnalyzeDiagnostic): Violation {
    const description = diagnostic.getDescription();
    const message = diagnostic.getMessage();
    return {
        policy: diagnostic.getPolicyname(),
        // What remediation leaves broken is as good as mandatory.
        level: diagnostic.getEnforcementlevel() === EnforcementLevel.ADVISORY ? "advisory" : "mandatory",
        severity: severities[diagnostic.getSeverity()],
        urn: diagnostic.getUrn(),
        message: message.startsWith(`${description}\n`) ? message.slice(description.length + 1) : message,
        description,
    };
}

const severities: Record<number, Violation["severity"]> = {
    [PolicySeverity.POLICY_SEVERITY_LOW]: "low",
    [PolicySeverity.POLICY_SEVERITY_MEDIUM]: "medium",
    [PolicySeverity.POLICY_SEVERITY_HIGH]: "high",
    [PolicySeverity.POLICY_SEVERITY_CRITICAL]: "critical",
};

/** `Undecided: policy waits for a, b; other-policy waits for c.` */
function undecided({ urn, message }: Violation): Undecided[] {
    const listed = /^Undecided: (.*)\.$/s.exec(message)?.[1] ?? "";
    return listed.split("; ").flatMap((line) => {
        const [policy, waitsFor] = line.split(" waits for ");
        return policy === undefined || waitsFor === undefined ? [] : [{ policy, urn, waitsFor: waitsFor.split(", ") }];
    });
}

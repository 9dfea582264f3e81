/**
 * The measurements of README's table, in one run: this pack against an empty one and against AWSGuard, as ratios.
 *
 * Resources are those of the compliant example, as an update sends them, copied under other names up to the number wanted, and this pack has the
 * example's configuration.
 */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import {
    AnalyzeRequest,
    AnalyzerProviderResource,
    AnalyzerResource,
    AnalyzerResourceOptions,
    AnalyzeStackRequest,
    AnalyzerPropertyDependencies,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { analyse, type PropertyId } from "../iam/analyse";
import { Pack } from "../rehearsal/pack";
import type { PackConfiguration } from "../rehearsal/packConfiguration";
import { rehearse } from "../rehearsal/rehearse";
import { type Properties, textOf, toStruct } from "../rehearsal/wire";
import { corpus, type Entry, hostile } from "../test/iam/corpus";

const repository = resolve(__dirname, "..");
const cache = join(repository, ".cache/bench");
const operation = {
    organization: "organization",
    project: "bench",
    stack: "dev",
    isPreview: false,
    config: {},
    secretKeys: [],
    stackTags: {},
};
const sizes = [100, 1_000, 10_000];

/** A pack of one resource and one stack policy that do nothing: what the SDK itself costs. */
function emptyPack(): string {
    const folder = join(cache, "empty");
    mkdirSync(folder, { recursive: true });
    const policy = `{ description: "Nothing.", enforcementLevel: "advisory"`;
    writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
    writeFileSync(join(folder, "package.json"), '{ "name": "empty", "version": "0.0.1", "main": "index.js" }\n');
    writeFileSync(
        join(folder, "index.js"),
        `new (require("@pulumi/policy").PolicyPack)("empty", { policies: [
            ${policy}, name: "resource", validateResource: () => {} }, ${policy}, name: "stack", validateStack: () => {} }] });\n`,
    );
    if (!existsSync(join(folder, "node_modules"))) {
        symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
    }
    return folder;
}

/** AWSGuard, which the bench alone installs; undefined where it cannot be. */
function awsGuard(): string | undefined {
    const folder = join(cache, "awsguard");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
    writeFileSync(
        join(folder, "package.json"),
        '{ "name": "guard", "version": "0.0.1", "main": "index.js", "dependencies": { "@pulumi/awsguard": "0.3.1" } }\n',
    );
    writeFileSync(join(folder, "index.js"), 'new (require("@pulumi/awsguard").AwsGuard)({ all: "advisory" });\n');
    try {
        if (!existsSync(join(folder, "node_modules/@pulumi/awsguard"))) {
            execFileSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: folder, stdio: "inherit" });
        }
        return folder;
    } catch {
        return undefined;
    }
}

/** Milliseconds from starting a pack's process to the port it writes, and the most memory it held by then in MB. */
async function start(folder: string): Promise<number> {
    const runner = createRequire(join(folder, "package.json")).resolve("@pulumi/pulumi/cmd/run-policy-pack");
    const began = performance.now();
    const pack = spawn(process.execPath, [runner, "127.0.0.1:0", folder], { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
    await new Promise((ready) => pack.stdout.once("data", ready));
    const time = performance.now() - began;
    pack.kill("SIGKILL");
    return time;
}

function median(values: readonly number[]): number {
    return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Types whose names tell them apart within an account, with the input that has the name. */
const namesOf: Readonly<Record<string, string>> = { "aws:s3/bucket:Bucket": "bucket", "aws:iam/role:Role": "name" };

/**
 * A copy of the example's resources under other URNs, ids and names, so that each is there once.
 *
 * @param configured the pack's configuration as text: what it names is not renamed
 */
function copied(resources: readonly Properties[], copy: number, configured: string): Properties[] {
    const ending = copy.toString(16).padStart(4, "0");
    const names = resources.flatMap(({ type, properties }) => {
        const input = namesOf[textOf(type)];
        const name = input === undefined ? "" : textOf((properties as Properties)[input]);
        return name === "" || configured.includes(name) ? [] : [name];
    });
    const renamed = names.reduce((text, name) => text.replaceAll(name, `${name}-${ending}`), JSON.stringify(resources));
    return JSON.parse(
        renamed
            .replace(/(urn:pulumi:[^"]*::[^":]+)"/g, `$1-${copy}"`)
            .replace(
                /\b((?:vpc|vpce|subnet|sg|rtb|fs)-[0-9a-f]{4,13}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{8})[0-9a-f]{4}\b/g,
                (id, start: string) => (configured.includes(id) ? id : start + ending),
            ),
    ) as Properties[];
}

function fill(message: AnalyzeRequest | AnalyzerResource, resource: Properties): void {
    message.setType(textOf(resource.type));
    message.setName(textOf(resource.name));
    message.setUrn(textOf(resource.urn));
    message.setProperties(toStruct((resource.properties ?? {}) as Properties));
    const options = new AnalyzerResourceOptions();
    options.setProtect((resource.options as Properties | undefined)?.protect === true);
    message.setOptions(options);
    const provider = resource.provider as Properties | undefined;
    if (provider !== undefined) {
        const its = new AnalyzerProviderResource();
        its.setType(textOf(provider.type));
        its.setName(textOf(provider.name));
        its.setUrn(textOf(provider.urn));
        its.setProperties(toStruct((provider.properties ?? {}) as Properties));
        message.setProvider(its);
    }
}

function analyzeRequest(resource: Properties): AnalyzeRequest {
    const request = new AnalyzeRequest();
    fill(request, resource);
    return request;
}

function stackRequest(resources: readonly Properties[]): AnalyzeStackRequest {
    const request = new AnalyzeStackRequest();
    request.setResourcesList(
        resources.map((resource) => {
            const message = new AnalyzerResource();
            fill(message, resource);
            for (const [property, its] of Object.entries((resource.propertyDependencies ?? {}) as Record<string, Properties>)) {
                const dependencies = new AnalyzerPropertyDependencies();
                dependencies.setUrnsList((its.urns ?? []) as string[]);
                message.getPropertydependenciesMap().set(property, dependencies);
            }
            return message;
        }),
    );
    return request;
}

interface Timing {
    /** Milliseconds per resource. */
    readonly analyze: number;
    /** Milliseconds. */
    readonly analyzeStack: number;
    /** MB. */
    readonly peak: number;
}

async function measure(
    folder: string,
    configuration: PackConfiguration,
    inputs: readonly Properties[],
    outputs: readonly Properties[],
    size: number,
): Promise<Timing> {
    const pack = await Pack.start(folder, operation, configuration, false);
    const configured = JSON.stringify(configuration);
    const copies = Array.from({ length: Math.ceil(size / inputs.length) }, (_, copy) => copy);
    const analyzed = copies.flatMap((copy) => copied(inputs, copy, configured)).slice(0, size);
    const stacked = copies.flatMap((copy) => copied(outputs, copy, configured)).slice(0, size);
    const requests = analyzed.map(analyzeRequest);
    let began = performance.now();
    for (const request of requests) {
        await pack.analyze(request);
    }
    const analyze = (performance.now() - began) / size;
    const request = stackRequest(stacked);
    began = performance.now();
    await pack.analyzeStack(request);
    const analyzeStack = performance.now() - began;
    const peak = peakMemory(pack.pid);
    pack.stop();
    return { analyze, analyzeStack, peak };
}

/** The most memory a process has held, in MB, where the system tells it. */
function peakMemory(pid: number | undefined): number {
    try {
        const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid ?? "self"}/status`, "utf8")) ?? [];
        return Number(kilobytes) / 1024;
    } catch {
        return Number.NaN;
    }
}

function ratio(value: number, base: number): string {
    return `${(value / base).toFixed(2)} ×`;
}

async function packs(): Promise<void> {
    const folders = { ours: repository, empty: emptyPack(), awsguard: awsGuard() };
    const starts = async (folder: string | undefined): Promise<number> => {
        const times: number[] = [];
        for (let run = 0; run < 7 && folder !== undefined; run++) {
            times.push(await start(folder));
        }
        return median(times);
    };
    const started = { empty: await starts(folders.empty), ours: await starts(folders.ours), awsguard: await starts(folders.awsguard) };
    console.log("| measured | empty pack | this pack | ratio | AWSGuard 0.3.1 | ratio |");
    console.log("|---|---|---|---|---|---|");
    const row = (what: string, empty: number, ours: number, guard: number, unit: string, digits = 0): void => {
        const shown = (value: number): string => (Number.isNaN(value) ? "–" : `${value.toFixed(digits)} ${unit}`);
        console.log(
            `| ${what} | ${shown(empty)} | ${shown(ours)} | ${ratio(ours, empty)} | ${shown(guard)} | ${Number.isNaN(guard) ? "–" : ratio(guard, empty)} |`,
        );
    };
    row("start to port", started.empty, started.ours, started.awsguard, "ms");

    const example = join(repository, "examples/compliant");
    const configuration = JSON.parse(readFileSync(join(example, "policy-config.json"), "utf8")) as PackConfiguration;
    const { requests } = await rehearse(example, { mode: "update" });
    const inputs = Object.values(requests.analyze) as Properties[];
    const outputs = Object.values(requests.analyzeStack) as Properties[];
    for (const size of sizes) {
        const empty = await measure(folders.empty, {}, inputs, outputs, size);
        const ours = await measure(folders.ours, configuration, inputs, outputs, size);
        const guard =
            folders.awsguard === undefined
                ? { analyze: Number.NaN, analyzeStack: Number.NaN, peak: Number.NaN }
                : await measure(folders.awsguard, {}, inputs, outputs, size);
        row(`Analyze, per resource of ${size}`, empty.analyze, ours.analyze, guard.analyze, "ms", 2);
        row(`AnalyzeStack of ${size}`, empty.analyzeStack, ours.analyzeStack, guard.analyzeStack, "ms");
        row(`peak memory at ${size}`, empty.peak, ours.peak, guard.peak, "MB");
    }
}

/** What a question costs the prover, in milliseconds, over the corpus of realistic documents and over those made to hurt. */
function prover(): void {
    const timed = ({ document, kind, context, properties }: Entry): number[] =>
        properties.map((property) => {
            // A fresh copy, because answers are kept.
            const fresh = typeof document === "string" ? `${document} ` : structuredClone<object>(document);
            const began = performance.now();
            analyse(fresh, kind, context, property as PropertyId);
            return performance.now() - began;
        });
    corpus.forEach(timed);
    const times = corpus.flatMap(timed).sort((a, b) => a - b);
    const at = (share: number): string => `${(times[Math.floor(share * (times.length - 1))] ?? Number.NaN).toFixed(2)} ms`;
    console.log("\n| prover, per question | median | 95th percentile | worst |");
    console.log("|---|---|---|---|");
    console.log(`| realistic documents (${times.length} questions) | ${at(0.5)} | ${at(0.95)} | ${at(1)} |`);
    const worst = hostile.map((entry) => Math.max(...timed(entry))).sort((a, b) => a - b);
    const worstAt = (share: number): string => `${(worst[Math.floor(share * (worst.length - 1))] ?? Number.NaN).toFixed(0)} ms`;
    console.log(`| documents made to hurt (${worst.length}), their worst question | ${worstAt(0.5)} | ${worstAt(0.95)} | ${worstAt(1)} |`);
}

async function main(): Promise<void> {
    await packs();
    prover();
}

main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});

/** Policy packs: started as the engine's language host starts them, and spoken to over gRPC as the engine does. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import { runtime } from "@pulumi/pulumi";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
    type AnalyzerInfo,
    AnalyzerStackConfigureRequest,
    type AnalyzeRequest,
    type AnalyzeResponse,
    type AnalyzeStackRequest,
    ConfigureAnalyzerRequest,
    PolicyConfig,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { environmentOf, type Operation } from "./operation";
import { levels, type PackConfiguration, reconcile } from "./packConfiguration";
import { toStruct } from "./wire";

/** The engine's limit: 400 MiB. */
export const messageSizes = {
    "grpc.max_receive_message_length": 400 * 1024 * 1024,
    "grpc.max_send_message_length": 400 * 1024 * 1024,
};

interface Started {
    readonly port: number;
    /** Of the process of its own, if it has one. */
    readonly pid?: number | undefined;
    stop(): void;
}

/** A pack that is up and has been told its stack and its configuration. */
export class Pack {
    private constructor(
        private readonly client: AnalyzerClient,
        private readonly started: Started,
        readonly info: AnalyzerInfo,
        readonly configured: ConfigureAnalyzerRequest,
    ) {}

    /**
     * Starts the pack of a folder.
     *
     * @param folder where `PulumiPolicy.yaml` is; the pack has to be built
     * @param inThisProcess in this process, which is fast, or in one of its own, as the CLI does
     * @throws Error when the pack does not start, with what it wrote
     */
    static async start(folder: string, operation: Operation, configuration: PackConfiguration, inThisProcess: boolean): Promise<Pack> {
        const started = inThisProcess ? await startHere(folder, operation) : await startProcess(folder, operation);
        const client = new AnalyzerClient(`127.0.0.1:${started.port}`, grpc.credentials.createInsecure(), messageSizes);
        try {
            await answerOf((callback) => client.configureStack(stackConfiguration(operation), callback));
            const info = await answerOf<AnalyzerInfo>((callback) => client.getAnalyzerInfo(new Empty(), callback));
            const configured = policyConfiguration(info, configuration);
            await answerOf((callback) => client.configure(configured, callback));
            return new Pack(client, started, info, configured);
        } catch (error) {
            started.stop();
            throw error;
        }
    }

    analyze(request: AnalyzeRequest): Promise<AnalyzeResponse> {
        return answerOf((callback) => this.client.analyze(request, callback));
    }

    analyzeStack(request: AnalyzeStackRequest): Promise<AnalyzeResponse> {
        return answerOf((callback) => this.client.analyzeStack(request, callback));
    }

    get pid(): number | undefined {
        return this.started.pid;
    }

    stop(): void {
        this.client.close();
        this.started.stop();
    }
}

async function answerOf<Response>(ask: (callback: grpc.requestCallback<Response>) => void): Promise<Response> {
    return new Promise((resolve, reject) => {
        ask((error, response) => {
            if (error === null && response !== undefined) {
                resolve(response);
            } else {
                reject(new Error(`The policy pack failed: ${error?.details ?? "it gave no answer"}`));
            }
        });
    });
}

function stackConfiguration(operation: Operation): AnalyzerStackConfigureRequest {
    const request = new AnalyzerStackConfigureRequest();
    request.setOrganization(operation.organization);
    request.setProject(operation.project);
    request.setStack(operation.stack);
    request.setDryRun(operation.isPreview);
    request.setConfigSecretKeysList([...operation.secretKeys]);
    Object.entries(operation.config).forEach(([name, value]) => request.getConfigMap().set(name, value));
    Object.entries(operation.stackTags).forEach(([name, value]) => request.getTagsMap().set(name, value));
    return request;
}

function policyConfiguration(info: AnalyzerInfo, configuration: PackConfiguration): ConfigureAnalyzerRequest {
    const request = new ConfigureAnalyzerRequest();
    for (const [policy, { enforcementLevel, properties }] of Object.entries(reconcile(info, configuration))) {
        const policyConfig = new PolicyConfig();
        policyConfig.setEnforcementlevel(levels[enforcementLevel]);
        policyConfig.setProperties(toStruct(properties));
        request.getPolicyconfigMap().set(policy, policyConfig);
    }
    return request;
}

/** As the Node language host starts packs: the runner that the pack's own SDK brings, with the pack's folder for a working directory. */
async function startProcess(folder: string, operation: Operation): Promise<Started> {
    const runner = createRequire(join(folder, "package.json")).resolve("@pulumi/pulumi/cmd/run-policy-pack");
    const process_ = spawn(process.execPath, [runner, "127.0.0.1:0", folder], {
        cwd: folder,
        env: { ...process.env, ...environmentOf(operation) },
        stdio: ["ignore", "pipe", "pipe"],
    });
    let written = "";
    process_.stderr.on("data", (data: Buffer) => (written += data.toString()));
    const port = await new Promise<number>((resolve, reject) => {
        createInterface(process_.stdout).once("line", (line) => {
            if (/^\d+$/.test(line)) {
                resolve(Number(line));
            } else {
                reject(new Error(`The policy pack wrote a line before its port: ${line}`));
            }
        });
        process_.once("exit", (code) => {
            reject(new Error(`The policy pack in ${folder} did not start (exit code ${code}).\n${written}`.trim()));
        });
    });
    return { port, pid: process_.pid, stop: () => process_.kill() };
}

/**
 * In this process: the pack's modules and the policy SDK are loaded afresh, so that nothing stays from an earlier run, while the large SDK below them is
 * loaded once. A second pack needs the first to be stopped.
 */
async function startHere(folder: string, operation: Operation): Promise<Started> {
    runtime.resetOptions(operation.project, operation.stack, -1, "", "", operation.isPreview, operation.organization);
    runtime.setAllConfig({ ...operation.config }, [...operation.secretKeys]);
    const load = createRequire(join(folder, "package.json"));
    const { main } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { main?: string };
    const entryPoint = join(folder, main ?? "index.js");

    const policySdk = dirname(load.resolve("@pulumi/policy/package.json"));
    const pack = dirname(entryPoint);
    for (const module of Object.keys(load.cache)) {
        const isOfPack = module.startsWith(pack + sep) && !/node_modules|rehearsal/.test(module.slice(pack.length));
        if (isOfPack || module.startsWith(policySdk + sep)) {
            Reflect.deleteProperty(load.cache, module);
        }
    }
    return listening(() => {
        // The SDK reads the pack's version from the working directory.
        const workingDirectory = process.cwd();
        process.chdir(folder);
        try {
            load(entryPoint);
        } finally {
            process.chdir(workingDirectory);
        }
    });
}

/** The server that `start` makes. The SDK only writes its port to the output, and the server would keep this process alive. */
async function listening(start: () => void): Promise<Started> {
    const bind = Reflect.get(grpc.Server.prototype, "bindAsync") as (this: grpc.Server, ...args: unknown[]) => void;
    const { log } = console;
    const servers: grpc.Server[] = [];
    grpc.Server.prototype.bindAsync = function (...args): void {
        servers.push(this);
        bind.apply(this, args);
    };
    try {
        const port = new Promise<number>((resolve) => {
            console.log = (line: string) => {
                resolve(Number(line));
            };
        });
        start();
        if (servers.length === 0) {
            throw new Error("The policy pack made no PolicyPack.");
        }
        return {
            port: await port,
            stop: () => {
                servers.forEach((server) => {
                    server.forceShutdown();
                });
            },
        };
    } finally {
        grpc.Server.prototype.bindAsync = bind;
        console.log = log;
    }
}

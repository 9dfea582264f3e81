/**
 * A small Pulumi engine: it serves a program's SDK as the real engine does, makes the resources in a made-up cloud, and has a policy pack analyze them.
 * It knows no earlier state: every rehearsal is of a new stack.
 */
import { randomUUID } from "node:crypto";
import * as grpc from "@grpc/grpc-js";
import {
    AnalyzerPropertyDependencies,
    AnalyzerProviderResource,
    AnalyzerResource,
    AnalyzerResourceOptions,
    AnalyzeRequest,
    AnalyzeStackRequest,
    type AnalyzeDiagnostic,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
    GetRootResourceResponse,
    type LogRequest,
    LogSeverity,
    type SetRootResourceRequest,
    SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import { CheckFailure, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
    type ReadResourceRequest,
    ReadResourceResponse,
    type RegisterPackageRequest,
    RegisterPackageResponse,
    type RegisterResourceOutputsRequest,
    type RegisterResourceRequest,
    RegisterResourceResponse,
    type ResourceInvokeRequest,
    type SupportsFeatureRequest,
    SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { check, configureProvider, create, type LeftOutInputs, nameOf, preview, read, typeOf } from "./cloud";
import { invoke, isAnsweredByKind } from "./invoke";
import type { Operation } from "./operation";
import { messageSizes, type Pack } from "./pack";
import { analyzeAsJson, analyzeStackAsJson, type PackRequest } from "./requests";
import {
    fromStruct,
    hasUnknown,
    isSecret,
    type Properties,
    secret,
    textOf,
    toStruct,
    unknown,
    withoutOutputValues,
    withoutResourceReferences,
    withoutSecrets,
} from "./wire";

const rootType = "pulumi:pulumi:Stack";

/** What SDKs ask whether the engine can. */
const features = [
    "secrets",
    "resourceReferences",
    "outputValues",
    "aliasSpecs",
    "deletedWith",
    "replaceWith",
    "parameterization",
    "resourceHooks",
    "errorHooks",
    "transforms",
    "invokeTransforms",
];

const noTransforms =
    "The rehearsal cannot call back into the program for its transforms; the real engine with the provider of rehearsal/provider can.";

/** A resource of the stack. */
interface State {
    urn: string;
    id: string;
    inputs: Properties;
    outputs: Properties;
    parent: string;
    dependencies: string[];
    propertyDependencies: Map<string, string[]>;
    options: AnalyzerResourceOptions;
    /** The URN of the provider resource that made it; components and providers have none. */
    provider: string | undefined;
    /** Providers for children, by package. */
    providers: Map<string, string>;
}

/** What a program and its SDK reported. */
export interface Log {
    severity: "debug" | "info" | "warning" | "error";
    message: string;
    urn: string;
}

/** An error of the engine's own, which ends the operation. */
class EngineError extends Error {}

export class Engine {
    /** What the pack was sent. */
    readonly requests: PackRequest[] = [];
    readonly diagnostics: AnalyzeDiagnostic[] = [];
    readonly logs: Log[] = [];
    /** What went wrong in the engine or the pack; the program only learns that the engine is gone. */
    failure: Error | undefined;
    address = "";

    private readonly server = new grpc.Server(messageSizes);
    private readonly states = new Map<string, State>();
    private readonly packages: RegisterPackageRequest[] = [];
    private rootResource = "";
    private stackOutputs: Properties = {};
    private queue: Promise<unknown> = Promise.resolve();

    constructor(
        private readonly operation: Operation,
        private readonly pack: Pack,
        private readonly leftOut: LeftOutInputs,
    ) {
        this.server.addService(ResourceMonitorService, {
            supportsFeature: answer(({ request }: Call<SupportsFeatureRequest>) => {
                const response = new SupportsFeatureResponse();
                response.setHassupport(features.includes(request.getId()));
                return response;
            }),
            registerPackage: answer(({ request }: Call<RegisterPackageRequest>) => {
                const response = new RegisterPackageResponse();
                response.setRef(String(this.packages.push(request) - 1));
                return response;
            }),
            registerResource: this.inTurn((request: RegisterResourceRequest) => this.registerResource(request)),
            registerResourceOutputs: this.inTurn((request: RegisterResourceOutputsRequest) => this.registerResourceOutputs(request)),
            readResource: this.inTurn((request: ReadResourceRequest) => this.readResource(request)),
            invoke: this.inTurn((request: ResourceInvokeRequest) => this.invoke(request)),
            registerStackTransform: answer(() => this.refuseTransforms()),
            registerStackInvokeTransform: answer(() => this.refuseTransforms()),
            registerResourceHook: answer(() => new Empty()),
            registerErrorHook: answer(() => new Empty()),
            signalAndWaitForShutdown: answer(() => new Empty()),
        });
        this.server.addService(EngineService, {
            log: answer(({ request }: Call<LogRequest>) => {
                this.log(request);
                return new Empty();
            }),
            getRootResource: answer(() => {
                const response = new GetRootResourceResponse();
                response.setUrn(this.rootResource);
                return response;
            }),
            setRootResource: answer(({ request }: Call<SetRootResourceRequest>) => {
                this.rootResource = request.getUrn();
                return new SetRootResourceResponse();
            }),
            requirePulumiVersion: answer(() => new Empty()),
            startDebugging: answer(() => new Empty()),
        });
    }

    /** Starts to serve a program; `address` is where. */
    async start(): Promise<void> {
        const port = await new Promise<number>((resolve, reject) => {
            this.server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
                if (error) {
                    reject(error);
                } else {
                    resolve(bound);
                }
            });
        });
        this.address = `127.0.0.1:${port}`;
    }

    stop(): void {
        this.server.forceShutdown();
    }

    /** Has the pack analyze the stack, when the program has come to its end. */
    async finish(): Promise<void> {
        await this.queue;
        const root = [...this.states.values()].find(({ urn }) => typeOf(urn) === rootType);
        if (root) {
            root.outputs = this.stackOutputs;
        }
        const request = new AnalyzeStackRequest();
        request.setResourcesList([...this.states.values()].map((state) => this.analyzerResource(state)));
        this.requests.push(analyzeStackAsJson(request));
        const response = await this.pack.analyzeStack(request);
        for (const diagnostic of response.getDiagnosticsList()) {
            if (!this.states.has(diagnostic.getUrn())) {
                diagnostic.setUrn(root?.urn ?? "");
            }
            this.diagnostics.push(diagnostic);
        }
    }

    /** The engine takes one event of the program after the other, however many come at once. */
    private inTurn<Request, Response>(handle: (request: Request) => Promise<Response>): grpc.handleUnaryCall<Request, Response> {
        return (call, callback) => {
            this.queue = this.queue
                .then(() => {
                    if (this.failure) {
                        throw this.failure;
                    }
                    return handle(call.request);
                })
                .then(
                    (response) => {
                        callback(null, response);
                    },
                    (error: unknown) => {
                        this.failure ??= error as Error;
                        callback({ code: grpc.status.UNKNOWN, details: (error as Error).message });
                    },
                );
        };
    }

    /** The program learns of it with its next resource: SDKs do not expect an error here. */
    private refuseTransforms(): Empty {
        this.failure ??= new EngineError(noTransforms);
        return new Empty();
    }

    private log(request: LogRequest): void {
        const severities = {
            [LogSeverity.DEBUG]: "debug",
            [LogSeverity.INFO]: "info",
            [LogSeverity.WARNING]: "warning",
            [LogSeverity.ERROR]: "error",
        };
        const severity = severities[request.getSeverity()] as Log["severity"];
        if (severity !== "debug") {
            this.logs.push({ severity, message: request.getMessage(), urn: request.getUrn() });
        }
    }

    /** `urn:pulumi:stack::project::component$aws:s3/bucket:Bucket::name` */
    private urn(parent: string, type: string, name: string): string {
        const parentType = parent === "" || typeOf(parent) === rootType ? "" : `${parent.split("::")[2]}$`;
        const urn = `urn:pulumi:${this.operation.stack}::${this.operation.project}::${parentType}${type}::${name}`;
        if (this.states.has(urn)) {
            throw new EngineError(`Duplicate resource URN '${urn}'; try giving it a unique name`);
        }
        return urn;
    }

    private async registerResource(request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
        if (request.getRemote()) {
            throw new EngineError(`The rehearsal cannot construct the remote component ${request.getType()}.`);
        }
        if (request.getTransformsList().length > 0) {
            throw new EngineError(noTransforms);
        }
        const parent = this.states.get(request.getParent());
        const type = request.getType();
        const isProvider = type.startsWith("pulumi:providers:");
        const inputs = unmarshal(request.getObject());

        const provider = request.getCustom() && !isProvider ? await this.providerOf(request, type, parent) : undefined;
        if (isProvider && request.getVersion() !== "") {
            inputs.version = request.getVersion();
        }
        const state: State = {
            urn: this.urn(request.getParent(), type, request.getName()),
            id: "",
            inputs,
            outputs: {},
            parent: request.getParent(),
            dependencies: request.getDependenciesList(),
            propertyDependencies: propertyDependencies(request, inputs),
            options: resourceOptions(request, parent),
            provider,
            providers: request.getCustom() ? new Map<string, string>() : providersForChildren(request, parent),
        };
        if (isProvider) {
            await this.makeProvider(state);
        } else if (request.getCustom()) {
            await this.make(state);
        } else {
            await this.analyze(state);
        }
        hideSecretOutputs(state);
        this.states.set(state.urn, state);

        const response = new RegisterResourceResponse();
        response.setUrn(state.urn);
        response.setId(state.id);
        response.setObject(toStruct(request.getCustom() ? state.outputs : {}));
        return response;
    }

    /** Providers are resources: the pack analyzes them, too. */
    private async makeProvider(state: State): Promise<void> {
        await this.analyze(state);
        state.id = this.operation.isPreview ? unknown : randomUUID();
        state.outputs = { ...state.inputs };
    }

    private async make(state: State): Promise<void> {
        const { urn } = state;
        const provider = this.providerInputs(state);
        const isConfigured = !hasUnknown(provider);
        const configuration = configureProvider(isConfigured ? provider : {}, this.leftOut);
        if (isConfigured) {
            state.inputs = check(urn, withoutResourceReferences(state.inputs) as Properties, undefined, configuration);
        }
        await this.analyze(state);
        if (this.operation.isPreview) {
            // A provider whose configuration waits for the deployment cannot be asked what it would do.
            state.outputs = isConfigured ? preview(urn, state.inputs, configuration) : {};
        } else {
            const { id, outputs } = create(urn, state.inputs, configuration);
            state.id = id;
            state.outputs = outputs;
        }
    }

    private providerInputs({ provider }: { provider: string | undefined }): Properties {
        return this.states.get(provider ?? "")?.inputs ?? {};
    }

    private async registerResourceOutputs(request: RegisterResourceOutputsRequest): Promise<Empty> {
        const state = this.states.get(request.getUrn());
        const outputs = unmarshal(request.getOutputs());
        if (typeOf(request.getUrn()) === rootType) {
            this.stackOutputs = outputs;
        } else if (state) {
            state.outputs = outputs;
        }
        return Promise.resolve(new Empty());
    }

    private async readResource(request: ReadResourceRequest): Promise<ReadResourceResponse> {
        const type = request.getType();
        const provider = await this.providerOf(request, type, this.states.get(request.getParent()));
        const urn = this.urn(request.getParent(), type, request.getName());
        const id = request.getId();
        const response = new ReadResourceResponse();
        response.setUrn(urn);
        if (id === unknown) {
            response.setProperties(toStruct({}));
        } else if (type === "pulumi:pulumi:StackReference") {
            // What another stack has for outputs is nowhere to be seen; only in a preview may it stay unknown.
            if (!this.operation.isPreview) {
                throw new EngineError(`The rehearsal of an update would need the outputs of the stack ${id}; rehearse a preview.`);
            }
            response.setProperties(toStruct({ name: id, outputs: unknown, secretOutputNames: [] }));
        } else {
            const inputs = withoutSecrets(withoutResourceReferences(unmarshal(request.getProperties()))) as Properties;
            const { outputs } = read(urn, id, inputs, configureProvider(withoutUnknowns(this.providerInputs({ provider })), this.leftOut));
            response.setProperties(toStruct(outputs));
        }
        return response;
    }

    private async invoke(request: ResourceInvokeRequest): Promise<InvokeResponse> {
        const response = new InvokeResponse();
        const args = withoutSecrets(withoutResourceReferences(unmarshal(request.getArgs()))) as Properties;
        const provider = await this.providerOf(request, request.getTok(), undefined);
        if (request.getTok() === "pulumi:pulumi:getResource") {
            const state = this.states.get(textOf(args.urn));
            response.setReturn(toStruct({ urn: state?.urn ?? "", id: state?.id ?? "", state: state?.outputs ?? {} }));
            return response;
        }
        try {
            const configuration = configureProvider(withoutUnknowns(this.providerInputs({ provider })), this.leftOut);
            response.setReturn(toStruct(invoke(request.getTok(), args, configuration)));
            if (isAnsweredByKind(request.getTok())) {
                this.logs.push({
                    severity: "warning",
                    message: `The answer of ${request.getTok()} is made up by its kinds of values alone.`,
                    urn: "",
                });
            }
        } catch (error) {
            const failure = new CheckFailure();
            failure.setReason((error as Error).message);
            response.setFailuresList([failure]);
        }
        return response;
    }

    /** The URN of the provider resource for a request: its own, its parents' for the package, or the default one, made when it is first needed. */
    private async providerOf(
        request: RegisterResourceRequest | ReadResourceRequest | ResourceInvokeRequest,
        token: string,
        parent: State | undefined,
    ): Promise<string> {
        const packageName = token.split(":")[0] ?? "";
        const inherited = packageOf(parent?.provider) === packageName ? parent?.provider : parent?.providers.get(packageName);
        const given = request.getProvider() || ("getProvidersMap" in request ? request.getProvidersMap().get(packageName) : undefined);
        if (given) {
            return urnOfReference(given);
        }
        return inherited ?? this.defaultProvider(packageName, request);
    }

    private async defaultProvider(
        packageName: string,
        request: RegisterResourceRequest | ReadResourceRequest | ResourceInvokeRequest,
    ): Promise<string> {
        const registered = request.getPackageref() === "" ? undefined : this.packages[Number(request.getPackageref())];
        const version = registered?.getVersion() ?? request.getVersion();
        const name = ["default", ...(version === "" ? [] : [version.replace(/[.+-]/g, "_")])].join("_");
        const urn = `urn:pulumi:${this.operation.stack}::${this.operation.project}::pulumi:providers:${packageName}::${name}`;
        if (!this.states.has(urn)) {
            const state: State = {
                urn,
                id: "",
                inputs: { ...this.packageConfiguration(packageName), ...(version === "" ? {} : { version }) },
                outputs: {},
                parent: "",
                dependencies: [],
                propertyDependencies: new Map(),
                options: new AnalyzerResourceOptions().setCustomtimeouts(new AnalyzerResourceOptions.CustomTimeouts()),
                provider: undefined,
                providers: new Map(),
            };
            await this.makeProvider(state);
            this.states.set(urn, state);
        }
        return urn;
    }

    private packageConfiguration(packageName: string): Properties {
        return Object.fromEntries(
            Object.entries(this.operation.config).flatMap(([key, value]) =>
                key.startsWith(`${packageName}:`)
                    ? [[key.slice(packageName.length + 1), this.operation.secretKeys.includes(key) ? secret(value) : value]]
                    : [],
            ),
        );
    }

    private async analyze(state: State): Promise<void> {
        const request = new AnalyzeRequest();
        request.setUrn(state.urn);
        request.setType(typeOf(state.urn));
        request.setName(nameOf(state.urn));
        request.setProperties(toStruct(forPack(state.inputs)));
        request.setOptions(state.options);
        request.setProvider(this.analyzerProvider(state));
        this.requests.push(analyzeAsJson(request));
        const response = await this.pack.analyze(request);
        for (const diagnostic of response.getDiagnosticsList()) {
            diagnostic.setUrn(state.urn);
            this.diagnostics.push(diagnostic);
        }
    }

    private analyzerProvider({ provider }: State): AnalyzerProviderResource | undefined {
        if (provider === undefined) {
            return undefined;
        }
        const resource = new AnalyzerProviderResource();
        resource.setUrn(provider);
        resource.setType(typeOf(provider));
        resource.setName(nameOf(provider));
        resource.setProperties(toStruct(forPack(this.providerInputs({ provider }))));
        return resource;
    }

    private analyzerResource(state: State): AnalyzerResource {
        const resource = new AnalyzerResource();
        resource.setUrn(state.urn);
        resource.setType(typeOf(state.urn));
        resource.setName(nameOf(state.urn));
        resource.setProperties(toStruct(forPack(state.outputs)));
        resource.setOptions(state.options);
        resource.setProvider(this.analyzerProvider(state));
        resource.setParent(state.parent);
        resource.setDependenciesList(state.dependencies);
        for (const [property, urns] of state.propertyDependencies) {
            if (urns.length > 0) {
                resource.getPropertydependenciesMap().set(property, new AnalyzerPropertyDependencies().setUrnsList(urns));
            }
        }
        return resource;
    }
}

type Call<Request> = grpc.ServerUnaryCall<Request, unknown>;

function answer<Request, Response>(handle: (call: Call<Request>) => Response): grpc.handleUnaryCall<Request, Response> {
    return (call, callback) => {
        callback(null, handle(call));
    };
}

function hideSecretOutputs({ options, outputs }: State): void {
    for (const name of options.getAdditionalsecretoutputsList()) {
        const output = outputs[name];
        if (name !== "id" && output !== undefined && !isSecret(output)) {
            outputs[name] = secret(output);
        }
    }
}

/** A program's properties as the engine keeps them. */
function unmarshal(struct: Parameters<typeof fromStruct>[0]): Properties {
    return withoutOutputValues(fromStruct(struct)) as Properties;
}

/** Properties as packs get them: without the engine's own marks at the top level, and with ids for references to resources. */
function forPack(properties: Properties): Properties {
    const visible = Object.entries(properties).filter(([name]) => !name.startsWith("__"));
    return withoutResourceReferences(Object.fromEntries(visible)) as Properties;
}

function withoutUnknowns(properties: Properties): Properties {
    return Object.fromEntries(Object.entries(properties).filter(([, value]) => !hasUnknown(value)));
}

/** `urn::id` */
function urnOfReference(reference: string): string {
    return reference.slice(0, reference.lastIndexOf("::"));
}

function packageOf(provider: string | undefined): string | undefined {
    return provider === undefined ? undefined : typeOf(provider).replace("pulumi:providers:", "");
}

function propertyDependencies(request: RegisterResourceRequest, inputs: Properties): Map<string, string[]> {
    const given = new Map<string, string[]>();
    request.getPropertydependenciesMap().forEach((dependencies, property) => given.set(property, dependencies.getUrnsList()));
    // A client that tells none means that every property depends on everything.
    return given.size > 0 ? given : new Map(Object.keys(inputs).map((property) => [property, request.getDependenciesList()]));
}

function providersForChildren(request: RegisterResourceRequest, parent: State | undefined): Map<string, string> {
    const providers = new Map(parent?.providers);
    request.getProvidersMap().forEach((reference, packageName) => providers.set(packageName, urnOfReference(reference)));
    return providers;
}

function resourceOptions(request: RegisterResourceRequest, parent: State | undefined): AnalyzerResourceOptions {
    const options = new AnalyzerResourceOptions();
    options.setProtect((request.hasProtect() ? request.getProtect() : parent?.options.getProtect()) ?? false);
    options.setIgnorechangesList(request.getIgnorechangesList());
    options.setDeletebeforereplace(request.getDeletebeforereplace());
    options.setDeletebeforereplacedefined(request.getDeletebeforereplacedefined() || request.getDeletebeforereplace());
    options.setAdditionalsecretoutputsList(request.getAdditionalsecretoutputsList());
    options.setParent(request.getParent());
    const timeouts = new AnalyzerResourceOptions.CustomTimeouts();
    timeouts.setCreate(seconds(request.getCustomtimeouts()?.getCreate()));
    timeouts.setUpdate(seconds(request.getCustomtimeouts()?.getUpdate()));
    timeouts.setDelete(seconds(request.getCustomtimeouts()?.getDelete()));
    timeouts.setRead(seconds(request.getCustomtimeouts()?.getRead()));
    options.setCustomtimeouts(timeouts);
    return options;
}

/** Seconds of a duration as Go writes it: `1h30m`. */
function seconds(duration = ""): number {
    const units: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 0.001 };
    return [...duration.matchAll(/([\d.]+)(ms|h|m|s)/g)].reduce(
        (sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ""] ?? 0),
        0,
    );
}

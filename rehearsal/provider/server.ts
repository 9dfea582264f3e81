/**
 * The stand-in provider: the real engine starts it as `pulumi-resource-aws` in place of the real one, and it makes everything up.
 *
 * `ML_DATA_GUARD_INPUTS_LEFT_OUT`, one of `absent`, `unknown` (the default) and `truth`, says what becomes of inputs that programs leave out.
 */
import { basename } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
    CheckFailure,
    type CheckRequest,
    CheckResponse,
    type ConfigureRequest,
    ConfigureResponse,
    type CreateRequest,
    CreateResponse,
    type DiffRequest,
    DiffResponse,
    type InvokeRequest,
    InvokeResponse,
    type ReadRequest,
    ReadResponse,
    type UpdateRequest,
    UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import {
    changedInputs,
    check,
    configureProvider,
    create,
    identifyingInputs,
    type LeftOutInputs,
    preview,
    read,
    replacements,
    typeOf,
    update,
} from "../cloud";
import { invoke } from "../invoke";
import { messageSizes } from "../pack";
import { awsSchema } from "../schema";
import { fromStruct, toStruct } from "../wire";

// The engine starts this by its package's name: `pulumi-resource-aws-native`.
const packageName = basename(process.argv[1] ?? "").replace("pulumi-resource-", "");
const leftOut = (process.env.ML_DATA_GUARD_INPUTS_LEFT_OUT ?? "unknown") as LeftOutInputs;

// The engine starts one process for every provider resource.
let configuration = configureProvider({}, leftOut);

function answer<Request, Response>(handle: (request: Request) => Response): grpc.handleUnaryCall<Request, Response> {
    return (call, callback) => {
        try {
            callback(null, handle(call.request));
        } catch (error) {
            callback({ code: grpc.status.UNKNOWN, details: (error as Error).message });
        }
    };
}

const server = new grpc.Server(messageSizes);
server.addService(ResourceProviderService, {
    getPluginInfo: answer(() => new PluginInfo().setVersion(awsSchema().versions[packageName] ?? "")),
    configure: answer((request: ConfigureRequest) => {
        configuration = configureProvider(fromStruct(request.getArgs()), leftOut);
        return new ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true).setAcceptoutputs(true);
    }),
    check: answer((request: CheckRequest) => {
        const olds = fromStruct(request.getOlds());
        const inputs = check(
            request.getUrn(),
            fromStruct(request.getNews()),
            Object.keys(olds).length > 0 ? olds : undefined,
            configuration,
        );
        return new CheckResponse().setInputs(toStruct(inputs));
    }),
    diff: answer((request: DiffRequest) => {
        const [olds, news] = [fromStruct(request.getOldInputs()), fromStruct(request.getNews())];
        const changed = changedInputs(olds, news);
        return new DiffResponse()
            .setChanges(changed.length > 0 ? DiffResponse.DiffChanges.DIFF_SOME : DiffResponse.DiffChanges.DIFF_NONE)
            .setDiffsList(changed)
            .setReplacesList(replacements(request.getUrn(), olds, news));
    }),
    create: answer((request: CreateRequest) => {
        const inputs = fromStruct(request.getProperties());
        if (request.getPreview()) {
            return new CreateResponse().setProperties(toStruct(preview(request.getUrn(), inputs, configuration)));
        }
        const { id, outputs } = create(request.getUrn(), inputs, configuration);
        return new CreateResponse().setId(id).setProperties(toStruct(outputs));
    }),
    update: answer((request: UpdateRequest) => {
        const outputs = update(request.getUrn(), fromStruct(request.getOlds()), fromStruct(request.getNews()), configuration);
        return new UpdateResponse().setProperties(toStruct(outputs));
    }),
    read: answer((request: ReadRequest) => {
        const inputs = fromStruct(request.getInputs());
        const state = fromStruct(request.getProperties());
        // A refresh finds the resource as it was left.
        const found = "id" in state ? state : read(request.getUrn(), request.getId(), inputs, configuration).outputs;
        // An import compares what it finds with the program's inputs.
        const foundInputs = Object.keys(inputs).length > 0 ? inputs : identifyingInputs(typeOf(request.getUrn()), request.getId());
        return new ReadResponse().setId(request.getId()).setProperties(toStruct(found)).setInputs(toStruct(foundInputs));
    }),
    delete: answer(() => new Empty()),
    invoke: answer((request: InvokeRequest) => {
        try {
            return new InvokeResponse().setReturn(toStruct(invoke(request.getTok(), fromStruct(request.getArgs()), configuration)));
        } catch (error) {
            return new InvokeResponse().setFailuresList([new CheckFailure().setReason((error as Error).message)]);
        }
    }),
    cancel: answer(() => new Empty()),
});

server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) {
        throw error;
    }
    console.log(String(port));
});

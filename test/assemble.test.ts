import assert from "node:assert/strict";
import type * as sdk from "@pulumi/policy";
import {
    AnalyzeRequest,
    type AnalyzeResponse,
    AnalyzerResource,
    AnalyzerResourceOptions,
    AnalyzeStackRequest,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { is, oneOf } from "../model/fact";
import { assemble } from "../pack/assemble";
import type { Metadata, Policy } from "../policies/policy";
import { toStruct } from "../rehearsal/wire";

type Rpc<Request> = (call: { request: Request }, callback: (error: Error | null, response?: AnalyzeResponse) => void) => void;
type MakeRpc<Request> = (pack: string, version: string, level: string, policies: sdk.Policies) => Rpc<Request>;

// The SDK keeps its server to itself.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { makeAnalyzeRpcFun, makeAnalyzeStackRpcFun } = require("@pulumi/policy/server") as {
    makeAnalyzeRpcFun: MakeRpc<AnalyzeRequest>;
    makeAnalyzeStackRpcFun: MakeRpc<AnalyzeStackRequest>;
};

/** The policies as the SDK's server serves them. */
class Served {
    private readonly analyzeRpc: Rpc<AnalyzeRequest>;
    private readonly analyzeStackRpc: Rpc<AnalyzeStackRequest>;

    constructor(policies: readonly Policy[]) {
        const assembled = assemble(policies, () => "2026-06-01");
        this.analyzeRpc = makeAnalyzeRpcFun("pack", "1.0.0", "advisory", assembled);
        this.analyzeStackRpc = makeAnalyzeStackRpcFun("pack", "1.0.0", "advisory", assembled);
    }

    analyze(name: string, color: string): Promise<readonly string[]> {
        return this.answer(this.analyzeRpc, filled(new AnalyzeRequest(), name, color));
    }

    analyzeStack(...resources: readonly (readonly [name: string, color: string])[]): Promise<readonly string[]> {
        const request = new AnalyzeStackRequest();
        request.setResourcesList(resources.map(([name, color]) => filled(new AnalyzerResource(), name, color)));
        return this.answer(this.analyzeStackRpc, request);
    }

    /** What the engine is told: violations as `policy: message`, and policies that did not apply. */
    private answer<Request>(rpc: Rpc<Request>, request: Request): Promise<readonly string[]> {
        return new Promise((resolve, reject) => {
            rpc({ request }, (error, response) => {
                if (error) {
                    reject(new Error(error.message));
                }
                resolve([
                    ...(response?.getDiagnosticsList() ?? []).map(
                        (one) => `${one.getPolicyname()}: ${one.getMessage().split("\n").at(-1) ?? ""}`,
                    ),
                    ...(response?.getNotApplicableList() ?? []).map((one) => `${one.getPolicyName()} does not apply`),
                ]);
            });
        });
    }
}

function filled<Message extends AnalyzeRequest | AnalyzerResource>(message: Message, name: string, color: string): Message {
    message.setType("aws:test:Thing");
    message.setName(name);
    message.setUrn(`urn:pulumi:dev::ml::aws:test:Thing::${name}`);
    message.setProperties(toStruct({ color }));
    message.setOptions(new AnalyzerResourceOptions());
    return message;
}

function metadata(name: string, enforcementLevel = "advisory"): Metadata {
    return {
        ...{ name, displayName: name, description: "It holds.", remediationSteps: "Do.", url: "https://example.com", tags: [] },
        severity: "low",
        enforcementLevel: enforcementLevel as "advisory",
    };
}

/** A policy that refuses a color, and writes down what it was asked to judge. */
function refusing(color: string, judged: string[], level?: string): Policy {
    return {
        ...metadata(`no-${color}`, level),
        validateResource: (resource, report) => {
            judged.push(`${color} of ${resource.name}`);
            report(is(resource.text("color"), oneOf(color)), `It is ${color}.`);
        },
        validateStack: (stack, report) => {
            judged.push(`${color} of the stack`);
            stack.resources.forEach((resource) => {
                report(is(resource.text("color"), oneOf(color)), `It still is ${color}.`, resource);
            });
        },
    };
}

describe("the pack under the SDK's server", () => {
    it("judges each resource and the stack once by each policy, whatever is reported", async () => {
        const judged: string[] = [];
        const served = new Served([refusing("red", judged), refusing("green", judged), refusing("blue", judged)]);
        assert.deepEqual(await served.analyze("a", "green"), ["no-green: It is green."]);
        assert.deepEqual(await served.analyze("b", "white"), []);
        assert.deepEqual(await served.analyze("c", "blue"), ["no-blue: It is blue."]);
        assert.deepEqual(await served.analyze("c", "red"), ["no-red: It is red."]);
        assert.deepEqual(await served.analyzeStack(["a", "green"], ["b", "white"]), ["no-green: It still is green."]);
        assert.deepEqual(
            judged,
            ["a", "b", "c", "c", "the stack"].flatMap((what) => ["red", "green", "blue"].map((color) => `${color} of ${what}`)),
        );
    });

    it("judges a stack of which no resource was analyzed", async () => {
        const judged: string[] = [];
        const served = new Served([refusing("red", judged), refusing("green", judged)]);
        assert.deepEqual(await served.analyzeStack(["a", "green"]), ["no-green: It still is green."]);
        assert.deepEqual(judged, ["red of the stack", "green of the stack"]);
    });

    it("never has a policy judge that is switched off, be it the first", async () => {
        const judged: string[] = [];
        const served = new Served([refusing("red", judged, "disabled"), refusing("green", judged), refusing("blue", judged, "disabled")]);
        assert.deepEqual(await served.analyze("a", "red"), []);
        assert.deepEqual(await served.analyze("b", "green"), ["no-green: It is green."]);
        assert.deepEqual(await served.analyze("c", "green"), ["no-green: It is green."]);
        assert.deepEqual(judged, ["green of a", "green of b", "green of c"]);
    });

    it("has a policy judge on its own where it is the only one", async () => {
        const judged: string[] = [];
        const served = new Served([refusing("red", judged)]);
        assert.deepEqual(await served.analyze("a", "red"), ["no-red: It is red."]);
        assert.deepEqual(await served.analyze("b", "white"), []);
        assert.deepEqual(await served.analyze("c", "red"), ["no-red: It is red."]);
    });

    it("tells which policy failed, whichever judged first", async () => {
        const failing: Policy = {
            ...metadata("failing"),
            validateResource: ({ name }) => {
                if (name === "b") {
                    throw new Error("a mistake of the pack's own");
                }
            },
        };
        const served = new Served([refusing("red", []), failing]);
        assert.deepEqual(await served.analyze("a", "white"), []);
        await assert.rejects(served.analyze("b", "white"), /policy 'failing'/);
        assert.deepEqual(await served.analyze("c", "red"), ["no-red: It is red."]);
    });
});

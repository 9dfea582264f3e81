import type * as sdk from "@pulumi/policy";
import { unknownSentinels } from "../../model/block";
import { assemble } from "../../pack/assemble";
import type { Policy, StackPolicy } from "../../policies/policy";
import type { Undecided } from "../../policies/run";

/** What the engine sends in place of a value that only the deployment will settle. */
export const unknown = unknownSentinels[0] as unknown as never;

/** A resource of a made-up stack. */
export interface Declared {
    type: string;
    /** "it" when left out. */
    name?: string;
    /** The declared inputs; any part may be `unknown`. */
    props: object;
    /** What the provider says beside the inputs: ids and ARNs. Left out, `id` and `arn` are unknown, as in a first preview. */
    outputs?: object;
    /** By input, the names of the resources its value is made from. */
    refs?: Record<string, string | string[]>;
    protect?: boolean;
    ignoreChanges?: string[];
    /** The inputs of its provider. */
    provider?: object;
    /** Which provider it is; "default" when left out. */
    providerName?: string;
    /** The type of its parent, for URNs inside components. */
    parentType?: string;
}

export interface Setting {
    /** Policy configuration, by policy name, as `--policy-pack-config` has it. */
    config?: Record<string, object>;
    /** Today, as an ISO date. */
    today?: string;
}

export interface Finding {
    policy: string;
    /** The resource's name; undefined for what is about the stack. */
    resource: string | undefined;
    message: string;
}

export interface Verdicts {
    violations: Finding[];
    /** Those among them that stop the provider before it acts. */
    analyzed: Finding[];
    undecided: { policy: string; resource: string | undefined; waitsFor: readonly string[] }[];
}

export function urnOf({ type, name = "it", parentType }: Pick<Declared, "type" | "name" | "parentType">): string {
    return `urn:pulumi:dev::ml::${parentType === undefined ? "" : `${parentType}$`}${type}::${name}`;
}

// The SDK types its proxy module as empty.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { unknownCheckingProxy } = require("@pulumi/policy/proxy") as { unknownCheckingProxy: (props: object) => Record<string, unknown> };

/** Runs the policies over the stack as the SDK does: Analyze for each resource, then AnalyzeStack, through its proxies and its order. */
export function judge(
    policies: readonly Policy[],
    declared: readonly Declared[],
    { config = {}, today = "2026-06-01" }: Setting = {},
): Verdicts {
    let undecided: readonly Undecided[] = [];
    const collector: StackPolicy = {
        name: "collector",
        displayName: "Collector",
        description: "Collects what is undecided.",
        enforcementLevel: "advisory",
        severity: "low",
        remediationSteps: "None.",
        url: "https://example.com",
        tags: [],
        validateStack: (_stack, _report, _options, run) => {
            undecided = run.undecided;
        },
    };
    const pack = assemble([...policies, collector], () => today) as (sdk.ResourceValidationPolicy & sdk.StackValidationPolicy)[];
    const analyzed: Finding[] = [];
    const inStack: Finding[] = [];
    const nameByUrn = new Map(declared.map((resource) => [urnOf(resource), resource.name ?? "it"]));

    // Policies know types by their tokens.
    const noClasses = { isType: (): boolean => false, asType: (): undefined => undefined };
    const common = (
        resource: Declared,
    ): Omit<sdk.PolicyResource, "props" | "dependencies" | "propertyDependencies" | "asType"> & typeof noClasses => ({
        type: resource.type,
        name: resource.name ?? "it",
        urn: urnOf(resource),
        opts: {
            protect: resource.protect ?? false,
            ignoreChanges: resource.ignoreChanges ?? [],
            aliases: [],
            customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
            additionalSecretOutputs: [],
        },
        ...(resource.type.startsWith("pulumi:")
            ? {}
            : {
                  provider: {
                      type: "pulumi:providers:aws",
                      name: resource.providerName ?? "default",
                      urn: `urn:pulumi:dev::ml::pulumi:providers:aws::${resource.providerName ?? "default"}`,
                      props: unknownCheckingProxy(resource.provider ?? {}),
                  },
              }),
        ...noClasses,
    });
    const configOf = (policy: sdk.Policy) => (): never => (config[policy.name] ?? {}) as never;
    const notApplicable = (): never => {
        throw new Error("no policy calls notApplicable");
    };

    for (const resource of declared) {
        for (const policy of pack) {
            const args: sdk.ResourceValidationArgs = {
                ...common(resource),
                props: unknownCheckingProxy(resource.props),
                stackTags: new Map(),
                getConfig: configOf(policy),
                notApplicable,
            };
            void (policy.validateResource as sdk.ResourceValidation | undefined)?.(args, (message) => {
                analyzed.push({ policy: policy.name, resource: resource.name ?? "it", message });
            });
        }
    }
    const resources: sdk.PolicyResource[] = declared.map((resource) => ({
        ...common(resource),
        props: unknownCheckingProxy({ ...resource.props, ...(resource.outputs ?? { id: unknown, arn: unknown }) }),
        dependencies: [],
        propertyDependencies: {},
    }));
    resources.forEach((resource, index) => {
        for (const [input, names] of Object.entries(declared[index]?.refs ?? {})) {
            resource.propertyDependencies[input] = [names].flat().map((name) => {
                const target = resources.find((candidate) => candidate.name === name);
                if (target === undefined) {
                    throw new Error(`no resource ${name} in this stack`);
                }
                return target;
            });
        }
    });
    for (const policy of pack) {
        const args: sdk.StackValidationArgs = { resources, stackTags: new Map(), getConfig: configOf(policy), notApplicable };
        void (policy.validateStack as sdk.StackValidation | undefined)?.(args, (message, urn) => {
            inStack.push({ policy: policy.name, resource: urn === undefined ? undefined : nameByUrn.get(urn), message });
        });
    }
    return {
        violations: [...analyzed, ...inStack],
        analyzed,
        undecided: undecided.map(({ policy, resource, waitsFor }) => ({ policy, resource: resource?.name, waitsFor })),
    };
}

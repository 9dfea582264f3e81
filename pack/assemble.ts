import type * as sdk from "@pulumi/policy";
import { Block } from "../model/block";
import { type Truth, Unknown } from "../model/fact";
import { type EngineResource, Resource, Stack } from "../model/resource";
import { covers, type Exemption, exemptSchema, hasEnded, problemsOf } from "../policies/exemptions";
import type { Options } from "../policies/options";
import type { Policy, ResourcePolicy, StackPolicy } from "../policies/policy";
import type { ConfiguredExemption, Run, Undecided } from "../policies/run";

/**
 * The SDK's policies for ours.
 *
 * Around every policy it does what no policy knows of: it turns raw resources into facts, remembers the inputs that only Analyze sees for
 * AnalyzeStack, gives what a resource policy left undecided a second look there, applies exemptions and collects what stays undecided.
 *
 * @param today tells the date, as an ISO date; the only clock of the pack
 */
export function assemble(policies: readonly Policy[], today: () => string): sdk.Policies {
    const run = new CurrentRun(policies, today);
    return policies.map((policy, index) => {
        const { name, description, displayName, severity, enforcementLevel, remediationSteps, url, tags } = policy;
        const framework = frameworkOf(tags);
        // Stack policies too, so that inputs and configuration are recorded whichever policy is switched off.
        const validateResource = (args: sdk.ResourceValidationArgs, report: sdk.ReportViolation): void => {
            run.configure(policy, args.getConfig());
            const resource = run.resource(args, index);
            if (isResourcePolicy(policy)) {
                run.analyze(policy, resource, report);
            }
        };
        // Resource policies too, for their second look.
        const validateStack = (args: sdk.StackValidationArgs, report: sdk.ReportViolation): void => {
            run.configure(policy, args.getConfig());
            run.analyzeStack(policy, run.stack(args.resources, index), report);
        };
        return {
            ...{ name, description, displayName, severity, enforcementLevel, remediationSteps, url, tags },
            ...(framework && { framework }),
            configSchema: { properties: { ...policy.configSchema?.properties, exempt: exemptSchema } },
            validateResource: skippedWhile(() => !isResourcePolicy(policy) && run.isRecordedByOthers(policy), validateResource),
            validateStack: skippedWhile(() => !isStackPolicy(policy) && !run.hasPending(policy), validateStack),
        };
    });
}

/**
 * The check, which the SDK skips while it has nothing to do, before it prepares the request for it once more. What the SDK looks at is the type
 * that its own `validateResourceOfType` leaves on a check: one that no resource has is skipped. An SDK that does not look calls in vain.
 */
function skippedWhile<Check extends object>(hasNothingToDo: () => boolean, check: Check): Check {
    return Object.defineProperty(check, "__pulumiType", { get: () => (hasNothingToDo() ? "nothing to judge" : undefined) });
}

/** The SDK takes one framework for a policy; where AWS Security Hub has a control for the rule, it is that one. The tags have them all. */
function frameworkOf(tags: readonly string[]): sdk.PolicyComplianceFramework | undefined {
    const control = tags.find((tag) => tag.startsWith("security-hub:"))?.slice("security-hub:".length);
    const [service = "", number = ""] = control?.toLowerCase().split(".") ?? [];
    return control === undefined
        ? undefined
        : {
              name: "AWS Foundational Security Best Practices",
              version: "1.0.0",
              reference: control,
              specification: `https://docs.aws.amazon.com/securityhub/latest/userguide/${service}-controls.html#${service}-${number}`,
          };
}

function isResourcePolicy(policy: Policy): policy is ResourcePolicy {
    return "validateResource" in policy;
}

function isStackPolicy(policy: Policy): policy is StackPolicy {
    return "validateStack" in policy;
}

/** The policy whose options hold for all. */
const sharedConfiguration = "guard-configuration";

/** The pack's answer must stay under the 4 MiB that gRPC accepts of it, so an absurd number of violations is cut. */
const longestMessage = 4_000;
const mostMessageText = 2_000_000;

/**
 * One preview or update. The engine starts a process for each, so what Analyze sees can be remembered until AnalyzeStack.
 * The SDK calls the policies in the order of the pack for one request, so a request is new when the order starts over.
 */
class CurrentRun implements Run {
    readonly configurations = new Map<string, Readonly<Record<string, unknown>>>();
    undecided: Undecided[] = [];
    private isRecording = false;
    private current: Resource | undefined;
    private currentIndex = Infinity;
    private readonly inputs = new Map<string, EngineResource>();

    private currentStack: Stack | undefined;
    private currentStackIndex = Infinity;
    /** Every resource of the AnalyzeStack request, those that a targeted update leaves out among them. */
    private everything: readonly { readonly urn: string; readonly name: string }[] = [];
    private messageText = 0;

    /** The URNs each resource policy has not judged for good in Analyze. */
    private readonly pending = new Map<Policy, Set<string>>();
    private readonly reported = new Set<string>();
    /** What is broken, by policy and resource. */
    private readonly broken = new Set<string>();

    constructor(
        readonly policies: readonly Policy[],
        private readonly clock: () => string,
    ) {}

    get today(): string {
        return this.clock();
    }

    /** Whether the policy's configuration is known, and resource policies are there to record inputs. */
    isRecordedByOthers(policy: Policy): boolean {
        return this.configurations.has(policy.name) && this.isRecording;
    }

    /** Whether a resource policy has left something for its second look. */
    hasPending(policy: Policy): boolean {
        return (this.pending.get(policy)?.size ?? 0) > 0;
    }

    configure(policy: Policy, configuration: object): void {
        this.configurations.set(policy.name, configuration as Readonly<Record<string, unknown>>);
    }

    get exemptions(): ConfiguredExemption[] {
        return this.policies.flatMap(({ name }) =>
            this.exemptionsOf(name).map((exemption) => ({
                policy: name,
                exemption,
                matches: problemsOf(exemption).length === 0 && this.everything.some(({ urn, name }) => covers(exemption, urn, name)),
            })),
        );
    }

    /** The resource of an Analyze request, the same for every policy that asks. */
    resource(args: EngineResource, index: number): Resource {
        if (this.current?.urn !== args.urn || index <= this.currentIndex) {
            this.current = new Resource(args);
            this.messageText = 0;
            const { type, name, urn, props, opts, provider } = args;
            this.inputs.set(urn, { type, name, urn, props, opts, ...(provider && { provider }) });
        }
        this.currentIndex = index;
        return this.current;
    }

    /** The stack of an AnalyzeStack request, the same for every policy that asks. */
    stack(resources: readonly sdk.PolicyResource[], index: number): Stack {
        if (this.currentStack === undefined || index <= this.currentStackIndex) {
            this.currentStack = new Stack((stack) => resources.flatMap((resource) => this.place(resource, stack) ?? []));
            this.everything = resources;
            this.undecided = [];
            this.messageText = 0;
        }
        this.currentStackIndex = index;
        return this.currentStack;
    }

    analyze(policy: ResourcePolicy, resource: Resource, report: sdk.ReportViolation): void {
        this.isRecording = true;
        // Declared without arguments, or left out of a targeted update: only AnalyzeStack can tell.
        if (resource.provider !== undefined && isEmpty(this.inputs.get(resource.urn)?.props)) {
            this.pend(policy, resource.urn);
            return;
        }
        const { isExempt, ended } = this.exempting(policy, resource);
        if (isExempt) {
            return;
        }
        const decide = (broken: Truth, message: string): void => {
            if (broken instanceof Unknown) {
                this.pend(policy, resource.urn);
            } else if (broken) {
                this.violate(policy, resource, message + ended, (text) => {
                    report(text);
                });
            }
        };
        policy.validateResource(resource, decide, this.options(policy), this);
    }

    analyzeStack(policy: Policy, stack: Stack, report: sdk.ReportViolation): void {
        const waits = new Map<Resource | undefined, Set<string>>();
        const decide = (broken: Truth, message: string, resource?: Resource): void => {
            const { isExempt, ended } = this.exempting(policy, resource);
            if (isExempt || broken === false) {
                return;
            }
            if (broken instanceof Unknown) {
                const paths = waits.get(resource) ?? new Set();
                broken.waitsFor.forEach((path) =>
                    paths.add(path.startsWith(resource?.label ?? "\0") ? path.slice(resource?.label.length) : path),
                );
                waits.set(resource, paths);
            } else {
                this.violate(policy, resource, message + ended, (text) => {
                    report(text, resource?.urn);
                });
            }
        };
        if (isResourcePolicy(policy)) {
            for (const urn of this.pending.get(policy) ?? []) {
                const resource = stack.byUrn(urn);
                if (resource !== undefined) {
                    policy.validateResource(
                        resource,
                        (broken, message) => {
                            decide(broken, message, resource);
                        },
                        this.options(policy),
                        this,
                    );
                }
            }
            this.pending.delete(policy);
        }
        if (isStackPolicy(policy)) {
            policy.validateStack(stack, decide, this.options(policy), this);
        }
        for (const [resource, waitsFor] of waits) {
            // What is broken anyway waits for nothing.
            if (!this.broken.has(verdictKey(policy, resource))) {
                this.undecided.push({ policy: policy.name, resource, waitsFor: [...waitsFor] });
            }
        }
    }

    private pend(policy: Policy, urn: string): void {
        const urns = this.pending.get(policy) ?? new Set();
        this.pending.set(policy, urns.add(urn));
    }

    /** A resource with its declared inputs and its place in the stack; nothing for one that this run leaves out or deletes. */
    private place(resource: sdk.PolicyResource, stack: Stack): Resource | undefined {
        const declared = this.inputs.get(resource.urn);
        // What Analyze was not asked about is not in the program: a resource this run deletes or only reads, refreshed. Where Analyze was
        // asked about nothing, outputs have to do for inputs.
        if (declared === undefined && this.inputs.size > 0) {
            return undefined;
        }
        const { type, name, urn, opts, provider, props: outputs } = resource;
        const propertyDependencies = Object.fromEntries(
            Object.entries(resource.propertyDependencies).map(([input, sources]) => [input, sources.map((source) => source.urn)]),
        );
        let props = declared?.props ?? outputs;
        if (provider !== undefined && isEmpty(props) && isEmpty(outputs)) {
            // Left out of a targeted update, unless the provider could not be configured yet: then no resource of it has outputs.
            if (!new Block(provider.props, "", provider.type, "").hasUnknown()) {
                return undefined;
            }
            props = new Unknown([`the configuration of provider ${provider.name}`]);
        }
        return new Resource({ type, name, urn, props, opts, ...(provider && { provider }) }, { outputs, propertyDependencies, stack });
    }

    private options(policy: Policy): Options {
        const known = Object.keys(policy.configSchema?.properties ?? {});
        const shared = Object.entries(this.configurations.get(sharedConfiguration) ?? {}).filter(([option]) => known.includes(option));
        return { ...Object.fromEntries(shared), ...this.configurations.get(policy.name) };
    }

    private exemptionsOf(policy: string): readonly Exemption[] {
        const exempt = this.configurations.get(policy)?.exempt;
        return Array.isArray(exempt) ? (exempt as Exemption[]) : [];
    }

    /** Whether an exemption is in force for this resource, and what the message adds where one has ended. */
    private exempting(policy: Policy, resource: Resource | undefined): { isExempt: boolean; ended: string } {
        const matching = this.exemptionsOf(policy.name).filter(
            (exemption) => resource !== undefined && problemsOf(exemption).length === 0 && covers(exemption, resource.urn, resource.name),
        );
        const today = this.today;
        const ended = matching.filter((exemption) => hasEnded(exemption, today));
        return {
            isExempt: matching.length > ended.length,
            ended: ended.map(({ expires, reason }) => ` Its exemption ended on ${expires}: ${reason}`).join(""),
        };
    }

    private violate(policy: Policy, resource: Resource | undefined, message: string, report: (message: string) => void): void {
        const text = message.length > longestMessage ? `${message.slice(0, longestMessage)} …` : message;
        const key = JSON.stringify([policy.name, resource?.urn, text]);
        this.broken.add(verdictKey(policy, resource));
        if (this.reported.has(key) || this.messageText > mostMessageText) {
            return;
        }
        this.reported.add(key);
        this.messageText += text.length + policy.description.length;
        report(this.messageText > mostMessageText ? "There are more violations than fit an answer; the rest is not listed." : text);
    }
}

function verdictKey(policy: Policy, resource: Resource | undefined): string {
    return JSON.stringify([policy.name, resource?.urn]);
}

function isEmpty(props: object | undefined): boolean {
    return props !== undefined && Object.getOwnPropertyNames(props).length === 0;
}

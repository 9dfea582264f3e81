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
 * Every policy has both checks: a resource policy for its second look at the stack, a stack policy so that its configuration is known and
 * inputs are remembered whichever policy is switched off.
 *
 * @param today tells the date, as an ISO date; the only clock of the pack
 */
export function assemble(policies: readonly Policy[], today: () => string): sdk.Policies {
    const run = new CurrentRun(policies, today);
    const resources = new Turns<sdk.ResourceValidationArgs>(
        policies,
        run,
        (args) => {
            run.beginResource(args);
        },
        (policy, report) => {
            run.judgeResource(policy, report);
        },
    );
    const stacks = new Turns<sdk.StackValidationArgs>(
        policies,
        run,
        (args) => {
            run.beginStack(args.resources);
        },
        (policy, report) => {
            run.judgeStack(policy, report);
        },
    );
    return policies.map((policy, index) => {
        const { name, description, displayName, severity, enforcementLevel, remediationSteps, url, tags } = policy;
        const framework = frameworkOf(tags);
        return {
            ...{ name, description, displayName, severity, enforcementLevel, remediationSteps, url, tags },
            ...(framework && { framework }),
            configSchema: { properties: { ...policy.configSchema?.properties, exempt: exemptSchema } },
            get validateResource() {
                return resources.checkOf(index);
            },
            get validateStack() {
                // The SDK takes a policy without a check for one of the other kind, and counts it as passed.
                return stacks.checkOf(index) as sdk.StackValidation;
            },
        };
    });
}

type ConfiguredArgs = Pick<sdk.ResourceValidationArgs, "getConfig">;

type Check<Args> = (args: Args, report: sdk.ReportViolation) => void;

/**
 * Which policies the SDK has to ask about a request. It prepares the whole request anew for each one, and that costs more than all rules
 * together. So the first policy that it asks judges for all, and those that have nothing to report have no check to call until the next
 * request. The SDK takes the policies in the order of the pack, so a request is new when the order starts over. It goes on to ask every
 * policy that it has never asked: only then its configuration is known, and that it is not switched off.
 *
 * No check waits for anything, and the server hands requests to the SDK one at a time, so none comes in between.
 */
class Turns<Args extends ConfiguredArgs> {
    private readonly checks: readonly Check<Args>[];
    private isNew = true;
    /** The least place in the order that belongs to the same request. */
    private next = 0;
    /** What the policies have to report of the request, by place. */
    private readonly findings = new Map<number, ((report: sdk.ReportViolation) => void)[]>();

    /**
     * @param begin takes a new request
     * @param judge has a policy judge the request that began last
     */
    constructor(
        private readonly policies: readonly Policy[],
        private readonly run: CurrentRun,
        private readonly begin: (args: Args) => void,
        private readonly judge: (policy: Policy, report: sdk.ReportViolation) => void,
    ) {
        this.checks = policies.map((policy, index) => (args, report) => {
            this.answer(policy, index, args, report);
        });
    }

    /** The policy's check, or nothing where it has nothing to report. */
    checkOf(index: number): Check<Args> | undefined {
        this.look(index);
        const isNeeded = this.isNew || this.findings.has(index) || !this.isConfigured(this.policies[index]);
        return isNeeded ? this.checks[index] : undefined;
    }

    private look(index: number): void {
        this.isNew ||= index < this.next;
        this.next = index;
    }

    private answer(policy: Policy, index: number, args: Args, report: sdk.ReportViolation): void {
        this.look(index);
        this.next = index + 1;
        const isFirstTime = !this.isConfigured(policy);
        if (isFirstTime) {
            this.run.configure(policy, args.getConfig<Record<string, unknown>>());
        }
        if (this.isNew) {
            this.isNew = false;
            this.findings.clear();
            this.begin(args);
            this.policies.forEach((other, place) => {
                if (this.isConfigured(other)) {
                    this.findAll(other, place);
                }
            });
        } else if (isFirstTime) {
            this.findAll(policy, index);
        }
        this.findings.get(index)?.forEach((finding) => {
            finding(report);
        });
    }

    private isConfigured(policy: Policy | undefined): boolean {
        return policy !== undefined && this.run.configurations.has(policy.name);
    }

    private findAll(policy: Policy, index: number): void {
        try {
            this.judge(policy, (...violation) => {
                this.find(index, (report) => {
                    report(...violation);
                });
            });
        } catch (error) {
            // The SDK names the policy that it is asking when it tells of an error.
            this.find(index, () => {
                throw error;
            });
        }
    }

    private find(index: number, finding: (report: sdk.ReportViolation) => void): void {
        this.findings.set(index, [...(this.findings.get(index) ?? []), finding]);
    }
}

/**
 * The SDK takes one framework for a policy; where AWS Security Hub has a control for the rule, it is that one. The tags have them all. Controls
 * belong to several standards of Security Hub, and the list of them has no version but the month in which `securityHub.ts` was compared with it.
 */
function frameworkOf(tags: readonly string[]): sdk.PolicyComplianceFramework | undefined {
    const control = tags.find((tag) => tag.startsWith("security-hub:"))?.slice("security-hub:".length);
    const [service = "", number = ""] = control?.toLowerCase().split(".") ?? [];
    return control === undefined
        ? undefined
        : {
              name: "AWS Security Hub CSPM",
              version: "2026-09",
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

/** One preview or update: the engine starts a process for each, so what Analyze sees can be remembered until AnalyzeStack. */
class CurrentRun implements Run {
    readonly configurations = new Map<string, Readonly<Record<string, unknown>>>();
    private readonly optionsOf = new Map<Policy, Options>();
    private readonly soundExemptions = new Map<string, readonly Exemption[]>();
    undecided: Undecided[] = [];
    private resource: Resource | undefined;
    /** Whether it is declared without arguments, or left out of a targeted update: only AnalyzeStack can tell. */
    private isBare = false;
    private stack: Stack | undefined;
    private readonly inputs = new Map<string, EngineResource>();
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

    get exemptions(): ConfiguredExemption[] {
        return this.policies.flatMap(({ name }) =>
            this.exemptionsOf(name).map((exemption) => ({
                policy: name,
                exemption,
                matches: problemsOf(exemption).length === 0 && this.everything.some(({ urn, name }) => covers(exemption, urn, name)),
            })),
        );
    }

    configure(policy: Policy, configuration: Readonly<Record<string, unknown>>): void {
        this.configurations.set(policy.name, configuration);
        this.soundExemptions.delete(policy.name);
        this.optionsOf.clear();
    }

    beginResource(args: EngineResource): void {
        const { type, name, urn, props, opts, provider } = args;
        this.resource = new Resource(args);
        this.isBare = provider !== undefined && isEmpty(props);
        this.inputs.set(urn, { type, name, urn, props, opts, ...(provider && { provider }) });
        this.messageText = 0;
    }

    beginStack(resources: readonly sdk.PolicyResource[]): void {
        this.stack = new Stack((stack) => resources.flatMap((resource) => this.place(resource, stack) ?? []));
        this.everything = resources;
        this.undecided = [];
        this.messageText = 0;
    }

    judgeResource(policy: Policy, report: sdk.ReportViolation): void {
        const { resource } = this;
        if (resource === undefined || !isResourcePolicy(policy)) {
            return;
        }
        if (this.isBare) {
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

    judgeStack(policy: Policy, report: sdk.ReportViolation): void {
        const { stack } = this;
        if (stack === undefined) {
            return;
        }
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
        let options = this.optionsOf.get(policy);
        if (options === undefined) {
            const known = Object.keys(policy.configSchema?.properties ?? {});
            const shared = Object.entries(this.configurations.get(sharedConfiguration) ?? {}).filter(([option]) => known.includes(option));
            options = { ...Object.fromEntries(shared), ...this.configurations.get(policy.name) };
            this.optionsOf.set(policy, options);
        }
        return options;
    }

    private exemptionsOf(policy: string): readonly Exemption[] {
        const exempt = this.configurations.get(policy)?.exempt;
        return Array.isArray(exempt) ? (exempt as Exemption[]) : [];
    }

    /** The exemptions of a policy with nothing wrong in them: only these exempt. */
    private soundExemptionsOf({ name }: Policy): readonly Exemption[] {
        let sound = this.soundExemptions.get(name);
        if (sound === undefined) {
            sound = this.exemptionsOf(name).filter((exemption) => problemsOf(exemption).length === 0);
            this.soundExemptions.set(name, sound);
        }
        return sound;
    }

    /** Whether an exemption is in force for this resource, and what the message adds where one has ended. */
    private exempting(policy: Policy, resource: Resource | undefined): { isExempt: boolean; ended: string } {
        const matching = this.soundExemptionsOf(policy).filter(
            (exemption) => resource !== undefined && covers(exemption, resource.urn, resource.name),
        );
        if (matching.length === 0) {
            return { isExempt: false, ended: "" };
        }
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

function isEmpty(props: object): boolean {
    return Object.getOwnPropertyNames(props).length === 0;
}

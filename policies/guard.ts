import { distance } from "fastest-levenshtein";
import { Unknown } from "../model/fact";
import type { Resource } from "../model/resource";
import { hasEnded, hasResource, namesStackOf, problemsOf } from "./exemptions";
import { covers, isUnknown, judgedInputs, leadsInto } from "./judgedInputs";
import { optionSchemas } from "./options";
import type { Report, ResourcePolicy, StackPolicy } from "./policy";
import type { Run } from "./run";

const documentation = "https://www.pulumi.com/docs/insights/policy/policy-packs/authoring/";

/** The type of the root resource: what is not about one resource is reported on it, and it is the first that a program registers. */
const stackType = "pulumi:pulumi:Stack";

/** What every policy may be configured with beside its own options. */
const commonOptions = ["enforcementLevel", "exempt"];

/** The candidate that a misspelt word most likely means; none where all are other words altogether. */
function nearest(word: string, candidates: readonly string[]): string | undefined {
    const distanceTo = (candidate: string): number => distance(word.toLowerCase(), candidate.toLowerCase());
    const [closest] = [...candidates].sort((a, b) => distanceTo(a) - distanceTo(b));
    return closest !== undefined && distanceTo(closest) <= Math.max(word.length, closest.length) / 2 ? closest : undefined;
}

/** The engine checks the types of known options and says nothing of unknown ones. */
function reportUnknownOptions(report: Report, { policies, configurations }: Run): void {
    for (const { name, configSchema } of policies) {
        const known = [...commonOptions, ...Object.keys(configSchema?.properties ?? {})];
        for (const option of Object.keys(configurations.get(name) ?? {}).filter((option) => !known.includes(option))) {
            const meant = nearest(option, known);
            report(true, `The policy ${name} has no option "${option}".${meant === undefined ? "" : ` Did you mean "${meant}"?`}`);
        }
    }
}

export const guardConfiguration: ResourcePolicy & StackPolicy = {
    name: "guard-configuration",
    displayName: "Guard configuration",
    description: "Every configured option of the pack's policies exists.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Correct the name of the option in the policy configuration, or take it out.",
    url: "https://www.pulumi.com/docs/insights/policy/policy-packs/configuration/",
    tags: ["guard"],
    configSchema: { properties: optionSchemas },
    validateResource: (resource, report, _options, run) => {
        if (resource.type === stackType) {
            reportUnknownOptions(report, run);
        }
    },
    // For a stack whose root resource was never analysed, e.g. in an imported state.
    validateStack: (stack, report, _options, run) => {
        const root = stack.ofType(stackType)[0];
        reportUnknownOptions((broken, message) => {
            report(broken, message, root);
        }, run);
    },
};

export const guardExemptions: StackPolicy = {
    name: "guard-exemptions",
    displayName: "Guard exemptions",
    description: "Every exemption has a resource, a reason and an end, and matches a resource of the stack it names.",
    enforcementLevel: "mandatory",
    severity: "medium",
    remediationSteps: "Give the exemption what it lacks, or take it out where the resource is gone.",
    url: documentation,
    tags: ["guard"],
    validateStack: (stack, report, _options, { exemptions }) => {
        const anyUrn = stack.resources[0]?.urn ?? "";
        exemptions.forEach(({ policy, exemption, matches }) => {
            const problems = problemsOf(exemption);
            const what = `The exemption of ${policy}${hasResource(exemption) ? ` for "${exemption.resource}"` : ""}`;
            problems.forEach((problem) => {
                report(true, `${what} ${problem}.`);
            });
            // One configuration serves hundreds of stacks: what names no stack may well match nothing in this one.
            report(problems.length === 0 && !matches && namesStackOf(exemption, anyUrn), `${what} matches no resource of this stack.`);
        });
    },
};

export const guardExemptionsInForce: StackPolicy = {
    name: "guard-exemptions-in-force",
    displayName: "Guard exemptions in force",
    description: "No exemption is in force.",
    enforcementLevel: "advisory",
    severity: "low",
    remediationSteps: "Mend what the exemption is for and take it out, before it ends.",
    url: documentation,
    tags: ["guard"],
    validateStack: (_stack, report, _options, { exemptions, today }) => {
        exemptions
            .filter(({ exemption, matches }) => matches && !hasEnded(exemption, today))
            .forEach(({ policy, exemption: { resource, expires, reason } }) => {
                report(true, `"${resource}" is exempt from ${policy} until ${expires}: ${reason}`);
            });
    },
};

/** What makes AWS resources from a template or a document that the policies do not see, by type. */
const escapeHatches: Readonly<Record<string, string>> = {
    "aws:cloudformation/stack:Stack": "A CloudFormation stack",
    "aws:cloudformation/stackSet:StackSet": "A CloudFormation stack set",
    "aws:cloudformation/stackSetInstance:StackSetInstance": "An instance of a CloudFormation stack set",
    "aws:cloudformation/stackInstances:StackInstances": "An instance of a CloudFormation stack set",
    "aws:serverlessrepository/cloudFormationStack:CloudFormationStack": "A CloudFormation stack",
    "aws:servicecatalog/provisionedProduct:ProvisionedProduct": "A product of Service Catalog",
    "aws:cloudcontrol/resource:Resource": "A Cloud Control resource",
    "aws-native:cloudformation:Stack": "A CloudFormation stack",
    "aws-native:cloudformation:StackSet": "A CloudFormation stack set",
    "aws-native:servicecatalog:CloudFormationProvisionedProduct": "A product of Service Catalog",
    "aws-native:index:ExtensionResource": "An extension resource",
};

export const guardEscapeHatches: ResourcePolicy = {
    name: "guard-escape-hatches",
    displayName: "Guard escape hatches",
    description: "No resource carries AWS resources past the pack.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps:
        "Declare the AWS resources with the types of the aws or aws-native provider, or review what the template makes by hand.",
    url: "https://www.pulumi.com/docs/iac/guides/migration/migrating-to-pulumi/from-cloudformation/",
    tags: ["guard"],
    validateResource: (resource, report) => {
        const what = escapeHatches[resource.type];
        report(what !== undefined, `${what ?? ""} makes AWS resources that no policy judges.`);
    },
};

export const guardIgnoredChanges: ResourcePolicy = {
    name: "guard-ignored-changes",
    displayName: "Guard ignored changes",
    description: "No resource ignores changes to an input that a mandatory policy judges.",
    enforcementLevel: "mandatory",
    severity: "medium",
    remediationSteps: "Take the inputs out of ignoreChanges, so that what drifted is set right.",
    url: "https://www.pulumi.com/docs/iac/concepts/resources/options/ignorechanges/",
    tags: ["guard"],
    validateResource: (resource, report, _options, run) => {
        if (resource.ignoreChanges.length === 0) {
            return;
        }
        const mandatory = run.policies.filter(({ enforcementLevel, tags }) => enforcementLevel === "mandatory" && !tags.includes("guard"));
        const ignored = judgedInputs(mandatory, resource, run).filter((input) =>
            resource.ignoreChanges.some((path) => covers(path, input)),
        );
        // What is not known yet is judged as a whole; of a path that leads further into it only the deployment tells.
        const known = ignored.filter(
            (input) => !isUnknown(resource, input) || resource.ignoreChanges.some((path) => covers(path, input) && !leadsInto(path, input)),
        );
        const message = `ignoreChanges covers what mandatory policies judge: ${ignored.join(", ")}.`;
        report(known.length > 0 || (ignored.length > 0 && new Unknown(ignored)), message);
    },
};

/** Last in the pack: it lists what the policies before it left undecided. */
export const previewUndecided: StackPolicy = {
    name: "preview-undecided",
    displayName: "Undecided before deployment",
    description: "Everything can be decided before deployment.",
    enforcementLevel: "advisory",
    severity: "low",
    remediationSteps: "Rehearse the program, or look at the result of the update: both have the values that a preview waits for.",
    url: documentation,
    tags: ["guard"],
    validateStack: (stack, report, _options, { undecided }) => {
        const lines = new Map<Resource | undefined, string[]>();
        for (const { policy, resource, waitsFor } of undecided) {
            lines.set(resource, [...(lines.get(resource) ?? []), `${policy} waits for ${waitsFor.join(", ")}`]);
        }
        for (const [resource, waiting] of lines) {
            report(true, `Undecided: ${waiting.join("; ")}.`, resource ?? stack.ofType(stackType)[0]);
        }
    },
};

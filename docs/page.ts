/** The page of one policy: its own words, and two programs with what the pack says of them. */
import { watchReads } from "../model/block";
import { Resource } from "../model/resource";
import { optionSchemas } from "../policies/options";
import type { Policy } from "../policies/policy";
import type { Run } from "../policies/run";
import { nameOf, typeOf } from "../rehearsal/cloud";
import { policiesSection } from "../rehearsal/print";
import type { Undecided } from "../rehearsal/rehearse";
import { isObject } from "../rehearsal/wire";
import { formOf, optionsOf } from "./configuration";
import { reasons } from "./reasons";
import type { Program, Programs } from "./rehearsals";

/** What holds where an option with a value of its own is left out, by policy. */
const defaults: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    "kms-deletion-window": { minimumDays: "14" },
    "s3-classification-tag": { requiredTags: '{ "Classification": [] }' },
    "s3-restricted-objects-by-tag": {
        restrictedTag: '{ "key": "Classification", "value": "PHI", "principalTag": "Classification" }',
    },
};

export function policyPage(policy: Policy, theme: string, programs: Programs): string {
    const { name, description, enforcementLevel, severity, remediationSteps, url } = policy;
    return `# ${name}

${description}

${capitalized(enforcementLevel)} by default, severity ${severity}, theme [${theme}](../policies.md#${theme}). ${howJudged(policy)}

## Why it matters

${reasons[name] ?? ""}

## What breaks it

${shown(programs.breaks)}

The pack says:

\`\`\`
${sayings(policy, programs.breaks)}
\`\`\`
${alsoBroken(policy, programs.breaks)}
## What holds it

${remediationSteps}

${shown(programs.holds)}

## Options

${optionsTable(policy)}
## Before deployment

${beforeDeployment(policy, programs)}

## Frameworks

${frameworks(policy.tags)}

## More

<${url}>
`;
}

function capitalized(word: string): string {
    return word.charAt(0).toUpperCase() + word.slice(1);
}

function isOfResource(policy: Policy): boolean {
    return "validateResource" in policy;
}

function howJudged(policy: Policy): string {
    if (isOfResource(policy) && "validateStack" in policy) {
        return "It is judged on each resource, before the provider acts, and on the whole stack.";
    }
    return isOfResource(policy)
        ? "It is judged on each resource, before the provider acts."
        : "It is judged on the whole stack, when the program has come to its end.";
}

function shown({ source, configuration }: Program): string {
    return [
        ...(configuration === undefined ? [] : ["Configured with", fenced("json", configuration)]),
        ...(configuration === undefined ? [] : ["the program is"]),
        fenced("ts", source),
        ...helpers(source),
    ].join("\n\n");
}

function fenced(language: string, text: string): string {
    return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

/** Where to read on about what a program imports of its neighbours. */
function helpers(source: string): string[] {
    const files = [...source.matchAll(/from "\.\.\/(\w+)"/g)].map(([, file = ""]) => `[${file}.ts](../programs/${file}.ts)`);
    return files.length === 0 ? [] : [`What the program imports, ${files.join(" and ")}, is in order and not what this is about.`];
}

/** The violations of the policy as the CLI prints them. */
function sayings(policy: Policy, { update }: Program): string {
    const reported = update.reported.filter((violation) => violation.policy === policy.name);
    return policiesSection({ ...update, reported }, "")
        .split("\n")
        .slice(2)
        .map((line) => line.replace(/^ {8}/, ""))
        .join("\n");
}

function alsoBroken(policy: Policy, { update }: Program): string {
    const others = new Set(update.reported.map((violation) => violation.policy).filter((name) => name !== policy.name));
    return others.size === 0
        ? ""
        : `\nIt breaks ${[...others].map((name) => `[${name}](${name}.md)`).join(", ")}, too: one follows from the other.\n`;
}

function optionsTable(policy: Policy): string {
    const rows = policy.name === "guard-configuration" ? [] : optionsOf(policy);
    const lines = rows.map((option) => {
        const schema = optionSchemas[option];
        return `| \`${option}\` | ${formOf(schema)} | ${defaults[policy.name]?.[option] ?? "none"} | ${schema.description ?? ""} |\n`;
    });
    const table = lines.length === 0 ? "" : `| Option | Form | Default | Meaning |\n|---|---|---|---|\n${lines.join("")}\n`;
    const own =
        policy.name === "guard-configuration"
            ? "Every [option of the pack](../configuration.md#options): given here, it holds for all policies that have it.\n\n"
            : table;
    return `${own}Like every policy it takes a level and \`exempt\`: see [configuration](../configuration.md).\n`;
}

function beforeDeployment(policy: Policy, programs: Programs): string {
    if (policy.tags.includes("guard")) {
        return "Nothing that it asks for waits for the deployment.";
    }
    const general = policy.tags.includes("proof")
        ? "A document that is made of a new resource's ARN or id is one unknown text in a first preview, and what it says is not known."
        : "An input that is made of what only AWS sets, such as an ARN or an id, is unknown in a first preview.";
    const decided = isOfResource(policy)
        ? "It is decided in a rehearsal, where ids are made up, or in the update, before the resource is made: a mandatory violation stops it."
        : "It is decided in a rehearsal, where ids are made up, or at the end of the update, when the resources are there.";
    return [
        `${general} Where that decides, the policy is listed by [preview-undecided](preview-undecided.md) and not reported as broken. ${decided}`,
        ...inputsAskedFor(policy, programs.breaks),
        observed(policy, programs),
    ].join("\n\n");
}

/** The inputs that a resource policy reads of the resource that breaks it. */
function inputsAskedFor(policy: Policy, { update }: Program): string[] {
    const urn = update.reported.find((violation) => violation.policy === policy.name)?.urn ?? "";
    const request = update.requests.analyze[urn];
    if (!("validateResource" in policy) || !isObject(request) || !isObject(request.properties)) {
        return [];
    }
    const [type, name, props] = [typeOf(urn), nameOf(urn), request.properties];
    const read = new Set<string>();
    const before = watchReads((_, path) => read.add(path));
    try {
        policy.validateResource(
            new Resource({ type, name, urn, props, opts: { protect: false, ignoreChanges: [] } }),
            () => undefined,
            {},
            noRun,
        );
    } finally {
        watchReads(before);
    }
    const isWhole = (path: string): boolean => ![...read].some((other) => other.startsWith(`${path}.`) || other.startsWith(`${path}[`));
    const inputs = [...read].filter((path) => isWhole(path) && !outputs.includes(path)).map((path) => `\`${path}\``);
    return inputs.length === 0 ? [] : [`Of the ${classOf(urn)} above it asks for ${inputs.sort().join(", ")}.`];
}

/** What is read of a resource and is no input; the whole resource is one of them. */
const outputs = ["", "arn", "id"];

/** Only policies about the pack itself ask for more of a run. */
const noRun: Run = { today: "", policies: [], configurations: new Map(), exemptions: [], undecided: [] };

function observed(policy: Policy, { breaks, holds }: Programs): string {
    const waits = new Set([breaks, holds].flatMap((program) => waitsIn(program, policy)));
    return waits.size === 0
        ? "In a first preview of these programs everything it asks for is known."
        : `In a first preview of these programs it waits for ${[...waits].join(", ")}.`;
}

function classOf(urn: string): string {
    return typeOf(urn).split(":").at(-1) ?? "";
}

function waitsIn({ preview }: Program, { name }: Policy): string[] {
    return preview.undecided.filter((undecided) => undecided.policy === name).flatMap(waitsOf);
}

/** `policy` of BucketPolicy training-data: the path alone where it is the resource's own. */
function waitsOf({ waitsFor, urn }: Undecided): string[] {
    return waitsFor.map((path) => {
        const [, where, input] = /^(\w+ [^:]+): (\S+)$/.exec(path) ?? [];
        if (where !== undefined && input !== undefined) {
            return `\`${input}\` of ${where}`;
        }
        return /^\S+$/.test(path) ? `\`${path}\` of ${classOf(urn)} ${nameOf(urn)}` : path;
    });
}

const securityHub = "https://docs.aws.amazon.com/securityhub/latest/userguide";

/** The frameworks that tags refer to, and the page about each. The page of a Security Hub control lists the requirements related to it. */
const frameworkPages: Readonly<Record<string, string>> = {
    "security-hub": `[AWS Security Hub](${securityHub}/securityhub-controls-reference.html)`,
    "cis-aws-5.0.0": `[CIS AWS Foundations Benchmark 5.0.0](${securityHub}/cis-aws-foundations-benchmark.html)`,
    "cis-aws-3.0.0": `[CIS AWS Foundations Benchmark 3.0.0](${securityHub}/cis-aws-foundations-benchmark.html)`,
    "nist-800-53": `[NIST SP 800-53 Revision 5](${securityHub}/standards-reference-nist-800-53.html)`,
    "pci-dss-4.0.1": `[PCI DSS 4.0.1](${securityHub}/pci-standard.html)`,
    "soc-2": "[SOC 2](https://www.aicpa-cima.com/resources/download/get-the-2017-trust-services-criteria)",
};

/** The controls that the tags name, by framework. */
function frameworks(tags: readonly string[]): string {
    const lines = Object.entries(frameworkPages).flatMap(([framework, link]) => {
        const controls = tags.filter((tag) => tag.startsWith(`${framework}:`)).map((tag) => tag.slice(framework.length + 1));
        const listed = controls.map((control) => (framework === "security-hub" ? securityHubControl(control) : control));
        return listed.length === 0 ? [] : [`- ${link}: ${listed.join(", ")}`];
    });
    return lines.length === 0 ? "No framework has a control for this." : lines.join("\n");
}

/** `S3.8`, which has a heading of its own on the page of its service. */
function securityHubControl(control: string): string {
    const [service = "", number = ""] = control.toLowerCase().split(".");
    return `[${control}](${securityHub}/${service}-controls.html#${service}-${number})`;
}

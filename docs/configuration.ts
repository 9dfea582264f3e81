/** The JSON schema of the file that `--policy-pack-config` takes, and the options as a page. */
import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";
import { type Options, optionSchemas } from "../policies/options";
import type { Policy } from "../policies/policy";

const exemption = {
    type: "object",
    properties: {
        resource: { type: "string", pattern: "\\S", description: "Exact name or URN of a resource, or a glob on URNs." },
        reason: { type: "string", pattern: "\\S", description: "Why the resource may break the policy." },
        expires: {
            type: "string",
            pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$",
            description: "Last day of the exemption, as YYYY-MM-DD.",
        },
        stack: { type: "string", pattern: "\\S", description: "Glob on project/stack. Left out, the exemption is for every stack." },
    },
    required: ["resource", "reason", "expires"],
    additionalProperties: false,
};

/** The strict schema of the configuration file: it knows the names of policies, which the engine does not check. */
export function configurationSchema(policies: readonly Policy[]): object {
    return {
        $schema: "http://json-schema.org/draft-07/schema#",
        title: "Configuration of ml-data-guard",
        description:
            "The file for --policy-pack-config: for a policy, or for all, a level or an object with a level, options and exemptions.",
        type: "object",
        properties: {
            all: {
                oneOf: [
                    reference("level"),
                    {
                        type: "object",
                        properties: { enforcementLevel: reference("level") },
                        required: ["enforcementLevel"],
                        additionalProperties: false,
                    },
                ],
            },
            ...Object.fromEntries(policies.map((policy) => [policy.name, policySchema(policy)])),
        },
        additionalProperties: false,
        definitions: {
            level: { enum: ["advisory", "mandatory", "remediate", "disabled"] },
            exempt: { type: "array", items: exemption, description: "Resources that may break the policy, each with a reason and an end." },
            ...optionSchemas,
        },
    };
}

function policySchema(policy: Policy): object {
    return {
        description: policy.description,
        oneOf: [
            reference("level"),
            {
                type: "object",
                properties: {
                    enforcementLevel: reference("level"),
                    ...Object.fromEntries(optionsOf(policy).map((option) => [option, reference(option)])),
                    exempt: reference("exempt"),
                },
                additionalProperties: false,
            },
        ],
    };
}

function reference(definition: string): object {
    return { $ref: `#/definitions/${definition}` };
}

/** The policy's own options; every policy has `exempt` beside them. */
export function optionsOf({ configSchema }: Policy): (keyof Options)[] {
    return Object.keys(configSchema?.properties ?? {}) as (keyof Options)[];
}

/** The form of an option's value in a word or two. */
export function formOf({ type, items, additionalProperties }: PolicyConfigJSONSchema): string {
    switch (type) {
        case "array":
            return `list of ${typeof items === "object" && "type" in items && items.type === "string" ? "text" : "values"}`;
        case "object":
            return typeof additionalProperties === "object" ? "lists of text by name" : "object";
        case "integer":
            return "whole number";
        default:
            return type === "string" ? "text" : "text or object";
    }
}

/** The page about the configuration file. */
export function configurationPage(policies: readonly Policy[]): string {
    const users = (option: string): string =>
        policies
            .filter((policy) => policy.name !== "guard-configuration" && (optionsOf(policy) as string[]).includes(option))
            .map(({ name }) => `[${name}](policies/${name}.md)`)
            .join(", ");
    const lines = Object.entries(optionSchemas).map(
        ([option, schema]) => `| \`${option}\` | ${formOf(schema)} | ${schema.description ?? ""} | ${users(option)} |`,
    );
    return `# Configuration

\`pulumi preview --policy-pack PACK --policy-pack-config FILE\` takes a JSON file. For a policy, or for \`all\`, it has a level (\`advisory\`, \`mandatory\`,
\`disabled\`) or an object with \`enforcementLevel\`, the policy's options and its exemptions:

\`\`\`json
{
    "all": "advisory",
    "guard-configuration": { "ownAccounts": ["111122223333"], "trustedAccounts": ["444455556666"] },
    "kms-key-rotation": { "enforcementLevel": "mandatory", "maxRotationPeriodInDays": 365 },
    "s3-versioning": {
        "exempt": [{ "resource": "scratch", "reason": "Holds what can be computed again.", "expires": "2027-03-31" }]
    }
}
\`\`\`

[configuration.schema.json](configuration.schema.json) is a JSON schema of the file, for editors and for a check before deployment. It refuses
misspelt names of policies, which the engine accepts in silence; misspelt options \`guard-configuration\` reports.

## Options

An option means the same in every policy that has it. Under \`guard-configuration\` it holds for all of them; what a policy's own configuration says
comes before that. None is needed.

| Option | Form | Meaning | Policies |
|---|---|---|---|
${lines.join("\n")}

## Exemptions

Every policy takes \`exempt\`, a list of resources that may break it:

| Field | Meaning |
|---|---|
${Object.entries(exemption.properties)
    .map(([field, { description }]) => `| \`${field}\`${exemption.required.includes(field) ? "" : " (optional)"} | ${description} |`)
    .join("\n")}

An exemption in force is listed by [guard-exemptions-in-force](policies/guard-exemptions-in-force.md). After its last day the violation is back, and its
message says which exemption ended. One that names this very stack and matches nothing, or lacks something, is reported by
[guard-exemptions](policies/guard-exemptions.md).
`;
}

/**
 * The data source `aws.iam.getPolicyDocument`: the one whose answer is not made up but computed, as the provider does.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
import { isObject, type Properties, textOf, type Value } from "./wire";

/** The document as indented and as minified JSON text. */
export function policyDocument(args: Properties): { json: string; minifiedJson: string } {
    const sources = texts(args.sourcePolicyDocuments).map(parse);
    const overrides = texts(args.overridePolicyDocuments).map(parse);
    const own = listOf(args.statements).filter(isObject).map(statement);

    // A later statement replaces an earlier one of the same Sid; without a Sid they add up.
    const statements: Properties[] = [];
    for (const next of [...sources.flatMap(statementsOf), ...own, ...overrides.flatMap(statementsOf)]) {
        const same = next.Sid === undefined ? -1 : statements.findIndex((earlier) => earlier.Sid === next.Sid);
        if (same === -1) {
            statements.push(next);
        } else {
            statements[same] = next;
        }
    }
    const versions = [...sources, ...overrides].flatMap(({ Version }) => (typeof Version === "string" ? [Version] : []));
    const document: Properties = {
        Version: typeof args.version === "string" ? args.version : (versions.pop() ?? "2012-10-17"),
        ...(typeof args.policyId === "string" ? { Id: args.policyId } : {}),
        ...(statements.length > 0 ? { Statement: statements } : {}),
    };
    return { json: JSON.stringify(document, null, 2), minifiedJson: JSON.stringify(document) };
}

function parse(text: string): Properties {
    return JSON.parse(text) as Properties;
}

function statementsOf(document: Properties): Properties[] {
    return listOf(document.Statement).filter(isObject);
}

function listOf(value: Value | undefined): Value[] {
    return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function texts(value: Value | undefined): string[] {
    return listOf(value).filter((element) => typeof element === "string");
}

/** A statement as IAM has it, of one as the data source has it. */
function statement(given: Properties): Properties {
    const lists = { Action: "actions", NotAction: "notActions", Resource: "resources", NotResource: "notResources" };
    const filled = Object.entries(lists).flatMap(([element, name]) => {
        const values = texts(given[name]).map(policyVariables);
        return values.length > 0 ? [[element, oneOrMany(values)] as const] : [];
    });
    const sid = given.sid;
    const conditions = listOf(given.conditions).filter(isObject);
    return {
        ...(typeof sid === "string" && sid !== "" ? { Sid: sid } : {}),
        Effect: given.effect ?? "Allow",
        ...Object.fromEntries(filled),
        ...principals("Principal", given.principals),
        ...principals("NotPrincipal", given.notPrincipals),
        ...(conditions.length > 0 ? { Condition: conditionBlock(conditions) } : {}),
    };
}

function principals(element: string, given: Value | undefined): Properties {
    const listed = listOf(given).filter(isObject);
    if (listed.length === 0) {
        return {};
    }
    const [only] = listed;
    if (listed.length === 1 && only?.type === "*" && texts(only.identifiers).includes("*")) {
        return { [element]: "*" };
    }
    const byType = new Map<string, string[]>();
    for (const { type, identifiers } of listed) {
        byType.set(textOf(type), [...(byType.get(textOf(type)) ?? []), ...texts(identifiers).map(policyVariables)]);
    }
    return { [element]: Object.fromEntries([...byType].map(([type, identifiers]) => [type, oneOrMany(identifiers)])) };
}

function conditionBlock(conditions: Properties[]): Properties {
    const block: Record<string, Properties> = {};
    for (const { test, variable, values } of conditions) {
        const operator = (block[textOf(test)] ??= {});
        operator[textOf(variable)] = oneOrMany(texts(values).map(policyVariables));
    }
    return block;
}

function oneOrMany(values: string[]): Value {
    return values.length === 1 ? (values[0] ?? "") : values;
}

/** The data source's own spelling of `${aws:username}`, which would be an interpolation in the configuration language it comes from. */
function policyVariables(text: string): string {
    return text.replace(/&\{/g, "${");
}

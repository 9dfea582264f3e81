import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";
import { matchesGlob } from "../model/glob";

/** An exemption as the configuration of a policy has it under `exempt`. */
export interface Exemption {
    /** The exact name or URN of a resource, or a glob on URNs. */
    readonly resource: string;
    readonly reason: string;
    /** The last day on which it exempts, as an ISO date. */
    readonly expires: string;
    /** A glob on `project/stack`; left out, it is for every stack. */
    readonly stack?: string;
}

/** The schema of `exempt`. What is wrong inside an entry `guard-exemptions` says in its own words, so the engine checks shapes only. */
export const exemptSchema: PolicyConfigJSONSchema = {
    type: "array",
    items: {
        type: "object",
        properties: {
            resource: { type: "string", description: "Exact name or URN of a resource, or a glob on URNs." },
            reason: { type: "string", description: "Why the resource may break the policy." },
            expires: { type: "string", description: "Last day of the exemption, as YYYY-MM-DD." },
            stack: { type: "string", description: "Glob on project/stack. Left out, the exemption is for every stack." },
        },
    },
    description: "Resources that may break this policy, each with a reason and an end.",
};

/** What is wrong with an exemption, in words that follow "The exemption …"; empty where nothing is. */
export function problemsOf(exemption: Partial<Exemption> | null): string[] {
    if (typeof exemption !== "object" || exemption === null) {
        return ["is no object with a resource, a reason and an end"];
    }
    const unknown = Object.keys(exemption).filter((key) => !["resource", "reason", "expires", "stack"].includes(key));
    return [
        ...(isText(exemption.resource) ? [] : ["names no resource"]),
        ...(isText(exemption.reason) ? [] : ["gives no reason"]),
        ...(isText(exemption.expires) ? [] : ["has no end (expires)"]),
        ...(isText(exemption.expires) && !isDate(exemption.expires) ? ["has an end that is no date of the form YYYY-MM-DD"] : []),
        ...(exemption.stack === undefined || isText(exemption.stack) ? [] : ["has an empty stack"]),
        ...(isText(exemption.stack) && !/[/*?[]/.test(exemption.stack) ? ["has a stack that is not written project/stack"] : []),
        ...unknown.map((key) => `has an unknown property ${key}`),
    ];
}

/** Whether the exemption names a resource, whatever else is wrong with it. */
export function hasResource(exemption: Partial<Exemption> | null): exemption is Exemption {
    return typeof exemption?.resource === "string";
}

/** Whether the exemption is for the stack of this URN and, if so, for this resource. */
export function covers(exemption: Exemption, urn: string, name: string): boolean {
    return (
        isForStackOf(exemption, urn) && (exemption.resource === name || exemption.resource === urn || matchesGlob(urn, exemption.resource))
    );
}

/** Whether the exemption names this very stack: by a full URN of it, or by `stack` without a wildcard. */
export function namesStackOf(exemption: Exemption, urn: string): boolean {
    const isFullUrn = exemption.resource.startsWith(urnPrefix(urn)) && !hasWildcard(exemption.resource);
    return isForStackOf(exemption, urn) && (isFullUrn || (exemption.stack !== undefined && !hasWildcard(exemption.stack)));
}

/** Whether the exemption's last day is over. */
export function hasEnded(exemption: Exemption, today: string): boolean {
    return exemption.expires < today;
}

function isForStackOf(exemption: Exemption, urn: string): boolean {
    const [, , stack, , project] = urn.split(":");
    return exemption.stack === undefined || matchesGlob(`${project ?? ""}/${stack ?? ""}`, exemption.stack);
}

/** `urn:pulumi:STACK::PROJECT::` of a URN. */
function urnPrefix(urn: string): string {
    return urn.split("::").slice(0, 2).join("::") + "::";
}

function hasWildcard(glob: string): boolean {
    return /[*?[]/.test(glob);
}

function isText(value: unknown): value is string {
    return typeof value === "string" && value.trim() !== "";
}

function isDate(text: string): boolean {
    const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

import type * as sdk from "@pulumi/policy";
import type { Truth } from "../model/fact";
import type { Resource, Stack } from "../model/resource";
import type { Options } from "./options";
import type { Run } from "./run";

/** A policy's metadata, in the SDK's own fields; those that the SDK leaves optional and a reader needs are required. */
export interface Metadata extends sdk.Policy {
    readonly displayName: string;
    readonly severity: sdk.Severity;
    readonly enforcementLevel: "mandatory" | "advisory";
    readonly remediationSteps: string;
    readonly url: string;
    readonly tags: string[];
}

/**
 * Says that the rule is broken: `true` is a violation, `false` is none, `Unknown` is listed as undecided with what it waits for.
 * The message tells how this resource breaks the rule.
 */
export type Report = (broken: Truth, message: string) => void;

/** As `Report`, of one resource of the stack, or of the stack itself where no resource is named. */
export type StackReport = (broken: Truth, message: string, resource?: Resource) => void;

/** Judges each resource by its inputs, before the provider acts; what stays undecided then is judged again when the stack is known. */
export interface ResourcePolicy extends Metadata {
    validateResource(this: void, resource: Resource, report: Report, options: Options, run: Run): void;
}

/** Judges the whole stack, once at the end. */
export interface StackPolicy extends Metadata {
    validateStack(this: void, stack: Stack, report: StackReport, options: Options, run: Run): void;
}

export type Policy = ResourcePolicy | StackPolicy | (ResourcePolicy & StackPolicy);

import type { Exemption } from "./exemptions";
import type { Policy } from "./policy";
import type { Resource } from "../model/resource";

/** What a policy could not decide of a resource, or of the stack where there is none. */
export interface Undecided {
    readonly policy: string;
    readonly resource: Resource | undefined;
    /** The inputs the verdict waits for. */
    readonly waitsFor: readonly string[];
}

/** An exemption of a policy's configuration, and whether it matched a resource of this stack. */
export interface ConfiguredExemption {
    readonly policy: string;
    readonly exemption: Exemption;
    readonly matches: boolean;
}

/** What is known of one preview or update beside its resources. Only policies about the pack itself ask for it. */
export interface Run {
    /** Today as an ISO date. */
    readonly today: string;
    readonly policies: readonly Policy[];
    /** What is configured, by policy, for every policy that is not disabled. */
    readonly configurations: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
    readonly exemptions: readonly ConfiguredExemption[];
    /** What the policies before this one left undecided for good. */
    readonly undecided: readonly Undecided[];
}

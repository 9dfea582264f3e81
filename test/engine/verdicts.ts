import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Run, Violation } from "./pulumi";

/** Where every text of a program begins. */
export const imports = `import * as aws from "@pulumi/aws";\nimport * as pulumi from "@pulumi/pulumi";\n`;

/** What only lists what other policies found. */
const lists = ["preview-undecided", "guard-exemptions-in-force"];

/** Every policy is judged and none stops anything. */
export const allAdvisory = { all: "advisory" } as const;

/** A configuration under which the named policies are mandatory, and all others but the list of what is undecided are off. */
export function only(...policies: string[]): Record<string, unknown> {
    return { all: "disabled", "preview-undecided": "advisory", ...Object.fromEntries(policies.map((policy) => [policy, "mandatory"])) };
}

/** The pack configuration that an example brings with it, if any. */
export function configurationOf(example: string): Record<string, unknown> | undefined {
    const file = join(example, "policy-config.json");
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>) : undefined;
}

/** What is broken, as sorted lines of a policy and the resource's name, such as `kms-key-rotation: training`. */
export function brokenIn(run: Run): string[] {
    const broken = run.violations.filter(({ policy }) => !lists.includes(policy));
    return sorted(broken.map((violation) => `${violation.policy}: ${nameOf(violation)}`));
}

/** What is undecided, in the same form. */
export function undecidedIn(run: Run): string[] {
    const entries = run.violations.filter(({ policy }) => policy === "preview-undecided");
    return sorted(
        entries.flatMap((violation) =>
            [...violation.message.matchAll(/([a-z0-9-]+) waits for/g)].map(([, policy]) => `${policy}: ${nameOf(violation)}`),
        ),
    );
}

/** The last part of the URN. */
export function nameOf({ urn }: { urn: string }): string {
    return urn.slice(urn.lastIndexOf("::") + 2);
}

/** What one policy says of one resource, in the pack's own words; the SDK puts the policy's description on the line before. */
export function messagesOf(run: Run, policy: string, name: string): string[] {
    const about = (violation: Violation) => violation.policy === policy && nameOf(violation) === name;
    return run.violations.filter(about).map(({ message }) => message.trim().split("\n").slice(1).join("\n"));
}

function sorted(lines: string[]): string[] {
    return [...new Set(lines)].sort();
}

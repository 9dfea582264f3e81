/** Prints rehearsals as `pulumi preview` prints what policies found. */
import { nameOf, typeOf } from "./cloud";
import type { Rehearsal, Violation } from "./rehearse";

/**
 * The section `Policies:` of the CLI's output.
 *
 * @param location the pack's folder, as the user names it
 */
export function policiesSection({ pack, reported }: Rehearsal, location: string): string {
    const mark = reported.some(isMandatory) ? "❌" : reported.length > 0 ? "⚠️" : "✅";
    const lines = [...reported]
        .sort(inOrder)
        .flatMap((violation) => [
            `        - [${violation.level}]${violation.severity ? ` [severity: ${violation.severity}]` : ""}  ${violation.policy}  ${resource(violation.urn)}`,
            ...`${violation.description}\n${violation.message}`.split("\n").map((line) => `          ${line}`),
        ]);
    return ["Policies:", `    ${mark} ${pack.name}@v${pack.version} (local: ${location})`, ...lines].join("\n");
}

/** One line of counts. */
export function countsLine({ violations, undecided, exempted }: Rehearsal): string {
    const mandatory = violations.filter(isMandatory).length;
    const resources = new Set(violations.map(({ urn }) => urn)).size;
    return [
        `${count(violations.length, "violation")} (${mandatory} mandatory) on ${count(resources, "resource")}`,
        `${undecided.length} undecided`,
        `${exempted.length} exempted`,
    ].join(", ");
}

export function isMandatory({ level }: Violation): boolean {
    return level === "mandatory";
}

function count(number: number, noun: string): string {
    return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** `(aws:s3:Bucket: data)`: the module's file is left out of the type where it only repeats the class. */
function resource(urn: string): string {
    const [packageName, module = "", className = ""] = typeOf(urn).split(":");
    const file = `/${className.charAt(0).toLowerCase()}${className.slice(1)}`;
    return `(${[packageName, module.endsWith(file) ? module.slice(0, -file.length) : module, className].join(":")}: ${nameOf(urn)})`;
}

const levelOrder = ["mandatory", "advisory"];
const severityOrder = ["critical", "high", "medium", "low", undefined];

function inOrder(a: Violation, b: Violation): number {
    return (
        levelOrder.indexOf(a.level) - levelOrder.indexOf(b.level) ||
        severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity) ||
        compare(a.policy, b.policy) ||
        compare(a.urn, b.urn)
    );
}

function compare(a: string, b: string): number {
    return a < b ? -1 : a > b ? 1 : 0;
}

/** The parts of an ARN, each of which may hold wildcards where it is a pattern. */
export interface Arn {
    readonly partition: string;
    readonly service: string;
    readonly region: string;
    readonly account: string;
    /** All after the fifth colon. */
    readonly resource: string;
}

/** The parts of an ARN; undefined for what has not six. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function parseArn(text: string): Arn | undefined {
    const [prefix, partition = "", service = "", region = "", account = "", ...rest] = text.split(":");
    return prefix === "arn" && rest.length > 0 ? { partition, service, region, account, resource: rest.join(":") } : undefined;
}

/**
 * Whether an ARN pattern can match the ARN itself or something that lies under it, as objects under their bucket, whose names may be anything: so a
 * pattern that fits up to its first `*` does. Partitions are not compared, for a program's own is not always known. A policy variable may be anything.
 */
export function canMatchWithin(pattern: string, arn: string): boolean {
    const [own = "", steps = ""] = [arn, pattern.replace(/\$\{[^}]*\}/g, "*")].map((each) => each.replace(/^arn:[^:]*/, ""));
    const [beginning = ""] = steps.split("*", 1);
    const fits = Array.from(`${own}/`).every(
        (character, at) => at >= beginning.length || beginning[at] === "?" || beginning[at] === character,
    );
    const isWithin = beginning.length === own.length || beginning.length > own.length + "/".length;
    return fits && (isWithin || steps.includes("*"));
}

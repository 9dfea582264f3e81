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
 * Whether an ARN pattern can match the ARN itself or something that lies under it, as objects under their bucket. Partitions are not compared, for a
 * program's own is not always known. A policy variable may be anything.
 */
export function canMatchWithin(pattern: string, arn: string): boolean {
    const [steps, own] = [pattern.replace(/\$\{[^}]*\}/g, "*"), arn].map((each) => each.replace(/^arn:[^:]*/, "")) as [string, string];
    const atOwn = positionsAfter(steps, skipStars(steps, [true]), own);
    return atOwn[steps.length] === true || positionsAfter(steps, atOwn, "/").some((isReached, at) => isReached && at < steps.length);
}

/** Where in a pattern one is once the text is matched, coming from `reached`: at index i if its first i characters are used up. */
function positionsAfter(pattern: string, reached: readonly boolean[], text: string): boolean[] {
    let current = [...reached];
    for (const character of text) {
        const next: boolean[] = [];
        for (let at = 0; at < pattern.length; at++) {
            if (current[at] && pattern[at] === "*") {
                next[at] = true;
            } else if (current[at] && (pattern[at] === "?" || pattern[at] === character)) {
                next[at + 1] = true;
            }
        }
        current = skipStars(pattern, next);
    }
    return current;
}

/** Adds the positions that are reached because a star also matches nothing. */
function skipStars(pattern: string, reached: boolean[]): boolean[] {
    for (let at = 0; at < pattern.length; at++) {
        if (reached[at] && pattern[at] === "*") {
            reached[at + 1] = true;
        }
    }
    return reached;
}

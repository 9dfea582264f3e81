import { watchReads } from "../model/block";
import { isKnown, Unknown } from "../model/fact";
import { allIdentifiers } from "../model/join";
import { slotsOf } from "../model/keySlots";
import { keyTypes } from "../model/kms";
import { type EngineResource, Resource, Stack } from "../model/resource";
import type { Policy } from "./policy";
import type { Run } from "./run";

/** What tells policies how a resource is called, or which ones send it their logs. Policies read it to find out what to judge. */
const notJudged = new RegExp(`^(${allIdentifiers.join("|")}|tags|tagsAll|logging|loggings|loggingConfiguration)\\b`);

/** A `keyId` tells of a key or a grant which one it is, and of a parameter what it is encrypted under. */
function encrypts(type: string, path: string): boolean {
    return slotsOf(type).some((slot) => slot.path === path && slot.kind !== "administration");
}

/**
 * The inputs of the resource that any of the policies judges, as paths such as `rules[0].id`: what the policies read when they judge the
 * resource alone, or with what it is made for. A block is left out where something inside it is read.
 */
export function judgedInputs(policies: readonly Policy[], resource: Resource, run: Run): readonly string[] {
    const { type, name, urn, protect, ignoreChanges } = resource;
    const read = new Set<string>();
    const before = watchReads((readType, path) => {
        if (readType === type && path !== "") {
            read.add(path);
        }
    });
    try {
        const alone = { type, name, urn, props: resource.json("") as object, opts: { protect, ignoreChanges } };
        policies.forEach((policy) => {
            judge(policy, alone, run);
        });
    } finally {
        watchReads(before);
    }
    const paths = [...read].map((path) => ({ path, segments: segmentsOf(path) }));
    return paths
        .filter(({ path }) => !notJudged.test(path) || encrypts(type, path))
        .filter(({ segments }) => !paths.some((other) => other.segments.length > segments.length && isCovered(segments, other.segments)))
        .map(({ path }) => path)
        .sort();
}

function judge(policy: Policy, resource: EngineResource, run: Run): void {
    const report = (): void => undefined;
    if ("validateResource" in policy) {
        policy.validateResource(new Resource(resource), report, {}, run);
    }
    if ("validateStack" in policy) {
        policy.validateStack(new Stack((stack) => inStack(resource, stack)), report, {}, run);
    }
}

/** The resource in a stack, with a bucket that it configures and a volume that is encrypted under it, where it is made for one of them. */
function inStack(resource: EngineResource, stack: Stack): Resource[] {
    const of = (type: string, props: object): EngineResource => ({ ...resource, type, props, urn: `${resource.urn}-${type}` });
    const bucketName = new Resource(resource).text("bucket");
    const bucket = of("aws:s3/bucket:Bucket", isKnown(bucketName) ? { bucket: bucketName } : {});
    const volume = of("aws:ebs/volume:Volume", { kmsKeyId: new Unknown(["kmsKeyId"]) });
    const placed = (one: EngineResource, propertyDependencies: Record<string, string[]>): Resource =>
        new Resource(one, { outputs: {}, propertyDependencies, stack });
    return [
        placed(resource, { bucket: [bucket.urn] }),
        ...(bucketName === undefined || resource.type === bucket.type ? [] : [placed(bucket, {})]),
        ...((keyTypes as readonly string[]).includes(resource.type) ? [placed(volume, { kmsKeyId: [resource.urn] })] : []),
    ];
}

/** Whether a path of `ignoreChanges` covers the input, or a part of it. */
export function covers(ignored: string, input: string): boolean {
    return isCovered(segmentsOf(ignored), segmentsOf(input));
}

/** Whether the input is not known as a whole. */
export function isUnknown(resource: Resource, input: string): boolean {
    let value: unknown = resource.json("");
    for (const name of input.match(/[^.[\]]+/g) ?? []) {
        value =
            typeof value === "object" && value !== null && Object.hasOwn(value, name)
                ? (value as Record<string, unknown>)[name]
                : undefined;
    }
    return value instanceof Unknown;
}

/** Whether a path of `ignoreChanges` leads to a part of the input alone. */
export function leadsInto(ignored: string, input: string): boolean {
    return segmentsOf(ignored).length > segmentsOf(input).length;
}

/** Whether one path leads to a part of the other; `*` stands for any name, and one element of a list for all. */
function isCovered(ignored: readonly string[], input: readonly string[]): boolean {
    return ignored.slice(0, input.length).every((segment, index) => segment === input[index] || segment === "*");
}

/**
 * The parts of a path as `ignoreChanges` has them: `rules[0].id`, `rules[*].id`, `tags["a.b"]`.
 * https://www.pulumi.com/docs/iac/concepts/resources/options/ignorechanges/
 */
function segmentsOf(path: string): readonly string[] {
    return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(?:\d+|\*)\]|[^.[\]]+/g)].map(([part, quoted]) =>
        part.startsWith("[") ? (quoted ?? "[]") : part,
    );
}

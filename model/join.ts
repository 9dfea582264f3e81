import type { Block } from "./block";
import { type Fact, isKnown, map, type Truth, Unknown } from "./fact";
import type { Resource, Stack } from "./resource";

/** The outputs and inputs by which other resources name one. */
const identifiers = ["id", "arn", "bucket", "bucketName", "name", "keyId"] as const;

/** Those that only native types have. */
const nativeIdentifiers = ["awsId", "roleName", "userName", "groupName", "policyArn", "tableBucketArn"] as const;

export const allIdentifiers: readonly string[] = [...identifiers, ...nativeIdentifiers];

/** The inputs that give a resource its name. While one is unknown, a known text elsewhere may turn out to be it. */
const nameInputs = ["bucket", "bucketName", "name", "roleName", "userName", "groupName"] as const;

/** What a reference leads to, as far as the stack tells. */
interface Reference {
    /** What it certainly names. */
    readonly named: readonly Resource[];
    /** What else it may name; `undefined` for anything of the kind. */
    readonly possible: readonly Resource[] | undefined;
    /** What it waits for where it is not certain. */
    readonly waiting: Unknown;
}

/**
 * What the text at `leaf` names: by id, ARN or name where they are known, else what the value was made from. Uncertain is an unknown value that
 * nothing of the stack is known to be in, or one made from several of the kind.
 *
 * @param leaf the reference itself: `resource.block("bucket")`
 * @param kin the types of what the reference may name
 * @param nameIn the part of the text that is the name, e.g. of an ARN or a URI
 */
export function reference(resource: Resource, leaf: Block, kin: readonly string[], nameIn: (text: string) => string): Reference {
    const value = leaf.text("");
    if (value instanceof Unknown) {
        const made = namedByDependency(resource, leaf.path, kin, 0);
        return made.length === 1
            ? { named: made, possible: [], waiting: value }
            : { named: [], possible: made.length > 0 ? made : undefined, waiting: value };
    }
    if (!isKnown(value)) {
        return { named: [], possible: [], waiting: new Unknown([]) };
    }
    const names = resource.stack?.once(namesOf);
    const namesakes = [...new Set([...(names?.byName.get(value) ?? []), ...(names?.byName.get(nameIn(value)) ?? [])])];
    const named = nearest(
        resource,
        namesakes.filter(({ type }) => kin.includes(type)),
    );
    const unnamed = named.length > 0 ? [] : (names?.unnamed ?? []).filter(([{ type }]) => kin.includes(type));
    return { named, possible: unnamed.map(([target]) => target), waiting: unnamed[0]?.[1] ?? new Unknown([]) };
}

/** Of several of one name, as accounts and regions may have them, those of the resource's own provider, and of its region. */
function nearest(resource: Resource, namesakes: readonly Resource[]): readonly Resource[] {
    if (namesakes.length < 2) {
        return namesakes;
    }
    const ofProvider = namesakes.filter(({ providerUrn }) => providerUrn === resource.providerUrn);
    const inRegion = ofProvider.filter(({ region }) => region === resource.region);
    return [inRegion, ofProvider, namesakes].find((near) => near.length > 0) ?? [];
}

/** Whether the reference leads to something of its kind in the stack, whichever it is. */
export function leadsIntoStack({ named, possible, waiting }: Reference): Truth {
    return named.length > 0 || (possible?.length === 0 ? false : waiting);
}

/** Whether the text at `leaf` names `target`, with the parameters of `reference`. */
export function refersTo(
    resource: Resource,
    leaf: Block,
    target: Resource,
    kin: readonly string[] = [target.type],
    nameIn: (text: string) => string = (text) => text,
): Truth {
    const { named, possible, waiting } = reference(resource, leaf, kin, nameIn);
    return named.includes(target) ? true : possible === undefined || possible.includes(target) ? waiting : false;
}

/** The resources of the stack by every name that others may give them, and those whose name is not known yet, with what it waits for. */
function namesOf(stack: Stack): { byName: ReadonlyMap<string, readonly Resource[]>; unnamed: readonly (readonly [Resource, Unknown])[] } {
    const byName = new Map<string, Resource[]>();
    const unnamed: (readonly [Resource, Unknown])[] = [];
    for (const resource of stack.resources) {
        const names = new Set(
            (resource.type.startsWith("aws-native:") ? allIdentifiers : identifiers)
                .flatMap((identifier) => [resource.outputs.text(identifier), resource.text(identifier)])
                .filter((name) => typeof name === "string"),
        );
        for (const name of names) {
            const others = byName.get(name);
            if (others === undefined) {
                byName.set(name, [resource]);
            } else {
                others.push(resource);
            }
        }
        const waiting = nameInputs.map((input): Fact<string> => resource.text(input)).find((name) => name instanceof Unknown);
        if (waiting instanceof Unknown) {
            unnamed.push([resource, waiting]);
        }
    }
    return { byName, unnamed };
}

/**
 * The resources of the given types that an unknown input was made from. One that only refers there itself, as a public access block or an
 * object does with its `bucket`, stands for what it refers to.
 */
function namedByDependency(resource: Resource, path: string, kin: readonly string[], steps: number): readonly Resource[] {
    const input = path.split(/[.[]/, 1)[0] ?? "";
    const named = resource.sourcesOf(path).flatMap((source) => {
        if (kin.includes(source.type)) {
            return [source];
        }
        return steps < 4 ? [...new Set([input, "bucket"])].flatMap((next) => namedByDependency(source, next, kin, steps + 1)) : [];
    });
    return [...new Set(named)];
}

/** Which of `targets` the reference names: the one if it is certain, `Unknown` while it may be several, `undefined` if it is none. */
export function referredTo(
    resource: Resource,
    leaf: Block,
    targets: readonly Resource[],
    kin: readonly string[],
    nameIn: (text: string) => string = (text) => text,
): Resource | undefined | Unknown {
    const { named, possible, waiting } = reference(resource, leaf, kin, nameIn);
    const mayBe = possible === undefined ? targets.length > 0 : possible.some((target) => targets.includes(target));
    return named.find((target) => targets.includes(target)) ?? (mayBe ? waiting : undefined);
}

/**
 * What of the stack the id at `leaf` may be of: one resource, or all that it was made from while it is unknown. The id itself where it is of
 * nothing in the stack; `Unknown` where nothing tells.
 */
export function namedBy(resource: Resource, leaf: Block, kin: readonly string[]): Fact<readonly (Resource | string)[]> {
    const value = leaf.text("");
    if (value instanceof Unknown) {
        const named = namedByDependency(resource, leaf.path, kin, 0);
        return named.length > 0 ? named : value;
    }
    return map(value, (text) => {
        const target = resource.stack?.once(resourcesById).get(text);
        return [target !== undefined && kin.includes(target.type) ? target : text];
    });
}

/** The outputs with the id of native resources, beside `id`: the engine tells policies no ids but those among the outputs. */
const nativeIds: Readonly<Record<string, readonly string[]>> = {
    "aws-native:ec2:RouteTable": ["routeTableId"],
    "aws-native:ec2:SecurityGroup": ["groupId", "awsId"],
    "aws-native:ec2:Subnet": ["subnetId"],
    "aws-native:ec2:Vpc": ["vpcId"],
    "aws-native:ec2:VpcEndpoint": ["awsId"],
};

/** The resources of the stack by their ids, as far as those are known. */
function resourcesById(stack: Stack): Map<string, Resource> {
    const byId = new Map<string, Resource>();
    for (const resource of stack.resources) {
        for (const output of ["id", ...(nativeIds[resource.type] ?? [])]) {
            const id = resource.outputs.text(output);
            if (isKnown(id)) {
                byId.set(id, resource);
            }
        }
    }
    return byId;
}

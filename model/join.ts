import type { Block } from "./block";
import { type Fact, isKnown, map, type Truth, Unknown } from "./fact";
import type { Resource, Stack } from "./resource";

/** The outputs and inputs by which other resources name one. */
const identifiers = ["id", "arn", "bucket", "bucketName", "name", "keyId"] as const;

/** The inputs that give a resource its name. While one is unknown, a known text elsewhere may turn out to be it. */
const nameInputs = ["bucket", "bucketName", "name"] as const;

/**
 * Whether the text at `leaf` names `target`: by its id, ARN or name where they are known, else by what the value was made from. `Unknown`
 * where neither can tell: an unknown value that nothing of the stack is known to be in, or one made from several of the kind.
 *
 * @param leaf the reference itself: `resource.block("bucket")`
 * @param kin the types of what the reference may name
 * @param nameIn the part of the text that is the name, e.g. of an ARN or a URI
 */
export function refersTo(
    resource: Resource,
    leaf: Block,
    target: Resource,
    kin: readonly string[] = [target.type],
    nameIn: (text: string) => string = (text) => text,
): Truth {
    const value = leaf.text("");
    if (value instanceof Unknown) {
        const named = namedByDependency(resource, leaf.path, kin, 0);
        return named.length === 1 ? named[0] === target : named.length === 0 || named.includes(target) ? value : false;
    }
    if (!isKnown(value)) {
        return false;
    }
    if (
        identifiers.some((identifier) =>
            [target.outputs.text(identifier), target.text(identifier)].some((id) => id === value || id === nameIn(value)),
        )
    ) {
        return true;
    }
    return nameInputs.map((input): Fact<string> => target.text(input)).find((name) => name instanceof Unknown) ?? false;
}

/**
 * The resources of the given types that an unknown input was made from. One that only refers there itself, as the `bucket` of a public
 * access block does, stands for what it refers to.
 */
function namedByDependency(resource: Resource, path: string, kin: readonly string[], steps: number): readonly Resource[] {
    const input = path.split(/[.[]/, 1)[0] ?? "";
    const named = resource
        .sourcesOf(path)
        .flatMap((source) => (kin.includes(source.type) ? [source] : steps < 4 ? namedByDependency(source, input, kin, steps + 1) : []));
    return [...new Set(named)];
}

/** Which of `targets` the reference names: the one if it is certain, `Unknown` while it may be several, `undefined` if it is none. */
export function referredTo(
    resource: Resource,
    leaf: Block,
    targets: readonly Resource[],
    kin: readonly string[],
    nameIn?: (text: string) => string,
): Resource | undefined | Unknown {
    const truths = targets.map((target) => refersTo(resource, leaf, target, kin, nameIn));
    const certain = truths.indexOf(true);
    return certain >= 0 ? targets[certain] : truths.find((truth) => truth instanceof Unknown);
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

/** The outputs with the id of native resources; the engine tells policies no ids but those among the outputs. */
const nativeIds: Readonly<Record<string, string>> = {
    "aws-native:ec2:RouteTable": "routeTableId",
    "aws-native:ec2:SecurityGroup": "groupId",
    "aws-native:ec2:Subnet": "subnetId",
    "aws-native:ec2:Vpc": "vpcId",
};

/** The resources of the stack by their ids, as far as those are known. */
function resourcesById(stack: Stack): Map<string, Resource> {
    const byId = new Map<string, Resource>();
    for (const resource of stack.resources) {
        const id = resource.outputs.text(nativeIds[resource.type] ?? "id");
        if (isKnown(id)) {
            byId.set(id, resource);
        }
    }
    return byId;
}

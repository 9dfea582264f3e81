import type { Block } from "./block";
import { all, any, type Fact, is, isGiven, map, not, orDefault, type Truth, Unknown } from "./fact";
import { hasLocalStorage } from "./instanceStorage";
import { type KeySlot, slotsOf } from "./keySlots";
import { type KeyReference, keysNamedBy } from "./kms";
import type { Resource } from "./resource";

/** What a key property is judged by. A key slot is one, and so is a place in a document that takes a key. */
export type KeyProperty = Pick<KeySlot, "block" | "key" | "protects"> & Partial<Pick<KeySlot, "switch" | "instanceTypes" | "serverless">>;

/** A key property as a resource uses it. */
export interface KeyUse {
    /** Where the key is named or ought to be. */
    readonly path: string;
    readonly protects: string;
    /** Whether there is anything to encrypt: the block is there, and what it configures is switched on. */
    readonly isNeeded: Truth;
    readonly isNamed: Truth;
    /** Whether what it runs on has local storage only, or none at all: AWS refuses a request that names a key for that. */
    readonly isRefused: Truth;
}

/** The uses of every key property of the resource that is meant. */
export function keyUses(resource: Resource, isMeant: (slot: KeySlot) => boolean): readonly KeyUse[] {
    return slotsOf(resource.type)
        .filter(isMeant)
        .flatMap((slot) =>
            keyUsesIn(resource, slot, (block, key) => any(isGiven(block.text(key)), isGiven(keysNamedIn(resource, block, key)))),
        );
}

/**
 * The keys that the text at `path` in the block names, as `keysNamedBy` has it. A block that is not known as a whole may name a key in one place
 * and not in another, whatever it is made from.
 */
export function keysNamedIn(resource: Resource, block: Block, path: string): Fact<readonly KeyReference[]> {
    const leaf = block.block(path);
    return leaf.path === pathIn(block, path) ? keysNamedBy(resource, leaf) : map(leaf.text(""), (name) => [name]);
}

/**
 * The uses of a key property below `outer`: as many as there are blocks that it is for.
 *
 * @param isNamed whether there is a key at a path in a block
 */
export function keyUsesIn(outer: Block, property: KeyProperty, isNamed: (block: Block, key: string) => Truth): readonly KeyUse[] {
    return outer.all(property.block).map((block) => ({
        path: pathIn(block, property.key),
        protects: property.protects,
        isNeeded: all(block.isGiven(), isOn(block, property)),
        isNamed: isNamed(block, property.key),
        isRefused: any(hasInstancesWithLocalStorage(block, property), isServerless(block, property)),
    }));
}

/** Whether a key is missing: something is to be encrypted, a key could be named, and none is. */
export function isKeyMissing({ isNeeded, isNamed, isRefused }: KeyUse): Truth {
    return all(isNeeded, not(isRefused), not(isNamed));
}

/** The path from the resource of what would be at `path` in the block, whether it is there or not. */
export function pathIn(block: Block, path: string): string {
    return block.path === "" ? path : `${block.path}.${path}`;
}

function isOn(block: Block, { switch: onOff }: KeyProperty): Truth {
    if (onOff === undefined) {
        return true;
    }
    const standard = onOff.onByDefault;
    return typeof onOff.on === "boolean"
        ? is(orDefault(block.flag(onOff.input), standard), (value) => value === onOff.on)
        : is(orDefault(block.text(onOff.input), standard ? onOff.on : ""), (value) => value === onOff.on);
}

/** One instance with local storage is enough: the key would be for all of them. */
function hasInstancesWithLocalStorage(block: Block, { instanceTypes = [] }: KeyProperty): Truth {
    return any(
        ...instanceTypes
            .flatMap((path) => block.all(path))
            .map((leaf) => is(leaf.text(""), (instanceType) => hasLocalStorage(instanceType) ?? new Unknown([leaf.path]))),
    );
}

function isServerless(block: Block, { serverless = [] }: KeyProperty): Truth {
    return any(...serverless.flatMap((path) => block.all(path)).map((configuration) => configuration.isGiven()));
}

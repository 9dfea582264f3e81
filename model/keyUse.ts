import type { Block } from "./block";
import { all, any, is, isGiven, not, orDefault, type Truth, Unknown } from "./fact";
import { hasLocalStorage } from "./instanceStorage";
import { type KeySlot, slotsOf } from "./keySlots";
import { keysNamedBy } from "./kms";
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
        .flatMap((slot) => keyUsesIn(resource, slot, (leaf) => any(isGiven(leaf.text("")), isGiven(keysNamedBy(resource, leaf)))));
}

/**
 * The uses of a key property below `outer`: as many as there are blocks that it is for.
 *
 * @param isNamed whether there is a key at a leaf
 */
export function keyUsesIn(outer: Block, property: KeyProperty, isNamed: (leaf: Block) => Truth): readonly KeyUse[] {
    return outer.all(property.block).map((block) => {
        const path = pathIn(block, property.key);
        const leaf = block.block(property.key);
        // A block that is not known as a whole may name a key in one place and not in another, whatever it is made from.
        const isInKnownBlock = leaf.path === path;
        return {
            path,
            protects: property.protects,
            isNeeded: all(block.isGiven(), isOn(block, property)),
            isNamed: isInKnownBlock ? isNamed(leaf) : isGiven(leaf.text("")),
            isRefused: any(hasInstancesWithLocalStorage(block, property), isServerless(block, property)),
        };
    });
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

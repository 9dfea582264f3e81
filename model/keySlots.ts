import { type KeyKind, keySlotTable, type Protection, type Switch } from "./keySlotTable";

export type { KeyKind, Switch };

/** A property of a resource type that takes a KMS key. */
export interface KeySlot {
    readonly type: string;
    /** The property's path from the resource; `[]` stands for every element of a list. */
    readonly path: string;
    readonly kind: KeyKind;
    /** What the key protects, in words that complete "the key of …". */
    readonly protects: string;
    /**
     * The block that brings this into being, a prefix of `path`; empty for the resource itself. Where the program has the block and names no
     * key, it is under a key that is not the customer's.
     */
    readonly block: string;
    /** The property's path from `block`, without lists. */
    readonly key: string;
    /** The input, by its path from `block`, that can switch it off. */
    readonly switch: Switch | undefined;
    /** The inputs, by their paths from `block`, that name the types of the instances whose storage this is; none where it is no such storage. */
    readonly instanceTypes: readonly string[];
    /** The blocks, by their paths from `block`, that make it run on no instance at all. */
    readonly serverless: readonly string[];
}

function slotOf(type: string, entry: string, protection: Protection): KeySlot {
    const slash = entry.indexOf("/");
    const block = entry.slice(0, Math.max(slash, 0));
    const key = entry.slice(slash + 1);
    const besideKey = key.slice(0, key.lastIndexOf(".") + 1);
    return {
        type,
        path: entry.replace("/", "."),
        kind: protection.kind,
        protects: protection.protects,
        block,
        key,
        switch: protection.switch,
        instanceTypes: (protection.instanceTypes ?? []).map((path) => besideKey + path),
        serverless: (protection.serverless ?? []).map((path) => besideKey + path),
    };
}

const slotsByType: ReadonlyMap<string, readonly KeySlot[]> = new Map(
    Object.entries(keySlotTable).map(([type, entries]) => [
        type,
        Object.entries(entries).map(([entry, protection]) => slotOf(type, entry, protection)),
    ]),
);

/** Every KMS key property of a resource type; none where the type takes no key. */
export function slotsOf(type: string): readonly KeySlot[] {
    return slotsByType.get(type) ?? [];
}

/** Every KMS key property of every type of the module, in whichever provider: `sagemaker`, `bedrock`. */
export function slotsOfModule(module: string): readonly KeySlot[] {
    const isOfModule = new RegExp(`^(aws|aws-native):${module}[/:]`);
    return [...slotsByType].flatMap(([type, slots]) => (isOfModule.test(type) ? slots : []));
}

/** The KMS key property of a type at this path. Throws where the table has none: the caller means one that exists. */
export function slotAt(type: string, path: string): KeySlot {
    const slot = slotsOf(type).find((candidate) => candidate.path === path);
    if (slot === undefined) {
        throw new Error(`${type} has no KMS key at ${path}`);
    }
    return slot;
}

/** All KMS key properties there are. */
export const keySlots: readonly KeySlot[] = [...slotsByType.values()].flat();

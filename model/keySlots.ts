import { type KeyKind, keySlotTable, type Protection, type Switch } from "./keySlotTable";

export type { KeyKind, Switch };

/** A property of a resource type that takes a KMS key. */
export interface KeySlot extends Protection {
    readonly type: string;
    /** The property's path from the resource; `[]` stands for every element of a list. */
    readonly path: string;
    /**
     * The block whose data the key protects, a prefix of `path`; empty for the resource itself. Where the program has this block and names no
     * key, the data is under a key that is not the customer's.
     */
    readonly block: string;
    /** The property's path from `block`, without lists. */
    readonly key: string;
}

/**
 * Whether a block only tells how something is encrypted: leaving it out does not do away with what it would encrypt. An element of a list is
 * there or not, whatever it is about.
 */
function isAboutEncryption(block: string): boolean {
    return /^sse|^kms|encrypt|securityConfig(uration(Data)?)?$/i.test(block) && !block.endsWith("[]");
}

/** The block that the key at `path` is for: the one around it, or around the blocks that only speak of encryption. */
function blockAround(path: string): string {
    const blocks = path.split(".").slice(0, -1);
    while (isAboutEncryption(blocks.at(-1) ?? "")) {
        blocks.pop();
    }
    return blocks.join(".");
}

function slotsIn(type: string, properties: Readonly<Record<string, Protection>>): KeySlot[] {
    return Object.entries(properties).map(([path, protection]) => {
        const block = protection.block ?? blockAround(path);
        return { ...protection, type, path, block, key: block === "" ? path : path.slice(block.length + 1) };
    });
}

const slotsByType: ReadonlyMap<string, readonly KeySlot[]> = new Map(
    Object.entries(keySlotTable).map(([type, properties]) => [type, slotsIn(type, properties)]),
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

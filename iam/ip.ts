import { certainly } from "./certainly";

/** An address range: the first and the last address, as numbers. */
export interface Range {
    readonly bits: 32 | 128;
    readonly first: bigint;
    readonly last: bigint;
    readonly prefix: number;
}

interface Address {
    readonly bits: 32 | 128;
    readonly number: bigint;
}

/** An IPv4 or IPv6 address; undefined for anything else. */
function parseAddress(text: string): Address | undefined {
    if (!text.includes(":")) {
        const parts = text.split(".", 5);
        return parts.length === 4 && parts.every((part) => /^[0-9]{1,3}$/.test(part) && Number(part) < 256)
            ? { bits: 32, number: parts.reduce((number, part) => number * 256n + BigInt(part), 0n) }
            : undefined;
    }
    const halves = text.split("::", 3);
    if (halves.length > 2) {
        return undefined;
    }
    const [head, tail] = halves.map((half) => (half === "" ? [] : half.split(":", 9)));
    const missing = 8 - certainly(head).length - (tail?.length ?? 0);
    if (tail === undefined ? missing !== 0 : missing < 1) {
        return undefined;
    }
    const groups = [...certainly(head), ...Array<string>(missing).fill("0"), ...(tail ?? [])];
    return groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))
        ? { bits: 128, number: groups.reduce((number, group) => number * 65536n + BigInt(`0x${group}`), 0n) }
        : undefined;
}

export function isIpAddress(text: string): boolean {
    return parseAddress(text) !== undefined;
}

/** A range in CIDR notation; without prefix length a single address; undefined for anything else. */
export function parseRange(text: string): Range | undefined {
    const [addressText, prefixText, rest] = text.split("/", 3);
    const address = parseAddress(certainly(addressText));
    if (address === undefined || rest !== undefined || (prefixText !== undefined && !/^[0-9]{1,3}$/.test(prefixText))) {
        return undefined;
    }
    const prefix = prefixText === undefined ? address.bits : Number(prefixText);
    if (prefix > address.bits) {
        return undefined;
    }
    const size = 1n << BigInt(address.bits - prefix);
    const first = (address.number / size) * size;
    return { bits: address.bits, first, last: first + size - 1n, prefix };
}

/** Whether the address is in the range; IPv4 and IPv6 are disjoint. */
export function isInRange(text: string, range: Range): boolean {
    const address = parseAddress(text);
    return address?.bits === range.bits && range.first <= address.number && address.number <= range.last;
}

/** The addresses at the edges of the range and just outside it: enough to tell it from every other range. */
export function edgesOf(range: Range): string[] {
    const greatest = (1n << BigInt(range.bits)) - 1n;
    return [range.first, range.last, range.first - 1n, range.last + 1n]
        .filter((number) => number >= 0n && number <= greatest)
        .map((number) => formatAddress({ bits: range.bits, number }));
}

function formatAddress({ bits, number }: Address): string {
    const groups = bits === 32 ? 4 : 8;
    const size = bits === 32 ? 256n : 65536n;
    const parts: string[] = [];
    for (let rest = number, index = 0; index < groups; index++, rest /= size) {
        parts.unshift((rest % size).toString(bits === 32 ? 10 : 16));
    }
    return parts.join(bits === 32 ? "." : ":");
}

import * as assert from "node:assert/strict";
import { certainly } from "../../iam/certainly";
import { edgesOf, isInRange, isIpAddress, parseRange } from "../../iam/ip";

describe("an address range", () => {
    const cases: Readonly<Record<string, readonly [range: string, inside: readonly string[], outside: readonly string[]]>> = {
        "is its addresses": ["203.0.113.0/24", ["203.0.113.0", "203.0.113.255"], ["203.0.112.255", "203.0.114.0"]],
        "starts where its prefix says, whatever address is written": ["203.0.113.77/24", ["203.0.113.0"], ["203.0.112.1"]],
        "without prefix length is one address": ["203.0.113.7", ["203.0.113.7"], ["203.0.113.8"]],
        "of length zero is every address of its kind": ["0.0.0.0/0", ["0.0.0.0", "255.255.255.255"], ["::", "::ffff:0:0"]],
        "of IPv6 is apart from IPv4": ["2001:db8::/32", ["2001:db8::1", "2001:DB8:ffff:0:0:0:0:1"], ["2001:db9::", "32.1.13.184"]],
    };
    for (const [sentence, [text, inside, outside]] of Object.entries(cases)) {
        it(sentence, () => {
            const range = parseRange(text);
            assert.ok(range !== undefined);
            inside.forEach((address) => assert.ok(isInRange(address, range), address));
            outside.forEach((address) => assert.ok(!isInRange(address, range), address));
        });
    }

    it("is nothing else", () => {
        for (const text of [
            "",
            "10.0.0.0/33",
            "10.0.0/8",
            "10.0.0.256",
            "10.0.0.0/",
            "10.0.0.0/8/8",
            "::1/129",
            "1:2:3",
            "1::2::3",
            "x",
            "10.0.0.0/-1",
        ]) {
            assert.equal(parseRange(text), undefined, text);
        }
    });

    it("has edges that tell it from its neighbours", () => {
        assert.deepEqual(edgesOf(certainly(parseRange("203.0.113.0/24"))), [
            "203.0.113.0",
            "203.0.113.255",
            "203.0.112.255",
            "203.0.114.0",
        ]);
        assert.deepEqual(edgesOf(certainly(parseRange("0.0.0.0/0"))), ["0.0.0.0", "255.255.255.255"]);
        assert.ok(edgesOf(certainly(parseRange("2001:db8::/32"))).every(isIpAddress));
    });
});

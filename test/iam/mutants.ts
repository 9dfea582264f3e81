import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Inverts the rules of sections 5.1, 5.2 and 6.3 in a copy of iam/, one at a time, and says which of them no test misses:
 * `ts-node test/iam/mutants.ts [part of a name]...`.
 */

interface Mutant {
    readonly rule: string;
    readonly file: "condition" | "universe";
    readonly from: string;
    readonly to: string;
}

const absent =
    'operator.set === "any" ? (operator.ifExists ? "unclear" : false) : operator.set === "all" || operator.ifExists ? true : negated';
const all = 'truths.includes(false) ? false : truths.includes("unclear") ? "unclear" : true';
const any = 'truths.includes(true) ? true : truths.includes("unclear") ? "unclear" : false';
const agree = 'truths.every((one) => one === truths[0]) ? certainly(truths[0]) : "unclear"';

function ofTests(rule: string, from: string, to: string): Mutant {
    return { rule, file: "condition", from, to };
}

function ofRequests(rule: string, from: string, to: string): Mutant {
    return { rule, file: "universe", from, to };
}

function absentUnder(rule: string, from: string, to: string): Mutant {
    return ofTests(rule, absent, absent.replace(from, to));
}

const mutants: readonly Mutant[] = [
    absentUnder("an absent key makes a positive test true", ": negated", ": true"),
    absentUnder("an absent key makes a negated test false", ": negated", ": false"),
    absentUnder("IfExists changes nothing", " || operator.ifExists", ""),
    absentUnder("ForAllValues changes nothing for an absent key", 'operator.set === "all" || ', ""),
    absentUnder("ForAnyValue is true of an absent key", '"unclear" : false', '"unclear" : true'),
    absentUnder("ForAnyValue keeps a negated operator's truth", '"unclear" : false', '"unclear" : negated'),
    absentUnder("ForAnyValue with IfExists is true of an absent key", 'operator.ifExists ? "unclear"', "operator.ifExists ? true"),
    absentUnder("ForAnyValue with IfExists is false of an absent key", 'operator.ifExists ? "unclear"', "operator.ifExists ? false"),
    ofTests("negation is dropped", ": false;\n    return test.negated ? negate(match) : match;", ": false;\n    return match;"),
    ofTests("ForAllValues asks for one", all, any),
    ofTests("ForAnyValue asks for all", any, all),
    ofTests("of several values without set operator the first counts", agree, "certainly(truths[0])"),
    ofTests("several values without set operator are ORed", agree, "truths.includes(true)"),
    ofTests(
        "Null true is false of an absent key",
        'const absent: Ternary = texts.includes("true") ? true',
        'const absent: Ternary = texts.includes("true") ? false',
    ),
    ofTests("Null true is Null false", 'texts.includes("true") ? true : odd', 'texts.includes("false") ? true : odd'),
    ofTests(
        "Null false is false of a present key",
        'const present: Ternary = texts.includes("false") ? true',
        'const present: Ternary = texts.includes("false") ? false',
    ),
    ofTests("ForAllValues:Null is false", 'const always = operator.set === "all";', "const always = false;"),
    ofTests("ForAnyValue:Null is true", 'const always = operator.set === "all";', "const always = true;"),
    ofTests("ForAnyValue with an empty list is true", 'absent: operator.set !== "any", certain: []', "absent: true, certain: []"),
    ofTests(
        "an empty list matches a present key",
        'absent: operator.set !== "any", certain: []',
        'absent: operator.set !== "any", certain: [everything]',
    ),
    ofTests(
        "an empty list without set operator is false",
        "if (operator.set === undefined && !operator.ifExists) {",
        "if (values.length > 0) {".replace("values", "test.values"),
    ),
    ofTests(
        "an unknown operator is false",
        'if (operator.family === "unknown") {',
        'if (operator.family === "unknown") {\n        return predicate(key, { test, absent: false, certain: [] });',
    ),
    ofTests(
        "an unknown value matches nothing",
        '            unclear.push(everything);\n            fault = { code: "unknown-value"',
        '            fault = { code: "unknown-value"',
    ),
    ofTests("StringLike takes wildcards literally", "everything : wildcard(...pieces) };", "literal(text) : literal(text) };"),
    ofTests(
        "StringEquals knows wildcards",
        'case "string":\n            return { glob: literal(text) };',
        'case "string":\n            return { glob: wildcard(...pieces) };',
    ),
    ofTests(
        "StringEqualsIgnoreCase minds case",
        'case "stringIgnoreCase":\n            return { glob: literalInAnyCase(text) };',
        'case "stringIgnoreCase":\n            return { glob: literal(text) };',
    ),
    ofTests("ArnLike compares text", "const glob = arnWildcard(...pieces);", "const glob = wildcard(...pieces) as Glob | undefined;"),
    ofTests("Bool takes 0 for false", "literalInAnyCase(value) : undefined", 'literalInAnyCase(value) : literal("false")'),
    ofTests("less is less or equal", '"<": (value, bound) => value < bound', '"<": (value, bound) => value <= bound'),
    ofTests("less or equal is less", '"<=": (value, bound) => value <= bound', '"<=": (value, bound) => value < bound'),
    ofTests("greater is greater or equal", '">": (value, bound) => value > bound', '">": (value, bound) => value >= bound'),
    ofTests("greater or equal is greater", '">=": (value, bound) => value >= bound', '">=": (value, bound) => value > bound'),

    ofRequests("V1 SourceVpce may be missing", '"endpoint" ? present(networkId("vpce"', '"endpoint" ? optional(networkId("vpce"'),
    ofRequests("V1 SourceVpc may be missing", '"endpoint" ? present(networkId("vpc"', '"endpoint" ? optional(networkId("vpc"'),
    ofRequests(
        "V1 VpcSourceIp may be missing",
        'case "aws:vpcsourceip":\n            return network === "endpoint" ? present(',
        'case "aws:vpcsourceip":\n            return network === "endpoint" ? optional(',
    ),
    ofRequests(
        "V1 VpceAccount may be missing",
        'case "aws:vpceaccount":\n            return network === "endpoint" ? present(',
        'case "aws:vpceaccount":\n            return network === "endpoint" ? optional(',
    ),
    ofRequests(
        "V1 SourceVpce on the internet",
        'network === "endpoint" ? present(networkId("vpce"',
        'network !== "service" ? present(networkId("vpce"',
    ),
    ofRequests(
        "V1 SourceVpc on the internet",
        'network === "endpoint" ? present(networkId("vpc"',
        'network !== "service" ? present(networkId("vpc"',
    ),
    ofRequests(
        "V1 VpcSourceIp on the internet",
        'case "aws:vpcsourceip":\n            return network === "endpoint"',
        'case "aws:vpcsourceip":\n            return network !== "service"',
    ),
    ofRequests(
        "V1 VpceAccount on the internet",
        'case "aws:vpceaccount":\n            return network === "endpoint"',
        'case "aws:vpceaccount":\n            return network !== "service"',
    ),
    ofRequests(
        "V1 SourceIp may be missing",
        'return network === "internet"\n                ? present(',
        'return network === "internet"\n                ? optional(',
    ),
    ofRequests(
        "V1 SourceIp through endpoints",
        'case "aws:sourceip":\n            return network === "internet"',
        'case "aws:sourceip":\n            return network !== "service"',
    ),
    ofRequests(
        "V2 SourceVpce of services",
        'network === "endpoint" ? present(networkId("vpce"',
        'network !== "internet" ? present(networkId("vpce"',
    ),
    ofRequests(
        "V3 CalledVia on direct requests",
        'return isForwarded ? optional(anyValue(key, setting)) : none;\n        case "kms:viaservice"',
        'return optional(anyValue(key, setting));\n        case "kms:viaservice"',
    ),
    ofRequests("V3 ViaAWSService is always false", "constant(String(isForwarded))", 'constant("false")'),
    ofRequests("V3 ViaAWSService is free", "constant(String(isForwarded))", 'present(oneOf("true", "false"))'),
    ofRequests("V3 PrincipalIsAWSService is free", 'constant(String(caller.kind === "service"))', 'present(oneOf("true", "false"))'),
    ofRequests("V4 PrincipalIsAWSService of the anonymous", 'return caller.kind === "anonymous" ? none : constant(', "return constant("),
    ofRequests(
        "V4 tags of the anonymous",
        'if (key.startsWith("aws:principaltag/")) {\n                return isSigned ?',
        'if (key.startsWith("aws:principaltag/")) {\n                return key !== "" ?',
    ),
    ofRequests("V4 MFA of the anonymous", 'return isSigned ? (plain ? constant("true")', 'return key !== "" ? (plain ? constant("true")'),
    ofRequests(
        "V4 age of the MFA of the anonymous",
        'return isSigned ? (plain ? constant("60")',
        'return key !== "" ? (plain ? constant("60")',
    ),
    ofRequests("V4 the anonymous have no account", ', "aws:principalaccount": fixed("anonymous") }', " }"),
    ofRequests(
        "V4 organisation of the anonymous",
        'if (caller.kind === "anonymous" || caller.kind === "service") {\n        return [absentOrganization(prefix)];',
        'if (caller.kind === "service") {\n        return [absentOrganization(prefix)];',
    ),
    ofRequests(
        "V5 PrincipalAccount is another's",
        '"aws:principalaccount": account,\n        "kms:calleraccount"',
        '"aws:principalaccount": fixed(someAccount),\n        "kms:calleraccount"',
    ),
    ofRequests("V5 CallerAccount is missing", "isForKey(action) ? account : absent", "absent"),
    ofRequests("V5 CallerAccount of S3 requests", "isForKey(action) ? account : absent", "account"),
    ofRequests(
        "V6 the id without paths",
        "[`${prefix}paths`]: { variable: 0, view: identity } },\n        text",
        "[`${prefix}paths`]: absent },\n        text",
    ),
    ofRequests(
        "V6 paths without the id",
        "{ [`${prefix}id`]: { variable: 0, view: organizationOfPath }, [`${prefix}paths`]: { variable: 0, view: identity } },\n        text",
        "{ [`${prefix}id`]: absent, [`${prefix}paths`]: { variable: 0, view: identity } },\n        text",
    ),
    ofRequests("V6 the id apart from the path", 'read: (path) => path.slice(0, path.indexOf("/")),', "read: () => someOrganization,"),
    ofRequests(
        "V6 the own account in any organisation",
        "return [orgId instanceof Unknown ? unknownOrganization(prefix) : organization(prefix, orgId)];",
        "return optionalOrganization(prefix);",
    ),
    ofRequests(
        "V7 the source's account apart from its ARN",
        '"aws:sourceaccount": account }, withAccount)',
        '"aws:sourceaccount": fixed(someAccount) }, withAccount)',
    ),
    ofRequests(
        "V8 the access point's account apart from its ARN",
        '"s3:dataaccesspointaccount": account,',
        '"s3:dataaccesspointaccount": fixed("111122223333"),',
    ),
    ofRequests("V8 the access point's account is missing", '"s3:dataaccesspointaccount": account,', '"s3:dataaccesspointaccount": absent,'),
    ofRequests(
        "V8 the access point's ARN is missing",
        '"s3:dataaccesspointarn": { variable: 0, view: identity },',
        '"s3:dataaccesspointarn": absent,',
    ),
    ofRequests(
        "V8 the access point's origin is missing",
        '"s3:accesspointnetworkorigin": { variable: 1, view: identity },',
        '"s3:accesspointnetworkorigin": absent,',
    ),
    ofRequests(
        "V8 an access point of a VPC from the internet",
        'network === "endpoint" ? oneOf("Internet", "VPC") : oneOf("Internet")',
        'oneOf("Internet", "VPC")',
    ),
    ofRequests(
        "V9 a TLS version on plain requests",
        'fixed("false"), "s3:tlsversion": absent',
        'fixed("false"), "s3:tlsversion": fixed("1.0")',
    ),
    ofRequests(
        "V9 no TLS version on TLS",
        'fixed("true"), "s3:tlsversion": { variable: 0, view: identity }',
        'fixed("true"), "s3:tlsversion": absent',
    ),
    ofRequests(
        "V10 a key id with AES256",
        '[sseKey]: absent, [sseCustomer]: absent }, oneOf("AES256"))',
        '[sseKey]: { variable: 1, view: identity }, [sseCustomer]: absent }, oneOf("AES256"), text(["x"]))',
    ),
    ofRequests(
        "V10 a key id without SSE",
        "{ [sse]: algorithm, [sseKey]: { variable: 1, view: identity }, [sseCustomer]: absent },",
        "{ [sse]: absent, [sseKey]: { variable: 1, view: identity }, [sseCustomer]: absent },",
    ),
    ofRequests(
        "V10 SSE-C with SSE",
        '{ [sse]: absent, [sseKey]: absent, [sseCustomer]: fixed("AES256") }',
        '{ [sse]: fixed("AES256"), [sseKey]: absent, [sseCustomer]: fixed("AES256") }',
    ),
    ofRequests(
        "V10 SSE-C with a key id",
        '{ [sse]: absent, [sseKey]: absent, [sseCustomer]: fixed("AES256") }',
        '{ [sse]: absent, [sseKey]: fixed("x"), [sseCustomer]: fixed("AES256") }',
    ),
    ofRequests("V11 the owner is another", ": fixed(owner);", ": fixed(someAccount);"),
    ofRequests(
        "6.2 ids of endpoints are free",
        "[sequence(start, exactly(8, lowerAlphanumeric)), sequence(start, exactly(17, lowerAlphanumeric))],",
        "[sequence(start, some())],",
    ),
    ofRequests("6.1 GrantIsForAWSResource may be missing", "allowForAbsence(setting.testsOf(key)) ? none : []", "none"),
];

const root = resolve(__dirname, "../..");
const copy = mkdtempSync(join(tmpdir(), "ml-data-guard-mutants-"));
const tests = ["truth-table", "documents", "questions", "examples", "regressions"].map((name) => `test/iam/${name}.test.ts`);

function testsPass(): boolean {
    const { status } = spawnSync(
        process.execPath,
        ["node_modules/mocha/bin/mocha.js", "--no-config", "-r", "ts-node/register/transpile-only", "--bail", "-t", "60000", ...tests],
        { cwd: copy, timeout: 300_000 },
    );
    return status === 0;
}

try {
    for (const part of ["iam", "test/iam", "model/fact.ts", "tsconfig.json", "package.json"]) {
        cpSync(join(root, part), join(copy, part), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    if (!testsPass()) {
        throw new Error("The tests fail without a mutant.");
    }
    const missed: string[] = [];
    const parts = process.argv.slice(2);
    const chosen = mutants.filter(({ rule }) => parts.length === 0 || parts.some((part) => rule.includes(part)));
    for (const { rule, file, from, to } of chosen) {
        const path = join(copy, "iam", `${file}.ts`);
        const source = readFileSync(path, "utf8");
        if (source.split(from).length !== 2) {
            missed.push(rule);
            console.log(`not applicable: ${rule}`);
            continue;
        }
        writeFileSync(
            path,
            source.replace(from, () => to),
        );
        const isMissed = testsPass();
        writeFileSync(path, source);
        if (isMissed) {
            missed.push(rule);
        }
        console.log(`${isMissed ? "MISSED" : "caught"}: ${rule}`);
    }
    console.log(`${chosen.length} rules, ${missed.length} missed`);
    process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
    rmSync(copy, { recursive: true, force: true });
}

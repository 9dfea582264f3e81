import { canonicalKey } from "./catalogue";
import { certainly } from "./certainly";
import type { Kind } from "./context";
import { type Request, applies, resourceMatches, testHolds } from "./evaluate";
import type { Statement } from "./parse";
import type { Finding, FoundRequest } from "./search";
import { attachedName, sentence } from "./words";

/** A request that breaks the property, in full; `candidate` where it only may. */
export interface Witness {
    /** "anonymous", or the ARN, name or id of who calls. */
    readonly principal: string;
    readonly action: string;
    readonly resource: string;
    readonly network: "internet" | "endpoint" | "service";
    readonly keys: Readonly<Record<string, string | readonly string[]>>;
    readonly candidate?: boolean;
    /** Who, from where, does what, to which resource, with what, and why nothing stops it, in one line. */
    readonly text: string;
}

/** The keys that every request of the kind has, in AWS's spelling: a witness is a whole request. */
const usualKeys = [
    "aws:SourceIp",
    "aws:SourceVpce",
    "aws:SourceVpc",
    "aws:VpcSourceIp",
    "aws:VpceAccount",
    "aws:PrincipalArn",
    "aws:PrincipalAccount",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalIsAWSService",
    "aws:PrincipalServiceName",
    "aws:ViaAWSService",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SecureTransport",
    "s3:TlsVersion",
    "aws:ResourceAccount",
    "aws:ResourceOrgID",
    "s3:DataAccessPointArn",
    "s3:DataAccessPointAccount",
    "s3:AccessPointNetworkOrigin",
    "s3:x-amz-server-side-encryption",
    "s3:x-amz-server-side-encryption-aws-kms-key-id",
    "s3:x-amz-server-side-encryption-customer-algorithm",
];

/** The same, where requests are for a key. */
const usualKeysOfKms = [
    ...usualKeys.filter((key) => !key.startsWith("s3:") || key === "s3:TlsVersion"),
    "kms:CallerAccount",
    "kms:ViaService",
];

/** The spelling of each key that a witness shows: AWS's own, or the document's. */
function spellings(found: FoundRequest, statements: readonly Statement[], kind: Kind): Map<string, string> {
    const names = new Map<string, string>();
    for (const statement of statements) {
        for (const { keyText } of statement.tests) {
            names.set(canonicalKey(keyText), keyText);
        }
    }
    for (const { key, test } of found.must) {
        if (test !== undefined) {
            names.set(key, test.keyText);
        }
    }
    for (const key of found.bound) {
        names.set(key, names.get(key) ?? key);
    }
    for (const key of kind === "key" ? usualKeysOfKms : usualKeys) {
        names.set(canonicalKey(key), key);
    }
    return names;
}

/** The request in full, as the concrete evaluator reads it. */
function requestOf(found: FoundRequest, statements: readonly Statement[], kind: Kind): Request {
    const keys = new Map<string, readonly (string | null)[]>();
    for (const key of spellings(found, statements, kind).keys()) {
        const values = found.valuesOf(key);
        if (values === "unknown") {
            keys.set(key, [null]);
        } else if (values.length > 0) {
            keys.set(key, values);
        }
    }
    const resource = found.valuesOf("@resource");
    const arn = found.valuesOf("aws:principalarn");
    const id =
        found.caller.kind === "iam" && arn !== "unknown"
            ? certainly(arn[0])
            : found.caller.kind === "service"
              ? first(found.valuesOf("@principal"))
              : (found.caller.id ?? "anonymous");
    return {
        principal: { kind: found.caller.kind, id },
        action: found.action,
        resource: resource === "unknown" ? null : (resource[0] ?? null),
        keys,
        isIdentityPolicy: kind === "identity",
        isKeyPolicy: kind === "key",
    };
}

function first(values: readonly string[] | "unknown"): string {
    return values === "unknown" ? "" : (values[0] ?? "");
}

/** Whether the concrete evaluator agrees that every request found is bad. */
export function isConfirmed({ requests }: Finding, statements: readonly Statement[], kind: Kind): boolean {
    return requests.every((found) => {
        const request = requestOf(found, [...statements, ...found.none], kind);
        return (
            found.none.every((statement) => applies(statement, request) === false) &&
            (found.one === undefined || applies(found.one, request) === true) &&
            found.must.every(
                ({ test, resources }) =>
                    (test === undefined || testHolds(test, false, request) === true) &&
                    (resources === undefined || resourceMatches(resources, false, request) === true),
            )
        );
    });
}

/**
 * The witness of what was found; of two requests by one principal, the first with the second in its text.
 *
 * @param isRefused whether what is wrong about the request is that it is refused
 */
export function witnessOf(
    { requests: [found, second] }: Finding,
    statements: readonly Statement[],
    kind: Kind,
    isCandidate: boolean,
    isRefused: boolean,
): Witness {
    const request = requestOf(certainly(found), [...statements, ...certainly(found).none], kind);
    const names = spellings(certainly(found), statements, kind);
    const keys: Record<string, string | readonly string[]> = {};
    for (const [key, values] of request.keys) {
        const known = values.filter((value) => value !== null);
        if (known.length > 0) {
            keys[names.get(key) ?? key] = known.length === 1 && !isList(key) ? certainly(known[0]) : known;
        }
    }
    return {
        principal: request.principal.id,
        action: certainly(found).action,
        resource: request.resource ?? attachedName[kind],
        network: certainly(found).network,
        keys,
        ...(isCandidate ? { candidate: true } : {}),
        text: sentence(certainly(found), request, second, kind, isRefused),
    };
}

function isList(key: string): boolean {
    return key.endsWith("orgpaths");
}

import { canonicalKey } from "./catalogue";
import { type Request, type Truth3, applies, elementTruths, resourceMatches, testHolds } from "./evaluate";
import type { Kind } from "./context";
import type { ConditionTest, Statement } from "./parse";
import type { Finding, FoundRequest } from "./search";

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
            ? arn[0]!
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
        const isRequired = (truth: Truth3): boolean => truth === true;
        return (
            found.none.every((statement) => applies(statement, request) === false) &&
            (found.one === undefined || isRequired(applies(found.one, request))) &&
            found.must.every(
                ({ test, resources }) =>
                    (test === undefined || isRequired(testHolds(test, false, request))) &&
                    (resources === undefined || isRequired(resourceMatches(resources, false, request))),
            )
        );
    });
}

/** The witness of what was found; of two requests by one principal, the first with the second in its text. */
export function witnessOf(finding: Finding, statements: readonly Statement[], kind: Kind, isCandidate: boolean): Witness {
    const [found, second] = finding.requests;
    const request = requestOf(found!, [...statements, ...found!.none], kind);
    const names = spellings(found!, statements, kind);
    const keys: Record<string, string | readonly string[]> = {};
    for (const [key, values] of request.keys) {
        const known = values.filter((value) => value !== null);
        if (known.length > 0) {
            keys[names.get(key) ?? key] = known.length === 1 && !isList(key) ? known[0]! : known;
        }
    }
    return {
        principal: request.principal.id,
        action: found!.action,
        resource: request.resource ?? attachedName[kind],
        network: found!.network,
        keys,
        ...(isCandidate ? { candidate: true } : {}),
        text:
            describe(found!, request, statements, kind) +
            (second === undefined ? "" : `, and the same principal ${call(second, requestOf(second, statements, kind), kind)}`),
    };
}

function isList(key: string): boolean {
    return key.endsWith("orgpaths");
}

const attachedName: Readonly<Record<Kind, string>> = {
    bucket: "the bucket",
    accesspoint: "the access point",
    key: "the key",
    vpce: "a resource",
    identity: "a resource",
    tablebucket: "the table bucket",
    vectorbucket: "the vector bucket",
    modelpackagegroup: "the model package group",
};

// ------------------------------------------------------------------------------------------------------------------- text

/** Account ids, ARNs, aliases and ids of endpoints and organisations may be shown; other literals of a document may not. */
const shown =
    /^([0-9]{12}|arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:([0-9]{12})?:[A-Za-z0-9_+=,.@/:!'()*-]+|alias\/[A-Za-z0-9/_-]+|vpce?-[0-9a-z]+|o-[a-z0-9]{10,32}(\/r-[a-z0-9-]+(\/ou-[a-z0-9-]+)*\/?)?|true|false|anonymous|AES256|aws:kms(:dsse)?|1\.[0-3]|[a-z0-9.-]+\.amazonaws\.com(\.cn)?)$/;

/** Values that the prover makes up. */
const madeUp = new Set(["x", "other", "198.51.100.7", "192.0.2.7", "2001:db8::7"]);

function describe(found: FoundRequest, request: Request, statements: readonly Statement[], kind: Kind): string {
    const how = details(found, request, statements);
    const granted = found.one !== undefined && found.one.effect === "Allow" ? `; ${found.one.name} allows it` : "";
    const denied = found.one !== undefined && found.one.effect === "Deny" ? `; ${found.one.name} denies it` : "";
    return `${call(found, request, kind)}${how}${granted}${denied}${explanations(found, request)}`;
}

function call(found: FoundRequest, request: Request, kind: Kind): string {
    const { network } = found;
    const endpoint = request.keys.get("aws:sourcevpce")?.[0];
    const through =
        found.relevant.has("aws:sourcevpce") && typeof endpoint === "string"
            ? `through the VPC endpoint ${endpoint}`
            : "through a VPC endpoint";
    const from =
        network === "internet"
            ? "from the internet"
            : network === "endpoint"
              ? through
              : found.caller.kind === "service"
                ? ""
                : "through an AWS service";
    const verb = kind === "identity" ? "may call" : "calls";
    return [who(found, request), from, verb, request.action, "on", shownResource(request.resource, kind)]
        .filter((word) => word !== "")
        .join(" ");
}

function shownResource(resource: string | null, kind: Kind): string {
    return resource !== null && shown.test(resource) ? resource : attachedName[kind];
}

function who({ caller }: FoundRequest, { principal: { id } }: Request): string {
    switch (caller.kind) {
        case "anonymous":
            return "anybody without credentials";
        case "iam":
            return shown.test(id) ? id : "a principal that the document names";
        case "service":
            return id === "other.amazonaws.com" ? "an AWS service" : shown.test(id) ? `the service ${id}` : "an AWS service";
        case "federated":
            return shown.test(id) || /^[a-z0-9.-]+$/.test(id) ? `whoever ${id} identifies` : "whoever an identity provider identifies";
        default:
            return caller.kind === "canonical" ? "a canonical user that the document names" : "a principal of no known account";
    }
}

/** Up to five keys that the document asks about, with their values. */
function details(found: FoundRequest, request: Request, statements: readonly Statement[]): string {
    const names = new Map<string, string>();
    for (const statement of [...found.none, ...(found.one === undefined ? [] : [found.one])]) {
        for (const { keyText } of statement.tests) {
            names.set(canonicalKey(keyText), keyText);
        }
    }
    for (const { key, test } of found.must) {
        if (test !== undefined) {
            names.set(key, test.keyText);
        }
    }
    const obvious = new Set(["aws:principalarn", "aws:principalaccount", "aws:principalservicename", "aws:sourcevpce"]);
    const present: string[] = [];
    const without: string[] = [];
    for (const [key, name] of names) {
        const values = request.keys.get(key);
        if (obvious.has(key)) {
            continue;
        }
        if (values === undefined) {
            without.push(name);
        } else if (!(key === "aws:securetransport" && values[0] === "true") && !(key.endsWith("awsservice") && values[0] === "false")) {
            present.push(`${name} ${shownValues(key, values, statements)}`);
        }
    }
    const shownPresent = present.slice(0, 5);
    const shownWithout = without.slice(0, 5 - shownPresent.length);
    return [
        shownPresent.length > 0 ? `, with ${shownPresent.join(", ")}` : "",
        shownWithout.length > 0 ? `, without ${shownWithout.join(", ")}` : "",
    ].join("");
}

function shownValues(key: string, values: readonly (string | null)[], statements: readonly Statement[]): string {
    return values
        .map((value) => {
            if (value === null) {
                return "(not known yet)";
            }
            if (shown.test(value) || madeUp.has(value)) {
                return value;
            }
            const source = statements.find(({ tests }) => tests.some((test) => canonicalKey(test.key) === key));
            return source === undefined ? "of a made-up value" : `of a value after ${source.name}`;
        })
        .join(" and ");
}

/** For each Deny that might have stopped the request, why it does not; those that come closest. */
function explanations(found: FoundRequest, request: Request): string {
    const reasons = found.none
        .filter(({ effect }) => effect === "Deny")
        .map((statement) => {
            const truths = elementTruths(statement, request);
            const at = truths.findIndex(([, truth]) => truth === false);
            return { statement, at, element: truths[at]?.[0] };
        })
        .filter(({ element }) => element !== undefined)
        .sort((a, b) => b.at - a.at)
        .slice(0, 3)
        .map(({ statement, element }) => `${statement.name} does not deny it: ${reason(element!, request)}`);
    return reasons.length === 0 ? "" : `; ${reasons.join("; ")}`;
}

function reason(element: string | ConditionTest, request: Request): string {
    if (typeof element === "string") {
        return element.endsWith("Principal")
            ? `its ${element} is not about this caller`
            : element.endsWith("Action")
              ? `its ${element} is not about ${request.action}`
              : `its ${element} is not about this resource`;
    }
    const values = request.keys.get(canonicalKey(element.key));
    const test = `${element.operator.family === "unknown" ? "its test of" : element.operator.text} ${element.keyText}`;
    return `${test} is false${values === undefined ? " because the key is absent" : ""}`;
}

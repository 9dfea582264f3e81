import { type Unknown } from "../../model/fact";
import { accountOf, isInRange, readRange, type Keys, type Kind, type Principal, type Request, type Statement } from "./evaluator";
import { bucketActions, bucketDataActions, kmsActions, objectActions, sagemakerResources } from "./actions";

/** The requests AWS can produce: who calls, from where, with which condition keys (sections 6 and 7 of the specification). */

type List = readonly (string | Unknown)[] | Unknown;

export interface Context {
    readonly bucketArn?: string;
    readonly accessPointArn?: string;
    readonly keyArn?: string;
    readonly accountId: string;
    readonly orgId?: string;
    readonly networkOrigin?: "Internet" | "VPC";
    readonly vpcId?: string;
    readonly allowedVpceIds?: List;
    readonly allowedVpcIds?: List;
    readonly allowedVpceAccounts?: List;
    readonly allowedVpceOrgIds?: List;
    readonly allowedSourceIps?: readonly string[];
    readonly breakGlassPrincipalArns?: readonly string[];
    readonly serviceExceptions?: { readonly principalIsAwsService?: boolean; readonly viaAwsService?: boolean };
    readonly allowedAccounts?: readonly string[];
    readonly allowedOrgIds?: readonly string[];
    readonly allowedPrincipalArns?: readonly string[];
    readonly allowedCanonicalUsers?: readonly string[];
    readonly allowedServices?: readonly string[];
    readonly requireSourceScope?: boolean;
    readonly servicesWithoutSource?: readonly string[];
    readonly allowedSourceArns?: readonly string[];
    readonly trustAccessPointAccounts?: boolean;
    readonly extraKeyArns?: readonly string[];
    readonly defaultEncryption?: { readonly algorithm: string; readonly kmsKeyArn?: string };
    readonly ssecBlocked?: boolean;
    readonly allowedBucketArns?: readonly string[];
    readonly allowedKeyArns?: readonly string[];
    readonly allowedResourceAccounts?: readonly string[];
    readonly allowedResourceOrgIds?: readonly string[];
    readonly requirement?: { readonly actions: readonly string[]; readonly key: string; readonly allowedValues?: readonly string[] };
    readonly restrictedTag?: { readonly key: string; readonly value: string; readonly principalTag: string };
    readonly exceptionStatements?: readonly { readonly Action: string; readonly Resource: string; readonly Condition?: object }[];
}

/** A request and the network it comes from: an endpoint of a VPC, an AWS service's own, or any other. */
export interface Call extends Request {
    readonly network: "internet" | "endpoint" | "service";
}

export const stranger = "999999999999";
const someOrganization = "o-zzzzzzzzzz";
const addressOutside = "8.8.8.8";

const endpointKeys = ["aws:sourcevpce", "aws:sourcevpc", "aws:vpcsourceip", "aws:vpceaccount"];
const endpointOnlyKeys = [...endpointKeys, "aws:sourcevpcarn", "aws:vpceorgid", "aws:vpceorgpaths"];
const accessPointKeys = ["s3:dataaccesspointarn", "s3:dataaccesspointaccount", "s3:accesspointnetworkorigin"];
const sourceKeys = ["aws:sourceaccount", "aws:sourcearn", "aws:sourceowner", "aws:sourceorgid", "aws:sourceorgpaths"];
const calledViaKeys = ["aws:calledvia", "aws:calledviafirst", "aws:calledvialast"];
const serviceNameKeys = ["aws:principalservicename", "aws:principalservicenameslist"];
const encryption = "s3:x-amz-server-side-encryption";
const encryptionKeyId = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const customerAlgorithm = "s3:x-amz-server-side-encryption-customer-algorithm";
const alwaysPresent = ["aws:securetransport", "aws:viaawsservice", "aws:currenttime", "aws:requestedregion", "aws:resourceaccount"];

/** Values that AWS can give a key; a key without an entry takes any text. */
const domains: Record<string, RegExp> = {
    "aws:sourcevpce": /^vpce-([0-9a-z]{8}|[0-9a-z]{17})$/,
    "aws:sourcevpc": /^vpc-([0-9a-z]{8}|[0-9a-z]{17})$/,
    "aws:vpceaccount": /^\d{12}$/,
    "aws:vpceorgid": /^o-[a-z0-9]{10,32}$/,
    "aws:principalorgid": /^o-[a-z0-9]{10,32}$/,
    "aws:principalorgpaths": /^o-[a-z0-9]{10,32}\/r-.+$/,
    "aws:vpceorgpaths": /^o-[a-z0-9]{10,32}\/r-.+$/,
    "aws:resourceorgid": /^o-[a-z0-9]{10,32}$/,
    "aws:sourceorgid": /^o-[a-z0-9]{10,32}$/,
    "aws:principalaccount": /^(\d{12}|anonymous)$/,
    "kms:calleraccount": /^\d{12}$/,
    "aws:sourceaccount": /^\d{12}$/,
    "aws:sourceowner": /^\d{12}$/,
    "aws:sourcearn": /^arn:aws:[^:]*:[^:]*:(\d{12})?:.+$/s,
    "aws:resourceaccount": /^\d{12}$/,
    "s3:resourceaccount": /^\d{12}$/,
    "s3:dataaccesspointaccount": /^\d{12}$/,
    "aws:principalarn": /^arn:aws:iam::\d{12}:(root|(user|role)\/.+)$/,
    "aws:username": /^[\w+=,.@-]+$/,
    "aws:principalisawsservice": /^(true|false)$/,
    "aws:viaawsservice": /^(true|false)$/,
    "aws:securetransport": /^(true|false)$/,
    "aws:multifactorauthpresent": /^(true|false)$/,
    "kms:grantisforawsresource": /^(true|false)$/,
    "sagemaker:networkisolation": /^(true|false)$/,
    "s3:tlsversion": /^1\.[0-3]$/,
    "s3:accesspointnetworkorigin": /^(Internet|VPC)$/,
    [encryption]: /^(AES256|aws:kms|aws:kms:dsse)$/,
    [customerAlgorithm]: /^AES256$/,
};

export function isPossible(key: string, value: string): boolean {
    return domains[key]?.test(value) ?? true;
}

// ---------------------------------------------------------------------------------------------------------------- validity

/** Why AWS cannot produce the request, if so. A key that is absent and that nothing tests counts as not mentioned. */
export function whyInvalid(call: Call, kind: Kind, context: Context, tested: ReadonlySet<string>): string | undefined {
    const { keys, principal, network } = call;
    const has = (key: string): boolean => keys.has(key);
    const text = (key: string): string | undefined => {
        const value = keys.get(key);
        return typeof value === "string" ? value : undefined;
    };
    const lacks = (key: string): boolean => tested.has(key) && !has(key);
    const isFalse = (key: string): boolean => text(key) === "false";
    const isForward = text("aws:viaawsservice") === "true";

    for (const [key, value] of keys) {
        for (const entry of typeof value === "string" ? [value] : value) {
            if (!isPossible(key, entry)) {
                return `${key} never has the value ${entry}`;
            }
        }
    }
    const missing = alwaysPresent.filter((key) => lacks(key) && key !== "aws:resourceaccount");
    if (missing.length > 0) {
        return `${missing.join()} is always there`;
    }
    // V1, V2
    if (network === "endpoint") {
        if (endpointKeys.some(lacks) || has("aws:sourceip")) {
            return "V1: a request through an endpoint has the endpoint keys and no source address";
        }
    } else if (endpointOnlyKeys.some(has)) {
        return "V1: only requests through an endpoint have endpoint keys";
    }
    if (network === "internet" && lacks("aws:sourceip")) {
        return "V1: a direct request has a source address";
    }
    if ((principal.kind === "service" || isForward) !== (network === "service")) {
        return "V2: services call from their own network, and nobody else does";
    }
    // V3
    if (calledViaKeys.some(has) && !isForward) {
        return "V3: CalledVia without ViaAWSService";
    }
    if (isForward && (principal.kind !== "iam" || has("aws:principalisawsservice") !== isFalse("aws:principalisawsservice"))) {
        return "V3: a forward-access session belongs to an IAM principal";
    }
    if (principal.kind !== "service" && [...serviceNameKeys, ...sourceKeys].some(has)) {
        return "6.1: source and service name keys without a service principal";
    }
    // V4
    if (principal.kind === "anonymous") {
        const forbidden = [...keys.keys()].find((key) =>
            /^aws:(principalarn|principalorg|principaltag\/|principalisawsservice|multifactorauth|username)|^kms:calleraccount/.test(key),
        );
        if (forbidden !== undefined || lacks("aws:principalaccount") || (text("aws:principalaccount") ?? "anonymous") !== "anonymous") {
            return "V4: an anonymous request says nothing about its principal";
        }
        if (kind === "key") {
            return "there are no anonymous KMS requests";
        }
    }
    if (principal.kind === "service" && lacks("aws:principalisawsservice")) {
        return "6.1: a service principal says so";
    }
    if (has("aws:principalisawsservice") && (text("aws:principalisawsservice") === "true") !== (principal.kind === "service")) {
        return "6.1: PrincipalIsAWSService is of service principals";
    }
    // V5
    const arn = arnOf(principal) ?? (hasIdentity(principal) ? text("aws:principalarn") : undefined);
    if (hasIdentity(principal)) {
        const account = arn === undefined ? (text("aws:principalaccount") ?? stranger) : accountOf(arn);
        if (["aws:principalarn", "aws:principalaccount", "aws:principalisawsservice"].some(lacks)) {
            return "6.1: an IAM principal has ARN and account";
        }
        if (call.action.startsWith("kms:") && lacks("kms:calleraccount")) {
            return "6.1: an IAM principal has a caller account";
        }
        if (
            (text("aws:principalarn") ?? arn) !== arn ||
            (text("aws:principalaccount") ?? account) !== account ||
            (text("kms:calleraccount") ?? account) !== account
        ) {
            return "V5: account and ARN of the principal differ";
        }
        // V6
        const organization = text("aws:principalorgid");
        if (
            account === context.accountId &&
            context.orgId !== undefined &&
            (lacks("aws:principalorgid") || (organization ?? context.orgId) !== context.orgId)
        ) {
            return "V6: the own account is in the own organisation";
        }
        const paths = keys.get("aws:principalorgpaths");
        if (
            (organization === undefined && paths !== undefined && tested.has("aws:principalorgid")) ||
            (organization !== undefined && lacks("aws:principalorgpaths")) ||
            (organization !== undefined && paths !== undefined && !list(paths).every((path) => path.startsWith(`${organization}/`)))
        ) {
            return "V6: organisation id and paths differ";
        }
    }
    if (!call.action.startsWith("kms:") && (has("kms:calleraccount") || has("kms:viaservice"))) {
        return "6.1: keys of KMS on another service's request";
    }
    // V7
    const sourceAccount = accountOf(text("aws:sourcearn") ?? "");
    if (/^\d{12}$/.test(sourceAccount) && (text("aws:sourceaccount") ?? sourceAccount) !== sourceAccount) {
        return "V7: account and ARN of the source differ";
    }
    // V8
    if (accessPointKeys.some(has)) {
        const account = accountOf(text("s3:dataaccesspointarn") ?? "");
        if (
            accessPointKeys.some(lacks) ||
            (account !== "" && (text("s3:dataaccesspointaccount") ?? account) !== account) ||
            (text("s3:accesspointnetworkorigin") === "VPC" && network !== "endpoint")
        ) {
            return "V8: access point keys contradict each other";
        }
    }
    // V9
    if (has("s3:tlsversion") && isFalse("aws:securetransport")) {
        return "V9: a TLS version without TLS";
    }
    if (text("aws:securetransport") === "true" && lacks("s3:tlsversion")) {
        return "V9: TLS without a version";
    }
    // V10
    if (has(encryptionKeyId) && (lacks(encryption) || text(encryption) === "AES256")) {
        return "V10: a key id without SSE-KMS";
    }
    if (has(customerAlgorithm) && (has(encryption) || has(encryptionKeyId))) {
        return "V10: SSE-C with another header";
    }
    if ([encryption, encryptionKeyId, customerAlgorithm].some(has) && !/^s3:(PutObject|UpdateObjectEncryption)$/.test(call.action)) {
        return "6.1: encryption headers on another action";
    }
    // V11
    if (kind === "accesspoint" && (text("s3:dataaccesspointarn") ?? context.accessPointArn) !== context.accessPointArn) {
        return "V8: a request to an access point goes through it";
    }
    if (
        kind === "identity" &&
        call.action in sagemakerResources &&
        !new RegExp(`^arn:aws:sagemaker:[a-z0-9-]+:\\d{12}:(${typesNamedBy(call.action)})/.`).test(call.resource)
    ) {
        return "the action makes another type of resource";
    }
    const owner = text("aws:resourceaccount") ?? text("s3:resourceaccount");
    if (owner !== undefined && isOwn(call.resource, kind, context) && owner !== context.accountId) {
        return "V11: the resource belongs to its account";
    }
    return undefined;
}

/** Canonical users and ids are IAM principals too, of which the document does not tell the ARN. */
function hasIdentity({ kind }: Principal): boolean {
    return kind === "iam" || kind === "canonical" || kind === "opaque";
}

function arnOf(principal: Principal): string | undefined {
    return principal.kind === "iam" ? principal.arn : undefined;
}

function isOwn(resource: string, kind: Kind, context: Context): boolean {
    switch (kind) {
        case "vpce":
            return (context.allowedBucketArns ?? []).some((bucket) => resource === bucket || resource.startsWith(`${bucket}/`));
        case "identity":
            return false;
        default:
            return true;
    }
}

/** Training jobs may also name capacity that was reserved for them. */
function typesNamedBy(action: string): string {
    return [sagemakerResources[action], ...(action === "sagemaker:CreateTrainingJob" ? ["reserved-capacity", "training-plan"] : [])].join(
        "|",
    );
}

function list(value: string | readonly string[]): readonly string[] {
    return typeof value === "string" ? [value] : value;
}

// ---------------------------------------------------------------------------------------------------------------- universe

type Values = Record<string, string | readonly string[]>;

export interface Question {
    readonly kind: Kind;
    readonly context: Context;
    readonly statements: readonly Statement[];
    /** Keys that the property itself reads, besides those the document tests. */
    readonly propertyKeys: readonly string[];
    /** The actions that can be in the bad set. */
    readonly isRelevant: (action: string) => boolean;
    /** What an identity may be asked to do on which resources, where these are not jobs. */
    readonly targets?: readonly (readonly [string, string])[];
    /** A request whose principal is the only one to be asked about. */
    readonly by?: Call;
}

/** What a principal has in all its requests alike. */
export const principalsOwn = /^aws:(principal(arn|account|orgid|orgpaths|tag\/.*)|username|userid)$|^kms:calleraccount$/;

/** How many combinations of condition keys are tried per principal, network, action and resource; beyond that a sample. */
const combinations = 300;

/** Requests around what the document and the context mention, near misses included. All of them are valid. */
export function* universe(question: Question): Generator<Call> {
    const { statements } = question;
    const pools = poolsOf(question);
    const targets = question.targets ?? targetsOf(question, pools);
    for (const scenario of scenariosOf(question, pools)) {
        for (const [action, resource] of targets) {
            const relevant = statements.filter(
                (statement) =>
                    statement.principal(scenario.principal) !== false &&
                    statement.action(action) !== false &&
                    (statement.resourceVariables.length > 0 || statement.resource(resource, new Map()) !== false),
            );
            const needed = new Set([...question.propertyKeys, ...testedKeys(relevant)]);
            const dimensions = dimensionsOf(scenario, action, resource, needed, question, pools);
            for (const keys of combine(dimensions)) {
                yield { principal: scenario.principal, network: scenario.network, action, resource, keys };
            }
        }
    }
}

export function testedKeys(statements: readonly Statement[]): ReadonlySet<string> {
    return new Set(
        statements.flatMap((statement) => [
            ...statement.resourceVariables,
            ...statement.tests.flatMap((test) => [test.key, ...test.variables]),
        ]),
    );
}

function* combine(dimensions: readonly (readonly Values[])[]): Generator<Keys> {
    const size = dimensions.reduce((product, dimension) => product * dimension.length, 1);
    const count = Math.min(size, combinations);
    for (let number = 0; number < count; number++) {
        let rest = size <= combinations ? number : (number * 2654435761) % size;
        const keys: Keys = new Map();
        for (const dimension of dimensions) {
            const values = dimension[rest % dimension.length] ?? {};
            rest = Math.floor(rest / dimension.length);
            for (const key in values) {
                keys.set(key, values[key] ?? "");
            }
        }
        yield keys;
    }
}

type Pools = (key: string) => readonly string[];

/** Values for each tested key: what the document says, near misses and something else. */
function poolsOf({ statements, context, by }: Question): Pools {
    const tests = statements.flatMap((statement) => statement.tests);
    const cache = new Map<string, readonly string[]>();
    const literals = (key: string): readonly string[] =>
        tests
            .filter((test) => test.key === key)
            .flatMap(({ values, variables }) =>
                values.filter((value) => typeof value === "string").filter((value) => variables.length === 0 || !value.includes("${")),
            );
    const pool = (key: string): readonly string[] => {
        const links = tests.flatMap((test) => (test.key === key ? test.variables : test.variables.includes(key) ? [test.key] : []));
        const values = [...new Set(inTurn([key, ...links].flatMap(literals).map((value) => examplesOf(key, value))))].filter((value) =>
            isPossible(key, value),
        );
        const standard = [key, ...links].flatMap((name) => standardValues(context)[name] ?? ["other"]);
        const asked = [key, ...links].flatMap((name) => by?.keys.get(name) ?? []);
        return [...new Set([...asked, ...values.slice(0, 8), ...standard])].filter((value) => isPossible(key, value));
    };
    return (key) => {
        const values = cache.get(key) ?? pool(key);
        cache.set(key, values);
        return values;
    };
}

/** The first of each list, then the second of each, and so on. */
function inTurn(lists: readonly (readonly string[])[]): readonly string[] {
    const longest = Math.max(0, ...lists.map(({ length }) => length));
    return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat();
}

function standardValues(context: Context): Record<string, readonly string[]> {
    const known = (names: List | undefined): readonly string[] =>
        Array.isArray(names) ? names.filter((name): name is string => typeof name === "string") : [];
    return {
        "aws:sourcevpce": [...known(context.allowedVpceIds), "vpce-0zzzzzzzzzzzzzzzz"],
        "aws:sourcevpc": [...known(context.allowedVpcIds), "vpc-0zzzzzzzzzzzzzzzz"],
        "aws:vpceaccount": [...known(context.allowedVpceAccounts), stranger],
        "aws:vpceorgid": [...known(context.allowedVpceOrgIds), someOrganization],
        "aws:vpcsourceip": ["10.1.2.3"],
        "aws:sourceip": [addressOutside, "2001:db8::1", ...(context.allowedSourceIps ?? []).map((range) => range.replace(/\/.*/, ""))],
        "aws:principalaccount": [context.accountId, stranger],
        "aws:principalorgid": [...(context.orgId === undefined ? [] : [context.orgId]), ...(context.allowedOrgIds ?? []), someOrganization],
        "aws:resourceorgid": [...(context.allowedResourceOrgIds ?? []), someOrganization],
        "aws:sourceorgid": [...(context.allowedOrgIds ?? []), someOrganization],
        "aws:sourceaccount": [context.accountId, stranger],
        "aws:sourceowner": [context.accountId, stranger],
        "aws:sourcearn": [`arn:aws:sns:us-east-1:${stranger}:topic`, "arn:aws:s3:::some-bucket"],
        "aws:resourceaccount": [context.accountId, stranger],
        "s3:dataaccesspointaccount": [context.accountId, stranger],
        ...(context.restrictedTag === undefined
            ? {}
            : {
                  [`s3:existingobjecttag/${context.restrictedTag.key}`]: [context.restrictedTag.value, "other"],
                  [`aws:principaltag/${context.restrictedTag.principalTag}`]: [context.restrictedTag.value, "other"],
              }),
        "aws:multifactorauthpresent": ["true", "false"],
        "aws:multifactorauthage": ["0", "100000"],
        "aws:requestedregion": ["us-east-1", "eu-west-1"],
        "aws:currenttime": ["2035-01-01T00:00:00Z", "2150-01-01T00:00:00Z"],
        "kms:grantisforawsresource": ["true", "false"],
        "sagemaker:networkisolation": ["true", "false"],
        "kms:viaservice": ["s3.us-east-1.amazonaws.com", "ec2.us-east-1.amazonaws.com"],
        [encryptionKeyId]: [
            `arn:aws:kms:us-east-1:${stranger}:key/99999999-9999-9999-9999-999999999999`,
            "alias/other",
            ...[context.keyArn, ...(context.extraKeyArns ?? [])].flatMap((arn) =>
                arn === undefined ? [] : [arn, arn.split("/")[1] ?? ""],
            ),
        ],
    };
}

/** Values that a policy value matches, and some that it only just does not. */
function examplesOf(key: string, value: string): readonly string[] {
    if (key.endsWith("sourceip")) {
        return addressesAround(value);
    }
    if (key === "aws:currenttime") {
        const time = Date.parse(value);
        return Number.isNaN(time)
            ? []
            : [-1000, 0, 1000].map((shift) => new Date(time + shift).toISOString()).filter((date) => date >= "2034");
    }
    if (/^-?\d+(\.\d+)?$/.test(value) && value.length < 12) {
        return [value, String(Number(value) - 1), String(Number(value) + 1)];
    }
    const filled = ["", "x", stranger, "0zzzzzzzzzzzzzzzz", "0zzzzzzz", "zzzzzzzzzz", "user/x", "x/y"].map((text) =>
        value.replace(/\*/g, text).replace(/\?/g, "q"),
    );
    const ids = /^(vpce?-)(.*?)[*]/.exec(value);
    const isEnding = key === "aws:sourcevpce" && /^\*[0-9a-z]+$/.test(value);
    const padded = [
        ...(ids === null ? [] : [`${ids[1]}${(ids[2] ?? "").padEnd(17, "z")}`]),
        ...(isEnding ? [`vpce-${value.slice(1).padStart(17, "z")}`] : []),
    ];
    const accounts = /^\d*\*|\*\d*$/.test(value) ? [value.replace(/\*/g, "9".repeat(Math.max(0, 13 - value.length)))] : [];
    const core = value.replace(/[*?]/g, "");
    const names =
        key === "aws:principalarn" && core !== value
            ? [`arn:aws:iam::${stranger}:role/${core}`, `arn:aws:iam::${stranger}:role/x${core}x`]
            : [];
    // A pattern is a value too, where it is taken literally.
    const examples = /[*?]/.test(value) ? [...filled.slice(0, 2), value, ...filled.slice(2)] : [value, `${value}x`, flipCase(value)];
    return [...examples, ...padded, ...accounts, ...names];
}

function flipCase(text: string): string {
    return text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase();
}

function addressesAround(value: string): readonly string[] {
    const range = readRange(value);
    if (range === undefined) {
        return [];
    }
    const size = 1n << BigInt(range.bits - range.prefix);
    const first = (range.address / size) * size;
    const last = (1n << BigInt(range.bits)) - 1n;
    return [first - 1n, first, first + size - 1n, first + size]
        .filter((address) => address >= 0n && address <= last)
        .map((address) => (range.bits === 32 ? dotted(address) : grouped(address)));
}

function dotted(address: bigint): string {
    return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join(".");
}

function grouped(address: bigint): string {
    return [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n].map((shift) => ((address >> shift) & 65535n).toString(16)).join(":");
}

// --------------------------------------------------------------------------------------------------------------- scenarios

interface Scenario {
    readonly principal: Principal;
    readonly network: Call["network"];
}

function scenariosOf(question: Question, pools: Pools): readonly Scenario[] {
    const { kind, context, statements, by } = question;
    if (by !== undefined) {
        const networks = by.principal.kind === "iam" ? (["internet", "endpoint", "service"] as const) : (["internet", "endpoint"] as const);
        return networks.map((network) => ({ principal: by.principal, network }));
    }
    if (kind === "identity") {
        const principal: Principal = { kind: "iam", arn: `arn:aws:iam::${context.accountId}:role/x` };
        return (["internet", "endpoint", "service"] as const).map((network) => ({ principal, network }));
    }
    const entries = statements.flatMap((statement) => statement.literals.principals);
    const names = entries.map(([, id]) => id);
    const anonymous: readonly Principal[] = kind === "key" ? [] : [{ kind: "anonymous" }];
    const named: readonly Principal[] = entries.flatMap(([type, id]): readonly Principal[] => {
        switch (type) {
            case "CanonicalUser":
                return [{ kind: "canonical", id }];
            case "Federated":
                return [{ kind: "federated", provider: id }];
            case "AWS":
                return /[*?]|^\d+$|^arn:aws:(iam|sts)::\d{12}:/.test(id) ? [] : [{ kind: "opaque", id }];
            default:
                return [];
        }
    });
    const services = unique([
        ...entries.flatMap(([type, id]) => (type === "Service" && !/[*?]/.test(id) ? [id] : [])),
        ...pools("aws:principalservicename").filter((name) => name.endsWith(".amazonaws.com")),
        "other.amazonaws.com",
    ]);
    const direct = distinct(
        [...anonymous, ...named, ...arnsOf(question, names, pools).map((arn): Principal => ({ kind: "iam", arn }))],
        question,
    );
    const isBound = kind === "accesspoint" && question.context.networkOrigin === "VPC";
    const networks = kind === "vpce" || isBound ? (["endpoint"] as const) : (["internet", "endpoint"] as const);
    const scenarios: readonly Scenario[] = [
        ...direct.flatMap((principal) => networks.map((network) => ({ principal, network }))),
        ...direct.filter(({ kind: type }) => type === "iam").map((principal) => ({ principal, network: "service" as const })),
        ...services.map((name) => ({ principal: { kind: "service", name } as const, network: "service" as const })),
    ];
    // An access point of a VPC is reached through endpoints alone.
    return scenarios.filter(({ network }) => !isBound || network === "endpoint");
}

function arnsOf(question: Question, names: readonly string[], pools: Pools): readonly string[] {
    const { context, kind } = question;
    const own = context.accountId;
    const accounts = [
        ...names.filter((name) => /^\d{12}$/.test(name)),
        ...names.filter((name) => /^arn:aws:iam::\d{12}:/.test(name)).map(accountOf),
        ...pools("aws:principalaccount"),
        ...(kind === "key" ? pools("kms:calleraccount") : []),
        ...(context.allowedAccounts ?? []),
    ].filter((account) => /^\d{12}$/.test(account));
    const tested = question.statements.flatMap(({ tests }) => tests.filter(({ key }) => key === "aws:principalarn"));
    const ownAlike = tested
        .flatMap(({ values }) => values.filter((value) => typeof value === "string"))
        .map((value) =>
            value
                .replace(/^(arn:aws:iam::)[\d*?]+:/, `$1${own}:`)
                .replace(/\*/g, "x")
                .replace(/\?/g, "q"),
        );
    const patterns = [...(context.breakGlassPrincipalArns ?? []), ...(context.allowedPrincipalArns ?? [])];
    const listed = patterns.flatMap((pattern) => [...examplesOf("aws:principalarn", pattern), sameNameElsewhere(pattern)]);
    return [
        `arn:aws:iam::${stranger}:role/x`,
        `arn:aws:iam::${own}:root`,
        `arn:aws:iam::${own}:role/x`,
        `arn:aws:iam::${own}:user/x`,
        ...accounts.flatMap((account) => [`arn:aws:iam::${account}:role/x`, `arn:aws:iam::${account}:root`]),
        ...names.flatMap((name) => [name, sameNameElsewhere(name)]),
        ...pools("aws:principalarn"),
        ...pools("aws:principalarn").map(sameNameElsewhere),
        ...ownAlike,
        ...listed,
    ].filter((arn, index, all) => isPossible("aws:principalarn", arn) && all.indexOf(arn) === index);
}

function sameNameElsewhere(arn: string): string {
    return arn.replace(/^(arn:aws:iam::)[\d*?]+:/, `$1${stranger}:`).replace(/\*/g, "x");
}

/** Principals that no statement and no key of interest tells apart are tried once. */
function distinct(principals: readonly Principal[], { statements, propertyKeys }: Question): readonly Principal[] {
    const tested = new Set([...testedKeys(statements), ...propertyKeys]);
    const readsArn = tested.has("aws:principalarn");
    const readsAccount = ["aws:principalaccount", "kms:calleraccount", "aws:principalorgid", "aws:principalorgpaths"].some((key) =>
        tested.has(key),
    );
    const seen = new Set<string>();
    return principals.filter((principal) => {
        const identity =
            principal.kind === "iam" ? (readsArn ? principal.arn : readsAccount ? accountOf(principal.arn) : "") : principal.kind;
        const signature = JSON.stringify([principal.kind, identity, statements.map((statement) => statement.principal(principal) ?? "?")]);
        return !seen.has(signature) && seen.add(signature);
    });
}

function targetsOf(question: Question, pools: Pools): readonly (readonly [string, string])[] {
    const { kind, context, statements, isRelevant } = question;
    const patterns = statements.flatMap((statement) => statement.literals.resources);
    const pairs: (readonly [string, string])[] = [];
    const add = (actions: readonly string[], resources: readonly string[]): void => {
        for (const action of actions.filter(isRelevant)) {
            pairs.push(...resources.map((resource) => [action, resource] as const));
        }
    };
    const filled = (pattern: string): readonly string[] => {
        const variable = /\$\{([^},]+)[^}]*\}/.exec(pattern);
        if (variable === null) {
            return ["", "x", "x/y"].map((text) => pattern.replace(/\*/g, text).replace(/\?/g, "q"));
        }
        // A value that is written as a variable would be filled in for ever.
        const values = pools((variable[1] ?? "").toLowerCase()).filter((value) => !value.includes("${"));
        return values.flatMap((value) => filled(pattern.replace(variable[0], value)));
    };
    const examples = patterns.flatMap(filled);
    const isBucket = (arn: string): boolean => /^arn:aws:s3:::[a-z0-9.-]+$/.test(arn);
    const isObject = (arn: string): boolean => /^arn:aws:s3:::[a-z0-9.-]+\/.+$/.test(arn);
    if (kind === "bucket") {
        const bucket = context.bucketArn ?? "";
        add(
            objectActions,
            unique([`${bucket}/x`, `${bucket}/other/y`, ...examples.filter((arn) => arn.startsWith(`${bucket}/`) && isObject(arn))]),
        );
        add([...bucketDataActions, ...bucketActions], [bucket]);
    } else if (kind === "accesspoint") {
        const point = context.accessPointArn ?? "";
        add(
            objectActions,
            unique([`${point}/object/x`, ...examples.filter((arn) => arn.startsWith(`${point}/object/`) && !arn.endsWith("/"))]),
        );
        add(bucketDataActions, [point]);
    } else if (kind === "identity") {
        for (const [action, type] of Object.entries(sagemakerResources)) {
            const patterns = examples.filter((arn) => new RegExp(`^arn:aws:sagemaker:[a-z0-9-]+:\\d{12}:${type}/.`).test(arn));
            add([action], unique([`arn:aws:sagemaker:us-east-1:${context.accountId}:${type}/x`, ...patterns]));
        }
    } else if (kind === "key") {
        add(kmsActions, [context.keyArn ?? ""]);
    } else {
        const buckets = unique([
            ...(context.allowedBucketArns ?? []).flatMap((arn) => examplesOf("", arn)),
            "arn:aws:s3:::stranger-data",
            ...examples.map((arn) => arn.replace(/\/.*/, "")),
        ]).filter(isBucket);
        add(objectActions, unique([...buckets.map((bucket) => `${bucket}/x`), ...examples.filter(isObject)]));
        add([...bucketDataActions, ...bucketActions], buckets);
        const keys = [
            `arn:aws:kms:us-east-1:${stranger}:key/99999999-9999-9999-9999-999999999999`,
            ...(context.allowedKeyArns ?? []),
            ...examples,
        ];
        add(
            context.allowedKeyArns === undefined ? [] : kmsActions,
            unique(keys).filter((arn) => /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/.+$/.test(arn)),
        );
    }
    const seen = new Set<string>();
    return pairs.filter(([action, resource]) => {
        const hasVariables = statements.some((statement) => statement.resourceVariables.length > 0);
        const vector = statements.map((statement) => [
            statement.action(action) ?? "?",
            hasVariables || (statement.resource(resource, new Map()) ?? "?"),
        ]);
        const signature = JSON.stringify([
            vector,
            isOwn(resource, kind, context),
            /^s3:PutObject$/.test(action),
            /\/./.test(resource),
            isClassApart(action),
            hasVariables ? resource : "",
        ]);
        return !seen.has(signature) && seen.add(signature);
    });
}

/** Actions that a property treats in its own way. */
function isClassApart(action: string): string {
    return /^kms:(PutKeyPolicy|ScheduleKeyDeletion|CreateGrant|Encrypt|Decrypt)$/.test(action)
        ? action
        : bucketActions.includes(action)
          ? "configuration"
          : "";
}

function unique(values: readonly string[]): readonly string[] {
    return [...new Set(values)];
}

// -------------------------------------------------------------------------------------------------------------- dimensions

function dimensionsOf(
    scenario: Scenario,
    action: string,
    resource: string,
    needed: ReadonlySet<string>,
    question: Question,
    pools: Pools,
): readonly (readonly Values[])[] {
    const { kind, context } = question;
    const { principal, network } = scenario;
    const isKms = action.startsWith("kms:");
    const dimensions: (readonly Values[])[] = [];
    const done = new Set<string>();
    const needs = (...keys: readonly string[]): boolean => {
        const isNeeded = keys.some((key) => needed.has(key) && !done.has(key));
        keys.forEach((key) => done.add(key));
        return isNeeded;
    };
    const values = (key: string): readonly Values[] => pools(key).map((value) => ({ [key]: value }));
    const present = (key: string): void => {
        if (needs(key)) {
            dimensions.push(values(key));
        }
    };
    const optional = (key: string): void => {
        if (needs(key)) {
            dimensions.push([{}, ...values(key)]);
        }
    };
    const fixed = (key: string, value: string): void => {
        if (needs(key)) {
            dimensions.push([{ [key]: value }]);
        }
    };
    const forbid = (...keys: readonly string[]): void => keys.forEach((key) => done.add(key));

    // Who
    if (question.by !== undefined) {
        dimensions.push([Object.fromEntries([...question.by.keys].filter(([key]) => principalsOwn.test(key)))]);
        forbid(...[...needed, "aws:principalarn", "aws:principalaccount", "kms:calleraccount"].filter((key) => principalsOwn.test(key)));
    }
    if (hasIdentity(principal)) {
        const arn = arnOf(principal) ?? `arn:aws:iam::${stranger}:role/x`;
        const account = accountOf(arn);
        if (needs("aws:principalarn", "aws:principalaccount", "kms:calleraccount")) {
            // A canonical user, or an id, is of some other account.
            const others = [...pools("aws:principalaccount"), ...pools("kms:calleraccount")].filter(
                (id) => /^\d{12}$/.test(id) && id !== account && id !== context.accountId,
            );
            const arns = [arn, ...(principal.kind === "iam" ? [] : unique(others).map((id) => `arn:aws:iam::${id}:role/x`))];
            dimensions.push(
                arns.map((one) => ({
                    "aws:principalarn": one,
                    "aws:principalaccount": accountOf(one),
                    ...(isKms ? { "kms:calleraccount": accountOf(one) } : {}),
                })),
            );
        }
        fixed("aws:principalisawsservice", "false");
        if (needs("aws:principalorgid", "aws:principalorgpaths")) {
            const ids = account === context.accountId && context.orgId !== undefined ? [context.orgId] : pools("aws:principalorgid");
            const member = ids.flatMap((id) => {
                const paths = pools("aws:principalorgpaths").filter((path) => path.startsWith(`${id}/`));
                return [`${id}/r-ab12/ou-ab12-11111111/`, ...paths].map((path): Values => ({
                    "aws:principalorgid": id,
                    "aws:principalorgpaths": [path],
                }));
            });
            dimensions.push(account === context.accountId && context.orgId !== undefined ? member : [{}, ...member]);
        }
        optional("aws:username");
        [...needed].filter((key) => key.startsWith("aws:principaltag/")).forEach(optional);
        optional("aws:multifactorauthpresent");
        optional("aws:multifactorauthage");
        forbid(...sourceKeys, ...serviceNameKeys);
    } else if (principal.kind === "service") {
        fixed("aws:principalisawsservice", "true");
        fixed("aws:principalservicename", principal.name);
        if (needs("aws:principalservicenameslist")) {
            dimensions.push([{ "aws:principalservicenameslist": [principal.name] }]);
        }
        if (needs("aws:sourceaccount", "aws:sourcearn")) {
            const arns = pools("aws:sourcearn");
            const accounts = pools("aws:sourceaccount");
            dimensions.push([
                {},
                ...accounts.map((account): Values => ({ "aws:sourceaccount": account })),
                ...arns.flatMap((arn): readonly Values[] => {
                    const owner = accountOf(arn);
                    const owners = owner === "" ? accounts : [owner];
                    return [{ "aws:sourcearn": arn }, ...owners.map((account) => ({ "aws:sourcearn": arn, "aws:sourceaccount": account }))];
                }),
            ]);
        }
        optional("aws:sourceowner");
        optional("aws:sourceorgid");
        optional("aws:sourceorgpaths");
    } else if (principal.kind === "anonymous") {
        fixed("aws:principalaccount", "anonymous");
    }
    forbid(
        "aws:principalarn",
        "aws:principalaccount",
        "kms:calleraccount",
        "aws:principalisawsservice",
        "aws:principalorgid",
        "aws:principalorgpaths",
        "aws:username",
        "aws:multifactorauthpresent",
        "aws:multifactorauthage",
        ...sourceKeys,
        ...serviceNameKeys,
        ...[...needed].filter((key) => key.startsWith("aws:principaltag/")),
    );

    // From where
    if (network === "endpoint") {
        endpointKeys.forEach(present);
        optional("aws:sourcevpcarn");
        if (needs("aws:vpceorgid", "aws:vpceorgpaths")) {
            const paths = [...pools("aws:vpceorgid").map((id) => `${id}/r-ab12/ou-ab12-11111111/`), ...pools("aws:vpceorgpaths")];
            const members = unique(paths).filter((path) => /^o-[a-z0-9]{10,32}\/r-./.test(path));
            dimensions.push([
                {},
                ...members.map((path): Values => ({ "aws:vpceorgid": path.replace(/\/.*/, ""), "aws:vpceorgpaths": [path] })),
            ]);
        }
    } else if (network === "internet") {
        present("aws:sourceip");
    } else {
        optional("aws:sourceip");
    }
    forbid("aws:sourceip", ...endpointOnlyKeys);
    const isForward = network === "service" && principal.kind === "iam";
    fixed("aws:viaawsservice", String(isForward));
    if (isForward) {
        if (needs("aws:calledvia")) {
            dimensions.push([
                {},
                ...pools("aws:calledvia").map((name): Values => ({ "aws:calledvia": [name] })),
                { "aws:calledvia": ["other.amazonaws.com", ...pools("aws:calledvia").slice(0, 1)] },
            ]);
        }
        optional("aws:calledviafirst");
        optional("aws:calledvialast");
    }
    forbid(...calledViaKeys);
    if (network === "service" && isKms) {
        (isForward ? present : optional)("kms:viaservice");
    }
    forbid("kms:viaservice");
    if (needs("aws:securetransport", "s3:tlsversion")) {
        dimensions.push([
            { "aws:securetransport": "false" },
            ...["1.2", "1.0", "1.1", "1.3"].map((version): Values => ({ "aws:securetransport": "true", "s3:tlsversion": version })),
        ]);
    }

    // What
    if (needs(...accessPointKeys)) {
        const points = unique([
            ...pools("s3:dataaccesspointarn"),
            ...pools("s3:dataaccesspointaccount").map((account) => `arn:aws:s3:us-east-1:${account}:accesspoint/x`),
        ]).filter((arn) => /^arn:aws:s3:[a-z0-9-]+:\d{12}:accesspoint\/.+$/.test(arn));
        const isPoint = kind === "accesspoint";
        const throughPoint = (isPoint ? [context.accessPointArn ?? ""] : points).flatMap((arn) =>
            originsOf(network, isPoint ? context.networkOrigin : undefined).map((origin): Values => ({
                "s3:dataaccesspointarn": arn,
                "s3:dataaccesspointaccount": accountOf(arn),
                "s3:accesspointnetworkorigin": origin,
            })),
        );
        dimensions.push(isPoint ? throughPoint : kind === "key" ? [{}] : [{}, ...throughPoint]);
    }
    if (needs(encryption, encryptionKeyId, customerAlgorithm) && action === "s3:PutObject") {
        const withKms = ["aws:kms", "aws:kms:dsse"].flatMap((algorithm): readonly Values[] => [
            { [encryption]: algorithm },
            ...pools(encryptionKeyId).map((id) => ({ [encryption]: algorithm, [encryptionKeyId]: id })),
        ]);
        dimensions.push([{}, { [encryption]: "AES256" }, ...withKms, { [customerAlgorithm]: "AES256" }]);
    }
    if (needs("aws:resourceaccount", "s3:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths")) {
        const isOwned = isOwn(resource, kind, context);
        const isKey = resource.startsWith("arn:aws:kms:");
        const accounts = isOwned
            ? [context.accountId]
            : isKey
              ? [accountOf(resource)]
              : unique([...pools("aws:resourceaccount"), ...pools("s3:resourceaccount")]);
        const organizations = isOwned && context.orgId !== undefined ? [context.orgId] : [undefined, ...pools("aws:resourceorgid")];
        dimensions.push(
            accounts.flatMap((account) =>
                organizations.map((id): Values => ({
                    "aws:resourceaccount": account,
                    "s3:resourceaccount": account,
                    ...(id === undefined ? {} : { "aws:resourceorgid": id }),
                })),
            ),
        );
    }
    if (/^kms:(CreateGrant|ListGrants|RevokeGrant)$/.test(action)) {
        // The key is there, unless the document reckons with its absence.
        const mayBeAbsent = question.statements.some(({ tests }) =>
            tests.some(({ key, operator }) => key === "kms:grantisforawsresource" && /^ForAllValues|IfExists$/.test(operator)),
        );
        (mayBeAbsent ? optional : present)("kms:grantisforawsresource");
    }
    forbid("kms:grantisforawsresource");
    present("aws:requestedregion");
    present("aws:currenttime");
    for (const key of needed) {
        if (isMultivalued(key) && needs(key)) {
            const pool = pools(key);
            dimensions.push([
                {},
                ...pool.map((value): Values => ({ [key]: [value] })),
                ...(pool.length > 1 ? [{ [key]: pool.slice(0, 2) }, { [key]: pool.slice(-2) }] : []),
            ]);
        } else {
            optional(key);
        }
    }
    return dimensions;
}

/** An access point of a VPC is reached through an endpoint. */
function originsOf(network: Call["network"], origin: string | undefined): readonly string[] {
    return (network === "endpoint" ? ["Internet", "VPC"] : ["Internet"]).filter((one) => origin === undefined || one === origin);
}

function isMultivalued(key: string): boolean {
    return /^(aws:tagkeys|kms:encryptioncontextkeys|aws:resourceorgpaths|sagemaker:(vpcsubnets|vpcsecuritygroupids))$/.test(key);
}

/** Whether one of the ranges holds the address. */
export function isInOneOf(address: string, ranges: readonly string[]): boolean {
    return ranges.some((text) => {
        const range = readRange(text);
        return range !== undefined && isInRange(address, range);
    });
}

import { Unknown } from "../../model/fact";
import { bucketDataActions, kmsAdministrationActions, kmsUseActions, objectActions } from "./actions";
import {
    accountOf,
    and,
    applies,
    arnMatches,
    denied,
    granted,
    isInRange,
    not,
    or,
    read,
    readRange,
    type Kind,
    type Kleene,
    type Statement,
} from "./evaluator";
import { isInOneOf, testedKeys, universe, whyInvalid, type Call, type Context } from "./universe";

/**
 * The properties of section 8 as bad sets, and a brute-force search for a bad request.
 * Written from the specification for judging the prover: it shares no code with iam/.
 */

export interface Property {
    readonly isRelevant: (action: string, kind: Kind) => boolean;
    readonly keys: (context: Context) => readonly string[];
    /** Whether the request is in the bad set. */
    readonly isBad: (statements: readonly Statement[], call: Call, kind: Kind, context: Context) => Kleene;
}

export interface Finding {
    readonly certain: Call | undefined;
    readonly possible: Call | undefined;
    readonly examined: number;
}

/** Looks through the universe until a request is certainly bad. A document that cannot be read is possibly anything. */
export function search(document: unknown, kind: Kind, context: Context, name: string): Finding {
    const property = propertyNamed(name);
    const statements = read(document, kind);
    let examined = 0;
    let possible: Call | undefined;
    const question = {
        kind,
        context,
        statements: statements ?? [],
        propertyKeys: property.keys(context),
        isRelevant: (action: string) => property.isRelevant(action, kind),
    };
    for (const call of universe(question)) {
        examined++;
        const isBad = statements === undefined ? undefined : property.isBad(statements, call, kind, context);
        if (isBad === true) {
            return { certain: call, possible, examined };
        }
        possible ??= isBad === undefined ? call : undefined;
    }
    return { certain: undefined, possible, examined };
}

/** Whether the request is bad, and why AWS could not produce it, if so. */
export function judge(
    document: unknown,
    kind: Kind,
    context: Context,
    name: string,
    call: Call,
): { isBad: Kleene; invalid: string | undefined } {
    const property = propertyNamed(name);
    const statements = read(document, kind);
    const tested = new Set([...testedKeys(statements ?? []), ...property.keys(context)]);
    return {
        isBad:
            statements === undefined
                ? undefined
                : and(property.isRelevant(call.action, kind), property.isBad(statements, call, kind, context)),
        invalid: whyInvalid(call, kind, context, tested),
    };
}

function propertyNamed(name: string): Property {
    const property = properties[name];
    if (property === undefined) {
        throw new Error(`The oracle does not know ${name}.`);
    }
    return property;
}

// ------------------------------------------------------------------------------------------------------------------ P1

const isDataAction = (action: string, kind: Kind): boolean =>
    kind === "key" ? kmsUseActions.includes(action) : objectActions.includes(action) || bucketDataActions.includes(action);

/** Whether the list holds the value; an unknown entry might be it. */
function holds(names: Context["allowedVpceIds"], value: unknown): Kleene {
    if (value === undefined || names === undefined) {
        return false;
    }
    if (names instanceof Unknown) {
        return undefined;
    }
    return names.includes(value as string) ? true : names.some((name) => name instanceof Unknown) ? undefined : false;
}

function isInside({ keys, network }: Call, context: Context): Kleene {
    if (network === "endpoint") {
        return or(
            holds(context.allowedVpceIds, keys.get("aws:sourcevpce")),
            holds(context.allowedVpcIds, keys.get("aws:sourcevpc")),
            holds(context.allowedVpceAccounts, keys.get("aws:vpceaccount")),
            holds(context.allowedVpceOrgIds, keys.get("aws:vpceorgid")),
        );
    }
    const address = keys.get("aws:sourceip");
    return typeof address === "string" && isInOneOf(address, context.allowedSourceIps ?? []);
}

function isExemptFromNetwork({ principal, network }: Call, context: Context): boolean {
    const { principalIsAwsService = true, viaAwsService = true } = context.serviceExceptions ?? {};
    if (principal.kind === "iam") {
        const isBreakGlass = (context.breakGlassPrincipalArns ?? []).some((pattern) => arnMatches(pattern, principal.arn));
        return isBreakGlass || (network === "service" && viaAwsService);
    }
    return principal.kind === "service" && principalIsAwsService;
}

const vpceOnly: Property = {
    isRelevant: isDataAction,
    keys: (context) => [
        ...(context.allowedVpceIds === undefined ? [] : ["aws:sourcevpce"]),
        ...(context.allowedVpcIds === undefined && context.vpcId === undefined ? [] : ["aws:sourcevpc"]),
        ...(context.allowedVpceAccounts === undefined ? [] : ["aws:vpceaccount"]),
        ...(context.allowedVpceOrgIds === undefined ? [] : ["aws:vpceorgid"]),
        ...(context.allowedSourceIps === undefined ? [] : ["aws:sourceip"]),
        ...(context.breakGlassPrincipalArns === undefined ? [] : ["aws:principalarn"]),
    ],
    isBad: (statements, call, kind, context) => {
        const isBoundToVpc = kind === "accesspoint" && context.networkOrigin === "VPC";
        if (isExemptFromNetwork(call, context) || (isBoundToVpc && call.keys.get("aws:sourcevpc") !== context.vpcId)) {
            return false;
        }
        const outside = not(isInside(call, context));
        return outside === false ? false : and(outside, not(denied(statements, call)));
    },
};

// ------------------------------------------------------------------------------------------------------------------ P2

const tlsOnly: Property = {
    isRelevant: () => true,
    keys: () => ["aws:securetransport"],
    isBad: (statements, call) => (call.keys.get("aws:securetransport") === "false" ? not(denied(statements, call)) : false),
};

const tls12: Property = {
    isRelevant: () => true,
    keys: () => ["aws:securetransport", "s3:tlsversion"],
    isBad: (statements, call) => (/^1\.[01]$/.test(String(call.keys.get("s3:tlsversion"))) ? not(denied(statements, call)) : false),
};

// ------------------------------------------------------------------------------------------------------------------ P3

const trustKeys = [
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalservicename",
    "aws:sourceip",
    "aws:sourcearn",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:sourceowner",
    "aws:sourceaccount",
    "aws:sourceorgid",
    "aws:vpceaccount",
    "aws:vpceorgid",
    "aws:userid",
    "s3:x-amz-server-side-encryption-aws-kms-key-id",
    "s3:dataaccesspointarn",
    "s3:dataaccesspointaccount",
];

/** Whether the statement's own tests of the key spell this value out. */
function isFixedBy(statement: Statement, key: string, value: string, kind: Kind): Kleene {
    return or(
        ...statement.tests
            .filter((test) => test.key === key && !test.operator.includes("Null"))
            .flatMap((test) => test.values)
            .map((literal): Kleene => {
                if (literal instanceof Unknown) {
                    return undefined;
                }
                if (key === "aws:sourceip") {
                    const range = readRange(literal);
                    return range !== undefined && range.prefix >= (range.bits === 32 ? 8 : 32) && isInRange(value, range);
                }
                if (
                    key === "s3:dataaccesspointarn" &&
                    kind === "bucket" &&
                    /^arn:aws:s3:[a-z0-9-]+:\d{12}:accesspoint\/[^$]*$/.test(literal)
                ) {
                    return arnMatches(literal, value);
                }
                return !/[*?]|\$\{/.test(literal) && literal === value && !(key === "aws:principalaccount" && value === "anonymous");
            }),
    );
}

function isPublicGrant(statement: Statement, call: Call, kind: Kind): Kleene {
    if (statement.effect === "Deny" || statement.namesFixedPrincipals === true) {
        return false;
    }
    const trusted = [...trustKeys, ...(kind === "key" ? ["kms:calleraccount"] : [])].map((key): Kleene => {
        const value = call.keys.get(key);
        const values = value === undefined ? [] : typeof value === "string" ? [value] : value;
        return or(...values.map((entry) => isFixedBy(statement, key, entry, kind)));
    });
    return and(
        statement.effect === undefined ? undefined : true,
        not(statement.namesFixedPrincipals),
        not(or(...trusted)),
        applies(statement, call),
    );
}

const isPublic: Property = {
    isRelevant: () => true,
    keys: () => [],
    isBad: (statements, call, kind, context) =>
        kind === "accesspoint" && context.networkOrigin === "VPC"
            ? false
            : or(...statements.map((statement) => isPublicGrant(statement, call, kind))),
};

// ------------------------------------------------------------------------------------------------------------------ P4

function isOwnOrAllowed(account: string, context: Context): boolean {
    return account === context.accountId || (context.allowedAccounts ?? []).includes(account);
}

/** The policy of the access point has to let the caller in as well. */
function comesThroughTrustedPoint({ keys }: Call, context: Context): boolean {
    const account = keys.get("s3:dataaccesspointaccount");
    return context.trustAccessPointAccounts === true && typeof account === "string" && isOwnOrAllowed(account, context);
}

function isUntrustedAccount(call: Call, context: Context): boolean {
    const { principal, keys } = call;
    switch (principal.kind) {
        case "iam":
            return !(
                isOwnOrAllowed(accountOf(principal.arn), context) ||
                (context.allowedPrincipalArns ?? []).some((pattern) => arnMatches(pattern, principal.arn)) ||
                holds(context.allowedOrgIds, keys.get("aws:principalorgid")) === true ||
                comesThroughTrustedPoint(call, context)
            );
        case "anonymous":
            return !comesThroughTrustedPoint(call, context);
        case "canonical":
            return !(context.allowedCanonicalUsers ?? []).includes(principal.id);
        case "service":
            return false;
        default:
            return true;
    }
}

/** Load balancers tell no source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html */
const sendsNoSource = /^logdelivery\.(elasticloadbalancing|elb)\.amazonaws\.com$/;

const logGroup = "kms:encryptioncontext:aws:logs:arn";

function isUntrustedService(call: Call, context: Context): boolean {
    const { principal, keys } = call;
    if (principal.kind !== "service") {
        return false;
    }
    if (context.allowedServices !== undefined && !context.allowedServices.includes(principal.name)) {
        return true;
    }
    if (
        context.requireSourceScope === false ||
        comesThroughTrustedPoint(call, context) ||
        sendsNoSource.test(principal.name) ||
        (context.servicesWithoutSource ?? []).includes(principal.name)
    ) {
        return false;
    }
    // CloudWatch Logs tells in its own encryption context which log group it works for.
    const arn = keys.get(/^logs\.([a-z0-9-]+\.)?amazonaws\.com$/.test(principal.name) && keys.has(logGroup) ? logGroup : "aws:sourcearn");
    const account = keys.get("aws:sourceaccount");
    const arnText = typeof arn === "string" ? arn : "";
    return !(
        (typeof account === "string" && isOwnOrAllowed(account, context)) ||
        isOwnOrAllowed(accountOf(arnText), context) ||
        holds(context.allowedOrgIds, keys.get("aws:sourceorgid")) === true ||
        (context.allowedSourceArns ?? []).some((pattern) => arnMatches(pattern, arnText))
    );
}

/** Canonical users and ids without account are judged where an Allow names them; otherwise they are principals of some account like others. */
function isUnnamed(statements: readonly Statement[], { principal }: Call): boolean {
    return (
        (principal.kind === "canonical" || principal.kind === "opaque") &&
        !statements.some(({ effect, literals }) => effect !== "Deny" && literals.principals.some(([, id]) => id === principal.id))
    );
}

function grantTo(isUntrusted: (call: Call, context: Context) => boolean, keys: (context: Context) => readonly string[]): Property {
    return {
        isRelevant: () => true,
        keys,
        isBad: (statements, call, kind, context) => {
            // The policy of an access point is the one that says who may come through it.
            const trust = kind === "accesspoint" ? { ...context, trustAccessPointAccounts: false } : context;
            if (!isUntrusted(call, trust) || isUnnamed(statements, call)) {
                return false;
            }
            const isGranted = granted(statements, call);
            return isGranted === false ? false : and(isGranted, not(denied(statements, call)));
        },
    };
}

const accountKeys = (context: Context): readonly string[] => [
    "aws:principalarn",
    ...(context.allowedOrgIds === undefined ? [] : ["aws:principalorgid"]),
    ...(context.trustAccessPointAccounts === true ? ["s3:dataaccesspointaccount"] : []),
];
const serviceKeys = (context: Context): readonly string[] => [
    ...(context.trustAccessPointAccounts === true ? ["s3:dataaccesspointaccount"] : []),
    "aws:principalservicename",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceorgid",
    logGroup,
];

// ------------------------------------------------------------------------------------------------------------------ P5

type Effective = "SSE-S3" | "SSE-C" | "aws/s3" | { readonly key: string };

function effectiveEncryption({ keys }: Call, context: Context): Effective {
    const algorithm = keys.get("s3:x-amz-server-side-encryption");
    const keyId = keys.get("s3:x-amz-server-side-encryption-aws-kms-key-id");
    if (keys.has("s3:x-amz-server-side-encryption-customer-algorithm")) {
        return "SSE-C";
    }
    if (algorithm === undefined && keyId === undefined) {
        const standard = context.defaultEncryption;
        if (!standard?.algorithm.startsWith("aws:kms")) {
            return "SSE-S3";
        }
        return standard.kmsKeyArn === undefined ? "aws/s3" : { key: standard.kmsKeyArn };
    }
    if (algorithm === "AES256") {
        return "SSE-S3";
    }
    return typeof keyId === "string" ? { key: keyId } : "aws/s3";
}

function enforces(isGood: (encryption: Effective, context: Context) => boolean): Property {
    return {
        isRelevant: (action) => action === "s3:PutObject",
        keys: () => [
            "s3:x-amz-server-side-encryption",
            "s3:x-amz-server-side-encryption-aws-kms-key-id",
            "s3:x-amz-server-side-encryption-customer-algorithm",
        ],
        isBad: (statements, call, _kind, context) => {
            const encryption = effectiveEncryption(call, context);
            const isGoodOne = encryption === "SSE-C" ? context.ssecBlocked === true : isGood(encryption, context);
            return isGoodOne ? false : not(denied(statements, call));
        },
    };
}

function isDesignatedKey(encryption: Effective, context: Context): boolean {
    const designated = [context.keyArn, ...(context.extraKeyArns ?? [])].flatMap((arn) =>
        arn === undefined ? [] : [arn, arn.split("/")[1]],
    );
    return typeof encryption === "object" && designated.includes(encryption.key);
}

// ------------------------------------------------------------------------------------------------------------------ P6

/** Keys that nobody can leave out; whatever else the document tests, the root user leaves out. */
const unavoidable =
    /^aws:(principal(arn|account|orgid|orgpaths|isawsservice)|source(ip|vpce|vpc)|vpce(account|sourceip)|vpcsourceip|viaawsservice|currenttime|requestedregion|resource(account|orgid|orgpaths))$|^(kms:calleraccount|s3:resourceaccount)$/;

/** Over TLS of today, with MFA, and with nothing added. */
function isAtItsBest(statements: readonly Statement[], { keys }: Call): boolean {
    const tested = testedKeys(statements);
    const is = (key: string, values: readonly string[]): boolean => !tested.has(key) || values.includes(String(keys.get(key)));
    const best = new Set(["aws:multifactorauthpresent", "aws:securetransport", "s3:tlsversion"]);
    return (
        is("aws:multifactorauthpresent", ["true"]) &&
        is("aws:securetransport", ["true"]) &&
        is("s3:tlsversion", ["1.2", "1.3"]) &&
        [...keys.keys()].every((key) => best.has(key) || unavoidable.test(key))
    );
}

const keepsRootAdmin: Property = {
    isRelevant: (action) => action === "kms:PutKeyPolicy",
    keys: () => ["aws:principalarn"],
    isBad: (statements, call, _kind, { accountId }) => {
        const { principal, network } = call;
        const isTheRoot = principal.kind === "iam" && principal.arn === `arn:aws:iam::${accountId}:root`;
        return isTheRoot && network !== "service" && isAtItsBest(statements, call)
            ? not(and(granted(statements, call), not(denied(statements, call))))
            : false;
    },
};

const grantsForAwsResourceOnly: Property = {
    isRelevant: (action) => action === "kms:CreateGrant",
    keys: () => ["kms:grantisforawsresource"],
    isBad: (statements, call, _kind, { accountId }) =>
        call.principal.kind === "service" || call.keys.get("kms:grantisforawsresource") === "true"
            ? false
            : and(granted(withoutDelegation(statements, accountId), call), not(denied(statements, call))),
};

function withoutDelegation(statements: readonly Statement[], account: string): readonly Statement[] {
    return statements.filter((statement) => !statement.isDelegationTo(account));
}

/** One half of it: that a principal other than the own root has use, or administration, besides the delegation. */
function grantsBesidesDelegation(actions: readonly string[]): Property {
    return {
        isRelevant: (action) => actions.includes(action),
        keys: () => ["aws:principalarn"],
        isBad: (statements, call, _kind, { accountId }) =>
            call.principal.kind === "iam" && call.principal.arn === `arn:aws:iam::${accountId}:root`
                ? false
                : and(granted(withoutDelegation(statements, accountId), call), not(denied(statements, call))),
    };
}

// ------------------------------------------------------------------------------------------------------------------ P7

function isExemptFromEndpoint({ principal, network }: Call, context: Context): boolean {
    const { principalIsAwsService = false, viaAwsService = false } = context.serviceExceptions ?? {};
    return network === "service" && (principal.kind === "service" ? principalIsAwsService : viaAwsService);
}

const resourcesDesignated: Property = {
    isRelevant: () => true,
    keys: () => ["aws:resourceaccount", "aws:resourceorgid"],
    isBad: (statements, call, kind, context) => {
        const { resource, keys } = call;
        const patterns = resource.startsWith("arn:aws:kms:") ? (context.allowedKeyArns ?? []) : (context.allowedBucketArns ?? []);
        const isDesignated = patterns.some((pattern) =>
            arnMatches(pattern, resource.startsWith("arn:aws:s3:") ? resource.replace(/\/.*/s, "") : resource),
        );
        const account = keys.get("aws:resourceaccount");
        const isOfAllowedOwner =
            (context.allowedResourceAccounts ?? []).includes(String(account)) ||
            holds(context.allowedResourceOrgIds, keys.get("aws:resourceorgid")) === true;
        if (isDesignated || isOfAllowedOwner || isExemptFromEndpoint(call, context)) {
            return false;
        }
        const exceptions =
            read(
                {
                    Version: "2012-10-17",
                    Statement: (context.exceptionStatements ?? []).map((one) => ({ Effect: "Allow", Principal: "*", ...one })),
                },
                kind,
            ) ?? [];
        const isGranted = granted(statements, call);
        return isGranted === false ? false : and(isGranted, not(denied(statements, call)), not(granted(exceptions, call)));
    },
};

const identitiesTrusted: Property = {
    isRelevant: () => true,
    keys: () => ["aws:principalarn", "aws:principalorgid"],
    isBad: (statements, call, _kind, context) => {
        const { principal, keys } = call;
        const isTrusted =
            isExemptFromEndpoint(call, context) ||
            (principal.kind === "iam" && isOwnOrAllowed(accountOf(principal.arn), context)) ||
            holds(context.allowedOrgIds, keys.get("aws:principalorgid")) === true;
        const isGranted = isTrusted ? false : granted(statements, call);
        return isGranted === false ? false : and(isGranted, not(denied(statements, call)));
    },
};

// ------------------------------------------------------------------------------------------------------------------ P8

const requiresConditionKey: Property = {
    isRelevant: () => true,
    keys: ({ requirement }) => [(requirement?.key ?? "").toLowerCase()],
    isBad: (statements, call, _kind, { requirement }) => {
        if (requirement?.actions.includes(call.action) !== true) {
            return false;
        }
        const { key, allowedValues } = requirement;
        const values = [call.keys.get(key.toLowerCase()) ?? []].flat();
        const allowed = allowedValues?.map((value) => value.toLowerCase());
        const isMet = values.length > 0 && (allowed === undefined || values.every((value) => allowed.includes(value.toLowerCase())));
        return isMet ? false : and(granted(statements, call), not(denied(statements, call)));
    },
};

export const properties: Record<string, Property> = {
    vpceOnly,
    tlsOnly,
    tls12,
    public: isPublic,
    accountsTrusted: grantTo(isUntrustedAccount, accountKeys),
    servicesScoped: grantTo(isUntrustedService, serviceKeys),
    crossAccountOk: grantTo(
        (call, context) => isUntrustedAccount(call, context) || isUntrustedService(call, context),
        (context) => [...accountKeys(context), ...serviceKeys(context)],
    ),
    enforcesKms: enforces((encryption) => typeof encryption === "object" || encryption === "aws/s3"),
    enforcesKmsKey: enforces(isDesignatedKey),
    keepsRootAdmin,
    grantsForAwsResourceOnly,
    administers: grantsBesidesDelegation(kmsAdministrationActions),
    uses: grantsBesidesDelegation(kmsUseActions),
    resourcesDesignated,
    identitiesTrusted,
    requiresConditionKey,
};

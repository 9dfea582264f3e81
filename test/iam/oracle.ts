import { Unknown } from "../../model/fact";
import { bucketActions, bucketDataActions, kmsAdministrationActions, kmsUseActions, objectActions } from "./actions";
import {
    accountOf,
    and,
    applies,
    arnMatches,
    denied,
    granted,
    isInRange,
    isNegatedTest,
    names,
    not,
    or,
    read,
    readRange,
    type Kind,
    type Kleene,
    type Statement,
    type Test,
} from "./evaluator";
import { isInOneOf, principalsOwn, stranger, testedKeys, universe, whyInvalid, type Call, type Context } from "./universe";

/**
 * The properties of section 8 as bad sets, and a brute-force search for a bad request.
 * Written from the specification for judging the prover: it shares no code with iam/.
 */

export interface Property {
    readonly isRelevant: (action: string, kind: Kind) => boolean;
    readonly keys: (context: Context, statements: readonly Statement[]) => readonly string[];
    /** Whether the request is in the bad set. */
    readonly isBad: (statements: readonly Statement[], call: Call, kind: Kind, context: Context) => Kleene;
    readonly targets?: (statements: readonly Statement[], context: Context) => readonly (readonly [string, string])[];
    /** What bad requests prove, where it takes more than one of them to break the property. */
    readonly isOfOnePrincipal?: true;
    readonly weigh?: (judged: Iterable<Judged>, statements: readonly Statement[], context: Context) => Omit<Finding, "examined">;
}

/** A request and whether it is bad. */
type Judged = readonly [Call, Kleene];

export interface Finding {
    readonly certain: Call | undefined;
    readonly possible: Call | undefined;
    readonly examined: number;
}

/**
 * Looks through the universe until a request is certainly bad. A document that cannot be read is possibly anything.
 *
 * @param witness one of the requests that are said to break the property, where it takes several
 */
export function search(document: unknown, kind: Kind, context: Context, name: string, witness?: Call): Finding {
    const property = propertyNamed(name);
    const statements = read(document, kind);
    let examined = 0;
    const targets = property.targets?.(statements ?? [], context);
    const question = {
        kind,
        context,
        statements: statements ?? [],
        propertyKeys: property.keys(context, statements ?? []),
        isRelevant: (action: string) => property.isRelevant(action, kind),
        ...(targets === undefined ? {} : { targets }),
        ...(witness !== undefined && property.isOfOnePrincipal === true ? { by: witness } : {}),
    };
    function* judged(): Generator<Judged> {
        for (const call of universe(question)) {
            examined++;
            yield [call, statements === undefined ? undefined : property.isBad(statements, call, kind, context)];
        }
    }
    const finding = (property.weigh ?? oneBadRequest)(judged(), statements ?? [], context);
    return { ...finding, examined };
}

function oneBadRequest(judged: Iterable<Judged>): Omit<Finding, "examined"> {
    let possible: Call | undefined;
    for (const [call, isBad] of judged) {
        if (isBad === true) {
            return { certain: call, possible };
        }
        possible ??= isBad === undefined ? call : undefined;
    }
    return { certain: undefined, possible };
}

/** Whether one bad request is not enough to break the property. */
export function isCollective(name: string): boolean {
    return propertyNamed(name).weigh !== undefined;
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
    const tested = new Set([...testedKeys(statements ?? []), ...property.keys(context, statements ?? [])]);
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
function holds(list: Context["allowedVpceIds"], value: unknown): Kleene {
    if (value === undefined || list === undefined) {
        return false;
    }
    if (list instanceof Unknown) {
        return undefined;
    }
    return list.includes(value as string) ? true : list.some((entry) => entry instanceof Unknown) ? undefined : false;
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

// -------------------------------------------------------------------------------------------------- Denies that are effective

/** Whether some Deny tests one of the keys; a statement that may be a Deny, or may test anything, might. */
function someDenyTests(statements: readonly Statement[], keys: readonly string[]): Kleene {
    return or(
        ...statements.map(({ effect, tests }) =>
            effect === "Allow"
                ? false
                : and(
                      effect === undefined ? undefined : true,
                      or(...tests.map(({ key }) => keys.includes(key) || (key === "" ? undefined : false))),
                  ),
        ),
    );
}

/** The bad set of the property, where some Deny tests one of the keys. */
function whereDenyTests(keys: readonly string[], property: Property): Property {
    return {
        ...property,
        isBad: (statements, call, kind, context) => {
            const isAsked = someDenyTests(statements, keys);
            return isAsked === false ? false : and(isAsked, property.isBad(statements, call, kind, context));
        },
    };
}

const networkKeys = ["aws:sourcevpce", "aws:sourcevpc", "aws:sourcevpcarn", "aws:vpceaccount", "aws:vpceorgid", "aws:vpceorgpaths"];

/** What names one network or its owner, or principals of one account; anything wider names nobody. */
const nameForms: Readonly<Record<string, RegExp>> = {
    "aws:sourcevpce": /^vpce-([0-9a-z]{8}|[0-9a-z]{17})$/,
    "aws:sourcevpc": /^vpc-([0-9a-z]{8}|[0-9a-z]{17})$/,
    "aws:sourcevpcarn": /^arn:aws:ec2:[^:]*:\d{12}:vpc\/./,
    "aws:vpceaccount": /^\d{12}$/,
    "aws:vpceorgid": /^o-[a-z0-9]{10,32}$/,
    "aws:vpceorgpaths": /^o-[a-z0-9]{10,32}\//,
    "aws:principalarn": /^arn:aws:iam::\d{12}:/,
};

/** Whether the request is one that a negated test of the statement spares by name. */
function isSparedByName(test: Test, call: Call): Kleene {
    const form = nameForms[test.key];
    // Ids of endpoints and VPCs have no capitals, so a value compared ignoring them may have some.
    const isId = test.operator.includes("IgnoreCase") && test.key.startsWith("aws:sourcevpc");
    const values = test.values.filter((one) => one instanceof Unknown || form?.test(isId ? one.toLowerCase() : one));
    return (
        values.length > 0 &&
        isNegatedTest(test) &&
        or(...[call.keys.get(test.key) ?? []].flat().map((one) => names({ ...test, values }, one)))
    );
}

/** The bad set within what no Deny stops; what is denied anyway need not be looked at. */
function unlessDenied(statements: readonly Statement[], call: Call, isBad: () => Kleene): Kleene {
    const isDenied = denied(statements, call);
    return isDenied === true ? false : and(not(isDenied), isBad());
}

/** Whether the Denies about networks spare the request by name: its endpoint, its VPC, their owner, or its principal. */
function isNamedException(statements: readonly Statement[], call: Call): Kleene {
    return or(
        ...statements.map((statement): Kleene => {
            if (someDenyTests([statement], networkKeys) === false) {
                return false;
            }
            const isListed = statement.sparesPrincipals && call.principal.kind === "iam" ? not(statement.principal(call.principal)) : false;
            // The root user stands for its account, which is no name.
            const isRoot = "arn" in call.principal && call.principal.arn.endsWith(":root");
            const isSpared = or(
                ...statement.tests.map((test) => isSparedByName(test, call)),
                isRoot && isListed !== undefined ? false : isListed,
            );
            return and(statement.effect === undefined ? undefined : true, isSpared);
        }),
    );
}

const vpceDenyEffective = whereDenyTests(networkKeys, {
    isRelevant: isDataAction,
    keys: (_context, statements) => [
        ...testedKeys(statements.filter((statement) => someDenyTests([statement], networkKeys) !== false)),
        "aws:principalarn",
    ],
    isBad: (statements, call, kind, context) => {
        const isOfService = isExemptFromNetwork(call, { ...context, breakGlassPrincipalArns: [] });
        const isBoundToVpc = kind === "accesspoint" && context.networkOrigin === "VPC";
        return isOfService || (isBoundToVpc && (call.keys.get("aws:sourcevpc") ?? context.vpcId) !== context.vpcId)
            ? false
            : unlessDenied(statements, call, () => not(isNamedException(statements, call)));
    },
});

const tlsDenyEffective = whereDenyTests(["aws:securetransport", "s3:tlsversion"], tlsOnly);

const algorithmHeader = "s3:x-amz-server-side-encryption";
const keyHeader = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const customerHeader = "s3:x-amz-server-side-encryption-customer-algorithm";

/** What the Denies say of a header: which values are good, by negated tests, and which are bad. */
interface Named {
    readonly good: readonly Test[];
    readonly bad: readonly Test[];
}

function namedOf(statements: readonly Statement[], header: string): Named {
    const says = ({ key, operator }: Test, name: string): boolean => key === name && !/Null$|Bool/.test(operator);
    const denies = statements.filter(({ effect }) => effect === "Deny");
    // Beside a test of the key, a plain one of the algorithm only tells which puts are meant.
    const aboutAlgorithms = denies.filter(({ tests }) => header === keyHeader || !tests.some((test) => says(test, keyHeader)));
    const testsOf = (list: readonly Statement[]): readonly Test[] =>
        list.flatMap(({ tests }) => tests.filter((test) => says(test, header)));
    return { good: testsOf(denies).filter(isNegatedTest), bad: testsOf(aboutAlgorithms).filter((test) => !isNegatedTest(test)) };
}

/** The test with those of its values that name somebody's key; any account has keys that a pattern without one matches. */
function ofSomebody(test: Test): readonly Test[] {
    const isOpen = /Like|Arn/.test(test.operator) ? /^arn:(?!.*:\d{12}:).*\*$/ : /^$/;
    const values = test.values.filter((value) => value instanceof Unknown || !isOpen.test(value));
    return values.length > 0 ? [{ ...test, values }] : [];
}

function isForeign({ good, bad }: Named, value: unknown): Kleene {
    const isAmong = (tests: readonly Test[]): Kleene => or(...tests.map((test) => typeof value === "string" && names(test, value)));
    return good.length > 0 ? not(isAmong(good.flatMap(ofSomebody))) : isAmong(bad);
}

const encryptionDenyEffective: Property = {
    isRelevant: (action) => action === "s3:PutObject",
    keys: () => [algorithmHeader, keyHeader, customerHeader],
    isBad: (statements, call) => {
        const algorithm = call.keys.get(algorithmHeader);
        const key = call.keys.get(keyHeader);
        const algorithms = namedOf(statements, algorithmHeader);
        const keys = namedOf(statements, keyHeader);
        if ([algorithms, keys].every(({ good, bad }) => good.length + bad.length === 0)) {
            // Only what cannot be read may be about the headers.
            return someDenyTests(statements, []) === false ? false : undefined;
        }
        if (algorithm === undefined) {
            return false;
        }
        return unlessDenied(statements, call, () => {
            const hasForeignAlgorithm = and(isForeign(algorithms, algorithm), keys.good.length === 0 ? true : isForeign(keys, key));
            const hasForeignKey = and(algorithm !== "AES256", isForeign(keys, key));
            return or(hasForeignAlgorithm, hasForeignKey);
        });
    },
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

const bestKeys = ["aws:multifactorauthpresent", "aws:securetransport", "s3:tlsversion"];

/** The keys that say whether a request is at its best, where the document has an eye on them. */
function administrationKeys(_context: Context, statements: readonly Statement[]): readonly string[] {
    const tested = testedKeys(statements);
    return ["aws:principalarn", ...bestKeys.filter((key) => tested.has(key))];
}

/** Over TLS of today, with MFA, and with nothing added. */
function isAtItsBest(statements: readonly Statement[], { keys }: Call): boolean {
    const tested = testedKeys(statements);
    const is = (key: string, values: readonly string[]): boolean => !tested.has(key) || values.includes(String(keys.get(key)));
    return (
        is("aws:multifactorauthpresent", ["true"]) &&
        is("aws:securetransport", ["true"]) &&
        is("s3:tlsversion", ["1.2", "1.3"]) &&
        [...keys.keys()].every((key) => bestKeys.includes(key) || unavoidable.test(key))
    );
}

const keepsRootAdmin: Property = {
    isRelevant: (action) => action === "kms:PutKeyPolicy",
    keys: administrationKeys,
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

/** The own root user, or a user or role of the own account that the document names anywhere; of those it has a pattern for, the plainest. */
function mayAdminister(statements: readonly Statement[], arn: string, account: string): boolean {
    const isNamedBy = ({ literals, tests }: Statement): boolean =>
        literals.principals.some(([type, id]) => type === "AWS" && id === arn) ||
        tests.some(
            (test) =>
                test.key === "aws:principalarn" &&
                test.values.some((value) => typeof value === "string" && value.replace(/:\*$/, ":role/x").replace(/[*?]/g, "x") === arn),
        );
    return accountOf(arn) === account && (arn.endsWith(":root") || statements.some(isNamedBy));
}

const keepsAdministrator: Property = {
    isRelevant: (action) => action === "kms:PutKeyPolicy",
    keys: administrationKeys,
    isBad: (statements, call, _kind, { accountId }) => {
        const { principal, network } = call;
        const isAsked = principal.kind === "iam" && mayAdminister(statements, principal.arn, accountId) && network !== "service";
        return isAsked && isAtItsBest(statements, call) ? not(and(granted(statements, call), not(denied(statements, call)))) : false;
    },
    /** Each of those who may has to fail somewhere. */
    weigh: (judged, statements, { accountId }) => {
        const failures = new Map<string, { certain?: Call; possible?: Call }>();
        for (const [call, isBad] of judged) {
            const { principal } = call;
            if (principal.kind === "iam" && mayAdminister(statements, principal.arn, accountId)) {
                const failure = failures.get(principal.arn) ?? {};
                failures.set(principal.arn, failure);
                if (isBad === true) {
                    failure.certain ??= call;
                } else if (isBad === undefined) {
                    failure.possible ??= call;
                }
            }
        }
        const all = [...failures.values()];
        const certain = all.every((failure) => failure.certain !== undefined) ? all[0]?.certain : undefined;
        const isPossible = all.every((failure) => failure.certain !== undefined || failure.possible !== undefined);
        return { certain, possible: isPossible ? all.find(({ possible }) => possible !== undefined)?.possible : undefined };
    },
};

const adminUseSeparated: Property = {
    isRelevant: (action) => kmsAdministrationActions.includes(action) || kmsUseActions.includes(action),
    keys: (_context, statements) => ["aws:principalarn", ...[...testedKeys(statements)].filter((key) => principalsOwn.test(key))],
    isBad: (statements, call, _kind, { accountId }) =>
        call.principal.kind === "service" ||
        call.principal.kind === "federated" ||
        (call.principal.kind === "iam" && call.principal.arn === `arn:aws:iam::${accountId}:root`)
            ? false
            : and(granted(withoutDelegation(statements, accountId), call), not(denied(statements, call))),
    /** It takes two requests by one principal, an administrator's and a user's. */
    isOfOnePrincipal: true,
    weigh: (judged) => {
        const done = new Map<string, { administers: Kleene; uses: Kleene; call: Call }>();
        let possible: Call | undefined;
        for (const [call, isBad] of judged) {
            if (isBad !== false) {
                const who = JSON.stringify([call.principal, [...call.keys].filter(([key]) => principalsOwn.test(key)).sort()]);
                const both = done.get(who) ?? { administers: false, uses: false, call };
                const half = kmsAdministrationActions.includes(call.action) ? "administers" : "uses";
                both[half] = or(both[half], isBad);
                done.set(who, both);
                const isBroken = and(both.administers, both.uses);
                if (isBroken === true) {
                    return { certain: both.call, possible };
                }
                possible ??= isBroken === undefined ? both.call : undefined;
            }
        }
        return { certain: undefined, possible };
    },
};

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
            isOwnOrAllowed(accountOf(principal.kind === "iam" ? principal.arn : String(keys.get("aws:principalarn"))), context) ||
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

// ------------------------------------------------------------------------------------------- what else Denies are to keep out

/** Every put under a key of the customer's own. */
const ssecDenied: Property = {
    isRelevant: (action) => action === "s3:PutObject",
    keys: () => [algorithmHeader, keyHeader, customerHeader],
    isBad: (statements, call) => (call.keys.has(customerHeader) ? not(denied(statements, call)) : false),
};

const organizationOnly: Property = {
    isRelevant: () => true,
    keys: () => ["aws:principalorgid"],
    isBad: (statements, call, _kind, { orgId }) =>
        call.principal.kind === "service" || call.keys.get("aws:principalorgid") === orgId ? false : not(denied(statements, call)),
};

const restrictedByTag: Property = {
    isRelevant: (action) => /^s3:GetObject(Version)?$/.test(action),
    keys: ({ restrictedTag }) => [`s3:existingobjecttag/${restrictedTag?.key}`, `aws:principaltag/${restrictedTag?.principalTag}`],
    isBad: (statements, call, _kind, { restrictedTag }) => {
        const { key, value, principalTag } = restrictedTag ?? { key: "", value: "", principalTag: "" };
        const isRestricted = call.keys.get(`s3:existingobjecttag/${key}`) === value;
        const isCleared = call.principal.kind === "service" || call.keys.get(`aws:principaltag/${principalTag}`) === value;
        return isRestricted && !isCleared ? not(denied(statements, call)) : false;
    },
};

/** Here a good request is enough: one by somebody of the own account who still changes the policy. */
const notLockedOut: Property = {
    isRelevant: (action) => /^s3:(Put|Delete)BucketPolicy$/.test(action),
    keys: () => ["aws:principalarn"],
    isBad: (statements, call, _kind, context) => (isByOwner(call, context) ? denied(statements, call) : false),
    weigh: (judged, _statements, context) => {
        let certain: Call | undefined;
        let possible: Call | undefined;
        for (const [call, isBad] of judged) {
            if (isByOwner(call, context)) {
                if (isBad === false) {
                    return { certain: undefined, possible: undefined };
                }
                certain ??= call;
                possible ??= isBad === undefined ? call : undefined;
            }
        }
        return possible === undefined ? { certain, possible } : { certain: undefined, possible };
    },
};

function isByOwner({ principal, network }: Call, { accountId }: Context): boolean {
    return principal.kind === "iam" && accountOf(principal.arn) === accountId && network !== "service";
}

// ------------------------------------------------------------------------------------------------------- policies of identities

const isTagKey = (key: string): boolean => /^aws:(tagkeys$|(request|resource)tag\/)/.test(key);

/** An Allow whose test of tags is true without tags, to a request without them. */
const abacEffective: Property = {
    isRelevant: () => true,
    keys: () => [],
    isBad: (statements, call) =>
        unlessDenied(statements, call, () =>
            or(
                ...statements.map((statement): Kleene => {
                    const { effect, tests } = statement;
                    if (effect === "Deny") {
                        return false;
                    }
                    const isVacuous = or(
                        ...tests.map((test) =>
                            test.key === ""
                                ? undefined
                                : isTagKey(test.key) &&
                                  !test.operator.endsWith("Null") &&
                                  !isNegatedTest(test) &&
                                  /^ForAllValues:|IfExists$/.test(test.operator),
                        ),
                    );
                    const asked = tests.map(({ key }) => key).filter(isTagKey);
                    const hasTags = [...call.keys.keys()].some(
                        (key) => asked.includes(key) || (asked.includes("aws:tagkeys") && key.startsWith("aws:requesttag/")),
                    );
                    return isVacuous === false || hasTags
                        ? false
                        : and(effect === undefined ? undefined : true, isVacuous, applies(statement, call));
                }),
            ),
        ),
};

const somebodysBucket = "arn:aws:s3:::q7k2-of-somebody";

/** All of S3, or decryption, on what is of nobody in particular. An action that nobody lists is allowed by who allows all. */
const noFullDataAccess: Property = {
    isRelevant: () => true,
    keys: () => ["aws:resourceaccount", "aws:resourceorgid"],
    targets: (statements) => {
        const regions = statements.flatMap(({ literals }) =>
            literals.resources.flatMap((arn) => /^arn:aws:kms:([a-z0-9-]+):/.exec(arn)?.[1] ?? []),
        );
        return [
            ["s3:WhatNobodyLists", `${somebodysBucket}/q`],
            ...["us-east-1", ...regions].map(
                (region) => ["kms:Decrypt", `arn:aws:kms:${region}:${stranger}:key/99999999-9999-9999-9999-999999999999`] as const,
            ),
        ];
    },
    isBad: (statements, call, _kind, { accountId }) => {
        const { action, keys } = call;
        const owner = String(keys.get("aws:resourceaccount"));
        const isListed = [...objectActions, ...bucketDataActions, ...bucketActions].includes(action);
        const isAll = action === "kms:Decrypt" || (action.startsWith("s3:") && !isListed);
        const isNamed = statements.some(({ tests }) =>
            tests.some((test) => test.key.endsWith("resourceaccount") && !test.operator.endsWith("Null") && names(test, owner) === true),
        );
        const isMarked = [...keys.keys()].some((key) => /^(aws:resource(org|tag\/)|s3:existingobjecttag\/)/.test(key));
        return !isAll || owner === accountId || isNamed || isMarked ? false : and(granted(statements, call), not(denied(statements, call)));
    },
};

export const properties: Record<string, Property> = {
    vpceOnly,
    tlsOnly,
    tls12,
    vpceDenyEffective,
    tlsDenyEffective,
    encryptionDenyEffective,
    ssecDenied,
    organizationOnly,
    restrictedByTag,
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
    keepsAdministrator,
    adminUseSeparated,
    notLockedOut,
    abacEffective,
    noFullDataAccess,
    resourcesDesignated,
    identitiesTrusted,
    requiresConditionKey,
};

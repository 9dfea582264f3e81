import { Unknown } from "../model/fact";
import { type Action, actionsOf, arnOf, conditionKey } from "./catalogue";
import { certainly } from "./certainly";
import type { Predicate } from "./condition";
import { parseDate, parseNumber } from "./condition";
import type { Context, Kind } from "./context";
import {
    type Glob,
    accountId,
    arnOfAccount,
    everything,
    exactly,
    literal,
    lowerAlphanumeric,
    anyName,
    pathOfOrganization,
    segment,
    sequence,
    some,
    wildcard,
} from "./glob";
import { edgesOf, parseRange } from "./ip";
import { type CallerKind, everyPrincipal, principalsOf } from "./match";

/*
 * The universe of requests, section 6 and 7 of the analysis: which keys a request carries, with which values, and which of them
 * carry the same information. Keys that do are one dimension, whose values are whole records.
 */

/** Who calls: one of the kinds of section 7.1. An IAM caller is of the own account, of any other, or one in particular. */
export interface Caller {
    readonly kind: CallerKind;
    readonly whose?: "own" | "foreign" | "any";
    /** The one principal, provider or id it is. */
    readonly id?: string;
}

export type Network = "internet" | "endpoint" | "service";

/** What an action is asked on. */
export type Target = "bucket" | "object" | "accesspoint" | "accesspointobject" | "key" | "table" | "index" | "other";

/** The circumstances under which keys have the values they have. */
export interface Setting {
    readonly kind: Kind;
    readonly context: Context;
    readonly partition: string;
    readonly caller: Caller;
    readonly network: Network;
    readonly action: string;
    readonly target: Target;
    /** Whether keys that the caller may leave out are left out. */
    readonly plain: boolean;
    /** The tests that the question has on each key, for cutting numbers, dates and addresses into classes. */
    readonly testsOf: (key: string) => readonly Predicate[];
}

/** How a key is read off a variable: the whole value, or a part of it. */
export interface View {
    readonly read: (value: string) => string;
    /** The pattern over the variable for a pattern over the key. */
    readonly wrap: (glob: Glob) => Glob;
    /** Values of the variable under which the key has this value. */
    readonly lift: (value: string) => readonly string[];
}

/** What a request has under a key: nothing, these values, a value that is not known, or what a variable says. */
export type Reading =
    { readonly fixed: readonly string[] } | { readonly unknown: true } | { readonly variable: number; readonly view: View };

/** Something that may have any value of its domain. */
export interface Variable {
    /** Without, any text. */
    readonly domain?: readonly Glob[];
    readonly excluded?: readonly Glob[];
    /** Values to try first; all there are where `finite`. */
    readonly candidates: readonly string[];
    readonly finite: boolean;
    /** Whether the candidates stand for all values in every test. */
    readonly isExact: boolean;
    readonly isSet: boolean;
}

/** One way in which the keys of a dimension go together. */
export interface Shape {
    readonly readings: ReadonlyMap<string, Reading>;
    readonly variables: readonly Variable[];
}

export const identity: View = { read: (value) => value, wrap: (glob) => glob, lift: (value) => [value] };

const absent: Reading = { fixed: [] };
const fixed = (...values: string[]): Reading => ({ fixed: values });
const unknown: Reading = { unknown: true };

function shape(readings: Record<string, Reading>, ...variables: Variable[]): Shape {
    return { readings: new Map(Object.entries(readings)), variables };
}

function text(candidates: readonly string[], domain?: readonly Glob[], excluded?: readonly Glob[]): Variable {
    return {
        candidates,
        finite: false,
        isExact: true,
        isSet: false,
        ...(domain === undefined ? {} : { domain }),
        ...(excluded === undefined ? {} : { excluded }),
    };
}

function oneOf(...candidates: string[]): Variable {
    return { candidates, finite: true, isExact: true, isSet: false };
}

/** Of the keys that carry the same information, the name they go by together; every other key is by itself. */
const jointly: Readonly<Record<string, string>> = {
    "@principal": "principal",
    "aws:principalarn": "principal",
    "aws:principalaccount": "principal",
    "kms:calleraccount": "principal",
    "aws:principalservicename": "principal",
    "aws:principalservicenameslist": "principal",
    "aws:principalorgid": "principal's organization",
    "aws:principalorgpaths": "principal's organization",
    "aws:vpceorgid": "endpoint's organization",
    "aws:vpceorgpaths": "endpoint's organization",
    "aws:sourceorgid": "source's organization",
    "aws:sourceorgpaths": "source's organization",
    "aws:sourcearn": "source",
    "aws:sourceaccount": "source",
    "@resource": "resource",
    "aws:resourceaccount": "resource",
    "aws:resourceorgid": "resource",
    "aws:resourceorgpaths": "resource",
    "s3:dataaccesspointarn": "access point",
    "s3:dataaccesspointaccount": "access point",
    "s3:accesspointnetworkorigin": "access point",
    "s3:x-amz-server-side-encryption": "encryption",
    "s3:x-amz-server-side-encryption-aws-kms-key-id": "encryption",
    "s3:x-amz-server-side-encryption-customer-algorithm": "encryption",
    "aws:securetransport": "transport",
    "s3:tlsversion": "transport",
    "aws:currenttime": "time",
    "aws:epochtime": "time",
};

/** The dimension that a key belongs to. */
export function dimensionOf(key: string): string {
    return Object.hasOwn(jointly, key) ? certainly(jointly[key]) : key;
}

/** Whether what one principal has in the dimension is the same in all its requests. */
export function belongsToPrincipal(dimension: string): boolean {
    return (
        dimension.startsWith("principal") ||
        dimension.startsWith("aws:principaltag/") ||
        dimension === "aws:username" ||
        dimension === "aws:userid"
    );
}

/** An account that is nobody's in particular. */
export const someAccount = "999999999999";
const someOtherAccount = "888888888888";

export function known<T>(value: T | Unknown | undefined): T | undefined {
    return value instanceof Unknown ? undefined : value;
}

function isForKey(action: string): boolean {
    return action.startsWith("kms:");
}

/** What of the setting the shapes of a dimension depend on: where it is the same, so are they. */
export function settingOf(dimension: string, { caller, network, action, target, plain }: Setting): string {
    switch (dimension) {
        case "principal":
        case "principal's organization":
            return `${caller.kind} ${caller.whose} ${caller.id} ${plain} ${isForKey(action)}`;
        case "source":
        case "source's organization":
            return caller.kind;
        case "endpoint's organization":
            return network;
        case "resource":
            return `${target} ${target === "other" ? action : action.slice(0, action.indexOf(":"))}`;
        case "access point":
            return `${network} ${plain}`;
        case "encryption":
            return action;
        case "transport":
        case "time":
            return String(plain);
        default:
            return `${caller.kind} ${network} ${plain} ${isForKey(action)} ${dimension === "kms:grantisforawsresource" ? action : ""} ${plain ? caller.id : ""}`;
    }
}

/** The ways in which the keys of the dimension can be, the plainest first. */
export function shapesOf(dimension: string, setting: Setting): readonly Shape[] {
    switch (dimension) {
        case "principal":
            return [principal(setting)];
        case "principal's organization":
            return principalOrganization(setting);
        case "endpoint's organization":
            return setting.network === "endpoint" ? optionalOrganization("aws:vpceorg") : [absentOrganization("aws:vpceorg")];
        case "source's organization":
            return setting.caller.kind === "service" ? optionalOrganization("aws:sourceorg") : [absentOrganization("aws:sourceorg")];
        case "source":
            return setting.caller.kind === "service" ? source(setting) : [shape({ "aws:sourcearn": absent, "aws:sourceaccount": absent })];
        case "resource":
            return resource(setting);
        case "access point":
            return accessPoint(setting);
        case "encryption":
            return encryption(setting);
        case "transport":
            return transport(setting);
        case "time":
            return [time(setting)];
        default:
            return single(dimension, setting);
    }
}

/** The account of an ARN. */
const accountOfArn: View = {
    read: (arn) => arn.split(":")[4] ?? "",
    wrap: arnOfAccount,
    lift: () => [],
};

function accountOfPrincipal(partition: string): View {
    return { ...accountOfArn, lift: (account) => [`arn:${partition}:iam::${account}:role/x`, `arn:${partition}:iam::${account}:root`] };
}

function principal({ caller, context, partition, action }: Setting): Shape {
    const without = {
        "aws:principalarn": absent,
        "aws:principalaccount": absent,
        "kms:calleraccount": absent,
        "aws:principalservicename": absent,
        "aws:principalservicenameslist": absent,
    };
    const account: Reading = { variable: 0, view: accountOfPrincipal(partition) };
    const byArn = {
        ...without,
        "aws:principalarn": { variable: 0, view: identity },
        "aws:principalaccount": account,
        "kms:calleraccount": isForKey(action) ? account : absent,
    };
    const owner = known(context.accountId);
    const start = `arn:${partition}:iam::`;
    switch (caller.kind) {
        case "anonymous":
            return shape({ ...without, "@principal": fixed("anonymous"), "aws:principalaccount": fixed("anonymous") });
        case "iam": {
            const variable =
                caller.id !== undefined
                    ? oneOf(caller.id)
                    : caller.whose === "own" && owner !== undefined
                      ? text([`${start}${owner}:role/x`, `${start}${owner}:root`], principalsOf(literal(owner), partition))
                      : caller.whose === "foreign" && owner !== undefined
                        ? text([`${start}${someAccount}:role/x`, `${start}${someOtherAccount}:role/x`], everyPrincipal(partition), [
                              wildcard(`${start}${owner}:*`),
                          ])
                        : text([`${start}${someAccount}:role/x`, `${start}${someOtherAccount}:role/x`], everyPrincipal(partition));
            return shape({ ...byArn, "@principal": { variable: 0, view: identity } }, variable);
        }
        case "canonical":
        case "opaque":
            return shape(
                { ...byArn, "@principal": fixed(certainly(caller.id)) },
                text(
                    [`${start}${someAccount}:role/x`],
                    everyPrincipal(partition),
                    owner === undefined ? [] : [wildcard(`${start}${owner}:*`)],
                ),
            );
        case "session": {
            // The policies' variables and keys see the role; its path is not in the session's ARN.
            const id = certainly(caller.id);
            const [, , , , owner, name] = id.split(":");
            const [kind, role] = certainly(name).split("/");
            return shape({ ...byArn, "@principal": fixed(id) }, oneOf(kind === "assumed-role" ? `${start}${owner}:role/${role}` : id));
        }
        case "federated":
            return shape({ ...without, "@principal": fixed(certainly(caller.id)) });
        case "service": {
            const names = [
                sequence(some(lowerAlphanumeric + ".-"), literal(".amazonaws.com")),
                sequence(some(lowerAlphanumeric + ".-"), literal(".amazonaws.com.cn")),
            ];
            const name: Reading = { variable: 0, view: identity };
            return shape(
                {
                    ...without,
                    "@principal": name,
                    "aws:principalservicename": name,
                    "aws:principalservicenameslist": name,
                    "aws:principalaccount": absent,
                },
                caller.id === undefined ? text(["other.amazonaws.com"], names) : oneOf(caller.id),
            );
        }
    }
}

const organizationId: readonly Glob[] = [
    sequence(literal("o-"), exactly(10, lowerAlphanumeric), { steps: some(lowerAlphanumeric).steps.slice(1) }),
];
const organizationPath = (id: readonly Glob[]): Glob[] => id.map((one) => sequence(one, literal("/r-"), some()));
const someOrganization = "o-zzzzzzzzzz";

/** Of an organisation path its organisation. A principal has one path, which starts with its organisation's id (rule V6). */
const organizationOfPath: View = {
    read: (path) => path.slice(0, path.indexOf("/")),
    wrap: pathOfOrganization,
    lift: (id) => [`${id}/r-zzzz/`],
};

function absentOrganization(prefix: string): Shape {
    return shape({ [`${prefix}id`]: absent, [`${prefix}paths`]: absent });
}

function organization(prefix: string, id?: string): Shape {
    return shape(
        { [`${prefix}id`]: { variable: 0, view: organizationOfPath }, [`${prefix}paths`]: { variable: 0, view: identity } },
        text([`${id ?? someOrganization}/r-zzzz/`], organizationPath(id === undefined ? organizationId : [literal(id)])),
    );
}

function optionalOrganization(prefix: string): readonly Shape[] {
    return [absentOrganization(prefix), organization(prefix)];
}

function unknownOrganization(prefix: string): Shape {
    return shape({ [`${prefix}id`]: unknown, [`${prefix}paths`]: unknown });
}

/** Absent for anonymous callers and services, and for accounts that are in none; the own account is in its own, if it is known. */
function principalOrganization({ caller, context, plain }: Setting): readonly Shape[] {
    const prefix = "aws:principalorg";
    if (caller.kind === "anonymous" || caller.kind === "service") {
        return [absentOrganization(prefix)];
    }
    const isOwn = caller.whose === "own";
    const { orgId } = context;
    if (isOwn && orgId !== undefined) {
        return [orgId instanceof Unknown ? unknownOrganization(prefix) : organization(prefix, orgId)];
    }
    return plain ? [unknownOrganization(prefix)] : optionalOrganization(prefix);
}

/** Text of ARN form: with an account, or (a bucket's) with none in its place, but with no account further back: no service's resources have one. */
function arnVariable(hasAccount: boolean, partition: string): Variable {
    const start = [literal(`arn:${partition}:`), segment, literal(":"), segment, literal(":")];
    const further = [segment, literal(":"), accountId, literal(":"), everything];
    const excluded = [
        sequence(...start, ...further),
        sequence(...start, segment, literal(":"), everything, literal(":"), ...further.slice(2)),
    ];
    return hasAccount
        ? text([`arn:${partition}:sns:us-east-1:${someAccount}:x`], [sequence(...start, accountId, literal(":"), some())], excluded)
        : text([`arn:${partition}:s3:::x`], [sequence(...start, literal(":"), some())], excluded);
}

/** Both, either or none; where the ARN has an account, it is the source's account (rule V7). */
function source({ partition }: Setting): readonly Shape[] {
    const account: Reading = {
        variable: 0,
        view: {
            ...accountOfArn,
            lift: (id) => [`arn:${partition}:sns:us-east-1:${id}:x`, `arn:${partition}:cloudtrail:us-east-1:${id}:trail/x`],
        },
    };
    const withAccount = arnVariable(true, partition);
    const withoutAccount = arnVariable(false, partition);
    const someId = text([someAccount, someOtherAccount], [accountId]);
    const whole: Reading = { variable: 0, view: identity };
    return [
        shape({ "aws:sourcearn": absent, "aws:sourceaccount": absent }),
        shape({ "aws:sourcearn": absent, "aws:sourceaccount": whole }, someId),
        shape({ "aws:sourcearn": whole, "aws:sourceaccount": account }, withAccount),
        shape({ "aws:sourcearn": whole, "aws:sourceaccount": { variable: 1, view: identity } }, withoutAccount, someId),
        shape({ "aws:sourcearn": whole, "aws:sourceaccount": absent }, withAccount),
        shape({ "aws:sourcearn": whole, "aws:sourceaccount": absent }, withoutAccount),
    ];
}

const bucketName = some(lowerAlphanumeric + ".-");

/** The part of an ARN after the resource that a document is attached to, by what the action is asked on. */
const below: Readonly<Record<Target, string>> = {
    bucket: "",
    object: "/",
    accesspoint: "",
    accesspointobject: "/object/",
    key: "",
    table: "/table/",
    index: "/index/",
    other: "",
};

/** The ARN of the resource that the document is attached to, where it is known. */
export function attachedTo(kind: Kind, context: Context): string | Unknown | undefined {
    switch (kind) {
        case "bucket":
        case "tablebucket":
        case "vectorbucket":
            return context.bucketArn;
        case "accesspoint":
            return context.accessPointArn;
        case "key":
            return context.keyArn;
        default:
            return undefined;
    }
}

/** The owner's account and organisation go with the resource (rule V11): another account's are anybody's. */
function owned(readings: Record<string, Reading>, variables: Variable[], { context }: Setting): readonly Shape[] {
    const owner = context.accountId;
    const account: Reading =
        owner instanceof Unknown ? unknown : owner === undefined ? { variable: variables.length, view: identity } : fixed(owner);
    const more = owner === undefined ? [...variables, text([someAccount, someOtherAccount], [accountId])] : variables;
    return withOrganization({ ...readings, "aws:resourceaccount": account }, more, owner === undefined ? undefined : context.orgId);
}

function withOrganization(readings: Record<string, Reading>, variables: Variable[], id: string | Unknown | undefined): readonly Shape[] {
    if (id instanceof Unknown) {
        return [shape({ ...readings, "aws:resourceorgid": unknown, "aws:resourceorgpaths": unknown }, ...variables)];
    }
    const [path] = organization("", id).variables;
    const at = variables.length;
    const inOrganization = shape(
        {
            ...readings,
            "aws:resourceorgid": { variable: at, view: organizationOfPath },
            "aws:resourceorgpaths": { variable: at, view: identity },
        },
        ...variables,
        certainly(path),
    );
    return id !== undefined
        ? [inOrganization]
        : [shape({ ...readings, "aws:resourceorgid": absent, "aws:resourceorgpaths": absent }, ...variables), inOrganization];
}

function resource(setting: Setting): readonly Shape[] {
    const { kind, context, target } = setting;
    if (kind === "vpce" || kind === "identity" || kind === "modelpackagegroup") {
        return resourceAnywhere(setting);
    }
    const arn = attachedTo(kind, context);
    if (arn === undefined || arn instanceof Unknown) {
        return owned({ "@resource": unknown }, [], setting);
    }
    const path = below[target];
    return path === ""
        ? owned({ "@resource": fixed(arn) }, [], setting)
        : owned(
              { "@resource": { variable: 0, view: identity } },
              [text([`${arn}${path}x`], [sequence(literal(arn + path), some())])],
              setting,
          );
}

/** Through an endpoint or by an identity any resource may be meant: designated ones, which are the own account's, and anybody's. */
function resourceAnywhere(setting: Setting): readonly Shape[] {
    const { context, partition, target, action } = setting;
    const self: Reading = { variable: 0, view: identity };
    const account: Reading = {
        variable: 0,
        view: { ...accountOfArn, lift: (id) => [`arn:${partition}:kms:us-east-1:${id}:key/99999999-9999-9999-9999-999999999999`] },
    };
    if (target === "key") {
        const domain = sequence(
            literal(`arn:${partition}:kms:`),
            some(lowerAlphanumeric + "-"),
            literal(":"),
            accountId,
            literal(":key/"),
            some(),
        );
        const keys = text([`arn:${partition}:kms:us-east-1:${someAccount}:key/99999999-9999-9999-9999-999999999999`], [domain]);
        return withOrganization({ "@resource": self, "aws:resourceaccount": account }, [keys], undefined);
    }
    if (target === "bucket" || target === "object") {
        const path = target === "object" ? [literal("/"), some()] : [];
        const designated = listed(context.allowedBucketArns)
            .filter((arn): arn is string => typeof arn === "string")
            .map((arn) => wildcard(arn));
        const paths = target === "object" ? "/x" : "";
        const shapes: Shape[] = [];
        if (designated.length > 0 && context.accountId !== undefined) {
            const own = designated.map((arn) => sequence(arn, ...path));
            const examples = designated.map((arn) => `${arn.literal ?? ""}${paths}`);
            shapes.push(...owned({ "@resource": self }, [text(examples, own)], setting));
        }
        const others = text(
            [`arn:${partition}:s3:::somebody-elses-bucket${paths}`, `arn:${partition}:s3:::another-bucket${paths}`],
            [sequence(literal(`arn:${partition}:s3:::`), bucketName, ...path)],
            shapes.length > 0 ? designated.map((arn) => sequence(arn, ...path)) : [],
        );
        const owner: Variable = text(
            [someAccount, ...(known(context.accountId) === undefined ? [] : [certainly(known(context.accountId))])],
            [accountId],
        );
        return [
            ...withOrganization({ "@resource": self, "aws:resourceaccount": { variable: 1, view: identity } }, [others, owner], undefined),
            ...shapes,
        ];
    }
    return anyResourceOf(action, partition).flatMap(({ examples, domain, hasAccount }) =>
        withOrganization(
            { "@resource": self, "aws:resourceaccount": hasAccount ? account : { variable: 1, view: identity } },
            [text(examples, domain), ...(hasAccount ? [] : [text([someAccount, someOtherAccount], [accountId])])],
            undefined,
        ),
    );
}

/** What tells actions apart by what they may be asked on. */
export function resourcesOf(action: string): string {
    return catalogued(action)?.on.join(" ") ?? action;
}

function catalogued(action: string): Action | undefined {
    return actionsOf(action.slice(0, action.indexOf(":"))).find(({ name }) => name === action);
}

interface Resources {
    readonly examples: readonly string[];
    readonly domain: readonly Glob[];
    /** Whether the ARNs say whose the resource is. */
    readonly hasAccount: boolean;
}

/** What an action may be asked on: the kinds of resource that the catalogue has for it, any for actions it does not hold, `*` where there is none. */
function anyResourceOf(action: string, partition: string): readonly Resources[] {
    const service = action.slice(0, action.indexOf(":"));
    const known = catalogued(action);
    if (known === undefined) {
        const start = [literal(`arn:${partition}:`), some(lowerAlphanumeric + "-"), literal(":"), segment, literal(":")];
        const example = `arn:${partition}:${service}:us-east-1:${someAccount}:x`;
        return [
            { examples: [example, `${example}/x`], domain: [sequence(...start, accountId, literal(":"), some())], hasAccount: true },
            { examples: [`arn:${partition}:${service}:::x`], domain: [sequence(...start, literal(":"), some())], hasAccount: false },
        ];
    }
    if (known.on.length === 0) {
        return [{ examples: ["*"], domain: [literal("*")], hasAccount: false }];
    }
    // An action named after a kind of resource is asked on it at any rate, and on others only besides.
    const own = known.on.filter((kind) => action.toLowerCase().includes(kind.replaceAll("-", "")));
    const forms = (own.length > 0 ? own : known.on).map((kind) => arnOf(service, kind)).filter((form) => form !== undefined);
    return [true, false].flatMap((hasAccount): Resources[] => {
        const some = forms.filter((form) => form.includes("${Account}") === hasAccount);
        const examples = some.map((form) =>
            form.replace("${Partition}", partition).replace("${Region}", "us-east-1").replace("${Account}", someAccount),
        );
        return some.length === 0
            ? []
            : [
                  {
                      examples: examples.map((form) => form.replaceAll(/\$\{[^}]*\}/g, "x")),
                      domain: some.map((form) => formOf(form, partition)),
                      hasAccount,
                  },
              ];
    });
}

/** The ARNs of a form with AWS's placeholders, `arn:${Partition}:kms:${Region}:${Account}:key/${KeyId}`. */
function formOf(form: string, partition: string): Glob {
    const placeholders: Readonly<Record<string, Glob>> = {
        "${Partition}": literal(partition),
        "${Region}": some(lowerAlphanumeric + "-"),
        "${Account}": accountId,
        "${ObjectName}": some(),
    };
    return sequence(
        ...form.split(/(\$\{[^}]*\})/).map((part) => (part.startsWith("${") ? (placeholders[part] ?? anyName) : literal(part))),
    );
}

/** The entries of a list of the context; one unknown entry for a list that is not known. */
export function listed(list: readonly (string | Unknown)[] | Unknown | undefined): readonly (string | Unknown)[] {
    return list === undefined ? [] : list instanceof Unknown ? [list] : list;
}

/** Present together or not at all; origin VPC means that the request comes through an endpoint (rule V8). */
function accessPoint({ kind, context, partition, network, plain }: Setting): readonly Shape[] {
    const none = shape({ "s3:dataaccesspointarn": absent, "s3:dataaccesspointaccount": absent, "s3:accesspointnetworkorigin": absent });
    const origins = network === "endpoint" ? oneOf("Internet", "VPC") : oneOf("Internet");
    const account: Reading = {
        variable: 0,
        view: { ...accountOfArn, lift: (id) => [`arn:${partition}:s3:us-east-1:${id}:accesspoint/x`] },
    };
    const readings = {
        "s3:dataaccesspointarn": { variable: 0, view: identity },
        "s3:dataaccesspointaccount": account,
        "s3:accesspointnetworkorigin": { variable: 1, view: identity },
    };
    if (kind === "accesspoint") {
        const arn = context.accessPointArn;
        if (arn === undefined || arn instanceof Unknown) {
            return [
                shape({ "s3:dataaccesspointarn": unknown, "s3:dataaccesspointaccount": unknown, "s3:accesspointnetworkorigin": unknown }),
            ];
        }
        const origin = context.networkOrigin;
        const fixedOrigin = origin instanceof Unknown ? { "s3:accesspointnetworkorigin": unknown } : {};
        return [
            shape({ ...readings, ...fixedOrigin }, oneOf(arn), origin === undefined || origin instanceof Unknown ? origins : oneOf(origin)),
        ];
    }
    if (plain || kind === "key") {
        return [none];
    }
    const domain = sequence(
        literal(`arn:${partition}:s3:`),
        some(lowerAlphanumeric + "-"),
        literal(":"),
        accountId,
        literal(":accesspoint/"),
        some(lowerAlphanumeric + "-."),
    );
    return [none, shape(readings, text([`arn:${partition}:s3:us-east-1:${someAccount}:accesspoint/x`], [domain]), origins)];
}

const sse = "s3:x-amz-server-side-encryption";
const sseKey = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const sseCustomer = "s3:x-amz-server-side-encryption-customer-algorithm";

/** The headers of a put, as S3 accepts them together (rule V10); other actions have none. */
function encryption({ action, partition, context }: Setting): readonly Shape[] {
    const name = action.toLowerCase();
    const none = shape({ [sse]: absent, [sseKey]: absent, [sseCustomer]: absent });
    if (name !== "s3:putobject" && name !== "s3:updateobjectencryption") {
        return [none];
    }
    const algorithm: Reading = { variable: 0, view: identity };
    const algorithms = oneOf("aws:kms", "aws:kms:dsse");
    const shapes = [
        none,
        shape({ [sse]: algorithm, [sseKey]: absent, [sseCustomer]: absent }, oneOf("AES256")),
        shape({ [sse]: algorithm, [sseKey]: absent, [sseCustomer]: absent }, algorithms),
        shape(
            { [sse]: algorithm, [sseKey]: { variable: 1, view: identity }, [sseCustomer]: absent },
            algorithms,
            text([`arn:${partition}:kms:us-east-1:${someAccount}:key/99999999-9999-9999-9999-999999999999`, "alias/x"]),
        ),
    ];
    return name === "s3:putobject" && context.ssecBlocked !== true
        ? [...shapes, shape({ [sse]: absent, [sseKey]: absent, [sseCustomer]: fixed("AES256") })]
        : shapes;
}

/** The TLS version is there exactly when the transport is secure (rule V9). */
function transport({ plain }: Setting): readonly Shape[] {
    const secure = shape(
        { "aws:securetransport": fixed("true"), "s3:tlsversion": { variable: 0, view: identity } },
        oneOf("1.2", "1.3", "1.1", "1.0"),
    );
    const open = shape({ "aws:securetransport": fixed("false"), "s3:tlsversion": absent });
    return plain ? [shape({ ...Object.fromEntries(secure.readings) }, oneOf("1.2", "1.3"))] : [secure, open];
}

/** The day the catalogue was taken: requests come after it. */
const analysisTime = Date.UTC(2026, 8, 26) / 1000;

/** The time, as a date and as seconds: a question asked today is about requests from now on. */
function time({ testsOf }: Setting): Shape {
    const cuts = [...testsOf("aws:currenttime"), ...testsOf("aws:epochtime")].flatMap(numbersOf(parseDate));
    const seconds = [analysisTime, ...cuts.flatMap((cut) => [cut - 1, cut, cut + 1])].filter((second) => second >= analysisTime);
    const moments = oneOf(...new Set(seconds.map((second) => new Date(second * 1000).toISOString().replace(".000Z", "Z"))));
    const inSeconds: View = { read: (moment) => String(parseDate(moment)), wrap: (glob) => glob, lift: () => [] };
    return shape({ "aws:currenttime": { variable: 0, view: identity }, "aws:epochtime": { variable: 0, view: inSeconds } }, moments);
}

function numbersOf(read: (value: string) => number | undefined): (test: Predicate) => number[] {
    return (test) =>
        (test.test?.values ?? [])
            .map((value) => (typeof value === "string" ? read(value) : undefined))
            .filter((number) => number !== undefined);
}

/** The keys that are present on these requests, and what they may be. */
function single(key: string, setting: Setting): readonly Shape[] {
    const { caller, network, action, plain } = setting;
    const present = (variable: Variable): readonly Shape[] => [shape({ [key]: { variable: 0, view: identity } }, variable)];
    const constant = (value: string): readonly Shape[] => [shape({ [key]: fixed(value) })];
    const none: readonly Shape[] = [shape({ [key]: absent })];
    const isSigned = caller.kind !== "anonymous" && caller.kind !== "service";
    const isForwarded = network === "service" && isSigned;
    const optional = (variable: Variable): readonly Shape[] => (plain ? none : [...none, ...present(variable)]);
    switch (key) {
        case "aws:sourcevpce":
            return network === "endpoint" ? present(networkId("vpce", someNetwork, "0a9b8c7d6e5f43210")) : none;
        case "aws:sourcevpc":
            if (setting.kind === "accesspoint" && setting.context.networkOrigin === "VPC" && network === "endpoint") {
                const vpc = setting.context.vpcId;
                return vpc instanceof Unknown
                    ? [shape({ [key]: unknown })]
                    : vpc === undefined
                      ? present(networkId("vpc", someNetwork))
                      : constant(vpc);
            }
            return network === "endpoint" ? present(networkId("vpc", someNetwork, "0a9b8c7d6e5f43210")) : none;
        case "aws:sourcevpcarn":
            return network === "endpoint" ? [...none, ...present(anyValue(key, setting))] : none;
        case "aws:vpcsourceip":
            return network === "endpoint" ? present(anyValue(key, setting)) : none;
        case "aws:vpceaccount":
            return network === "endpoint" ? present(text([someAccount, someOtherAccount], [accountId])) : none;
        case "aws:sourceip":
            return network === "internet"
                ? present(anyValue(key, setting))
                : network === "endpoint"
                  ? none
                  : [...none, ...present(anyValue(key, setting))];
        case "aws:principalisawsservice":
            return caller.kind === "anonymous" ? none : constant(String(caller.kind === "service"));
        case "aws:viaawsservice":
            return constant(String(isForwarded));
        case "aws:calledvia":
        case "aws:calledviafirst":
        case "aws:calledvialast":
            return isForwarded ? optional(anyValue(key, setting)) : none;
        case "kms:viaservice":
            if (!isForKey(action)) {
                return none;
            }
            return isForwarded ? present(anyValue(key, setting)) : caller.kind === "service" ? optional(anyValue(key, setting)) : none;
        case "aws:username":
            return isSigned ? optional(text(["x", "other"], [some(nameCharacters)])) : none;
        case "aws:sourceowner":
            return caller.kind === "service" ? optional(text([someAccount, someOtherAccount], [accountId])) : none;
        case "aws:multifactorauthpresent":
            return isSigned ? (plain ? constant("true") : optional(oneOf("false", "true"))) : none;
        case "aws:multifactorauthage":
            return isSigned ? (plain ? constant("60") : optional(anyValue(key, setting))) : none;
        case "aws:tokenissuetime":
            return isSigned ? optional(anyValue(key, setting)) : none;
        case "aws:principaltype":
            return plain ? constant(principalType(caller.id ?? "")) : present(anyValue(key, setting));
        case "aws:requestedregion": {
            const [, , , region] = (known(setting.context.keyArn) ?? "").split(":");
            return plain && region !== undefined ? constant(region) : present(anyValue(key, setting));
        }
        case "aws:userid":
            return present(anyValue(key, setting));
        case "kms:grantisforawsresource":
            return /^kms:(Create|List|Revoke)Grants?$/.test(action)
                ? [...present(oneOf("false", "true")), ...(allowForAbsence(setting.testsOf(key)) ? none : [])]
                : none;
        case "kms:bypasspolicylockoutsafetycheck":
            return plain ? constant("false") : optional(anyValue(key, setting));
        default:
            if (caller.kind === "service" && /^kms:encryptioncontext:.*arn$/.test(key)) {
                return optional(arnVariable(true, setting.partition));
            }
            if (key.startsWith("aws:principaltag/")) {
                return isSigned ? optional(anyValue(key, setting)) : none;
            }
            return optional(anyValue(key, setting));
    }
}

/**
 * Whether the document itself reckons with requests without the key. AWS says that a CreateGrant has kms:GrantIsForAWSResource, but not that one
 * by a user has it: a policy that lets the absent key through is taken at its word.
 */
function allowForAbsence(tests: readonly Predicate[]): boolean {
    return tests.some(({ test }) => test !== undefined && (test.operator.ifExists || test.operator.set === "all"));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
function principalType(arn: string): string {
    return arn.endsWith(":root") ? "Account" : arn.includes(":user/") ? "User" : "AssumedRole";
}

/** What names of users consist of. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names */
const nameCharacters = `${lowerAlphanumeric}ABCDEFGHIJKLMNOPQRSTUVWXYZ+=,.@_-`;

/** The number of an endpoint or a VPC that is nobody's in particular. */
const someNetwork = "0fedcba9876543210";

/** Ids of endpoints and VPCs: eight or seventeen characters. */
function networkId(prefix: string, ...examples: string[]): Variable {
    const start = literal(`${prefix}-`);
    return text(
        examples.map((example) => `${prefix}-${example}`),
        [sequence(start, exactly(8, lowerAlphanumeric)), sequence(start, exactly(17, lowerAlphanumeric))],
    );
}

/** A value of a key that may have any: text, or where it is compared as number, date or address, one of each class. */
function anyValue(key: string, { testsOf }: Setting): Variable {
    const tests = testsOf(key);
    const isSet = conditionKey(key)?.multivalued === true;
    const type = conditionKey(key)?.type;
    if (type === "Bool") {
        return { ...oneOf("true", "false"), isSet };
    }
    const families = new Set(tests.map((test) => test.test?.operator.family));
    const isTyped = families.has("numeric") || families.has("date") || families.has("ip");
    const isAddress = type === "IPAddress";
    if (!isTyped && !isAddress) {
        return { ...text(["x", "other"]), isSet };
    }
    const addresses = isAddress || families.has("ip") ? addressesFor(tests) : [];
    const numbers = families.has("numeric") ? cut(tests.flatMap(numbersOf(parseNumber))).map(String) : [];
    const dates = families.has("date")
        ? cut(tests.flatMap(numbersOf(parseDate))).map((second) => new Date(second * 1000).toISOString())
        : [];
    const texts = tests.flatMap((test) => (test.test?.values ?? []).filter((value): value is string => typeof value === "string"));
    const comparesText = ["string", "stringIgnoreCase", "like", "arn"].some((family) => families.has(family as "string"));
    const candidates = [...addresses, ...numbers, ...dates, ...(isAddress ? [] : ["x"]), ...(comparesText && !isAddress ? texts : [])];
    return { candidates: [...new Set(candidates)], finite: true, isExact: !comparesText, isSet };
}

/** A number of each class that the constants cut the line into. */
function cut(constants: readonly number[]): number[] {
    const sorted = [...new Set(constants)].sort((a, b) => a - b);
    return [
        ...sorted.flatMap((constant, index) => [
            constant,
            index + 1 < sorted.length ? (constant + certainly(sorted[index + 1])) / 2 : constant + 1,
        ]),
        ...(sorted.length > 0 ? [certainly(sorted[0]) - 1] : [0]),
    ];
}

/** An address of each class that the ranges cut the addresses into, from the internet first. */
function addressesFor(tests: readonly Predicate[]): string[] {
    const edges = tests
        .flatMap((test) => test.test?.values ?? [])
        .map((value) => (typeof value === "string" ? parseRange(value) : undefined))
        .flatMap((range) => (range === undefined ? [] : edgesOf(range)));
    return [
        "198.51.100.7",
        "192.0.2.7",
        "2001:db8::7",
        ...edges,
        "0.0.0.0",
        "255.255.255.255",
        "0:0:0:0:0:0:0:0",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    ];
}

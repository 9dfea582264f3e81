import { Unknown } from "../../model/fact";
import {
    actionsOf,
    canonicalKey,
    kmsKeyActions,
    kmsUseActions,
    modelPackageGroupPolicyActions,
    s3AccessPointPolicyActions,
    s3BucketPolicyActions,
    s3DataActions,
    type Action,
} from "../catalogue";
import { predicateOf, type Predicate } from "../condition";
import type { Context, Kind, Maybe } from "../context";
import { named, type CallerKind } from "../match";
import { parseOperator, type ConditionTest, type Fault, type Statement, type Text } from "../parse";
import type { Goal, Part } from "../search";
import { known, listed, type Caller, type Network, type Target } from "../universe";

/*
 * What all properties share: the tests they put to a request, who may call, and what.
 */

/** What a property is asked of. */
export interface Question {
    readonly kind: Kind;
    readonly context: Context;
    readonly partition: string;
    readonly statements: readonly Statement[];
}

/**
 * The ways to break the property, in alternatives: it is broken if each alternative is. Nearly always there is one;
 * "somebody keeps the administration" has one for each principal who might.
 */
export type Alternatives = readonly (readonly Goal[])[];

/** A test in the policies' language. */
export function test(operator: string, key: string, values: readonly Text[]): Predicate {
    const written: ConditionTest = { operator: parseOperator(operator), key: key.toLowerCase(), keyText: key, values };
    return predicateOf(written, false);
}

/** A test that a listed value makes true or false; none where the list is empty. */
export function testUnlessEmpty(operator: string, key: string, values: readonly Text[]): Predicate[] {
    return values.length === 0 ? [] : [test(operator, key, values)];
}

export const always: readonly Network[] = ["internet", "endpoint", "service"];

/** The statements with an effect; what has none for certain may have either. */
export function withEffect(statements: readonly Statement[], effect: "Allow" | "Deny"): Statement[] {
    return statements.filter((statement) => statement.effect === effect || statement.effect instanceof Unknown);
}

export const deniesOf = ({ statements }: Question): Statement[] => withEffect(statements, "Deny");
export const allowsOf = ({ statements }: Question): Statement[] => withEffect(statements, "Allow");

/**
 * Whether some Deny of the document tests one of the condition keys: then the goals are those of the Deny that has to be effective. Where a statement
 * may be such a Deny, nothing can be said; where there is none, there is nothing to break.
 */
export function whereDenyTests(question: Question, keys: readonly string[], goals: () => Goal[]): Goal[] {
    const wanted = new Set(keys.map(canonicalKey));
    const denies = deniesOf(question);
    const isWanted = ({ effect, tests }: Statement): boolean => effect === "Deny" && tests.some(({ key }) => wanted.has(canonicalKey(key)));
    if (denies.some(isWanted)) {
        return goals();
    }
    return undecidedBy(question, denies, (key) => wanted.has(canonicalKey(key)));
}

/** A goal that any request may reach where one of the statements may test such a key and cannot be read; none where all can. */
export function undecidedBy(question: Question, statements: readonly Statement[], isWanted: (key: string) => boolean): Goal[] {
    const [fault] = statements.flatMap(({ tests, faults, unread }) => (tests.some(({ key }) => isWanted(key)) ? faults : (unread ?? [])));
    const [action] = allActions(question);
    if (fault === undefined || action === undefined) {
        return [];
    }
    const networks: readonly Network[] = ["internet", "endpoint"];
    return [{ parts: [{ callers: iamCallers(question), networks, actions: [action], must: [], none: [] }], fault }];
}

export const unknownContext: Fault = { code: "unknown-value", text: "a value outside the document is not known" };

/** The part as a goal, unless it is exempt; a possible one where that is not known. */
export function unlessTrue(exempt: Maybe<boolean>, part: Part): Goal[] {
    return exempt === true ? [] : [{ parts: [part], ...(exempt === false ? {} : { fault: unknownContext }) }];
}

/** Callers named in the document that are no IAM principals: providers, canonical users, ids without account. */
export function namedCallers(statements: readonly Statement[], kinds: readonly CallerKind[]): Caller[] {
    const callers = new Map<string, Caller>();
    for (const { principals } of statements) {
        for (const entry of principals?.entries ?? []) {
            const who = named(entry);
            if ((who.kind === "federated" || who.kind === "canonical" || who.kind === "opaque") && kinds.includes(who.kind)) {
                callers.set(`${who.kind} ${who.id}`, { kind: who.kind, id: who.id });
            }
        }
    }
    return [...callers.values()];
}

/** Role sessions that the statements name: of the role that any of them stands for it cannot be said whether it is meant. */
export function sessionsNamed(statements: readonly Statement[]): Caller[] {
    const entries = statements.flatMap(({ principals }) => principals?.entries ?? []).map((entry) => named(entry));
    return entries.flatMap((who) => (who.kind === "session" ? [{ kind: "session", id: who.arn }] : []));
}

export const anonymous: Caller = { kind: "anonymous" };
export const anyService: Caller = { kind: "service" };

export function iamCallers({ context }: Question): Caller[] {
    return known(context.accountId) === undefined
        ? [{ kind: "iam", whose: "any" }]
        : [
              { kind: "iam", whose: "foreign" },
              { kind: "iam", whose: "own" },
          ];
}

/** KMS has no anonymous requests. */
export function everybody(question: Question): Caller[] {
    const others = namedCallers(question.statements, ["federated", "canonical"]);
    return [...(question.kind === "key" ? [] : [anonymous]), ...iamCallers(question), anyService, ...others];
}

const firstActions = ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:DeleteObject", "s3:GetObjectVersion", "kms:Decrypt"];

function rank(name: string): number {
    const index = firstActions.indexOf(name);
    return index < 0 ? firstActions.length : index;
}

/** Actions with what they are asked on, the best known first. */
export function asked(actions: readonly Action[], on: readonly Target[]): { name: string; target: Target }[] {
    return actions
        .flatMap(({ name, on: resources }) => {
            const asks = on.filter((target) => resources.includes(target));
            return (asks.length > 0 ? asks : []).map((target) => ({ name, target }));
        })
        .sort((a, b) => rank(a.name) - rank(b.name));
}

export type Asked = readonly { readonly name: string; readonly target: Target }[];

const memo = new Map<string, Asked>();

function memoized(name: string, make: () => Asked): Asked {
    let result = memo.get(name);
    if (result === undefined) {
        result = make();
        memo.set(name, result);
    }
    return result;
}

/** Directory buckets have a service of their own, whose sessions do all that is done to objects. */
function isDirectoryBucket({ bucketArn }: Context): boolean {
    return (known(bucketArn) ?? "").split(":")[2] === "s3express";
}

/**
 * The service whose actions an access point's policy holds: access points of directory buckets and those of Object Lambda have services of their
 * own. The ARN tells it, or where that is not known, the actions of the document do.
 */
function serviceOfAccessPoint({ context, statements }: Question): string {
    const [, , service] = (known(context.accessPointArn) ?? "").split(":");
    const names = statements.flatMap(({ actions }) => actions.values).filter((action) => typeof action === "string");
    const isNamed = (one: string): boolean => names.some((action) => action.toLowerCase().startsWith(`${one}:`));
    return service ?? ["s3express", "s3-object-lambda"].find(isNamed) ?? "s3";
}

/** The actions of the kind of document that read, write, list or share data, or use the key. */
export function dataActions({ kind, context }: Question): Asked {
    if (isDirectoryBucket(context)) {
        return [{ name: "s3express:CreateSession", target: "bucket" }];
    }
    return memoized(`data ${kind}`, () => {
        switch (kind) {
            case "key":
                return asked(kmsUseActions(), ["key"]);
            case "accesspoint":
                return throughAccessPoint(s3DataActions());
            default:
                return asked(s3DataActions(), ["object", "bucket"]);
        }
    });
}

/** The same actions through an access point; the Service Authorization Reference leaves some of them out there. */
function throughAccessPoint(actions: readonly Action[]): Asked {
    return asked(actions, ["object", "bucket"]).map(({ name, target }) => ({
        name,
        target: target === "object" ? "accesspointobject" : "accesspoint",
    }));
}

/** All actions that the kind of document is asked about. */
export function allActions(question: Question): Asked {
    const { kind, context } = question;
    if (kind === "vpce") {
        const keysOnly = context.allowedKeyArns !== undefined && context.allowedBucketArns === undefined;
        const withKeys = context.allowedKeyArns !== undefined;
        return memoized(`vpce ${keysOnly} ${withKeys}`, () => [
            ...(keysOnly ? [] : asked(s3BucketPolicyActions(), ["object", "bucket"])),
            ...(withKeys ? asked(kmsKeyActions(), ["key"]) : []),
        ]);
    }
    if (isDirectoryBucket(context)) {
        return memoized("directory bucket", () => asked(actionsOf("s3express"), ["bucket"]));
    }
    const service = kind === "accesspoint" ? serviceOfAccessPoint(question) : "";
    return memoized(`all ${kind} ${service}`, () => {
        switch (service) {
            case "s3express":
                return asked(actionsOf(service), ["accesspoint"]);
            case "s3-object-lambda":
                return actionsOf(service).map(({ name }) => ({ name, target: "accesspoint" }));
        }
        switch (kind) {
            case "key":
                return asked(kmsKeyActions(), ["key"]);
            case "accesspoint":
                return [
                    ...throughAccessPoint(s3DataActions()),
                    ...asked(s3AccessPointPolicyActions(), ["accesspointobject", "accesspoint"]),
                ];
            case "tablebucket":
                return actionsOf("s3tables").flatMap(({ name, on }) => [
                    ...(on.some((resource) => /bucket/i.test(resource)) ? [{ name, target: "bucket" as const }] : []),
                    ...(on.some((resource) => /^table$/i.test(resource)) ? [{ name, target: "table" as const }] : []),
                ]);
            case "vectorbucket":
                return actionsOf("s3vectors").flatMap(({ name, on }) => [
                    ...(on.some((resource) => /bucket/i.test(resource)) ? [{ name, target: "bucket" as const }] : []),
                    ...(on.some((resource) => /^index$/i.test(resource)) ? [{ name, target: "index" as const }] : []),
                ]);
            case "modelpackagegroup":
                return modelPackageGroupPolicyActions().map(({ name }) => ({ name, target: "other" as const }));
            default:
                return asked(s3BucketPolicyActions(), ["object", "bucket"]);
        }
    });
}

/** The own account and the trusted ones; where the own is not known, one that is not known. */
export function trustedAccounts({ context }: Question): Text[] {
    return [context.accountId ?? new Unknown(["accountId"]), ...listed(context.allowedAccounts)];
}

export function granted(question: Question): Pick<Part, "none" | "one" | "actions"> {
    return { none: deniesOf(question), one: allowsOf(question), actions: allActions(question) };
}

import { Unknown } from "../../model/fact";
import { kmsAdministrationActions, kmsUseActions } from "../catalogue";
import { named } from "../match";
import type { Fault, Statement } from "../parse";
import type { Goal } from "../search";
import { known, someAccount, type Caller, type Network } from "../universe";
import {
    allowsOf,
    always,
    asked,
    deniesOf,
    iamCallers,
    namedCallers,
    test,
    type Alternatives,
    type Question,
    unknownContext,
} from "./question";

/*
 * P6: key policies.
 */

/** The own account: as it is given, or as the key's ARN says. */
function ownAccount({ context }: Question): string | undefined {
    return known(context.accountId) ?? /^arn:[^:]*:kms:[^:]*:([0-9]{12}):/.exec(known(context.keyArn) ?? "")?.[1];
}

function rootOf(account: string, { partition }: Question): string {
    return `arn:${partition}:iam::${account}:root`;
}

/** Whether the own account's root user keeps the administration; where the account is not known, a stranger's root may stand for it. */
export function keepsRootAdmin(question: Question): Alternatives {
    const account = ownAccount(question);
    return account === undefined ? keepsAdministrator(question, true) : [keepsAdministration(question, rootOf(account, question))];
}

/**
 * The root user of the own account and the principals of it that the document names, each an alternative. Where the own
 * account is not known, any that the document names may be it, and that one of them keeps the administration proves nothing.
 */
export function keepsAdministrator(question: Question, rootOnly = false): Alternatives {
    const account = ownAccount(question);
    const named = [...principalsNamed(question.statements), ...principalsTested(question.statements)].filter(
        (who) => account === undefined || who.account === account,
    );
    const accounts = account === undefined ? new Set(named.map((who) => who.account)) : new Set<string>();
    const arns = new Set([
        ...[...accounts].map((one) => rootOf(one, question)),
        ...(rootOnly ? [] : named.flatMap((who) => (who.arn === undefined ? [] : [who.arn]))),
    ]);
    return [
        keepsAdministration(question, rootOf(account ?? someAccount, question)),
        ...[...arns].map((arn) => {
            const goals = keepsAdministration(question, arn);
            return account === undefined ? [...goals, ...maybeNotOwn(goals)] : goals;
        }),
    ];
}

function maybeNotOwn(goals: readonly Goal[]): Goal[] {
    return goals.slice(0, 1).map(({ parts }) => ({ parts: parts.map((part) => ({ ...part, none: [] })), fault: unknownContext }));
}

/** The users and roles that statements name in their conditions; of a pattern, one that it matches. */
function principalsTested(statements: readonly Statement[]): { account: string; arn: string }[] {
    const values = statements.flatMap(({ tests }) => tests.filter(({ key }) => key === "aws:principalarn").flatMap((test) => test.values));
    const entries = values.map((value) => named({ type: "AWS", value: value instanceof Unknown ? value : exampleOf(value) }));
    return entries.flatMap((who) => (who.kind === "principal" ? [who] : []));
}

function exampleOf(pattern: string): string {
    return pattern.replace(/:\*$/, ":role/x").replace(/[*?]/g, "x");
}

/** The accounts, and in them the users, roles and sessions, that statements name. */
function principalsNamed(statements: readonly Statement[]): { account: string; arn?: string }[] {
    return statements
        .flatMap(({ principals }) => principals?.entries ?? [])
        .map((entry) => named(entry))
        .flatMap((who) => (who.kind === "account" || who.kind === "principal" || who.kind === "session" ? [who] : []));
}

/** For each network a put of the key's policy by this principal that is not granted, or denied. */
function keepsAdministration(question: Question, arn: string): Goal[] {
    const networks: readonly Network[] = ["internet", "endpoint"];
    const caller: Caller = arn.includes(":assumed-role/") ? { kind: "session", id: arn } : { kind: "iam", whose: "own", id: arn };
    const part = {
        callers: [caller],
        networks,
        actions: [{ name: "kms:PutKeyPolicy", target: "key" } as const],
        must: [],
        plain: true,
    };
    return [{ parts: [{ ...part, none: allowsOf(question) }] }, { parts: [{ ...part, none: [], one: deniesOf(question) }] }];
}

/** Whether the statement's principal is exactly the own account: the account's delegation to its own policies. */
function isDelegation({ principals }: Statement, { context }: Question): boolean | Fault {
    const entries = (principals?.entries ?? []).map((entry) => named(entry));
    if (
        principals === undefined ||
        principals.negated ||
        entries.length === 0 ||
        !entries.every(({ kind }) => kind === "account" || kind === "unknown")
    ) {
        return false;
    }
    const accounts = entries.map((who) => (who.kind === "account" ? who.account : undefined));
    const owner = known(context.accountId);
    if (accounts.includes(undefined)) {
        return { code: "unknown-value", text: "a principal is not known before deployment" };
    }
    return owner === undefined ? (new Set(accounts).size === 1 ? unknownContext : false) : accounts.every((account) => account === owner);
}

/** The statements that grant to others than the account as such; with a fault, those that may. */
function beyondDelegation(question: Question): { statements: Statement[]; fault?: Fault }[] {
    const sorted = allowsOf(question).map((statement) => ({ statement, isOwn: isDelegation(statement, question) }));
    const certain = sorted.filter(({ isOwn }) => isOwn === false).map(({ statement }) => statement);
    const doubtful = sorted.filter(({ isOwn }) => isOwn !== true).map(({ statement }) => statement);
    const fault = sorted.map(({ isOwn }) => isOwn).find((isOwn) => typeof isOwn === "object");
    return [{ statements: certain }, ...(fault === undefined ? [] : [{ statements: doubtful, fault }])];
}

export function grantsForAwsResourceOnly(question: Question): Goal[] {
    return beyondDelegation(question).map(({ statements, fault }) => ({
        parts: [
            {
                // Services make grants for their own resources: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-create-storage-key.html
                callers: [...iamCallers(question), ...namedCallers(statements, ["federated", "canonical", "opaque"])],
                networks: always,
                actions: [{ name: "kms:CreateGrant", target: "key" }],
                must: [test("StringNotEquals", "kms:GrantIsForAWSResource", ["true"])],
                none: deniesOf(question),
                one: statements,
            },
        ],
        ...(fault === undefined ? {} : { fault }),
    }));
}

export function adminUseSeparated(question: Question): Goal[] {
    const account = ownAccount(question);
    const must = account === undefined ? [] : [test("ArnNotEquals", "aws:PrincipalArn", [rootOf(account, question)])];
    return beyondDelegation(question).map(({ statements, fault }) => {
        const callers = [...iamCallers(question), ...namedCallers(statements, ["canonical", "opaque"])];
        const part = { callers, networks: always, must, none: deniesOf(question), one: statements };
        return {
            parts: [
                { ...part, actions: asked(kmsAdministrationActions(), ["key"]) },
                { ...part, actions: asked(kmsUseActions(), ["key"]) },
            ],
            ...(fault === undefined ? {} : { fault }),
        };
    });
}

import { Unknown } from "../model/fact";
import type { Ternary } from "./condition";
import { Budget } from "./glob";
import { actionTruth, named } from "./match";
import { type Document, parse, type Statement } from "./parse";

/** The account that a principal entry belongs to; undefined where it is none of one account. */
function accountOf(entry: Parameters<typeof named>[0]): string | undefined {
    const who = named(entry);
    return "account" in who ? who.account : undefined;
}

function allows(document: Document): readonly Statement[] {
    return parse(document).statements.filter(({ effect }) => effect === "Allow");
}

/** The accounts that an Allow of the document names, itself or by one of its principals, whatever its conditions. */
export function accountsGranted(document: Document): readonly string[] {
    const accounts = allows(document).flatMap(({ principals }) =>
        principals === undefined || principals.negated ? [] : principals.entries.flatMap((entry) => accountOf(entry) ?? []),
    );
    return [...new Set(accounts)];
}

/**
 * Whether an Allow of the document gives the action to everybody, to the account or to one of its principals, whatever its conditions; unclear where
 * only its actions are.
 */
export function isGrantedTo(document: Document, action: string, account: string): Ternary {
    const truths = allows(document)
        .filter(
            ({ principals }) =>
                principals === undefined ||
                principals.negated ||
                principals.entries.some((entry) => accountOf(entry) === account || named(entry).kind === "everybody"),
        )
        .map(({ actions }) => actionTruth(actions, action, new Budget()));
    return truths.includes(true) || (truths.includes("unclear") && "unclear");
}

/** Whether the document may grant something beside what can be read of it: it is no document, or whom it lets in is not known yet. */
export function mayGrantMore(document: Document): boolean {
    const { statements, fault } = parse(document);
    return (
        fault !== undefined ||
        statements.some(
            ({ effect, principals }) =>
                effect instanceof Unknown ||
                (effect === "Allow" &&
                    (principals?.fault !== undefined || principals?.entries.some(({ value }) => value instanceof Unknown) === true)),
        )
    );
}

/**
 * Whether a policy document is one that AWS takes, and says what its author meant: its elements, effects, principals, operators and
 * resources are real, and nothing in it is left over from a template. What it allows is not asked here (`analyse` does).
 * Grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import { Unknown } from "../model/fact";
import { checkAction } from "./form/actions";
import { checkCondition } from "./form/conditions";
import { Findings, forEachText, has, isObject, listOf, type Members, meant, Place, type Problem } from "./form/findings";
import { type Attachment, type DocumentKind, rules } from "./form/kinds";
import { outputIn, placeholderIn } from "./form/leftOver";
import { checkPrincipals } from "./form/principals";
import { checkResource } from "./form/resources";
import { JsonError, parseJson } from "./json";

export type { Attachment, DocumentKind, Problem };

/**
 * What is wrong with a document, and what may turn out to be once unknown parts of it are known. It is JSON text or an object, in which any part
 * may be an `Unknown`. Never throws; the work is bounded by the size that AWS takes, beyond which the size is the one problem.
 */
export function problems(document: string | object, kind: DocumentKind, attachment: Attachment = {}): Problem[] {
    const findings = new Findings();
    const value = typeof document === "string" ? readText(document, findings) : document;
    if (value !== undefined) {
        checkDocument(value, kind, attachment, findings);
    }
    return findings.problems;
}

// The text

function readText(text: string, findings: Findings): unknown {
    if (text.trim() === "") {
        findings.add({ text: "The document is empty." });
        return undefined;
    }
    try {
        return parseJson(text);
    } catch (error) {
        if (!(error instanceof JsonError)) {
            throw error;
        }
        // The text of an Output has line ends and quotes, which alone break the document.
        const output = outputIn(text);
        const placeholder = placeholderIn(text);
        if (output === undefined) {
            findings.add({ text: `The document is not JSON: ${placeIn(text, error.at)}, ${error.message}.` });
        } else {
            findings.add({ text: `The document has the text of an Output instead of a value: ${placeIn(text, output)}.` });
        }
        if (placeholder !== undefined) {
            findings.add({ text: `The document has a placeholder instead of a value: ${placeIn(text, placeholder)}.` });
        }
        return undefined;
    }
}

/** A place in a text as people find it: by line and column, and by the Sid before it. */
function placeIn(text: string, at: number): string {
    const before = text.slice(0, at);
    const line = before.split("\n").length;
    const column = at - before.lastIndexOf("\n");
    const sid = /^"Sid"\s*:\s*"([^"\\]*)"/.exec(before.slice(Math.max(0, before.lastIndexOf('"Sid"'))))?.[1];
    return `line ${line}, column ${column}${sid !== undefined && isShowable(sid) ? `, after the Sid "${sid}"` : ""}`;
}

function isShowable(sid: string): boolean {
    return /^[\x20-\x7e]{1,100}$/.test(sid);
}

/** The length of a document as the shortest JSON text, without what is not known yet; undefined if it nests too deep to be one. */
function lengthWithoutSpace(document: unknown): number | undefined {
    const deepest = 64;
    let length = 0;
    const rest: { value: unknown; depth: number }[] = [{ value: document, depth: 0 }];
    for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
        const { value, depth } = next;
        if (depth > deepest) {
            return undefined;
        }
        if (typeof value === "object" && value !== null) {
            const entries = value instanceof Unknown ? [] : Object.entries(value).filter(([, member]) => member !== undefined);
            length += Math.max(0, entries.length - 1) + "[]".length;
            for (const [name, member] of entries) {
                length += Array.isArray(value) ? 0 : JSON.stringify(name).length + ":".length;
                rest.push({ value: member, depth: depth + 1 });
            }
        } else if (value !== undefined) {
            length += JSON.stringify(value).length;
        }
    }
    return length;
}

// The document and its statements

const documentElements = ["Version", "Id", "Statement"];
const statementElements = ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];
const versions: readonly unknown[] = ["2012-10-17", "2008-10-17"];

function checkDocument(document: unknown, kind: DocumentKind, attachment: Attachment, findings: Findings): void {
    if (document instanceof Unknown) {
        findings.add({ text: "The document is not known yet." }, document);
        return;
    }
    if (!isObject(document)) {
        findings.add({
            text: `The document is ${typeof document === "string" ? "a text inside a text: it was encoded twice" : "not an object"}.`,
        });
        return;
    }
    const [length, limit] = [lengthWithoutSpace(document), attachment.limit ?? rules[kind].limit];
    if (length === undefined || length > limit) {
        const extent =
            length === undefined
                ? "nests deeper than any policy document"
                : `has more than the ${limit.toLocaleString("en-US")} characters that AWS takes`;
        findings.add({ text: `The document ${extent}.` });
        return;
    }
    for (const name of Object.keys(document)) {
        if (has(document, name) && !documentElements.includes(name)) {
            findings.add({ text: `The document has an element that AWS does not know${meant(name, documentElements)}.` });
        }
    }
    const version = document.Version;
    if (version instanceof Unknown) {
        findings.add({ element: "Version", text: "The document's Version is not known yet." }, version);
    } else if (version !== undefined && !versions.includes(version)) {
        findings.add({ element: "Version", text: "The document's Version is neither 2012-10-17 nor 2008-10-17." });
    }
    checkStatements(document.Statement, version, kind, attachment, findings);
}

function checkStatements(written: unknown, version: unknown, kind: DocumentKind, attachment: Attachment, findings: Findings): void {
    const statements = listOf(written);
    if (written === undefined || written === null || statements.length === 0) {
        findings.add({ element: "Statement", text: "The document has no Statement." });
        return;
    }
    const sids = new Set<string>();
    statements.forEach((statement, index) => {
        const sid = sidOf(statement);
        const place = new Place(findings, index + 1, sid);
        if (isObject(statement)) {
            checkStatement(statement, version, kind, attachment, place);
        } else if (!place.awaits("Statement", statement)) {
            place.add("Statement", "is not an object.");
        }
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
        if (sid !== undefined && sids.has(sid)) {
            findings.add({ sid, element: "Sid", text: `Two statements have the Sid "${sid}".` });
        }
        sids.add(sid ?? "");
    });
}

/** The statement's Sid, if it has one that can be shown. */
function sidOf(statement: unknown): string | undefined {
    const sid = isObject(statement) ? statement.Sid : undefined;
    return typeof sid === "string" && isShowable(sid) ? sid : undefined;
}

function checkStatement(statement: Members, version: unknown, kind: DocumentKind, attachment: Attachment, place: Place): void {
    for (const element of Object.keys(statement)) {
        if (has(statement, element) && !statementElements.includes(element)) {
            place.add("Statement", `has an element that AWS does not know${meant(element, statementElements)}.`);
        }
    }
    checkSid(statement.Sid, kind, place);
    checkEffect(statement.Effect, place);
    checkPresence(statement, "Principal", rules[kind].hasPrincipal, kind, place);
    checkPresence(statement, "Action", true, kind, place);
    checkPresence(statement, "Resource", rules[kind].hasResource, kind, place);

    for (const element of ["Principal", "NotPrincipal"].filter((name) => rules[kind].hasPrincipal && has(statement, name))) {
        checkPrincipals(element, statement[element], place);
    }
    for (const element of ["Action", "NotAction"].filter((name) => has(statement, name))) {
        forEachText(element, statement[element], place, (action) => checkAction(element, action, kind, place));
    }
    for (const element of ["Resource", "NotResource"].filter((name) => rules[kind].hasResource && has(statement, name))) {
        forEachText(element, statement[element], place, (resource) => checkResource(element, resource, kind, attachment, place));
    }
    if (has(statement, "Condition")) {
        checkCondition(statement.Condition, place);
    }
    checkVariables(statement, version, place);
}

function checkSid(sid: unknown, kind: DocumentKind, place: Place): void {
    if (sid === undefined || place.awaits("Sid", sid)) {
        return;
    }
    if (typeof sid !== "string") {
        place.add("Sid", "has a Sid that is not a text.");
    } else if (kind === "identity" && !/^[A-Za-z0-9]*$/.test(sid)) {
        place.add("Sid", "has a Sid with something other than letters and digits, which an identity policy cannot have.");
    }
}

/** Effects are case-sensitive: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html */
function checkEffect(effect: unknown, place: Place): void {
    if (effect === undefined) {
        place.add("Effect", "has no Effect.");
    } else if (effect !== "Allow" && effect !== "Deny" && !place.awaits("Effect", effect)) {
        const isWrongCase = typeof effect === "string" && /^(allow|deny)$/i.test(effect);
        place.add("Effect", `has an Effect that is neither Allow nor Deny${isWrongCase ? ", whose case counts" : ""}.`);
    }
}

function checkPresence(statement: Members, element: string, isNeeded: boolean, kind: DocumentKind, place: Place): void {
    const given = [element, `Not${element}`].filter((name) => has(statement, name));
    if (given.length === 2) {
        place.add(element, `has both ${element} and Not${element}.`);
    } else if (given.length === 0 && isNeeded) {
        place.add(element, `has no ${element}.`);
    } else if (given.length > 0 && !isNeeded) {
        place.add(element, `has a ${given[0]}. ${rules[kind].name} cannot have one.`);
    }
}

// Policy variables

const variable = /\$\{(?:[*?$]|[A-Za-z0-9.-]{1,100}:[^}]{1,200})\}/;

/** Older versions take `${aws:username}` for plain text: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
function checkVariables(statement: Members, version: unknown, place: Place): void {
    if (version === "2012-10-17" || version instanceof Unknown) {
        return;
    }
    for (const element of ["Resource", "NotResource", "Condition"]) {
        if (textsIn(statement[element]).some((text) => variable.test(text))) {
            place.add(element, `has a policy variable in its ${element}, which is plain text without Version 2012-10-17.`);
        }
    }
}

/** The texts of a resource element or of a condition's values. */
function textsIn(value: unknown): readonly string[] {
    if (typeof value === "string") {
        return [value];
    }
    return typeof value === "object" && value !== null && !(value instanceof Unknown) ? Object.values(value).flatMap(textsIn) : [];
}

/**
 * Whether a policy document is one that AWS takes, and says what its author meant: its elements, effects, principals, operators and
 * resources are real, and nothing in it is left over from a template. What it allows is not asked here (`analyse` does).
 * Grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
import { isIP } from "node:net";
import { type Fact, isKnown, type Truth, Unknown } from "../model/fact";
import { type Arn, canMatchWithin, parseArn } from "./arn";
import { actionsOf, canonicalKey, conditionKey, conditionKeyNames } from "./catalogue";
import { JsonError, parseJson } from "./json";
import { leftOver, outputIn } from "./leftOver";
import { nearest } from "./spelling";

/** What a document is attached to; `identity` is a policy of a role, user or group, `trust` the policy that says who may assume a role. */
export type DocumentKind = "bucket" | "accesspoint" | "tablebucket" | "vectorbucket" | "key" | "vpce" | "identity" | "trust";

/** What is known of the place a document is attached to. */
export interface Attachment {
    /** The ARN of the bucket, access point or key. Left out, resources are judged by their form alone. */
    readonly arn?: Fact<string>;
    /** How many characters AWS takes, where that depends on more than the kind: an inline policy of a user may have fewer than one of a role. */
    readonly limit?: number;
}

/** One thing that is wrong with a document, or may turn out to be. */
export interface Problem {
    /** `true`, or what it waits for: a part that is not known yet may be wrong. */
    readonly broken: Truth;
    /** The Sid of the statement, where it has one that can be shown. */
    readonly sid?: string;
    /** The statement's number, from 1; left out for what concerns the whole document. */
    readonly statement?: number;
    /** The element it is about: `Effect`, `Principal`, `Resource` … */
    readonly element?: string;
    /** A sentence that says what is wrong and where. It shows no value of the document but Sids and names of buckets. */
    readonly text: string;
}

/** What AWS asks of the documents of one kind. */
interface Rules {
    readonly name: string;
    /** The services whose actions it may hold; any when left out. */
    readonly services?: readonly [string, ...string[]];
    readonly hasPrincipal: boolean;
    readonly hasResource: boolean;
    /** How long it may be, in characters. */
    readonly limit: number;
}

/**
 * Sizes: https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html (20 KB),
 * https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html (32 KB),
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html (20,480 characters) and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (inline policies of a role 10,240, trust policies at most 8,192).
 */
const rules: Readonly<Record<DocumentKind, Rules>> = {
    bucket: { name: "A bucket policy", services: ["s3", "s3express"], hasPrincipal: true, hasResource: true, limit: 20_480 },
    accesspoint: {
        name: "An access point policy",
        services: ["s3", "s3express", "s3-object-lambda"],
        hasPrincipal: true,
        hasResource: true,
        limit: 20_480,
    },
    tablebucket: { name: "A table bucket policy", services: ["s3tables"], hasPrincipal: true, hasResource: true, limit: 20_480 },
    vectorbucket: { name: "A vector bucket policy", services: ["s3vectors"], hasPrincipal: true, hasResource: true, limit: 20_480 },
    key: { name: "A key policy", services: ["kms"], hasPrincipal: true, hasResource: true, limit: 32_768 },
    vpce: { name: "An endpoint policy", hasPrincipal: true, hasResource: true, limit: 20_480 },
    identity: { name: "An identity policy", hasPrincipal: false, hasResource: true, limit: 10_240 },
    trust: { name: "A trust policy", services: ["sts"], hasPrincipal: true, hasResource: false, limit: 8_192 },
};

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

/** The problems found so far, each sentence once. */
class Findings {
    readonly problems: Problem[] = [];
    private readonly said = new Set<string>();

    add(problem: Omit<Problem, "broken">, broken: Truth = true): void {
        if (!this.said.has(problem.text)) {
            this.said.add(problem.text);
            this.problems.push({ broken, ...problem });
        }
    }
}

/** A statement, by the name that messages give it. */
class Place {
    private readonly name: string;

    constructor(
        private readonly findings: Findings,
        private readonly statement: number,
        private readonly sid: string | undefined,
    ) {
        this.name = sid === undefined ? `Statement ${statement}` : `Statement "${sid}"`;
    }

    /** Notes a problem of an element; `text` goes on after the statement's name. */
    add(element: string, text: string, broken: Truth = true): void {
        const { statement, sid } = this;
        this.findings.add({ ...(sid === undefined ? {} : { sid }), statement, element, text: `${this.name} ${text}` }, broken);
    }

    /** Whether a part of an element is not known yet, which is noted. */
    awaits(element: string, value: unknown): value is Unknown {
        if (value instanceof Unknown) {
            this.add(element, `has something in its ${element} that is not known yet.`, value);
        }
        return value instanceof Unknown;
    }
}

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}

function has(object: Members, name: string): boolean {
    return Object.hasOwn(object, name) && object[name] !== undefined;
}

/** One value or a list of them, as AWS lets most elements be written. */
function listOf(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? value : [value];
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
        const output = outputIn(text);
        const fault =
            output === undefined
                ? `is not JSON: ${placeIn(text, error.at)}, ${error.message}`
                : `has the text of an Output instead of its value (${placeIn(text, output)})`;
        findings.add({ text: `The document ${fault}.` });
        return undefined;
    }
}

/** A place in a text as people find it: by line and column, and by the Sid before it. */
function placeIn(text: string, at: number): string {
    const before = text.slice(0, at);
    const lines = before.split("\n");
    const sid = /^"Sid"\s*:\s*"([^"\\]*)"/.exec(before.slice(Math.max(0, before.lastIndexOf('"Sid"'))))?.[1];
    return `line ${lines.length}, column ${lines.at(-1)!.length + 1}${sid !== undefined && isShowable(sid) ? `, after the Sid "${sid}"` : ""}`;
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
        } else {
            length += JSON.stringify(value)?.length ?? 0;
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
    const version = document["Version"];
    if (version instanceof Unknown) {
        findings.add({ element: "Version", text: "The document's Version is not known yet." }, version);
    } else if (version !== undefined && !versions.includes(version)) {
        findings.add({ element: "Version", text: "The document's Version is neither 2012-10-17 nor 2008-10-17." });
    }
    checkStatements(document["Statement"], version, kind, attachment, findings);
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
    const sid = isObject(statement) ? statement["Sid"] : undefined;
    return typeof sid === "string" && isShowable(sid) ? sid : undefined;
}

function checkStatement(statement: Members, version: unknown, kind: DocumentKind, attachment: Attachment, place: Place): void {
    for (const element of Object.keys(statement)) {
        if (has(statement, element) && !statementElements.includes(element)) {
            place.add(element, `has an element that AWS does not know${meant(element, statementElements)}.`);
        }
    }
    checkSid(statement["Sid"], kind, place);
    checkEffect(statement["Effect"], place);
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
        checkCondition(statement["Condition"], place);
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

/** Checks an element that is a text or a list of texts, and each text of it. */
function forEachText(element: string, value: unknown, place: Place, checkText: (text: string) => void): void {
    const values = listOf(value);
    if (values.length === 0) {
        place.add(element, `has an empty ${element}.`);
    }
    for (const text of values) {
        if (typeof text === "string") {
            checkText(text);
        } else if (!place.awaits(element, text)) {
            place.add(element, `has a value in its ${element} that is not a text.`);
        }
    }
}

/** Notes what a program or a template left in a value; whether it left something. */
function isLeftOver(element: string, value: string, names: readonly string[], place: Place): boolean {
    const what = leftOver(value, names);
    if (what !== undefined) {
        place.add(element, `has ${what} in its ${element}.`);
    }
    return what !== undefined;
}

/** What a name that AWS does not know may have been meant to be, to end a sentence with. */
function meant(name: string, candidates: readonly string[]): string {
    const candidate = candidates.find((each) => each.toLowerCase() === name.toLowerCase()) ?? nearest(name, candidates);
    return candidate === undefined ? "" : `; ${candidate} may be meant`;
}

// Principals

/** What is wrong with a principal of each type, to follow "has". */
const wrongPrincipal: Readonly<Record<string, (value: string) => string | undefined>> = {
    AWS: wrongIdentity,
    Service: wrongService,
    Federated: wrongProvider,
    CanonicalUser: (value) => (/^[0-9a-f]{64}$/i.test(value) ? undefined : "a canonical user id that has not 64 hexadecimal digits"),
};
const principalTypes = Object.keys(wrongPrincipal);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
function checkPrincipals(element: string, principal: unknown, place: Place): void {
    if (principal === "*" || place.awaits(element, principal)) {
        return;
    }
    if (!isObject(principal)) {
        if (typeof principal !== "string" || !isLeftOver(element, principal, [principal], place)) {
            place.add(element, `has a ${element} that is neither "*" nor an object of ${principalTypes.join(", ")}.`);
        }
        return;
    }
    const types = Object.keys(principal).filter((type) => has(principal, type));
    if (types.length === 0) {
        place.add(element, `has an empty ${element}.`);
    }
    for (const type of types) {
        if (!principalTypes.includes(type)) {
            place.add(element, `has a kind of ${element} that AWS does not know${meant(type, principalTypes)}.`);
            continue;
        }
        // A program may write an account as a number, which loses its leading zeros.
        const values = listOf(principal[type]).map((value) => (typeof value === "number" && type === "AWS" ? String(value) : value));
        forEachText(element, values, place, (value) => {
            const wrong = isLeftOver(element, value, namesIn(value), place) ? undefined : wrongPrincipal[type]!(value);
            if (wrong !== undefined) {
                place.add(element, `has ${wrong} in its ${element}.`);
            }
        });
    }
}

/** The parts of a principal in which a template's words cannot be names: not what a user or role is called. */
function namesIn(principal: string): readonly string[] {
    const account = parseArn(principal)?.account;
    return [account ?? principal];
}

function wrongIdentity(value: string): string | undefined {
    // The second is the unique id of a user or role, which AWS shows in place of one that was deleted.
    if (value === "*" || /^A[A-Z0-9]{15,127}$/.test(value)) {
        return undefined;
    }
    if (/^[0-9]+$/.test(value)) {
        return value.length === 12 ? undefined : "an account id that has not 12 digits";
    }
    if (/[*?]/.test(value)) {
        return "a wildcard inside a name, which matches nobody,";
    }
    if (value.includes("${")) {
        return "a policy variable, which cannot stand there,";
    }
    const arn = parseArn(value);
    if (arn === undefined || (arn.service !== "iam" && arn.service !== "sts") || arn.region !== "") {
        return 'something that is neither an account, nor the ARN of an identity, nor "*",';
    }
    // CloudFront's origin access identities are users of an account of this name.
    if (!/^[0-9]{12}$/.test(arn.account) && arn.account !== "cloudfront") {
        return "an ARN whose account id has not 12 digits";
    }
    if (arn.resource.startsWith("group/")) {
        return "a group, which is no principal,";
    }
    return /^(root$|user\/.|role\/.|assumed-role\/[^/]+\/.|federated-user\/.)/.test(arn.resource)
        ? undefined
        : "an ARN that is no identity's";
}

/** Service principals end in a domain of AWS, whichever the partition: `logs.eu-west-1.amazonaws.com`, `ec2.amazonaws.com.cn`. */
function wrongService(value: string): string | undefined {
    if (/[*?]/.test(value)) {
        return "a wildcard where a service belongs, which matches none,";
    }
    return /^[a-z0-9.-]{1,120}\.(amazonaws\.com(\.cn)?|amazon\.com|aws\.internal|aws\.dev|ic\.gov|sgov\.gov)$/i.test(value)
        ? undefined
        : "a service whose name does not end as AWS's do (.amazonaws.com)";
}

function wrongProvider(value: string): string | undefined {
    return /^arn:[a-z0-9-]+:iam::[0-9]{12}:(saml|oidc)-provider\/./.test(value) || /^[a-z0-9-]+(\.[a-z0-9-]+){1,8}$/i.test(value)
        ? undefined
        : "an identity provider that is neither an ARN nor a domain";
}

// Actions

function checkAction(element: string, action: string, kind: DocumentKind, place: Place): void {
    if (action === "*" || isLeftOver(element, action, [action], place)) {
        return;
    }
    const [service, name, ...rest] = action.split(":");
    if (name === undefined || rest.length > 0 || !/^[A-Za-z0-9-]+$/.test(service!) || !/^[A-Za-z0-9*?]+$/.test(name)) {
        place.add(element, `has something in its ${element} that is not written like an action (service:Name).`);
        return;
    }
    const prefix = service!.toLowerCase();
    const own = rules[kind].services;
    if (own !== undefined && !own.includes(prefix)) {
        place.add(element, `has an action of another service in its ${element}. ${rules[kind].name} holds actions of ${own[0]} only.`);
        return;
    }
    const candidate = misspelt(name, namesOfActions(prefix));
    if (candidate !== undefined) {
        place.add(element, `has an action in its ${element} that AWS does not have; ${prefix}:${candidate} may be meant.`);
    }
}

function namesOfActions(service: string): readonly string[] {
    return actionsOf(service).map(({ name }) => name.slice(service.length + 1));
}

/**
 * The action that one which matches none is a likely misspelling of, up to a wildcard at its end. AWS adds actions every week: what is near none
 * is left alone, and so is what has wildcards elsewhere.
 */
function misspelt(name: string, known: readonly string[]): string | undefined {
    const wildcard = name.search(/[*?]/);
    if (wildcard < 0) {
        return nearest(name, known);
    }
    const beginning = name.slice(0, wildcard);
    if (name.slice(wildcard) !== "*") {
        return undefined;
    }
    const candidate = nearest(beginning, [...new Set(known.map((each) => each.slice(0, beginning.length)))]);
    return candidate === undefined ? undefined : `${candidate}*`;
}

// Resources

function checkResource(element: string, resource: string, kind: DocumentKind, attachment: Attachment, place: Place): void {
    if (resource === "*") {
        return;
    }
    const arn = parseArn(resource);
    const isOwn = isKnown(attachment.arn) && canMatchWithin(resource, attachment.arn);
    // Past the first slash an S3 ARN has the object's key, in which any word may stand.
    const names = isOwn ? [] : arn === undefined ? [resource] : [arn.region, arn.account, arn.resource.split("/")[0]!];
    if (isLeftOver(element, resource, names, place) || isOwn) {
        return;
    }
    if (arn === undefined) {
        // Whether AWS takes a pattern that ends early, such as arn:aws:logs:*, its pages do not say.
        if (!/^arn:.*[*?]/.test(resource)) {
            place.add(element, `has something in its ${element} that is neither an ARN nor "*".`);
        }
    } else if (/^[0-9]+$/.test(arn.account) && arn.account.length !== 12) {
        place.add(element, `has an ARN whose account id has not 12 digits in its ${element}.`);
    } else {
        const foreign = foreignResource(arn, kind, attachment.arn);
        if (foreign !== undefined) {
            place.add(element, `has ${foreign.text} in its ${element}.`, foreign.broken);
        }
    }
}

/** Why a resource, which does not match what the document is attached to, is out of place; undefined if it is not. */
function foreignResource(arn: Arn, kind: DocumentKind, own: Fact<string>): { readonly text: string; readonly broken: Truth } | undefined {
    const certain = (text: string): { text: string; broken: Truth } => ({ text, broken: true });
    const isOfBucket = arn.service === "s3" && arn.region === "" && arn.account === "";
    switch (kind) {
        case "bucket": {
            const bucket = arn.resource.split("/")[0]!;
            if (isKnown(own)) {
                const isNamed = isOfBucket && /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket);
                return certain(
                    isNamed ? `the bucket ${bucket} instead of the policy's own` : "an ARN that is not of the policy's own bucket",
                );
            }
            if (!isOfBucket && arn.service !== "s3express" && !/[*?]/.test(arn.service)) {
                return certain("an ARN that is no bucket's");
            }
            return own instanceof Unknown && !/^\*/.test(bucket)
                ? { text: "a bucket that may not be the policy's own", broken: own }
                : undefined;
        }
        case "accesspoint":
            if (isKnown(own)) {
                return certain("an ARN that is not of the policy's own access point");
            }
            if (isOfBucket) {
                return certain("a bucket, where its access point belongs,");
            }
            return own instanceof Unknown && !/[*?]/.test(arn.resource)
                ? { text: "an access point that may not be the policy's own", broken: own }
                : undefined;
        case "key":
            if (arn.service === "kms" && arn.resource.startsWith("alias/")) {
                return certain("an alias, which is no key,");
            }
            return isKnown(own) || (arn.service !== "kms" && !/[*?]/.test(arn.service))
                ? certain("an ARN that is not the policy's own key")
                : undefined;
        case "tablebucket":
        case "vectorbucket":
            return isKnown(own) ? certain("an ARN that is not of the policy's own bucket") : undefined;
        case "vpce":
        case "identity":
        case "trust":
            return undefined;
    }
}

// Conditions

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operators = [
    ...["String", "Numeric", "Date", "Arn"].flatMap((type) => [`${type}Equals`, `${type}NotEquals`]),
    ...["String", "Arn"].flatMap((type) => [`${type}Like`, `${type}NotLike`]),
    ...["Numeric", "Date"].flatMap((type) => ["LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"].map((test) => type + test)),
    ...["StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "Null"],
];

function checkCondition(condition: unknown, place: Place): void {
    if (place.awaits("Condition", condition)) {
        return;
    }
    if (!isObject(condition)) {
        place.add("Condition", "has a Condition that is not an object.");
        return;
    }
    for (const [operator, tests] of Object.entries(condition)) {
        const name = operator.replace(/^For(AllValues|AnyValue):/, "").replace(/(?<!^Null)IfExists$/, "");
        if (!operators.includes(name)) {
            place.add("Condition", `has a condition operator that AWS does not know${meant(name, operators)}.`);
        }
        if (tests === undefined || place.awaits("Condition", tests)) {
            continue;
        }
        if (!isObject(tests)) {
            place.add("Condition", "has a condition operator without an object of condition keys.");
            continue;
        }
        for (const [key, values] of Object.entries(tests)) {
            checkConditionKey(key, place);
            for (const value of listOf(values)) {
                checkConditionValue(name, key, value, place);
            }
        }
    }
}

function checkConditionKey(key: string, place: Place): void {
    if (isLeftOver("Condition", key, [], place) || conditionKey(key) !== undefined) {
        return;
    }
    if (!/^[^:\s]+:\S/.test(key)) {
        place.add("Condition", "has something that is not written like a condition key (aws:SourceVpce) in its Condition.");
        return;
    }
    const service = key.slice(0, key.indexOf(":") + 1).toLowerCase();
    const candidate = nearest(
        key,
        conditionKeyNames.filter((name) => name.toLowerCase().startsWith(service)),
    );
    if (candidate !== undefined) {
        place.add("Condition", `has a condition key that AWS does not have; ${candidate} may be meant.`);
    }
}

function checkConditionValue(operator: string, key: string, value: unknown, place: Place): void {
    if (value === undefined || place.awaits("Condition", value)) {
        return;
    }
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
        place.add("Condition", "has a condition value that is neither a text, a number nor a Boolean.");
        return;
    }
    const text = String(value);
    const isId = /(account|arn|orgid|orgpaths|sourceowner|vpc|vpce|key-id)$/.test(canonicalKey(key));
    if (isLeftOver("Condition", text, isId ? [text] : [], place) || text.includes("${")) {
        return;
    }
    const wrong = wrongValue(operator, canonicalKey(key), text);
    if (wrong !== undefined) {
        place.add("Condition", `has ${wrong} in its Condition, under ${operator}.`);
    }
}

function wrongValue(operator: string, key: string, value: string): string | undefined {
    if (operator === "Bool" || operator === "Null") {
        return /^(true|false)$/i.test(value) ? undefined : "a value that is neither true nor false";
    }
    if (operator === "IpAddress" || operator === "NotIpAddress") {
        return isRange(value) ? undefined : "a value that is no IP address or range";
    }
    if (operator.startsWith("Numeric")) {
        return value.trim() !== "" && Number.isFinite(Number(value)) ? undefined : "a value that is no number";
    }
    if (operator.startsWith("Date")) {
        return isDate(value) ? undefined : "a value that is no date";
    }
    return /(account|sourceowner)$/.test(key) && /^[0-9]+$/.test(value) && value.length !== 12
        ? "an account id that has not 12 digits"
        : undefined;
}

function isRange(value: string): boolean {
    const [address, prefix, ...rest] = value.split("/");
    const longest = isIP(address!) === 4 ? 32 : 128;
    return (
        isIP(address!) !== 0 && rest.length === 0 && (prefix === undefined || (/^[0-9]{1,3}$/.test(prefix) && Number(prefix) <= longest))
    );
}

/** ISO 8601, or seconds since 1970. */
function isDate(value: string): boolean {
    return /^[0-9]{5,12}$/.test(value) || (/^[0-9]{4}(-|$)/.test(value) && !Number.isNaN(Date.parse(value)));
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

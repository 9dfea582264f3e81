import { anyS3Action, canonicalKey, conditionKey } from "./catalogue";
import { certainly } from "./certainly";
import type { Kind } from "./context";
import { type Request, actionMatches, elementTruths } from "./evaluate";
import type { ConditionTest, Statement } from "./parse";
import type { FoundRequest } from "./search";

/*
 * Witnesses in people's words. A literal of a document is shown only if it is a well-formed ARN, an account, an alias, an id or a Sid,
 * or one of AWS's own constants; any other is "the value in" its statement.
 */

/** What the document is attached to, where its ARN is not known. */
export const attachedName: Readonly<Record<Kind, string>> = {
    bucket: "the bucket",
    accesspoint: "the access point",
    key: "the key",
    vpce: "a resource",
    identity: "a resource",
    tablebucket: "the table bucket",
    vectorbucket: "the vector bucket",
    modelpackagegroup: "the model package group",
};

/** ARNs, accounts, aliases, ids of endpoints, VPCs and organisations, and AWS's constants. */
const shown = new RegExp(
    [
        "[0-9]{12}",
        "arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:([0-9]{12})?:[A-Za-z0-9_+=,.@/:!'()*-]+",
        "alias/[A-Za-z0-9/_-]+",
        "vpce?-[0-9a-z]+",
        "o-[a-z0-9]{10,32}(/r-[a-z0-9-]+(/ou-[a-z0-9-]+)*/?)?",
        "true|false|anonymous|AES256|aws:kms|aws:kms:dsse|1\\.[0-3]",
        "[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?",
    ]
        .map((form) => `^(${form})$`)
        .join("|"),
);

/** Values that the prover makes up. */
const madeUp = new Set(["x", "other", "60", "198.51.100.7", "192.0.2.7", "2001:db8::7"]);

/** One line: who, from where, can do what, to which resource, with which headers or tags, and why nothing stops it. */
export function sentence(found: FoundRequest, request: Request, second: FoundRequest | undefined, kind: Kind, isRefused: boolean): string {
    // Whether anything grants what no Deny stops is not the document's to say.
    const verb = isRefused ? "cannot call" : found.one === undefined ? "is not denied" : "can call";
    const also = second === undefined ? "" : ` and ${shownAction(second.action)}`;
    const resource = request.resource !== null && shown.test(request.resource) ? request.resource : attachedName[kind];
    const what = `${who(found, request)}${fromWhere(found, request)} ${verb} ${shownAction(request.action)}${also} on ${resource}`;
    const text = `${what}${details(found, request)}${isRefused ? refusal(found, request) : whyNot(found, request, second)}.`;
    return text.startsWith("arn:") ? text : certainly(text[0]).toUpperCase() + text.slice(1);
}

function shownAction(action: string): string {
    if (action === anyS3Action) {
        return "any S3 action that no statement names";
    }
    return /^[a-z0-9-]+:[A-Za-z0-9]+$/.test(action) ? action : "an action of the document";
}

function who({ caller }: FoundRequest, { principal: { id }, isIdentityPolicy }: Request): string {
    if (isIdentityPolicy) {
        return "whoever has this policy";
    }
    switch (caller.kind) {
        case "anonymous":
            return "anybody without credentials";
        case "iam":
        case "session":
            return shown.test(id) ? id : "a principal of the document";
        case "service":
            return id === "other.amazonaws.com" || !shown.test(id) ? "an AWS service" : `the service ${id}`;
        case "federated":
            return `whoever ${shown.test(id) ? id : "an identity provider of the document"} identifies`;
        case "canonical":
            return "a canonical user of the document";
        case "opaque":
            return "a principal of the document that is of no known account";
    }
}

function fromWhere({ network, caller, relevant }: FoundRequest, request: Request): string {
    const endpoint = request.keys.get("aws:sourcevpce")?.[0];
    if (request.isIdentityPolicy) {
        return "";
    }
    switch (network) {
        case "internet":
            return ", from the internet,";
        case "endpoint":
            return relevant.has("aws:sourcevpce") && typeof endpoint === "string"
                ? `, through the VPC endpoint ${endpoint},`
                : ", through a VPC endpoint,";
        case "service":
            return caller.kind === "service" ? "" : ", through an AWS service,";
    }
}

/** What the sentence says without naming the key. */
const saidAlready = new Set([
    "aws:principalarn",
    "aws:principalaccount",
    "aws:principalservicename",
    "aws:sourcevpce",
    "aws:viaawsservice",
]);

/** Up to five of the keys that the question is about, the present ones with their values. */
function details(found: FoundRequest, request: Request): string {
    const tests = new Map<string, ConditionTest>();
    for (const test of [...found.must.map((predicate) => predicate.test), ...aboutIt(found).flatMap((statement) => statement.tests)]) {
        if (test !== undefined && found.relevant.has(dimensionName(found, test)) && !saidAlready.has(canonicalKey(test.key))) {
            tests.set(canonicalKey(test.key), test);
        }
    }
    const present: string[] = [];
    const absent: string[] = [];
    for (const [key, test] of tests) {
        const values = request.keys.get(key);
        if (values === undefined) {
            // No request has a key that AWS does not know; that one comes through no access point goes without saying.
            const isTold = conditionKey(key) !== undefined && !(key === "s3:dataaccesspointaccount" && isOfQuestion(test, found));
            absent.push(...(isTold ? [shownKey(test)] : []));
        } else if (!(key === "aws:securetransport" && values[0] === "true") && key !== "aws:principalisawsservice") {
            present.push(`${shownKey(test)} ${values.map((value) => shownValue(value, key, found)).join(" and ")}`);
        }
    }
    const most = 5;
    const withThese = present.slice(0, most);
    const withoutThese = absent.slice(0, most - withThese.length);
    return [
        withThese.length > 0 ? `, with ${withThese.join(", ")}` : "",
        withoutThese.length > 0 ? `, without ${withoutThese.join(", ")}` : "",
    ].join("");
}

function isOfQuestion(test: ConditionTest, found: FoundRequest): boolean {
    return found.must.some((predicate) => predicate.test === test);
}

function dimensionName(found: FoundRequest, test: ConditionTest): string {
    return found.dimensionOf(canonicalKey(test.key));
}

/** The statements that say something of the request. */
function aboutIt(found: FoundRequest): readonly Statement[] {
    return [...(found.one === undefined ? [] : [found.one]), ...found.about];
}

/** A key's name is shown where AWS knows it. */
function shownKey({ key, keyText }: ConditionTest): string {
    return conditionKey(key) === undefined ? "a condition key that AWS does not know" : keyText;
}

function shownValue(value: string | null, key: string, found: FoundRequest): string {
    if (value === null) {
        return "(not known yet)";
    }
    if (shown.test(value) || madeUp.has(value)) {
        return value;
    }
    const source = aboutIt(found).find(({ tests }) => tests.some((test) => canonicalKey(test.key) === key));
    return source === undefined ? "of some value" : `as the value in ${source.name} has it`;
}

/** What allows the request and the second one, and for each Deny that might have stopped it why it does not; of these the ones that come closest. */
function whyNot(found: FoundRequest, request: Request, second: FoundRequest | undefined): string {
    const allowing = [...new Set([found.one, second?.one].flatMap((statement) => statement?.name ?? []))];
    const allowed = allowing.length === 0 ? "" : `; ${allowing.join(" and ")} ${allowing.length === 1 ? "allows" : "allow"} it`;
    const reasons = closest(found, request, "Deny").map(
        ({ statement, element }) => `${statement.name} does not deny it, because ${reason(element, request, found)}`,
    );
    return allowed + reasons.map((text) => `; ${text}`).join("") + (allowed === "" && reasons.length === 0 ? "; no Deny is about it" : "");
}

/** What denies the request, or for each Allow why it does not allow it. */
function refusal(found: FoundRequest, request: Request): string {
    if (found.one !== undefined) {
        return `; ${found.one.name} denies it`;
    }
    const reasons = closest(found, request, "Allow").map(
        ({ statement, element }) => `; ${statement.name} does not allow it, because ${reason(element, request, found)}`,
    );
    return reasons.length === 0 ? "; no Allow is about it" : reasons.join("");
}

interface Obstacle {
    readonly statement: Statement;
    readonly element: string | ConditionTest;
}

function closest(found: FoundRequest, request: Request, effect: "Allow" | "Deny"): Obstacle[] {
    return found.none
        .filter((statement) => statement.effect === effect && statement.name !== "")
        .map((statement) => {
            const truths = elementTruths(statement, request);
            const at = truths.findIndex(([, truth]) => truth === false);
            return { statement, at, element: truths[at]?.[0] };
        })
        .filter((obstacle): obstacle is typeof obstacle & Obstacle => obstacle.element !== undefined)
        .sort((a, b) => b.at - a.at)
        .slice(0, 3);
}

/** The other actions asked about that no Deny is about: an enumeration forgets some. */
function forgotten(request: Request, found: FoundRequest): string {
    const denies = found.none.filter(({ effect, name }) => effect === "Deny" && name !== "");
    const others = [...new Set(found.actions)].filter(
        (action) => action !== request.action && denies.every(({ actions }) => actionMatches(actions, action) === false),
    );
    const most = 4;
    const more = others.length > most ? ` and ${others.length - most} more` : "";
    return others.length === 0 ? "" : ` (nor about ${others.slice(0, most).join(", ")}${more})`;
}

function reason(element: string | ConditionTest, request: Request, found: FoundRequest): string {
    if (typeof element === "string") {
        const subject = element.endsWith("Principal")
            ? "this caller"
            : element.endsWith("Action")
              ? shownAction(request.action) + forgotten(request, found)
              : "this resource";
        return `its ${element} is not about ${subject}`;
    }
    const key = canonicalKey(element.key);
    const values = request.keys.get(key);
    const test = `${element.operator.text} ${shownKey(element)} is false`;
    return values === undefined
        ? `${test} where the key is absent`
        : `${test} of ${values
              .map((value) =>
                  shownValue(value, key, found)
                      .replace(/^as /, "")
                      .replace(/ has it$/, ""),
              )
              .join(" and ")}`;
}

import { Unknown } from "../../model/fact";
import { canonicalKey } from "../catalogue";
import type { Predicate } from "../condition";
import type { ConditionTest, Fault, Operator, Statement, Text } from "../parse";
import type { Goal, Part } from "../search";
import { listed, type Target } from "../universe";
import { always, deniesOf, everybody, test, undecidedBy, testUnlessEmpty, type Question, unknownContext } from "./question";

/*
 * P5: no put ends up under another encryption.
 */

const sse = "s3:x-amz-server-side-encryption";
const sseKey = "s3:x-amz-server-side-encryption-aws-kms-key-id";
export const sseCustomer = "s3:x-amz-server-side-encryption-customer-algorithm";
const kmsAlgorithms = ["aws:kms", "aws:kms:dsse"];

/** Puts with these headers that nothing denies. */
export function puts(question: Question, must: readonly Predicate[], fault?: Fault): Goal[] {
    const target: Target = question.kind === "accesspoint" ? "accesspointobject" : "object";
    const part: Part = {
        callers: everybody(question),
        networks: always,
        actions: [{ name: "s3:PutObject", target }],
        must,
        none: deniesOf(question),
    };
    return [{ parts: [part], ...(fault === undefined ? {} : { fault }) }];
}

/** The designated keys in the forms a header may have: the ARN and the bare id. An alias is resolved in the requester's account. */
function designatedKeys({ context }: Question): Text[] {
    const arns = [...(context.keyArn === undefined ? [] : [context.keyArn]), ...listed(context.extraKeyArns)];
    return arns.flatMap((arn): Text[] => (arn instanceof Unknown ? [arn] : [arn, arn.slice(arn.lastIndexOf("/") + 1)]));
}

export function enforcesEncryption(question: Question, byKey: boolean): Goal[] {
    const { context } = question;
    const keys = designatedKeys(question);
    const withoutHeaders = [test("Null", sse, ["true"]), test("Null", sseCustomer, ["true"])];
    const standard = isDefaultGood(question, byKey, keys);
    return [
        ...puts(question, [test("StringEquals", sse, ["AES256"])]),
        ...(byKey ? puts(question, [test("StringEquals", sse, kmsAlgorithms), ...testUnlessEmpty("StringNotEquals", sseKey, keys)]) : []),
        ...(standard === true ? [] : puts(question, withoutHeaders, standard === false ? undefined : standard)),
        ...(context.ssecBlocked === true
            ? []
            : puts(question, [test("Null", sseCustomer, ["false"])], context.ssecBlocked instanceof Unknown ? unknownContext : undefined)),
    ];
}

/** Whether a put without headers ends up well: SSE-S3 if there is no default, `aws/s3` if it names no key. */
function isDefaultGood({ context }: Question, byKey: boolean, keys: readonly Text[]): boolean | Fault {
    const standard = context.defaultEncryption;
    if (standard instanceof Unknown || standard?.algorithm instanceof Unknown) {
        return unknownContext;
    }
    if (standard?.algorithm === undefined || !kmsAlgorithms.includes(standard.algorithm)) {
        return false;
    }
    if (!byKey) {
        return true;
    }
    if (standard.kmsKeyArn === undefined) {
        return false;
    }
    if (standard.kmsKeyArn instanceof Unknown) {
        return unknownContext;
    }
    return keys.includes(standard.kmsKeyArn) || (keys.some((key) => key instanceof Unknown) ? unknownContext : false);
}

/**
 * What the Deny statements name of a header: values of negated tests are good, those of plain ones bad. A plain test of the algorithm
 * next to one of the key only says which puts the key's test is about.
 */
function namedByDenies(statements: readonly Statement[], header: string): { good: ConditionTest[]; bad: ConditionTest[] } {
    const good: ConditionTest[] = [];
    const bad: ConditionTest[] = [];
    for (const { tests } of statements.filter(({ effect }) => effect === "Deny")) {
        const namesKey = tests.some(({ key, operator }) => canonicalKey(key) === sseKey && operator.family !== "null");
        for (const one of tests) {
            if (canonicalKey(one.key) !== header || one.operator.family === "null" || one.operator.family === "bool") {
                continue;
            }
            if (one.operator.negated) {
                good.push(one);
            } else if (header === sseKey || !namesKey) {
                bad.push(one);
            }
        }
    }
    return { good, bad };
}

const negatedOperators: Readonly<Record<string, string>> = {
    string: "StringNotEquals",
    stringIgnoreCase: "StringNotEqualsIgnoreCase",
    like: "StringNotLike",
    arn: "ArnNotLike",
};

/**
 * Whether a value names anybody's key: an alias without an account, which is resolved in the requester's, or a pattern of ARNs that leaves open
 * whose key it is and which.
 */
function isAnybodysKey(value: Text, { family }: Operator): boolean {
    if (value instanceof Unknown) {
        return false;
    }
    const isPattern = family === "like" || family === "arn";
    return value.startsWith("alias/") || (isPattern && value.startsWith("arn:") && value.endsWith("*") && !/:[0-9]{12}:/.test(value));
}

/** Requests whose header has none of the good values, or if none are named, one of the bad ones. */
function foreignHeader(key: string, { good, bad }: { good: readonly ConditionTest[]; bad: readonly ConditionTest[] }): Predicate[][] {
    if (good.length > 0) {
        const named = good.map(({ operator, values }) => ({
            operator,
            values: values.filter((value) => !isAnybodysKey(value, operator)),
        }));
        return [named.flatMap(({ operator, values }) => testUnlessEmpty(negatedOperators[operator.family] ?? operator.text, key, values))];
    }
    return bad.map(({ operator, values }) => [
        test(operator.text.replace(/^For(All|Any)Values?:/, "").replace(/IfExists$/, ""), key, values),
    ]);
}

/** A Deny about encryption headers has to do what it says, to puts that carry one: against the algorithm and the key it names itself. */
export function encryptionDenyEffective(question: Question): Goal[] {
    const algorithms = foreignHeader(sse, namedByDenies(question.statements, sse));
    const namedKeys = namedByDenies(question.statements, sseKey);
    const keys = foreignHeader(sseKey, namedKeys);
    // A put under a key that the document names is meant to pass, whatever it says of algorithms.
    const underNoNamedKey = namedKeys.good.length > 0 ? keys.flat() : [];
    const unread = undecidedBy(question, deniesOf(question), (key) => [sse, sseKey].includes(canonicalKey(key)));
    if (algorithms.length === 0 && keys.length === 0) {
        return unread;
    }
    return [
        // A statement that is not known yet may name more.
        ...unread.filter(({ fault }) => fault?.code === "unknown-value"),
        ...algorithms.flatMap((foreign) => puts(question, [test("Null", sse, ["false"]), ...foreign, ...underNoNamedKey])),
        // Where a key is named, `aws:kms` without a key id means aws/s3.
        ...keys.flatMap((foreign) => puts(question, [test("StringEquals", sse, kmsAlgorithms), ...foreign])),
    ];
}

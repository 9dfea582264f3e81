import { Unknown } from "../../model/fact";
import type { Goal, Part } from "../search";
import { known, type Target } from "../universe";
import { allActions, always, deniesOf, everybody, test, type Question } from "./question";

/*
 * What else Deny statements are to keep out, and whom they are not to.
 */

/** Everybody outside the organisation is denied everything; AWS services are in none. */
export function organizationOnly(question: Question): Goal[] {
    const { context } = question;
    const must = [test("StringNotEquals", "aws:PrincipalOrgID", [context.orgId ?? new Unknown(["orgId"])])];
    const callers = everybody(question).filter(({ kind }) => kind !== "service");
    return [{ parts: [{ callers, networks: always, actions: allActions(question), must, none: deniesOf(question) }] }];
}

const readingActions = ["s3:GetObject", "s3:GetObjectVersion"];

/** Reading objects with the tag is denied to callers whose principal tag has another value, or none. */
export function restrictedByTag(question: Question): Goal[] {
    const tag = question.context.restrictedTag;
    if (tag === undefined) {
        return [];
    }
    const target: Target = question.kind === "accesspoint" ? "accesspointobject" : "object";
    const part: Part = {
        callers: everybody(question).filter(({ kind }) => kind !== "service"),
        networks: always,
        actions: readingActions.map((name) => ({ name, target })),
        must: [
            test("StringEquals", `s3:ExistingObjectTag/${tag.key}`, [tag.value]),
            test("StringNotEquals", `aws:PrincipalTag/${tag.principalTag}`, [tag.value]),
        ],
        none: deniesOf(question),
    };
    return [{ parts: [part] }];
}

/** Here the request is a good one: somebody of the own account who can still change the policy. */
export function notLockedOut(question: Question): Goal[] {
    const owner = known(question.context.accountId);
    const part: Part = {
        callers: [{ kind: "iam", whose: owner === undefined ? "any" : "own" }],
        networks: ["internet", "endpoint"],
        actions: [
            { name: "s3:PutBucketPolicy", target: "bucket" },
            { name: "s3:DeleteBucketPolicy", target: "bucket" },
        ],
        must: [],
        none: deniesOf(question),
    };
    return [{ parts: [part] }];
}

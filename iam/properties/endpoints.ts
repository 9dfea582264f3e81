import { Unknown } from "../../model/fact";
import { certainly } from "../certainly";
import type { Predicate } from "../condition";
import { resourcePredicate } from "../match";
import { parse, type Statement, type Text } from "../parse";
import type { Goal, Part } from "../search";
import { listed, type Caller } from "../universe";
import {
    anonymous,
    anyService,
    granted,
    iamCallers,
    namedCallers,
    test,
    testUnlessEmpty,
    trustedAccounts,
    type Question,
    unlessTrue,
} from "./question";

/*
 * P7: endpoint policies.
 */

function throughEndpoint(question: Question, must: readonly Predicate[], none: readonly Statement[] = []): Goal[] {
    const { principalIsAwsService = false, viaAwsService = false } = question.context.serviceExceptions ?? {};
    const callers: Caller[] = [
        anonymous,
        ...iamCallers(question),
        ...namedCallers(question.statements, ["federated", "canonical", "opaque"]),
    ];
    const grant = granted(question);
    const part: Part = { ...grant, callers, networks: ["endpoint"], must, none: [...grant.none, ...none] };
    return [
        { parts: [part] },
        ...unlessTrue(viaAwsService, { ...part, callers: iamCallers(question), networks: ["service"] }),
        ...unlessTrue(principalIsAwsService, { ...part, callers: [anyService], networks: ["service"] }),
    ];
}

/** Predicates on the resource's ARN. */
export function resourceIn(patterns: readonly Text[]): Predicate {
    return resourcePredicate(certainly(parse({ Statement: { Effect: "Deny", Action: "*", Resource: patterns } }).statements[0]));
}

function resourceNotIn(patterns: readonly Text[]): Predicate {
    return resourcePredicate(certainly(parse({ Statement: { Effect: "Deny", Action: "*", NotResource: patterns } }).statements[0]));
}

export function resourcesDesignated(question: Question): Goal[] {
    const { context } = question;
    const buckets = listed(context.allowedBucketArns).flatMap((arn): Text[] => (arn instanceof Unknown ? [arn] : [arn, `${arn}/*`]));
    const keys = listed(context.allowedKeyArns);
    // They are no statements of the document, which has no name for them.
    const exceptions = (context.exceptionStatements ?? []).map((fragment) => ({
        ...certainly(parse({ Version: "2012-10-17", Statement: { ...fragment, Effect: "Deny", Principal: "*" } }).statements[0]),
        name: "",
    }));
    return throughEndpoint(
        question,
        [
            resourceNotIn([...buckets, ...keys]),
            ...testUnlessEmpty("StringNotEquals", "aws:ResourceAccount", listed(context.allowedResourceAccounts)),
            ...testUnlessEmpty("StringNotEquals", "aws:ResourceOrgID", listed(context.allowedResourceOrgIds)),
        ],
        exceptions,
    );
}

export function identitiesTrusted(question: Question): Goal[] {
    const { context } = question;
    return throughEndpoint(question, [
        test("StringNotEquals", "aws:PrincipalAccount", trustedAccounts(question)),
        ...testUnlessEmpty("StringNotEquals", "aws:PrincipalOrgID", listed(context.allowedOrgIds)),
        ...testUnlessEmpty("ArnNotLike", "aws:PrincipalArn", listed(context.allowedPrincipalArns)),
    ]);
}

import { Unknown } from "../../model/fact";
import { canonicalKey } from "../catalogue";
import type { Predicate } from "../condition";
import type { Context } from "../context";
import { named } from "../match";
import type { Statement, Text } from "../parse";
import type { Goal } from "../search";
import { listed } from "../universe";
import {
    allActions,
    always,
    anyService,
    dataActions,
    deniesOf,
    everybody,
    testUnlessEmpty,
    type Question,
    unlessTrue,
    whereDenyTests,
} from "./question";

/*
 * P1 and P2: no request from elsewhere, and none in the clear, escapes the Deny statements.
 */

export function vpceOnly(question: Question, extra: readonly Predicate[] = []): Goal[] {
    const { context } = question;
    const { principalIsAwsService = true, viaAwsService = true } = context.serviceExceptions ?? {};
    const outside = [
        ...testUnlessEmpty("StringNotEquals", "aws:SourceVpce", listed(context.allowedVpceIds)),
        ...testUnlessEmpty("StringNotEquals", "aws:SourceVpc", listed(context.allowedVpcIds)),
        ...testUnlessEmpty("StringNotEquals", "aws:VpceAccount", listed(context.allowedVpceAccounts)),
        ...testUnlessEmpty("StringNotEquals", "aws:VpceOrgID", listed(context.allowedVpceOrgIds)),
        ...testUnlessEmpty("NotIpAddress", "aws:SourceIp", listed(context.allowedSourceIps)),
        ...testUnlessEmpty("ArnNotLike", "aws:PrincipalArn", listed(context.breakGlassPrincipalArns)),
        ...extra,
    ];
    const part = { actions: dataActions(question), must: outside, none: deniesOf(question) };
    const callers = everybody(question).filter(({ kind }) => kind !== "service");
    return [
        { parts: [{ ...part, callers, networks: ["internet", "endpoint"] }] },
        ...unlessTrue(viaAwsService, { ...part, callers: callers.filter(({ kind }) => kind === "iam"), networks: ["service"] }),
        ...unlessTrue(principalIsAwsService, { ...part, callers: [anyService], networks: ["service"] }),
    ];
}

/** The networks and principals that the Deny statements about networks except by name. */
interface NamedExceptions {
    readonly vpceIds: readonly Text[];
    readonly vpcIds: readonly Text[];
    readonly vpcArns: readonly Text[];
    readonly vpceAccounts: readonly Text[];
    readonly vpceOrgIds: readonly Text[];
    readonly vpceOrgPaths: readonly Text[];
    readonly vpceOrgPathsInAnyCase: readonly Text[];
    readonly principalArns: readonly Text[];
    readonly userIds: readonly Text[];
}

const networkKeys = ["aws:sourcevpce", "aws:sourcevpc", "aws:sourcevpcarn", "aws:vpceaccount", "aws:vpceorgid", "aws:vpceorgpaths"];

/**
 * What these Deny statements except from themselves, by name: the ids in their negated tests, and the principals. A pattern that strangers can
 * match (`vpce-*`, a role name in any account) names nobody.
 */
function namedExceptions(statements: readonly Statement[]): NamedExceptions {
    const found = { vpceIds: new Set<Text>(), vpcIds: new Set<Text>(), vpceAccounts: new Set<Text>(), vpceOrgIds: new Set<Text>() };
    const vpcArns = new Set<Text>();
    const vpceOrgPaths = new Set<Text>();
    const vpceOrgPathsInAnyCase = new Set<Text>();
    const principalArns = new Set<Text>();
    const userIds = new Set<Text>();
    const byKey = new Map<string, readonly [Set<Text>, RegExp]>([
        ["aws:sourcevpce", [found.vpceIds, /^vpce-([0-9a-z]{8}|[0-9a-z]{17})$/]],
        ["aws:sourcevpc", [found.vpcIds, /^vpc-([0-9a-z]{8}|[0-9a-z]{17})$/]],
        ["aws:sourcevpcarn", [vpcArns, /^arn:aws[a-z-]*:ec2:[^:]*:[0-9]{12}:vpc\/./]],
        ["aws:vpceaccount", [found.vpceAccounts, /^[0-9]{12}$/]],
        ["aws:vpceorgid", [found.vpceOrgIds, /^o-[a-z0-9]{10,32}$/]],
        ["aws:vpceorgpaths", [vpceOrgPaths, /^o-[a-z0-9]{10,32}\//]],
        ["aws:principalarn", [principalArns, /^arn:aws[a-z-]*:(iam|sts)::[0-9]{12}:/]],
        ["aws:userid", [userIds, /^(A[A-Z]{3}[A-Z0-9]+(:.*)?|[0-9]{12})$/]],
    ]);
    for (const statement of statements) {
        for (const { key, operator, values } of statement.tests) {
            const [into, form] = byKey.get(canonicalKey(key)) ?? [];
            const ignoresCase = operator.family === "stringIgnoreCase";
            if (into !== undefined && form !== undefined && operator.negated) {
                // AWS writes ids in lower case, whatever the case of a value that is compared ignoring it.
                const isId = ignoresCase && key.startsWith("aws:sourcevpc");
                values
                    .map((value) => (isId && !(value instanceof Unknown) ? value.toLowerCase() : value))
                    .filter((value) => value instanceof Unknown || form.test(value))
                    .forEach((value) => (into === vpceOrgPaths && ignoresCase ? vpceOrgPathsInAnyCase : into).add(value));
            }
        }
        if (statement.principals?.negated === true) {
            if (statement.principals.fault !== undefined) {
                principalArns.add(new Unknown([]));
            }
            for (const entry of statement.principals.entries) {
                const who = named(entry);
                if (who.kind === "unknown") {
                    principalArns.add(entry.value);
                } else if (who.kind === "principal") {
                    principalArns.add(who.arn);
                }
            }
        }
    }
    return {
        vpceIds: [...found.vpceIds],
        vpcIds: [...found.vpcIds],
        vpcArns: [...vpcArns],
        vpceAccounts: [...found.vpceAccounts],
        vpceOrgIds: [...found.vpceOrgIds],
        vpceOrgPaths: [...vpceOrgPaths],
        vpceOrgPathsInAnyCase: [...vpceOrgPathsInAnyCase],
        principalArns: [...principalArns],
        userIds: [...userIds],
    };
}

/** A Deny about endpoints or VPCs has to do what it says: nothing escapes but from what it names itself. */
export function vpceDenyEffective(question: Question): Goal[] {
    return whereDenyTests(question, networkKeys, () => {
        const denies = deniesOf(question);
        const aboutNetworks = denies.filter(({ tests }) => tests.some(({ key }) => networkKeys.includes(canonicalKey(key))));
        const unread = denies.filter((statement) => statement.unread !== undefined && !aboutNetworks.includes(statement));
        const [fault] = unread.map((statement) => statement.unread);
        // A statement that cannot be read may be about networks too, and then what it excepts is an exception.
        return [
            ...outsideOfNamed(question, [...aboutNetworks, ...unread]),
            ...(fault === undefined ? [] : outsideOfNamed(question, aboutNetworks).map((goal) => ({ ...goal, fault }))),
        ];
    });
}

function outsideOfNamed(question: Question, denies: readonly Statement[]): Goal[] {
    const { context } = question;
    const exceptions = namedExceptions(denies);
    const own: Context = {
        ...context,
        allowedVpceIds: exceptions.vpceIds,
        allowedVpcIds: exceptions.vpcIds,
        allowedVpceAccounts: exceptions.vpceAccounts,
        allowedVpceOrgIds: exceptions.vpceOrgIds,
        allowedSourceIps: [],
        breakGlassPrincipalArns: exceptions.principalArns,
    };
    return vpceOnly({ ...question, context: own }, [
        ...testUnlessEmpty("StringNotLike", "aws:userid", exceptions.userIds),
        ...testUnlessEmpty("ArnNotLike", "aws:SourceVpcArn", exceptions.vpcArns),
        ...testUnlessEmpty("ForAllValues:StringNotLike", "aws:VpceOrgPaths", exceptions.vpceOrgPaths),
        ...testUnlessEmpty("ForAllValues:StringNotEqualsIgnoreCase", "aws:VpceOrgPaths", exceptions.vpceOrgPathsInAnyCase),
    ]);
}

export function transportDenied(question: Question, ...must: Predicate[]): Goal[] {
    return [{ parts: [{ callers: everybody(question), networks: always, actions: allActions(question), must, none: deniesOf(question) }] }];
}

import { actionsOf, anyS3Action, canonicalKey } from "../catalogue";
import { certainly } from "../certainly";
import type { Predicate } from "../condition";
import type { Statement } from "../parse";
import type { Goal } from "../search";
import { known, type Target } from "../universe";
import { resourceIn } from "./endpoints";
import { allowsOf, always, deniesOf, test, undecidedBy, type Asked, type Question } from "./question";

/*
 * P8: identity policies, of one identity together.
 */

function byIdentity(
    question: Question,
    actions: Asked,
    must: readonly Predicate[],
    one: readonly Statement[],
    none: readonly Statement[],
): Goal {
    const whose = known(question.context.accountId) === undefined ? "any" : "own";
    return { parts: [{ callers: [{ kind: "iam", whose }], networks: always, actions, must, one, none }] };
}

export function requiresConditionKey(question: Question): Goal[] {
    const requirement = question.context.requirement;
    if (requirement === undefined) {
        return [];
    }
    const { actions, broken } = inTerms(requirement);
    return broken.map((must) => byIdentity(question, actions, [must], allowsOf(question), deniesOf(question)));
}

type Requirement = NonNullable<Question["context"]["requirement"]>;

interface RequirementInTerms {
    readonly actions: Asked;
    /** The tests that hold of requests without the key, and of those with another value. */
    readonly broken: readonly Predicate[];
}

const requirementsInTerms = new WeakMap<Requirement, RequirementInTerms>();

/** The requirement in the search's terms: the same for all identities that it is put to, so that what is known of it is found again. */
function inTerms(requirement: Requirement): RequirementInTerms {
    let terms = requirementsInTerms.get(requirement);
    if (terms === undefined) {
        const { key, allowedValues } = requirement;
        terms = {
            actions: requirement.actions.map((name) => ({ name, target: "other" as const })),
            // One foreign value among several is one too many.
            broken: [
                test("Null", key, ["true"]),
                ...(allowedValues === undefined ? [] : [test("ForAnyValue:StringNotEqualsIgnoreCase", key, allowedValues)]),
            ],
        };
        requirementsInTerms.set(requirement, terms);
    }
    return terms;
}

const isTagKey = (key: string): boolean => /^aws:(tagkeys$|requesttag\/|resourcetag\/)/.test(canonicalKey(key));

/**
 * A condition on tags in an Allow has to ask for the tags: a plain test that is true without them (ForAllValues, IfExists) grants to whoever
 * leaves them out. Negated tests and tests of absence say so themselves.
 */
export function abacEffective(question: Question): Goal[] {
    const allows = allowsOf(question);
    const goals = allows.flatMap((statement) => {
        const tests = statement.tests.filter(({ key }) => isTagKey(key));
        const vacuous = tests.filter(
            ({ operator }) => operator.family !== "null" && !operator.negated && (operator.set === "all" || operator.ifExists),
        );
        if (vacuous.length === 0) {
            return [];
        }
        const tested = tests.map(({ keyText }) => keyText);
        // A request without tag keys has no tags.
        const requested = tested.some((key) => canonicalKey(key) === "aws:tagkeys") ? requestTagsOf(question.statements) : [];
        const keys = [...new Set([...tested, ...requested])];
        const { values, fault } = statement.actions;
        const services = new Set(values.map((value) => (typeof value === "string" ? certainly(value.split(":")[0]).toLowerCase() : "*")));
        if (fault !== undefined) {
            // It may be any action.
            services.add("*");
        }
        return [
            byIdentity(
                question,
                actionsNamedBy(statement, services),
                keys.map((key) => test("Null", key, ["true"])),
                [statement],
                deniesOf(question),
            ),
        ];
    });
    return [...goals, ...undecidedBy(question, allows, isTagKey)];
}

/** The tags of a request that any of the statements tests. */
function requestTagsOf(statements: readonly Statement[]): string[] {
    return statements.flatMap(({ tests }) => tests.map(({ keyText }) => keyText)).filter((key) => /^aws:requesttag\//i.test(key));
}

/** Actions that the statement may be about: of services in the catalogue all, of others those it writes out. */
function actionsNamedBy(statement: Statement, services: ReadonlySet<string>): Asked {
    const written = statement.actions.negated
        ? []
        : statement.actions.values
              .filter((value): value is string => typeof value === "string" && value.includes(":"))
              .map((value) => value.replaceAll("*", "").replaceAll("?", "x"));
    const catalogued = [...services].flatMap((service) => actionsOf(service).map(({ name }) => name));
    const all = statement.actions.negated || services.has("*") ? ["s3:GetObject", "sagemaker:CreateTrainingJob", "ec2:RunInstances"] : [];
    return [...new Set([...written, ...all, ...catalogued])].map((name) => ({ name, target: "other" as const }));
}

/**
 * All of S3, or decryption, on whatever there is. Conditions on the resource's owner or tags narrow that: so the resource is a stranger's, whose
 * owner is in no organisation, and has no tags.
 */
export function noFullDataAccess(question: Question): Goal[] {
    const { partition } = question;
    const owner = "888888888888";
    const unnarrowed = [
        test("StringNotEquals", "aws:PrincipalAccount", [owner]),
        test("StringEquals", "aws:ResourceAccount", [owner]),
        test("Null", "aws:ResourceOrgID", ["true"]),
        ...tagKeysOf(question.statements).map((key) => test("Null", key, ["true"])),
    ];
    const on = (name: string, target: Target, arn: string): Goal =>
        byIdentity(question, [{ name, target }], [...unnarrowed, resourceIn([arn])], allowsOf(question), deniesOf(question));
    return [
        on(anyS3Action, "object", `arn:${partition}:s3:::some-bucket-of-no-particular-name/x`),
        ...keyRegionsOf(question.statements).map((region) =>
            on("kms:Decrypt", "key", `arn:${partition}:kms:${region}:${owner}:key/99999999-9999-9999-9999-999999999999`),
        ),
    ];
}

/** The regions whose keys the statements name, and one for those that name none. */
function keyRegionsOf(statements: readonly Statement[]): string[] {
    const regions = statements
        .flatMap(({ resources }) => resources.values)
        .map((value) => (typeof value === "string" ? /^arn:[^:]*:kms:([a-z0-9-]+):/.exec(value)?.[1] : undefined));
    return [...new Set(["us-east-1", ...regions.filter((region) => region !== undefined)])].slice(0, 8);
}

function tagKeysOf(statements: readonly Statement[]): string[] {
    const keys = statements.flatMap(({ tests }) => tests.map((one) => one.keyText));
    return [
        ...new Set(
            keys.filter((key) => /^(aws:resourcetag\/|s3:buckettag\/|s3:existingobjecttag\/|kms:resourcealiases$)/.test(canonicalKey(key))),
        ),
    ];
}

import { type Analysis, analyse, type PropertyId } from "../iam/analyse";
import { actionsWithKey } from "../iam/catalogue";
import { type DocumentKind, problems } from "../iam/wellFormed";
import { documentsOf, type PolicyDocument } from "../model/documents";
import { any, type Truth, Unknown } from "../model/fact";
import { awsManagedPolicy, identities, type Identity } from "../model/identities";
import { Resource } from "../model/resource";
import type { Metadata, ResourcePolicy, StackPolicy } from "./policy";
import { isDocument, judged, unknownsIn } from "./proof";
import { controls } from "./securityHub";
import { soc2 } from "./soc2";

/** A condition key that a policy has to demand, and the values that will do, where not any will. */
interface Demand {
    readonly key: string;
    readonly allowedValues?: readonly string[];
    /** The actions that create something and can carry the key. */
    readonly actions: readonly string[];
}

/** A demand; its actions are those that the Service Authorization Reference lists with the key. */
function demand(key: string, allowedValues?: readonly string[]): Demand {
    return {
        key,
        ...(allowedValues !== undefined && { allowedValues }),
        // Looked up when asked for, so that the pack starts without reading the catalogue.
        get actions() {
            return actionsWithKey("sagemaker", key)
                .map(({ name }) => name)
                .filter((name) => name.startsWith("sagemaker:Create"));
        },
    };
}

/** The keys by which an identity policy makes sure that SageMaker encrypts under a KMS key. */
const keyDemands: readonly Demand[] = [
    demand("sagemaker:VolumeKmsKey"),
    demand("sagemaker:OutputKmsKey"),
    demand("sagemaker:DomainSharingOutputKmsKey"),
    demand("sagemaker:FeatureGroupOnlineStoreKmsKey"),
    demand("sagemaker:FeatureGroupOfflineStoreKmsKey"),
];

/** The keys by which it makes sure that SageMaker stays in a VPC, isolated and encrypted in transit. */
const networkDemands: readonly Demand[] = [
    demand("sagemaker:VpcSubnets"),
    demand("sagemaker:VpcSecurityGroupIds"),
    demand("sagemaker:NetworkIsolation", ["true"]),
    demand("sagemaker:InterContainerTrafficEncryption", ["true"]),
];

/** The AWS managed policy that allows everything, as a document, so that the Denies beside it count. */
const everything = { Version: "2012-10-17", Statement: { Sid: "AdministratorAccess", Effect: "Allow", Action: "*", Resource: "*" } };

/**
 * The demand on the actions alone that the identity's permissions boundary may let through without what is demanded; on all where nothing tells
 * what it says. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
function within({ restriction }: Identity, demanded: Demand): Demand {
    const documents = restriction instanceof Resource ? documentsOf(restriction).map(({ document }) => document) : [];
    if (!(restriction instanceof Resource) || documents.some((document) => document instanceof Unknown)) {
        return demanded;
    }
    const actions = demanded.actions.filter((action) => {
        const asked = { requirement: { ...demanded, actions: [action] } };
        return analyse(documents, "identity", asked, "requiresConditionKey").verdict !== "proved";
    });
    return { ...demanded, actions };
}

/** What is to be known of what may restrict the identity before one can say that it lets something through; empty where it is known. */
function unseenOf({ restriction }: Identity): readonly string[] {
    if (restriction instanceof Unknown) {
        return restriction.waitsFor;
    }
    return restriction instanceof Resource
        ? unknownsIn(documentsOf(restriction).map(({ document }) => document))
        : restriction === undefined || awsManagedPolicy(restriction) === "AdministratorAccess"
          ? []
          : ["what its permissions boundary allows"];
}

/** Whether an identity may create something without what is demanded, by all its policies together, with the request that shows it. */
function judgedOfIdentity(identity: Identity, demanded: Demand): { broken: Truth; message: string } {
    const { documents, outside } = identity;
    const names = outside.map((arn) => awsManagedPolicy(arn) ?? "a policy outside the stack");
    const isAdministrator = names.includes("AdministratorAccess");
    const unseen = names.filter((name) => name !== "AdministratorAccess");
    const known = documents.filter((document) => !(document instanceof Unknown)).filter(isDocument);
    // What was meant by one that is no document nobody can tell.
    const waiting = documents
        .map((document) => (document instanceof Unknown || isDocument(document) ? document : new Unknown(["a policy that is no document"])))
        .filter((document) => document instanceof Unknown);
    const requirement = within(identity, demanded);
    const analyseWith = (...more: readonly object[]): Analysis =>
        analyse([...known, ...more], "identity", { requirement }, "requiresConditionKey");
    const analysis = analyseWith(...(isAdministrator ? [everything] : []));
    const notSeen = new Unknown([...waiting.flatMap(({ waitsFor }) => waitsFor), ...unseen.map((name) => `what ${name} allows`)]);
    if (analysis.verdict === "refuted") {
        // A policy that is not known yet may deny it, and a boundary may leave it out; AWS managed ones deny nothing of the kind.
        const mayRefuse = [...waiting.flatMap(({ waitsFor }) => waitsFor), ...unseenOf(identity)];
        return { broken: mayRefuse.length > 0 ? new Unknown(mayRefuse) : true, message: analysis.witness?.text ?? "" };
    }
    if (notSeen.waitsFor.length > 0 && (isAdministrator ? analysis : analyseWith(everything)).verdict === "proved") {
        // What is denied stays denied, whatever the policies allow that nobody can see.
        return { broken: false, message: "" };
    }
    const unknowns = unknownsIn(known);
    const open =
        analysis.verdict === "undecided" ? [new Unknown(unknowns.length > 0 ? unknowns : analysis.reasons.map(({ text }) => text))] : [];
    return { broken: any(false, ...open, ...(notSeen.waitsFor.length > 0 ? [notSeen] : [])), message: "" };
}

function identityRule(metadata: Metadata, demands: readonly Demand[]): StackPolicy {
    return {
        ...metadata,
        validateStack: (stack, report) => {
            for (const identity of stack.once(identities)) {
                for (const demand of demands) {
                    const { broken, message } = judgedOfIdentity(identity, demand);
                    report(broken, `${demand.key} is not demanded: ${message}`, identity.resource);
                }
            }
        },
    };
}

export const iamSagemakerRequiresKmsKey = identityRule(
    {
        name: "iam-sagemaker-requires-kms-key",
        displayName: "SageMaker calls with a KMS key",
        description: "No role, user or group may create a SageMaker resource without a KMS key.",
        enforcementLevel: "advisory",
        severity: "high",
        remediationSteps:
            'Add Null sagemaker:VolumeKmsKey "false" and sagemaker:OutputKmsKey "false" to the conditions of the statement that allows the call; IfExists and ForAllValues let a call without the key through.',
        url: "https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html",
        tags: ["encryption", "access", "proof"],
    },
    keyDemands,
);

export const iamSagemakerRequiresVpc = identityRule(
    {
        name: "iam-sagemaker-requires-vpc",
        displayName: "SageMaker calls in a VPC",
        description:
            "No role, user or group may create a SageMaker resource outside a VPC, without isolation or without encryption in transit.",
        enforcementLevel: "advisory",
        severity: "medium",
        remediationSteps:
            'Add Null sagemaker:VpcSubnets "false", sagemaker:VpcSecurityGroupIds "false" and Bool sagemaker:NetworkIsolation and sagemaker:InterContainerTrafficEncryption "true" to the conditions of the statement that allows the call.',
        url: "https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html",
        tags: ["network", "access", "proof"],
    },
    networkDemands,
);

function identityPolicies(resource: Parameters<typeof documentsOf>[0]): readonly PolicyDocument[] {
    return documentsOf(resource, "identity");
}

/** A rule about each identity policy by itself, asked as one property of the prover. */
function identityPolicyRule(metadata: Metadata, property: PropertyId): ResourcePolicy {
    return {
        ...metadata,
        validateResource: (resource, report) => {
            for (const policy of identityPolicies(resource)) {
                const { broken, message } = judged(policy, property, {}, false);
                report(broken, message);
            }
        },
    };
}

export const iamAbacConditionIsEffective = identityPolicyRule(
    {
        name: "iam-abac-condition-is-effective",
        displayName: "Effective tag conditions",
        description: "A condition on tags does what it says.",
        enforcementLevel: "advisory",
        severity: "medium",
        remediationSteps: 'Beside ForAllValues on aws:TagKeys demand that there are tags, with Null aws:TagKeys "false".',
        url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html",
        tags: ["access", "proof"],
    },
    "abacEffective",
);

export const iamNoFullDataAccess = identityPolicyRule(
    {
        name: "iam-no-full-data-access",
        displayName: "Full access to data",
        description: "No identity policy allows all of S3 or KMS, or decryption, on everything.",
        enforcementLevel: "advisory",
        severity: "medium",
        remediationSteps: "Name the buckets and keys, or add a condition on the resource's account, organisation or tag.",
        url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
        tags: [
            "access",
            "proof",
            ...controls("KMS.1", "KMS.2", "IAM.1", "IAM.21"),
            ...soc2(
                "iam_customer_attached_policy_no_administrative_privileges",
                "iam_inline_policy_no_administrative_privileges",
                "iam_policy_no_star_star",
            ),
        ],
    },
    "noFullDataAccess",
);

/**
 * How many characters the policies of each type may have, where it is not those of a role.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length and
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PutInlinePolicyToPermissionSet.html
 */
const limits: Readonly<Record<string, number>> = {
    "aws:iam/policy:Policy": 6_144,
    "aws-native:iam:ManagedPolicy": 6_144,
    "aws:iam/userPolicy:UserPolicy": 2_048,
    "aws-native:iam:User": 2_048,
    "aws-native:iam:UserPolicy": 2_048,
    "aws:iam/groupPolicy:GroupPolicy": 5_120,
    "aws-native:iam:Group": 5_120,
    "aws-native:iam:GroupPolicy": 5_120,
    "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": 32_768,
    "aws-native:sso:PermissionSet": 32_768,
};

/** Who may assume a role, where each role type has it. */
const trustPolicies: Readonly<Record<string, string>> = {
    "aws:iam/role:Role": "assumeRolePolicy",
    "aws-native:iam:Role": "assumeRolePolicyDocument",
};

export const iamPolicyWellFormed: ResourcePolicy = {
    name: "iam-policy-well-formed",
    displayName: "Well-formed identity policy",
    description: "An identity policy is a document that IAM understands.",
    enforcementLevel: "mandatory",
    severity: "medium",
    remediationSteps:
        "Correct the statement; build documents with pulumi.jsonStringify or aws.iam.getPolicyDocumentOutput, which wait for outputs.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
    tags: ["policy"],
    validateResource: (resource, report) => {
        const documents: (readonly [DocumentKind, unknown])[] = identityPolicies(resource).map(({ document }) => ["identity", document]);
        const trust = trustPolicies[resource.type];
        if (trust !== undefined) {
            documents.push(["trust", resource.json(trust)]);
        }
        for (const [kind, document] of documents) {
            if (document instanceof Unknown) {
                report(document, "");
            } else if (document !== undefined) {
                const limit = kind === "identity" ? limits[resource.type] : undefined;
                for (const { broken, text } of problems(document as string | object, kind, { ...(limit !== undefined && { limit }) })) {
                    report(broken, text);
                }
            }
        }
    },
};

import type { PropertyId } from "../iam/analyse";
import type { Context } from "../iam/context";
import { problems } from "../iam/wellFormed";
import { accountIn, areOfOneAccount, ownAccounts } from "../model/accounts";
import { documentsOf, type PolicyDocument } from "../model/documents";
import { type Fact, is, isKnown, isLeftOutOr, map, not, type Truth, Unknown } from "../model/fact";
import { roleTypes, userTypes } from "../model/identities";
import { keysNamedBy } from "../model/kms";
import type { Resource } from "../model/resource";
import { type Options, options } from "./options";
import type { Metadata, ResourcePolicy } from "./policy";
import { hasConditionKey, judgedForOwn, trust } from "./proof";
import { controls } from "./securityHub";

/** The key policies among a resource's documents. A policy left out is the default one, which leaves the key to the account's IAM policies. */
function keyPolicies(resource: Resource): readonly PolicyDocument[] {
    return documentsOf(resource, "key");
}

/**
 * The ARN of the key that a key policy is attached to: its own, or of the key that a separate policy names. Only the stack tells it; undefined
 * for a key outside that is named by its id.
 */
function keyArn(resource: Resource): Fact<string> {
    if (resource.stack === undefined) {
        return new Unknown(["the key's ARN"]);
    }
    if (resource.type !== "aws:kms/keyPolicy:KeyPolicy") {
        return resource.outputs.text("arn");
    }
    return map(keysNamedBy(resource, resource.block("keyId")), ([key]) =>
        typeof key === "string" ? (key.startsWith("arn:") ? key : undefined) : key?.outputs.text("arn"),
    );
}

/**
 * A rule about each key policy by itself, asked as one property of the prover.
 *
 * @param beside what the prover has to know beside the key and who is trusted
 */
function keyPolicyRule(
    metadata: Metadata,
    property: PropertyId,
    beside: (policy: PolicyDocument, configured: Options) => Context = () => ({}),
): ResourcePolicy {
    return {
        ...metadata,
        validateResource: (resource, report, configured) => {
            for (const policy of keyPolicies(resource)) {
                const arn = keyArn(resource);
                const { broken, message } = judgedForOwn(policy, property, configured, (own) => ({
                    ...trust(own, configured),
                    ...(isKnown(arn) && { keyArn: arn }),
                    ...beside(policy, configured),
                }));
                report(broken, message);
            }
        },
    };
}

/** Whether the own account is in the organisation that a key policy asks for, only the configuration tells. */
function ownOrganization({ document }: PolicyDocument, { organizationId }: Options): Context {
    const asks = !(document instanceof Unknown) && hasConditionKey(document, "aws:principalorgid", "aws:principalorgpaths") === true;
    return asks && organizationId === undefined ? { orgId: new Unknown(["the option organizationId"]) } : {};
}

const trustOptions = options("ownAccounts", "trustedAccounts", "trustedOrganizations", "organizationId");

export const kmsKeyPolicyNoWildcard = keyPolicyRule(
    {
        name: "kms-key-policy-no-wildcard",
        displayName: "KMS key for everybody",
        description: "No statement of a key policy allows everybody to use or administer the key.",
        enforcementLevel: "mandatory",
        severity: "critical",
        remediationSteps:
            "Name the principals, or add a condition on kms:CallerAccount or aws:PrincipalOrgID; kms:ViaService alone narrows nothing.",
        url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html",
        tags: ["public-access", "proof", ...controls("KMS.5")],
        configSchema: trustOptions,
    },
    "public",
);

export const kmsKeyPolicyKeepsAdministrator = keyPolicyRule(
    {
        name: "kms-key-policy-keeps-administrator",
        displayName: "KMS key administrator",
        description: "The account, or one of its principals that the key policy names, can change the key policy from anywhere.",
        enforcementLevel: "mandatory",
        severity: "high",
        remediationSteps: "Allow kms:* to the account's root without a condition on a network, and keep it out of Denies.",
        url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
        tags: ["availability", "proof"],
        configSchema: options("ownAccounts", "organizationId"),
    },
    "keepsAdministrator",
    ownOrganization,
);

export const kmsKeyPolicySeparatesDuties = keyPolicyRule(
    {
        name: "kms-key-policy-separates-duties",
        displayName: "KMS separation of duties",
        description: "Nobody but the account's root both administers and uses the key.",
        enforcementLevel: "advisory",
        severity: "medium",
        remediationSteps: "Give administration and use to different roles, each with the actions it needs.",
        url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
        tags: ["access", "proof"],
        configSchema: options("ownAccounts"),
    },
    "adminUseSeparated",
);

export const kmsGrantsOnlyForAwsResources = keyPolicyRule(
    {
        name: "kms-grants-only-for-aws-resources",
        displayName: "KMS grants",
        description: "Users may create grants for AWS resources only.",
        enforcementLevel: "mandatory",
        severity: "high",
        remediationSteps:
            'Give kms:CreateGrant in a statement of its own, with Bool kms:GrantIsForAWSResource "true"; kms:Create* and kms:* include it.',
        url: "https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-grant-is-for-aws-resource",
        tags: ["access", "proof"],
        configSchema: options("ownAccounts"),
    },
    "grantsForAwsResourceOnly",
);

export const kmsKeyPolicyCrossAccount = keyPolicyRule(
    {
        name: "kms-key-policy-cross-account",
        displayName: "KMS access by other accounts",
        description: "A key policy grants access to own and trusted accounts and organisations only.",
        enforcementLevel: "mandatory",
        severity: "high",
        remediationSteps: "Take the grant out, or list the account in trustedAccounts or the organisation in trustedOrganizations.",
        url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html",
        tags: ["cross-account", "proof"],
        configSchema: trustOptions,
    },
    "accountsTrusted",
);

export const kmsKeyPolicyConfusedDeputy = keyPolicyRule(
    {
        name: "kms-key-policy-confused-deputy",
        displayName: "KMS access by AWS services",
        description: "A key policy lets AWS services in only for own or trusted sources.",
        enforcementLevel: "advisory",
        severity: "medium",
        remediationSteps:
            "Add a condition on aws:SourceAccount, aws:SourceArn, aws:SourceOrgID or the encryption context that the service sets.",
        url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
        tags: ["cross-account", "proof"],
        configSchema: trustOptions,
    },
    "servicesScoped",
);

export const kmsKeyPolicyWellFormed: ResourcePolicy = {
    name: "kms-key-policy-well-formed",
    displayName: "KMS well-formed key policy",
    description: "A key policy is a document that KMS understands, about this key.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Correct the statement; build documents with pulumi.jsonStringify or aws.iam.getPolicyDocumentOutput, which wait for outputs.",
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html",
    tags: ["policy"],
    validateResource: (resource, report) => {
        for (const { document } of keyPolicies(resource)) {
            if (document instanceof Unknown) {
                report(document, "");
                continue;
            }
            for (const { broken, text } of problems(document, "key", { arn: keyArn(resource) })) {
                report(broken, text);
            }
        }
    },
};

const principalTypes: readonly string[] = [...roleTypes, ...userTypes, "aws:iam/serviceLinkedRole:ServiceLinkedRole"];

/** Whether the principal of a grant is of an own or trusted account, or a role or user that the stack makes in the grant's. */
function isTrustedPrincipal(grant: Resource, input: string, { ownAccounts: configured, trustedAccounts = [] }: Options): Truth {
    const principal = grant.text(input);
    const isMadeHere = grant
        .sourcesOf(input)
        .some(
            (source) =>
                principalTypes.includes(source.type) &&
                (principal instanceof Unknown || source.outputs.text("arn") === principal) &&
                areOfOneAccount(source, grant) === true,
        );
    if (isMadeHere) {
        return true;
    }
    const own = ownAccounts(grant, configured);
    return isLeftOutOr(principal, (arn) => {
        const account = accountIn(arn);
        return account !== undefined && (trustedAccounts.includes(account) || is(own, (accounts) => accounts.includes(account)));
    });
}

export const kmsGrantTrusted: ResourcePolicy = {
    name: "kms-grant-trusted",
    displayName: "KMS grantees",
    description: "Grants go to own or trusted principals.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Grant to a principal of your own account, or list its account in trustedAccounts.",
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/grants.html",
    tags: ["cross-account"],
    configSchema: options("ownAccounts", "trustedAccounts"),
    validateResource: (grant, report, configured) => {
        if (grant.type === "aws:kms/grant:Grant") {
            report(
                not(isTrustedPrincipal(grant, "granteePrincipal", configured)),
                "The grantee is of an account that is neither your own nor trusted.",
            );
            report(
                not(isTrustedPrincipal(grant, "retiringPrincipal", configured)),
                "The principal that may retire the grant is of an account that is neither your own nor trusted.",
            );
        }
    },
};

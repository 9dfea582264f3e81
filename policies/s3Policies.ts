import type { Context } from "../iam/context";
import type { PropertyId } from "../iam/analyse";
import { problems } from "../iam/wellFormed";
import { documentsOf, type PolicyDocument } from "../model/documents";
import { all, any, type Fact, is, isKnown, Misshapen, not, oneOf, type Truth, Unknown } from "../model/fact";
import { matchesGlob } from "../model/glob";
import { accountsGranted, isGrantedTo, mayGrantMore } from "../iam/grants";
import { loadBalancerAccounts, ownAccounts } from "../model/accounts";
import { principalsBeside } from "../model/identities";
import { refersTo } from "../model/join";
import { isCustomerManaged, isOneOfThem, keyTypes } from "../model/kms";
import { Resource, type Stack } from "../model/resource";
import {
    attached,
    bucketArn,
    bucketName,
    bucketPolicyTypes,
    buckets,
    bucketsNamed,
    defaultEncryptionPasses,
    defaultEncryptionRules,
    type EncryptionRule,
    isLogDestination,
    isUnderKms,
    keysOf,
    settingPasses,
} from "../model/s3";
import { bucketIn, bucketLeafOf, s3LocationsOf } from "../model/sagemakerLocations";
import { hasTag } from "../model/tags";
import { type Options, options } from "./options";
import type { Metadata, ResourcePolicy, StackPolicy } from "./policy";
import { type Finding, hasConditionKey, isDocument, judged, judgedForOwn, trust, unknownsIn } from "./proof";
import { controls } from "./securityHub";
import { soc2 } from "./soc2";

/** A fact as the prover takes it: a value, left out, or not known yet. */
function given<T>(fact: Fact<T>): T | undefined | Unknown {
    return fact instanceof Misshapen ? undefined : fact;
}

/** The bucket policies among a resource's documents, each with what the prover has to know of the bucket. */
function bucketPolicies(resource: Resource): readonly { readonly policy: PolicyDocument; readonly bucket: Context }[] {
    return documentsOf(resource, "bucket").map((policy) => {
        const arn = given(bucketArn(resource, policy.document));
        return { policy, bucket: arn === undefined ? {} : { bucketArn: arn } };
    });
}

/** A rule about each bucket policy by itself: Denies that are there to protect do. */
function denyRule(metadata: Metadata, property: PropertyId): ResourcePolicy {
    return {
        ...metadata,
        validateResource: (resource, report) => {
            for (const { policy, bucket } of bucketPolicies(resource)) {
                const { broken, message } = judged(policy, property, bucket, true);
                report(any(broken, mayBeAboutAnother(policy, property, bucket)), message);
            }
        },
    };
}

/**
 * While it is not known which bucket a policy is of, it is judged as that of the bucket that it names throughout. It may turn out to be of
 * another; false where that makes no difference.
 */
function mayBeAboutAnother(policy: PolicyDocument, property: PropertyId, { bucketArn: own }: Context): Truth {
    if (!(own instanceof Unknown)) {
        return false;
    }
    const { broken } = judged(policy, property, { bucketArn: "arn:aws:s3:::another-bucket" }, true);
    return broken !== false && own;
}

/** As `trust`, and the accounts of AWS that write load balancers' logs. */
function trustForBuckets(own: readonly string[], configured: Options): Context {
    return trust(own, { ...configured, trustedAccounts: [...(configured.trustedAccounts ?? []), ...loadBalancerAccounts] });
}

/** A rule about each bucket policy by itself: whom it lets in. */
function grantRule(metadata: Metadata, property: PropertyId): ResourcePolicy {
    return {
        ...metadata,
        validateResource: (resource, report, configured) => {
            for (const { policy, bucket } of bucketPolicies(resource)) {
                const { broken, message } = judgedForOwn(policy, property, configured, (own) => ({
                    ...trustForBuckets(own, configured),
                    ...bucket,
                    // What a bucket leaves to them their own policies grant.
                    trustAccessPointAccounts: true,
                }));
                report(broken, message);
            }
        },
    };
}

export const s3EncryptionDenyIsEffective = denyRule(
    {
        name: "s3-encryption-deny-is-effective",
        displayName: "S3 encryption Deny",
        description: "A Deny that tests the encryption headers refuses every upload under a foreign algorithm or key.",
        enforcementLevel: "mandatory",
        severity: "high",
        remediationSteps:
            "Deny s3:PutObject on the bucket's objects to everybody in statements of their own for the algorithm and for the key id: several keys in one " +
            'operator are ANDed. To let uploads without headers through add Null with the same key and "false", and deny an algorithm without a key id.',
        url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
        tags: ["encryption", "proof"],
    },
    "encryptionDenyEffective",
);

export const s3VpceDenyIsEffective = denyRule(
    {
        name: "s3-vpce-deny-is-effective",
        displayName: "S3 endpoint Deny",
        description: "A Deny that tests the VPC endpoint or VPC lets no data request through but from those it names.",
        enforcementLevel: "mandatory",
        severity: "critical",
        remediationSteps:
            "Deny s3:* on the bucket and its objects to everybody, with StringNotEquals on aws:SourceVpce and the endpoints' ids.",
        url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html",
        tags: ["network", "proof"],
    },
    "vpceDenyEffective",
);

export const s3TlsDenyIsEffective = denyRule(
    {
        name: "s3-tls-deny-is-effective",
        displayName: "S3 TLS Deny",
        description: "A Deny that tests TLS refuses every request without it.",
        enforcementLevel: "mandatory",
        severity: "medium",
        remediationSteps: 'Deny s3:* on the bucket and its objects to everybody, with Bool aws:SecureTransport "false".',
        url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html#example-bucket-policies-HTTP-HTTPS",
        tags: ["network", "proof"],
    },
    "tlsDenyEffective",
);

export const s3PolicyNotPublic = grantRule(
    {
        name: "s3-policy-not-public",
        displayName: "S3 public bucket policy",
        description: "No statement of a bucket policy grants access to the public.",
        enforcementLevel: "mandatory",
        severity: "critical",
        remediationSteps: "Name the principals, or add a condition that narrows to known accounts, organisations, networks or sources.",
        url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status",
        tags: [
            "public-access",
            "proof",
            ...controls("S3.2", "S3.3"),
            ...soc2("s3_bucket_public_access", "s3_bucket_policy_restrict_public_access"),
        ],
        configSchema: options("ownAccounts", "trustedAccounts", "trustedOrganizations"),
    },
    "public",
);

export const s3PolicyCrossAccount = grantRule(
    {
        name: "s3-policy-cross-account",
        displayName: "S3 access by other accounts",
        description: "A bucket policy grants access to own and trusted accounts, organisations and users only.",
        enforcementLevel: "mandatory",
        severity: "high",
        remediationSteps: "Take the grant out, or list the account in trustedAccounts or the organisation in trustedOrganizations.",
        url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example2.html",
        tags: ["cross-account", "proof", ...controls("S3.6")],
        configSchema: options("ownAccounts", "trustedAccounts", "trustedOrganizations", "trustedCanonicalUsers", "organizationId"),
    },
    "accountsTrusted",
);

export const s3PolicyConfusedDeputy = grantRule(
    {
        name: "s3-policy-confused-deputy",
        displayName: "S3 access by AWS services",
        description: "A bucket policy lets AWS services in only for own or trusted sources.",
        enforcementLevel: "advisory",
        severity: "medium",
        remediationSteps: "Add a condition on aws:SourceAccount, aws:SourceArn or aws:SourceOrgID to the statement.",
        url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
        tags: ["cross-account", "proof"],
        configSchema: options("ownAccounts", "trustedAccounts", "trustedOrganizations", "organizationId"),
    },
    "servicesScoped",
);

export const s3PolicyNoLockout = grantRule(
    {
        name: "s3-policy-no-lockout",
        displayName: "S3 lock-out",
        description: "A bucket policy leaves somebody able to change it.",
        enforcementLevel: "advisory",
        severity: "medium",
        remediationSteps: "Except the roles that administer the bucket from the Deny, or leave s3:PutBucketPolicy out of it.",
        url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html",
        tags: ["availability", "proof"],
        configSchema: options("ownAccounts"),
    },
    "notLockedOut",
);

export const s3PolicyWellFormed: ResourcePolicy = {
    name: "s3-policy-well-formed",
    displayName: "S3 well-formed bucket policy",
    description: "A bucket policy is a document that S3 understands, about this bucket.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Correct the statement; build documents with pulumi.jsonStringify or aws.iam.getPolicyDocumentOutput, which wait for outputs.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
    tags: ["policy"],
    validateResource: (resource, report) => {
        for (const { policy, bucket } of bucketPolicies(resource)) {
            if (policy.document instanceof Unknown) {
                report(policy.document, "");
                continue;
            }
            for (const { broken, text } of problems(
                policy.document,
                "bucket",
                bucket.bucketArn === undefined ? {} : { arn: bucket.bucketArn },
            )) {
                report(broken, text);
            }
        }
    },
};

/**
 * What a bucket's policy comes to, wherever the program has it: inline, or in a separate resource, which wins. A bucket without any denies
 * nothing.
 */
function judgedOfBucket(bucket: Resource, property: PropertyId, context: Context, protects: boolean): Finding {
    const separate = attached(bucket, bucketPolicyTypes);
    const name = bucketName(bucket);
    const withoutPolicy = (): Finding =>
        judged(
            { resource: bucket, kind: "bucket", path: "policy", document: { Version: "2012-10-17", Statement: [] } },
            property,
            { ...context, bucketArn: isKnown(name) ? `arn:aws:s3:::${name}` : "arn:aws:s3:::bucket" },
            false,
        );
    const findings = new Map(
        [bucket, ...separate.map(({ resource }) => resource)].map((resource) => [
            resource,
            bucketPolicies(resource)
                .filter(({ policy: { document } }) => document instanceof Unknown || isDocument(document))
                .map(({ policy, bucket: arn }) => judged(policy, property, { ...context, ...arn }, protects)),
        ]),
    );
    const passes = (resource: Resource): Truth => {
        const found = findings.get(resource) ?? [];
        return all(...(found.length > 0 ? found : [withoutPolicy()]).map(({ broken }) => not(broken)));
    };
    const broken = not(settingPasses(() => passes(bucket), separate, passes));
    const shown = broken === true ? [...findings.values()].flat().find((finding) => finding.broken === true) : undefined;
    return { broken, message: broken !== true ? "" : (shown?.message ?? `The bucket has no policy. ${withoutPolicy().message}`) };
}

export const s3PolicyTlsOnly: StackPolicy = {
    name: "s3-policy-tls-only",
    displayName: "S3 TLS only",
    description: "Every bucket denies requests without TLS.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps:
        'Add a bucket policy that denies s3:* on the bucket and its objects to everybody, with Bool aws:SecureTransport "false".',
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html#example-bucket-policies-HTTP-HTTPS",
    tags: ["network", "proof", ...controls("S3.5"), ...soc2("s3_bucket_enforces_ssl")],
    validateStack: (stack, report) => {
        for (const bucket of buckets(stack)) {
            const { broken, message } = judgedOfBucket(bucket, "tlsOnly", {}, true);
            report(broken, message, bucket);
        }
    },
};

export const s3MinimumTlsVersion: StackPolicy = {
    name: "s3-minimum-tls-version",
    displayName: "S3 minimum TLS version",
    description: "Every bucket denies requests under TLS 1.2.",
    enforcementLevel: "advisory",
    severity: "low",
    remediationSteps:
        "Add a bucket policy that denies s3:* on the bucket and its objects to everybody, with NumericLessThanIfExists s3:TlsVersion 1.2: plain HTTP has no TLS version.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html#example-object-tls-version",
    tags: ["network", "proof"],
    validateStack: (stack, report) => {
        for (const bucket of buckets(stack)) {
            const { broken, message } = judgedOfBucket(bucket, "tls12", {}, true);
            report(broken, message, bucket);
        }
    },
};

/** Whether the bucket's own setting lets uploads with a key from the request (SSE-C) in. AWS blocks them on new buckets since April 2026. */
function allowsSseC(bucket: Resource): Truth {
    const isBlocked = ({ blockedEncryptionTypes }: EncryptionRule): Truth =>
        not(is(blockedEncryptionTypes, (types) => any(...types.map((type) => is(type, oneOf("NONE"))))));
    return not(defaultEncryptionPasses(bucket, isBlocked, () => true));
}

export const s3SseCBlocked: StackPolicy = {
    name: "s3-sse-c-blocked",
    displayName: "S3 SSE-C blocked",
    description: "Uploads with a key from the request (SSE-C) are refused.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps:
        "Leave blockedEncryptionTypes out or set it to SSE-C, or deny s3:PutObject with the SSE-C header in the bucket policy.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html",
    tags: ["encryption", "proof"],
    validateStack: (stack, report) => {
        for (const bucket of buckets(stack)) {
            const isAllowed = allowsSseC(bucket);
            if (isAllowed !== false) {
                const { broken, message } = judgedOfBucket(bucket, "ssecDenied", {}, true);
                report(all(isAllowed, broken), `The bucket switches the block of SSE-C off. ${message}`, bucket);
            }
        }
    },
};

/** A bucket's default encryption as the prover takes it, with the ARN of its key where the program tells it. */
function encryptionContext(bucket: Resource, rule: EncryptionRule | undefined): Context {
    const algorithm = rule && given(rule.algorithm);
    const keys = rule && keysOf(rule);
    const key = isKnown(keys) ? keys[0] : given(keys);
    const keyArn = given(key instanceof Resource ? key.outputs.text("arn") : key);
    const isBlocked = not(allowsSseC(bucket));
    return {
        defaultEncryption: { ...(algorithm !== undefined && { algorithm }), ...(keyArn !== undefined && { kmsKeyArn: keyArn }) },
        ...(keyArn !== undefined && { keyArn }),
        ssecBlocked: isBlocked,
    };
}

export const s3PutRequiresKmsKey: StackPolicy = {
    name: "s3-put-requires-kms-key",
    displayName: "S3 uploads under the bucket's key",
    description: "A bucket's policy lets no upload through that names another algorithm or another key than the bucket's.",
    enforcementLevel: "advisory",
    severity: "high",
    remediationSteps:
        "Deny s3:PutObject on the bucket's objects to everybody, with StringNotEquals on s3:x-amz-server-side-encryption-aws-kms-key-id and the key's ARN; " +
        'uploads then have to name the key. To let uploads without headers through add Null with the same key and "false", and deny an algorithm without a key id.',
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms",
    tags: ["encryption", "proof"],
    validateStack: (stack, report) => {
        for (const bucket of buckets(stack)) {
            const judgedUnder = (rule?: EncryptionRule): Finding => {
                const context = encryptionContext(bucket, rule);
                return judgedOfBucket(bucket, context.keyArn === undefined ? "enforcesKms" : "enforcesKmsKey", context, true);
            };
            const isEnforced = defaultEncryptionPasses(
                bucket,
                (rule) => not(judgedUnder(rule).broken),
                () => not(judgedUnder().broken),
            );
            const candidates = isEnforced === false ? [...defaultEncryptionRules(bucket), undefined] : [];
            const shown = candidates.map(judgedUnder).find(({ broken }) => broken === true);
            report(all(not(isEnforced), not(isLogDestination(bucket))), shown?.message ?? "", bucket);
        }
    },
};

/** The buckets that SageMaker resources of the stack read or write. */
function usedBySageMaker(stack: Stack): (bucket: Resource) => Truth {
    const locations = stack.resources.flatMap((resource) => s3LocationsOf(resource).map((location) => bucketLeafOf(resource, location)));
    return bucketsNamed(locations, (text) => bucketIn(text) ?? text);
}

/** Whether a bucket's own policy is about endpoints or VPCs, and so means to keep the rest out. */
function testsNetwork(bucket: Resource): Truth {
    const tests = (resource: Resource): Truth =>
        any(
            ...bucketPolicies(resource).map(({ policy: { document } }) =>
                document instanceof Unknown ? document : hasConditionKey(document, "aws:sourcevpce", "aws:sourcevpc", "aws:sourcevpcarn"),
            ),
        );
    return any(tests(bucket), ...attached(bucket, bucketPolicyTypes).map(({ resource, isAttached }) => all(isAttached, tests(resource))));
}

/** Whether the configuration puts this bucket in scope. */
function isConfiguredScope(bucket: Resource, scope: Options["scope"]): Truth {
    if (scope === undefined || scope === "all") {
        return scope === "all";
    }
    return any(
        ...(scope.names ?? []).map((glob) => is(bucketName(bucket), (name) => matchesGlob(name, glob))),
        ...Object.entries(scope.tags ?? {}).map(([tag, value]) => hasTag(bucket, tag, (own) => own === value)),
    );
}

/** The ids of the stack's VPC endpoints: known once they are there. Those of native ones are told among their outputs, as `awsId`. */
function endpointIds(stack: Stack): readonly (string | Unknown)[] {
    return stack
        .ofType("aws:ec2/vpcEndpoint:VpcEndpoint", "aws-native:ec2:VpcEndpoint")
        .map((endpoint) => endpoint.outputs.text(endpoint.type.startsWith("aws-native:") ? "awsId" : "id"))
        .filter((id): id is string | Unknown => isKnown(id) || id instanceof Unknown);
}

export const s3PolicyVpceOnly: StackPolicy = {
    name: "s3-policy-vpce-only",
    displayName: "S3 through VPC endpoints only",
    description: "Every bucket of ML data has a policy under which no data request escapes the allowed VPC endpoints and VPCs.",
    enforcementLevel: "mandatory",
    severity: "critical",
    remediationSteps:
        "Add a bucket policy that denies s3:* on the bucket and its objects to everybody, with StringNotEquals on aws:SourceVpce and the ids of your endpoints; list those of other stacks in allowedVpcEndpoints.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html",
    tags: ["network", "proof"],
    configSchema: options("scope", "allowedVpcEndpoints", "allowedVpcs", "breakGlassPrincipals"),
    validateStack: (stack, report, { scope, allowedVpcEndpoints = [], allowedVpcs = [], breakGlassPrincipals = [] }) => {
        const context: Context = {
            allowedVpceIds: [...allowedVpcEndpoints, ...endpointIds(stack)],
            allowedVpcIds: allowedVpcs,
            breakGlassPrincipalArns: breakGlassPrincipals,
        };
        for (const bucket of buckets(stack)) {
            const isInScope = all(
                any(isConfiguredScope(bucket, scope), stack.once(usedBySageMaker)(bucket), testsNetwork(bucket)),
                not(isLogDestination(bucket)),
            );
            if (isInScope !== false) {
                const { broken, message } = judgedOfBucket(bucket, "vpceOnly", context, true);
                report(all(isInScope, broken), message, bucket);
            }
        }
    },
};

export const s3OrganizationOnly: StackPolicy = {
    name: "s3-organization-only",
    displayName: "S3 for the organisation only",
    description: "Every bucket denies principals outside the configured organisation.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps:
        'Add a bucket policy that denies s3:* on the bucket and its objects to everybody, with StringNotEqualsIfExists aws:PrincipalOrgID and BoolIfExists aws:PrincipalIsAWSService "false".',
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid",
    tags: ["cross-account", "proof"],
    configSchema: options("organizationId"),
    validateStack: (stack, report, { organizationId }) => {
        for (const bucket of organizationId === undefined ? [] : buckets(stack)) {
            const { broken, message } = judgedOfBucket(
                bucket,
                "organizationOnly",
                { ...(organizationId !== undefined && { orgId: organizationId }) },
                true,
            );
            report(broken, message, bucket);
        }
    },
};

/** How restricted data is marked unless the configuration says otherwise: protected health information. */
const standardRestrictedTag = { key: "Classification", value: "PHI", principalTag: "Classification" };

export const s3RestrictedObjectsByTag: StackPolicy = {
    name: "s3-restricted-objects-by-tag",
    displayName: "S3 restricted objects",
    description: "A bucket classified as restricted denies reading restricted objects to callers without the matching tag.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps:
        "Deny s3:GetObject and s3:GetObjectVersion on the bucket's objects where s3:ExistingObjectTag has the restricted value and aws:PrincipalTag has not.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging-and-policies.html",
    tags: ["access", "proof"],
    configSchema: options("restrictedTag"),
    validateStack: (stack, report, { restrictedTag = standardRestrictedTag }) => {
        for (const bucket of buckets(stack)) {
            const isRestricted = hasTag(bucket, restrictedTag.key, (value) => value === restrictedTag.value);
            if (isRestricted !== false) {
                const { broken, message } = judgedOfBucket(bucket, "restrictedByTag", { restrictedTag }, true);
                report(all(isRestricted, broken), message, bucket);
            }
        }
    },
};

export const s3AccessPointPolicy: ResourcePolicy = {
    name: "s3-access-point-policy",
    displayName: "S3 policies of access points, tables and vectors",
    description: "Policies of access points, table buckets and vector buckets are neither public nor for accounts beyond trust.",
    enforcementLevel: "mandatory",
    severity: "critical",
    remediationSteps: "Name own or trusted principals, or list the account in trustedAccounts or the organisation in trustedOrganizations.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html",
    tags: ["public-access", "cross-account", "proof"],
    configSchema: options("ownAccounts", "trustedAccounts", "trustedOrganizations", "organizationId"),
    validateResource: (resource, report, configured) => {
        for (const policy of documentsOf(resource, "accesspoint", "tablebucket", "vectorbucket")) {
            const isVpcOnly = isKnown(resource.text("vpcConfiguration.vpcId"));
            const context = (own: readonly string[]): Context => ({
                ...trust(own, configured),
                ...(isVpcOnly && { networkOrigin: "VPC" }),
            });
            const isPublic = judgedForOwn(policy, "public", configured, context);
            report(isPublic.broken, isPublic.message);
            const isTrusted = judgedForOwn(policy, "accountsTrusted", configured, context);
            // What is public is granted to other accounts too; once is enough.
            report(all(not(isPublic.broken), isTrusted.broken), isTrusted.message);
        }
    },
};

/** What the document waits for to be read. */
function whatIsUnread({ document, path, resource }: PolicyDocument): Unknown {
    const waiting = unknownsIn(document);
    return new Unknown(waiting.length > 0 ? waiting : [`${resource.label}${path} (it cannot be read)`]);
}

/** What the document waits for, where it may grant more than what is known of it; false where it cannot. */
function whatIsOpen(policy: PolicyDocument): Truth {
    return (policy.document instanceof Unknown || mayGrantMore(policy.document)) && whatIsUnread(policy);
}

/** Whether the document grants the account one of the actions. */
function grantsOne(policy: PolicyDocument, actions: readonly string[], account: string): Truth {
    const { document } = policy;
    return any(
        ...actions.map((action) => {
            const isGranted = document instanceof Unknown ? "unclear" : isGrantedTo(document, action, account);
            return isGranted === "unclear" ? whatIsUnread(policy) : isGranted;
        }),
    );
}

/**
 * Whether the policy of a key of the stack grants the account one of the actions. A separate KeyPolicy wins over the key's own, and without either
 * the default policy lets in nobody but the key's account.
 */
function letsUse(key: Resource, actions: readonly string[], account: string): Truth {
    const documents = (resource: Resource): Truth =>
        any(...documentsOf(resource, "key").map((policy) => any(whatIsOpen(policy), grantsOne(policy, actions, account))));
    const separate = (key.stack?.ofType("aws:kms/keyPolicy:KeyPolicy") ?? [])
        .map((resource) => ({ resource, isAttached: refersTo(resource, resource.block("keyId"), key, keyTypes) }))
        .filter(({ isAttached }) => isAttached !== false);
    return settingPasses(() => documents(key), separate, documents);
}

/** Whether the account can take one of the actions under the key of this rule. */
function canUse(rule: EncryptionRule, actions: readonly string[], account: string): Truth {
    return is(keysOf(rule), (keys) =>
        isOneOfThem(keys, (key) =>
            key instanceof Resource
                ? letsUse(key, actions, account)
                : isCustomerManaged(key) &&
                  new Unknown([`the policy of a key outside the stack (${rule.standard.block("kmsMasterKeyId").path})`]),
        ),
    );
}

/**
 * What reading and writing objects takes of the bucket's key. Uploads in parts are decrypted too, so who decrypts may write.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms
 */
const reading = { objects: ["s3:GetObject", "s3:GetObjectVersion"], key: ["kms:Decrypt"] };
const writing = { objects: ["s3:PutObject", "s3:ReplicateObject"], key: ["kms:GenerateDataKey", "kms:Encrypt", "kms:Decrypt"] };

export const s3CrossAccountKeyAccess: StackPolicy = {
    name: "s3-cross-account-key-access",
    displayName: "S3 keys of shared buckets",
    description: "Whoever a bucket is shared with can use the bucket's key.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps:
        "Encrypt the bucket under a customer managed key, and allow kms:Decrypt, or for writing kms:GenerateDataKey, to the other account in the key's policy. AWS managed keys cannot be shared.",
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html",
    tags: ["cross-account", "encryption"],
    configSchema: options("ownAccounts"),
    validateStack: (stack, report, configured) => {
        for (const bucket of buckets(stack)) {
            // What S3 encrypts with its own keys can be read by whoever may read the object.
            const isEncrypted = defaultEncryptionPasses(bucket, isUnderKms);
            const own = ownAccounts(bucket, configured.ownAccounts);
            // Where nothing tells which account is one's own, roles beside the bucket do: they are of it.
            const known = own instanceof Unknown ? principalsBeside(bucket).map((arn) => arn.split(":")[4]) : own;
            for (const { resource, isAttached } of [{ resource: bucket, isAttached: true }, ...attached(bucket, bucketPolicyTypes)]) {
                for (const { policy } of bucketPolicies(resource)) {
                    report(all(isAttached, isEncrypted, whatIsOpen(policy)), "", bucket);
                    for (const account of policy.document instanceof Unknown ? [] : accountsGranted(policy.document)) {
                        const isForeign = !known.includes(account) && (own instanceof Unknown ? own : true);
                        const isShared = all(isAttached, isForeign, isEncrypted);
                        const mayRead = grantsOne(policy, reading.objects, account);
                        const mayWrite = grantsOne(policy, writing.objects, account);
                        const lacksKey = (actions: readonly string[]): Truth =>
                            not(defaultEncryptionPasses(bucket, (rule) => canUse(rule, actions, account)));
                        report(
                            all(isShared, mayRead, lacksKey(reading.key)),
                            `Account ${account} may read the bucket and cannot use its key, so it gets AccessDenied.`,
                            bucket,
                        );
                        report(
                            all(isShared, not(mayRead), mayWrite, lacksKey(writing.key)),
                            `Account ${account} may write to the bucket and cannot use its key, so it gets AccessDenied.`,
                            bucket,
                        );
                    }
                }
            }
        }
    },
};

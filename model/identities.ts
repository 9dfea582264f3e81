import type { Block } from "./block";
import { documentsOf } from "./documents";
import { isKnown, Unknown } from "./fact";
import { referredTo } from "./join";
import { Resource, type Stack } from "./resource";

/** A role, user or group of the stack, or a policy that nothing in the stack has, with all that it is allowed and denied here. */
export interface Identity {
    readonly resource: Resource;
    readonly documents: readonly (string | object | Unknown)[];
    /** Names of the AWS managed policies it has, and ARNs of others outside the stack: what they say is not in the program. */
    readonly outside: readonly string[];
    /**
     * What may restrict it: its permissions boundary, which grants nothing and leaves what both it and the policies allow. `Unknown` for a
     * policy that may turn out to be attached to something, with others.
     */
    readonly restriction: Attached | undefined;
}

export const roleTypes = ["aws:iam/role:Role", "aws-native:iam:Role"] as const;
export const userTypes = ["aws:iam/user:User", "aws-native:iam:User"] as const;
export const groupTypes = ["aws:iam/group:Group", "aws-native:iam:Group"] as const;
const policyTypes = ["aws:iam/policy:Policy", "aws-native:iam:ManagedPolicy"] as const;

const identityTypes: readonly string[] = [...roleTypes, ...userTypes, ...groupTypes];

/** Policies of the roles that IAM Identity Center makes of permission sets. */
const permissionSetTypes = ["aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy", "aws-native:sso:PermissionSet"] as const;

/** Inline policies as resources of their own, and the inputs that name whom they belong to. */
const inlinePolicies: Readonly<Record<string, readonly string[]>> = {
    "aws:iam/rolePolicy:RolePolicy": ["role"],
    "aws:iam/userPolicy:UserPolicy": ["user"],
    "aws:iam/groupPolicy:GroupPolicy": ["group"],
    "aws-native:iam:RolePolicy": ["roleName"],
    "aws-native:iam:UserPolicy": ["userName"],
    "aws-native:iam:GroupPolicy": ["groupName"],
    "aws-native:iam:Policy": ["roles[]", "users[]", "groups[]"],
};

/** Where each type attaches managed policies to identities: the inputs with the identities, and those with the policies' ARNs. */
const attachments: Readonly<Record<string, readonly [identities: readonly string[], policies: readonly string[]]>> = {
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": [["role"], ["policyArn"]],
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": [["user"], ["policyArn"]],
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": [["group"], ["policyArn"]],
    "aws:iam/policyAttachment:PolicyAttachment": [["roles[]", "users[]", "groups[]"], ["policyArn"]],
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": [["roleName"], ["policyArns[]"]],
    "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": [["userName"], ["policyArns[]"]],
    "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": [["groupName"], ["policyArns[]"]],
};

/** The inputs of an identity itself that list managed policies. */
const ownAttachments: Readonly<Record<string, string>> = {
    "aws:iam/role:Role": "managedPolicyArns[]",
    "aws-native:iam:Role": "managedPolicyArns[]",
    "aws-native:iam:User": "managedPolicyArns[]",
    "aws-native:iam:Group": "managedPolicyArns[]",
};

/** A managed policy of the stack, or one that the pack cannot read. */
export type Attached = Resource | string | Unknown;

/**
 * The identities of the stack with all their policies here, joined, and the policies of the stack that no identity has, each alone. A user has
 * the policies of its groups too.
 */
export function identities(stack: Stack): readonly Identity[] {
    const all = stack.ofType(...identityTypes);
    const managed = stack.ofType(...policyTypes);
    const attachedTo = new Map<Resource, Attached[]>();
    const inlineOf = new Map<Resource, (string | object | Unknown)[]>();
    const attach = (identity: Resource, policy: Attached): void => {
        attachedTo.set(identity, [...(attachedTo.get(identity) ?? []), policy]);
    };
    const mayBeAttached = new Map<Attached, Unknown>();

    for (const [type, inputs] of Object.entries(inlinePolicies)) {
        for (const policy of stack.ofType(type)) {
            for (const identity of inputs.flatMap((input) => namedIdentities(policy, input, all))) {
                inlineOf.set(identity, [...(inlineOf.get(identity) ?? []), ...documentsOf(policy).map(({ document }) => document)]);
            }
        }
    }
    for (const [type, [identityInputs, policyInputs]] of Object.entries(attachments)) {
        for (const attachment of stack.ofType(type)) {
            const policies = policyInputs.flatMap((input) => policiesNamed(attachment, input, managed, mayBeAttached));
            for (const input of identityInputs) {
                for (const identity of namedAt(attachment, input, all, identityTypes)) {
                    if (identity instanceof Resource) {
                        policies.forEach((policy) => {
                            attach(identity, policy);
                        });
                    } else if (identity instanceof Unknown) {
                        policies.forEach((policy) => mayBeAttached.set(policy, identity));
                        attachment
                            .sourcesOf(input)
                            .filter((source) => all.includes(source))
                            .forEach((candidate) => {
                                attach(candidate, identity);
                            });
                    }
                }
            }
        }
    }
    for (const identity of all) {
        const own = ownAttachments[identity.type];
        (own === undefined ? [] : policiesNamed(identity, own, managed, mayBeAttached)).forEach((policy) => {
            attach(identity, policy);
        });
    }
    for (const policy of stack.ofType("aws-native:iam:ManagedPolicy")) {
        for (const identity of ["roles[]", "users[]", "groups[]"].flatMap((input) => namedIdentities(policy, input, all))) {
            attach(identity, policy);
        }
    }

    const ofOne = (identity: Resource): Pick<Identity, "documents" | "outside"> => {
        const policies = attachedTo.get(identity) ?? [];
        const read = policies.flatMap((policy) =>
            policy instanceof Unknown ? [policy] : typeof policy === "string" ? [] : documentsOf(policy).map(({ document }) => document),
        );
        const own = documentsOf(identity).map(({ document }) => document);
        return {
            documents: [...own, ...(inlineOf.get(identity) ?? []), ...read],
            outside: policies.filter((policy) => typeof policy === "string"),
        };
    };
    const boundaries = new Map(
        stack
            .ofType(...roleTypes, ...userTypes)
            .map((identity) => [identity, namedAt(identity, "permissionsBoundary", managed, policyTypes)[0]] as const),
    );
    const isUsed = new Set([...attachedTo.values(), ...boundaries.values()].flat());
    const lone = [
        ...managed.filter((policy) => !isUsed.has(policy)),
        ...inlineWithoutOwner(stack, all),
        ...stack.ofType(...permissionSetTypes),
    ];
    return [
        ...all.map((identity) => {
            const parts = [identity, ...groupsOf(stack, identity)].map(ofOne);
            return {
                resource: identity,
                documents: parts.flatMap(({ documents }) => documents),
                outside: parts.flatMap(({ outside }) => outside),
                restriction: boundaries.get(identity),
            };
        }),
        ...lone.map((policy) => ({
            resource: policy,
            documents: documentsOf(policy).map(({ document }) => document),
            outside: [],
            restriction: mayBeAttached.get(policy),
        })),
    ];
}

/** Inline policies of identities outside the stack. */
function inlineWithoutOwner(stack: Stack, all: readonly Resource[]): readonly Resource[] {
    return Object.entries(inlinePolicies).flatMap(([type, inputs]) =>
        stack.ofType(type).filter((policy) => inputs.every((input) => namedIdentities(policy, input, all).length === 0)),
    );
}

/** The identities that the texts at a path name; none for one of which it cannot be told. */
function namedIdentities(resource: Resource, path: string, all: readonly Resource[]): readonly Resource[] {
    return namedAt(resource, path, all, identityTypes).filter((named) => named instanceof Resource);
}

/** The policies that the texts at a path name; notes those that one which is not known may turn out to name. */
function policiesNamed(
    resource: Resource,
    path: string,
    managed: readonly Resource[],
    mayBeAttached: Map<Attached, Unknown>,
): readonly Attached[] {
    const named = namedAt(resource, path, managed, policyTypes);
    const sources = resource.sourcesOf(path).filter((source) => managed.includes(source));
    for (const unknown of named.filter((one) => one instanceof Unknown)) {
        (sources.length > 0 ? sources : managed).forEach((policy) => mayBeAttached.set(policy, unknown));
    }
    return named;
}

/**
 * What the texts at a path name, or the texts themselves. Which of several resources an unknown text was made from is not told; but where a list
 * has as many of them as it was made from, it has them all.
 */
function namedAt(resource: Resource, path: string, targets: readonly Resource[], kin: readonly string[]): readonly Attached[] {
    const named = resource
        .all(path)
        .map((leaf) => referredTo(resource, leaf, targets, kin) ?? leaf.text(""))
        .filter((one) => one instanceof Resource || one instanceof Unknown || isKnown(one));
    const sources = resource.sourcesOf(path).filter((source) => targets.includes(source) && !named.includes(source));
    const known = named.filter((one) => !(one instanceof Unknown));
    return named.length - known.length === sources.length ? [...known, ...sources] : named;
}

/** The groups of the stack that a user is in. */
function groupsOf(stack: Stack, user: Resource): readonly Resource[] {
    const groups = stack.ofType(...groupTypes);
    if (!(userTypes as readonly string[]).includes(user.type)) {
        return [];
    }
    const memberships: readonly (readonly [Resource, Resource | undefined | Unknown, readonly Block[]])[] = [
        ...stack
            .ofType("aws:iam/userGroupMembership:UserGroupMembership")
            .map(
                (membership) =>
                    [membership, referredTo(membership, membership.block("user"), [user], userTypes), membership.all("groups[]")] as const,
            ),
        ...stack
            .ofType("aws:iam/groupMembership:GroupMembership")
            .flatMap((membership) =>
                membership
                    .all("users[]")
                    .map((leaf) => [membership, referredTo(membership, leaf, [user], userTypes), [membership.block("group")]] as const),
            ),
    ];
    return memberships
        .filter(([, member]) => member === user)
        .flatMap(([membership, , leaves]) =>
            leaves.flatMap((leaf) => {
                const group = referredTo(membership, leaf, groups, groupTypes);
                return group === undefined || group instanceof Unknown ? [] : [group];
            }),
        );
}

/** The ARNs of the roles and users that this resource's provider makes in the stack: they are of the resource's account, whichever that is. */
export function principalsBeside(resource: Resource): readonly string[] {
    return (resource.stack?.ofType(...roleTypes, ...userTypes) ?? [])
        .filter(({ providerUrn }) => providerUrn === resource.providerUrn)
        .map(({ outputs }) => outputs.text("arn"))
        .filter((arn) => typeof arn === "string");
}

/** The name of an AWS managed policy, from its ARN. https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html */
export function awsManagedPolicy(arn: string): string | undefined {
    return /^arn:aws[a-z-]*:iam::aws:policy\/(?:[\w-]+\/)*([\w-]+)$/.exec(arn)?.[1];
}

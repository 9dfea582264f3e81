import { documentsOf } from "./documents";
import { type Fact, Unknown } from "./fact";
import { reference } from "./join";
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

/** Where each type puts users into groups: the input with the users, and the one with the groups. A native user lists its groups itself. */
const memberships: Readonly<Record<string, readonly [users: string, groups: string]>> = {
    "aws:iam/userGroupMembership:UserGroupMembership": ["user", "groups[]"],
    "aws:iam/groupMembership:GroupMembership": ["users[]", "group"],
};

/** The types of what an input names: `role`, `roles[]`, `roleName`. A role and a group may have one name. */
function identityTypesAt(input: string): readonly string[] {
    return input.startsWith("role") ? roleTypes : input.startsWith("user") ? userTypes : groupTypes;
}

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
 * the policies of its groups too. Where it is not known yet whose a policy is, everyone who may have it has an unknown one.
 */
export function identities(stack: Stack): readonly Identity[] {
    const attachedTo = new Map<Resource, Attached[]>();
    const inlineOf = new Map<Resource, (string | object | Unknown)[]>();
    const groupsOf = new Map<Resource, (Resource | Unknown)[]>();
    const mayBeAttached = new Map<Attached, Unknown>();
    const lone: Resource[] = [];

    for (const [type, inputs] of Object.entries(inlinePolicies)) {
        for (const policy of stack.ofType(type)) {
            const owners = inputs.map((input) => namedAt(policy, input, identityTypesAt(input)));
            const documents = documentsOf(policy).map(({ document }) => document);
            owners.forEach((named) => {
                give(inlineOf, named, documents);
                note(mayBeAttached, named, [policy]);
            });
            if (owners.every(({ certain }) => !certain.some(isResource))) {
                lone.push(policy);
            }
        }
    }
    for (const [type, [identityInputs, policyInputs]] of Object.entries(attachments)) {
        for (const attachment of stack.ofType(type)) {
            const policies = policyInputs.flatMap((input) => policiesNamed(attachment, input, mayBeAttached));
            for (const input of identityInputs) {
                const named = namedAt(attachment, input, identityTypesAt(input));
                give(attachedTo, named, policies);
                note(mayBeAttached, named, policies);
            }
        }
    }
    const all = stack.ofType(...identityTypes);
    for (const identity of all) {
        const own = ownAttachments[identity.type];
        if (own !== undefined) {
            add(attachedTo, identity, policiesNamed(identity, own, mayBeAttached));
        }
    }
    for (const policy of stack.ofType("aws-native:iam:ManagedPolicy")) {
        for (const input of ["roles[]", "users[]", "groups[]"]) {
            const named = namedAt(policy, input, identityTypesAt(input));
            give(attachedTo, named, [policy]);
            note(mayBeAttached, named, [policy]);
        }
    }
    for (const [type, [userInput, groupInput]] of Object.entries(memberships)) {
        for (const membership of stack.ofType(type)) {
            give(groupsOf, namedAt(membership, userInput, userTypes), groupsNamed(membership, groupInput));
        }
    }
    for (const user of stack.ofType("aws-native:iam:User")) {
        add(groupsOf, user, groupsNamed(user, "groups[]"));
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
        stack.ofType(...roleTypes, ...userTypes).map((identity) => {
            const { certain, waiting } = namedAt(identity, "permissionsBoundary", policyTypes);
            return [identity, certain[0] ?? waiting] as const;
        }),
    );
    const isUsed = new Set([...attachedTo.values(), ...boundaries.values()].flat());
    return [
        ...all.map((identity) => {
            const groups = groupsOf.get(identity) ?? [];
            const parts = [identity, ...groups.filter(isResource)].map(ofOne);
            return {
                resource: identity,
                documents: [...parts.flatMap(({ documents }) => documents), ...groups.filter((group) => group instanceof Unknown)],
                outside: parts.flatMap(({ outside }) => outside),
                restriction: boundaries.get(identity),
            };
        }),
        ...[...stack.ofType(...policyTypes).filter((policy) => !isUsed.has(policy)), ...lone, ...stack.ofType(...permissionSetTypes)].map(
            (policy) => ({
                resource: policy,
                documents: documentsOf(policy).map(({ document }) => document),
                outside: [],
                restriction: mayBeAttached.get(policy),
            }),
        ),
    ];
}

/** What the texts at a path name: resources of the stack, or what else they say. */
interface Named {
    readonly certain: readonly (Resource | string)[];
    /** What a text that is not known yet may turn out to name, of the stack. */
    readonly possible: readonly Resource[];
    /** What such a text waits for, whether or not the stack has anything that it may name. */
    readonly waiting: Unknown | undefined;
}

/**
 * What the texts at a path name, of these types. Which of several resources an unknown text was made from is not told; but where a list has as
 * many of them as it was made from, it has them all.
 */
function namedAt(resource: Resource, path: string, kin: readonly string[]): Named {
    const leads = resource.all(path).map((leaf) => ({ text: leaf.text(""), ...reference(resource, leaf, kin, (text) => text) }));
    const certain = leads.flatMap(({ text, named, possible }): readonly (Resource | string)[] => {
        const isOutside = typeof text === "string" && (possible?.length === 0 || isAwsManaged(text));
        return named.length > 0 ? named.slice(0, 1) : isOutside ? [text] : [];
    });
    const open = leads.filter(({ text, named, possible }) => named.length === 0 && possible?.length !== 0 && !isAwsManaged(text));
    const sources = resource.sourcesOf(path).filter((source) => kin.includes(source.type) && !certain.includes(source));
    if (open.length === sources.length) {
        return { certain: [...certain, ...sources], possible: [], waiting: undefined };
    }
    return {
        certain,
        possible: [...new Set(open.flatMap(({ possible }) => possible ?? resource.stack?.ofType(...kin) ?? []))],
        waiting: open.length > 0 ? new Unknown(open.flatMap(({ waiting }) => waiting.waitsFor)) : undefined,
    };
}

/** Whether the text is the ARN of an AWS managed policy, which no policy of the stack can have. */
function isAwsManaged(text: Fact<string>): boolean {
    return typeof text === "string" && awsManagedPolicy(text) !== undefined;
}

function isResource(named: Attached): named is Resource {
    return named instanceof Resource;
}

function add<T>(lists: Map<Resource, T[]>, resource: Resource, values: readonly T[]): void {
    lists.set(resource, [...(lists.get(resource) ?? []), ...values]);
}

/** Gives the values to whom they certainly belong, and something unknown to whom they may. */
function give<T>(lists: Map<Resource, (T | Unknown)[]>, { certain, possible, waiting }: Named, values: readonly T[]): void {
    if (values.length > 0) {
        certain.filter(isResource).forEach((resource) => {
            add(lists, resource, values);
        });
        possible.forEach((resource) => {
            add(lists, resource, waiting === undefined ? [] : [waiting]);
        });
    }
}

/** Notes that the policies may be attached to somebody of the stack. */
function note(mayBeAttached: Map<Attached, Unknown>, { possible, waiting }: Named, policies: readonly Attached[]): void {
    if (possible.length > 0 && waiting !== undefined) {
        policies.forEach((policy) => mayBeAttached.set(policy, waiting));
    }
}

/** The managed policies that the texts at a path name; notes those that one which is not known may turn out to name. */
function policiesNamed(resource: Resource, path: string, mayBeAttached: Map<Attached, Unknown>): readonly Attached[] {
    const named = namedAt(resource, path, policyTypes);
    note(mayBeAttached, named, named.possible);
    return [...named.certain, ...(named.waiting === undefined ? [] : [named.waiting])];
}

/** The groups of the stack that the texts at a path name, or may name. */
function groupsNamed(resource: Resource, path: string): readonly (Resource | Unknown)[] {
    const { certain, possible, waiting } = namedAt(resource, path, groupTypes);
    return [...certain.filter(isResource), ...(waiting === undefined || possible.length === 0 ? [] : [waiting])];
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

import assert from "node:assert/strict";
import * as iam from "../../policies/iam";
import { anyMessage, describePolicy } from "../support/describePolicy";
import { type Declared, judge, unknown } from "../support/judge";

const type = "aws:iam/policy:Policy";
const document = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const policy = (...statements: object[]): object => ({ policy: document(...statements) });
const allow = (action: string | string[], rest: object = {}): object => ({
    Sid: "Grant",
    Effect: "Allow",
    Action: action,
    Resource: "*",
    ...rest,
});
const role = (props: object = {}, refs: Declared["refs"] = {}): Declared => ({
    type: "aws:iam/role:Role",
    name: "role",
    props: { name: "role", ...props },
    refs,
});
const inline = (text: unknown): Declared => ({
    type: "aws:iam/rolePolicy:RolePolicy",
    name: "inline",
    props: { role: unknown, policy: text },
    refs: { role: "role" },
});
const attachment = (policyArn: unknown, refs: Record<string, string> = { role: "role", policyArn: "managed" }): Declared => ({
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    name: "attachment",
    props: { role: unknown, policyArn },
    refs,
});
const managed = (text: unknown): Declared => ({ type, name: "managed", props: { policy: text } });
const toBoth = (name: string, policyName: string): Declared => ({
    type: "aws:iam/policyAttachment:PolicyAttachment",
    name,
    props: { roles: [unknown, unknown], policyArn: unknown },
    refs: { roles: ["role", "other"], policyArn: policyName },
});

const training = "sagemaker:CreateTrainingJob";
const user: Declared = { type: "aws:iam/user:User", name: "user", props: { name: "scientist" } };
const usersPolicy = (text: string): Declared => ({
    type: "aws:iam/userPolicy:UserPolicy",
    name: "own",
    props: { user: "scientist", policy: text },
});
const group = (name: string): Declared => ({ type: "aws:iam/group:Group", name, props: {} });
const groupPolicy = (owner: string, text: string): Declared => ({
    type: "aws:iam/groupPolicy:GroupPolicy",
    name: "theirs",
    props: { group: unknown, policy: text },
    refs: { group: owner },
});
const membership = (groups: unknown, refs: Declared["refs"] = {}): Declared => ({
    type: "aws:iam/userGroupMembership:UserGroupMembership",
    name: "membership",
    props: { user: "scientist", groups },
    refs,
});
const everyKey = [
    "VolumeKmsKey",
    "OutputKmsKey",
    "DomainSharingOutputKmsKey",
    "FeatureGroupOnlineStoreKmsKey",
    "FeatureGroupOfflineStoreKmsKey",
];
const withKeys = { Condition: { Null: { "sagemaker:VolumeKmsKey": "false", "sagemaker:OutputKmsKey": "false" } } };
const denyWithout = (key: string): object => ({
    Sid: "NoKey",
    Effect: "Deny",
    Action: "sagemaker:*",
    Resource: "*",
    Condition: { Null: { [key]: "true" } },
});
const guard = document(denyWithout("sagemaker:VolumeKmsKey"), denyWithout("sagemaker:OutputKmsKey"));
const nativeDocument = (text: string): object => ({ policyName: "x", policyDocument: JSON.parse(text) as object });

describePolicy(iam.iamSagemakerRequiresKmsKey, type, {
    pass: {
        "with the keys demanded": policy(allow(training, withKeys)),
        "nothing of SageMaker": policy(allow("s3:GetObject")),
        "reading only": policy(allow(["sagemaker:Describe*", "sagemaker:List*"])),
        "of a role: allowed in one policy, denied in another": [
            role(),
            attachment(unknown),
            managed(document(allow(training))),
            inline(document(denyWithout("sagemaker:VolumeKmsKey"), denyWithout("sagemaker:OutputKmsKey"))),
        ],
        "an administrator with a guard": [
            role({ managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] }),
            inline(
                document(
                    ...everyKey.map((key) => ({
                        Effect: "Deny",
                        Action: "sagemaker:Create*",
                        Resource: "*",
                        Condition: { Null: { [`sagemaker:${key}`]: "true" } },
                    })),
                ),
            ),
        ],
        "a role without policies": role(),
    },
    falseAlarms: {
        "keys of the own account demanded by a pattern": policy(
            allow(training, {
                Condition: {
                    ArnLike: {
                        "sagemaker:VolumeKmsKey": "arn:aws:kms:*:111122223333:key/*",
                        "sagemaker:OutputKmsKey": "arn:aws:kms:*:111122223333:key/*",
                    },
                },
            }),
        ),
        "a notebook, which has a volume and no output": policy(
            allow("sagemaker:CreateNotebookInstance", { Condition: { Null: { "sagemaker:VolumeKmsKey": false } } }),
        ),
        "a permission set with the keys demanded": {
            type: "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
            props: { inlinePolicy: document(allow(training, withKeys)) },
        },
        "a native permission set without a policy of its own": {
            type: "aws-native:sso:PermissionSet",
            props: { name: "scientist", managedPolicies: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] },
        },
        "what takes no key": policy(allow(["sagemaker:CreateModel", "sagemaker:CreateEndpoint", "sagemaker:InvokeEndpoint"])),
        "everything, within a permissions boundary that demands the keys": [
            role(
                { permissionsBoundary: unknown, inlinePolicies: [{ name: "x", policy: document(allow(training)) }] },
                { permissionsBoundary: "managed" },
            ),
            managed(document(allow("*"), denyWithout("sagemaker:VolumeKmsKey"), denyWithout("sagemaker:OutputKmsKey"))),
        ],
        "a permissions boundary, which grants nothing": [
            role({ permissionsBoundary: unknown }, { permissionsBoundary: "managed" }),
            managed(document(allow("*"))),
        ],
        "an AWS managed policy beside a guard, which denies whatever that allows": [
            role({ managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"] }),
            inline(document(...everyKey.map((key) => ({ ...denyWithout(`sagemaker:${key}`), Sid: key })))),
        ],
        "a user of two groups in a first preview, one of them with a guard": [
            user,
            usersPolicy(document(allow(training))),
            group("guarded"),
            groupPolicy("guarded", guard),
            group("readers"),
            membership([unknown, unknown], { groups: ["guarded", "readers"] }),
        ],
        "two users of a group with a guard, in a first preview": [
            user,
            usersPolicy(document(allow(training))),
            { ...user, name: "other", props: { name: "engineer" } },
            group("guarded"),
            groupPolicy("guarded", guard),
            {
                type: "aws:iam/groupMembership:GroupMembership",
                name: "membership",
                props: { users: [unknown, unknown], group: unknown },
                refs: { users: ["user", "other"], group: "guarded" },
            },
        ],
        "a native user of a group with a guard": [
            { type: "aws-native:iam:User", name: "user", props: { userName: "scientist", groups: ["guarded"] } },
            {
                type: "aws-native:iam:UserPolicy",
                name: "own",
                props: { userName: "scientist", ...nativeDocument(document(allow(training))) },
            },
            { type: "aws-native:iam:Group", name: "group", props: { groupName: "guarded", policies: [nativeDocument(guard)] } },
        ],
        "a native role whose guard is a resource of its own, known by the role's name": [
            {
                type: "aws-native:iam:Role",
                name: "role",
                props: { roleName: "trainer", policies: [nativeDocument(document(allow(training)))] },
            },
            { type: "aws-native:iam:RolePolicy", name: "guard", props: { roleName: "trainer", ...nativeDocument(guard) } },
        ],
        "a native guard that a role lists by its ARN": [
            {
                type: "aws-native:iam:Role",
                name: "role",
                props: {
                    policies: [nativeDocument(document(allow(training)))],
                    managedPolicyArns: ["arn:aws:iam::111122223333:policy/guard"],
                },
            },
            {
                type: "aws-native:iam:ManagedPolicy",
                name: "guard",
                props: { policyDocument: JSON.parse(guard) as object },
                outputs: { policyArn: "arn:aws:iam::111122223333:policy/guard" },
            },
        ],
        "a guard of a role that has the name of a group": [
            { type: "aws:iam/group:Group", name: "group", props: { name: "role" } },
            role({ inlinePolicies: [{ name: "x", policy: document(allow(training)) }] }),
            { ...inline(guard), props: { role: "role", policy: guard }, refs: {} },
        ],
        "two roles of one attachment in a first preview, with a guard": [
            role(),
            { ...role(), name: "other", props: { name: "other" } },
            managed(document(allow(training))),
            { ...managed(document(denyWithout("sagemaker:VolumeKmsKey"), denyWithout("sagemaker:OutputKmsKey"))), name: "guard" },
            toBoth("grants", "managed"),
            toBoth("guards", "guard"),
        ],
        "two policies listed by a role in a first preview, one of them a guard": [
            role({ managedPolicyArns: [unknown, unknown] }, { managedPolicyArns: ["managed", "guard"] }),
            managed(document(allow(training))),
            { ...managed(document(denyWithout("sagemaker:VolumeKmsKey"), denyWithout("sagemaker:OutputKmsKey"))), name: "guard" },
        ],
    },
    slips: {
        "within a permissions boundary that demands none": [
            [
                role(
                    { permissionsBoundary: unknown, inlinePolicies: [{ name: "x", policy: document(allow(training)) }] },
                    { permissionsBoundary: "managed" },
                ),
                managed(document(allow("*"))),
            ],
            anyMessage,
        ],
        "two policies listed by a role in a first preview": [
            [
                role({ managedPolicyArns: [unknown, unknown] }, { managedPolicyArns: ["managed", "reader"] }),
                managed(document(allow(training))),
                { ...managed(document(allow("s3:GetObject"))), name: "reader" },
            ],
            anyMessage,
        ],
        "a guard of the user that has the role's name": [
            [
                { ...user, props: { name: "role" } },
                { ...usersPolicy(guard), props: { user: "role", policy: guard } },
                role({ inlinePolicies: [{ name: "x", policy: document(allow(training)) }] }),
            ],
            anyMessage,
        ],
        "an administrator, beside a policy of the stack whose name is not known yet": [
            [
                role({ managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] }),
                { ...managed(guard), props: { name: unknown, policy: guard } },
            ],
            anyMessage,
        ],
        "all but what is IAM's": [policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }), anyMessage],
        "a permission set": [
            {
                type: "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
                props: { inlinePolicy: document(allow(training)) },
            },
            anyMessage,
        ],
        "a native permission set": [
            {
                type: "aws-native:sso:PermissionSet",
                props: { name: "scientist", inlinePolicy: { Version: "2012-10-17", Statement: [allow(training)] } },
            },
            anyMessage,
        ],
        "a Deny where both keys are missing, not where one is": [
            policy(allow(training), {
                Effect: "Deny",
                Action: training,
                Resource: "*",
                Condition: { Null: { "sagemaker:VolumeKmsKey": "true", "sagemaker:OutputKmsKey": "true" } },
            }),
            anyMessage,
        ],
    },
    fail: {
        "no condition": [policy(allow(training)), anyMessage],
        "if the key exists": [
            policy(
                allow(training, { Condition: { StringLikeIfExists: { "sagemaker:VolumeKmsKey": "*", "sagemaker:OutputKmsKey": "*" } } }),
            ),
            anyMessage,
        ],
        "one of the keys": [policy(allow(training, { Condition: { Null: { "sagemaker:VolumeKmsKey": "false" } } })), anyMessage],
        "a role's inline policy": [role({ inlinePolicies: [{ name: "x", policy: document(allow("sagemaker:*")) }] }), anyMessage],
        "a role's attached policy, reported on the role": [[role(), attachment(unknown), managed(document(allow(training)))], anyMessage],
        "an administrator": [role({ managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] }), anyMessage],
        "an administrator, whatever another policy says": [
            role({
                managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"],
            }),
            anyMessage,
        ],
        native: [
            { type: "aws-native:iam:ManagedPolicy", props: { policyDocument: { Version: "2012-10-17", Statement: [allow(training)] } } },
            anyMessage,
        ],
    },
    undecided: {
        "an administrator beside a policy that is no document": [
            [
                role({ managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] }),
                inline('{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"},]}'),
            ],
            ["a policy that is no document"],
        ],
        "an AWS managed policy": [
            role({ managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"] }),
            ["what AmazonSageMakerFullAccess allows"],
        ],
        "a policy that waits": [
            { policy: unknown },
            ["policy"],
            { holds: document(allow(training, withKeys)), breaks: document(allow(training)) },
        ],
        "a policy that may be attached beside a guard": [
            [
                role({ managedPolicyArns: unknown }, { managedPolicyArns: ["managed", "guard"] }),
                managed(document(allow(training))),
                { ...managed(document(denyWithout("sagemaker:VolumeKmsKey"), denyWithout("sagemaker:OutputKmsKey"))), name: "guard" },
            ],
            ["managedPolicyArns", "Role role: managedPolicyArns"],
        ],
        "a policy of a role that nothing tells of, which may be the one with a guard": [
            [role({ inlinePolicies: [{ name: "x", policy: guard }] }), { ...inline(document(allow(training))), refs: {} }],
            ["RolePolicy inline: role", "role"],
        ],
        "a guard that may be of the role or not": [
            [role({ inlinePolicies: [{ name: "x", policy: document(allow(training)) }] }), { ...inline(guard), refs: {} }],
            ["RolePolicy inline: role"],
        ],
        "a group that may be the one with a guard or not": [
            [
                user,
                usersPolicy(document(allow(training))),
                group("guarded"),
                groupPolicy("guarded", guard),
                group("readers"),
                membership(unknown, { groups: ["guarded", "readers"] }),
            ],
            ["UserGroupMembership membership: groups"],
        ],
        "a permissions boundary outside the stack": [
            role({
                permissionsBoundary: "arn:aws:iam::111122223333:policy/boundary",
                inlinePolicies: [{ name: "x", policy: document(allow(training)) }],
            }),
            ["what its permissions boundary allows"],
        ],
    },
});

describe("roles of one name in two accounts", () => {
    const named = (name: string, providerName: string, text: string): Declared => ({
        ...role({ inlinePolicies: [{ name: "x", policy: text }] }),
        name,
        providerName,
    });
    const guardIn = (providerName: string): Declared => ({
        ...inline(guard),
        props: { role: "role", policy: guard },
        refs: {},
        providerName,
    });
    const broken = (...stack: Declared[]): unknown[] => [
        ...new Set(judge([iam.iamSagemakerRequiresKmsKey], stack).violations.map(({ resource }) => resource)),
    ];

    it("have the guard of their own account", () => {
        const grants = [named("first", "production", document(allow(training))), named("second", "staging", document(allow(training)))];
        assert.deepEqual(broken(...grants, guardIn("production")), ["second"]);
        assert.deepEqual(broken(...grants, guardIn("staging")), ["first"]);
    });
});

describePolicy(iam.iamSagemakerRequiresVpc, type, {
    pass: {
        "all demanded": policy(
            allow(training, {
                Condition: {
                    Null: { "sagemaker:VpcSubnets": "false", "sagemaker:VpcSecurityGroupIds": "false" },
                    Bool: { "sagemaker:NetworkIsolation": "true", "sagemaker:InterContainerTrafficEncryption": "true" },
                },
            }),
        ),
        "nothing of SageMaker": policy(allow("s3:GetObject")),
    },
    falseAlarms: {
        "a notebook, which has neither isolation nor traffic between containers": policy(
            allow("sagemaker:CreateNotebookInstance", {
                Condition: { Null: { "sagemaker:VpcSubnets": "false", "sagemaker:VpcSecurityGroupIds": "false" } },
            }),
        ),
        "a model, which has no traffic between containers": policy(
            allow("sagemaker:CreateModel", {
                Condition: {
                    "ForAllValues:StringEquals": {
                        "sagemaker:VpcSubnets": ["subnet-12345678"],
                        "sagemaker:VpcSecurityGroupIds": ["sg-12345678"],
                    },
                    Null: { "sagemaker:VpcSubnets": "false", "sagemaker:VpcSecurityGroupIds": "false" },
                    StringEquals: { "sagemaker:NetworkIsolation": "true" },
                },
            }),
        ),
        "all that is missing denied": policy(
            allow(training),
            denyWithout("sagemaker:VpcSubnets"),
            { ...denyWithout("sagemaker:VpcSecurityGroupIds"), Sid: "NoGroup" },
            {
                Effect: "Deny",
                Action: training,
                Resource: "*",
                Condition: { StringNotEqualsIgnoreCase: { "sagemaker:NetworkIsolation": "true" } },
            },
            {
                Effect: "Deny",
                Action: training,
                Resource: "*",
                Condition: { StringNotEquals: { "sagemaker:InterContainerTrafficEncryption": "true" } },
            },
        ),
    },
    slips: {
        "isolation, if it is said": [
            policy(
                allow(training, {
                    Condition: {
                        Null: { "sagemaker:VpcSubnets": "false", "sagemaker:VpcSecurityGroupIds": "false" },
                        BoolIfExists: { "sagemaker:NetworkIsolation": "true", "sagemaker:InterContainerTrafficEncryption": "true" },
                    },
                }),
            ),
            anyMessage,
        ],
        "subnets, and no security groups": [
            policy(
                allow(training, {
                    Condition: {
                        "ForAnyValue:StringEquals": { "sagemaker:VpcSubnets": ["subnet-12345678"] },
                        Bool: { "sagemaker:NetworkIsolation": "true", "sagemaker:InterContainerTrafficEncryption": "true" },
                    },
                }),
            ),
            anyMessage,
        ],
    },
    fail: {
        "subnets that may be left out": [
            policy(
                allow(training, {
                    Condition: {
                        "ForAllValues:StringEquals": {
                            "sagemaker:VpcSubnets": ["subnet-12345678"],
                            "sagemaker:VpcSecurityGroupIds": ["sg-12345678"],
                        },
                        Bool: { "sagemaker:NetworkIsolation": "true", "sagemaker:InterContainerTrafficEncryption": "true" },
                    },
                }),
            ),
            anyMessage,
        ],
        "no isolation": [
            policy(allow(training, { Condition: { Null: { "sagemaker:VpcSubnets": "false", "sagemaker:VpcSecurityGroupIds": "false" } } })),
            anyMessage,
        ],
    },
});

describePolicy(iam.iamAbacConditionIsEffective, type, {
    pass: {
        "with the tags demanded": policy(
            allow("sagemaker:CreateEndpoint", {
                Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] }, Null: { "aws:TagKeys": "false" } },
            }),
        ),
        "no tags in it": policy(allow("s3:GetObject")),
    },
    falseAlarms: {
        "one tag demanded beside": policy(
            allow("sagemaker:CreateEndpoint", {
                Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] }, StringEquals: { "aws:RequestTag/team": "ml" } },
            }),
        ),
        "one tag demanded by another statement": policy(
            allow("sagemaker:CreateEndpoint", { Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } } }),
            { Effect: "Deny", Action: "sagemaker:CreateEndpoint", Resource: "*", Condition: { Null: { "aws:RequestTag/team": "true" } } },
        ),
        "the caller's own tag": policy(
            allow("sagemaker:*", { Condition: { StringEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } } }),
        ),
        "other tags denied": policy(allow("sagemaker:AddTags"), {
            Effect: "Deny",
            Action: "sagemaker:AddTags",
            Resource: "*",
            Condition: { "ForAnyValue:StringNotEquals": { "aws:TagKeys": ["team"] } },
        }),
    },
    slips: {
        "a resource's tag, if it has one": [
            policy(allow("sagemaker:DeleteEndpoint", { Condition: { StringEqualsIfExists: { "aws:ResourceTag/team": "ml" } } })),
            anyMessage,
        ],
        "one tag demanded for another action": [
            policy(allow("sagemaker:CreateEndpoint", { Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } } }), {
                Effect: "Deny",
                Action: "sagemaker:CreateModel",
                Resource: "*",
                Condition: { Null: { "aws:RequestTag/team": "true" } },
            }),
            anyMessage,
        ],
    },
    fail: {
        "true when there are no tags": [
            policy(allow("sagemaker:CreateEndpoint", { Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } } })),
            anyMessage,
        ],
    },
    undecided: {
        "a policy that waits": [
            { policy: unknown },
            ["policy"],
            {
                holds: document(allow("sagemaker:CreateEndpoint", { Condition: { StringEquals: { "aws:RequestTag/team": "ml" } } })),
                breaks: document(
                    allow("sagemaker:CreateEndpoint", { Condition: { StringEqualsIfExists: { "aws:RequestTag/team": "ml" } } }),
                ),
            },
        ],
    },
});

describePolicy(iam.iamNoFullDataAccess, type, {
    pass: {
        "named buckets": policy(allow("s3:*", { Resource: ["arn:aws:s3:::acme-data", "arn:aws:s3:::acme-data/*"] })),
        "within the own account": policy(allow("s3:*", { Condition: { StringEquals: { "aws:ResourceAccount": "111122223333" } } })),
        "listing keys": policy(allow("kms:ListAliases")),
    },
    falseAlarms: {
        "within the caller's account": policy(
            allow("s3:*", { Condition: { StringEquals: { "s3:ResourceAccount": "${aws:PrincipalAccount}" } } }),
        ),
        "keys of the own account": policy(allow("kms:Decrypt", { Resource: "arn:aws:kms:*:111122223333:key/*" })),
        "buckets with a tag": policy(allow("s3:*", { Condition: { StringEquals: { "s3:BucketTag/team": "ml" } } })),
        "keys of some aliases": policy(
            allow("kms:Decrypt", { Condition: { "ForAnyValue:StringLike": { "kms:ResourceAliases": "alias/ml-*" } } }),
        ),
        "everything, but denied in other accounts": policy(allow("*"), {
            Effect: "Deny",
            Action: "*",
            Resource: "*",
            Condition: { StringNotEquals: { "aws:ResourceAccount": "111122223333" } },
        }),
        "describing keys and reading objects": policy(allow(["kms:Describe*", "s3:Get*", "s3:List*"])),
    },
    slips: {
        "all objects": [policy(allow("S3:*", { Resource: ["arn:aws:s3:::*/*"] })), anyMessage],
        "decryption under every key of a region": [policy(allow("kms:De*", { Resource: "arn:aws:kms:eu-west-1:*:key/*" })), anyMessage],
        "decryption through a service": [
            policy(allow("kms:Decrypt", { Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } } })),
            anyMessage,
        ],
        "keys of some aliases, or none": [
            policy(allow("kms:Decrypt", { Condition: { "ForAllValues:StringLike": { "kms:ResourceAliases": "alias/ml-*" } } })),
            anyMessage,
        ],
        "all but what is IAM's": [policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }), anyMessage],
    },
    fail: {
        "all of S3": [
            policy(allow("s3:*")),
            'Whoever has this policy can call any S3 action that no statement names on arn:aws:s3:::some-bucket-of-no-particular-name/x, with aws:ResourceAccount 888888888888, without aws:ResourceOrgID; "Grant" allows it.',
        ],
        "all of S3 by its ARN": [policy(allow("s3:*", { Resource: "arn:aws:s3:::*" })), anyMessage],
        "decryption under every key": [policy(allow("kms:Decrypt", { Resource: "arn:aws:kms:*:*:key/*" })), anyMessage],
        "everything, inline in a role": [role({ inlinePolicies: [{ name: "x", policy: document(allow("*")) }] }), anyMessage],
        "all of KMS, native": [
            {
                type: "aws-native:iam:RolePolicy",
                props: { roleName: "role", policyDocument: { Version: "2012-10-17", Statement: [allow("kms:*")] } },
            },
            anyMessage,
        ],
    },
});

const trusting = (statement: object): Declared => role({ assumeRolePolicy: document(statement) });
const long = (count: number): object[] =>
    Array.from({ length: count }, (_, number) =>
        allow("s3:GetObject", { Sid: `S${number}`, Resource: `arn:aws:s3:::acme-data/${number}/*` }),
    );

describePolicy(iam.iamPolicyWellFormed, type, {
    pass: {
        "a document": policy(allow("s3:GetObject")),
    },
    falseAlarms: {
        "a role and the services that may assume it": trusting({
            Sid: "Allow services",
            Effect: "Allow",
            Principal: { Service: ["sagemaker.amazonaws.com", "pods.eks.amazonaws.com"] },
            Action: ["sts:AssumeRole", "sts:TagSession"],
        }),
        "a role for a service account of a cluster": trusting({
            Effect: "Allow",
            Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF0123456789" },
            Action: "sts:AssumeRoleWithWebIdentity",
            Condition: { StringEquals: { "oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF0123456789:sub": "system:serviceaccount:ml:train" } },
        }),
        "one statement without Version": { policy: JSON.stringify({ Statement: allow(["*"]) }) },
        "services, actions and patterns that are seldom seen": policy(
            allow(["ec2:CreateNetworkInterfacePermission", "sagemaker-geospatial:*", "aws-marketplace:ViewSubscriptions", "s3:List*"], {
                Resource: ["arn:aws:sagemaker:*:*:*", "arn:aws:logs:*:*:log-group:/aws/sagemaker/*", "arn:*:s3:::acme-data/*"],
            }),
        ),
        "variables and conditions of every kind": policy(
            allow("s3:GetObject", {
                Resource: "arn:aws:s3:::acme-data/${aws:PrincipalTag/team}/*",
                Condition: {
                    Bool: { "aws:ViaAWSService": "false" },
                    IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "2001:db8::/32"] },
                    DateGreaterThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" },
                    Null: { "s3:x-amz-server-side-encryption": false },
                },
            }),
        ),
        "a role's native documents": {
            type: "aws-native:iam:Role",
            props: {
                assumeRolePolicyDocument: {
                    Version: "2012-10-17",
                    Statement: [{ Effect: "Allow", Principal: { Service: "sagemaker.amazonaws.com" }, Action: "sts:AssumeRole" }],
                },
                policies: [{ policyName: "x", policyDocument: { Version: "2012-10-17", Statement: [allow("s3:GetObject")] } }],
            },
        },
        "as long as an inline policy of a role may be": {
            type: "aws:iam/rolePolicy:RolePolicy",
            props: { role: "role", policy: document(...long(80)) },
        },
    },
    slips: {
        "a Sid with spaces": [
            policy(allow("s3:GetObject", { Sid: "Allow reading" })),
            'Statement "Allow reading" has a Sid with something other than letters and digits, which an identity policy cannot have.',
        ],
        "a variable that an older Version takes for text": [
            {
                policy: JSON.stringify({
                    Version: "2008-10-17",
                    Statement: allow("s3:GetObject", { Resource: "arn:aws:s3:::acme-data/${aws:username}/*" }),
                }),
            },
            'Statement "Grant" has a policy variable in its Resource, which is plain text without Version 2012-10-17.',
        ],
        "an action that does not exist": [
            policy(allow(["s3:GetObject", "sagemaker:CreateTrainingJobs"])),
            'Statement "Grant" has an action in its Action that AWS does not have; sagemaker:CreateTrainingJob may be meant.',
        ],
        "a bucket's name for its ARN": [
            policy(allow("s3:GetObject", { Resource: "acme-data/*" })),
            'Statement "Grant" has something in its Resource that is neither an ARN nor "*".',
        ],
        "text inside a text": [
            { policy: JSON.stringify(document(allow("s3:GetObject"))) },
            "The document is a text inside a text: it was encoded twice.",
        ],
        "roles by a pattern may assume it": [
            trusting({ Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:role/ml-*" }, Action: "sts:AssumeRole" }),
            "Statement 1 has a wildcard inside a name, which matches nobody, in its Principal.",
        ],
        "a Resource of a role that is assumed": [
            trusting({ Effect: "Allow", Principal: { Service: "sagemaker.amazonaws.com" }, Action: "sts:AssumeRole", Resource: "*" }),
            "Statement 1 has a Resource. A trust policy cannot have one.",
        ],
        "longer than a managed policy may be": [policy(...long(80)), "The document has more than the 6,144 characters that AWS takes."],
        "a principal, in a native permission set": [
            {
                type: "aws-native:sso:PermissionSet",
                props: {
                    inlinePolicy: {
                        Version: "2012-10-17",
                        Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" }],
                    },
                },
            },
            "Statement 1 has a Principal. An identity policy cannot have one.",
        ],
        "the second inline policy of a role": [
            role({
                inlinePolicies: [
                    { name: "x", policy: document(allow("s3:GetObject")) },
                    { name: "y", policy: document({ Effect: "Allow", Action: "s3:GetObject" }) },
                ],
            }),
            "Statement 1 has no Resource.",
        ],
    },
    fail: {
        "a principal": [policy(allow("s3:GetObject", { Principal: "*" })), anyMessage],
        "an effect in lower case": [policy({ Effect: "allow", Action: "s3:GetObject", Resource: "*" }), anyMessage],
        "a placeholder": [policy(allow("s3:GetObject", { Resource: "arn:aws:s3:::<BUCKET>/*" })), anyMessage],
        "nobody to assume a role": [role({ assumeRolePolicy: document({ Effect: "Allow", Action: "sts:AssumeRole" }) }), anyMessage],
        "no JSON": [{ policy: "{" }, anyMessage],
    },
    undecided: {
        "a policy that waits": [
            { policy: unknown },
            ["policy"],
            { holds: document(allow("s3:GetObject")), breaks: document(allow("s3:GetObject", { Principal: "*" })) },
        ],
        "who may assume the role waits": [
            role({ assumeRolePolicy: unknown }),
            ["assumeRolePolicy"],
            {
                holds: document({ Effect: "Allow", Principal: { Service: "sagemaker.amazonaws.com" }, Action: "sts:AssumeRole" }),
                breaks: document({ Effect: "Allow", Principal: { Service: "sagemaker" }, Action: "sts:AssumeRole" }),
            },
        ],
    },
});

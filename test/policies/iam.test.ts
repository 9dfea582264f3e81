import * as iam from "../../policies/iam";
import { anyMessage, describePolicy } from "../support/describePolicy";
import { type Declared, unknown } from "../support/judge";

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
const role = (props: object = {}, refs: Record<string, string> = {}): Declared => ({
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

const training = "sagemaker:CreateTrainingJob";
const withKeys = { Condition: { Null: { "sagemaker:VolumeKmsKey": "false", "sagemaker:OutputKmsKey": "false" } } };
const denyWithout = (key: string): object => ({
    Sid: "NoKey",
    Effect: "Deny",
    Action: "sagemaker:*",
    Resource: "*",
    Condition: { Null: { [key]: "true" } },
});

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
                    ...[
                        "VolumeKmsKey",
                        "OutputKmsKey",
                        "DomainSharingOutputKmsKey",
                        "FeatureGroupOnlineStoreKmsKey",
                        "FeatureGroupOfflineStoreKmsKey",
                    ].map((key) => ({
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
        "an AWS managed policy": [
            role({ managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"] }),
            ["what AmazonSageMakerFullAccess allows"],
        ],
        "a policy that waits": [{ policy: unknown }, ["policy"]],
    },
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
    fail: {
        "true when there are no tags": [
            policy(allow("sagemaker:CreateEndpoint", { Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } } })),
            anyMessage,
        ],
    },
    undecided: { "a policy that waits": [{ policy: unknown }, ["policy"]] },
});

describePolicy(iam.iamNoFullDataAccess, type, {
    pass: {
        "named buckets": policy(allow("s3:*", { Resource: ["arn:aws:s3:::acme-data", "arn:aws:s3:::acme-data/*"] })),
        "within the own account": policy(allow("s3:*", { Condition: { StringEquals: { "aws:ResourceAccount": "111122223333" } } })),
        "listing keys": policy(allow("kms:ListAliases")),
    },
    fail: {
        "all of S3": [policy(allow("s3:*")), anyMessage],
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

describePolicy(iam.iamPolicyWellFormed, type, {
    pass: {
        "a document": policy(allow("s3:GetObject")),
        "a role and who may assume it": role({
            assumeRolePolicy: document({ Effect: "Allow", Principal: { Service: "sagemaker.amazonaws.com" }, Action: "sts:AssumeRole" }),
        }),
    },
    fail: {
        "a principal": [policy(allow("s3:GetObject", { Principal: "*" })), anyMessage],
        "an effect in lower case": [policy({ Effect: "allow", Action: "s3:GetObject", Resource: "*" }), anyMessage],
        "a placeholder": [policy(allow("s3:GetObject", { Resource: "arn:aws:s3:::<BUCKET>/*" })), anyMessage],
        "nobody to assume a role": [role({ assumeRolePolicy: document({ Effect: "Allow", Action: "sts:AssumeRole" }) }), anyMessage],
        "no JSON": [{ policy: "{" }, anyMessage],
    },
    undecided: { "a policy that waits": [{ policy: unknown }, ["policy"]] },
});

import * as kms from "../../policies/kmsPolicies";
import { anyMessage, describePolicy } from "../support/describePolicy";
import { type Declared, unknown } from "../support/judge";

const type = "aws:kms/key:Key";
const config = (name: string): { config: Record<string, object> } => ({
    config: { [name]: { ownAccounts: ["111122223333"], trustedAccounts: ["444455556666"] } },
});

function key(...statements: object[]): object {
    return { policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) };
}

const allow = (principal: unknown, action: string | string[], rest: object = {}): object => ({
    Sid: "Grant",
    Effect: "Allow",
    Principal: principal,
    Action: action,
    Resource: "*",
    ...rest,
});
const root = allow({ AWS: "arn:aws:iam::111122223333:root" }, "kms:*", { Sid: "Root" });
const role = (name: string, account = "111122223333"): object => ({ AWS: `arn:aws:iam::${account}:role/${name}` });
const keyArn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const use = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];
const waits = { undecided: { "the whole text waits": [{ policy: unknown }, ["policy"]] } } as const;

describePolicy(
    kms.kmsKeyPolicyNoWildcard,
    type,
    {
        pass: {
            "named principals": key(root, allow(role("User"), use)),
            "the default policy": { description: "training data" },
            "everybody of the own account": key(
                root,
                allow("*", use, { Condition: { StringEquals: { "kms:CallerAccount": "111122223333" } } }),
            ),
            "everybody of an organisation": key(
                root,
                allow({ AWS: "*" }, use, { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }),
            ),
            separate: { type: "aws:kms/keyPolicy:KeyPolicy", props: { keyId: "1234", ...key(root) } },
            native: { type: "aws-native:kms:Key", props: { keyPolicy: { Version: "2012-10-17", Statement: [root] } } },
        },
        fail: {
            everybody: [key(root, allow("*", use)), anyMessage],
            "everybody, through S3": [
                key(root, allow({ AWS: "*" }, use, { Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } } })),
                anyMessage,
            ],
            "everybody, separately": [
                { type: "aws:kms/keyPolicy:KeyPolicy", props: { keyId: "1234", ...key(root, allow("*", "kms:*")) } },
                anyMessage,
            ],
            "everybody, native": [
                { type: "aws-native:kms:Key", props: { keyPolicy: { Version: "2012-10-17", Statement: [root, allow("*", use)] } } },
                anyMessage,
            ],
        },
        ...waits,
    },
    config("kms-key-policy-no-wildcard"),
);

describePolicy(
    kms.kmsKeyPolicyKeepsAdministrator,
    type,
    {
        pass: {
            "the account": key(root),
            "a named role of the account": key(allow(role("Administrator"), "kms:*")),
            "the default policy": { description: "training data" },
        },
        fail: {
            "nobody who may change it": [key(allow(role("User"), use)), anyMessage],
            "from one VPC only": [
                key(allow({ AWS: "111122223333" }, "kms:*", { Condition: { StringEquals: { "aws:SourceVpc": "vpc-1a2b3c4d" } } })),
                anyMessage,
            ],
            "another account's administrator only": [key(allow(role("Administrator", "444455556666"), "kms:*")), anyMessage],
        },
        ...waits,
    },
    config("kms-key-policy-keeps-administrator"),
);

describePolicy(kms.kmsKeyPolicyKeepsAdministrator, type, {
    pass: { "the account its provider is restricted to": { type, props: key(root), provider: { allowedAccountIds: '["111122223333"]' } } },
    fail: { "nobody, whatever the own account is": [key(allow(role("User"), use)), anyMessage] },
    undecided: {
        "an account, and nothing tells the own one": [key(root), ["the option ownAccounts or allowedAccountIds of the provider"]],
    },
});

describePolicy(
    kms.kmsKeyPolicySeparatesDuties,
    type,
    {
        pass: {
            "two roles": key(root, allow(role("Administrator"), ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"]), allow(role("User"), use)),
            "the account alone": key(root),
        },
        fail: { "one role for both": [key(root, allow(role("Administrator"), "kms:*")), anyMessage] },
    },
    config("kms-key-policy-separates-duties"),
);

describePolicy(
    kms.kmsGrantsOnlyForAwsResources,
    type,
    {
        pass: {
            "with the condition": key(
                root,
                allow(role("User"), ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"], {
                    Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
                }),
            ),
            "no grants": key(root, allow(role("User"), use)),
            "the account's own delegation": key(root),
        },
        fail: {
            "without a condition": [key(root, allow(role("User"), "kms:CreateGrant")), anyMessage],
            "in a wildcard": [key(root, allow(role("Administrator"), ["kms:Create*", "kms:Put*"])), anyMessage],
            "for other resources": [
                key(root, allow(role("User"), "kms:CreateGrant", { Condition: { Bool: { "kms:GrantIsForAWSResource": "false" } } })),
                anyMessage,
            ],
            "the condition in another statement": [
                key(
                    root,
                    allow(role("User"), "kms:CreateGrant"),
                    allow(role("User"), "kms:CreateGrant", {
                        Sid: "Conditioned",
                        Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
                    }),
                ),
                anyMessage,
            ],
        },
        ...waits,
    },
    config("kms-grants-only-for-aws-resources"),
);

describePolicy(
    kms.kmsKeyPolicyCrossAccount,
    type,
    {
        pass: {
            "own and trusted": key(root, allow(role("User", "444455556666"), use)),
            "an AWS service: another rule's business": key(root, allow({ Service: "logs.us-east-1.amazonaws.com" }, use)),
        },
        fail: {
            "another account": [key(root, allow({ AWS: "arn:aws:iam::999999999999:root" }, use)), anyMessage],
            everybody: [key(root, allow({ AWS: "*" }, use)), anyMessage],
            "everybody, through S3": [
                key(root, allow({ AWS: "*" }, use, { Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } } })),
                anyMessage,
            ],
        },
        ...waits,
    },
    config("kms-key-policy-cross-account"),
);

describePolicy(
    kms.kmsKeyPolicyConfusedDeputy,
    type,
    {
        pass: {
            "a service for the own account": key(
                root,
                allow({ Service: "cloudtrail.amazonaws.com" }, use, {
                    Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
                }),
            ),
            "log groups of the own account, by the context that the service sets": key(
                root,
                allow({ Service: "logs.us-east-1.amazonaws.com" }, use, {
                    Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:111122223333:*" } },
                }),
            ),
        },
        fail: { "a service for anybody": [key(root, allow({ Service: "cloudtrail.amazonaws.com" }, use)), anyMessage] },
    },
    config("kms-key-policy-confused-deputy"),
);

describePolicy(kms.kmsKeyPolicyWellFormed, type, {
    pass: {
        "a document": key(root),
        "the default policy": { description: "x" },
        "the key's own ARN": { type, name: "key", props: key({ ...root, Resource: keyArn }), outputs: { arn: keyArn } },
        "every key, for the key": key({ ...root, Resource: "arn:aws:kms:us-east-1:111122223333:key/*" }),
    },
    fail: {
        "the ARN of another key": [
            { type, name: "key", props: key({ ...root, Resource: `${keyArn}0` }), outputs: { arn: keyArn } },
            anyMessage,
        ],
        "a missing comma": [{ policy: '{"Statement":[{"Effect":"Allow" "Principal":"*"}]}' }, anyMessage],
        "the text of an Output": [key(allow({ AWS: "Calling [toString] on an [Output<T>] is not supported." }, "kms:*")), anyMessage],
        "a bucket for a resource": [key(allow(role("User"), use, { Resource: "arn:aws:s3:::acme-data" })), anyMessage],
    },
    ...waits,
});

const grantee = "The grantee is of an account that is neither your own nor trusted.";
const grant = (granteePrincipal: unknown, refs: Record<string, string> = {}): Declared => ({
    type: "aws:kms/grant:Grant",
    name: "grant",
    props: { keyId: "1234", granteePrincipal, operations: ["Decrypt"] },
    refs,
});

describePolicy(
    kms.kmsGrantTrusted,
    "aws:kms/grant:Grant",
    {
        pass: {
            "an own role": grant("arn:aws:iam::111122223333:role/User"),
            "a trusted account's role": grant("arn:aws:iam::444455556666:role/User"),
            "a role of the stack in a first preview": [
                grant(unknown, { granteePrincipal: "role" }),
                { type: "aws:iam/role:Role", name: "role", props: { name: "user" } },
            ],
        },
        fail: {
            "another account's role": [grant("arn:aws:iam::999999999999:role/User"), grantee],
            "another account's principal may retire it": [
                {
                    type: "aws:kms/grant:Grant",
                    props: { granteePrincipal: "arn:aws:iam::111122223333:role/User", retiringPrincipal: "arn:aws:iam::999999999999:root" },
                },
                "The principal that may retire the grant is of an account that is neither your own nor trusted.",
            ],
        },
        undecided: { "a principal that nothing tells": [grant(unknown), ["granteePrincipal"]] },
    },
    config("kms-grant-trusted"),
);

describePolicy(kms.kmsGrantTrusted, "aws:kms/grant:Grant", {
    pass: {
        "a role of the stack, whatever the own account is": [
            grant("arn:aws:iam::777777777777:role/user", { granteePrincipal: "role" }),
            { type: "aws:iam/role:Role", name: "role", props: { name: "user" }, outputs: { arn: "arn:aws:iam::777777777777:role/user" } },
        ],
    },
    undecided: {
        "a role, and nothing tells the own account": [
            grant("arn:aws:iam::777777777777:role/user"),
            ["the option ownAccounts or allowedAccountIds of the provider"],
        ],
    },
});

import * as kms from "../../policies/kmsPolicies";
import { anyMessage, type Cases, describePolicy } from "../support/describePolicy";
import { type Declared, unknown } from "../support/judge";

const type = "aws:kms/key:Key";
const config = (name: string, more: object = {}): { config: Record<string, object> } => ({
    config: { [name]: { ownAccounts: ["111122223333"], trustedAccounts: ["444455556666"], ...more } },
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
/** The same in another partition, which a key policy tells by its principals: its resource is `*`. */
const inPartition = (partition: string, policy: object): object =>
    JSON.parse(JSON.stringify(policy).replaceAll("arn:aws:", `arn:${partition}:`)) as object;
const waits = (holds: object, breaks: object): { undecided: Cases["undecided"] } => ({
    undecided: {
        "the whole text waits": [
            { policy: unknown },
            ["policy"],
            { holds: (holds as { policy: string }).policy, breaks: (breaks as { policy: string }).policy },
        ],
    },
});
const everybody = (condition: object): object => key(root, allow("*", use, { Condition: condition }));

describePolicy(
    kms.kmsKeyPolicyNoWildcard,
    type,
    {
        pass: {
            "named principals": key(root, allow(role("User"), use)),
            "the default policy": { description: "training data" },
            separate: { type: "aws:kms/keyPolicy:KeyPolicy", props: { keyId: "1234", ...key(root) } },
            native: { type: "aws-native:kms:Key", props: { keyPolicy: { Version: "2012-10-17", Statement: [root] } } },
        },
        falseAlarms: {
            "everybody of the own account, through S3": everybody({
                StringEquals: { "kms:CallerAccount": "111122223333", "kms:ViaService": "s3.us-east-1.amazonaws.com" },
            }),
            "everybody of an organisation": everybody({ StringEquals: { "aws:PrincipalOrgID": ["o-a1b2c3d4e5"] } }),
            "an AWS service: another rule's business": key(root, allow({ Service: "logs.us-east-1.amazonaws.com" }, use)),
            "everybody denied": key(root, {
                Effect: "Deny",
                Principal: "*",
                Action: "kms:*",
                Resource: "*",
                Condition: { Bool: { "aws:SecureTransport": "false" } },
            }),
        },
        slips: {
            "roles of a pattern in GovCloud": [
                inPartition("aws-us-gov", everybody({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/ml-*" } })),
                anyMessage,
            ],
            "everybody, through S3": [everybody({ StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } }), anyMessage],
            "everybody in a list of one": [key(root, allow({ AWS: ["*"] }, use)), anyMessage],
            "everybody beside a role": [key(root, allow({ AWS: ["arn:aws:iam::111122223333:role/User", "*"] }, use)), anyMessage],
            "everybody but one": [key(root, { Effect: "Allow", NotPrincipal: role("Intern"), Action: use, Resource: "*" }), anyMessage],
            "everybody who is in no organisation": [
                everybody({ StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
                anyMessage,
            ],
            "everybody whose organisation cannot be seen": [
                everybody({ "ForAllValues:StringLike": { "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*" } }),
                anyMessage,
            ],
            "roles of a name in every account": [
                everybody({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/SageMaker-*" } }),
                anyMessage,
            ],
            "roles of the own account by a pattern, which AWS takes for no restriction": [
                everybody({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/ml/*" } }),
                anyMessage,
            ],
            "everybody who gives an encryption context": [everybody({ StringEquals: { "kms:EncryptionContext:team": "ml" } }), anyMessage],
            "everybody who tags himself": [everybody({ StringEquals: { "aws:PrincipalTag/team": "ml" } }), anyMessage],
            "every account but one": [everybody({ StringNotEquals: { "kms:CallerAccount": "999999999999" } }), anyMessage],
            "everybody, for a replica": [
                {
                    type: "aws:kms/replicaKey:ReplicaKey",
                    props: {
                        primaryKeyArn: "arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
                        ...key(root, allow({ AWS: "*" }, "kms:decrypt")),
                    },
                },
                anyMessage,
            ],
        },
        fail: {
            everybody: [key(root, allow("*", use)), anyMessage],
            "everybody, separately": [
                { type: "aws:kms/keyPolicy:KeyPolicy", props: { keyId: "1234", ...key(root, allow("*", "kms:*")) } },
                anyMessage,
            ],
            "everybody, native": [
                { type: "aws-native:kms:Key", props: { keyPolicy: { Version: "2012-10-17", Statement: [root, allow("*", use)] } } },
                anyMessage,
            ],
        },
        ...waits(key(root), key(root, allow("*", use))),
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
        },
        falseAlarms: {
            "the account by its number, all but deletion": key({
                Effect: "Allow",
                Principal: { AWS: "111122223333" },
                NotAction: ["kms:ScheduleKeyDeletion", "kms:DisableKey"],
                Resource: "*",
            }),
            "the account, on every key but another": {
                type,
                name: "key",
                props: key({ ...root, Resource: undefined, NotResource: `${keyArn}0` }),
                outputs: { arn: keyArn },
            },
            "administrators of IAM Identity Center by the pattern of their role": key(
                allow({ AWS: "111122223333" }, "kms:*", {
                    Condition: {
                        ArnLike: {
                            "aws:PrincipalArn": "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*",
                        },
                    },
                }),
                allow(role("User"), use, { Sid: "Use" }),
            ),
            "everybody but administrators denied": key(root, {
                Effect: "Deny",
                Principal: "*",
                Action: ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"],
                Resource: "*",
                Condition: { ArnNotLike: { "aws:PrincipalArn": ["arn:aws:iam::111122223333:role/platform-*"] } },
            }),
            "the data, not the key, bound to a network": key(root, {
                Effect: "Deny",
                Principal: "*",
                Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
                Resource: "*",
                Condition: { StringNotEqualsIfExists: { "aws:SourceVpce": "vpce-1a2b3c4d" } },
            }),
            "the account with MFA and TLS": key(
                allow({ AWS: "111122223333" }, "kms:*", {
                    Condition: { Bool: { "aws:MultiFactorAuthPresent": "true", "aws:SecureTransport": "true" } },
                }),
            ),
            "one session of a role": key(allow({ AWS: "arn:aws:sts::111122223333:assumed-role/Admin/alice" }, ["kms:Put*", "kms:Create*"])),
            "what skips the lockout check denied": key(root, {
                Effect: "Deny",
                Principal: "*",
                Action: "kms:PutKeyPolicy",
                Resource: "*",
                Condition: { Bool: { "kms:BypassPolicyLockoutSafetyCheck": "true" } },
            }),
        },
        slips: {
            "another account's administrator only": [key(allow(role("Administrator", "444455556666"), "kms:*")), anyMessage],
            "the account, denied outside one endpoint": [
                key(root, {
                    Effect: "Deny",
                    Principal: "*",
                    Action: "kms:*",
                    Resource: "*",
                    Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } },
                }),
                anyMessage,
            ],
            "the account from the office only": [
                key(allow({ AWS: "111122223333" }, "kms:*", { Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } })),
                anyMessage,
            ],
            "administrators in every way but this": [
                key(allow({ AWS: "111122223333" }, ["kms:Create*", "kms:Describe*", "kms:Enable*", "kms:List*", "kms:Update*"])),
                anyMessage,
            ],
            "changes denied to all": [key(root, { Effect: "Deny", Principal: "*", Action: "kms:Put*", Resource: "*" }), anyMessage],
            "a pattern that denies the very administrators": [
                key(allow(role("platform-admin"), "kms:*"), {
                    Effect: "Deny",
                    Principal: "*",
                    Action: "kms:Put*",
                    Resource: "*",
                    Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/platform-*" } },
                }),
                anyMessage,
            ],
        },
        ...waits(key(root), key(allow(role("User"), use))),
    },
    config("kms-key-policy-keeps-administrator"),
);

const onlyOf = (organization: string): object =>
    key(root, {
        Effect: "Deny",
        Principal: "*",
        Action: "kms:*",
        Resource: "*",
        Condition: {
            StringNotEqualsIfExists: { "aws:PrincipalOrgID": organization },
            BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        },
    });

describePolicy(
    kms.kmsKeyPolicyKeepsAdministrator,
    type,
    {
        falseAlarms: { "everybody denied outside one's own organisation": onlyOf("o-a1b2c3d4e5") },
        slips: { "everybody denied outside another organisation": [onlyOf("o-zzzzzzzzzz"), anyMessage] },
    },
    config("kms-key-policy-keeps-administrator", { organizationId: "o-a1b2c3d4e5" }),
);

describePolicy(
    kms.kmsKeyPolicyKeepsAdministrator,
    type,
    {
        undecided: {
            "everybody denied outside an organisation that may be one's own": [onlyOf("o-a1b2c3d4e5"), ["the option organizationId"]],
        },
    },
    config("kms-key-policy-keeps-administrator"),
);

describePolicy(kms.kmsKeyPolicyKeepsAdministrator, type, {
    pass: {
        "the account its provider is restricted to": { type, props: key(root), provider: { allowedAccountIds: '["111122223333"]' } },
        "that account without quotes in the configuration": { type, props: key(root), provider: { allowedAccountIds: "[111122223333]" } },
    },
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
        slips: { "one role for both in China": [inPartition("aws-cn", key(root, allow(role("Administrator"), "kms:*"))), anyMessage] },
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
        },
        falseAlarms: {
            "the account's own delegation": key(root),
            "the service-linked role of Auto Scaling, with a literal": key(
                root,
                allow(
                    { AWS: "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling" },
                    "kms:CreateGrant",
                    { Condition: { Bool: { "kms:GrantIsForAWSResource": true } } },
                ),
            ),
            "compared as text": key(
                root,
                allow(role("User"), "kms:CreateGrant", {
                    Condition: { StringEqualsIgnoreCase: { "kms:GrantIsForAWSResource": ["True"] } },
                }),
            ),
            "an AWS service, which is no user": key(
                root,
                allow({ Service: "sagemaker.amazonaws.com" }, "kms:CreateGrant", {
                    Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
                }),
            ),
            "other grants denied": key(root, allow(role("Administrator"), "kms:*"), {
                Effect: "Deny",
                Principal: "*",
                Action: "kms:CreateGrant",
                Resource: "*",
                Condition: { BoolIfExists: { "kms:GrantIsForAWSResource": "false" } },
            }),
            "a service, which is no user, for tasks of one cluster": key(
                root,
                allow({ Service: "fargate.amazonaws.com" }, "kms:CreateGrant", {
                    Condition: {
                        StringEquals: { "kms:EncryptionContext:aws:ecs:clusterAccount": ["111122223333"] },
                        "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt"] },
                    },
                }),
            ),
            "grants may be listed and taken back": key(
                root,
                allow(role("Administrator"), ["kms:CreateAlias", "kms:ListGrants", "kms:RevokeGrant", "kms:RetireGrant"]),
            ),
        },
        slips: {
            "in China": [inPartition("aws-cn", key(root, allow(role("User"), "kms:CreateGrant"))), anyMessage],
            "in a wildcard": [key(root, allow(role("Administrator"), ["kms:Create*", "kms:Put*"])), anyMessage],
            "in a wildcard in the middle": [key(root, allow(role("Administrator"), "kms:C*Grant")), anyMessage],
            "all but one action": [
                key(root, { Effect: "Allow", Principal: role("Administrator"), NotAction: "kms:ScheduleKeyDeletion", Resource: "*" }),
                anyMessage,
            ],
            "if the key exists": [
                key(root, allow(role("User"), "kms:CreateGrant", { Condition: { BoolIfExists: { "kms:GrantIsForAWSResource": "true" } } })),
                anyMessage,
            ],
            "for every value there is": [
                key(
                    root,
                    allow(role("User"), "kms:CreateGrant", { Condition: { "ForAllValues:Bool": { "kms:GrantIsForAWSResource": "true" } } }),
                ),
                anyMessage,
            ],
            "that the key is there, whatever it says": [
                key(root, allow(role("User"), "kms:CreateGrant", { Condition: { Null: { "kms:GrantIsForAWSResource": "false" } } })),
                anyMessage,
            ],
            "a role beside the account": [
                key(allow({ AWS: ["111122223333", "arn:aws:iam::111122223333:role/User"] }, "kms:*")),
                anyMessage,
            ],
            "the operations that are granted, not for whom": [
                key(
                    root,
                    allow(role("User"), "kms:CreateGrant", {
                        Condition: { "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt"] } },
                    }),
                ),
                anyMessage,
            ],
        },
        fail: {
            "without a condition": [key(root, allow(role("User"), "kms:CreateGrant")), anyMessage],
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
        ...waits(key(root), key(root, allow(role("User"), "kms:CreateGrant"))),
    },
    config("kms-grants-only-for-aws-resources"),
);

describePolicy(
    kms.kmsKeyPolicyCrossAccount,
    type,
    {
        pass: {
            "own and trusted": key(root, allow(role("User", "444455556666"), use)),
        },
        falseAlarms: {
            "an AWS service: another rule's business": key(root, allow({ Service: "logs.us-east-1.amazonaws.com" }, use)),
            "everybody of own and trusted accounts": everybody({ StringEquals: { "kms:CallerAccount": ["111122223333", "444455556666"] } }),
            "everybody with the pattern of an own role": everybody({
                ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/ml-*" },
            }),
            "another account, denied to all but the own": key(root, allow({ AWS: "999999999999" }, use), {
                Effect: "Deny",
                Principal: "*",
                Action: "kms:*",
                Resource: "*",
                Condition: { StringNotEqualsIfExists: { "kms:CallerAccount": "111122223333" } },
            }),
            "the own account and its provider of identities": key(
                root,
                allow({ Federated: "arn:aws:iam::111122223333:saml-provider/Office" }, use),
            ),
            "the own account in China": key(
                allow({ AWS: "arn:aws-cn:iam::111122223333:root" }, "kms:*"),
                allow({ AWS: "arn:aws-cn:iam::111122223333:role/User" }, use, { Sid: "Use" }),
            ),
        },
        slips: {
            "everybody, through S3": [everybody({ StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } }), anyMessage],
            "another account by its number, beside the own": [key(root, allow({ AWS: ["111122223333", "999999999999"] }, use)), anyMessage],
            "a role elsewhere that bears the account's number": [
                key(root, allow(role("for-111122223333", "999999999999"), use)),
                anyMessage,
            ],
            "another account by a condition": [everybody({ StringEquals: { "kms:CallerAccount": "999999999999" } }), anyMessage],
            "a session elsewhere": [key(root, allow({ AWS: "arn:aws:sts::999999999999:assumed-role/User/alice" }, use)), anyMessage],
            "all but one action": [
                key(root, { Effect: "Allow", Principal: { AWS: "999999999999" }, NotAction: "kms:ScheduleKeyDeletion", Resource: "*" }),
                anyMessage,
            ],
            "another account, of imported material": [
                { type: "aws:kms/externalKey:ExternalKey", props: key(root, allow({ AWS: "999999999999" }, "kms:Decrypt")) },
                anyMessage,
            ],
        },
        fail: {
            "another account": [key(root, allow({ AWS: "arn:aws:iam::999999999999:root" }, use)), anyMessage],
            everybody: [key(root, allow({ AWS: "*" }, use)), anyMessage],
        },
        ...waits(key(root), key(root, allow({ AWS: "999999999999" }, use))),
    },
    config("kms-key-policy-cross-account"),
);

describePolicy(
    kms.kmsKeyPolicyCrossAccount,
    type,
    {
        falseAlarms: {
            "everybody of the own organisation": everybody({ StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
            "everybody of one unit of it": everybody({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/*" } }),
        },
        slips: { "everybody of another one": [everybody({ StringEquals: { "aws:PrincipalOrgID": "o-z9y8x7w6v5" } }), anyMessage] },
    },
    config("kms-key-policy-cross-account", { organizationId: "o-a1b2c3d4e5" }),
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

describePolicy(kms.kmsKeyPolicyConfusedDeputy, type, {
    fail: {
        "a service for anybody, whichever account is one's own": [
            key(
                root,
                allow({ Service: "sns.amazonaws.com" }, use, { Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } } }),
                allow({ Service: "cloudtrail.amazonaws.com" }, "kms:DescribeKey", { Sid: "Trail" }),
            ),
            "The service cloudtrail.amazonaws.com can call kms:DescribeKey on the key, " +
                'without aws:SourceAccount, aws:SourceArn, kms:EncryptionContext:aws:cloudtrail:arn; "Trail" allows it.',
        ],
    },
});

describePolicy(
    kms.kmsKeyPolicyConfusedDeputy,
    type,
    {
        falseAlarms: {
            "a service for the own organisation": key(
                root,
                allow({ Service: "sns.amazonaws.com" }, use, { Condition: { StringEquals: { "aws:SourceOrgID": "o-a1b2c3d4e5" } } }),
            ),
        },
    },
    config("kms-key-policy-confused-deputy", { organizationId: "o-a1b2c3d4e5" }),
);

describePolicy(kms.kmsKeyPolicyWellFormed, type, {
    pass: {
        "a document": key(root),
        "the default policy": { description: "x" },
        "the key's own ARN": { type, name: "key", props: key({ ...root, Resource: keyArn }), outputs: { arn: keyArn } },
    },
    falseAlarms: {
        "every key, for the key": key({ ...root, Resource: "arn:aws:kms:us-east-1:111122223333:key/*" }),
        "what the console writes": key(root, allow(role("User"), use, { Sid: "Allow use of the key" })),
        "one statement, without Version and Sid": {
            policy: JSON.stringify({
                Id: "key-default-1",
                Statement: { Effect: "Allow", Principal: { AWS: "111122223333" }, Action: "kms:*", Resource: ["*"] },
            }),
        },
        "roles of IAM Identity Center and of services, and one by its unique id": key(
            root,
            allow(
                {
                    AWS: [
                        "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef",
                        "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
                        "AROAEXAMPLEIDEXAMPLE",
                    ],
                },
                use,
            ),
        ),
        "actions and conditions that are seldom seen": key(
            root,
            allow(role("User"), ["kms:DeriveSharedSecret", "kms:RotateKeyOnDemand", "kms:SynchronizeMultiRegionKey"], {
                Condition: {
                    StringEquals: { "kms:EncryptionContext:SecretARN": "x", "aws:ResourceTag/team": "${aws:PrincipalTag/team}" },
                    "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/data" },
                    Bool: { "kms:MultiRegion": false },
                    StringEqualsIgnoreCase: { "kms:RecipientAttestation:PCR0": "x", "kms:RecipientAttestation:ImageSha384": "x" },
                    NumericLessThan: { "kms:ScheduleKeyDeletionPendingWindowInDays": 30 },
                },
            }),
        ),
    },
    slips: {
        "an action that does not exist": [
            key(root, allow(role("User"), "kms:Decypt")),
            'Statement "Grant" has an action in its Action that AWS does not have; kms:Decrypt may be meant.',
        ],
        "an action that lacks its wildcard": [
            key(root, allow(role("User"), "kms:ReEncrypt")),
            'Statement "Grant" has an action in its Action that AWS does not have; kms:ReEncrypt* may be meant.',
        ],
        "an action of another service": [
            key(root, allow(role("User"), ["kms:Decrypt", "s3:GetObject"])),
            'Statement "Grant" has an action of another service in its Action. A key policy holds actions of kms only.',
        ],
        "roles by a pattern": [
            key(root, allow(role("ml-*"), use)),
            'Statement "Grant" has a wildcard inside a name, which matches nobody, in its Principal.',
        ],
        "a service by half its name": [
            key(root, allow({ Service: "sagemaker" }, use)),
            'Statement "Grant" has a service whose name does not end as AWS\'s do (.amazonaws.com) in its Principal.',
        ],
        "a condition key that does not exist": [
            everybody({ StringEquals: { "kms:CallerAcount": "111122223333" } }),
            'Statement "Grant" has a condition key that AWS does not have; kms:CallerAccount may be meant.',
        ],
        "one Sid twice": [key(root, { ...root, Action: "kms:Decrypt" }), 'Two statements have the Sid "Root".'],
        "text inside a text": [
            { policy: JSON.stringify(JSON.stringify({ Version: "2012-10-17", Statement: [root] })) },
            "The document is a text inside a text: it was encoded twice.",
        ],
        "an alias for the key": [
            key(root, allow(role("User"), use, { Resource: "arn:aws:kms:us-east-1:111122223333:alias/data" })),
            'Statement "Grant" has an alias, which is no key, in its Resource.',
        ],
        "no Resource": [key(root, allow(role("User"), use, { Resource: undefined })), 'Statement "Grant" has no Resource.'],
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
    ...waits(key(root), key(root, root)),
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
        },
        falseAlarms: {
            "a trusted account's role": grant("arn:aws:iam::444455556666:role/User"),
            "a role of the stack in a first preview": [
                grant(unknown, { granteePrincipal: "role" }),
                { type: "aws:iam/role:Role", name: "role", props: { name: "user" } },
            ],
            "a role of the stack in a first preview, for another region of the account": [
                {
                    ...grant(unknown, { granteePrincipal: "role" }),
                    providerName: "abroad",
                    provider: { region: "eu-west-1", allowedAccountIds: '["111122223333"]' },
                },
                {
                    type: "aws:iam/role:Role",
                    name: "role",
                    props: { name: "user" },
                    provider: { region: "us-east-1", allowedAccountIds: '["111122223333"]' },
                },
            ],
            "the account itself, in China": grant("arn:aws-cn:iam::111122223333:root"),
        },
        slips: {
            "a role elsewhere that bears the account's number": [grant("arn:aws:iam::999999999999:role/111122223333"), grantee],
            "a session elsewhere": [grant("arn:aws:sts::999999999999:assumed-role/User/alice"), grantee],
            "a role that the stack makes in another account": [
                [
                    grant("arn:aws:iam::999999999999:role/user", { granteePrincipal: "role" }),
                    {
                        type: "aws:iam/role:Role",
                        name: "role",
                        props: { name: "user" },
                        outputs: { arn: "arn:aws:iam::999999999999:role/user" },
                        providerName: "elsewhere",
                    },
                ],
                `grant: ${grantee}`,
            ],
            "another account's principal may retire it": [
                {
                    type: "aws:kms/grant:Grant",
                    props: { granteePrincipal: "arn:aws:iam::111122223333:role/User", retiringPrincipal: "arn:aws:iam::999999999999:root" },
                },
                "The principal that may retire the grant is of an account that is neither your own nor trusted.",
            ],
        },
        fail: { "another account's role": [grant("arn:aws:iam::999999999999:role/User"), grantee] },
        undecided: {
            "a principal that nothing tells": [
                grant(unknown),
                ["granteePrincipal"],
                { holds: "arn:aws:iam::111122223333:role/User", breaks: "arn:aws:iam::999999999999:role/User" },
            ],
            "a role that the stack makes elsewhere": [
                [
                    grant(unknown, { granteePrincipal: "role" }),
                    { type: "aws:iam/role:Role", name: "role", props: { name: "user" }, providerName: "elsewhere" },
                ],
                ["granteePrincipal"],
                { holds: "arn:aws:iam::444455556666:role/user", breaks: "arn:aws:iam::999999999999:role/user" },
            ],
        },
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

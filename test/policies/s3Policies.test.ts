import * as s3 from "../../policies/s3Policies";
import { anyMessage, describePolicy } from "../support/describePolicy";
import { type Declared, unknown } from "../support/judge";

const type = "aws:s3/bucketPolicy:BucketPolicy";
const arn = "arn:aws:s3:::acme-data";
const both = [arn, `${arn}/*`];
const keyArn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const own = { "guard-configuration": {} };

/** A bucket policy in a first preview whose text a program wrote out: the bucket is not known, the text is. */
function policy(...statements: object[]): object {
    return { bucket: "acme-data", policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) };
}

const deny = (rest: object): object => ({ Sid: "Guard", Effect: "Deny", Principal: "*", Action: "s3:*", Resource: both, ...rest });
const allow = (rest: object): object => ({ Sid: "Grant", Effect: "Allow", Action: "s3:GetObject", Resource: `${arn}/*`, ...rest });
const onlyEndpoint = deny({ Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } } });
const onlyTls = deny({ Condition: { Bool: { "aws:SecureTransport": "false" } } });
const put = (condition: object): object => deny({ Action: "s3:PutObject", Resource: `${arn}/*`, Condition: condition });
const sse = "s3:x-amz-server-side-encryption";
const keyId = "s3:x-amz-server-side-encryption-aws-kms-key-id";

describePolicy(s3.s3VpceDenyIsEffective, type, {
    pass: {
        "everything but the endpoint": policy(onlyEndpoint),
        "as an object": { bucket: "acme-data", policy: { Version: "2012-10-17", Statement: [onlyEndpoint] } },
        "a VPC instead of an endpoint": policy(deny({ Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1a2b3c4d" } } })),
        "with a break-glass role": policy(
            deny({
                Condition: {
                    StringNotEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" },
                    ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/BreakGlass" },
                },
            }),
        ),
        "with an exception for AWS services": policy(
            deny({
                Condition: {
                    StringNotEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" },
                    BoolIfExists: { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" },
                },
            }),
        ),
        "no endpoint in it": policy(onlyTls),
        "inline in a bucket": { type: "aws:s3/bucket:Bucket", props: policy(onlyEndpoint) },
        native: {
            type: "aws-native:s3:BucketPolicy",
            props: { bucket: "acme-data", policyDocument: JSON.parse(JSON.stringify({ Statement: [onlyEndpoint] })) as object },
        },
        "no policy": { bucket: "acme-data" },
    },
    fail: {
        "three actions only": [
            policy(
                deny({
                    Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
                    Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } },
                }),
            ),
            anyMessage,
        ],
        "requests without the key": [
            policy(deny({ Condition: { "ForAnyValue:StringNotEquals": { "aws:SourceVpce": "vpce-1a2b3c4d" } } })),
            anyMessage,
        ],
        "anybody's endpoint": [policy(deny({ Condition: { StringNotLike: { "aws:SourceVpce": "vpce-*" } } })), anyMessage],
        "objects without the bucket": [
            policy(deny({ Resource: `${arn}/*`, Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } } })),
            anyMessage,
        ],
        "the bucket without objects, inline in BucketV2": [
            {
                type: "aws:s3/bucketV2:BucketV2",
                props: policy(deny({ Resource: arn, Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } } })),
            },
            anyMessage,
        ],
        "another bucket, native": [
            {
                type: "aws-native:s3:BucketPolicy",
                props: {
                    bucket: "acme-data",
                    policyDocument: {
                        Version: "2012-10-17",
                        Statement: [
                            deny({
                                Resource: "arn:aws:s3:::other/*",
                                Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } },
                            }),
                        ],
                    },
                },
            },
            anyMessage,
        ],
    },
    undecided: {
        "the whole text waits": [{ bucket: "acme-data", policy: unknown }, ["policy"]],
    },
});

describePolicy(s3.s3TlsDenyIsEffective, type, {
    pass: {
        "everything without TLS": policy(onlyTls),
        "false as a Boolean, in a list": policy(deny({ Condition: { Bool: { "aws:SecureTransport": [false] } } })),
        "no TLS in it": policy(onlyEndpoint),
    },
    fail: {
        "objects only": [policy(deny({ Resource: `${arn}/*`, Condition: { Bool: { "aws:SecureTransport": "false" } } })), anyMessage],
        "one account only": [
            policy(deny({ Principal: { AWS: "arn:aws:iam::111122223333:root" }, Condition: { Bool: { "aws:SecureTransport": "false" } } })),
            anyMessage,
        ],
        "true instead of false": [policy(deny({ Condition: { Bool: { "aws:SecureTransport": "true" } } })), anyMessage],
    },
    undecided: { "the whole text waits": [{ bucket: "acme-data", policy: unknown }, ["policy"]] },
});

describePolicy(s3.s3EncryptionDenyIsEffective, type, {
    pass: {
        "algorithm and key in two statements": policy(
            put({ StringNotEqualsIfExists: { [sse]: "aws:kms" } }),
            put({ StringNotEqualsIfExists: { [keyId]: keyArn } }),
        ),
        "the key alone": policy(put({ StringNotEqualsIfExists: { [keyId]: keyArn } })),
        "the algorithm alone, judged on the algorithm alone": policy(put({ StringNotEquals: { [sse]: "aws:kms" } })),
        "SSE-C alone is not judged here": policy(put({ Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" } })),
        "no encryption in it": policy(onlyTls),
    },
    fail: {
        "algorithm and key in one operator": [policy(put({ StringNotEquals: { [sse]: "aws:kms", [keyId]: keyArn } })), anyMessage],
        "the bucket instead of its objects": [
            policy(deny({ Action: "s3:PutObject", Resource: arn, Condition: { StringNotEquals: { [sse]: "aws:kms" } } })),
            anyMessage,
        ],
        "another action": [
            policy(deny({ Action: "s3:PutObjectAcl", Resource: `${arn}/*`, Condition: { StringNotEquals: { [sse]: "aws:kms" } } })),
            anyMessage,
        ],
    },
    undecided: { "the whole text waits": [{ bucket: "acme-data", policy: unknown }, ["policy"]] },
});

describePolicy(s3.s3PolicyNotPublic, type, {
    pass: {
        "a named role": policy(allow({ Principal: { AWS: "arn:aws:iam::111122223333:role/Reader" } })),
        "everybody of one organisation": policy(
            allow({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }),
        ),
        "everybody through one endpoint": policy(
            allow({ Principal: "*", Condition: { StringEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } } }),
        ),
        "no Allow": policy(onlyTls),
    },
    fail: {
        everybody: [policy(allow({ Principal: "*" })), anyMessage],
        "everybody, in a list": [policy(allow({ Principal: { AWS: ["*", "arn:aws:iam::111122223333:role/Reader"] } })), anyMessage],
        "everybody who says where he comes from": [
            policy(allow({ Principal: "*", Condition: { StringLike: { "aws:Referer": "https://example.com/*" } } })),
            anyMessage,
        ],
        "everybody if the key exists": [
            policy(allow({ Principal: "*", Condition: { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } })),
            anyMessage,
        ],
    },
    undecided: { "the whole text waits": [{ bucket: "acme-data", policy: unknown }, ["policy"]] },
});

describePolicy(
    s3.s3PolicyCrossAccount,
    type,
    {
        pass: {
            "the own account": policy(allow({ Principal: { AWS: "arn:aws:iam::111122223333:root" } })),
            "the own account by its id": policy(allow({ Principal: { AWS: "111122223333" } })),
            "a trusted account's role": policy(allow({ Principal: { AWS: "arn:aws:iam::444455556666:role/Reader" } })),
            "an AWS service: another rule's business": policy(allow({ Principal: { Service: "cloudtrail.amazonaws.com" } })),
            "everybody of the trusted organisation": policy(
                allow({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }),
            ),
        },
        fail: {
            "another account": [policy(allow({ Principal: { AWS: "arn:aws:iam::999999999999:root" } })), anyMessage],
            "another account by its id": [policy(allow({ Principal: { AWS: "999999999999" } })), anyMessage],
            "a role elsewhere that bears the account's number": [
                policy(allow({ Principal: "*", Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/x111122223333" } } })),
                anyMessage,
            ],
        },
        undecided: { "the whole text waits": [{ bucket: "acme-data", policy: unknown }, ["policy"]] },
    },
    {
        config: {
            ...own,
            "s3-policy-cross-account": {
                ownAccounts: ["111122223333"],
                trustedAccounts: ["444455556666"],
                trustedOrganizations: ["o-a1b2c3d4e5"],
            },
        },
    },
);

describePolicy(s3.s3PolicyCrossAccount, type, {
    pass: {
        "the account its provider is restricted to": {
            type,
            props: policy(allow({ Principal: { AWS: "111122223333" } })),
            provider: { allowedAccountIds: '["111122223333"]' },
        },
        "nobody at all, whatever the own account is": policy(onlyTls),
        "a role that the same provider makes, whatever the own account is": [
            { type, name: "policy", props: policy(allow({ Principal: { AWS: "arn:aws:iam::777777777777:role/Training" } })) },
            { type: "aws:iam/role:Role", name: "role", props: {}, outputs: { arn: "arn:aws:iam::777777777777:role/Training" } },
        ],
    },
    fail: {
        "everybody, whatever the own account is": [policy(allow({ Principal: "*" })), anyMessage],
        "two accounts, of which one is foreign": [policy(allow({ Principal: { AWS: ["111122223333", "444455556666"] } })), anyMessage],
    },
    undecided: {
        "an account, and nothing tells the own one": [
            policy(allow({ Principal: { AWS: "444455556666" } })),
            ["the option ownAccounts or allowedAccountIds of the provider"],
        ],
    },
});

describePolicy(
    s3.s3PolicyConfusedDeputy,
    type,
    {
        pass: {
            "a service for the own account": policy(
                allow({
                    Principal: { Service: "cloudtrail.amazonaws.com" },
                    Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
                }),
            ),
            "a role": policy(allow({ Principal: { AWS: "arn:aws:iam::999999999999:root" } })),
        },
        fail: { "a service for anybody": [policy(allow({ Principal: { Service: "cloudtrail.amazonaws.com" } })), anyMessage] },
    },
    { config: { "s3-policy-confused-deputy": { ownAccounts: ["111122223333"] } } },
);

describePolicy(s3.s3PolicyNoLockout, type, {
    pass: { "a Deny with a way out": policy(onlyEndpoint), "no Deny": policy(allow({ Principal: { AWS: "111122223333" } })) },
    fail: { "a Deny of everything to everybody": [policy(deny({})), anyMessage] },
});

describePolicy(s3.s3PolicyWellFormed, type, {
    pass: {
        "a document": policy(onlyTls),
        "a document with an action that AWS may have added": policy(
            allow({ Principal: { AWS: "111122223333" }, Action: "s3:TeleportObject" }),
        ),
    },
    fail: {
        "a placeholder": [
            policy(allow({ Principal: { AWS: "arn:aws:iam::<OTHER_ACCOUNT_ID>:root" } })),
            'Statement "Grant" has a placeholder instead of a value in its Principal.',
        ],
        "the text of an Output": [
            policy(
                allow({
                    Principal: { AWS: "111122223333" },
                    Resource: "Calling [toString] on an [Output<T>] is not supported.\n\nTo get the value…/*",
                }),
            ),
            'Statement "Grant" has the text of an Output instead of a value in its Resource.',
        ],
        "no JSON": [{ bucket: "acme-data", policy: "{" }, anyMessage],
        "another bucket": [policy(allow({ Principal: { AWS: "111122223333" }, Resource: "arn:aws:s3:::other-data/*" })), anyMessage],
        "a number": [{ bucket: "acme-data", policy: 7 }, anyMessage],
    },
    undecided: { "the whole text waits": [{ bucket: "acme-data", policy: unknown }, ["policy"]] },
});

const bucketType = "aws:s3/bucket:Bucket";

function bucket(props: object = {}, rest: object = {}): Declared {
    return { type: bucketType, name: "data", props: { bucket: "acme-data", ...props }, ...rest };
}

function separate(...statements: object[]): Declared {
    return { type, name: "policy", props: { ...policy(...statements), bucket: unknown }, refs: { bucket: "data" } };
}

describePolicy(s3.s3PolicyTlsOnly, bucketType, {
    pass: {
        "a separate policy": [bucket(), separate(onlyTls)],
        "an inline policy": bucket(policy(onlyTls)),
        "if the key exists": [bucket(), separate(deny({ Condition: { BoolIfExists: { "aws:SecureTransport": "false" } } }))],
    },
    fail: {
        "no policy": [bucket(), anyMessage],
        "a policy about something else": [[bucket(), separate(onlyEndpoint)], anyMessage],
        "the policy of another bucket": [
            [bucket(), { type: bucketType, name: "logs", props: { bucket: "acme-logs", ...policy(onlyTls) } }].slice(0, 1),
            anyMessage,
        ],
    },
    undecided: {
        "a policy that waits": [
            [bucket(), { type, name: "policy", props: { bucket: unknown, policy: unknown }, refs: { bucket: "data" } }],
            ["BucketPolicy policy: policy"],
        ],
    },
});

describePolicy(s3.s3MinimumTlsVersion, bucketType, {
    pass: { "TLS 1.2 at least": [bucket(), separate(deny({ Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } }))] },
    fail: { "any TLS": [[bucket(), separate(onlyTls)], anyMessage] },
});

describePolicy(s3.s3SseCBlocked, bucketType, {
    pass: {
        "left out": bucket(),
        blocked: bucket({ serverSideEncryptionConfiguration: { rule: { blockedEncryptionTypes: ["SSE-C"] } } }),
        "allowed by the setting, denied by the policy": [
            bucket({ serverSideEncryptionConfiguration: { rule: { blockedEncryptionTypes: ["NONE"] } } }),
            separate(put({ Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" } })),
        ],
    },
    fail: { allowed: [bucket({ serverSideEncryptionConfiguration: { rule: { blockedEncryptionTypes: ["NONE"] } } }), anyMessage] },
});

const underKey = {
    serverSideEncryptionConfiguration: {
        rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn } },
    },
};

describePolicy(s3.s3PutRequiresKmsKey, bucketType, {
    pass: {
        "every upload names the key": [bucket(underKey), separate(put({ StringNotEqualsIfExists: { [keyId]: keyArn } }))],
        "no headers at all": [bucket(underKey), separate(put({ Null: { [sse]: "false" } }), put({ Null: { [keyId]: "false" } }))],
    },
    fail: {
        "no policy": [bucket(underKey), anyMessage],
        "another key": [[bucket(underKey), separate(put({ StringNotEquals: { [sse]: "aws:kms", [keyId]: keyArn } }))], anyMessage],
    },
});

const location: Declared = {
    type: "aws:sagemaker/featureGroup:FeatureGroup",
    name: "features",
    props: { offlineStoreConfig: { s3StorageConfig: { s3Uri: "s3://acme-data/features" } } },
};

describePolicy(
    s3.s3PolicyVpceOnly,
    bucketType,
    {
        pass: {
            "not in scope": bucket(),
            "used by SageMaker, behind an allowed endpoint": [bucket(), location, separate(onlyEndpoint)],
        },
        fail: {
            "used by SageMaker, without a policy": [[bucket(), location], anyMessage],
            "used by SageMaker in a first preview": [
                [
                    bucket(),
                    {
                        ...location,
                        props: { offlineStoreConfig: { s3StorageConfig: { s3Uri: unknown } } },
                        refs: { offlineStoreConfig: "data" },
                    },
                ],
                anyMessage,
            ],
            "its own policy tests an endpoint that is not allowed": [
                [bucket(), separate(deny({ Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-99999999" } } }))],
                anyMessage,
            ],
        },
    },
    { config: { "s3-policy-vpce-only": { allowedVpcEndpoints: ["vpce-1a2b3c4d"] } } },
);

describePolicy(
    s3.s3PolicyVpceOnly,
    bucketType,
    {
        pass: { "another bucket": bucket({ bucket: "web-assets" }), "tagged otherwise": bucket({ bucket: "x", tags: { data: "public" } }) },
        fail: {
            "in scope by name": [bucket(), anyMessage],
            "in scope by tag": [bucket({ bucket: "x", tags: { data: "ml" } }), anyMessage],
        },
    },
    { config: { "s3-policy-vpce-only": { scope: { names: ["acme-*"], tags: { data: "ml" } } } } },
);

describePolicy(
    s3.s3PolicyVpceOnly,
    bucketType,
    { fail: { "all are in scope": [bucket(), anyMessage] } },
    { config: { "s3-policy-vpce-only": { scope: "all" } } },
);

const endpoint = (id: unknown): Declared => ({
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    name: "s3",
    props: { serviceName: "com.amazonaws.us-east-1.s3" },
    outputs: { id },
});

describePolicy(s3.s3PolicyVpceOnly, bucketType, {
    pass: { "the endpoint of the stack": [bucket(), location, endpoint("vpce-1a2b3c4d"), separate(onlyEndpoint)] },
    fail: { "another endpoint": [[bucket(), location, endpoint("vpce-99999999"), separate(onlyEndpoint)], anyMessage] },
});

describePolicy(
    s3.s3OrganizationOnly,
    bucketType,
    {
        pass: {
            "others are denied": [
                bucket(),
                separate(
                    deny({
                        Condition: {
                            StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
                            BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
                        },
                    }),
                ),
            ],
        },
        fail: { "no policy": [bucket(), anyMessage] },
    },
    { config: { "s3-organization-only": { organizationId: "o-a1b2c3d4e5" } } },
);

describePolicy(s3.s3OrganizationOnly, bucketType, { pass: { "no organisation is configured": bucket() } });

describePolicy(
    s3.s3RestrictedObjectsByTag,
    bucketType,
    {
        pass: {
            "not restricted": bucket(),
            "readers need the tag": [
                bucket({ tags: { Classification: "PHI" } }),
                separate(
                    deny({
                        Action: ["s3:GetObject*"],
                        Resource: `${arn}/*`,
                        Condition: {
                            StringEquals: { "s3:ExistingObjectTag/Classification": "PHI" },
                            StringNotEquals: { "aws:PrincipalTag/Clearance": "PHI" },
                        },
                    }),
                ),
            ],
        },
        fail: { "anybody reads": [bucket({ tags: { Classification: "PHI" } }), anyMessage] },
    },
    { config: { "s3-restricted-objects-by-tag": { restrictedTag: { key: "Classification", value: "PHI", principalTag: "Clearance" } } } },
);

const accessPoint = "arn:aws:s3:us-east-1:111122223333:accesspoint/ap";

describePolicy(
    s3.s3AccessPointPolicy,
    "aws:s3/accessPoint:AccessPoint",
    {
        pass: {
            "an own role": {
                name: "ap",
                policy: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [
                        allow({ Principal: { AWS: "arn:aws:iam::111122223333:role/Reader" }, Resource: `${accessPoint}/object/*` }),
                    ],
                }),
            },
            "no policy": { name: "ap" },
        },
        fail: {
            everybody: [
                {
                    name: "ap",
                    policy: JSON.stringify({
                        Version: "2012-10-17",
                        Statement: [allow({ Principal: "*", Resource: `${accessPoint}/object/*` })],
                    }),
                },
                anyMessage,
            ],
            "another account, separately": [
                {
                    type: "aws:s3control/accessPointPolicy:AccessPointPolicy",
                    props: {
                        accessPointArn: accessPoint,
                        policy: JSON.stringify({
                            Version: "2012-10-17",
                            Statement: [allow({ Principal: { AWS: "999999999999" }, Resource: `${accessPoint}/object/*` })],
                        }),
                    },
                },
                anyMessage,
            ],
            "a table bucket for everybody": [
                {
                    type: "aws:s3tables/tableBucketPolicy:TableBucketPolicy",
                    props: {
                        tableBucketArn: "arn:aws:s3tables:us-east-1:111122223333:bucket/tables",
                        resourcePolicy: JSON.stringify({
                            Version: "2012-10-17",
                            Statement: [{ Effect: "Allow", Principal: "*", Action: "s3tables:*", Resource: "*" }],
                        }),
                    },
                },
                anyMessage,
            ],
        },
    },
    { config: { "s3-access-point-policy": { ownAccounts: ["111122223333"] } } },
);

const shared = allow({ Principal: { AWS: "arn:aws:iam::444455556666:root" } });
const key = (policyOf?: object): Declared => ({
    type: "aws:kms/key:Key",
    name: "key",
    props: policyOf === undefined ? {} : { policy: JSON.stringify({ Version: "2012-10-17", Statement: [policyOf] }) },
});
const underStackKey: Declared = {
    ...bucket({
        serverSideEncryptionConfiguration: {
            rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: unknown } },
        },
    }),
    refs: { serverSideEncryptionConfiguration: "key" },
};
const useFor = (account: string): object => ({
    Effect: "Allow",
    Principal: { AWS: account },
    Action: ["kms:Decrypt", "kms:DescribeKey"],
    Resource: "*",
});
const denied = "data: Account 444455556666 may read the bucket and cannot use its key, so it gets AccessDenied.";

describePolicy(
    s3.s3CrossAccountKeyAccess,
    bucketType,
    {
        pass: {
            "not shared": [underStackKey, key(), separate(onlyTls)],
            "shared, with the key": [underStackKey, key(useFor("arn:aws:iam::444455556666:root")), separate(shared)],
            "shared under SSE-S3": [bucket(), separate(shared)],
        },
        fail: {
            "shared, with the key's default policy": [[underStackKey, key(), separate(shared)], denied],
            "shared, and the key is for another account": [[underStackKey, key(useFor("111122223333")), separate(shared)], denied],
            "shared under the AWS managed key": [
                [
                    bucket({
                        serverSideEncryptionConfiguration: { rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } } },
                    }),
                    separate(shared),
                ],
                denied,
            ],
        },
    },
    { config: { "s3-cross-account-key-access": { ownAccounts: ["111122223333"] } } },
);

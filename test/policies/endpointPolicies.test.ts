import { vpcEndpointPolicyRestrictsBuckets } from "../../policies/endpointPolicies";
import { anyMessage, describePolicy } from "../support/describePolicy";
import { type Declared, unknown } from "../support/judge";

const type = "aws:ec2/vpcEndpoint:VpcEndpoint";
const serviceName = "com.amazonaws.us-east-1.s3";
const document = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allow = (rest: object): object => ({ Sid: "Buckets", Effect: "Allow", Principal: "*", Action: "s3:*", ...rest });
const named = allow({ Resource: ["arn:aws:s3:::acme-data", "arn:aws:s3:::acme-data/*"] });
const jumpStart = {
    Sid: "JumpStart",
    Effect: "Allow",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: "*",
    Condition: { StringEqualsIgnoreCase: { "s3:ExistingObjectTag/SageMaker": "true" } },
};
const endpoint = (props: object = {}): Declared => ({ type, name: "s3", props: { serviceName, ...props } });
const separate = (props: object): Declared => ({
    type: "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
    name: "policy",
    props: { vpcEndpointId: unknown, ...props },
    refs: { vpcEndpointId: "s3" },
});
const open = "The endpoint has no policy, so it reaches every bucket there is.";

describePolicy(vpcEndpointPolicyRestrictsBuckets, type, {
    pass: {
        "buckets named in full": endpoint({ policy: document(named) }),
        "a separate policy": [endpoint(), separate({ policy: document(named) })],
        native: {
            type: "aws-native:ec2:VpcEndpoint",
            props: { serviceName, policyDocument: { Version: "2012-10-17", Statement: [named] } },
        },
    },
    falseAlarms: {
        "and JumpStart's objects": endpoint({ policy: document(named, jumpStart) }),
        "and JumpStart's objects, as a list of one and with the case of the value": endpoint({
            policy: document(named, {
                ...jumpStart,
                Action: ["s3:GetObject"],
                Resource: ["arn:aws:s3:::*/*"],
                Condition: { StringEquals: { "s3:ExistingObjectTag/SageMaker": ["true"] } },
            }),
        }),
        "another service": { type, props: { serviceName: "com.amazonaws.us-east-1.sagemaker.api" } },
        "a service of S3 by another name": { type, props: { serviceName: "com.amazonaws.us-east-1.s3tables" } },
        "a separate policy of another service's endpoint": [
            { ...endpoint({ serviceName: "com.amazonaws.us-east-1.dynamodb" }), name: "db" },
            { ...separate({ policy: document(allow({ Resource: "*", Action: "*" })) }), refs: { vpcEndpointId: "db" } },
        ],
        "buckets in China": endpoint({
            serviceName: "com.amazonaws.cn-north-1.s3",
            policy: document(allow({ Resource: ["arn:aws-cn:s3:::acme-data", "arn:aws-cn:s3:::acme-data/*"] })),
        }),
        "everything, but denied outside the buckets": endpoint({
            policy: document(allow({ Resource: "*" }), {
                Effect: "Deny",
                Principal: "*",
                Action: "s3:*",
                NotResource: ["arn:aws:s3:::acme-data", "arn:aws:s3:::acme-data/*"],
            }),
        }),
        "buckets of AWS by name, as its container registry needs": endpoint({
            policy: document(named, allow({ Action: "s3:GetObject", Resource: "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*" })),
        }),
        "a list of all buckets, of which each has one's own": endpoint({
            policy: document(named, allow({ Action: "s3:ListAllMyBuckets", Resource: "*" })),
        }),
    },
    slips: {
        "no policy, in an update": [{ ...endpoint(), outputs: { id: "vpce-1a2b3c4d" } }, open],
        "an empty policy": [endpoint({ policy: "" }), open],
        "a separate policy that is left out again": [[endpoint({ policy: document(named) }), separate({})], `policy: ${open}`],
        "a separate policy of another endpoint": [
            [endpoint(), { ...separate({ vpcEndpointId: "vpce-1a2b3c4d", policy: document(named) }), refs: {} }],
            `s3: ${open}`,
        ],
        "a name that goes on": [endpoint({ policy: document(allow({ Resource: "arn:aws:s3:::acme-data*" })) }), anyMessage],
        "all but one action": [
            endpoint({ policy: document({ Effect: "Allow", Principal: "*", NotAction: "s3:DeleteBucket", Resource: "*" }) }),
            anyMessage,
        ],
        "all but one bucket": [
            endpoint({ policy: document({ Effect: "Allow", Principal: "*", Action: "s3:*", NotResource: "arn:aws:s3:::secret/*" }) }),
            anyMessage,
        ],
        "one's own people, to whichever bucket": [
            endpoint({
                policy: document(allow({ Resource: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } })),
            }),
            anyMessage,
        ],
        "buckets of the caller's organisation, whoever calls": [
            endpoint({
                policy: document(allow({ Resource: "*", Condition: { StringEquals: { "aws:ResourceOrgID": "${aws:PrincipalOrgID}" } } })),
            }),
            anyMessage,
        ],
        "JumpStart's objects, and uploads": [
            endpoint({ policy: document(named, { ...jumpStart, Action: ["s3:GetObject", "s3:PutObject"] }) }),
            anyMessage,
        ],
        "JumpStart's objects, if they have the tag": [
            endpoint({
                policy: document(named, {
                    ...jumpStart,
                    Condition: { StringEqualsIfExists: { "s3:ExistingObjectTag/SageMaker": "true" } },
                }),
            }),
            anyMessage,
        ],
        "uploads elsewhere denied, all else allowed": [
            endpoint({
                policy: document(allow({ Resource: "*" }), {
                    Effect: "Deny",
                    Principal: "*",
                    Action: "s3:PutObject",
                    NotResource: "arn:aws:s3:::acme-data/*",
                }),
            }),
            anyMessage,
        ],
    },
    fail: {
        "no policy": [endpoint(), open],
        "no policy, native": [{ type: "aws-native:ec2:VpcEndpoint", props: { serviceName } }, open],
        everything: [endpoint({ policy: document(allow({ Resource: "*" })) }), anyMessage],
        "names with a wildcard": [endpoint({ policy: document(allow({ Resource: "arn:aws:s3:::acme-*" })) }), anyMessage],
        "JumpStart's objects without the condition": [
            endpoint({ policy: document(named, { ...jumpStart, Condition: undefined }) }),
            anyMessage,
        ],
        "owners in no organisation": [
            endpoint({
                policy: document(allow({ Resource: "*", Condition: { StringEqualsIfExists: { "aws:ResourceOrgID": "o-a1b2c3d4e5" } } })),
            }),
            anyMessage,
        ],
        "an organisation in one statement and every bucket in another, which is what is told": [
            endpoint({
                policy: document(
                    allow({ Sid: "Own", Resource: "*", Condition: { StringEquals: { "aws:ResourceOrgID": "o-a1b2c3d4e5" } } }),
                    allow({ Sid: "Exception", Resource: "*", Condition: { StringEquals: { "aws:PrincipalTag/exception": "true" } } }),
                ),
            }),
            'arn:aws:iam::999999999999:role/x, through a VPC endpoint, can call s3:GetObject on arn:aws:s3:::somebody-elses-bucket/x, with aws:ResourceAccount 999999999999, aws:PrincipalTag/exception true, without aws:ResourceOrgID, s3:ExistingObjectTag/SageMaker; "Exception" allows it.',
        ],
        "everything, in a separate policy": [[endpoint(), separate({ policy: document(allow({ Resource: "*" })) })], anyMessage],
    },
    undecided: {
        "the whole text waits": [
            endpoint({ policy: unknown }),
            ["policy"],
            { holds: document(named), breaks: document(allow({ Resource: "*" })) },
        ],
        "one bucket of a native policy waits": [
            {
                type: "aws-native:ec2:VpcEndpoint",
                props: {
                    serviceName,
                    policyDocument: { Version: "2012-10-17", Statement: [allow({ Resource: ["arn:aws:s3:::x", unknown] })] },
                },
            },
            ["policyDocument.Statement[0].Resource[1]"],
            { holds: "arn:aws:s3:::acme-data/*", breaks: "arn:aws:s3:::*" },
        ],
        "the service waits": [
            endpoint({ serviceName: unknown }),
            ["serviceName"],
            { holds: "com.amazonaws.us-east-1.kms", breaks: serviceName },
        ],
        "an organisation, and nothing tells the own one": [
            endpoint({ policy: document(allow({ Resource: "*", Condition: { StringEquals: { "aws:ResourceOrgID": "o-a1b2c3d4e5" } } })) }),
            ["the option organizationId or trustedOrganizations"],
        ],
        "a separate policy of an endpoint outside the stack": [
            {
                type: "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
                props: { vpcEndpointId: "vpce-1a2b3c4d", policy: document(allow({ Resource: "*" })) },
            },
            ["the service of an endpoint outside the stack"],
        ],
        "an account, and nothing tells the own one": [
            endpoint({
                policy: document(allow({ Resource: "*", Condition: { StringEquals: { "aws:ResourceAccount": "444455556666" } } })),
            }),
            ["the option ownAccounts or allowedAccountIds of the provider"],
        ],
    },
});

describePolicy(
    vpcEndpointPolicyRestrictsBuckets,
    type,
    {
        pass: {
            "a listed bucket": endpoint({ policy: document(named) }),
            "a bucket of the stack": [
                endpoint({ policy: document(allow({ Resource: "arn:aws:s3:::features/*" })) }),
                { type: "aws:s3/bucket:Bucket", name: "features", props: { bucket: "features" } },
            ],
        },
        falseAlarms: {
            "a listed bucket in GovCloud": endpoint({ policy: document(allow({ Resource: "arn:aws-us-gov:s3:::acme-data/*" })) }),
        },
        fail: { "another bucket": [endpoint({ policy: document(allow({ Resource: "arn:aws:s3:::other/*" })) }), anyMessage] },
    },
    { config: { "vpc-endpoint-policy-restricts-buckets": { allowedBuckets: ["acme-data"] } } },
);

const everything = (condition: object): Declared => endpoint({ policy: document(allow({ Resource: "*", Condition: condition })) });

describePolicy(
    vpcEndpointPolicyRestrictsBuckets,
    type,
    {
        falseAlarms: {
            "buckets of the own account": everything({ StringEquals: { "aws:ResourceAccount": ["111122223333"] } }),
            "buckets of the own account, by S3's own key, and a name with a wildcard": endpoint({
                policy: document(
                    allow({
                        Resource: ["arn:aws:s3:::acme-*", "arn:aws:s3:::acme-*/*"],
                        Condition: { StringEquals: { "s3:ResourceAccount": "111122223333" } },
                    }),
                ),
            }),
            "everything, but denied in other accounts": endpoint({
                policy: document(allow({ Resource: "*" }), {
                    Effect: "Deny",
                    Principal: "*",
                    Action: "*",
                    Resource: "*",
                    Condition: { StringNotEqualsIfExists: { "aws:ResourceAccount": "111122223333" } },
                }),
            }),
            "one's own organisation, and what AWS services do by themselves": endpoint({
                policy: document(
                    allow({
                        Sid: "Own",
                        Resource: "*",
                        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5", "aws:ResourceOrgID": "o-a1b2c3d4e5" } },
                    }),
                    allow({ Sid: "Services", Resource: "*", Condition: { Bool: { "aws:PrincipalIsAWSService": "true" } } }),
                ),
            }),
            "the caller's organisation, which has to be one's own": everything({
                StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5", "aws:ResourceOrgID": "${aws:PrincipalOrgID}" },
            }),
        },
        slips: {
            "buckets of another account": [everything({ StringEquals: { "aws:ResourceAccount": "999999999999" } }), anyMessage],
            "buckets of another organisation": [everything({ StringEquals: { "aws:ResourceOrgID": "o-z9y8x7w6v5" } }), anyMessage],
            "buckets of all accounts but one": [everything({ StringNotEquals: { "aws:ResourceAccount": "999999999999" } }), anyMessage],
            "callers of the own account, to whichever bucket": [
                everything({ StringEquals: { "aws:PrincipalAccount": "111122223333" } }),
                anyMessage,
            ],
        },
    },
    {
        config: {
            "vpc-endpoint-policy-restricts-buckets": { ownAccounts: ["111122223333"], organizationId: "o-a1b2c3d4e5" },
        },
    },
);

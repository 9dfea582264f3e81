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
        "and JumpStart's objects": endpoint({ policy: document(named, jumpStart) }),
        "buckets of the own account": {
            ...endpoint({
                policy: document(allow({ Resource: "*", Condition: { StringEquals: { "aws:ResourceAccount": "111122223333" } } })),
            }),
            provider: { allowedAccountIds: '["111122223333"]' },
        },
        "a separate policy": [endpoint(), separate({ policy: document(named) })],
        native: {
            type: "aws-native:ec2:VpcEndpoint",
            props: { serviceName, policyDocument: { Version: "2012-10-17", Statement: [named] } },
        },
        "another service": { type, props: { serviceName: "com.amazonaws.us-east-1.sagemaker.api" } },
    },
    fail: {
        "no policy": [endpoint(), open],
        "an empty policy": [endpoint({ policy: "" }), open],
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
        "everything, in a separate policy": [[endpoint(), separate({ policy: document(allow({ Resource: "*" })) })], anyMessage],
    },
    undecided: {
        "the whole text waits": [endpoint({ policy: unknown }), ["policy"]],
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
        fail: { "another bucket": [endpoint({ policy: document(allow({ Resource: "arn:aws:s3:::other/*" })) }), anyMessage] },
    },
    { config: { "vpc-endpoint-policy-restricts-buckets": { allowedBuckets: ["acme-data"] } } },
);

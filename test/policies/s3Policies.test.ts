import * as s3 from "../../policies/s3Policies";
import { anyMessage, describePolicy } from "../support/describePolicy";
import { type Declared, unknown } from "../support/judge";

const type = "aws:s3/bucketPolicy:BucketPolicy";
const arn = "arn:aws:s3:::acme-data";
const both = [arn, `${arn}/*`];
const keyArn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const own = { "guard-configuration": {} };

function text(...statements: object[]): string {
    return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** A bucket policy whose text a program wrote out. */
function policy(...statements: object[]): object {
    return { bucket: "acme-data", policy: text(...statements) };
}

/** A bucket policy as an object, in which single values may be unknown. */
function asObject(...statements: object[]): object {
    return { bucket: "acme-data", policy: { Version: "2012-10-17", Statement: statements } };
}

/** A native one. */
function asNative(...statements: object[]): Declared {
    return {
        type: "aws-native:s3:BucketPolicy",
        props: { bucket: "acme-data", policyDocument: { Version: "2012-10-17", Statement: statements } },
    };
}

/** Those of a directory bucket have another service, and a region and an account in their ARNs. */
const directoryArn = "arn:aws:s3express:us-east-1:111122223333:bucket/ml--use1-az4--x-s3";
function ofDirectoryBucket(statement: object): object {
    return { bucket: "ml--use1-az4--x-s3", policy: text({ ...statement, Resource: directoryArn }) };
}

const deny = (rest: object): object => ({ Sid: "Guard", Effect: "Deny", Principal: "*", Action: "s3:*", Resource: both, ...rest });
const allow = (rest: object): object => ({ Sid: "Grant", Effect: "Allow", Action: "s3:GetObject", Resource: `${arn}/*`, ...rest });
const unless = (condition: object, rest: object = {}): object => deny({ Condition: condition, ...rest });
const endpointId = "vpce-1a2b3c4d";
const elsewhere = { StringNotEquals: { "aws:SourceVpce": endpointId } };
const onlyEndpoint = unless(elsewhere);
const onlyTls = unless({ Bool: { "aws:SecureTransport": "false" } });
const put = (condition: object, rest: object = {}): object =>
    deny({ Action: "s3:PutObject", Resource: `${arn}/*`, Condition: condition, ...rest });
const sse = "s3:x-amz-server-side-encryption";
const keyId = "s3:x-amz-server-side-encryption-aws-kms-key-id";

describePolicy(s3.s3VpceDenyIsEffective, type, {
    pass: {
        "everything but the endpoint": policy(onlyEndpoint),
        "as an object": asObject(onlyEndpoint),
        "a VPC instead of an endpoint": policy(unless({ StringNotEquals: { "aws:SourceVpc": "vpc-1a2b3c4d" } })),
        "no endpoint in it": policy(onlyTls),
        "inline in a bucket": { type: "aws:s3/bucket:Bucket", props: policy(onlyEndpoint) },
        native: asNative(onlyEndpoint),
        "no policy": { bucket: "acme-data" },
    },
    falseAlarms: {
        "with a break-glass role": policy(
            unless({ ...elsewhere, ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/BreakGlass" } }),
        ),
        "with many roles by patterns that have wildcards inside": policy(
            unless({
                ...elsewhere,
                ArnNotLike: {
                    "aws:PrincipalArn": Array.from({ length: 14 }, (_, team) => `arn:aws:iam::111122223333:role/*/team-${team}-*-admin`),
                },
            }),
        ),
        "with a break-glass role by its unique id, and the root user": policy(
            unless({ ...elsewhere, StringNotLike: { "aws:userid": ["AROAEXAMPLEID:*", "111122223333"] } }),
        ),
        "with an exception for AWS services": policy(
            unless({ ...elsewhere, BoolIfExists: { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" } }),
        ),
        "two endpoints, the key in lower case": policy(
            unless({ StringNotEqualsIfExists: { "aws:sourcevpce": [endpointId, "vpce-0123456789abcdef0"] } }),
        ),
        "one pattern for the bucket and its objects": policy(unless(elsewhere, { Resource: `${arn}*` })),
        "everything but the bucket's administration": policy(
            unless(elsewhere, { Action: undefined, NotAction: ["s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"] }),
        ),
        "one statement without a list, in the older version": {
            bucket: "acme-data",
            policy: JSON.stringify({ Version: "2008-10-17", Statement: onlyEndpoint }),
        },
        "an endpoint or a VPC": policy(unless({ StringNotEquals: { "aws:SourceVpce": endpointId, "aws:SourceVpc": "vpc-1a2b3c4d" } })),
        "a VPC by its ARN": policy(unless({ ArnNotEquals: { "aws:SourceVpcArn": "arn:aws:ec2:us-east-1:111122223333:vpc/vpc-1a2b3c4d" } })),
        "an endpoint by its id in capitals, compared ignoring them": policy(
            unless({ StringNotEqualsIgnoreCase: { "aws:SourceVpce": endpointId.toUpperCase() } }),
        ),
        "endpoints of the own account, whichever": policy(unless({ StringNotEquals: { "aws:VpceAccount": "111122223333" } })),
        "an Allow through an endpoint, which denies nothing": policy(
            allow({ Principal: "*", Condition: { StringEquals: { "aws:SourceVpce": endpointId } } }),
        ),
        "a pattern under StringNotEquals, which shuts everybody out": policy(unless({ StringNotEquals: { "aws:SourceVpce": "vpce-*" } })),
        "no endpoint in a document of no version that AWS knows: another rule's business": {
            bucket: "acme-data",
            policy: { Version: "2012-10-18", Statement: [onlyTls] },
        },
        "no statements: another rule's business": { bucket: "acme-data", policy: { Version: "2012-10-17", statement: [onlyTls] } },
        "a directory bucket's": ofDirectoryBucket({ ...onlyEndpoint, Action: "s3express:*" }),
    },
    fail: {
        "three actions only": [policy(unless(elsewhere, { Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"] })), anyMessage],
        "objects without the bucket": [policy(unless(elsewhere, { Resource: `${arn}/*` })), anyMessage],
        "the bucket without objects, inline in BucketV2": [
            { type: "aws:s3/bucketV2:BucketV2", props: policy(unless(elsewhere, { Resource: arn })) },
            anyMessage,
        ],
        "another bucket, native": [asNative(unless(elsewhere, { Resource: "arn:aws:s3:::other/*" })), anyMessage],
    },
    slips: {
        "requests without the key": [policy(unless({ "ForAnyValue:StringNotEquals": { "aws:SourceVpce": endpointId } })), anyMessage],
        "requests without the key, by another test": [policy(unless({ ...elsewhere, Null: { "aws:SourceVpce": "false" } })), anyMessage],
        "requests without the key, though the endpoint is not known yet": [
            asObject(unless({ "ForAnyValue:StringNotEquals": { "aws:SourceVpce": unknown } })),
            anyMessage,
        ],
        "anybody's endpoint": [policy(unless({ StringNotLike: { "aws:SourceVpce": "vpce-*" } })), anyMessage],
        "whichever VPC of anybody": [policy(unless({ ArnNotLike: { "aws:SourceVpcArn": "arn:aws:ec2:us-east-1:*:vpc/*" } })), anyMessage],
        "one endpoint that is shut out": [policy(unless({ StringEquals: { "aws:SourceVpce": "vpce-99999999" } })), anyMessage],
        "verbs that do not cover all that reads and writes": [
            policy(unless(elsewhere, { Action: ["s3:Get*", "s3:Put*", "s3:List*", "s3:Delete*"] })),
            anyMessage,
        ],
        "a role of this name in any account": [
            policy(unless({ ...elsewhere, ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/BreakGlass" } })),
            anyMessage,
        ],
        "whoever has the tag, which he gives himself": [
            policy(unless({ StringNotEquals: { "aws:SourceVpce": endpointId, "aws:PrincipalTag/exempt": "true" } })),
            anyMessage,
        ],
        "addresses of the office": [policy(unless({ ...elsewhere, NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } })), anyMessage],
        "callers without credentials, of whom nothing says that they are no service": [
            policy(unless({ ...elsewhere, Bool: { "aws:PrincipalIsAWSService": "false" } })),
            anyMessage,
        ],
        "everybody but the own account": [policy(unless(elsewhere, { Principal: { AWS: "arn:aws:iam::111122223333:root" } })), anyMessage],
        "everything over TLS": [policy(unless({ ...elsewhere, Bool: { "aws:SecureTransport": "false" } })), anyMessage],
        "sessions on a directory bucket": [
            ofDirectoryBucket({ ...unless({ "ForAnyValue:StringNotEquals": { "aws:SourceVpce": endpointId } }), Action: "s3express:*" }),
            anyMessage,
        ],
    },
    undecided: {
        "the whole text waits": [
            { bucket: "acme-data", policy: unknown },
            ["policy"],
            { holds: text(onlyEndpoint), breaks: text(unless(elsewhere, { Action: "s3:GetObject" })) },
        ],
        "a statement waits": [
            asObject(unknown),
            ["policy.Statement[0]"],
            { holds: onlyEndpoint, breaks: unless(elsewhere, { Resource: arn }) },
        ],
        "an endpoint waits": [
            asObject(unless({ StringNotLike: { "aws:SourceVpce": unknown } })),
            ["policy.Statement[0].Condition.StringNotLike.aws:SourceVpce"],
            { holds: endpointId, breaks: "vpce-*" },
        ],
        "the objects wait": [
            asObject(unless(elsewhere, { Resource: [arn, unknown] })),
            ["policy.Statement[0].Resource[1]"],
            { holds: `${arn}/*`, breaks: `${arn}/features/*` },
        ],
    },
});

const plain = { Bool: { "aws:SecureTransport": "false" } };

describePolicy(s3.s3TlsDenyIsEffective, type, {
    pass: {
        "everything without TLS": policy(onlyTls),
        "no TLS in it": policy(onlyEndpoint),
    },
    falseAlarms: {
        "false as a Boolean, in a list": policy(unless({ Bool: { "aws:SecureTransport": [false] } })),
        "false as Python writes it": policy(unless({ Bool: { "aws:SecureTransport": "False" } })),
        "if the key exists, which it always does": policy(unless({ BoolIfExists: { "aws:SecureTransport": "false" } })),
        "whatever is not true": policy(unless({ StringNotEquals: { "aws:SecureTransport": "true" } })),
        "everybody in another spelling": policy(unless(plain, { Principal: { AWS: ["*"] }, Action: ["*"] })),
        "the bucket and its objects in two statements": policy(
            unless(plain, { Sid: "Bucket", Resource: arn }),
            unless(plain, { Sid: "Objects", Resource: `${arn}/*` }),
        ),
        "old versions of TLS and plain requests in one statement": policy(unless({ NumericLessThanIfExists: { "s3:TlsVersion": 1.2 } })),
        "old versions of TLS in a statement of their own": policy(
            onlyTls,
            unless({ NumericLessThan: { "s3:TlsVersion": "1.2" } }, { Sid: "Tls12" }),
        ),
        "an Allow over TLS, which denies nothing": policy(
            allow({ Principal: { AWS: "111122223333" }, Condition: { Bool: { "aws:SecureTransport": "true" } } }),
        ),
        "a directory bucket's": ofDirectoryBucket({ ...onlyTls, Action: "s3express:*" }),
    },
    fail: {
        "objects only": [policy(unless(plain, { Resource: `${arn}/*` })), anyMessage],
        "uploads only": [policy(unless(plain, { Action: "s3:PutObject", Resource: `${arn}/*` })), anyMessage],
    },
    slips: {
        "a bucket of another name, which the reference tells": [
            [
                { type: "aws:s3/bucket:Bucket", name: "data", props: { bucket: "acme-prod" } },
                { type, name: "policy", props: { bucket: unknown, policy: text(onlyTls) }, refs: { bucket: "data" } },
            ],
            anyMessage,
        ],
        "the text of an Output for the ARN of a bucket": [
            { policy: text(unless(plain, { Resource: "1: o.apply(v => `prefix${v}suffix`)/*" })) },
            "Anybody without credentials, from the internet, is not denied s3:GetObject on the bucket, with aws:SecureTransport false; " +
                '"Guard" does not deny it, because its Resource is not about this resource.',
        ],
        "one account only": [policy(unless(plain, { Principal: { AWS: "arn:aws:iam::111122223333:root" } })), anyMessage],
        "true instead of false": [policy(unless({ Bool: { "aws:SecureTransport": "true" } })), anyMessage],
        "a number that is no Boolean": [policy(unless({ Bool: { "aws:SecureTransport": "0" } })), anyMessage],
        "old versions of TLS alone, since a plain request has none": [
            policy(unless({ NumericLessThan: { "s3:TlsVersion": "1.2" } })),
            anyMessage,
        ],
        "both tests in one statement, which are never true together": [
            policy(unless({ ...plain, NumericLessThan: { "s3:TlsVersion": "1.2" } })),
            anyMessage,
        ],
        "plain requests through the endpoint": [policy(unless({ ...plain, ...elsewhere })), anyMessage],
        "objects under one prefix": [policy(unless(plain, { Resource: [arn, `${arn}/features/*`] })), anyMessage],
        "inline in BucketV2, the bucket without its objects": [
            { type: "aws:s3/bucketV2:BucketV2", props: policy(unless(plain, { Resource: arn })) },
            anyMessage,
        ],
    },
    undecided: {
        "the bucket waits, and may be another than the policy names": [
            { bucket: unknown, policy: text(onlyTls) },
            ["bucket"],
            { holds: "acme-data", breaks: "acme-prod" },
        ],
        "the whole text waits": [
            { bucket: "acme-data", policy: unknown },
            ["policy"],
            { holds: text(onlyTls), breaks: text(unless(plain, { Resource: arn })) },
        ],
        "the value waits": [
            asObject(unless({ Bool: { "aws:SecureTransport": unknown } })),
            ["policy.Statement[0].Condition.Bool.aws:SecureTransport"],
            { holds: "false", breaks: "true" },
        ],
    },
});

const otherAlgorithm = { StringNotEquals: { [sse]: "aws:kms" } };

describePolicy(s3.s3EncryptionDenyIsEffective, type, {
    pass: {
        "algorithm and key in two statements": policy(
            put({ StringNotEqualsIfExists: { [sse]: "aws:kms" } }),
            put({ StringNotEqualsIfExists: { [keyId]: keyArn } }),
        ),
        "the key alone": policy(put({ StringNotEqualsIfExists: { [keyId]: keyArn } })),
        "no encryption in it": policy(onlyTls),
    },
    falseAlarms: {
        "the algorithm alone, judged on the algorithm alone": policy(put(otherAlgorithm)),
        "either kind of SSE-KMS": policy(put({ StringNotEquals: { [sse]: ["aws:kms", "aws:kms:dsse"] } })),
        "the algorithm, and uploads without it": policy(put(otherAlgorithm), put({ Null: { [sse]: "true" } }, { Sid: "Missing" })),
        "uploads without headers let through, whatever names something denied": policy(
            put({ Null: { [sse]: "false" }, ...otherAlgorithm }),
            put({ Null: { [keyId]: "false" }, StringNotEquals: { [keyId]: keyArn } }, { Sid: "Key" }),
            put({ StringEquals: { [sse]: "aws:kms" }, Null: { [keyId]: "true" } }, { Sid: "NoKey" }),
        ),
        "ForAnyValue on a header that the upload carries": policy(put({ "ForAnyValue:StringNotEquals": { [sse]: "aws:kms" } })),
        "one key by its id, whatever the region": policy(
            put({ StringNotLike: { [keyId]: "arn:aws:kms:*:*:key/mrk-1234abcd12ab34cd56ef1234567890ab" } }),
        ),
        "the key as an ARN": policy(put({ ArnNotEquals: { [keyId]: keyArn } })),
        "every key of one account and region": policy(put({ StringNotLike: { [keyId]: "arn:aws:kms:us-east-1:111122223333:key/*" } })),
        "either of two keys": policy(put({ StringNotEquals: { [keyId]: [keyArn, keyArn.replace("1234abcd", "5678efab")] } })),
        "the wrong algorithm by its name": policy(put({ StringEquals: { [sse]: "AES256" } })),
        "every action that puts": policy(put(otherAlgorithm, { Action: "s3:Put*" })),
        "SSE-C alone is not judged here": policy(put({ Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" } })),
        "an Allow under SSE-KMS, which denies nothing": policy(
            allow({ Principal: { AWS: "111122223333" }, Action: "s3:PutObject", Condition: { StringEquals: { [sse]: "aws:kms" } } }),
        ),
    },
    fail: {
        "the bucket instead of its objects": [policy(put(otherAlgorithm, { Resource: arn })), anyMessage],
        "another action": [policy(put(otherAlgorithm, { Action: "s3:PutObjectAcl" })), anyMessage],
    },
    slips: {
        "algorithm and key in one operator": [policy(put({ StringNotEquals: { [sse]: "aws:kms", [keyId]: keyArn } })), anyMessage],
        "algorithm and key in one operator, though the key is not known yet": [
            asObject(put({ StringNotEquals: { [sse]: "aws:kms", [keyId]: unknown } })),
            anyMessage,
        ],
        "algorithm and key in two operators of one statement": [
            policy(put({ StringNotEquals: { [sse]: "aws:kms" }, ArnNotEquals: { [keyId]: keyArn } })),
            anyMessage,
        ],
        "SSE-KMS without a key, which is aws/s3": [
            policy(put({ Null: { [keyId]: "false" }, StringNotEquals: { [keyId]: keyArn } })),
            anyMessage,
        ],
        "an alias, which is resolved in the account of whoever uploads": [
            policy(put({ StringNotEquals: { [keyId]: "alias/acme-data" } })),
            anyMessage,
        ],
        "every key of every account": [policy(put({ StringNotLike: { [keyId]: "arn:aws:kms:us-east-1:*:key/*" } })), anyMessage],
        "SSE-KMS without a key, under ForAnyValue": [policy(put({ "ForAnyValue:StringNotEquals": { [keyId]: keyArn } })), anyMessage],
        "one account only": [policy(put(otherAlgorithm, { Principal: { AWS: "arn:aws:iam::111122223333:root" } })), anyMessage],
        "one prefix only": [policy(put(otherAlgorithm, { Resource: `${arn}/features/*` })), anyMessage],
        "plain requests only": [policy(put({ ...otherAlgorithm, ...plain })), anyMessage],
        "a role that is excepted": [
            policy(put({ ...otherAlgorithm, ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/Legacy" } })),
            anyMessage,
        ],
        "native, algorithm and key in one operator": [
            asNative(put({ StringNotEquals: { [sse]: "aws:kms", [keyId]: keyArn } })),
            anyMessage,
        ],
    },
    undecided: {
        "the whole text waits": [
            { bucket: "acme-data", policy: unknown },
            ["policy"],
            { holds: text(put(otherAlgorithm)), breaks: text(put(otherAlgorithm, { Resource: arn })) },
        ],
        "the objects wait": [
            asObject(put(otherAlgorithm, { Resource: unknown })),
            ["policy.Statement[0].Resource"],
            { holds: `${arn}/*`, breaks: arn },
        ],
        "a statement waits that may name a key, beside one of the algorithm": [
            asObject(put(otherAlgorithm), unknown),
            ["policy.Statement[1]"],
            { holds: onlyTls, breaks: put({ StringNotEquals: { [keyId]: "alias/acme-data" } }, { Sid: "Key" }) },
        ],
        "the key waits": [
            asObject(put({ StringNotEqualsIfExists: { [keyId]: unknown } })),
            ["policy.Statement[0].Condition.StringNotEqualsIfExists.s3:x-amz-server-side-encryption-aws-kms-key-id"],
            { holds: keyArn, breaks: "alias/acme-data" },
        ],
    },
});

const anybody = (condition: object): object => allow({ Principal: "*", Condition: condition });
/** What a bucket leaves to access points: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html */
const byAccessPointsOf = (account: string): object =>
    allow({
        Principal: { AWS: "*" },
        Action: "*",
        Resource: both,
        Condition: { StringEquals: { "s3:DataAccessPointAccount": account } },
    });

describePolicy(s3.s3PolicyNotPublic, type, {
    pass: {
        "a named role": policy(allow({ Principal: { AWS: "arn:aws:iam::111122223333:role/Reader" } })),
        "no Allow": policy(onlyTls),
    },
    falseAlarms: {
        "everybody of one organisation": policy(anybody({ StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } })),
        "everybody of one account": policy(anybody({ StringEquals: { "aws:PrincipalAccount": "111122223333" } })),
        "everybody through one endpoint": policy(anybody({ StringEquals: { "aws:SourceVpce": endpointId } })),
        "everybody in one VPC, by its ARN": policy(
            anybody({ ArnEquals: { "aws:SourceVpcArn": "arn:aws:ec2:us-east-1:111122223333:vpc/vpc-1a2b3c4d" } }),
        ),
        "everybody from one range of addresses": policy(anybody({ IpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } })),
        "everybody through the access points of one account": policy(byAccessPointsOf("111122223333")),
        "a service for one distribution": policy(
            allow({
                Principal: { Service: "cloudfront.amazonaws.com" },
                Condition: { StringEquals: { "AWS:SourceArn": "arn:aws:cloudfront::111122223333:distribution/E1A2B3C4D5E6F7" } },
            }),
        ),
        "another account: another rule's business": policy(allow({ Principal: { AWS: "999999999999" } })),
        "everybody denied": policy(deny({ Principal: { AWS: "*" }, Condition: { Bool: { "aws:SecureTransport": "false" } } })),
    },
    fail: {
        everybody: [policy(allow({ Principal: "*" })), anyMessage],
        "everybody, in a list": [policy(allow({ Principal: { AWS: ["*", "arn:aws:iam::111122223333:role/Reader"] } })), anyMessage],
        "everybody, inline in BucketV2": [
            { type: "aws:s3/bucketV2:BucketV2", props: policy(allow({ Principal: { AWS: "*" } })) },
            anyMessage,
        ],
        "everybody, native": [asNative(allow({ Principal: "*" })), anyMessage],
    },
    slips: {
        "everybody who says where he comes from": [policy(anybody({ StringLike: { "aws:Referer": "https://example.com/*" } })), anyMessage],
        "everybody if the key exists": [policy(anybody({ StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } })), anyMessage],
        "everybody of whom nothing else is known": [
            policy(anybody({ "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } })),
            anyMessage,
        ],
        "everybody outside an organisation": [policy(anybody({ StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } })), anyMessage],
        "anybody's endpoint beside one's own": [policy(anybody({ StringLike: { "aws:SourceVpce": [endpointId, "vpce-*"] } })), anyMessage],
        "half of all addresses": [policy(anybody({ IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } })), anyMessage],
        "private addresses, which every VPC has": [policy(anybody({ IpAddress: { "aws:VpcSourceIp": "10.0.0.0/8" } })), anyMessage],
        "whoever has the tag, which he gives himself": [policy(anybody({ StringEquals: { "aws:PrincipalTag/team": "ml" } })), anyMessage],
        "over TLS, but everybody": [policy(anybody({ Bool: { "aws:SecureTransport": "true" } })), anyMessage],
        "everybody but one role": [policy(allow({ NotPrincipal: { AWS: "arn:aws:iam::111122223333:role/Guest" } })), anyMessage],
        "whoever has an account at an identity provider": [policy(allow({ Principal: { Federated: "accounts.google.com" } })), anyMessage],
        "a public grant that a Deny narrows": [
            policy(allow({ Principal: "*" }), unless({ StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } })),
            anyMessage,
        ],
        "sessions on a directory bucket": [ofDirectoryBucket(allow({ Principal: "*", Action: "s3express:CreateSession" })), anyMessage],
        "the policy of a bucket that is not known yet": [{ bucket: unknown, policy: text(allow({ Principal: "*" })) }, anyMessage],
    },
    undecided: {
        "the whole text waits": [
            { bucket: "acme-data", policy: unknown },
            ["policy"],
            { holds: text(onlyTls), breaks: text(allow({ Principal: "*" })) },
        ],
        "a principal waits": [
            asObject(allow({ Principal: { AWS: unknown } })),
            ["policy.Statement[0].Principal.AWS"],
            { holds: "arn:aws:iam::111122223333:role/Reader", breaks: "*" },
        ],
        "an endpoint waits": [
            asObject(anybody({ StringLike: { "aws:SourceVpce": unknown } })),
            ["policy.Statement[0].Condition.StringLike.aws:SourceVpce"],
            { holds: endpointId, breaks: "vpce-*" },
        ],
    },
});

const reader = (principal: unknown, rest: object = {}): object => allow({ Principal: { AWS: principal }, ...rest });
const someone = "9".repeat(64);

describePolicy(
    s3.s3PolicyCrossAccount,
    type,
    {
        pass: {
            "the own account": policy(reader("arn:aws:iam::111122223333:root")),
            "a trusted account's role": policy(reader("arn:aws:iam::444455556666:role/Reader")),
        },
        falseAlarms: {
            "the own account by its id": policy(reader("111122223333")),
            "the own account by its id, which a program wrote as a number": asObject(reader(111122223333)),
            "AWS's own account that writes load balancers' logs": policy(
                allow({ Principal: { AWS: "arn:aws:iam::127311923021:root" }, Action: "s3:PutObject" }),
            ),
            "a session of an own role": policy(reader("arn:aws:sts::111122223333:assumed-role/Training/job")),
            "everybody of the trusted organisation": policy(anybody({ StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } })),
            "everybody of own and trusted accounts": policy(
                anybody({ StringEquals: { "aws:PrincipalAccount": ["111122223333", "444455556666"] } }),
            ),
            "everybody whom own access points let in": policy(byAccessPointsOf("111122223333")),
            "everybody whom one own access point lets in": policy(
                anybody({ ArnLike: { "s3:DataAccessPointArn": "arn:aws:s3:us-east-1:111122223333:accesspoint/training*" } }),
            ),
            "a federated user of the own account": policy(reader("arn:aws:sts::111122223333:federated-user/bob")),
            "an own identity provider": policy(allow({ Principal: { Federated: "arn:aws:iam::111122223333:saml-provider/Staff" } })),
            "a trusted canonical user": policy(allow({ Principal: { CanonicalUser: someone } })),
            "a foreign account that a Deny keeps out": policy(
                reader(["999999999999", "111122223333"]),
                unless({ StringNotEquals: { "aws:PrincipalAccount": "111122223333" } }),
            ),
            "an AWS service: another rule's business": policy(allow({ Principal: { Service: "cloudtrail.amazonaws.com" } })),
            "the own account on a directory bucket": ofDirectoryBucket(reader("111122223333", { Action: "s3express:CreateSession" })),
        },
        fail: {
            "another account": [policy(reader("arn:aws:iam::999999999999:root")), anyMessage],
            "another account by its id": [policy(reader("999999999999")), anyMessage],
            "another account, native": [asNative(reader("arn:aws:iam::999999999999:role/Reader")), anyMessage],
        },
        slips: {
            "a role elsewhere that bears the account's number": [
                policy(anybody({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/x111122223333" } })),
                anyMessage,
            ],
            "another organisation": [policy(anybody({ StringEquals: { "aws:PrincipalOrgID": "o-zzzzzzzzzz" } })), anyMessage],
            "another account through one's own endpoint": [
                policy(reader("999999999999", { Condition: { StringEquals: { "aws:SourceVpce": endpointId } } })),
                anyMessage,
            ],
            "everybody whom another account's access points let in": [policy(byAccessPointsOf("999999999999")), anyMessage],
            "another account among trusted ones": [policy(reader(["111122223333", "444455556666", "999999999999"])), anyMessage],
            "a federated user of another account": [policy(reader("arn:aws:sts::999999999999:federated-user/bob")), anyMessage],
            "a session of another account": [policy(reader("arn:aws:sts::999999999999:assumed-role/Reader/job")), anyMessage],
            "another account's identity provider": [
                policy(allow({ Principal: { Federated: "arn:aws:iam::999999999999:saml-provider/Staff" } })),
                anyMessage,
            ],
            "a canonical user whom nobody trusts": [policy(allow({ Principal: { CanonicalUser: "8".repeat(64) } })), anyMessage],
            "whoever the unique id is of": [policy(reader("AROAEXAMPLEID12345678")), anyMessage],
            "everybody but one": [policy(allow({ NotPrincipal: { AWS: "arn:aws:iam::444455556666:root" } })), anyMessage],
            "another account on a directory bucket": [
                ofDirectoryBucket(reader("999999999999", { Action: "s3express:CreateSession" })),
                anyMessage,
            ],
            "another account on a native directory bucket": [
                {
                    type: "aws-native:s3express:BucketPolicy",
                    props: {
                        bucket: "ml--use1-az4--x-s3",
                        policyDocument: {
                            Version: "2012-10-17",
                            Statement: [reader("999999999999", { Action: "s3express:CreateSession", Resource: directoryArn })],
                        },
                    },
                },
                anyMessage,
            ],
        },
        undecided: {
            "the whole text waits": [
                { bucket: "acme-data", policy: unknown },
                ["policy"],
                { holds: text(reader("444455556666")), breaks: text(reader("999999999999")) },
            ],
            "a principal waits": [
                asObject(reader(["111122223333", unknown])),
                ["policy.Statement[0].Principal.AWS[1]"],
                { holds: "444455556666", breaks: "999999999999" },
            ],
        },
    },
    {
        config: {
            ...own,
            "s3-policy-cross-account": {
                ownAccounts: ["111122223333"],
                trustedAccounts: ["444455556666"],
                trustedOrganizations: ["o-a1b2c3d4e5"],
                trustedCanonicalUsers: [someone],
            },
        },
    },
);

describePolicy(s3.s3PolicyCrossAccount, type, {
    pass: {
        "nobody at all, whatever the own account is": policy(onlyTls),
    },
    falseAlarms: {
        "the account its provider is restricted to": {
            type,
            props: policy(reader("111122223333")),
            provider: { allowedAccountIds: '["111122223333"]' },
        },
        "a role that the same provider makes, whatever the own account is": [
            { type, name: "policy", props: policy(reader("arn:aws:iam::777777777777:role/Training")) },
            { type: "aws:iam/role:Role", name: "role", props: {}, outputs: { arn: "arn:aws:iam::777777777777:role/Training" } },
        ],
    },
    fail: {
        "everybody, whatever the own account is": [policy(allow({ Principal: "*" })), anyMessage],
    },
    slips: {
        "two accounts, of which one is foreign": [policy(reader(["111122223333", "444455556666"])), anyMessage],
    },
    undecided: {
        "an account, and nothing tells the own one": [
            policy(reader("444455556666")),
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
            "whom own access points let in": policy(byAccessPointsOf("111122223333")),
        },
        fail: { "a service for anybody": [policy(allow({ Principal: { Service: "cloudtrail.amazonaws.com" } })), anyMessage] },
    },
    { config: { "s3-policy-confused-deputy": { ownAccounts: ["111122223333"] } } },
);

describePolicy(s3.s3PolicyNoLockout, type, {
    pass: { "a Deny with a way out": policy(onlyEndpoint), "no Deny": policy(allow({ Principal: { AWS: "111122223333" } })) },
    fail: { "a Deny of everything to everybody": [policy(deny({})), anyMessage] },
});

const mine = (rest: object): object => reader("111122223333", rest);

describePolicy(s3.s3PolicyWellFormed, type, {
    pass: {
        "a document": policy(onlyTls),
        native: asNative(onlyTls, mine({})),
    },
    falseAlarms: {
        "an action that AWS may have added": policy(mine({ Action: "s3:TeleportObject" })),
        "one statement without a list, in the older version": {
            bucket: "acme-data",
            policy: JSON.stringify({ Version: "2008-10-17", Id: "Shared", Statement: mine({}) }),
        },
        "a home for each user": policy(mine({ Resource: `${arn}/home/\${aws:username}/*` })),
        "patterns that match the bucket": policy(mine({ Resource: ["arn:aws:s3:::acme-*", "arn:aws:s3:::*/models/*", "*"] })),
        "the unique id of a role that was deleted": policy(reader("AROAEXAMPLEID12345678")),
        "the identity of a CloudFront distribution": policy(
            reader("arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1A2B3C4D5E6F7"),
        ),
        "numbers and Booleans in conditions": policy(mine({ Condition: { NumericLessThan: { "s3:max-keys": 10 } } }), onlyTls),
        "another partition": policy({
            ...mine({ Resource: "arn:aws-cn:s3:::acme-data/*" }),
            Principal: { AWS: "arn:aws-cn:iam::111122223333:role/Reader" },
        }),
        "another partition, which the provider's region tells": {
            type,
            props: policy(deny({ Resource: ["arn:aws-us-gov:s3:::acme-data", "arn:aws-us-gov:s3:::acme-data/*"], Condition: plain })),
            provider: { region: "us-gov-west-1" },
        },
        "words of a template in an object's key": policy(mine({ Resource: `${arn}/your-bucket/ACCOUNT_ID/*` })),
        "what the provider adds to objects": {
            bucket: "acme-data",
            policy: { __defaults: [], Version: "2012-10-17", Statement: [{ __defaults: [], ...mine({}) }] },
        },
        "a directory bucket's": ofDirectoryBucket(reader("111122223333", { Action: "s3express:CreateSession" })),
        "native, the text of a document": {
            type: "aws-native:s3:BucketPolicy",
            props: { bucket: "acme-data", policyDocument: text(onlyTls) },
        },
    },
    fail: {
        "a placeholder": [
            policy(reader("arn:aws:iam::<OTHER_ACCOUNT_ID>:root")),
            'Statement "Grant" has a placeholder instead of a value in its Principal.',
        ],
        "no JSON": [{ bucket: "acme-data", policy: "{" }, anyMessage],
        "another bucket": [
            policy(mine({ Resource: "arn:aws:s3:::other-data/*" })),
            'Statement "Grant" has the bucket other-data instead of the policy\'s own in its Resource.',
        ],
        "a number": [{ bucket: "acme-data", policy: 7 }, anyMessage],
        "no Statement": [{ bucket: "acme-data", policy: { Version: "2012-10-17", Statement: [] } }, "The document has no Statement."],
    },
    slips: {
        "the text of an Output": [
            policy(mine({ Resource: "Calling [toString] on an [Output<T>] is not supported.\n\nTo get the value…/*" })),
            'Statement "Grant" has the text of an Output instead of a value in its Resource.',
        ],
        "the text of an Output in Python": [
            policy(mine({ Resource: "<pulumi.output.Output object at 0x7f3a>/*" })),
            'Statement "Grant" has the text of an Output instead of a value in its Resource.',
        ],
        "a variable of the shell": [
            policy(reader("arn:aws:iam::${ACCOUNT_ID}:root")),
            'Statement "Grant" has a placeholder instead of a value in its Principal.',
        ],
        "another bucket beside the own": [
            policy(mine({ Resource: [`${arn}/*`, "arn:aws:s3:::acme-archive/*"] })),
            'Statement "Grant" has the bucket acme-archive instead of the policy\'s own in its Resource.',
        ],
        "the bucket of another name, which the reference tells": [
            [
                { type: "aws:s3/bucket:Bucket", name: "data", props: { bucket: "acme-data" } },
                {
                    type,
                    name: "policy",
                    props: { bucket: unknown, policy: text(mine({ Resource: "arn:aws:s3:::acme-prod/*" })) },
                    refs: { bucket: "data" },
                },
            ],
            'policy: Statement "Grant" has the bucket acme-prod instead of the policy\'s own in its Resource.',
        ],
        "an account that was a number and lost its zero": [
            policy(reader(11122223333)),
            'Statement "Grant" has an account id that has not 12 digits in its Principal.',
        ],
        "an effect in lower case": [
            policy(deny({ Effect: "deny" })),
            'Statement "Guard" has an Effect that is neither Allow nor Deny, whose case counts.',
        ],
        "an operator that is none": [
            policy(unless({ StringNotEqual: { "aws:SourceVpce": endpointId } })),
            'Statement "Guard" has a condition operator that AWS does not know; StringNotEquals may be meant.',
        ],
        "a header that is misspelt": [
            policy(put({ StringNotEquals: { "s3:x-amz-server-side-encrpytion": "aws:kms" } })),
            'Statement "Guard" has a condition key that AWS does not have; s3:x-amz-server-side-encryption may be meant.',
        ],
        "a group": [
            policy(reader("arn:aws:iam::111122223333:group/Readers")),
            'Statement "Grant" has a group, which is no principal, in its Principal.',
        ],
        "a wildcard inside a principal": [
            policy(reader("arn:aws:iam::111122223333:role/*")),
            'Statement "Grant" has a wildcard inside a name, which matches nobody, in its Principal.',
        ],
        "a variable in the older version, where it is plain text": [
            { bucket: "acme-data", policy: JSON.stringify({ Statement: [mine({ Resource: `${arn}/home/\${aws:username}/*` })] }) },
            'Statement "Grant" has a policy variable in its Resource, which is plain text without Version 2012-10-17.',
        ],
        "two effects in one statement, of which a lenient reader takes the last": [
            { bucket: "acme-data", policy: text(onlyTls).replace('"Effect":"Deny"', '"Effect":"Deny","Effect":"Allow"') },
            anyMessage,
        ],
        "a document that was encoded twice": [
            { bucket: "acme-data", policy: JSON.stringify(text(onlyTls)) },
            "The document is a text inside a text: it was encoded twice.",
        ],
        "two statements of one Sid": [policy(onlyTls, onlyEndpoint), 'Two statements have the Sid "Guard".'],
        "longer than S3 takes": [
            policy(mine({ Resource: Array.from({ length: 600 }, (_, index) => `${arn}/prefix-${String(index).padStart(30, "0")}/*`) })),
            "The document has more than the 20,480 characters that AWS takes.",
        ],
        "a general purpose bucket's ARN for a directory bucket": [
            { bucket: "ml--use1-az4--x-s3", policy: text(mine({ Resource: "arn:aws:s3:::ml--use1-az4--x-s3/*" })) },
            'Statement "Grant" has the bucket ml--use1-az4--x-s3 instead of the policy\'s own in its Resource.',
        ],
    },
    undecided: {
        "the whole text waits": [
            { bucket: "acme-data", policy: unknown },
            ["policy"],
            { holds: text(onlyTls), breaks: text(mine({ Resource: "arn:aws:s3:::other-data/*" })) },
        ],
        "a text waits that an unknown value was put into": [
            { bucket: "acme-data", policy: text(mine({ Resource: `${unknown as string}/*` })) },
            ["policy"],
        ],
        "a principal waits": [
            asObject(reader([unknown])),
            ["policy.Statement[0].Principal.AWS[0]"],
            { holds: "111122223333", breaks: "arn:aws:iam::111122223333:group/Readers" },
        ],
        "the bucket waits": [{ bucket: unknown, policy: text(mine({})) }, ["bucket"], { holds: "acme-data", breaks: "acme-prod" }],
    },
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
            [bucket(), { type, name: "policy", props: { bucket: "acme-data", policy: unknown } }],
            ["BucketPolicy policy: policy"],
            { holds: text(onlyTls), breaks: text(onlyEndpoint) },
        ],
    },
});

describePolicy(s3.s3MinimumTlsVersion, bucketType, {
    pass: { "TLS 1.2 at least": [bucket(), separate(deny({ Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } }))] },
    fail: { "any TLS": [[bucket(), separate(onlyTls)], anyMessage] },
});

/** An encryption configuration of which nothing tells whether it is of this bucket. */
const encryptionOfSomeBucket = (rule: object): Declared => ({
    type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    name: "encryption",
    props: { bucket: unknown, rules: [rule] },
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
    undecided: {
        "allowed by what may be of another bucket": [
            [bucket(), encryptionOfSomeBucket({ blockedEncryptionTypes: ["NONE"] })],
            ["BucketServerSideEncryptionConfiguration encryption: bucket"],
            { holds: "acme-logs", breaks: "acme-data" },
        ],
    },
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
    undecided: {
        "a key of its own that may be of another bucket": [
            [
                bucket(),
                naming(text(put({ StringNotEquals: { [sse]: "aws:kms" } }))),
                encryptionOfSomeBucket({ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn } }),
            ],
            ["BucketServerSideEncryptionConfiguration encryption: bucket"],
            { holds: "acme-logs", breaks: "acme-data" },
        ],
    },
});

const location: Declared = {
    type: "aws:sagemaker/featureGroup:FeatureGroup",
    name: "features",
    props: { offlineStoreConfig: { s3StorageConfig: { s3Uri: "s3://acme-data/features" } } },
};
const model = (modelDataUrl: unknown, refs: Record<string, string[]> = {}): Declared => ({
    type: "aws:sagemaker/model:Model",
    name: "model",
    props: { primaryContainer: { modelDataUrl } },
    refs,
});
const artifact: Declared = {
    type: "aws:s3/bucketObjectv2:BucketObjectv2",
    name: "artifact",
    props: { bucket: unknown, key: "model.tar.gz" },
    refs: { bucket: "data" },
};
const breakGlass = "arn:aws:iam::111122223333:role/BreakGlass";
const onlyEndpointOrBreakGlass = unless({ ...elsewhere, ArnNotEquals: { "aws:PrincipalArn": breakGlass } });

/** A separate policy that names the bucket. */
function naming(document: unknown): Declared {
    return { type, name: "policy", props: { bucket: "acme-data", policy: document } };
}

describePolicy(
    s3.s3PolicyVpceOnly,
    bucketType,
    {
        pass: {
            "not in scope": bucket(),
            "used by SageMaker, behind an allowed endpoint": [bucket(), location, separate(onlyEndpoint)],
        },
        falseAlarms: {
            "a policy about something else, and no SageMaker": [bucket(), separate(onlyTls)],
            "a bucket whose name begins as that of one that SageMaker uses": [
                bucket({ bucket: "acme" }),
                { ...location, props: { offlineStoreConfig: { s3StorageConfig: { s3Uri: "s3://acme-data/features" } } } },
            ],
            "a break-glass role": [bucket(), location, separate(onlyEndpointOrBreakGlass)],
            "AWS services on behalf of the caller": [
                bucket(),
                location,
                separate(unless({ ...elsewhere, Bool: { "aws:ViaAWSService": "false" } })),
            ],
            "everybody shut out": [bucket(), location, separate(deny({}))],
            "a policy inline in BucketV2": { type: "aws:s3/bucketV2:BucketV2", props: { bucket: "acme-data", policy: text(onlyEndpoint) } },
            "a native bucket, its policy an object": [
                { type: "aws-native:s3:Bucket", name: "data", props: { bucketName: "acme-data" } },
                location,
                { ...asNative(onlyEndpoint), name: "policy" },
            ],
            "the destination of access logs": [
                bucket(),
                separate(unless({ StringNotEquals: { "aws:SourceVpce": "vpce-99999999" } })),
                {
                    type: "aws:s3/bucketLogging:BucketLogging",
                    name: "logging",
                    props: { bucket: "acme-other", targetBucket: unknown },
                    refs: { targetBucket: "data" },
                },
            ],
        },
        fail: {
            "used by SageMaker, without a policy": [[bucket(), location], anyMessage],
            "its own policy tests an endpoint that is not allowed": [
                [bucket(), separate(unless({ StringNotEquals: { "aws:SourceVpce": "vpce-99999999" } }))],
                anyMessage,
            ],
        },
        slips: {
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
            "used by SageMaker through an object in it": [
                [bucket(), artifact, model(unknown, { primaryContainer: ["artifact"] })],
                anyMessage,
            ],
            "used by SageMaker by its web address": [
                [bucket(), model("https://acme-data.s3.us-east-1.amazonaws.com/model.tar.gz")],
                anyMessage,
            ],
            "used by SageMaker through the alias of an access point": [
                [
                    bucket(),
                    {
                        type: "aws:s3/accessPoint:AccessPoint",
                        name: "ap",
                        props: { bucket: "acme-data", name: "ap" },
                        outputs: { alias: "ap-1a2b3c4d5e6f7890abcdef-s3alias" },
                    },
                    model("s3://ap-1a2b3c4d5e6f7890abcdef-s3alias/model.tar.gz"),
                ],
                anyMessage,
            ],
            "an inline policy that a separate one replaces": [[bucket(policy(onlyEndpoint)), location, separate(onlyTls)], anyMessage],
            "two policies, of which one guards nothing and may come last": [
                [bucket(), location, separate(onlyEndpoint), { ...separate(onlyTls), name: "tls" }],
                anyMessage,
            ],
            "one statement for TLS and the endpoint, which lets everybody with TLS in": [
                [bucket(), location, separate(unless({ ...elsewhere, ...plain }))],
                anyMessage,
            ],
            "an Allow through the endpoint, which keeps nobody out": [
                [bucket(), separate(anybody({ StringEquals: { "aws:SourceVpce": endpointId } }))],
                anyMessage,
            ],
            "the VPC of an allowed endpoint, which others may have endpoints in": [
                [bucket(), location, separate(unless({ StringNotEquals: { "aws:SourceVpc": "vpc-1a2b3c4d" } }))],
                anyMessage,
            ],
            "a role that the configuration does not except": [
                [
                    bucket(),
                    location,
                    separate(unless({ ...elsewhere, ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/Other" } })),
                ],
                anyMessage,
            ],
        },
        undecided: {
            "a policy that waits": [
                [bucket(), location, naming(unknown)],
                ["BucketPolicy policy: policy"],
                { holds: text(onlyEndpoint), breaks: text(onlyTls) },
            ],
            "a statement that may test an endpoint": [
                [bucket(), naming({ Version: "2012-10-17", Statement: [unknown] })],
                ["BucketPolicy policy: policy.Statement[0]"],
                { holds: onlyTls, breaks: unless({ StringNotLike: { "aws:SourceVpce": "vpce-*" } }) },
            ],
            "a condition that may test an endpoint": [
                [bucket(), naming({ Version: "2012-10-17", Statement: unless(unknown) })],
                ["BucketPolicy policy: policy.Statement.Condition"],
                { holds: plain, breaks: { StringNotLike: { "aws:SourceVpce": "vpce-*" } } },
            ],
            "a location that may be in this bucket": [
                [bucket(), model(unknown)],
                ["Model model: primaryContainer.modelDataUrl"],
                { holds: "s3://jumpstart-cache-prod-us-east-1/model.tar.gz", breaks: "s3://acme-data/model.tar.gz" },
            ],
        },
    },
    { config: { "s3-policy-vpce-only": { allowedVpcEndpoints: [endpointId], breakGlassPrincipals: [breakGlass] } } },
);

describePolicy(
    s3.s3PolicyVpceOnly,
    bucketType,
    {
        pass: {
            "another bucket": bucket({ bucket: "web-assets" }),
            "tagged otherwise": bucket({ bucket: "x", tags: { data: "public" } }),
        },
        fail: {
            "in scope by name": [bucket(), anyMessage],
            "in scope by tag": [bucket({ bucket: "x", tags: { data: "ml" } }), anyMessage],
        },
        slips: {
            "in scope by a tag of the provider": [
                { ...bucket({ bucket: "x" }), provider: { defaultTags: '{"tags":{"data":"ml"}}' } },
                anyMessage,
            ],
        },
        undecided: {
            "a name that may be in scope": [bucket({ bucket: unknown }), ["bucket"], { holds: "web-assets", breaks: "acme-raw" }],
        },
    },
    { config: { "s3-policy-vpce-only": { scope: { names: ["acme-*"], tags: { data: "ml" } } } } },
);

describePolicy(
    s3.s3PolicyVpceOnly,
    bucketType,
    {
        pass: { "an empty name is no bucket's": bucket() },
        fail: { "in scope by another name": [bucket({ bucket: "ml-raw" }), anyMessage] },
    },
    { config: { "s3-policy-vpce-only": { scope: { names: ["", "ml-*"] } } } },
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
const nativeEndpoint = (awsId: unknown): Declared => ({ ...endpoint(undefined), type: "aws-native:ec2:VpcEndpoint", outputs: { awsId } });

describePolicy(s3.s3PolicyVpceOnly, bucketType, {
    pass: { "the endpoint of the stack": [bucket(), location, endpoint(endpointId), separate(onlyEndpoint)] },
    falseAlarms: {
        "a native endpoint of the stack": [bucket(), location, nativeEndpoint(endpointId), separate(onlyEndpoint)],
        "the endpoint of another region": [
            bucket(),
            location,
            { ...endpoint(endpointId), providerName: "west" },
            { ...endpoint("vpce-0123456789abcdef0"), name: "east" },
            separate(unless({ StringNotEquals: { "aws:SourceVpce": [endpointId, "vpce-0123456789abcdef0"] } })),
        ],
    },
    fail: { "another endpoint": [[bucket(), location, endpoint("vpce-99999999"), separate(onlyEndpoint)], anyMessage] },
    undecided: {
        "an endpoint that is not there yet": [[bucket(), location, endpoint(unknown), separate(onlyEndpoint)], ["VpcEndpoint s3: id"]],
        "a native endpoint that is not there yet": [
            [bucket(), location, nativeEndpoint(unknown), separate(onlyEndpoint)],
            ["VpcEndpoint s3: awsId"],
        ],
    },
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
const throughIt = (rest: object): object => allow({ Resource: `${accessPoint}/object/*`, ...rest });
const inline = (...statements: object[]): object => ({ name: "ap", bucket: "acme-data", policy: text(...statements) });
const tables = "arn:aws:s3tables:us-east-1:111122223333:bucket/tables";
const vectors = "arn:aws:s3vectors:us-east-1:111122223333:bucket/vectors";
const lambdaArn = "arn:aws:s3-object-lambda:us-east-1:111122223333:accesspoint/redacted";
const objectLambda = (principal: object | string, resource = lambdaArn): Declared => ({
    type: "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy",
    props: {
        name: "redacted",
        policy: text({ Effect: "Allow", Principal: principal, Action: "s3-object-lambda:GetObject", Resource: resource }),
    },
});
const nativeObjectLambda = (principal: object): Declared => ({
    type: "aws-native:s3objectlambda:AccessPointPolicy",
    props: {
        objectLambdaAccessPoint: "redacted",
        policyDocument: {
            Version: "2008-10-17",
            Statement: { Effect: "Allow", Principal: principal, Action: "s3-object-lambda:*", Resource: [lambdaArn] },
        },
    },
});
const ofDirectoryAccessPoint = (principal: object): Declared => ({
    type: "aws-native:s3express:AccessPoint",
    props: {
        bucket: "ml--use1-az4--x-s3",
        vpcConfiguration: { vpcId: "vpc-12345678" },
        policy: {
            Version: "2012-10-17",
            Statement: {
                Effect: "Allow",
                Principal: principal,
                Action: "s3express:CreateSession",
                Resource: "arn:aws:s3express:us-east-1:111122223333:accesspoint/ml--use1-az4--xa-s3",
            },
        },
    },
});
const multiRegion = (principal: object | string): Declared => ({
    type: "aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy",
    props: {
        details: {
            name: "ap",
            policy: text(allow({ Principal: principal, Resource: "arn:aws:s3::111122223333:accesspoint/ap.mrap/object/*" })),
        },
    },
});

describePolicy(
    s3.s3AccessPointPolicy,
    "aws:s3/accessPoint:AccessPoint",
    {
        pass: {
            "an own role": inline(throughIt({ Principal: { AWS: "arn:aws:iam::111122223333:role/Reader" } })),
            "no policy": { name: "ap" },
        },
        falseAlarms: {
            "an empty document, which takes the policy away": { name: "ap", policy: "{}" },
            "a trusted account": inline(throughIt({ Principal: { AWS: "444455556666" } })),
            "everybody of a trusted organisation": inline(
                throughIt({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }),
            ),
            "everybody denied": inline(
                deny({ Resource: [accessPoint, `${accessPoint}/object/*`], Condition: { Bool: { "aws:SecureTransport": "false" } } }),
            ),
            "an own role through an Object Lambda access point": objectLambda({ AWS: "arn:aws:iam::111122223333:role/Reader" }),
            "an own role through a native Object Lambda access point": nativeObjectLambda({ AWS: "111122223333" }),
            "an own role through an access point of a directory bucket": ofDirectoryAccessPoint({ AWS: "111122223333" }),
            "an own role through a multi-region access point": multiRegion({ AWS: "arn:aws:iam::111122223333:role/Reader" }),
            "a service that reads tables": {
                type: "aws:s3tables/tableBucketPolicy:TableBucketPolicy",
                props: {
                    tableBucketArn: tables,
                    resourcePolicy: text({
                        Effect: "Allow",
                        Principal: { Service: "redshift.amazonaws.com" },
                        Action: ["s3tables:GetTable", "s3tables:GetTableData"],
                        Resource: `${tables}/table/*`,
                        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
                    }),
                },
            },
            "an own role that queries vectors": {
                type: "aws-native:s3vectors:VectorBucketPolicy",
                props: {
                    vectorBucketArn: vectors,
                    policy: {
                        Version: "2012-10-17",
                        Statement: {
                            Effect: "Allow",
                            Principal: { AWS: "arn:aws:iam::111122223333:role/Search" },
                            Action: "s3vectors:*",
                            Resource: "*",
                        },
                    },
                },
            },
        },
        fail: {
            everybody: [inline(throughIt({ Principal: "*" })), anyMessage],
            "another account, separately": [
                {
                    type: "aws:s3control/accessPointPolicy:AccessPointPolicy",
                    props: { accessPointArn: accessPoint, policy: text(throughIt({ Principal: { AWS: "999999999999" } })) },
                },
                anyMessage,
            ],
            "a table bucket for everybody": [
                {
                    type: "aws:s3tables/tableBucketPolicy:TableBucketPolicy",
                    props: {
                        tableBucketArn: tables,
                        resourcePolicy: text({ Effect: "Allow", Principal: "*", Action: "s3tables:*", Resource: "*" }),
                    },
                },
                anyMessage,
            ],
        },
        slips: {
            "everybody in the VPC, of whatever account": [
                {
                    ...inline(throughIt({ Principal: "*" })),
                    vpcConfiguration: { vpcId: "vpc-12345678" },
                },
                anyMessage,
            ],
            "another organisation": [
                inline(throughIt({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-zzzzzzzzzz" } } })),
                anyMessage,
            ],
            "another account, native": [
                {
                    type: "aws-native:s3:AccessPoint",
                    props: {
                        name: "ap",
                        policy: { Version: "2012-10-17", Statement: [throughIt({ Principal: { AWS: ["111122223333", "999999999999"] } })] },
                    },
                },
                anyMessage,
            ],
            "everybody through a multi-region access point": [multiRegion("*"), anyMessage],
            "another account through an Object Lambda access point": [objectLambda({ AWS: "999999999999" }), anyMessage],
            "everybody through any Object Lambda access point": [objectLambda("*", "*"), anyMessage],
            "another account through a native Object Lambda access point": [nativeObjectLambda({ AWS: "999999999999" }), anyMessage],
            "another account through an access point of a directory bucket": [ofDirectoryAccessPoint({ AWS: "999999999999" }), anyMessage],
            "another account in one table": [
                {
                    type: "aws:s3tables/tablePolicy:TablePolicy",
                    props: {
                        tableBucketArn: tables,
                        resourcePolicy: text({
                            Effect: "Allow",
                            Principal: { AWS: "999999999999" },
                            Action: "s3tables:GetTableData",
                            Resource: `${tables}/table/*`,
                        }),
                    },
                },
                anyMessage,
            ],
            "another account that queries vectors": [
                {
                    type: "aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy",
                    props: {
                        vectorBucketArn: vectors,
                        policy: text({
                            Effect: "Allow",
                            Principal: { AWS: "arn:aws:iam::999999999999:role/Search" },
                            Action: ["s3vectors:QueryVectors", "s3vectors:GetVectors"],
                            Resource: `${vectors}/index/*`,
                        }),
                    },
                },
                anyMessage,
            ],
        },
        undecided: {
            "the whole text waits": [
                { name: "ap", policy: unknown },
                ["policy"],
                {
                    holds: text(throughIt({ Principal: { AWS: "111122223333" } })),
                    breaks: text(throughIt({ Principal: { AWS: "999999999999" } })),
                },
            ],
        },
    },
    {
        config: {
            ...own,
            "s3-access-point-policy": {
                ownAccounts: ["111122223333"],
                trustedAccounts: ["444455556666"],
                trustedOrganizations: ["o-a1b2c3d4e5"],
            },
        },
    },
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
const useFor = (account: string, action: unknown = ["kms:Decrypt", "kms:DescribeKey"]): object => ({
    Effect: "Allow",
    Principal: { AWS: account },
    Action: action,
    Resource: "*",
});
const sharedFor = (action: unknown): object => allow({ Principal: { AWS: "444455556666" }, Action: action, Resource: both });
const denied = "data: Account 444455556666 may read the bucket and cannot use its key, so it gets AccessDenied.";

const trainingRole = "arn:aws:iam::777777777777:role/Training";
const roleOfStack = (roleType: string): Declared => ({ type: roleType, name: "role", props: {}, outputs: { arn: trainingRole } });
const sharedWith = (...principals: string[]): Declared => separate(allow({ Principal: { AWS: principals } }));

describePolicy(
    s3.s3CrossAccountKeyAccess,
    bucketType,
    {
        pass: {
            "not shared": [underStackKey, key(), separate(onlyTls)],
            "shared, with the key": [underStackKey, key(useFor("arn:aws:iam::444455556666:root")), separate(shared)],
            "shared under SSE-S3": [bucket(), separate(shared)],
        },
        falseAlarms: {
            "shared for writing, with the key for data keys": [
                underStackKey,
                key(useFor("444455556666", "kms:GenerateDataKey*")),
                separate(sharedFor(["s3:PutObject", "s3:PutObjectAcl"])),
            ],
            "shared for listing, which takes no key": [underStackKey, key(), separate(sharedFor("s3:ListBucket"))],
        },
        slips: {
            "shared for reading and writing, with the key for data keys alone": [
                [underStackKey, key(useFor("444455556666", "kms:GenerateDataKey*")), separate(sharedFor("s3:*Object"))],
                denied,
            ],
            "shared for writing, with the key's default policy": [
                [underStackKey, key(), separate(sharedFor("s3:Put*"))],
                "data: Account 444455556666 may write to the bucket and cannot use its key, so it gets AccessDenied.",
            ],
        },
        undecided: {
            "shared for what is decided at deployment": [
                [
                    bucket(underKey),
                    { ...key(), outputs: { arn: keyArn } },
                    naming({ Version: "2012-10-17", Statement: [sharedFor(unknown)] }),
                ],
                ["BucketPolicy policy: policy.Statement[0].Action"],
                { holds: "s3:ListBucket", breaks: "s3:GetObject" },
            ],
        },
        fail: {
            "shared, with the key's default policy": [[underStackKey, key(), separate(shared)], denied],
            "shared, and a role of the stack too": [
                [underStackKey, key(), roleOfStack("aws:iam/role:Role"), roleOfStack("aws-native:iam:Role"), separate(shared)],
                denied,
            ],
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

describePolicy(s3.s3CrossAccountKeyAccess, bucketType, {
    pass: {
        "shared with a role of the stack, which is of the bucket's account, whichever that is": [
            underStackKey,
            key(),
            roleOfStack("aws:iam/role:Role"),
            sharedWith(trainingRole),
        ],
        "shared with a native role of the stack": [underStackKey, key(), roleOfStack("aws-native:iam:Role"), sharedWith(trainingRole)],
    },
    undecided: {
        "shared with an account, and nothing tells the own one": [
            [underStackKey, key(), separate(shared)],
            ["the option ownAccounts or allowedAccountIds of the provider"],
        ],
    },
});

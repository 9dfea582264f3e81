import * as aws from "@pulumi/aws";
import { accountId, analyticsAccountId, inAccount, region } from "./account";

const account = { Sid: "Account", Effect: "Allow", Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: "kms:*", Resource: "*" };

function policy(...statements: object[]): string {
    return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

// Rotation is off, so what leaks once is readable for good. Deleting the key takes seven days, and nothing keeps a mistaken update from it.
export const data = new aws.kms.Key("data", { description: "Training data", deletionWindowInDays: 7 }, inAccount);

// Every account in the world may use this key, as long as it does so through S3: kms:ViaService says how, not who.
new aws.kms.Key(
    "uploads",
    {
        enableKeyRotation: true,
        policy: policy(account, {
            Sid: "ThroughS3",
            Effect: "Allow",
            Principal: "*",
            Action: ["kms:GenerateDataKey", "kms:Decrypt"],
            Resource: "*",
            Condition: { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } },
        }),
    },
    { ...inAccount, protect: true },
);

// One team both administers and uses the key, so nobody watches anybody; kms:* includes kms:CreateGrant, with which it passes the key on.
export const training = new aws.kms.Key(
    "training",
    {
        enableKeyRotation: true,
        policy: policy(account, {
            Sid: "Team",
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${accountId}:role/data-science` },
            Action: "kms:*",
            Resource: "*",
        }),
    },
    { ...inAccount, protect: true },
);

// Another account that nobody said was trusted.
export const features = new aws.kms.Key(
    "features",
    {
        enableKeyRotation: true,
        policy: policy(account, {
            Sid: "Analytics",
            Effect: "Allow",
            Principal: { AWS: analyticsAccountId },
            Action: "kms:Decrypt",
            Resource: "*",
        }),
    },
    { ...inAccount, protect: true },
);

// Manageable from this VPC only: once the VPC is gone, so is the key, and all data under it.
new aws.kms.Key(
    "notebooks",
    {
        enableKeyRotation: true,
        policy: policy({ ...account, Condition: { StringEquals: { "aws:SourceVpc": "vpc-0a1b2c3d4e5f67890" } } }),
    },
    { ...inAccount, protect: true },
);

// CloudTrail uses the key for whoever asks it to, from any account: a trail of a stranger is encrypted, and described, under our key.
export const trails = new aws.kms.Key(
    "trails",
    {
        enableKeyRotation: true,
        policy: policy(account, {
            Sid: "CloudTrail",
            Effect: "Allow",
            Principal: { Service: "cloudtrail.amazonaws.com" },
            Action: "kms:GenerateDataKey*",
            Resource: "*",
        }),
    },
    { ...inAccount, protect: true },
);

// A comma is missing, as in the example it was copied from.
new aws.kms.Key(
    "results",
    {
        enableKeyRotation: true,
        policy: `{
            "Version": "2012-10-17",
            "Statement": [
                { "Sid": "Account", "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::${accountId}:root" } "Action": "kms:*", "Resource": "*" }
            ]
        }`,
    },
    { ...inAccount, protect: true },
);

// A key pair signs; it encrypts no bucket.
export const signing = new aws.kms.Key(
    "signing",
    { customerMasterKeySpec: "RSA_4096", keyUsage: "SIGN_VERIFY" },
    { ...inAccount, protect: true },
);

// A grant is not in the key policy, where somebody would see it, and goes to a contractor's account.
new aws.kms.Grant(
    "contractor",
    {
        keyId: data.keyId,
        granteePrincipal: `arn:aws:iam::${analyticsAccountId}:role/contractor`,
        operations: ["Decrypt", "GenerateDataKey"],
    },
    inAccount,
);

/**
 * One key for each purpose, so that a key can be taken from one purpose without stopping the others, and so that CloudTrail tells what was
 * decrypted. Every key policy has the same three parts: who administers the key, who uses it, and grants for AWS resources only.
 */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accountId, analyticsAccountId, inAccount, inRecoveryRegion, region } from "./account";
import * as roles from "./roles";

/** Named one by one: kms:Create* would include kms:CreateGrant, with which an administrator lets anybody decrypt. */
const administration = [
    "kms:DescribeKey",
    "kms:Get*",
    "kms:List*",
    "kms:PutKeyPolicy",
    "kms:UpdateKeyDescription",
    "kms:EnableKey",
    "kms:DisableKey",
    "kms:EnableKeyRotation",
    "kms:DisableKeyRotation",
    "kms:RotateKeyOnDemand",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:RevokeGrant",
    "kms:ScheduleKeyDeletion",
    "kms:CancelKeyDeletion",
];

const use = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

const administrationStatements = [
    // The account itself, so that the key stays manageable when the role is gone; IAM policies then decide, and none here grants kms:*.
    { Sid: "Account", Effect: "Allow", Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: "kms:*", Resource: "*" },
    {
        Sid: "Administration",
        Effect: "Allow",
        Principal: { AWS: roles.arnOf(roles.keyAdministration) },
        Action: administration,
        Resource: "*",
    },
];

/** What users of a key may do. Volumes need grants, which outlive a policy: only AWS services get them, for the resource they were made for. */
function useStatements(users: pulumi.Input<string>[]) {
    return [
        { Sid: "Use", Effect: "Allow", Principal: { AWS: users }, Action: use, Resource: "*" },
        {
            Sid: "GrantsForAwsResources",
            Effect: "Allow",
            Principal: { AWS: users },
            Action: ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"],
            Resource: "*",
            Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
        },
    ];
}

function key(purpose: string, statements: object[], options: pulumi.CustomResourceOptions = inAccount): aws.kms.Key {
    const made = new aws.kms.Key(
        purpose,
        {
            description: `ML platform: ${purpose}`,
            enableKeyRotation: true,
            rotationPeriodInDays: 180,
            policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: [...administrationStatements, ...statements] }),
        },
        // Deleting a key deletes all data under it.
        { ...options, protect: true },
    );
    new aws.kms.Alias(purpose, { name: `alias/ml/${purpose}`, targetKeyId: made.keyId }, options);
    return made;
}

const analysts = [roles.arnOf(roles.studio), roles.arnOf(roles.training)];

/** Raw and prepared data, models, and what Athena and EMR read and write. */
export const data = key(
    "data",
    useStatements([...analysts, roles.arnOf(roles.serving), roles.arnOf(roles.emrInstance), roles.arnOf(roles.replication)]),
);

/** Features, which another account of the organisation reads. A reader of objects under SSE-KMS needs the key, not only the bucket. */
export const features = key("features", [
    ...useStatements([...analysts, roles.arnOf(roles.featureStore), roles.arnOf(roles.serving)]),
    {
        Sid: "AnalyticsAccountReads",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${analyticsAccountId}:root` },
        Action: ["kms:Decrypt", "kms:DescribeKey"],
        Resource: "*",
    },
]);

/** Disks: Studio's home directories, notebooks, training and hosting instances. */
export const volumes = key("volumes", useStatements([...analysts, roles.arnOf(roles.serving), roles.arnOf(roles.emrInstance)]));

/** Logs and trails. Only services use it, each for this account's logs: the encryption context is set by the service itself. */
export const logs = key("logs", [
    {
        Sid: "CloudWatchLogs",
        Effect: "Allow",
        Principal: { Service: `logs.${region}.amazonaws.com` },
        Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        Resource: "*",
        Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${accountId}:*` } },
    },
    {
        Sid: "CloudTrail",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: ["kms:GenerateDataKey*", "kms:DescribeKey"],
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceArn": `arn:aws:cloudtrail:${region}:${accountId}:trail/ml-platform` } },
    },
]);

/** Copies of models in the recovery Region. A key lives in one Region. */
export const recovery = key("recovery", useStatements([roles.arnOf(roles.replication), roles.arnOf(roles.serving)]), inRecoveryRegion);

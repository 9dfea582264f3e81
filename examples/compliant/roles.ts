/** Who acts: one role for each purpose. What each may do is in permissions.ts, because that names keys and buckets, which name roles. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accountId, inAccount } from "./account";

function serviceRole(name: string, service: string, tags: Record<string, string> = {}): aws.iam.Role {
    return new aws.iam.Role(
        name,
        {
            name: `ml-${name}`,
            tags,
            assumeRolePolicy: {
                Version: "2012-10-17",
                Statement: [
                    {
                        Effect: "Allow",
                        Principal: { Service: service },
                        Action: "sts:AssumeRole",
                        // Without it the service would take this role for whoever asks it to, from any account.
                        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
                    },
                ],
            },
        },
        inAccount,
    );
}

function personRole(name: string): aws.iam.Role {
    return new aws.iam.Role(
        name,
        {
            name: `ml-${name}`,
            assumeRolePolicy: JSON.stringify({
                Version: "2012-10-17",
                Statement: [
                    {
                        Effect: "Allow",
                        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
                        Action: "sts:AssumeRole",
                        Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
                    },
                ],
            }),
        },
        inAccount,
    );
}

export const keyAdministration = personRole("key-administration");
export const breakGlass = personRole("break-glass");

/** Who may read what is classified as health data; the buckets' policies ask for this tag of the role. */
const cleared = { Clearance: "PHI" };

export const studio = serviceRole("studio", "sagemaker.amazonaws.com");
export const training = serviceRole("training", "sagemaker.amazonaws.com", cleared);
export const serving = serviceRole("serving", "sagemaker.amazonaws.com");
export const featureStore = serviceRole("feature-store", "sagemaker.amazonaws.com");
export const replication = serviceRole("replication", "s3.amazonaws.com");
export const flowLogs = serviceRole("flow-logs", "vpc-flow-logs.amazonaws.com");
export const emrService = serviceRole("emr-service", "elasticmapreduce.amazonaws.com");
export const emrInstance = serviceRole("emr-instance", "ec2.amazonaws.com", cleared);

/**
 * The ARN of a role. `role.arn` is known only when the role is made, its name before that: a document with this ARN is all there in the first
 * preview, and proved there.
 */
export function arnOf(role: aws.iam.Role): pulumi.Output<string> {
    return pulumi.interpolate`arn:aws:iam::${accountId}:role/${role.name}`;
}

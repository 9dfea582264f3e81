/** Where the platform runs: one account and one Region, with a second Region for copies. */
import * as aws from "@pulumi/aws";

export const accountId = "111122223333";
export const region = "us-east-1";
export const recoveryRegion = "us-west-2";
export const organizationId = "o-a1b2c3d4e5";

/** The business intelligence team of the same organisation. It reads features, through an endpoint in its own account. */
export const analyticsAccountId = "444455556666";
export const analyticsEndpointId = "vpce-0d4e5f6a7b8c9d0e1";

/**
 * Principals that come from outside the VPC: people in an emergency, the pipeline that deploys this program, and the roles under which AWS
 * itself replicates objects and writes the feature store. Such a role is no service principal, so policies have to name it.
 */
export const principalsFromOutside = ["ml-break-glass", "ml-deployment", "ml-replication", "ml-feature-store"].map(roleArn);

/** The ARN of a role by its name. Names are fixed, so that a policy can name a role that another stack makes, or that is made later. */
export function roleArn(name: string): string {
    return `arn:aws:iam::${accountId}:role/${name}`;
}

const defaultTags = { tags: { Project: "ml-platform", Owner: "ml-platform-team" } };

/** A provider that refuses to work in any other account, whatever credentials are at hand. */
const provider = new aws.Provider("ml-platform", { region, allowedAccountIds: [accountId], defaultTags });
const recoveryProvider = new aws.Provider("recovery", { region: recoveryRegion, allowedAccountIds: [accountId], defaultTags });

/** The options of every resource here. */
export const inAccount = { provider };
export const inRecoveryRegion = { provider: recoveryProvider };

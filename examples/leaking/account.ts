import * as aws from "@pulumi/aws";

export const accountId = "111122223333";
export const analyticsAccountId = "444455556666";
export const region = "us-east-1";

const provider = new aws.Provider("aws", { region, allowedAccountIds: [accountId] });

export const inAccount = { provider };

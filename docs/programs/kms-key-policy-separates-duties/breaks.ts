import * as aws from "@pulumi/aws";

const account = {
    Sid: "Account",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: "kms:*",
    Resource: "*",
};
const platform = {
    Sid: "Platform",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:role/platform" },
    Action: ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:Decrypt", "kms:GenerateDataKey*"],
    Resource: "*",
};
new aws.kms.Key(
    "training-data",
    { enableKeyRotation: true, policy: JSON.stringify({ Version: "2012-10-17", Statement: [account, platform] }) },
    { protect: true },
);

import * as aws from "@pulumi/aws";

const account = {
    Sid: "Account",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: "kms:*",
    Resource: "*",
};
// A value with a wildcard names nobody: whoever may make a role in the account may call it training-x.
const training = {
    Sid: "Training",
    Effect: "Allow",
    Principal: "*",
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    Resource: "*",
    Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/training-*" } },
};
new aws.kms.Key(
    "training-data",
    { enableKeyRotation: true, policy: JSON.stringify({ Version: "2012-10-17", Statement: [account, training] }) },
    { protect: true },
);

import * as aws from "@pulumi/aws";

const account = {
    Sid: "Account",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: "kms:*",
    Resource: "*",
};
const training = { AWS: "arn:aws:iam::111122223333:role/training" };
const use = {
    Sid: "Use",
    Effect: "Allow",
    Principal: training,
    Action: ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"],
    Resource: "*",
};
const grants = {
    Sid: "Grants",
    Effect: "Allow",
    Principal: training,
    Action: "kms:CreateGrant",
    Resource: "*",
    Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
};
new aws.kms.Key(
    "volumes",
    { enableKeyRotation: true, policy: JSON.stringify({ Version: "2012-10-17", Statement: [account, use, grants] }) },
    { protect: true },
);

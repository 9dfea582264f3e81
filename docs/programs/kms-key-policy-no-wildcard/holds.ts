import * as aws from "@pulumi/aws";

const account = {
    Sid: "Account",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: "kms:*",
    Resource: "*",
};
const training = {
    Sid: "Training",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:role/training" },
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    Resource: "*",
};
new aws.kms.Key(
    "training-data",
    { enableKeyRotation: true, policy: JSON.stringify({ Version: "2012-10-17", Statement: [account, training] }) },
    { protect: true },
);

import * as aws from "@pulumi/aws";

const account = {
    Sid: "Account",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: "kms:*",
    Resource: "*",
};
// Volumes need grants. But with a grant this role lets anybody decrypt, for as long as the grant lives.
const volumes = {
    Sid: "Volumes",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:role/training" },
    Action: ["kms:CreateGrant", "kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"],
    Resource: "*",
};
new aws.kms.Key(
    "volumes",
    { enableKeyRotation: true, policy: JSON.stringify({ Version: "2012-10-17", Statement: [account, volumes] }) },
    { protect: true },
);

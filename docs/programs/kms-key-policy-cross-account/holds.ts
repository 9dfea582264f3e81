import * as aws from "@pulumi/aws";

const account = {
    Sid: "Account",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: "kms:*",
    Resource: "*",
};
const analytics = {
    Sid: "Analytics",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::444455556666:root" },
    Action: "kms:Decrypt",
    Resource: "*",
};
new aws.kms.Key(
    "features",
    { enableKeyRotation: true, policy: JSON.stringify({ Version: "2012-10-17", Statement: [account, analytics] }) },
    { protect: true },
);

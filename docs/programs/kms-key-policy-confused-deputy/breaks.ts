import * as aws from "@pulumi/aws";

const account = {
    Sid: "Account",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: "kms:*",
    Resource: "*",
};
// CloudTrail takes the key for whichever account asks it to.
const trails = {
    Sid: "Trails",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: "kms:GenerateDataKey*",
    Resource: "*",
};
new aws.kms.Key(
    "audit",
    { enableKeyRotation: true, policy: JSON.stringify({ Version: "2012-10-17", Statement: [account, trails] }) },
    { protect: true },
);

import * as aws from "@pulumi/aws";

// When the endpoint is gone, so is the administration of the key.
const account = {
    Sid: "Account",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: "kms:*",
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceVpce": "vpce-0d4e5f6a7b8c9d0e1" } },
};
new aws.kms.Key(
    "training-data",
    { enableKeyRotation: true, policy: JSON.stringify({ Version: "2012-10-17", Statement: [account] }) },
    { protect: true },
);

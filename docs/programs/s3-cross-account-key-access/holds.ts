import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { keepPrivate } from "../bucket";

const analyticsAccount = { AWS: "arn:aws:iam::444455556666:root" };
const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
        { Sid: "Account", Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*", Resource: "*" },
        { Sid: "Analytics", Effect: "Allow", Principal: analyticsAccount, Action: ["kms:Decrypt", "kms:DescribeKey"], Resource: "*" },
    ],
});
const key = new aws.kms.Key("features", { enableKeyRotation: true, policy }, { protect: true });
const bucket = new aws.s3.Bucket("features", { tags: { Classification: "confidential" } });
const analytics = {
    Sid: "Analytics",
    Effect: "Allow",
    Principal: analyticsAccount,
    Action: "s3:GetObject",
    Resource: pulumi.interpolate`${bucket.arn}/*`,
};
keepPrivate("features", bucket, { key, statements: [analytics] });

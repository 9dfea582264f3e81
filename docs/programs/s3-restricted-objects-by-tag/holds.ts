import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { keepPrivate } from "../bucket";

const bucket = new aws.s3.Bucket("patients", { tags: { Classification: "PHI" } });
const withoutClearance = {
    Sid: "DenyWithoutClearance",
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:GetObject", "s3:GetObjectVersion"],
    Resource: pulumi.interpolate`${bucket.arn}/*`,
    Condition: {
        StringEquals: { "s3:ExistingObjectTag/Classification": "PHI" },
        StringNotEquals: { "aws:PrincipalTag/Classification": "PHI" },
    },
};
keepPrivate("patients", bucket, { statements: [withoutClearance] });

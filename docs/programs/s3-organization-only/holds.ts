import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { keepPrivate } from "../bucket";

const bucket = new aws.s3.Bucket("training-data", { tags: { Classification: "confidential" } });
const otherOrganizations = {
    Sid: "DenyOtherOrganizations",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
    Condition: {
        StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
        // AWS services are in no organisation.
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
    },
};
keepPrivate("training-data", bucket, { statements: [otherOrganizations] });

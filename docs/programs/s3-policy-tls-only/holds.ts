import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { keepPrivate } from "../bucket";

const bucket = new aws.s3.Bucket("training-data", { tags: { Classification: "confidential" } });
const plainHttp = {
    Sid: "DenyPlainHttp",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
};
keepPrivate("training-data", bucket, { except: ["DenyPlainHttp"], statements: [plainHttp] });

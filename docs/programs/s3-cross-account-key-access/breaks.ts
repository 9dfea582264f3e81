import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { keepPrivate } from "../bucket";

// Without a policy of its own the key is for its account alone.
const key = new aws.kms.Key("features", { enableKeyRotation: true }, { protect: true });
const bucket = new aws.s3.Bucket("features", { tags: { Classification: "confidential" } });
const analytics = {
    Sid: "Analytics",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::444455556666:root" },
    Action: "s3:GetObject",
    Resource: pulumi.interpolate`${bucket.arn}/*`,
};
keepPrivate("features", bucket, { key, statements: [analytics] });

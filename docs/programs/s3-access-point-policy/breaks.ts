import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { privateBucket } from "../bucket";

const bucket = privateBucket("features");
const accessPoint = new aws.s3.AccessPoint("analytics", {
    bucket: bucket.id,
    name: "analytics",
    vpcConfiguration: { vpcId: "vpc-0a1b2c3d4e5f60718" },
});
new aws.s3control.AccessPointPolicy("analytics", {
    accessPointArn: accessPoint.arn,
    policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::444455556666:root" },
                Action: "s3:GetObject",
                Resource: pulumi.interpolate`${accessPoint.arn}/object/*`,
            },
        ],
    }),
});

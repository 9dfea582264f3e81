import * as aws from "@pulumi/aws";
import { privateBucket } from "../bucket";

const bucket = privateBucket("reports");

// CloudFront signs its requests, so the bucket stays private.
new aws.cloudfront.OriginAccessControl("reports", {
    name: "reports",
    originAccessControlOriginType: "s3",
    signingBehavior: "always",
    signingProtocol: "sigv4",
});
export const origin = bucket.bucketRegionalDomainName;

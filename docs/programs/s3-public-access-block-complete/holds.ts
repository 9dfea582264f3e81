import * as aws from "@pulumi/aws";

new aws.s3.BucketPublicAccessBlock("reports", {
    bucket: "acme-ml-reports",
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
});

import * as aws from "@pulumi/aws";

// The bucket is another stack's. Settings left out are off.
new aws.s3.BucketPublicAccessBlock("reports", { bucket: "acme-ml-reports", blockPublicAcls: true, ignorePublicAcls: true });

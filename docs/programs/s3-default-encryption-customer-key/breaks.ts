import * as aws from "@pulumi/aws";
import { keepPrivate } from "../bucket";

const bucket = new aws.s3.Bucket("training-data", { tags: { Classification: "confidential" } });
keepPrivate("training-data", bucket, { except: ["encryption"] });

// SSE-KMS without a key is SSE-KMS under aws/s3.
new aws.s3.BucketServerSideEncryptionConfiguration("training-data", {
    bucket: bucket.id,
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" }, bucketKeyEnabled: true }],
});

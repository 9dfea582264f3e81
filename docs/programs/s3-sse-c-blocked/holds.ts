import * as aws from "@pulumi/aws";
import { keepPrivate } from "../bucket";

const key = new aws.kms.Key("training-data", { enableKeyRotation: true }, { protect: true });
const bucket = new aws.s3.Bucket("training-data", { tags: { Classification: "confidential" } });
keepPrivate("training-data", bucket, { except: ["encryption"], key });

new aws.s3.BucketServerSideEncryptionConfiguration("training-data", {
    bucket: bucket.id,
    rules: [
        {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
            bucketKeyEnabled: true,
            blockedEncryptionTypes: ["SSE-C"],
        },
    ],
});

import * as aws from "@pulumi/aws";
import { privateBucket } from "../bucket";

const bucket = privateBucket("models");
const copies = privateBucket("copies");

new aws.s3.BucketReplicationConfig("models", {
    bucket: bucket.id,
    role: "arn:aws:iam::111122223333:role/replication",
    rules: [
        {
            status: "Enabled",
            sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
            destination: { bucket: copies.arn },
        },
    ],
});

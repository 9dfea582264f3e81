import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { keepPrivate } from "../bucket";

const bucket = new aws.s3.Bucket("training-data", { tags: { Classification: "confidential" } });

// An upload has to name the key here; the default is for what S3 itself writes, such as inventories and replicas.
const withoutKey = {
    Sid: "DenyUploadsWithoutKey",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: pulumi.interpolate`${bucket.arn}/*`,
    Condition: {
        StringNotEquals: {
            "s3:x-amz-server-side-encryption-aws-kms-key-id": "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        },
    },
};
keepPrivate("training-data", bucket, { except: ["encryption", "DenyOtherKeys"], statements: [withoutKey] });

new aws.s3.BucketServerSideEncryptionConfiguration("training-data", {
    bucket: bucket.id,
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
});

import * as aws from "@pulumi/aws";
import { keepPrivate } from "../bucket";

const bucket = new aws.s3.Bucket("training-data", { tags: { Classification: "confidential" } });
keepPrivate("training-data", bucket, { except: ["logging"] });

new aws.s3.BucketLogging("training-data", { bucket: bucket.id, targetBucket: "acme-ml-logs", targetPrefix: "training-data/" });

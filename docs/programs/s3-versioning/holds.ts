import * as aws from "@pulumi/aws";
import { keepPrivate } from "../bucket";

const bucket = new aws.s3.Bucket("models", { tags: { Classification: "confidential" } });
keepPrivate("models", bucket, { except: ["versioning"] });

new aws.s3.BucketVersioning("models", { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } });

import * as aws from "@pulumi/aws";
import { privateBucket } from "../bucket";

const bucket = privateBucket("training-data");
new aws.s3.BucketObjectv2("labels", { bucket: bucket.id, key: "labels.csv", content: "id,label\n", serverSideEncryption: "AES256" });

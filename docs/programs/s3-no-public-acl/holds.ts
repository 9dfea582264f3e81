import * as aws from "@pulumi/aws";
import { privateBucket } from "../bucket";

const bucket = privateBucket("reports");
new aws.s3.BucketAcl("reports", { bucket: bucket.id, acl: "private" });

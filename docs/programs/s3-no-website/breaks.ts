import * as aws from "@pulumi/aws";
import { privateBucket } from "../bucket";

const bucket = privateBucket("reports");
new aws.s3.BucketWebsiteConfiguration("reports", { bucket: bucket.id, indexDocument: { suffix: "index.html" } });

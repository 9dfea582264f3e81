import * as aws from "@pulumi/aws";
import { privateBucket } from "../bucket";

const bucket = privateBucket("training-data");
new aws.s3.BucketOwnershipControls("training-data", { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } });

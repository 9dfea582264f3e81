import * as aws from "@pulumi/aws";
import { privateBucket } from "../bucket";

const bucket = privateBucket("training-data");
new aws.s3.AccessPoint("training", { bucket: bucket.id, name: "training" });

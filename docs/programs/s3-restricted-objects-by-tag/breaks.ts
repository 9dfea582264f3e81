import * as aws from "@pulumi/aws";
import { keepPrivate } from "../bucket";

const bucket = new aws.s3.Bucket("patients", { tags: { Classification: "PHI" } });
keepPrivate("patients", bucket);

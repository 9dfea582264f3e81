import * as aws from "@pulumi/aws";
import { keepPrivate } from "../bucket";

const bucket = new aws.s3.Bucket("training-data");
keepPrivate("training-data", bucket);

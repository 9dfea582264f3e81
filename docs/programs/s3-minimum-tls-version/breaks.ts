import * as aws from "@pulumi/aws";
import { keepPrivate } from "../bucket";

const bucket = new aws.s3.Bucket("training-data", { tags: { Classification: "confidential" } });
keepPrivate("training-data", bucket, { except: ["DenyOldTls"] });

import * as aws from "@pulumi/aws";
import { privateBucket } from "../bucket";

const bucket = privateBucket("training-data");
new aws.s3.AccessPoint("training", { bucket: bucket.id, name: "training", vpcConfiguration: { vpcId: "vpc-0a1b2c3d4e5f60718" } });

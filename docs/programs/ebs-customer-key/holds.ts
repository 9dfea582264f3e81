import * as aws from "@pulumi/aws";

const key = new aws.kms.Key("ml", { enableKeyRotation: true }, { protect: true });

new aws.ebs.Volume("scratch", { availabilityZone: "us-east-1a", size: 500, encrypted: true, kmsKeyId: key.arn });

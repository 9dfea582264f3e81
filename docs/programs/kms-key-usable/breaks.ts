import * as aws from "@pulumi/aws";

// Signs, and encrypts nothing.
const key = new aws.kms.Key("volumes", { customerMasterKeySpec: "RSA_4096", keyUsage: "SIGN_VERIFY" }, { protect: true });
new aws.ebs.Volume("scratch", { availabilityZone: "us-east-1a", size: 500, encrypted: true, kmsKeyId: key.arn });

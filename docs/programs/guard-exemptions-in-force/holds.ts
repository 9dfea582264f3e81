import * as aws from "@pulumi/aws";

new aws.kms.Key("training-data", { enableKeyRotation: true }, { protect: true });

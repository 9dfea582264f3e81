import * as aws from "@pulumi/aws";

// Taken out of the program, the key is gone in a week, and everything under it with it.
new aws.kms.Key("training-data", { enableKeyRotation: true, deletionWindowInDays: 7 });

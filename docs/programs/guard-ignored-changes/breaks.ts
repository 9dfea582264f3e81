import * as aws from "@pulumi/aws";

// Whoever switches rotation off in the console is never undone.
new aws.kms.Key("training-data", { enableKeyRotation: true }, { protect: true, ignoreChanges: ["enableKeyRotation"] });

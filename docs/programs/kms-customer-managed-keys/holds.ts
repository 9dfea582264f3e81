import * as aws from "@pulumi/aws";

const key = new aws.kms.Key("secrets", { enableKeyRotation: true }, { protect: true });
new aws.ssm.Parameter("database-password", {
    type: "SecureString",
    value: "to be set by hand",
    keyId: key.arn,
});

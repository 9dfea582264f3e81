import * as aws from "@pulumi/aws";

new aws.ssm.Parameter("database-password", {
    type: "SecureString",
    value: "to be set by hand",
    keyId: "alias/aws/ssm",
});

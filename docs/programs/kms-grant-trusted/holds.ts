import * as aws from "@pulumi/aws";

const key = new aws.kms.Key("features", { enableKeyRotation: true }, { protect: true });
new aws.kms.Grant("analytics", {
    keyId: key.keyId,
    granteePrincipal: "arn:aws:iam::111122223333:role/analytics",
    operations: ["Decrypt"],
});

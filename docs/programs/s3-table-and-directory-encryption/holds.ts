import * as aws from "@pulumi/aws";

const key = new aws.kms.Key("features", { enableKeyRotation: true }, { protect: true });
new aws.s3tables.TableBucket("features", {
    name: "features",
    encryptionConfiguration: { sseAlgorithm: "aws:kms", kmsKeyArn: key.arn },
});

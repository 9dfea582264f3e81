import * as aws from "@pulumi/aws";

new aws.ebs.Volume("scratch", {
    availabilityZone: "us-east-1a",
    size: 500,
    encrypted: true,
    kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
});

import * as aws from "@pulumi/aws";

new aws.sagemaker.DeviceFleet("cameras", {
    deviceFleetName: "cameras",
    roleArn: "arn:aws:iam::111122223333:role/cameras",
    outputConfig: { s3OutputLocation: "s3://acme-ml-cameras" },
});

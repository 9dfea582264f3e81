import * as aws from "@pulumi/aws";

new aws.ebs.Volume("scratch", { availabilityZone: "us-east-1a", size: 500 });

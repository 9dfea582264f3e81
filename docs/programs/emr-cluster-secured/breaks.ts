import * as aws from "@pulumi/aws";

new aws.emr.Cluster("spark", {
    releaseLabel: "emr-7.5.0",
    applications: ["Spark"],
    serviceRole: "arn:aws:iam::111122223333:role/emr",
    ec2Attributes: { instanceProfile: "arn:aws:iam::111122223333:instance-profile/emr", subnetId: "subnet-0a1b2c3d4e5f60718" },
    masterInstanceGroup: { instanceType: "m5.xlarge" },
});

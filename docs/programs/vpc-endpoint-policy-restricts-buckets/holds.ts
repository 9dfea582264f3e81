import * as aws from "@pulumi/aws";

new aws.ec2.VpcEndpoint("s3", {
    vpcId: "vpc-0a1b2c3d4e5f60718",
    serviceName: "com.amazonaws.us-east-1.s3",
    routeTableIds: ["rtb-0a1b2c3d4e5f60718"],
    policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "Buckets",
                Effect: "Allow",
                Principal: "*",
                Action: "s3:*",
                Resource: "arn:aws:s3:::acme-ml-*",
                Condition: { StringEquals: { "aws:ResourceAccount": "111122223333" } },
            },
        ],
    }),
});

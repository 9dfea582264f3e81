import * as aws from "@pulumi/aws";

new aws.kinesis.Stream("clicks", { shardCount: 1 });

import * as aws from "@pulumi/aws";

new aws.s3tables.TableBucket("features", { name: "features" });

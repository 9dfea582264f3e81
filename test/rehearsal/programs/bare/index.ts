import { s3 } from "@pulumi/aws";

new s3.Bucket("data");

import * as aws from "@pulumi/aws";

// Under aws/elasticfilesystem, for want of a key.
new aws.efs.FileSystem("datasets", { encrypted: true });

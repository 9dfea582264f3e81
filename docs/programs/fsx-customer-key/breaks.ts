import * as aws from "@pulumi/aws";

new aws.fsx.LustreFileSystem("datasets", {
    subnetIds: "subnet-0a1b2c3d4e5f60718",
    storageCapacity: 1200,
    deploymentType: "PERSISTENT_2",
    perUnitStorageThroughput: 125,
});

import * as aws from "@pulumi/aws";

new aws.dynamodb.Table("features", {
    billingMode: "PAY_PER_REQUEST",
    hashKey: "id",
    attributes: [{ name: "id", type: "S" }],
});

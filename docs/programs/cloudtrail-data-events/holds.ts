import * as aws from "@pulumi/aws";

const key = new aws.kms.Key("ml", { enableKeyRotation: true }, { protect: true });

new aws.cloudtrail.Trail("ml", {
    s3BucketName: "acme-ml-audit",
    kmsKeyId: key.arn,
    enableLogFileValidation: true,
    advancedEventSelectors: [
        { name: "Management events", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
        {
            name: "Objects",
            fieldSelectors: [
                { field: "eventCategory", equals: ["Data"] },
                { field: "resources.type", equals: ["AWS::S3::Object"] },
            ],
        },
    ],
});

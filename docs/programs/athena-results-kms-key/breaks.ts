import * as aws from "@pulumi/aws";

new aws.athena.Workgroup("analysts", {
    configuration: {
        resultConfiguration: {
            outputLocation: "s3://acme-ml-results/athena/",
            encryptionConfiguration: { encryptionOption: "SSE_S3" },
        },
    },
});

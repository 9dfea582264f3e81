import * as aws from "@pulumi/aws";

const keyArn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

new aws.emr.SecurityConfiguration("spark", {
    configuration: JSON.stringify({
        EncryptionConfiguration: {
            EnableAtRestEncryption: true,
            AtRestEncryptionConfiguration: {
                S3EncryptionConfiguration: { EncryptionMode: "SSE-KMS", AwsKmsKey: keyArn },
            },
            EnableInTransitEncryption: true,
            InTransitEncryptionConfiguration: {
                TLSCertificateConfiguration: { CertificateProviderType: "PEM", S3Object: "s3://acme-ml-certificates/spark.zip" },
            },
        },
    }),
});

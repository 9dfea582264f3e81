/** Who asks questions of the data in SQL and Spark. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accountId, inAccount } from "./account";
import { prepared, results, s3Uri } from "./data";
import * as keys from "./keys";
import * as network from "./network";
import * as roles from "./roles";

new aws.athena.Workgroup(
    "analysts",
    {
        name: "ml-analysts",
        configuration: {
            enforceWorkgroupConfiguration: true,
            publishCloudwatchMetricsEnabled: true,
            resultConfiguration: {
                outputLocation: s3Uri(results, "athena/"),
                expectedBucketOwner: accountId,
                encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: keys.data.arn },
            },
        },
    },
    inAccount,
);

new aws.athena.Database(
    "features",
    {
        name: "ml_features",
        bucket: results.id,
        encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKey: keys.data.arn },
    },
    inAccount,
);

new aws.glue.DataCatalogEncryptionSettings(
    "catalog",
    {
        dataCatalogEncryptionSettings: {
            encryptionAtRest: { catalogEncryptionMode: "SSE-KMS", sseAwsKmsKeyId: keys.data.arn },
            connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true, awsKmsKeyId: keys.data.arn },
        },
    },
    inAccount,
);

const encryption = new aws.emr.SecurityConfiguration(
    "spark",
    {
        name: "ml-spark",
        configuration: pulumi.all([keys.data.arn, keys.volumes.arn, prepared.bucket]).apply(([dataKey, volumeKey, bucket]) =>
            JSON.stringify({
                EncryptionConfiguration: {
                    EnableAtRestEncryption: true,
                    EnableInTransitEncryption: true,
                    AtRestEncryptionConfiguration: {
                        S3EncryptionConfiguration: { EncryptionMode: "SSE-KMS", AwsKmsKey: dataKey },
                        LocalDiskEncryptionConfiguration: {
                            EncryptionKeyProviderType: "AwsKms",
                            AwsKmsKey: volumeKey,
                            EnableEbsEncryption: true,
                        },
                    },
                    InTransitEncryptionConfiguration: {
                        TLSCertificateConfiguration: {
                            CertificateProviderType: "PEM",
                            S3Object: `s3://${bucket}/certificates/emr.zip`,
                        },
                    },
                },
            }),
        ),
    },
    inAccount,
);

const instanceProfile = new aws.iam.InstanceProfile("emr", { name: "ml-emr", role: roles.emrInstance.name }, inAccount);

new aws.emr.Cluster(
    "spark",
    {
        name: "ml-spark",
        releaseLabel: "emr-7.5.0",
        applications: ["Spark"],
        serviceRole: roles.emrService.arn,
        securityConfiguration: encryption.name,
        logUri: s3Uri(results, "emr/"),
        logEncryptionKmsKeyId: keys.data.arn,
        ec2Attributes: {
            instanceProfile: instanceProfile.arn,
            subnetId: network.subnets[0]?.id,
            emrManagedMasterSecurityGroup: network.computeSecurityGroup.id,
            emrManagedSlaveSecurityGroup: network.computeSecurityGroup.id,
        },
        masterInstanceGroup: { instanceType: "m5.xlarge" },
        coreInstanceGroup: { instanceType: "m5.xlarge", instanceCount: 2 },
        autoTerminationPolicy: { idleTimeout: 3600 },
    },
    inAccount,
);

/** Where data is: buckets, the way to them, and a shared file system. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accountId, analyticsAccountId, inAccount, inRecoveryRegion, region } from "./account";
import { accessLogs } from "./audit";
import { bucketName, privateBucket } from "./buckets";
import * as keys from "./keys";
import * as network from "./network";
import * as roles from "./roles";

const inVpc = { through: network.s3Endpoint, logsTo: accessLogs };

export const raw = privateBucket("raw", { key: keys.data, classification: "PHI", ...inVpc });
export const prepared = privateBucket("prepared", { key: keys.data, classification: "confidential", ...inVpc });
export const models = privateBucket("models", { key: keys.data, classification: "confidential", ...inVpc });

/** What people see while they work: query results, captured requests, reports. */
export const results = privateBucket("results", { key: keys.data, classification: "confidential", ...inVpc });

/** The analytics account reads features, and nothing else. Its own policies decide who there. */
export const features = privateBucket("features", {
    key: keys.features,
    classification: "confidential",
    ...inVpc,
    grants: (arn) => [
        {
            Sid: "AnalyticsAccountReads",
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${analyticsAccountId}:root` },
            Action: ["s3:GetObject", "s3:ListBucket"],
            Resource: [arn, pulumi.interpolate`${arn}/*`],
        },
    ],
});

/** A bucket's URI, of a part of it. */
export function s3Uri(bucket: aws.s3.Bucket, path: string): pulumi.Output<string> {
    return pulumi.interpolate`s3://${bucket.bucket}/${path}`;
}

/**
 * What the VPC reaches in S3: the platform's buckets, and the few of AWS it cannot work without. Everything else, a stranger's bucket
 * included, is out of reach.
 */
new aws.ec2.VpcEndpointPolicy(
    "s3",
    {
        vpcEndpointId: network.s3Endpoint.id,
        policy: aws.iam.getPolicyDocumentOutput(
            {
                statements: [
                    {
                        sid: "PlatformBuckets",
                        principals: [{ type: "*", identifiers: ["*"] }],
                        actions: ["s3:GetObject*", "s3:PutObject*", "s3:DeleteObject*", "s3:AbortMultipartUpload", "s3:ListBucket*"],
                        resources: [raw, prepared, models, results, features].flatMap(({ arn }) => [arn, pulumi.interpolate`${arn}/*`]),
                        conditions: [{ test: "StringEquals", variable: "aws:PrincipalAccount", values: [accountId] }],
                    },
                    {
                        // Pre-trained models come from a bucket of AWS whose name is nowhere promised; its objects carry this tag.
                        sid: "JumpStart",
                        principals: [{ type: "*", identifiers: ["*"] }],
                        actions: ["s3:GetObject"],
                        resources: ["*"],
                        conditions: [{ test: "StringEqualsIgnoreCase", variable: "s3:ExistingObjectTag/SageMaker", values: ["true"] }],
                    },
                    {
                        // Layers of images in ECR.
                        sid: "ImageLayers",
                        principals: [{ type: "*", identifiers: ["*"] }],
                        actions: ["s3:GetObject"],
                        resources: [`arn:aws:s3:::prod-${region}-starport-layer-bucket/*`],
                    },
                ],
            },
            inAccount,
        ).json,
    },
    inAccount,
);

/** One door for training jobs: only from the VPC, only prepared data. */
const trainingAccessPoint = `arn:aws:s3:${region}:${accountId}:accesspoint/ml-training`;
new aws.s3.AccessPoint(
    "training",
    {
        name: "ml-training",
        bucket: prepared.id,
        vpcConfiguration: { vpcId: network.vpc.id },
        publicAccessBlockConfiguration: {
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        },
        policy: roles.training.arn.apply((role) =>
            JSON.stringify({
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "TrainingReads",
                        Effect: "Allow",
                        Principal: { AWS: role },
                        Action: ["s3:GetObject", "s3:ListBucket"],
                        Resource: [trainingAccessPoint, `${trainingAccessPoint}/object/*`],
                    },
                ],
            }),
        ),
    },
    inAccount,
);

/** Models outlive the loss of a Region. The copies are under a key of their own, where they are. */
const modelCopies = privateBucket("model-copies", {
    key: keys.recovery,
    classification: "confidential",
    logsTo: accessLogs,
    options: inRecoveryRegion,
});
new aws.s3.BucketReplicationConfig(
    "models",
    {
        bucket: models.id,
        role: roles.replication.arn,
        rules: [
            {
                id: "recovery",
                status: "Enabled",
                filter: {},
                deleteMarkerReplication: { status: "Enabled" },
                // Without it, exactly the objects under SSE-KMS would be left out.
                sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
                destination: { bucket: modelCopies.arn, encryptionConfiguration: { replicaKmsKeyId: keys.recovery.arn } },
            },
        ],
    },
    inAccount,
);

/** Tables of features for SQL, in Iceberg. */
new aws.s3tables.TableBucket(
    "feature-tables",
    { name: bucketName("feature-tables"), encryptionConfiguration: { sseAlgorithm: "aws:kms", kmsKeyArn: keys.features.arn } },
    inAccount,
);

/** Datasets that many jobs read at once. */
export const datasets = new aws.efs.FileSystem(
    "datasets",
    { encrypted: true, kmsKeyId: keys.volumes.arn, tags: { Classification: "confidential" } },
    inAccount,
);
network.subnetIds.forEach((subnetId, index) => {
    new aws.efs.MountTarget(
        `datasets-${index}`,
        { fileSystemId: datasets.id, subnetId, securityGroups: [network.computeSecurityGroup.id] },
        inAccount,
    );
});

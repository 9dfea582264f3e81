/** What each role may do. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accountId, inAccount, region } from "./account";
import { bucketName } from "./buckets";
import * as data from "./data";
import * as keys from "./keys";
import * as roles from "./roles";

const images = `arn:aws:ecr:${region}:${accountId}:repository/ml/*`;

/**
 * Jobs are started by people and pipelines, not by this program: here is where their keys and their VPC are enforced. "Null": "false" asks
 * for the key to be named at all; a test of its value is true of a request without it wherever the operator ends in IfExists.
 */
const isUnderKeys = { "sagemaker:VolumeKmsKey": "false", "sagemaker:OutputKmsKey": "false" };
const isInVpc = { "sagemaker:VpcSubnets": "false", "sagemaker:VpcSecurityGroupIds": "false" };

const startsJobs = {
    Sid: "StartsEncryptedJobsInTheVpc",
    Effect: "Allow",
    Action: ["sagemaker:CreateTrainingJob", "sagemaker:CreateHyperParameterTuningJob", "sagemaker:CreateProcessingJob"],
    Resource: `arn:aws:sagemaker:${region}:${accountId}:*`,
    Condition: {
        Null: { ...isUnderKeys, ...isInVpc },
        Bool: { "sagemaker:InterContainerTrafficEncryption": "true", "sagemaker:NetworkIsolation": "true" },
    },
};

const startsTransforms = {
    Sid: "StartsEncryptedTransforms",
    Effect: "Allow",
    Action: "sagemaker:CreateTransformJob",
    Resource: `arn:aws:sagemaker:${region}:${accountId}:transform-job/*`,
    Condition: { Null: isUnderKeys },
};

const followsJobs = {
    Sid: "FollowsJobs",
    Effect: "Allow",
    Action: ["sagemaker:Describe*", "sagemaker:List*", "sagemaker:Search", "sagemaker:StopTrainingJob", "sagemaker:StopProcessingJob"],
    Resource: "*",
};

/** Only what is of this project, which a tag says. No role here may change tags. */
const deletesOwn = {
    Sid: "DeletesOwn",
    Effect: "Allow",
    Action: ["sagemaker:DeleteEndpoint", "sagemaker:DeleteModel", "sagemaker:DeleteApp"],
    Resource: `arn:aws:sagemaker:${region}:${accountId}:*`,
    Condition: { StringEquals: { "aws:ResourceTag/Project": "ml-platform" } },
};

function reads(...buckets: aws.s3.Bucket[]): object {
    return {
        Sid: "Reads",
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:ListBucket"],
        Resource: buckets.flatMap(({ arn }) => [arn, pulumi.interpolate`${arn}/*`]),
    };
}

function writes(...buckets: aws.s3.Bucket[]): object {
    return {
        Sid: "Writes",
        Effect: "Allow",
        Action: ["s3:PutObject", "s3:AbortMultipartUpload"],
        Resource: buckets.map(({ arn }) => pulumi.interpolate`${arn}/*`),
    };
}

function uses(...used: aws.kms.Key[]): object {
    return {
        Sid: "UsesKeys",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:DescribeKey"],
        Resource: used.map(({ arn }) => arn),
    };
}

const pullsImages = {
    Sid: "PullsImages",
    Effect: "Allow",
    Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"],
    Resource: images,
};
const logsIn = { Sid: "LogsIn", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" };

function allows(name: string, role: aws.iam.Role, ...statements: object[]): void {
    new aws.iam.RolePolicy(
        name,
        { role: role.id, policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements }) },
        inAccount,
    );
}

allows(
    "studio",
    roles.studio,
    startsJobs,
    startsTransforms,
    followsJobs,
    deletesOwn,
    reads(data.raw, data.prepared, data.features, data.models, data.results),
    writes(data.prepared, data.results),
    uses(keys.data, keys.features, keys.volumes),
    {
        Sid: "PassesTheTrainingRole",
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: roles.training.arn,
        Condition: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
    },
);

allows(
    "training",
    roles.training,
    reads(data.raw, data.prepared, data.features),
    writes(data.prepared, data.models, data.results),
    uses(keys.data, keys.features, keys.volumes),
    pullsImages,
    logsIn,
);

allows("serving", roles.serving, reads(data.models), writes(data.results), uses(keys.data, keys.volumes), pullsImages, logsIn, {
    Sid: "LooksUpFeatures",
    Effect: "Allow",
    Action: ["sagemaker:GetRecord", "sagemaker:BatchGetRecord"],
    Resource: `arn:aws:sagemaker:${region}:${accountId}:feature-group/*`,
});

allows("feature-store", roles.featureStore, reads(data.features), writes(data.features), uses(keys.features));

allows("replication", roles.replication, reads(data.models), uses(keys.data, keys.recovery), {
    Sid: "Replicates",
    Effect: "Allow",
    Action: ["s3:GetReplicationConfiguration", "s3:GetObjectVersionForReplication", "s3:ReplicateObject", "s3:ReplicateDelete"],
    Resource: ["models", "model-copies"].flatMap((name) => [
        `arn:aws:s3:::acme-ml-${name}-${accountId}`,
        `arn:aws:s3:::acme-ml-${name}-${accountId}/*`,
    ]),
});

allows("emr-instance", roles.emrInstance, reads(data.raw), writes(data.prepared, data.results), uses(keys.data, keys.volumes));

allows("flow-logs", roles.flowLogs, {
    Sid: "WritesFlowLogs",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"],
    Resource: `arn:aws:logs:${region}:${accountId}:log-group:/ml-platform/*`,
});

/** AWS's own policy for this would do; what it allows is in no program, though, so nobody could prove anything of this role. */
allows("emr-service", roles.emrService, {
    Sid: "RunsClusters",
    Effect: "Allow",
    Action: ["ec2:RunInstances", "ec2:CreateFleet", "ec2:CreateLaunchTemplate", "ec2:TerminateInstances", "ec2:Describe*"],
    Resource: "*",
    Condition: { StringEquals: { "aws:RequestedRegion": region } },
});

/**
 * People in an emergency. This one is exempt in policy-config.json, with a reason and an end: it may read all data, which is what it is for.
 */
new aws.iam.RolePolicy(
    "break-glass",
    {
        role: roles.breakGlass.id,
        policy: {
            Version: "2012-10-17",
            Statement: [
                { Sid: "Data", Effect: "Allow", Action: "s3:*", Resource: "*" },
                { Sid: "Keys", Effect: "Allow", Action: "kms:Decrypt", Resource: "*" },
            ],
        },
    },
    inAccount,
);

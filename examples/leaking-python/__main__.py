"""The ML platform as people first write it. Beside each mistake stands what leaks. Do not deploy it."""

import json

import pulumi
import pulumi_aws as aws

ACCOUNT_ID = "111122223333"
ANALYTICS_ACCOUNT_ID = "444455556666"

provider = aws.Provider("aws", region="us-east-1", allowed_account_ids=[ACCOUNT_ID])
in_account = pulumi.ResourceOptions(provider=provider)

# Never rotated: what leaks once is readable for good.
data_key = aws.kms.Key("data", opts=pulumi.ResourceOptions(provider=provider, protect=True))

# Nothing is said of it: encrypted under keys of S3's own, and nothing keeps a public policy or ACL from it.
raw = aws.s3.Bucket("raw", opts=in_account)

# Two of the four settings are not all.
results = aws.s3.Bucket("results", tags={"Classification": "confidential"}, opts=in_account)
aws.s3.BucketServerSideEncryptionConfiguration(
    "results",
    bucket=results.id,
    rules=[
        {
            "apply_server_side_encryption_by_default": {"sse_algorithm": "aws:kms", "kms_master_key_id": data_key.arn},
            "bucket_key_enabled": True,
        }
    ],
    opts=in_account,
)
aws.s3.BucketPublicAccessBlock(
    "results", bucket=results.id, block_public_acls=True, ignore_public_acls=True, opts=in_account
)

# ForAnyValue is false where the key is absent: a request from the internet is not denied. And the analytics account is let in, which
# nobody said was trusted.
aws.s3.BucketPolicy(
    "results",
    bucket=results.id,
    policy=results.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Sid": "OnlyFromTheVpc",
                        "Effect": "Deny",
                        "Principal": "*",
                        "Action": "s3:*",
                        "Resource": [arn, f"{arn}/*"],
                        "Condition": {"ForAnyValue:StringNotEquals": {"aws:SourceVpce": "vpce-0a1b2c3d4e5f67890"}},
                    },
                    {
                        "Sid": "AnalyticsReads",
                        "Effect": "Allow",
                        "Principal": {"AWS": ANALYTICS_ACCOUNT_ID},
                        "Action": "s3:GetObject",
                        "Resource": f"{arn}/*",
                    },
                ],
            }
        )
    ),
    opts=in_account,
)

# The defaults of a notebook: on the internet, outside any VPC, a disk under AWS's own key.
aws.sagemaker.NotebookInstance(
    "exploration",
    instance_type="ml.t3.medium",
    role_arn=f"arn:aws:iam::{ACCOUNT_ID}:role/data-science",
    opts=in_account,
)

# Disks and models under AWS's own keys; two instances exchange data in the clear.
aws.sagemaker.TrainingJob(
    "baseline",
    training_job_name="baseline",
    role_arn=f"arn:aws:iam::{ACCOUNT_ID}:role/training",
    algorithm_specification={
        "training_image": f"{ACCOUNT_ID}.dkr.ecr.us-east-1.amazonaws.com/training:latest",
        "training_input_mode": "File",
    },
    input_data_configs=[
        {
            "channel_name": "train",
            "data_source": {
                "s3_data_source": {"s3_data_type": "S3Prefix", "s3_uri": pulumi.Output.format("s3://{0}/train", raw.bucket)}
            },
        }
    ],
    output_data_config={"s3_output_path": pulumi.Output.format("s3://{0}/models", results.bucket)},
    resource_config={"instance_type": "ml.m5.2xlarge", "instance_count": 2, "volume_size_in_gb": 100},
    stopping_condition={"max_runtime_in_seconds": 3600},
    opts=in_account,
)

# An AWS managed key, by its alias.
aws.efs.FileSystem("datasets", encrypted=True, kms_key_id="alias/aws/elasticfilesystem", opts=in_account)

# Results of queries are copies of data, under no key.
aws.athena.Workgroup("analysts", opts=in_account)

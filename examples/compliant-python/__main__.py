"""A small ML platform that keeps its data private: the heart of examples/compliant, in Python, for people inside one account.

Everything runs in a VPC without internet, this program's own deployment included: the buckets let nobody in past its endpoint.
"""

import base64
import json

import pulumi
import pulumi_aws as aws

ACCOUNT_ID = "111122223333"
REGION = "us-east-1"

provider = aws.Provider(
    "ml-platform",
    region=REGION,
    allowed_account_ids=[ACCOUNT_ID],
    default_tags={"tags": {"Project": "ml-platform", "Owner": "ml-platform-team"}},
)
in_account = pulumi.ResourceOptions(provider=provider)


# Who acts


def service_role(name: str, service: str) -> aws.iam.Role:
    return aws.iam.Role(
        name,
        name=f"ml-{name}",
        assume_role_policy=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": service},
                        "Action": "sts:AssumeRole",
                        "Condition": {"StringEquals": {"aws:SourceAccount": ACCOUNT_ID}},
                    }
                ],
            }
        ),
        opts=in_account,
    )


studio_role = service_role("studio", "sagemaker.amazonaws.com")
training_role = service_role("training", "sagemaker.amazonaws.com")
serving_role = service_role("serving", "sagemaker.amazonaws.com")
flow_logs_role = service_role("flow-logs", "vpc-flow-logs.amazonaws.com")


def arn_of(role: aws.iam.Role) -> pulumi.Output[str]:
    """The ARN by the name, which is known before the role is made: so a first preview can already prove key policies."""
    return pulumi.Output.concat(f"arn:aws:iam::{ACCOUNT_ID}:role/", role.name)


# What data is encrypted under: each key policy says who administers the key, who uses it, and that grants are for AWS resources only

ADMINISTRATION = [
    "kms:DescribeKey",
    "kms:Get*",
    "kms:List*",
    "kms:PutKeyPolicy",
    "kms:EnableKeyRotation",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:ScheduleKeyDeletion",
    "kms:CancelKeyDeletion",
]
USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]


def key(purpose: str, *statements: dict) -> aws.kms.Key:
    account = {"AWS": f"arn:aws:iam::{ACCOUNT_ID}:root"}
    administrators = {"AWS": f"arn:aws:iam::{ACCOUNT_ID}:role/ml-key-administration"}
    policy = {
        "Version": "2012-10-17",
        "Statement": [
            {"Sid": "Account", "Effect": "Allow", "Principal": account, "Action": "kms:*", "Resource": "*"},
            {
                "Sid": "Administration",
                "Effect": "Allow",
                "Principal": administrators,
                "Action": ADMINISTRATION,
                "Resource": "*",
            },
            *statements,
        ],
    }
    return aws.kms.Key(
        purpose,
        description=f"ML platform: {purpose}",
        enable_key_rotation=True,
        policy=pulumi.Output.json_dumps(policy),
        opts=pulumi.ResourceOptions(provider=provider, protect=True),
    )


def use_statements(*roles: aws.iam.Role) -> list[dict]:
    users = {"AWS": [arn_of(role) for role in roles]}
    return [
        {"Sid": "Use", "Effect": "Allow", "Principal": users, "Action": USE, "Resource": "*"},
        {
            "Sid": "GrantsForAwsResources",
            "Effect": "Allow",
            "Principal": users,
            "Action": "kms:CreateGrant",
            "Resource": "*",
            "Condition": {"Bool": {"kms:GrantIsForAWSResource": "true"}},
        },
    ]


data_key = key("data", *use_statements(studio_role, training_role, serving_role))
volumes_key = key("volumes", *use_statements(studio_role, training_role, serving_role))
logs_key = key(
    "logs",
    {
        "Sid": "CloudWatchLogs",
        "Effect": "Allow",
        "Principal": {"Service": f"logs.{REGION}.amazonaws.com"},
        "Action": ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        "Resource": "*",
        "Condition": {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": f"arn:aws:logs:{REGION}:{ACCOUNT_ID}:*"}},
    },
)


# A VPC without a way to the internet

CIDR_BLOCK = "10.20.0.0/16"

vpc = aws.ec2.Vpc("ml", cidr_block=CIDR_BLOCK, enable_dns_hostnames=True, opts=in_account)
subnets = [
    aws.ec2.Subnet(
        f"private-{zone}",
        vpc_id=vpc.id,
        cidr_block=f"10.20.{index}.0/24",
        availability_zone=REGION + zone,
        opts=in_account,
    )
    for index, zone in enumerate("ab")
]
subnet_ids = [subnet.id for subnet in subnets]
routes = aws.ec2.RouteTable("private", vpc_id=vpc.id, opts=in_account)
for index, subnet in enumerate(subnets):
    aws.ec2.RouteTableAssociation(f"private-{index}", subnet_id=subnet.id, route_table_id=routes.id, opts=in_account)

s3_endpoint = aws.ec2.VpcEndpoint(
    "s3",
    vpc_id=vpc.id,
    service_name=f"com.amazonaws.{REGION}.s3",
    vpc_endpoint_type="Gateway",
    route_table_ids=[routes.id],
    opts=in_account,
)

endpoint_security_group = aws.ec2.SecurityGroup(
    "endpoints",
    vpc_id=vpc.id,
    ingress=[{"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": [CIDR_BLOCK]}],
    egress=[],
    opts=in_account,
)
for name, service in {
    "sagemaker-api": f"com.amazonaws.{REGION}.sagemaker.api",
    "sagemaker-runtime": f"com.amazonaws.{REGION}.sagemaker.runtime",
    "studio": f"aws.sagemaker.{REGION}.studio",
    "sts": f"com.amazonaws.{REGION}.sts",
    "kms": f"com.amazonaws.{REGION}.kms",
    "logs": f"com.amazonaws.{REGION}.logs",
}.items():
    aws.ec2.VpcEndpoint(
        name,
        vpc_id=vpc.id,
        service_name=service,
        vpc_endpoint_type="Interface",
        subnet_ids=subnet_ids,
        security_group_ids=[endpoint_security_group.id],
        private_dns_enabled=True,
        opts=in_account,
    )

compute_security_group = aws.ec2.SecurityGroup(
    "compute",
    vpc_id=vpc.id,
    ingress=[{"protocol": "tcp", "from_port": 0, "to_port": 65535, "self": True}],
    egress=[
        {"protocol": "tcp", "from_port": 0, "to_port": 65535, "self": True},
        {"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": [CIDR_BLOCK]},
        {"protocol": "tcp", "from_port": 443, "to_port": 443, "prefix_list_ids": [s3_endpoint.prefix_list_id]},
    ],
    opts=in_account,
)

flow_logs = aws.cloudwatch.LogGroup(
    "flow-logs", name="/ml-platform/flow-logs", retention_in_days=365, kms_key_id=logs_key.arn, opts=in_account
)
aws.ec2.FlowLog(
    "ml",
    vpc_id=vpc.id,
    traffic_type="ALL",
    log_destination=flow_logs.arn,
    iam_role_arn=flow_logs_role.arn,
    opts=in_account,
)


# Where data is


def block_public_access(name: str, bucket: aws.s3.Bucket) -> None:
    aws.s3.BucketPublicAccessBlock(
        name,
        bucket=bucket.id,
        block_public_acls=True,
        block_public_policy=True,
        ignore_public_acls=True,
        restrict_public_buckets=True,
        opts=in_account,
    )
    aws.s3.BucketVersioning(
        name, bucket=bucket.id, versioning_configuration={"status": "Enabled"}, opts=in_account
    )


def transport_statements(arn: str) -> list[dict]:
    denied = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": [arn, f"{arn}/*"]}
    return [
        {**denied, "Sid": "DenyPlainHttp", "Condition": {"Bool": {"aws:SecureTransport": False}}},
        {**denied, "Sid": "DenyOldTls", "Condition": {"NumericLessThan": {"s3:TlsVersion": 1.2}}},
    ]


# Server access logs are delivered to buckets under SSE-S3 only.
access_logs = aws.s3.Bucket("access-logs", tags={"Classification": "internal"}, opts=in_account)
aws.s3.BucketServerSideEncryptionConfiguration(
    "access-logs",
    bucket=access_logs.id,
    rules=[{"apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}],
    opts=in_account,
)
block_public_access("access-logs", access_logs)
aws.s3.BucketPolicy(
    "access-logs",
    bucket=access_logs.id,
    policy=access_logs.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    *transport_statements(arn),
                    {
                        "Sid": "LogDelivery",
                        "Effect": "Allow",
                        "Principal": {"Service": "logging.s3.amazonaws.com"},
                        "Action": "s3:PutObject",
                        "Resource": f"{arn}/*",
                        "Condition": {"StringEquals": {"aws:SourceAccount": ACCOUNT_ID}},
                    },
                ],
            }
        )
    ),
    opts=in_account,
)


def bucket_policy(arn: str, key_arn: str, endpoint_id: str) -> str:
    algorithm = "s3:x-amz-server-side-encryption"
    key_id = "s3:x-amz-server-side-encryption-aws-kms-key-id"
    put = {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": f"{arn}/*"}
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                *transport_statements(arn),
                # True where the key is absent, so this denies the internet, too.
                {
                    "Sid": "DenyOtherNetworks",
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": "s3:*",
                    "Resource": [arn, f"{arn}/*"],
                    "Condition": {
                        "StringNotEquals": {"aws:SourceVpce": endpoint_id},
                        "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
                        "Bool": {"aws:ViaAWSService": "false"},
                    },
                },
                # One statement for each test: the tests of one statement are ANDed.
                {
                    **put,
                    "Sid": "DenyOtherAlgorithm",
                    "Condition": {"StringNotEquals": {algorithm: "aws:kms"}, "Null": {algorithm: "false"}},
                },
                {
                    **put,
                    "Sid": "DenyOtherKey",
                    "Condition": {"StringNotEquals": {key_id: key_arn}, "Null": {key_id: "false"}},
                },
                {**put, "Sid": "DenyAwsManagedKey", "Condition": {"Null": {algorithm: "false", key_id: "true"}}},
            ],
        }
    )


def private_bucket(name: str) -> aws.s3.Bucket:
    bucket = aws.s3.Bucket(name, tags={"Classification": "confidential"}, opts=in_account)
    aws.s3.BucketServerSideEncryptionConfiguration(
        name,
        bucket=bucket.id,
        rules=[
            {
                "apply_server_side_encryption_by_default": {
                    "sse_algorithm": "aws:kms",
                    "kms_master_key_id": data_key.arn,
                },
                "bucket_key_enabled": True,
            }
        ],
        opts=in_account,
    )
    block_public_access(name, bucket)
    aws.s3.BucketLogging(
        name, bucket=bucket.id, target_bucket=access_logs.id, target_prefix=f"{name}/", opts=in_account
    )
    aws.s3.BucketPolicy(
        name,
        bucket=bucket.id,
        policy=pulumi.Output.all(bucket.arn, data_key.arn, s3_endpoint.id).apply(lambda known: bucket_policy(*known)),
        opts=in_account,
    )
    return bucket


def s3_uri(bucket: aws.s3.Bucket, path: str) -> pulumi.Output[str]:
    return pulumi.Output.format("s3://{0}/{1}", bucket.bucket, path)


prepared = private_bucket("prepared")
models = private_bucket("models")
results = private_bucket("results")
buckets = [prepared, models, results]

# What the VPC reaches in S3: the platform's buckets, and JumpStart's models, whose objects carry a tag.
aws.ec2.VpcEndpointPolicy(
    "s3",
    vpc_endpoint_id=s3_endpoint.id,
    policy=aws.iam.get_policy_document_output(
        statements=[
            {
                "sid": "PlatformBuckets",
                "principals": [{"type": "*", "identifiers": ["*"]}],
                "actions": ["s3:*"],
                "resources": [
                    resource for bucket in buckets for resource in (bucket.arn, pulumi.Output.concat(bucket.arn, "/*"))
                ],
                "conditions": [
                    {"test": "StringEquals", "variable": "aws:PrincipalAccount", "values": [ACCOUNT_ID]}
                ],
            },
            {
                "sid": "JumpStart",
                "principals": [{"type": "*", "identifiers": ["*"]}],
                "actions": ["s3:GetObject"],
                "resources": ["*"],
                "conditions": [
                    {
                        "test": "StringEqualsIgnoreCase",
                        "variable": "s3:ExistingObjectTag/SageMaker",
                        "values": ["true"],
                    }
                ],
            },
        ],
        opts=pulumi.InvokeOutputOptions(provider=provider),
    ).json,
    opts=in_account,
)


# What each role may do


def allows(name: str, role: aws.iam.Role, *statements: dict) -> None:
    aws.iam.RolePolicy(
        name,
        role=role.id,
        policy=pulumi.Output.json_dumps({"Version": "2012-10-17", "Statement": list(statements)}),
        opts=in_account,
    )


def data_statements() -> list[dict]:
    return [
        {
            "Sid": "Data",
            "Effect": "Allow",
            "Action": ["s3:GetObject", "s3:PutObject", "s3:ListBucket"],
            "Resource": [
                resource for bucket in buckets for resource in (bucket.arn, pulumi.Output.concat(bucket.arn, "/*"))
            ],
        },
        {
            "Sid": "Keys",
            "Effect": "Allow",
            "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
            "Resource": [data_key.arn, volumes_key.arn],
        },
    ]


# Jobs are started by people: here is where their keys and their VPC are enforced.
allows(
    "studio",
    studio_role,
    *data_statements(),
    {
        "Sid": "StartsEncryptedJobsInTheVpc",
        "Effect": "Allow",
        "Action": ["sagemaker:CreateTrainingJob", "sagemaker:CreateProcessingJob"],
        "Resource": f"arn:aws:sagemaker:{REGION}:{ACCOUNT_ID}:*",
        "Condition": {
            "Null": {
                "sagemaker:VolumeKmsKey": "false",
                "sagemaker:OutputKmsKey": "false",
                "sagemaker:VpcSubnets": "false",
                "sagemaker:VpcSecurityGroupIds": "false",
            },
            "Bool": {"sagemaker:InterContainerTrafficEncryption": "true", "sagemaker:NetworkIsolation": "true"},
        },
    },
)
allows("training", training_role, *data_statements())
allows("serving", serving_role, *data_statements())
allows(
    "flow-logs",
    flow_logs_role,
    {
        "Sid": "WritesFlowLogs",
        "Effect": "Allow",
        "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "Resource": f"arn:aws:logs:{REGION}:{ACCOUNT_ID}:log-group:/ml-platform/*",
    },
)


# Where people work

CLEAR_OUTPUT = """#!/bin/bash
set -eu
find /home/sagemaker-user -name '*.ipynb' -exec jupyter nbconvert --clear-output --inplace {} +
"""

cleanup = aws.sagemaker.StudioLifecycleConfig(
    "clear-output",
    studio_lifecycle_config_name="clear-output",
    studio_lifecycle_config_app_type="JupyterLab",
    studio_lifecycle_config_content=base64.b64encode(CLEAR_OUTPUT.encode()).decode(),
    opts=in_account,
)
domain = aws.sagemaker.Domain(
    "studio",
    domain_name="ml-platform",
    auth_mode="IAM",
    vpc_id=vpc.id,
    subnet_ids=subnet_ids,
    app_network_access_type="VpcOnly",
    kms_key_id=volumes_key.arn,
    default_user_settings={
        "execution_role": studio_role.arn,
        "security_groups": [compute_security_group.id],
        "sharing_settings": {"notebook_output_option": "Disabled"},
        "jupyter_lab_app_settings": {"lifecycle_config_arns": [cleanup.arn]},
    },
    opts=in_account,
)
aws.sagemaker.UserProfile("forecasting", domain_id=domain.id, user_profile_name="forecasting", opts=in_account)


# From data to models, and to answers

image = f"{ACCOUNT_ID}.dkr.ecr.{REGION}.amazonaws.com/ml/images:2.4.1"
vpc_config = {"subnets": subnet_ids, "security_group_ids": [compute_security_group.id]}

aws.sagemaker.FeatureGroup(
    "customers",
    feature_group_name="customers",
    record_identifier_feature_name="customer_id",
    event_time_feature_name="event_time",
    feature_definitions=[
        {"feature_name": "customer_id", "feature_type": "String"},
        {"feature_name": "event_time", "feature_type": "Fractional"},
    ],
    role_arn=training_role.arn,
    offline_store_config={
        "s3_storage_config": {"s3_uri": s3_uri(prepared, "offline-store"), "kms_key_id": data_key.arn}
    },
    opts=in_account,
)

aws.sagemaker.TrainingJob(
    "fraud-baseline",
    training_job_name="fraud-baseline",
    role_arn=training_role.arn,
    algorithm_specification={"training_image": image, "training_input_mode": "File"},
    input_data_configs=[
        {
            "channel_name": "train",
            "data_source": {
                "s3_data_source": {"s3_data_type": "S3Prefix", "s3_uri": s3_uri(prepared, "fraud/train")}
            },
        }
    ],
    output_data_config={"s3_output_path": s3_uri(models, "fraud"), "kms_key_id": data_key.arn},
    resource_config={
        "instance_type": "ml.m5.2xlarge",
        "instance_count": 1,
        "volume_size_in_gb": 100,
        "volume_kms_key_id": volumes_key.arn,
    },
    stopping_condition={"max_runtime_in_seconds": 14400},
    vpc_config=vpc_config,
    enable_network_isolation=True,
    opts=in_account,
)

fraud = aws.sagemaker.Model(
    "fraud",
    name="fraud",
    execution_role_arn=serving_role.arn,
    primary_container={"image": image, "model_data_url": s3_uri(models, "fraud/model.tar.gz")},
    vpc_config=vpc_config,
    enable_network_isolation=True,
    opts=in_account,
)
configuration = aws.sagemaker.EndpointConfiguration(
    "fraud",
    name="fraud",
    kms_key_arn=volumes_key.arn,
    production_variants=[
        {
            "variant_name": "live",
            "model_name": fraud.name,
            "instance_type": "ml.m5.xlarge",
            "initial_instance_count": 2,
        }
    ],
    data_capture_config={
        "enable_capture": True,
        "initial_sampling_percentage": 20,
        "destination_s3_uri": s3_uri(results, "fraud/capture"),
        "kms_key_id": data_key.arn,
        "capture_options": [{"capture_mode": "InputAndOutput"}],
    },
    opts=in_account,
)
aws.sagemaker.Endpoint("fraud", name="fraud", endpoint_config_name=configuration.name, opts=in_account)


# Questions in SQL

aws.athena.Workgroup(
    "analysts",
    name="ml-analysts",
    configuration={
        "result_configuration": {
            "output_location": s3_uri(results, "athena/"),
            "encryption_configuration": {"encryption_option": "SSE_KMS", "kms_key_arn": data_key.arn},
        }
    },
    opts=in_account,
)

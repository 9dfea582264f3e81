/** The rows of an ML data protection review: which policies guard each, and what no tool can see that judges programs. */
export interface Row {
    readonly subject: string;
    readonly guards: readonly string[];
    /** What stays out of reach. */
    readonly beyond: string;
}

export const rows: readonly Row[] = [
    {
        subject: "Studio: home directories (EFS)",
        guards: ["sagemaker-domain-kms-key", "efs-customer-key", "sagemaker-domain-vpc-only", "kms-key-usable"],
        beyond: "What users put there. Domains made before a key was named: a change of the key replaces the domain, files have to be copied.",
    },
    {
        subject: "Studio: network",
        guards: [
            "sagemaker-domain-vpc-only",
            "vpc-s3-endpoint-exists",
            "vpc-sagemaker-endpoints-exist",
            "sagemaker-security-group-egress",
            "vpc-flow-logs",
            "sagemaker-domain-docker-restricted",
        ],
        beyond: "Routes, peerings and transit gateways of other stacks, proxies, and what DNS carries.",
    },
    {
        subject: "Notebook volumes",
        guards: [
            "sagemaker-notebook-kms-key",
            "sagemaker-notebook-no-direct-internet",
            "sagemaker-notebook-in-vpc",
            "sagemaker-notebook-no-root",
            "sagemaker-notebook-imdsv2",
        ],
        beyond: "Notebooks that users start by API: their roles can demand a key and a VPC (iam-sagemaker-requires-kms-key, iam-sagemaker-requires-vpc).",
    },
    {
        subject: "Job volumes",
        guards: [
            "sagemaker-job-kms-key",
            "sagemaker-monitoring-kms-key",
            "sagemaker-pipeline-kms-key",
            "sagemaker-artifact-kms-key",
            "iam-sagemaker-requires-kms-key",
        ],
        beyond: "Jobs started by API are seen only through the policies of the roles that start them. Local NVMe storage is encrypted by the hardware, under no key of KMS.",
    },
    {
        subject: "Jobs: network",
        guards: [
            "sagemaker-job-in-vpc",
            "sagemaker-job-network-isolation",
            "sagemaker-inter-container-encryption",
            "sagemaker-model-in-vpc",
            "sagemaker-model-network-isolation",
            "iam-sagemaker-requires-vpc",
        ],
        beyond: "What a container does with what it may reach.",
    },
    {
        subject: "Outputs: models, results, core dumps",
        guards: [
            "sagemaker-job-kms-key",
            "sagemaker-endpoint-output-kms-key",
            "sagemaker-monitoring-kms-key",
            "sagemaker-artifact-kms-key",
            "sagemaker-s3-locations",
            "sagemaker-model-package-group-sharing",
        ],
        beyond: "Copies that somebody makes of an output, and what a model tells of its training data.",
    },
    {
        subject: "Hosting instances",
        guards: ["sagemaker-endpoint-kms-key", "sagemaker-model-in-vpc", "sagemaker-model-network-isolation"],
        beyond: "Serverless endpoints and local NVMe storage take no key.",
    },
    {
        subject: "Data capture",
        guards: ["sagemaker-endpoint-capture-kms-key", "sagemaker-s3-locations", "s3-policy-vpce-only"],
        beyond: "Whether capture should be on at all, and for how long what it wrote is kept.",
    },
    {
        subject: "Cell output",
        guards: ["sagemaker-output-cleanup", "sagemaker-sharing-disabled"],
        beyond: "Whether the lifecycle script does clear output, and notebooks that were copied or committed before.",
    },
    {
        subject: "Shared notebooks",
        guards: ["sagemaker-sharing-disabled", "sagemaker-sharing-kms-key"],
        beyond: "Files that users send each other, and spaces that they share by hand.",
    },
    {
        subject: "Other EC2: volumes, images, logs, file systems",
        guards: ["ebs-customer-key", "efs-customer-key", "fsx-customer-key", "ecr-customer-key", "logs-customer-key"],
        beyond: "Volumes and snapshots made outside of programs; the account's own default encryption, unless a program sets it.",
    },
    {
        subject: "Feature store",
        guards: ["sagemaker-feature-group-kms-key", "sagemaker-s3-locations", "s3-policy-vpce-only"],
        beyond: "Who reads which feature: that is for the policies of roles and for Lake Formation.",
    },
    {
        subject: "Buckets: encryption",
        guards: [
            "s3-default-encryption-kms",
            "s3-default-encryption-customer-key",
            "s3-put-requires-kms-key",
            "s3-encryption-deny-is-effective",
            "s3-sse-c-blocked",
            "s3-object-encryption",
            "s3-replica-encryption",
            "s3-table-and-directory-encryption",
            "s3-bucket-key-enabled",
        ],
        beyond: "Objects that were there before: a default encrypts new ones only. S3 Inventory lists the others.",
    },
    {
        subject: "Buckets: access",
        guards: [
            "s3-public-access-block",
            "s3-public-access-block-complete",
            "s3-policy-not-public",
            "s3-no-public-acl",
            "s3-acls-disabled",
            "s3-no-website",
            "s3-policy-vpce-only",
            "s3-vpce-deny-is-effective",
            "s3-organization-only",
            "s3-policy-tls-only",
            "s3-tls-deny-is-effective",
            "s3-minimum-tls-version",
            "s3-policy-well-formed",
            "s3-policy-no-lockout",
        ],
        beyond: "Presigned URLs, which work for whoever has them, and credentials that are used inside the network.",
    },
    {
        subject: "Buckets: other accounts and services",
        guards: [
            "s3-policy-cross-account",
            "s3-acl-cross-account",
            "s3-replication-trusted",
            "s3-cross-account-key-access",
            "s3-policy-confused-deputy",
        ],
        beyond: "What a trusted account does with what it may read.",
    },
    {
        subject: "Athena",
        guards: ["athena-results-kms-key", "athena-workgroup-enforced"],
        beyond: "Queries in workgroups of other stacks, such as the primary one of the account.",
    },
    {
        subject: "EMR and Glue",
        guards: ["emr-security-configuration", "emr-cluster-secured", "glue-customer-key"],
        beyond: "Clusters started by API, and what a job writes to disks of its own.",
    },
    {
        subject: "Streams, warehouses, assistants",
        guards: ["stream-customer-key", "warehouse-customer-key", "bedrock-customer-key"],
        beyond: "What consumers copy out of them.",
    },
    {
        subject: "Keys",
        guards: ["kms-customer-managed-keys", "kms-key-usable", "kms-allowed-keys", "kms-key-rotation", "kms-deletion-window"],
        beyond: "Keys of other stacks: that one named by its ARN is enabled, and what its policy says.",
    },
    {
        subject: "Key policies and grants",
        guards: [
            "kms-key-policy-no-wildcard",
            "kms-key-policy-cross-account",
            "kms-key-policy-confused-deputy",
            "kms-key-policy-separates-duties",
            "kms-key-policy-keeps-administrator",
            "kms-key-policy-well-formed",
            "kms-grants-only-for-aws-resources",
            "kms-grant-trusted",
        ],
        beyond: "Grants that were made by API. aws kms list-grants shows them.",
    },
    {
        subject: "VPC endpoints",
        guards: ["vpc-s3-endpoint-exists", "vpc-endpoint-policy-restricts-buckets", "vpc-sagemaker-endpoints-exist"],
        beyond: "Other ways out of the VPC: NAT gateways, proxies, endpoints of other stacks.",
    },
    {
        subject: "Access points",
        guards: ["s3-access-point-vpc-only", "s3-access-point-public-access-block", "s3-access-point-policy"],
        beyond: "Access points that other accounts make for the bucket, where its policy delegates to them.",
    },
    {
        subject: "Tags and classification",
        guards: ["s3-classification-tag", "s3-restricted-objects-by-tag", "sagemaker-domain-tag", "iam-abac-condition-is-effective"],
        beyond: "Whether a tag tells the truth, and the tags of objects and sessions.",
    },
    {
        subject: "Roles and users",
        guards: [
            "iam-sagemaker-requires-kms-key",
            "iam-sagemaker-requires-vpc",
            "iam-no-full-data-access",
            "iam-abac-condition-is-effective",
            "iam-policy-well-formed",
        ],
        beyond: "Policies attached outside of programs, service control policies, permission sets, and what AWS managed policies will allow next year.",
    },
    {
        subject: "Traces",
        guards: ["s3-access-logging", "s3-versioning", "cloudtrail-data-events", "cloudtrail-kms-key", "vpc-flow-logs"],
        beyond: "Whether anybody reads them.",
    },
    {
        subject: "Ways past the pack",
        guards: [
            "guard-escape-hatches",
            "guard-ignored-changes",
            "guard-configuration",
            "guard-exemptions",
            "guard-exemptions-in-force",
            "preview-undecided",
        ],
        beyond: "What is not in a program at all: the console, the API, other tools. AWS Config and Security Hub look at what is there.",
    },
];

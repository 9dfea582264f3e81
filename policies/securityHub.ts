/** Requirements of NIST SP 800-53 Revision 5, as tags. */
function nist(...ids: readonly string[]): readonly string[] {
    return ids.map((id) => `nist-800-53:${id}`);
}

// What several controls have in common.
const encryptedAtRest = nist("CA-9(1)", "CM-3(6)", "SC-7(10)", "SC-13", "SC-28", "SC-28(1)", "SI-7(6)");
const underCustomerKey = nist("AU-9", "CA-9(1)", "CM-3(6)", "SC-7(10)", "SC-12(2)", "SC-13", "SC-28", "SC-28(1)", "SI-7(6)");
const encryptedAtRestInCluster = nist("CA-9(1)", "CM-3(6)", "SC-13", "SC-28", "SC-28(1)", "SI-7(6)");
const encryptedInTransit = nist(
    "AC-4",
    "CA-9(1)",
    "CP-9(8)",
    "SC-7(4)",
    "SC-8",
    "SC-8(1)",
    "SC-8(2)",
    "SC-13",
    "SC-23",
    "SC-23(3)",
    "SI-12",
);
const notPublic = nist(
    "AC-3",
    "AC-3(7)",
    "AC-4",
    "AC-4(21)",
    "AC-6",
    "AC-21",
    "SC-7",
    "SC-7(3)",
    "SC-7(4)",
    "SC-7(9)",
    "SC-7(11)",
    "SC-7(16)",
    "SC-7(20)",
    "SC-7(21)",
);
const leastPrivilege = nist("AC-2", "AC-2(1)", "AC-3", "AC-3(7)", "AC-3(15)", "AC-5", "AC-6", "AC-6(3)");
const noAdministrators = nist("AC-2", "AC-2(1)", "AC-3", "AC-3(7)", "AC-3(15)", "AC-5", "AC-6", "AC-6(2)", "AC-6(3)", "AC-6(10)");

/**
 * The controls of AWS Security Hub that ask what policies of the pack ask, each with the requirements of other frameworks that its page lists as
 * related: https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html (September 2026).
 */
const requirements = {
    "Bedrock.1": [],
    "BedrockAgentCore.3": [...underCustomerKey],
    "BedrockAgentCore.4": [...underCustomerKey],
    "CloudTrail.2": [
        "cis-aws-5.0.0:3.5",
        "cis-aws-3.0.0:3.5",
        "pci-dss-4.0.1:10.3.2",
        ...nist("AU-9", "CA-9(1)", "CM-3(6)", "SC-7(10)", "SC-13", "SC-28", "SC-28(1)", "SI-7(6)"),
    ],
    "CloudTrail.4": ["cis-aws-5.0.0:3.2", "cis-aws-3.0.0:3.2", ...nist("AU-9", "SI-4", "SI-7(1)", "SI-7(3)", "SI-7(7)")],
    "DataFirehose.1": [...nist("AC-3", "AU-3", "SC-12", "SC-13", "SC-28")],
    "EC2.3": [...encryptedAtRest],
    "EC2.6": [
        "cis-aws-5.0.0:3.7",
        "cis-aws-3.0.0:3.7",
        ...nist("AC-4(26)", "AU-2", "AU-3", "AU-6(3)", "AU-6(4)", "AU-12", "CA-7", "SI-7(8)"),
    ],
    "EC2.7": ["cis-aws-5.0.0:5.1.1", "cis-aws-3.0.0:2.2.1", ...encryptedAtRest],
    "EC2.181": [],
    "ECR.5": [...underCustomerKey],
    "EFS.1": ["cis-aws-5.0.0:2.3.1", "cis-aws-3.0.0:2.4.1", ...encryptedAtRest],
    "EFS.8": ["cis-aws-5.0.0:2.3.1"],
    "EMR.3": [...encryptedInTransit],
    "EMR.4": [...encryptedInTransit],
    "ES.1": [...encryptedAtRest],
    "IAM.1": [...noAdministrators],
    "IAM.21": [...noAdministrators],
    "Kinesis.1": [...encryptedAtRest],
    "KMS.1": [...leastPrivilege],
    "KMS.2": [...leastPrivilege],
    "KMS.3": [...nist("SC-12", "SC-12(2)")],
    "KMS.4": ["cis-aws-5.0.0:3.6", "cis-aws-3.0.0:3.6", "pci-dss-4.0.1:3.7.4", ...nist("SC-12", "SC-12(2)", "SC-28(3)")],
    "KMS.5": [],
    "Opensearch.1": [...encryptedAtRestInCluster],
    "Redshift.10": [...encryptedAtRestInCluster],
    "RedshiftServerless.4": [...underCustomerKey],
    "S3.1": ["cis-aws-5.0.0:2.1.4", "cis-aws-3.0.0:2.1.4", "pci-dss-4.0.1:1.4.4", ...notPublic],
    "S3.2": [...notPublic],
    "S3.3": [...notPublic],
    "S3.5": [
        "cis-aws-5.0.0:2.1.1",
        "cis-aws-3.0.0:2.1.1",
        "pci-dss-4.0.1:4.2.1",
        ...nist(
            "AC-4",
            "AC-17(2)",
            "IA-5(1)",
            "SC-7(4)",
            "SC-8",
            "SC-8(1)",
            "SC-8(2)",
            "SC-12(3)",
            "SC-13",
            "SC-23",
            "SC-23(3)",
            "SI-7(6)",
        ),
    ],
    "S3.6": [...nist("CA-9(1)", "CM-2")],
    "S3.8": ["cis-aws-5.0.0:2.1.4", "cis-aws-3.0.0:2.1.4", "pci-dss-4.0.1:1.4.4", ...notPublic],
    "S3.9": [
        "pci-dss-4.0.1:10.2.1",
        ...nist(
            "AC-2(4)",
            "AC-4(26)",
            "AC-6(9)",
            "AU-2",
            "AU-3",
            "AU-6(3)",
            "AU-6(4)",
            "AU-10",
            "AU-12",
            "CA-7",
            "SC-7(9)",
            "SI-3(8)",
            "SI-4(20)",
            "SI-7(8)",
        ),
    ],
    "S3.12": [...nist("AC-2(1)", "AC-3", "AC-3(7)", "AC-3(15)", "AC-6")],
    "S3.14": [...nist("AU-9(2)", "CP-6", "CP-6(1)", "CP-6(2)", "CP-9", "CP-10", "SC-5(2)", "SI-12", "SI-13(5)")],
    "S3.17": ["pci-dss-4.0.1:3.5.1", ...underCustomerKey],
    "S3.19": ["pci-dss-4.0.1:1.4.4", ...notPublic],
    "S3.22": ["cis-aws-5.0.0:3.8", "cis-aws-3.0.0:3.8", "pci-dss-4.0.1:10.2.1"],
    "S3.23": ["cis-aws-5.0.0:3.9", "cis-aws-3.0.0:3.9", "pci-dss-4.0.1:10.2.1"],
    "S3.24": ["pci-dss-4.0.1:1.4.4"],
    "SageMaker.1": ["pci-dss-4.0.1:1.4.4", ...notPublic],
    "SageMaker.2": [...notPublic],
    "SageMaker.3": [...nist("AC-2(1)", "AC-3(7)", "AC-3(15)", "AC-6", "AC-6(2)", "AC-6(10)")],
    "SageMaker.5": [],
    "SageMaker.9": [],
    "SageMaker.10": [],
    "SageMaker.11": [],
    "SageMaker.12": [],
    "SageMaker.13": [],
    "SageMaker.14": [],
    "SageMaker.15": [],
    "SageMaker.17": [],
    "SageMaker.18": [...underCustomerKey],
    "SageMaker.20": [],
    "SageMaker.21": [],
    "SageMaker.22": [],
    "SageMaker.23": [],
    "SageMaker.24": [],
    "SageMaker.25": [],
    "SNS.1": [...encryptedAtRest],
    "SQS.1": [...encryptedAtRest],
} as const;

/** The tags of a policy that asks what these Security Hub controls ask: theirs, and those of the requirements related to them. */
export function controls(...ids: readonly (keyof typeof requirements)[]): string[] {
    return [...ids.map((id) => `security-hub:${id}`), ...new Set(ids.flatMap((id) => requirements[id]))];
}

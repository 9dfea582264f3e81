/**
 * The trust services criteria of SOC 2 to which open mappings relate checks of AWS accounts, by the name of the check. No control of AWS Security
 * Hub names them.
 *
 * - Prowler: https://github.com/prowler-cloud/prowler/blob/master/prowler/compliance/aws/soc2_aws.json
 * - Powerpipe: https://github.com/turbot/steampipe-mod-aws-compliance/tree/main/soc_2 (it repeats what is under CC6.1 under CC6.2, which is about
 *   issuing credentials; that is left out)
 */
const criteria = {
    // Prowler
    cloudtrail_log_file_validation_enabled: ["CC7.3", "PI1.3"],
    cloudtrail_s3_dataevents_read_enabled: ["CC2.1", "CC7.2"],
    cloudtrail_s3_dataevents_write_enabled: ["CC2.1", "CC7.2", "PI1.2"],
    cloudwatch_log_group_kms_encryption_enabled: ["CC7.3", "PI1.4"],
    dynamodb_tables_kms_cmk_encryption_enabled: ["PI1.5"],
    ec2_ebs_volume_encryption: ["PI1.5"],
    glue_etl_jobs_amazon_s3_encryption_enabled: ["PI1.4"],
    iam_customer_attached_policy_no_administrative_privileges: ["CC1.3", "CC6.3"],
    iam_inline_policy_no_administrative_privileges: ["CC1.3", "CC6.3"],
    kinesis_stream_encrypted_at_rest: ["PI1.4"],
    kms_cmk_rotation_enabled: ["PI1.5"],
    s3_bucket_kms_encryption: ["PI1.4"],
    s3_bucket_object_versioning: ["CC7.4", "C1.2", "PI1.5"],
    s3_bucket_public_access: ["CC6.1"],
    s3_bucket_server_access_logging_enabled: ["CC7.2", "CC7.3"],
    sns_topics_kms_encryption_at_rest_enabled: ["PI1.4"],
    // Powerpipe
    cloudtrail_s3_data_events_enabled: ["CC7.2"],
    cloudtrail_trail_logs_encrypted_with_kms_cmk: ["CC6.1"],
    cloudtrail_trail_validation_enabled: ["CC7.3"],
    ebs_attached_volume_encryption_enabled: ["CC6.1"],
    ebs_encryption_by_default_enabled: ["CC6.1"],
    efs_file_system_encrypt_data_at_rest: ["CC6.1"],
    iam_policy_no_star_star: ["CC6.1", "CC6.3"],
    log_group_encryption_at_rest_enabled: ["CC6.1", "CC7.3"],
    s3_bucket_default_encryption_enabled: ["CC6.1"],
    s3_bucket_enforces_ssl: ["CC6.1"],
    s3_bucket_logging_enabled: ["CC6.1", "CC7.2", "CC7.3"],
    s3_bucket_policy_restrict_public_access: ["CC6.1", "CC6.3", "CC6.6"],
    s3_bucket_restrict_public_read_access: ["CC6.1", "CC6.6"],
    s3_bucket_restrict_public_write_access: ["CC6.1", "CC6.6"],
    s3_bucket_versioning_enabled: ["CC7.4", "A1.2", "C1.2"],
    s3_public_access_block_account: ["CC6.1", "CC6.6"],
    sagemaker_endpoint_configuration_encryption_at_rest_enabled: ["CC6.1"],
    sagemaker_notebook_instance_direct_internet_access_disabled: ["CC6.1", "CC6.6"],
    sagemaker_notebook_instance_encryption_at_rest_enabled: ["CC6.1"],
    sns_topic_encrypted_at_rest: ["CC6.1"],
    // Both
    vpc_flow_logs_enabled: ["CC6.6", "CC7.2", "CC7.3"],
} as const;

/** The SOC 2 tags of a policy that, where it holds, lets these checks pass. */
export function soc2(...checks: readonly (keyof typeof criteria)[]): string[] {
    return [...new Set(checks.flatMap((check) => criteria[check]))].sort().map((criterion) => `soc-2:${criterion}`);
}

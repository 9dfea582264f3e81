/** Actions as the Service Authorization Reference names them, typed from section 7.3 of the specification and not from iam/. */

const s3 = (names: string): readonly string[] =>
    names
        .trim()
        .split(/\s+/)
        .map((name) => `s3:${name}`);
const kms = (names: string): readonly string[] =>
    names
        .trim()
        .split(/\s+/)
        .map((name) => `kms:${name}`);

/** Data actions on objects; all object actions are data actions. The usual suspects first. */
export const objectActions = s3(`
    GetObject PutObject DeleteObject GetObjectVersion AbortMultipartUpload BypassGovernanceRetention DeleteObjectAnnotation
    DeleteObjectVersionAnnotation GetObjectAnnotation GetObjectVersionAnnotation GetObjectVersionAnnotationForReplication
    ListObjectAnnotations ListObjectVersionAnnotations PutObjectAnnotation PutObjectVersionAnnotation ReplicateObjectAnnotation
    DeleteObjectTagging DeleteObjectVersion DeleteObjectVersionTagging GetObjectAcl GetObjectAttributes GetObjectLegalHold
    GetObjectRetention GetObjectTagging GetObjectTorrent GetObjectVersionAcl GetObjectVersionAttributes
    GetObjectVersionForReplication GetObjectVersionTagging GetObjectVersionTorrent InitiateReplication ListMultipartUploadParts
    ObjectOwnerOverrideToBucketOwner PutObjectAcl PutObjectLegalHold PutObjectRetention PutObjectTagging PutObjectVersionAcl
    PutObjectVersionTagging ReplicateDelete ReplicateObject ReplicateTags RestoreObject UpdateObjectEncryption`);

export const bucketDataActions = s3("ListBucket ListBucketMultipartUploads ListBucketVersions");

/** Configuration of the bucket itself. */
export const bucketActions = s3(`
    GetBucketLocation GetBucketPolicy PutBucketPolicy DeleteBucketPolicy DeleteBucket CreateBucket DeleteBucketWebsite
    GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAcl GetBucketCORS GetBucketLogging GetBucketNotification
    GetBucketObjectLockConfiguration GetBucketOwnershipControls GetBucketPolicyStatus GetBucketPublicAccessBlock
    GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration
    GetIntelligentTieringConfiguration GetInventoryConfiguration GetLifecycleConfiguration GetMetricsConfiguration
    GetReplicationConfiguration PutAccelerateConfiguration PutAnalyticsConfiguration PutBucketAcl PutBucketCORS PutBucketLogging
    PutBucketNotification PutBucketObjectLockConfiguration PutBucketOwnershipControls PutBucketPublicAccessBlock
    PutBucketRequestPayment PutBucketTagging PutBucketVersioning PutBucketWebsite PutEncryptionConfiguration
    PutIntelligentTieringConfiguration PutInventoryConfiguration PutLifecycleConfiguration PutMetricsConfiguration
    PutReplicationConfiguration`);

/** Jobs that identities start, with the type of resource they make. */
export const sagemakerResources: Readonly<Record<string, string>> = {
    "sagemaker:CreateTrainingJob": "training-job",
    "sagemaker:CreateProcessingJob": "processing-job",
    "sagemaker:CreateEndpointConfig": "endpoint-config",
};

export const kmsUseActions = kms(`
    Decrypt Encrypt ReEncryptFrom ReEncryptTo GenerateDataKey GenerateDataKeyWithoutPlaintext GenerateDataKeyPair
    GenerateDataKeyPairWithoutPlaintext`);

/** Uses of keys of other specifications. */
export const kmsOtherUseActions = kms("Sign Verify GenerateMac VerifyMac DeriveSharedSecret");

export const kmsAdministrationActions = kms("PutKeyPolicy ScheduleKeyDeletion");

export const kmsActions = [
    ...kmsUseActions,
    ...kmsAdministrationActions,
    ...kmsOtherUseActions,
    ...kms(`
        CreateGrant ListGrants RevokeGrant RetireGrant DescribeKey GetKeyPolicy EnableKey DisableKey EnableKeyRotation DisableKeyRotation
        GetKeyRotationStatus ListKeyPolicies ListResourceTags TagResource UntagResource UpdateKeyDescription CancelKeyDeletion
        CreateAlias DeleteAlias UpdateAlias GetPublicKey ImportKeyMaterial DeleteImportedKeyMaterial ReplicateKey`),
];

import type { Block } from "../model/block";
import { all, any, is, isGiven, isKnown, Misshapen, not, type Truth, Unknown } from "../model/fact";
import { matchesGlob } from "../model/glob";
import { type KeySlot, slotsOfModule } from "../model/keySlots";
import { isKeyMissing, keyUses, type KeyUse } from "../model/keyUse";
import type { Resource } from "../model/resource";
import { bucketIn, isBucketName, isInStack, s3LocationPaths, s3LocationsOf } from "../model/sagemakerLocations";
import { keyUsesOfPipeline } from "../model/sagemakerPipeline";
import { options } from "./options";
import type { Report, ResourcePolicy, StackPolicy } from "./policy";
import { controls } from "./securityHub";
import { soc2 } from "./soc2";

/** Whose keys each policy judges: those whose resource type and path these expressions match. What none of them matches is an artifact's. */
const judgedKeys = {
    domain: [/:Domain$/, /^kmsKeyId$/],
    sharing: [/:(Domain|UserProfile)$/, /sharingSettings|canvasAppSettings/],
    notebook: [/:NotebookInstance$/, /./],
    endpoint: [/:EndpointConfig(uration)?$/, /^kmsKey(Arn|Id)$/],
    capture: [/:EndpointConfig(uration)?$/, /^dataCaptureConfig/],
    endpointOutput: [/:EndpointConfig(uration)?$/, /^asyncInferenceConfig|coreDumpConfig/],
    featureGroup: [/:FeatureGroup$/, /./],
    monitoring: [/:(\w+JobDefinition|MonitoringSchedule)$/, /./],
    job: [/:(TrainingJob|HyperParameterTuningJob|LabelingJob|Algorithm|ProcessingJob)$/, /./],
} as const;

const sageMakerSlots = slotsOfModule("sagemaker");

function isOf(slot: KeySlot, [type, path]: readonly [RegExp, RegExp]): boolean {
    return type.test(slot.type) && path.test(slot.path);
}

function slotsOfPolicy(policy: keyof typeof judgedKeys): ReadonlySet<KeySlot> {
    return new Set(sageMakerSlots.filter((slot) => isOf(slot, judgedKeys[policy])));
}

const artifactSlots: ReadonlySet<KeySlot> = new Set(
    sageMakerSlots.filter((slot) => !Object.values(judgedKeys).some((judged) => isOf(slot, judged))),
);

/** The check of a policy that wants a key in each of these properties, wherever there is something to encrypt and AWS takes a key for it. */
function namesKeys(slots: ReadonlySet<KeySlot>): (resource: Resource, report: Report) => void {
    return (resource, report) => {
        keyUses(resource, (slot) => slots.has(slot)).forEach((use) => {
            reportKey(report, use, "no key");
        });
    };
}

function reportKey(report: Report, use: KeyUse, missing: string): void {
    report(isKeyMissing(use), `${use.path} names ${missing} for ${use.protects}.`);
    report(
        all(use.isRefused, use.isNamed),
        `${use.path} names a key, which AWS refuses: ${use.protects} is local to the instances, or there are none.`,
    );
}

export const sagemakerDomainKmsKey: ResourcePolicy = {
    name: "sagemaker-domain-kms-key",
    displayName: "SageMaker domain key",
    description: "A domain names a customer managed key for its file system and for the volumes of its apps.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Set kmsKeyId to the ARN of a customer managed key. A change replaces the domain.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest-studio.html",
    tags: ["encryption"],
    validateResource: namesKeys(slotsOfPolicy("domain")),
};

export const sagemakerSharingKmsKey: ResourcePolicy = {
    name: "sagemaker-sharing-kms-key",
    displayName: "SageMaker sharing key",
    description: "What domains and user profiles share of notebooks, or keep of Canvas, is under a customer managed key.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Set s3KmsKeyId beside the output path, or notebookOutputOption to Disabled.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_SharingSettings.html",
    tags: ["encryption"],
    validateResource: namesKeys(slotsOfPolicy("sharing")),
};

export const sagemakerNotebookKmsKey: ResourcePolicy = {
    name: "sagemaker-notebook-kms-key",
    displayName: "SageMaker notebook key",
    description: "A notebook instance names a customer managed key for its storage.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Set kmsKeyId to a customer managed key.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html",
    tags: ["encryption", ...controls("SageMaker.21"), ...soc2("sagemaker_notebook_instance_encryption_at_rest_enabled")],
    validateResource: namesKeys(slotsOfPolicy("notebook")),
};

export const sagemakerEndpointKmsKey: ResourcePolicy = {
    name: "sagemaker-endpoint-kms-key",
    displayName: "SageMaker endpoint key",
    description:
        "An endpoint configuration names a customer managed key for the storage of its instances, where they have any that takes one.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Set kmsKeyArn (kmsKeyId in aws-native) to the ARN of a customer managed key. Where one variant runs on instances with local storage, or serverless, leave it out.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html",
    tags: ["encryption", ...soc2("sagemaker_endpoint_configuration_encryption_at_rest_enabled")],
    validateResource: namesKeys(slotsOfPolicy("endpoint")),
};

export const sagemakerEndpointCaptureKmsKey: ResourcePolicy = {
    name: "sagemaker-endpoint-capture-kms-key",
    displayName: "SageMaker data capture key",
    description: "Requests and responses that an endpoint captures are under a customer managed key.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Set dataCaptureConfig.kmsKeyId to the ARN of a customer managed key.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DataCaptureConfig.html",
    tags: ["encryption"],
    validateResource: namesKeys(slotsOfPolicy("capture")),
};

export const sagemakerEndpointOutputKmsKey: ResourcePolicy = {
    name: "sagemaker-endpoint-output-kms-key",
    displayName: "SageMaker endpoint output key",
    description: "Asynchronous output and core dumps of an endpoint are under a customer managed key.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Set kmsKeyId in asyncInferenceConfig.outputConfig, and in coreDumpConfig of each variant that has one.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AsyncInferenceOutputConfig.html",
    tags: ["encryption"],
    validateResource: namesKeys(slotsOfPolicy("endpointOutput")),
};

export const sagemakerFeatureGroupKmsKey: ResourcePolicy = {
    name: "sagemaker-feature-group-kms-key",
    displayName: "SageMaker feature group key",
    description: "Each store of a feature group is under a customer managed key.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Set kmsKeyId in offlineStoreConfig.s3StorageConfig and in onlineStoreConfig.securityConfig, for each store that is on.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-security.html",
    tags: ["encryption", ...controls("SageMaker.17", "SageMaker.18")],
    validateResource: namesKeys(slotsOfPolicy("featureGroup")),
};

export const sagemakerMonitoringKmsKey: ResourcePolicy = {
    name: "sagemaker-monitoring-kms-key",
    displayName: "SageMaker monitoring key",
    description: "Results and instance storage of monitoring jobs are under a customer managed key.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Set kmsKeyId of the job's output and volumeKmsKeyId of its cluster; leave the second out on instances with local storage.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MonitoringClusterConfig.html",
    tags: ["encryption"],
    validateResource: namesKeys(slotsOfPolicy("monitoring")),
};

export const sagemakerJobKmsKey: ResourcePolicy = {
    name: "sagemaker-job-kms-key",
    displayName: "SageMaker job key",
    description: "Output and instance storage of jobs are under a customer managed key.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Set kmsKeyId of the job's output and volumeKmsKeyId of its instances; leave the second out on instances with local storage.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html",
    tags: ["encryption"],
    validateResource: namesKeys(slotsOfPolicy("job")),
};

export const sagemakerPipelineKmsKey: ResourcePolicy = {
    name: "sagemaker-pipeline-kms-key",
    displayName: "SageMaker pipeline key",
    description: "Every job that a pipeline runs names customer managed keys for its output and its instance storage.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps: "Give the step's estimator, processor or transformer an output key and a volume key, and write the definition again.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines-steps.html",
    tags: ["encryption"],
    validateResource: (pipeline, report) => {
        const uses = keyUsesOfPipeline(pipeline);
        if (isKnown(uses)) {
            uses.forEach((use) => {
                reportKey(report, use, "no customer managed key");
            });
        } else {
            report(
                uses instanceof Unknown ? uses : uses instanceof Misshapen,
                "The pipeline's definition is not JSON with a list of steps.",
            );
        }
    },
};

const namesKeysOfArtifacts = namesKeys(artifactSlots);

/**
 * The instance groups of a HyperPod cluster, and whether the program configures their root volume. Each instance has one either way, and what
 * does not say that it is about the root volume is about another one.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterEbsVolumeConfig.html
 */
function clusterGroups(resource: Resource): readonly { readonly group: Block; readonly hasRootVolume: Truth }[] {
    const groups =
        resource.type === "aws-native:sagemaker:Cluster"
            ? [...resource.all("instanceGroups[]"), ...resource.all("restrictedInstanceGroups[]")]
            : [];
    return groups.map((group) => ({
        group,
        hasRootVolume: any(
            ...group.all("instanceStorageConfigs[].ebsVolumeConfig").map((volume) => is(volume.flag("rootVolume"), (isRoot) => isRoot)),
        ),
    }));
}

export const sagemakerArtifactKmsKey: ResourcePolicy = {
    name: "sagemaker-artifact-kms-key",
    displayName: "SageMaker artifact key",
    description:
        "Human review output, device output, model cards and whatever else SageMaker takes a key for are under a customer managed key.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Set the named key property to a customer managed key.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html",
    tags: ["encryption", ...controls("SageMaker.23", "SageMaker.24")],
    validateResource: (resource, report) => {
        namesKeysOfArtifacts(resource, report);
        for (const { group, hasRootVolume } of clusterGroups(resource)) {
            report(
                all(group.isGiven(), not(hasRootVolume)),
                `${group.path} has no ebsVolumeConfig with rootVolume, so its instances' root volume is under a key of AWS's own.`,
            );
        }
    },
};

/** What the location waits for while no list says which buckets outside the stack are trusted. */
const unconfigured = new Unknown(["the option trustedBuckets"]);

/**
 * Whether a location in a bucket outside the stack is trusted. What is no S3 location has nothing to trust, and what names something that can be
 * no bucket, as a placeholder or the text of an Output, no list will ever trust.
 */
function isTrusted(location: Block, trustedBuckets: readonly string[] | undefined): Truth {
    return is(location.text(""), (text) => {
        const bucket = bucketIn(text);
        if (bucket === undefined) {
            return true;
        }
        return all(mayBeBucket(bucket), trustedBuckets?.some((trusted) => matchesGlob(bucket, trusted)) ?? unconfigured);
    });
}

/** Whether the text in the place of a bucket's name may stand for one: by name, or by the ARN of an access point. */
function mayBeBucket(name: string): boolean {
    return isBucketName(name) || name.startsWith("arn:");
}

export const sagemakerS3Locations: StackPolicy = {
    name: "sagemaker-s3-locations",
    displayName: "SageMaker S3 locations",
    description: "SageMaker reads and writes only buckets of the stack, which the S3 policies cover, and trusted ones.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Build the S3 URI from a bucket of the stack, or name the bucket in trustedBuckets.",
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
    tags: ["perimeter"],
    configSchema: options("trustedBuckets"),
    validateStack: (stack, report, { trustedBuckets }) => {
        for (const resource of stack.ofType(...Object.keys(s3LocationPaths))) {
            for (const location of s3LocationsOf(resource)) {
                const text = location.text("");
                const name = isKnown(text) ? (bucketIn(text) ?? "") : "";
                const bucket = isBucketName(name) ? `the bucket ${name}` : "something that can be no bucket";
                report(
                    all(isGiven(text), not(isInStack(resource, location)), not(isTrusted(location, trustedBuckets))),
                    `${location.path} names ${bucket}, which is neither of the stack nor in trustedBuckets.`,
                    resource,
                );
            }
        }
    },
};

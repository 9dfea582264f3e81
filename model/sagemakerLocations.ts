import type { Block } from "./block";
import { isKnown, type Truth, Unknown } from "./fact";
import { leadsIntoStack, reference } from "./join";
import type { Resource, Stack } from "./resource";
import { bucketTypes } from "./s3";

/** The paths at which a type names an S3 location that it reads or writes: an `s3://` URI, an https one, or a bucket's name. */
export const s3LocationPaths: Readonly<Record<string, readonly string[]>> = {
    "aws:sagemaker/algorithm:Algorithm": [
        "inferenceSpecification.containers[].additionalS3DataSource.s3Uri",
        "inferenceSpecification.containers[].modelDataSource.s3DataSource.manifestS3Uri",
        "inferenceSpecification.containers[].modelDataSource.s3DataSource.s3Uri",
        "inferenceSpecification.containers[].modelDataUrl",
        "trainingSpecification.additionalS3DataSource.s3Uri",
        "validationSpecification.validationProfiles.trainingJobDefinition.inputDataConfigs[].dataSource.s3DataSource.s3Uri",
        "validationSpecification.validationProfiles.trainingJobDefinition.outputDataConfig.s3OutputPath",
        "validationSpecification.validationProfiles.transformJobDefinition.transformInput.dataSource.s3DataSource.s3Uri",
        "validationSpecification.validationProfiles.transformJobDefinition.transformOutput.s3OutputPath",
    ],
    "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": [
        "dataQualityAppSpecification.postAnalyticsProcessorSourceUri",
        "dataQualityAppSpecification.recordPreprocessorSourceUri",
        "dataQualityBaselineConfig.constraintsResource.s3Uri",
        "dataQualityBaselineConfig.statisticsResource.s3Uri",
        "dataQualityJobInput.batchTransformInput.dataCapturedDestinationS3Uri",
        "dataQualityJobOutputConfig.monitoringOutputs.s3Output.s3Uri",
    ],
    "aws:sagemaker/deviceFleet:DeviceFleet": ["outputConfig.s3OutputLocation"],
    "aws:sagemaker/domain:Domain": [
        "defaultUserSettings.canvasAppSettings.workspaceSettings.s3ArtifactPath",
        "defaultUserSettings.sharingSettings.s3OutputPath",
    ],
    "aws:sagemaker/endpointConfiguration:EndpointConfiguration": [
        "asyncInferenceConfig.outputConfig.s3FailurePath",
        "asyncInferenceConfig.outputConfig.s3OutputPath",
        "dataCaptureConfig.destinationS3Uri",
        "productionVariants[].coreDumpConfig.destinationS3Uri",
        "shadowProductionVariants[].coreDumpConfig.destinationS3Uri",
    ],
    "aws:sagemaker/featureGroup:FeatureGroup": [
        "offlineStoreConfig.s3StorageConfig.resolvedOutputS3Uri",
        "offlineStoreConfig.s3StorageConfig.s3Uri",
    ],
    "aws:sagemaker/flowDefinition:FlowDefinition": ["outputConfig.s3OutputPath"],
    "aws:sagemaker/hub:Hub": ["s3StorageConfig.s3OutputPath"],
    "aws:sagemaker/humanTaskUI:HumanTaskUI": ["uiTemplate.url"],
    "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": [
        "trainingJobDefinition.checkpointConfig.s3Uri",
        "trainingJobDefinition.inputDataConfigs[].dataSource.s3DataSource.s3Uri",
        "trainingJobDefinition.outputDataConfig.s3OutputPath",
        "trainingJobDefinitions[].checkpointConfig.s3Uri",
        "trainingJobDefinitions[].inputDataConfigs[].dataSource.s3DataSource.s3Uri",
        "trainingJobDefinitions[].outputDataConfig.s3OutputPath",
    ],
    "aws:sagemaker/labelingJob:LabelingJob": [
        "humanTaskConfig.uiConfig.uiTemplateS3Uri",
        "inputConfig.dataSource.s3DataSource.manifestS3Uri",
        "labelCategoryConfigS3Uri",
        "outputConfig.s3OutputPath",
    ],
    "aws:sagemaker/mlflowApp:MlflowApp": ["artifactStoreUri"],
    "aws:sagemaker/mlflowTrackingServer:MlflowTrackingServer": ["artifactStoreUri"],
    "aws:sagemaker/model:Model": [
        "containers[].additionalModelDataSources[].s3DataSources[].s3Uri",
        "containers[].modelDataSource.s3DataSources[].s3Uri",
        "containers[].modelDataUrl",
        "primaryContainer.additionalModelDataSources[].s3DataSources[].s3Uri",
        "primaryContainer.modelDataSource.s3DataSources[].s3Uri",
        "primaryContainer.modelDataUrl",
    ],
    "aws:sagemaker/modelCardExportJob:ModelCardExportJob": ["outputConfig.s3OutputPath"],
    "aws:sagemaker/monitoringSchedule:MonitoringSchedule": [
        "monitoringScheduleConfig.monitoringJobDefinition.baseline.constraintsResource.s3Uri",
        "monitoringScheduleConfig.monitoringJobDefinition.baseline.statisticsResource.s3Uri",
        "monitoringScheduleConfig.monitoringJobDefinition.monitoringAppSpecification.postAnalyticsProcessorSourceUri",
        "monitoringScheduleConfig.monitoringJobDefinition.monitoringAppSpecification.recordPreprocessorSourceUri",
        "monitoringScheduleConfig.monitoringJobDefinition.monitoringInputs.batchTransformInput.dataCapturedDestinationS3Uri",
        "monitoringScheduleConfig.monitoringJobDefinition.monitoringOutputConfig.monitoringOutputs.s3Output.s3Uri",
    ],
    "aws:sagemaker/pipeline:Pipeline": ["pipelineDefinitionS3Location.bucket"],
    "aws:sagemaker/trainingJob:TrainingJob": [
        "checkpointConfig.s3Uri",
        "debugHookConfig.s3OutputPath",
        "debugRuleConfigurations[].s3OutputPath",
        "inputDataConfigs[].dataSource.s3DataSource.s3Uri",
        "outputDataConfig.s3OutputPath",
        "profilerConfig.s3OutputPath",
        "profilerRuleConfigurations[].s3OutputPath",
        "tensorBoardOutputConfig.s3OutputPath",
    ],
    "aws:sagemaker/userProfile:UserProfile": [
        "userSettings.canvasAppSettings.workspaceSettings.s3ArtifactPath",
        "userSettings.sharingSettings.s3OutputPath",
    ],
    "aws-native:sagemaker:Cluster": ["instanceGroups[].lifeCycleConfig.sourceS3Uri"],
    "aws-native:sagemaker:DataQualityJobDefinition": [
        "dataQualityAppSpecification.postAnalyticsProcessorSourceUri",
        "dataQualityAppSpecification.recordPreprocessorSourceUri",
        "dataQualityBaselineConfig.constraintsResource.s3Uri",
        "dataQualityBaselineConfig.statisticsResource.s3Uri",
        "dataQualityJobInput.batchTransformInput.dataCapturedDestinationS3Uri",
        "dataQualityJobOutputConfig.monitoringOutputs[].s3Output.s3Uri",
    ],
    "aws-native:sagemaker:DeviceFleet": ["outputConfig.s3OutputLocation"],
    "aws-native:sagemaker:Domain": [
        "defaultSpaceSettings.customFileSystemConfigs[].s3FileSystemConfig.s3Uri",
        "defaultUserSettings.customFileSystemConfigs[].s3FileSystemConfig.s3Uri",
        "defaultUserSettings.sharingSettings.s3OutputPath",
        "domainSettings.unifiedStudioSettings.projectS3Path",
    ],
    "aws-native:sagemaker:EndpointConfig": [
        "asyncInferenceConfig.outputConfig.s3FailurePath",
        "asyncInferenceConfig.outputConfig.s3OutputPath",
        "dataCaptureConfig.destinationS3Uri",
        "explainerConfig.clarifyExplainerConfig.shapConfig.shapBaselineConfig.shapBaselineUri",
        "productionVariants[].coreDumpConfig.destinationS3Uri",
        "shadowProductionVariants[].coreDumpConfig.destinationS3Uri",
    ],
    "aws-native:sagemaker:FeatureGroup": ["offlineStoreConfig.s3StorageConfig.s3Uri"],
    "aws-native:sagemaker:Hub": ["s3StorageConfig.s3OutputPath"],
    "aws-native:sagemaker:InferenceComponent": ["specification.container.artifactUrl", "specifications[].container.artifactUrl"],
    "aws-native:sagemaker:InferenceExperiment": ["dataStorageConfig.destination"],
    "aws-native:sagemaker:MlflowApp": ["artifactStoreUri"],
    "aws-native:sagemaker:MlflowTrackingServer": ["artifactStoreUri"],
    "aws-native:sagemaker:Model": [
        "containers[].modelDataSource.s3DataSource.s3Uri",
        "containers[].modelDataUrl",
        "primaryContainer.modelDataSource.s3DataSource.s3Uri",
        "primaryContainer.modelDataUrl",
    ],
    "aws-native:sagemaker:ModelBiasJobDefinition": [
        "modelBiasAppSpecification.configUri",
        "modelBiasBaselineConfig.constraintsResource.s3Uri",
        "modelBiasJobInput.batchTransformInput.dataCapturedDestinationS3Uri",
        "modelBiasJobInput.groundTruthS3Input.s3Uri",
        "modelBiasJobOutputConfig.monitoringOutputs[].s3Output.s3Uri",
    ],
    "aws-native:sagemaker:ModelCard": [
        "content.modelPackageDetails.inferenceSpecification.containers[].modelDataUrl",
        "content.modelPackageDetails.sourceAlgorithms[].modelDataUrl",
    ],
    "aws-native:sagemaker:ModelExplainabilityJobDefinition": [
        "modelExplainabilityAppSpecification.configUri",
        "modelExplainabilityBaselineConfig.constraintsResource.s3Uri",
        "modelExplainabilityJobInput.batchTransformInput.dataCapturedDestinationS3Uri",
        "modelExplainabilityJobOutputConfig.monitoringOutputs[].s3Output.s3Uri",
    ],
    "aws-native:sagemaker:ModelPackage": [
        "additionalInferenceSpecifications[].containers[].modelDataSource.s3DataSource.s3Uri",
        "additionalInferenceSpecifications[].containers[].modelDataUrl",
        "additionalInferenceSpecificationsToAdd[].containers[].modelDataSource.s3DataSource.s3Uri",
        "additionalInferenceSpecificationsToAdd[].containers[].modelDataUrl",
        "driftCheckBaselines.bias.configFile.s3Uri",
        "driftCheckBaselines.bias.postTrainingConstraints.s3Uri",
        "driftCheckBaselines.bias.preTrainingConstraints.s3Uri",
        "driftCheckBaselines.explainability.configFile.s3Uri",
        "driftCheckBaselines.explainability.constraints.s3Uri",
        "driftCheckBaselines.modelDataQuality.constraints.s3Uri",
        "driftCheckBaselines.modelDataQuality.statistics.s3Uri",
        "driftCheckBaselines.modelQuality.constraints.s3Uri",
        "driftCheckBaselines.modelQuality.statistics.s3Uri",
        "inferenceSpecification.containers[].modelDataSource.s3DataSource.s3Uri",
        "inferenceSpecification.containers[].modelDataUrl",
        "modelMetrics.bias.postTrainingReport.s3Uri",
        "modelMetrics.bias.preTrainingReport.s3Uri",
        "modelMetrics.bias.report.s3Uri",
        "modelMetrics.explainability.report.s3Uri",
        "modelMetrics.modelDataQuality.constraints.s3Uri",
        "modelMetrics.modelDataQuality.statistics.s3Uri",
        "modelMetrics.modelQuality.constraints.s3Uri",
        "modelMetrics.modelQuality.statistics.s3Uri",
        "samplePayloadUrl",
        "sourceAlgorithmSpecification.sourceAlgorithms[].modelDataUrl",
        "sourceUri",
        "validationSpecification.validationProfiles[].transformJobDefinition.transformInput.dataSource.s3DataSource.s3Uri",
        "validationSpecification.validationProfiles[].transformJobDefinition.transformOutput.s3OutputPath",
    ],
    "aws-native:sagemaker:ModelQualityJobDefinition": [
        "modelQualityAppSpecification.postAnalyticsProcessorSourceUri",
        "modelQualityAppSpecification.recordPreprocessorSourceUri",
        "modelQualityBaselineConfig.constraintsResource.s3Uri",
        "modelQualityJobInput.batchTransformInput.dataCapturedDestinationS3Uri",
        "modelQualityJobInput.groundTruthS3Input.s3Uri",
        "modelQualityJobOutputConfig.monitoringOutputs[].s3Output.s3Uri",
    ],
    "aws-native:sagemaker:MonitoringSchedule": [
        "monitoringScheduleConfig.monitoringJobDefinition.baselineConfig.constraintsResource.s3Uri",
        "monitoringScheduleConfig.monitoringJobDefinition.baselineConfig.statisticsResource.s3Uri",
        "monitoringScheduleConfig.monitoringJobDefinition.monitoringAppSpecification.postAnalyticsProcessorSourceUri",
        "monitoringScheduleConfig.monitoringJobDefinition.monitoringAppSpecification.recordPreprocessorSourceUri",
        "monitoringScheduleConfig.monitoringJobDefinition.monitoringInputs[].batchTransformInput.dataCapturedDestinationS3Uri",
        "monitoringScheduleConfig.monitoringJobDefinition.monitoringOutputConfig.monitoringOutputs[].s3Output.s3Uri",
    ],
    "aws-native:sagemaker:Pipeline": ["pipelineDefinition.pipelineDefinitionS3Location.bucket"],
    "aws-native:sagemaker:ProcessingJob": [
        "processingInputs[].datasetDefinition.athenaDatasetDefinition.outputS3Uri",
        "processingInputs[].datasetDefinition.redshiftDatasetDefinition.outputS3Uri",
        "processingInputs[].s3Input.s3Uri",
        "processingOutputConfig.outputs[].s3Output.s3Uri",
    ],
    "aws-native:sagemaker:Space": ["spaceSettings.customFileSystems[].s3FileSystem.s3Uri"],
    "aws-native:sagemaker:UserProfile": [
        "userSettings.customFileSystemConfigs[].s3FileSystemConfig.s3Uri",
        "userSettings.sharingSettings.s3OutputPath",
    ],
};

/** Every S3 location that the resource may name, each as the input itself; most are left out. */
export function s3LocationsOf(resource: Resource): readonly Block[] {
    return (s3LocationPaths[resource.type] ?? []).flatMap((path) => resource.all(path));
}

/**
 * The bucket in an S3 location: `s3://bucket/key`, `https://bucket.s3.region.amazonaws.com/key`, `https://s3.region.amazonaws.com/bucket/key` or
 * the bucket's name alone; undefined where the text is none of these. A URI may name what can be no bucket, as a placeholder.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
export function bucketIn(location: string): string | undefined {
    const [, hosted, path] =
        /^https:\/\/(?:([^/]+)\.)?s3[.-](?:[a-z0-9-]+\.)*amazonaws\.(?:com(?:\.cn)?|eu)(?::443)?(?:[/?]|$)([^/?]*)/.exec(location) ?? [];
    const inUri = /^s3:\/\/([^/]+)/.exec(location)?.[1];
    return hosted ?? (path === "" ? undefined : path) ?? inUri ?? (isBucketName(location) ? location : undefined);
}

/** Whether a bucket may be called this; old buckets have capitals and underscores too. */
export function isBucketName(text: string): boolean {
    return /^[A-Za-z0-9][A-Za-z0-9._-]{2,254}$/.test(text);
}

/** Buckets that the S3 policies cover: general purpose ones, and directory buckets, which S3 URIs name as well. */
const coveredTypes = [...bucketTypes, "aws:s3/directoryBucket:DirectoryBucket", "aws-native:s3express:DirectoryBucket"];

/**
 * Access points by their aliases, which stand for the bucket's name in S3 URIs.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-naming.html
 */
function accessPointsByAlias(stack: Stack): ReadonlyMap<string, Resource> {
    const accessPoints = stack.ofType("aws:s3/accessPoint:AccessPoint", "aws-native:s3:AccessPoint");
    return new Map(
        accessPoints.flatMap((accessPoint) => {
            const alias = accessPoint.outputs.text("alias");
            return isKnown(alias) ? [[alias, accessPoint] as const] : [];
        }),
    );
}

/** The input that names the location's bucket: the access point's, where the location has the alias of one of the stack. */
export function bucketLeafOf(resource: Resource, location: Block): readonly [Resource, Block] {
    const text = location.text("");
    const accessPoint = isKnown(text) ? resource.stack?.once(accessPointsByAlias).get(bucketIn(text) ?? "") : undefined;
    return accessPoint === undefined ? [resource, location] : [accessPoint, accessPoint.block("bucket")];
}

/**
 * Whether the location is in a bucket of the stack: named by its value or by the alias of an access point, or, while that is unknown, made from
 * one. Which of several buckets it was made from does not matter.
 */
export function isInStack(resource: Resource, location: Block): Truth {
    const [named, leaf] = bucketLeafOf(resource, location);
    if (leaf !== location) {
        return leadsIntoStack(reference(named, leaf, coveredTypes, (bucket) => bucket));
    }
    const text = location.text("");
    if (text instanceof Unknown && !isKnownPlace(resource, location)) {
        // A block that is not known as a whole may name other buckets besides those that it is made from.
        return text;
    }
    const lead = reference(resource, location, coveredTypes, (named) => bucketIn(named) ?? "");
    const isMadeFromBucket = text instanceof Unknown && lead.possible !== undefined && lead.possible.length > 0;
    return isMadeFromBucket || leadsIntoStack(lead);
}

/** Whether the location is unknown by itself, and not as a part of something that is. */
function isKnownPlace(resource: Resource, location: Block): boolean {
    return (s3LocationPaths[resource.type] ?? []).includes(location.path.replace(/\[\d+\]/g, "[]"));
}

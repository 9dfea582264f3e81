import { Block } from "./block";
import { type Fact, is, isKnown, Misshapen, Unknown } from "./fact";
import { type KeyProperty, type KeyUse, keyUsesIn } from "./keyUse";
import { isAwsManagedAlias } from "./kms";
import type { Resource } from "./resource";

/** The input that holds a pipeline's definition as JSON text, and the one that tells where in S3 it is instead, by type. */
const definitionInputs: Readonly<Record<string, { readonly text: string; readonly location: string }>> = {
    "aws:sagemaker/pipeline:Pipeline": { text: "pipelineDefinition", location: "pipelineDefinitionS3Location" },
    "aws-native:sagemaker:Pipeline": {
        text: "pipelineDefinition.pipelineDefinitionBody",
        location: "pipelineDefinition.pipelineDefinitionS3Location",
    },
};

/** The step arguments that are the request of a processing job. */
const processingKeys: readonly KeyProperty[] = [
    { block: "ProcessingOutputConfig", key: "KmsKeyId", protects: "the output of the processing job" },
    {
        block: "",
        key: "ProcessingResources.ClusterConfig.VolumeKmsKeyId",
        protects: "the storage of the processing instances",
        instanceTypes: ["ProcessingResources.ClusterConfig.InstanceType"],
    },
    ...["AthenaDatasetDefinition", "RedshiftDatasetDefinition"].map((definition) => ({
        block: `ProcessingInputs[].DatasetDefinition.${definition}`,
        key: "KmsKeyId",
        protects: "the query results that are the job's input",
    })),
];

function tuningKeys(definition: string): readonly KeyProperty[] {
    const protects = "the storage of the training instances";
    return [
        { block: definition, key: "OutputDataConfig.KmsKeyId", protects: "the output of the training jobs" },
        {
            block: `${definition}.ResourceConfig`,
            key: "VolumeKmsKeyId",
            protects,
            instanceTypes: ["InstanceType", "InstanceGroups[].InstanceType"],
        },
        {
            block: `${definition}.HyperParameterTuningResourceConfig`,
            key: "VolumeKmsKeyId",
            protects,
            instanceTypes: ["InstanceType", "InstanceConfigs[].InstanceType"],
        },
    ];
}

/**
 * The keys in the arguments of each type of step that runs a job. The arguments are the request of the job's API call.
 * https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/
 */
const keysOfStep: Readonly<Record<string, readonly KeyProperty[]>> = {
    Training: [
        { block: "", key: "OutputDataConfig.KmsKeyId", protects: "the output of the training job" },
        {
            block: "",
            key: "ResourceConfig.VolumeKmsKeyId",
            protects: "the storage of the training instances",
            instanceTypes: ["ResourceConfig.InstanceType", "ResourceConfig.InstanceGroups[].InstanceType"],
            serverless: ["ServerlessJobConfig"],
        },
    ],
    Processing: processingKeys,
    ClarifyCheck: processingKeys,
    QualityCheck: processingKeys,
    Transform: [
        { block: "", key: "TransformOutput.KmsKeyId", protects: "the output of the transform job" },
        { block: "DataCaptureConfig", key: "KmsKeyId", protects: "the captured data" },
        {
            block: "",
            key: "TransformResources.VolumeKmsKeyId",
            protects: "the storage of the transform instances",
            instanceTypes: ["TransformResources.InstanceType"],
        },
    ],
    Tuning: [...tuningKeys("TrainingJobDefinition"), ...tuningKeys("TrainingJobDefinitions[]")],
    AutoML: [
        { block: "", key: "OutputDataConfig.KmsKeyId", protects: "the output of the AutoML job" },
        { block: "", key: "AutoMLJobConfig.SecurityConfig.VolumeKmsKeyId", protects: "the storage of the AutoML job" },
    ],
};

/**
 * The uses of keys by the job steps of a pipeline's definition; a key counts as named if it is not an AWS managed one. `Unknown` where the
 * definition is, or lies in S3; `Misshapen` where it is no definition; undefined where the resource is no pipeline, or has none.
 */
export function keyUsesOfPipeline(pipeline: Resource): Fact<readonly KeyUse[]> {
    const inputs = definitionInputs[pipeline.type];
    if (inputs === undefined) {
        return undefined;
    }
    const text = pipeline.text(inputs.text);
    if (text === undefined) {
        return pipeline.block(inputs.location).isGiven() === false ? undefined : new Unknown([inputs.location]);
    }
    const steps = isKnown(text) ? parse(text, inputs.text).list("Steps") : text;
    return isKnown(steps) ? allSteps(steps).flatMap(keyUsesOfStep) : (steps ?? new Misshapen(inputs.text));
}

/** The definition as a block. A variable in it, which gets its value when the pipeline runs, is unknown. */
function parse(text: string, path: string): Block {
    let definition: unknown;
    try {
        definition = JSON.parse(text, (_, value: unknown) => (isVariable(value) ? new Unknown([path]) : value));
    } catch {
        definition = undefined;
    }
    return new Block(definition, path, "", "");
}

/** Whether the value is a pipeline variable: `{"Get": "Parameters.Key"}`, `{"Std:Join": …}`. */
function isVariable(value: unknown): boolean {
    const keys = typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
    return keys.length === 1 && /^(Get|Std:\w+)$/.test(keys[0] ?? "");
}

/** The steps and those inside conditions, at any depth. What is no list of steps has none inside: AWS refuses it. */
function allSteps(steps: readonly Block[]): readonly Block[] {
    const found = [...steps];
    for (const step of found) {
        for (const path of ["Arguments.IfSteps", "Arguments.ElseSteps"]) {
            const inner = step.list(path);
            if (isKnown(inner)) {
                inner.forEach((one) => found.push(one));
            }
        }
    }
    return found;
}

function keyUsesOfStep(step: Block): readonly KeyUse[] {
    const type = step.text("Type");
    const properties = isKnown(type) && Object.hasOwn(keysOfStep, type) ? (keysOfStep[type] ?? []) : [];
    return properties.flatMap((property) =>
        keyUsesIn(step.block("Arguments"), property, (block, key) => is(block.text(key), (name) => !isAwsManagedAlias(name))),
    );
}

import type { Block } from "./block";
import { any, type Fact, is, isGiven, isKnown, type Truth, Unknown } from "./fact";
import { pathIn } from "./keyUse";
import type { Resource } from "./resource";

/** Whether the type is one of SageMaker's, in either provider. */
export function isSageMaker(type: string): boolean {
    return /^(aws|aws-native):sagemaker[/:]/.test(type);
}

export const notebookTypes = ["aws:sagemaker/notebookInstance:NotebookInstance", "aws-native:sagemaker:NotebookInstance"] as const;
export const domainTypes = ["aws:sagemaker/domain:Domain", "aws-native:sagemaker:Domain"] as const;
export const userProfileTypes = ["aws:sagemaker/userProfile:UserProfile", "aws-native:sagemaker:UserProfile"] as const;
export const modelTypes = ["aws:sagemaker/model:Model", "aws-native:sagemaker:Model"] as const;

/** Whether the resource is of one of these types. */
export function isOfType(resource: Resource, types: readonly string[]): boolean {
    return types.includes(resource.type);
}

/**
 * A job, or the definition of jobs to come, that a resource describes: one of training, tuning, labeling, processing or monitoring. What a kind
 * of job has no input for is left out.
 */
export interface Job {
    /** The block that describes it; where it is absent there is no such job. */
    readonly block: Block;
    /** The path from `block` of the input that keeps its containers off the network. */
    readonly isolation?: string;
    /** The path from `block` of the input that encrypts the traffic between its instances. */
    readonly trafficEncryption?: string;
    /** The path from `block` of its subnets. */
    readonly subnets: string;
    /** How many instances it runs on; several, where AWS chooses among configurations. */
    readonly instanceCounts: readonly Fact<number>[];
}

/** How a type describes jobs: where the block is, what comes before the network inputs in it, and how many instances it asks for. */
interface Description {
    readonly block: string;
    readonly network: string;
    /** Whether the job has inputs for isolation and traffic encryption too, and not for a VPC alone. */
    readonly hasVpcOnly?: boolean;
    readonly instanceCounts: (job: Block) => readonly Fact<number>[];
}

function training(block: string): Description {
    return { block, network: "", instanceCounts: (job) => [trainingInstances(job)] };
}

/** Of several instance configurations the tuning job takes one for each training job that it starts. */
function tuning(block: string): Description {
    const instanceCounts = (job: Block): readonly Fact<number>[] => {
        const configuration = job.block("hyperParameterTuningResourceConfig");
        const choices = configuration.all("instanceConfigs[]").map((choice) => choice.number("instanceCount"));
        return [trainingInstances(job), configuration.number("instanceCount"), ...choices];
    };
    return { block, network: "", instanceCounts };
}

/** Instance groups of a training job make up one cluster. */
function trainingInstances(job: Block): Fact<number> {
    const groups = job.all("resourceConfig.instanceGroups[]").map((group) => group.number("instanceCount"));
    return sum([job.number("resourceConfig.instanceCount"), ...groups]);
}

function processing(block: string, cluster: string): Description {
    return { block, network: "networkConfig.", instanceCounts: (job) => [job.number(`${cluster}.instanceCount`)] };
}

const monitoringJob = processing("", "jobResources.clusterConfig");
const scheduledJob = processing("monitoringScheduleConfig.monitoringJobDefinition", "monitoringResources.clusterConfig");

const descriptions: Readonly<Record<string, readonly Description[]>> = {
    "aws:sagemaker/trainingJob:TrainingJob": [training("")],
    "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": [tuning("trainingJobDefinition"), tuning("trainingJobDefinitions[]")],
    // Automated labeling trains and runs models on instances; without it nothing runs on any.
    "aws:sagemaker/labelingJob:LabelingJob": [
        { block: "labelingJobAlgorithmsConfig", network: "labelingJobResourceConfig.", hasVpcOnly: true, instanceCounts: () => [] },
    ],
    "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": [monitoringJob],
    "aws:sagemaker/monitoringSchedule:MonitoringSchedule": [scheduledJob],
    "aws-native:sagemaker:DataQualityJobDefinition": [monitoringJob],
    "aws-native:sagemaker:ModelBiasJobDefinition": [monitoringJob],
    "aws-native:sagemaker:ModelExplainabilityJobDefinition": [monitoringJob],
    "aws-native:sagemaker:ModelQualityJobDefinition": [monitoringJob],
    "aws-native:sagemaker:MonitoringSchedule": [scheduledJob],
    "aws-native:sagemaker:ProcessingJob": [processing("", "processingResources.clusterConfig")],
};

/** The jobs that the resource describes. A schedule that names a job definition of its own describes none. */
export function jobsOf(resource: Resource): readonly Job[] {
    return (descriptions[resource.type] ?? []).flatMap(({ block, network, hasVpcOnly, instanceCounts }) =>
        resource.all(block).map((job) => ({
            block: job,
            ...(hasVpcOnly
                ? {}
                : { isolation: `${network}enableNetworkIsolation`, trafficEncryption: `${network}enableInterContainerTrafficEncryption` }),
            subnets: `${network}vpcConfig.subnets`,
            instanceCounts: instanceCounts(job),
        })),
    );
}

/** Whether the job runs on more than one instance. A job that says of no number cannot be made. */
export function hasSeveralInstances(job: Job): Truth {
    return any(...job.instanceCounts.map((count) => is(count, (instances) => instances > 1)));
}

/** All counts together; more than one is enough to know, whatever the others are. */
function sum(counts: readonly Fact<number>[]): Fact<number> {
    const known = counts.filter(isKnown).reduce((total, count) => total + count, 0);
    const unknown = counts.filter((count) => count instanceof Unknown);
    return known > 1 || unknown.length === 0 ? known : new Unknown(unknown.flatMap(({ waitsFor }) => waitsFor));
}

/**
 * Whether the text at `leaf` is there. While its value is unknown it is, if it was made from a resource of a meant kind: what such a resource
 * is called is never empty.
 *
 * @param leaf the input itself: `resource.block("subnetId")`
 * @param isMeant which types the input may refer to
 */
export function isReference(resource: Resource, leaf: Block, isMeant: (type: string) => boolean): Truth {
    const isThere = isGiven(leaf.text(""));
    return isThere instanceof Unknown && resource.sourcesOf(leaf.path).some(({ type }) => isMeant(type)) ? true : isThere;
}

/**
 * Whether the list at `path` in the block refers to anything, as `isReference` has it. The block that the list is in never comes without it; what
 * is around that block may, and while it is unknown nothing tells.
 */
export function hasReferences(resource: Resource, block: Block, path: string, isMeant: (type: string) => boolean): Truth {
    const parent = path.slice(0, Math.max(path.lastIndexOf("."), 0));
    if (parent !== "" && block.block(parent).path !== pathIn(block, parent)) {
        return isGiven(block.text(path));
    }
    return any(...block.all(`${path}[]`).map((leaf) => isReference(resource, leaf, isMeant)));
}

/** Whether ids of subnets and security groups come from such a resource: they themselves, their rules, and components that make them. */
export function isNetwork(type: string): boolean {
    return /^(aws|aws-native|awsx):(ec2|vpc)[/:]/.test(type);
}

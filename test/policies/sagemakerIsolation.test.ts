import assert from "node:assert/strict";
import * as sagemaker from "../../policies/sagemakerIsolation";
import { anyMessage, describePolicy } from "../support/describePolicy";
import { type Declared, judge, unknown, type Verdicts } from "../support/judge";

const notebook = "aws:sagemaker/notebookInstance:NotebookInstance";
const nativeNotebook = "aws-native:sagemaker:NotebookInstance";
const domain = "aws:sagemaker/domain:Domain";
const nativeDomain = "aws-native:sagemaker:Domain";
const userProfile = "aws:sagemaker/userProfile:UserProfile";
const nativeUserProfile = "aws-native:sagemaker:UserProfile";
const model = "aws:sagemaker/model:Model";
const nativeModel = "aws-native:sagemaker:Model";
const trainingJob = "aws:sagemaker/trainingJob:TrainingJob";
const tuningJob = "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob";
const labelingJob = "aws:sagemaker/labelingJob:LabelingJob";
const dataQuality = "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition";
const schedule = "aws:sagemaker/monitoringSchedule:MonitoringSchedule";
const nativeSchedule = "aws-native:sagemaker:MonitoringSchedule";
const modelBias = "aws-native:sagemaker:ModelBiasJobDefinition";
const modelExplainability = "aws-native:sagemaker:ModelExplainabilityJobDefinition";
const modelQuality = "aws-native:sagemaker:ModelQualityJobDefinition";
const processingJob = "aws-native:sagemaker:ProcessingJob";

const subnet: Declared = { type: "aws:ec2/subnet:Subnet", name: "subnet", props: { cidrBlock: "10.0.0.0/24" } };
const group: Declared = { type: "aws:ec2/securityGroup:SecurityGroup", name: "group", props: { description: "ml" } };
const bucket: Declared = { type: "aws:s3/bucket:Bucket", name: "data", props: { bucket: "data-1a2b3c4" } };

/** A resource of another type than the described one. */
const of = (type: string, props: object): Declared => ({ type, props });

const inVpc = { vpcConfig: { subnets: ["subnet-1"], securityGroupIds: ["sg-1"] } };
const scheduled = (monitoringJobDefinition: object): object => ({ monitoringScheduleConfig: { monitoringJobDefinition } });
const network = (networkConfig: object): object => ({ networkConfig });

const internet = "directInternetAccess is not Disabled, so the notebook reaches the internet past its VPC.";

describePolicy(sagemaker.sagemakerNotebookNoDirectInternet, notebook, {
    pass: {
        "no direct access": { directInternetAccess: "Disabled", subnetId: "subnet-1" },
        "no direct access, native": of(nativeNotebook, { directInternetAccess: "Disabled" }),
    },
    fail: {
        "enabled, native": [of(nativeNotebook, { directInternetAccess: "Enabled" }), internet],
    },
    falseAlarms: {
        "a domain is no notebook instance": of(domain, {}),

        "no direct access, wherever the notebook is": { directInternetAccess: "Disabled", subnetId: unknown, securityGroups: [unknown] },
        "a lifecycle configuration of notebooks": of(
            "aws:sagemaker/notebookInstanceLifecycleConfiguration:NotebookInstanceLifecycleConfiguration",
            { onStart: "ZWNobw==" },
        ),
    },
    slips: {
        "left out, it is enabled": [{ subnetId: "subnet-1", securityGroups: ["sg-1"] }, internet],
        "enabled, in a VPC": [{ directInternetAccess: "Enabled", subnetId: "subnet-1" }, internet],
        "empty is left out": [{ directInternetAccess: "" }, internet],

        "the network type of a domain, which a notebook instance does not have": [{ appNetworkAccessType: "VpcOnly" }, internet],
        "a spelling that AWS refuses": [{ directInternetAccess: "disabled" }, internet],
    },
    undecided: {
        "not known": [{ directInternetAccess: unknown }, ["directInternetAccess"], { holds: "Disabled", breaks: "Enabled" }],
    },
});

const noSubnet = "subnetId names no subnet, so the notebook is in no VPC.";

describePolicy(sagemaker.sagemakerNotebookInVpc, notebook, {
    pass: {
        "subnet and security group": { subnetId: "subnet-1", securityGroups: ["sg-1"] },
        "subnet and security group, native": of(nativeNotebook, { subnetId: "subnet-1", securityGroupIds: ["sg-1"] }),
    },
    fail: {
        "no subnet": [{ securityGroups: ["sg-1"] }, noSubnet],
        "no security group": [{ subnetId: "subnet-1" }, "securityGroups names no security group."],
        "neither, native": [of(nativeNotebook, { instanceType: "ml.t3.medium" }), noSubnet, "securityGroupIds names no security group."],
    },
    falseAlarms: {
        "subnet and security group of the stack, in a first preview": [
            subnet,
            group,
            {
                type: notebook,
                props: { subnetId: unknown, securityGroups: [unknown] },
                refs: { subnetId: "subnet", securityGroups: "group" },
            },
        ],
        "a list of security groups that is itself made from the stack's": [
            subnet,
            group,
            { type: notebook, props: { subnetId: "subnet-1", securityGroups: unknown }, refs: { securityGroups: "group" } },
        ],

        "a security group by what a rule of it tells, in a first preview": [
            {
                type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
                name: "rule",
                props: { securityGroupId: "sg-1", ipProtocol: "tcp" },
            },
            { type: notebook, props: { subnetId: "subnet-1", securityGroups: [unknown] }, refs: { securityGroups: "rule" } },
        ],
        "the subnets of a component, in a first preview": [
            { type: "awsx:ec2:Vpc", name: "vpc", props: { cidrBlock: "10.0.0.0/16" } },
            group,
            {
                type: nativeNotebook,
                props: { subnetId: unknown, securityGroupIds: [unknown] },
                refs: { subnetId: "vpc", securityGroupIds: "group" },
            },
        ],
        "one security group known and another not": { subnetId: "subnet-1", securityGroups: ["sg-1", unknown] },
    },
    slips: {
        "an empty list of security groups": [{ subnetId: "subnet-1", securityGroups: [] }, "securityGroups names no security group."],
        "empty ids": [{ subnetId: "", securityGroups: [""] }, noSubnet, "securityGroups names no security group."],

        "no direct internet access does not make a VPC": [
            { directInternetAccess: "Disabled" },
            noSubnet,
            "securityGroups names no security group.",
        ],
        "security groups under the name of the other provider": [
            of(nativeNotebook, { subnetId: "subnet-1", securityGroups: ["sg-1"] }),
            "securityGroupIds names no security group.",
        ],
    },
    undecided: {
        "a subnet that nobody knows": [{ subnetId: unknown, securityGroups: ["sg-1"] }, ["subnetId"], { holds: "subnet-1", breaks: "" }],
        "security groups that nobody knows": [
            { subnetId: "subnet-1", securityGroups: unknown },
            ["securityGroups"],
            { holds: ["sg-1"], breaks: [] },
        ],
        "a subnet made from something else than a network": [
            [bucket, { type: notebook, props: { subnetId: unknown, securityGroups: ["sg-1"] }, refs: { subnetId: "data" } }],
            ["subnetId"],
            { holds: "subnet-1", breaks: "" },
        ],
    },
});

const isRoot = "rootAccess is not Disabled, so users of the notebook are root.";

describePolicy(sagemaker.sagemakerNotebookNoRoot, notebook, {
    pass: { "no root": { rootAccess: "Disabled" }, "no root, native": of(nativeNotebook, { rootAccess: "Disabled" }) },
    fail: {
        "left out, users are root": [{ instanceType: "ml.t3.medium" }, isRoot],
        root: [{ rootAccess: "Enabled" }, isRoot],
        "left out, native": [of(nativeNotebook, { instanceType: "ml.t3.medium" }), isRoot],
    },
    undecided: { "not known": [{ rootAccess: unknown }, ["rootAccess"], { holds: "Disabled", breaks: "Enabled" }] },
});

const version = "instanceMetadataServiceConfiguration.minimumInstanceMetadataServiceVersion";
const oldMetadata = `${version} is not 2, so version 1 of the metadata service gives the role's credentials away.`;
const metadata = (minimumInstanceMetadataServiceVersion: string): object => ({
    instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion },
});

describePolicy(sagemaker.sagemakerNotebookImdsv2, notebook, {
    pass: { "version 2": metadata("2"), "version 2, native": of(nativeNotebook, metadata("2")) },
    fail: {
        "left out": [{ instanceType: "ml.t3.medium" }, oldMetadata],
        "version 1": [metadata("1"), oldMetadata],
        "version 1, native": [of(nativeNotebook, metadata("1")), oldMetadata],
    },
    undecided: { "not known": [metadata(unknown), [version], { holds: "2", breaks: "1" }] },
});

const pastVpc = "appNetworkAccessType is not VpcOnly, so apps reach the internet past the VPC.";

describePolicy(sagemaker.sagemakerDomainVpcOnly, domain, {
    pass: {
        "VPC only": { appNetworkAccessType: "VpcOnly", vpcId: "vpc-1" },
        "VPC only, native": of(nativeDomain, { appNetworkAccessType: "VpcOnly" }),
    },
    fail: {
        "left out, native": [of(nativeDomain, { vpcId: "vpc-1" }), pastVpc],
    },
    falseAlarms: {
        "a user profile has its domain's network": of(userProfile, {}),

        "VPC only, in subnets of the stack that are still to be made": [
            subnet,
            { type: domain, props: { appNetworkAccessType: "VpcOnly", subnetIds: [unknown] }, refs: { subnetIds: "subnet" } },
        ],
        "a space has its domain's network": of("aws:sagemaker/space:Space", { domainId: "d-1", spaceName: "s" }),
    },
    slips: {
        "left out, apps have the internet": [{ vpcId: "vpc-1", subnetIds: ["subnet-1"] }, pastVpc],
        "public, in a VPC": [{ appNetworkAccessType: "PublicInternetOnly", vpcId: "vpc-1" }, pastVpc],

        "left out, with security groups of its own": [
            {
                vpcId: "vpc-1",
                subnetIds: ["subnet-1"],
                appSecurityGroupManagement: "Customer",
                defaultUserSettings: { securityGroups: ["sg-1"] },
            },
            pastVpc,
        ],
        "the setting in another place": [{ domainSettings: { appNetworkAccessType: "VpcOnly" } }, pastVpc],
        "empty is left out, native": [of(nativeDomain, { appNetworkAccessType: "" }), pastVpc],
    },
    undecided: {
        "not known": [{ appNetworkAccessType: unknown }, ["appNetworkAccessType"], { holds: "VpcOnly", breaks: "PublicInternetOnly" }],
    },
});

const shared = (settings: string): string =>
    `${settings}.sharingSettings.notebookOutputOption is not Disabled, so shared notebooks show the data in their output.`;

describePolicy(sagemaker.sagemakerSharingDisabled, domain, {
    pass: {
        "left out": { domainName: "studio" },
        off: { defaultUserSettings: { sharingSettings: { notebookOutputOption: "Disabled" } } },
        "left out in a user profile": of(userProfile, { userSettings: { sharingSettings: { s3OutputPath: "s3://data/" } } }),
    },
    fail: {
        on: [{ defaultUserSettings: { sharingSettings: { notebookOutputOption: "Allowed" } } }, shared("defaultUserSettings")],
        "on, under a key": [
            of(nativeDomain, { defaultUserSettings: { sharingSettings: { notebookOutputOption: "Allowed", s3KmsKeyId: "1234" } } }),
            shared("defaultUserSettings"),
        ],
        "on in a user profile": [
            of(userProfile, { userSettings: { sharingSettings: { notebookOutputOption: "Allowed" } } }),
            shared("userSettings"),
        ],
        "on in a native user profile": [
            of(nativeUserProfile, { userSettings: { sharingSettings: { notebookOutputOption: "Allowed" } } }),
            shared("userSettings"),
        ],
    },
    undecided: {
        "not known": [
            { defaultUserSettings: { sharingSettings: { notebookOutputOption: unknown } } },
            ["defaultUserSettings.sharingSettings.notebookOutputOption"],
            { holds: "Disabled", breaks: "Allowed" },
        ],
    },
});

const docker = (dockerSettings: object, appNetworkAccessType = "VpcOnly"): object => ({
    appNetworkAccessType,
    domainSettings: { dockerSettings },
});
const anyImage = "domainSettings.dockerSettings.enableDockerAccess is on, and no list of trusted accounts limits the images.";

describePolicy(sagemaker.sagemakerDomainDockerRestricted, domain, {
    pass: {
        "left out, it is off": { appNetworkAccessType: "PublicInternetOnly" },
        off: docker({ enableDockerAccess: "DISABLED" }, "PublicInternetOnly"),
        "limited to an account": docker({ enableDockerAccess: "ENABLED", vpcOnlyTrustedAccounts: ["111122223333"] }),
        "limited to an account, native": of(
            nativeDomain,
            docker({ enableDockerAccess: "ENABLED", vpcOnlyTrustedAccounts: ["111122223333"] }),
        ),
        "accounts for when it is on": docker({ vpcOnlyTrustedAccounts: ["111122223333"] }),
    },
    fail: {
        on: [docker({ enableDockerAccess: "ENABLED" }), anyImage],
        "on, native": [of(nativeDomain, docker({ enableDockerAccess: "ENABLED" })), anyImage],
        "an empty list": [docker({ enableDockerAccess: "ENABLED", vpcOnlyTrustedAccounts: [] }), anyImage],
        "a list that a public domain does not heed": [
            docker({ enableDockerAccess: "ENABLED", vpcOnlyTrustedAccounts: ["111122223333"] }, "PublicInternetOnly"),
            anyImage,
        ],
    },
    undecided: {
        "not known": [
            docker({ enableDockerAccess: unknown }),
            ["domainSettings.dockerSettings.enableDockerAccess"],
            { holds: "DISABLED", breaks: "ENABLED" },
        ],
    },
});

const lifecycle: Declared = {
    type: "aws:sagemaker/studioLifecycleConfig:StudioLifecycleConfig",
    name: "cleanup",
    props: { studioLifecycleConfigName: "cleanup", studioLifecycleConfigAppType: "JupyterLab" },
};
const noLifecycle = "No lifecycle configuration is attached, so nothing clears the output of cells.";
const jupyterLab = (settings: object): object => ({ defaultUserSettings: { jupyterLabAppSettings: settings } });

describePolicy(sagemaker.sagemakerOutputCleanup, domain, {
    pass: {
        "a configuration in the list": jupyterLab({
            lifecycleConfigArns: ["arn:aws:sagemaker:us-east-1:111122223333:studio-lifecycle-config/x"],
        }),
        "the default configuration of an app, native": of(nativeDomain, {
            defaultSpaceSettings: { jupyterServerAppSettings: { defaultResourceSpec: { lifecycleConfigArn: "arn:aws:sagemaker:x" } } },
        }),
        "one that runs before the default one": jupyterLab({
            builtInLifecycleConfigArn: "arn:aws:sagemaker:us-east-1:111122223333:studio-lifecycle-config/x",
        }),
        "one that runs before the default one, native": of(nativeDomain, {
            defaultUserSettings: { codeEditorAppSettings: { builtInLifecycleConfigArn: "arn:aws:sagemaker:x" } },
        }),
        "a configuration of the stack, in a first preview": [
            lifecycle,
            {
                type: domain,
                props: jupyterLab({ lifecycleConfigArns: [unknown] }),
                refs: { defaultUserSettings: "cleanup" },
            },
        ],
        "a notebook's configuration": of(notebook, { lifecycleConfigName: "cleanup" }),
        "a notebook's configuration, native": of(nativeNotebook, { lifecycleConfigName: "cleanup" }),
    },
    fail: {
        "none in the domain": [jupyterLab({ defaultResourceSpec: { instanceType: "ml.t3.medium" } }), noLifecycle],
        "an empty list": [jupyterLab({ lifecycleConfigArns: [] }), noLifecycle],
        "none in the native domain": [of(nativeDomain, { domainName: "studio" }), noLifecycle],
        "none in the notebook": [of(notebook, { instanceType: "ml.t3.medium" }), noLifecycle],
    },
    undecided: {
        "not known": [of(notebook, { lifecycleConfigName: unknown }), ["lifecycleConfigName"], { holds: "cleanup", breaks: "" }],
    },
});

const callsOut = "enableNetworkIsolation is off, so the model's containers can call out.";

describePolicy(sagemaker.sagemakerModelNetworkIsolation, model, {
    pass: { isolated: { enableNetworkIsolation: true }, "isolated, native": of(nativeModel, { enableNetworkIsolation: true }) },
    fail: {
        "left out": [{ executionRoleArn: "arn:aws:iam::111122223333:role/ml", ...inVpc }, callsOut],
        off: [{ enableNetworkIsolation: false }, callsOut],
        "left out, native": [of(nativeModel, inVpc), callsOut],
    },
    undecided: { "not known": [{ enableNetworkIsolation: unknown }, ["enableNetworkIsolation"], { holds: true, breaks: false }] },
});

const modelOutside = "vpcConfig names no subnet, so the model is in no VPC.";

describePolicy(sagemaker.sagemakerModelInVpc, model, {
    pass: {
        "in a VPC": inVpc,
        "in a VPC, native": of(nativeModel, inVpc),
        "in a VPC of the stack, in a first preview": [
            subnet,
            { type: model, props: { vpcConfig: { subnets: [unknown], securityGroupIds: [unknown] } }, refs: { vpcConfig: "subnet" } },
        ],
        "in a VPC that a component makes": [
            { type: "awsx:ec2:Vpc", name: "vpc", props: { cidrBlock: "10.0.0.0/16" } },
            { type: model, props: { vpcConfig: { subnets: unknown, securityGroupIds: [] } }, refs: { vpcConfig: "vpc" } },
        ],
    },
    fail: {
        "left out": [{ enableNetworkIsolation: true }, modelOutside],
        "no subnets": [{ vpcConfig: { subnets: [], securityGroupIds: ["sg-1"] } }, modelOutside],
        "left out, native": [of(nativeModel, { enableNetworkIsolation: true }), modelOutside],
    },
    undecided: {
        "a configuration that nobody knows": [
            { vpcConfig: unknown },
            ["vpcConfig"],
            { holds: { subnets: ["subnet-1"] }, breaks: { subnets: [] } },
        ],
    },
});

const open = (path: string): string => `${path} is off, so the job's containers can call out.`;

describePolicy(sagemaker.sagemakerJobNetworkIsolation, trainingJob, {
    pass: {
        training: { enableNetworkIsolation: true },
        "tuning, in both forms": of(tuningJob, {
            trainingJobDefinition: { enableNetworkIsolation: true },
            trainingJobDefinitions: [{ enableNetworkIsolation: true }],
        }),
        "labeling has no such input": of(labelingJob, { labelingJobAlgorithmsConfig: {} }),
        monitoring: of(dataQuality, network({ enableNetworkIsolation: true })),
        "a schedule that names a job definition": of(schedule, { monitoringScheduleConfig: { monitoringJobDefinitionName: "quality" } }),
        "a schedule with its own definition": of(schedule, scheduled(network({ enableNetworkIsolation: true }))),
        "native kinds of monitoring": [
            { type: modelBias, name: "bias", props: network({ enableNetworkIsolation: true }) },
            { type: modelExplainability, name: "explainability", props: network({ enableNetworkIsolation: true }) },
            { type: modelQuality, name: "quality", props: network({ enableNetworkIsolation: true }) },
        ],
        "native processing": of(processingJob, network({ enableNetworkIsolation: true })),
    },
    fail: {
        "left out": [inVpc, open("enableNetworkIsolation")],
        off: [{ enableNetworkIsolation: false }, open("enableNetworkIsolation")],
        "one of the tuning definitions": [
            of(tuningJob, { trainingJobDefinitions: [{ enableNetworkIsolation: true }, { roleArn: "arn:aws:iam::111122223333:role/ml" }] }),
            open("trainingJobDefinitions[1].enableNetworkIsolation"),
        ],
        monitoring: [of(dataQuality, network(inVpc)), open("networkConfig.enableNetworkIsolation")],
        "a schedule with its own definition": [
            of(nativeSchedule, scheduled({ roleArn: "arn:aws:iam::111122223333:role/ml" })),
            open("monitoringScheduleConfig.monitoringJobDefinition.networkConfig.enableNetworkIsolation"),
        ],
        "native model bias": [of(modelBias, network({})), open("networkConfig.enableNetworkIsolation")],
        "native processing without a network configuration": [
            of(processingJob, { roleArn: "arn:aws:iam::111122223333:role/ml" }),
            open("networkConfig.enableNetworkIsolation"),
        ],
    },
    undecided: { "not known": [{ enableNetworkIsolation: unknown }, ["enableNetworkIsolation"], { holds: true, breaks: false }] },
});

const outside = (path: string): string => `${path} names no subnet, so the job runs in no VPC.`;

describePolicy(sagemaker.sagemakerJobInVpc, trainingJob, {
    pass: {
        training: inVpc,
        "tuning, in both forms": of(tuningJob, { trainingJobDefinition: inVpc, trainingJobDefinitions: [inVpc] }),
        "labeling by people runs no job of ours": of(labelingJob, { outputConfig: { s3OutputPath: "s3://data/" } }),
        "automated labeling": of(labelingJob, { labelingJobAlgorithmsConfig: { labelingJobResourceConfig: inVpc } }),
        monitoring: of(dataQuality, network(inVpc)),
        "a schedule with its own definition": of(schedule, scheduled(network(inVpc))),
        "native processing": of(processingJob, network(inVpc)),
        "subnets of the stack, in a first preview": [
            subnet,
            { type: dataQuality, props: network({ vpcConfig: { subnets: [unknown] } }), refs: { networkConfig: "subnet" } },
        ],
    },
    fail: {
        "left out": [{ enableNetworkIsolation: true }, outside("vpcConfig.subnets")],
        "no subnets": [{ vpcConfig: { subnets: [] } }, outside("vpcConfig.subnets")],
        "one of the tuning definitions": [
            of(tuningJob, { trainingJobDefinition: { enableNetworkIsolation: true } }),
            outside("trainingJobDefinition.vpcConfig.subnets"),
        ],
        "automated labeling": [
            of(labelingJob, { labelingJobAlgorithmsConfig: { labelingJobAlgorithmSpecificationArn: "arn:aws:sagemaker:x" } }),
            outside("labelingJobAlgorithmsConfig.labelingJobResourceConfig.vpcConfig.subnets"),
        ],
        "a native schedule with its own definition": [
            of(nativeSchedule, scheduled(network({ enableNetworkIsolation: true }))),
            outside("monitoringScheduleConfig.monitoringJobDefinition.networkConfig.vpcConfig.subnets"),
        ],
        "native model quality": [of(modelQuality, {}), outside("networkConfig.vpcConfig.subnets")],
    },
    undecided: {
        "a definition computed as a whole from a subnet": [
            [
                subnet,
                { type: tuningJob, name: "tuning", props: { trainingJobDefinition: unknown }, refs: { trainingJobDefinition: "subnet" } },
            ],
            ["trainingJobDefinition"],
            { holds: inVpc, breaks: { enableNetworkIsolation: true } },
        ],
        "a network computed as a whole from a subnet": [
            [subnet, { type: dataQuality, name: "quality", props: network(unknown), refs: { networkConfig: "subnet" } }],
            ["networkConfig"],
            { holds: inVpc, breaks: { enableNetworkIsolation: true } },
        ],
        "subnets that nobody knows": [{ vpcConfig: { subnets: unknown } }, ["vpcConfig.subnets"], { holds: ["subnet-1"], breaks: [] }],
    },
});

const clear = (path: string): string => `${path} is off, so its instances send each other data in the clear.`;
const instances = (instanceCount: number): object => ({ resourceConfig: { instanceCount, instanceType: "ml.m5.large" } });
const groups = (...counts: number[]): object => ({
    resourceConfig: { instanceGroups: counts.map((instanceCount) => ({ instanceCount, instanceType: "ml.m5.large" })) },
});
const jobResources = (instanceCount: number): object => ({
    jobResources: { clusterConfig: { instanceCount, instanceType: "ml.m5.large" } },
});

describePolicy(sagemaker.sagemakerInterContainerEncryption, trainingJob, {
    pass: {
        "encrypted, on several instances": { enableInterContainerTrafficEncryption: true, ...instances(4) },
        "monitoring on one instance": of(dataQuality, jobResources(1)),
        "encrypted monitoring": of(dataQuality, { ...jobResources(2), ...network({ enableInterContainerTrafficEncryption: true }) }),
    },
    fail: {
        "several instances": [instances(2), clear("enableInterContainerTrafficEncryption")],
        "off on several instances": [
            { enableInterContainerTrafficEncryption: false, ...instances(2) },
            clear("enableInterContainerTrafficEncryption"),
        ],
        "tuning on several instances": [
            of(tuningJob, { trainingJobDefinitions: [instances(1), instances(3)] }),
            clear("trainingJobDefinitions[1].enableInterContainerTrafficEncryption"),
        ],
        "a schedule with its own definition": [
            of(schedule, scheduled({ monitoringResources: { clusterConfig: { instanceCount: 2 } } })),
            clear("monitoringScheduleConfig.monitoringJobDefinition.networkConfig.enableInterContainerTrafficEncryption"),
        ],
        "native model explainability": [
            of(modelExplainability, jobResources(2)),
            clear("networkConfig.enableInterContainerTrafficEncryption"),
        ],
        "native processing": [
            of(processingJob, { processingResources: { clusterConfig: { instanceCount: 2 } } }),
            clear("networkConfig.enableInterContainerTrafficEncryption"),
        ],
    },
    falseAlarms: {
        "one instance has no such traffic": instances(1),
        "one instance group of one instance": groups(1),
        "a serverless job": { serverlessJobConfig: { baseModelArn: "arn:aws:sagemaker:hub" } },
        "tuning takes one of several configurations": of(tuningJob, {
            trainingJobDefinition: {
                hyperParameterTuningResourceConfig: { instanceConfigs: [{ instanceCount: 1 }, { instanceCount: 1 }] },
            },
        }),
        "labeling has no such input": of(labelingJob, { labelingJobAlgorithmsConfig: {} }),
        "native processing on one instance": of(processingJob, { processingResources: { clusterConfig: { instanceCount: 1 } } }),

        "many tuning jobs at once, of one instance each": of(tuningJob, {
            hyperParameterTuningJobConfig: { resourceLimits: { maxNumberOfTrainingJobs: 100, maxParallelTrainingJobs: 10 } },
            trainingJobDefinition: instances(1),
        }),
        "encrypted, on who knows how many instances": { enableInterContainerTrafficEncryption: true, ...instances(unknown) },
        "a schedule that names a job definition": of(schedule, { monitoringScheduleConfig: { monitoringJobDefinitionName: "quality" } }),
        "several instances behind an endpoint do not talk to each other": of("aws:sagemaker/endpointConfiguration:EndpointConfiguration", {
            productionVariants: [{ initialInstanceCount: 4, instanceType: "ml.m5.large" }],
        }),
    },
    slips: {
        "a group of several instances, however many the other has": [groups(2, unknown), clear("enableInterContainerTrafficEncryption")],
        "two groups of one instance make a cluster": [groups(1, 1), clear("enableInterContainerTrafficEncryption")],
        "tuning that may take a configuration of several instances": [
            of(tuningJob, {
                trainingJobDefinition: {
                    hyperParameterTuningResourceConfig: { instanceConfigs: [{ instanceCount: 1 }, { instanceCount: 2 }] },
                },
            }),
            clear("trainingJobDefinition.enableInterContainerTrafficEncryption"),
        ],
        "isolation is not encryption": [
            of(dataQuality, { ...jobResources(2), ...network({ enableNetworkIsolation: true }) }),
            clear("networkConfig.enableInterContainerTrafficEncryption"),
        ],

        "a VPC is not encryption": [{ ...inVpc, ...instances(2) }, clear("enableInterContainerTrafficEncryption")],
        "encrypted in one place and not where AWS looks for it": [
            of(dataQuality, { enableInterContainerTrafficEncryption: true, ...jobResources(2) }),
            clear("networkConfig.enableInterContainerTrafficEncryption"),
        ],
    },
    undecided: {
        "how many instances is not known": [instances(unknown), ["resourceConfig.instanceCount"], { holds: 1, breaks: 2 }],
        "how many instances a group has is not known": [
            groups(1, unknown),
            ["resourceConfig.instanceGroups[1].instanceCount"],
            { breaks: 1 },
        ],
        "what it runs on is not known": [
            { resourceConfig: unknown },
            ["resourceConfig"],
            { holds: { instanceCount: 1 }, breaks: { instanceCount: 2 } },
        ],
        "not known whether encrypted": [
            { enableInterContainerTrafficEncryption: unknown, ...instances(2) },
            ["enableInterContainerTrafficEncryption"],
            { holds: true, breaks: false },
        ],
    },
});

const tagged = { config: { "sagemaker-domain-tag": { requiredTags: { Team: [], Stage: ["dev", "prod"], "sagemaker:domain-arn": [] } } } };
const missing = (name: string): string => `The tag ${name} is missing, or its value is not allowed.`;

describePolicy(sagemaker.sagemakerDomainTag, domain, {
    pass: { "no tag is asked for unless configured": { domainName: "studio" } },
});

describePolicy(
    sagemaker.sagemakerDomainTag,
    domain,
    {
        pass: {
            "tags with allowed values": { tags: { Team: "churn", Stage: "prod" } },
            "tags with allowed values, native": of(nativeDomain, {
                tags: [
                    { key: "Team", value: "churn" },
                    { key: "Stage", value: "dev" },
                ],
            }),
            "tags by the provider": {
                type: trainingJob,
                props: { tags: { Stage: "dev" } },
                provider: { defaultTags: JSON.stringify({ tags: { Team: "churn" } }) },
            },
            "types that carry no tags": of("aws:sagemaker/imageVersion:ImageVersion", { imageName: "churn" }),
            "resources of other services": bucket,
        },
        fail: {
            "no tags": [{ domainName: "studio" }, missing("Team"), missing("Stage")],
            "a value that is not allowed": [{ tags: { Team: "churn", Stage: "test" } }, missing("Stage")],
            "a tag in other case": [of(model, { tags: { team: "churn", Stage: "dev" } }), missing("Team")],
            "no tags, native": [of(nativeUserProfile, { tags: [] }), missing("Team"), missing("Stage")],
        },
        undecided: {
            "tags that are not known": [{ tags: unknown }, ["tags"], { holds: { Team: "churn", Stage: "dev" }, breaks: { Team: "churn" } }],
        },
    },
    tagged,
);

const groupPolicy = "aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy";
const nativeGroup = "aws-native:sagemaker:ModelPackageGroup";
const shareWith = (Principal: unknown, more: object = {}): { Version: string; Statement: object[] } => ({
    Version: "2012-10-17",
    Statement: [
        {
            Sid: "Share",
            Effect: "Allow",
            Principal,
            Action: ["sagemaker:DescribeModelPackage", "sagemaker:ListModelPackages", "sagemaker:CreateModel"],
            Resource: [
                "arn:aws:sagemaker:us-east-1:111122223333:model-package-group/churn",
                "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn/*",
            ],
            ...more,
        },
    ],
});
const policyText = (Principal: unknown, more: object = {}): object => ({
    modelPackageGroupName: "churn",
    resourcePolicy: JSON.stringify(shareWith(Principal, more)),
});
const other = { AWS: "arn:aws:iam::444455556666:root" };
const sharingOf = (options: object): { config: Record<string, object> } => ({
    config: { "sagemaker-model-package-group-sharing": { ownAccounts: ["111122223333"], ...options } },
});
const sharingTrusted = sharingOf({ trustedAccounts: ["777788889999"], trustedOrganizations: ["o-1234567890"] });

describePolicy(
    sagemaker.sagemakerModelPackageGroupSharing,
    groupPolicy,
    {
        pass: {
            "own account": policyText({ AWS: "arn:aws:iam::111122223333:role/deploy" }),
            "own account, native": of(nativeGroup, { modelPackageGroupPolicy: JSON.stringify(shareWith({ AWS: "111122223333" })) }),
            "a trusted account by id": policyText({ AWS: "777788889999" }),
        },
        fail: {
            "another account": [policyText(other), anyMessage],
            "another account, native": [of(nativeGroup, { modelPackageGroupPolicy: JSON.stringify(shareWith(other)) }), anyMessage],
            everybody: [policyText("*"), anyMessage],
        },
        falseAlarms: {
            "a group that is not shared": of(nativeGroup, { modelPackageGroupName: "churn" }),
            "everybody in a trusted organisation": policyText("*", {
                Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1234567890" } },
            }),
            "a denial for others": policyText(other, { Effect: "Deny" }),

            "one statement, one principal, in the language of 2008": {
                modelPackageGroupName: "churn",
                resourcePolicy: JSON.stringify({
                    Version: "2008-10-17",
                    Statement: {
                        Effect: "Allow",
                        Principal: { AWS: ["777788889999"] },
                        Action: "sagemaker:DescribeModelPackage",
                        Resource: "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn/*",
                    },
                }),
            },
            "everybody, if they are of a trusted account": policyText("*", {
                Condition: { StringEquals: { "aws:PrincipalAccount": ["111122223333", "777788889999"] } },
            }),
            "everybody in a unit of a trusted organisation": policyText(
                { AWS: "*" },
                { Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": ["o-1234567890/r-ab12/ou-ab12-11111111/*"] } } },
            ),
            "everybody, where a Deny turns others away": {
                modelPackageGroupName: "churn",
                resourcePolicy: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [
                        ...shareWith("*").Statement,
                        {
                            Effect: "Deny",
                            Principal: "*",
                            Action: "sagemaker:*",
                            Resource: "*",
                            Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-1234567890" } },
                        },
                    ],
                }),
            },
        },
        slips: {
            "an account number in a role's name is no trust": [
                policyText({ AWS: "arn:aws:iam::444455556666:role/777788889999" }),
                anyMessage,
            ],

            "a trusted account and another": [policyText({ AWS: ["777788889999", "444455556666"] }), anyMessage],
            "everybody but one": [policyText(undefined, { NotPrincipal: other }), anyMessage],
            "an organisation of others": [
                policyText("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-0987654321" } } }),
                anyMessage,
            ],
            "an organisation, if there is one": [
                policyText("*", { Condition: { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1234567890" } } }),
                anyMessage,
            ],
            "an address that anybody may have at home": [
                policyText("*", { Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }),
                anyMessage,
            ],
            "whoever another account's identity provider says": [
                policyText({ Federated: "arn:aws:iam::444455556666:saml-provider/partner" }),
                anyMessage,
            ],
            "everybody, where a Deny is about one action": [
                {
                    modelPackageGroupName: "churn",
                    resourcePolicy: JSON.stringify({
                        Version: "2012-10-17",
                        Statement: [
                            ...shareWith("*").Statement,
                            {
                                Effect: "Deny",
                                Principal: "*",
                                Action: "sagemaker:CreateModel",
                                Resource: "*",
                                Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-1234567890" } },
                            },
                        ],
                    }),
                },
                anyMessage,
            ],
        },
        undecided: {
            "a policy that is not known": [
                { resourcePolicy: unknown },
                ["resourcePolicy"],
                { holds: JSON.stringify(shareWith({ AWS: "777788889999" })), breaks: JSON.stringify(shareWith(other)) },
            ],
        },
    },
    sharingTrusted,
);

describePolicy(sagemaker.sagemakerModelPackageGroupSharing, groupPolicy, {
    undecided: {
        "an account, while nothing tells which is one's own": [
            policyText({ AWS: "111122223333" }),
            ["the option ownAccounts or allowedAccountIds of the provider"],
        ],
    },
});

describe("sagemaker-model-package-group-sharing of a native policy that is an object", () => {
    const judged = (policy: object): Verdicts =>
        judge([sagemaker.sagemakerModelPackageGroupSharing], [of(nativeGroup, { modelPackageGroupPolicy: policy })], sharingTrusted);

    it("holds for the own account", () => {
        const { violations, undecided } = judged(shareWith({ AWS: "111122223333" }));
        assert.deepEqual({ violations, undecided }, { violations: [], undecided: [] });
    });

    it("is broken for another account", () => {
        assert.equal(judged(shareWith(other)).violations.length, 1);
    });

    it("is undecided where the principal is not known", () => {
        const { violations, undecided } = judged(shareWith({ AWS: unknown }));
        assert.deepEqual(violations, []);
        assert.deepEqual(
            undecided.flatMap(({ waitsFor }) => waitsFor),
            ["modelPackageGroupPolicy.Statement[0].Principal.AWS"],
        );
    });
});

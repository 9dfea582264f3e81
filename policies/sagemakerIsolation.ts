import type { Block } from "../model/block";
import { documentsOf } from "../model/documents";
import { all, any, is, isGiven, isLeftOutOr, not, oneOf, type Truth } from "../model/fact";
import { pathIn } from "../model/keyUse";
import type { Resource } from "../model/resource";
import {
    domainTypes,
    hasReferences,
    hasSeveralInstances,
    isNetwork,
    isOfType,
    isReference,
    isSageMaker,
    type Job,
    jobsOf,
    modelTypes,
    notebookTypes,
    userProfileTypes,
} from "../model/sagemaker";
import { hasTag } from "../model/tags";
import { options } from "./options";
import type { Report, ResourcePolicy } from "./policy";
import { judgedForOwn, trust } from "./proof";
import { controls } from "./securityHub";
import { soc2 } from "./soc2";

/** The check of a policy on resources of these types alone. */
function each(types: readonly string[], check: (resource: Resource, report: Report) => void): ResourcePolicy["validateResource"] {
    return (resource, report) => {
        if (isOfType(resource, types)) {
            check(resource, report);
        }
    };
}

export const sagemakerNotebookNoDirectInternet: ResourcePolicy = {
    name: "sagemaker-notebook-no-direct-internet",
    displayName: "SageMaker notebook internet access",
    description: "A notebook instance has no direct internet access.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Set directInternetAccess to Disabled, and name a subnet and security groups.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html",
    tags: ["network", ...controls("SageMaker.1"), ...soc2("sagemaker_notebook_instance_direct_internet_access_disabled")],
    validateResource: each(notebookTypes, (notebook, report) => {
        const isDisabled = is(notebook.text("directInternetAccess"), oneOf("Disabled"));
        report(not(isDisabled), "directInternetAccess is not Disabled, so the notebook reaches the internet past its VPC.");
    }),
};

export const sagemakerNotebookInVpc: ResourcePolicy = {
    name: "sagemaker-notebook-in-vpc",
    displayName: "SageMaker notebook in a VPC",
    description: "A notebook instance is in a subnet, behind security groups.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Set subnetId and securityGroups (securityGroupIds in aws-native).",
    url: "https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html",
    tags: ["network", ...controls("SageMaker.2")],
    validateResource: each(notebookTypes, (notebook, report) => {
        const groups = notebook.type.startsWith("aws-native:") ? "securityGroupIds" : "securityGroups";
        report(
            not(isReference(notebook, notebook.block("subnetId"), isNetwork)),
            "subnetId names no subnet, so the notebook is in no VPC.",
        );
        report(not(hasReferences(notebook, notebook, groups, isNetwork)), `${groups} names no security group.`);
    }),
};

export const sagemakerNotebookNoRoot: ResourcePolicy = {
    name: "sagemaker-notebook-no-root",
    displayName: "SageMaker notebook root access",
    description: "Users of a notebook instance are not root.",
    enforcementLevel: "advisory",
    severity: "high",
    remediationSteps: "Set rootAccess to Disabled. Lifecycle configurations run as root all the same.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-root-access.html",
    tags: ["access", ...controls("SageMaker.3")],
    validateResource: each(notebookTypes, (notebook, report) => {
        report(not(is(notebook.text("rootAccess"), oneOf("Disabled"))), "rootAccess is not Disabled, so users of the notebook are root.");
    }),
};

export const sagemakerNotebookImdsv2: ResourcePolicy = {
    name: "sagemaker-notebook-imdsv2",
    displayName: "SageMaker notebook metadata service",
    description: "A notebook instance answers version 2 of the metadata service alone.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps: 'Set instanceMetadataServiceConfiguration.minimumInstanceMetadataServiceVersion to "2".',
    url: "https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-imds.html",
    tags: ["access"],
    validateResource: each(notebookTypes, (notebook, report) => {
        const path = "instanceMetadataServiceConfiguration.minimumInstanceMetadataServiceVersion";
        report(
            not(is(notebook.text(path), oneOf("2"))),
            `${path} is not 2, so version 1 of the metadata service gives the role's credentials away.`,
        );
    }),
};

export const sagemakerDomainVpcOnly: ResourcePolicy = {
    name: "sagemaker-domain-vpc-only",
    displayName: "SageMaker domain in a VPC only",
    description: "The apps of a domain reach the network through its VPC alone.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Set appNetworkAccessType to VpcOnly.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-and-internet-access.html",
    tags: ["network"],
    validateResource: each(domainTypes, (domain, report) => {
        const isVpcOnly = is(domain.text("appNetworkAccessType"), oneOf("VpcOnly"));
        report(not(isVpcOnly), "appNetworkAccessType is not VpcOnly, so apps reach the internet past the VPC.");
    }),
};

export const sagemakerSharingDisabled: ResourcePolicy = {
    name: "sagemaker-sharing-disabled",
    displayName: "SageMaker notebook sharing",
    description: "Users of Studio do not share the output of notebook cells.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps: "Set notebookOutputOption to Disabled, or leave sharingSettings out.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_SharingSettings.html",
    tags: ["access"],
    validateResource: each([...domainTypes, ...userProfileTypes], (resource, report) => {
        const settings = isOfType(resource, domainTypes) ? "defaultUserSettings" : "userSettings";
        const path = `${settings}.sharingSettings.notebookOutputOption`;
        report(
            not(isLeftOutOr(resource.text(path), oneOf("Disabled"))),
            `${path} is not Disabled, so shared notebooks show the data in their output.`,
        );
    }),
};

export const sagemakerDomainDockerRestricted: ResourcePolicy = {
    name: "sagemaker-domain-docker-restricted",
    displayName: "SageMaker domain Docker access",
    description: "Docker in a domain is off, or limited to images of trusted accounts.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps:
        "Set enableDockerAccess to DISABLED, or appNetworkAccessType to VpcOnly and name the accounts in vpcOnlyTrustedAccounts.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DockerSettings.html",
    tags: ["access"],
    validateResource: each(domainTypes, (domain, report) => {
        const docker = domain.block("domainSettings.dockerSettings");
        const isOff = isLeftOutOr(docker.text("enableDockerAccess"), oneOf("DISABLED"));
        // The list is heeded in domains that are VPC-only.
        const isVpcOnly = is(domain.text("appNetworkAccessType"), oneOf("VpcOnly"));
        const hasAccounts = any(...docker.all("vpcOnlyTrustedAccounts[]").map((account) => isGiven(account.text(""))));
        report(
            not(any(isOff, all(isVpcOnly, hasAccounts))),
            "domainSettings.dockerSettings.enableDockerAccess is on, and no list of trusted accounts limits the images.",
        );
    }),
};

/** The settings of apps that run notebooks, in which a domain attaches lifecycle configurations. */
const notebookApps = [
    "defaultSpaceSettings.jupyterLabAppSettings",
    "defaultSpaceSettings.jupyterServerAppSettings",
    "defaultSpaceSettings.kernelGatewayAppSettings",
    "defaultUserSettings.codeEditorAppSettings",
    "defaultUserSettings.jupyterLabAppSettings",
    "defaultUserSettings.jupyterServerAppSettings",
    "defaultUserSettings.kernelGatewayAppSettings",
];

/** The apps that take a lifecycle configuration to run before their default one. */
const labAndEditor = /(jupyterLab|codeEditor)AppSettings$/;

/** The inputs by which a domain or a notebook instance attaches a lifecycle configuration. */
function lifecycleConfigurations(resource: Resource): readonly Block[] {
    return isOfType(resource, notebookTypes)
        ? [resource.block("lifecycleConfigName")]
        : notebookApps.flatMap((app) => [
              ...resource.all(`${app}.lifecycleConfigArns[]`),
              resource.block(`${app}.defaultResourceSpec.lifecycleConfigArn`),
              ...(labAndEditor.test(app) ? [resource.block(`${app}.builtInLifecycleConfigArn`)] : []),
          ]);
}

function isLifecycleConfiguration(type: string): boolean {
    return isSageMaker(type) && /LifecycleConfig(uration)?$/.test(type);
}

export const sagemakerOutputCleanup: ResourcePolicy = {
    name: "sagemaker-output-cleanup",
    displayName: "SageMaker output cleanup",
    description: "Domains and notebook instances attach a lifecycle configuration, which can clear cell output.",
    enforcementLevel: "advisory",
    severity: "low",
    remediationSteps:
        "Attach a lifecycle configuration whose script removes the output of cells: it stays in the notebook file when the data is gone.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/dg/studio-lifecycle-configurations.html",
    tags: ["data-minimisation"],
    validateResource: each([...domainTypes, ...notebookTypes], (resource, report) => {
        const isAttached = any(...lifecycleConfigurations(resource).map((leaf) => isReference(resource, leaf, isLifecycleConfiguration)));
        report(not(isAttached), "No lifecycle configuration is attached, so nothing clears the output of cells.");
    }),
};

export const sagemakerModelNetworkIsolation: ResourcePolicy = {
    name: "sagemaker-model-network-isolation",
    displayName: "SageMaker model isolation",
    description: "The containers of a model are isolated from the network.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps: "Set enableNetworkIsolation: true.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html",
    tags: ["network", ...controls("SageMaker.5")],
    validateResource: each(modelTypes, (model, report) => {
        report(
            not(is(model.flag("enableNetworkIsolation"), (on) => on)),
            "enableNetworkIsolation is off, so the model's containers can call out.",
        );
    }),
};

export const sagemakerModelInVpc: ResourcePolicy = {
    name: "sagemaker-model-in-vpc",
    displayName: "SageMaker model in a VPC",
    description: "A model is hosted in a VPC.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps: "Set vpcConfig with subnets and security groups.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/dg/host-vpc.html",
    tags: ["network"],
    validateResource: each(modelTypes, (model, report) => {
        report(not(hasReferences(model, model, "vpcConfig.subnets", isNetwork)), "vpcConfig names no subnet, so the model is in no VPC.");
    }),
};

/** Says that the job's input at `path` is not on, where the job has such an input and something hangs on it. */
function reportOff(report: Report, job: Job, path: string | undefined, matters: Truth, consequence: string): void {
    if (path !== undefined) {
        const isOn = is(job.block.flag(path), (on) => on);
        report(all(job.block.isGiven(), matters, not(isOn)), `${pathIn(job.block, path)} is off, so ${consequence}.`);
    }
}

export const sagemakerJobNetworkIsolation: ResourcePolicy = {
    name: "sagemaker-job-network-isolation",
    displayName: "SageMaker job isolation",
    description: "The containers of jobs are isolated from the network.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps: "Set enableNetworkIsolation: true.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html",
    tags: ["network", ...controls("SageMaker.14", "SageMaker.11", "SageMaker.12", "SageMaker.20", "SageMaker.25")],
    validateResource: (resource, report) => {
        for (const job of jobsOf(resource)) {
            reportOff(report, job, job.isolation, true, "the job's containers can call out");
        }
    },
};

export const sagemakerJobInVpc: ResourcePolicy = {
    name: "sagemaker-job-in-vpc",
    displayName: "SageMaker job in a VPC",
    description: "Jobs run in a VPC.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps: "Set vpcConfig with subnets and security groups.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/dg/train-vpc.html",
    tags: ["network"],
    validateResource: (resource, report) => {
        for (const { block, subnets } of jobsOf(resource)) {
            report(
                all(block.isGiven(), not(hasReferences(resource, block, subnets, isNetwork))),
                `${pathIn(block, subnets)} names no subnet, so the job runs in no VPC.`,
            );
        }
    },
};

export const sagemakerInterContainerEncryption: ResourcePolicy = {
    name: "sagemaker-inter-container-encryption",
    displayName: "SageMaker traffic between containers",
    description: "Traffic between the instances of a job is encrypted.",
    enforcementLevel: "mandatory",
    severity: "medium",
    remediationSteps: "Set enableInterContainerTrafficEncryption: true, or run the job on one instance.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/dg/train-encrypt.html",
    tags: ["encryption-in-transit", ...controls("SageMaker.9", "SageMaker.10", "SageMaker.13", "SageMaker.15", "SageMaker.22")],
    validateResource: (resource, report) => {
        for (const job of jobsOf(resource)) {
            reportOff(report, job, job.trafficEncryption, hasSeveralInstances(job), "its instances send each other data in the clear");
        }
    },
};

export const sagemakerModelPackageGroupSharing: ResourcePolicy = {
    name: "sagemaker-model-package-group-sharing",
    displayName: "SageMaker model sharing",
    description: "Model package groups are shared with own and trusted accounts only.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Name own or trusted principals, or list the account in trustedAccounts or the organisation in trustedOrganizations.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy-xaccount.html",
    tags: ["cross-account", "proof"],
    configSchema: options("ownAccounts", "trustedAccounts", "trustedOrganizations", "organizationId"),
    validateResource: (resource, report, configured) => {
        for (const policy of documentsOf(resource, "modelpackagegroup")) {
            const { broken, message } = judgedForOwn(policy, "accountsTrusted", configured, (own) => trust(own, configured));
            report(broken, message);
        }
    },
};

/** Types that carry no tags. */
const untagged = /:(ImageVersion|ModelCardExportJob|ModelPackageGroupPolicy|ServicecatalogPortfolioStatus)$|^aws:.*:(Device|Workforce)$/;

/** SageMaker sets this tag itself, on what users make in a domain. */
const tagOfAws = "sagemaker:domain-arn";

export const sagemakerDomainTag: ResourcePolicy = {
    name: "sagemaker-domain-tag",
    displayName: "SageMaker ownership tags",
    description: "SageMaker resources carry the tags that access policies rely on.",
    enforcementLevel: "advisory",
    severity: "low",
    remediationSteps: "Add the tag to the resource, or to the provider's defaultTags.",
    url: "https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html",
    tags: ["access"],
    configSchema: options("requiredTags"),
    validateResource: (resource, report, { requiredTags = {} }) => {
        if (!isSageMaker(resource.type) || untagged.test(resource.type)) {
            return;
        }
        for (const [name, values] of Object.entries(requiredTags).filter(([required]) => required !== tagOfAws)) {
            const isTagged = hasTag(resource, name, (value) => values.length === 0 || values.includes(value));
            report(not(isTagged), `The tag ${name} is missing, or its value is not allowed.`);
        }
    },
};

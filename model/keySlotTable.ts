/**
 * Every KMS key property of `@pulumi/aws` (versions 7 and 6) and `@pulumi/aws-native`: resource type, path, and what the key protects.
 * By service in alphabetical order, the classic provider's types before the native ones. A test compares the table with the providers.
 *
 * A slash in a path ends the block that brings the data into being: `dataCaptureConfig/kmsKeyId` is the key of data that there only is where
 * the program has a `dataCaptureConfig`. Without a slash the resource itself does: `encryptAtRest.kmsKeyId` is the key of the domain's data,
 * whether the program says anything of encryption or not.
 *
 * Not in here are documents that may hold keys as text (EMR security configurations, OpenSearch Serverless encryption policies).
 */

/** What kind of thing the key is for. */
export type KeyKind =
    /** What the service keeps for its user. */
    | "data"
    /** A disk of an instance. */
    | "volume"
    /** What the service writes to S3. */
    | "s3"
    | "logs"
    /** A generated password, or a secret that the service holds for its user. */
    | "secret"
    /** Signs; wants an asymmetric key and protects no data. */
    | "signing"
    /** Names the key to do something with it, as aliases and grants do; any key of the customer will do. */
    | "administration";

/** The input that switches on what the key protects. */
export interface Switch {
    /** The input's path from the block before the slash. */
    readonly input: string;
    /** The value that means on. */
    readonly on: string | boolean;
    /** Whether it is on where the input is left out. */
    readonly onByDefault: boolean;
}

/** What a key protects, and when there is something to protect. */
export interface Protection {
    readonly kind: KeyKind;
    /** In words that complete "the key of …". */
    readonly protects: string;
    /** Where given, the key is for something that can be off. */
    readonly switch?: Switch;
    /**
     * The paths, from the block that the key property stands in, that name instance types. Instances with local storage take no key
     * (`instanceStorage.ts`).
     */
    readonly instanceTypes?: readonly string[];
    /** The paths, likewise, of the blocks that make it run on no instance at all, which takes no key either. */
    readonly serverless?: readonly string[];
}

type When = Omit<Protection, "kind" | "protects">;

const data = (protects: string, when?: When): Protection => ({ kind: "data", protects, ...when });
const volume = (protects: string, when?: When): Protection => ({ kind: "volume", protects, ...when });
const s3 = (protects: string, when?: When): Protection => ({ kind: "s3", protects, ...when });
const logs = (protects: string, when?: When): Protection => ({ kind: "logs", protects, ...when });
const secret = (protects: string, when?: When): Protection => ({ kind: "secret", protects, ...when });
const signing = (protects: string): Protection => ({ kind: "signing", protects });
const administration = (protects: string): Protection => ({ kind: "administration", protects });

const sharingIsOn: Switch = { input: "notebookOutputOption", on: "Allowed", onByDefault: false };
const onlineStoreIsOn: Switch = { input: "enableOnlineStore", on: true, onByDefault: false };
const oneOrGroups = { instanceTypes: ["instanceType", "instanceGroups[].instanceType"] };
const oneOrConfigs = { instanceTypes: ["instanceType", "instanceConfigs[].instanceType"] };
const one = { instanceTypes: ["instanceType"] };
const serverlessVariants = ["productionVariants[].serverlessConfig", "shadowProductionVariants[].serverlessConfig"];

export const keySlotTable: Readonly<Record<string, Readonly<Record<string, Protection>>>> = {
    // Agent Registry, AIOps
    "aws:agentregistry/registry:Registry": { "encryptionConfiguration.kmsKeyArn": data("the registry") },
    "aws-native:aiops:InvestigationGroup": { "encryptionConfig.kmsKeyId": data("the investigations") },

    // Amazon Managed Service for Prometheus
    "aws:amp/workspace:Workspace": { kmsKeyArn: data("the metrics") },
    "aws-native:aps:Workspace": { kmsKeyArn: data("the metrics") },

    // AppConfig, AppFabric, AppFlow, AppIntegrations, App Runner
    "aws:appconfig/configurationProfile:ConfigurationProfile": { kmsKeyIdentifier: data("the configuration") },
    "aws:appconfig/deployment:Deployment": { kmsKeyIdentifier: data("the deployed configuration") },
    "aws:appfabric/appBundle:AppBundle": { customerManagedKeyArn: data("the app bundle") },
    "aws:appflow/connectorProfile:ConnectorProfile": { kmsArn: secret("the connector's credentials") },
    "aws:appflow/flow:Flow": { kmsArn: data("the flow") },
    "aws:appintegrations/dataIntegration:DataIntegration": { kmsKey: data("the data integration") },
    "aws:apprunner/service:Service": { "encryptionConfiguration.kmsKey": data("the source and image of the service") },
    "aws-native:appconfig:ConfigurationProfile": { kmsKeyIdentifier: data("the configuration") },
    "aws-native:appconfig:Deployment": { kmsKeyIdentifier: data("the deployed configuration") },
    "aws-native:appflow:ConnectorProfile": { kmsArn: secret("the connector's credentials") },
    "aws-native:appflow:Flow": { kmsArn: data("the flow") },
    "aws-native:appintegrations:DataIntegration": { kmsKey: data("the data integration") },
    "aws-native:apprunner:Service": { "encryptionConfiguration.kmsKey": data("the source and image of the service") },

    // Athena
    "aws:athena/database:Database": { "encryptionConfiguration.kmsKey": s3("the results of the database's statements") },
    "aws:athena/workgroup:Workgroup": {
        "configuration.resultConfiguration/encryptionConfiguration.kmsKeyArn": s3("the query results"),
        "configuration.managedQueryResultsConfiguration/encryptionConfiguration.kmsKey": data("the managed query results"),
        "configuration/customerContentEncryptionConfiguration.kmsKey": data("the notebooks"),
        "configuration.monitoringConfiguration.managedLoggingConfiguration/kmsKey": logs("the managed logs"),
        "configuration.monitoringConfiguration.s3LoggingConfiguration/kmsKey": logs("the logs in S3"),
    },
    "aws-native:athena:WorkGroup": {
        "workGroupConfiguration.resultConfiguration/encryptionConfiguration.kmsKey": s3("the query results"),
        "workGroupConfiguration.managedQueryResultsConfiguration/encryptionConfiguration.kmsKey": data("the managed query results"),
        "workGroupConfiguration/customerContentEncryptionConfiguration.kmsKey": data("the notebooks"),
        "workGroupConfiguration.monitoringConfiguration.managedLoggingConfiguration/kmsKey": logs("the managed logs"),
        "workGroupConfiguration.monitoringConfiguration.s3LoggingConfiguration/kmsKey": logs("the logs in S3"),
        "workGroupConfigurationUpdates.resultConfigurationUpdates/encryptionConfiguration.kmsKey": s3("the query results"),
        "workGroupConfigurationUpdates.managedQueryResultsConfiguration/encryptionConfiguration.kmsKey": data("the managed query results"),
        "workGroupConfigurationUpdates/customerContentEncryptionConfiguration.kmsKey": data("the notebooks"),
        "workGroupConfigurationUpdates.monitoringConfiguration.managedLoggingConfiguration/kmsKey": logs("the managed logs"),
        "workGroupConfigurationUpdates.monitoringConfiguration.s3LoggingConfiguration/kmsKey": logs("the logs in S3"),
    },

    // Audit Manager
    "aws:auditmanager/accountRegistration:AccountRegistration": { kmsKey: data("the assessments") },

    // Backup
    "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault": { encryptionKeyArn: data("the backups") },
    "aws:backup/vault:Vault": { kmsKeyArn: data("the backups") },
    "aws-native:backup:BackupVault": { encryptionKeyArn: data("the backups") },
    "aws-native:backup:LogicallyAirGappedBackupVault": { encryptionKeyArn: data("the backups") },
    "aws-native:backupgateway:Hypervisor": { kmsKeyArn: secret("the hypervisor's credentials") },

    // Bedrock
    "aws:bedrock/agentAgent:AgentAgent": { customerEncryptionKeyArn: data("the agent") },
    "aws:bedrock/agentDataSource:AgentDataSource": { "serverSideEncryptionConfiguration.kmsKeyArn": data("the data source") },
    "aws:bedrock/agentFlow:AgentFlow": { customerEncryptionKeyArn: data("the flow") },
    "aws:bedrock/agentKnowledgeBase:AgentKnowledgeBase": {
        "knowledgeBaseConfiguration.managedKnowledgeBaseConfiguration/serverSideEncryptionConfiguration.kmsKeyArn":
            data("the managed knowledge base"),
    },
    "aws:bedrock/agentPrompt:AgentPrompt": { customerEncryptionKeyArn: data("the prompt") },
    "aws:bedrock/agentcoreEvaluator:AgentcoreEvaluator": { kmsKeyArn: data("the evaluator") },
    "aws:bedrock/agentcoreGateway:AgentcoreGateway": { kmsKeyArn: data("the gateway") },
    "aws:bedrock/agentcoreHarness:AgentcoreHarness": { "memory.managedMemoryConfiguration/encryptionKeyArn": data("the agent's memory") },
    "aws:bedrock/agentcoreMemory:AgentcoreMemory": { encryptionKeyArn: data("the memory") },
    "aws:bedrock/agentcoreOauth2CredentialProvider:AgentcoreOauth2CredentialProvider": {
        "oauth2ProviderConfig.customOauth2ProviderConfig.privateKeyJwtConfig.privateKeySource/kmsKeySource.kmsKeyArn":
            signing("the client's assertions"),
    },
    "aws:bedrock/agentcorePolicyEngine:AgentcorePolicyEngine": { encryptionKeyArn: data("the policy engine") },
    "aws:bedrock/agentcoreTokenVaultCmk:AgentcoreTokenVaultCmk": { "kmsConfiguration.kmsKeyArn": secret("the token vault") },
    "aws:bedrock/customModel:CustomModel": { customModelKmsKeyId: data("the custom model") },
    "aws:bedrock/evaluationJob:EvaluationJob": { customerEncryptionKeyId: data("the evaluation job") },
    "aws:bedrock/guardrail:Guardrail": { kmsKeyArn: data("the guardrail") },
    "aws:bedrockmodel/invocationJob:InvocationJob": {
        "outputDataConfig.s3OutputDataConfig.s3EncryptionKeyId": s3("the job's output"),
    },
    "aws-native:bedrock:Agent": { customerEncryptionKeyArn: data("the agent") },
    "aws-native:bedrock:AutomatedReasoningPolicy": { kmsKeyId: data("the automated reasoning policy") },
    "aws-native:bedrock:Blueprint": { kmsKeyId: data("the blueprint") },
    "aws-native:bedrock:DataAutomationLibrary": { "encryptionConfiguration.kmsKeyId": data("the library") },
    "aws-native:bedrock:DataAutomationProject": { kmsKeyId: data("the project") },
    "aws-native:bedrock:DataSource": { "serverSideEncryptionConfiguration.kmsKeyArn": data("the data source") },
    "aws-native:bedrock:Flow": { customerEncryptionKeyArn: data("the flow") },
    "aws-native:bedrock:Guardrail": { kmsKeyArn: data("the guardrail") },
    "aws-native:bedrock:KnowledgeBase": {
        "knowledgeBaseConfiguration.managedKnowledgeBaseConfiguration/serverSideEncryptionConfiguration.kmsKeyArn":
            data("the managed knowledge base"),
    },
    "aws-native:bedrock:Prompt": { customerEncryptionKeyArn: data("the prompt") },
    "aws-native:bedrock:Session": { encryptionKeyArn: data("the session") },
    "aws-native:bedrockagentcore:CapacityProvider": {
        "computeConfiguration.ec2Configuration.rootVolume/kmsKeyId": volume("the root volume"),
        "computeConfiguration.ec2Configuration.volumes[]/ebsConfiguration.kmsKeyId": volume("the volume"),
        "computeConfiguration.ec2Configuration.launchTemplateSource.launchParameters.ephemeralVolumes[].ebs/kmsKeyId": volume("the volume"),
    },
    "aws-native:bedrockagentcore:ConfigurationBundle": { kmsKeyArn: data("the configuration") },
    "aws-native:bedrockagentcore:Dataset": { kmsKeyArn: s3("the dataset") },
    "aws-native:bedrockagentcore:Evaluator": { kmsKeyArn: data("the evaluator") },
    "aws-native:bedrockagentcore:Gateway": { kmsKeyArn: data("the gateway") },
    "aws-native:bedrockagentcore:Harness": { "memory.managedMemoryConfiguration/encryptionKeyArn": data("the agent's memory") },
    "aws-native:bedrockagentcore:Memory": { encryptionKeyArn: data("the memory") },
    "aws-native:bedrockagentcore:OAuth2CredentialProvider": {
        "oauth2ProviderConfigInput.customOauth2ProviderConfig.privateKeyJwtConfig.privateKeySource/kmsKeySource.kmsKeyArn":
            signing("the client's assertions"),
    },
    "aws-native:bedrockagentcore:PolicyEngine": { encryptionKeyArn: data("the policy engine") },

    // Chime
    "aws:chime/sdkvoiceVoiceProfileDomain:SdkvoiceVoiceProfileDomain": {
        "serverSideEncryptionConfiguration.kmsKeyArn": data("the voice profiles"),
    },
    "aws:chimesdkmediapipelines/mediaInsightsPipelineConfiguration:MediaInsightsPipelineConfiguration": {
        "elements[].amazonTranscribeCallAnalyticsProcessorConfiguration.postCallAnalyticsSettings/outputEncryptionKmsKeyId":
            s3("the call analytics"),
    },

    // Clean Rooms
    "aws-native:cleanrooms:IdMappingTable": { kmsKeyArn: data("the table") },
    "aws-native:cleanrooms:IntermediateTable": { kmsKeyArn: data("the table") },
    "aws-native:cleanroomsml:ConfiguredModelAlgorithm": { kmsKeyArn: data("the model algorithm") },

    // CloudTrail
    "aws:cloudtrail/eventDataStore:EventDataStore": { kmsKeyId: logs("the events") },
    "aws:cloudtrail/trail:Trail": { kmsKeyId: logs("the trail") },
    "aws-native:cloudtrail:EventDataStore": { kmsKeyId: logs("the events") },
    "aws-native:cloudtrail:Trail": { kmsKeyId: logs("the trail") },

    // CloudWatch, CloudWatch Logs, EventBridge
    "aws:cloudwatch/eventArchive:EventArchive": { kmsKeyIdentifier: data("the archived events") },
    "aws:cloudwatch/eventBus:EventBus": { kmsKeyIdentifier: data("the events") },
    "aws:cloudwatch/eventConnection:EventConnection": { kmsKeyIdentifier: secret("the connection's credentials") },
    "aws:cloudwatch/logAnomalyDetector:LogAnomalyDetector": { kmsKeyId: logs("the anomalies") },
    "aws:cloudwatch/logGroup:LogGroup": { kmsKeyId: logs("the log group") },
    "aws-native:events:Archive": { kmsKeyIdentifier: data("the archived events") },
    "aws-native:events:Connection": { kmsKeyIdentifier: secret("the connection's credentials") },
    "aws-native:events:EventBus": { kmsKeyIdentifier: data("the events") },
    "aws-native:logs:Integration": { "resourceConfig.openSearchResourceConfig/kmsKeyArn": logs("the dashboards' data") },
    "aws-native:logs:LogAnomalyDetector": { kmsKeyId: logs("the anomalies") },
    "aws-native:logs:LogGroup": { kmsKeyId: logs("the log group") },

    // CodeArtifact, CodeBuild, CodeCommit, CodeConnections, CodeGuru, CodePipeline
    "aws:codeartifact/domain:Domain": { encryptionKey: data("the packages") },
    "aws:codebuild/project:Project": { encryptionKey: s3("the build's artifacts") },
    "aws:codebuild/reportGroup:ReportGroup": { "exportConfig.s3Destination/encryptionKey": s3("the exported reports") },
    "aws:codecommit/repository:Repository": { kmsKeyId: data("the repository") },
    "aws:codegurureviewer/repositoryAssociation:RepositoryAssociation": { "kmsKeyDetails.kmsKeyId": data("the reviewed code") },
    "aws:codepipeline/pipeline:Pipeline": { "artifactStores[]/encryptionKey.id": s3("the pipeline's artifacts") },
    "aws-native:codeartifact:Domain": { encryptionKey: data("the packages") },
    "aws-native:codebuild:ReportGroup": { "exportConfig.s3Destination/encryptionKey": s3("the exported reports") },
    "aws-native:codecommit:Repository": { kmsKeyId: data("the repository") },
    "aws-native:codepipeline:Pipeline": {
        "artifactStore/encryptionKey.id": s3("the pipeline's artifacts"),
        "artifactStores[]/artifactStore.encryptionKey.id": s3("the pipeline's artifacts"),
    },
    "aws-native:codestarconnections:RepositoryLink": { encryptionKeyArn: data("the repository link") },

    // Cognito
    "aws:cognito/userPool:UserPool": { "lambdaConfig/kmsKeyId": secret("the codes and passwords sent to users") },
    "aws-native:cognito:UserPool": {
        "keyConfiguration/kmsKeyArn": data("the user pool"),
        "lambdaConfig/kmsKeyId": secret("the codes and passwords sent to users"),
    },
    "aws-native:cognito:UserPoolRegionalConfigurationAttachment": {
        "lambdaConfig/kmsKeyId": secret("the codes and passwords sent to users"),
    },

    // Comprehend
    "aws:comprehend/documentClassifier:DocumentClassifier": {
        modelKmsKeyId: data("the trained model"),
        volumeKmsKeyId: volume("the training instances' storage"),
        "outputDataConfig/kmsKeyId": s3("the output"),
    },
    "aws:comprehend/entityRecognizer:EntityRecognizer": {
        modelKmsKeyId: data("the trained model"),
        volumeKmsKeyId: volume("the training instances' storage"),
    },
    "aws-native:comprehend:DocumentClassifier": {
        modelKmsKeyId: data("the trained model"),
        volumeKmsKeyId: volume("the training instances' storage"),
        "outputDataConfig/kmsKeyId": s3("the output"),
    },
    "aws-native:comprehend:Flywheel": {
        "dataSecurityConfig.modelKmsKeyId": data("the trained models"),
        "dataSecurityConfig.volumeKmsKeyId": volume("the training instances' storage"),
        "dataSecurityConfig.dataLakeKmsKeyId": s3("the data lake"),
    },

    // Config
    "aws:cfg/deliveryChannel:DeliveryChannel": { s3KmsKeyArn: s3("the configuration history") },
    "aws-native:configuration:DeliveryChannel": { s3KmsKeyArn: s3("the configuration history") },

    // Connect, Customer Profiles, Connect Wisdom, Voice ID
    "aws:connect/instanceStorageConfig:InstanceStorageConfig": {
        "storageConfig.kinesisVideoStreamConfig/encryptionConfig.keyId": data("the contacts' media"),
        "storageConfig.s3Config/encryptionConfig.keyId": s3("the contacts' records"),
    },
    "aws:customerprofiles/domain:Domain": { defaultEncryptionKey: data("the profiles") },
    "aws-native:connect:InstanceStorageConfig": {
        "kinesisVideoStreamConfig/encryptionConfig.keyId": data("the contacts' media"),
        "s3Config/encryptionConfig.keyId": s3("the contacts' records"),
    },
    "aws-native:customerprofiles:Domain": { defaultEncryptionKey: data("the profiles") },
    "aws-native:customerprofiles:DomainObjectType": { encryptionKey: data("the objects") },
    "aws-native:customerprofiles:Integration": { "flowDefinition/kmsArn": data("the flow") },
    "aws-native:customerprofiles:ObjectType": { encryptionKey: data("the objects") },
    "aws-native:voiceid:Domain": { "serverSideEncryptionConfiguration.kmsKeyId": data("the voice prints") },
    "aws-native:wisdom:Assistant": { "serverSideEncryptionConfiguration.kmsKeyId": data("the assistant") },
    "aws-native:wisdom:KnowledgeBase": { "serverSideEncryptionConfiguration.kmsKeyId": data("the knowledge base") },

    // Data Exchange, DataSync, DataZone, Glue DataBrew
    "aws:dataexchange/eventAction:EventAction": { "action.exportRevisionToS3.encryption.kmsKeyArn": s3("the exported revision") },
    "aws:dataexchange/revisionAssets:RevisionAssets": {
        "assets[].createS3DataAccessFromS3Bucket.assetSource.kmsKeysToGrants[]/kmsKeyArn": s3("the shared objects"),
    },
    "aws:datazone/domain:Domain": { kmsKeyIdentifier: data("the domain") },
    "aws-native:databrew:Job": { encryptionKeyArn: s3("the job's output") },
    "aws-native:dataexchange:EventAction": { "action.exportRevisionToS3/encryption.kmsKeyArn": s3("the exported revision") },
    "aws-native:datasync:LocationAzureBlob": { "cmkSecretConfig/kmsKeyArn": secret("the location's credentials") },
    "aws-native:datasync:LocationFSxOntap": { "protocol.smb.cmkSecretConfig/kmsKeyArn": secret("the location's credentials") },
    "aws-native:datasync:LocationFSxWindows": { "cmkSecretConfig/kmsKeyArn": secret("the location's credentials") },
    "aws-native:datasync:LocationHdfs": { "cmkSecretConfig/kmsKeyArn": secret("the location's credentials") },
    "aws-native:datasync:LocationObjectStorage": { "cmkSecretConfig/kmsKeyArn": secret("the location's credentials") },
    "aws-native:datasync:LocationSmb": { "cmkSecretConfig/kmsKeyArn": secret("the location's credentials") },
    "aws-native:datazone:Connection": {
        "props.glueProperties.glueConnectionInput.authenticationConfiguration/kmsKeyArn": secret("the connection's credentials"),
    },
    "aws-native:datazone:Domain": { kmsKeyIdentifier: data("the domain") },

    // Database Migration Service
    "aws:dms/endpoint:Endpoint": {
        kmsKeyArn: secret("the connection parameters"),
        "redshiftSettings/serverSideEncryptionKmsKeyId": s3("the files in S3"),
        // Version 6 only.
        "s3Settings/serverSideEncryptionKmsKeyId": s3("the files in S3"),
    },
    "aws:dms/instanceProfile:InstanceProfile": { kmsKeyArn: secret("the connection parameters") },
    "aws:dms/replicationConfig:ReplicationConfig": { "computeConfig.kmsKeyId": data("the replicated data") },
    "aws:dms/replicationInstance:ReplicationInstance": { kmsKeyArn: volume("the replication instance's storage") },
    "aws:dms/s3Endpoint:S3Endpoint": {
        kmsKeyArn: secret("the connection parameters"),
        serverSideEncryptionKmsKeyId: s3("the files in S3"),
    },
    "aws-native:dms:Endpoint": {
        kmsKeyId: secret("the connection parameters"),
        "redshiftSettings/serverSideEncryptionKmsKeyId": s3("the files in S3"),
        "s3Settings/serverSideEncryptionKmsKeyId": s3("the files in S3"),
    },
    "aws-native:dms:InstanceProfile": { kmsKeyArn: secret("the connection parameters") },
    "aws-native:dms:ReplicationConfig": { "computeConfig.kmsKeyId": data("the replicated data") },

    // Deadline, DevOps Agent, DevOps Guru
    "aws:devopsguru/serviceIntegration:ServiceIntegration": { "kmsServerSideEncryption.kmsKeyId": data("the insights") },
    "aws-native:deadline:Farm": { kmsKeyArn: data("the farm") },
    "aws-native:devopsagent:AgentSpace": { kmsKeyArn: data("the agent space") },
    "aws-native:devopsagent:Service": { kmsKeyArn: data("the service") },

    // DocumentDB
    "aws:docdb/cluster:Cluster": { kmsKeyId: data("the cluster") },
    "aws:docdb/clusterInstance:ClusterInstance": { performanceInsightsKmsKeyId: data("the performance insights") },
    "aws:docdb/elasticCluster:ElasticCluster": { kmsKeyId: data("the cluster") },
    "aws-native:docdbelastic:Cluster": { kmsKeyId: data("the cluster") },

    // Elastic Disaster Recovery
    "aws:drs/replicationConfigurationTemplate:ReplicationConfigurationTemplate": {
        ebsEncryptionKeyArn: volume("the replicated volumes"),
    },

    // Aurora DSQL
    "aws:dsql/cluster:Cluster": { kmsEncryptionKey: data("the cluster") },
    "aws-native:dsql:Cluster": { kmsEncryptionKey: data("the cluster") },

    // DynamoDB
    "aws:dynamodb/table:Table": {
        "serverSideEncryption.kmsKeyArn": data("the table"),
        "replicas[]/kmsKeyArn": data("the replica"),
    },
    "aws:dynamodb/tableExport:TableExport": { s3SseKmsKeyId: s3("the export") },
    "aws:dynamodb/tableReplica:TableReplica": { kmsKeyArn: data("the replica") },
    "aws-native:dynamodb:GlobalTable": { "replicas[]/sseSpecification.kmsMasterKeyId": data("the replica") },
    "aws-native:dynamodb:Table": { "sseSpecification.kmsMasterKeyId": data("the table") },

    // EC2 and EBS
    "aws:dlm/lifecyclePolicy:LifecyclePolicy": {
        "policyDetails.action.crossRegionCopies[]/encryptionConfiguration.cmkArn": volume("the copied snapshots"),
        "policyDetails.schedules[].crossRegionCopyRules[]/cmkArn": volume("the copied snapshots"),
    },
    "aws:ebs/defaultKmsKey:DefaultKmsKey": { keyArn: volume("volumes by default") },
    "aws:ebs/snapshotCopy:SnapshotCopy": { kmsKeyId: volume("the snapshot") },
    "aws:ebs/snapshotImport:SnapshotImport": { kmsKeyId: volume("the snapshot") },
    "aws:ebs/volume:Volume": { kmsKeyId: volume("the volume") },
    "aws:ec2/amiCopy:AmiCopy": { kmsKeyId: volume("the image's snapshots") },
    "aws:ec2/instance:Instance": {
        "rootBlockDevice/kmsKeyId": volume("the root volume"),
        "ebsBlockDevices[]/kmsKeyId": volume("the volume"),
    },
    "aws:ec2/launchTemplate:LaunchTemplate": { "blockDeviceMappings[].ebs/kmsKeyId": volume("the volume") },
    "aws:ec2/spotFleetRequest:SpotFleetRequest": {
        "launchSpecifications[].rootBlockDevices[]/kmsKeyId": volume("the root volume"),
        "launchSpecifications[].ebsBlockDevices[]/kmsKeyId": volume("the volume"),
    },
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": {
        "rootBlockDevice/kmsKeyId": volume("the root volume"),
        "ebsBlockDevices[]/kmsKeyId": volume("the volume"),
    },
    "aws-native:dlm:LifecyclePolicy": {
        "policyDetails.actions[].crossRegionCopy[]/encryptionConfiguration.cmkArn": volume("the copied snapshots"),
        "policyDetails.schedules[].crossRegionCopyRules[]/cmkArn": volume("the copied snapshots"),
    },
    "aws-native:ec2:Ec2Fleet": { "launchTemplateConfigs[].overrides[].blockDeviceMappings[].ebs/kmsKeyId": volume("the volume") },
    "aws-native:ec2:Instance": { "blockDeviceMappings[].ebs/kmsKeyId": volume("the volume") },
    "aws-native:ec2:LaunchTemplate": { "launchTemplateData.blockDeviceMappings[].ebs/kmsKeyId": volume("the volume") },
    "aws-native:ec2:Volume": { kmsKeyId: volume("the volume") },

    // ECR, ECS, EKS
    "aws:ecr/repository:Repository": { "encryptionConfigurations[]/kmsKey": data("the images") },
    "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": { "encryptionConfigurations[]/kmsKey": data("the images") },
    "aws:ecs/cluster:Cluster": {
        "configuration.executeCommandConfiguration/kmsKeyId": data("the remote sessions"),
        "configuration.managedStorageConfiguration/kmsKeyId": volume("the managed storage"),
        "configuration.managedStorageConfiguration/fargateEphemeralStorageKmsKeyId": volume("the ephemeral storage"),
    },
    "aws:ecs/service:Service": {
        "serviceConnectConfiguration.services[].tls/kmsKey": secret("the private key"),
        "volumeConfiguration/managedEbsVolume.kmsKeyId": volume("the volume"),
    },
    "aws:eks/cluster:Cluster": { "encryptionConfig.provider.keyArn": secret("the cluster's secrets") },
    "aws-native:ecr:Repository": { "encryptionConfiguration.kmsKey": data("the images") },
    "aws-native:ecr:RepositoryCreationTemplate": { "encryptionConfiguration.kmsKey": data("the images") },
    "aws-native:ecs:Cluster": {
        "configuration.executeCommandConfiguration/kmsKeyId": data("the remote sessions"),
        "configuration.managedStorageConfiguration/kmsKeyId": volume("the managed storage"),
        "configuration.managedStorageConfiguration/fargateEphemeralStorageKmsKeyId": volume("the ephemeral storage"),
    },
    "aws-native:ecs:Service": {
        "serviceConnectConfiguration.services[].tls/kmsKey": secret("the private key"),
        "volumeConfigurations[].managedEbsVolume/kmsKeyId": volume("the volume"),
    },
    "aws-native:eks:Cluster": { "encryptionConfig[].provider/keyArn": secret("the cluster's secrets") },

    // EFS
    "aws:efs/fileSystem:FileSystem": { kmsKeyId: data("the file system") },
    "aws:efs/replicationConfiguration:ReplicationConfiguration": { "destination.kmsKeyId": data("the replica") },
    "aws-native:efs:FileSystem": {
        kmsKeyId: data("the file system"),
        "replicationConfiguration.destinations[]/kmsKeyId": data("the replica"),
    },

    // ElastiCache, MemoryDB
    "aws:elasticache/replicationGroup:ReplicationGroup": { kmsKeyId: data("the cache") },
    "aws:elasticache/serverlessCache:ServerlessCache": { kmsKeyId: data("the cache") },
    "aws:memorydb/cluster:Cluster": { kmsKeyArn: data("the cluster") },
    "aws:memorydb/snapshot:Snapshot": { kmsKeyArn: data("the snapshot") },
    "aws-native:elasticache:ReplicationGroup": { kmsKeyId: data("the cache") },
    "aws-native:elasticache:ServerlessCache": { kmsKeyId: data("the cache") },
    "aws-native:elasticache:ServerlessCacheSnapshot": { kmsKeyId: data("the snapshot") },
    "aws-native:memorydb:Cluster": { kmsKeyId: data("the cluster") },

    // Elastic Transcoder
    "aws:elastictranscoder/pipeline:Pipeline": { awsKmsKeyArn: s3("the transcoded files") },

    // EMR
    "aws:emr/cluster:Cluster": { logEncryptionKmsKeyId: logs("the log files") },
    "aws:emr/studio:Studio": { encryptionKeyArn: s3("the workspaces and notebooks") },
    "aws:emrcontainers/jobTemplate:JobTemplate": { kmsKeyArn: data("the job template") },
    "aws:emrserverless/application:Application": {
        "monitoringConfiguration.cloudwatchLoggingConfiguration/encryptionKeyArn": logs("the logs in CloudWatch"),
        "monitoringConfiguration.managedPersistenceMonitoringConfiguration/encryptionKeyArn": logs("the managed logs"),
        "monitoringConfiguration.s3MonitoringConfiguration/encryptionKeyArn": logs("the logs in S3"),
    },
    "aws-native:emr:Step": { encryptionKeyArn: logs("the step's logs") },
    "aws-native:emr:Studio": { encryptionKeyArn: s3("the workspaces and notebooks") },
    "aws-native:emrcontainers:SecurityConfiguration": {
        "securityConfigurationData.encryptionConfiguration.atRestEncryptionConfiguration.localDiskEncryptionConfiguration.awsKmsKeyId":
            volume("the local disks"),
        "securityConfigurationData.encryptionConfiguration.atRestEncryptionConfiguration.s3EncryptionConfiguration.kmsKeyId":
            s3("the data in S3"),
    },
    "aws-native:emrserverless:Application": {
        "monitoringConfiguration.cloudWatchLoggingConfiguration/encryptionKeyArn": logs("the logs in CloudWatch"),
        "monitoringConfiguration.managedPersistenceMonitoringConfiguration/encryptionKeyArn": logs("the managed logs"),
        "monitoringConfiguration.s3MonitoringConfiguration/encryptionKeyArn": logs("the logs in S3"),
    },

    // Entity Resolution
    "aws-native:entityresolution:IdMappingWorkflow": { "outputSourceConfig[]/kmsArn": s3("the output") },
    "aws-native:entityresolution:MatchingWorkflow": { "outputSourceConfig[]/kmsArn": s3("the output") },

    // EVS, FinSpace, Forecast
    "aws:finspace/kxEnvironment:KxEnvironment": { kmsKeyId: data("the environment") },
    "aws-native:evs:Environment": { kmsKeyId: secret("the environment's secrets") },
    "aws-native:finspace:Environment": { kmsKeyId: data("the environment") },
    "aws-native:forecast:Dataset": { "encryptionConfig.kmsKeyArn": data("the dataset") },

    // FSx
    "aws:fsx/fileCache:FileCache": { kmsKeyId: data("the file cache") },
    "aws:fsx/lustreFileSystem:LustreFileSystem": { kmsKeyId: data("the file system") },
    "aws:fsx/ontapFileSystem:OntapFileSystem": { kmsKeyId: data("the file system") },
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": { kmsKeyId: data("the file system") },
    "aws:fsx/windowsFileSystem:WindowsFileSystem": { kmsKeyId: data("the file system") },

    // Glue
    "aws:glue/catalog:Catalog": { "catalogProperties.dataLakeAccessProperties/kmsKey": s3("the staged data") },
    "aws:glue/connection:Connection": { "authenticationConfiguration/kmsKeyArn": secret("the connection's credentials") },
    "aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings": {
        "dataCatalogEncryptionSettings.encryptionAtRest.sseAwsKmsKeyId": data("the catalogue"),
        "dataCatalogEncryptionSettings.connectionPasswordEncryption.awsKmsKeyId": secret("the connections' passwords"),
    },
    "aws:glue/securityConfiguration:SecurityConfiguration": {
        "encryptionConfiguration.s3Encryption.kmsKeyArn": s3("the data in S3"),
        "encryptionConfiguration.cloudwatchEncryption.kmsKeyArn": logs("the logs in CloudWatch"),
        "encryptionConfiguration.jobBookmarksEncryption.kmsKeyArn": s3("the job bookmarks"),
    },
    "aws-native:glue:Catalog": { "catalogProperties.dataLakeAccessProperties/kmsKey": s3("the staged data") },
    "aws-native:glue:Connection": { "connectionInput.authenticationConfiguration/kmsKeyArn": secret("the connection's credentials") },
    "aws-native:glue:DataCatalogEncryptionSettings": {
        "dataCatalogEncryptionSettings.encryptionAtRest.sseAwsKmsKeyId": data("the catalogue"),
        "dataCatalogEncryptionSettings.connectionPasswordEncryption.kmsKeyId": secret("the connections' passwords"),
    },
    "aws-native:glue:Integration": { kmsKeyId: data("the integration") },
    "aws-native:glue:IntegrationResourceProperty": { "targetProcessingProperties/kmsArn": data("the integrated data") },
    "aws-native:glue:MlTransform": { "transformEncryption.mlUserDataEncryption.kmsKeyId": data("the transform's data") },
    "aws-native:glue:SecurityConfiguration": {
        "encryptionConfiguration.s3Encryptions[]/kmsKeyArn": s3("the data in S3"),
        "encryptionConfiguration.cloudWatchEncryption.kmsKeyArn": logs("the logs in CloudWatch"),
        "encryptionConfiguration.jobBookmarksEncryption.kmsKeyArn": s3("the job bookmarks"),
    },

    // Grafana, Ground Station, GuardDuty
    "aws:grafana/workspace:Workspace": { kmsKeyId: data("the workspace") },
    "aws:guardduty/publishingDestination:PublishingDestination": { kmsKeyArn: s3("the findings") },
    "aws-native:groundstation:MissionProfile": {
        "streamsKmsKey/kmsKeyArn": data("the streams"),
        "streamsKmsKey/kmsAliasArn": data("the streams"),
        "streamsKmsKey/kmsAliasName": data("the streams"),
    },
    "aws-native:guardduty:PublishingDestination": { "destinationProperties.kmsKeyArn": s3("the findings") },

    // HealthImaging, HealthLake, HealthOmics
    "aws-native:healthimaging:Datastore": { kmsKeyArn: data("the images") },
    "aws-native:healthlake:DataTransformationProfile": { kmsKeyId: data("the profile") },
    "aws-native:healthlake:FhirDatastore": { "sseConfiguration.kmsEncryptionConfig.kmsKeyId": data("the health records") },
    "aws-native:omics:AnnotationStore": { "sseConfig.keyArn": data("the annotations") },
    "aws-native:omics:ReferenceStore": { "sseConfig.keyArn": data("the reference genomes") },
    "aws-native:omics:SequenceStore": { "sseConfig.keyArn": data("the sequences") },
    "aws-native:omics:VariantStore": { "sseConfig.keyArn": data("the variants") },

    // Image Builder
    "aws:imagebuilder/component:Component": { kmsKeyId: data("the component") },
    "aws:imagebuilder/containerRecipe:ContainerRecipe": {
        kmsKeyId: data("the container image"),
        "instanceConfiguration.blockDeviceMappings[].ebs/kmsKeyId": volume("the build instance's volume"),
    },
    "aws:imagebuilder/distributionConfiguration:DistributionConfiguration": {
        "distributions[].amiDistributionConfiguration/kmsKeyId": volume("the distributed image"),
    },
    "aws:imagebuilder/imageRecipe:ImageRecipe": { "blockDeviceMappings[].ebs/kmsKeyId": volume("the image's volume") },
    "aws:imagebuilder/workflow:Workflow": { kmsKeyId: data("the workflow") },
    "aws-native:imagebuilder:Component": { kmsKeyId: data("the component") },
    "aws-native:imagebuilder:ContainerRecipe": {
        kmsKeyId: data("the container image"),
        "instanceConfiguration.blockDeviceMappings[].ebs/kmsKeyId": volume("the build instance's volume"),
    },
    "aws-native:imagebuilder:DistributionConfiguration": {
        "distributions[].amiDistributionConfiguration/kmsKeyId": volume("the distributed image"),
    },
    "aws-native:imagebuilder:ImageRecipe": { "blockDeviceMappings[].ebs/kmsKeyId": volume("the image's volume") },
    "aws-native:imagebuilder:Workflow": { kmsKeyId: data("the workflow") },

    // IoT
    "aws-native:iot:EncryptionConfiguration": { kmsKeyArn: data("the data of IoT Core") },

    // Kendra, Keyspaces
    "aws:kendra/index:Index": { "serverSideEncryptionConfiguration.kmsKeyId": data("the index") },
    "aws:keyspaces/table:Table": { "encryptionSpecification.kmsKeyIdentifier": data("the table") },
    "aws-native:cassandra:Table": { "encryptionSpecification.kmsKeyIdentifier": data("the table") },
    "aws-native:kendra:Index": { "serverSideEncryptionConfiguration.kmsKeyId": data("the index") },

    // Kinesis, Firehose, Managed Service for Apache Flink
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": {
        "serverSideEncryption.keyArn": data("the stream"),
        "extendedS3Configuration/kmsKeyArn": s3("the delivered data"),
        "extendedS3Configuration.s3BackupConfiguration/kmsKeyArn": s3("the backup in S3"),
        "elasticsearchConfiguration/s3Configuration.kmsKeyArn": s3("the backup in S3"),
        "httpEndpointConfiguration/s3Configuration.kmsKeyArn": s3("the backup in S3"),
        "icebergConfiguration/s3Configuration.kmsKeyArn": s3("the delivered data"),
        "opensearchConfiguration/s3Configuration.kmsKeyArn": s3("the backup in S3"),
        "opensearchserverlessConfiguration/s3Configuration.kmsKeyArn": s3("the backup in S3"),
        "redshiftConfiguration.s3BackupConfiguration/kmsKeyArn": s3("the backup in S3"),
        "redshiftConfiguration/s3Configuration.kmsKeyArn": s3("the staged data"),
        "snowflakeConfiguration/s3Configuration.kmsKeyArn": s3("the backup in S3"),
        "splunkConfiguration/s3Configuration.kmsKeyArn": s3("the backup in S3"),
    },
    "aws:kinesis/stream:Stream": { kmsKeyId: data("the stream") },
    "aws:kinesis/videoStream:VideoStream": { kmsKeyId: data("the video stream") },
    "aws:kinesisanalyticsv2/application:Application": {
        "applicationConfiguration/applicationEncryptionConfiguration.keyId": data("the application"),
    },
    "aws-native:kinesis:Stream": { "streamEncryption.keyId": data("the stream") },
    "aws-native:kinesisanalyticsv2:Application": {
        "applicationConfiguration/applicationEncryptionConfiguration.keyId": data("the application"),
    },
    "aws-native:kinesisfirehose:DeliveryStream": {
        "deliveryStreamEncryptionConfigurationInput.keyArn": data("the stream"),
        "extendedS3DestinationConfiguration/encryptionConfiguration.kmsEncryptionConfig.awskmsKeyArn": s3("the delivered data"),
        "extendedS3DestinationConfiguration.s3BackupConfiguration/encryptionConfiguration.kmsEncryptionConfig.awskmsKeyArn":
            s3("the backup in S3"),
        "s3DestinationConfiguration/encryptionConfiguration.kmsEncryptionConfig.awskmsKeyArn": s3("the delivered data"),
        "amazonOpenSearchServerlessDestinationConfiguration/s3Configuration.encryptionConfiguration.kmsEncryptionConfig.awskmsKeyArn":
            s3("the backup in S3"),
        "amazonopensearchserviceDestinationConfiguration/s3Configuration.encryptionConfiguration.kmsEncryptionConfig.awskmsKeyArn":
            s3("the backup in S3"),
        "elasticsearchDestinationConfiguration/s3Configuration.encryptionConfiguration.kmsEncryptionConfig.awskmsKeyArn":
            s3("the backup in S3"),
        "httpEndpointDestinationConfiguration/s3Configuration.encryptionConfiguration.kmsEncryptionConfig.awskmsKeyArn":
            s3("the backup in S3"),
        "icebergDestinationConfiguration/s3Configuration.encryptionConfiguration.kmsEncryptionConfig.awskmsKeyArn":
            s3("the delivered data"),
        "redshiftDestinationConfiguration.s3BackupConfiguration/encryptionConfiguration.kmsEncryptionConfig.awskmsKeyArn":
            s3("the backup in S3"),
        "redshiftDestinationConfiguration/s3Configuration.encryptionConfiguration.kmsEncryptionConfig.awskmsKeyArn": s3("the staged data"),
        "snowflakeDestinationConfiguration/s3Configuration.encryptionConfiguration.kmsEncryptionConfig.awskmsKeyArn":
            s3("the backup in S3"),
        "splunkDestinationConfiguration/s3Configuration.encryptionConfiguration.kmsEncryptionConfig.awskmsKeyArn": s3("the backup in S3"),
    },
    "aws-native:kinesisvideo:Stream": { kmsKeyId: data("the video stream") },

    // KMS
    "aws:kms/alias:Alias": { targetKeyId: administration("the alias") },
    "aws:kms/ciphertext:Ciphertext": { keyId: data("the ciphertext") },
    "aws:kms/grant:Grant": { keyId: administration("the grant") },
    "aws:kms/keyPolicy:KeyPolicy": { keyId: administration("the key policy") },
    "aws:kms/replicaExternalKey:ReplicaExternalKey": { primaryKeyArn: administration("the replica key") },
    "aws:kms/replicaKey:ReplicaKey": { primaryKeyArn: administration("the replica key") },
    "aws-native:kms:Alias": { targetKeyId: administration("the alias") },
    "aws-native:kms:ReplicaKey": { primaryKeyArn: administration("the replica key") },

    // Lambda
    "aws:lambda/capacityProvider:CapacityProvider": { kmsKeyArn: volume("the instances' storage") },
    "aws:lambda/eventSourceMapping:EventSourceMapping": { kmsKeyArn: data("the filter criteria") },
    "aws:lambda/function:Function": {
        kmsKeyArn: data("the environment variables"),
        sourceKmsKeyArn: data("the deployment package"),
    },
    "aws-native:lambda:CapacityProvider": { kmsKeyArn: volume("the instances' storage") },
    "aws-native:lambda:EventSourceMapping": { kmsKeyArn: data("the filter criteria") },
    "aws-native:lambda:Function": {
        kmsKeyArn: data("the environment variables"),
        "code.sourceKmsKeyArn": data("the deployment package"),
        "durableConfig/kmsKeyArn": data("the durable executions' data"),
    },

    // Lex
    "aws:lex/botAlias:BotAlias": { "conversationLogs.logSettings[]/kmsKeyArn": logs("the conversation logs") },
    "aws:lex/v2modelsSlotType:V2modelsSlotType": {
        "externalSourceSettings[].grammarSlotTypeSettings[].sources[]/kmsKeyArn": s3("the grammar"),
        // Version 6 only.
        "externalSourceSetting.grammarSlotTypeSetting.source/kmsKeyArn": s3("the grammar"),
    },
    "aws-native:lex:Bot": {
        "botLocales[].slotTypes[].externalSourceSetting.grammarSlotTypeSetting.source/kmsKeyArn": s3("the grammar"),
        "testBotAliasSettings.conversationLogSettings.audioLogSettings[]/destination.s3Bucket.kmsKeyArn": logs("the audio logs"),
    },
    "aws-native:lex:BotAlias": {
        "conversationLogSettings.audioLogSettings[]/destination.s3Bucket.kmsKeyArn": logs("the audio logs"),
    },

    // License Manager, Location
    "aws:location/geofenceCollection:GeofenceCollection": { kmsKeyId: data("the geofences") },
    "aws:location/tracker:Tracker": { kmsKeyId: data("the tracked positions") },
    "aws-native:licensemanager:License": { "issuer.signKey": signing("the license") },
    "aws-native:location:GeofenceCollection": { kmsKeyId: data("the geofences") },
    "aws-native:location:Tracker": { kmsKeyId: data("the tracked positions") },

    // Mainframe Modernization, Macie
    "aws:m2/application:Application": { kmsKeyId: data("the application") },
    "aws:m2/environment:Environment": { kmsKeyId: data("the environment") },
    "aws:macie2/classificationExportConfiguration:ClassificationExportConfiguration": {
        "s3Destination.kmsKeyArn": s3("the classification results"),
    },
    "aws-native:m2:Application": { kmsKeyId: data("the application") },
    "aws-native:m2:Environment": { kmsKeyId: data("the environment") },

    // MQ, MSK, MWAA
    "aws:mq/broker:Broker": { "encryptionOptions.kmsKeyId": data("the broker") },
    "aws:msk/channel:Channel": { "encryptionConfiguration.kmsKeyArn": data("the channel") },
    "aws:msk/cluster:Cluster": { "encryptionInfo.encryptionAtRestKmsKeyArn": data("the cluster") },
    "aws:mwaa/environment:Environment": { kmsKey: data("the environment") },
    "aws-native:amazonmq:Broker": { "encryptionOptions.kmsKeyId": data("the broker") },
    "aws-native:msk:Channel": { "encryptionConfiguration.kmsKeyArn": data("the channel") },
    "aws-native:msk:Cluster": { "encryptionInfo.encryptionAtRest.dataVolumeKmsKeyId": data("the cluster") },
    "aws-native:mwaa:Environment": { kmsKey: data("the environment") },
    "aws-native:mwaaserverless:Workflow": { "encryptionConfiguration.kmsKeyId": data("the workflow") },

    // Neptune
    "aws:neptune/cluster:Cluster": { kmsKeyArn: data("the cluster") },
    "aws:neptunegraph/graph:Graph": { kmsKeyIdentifier: data("the graph") },
    "aws-native:neptune:DbCluster": { kmsKeyId: data("the cluster") },
    "aws-native:neptunegraph:Graph": {
        kmsKeyIdentifier: data("the graph"),
        "importTask.importOptions.neptune/s3ExportKmsKeyId": s3("the exported graph"),
    },

    // Network Firewall, Nimble Studio
    "aws:networkfirewall/firewall:Firewall": { "encryptionConfiguration.keyId": data("the firewall") },
    "aws:networkfirewall/firewallPolicy:FirewallPolicy": { "encryptionConfiguration.keyId": data("the firewall policy") },
    "aws:networkfirewall/ruleGroup:RuleGroup": { "encryptionConfiguration.keyId": data("the rule group") },
    "aws:networkfirewall/tlsInspectionConfiguration:TlsInspectionConfiguration": {
        "encryptionConfigurations[]/keyId": data("the inspection configuration"),
    },
    "aws-native:nimblestudio:StreamingImage": { encryptionConfigurationKeyArn: data("the streaming image") },
    "aws-native:nimblestudio:Studio": { "studioEncryptionConfiguration.keyArn": data("the studio") },

    // CloudWatch Observability Admin
    "aws:observabilityadmin/centralizationRuleForOrganization:CentralizationRuleForOrganization": {
        "rule.destination.destinationLogsConfiguration/logsEncryptionConfiguration.kmsKeyArn": logs("the centralised logs"),
        "rule.destination.destinationLogsConfiguration.backupConfiguration/kmsKeyArn": logs("the logs' backup"),
    },
    "aws:observabilityadmin/s3TableIntegration:S3TableIntegration": { "encryption.kmsKeyArn": logs("the logs in S3 tables") },
    "aws-native:observabilityadmin:OrganizationCentralizationRule": {
        "rule.destination.destinationLogsConfiguration/logsEncryptionConfiguration.kmsKeyArn": logs("the centralised logs"),
        "rule.destination.destinationLogsConfiguration.backupConfiguration/kmsKeyArn": logs("the logs' backup"),
    },
    "aws-native:observabilityadmin:OrganizationTelemetryRule": { "rule.destinationConfiguration/kmsKeyArn": logs("the telemetry") },
    "aws-native:observabilityadmin:S3TableIntegration": { "encryption.kmsKeyArn": logs("the logs in S3 tables") },
    "aws-native:observabilityadmin:TelemetryRule": { "rule.destinationConfiguration/kmsKeyArn": logs("the telemetry") },

    // OpenSearch
    "aws:elasticsearch/domain:Domain": { "encryptAtRest.kmsKeyId": data("the domain") },
    "aws:opensearch/application:Application": { kmsKeyArn: data("the application") },
    "aws:opensearch/domain:Domain": { "encryptAtRest.kmsKeyId": data("the domain") },
    "aws:opensearch/serverlessCollection:ServerlessCollection": { "encryptionConfigs[]/kmsKeyArn": data("the collection") },
    "aws:opensearchingest/pipeline:Pipeline": { "encryptionAtRestOptions.kmsKeyArn": data("the pipeline") },
    "aws-native:opensearchserverless:Collection": { "encryptionConfig.kmsKeyArn": data("the collection") },
    "aws-native:opensearchservice:Application": { kmsKeyArn: data("the application") },
    "aws-native:opensearchservice:Domain": { "encryptionAtRestOptions.kmsKeyId": data("the domain") },
    "aws-native:osis:Pipeline": { "encryptionAtRestOptions.kmsKeyArn": data("the pipeline") },

    // Personalize, Pipes, Proton
    "aws:pipes/pipe:Pipe": { kmsKeyIdentifier: data("the pipe") },
    "aws-native:personalize:DatasetGroup": { kmsKeyArn: data("the datasets") },
    "aws-native:personalize:MetricAttribution": { "metricsOutputConfig.s3DataDestination/kmsKeyArn": s3("the metrics") },
    "aws-native:pipes:Pipe": { kmsKeyIdentifier: data("the pipe") },
    "aws-native:proton:EnvironmentTemplate": { encryptionKey: data("the template") },
    "aws-native:proton:ServiceTemplate": { encryptionKey: data("the template") },

    // Amazon Q, QLDB, QuickSight
    "aws:qbusiness/application:Application": { "encryptionConfiguration.kmsKeyId": data("the application") },
    "aws:qldb/ledger:Ledger": { kmsKey: data("the ledger") },
    "aws:quicksight/keyRegistration:KeyRegistration": { "keyRegistrations[]/keyArn": data("the account's data") },
    "aws-native:qbusiness:Application": { "encryptionConfiguration.kmsKeyId": data("the application") },

    // RDS
    "aws:rds/cluster:Cluster": {
        kmsKeyId: data("the cluster"),
        masterUserSecretKmsKeyId: secret("the master password"),
        performanceInsightsKmsKeyId: data("the performance insights"),
    },
    "aws:rds/clusterActivityStream:ClusterActivityStream": { kmsKeyId: data("the activity stream") },
    "aws:rds/clusterInstance:ClusterInstance": { performanceInsightsKmsKeyId: data("the performance insights") },
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": { kmsKeyId: data("the snapshot") },
    "aws:rds/customDbEngineVersion:CustomDbEngineVersion": { kmsKeyId: data("the installation files") },
    "aws:rds/exportTask:ExportTask": { kmsKeyId: s3("the exported snapshot") },
    "aws:rds/instance:Instance": {
        kmsKeyId: data("the instance"),
        masterUserSecretKmsKeyId: secret("the master password"),
        performanceInsightsKmsKeyId: data("the performance insights"),
    },
    "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": { kmsKeyId: data("the replicated backups") },
    "aws:rds/integration:Integration": { kmsKeyId: data("the integration") },
    "aws:rds/snapshotCopy:SnapshotCopy": { kmsKeyId: data("the snapshot") },
    "aws-native:rds:CustomDbEngineVersion": { kmsKeyId: data("the installation files") },
    "aws-native:rds:DbCluster": {
        kmsKeyId: data("the cluster"),
        "masterUserSecret/kmsKeyId": secret("the master password"),
        performanceInsightsKmsKeyId: data("the performance insights"),
    },
    "aws-native:rds:DbInstance": {
        kmsKeyId: data("the instance"),
        "masterUserSecret/kmsKeyId": secret("the master password"),
        performanceInsightsKmsKeyId: data("the performance insights"),
        automaticBackupReplicationKmsKeyId: data("the replicated backups"),
    },
    "aws-native:rds:Integration": { kmsKeyId: data("the integration") },

    // Redshift
    "aws:redshift/cluster:Cluster": {
        kmsKeyId: data("the cluster"),
        masterPasswordSecretKmsKeyId: secret("the master password"),
    },
    "aws:redshift/integration:Integration": { kmsKeyId: data("the integration") },
    "aws:redshift/snapshotCopyGrant:SnapshotCopyGrant": { kmsKeyId: data("the copied snapshots") },
    "aws:redshiftserverless/namespace:Namespace": {
        kmsKeyId: data("the namespace"),
        adminPasswordSecretKmsKeyId: secret("the administrator's password"),
    },
    "aws-native:redshift:Cluster": {
        kmsKeyId: data("the cluster"),
        masterPasswordSecretKmsKeyId: secret("the master password"),
    },
    "aws-native:redshift:Integration": { kmsKeyId: data("the integration") },
    "aws-native:redshiftserverless:Namespace": {
        kmsKeyId: data("the namespace"),
        adminPasswordSecretKmsKeyId: secret("the administrator's password"),
        "snapshotCopyConfigurations[]/destinationKmsKeyId": data("the copied snapshots"),
    },

    // Rekognition, Resilience Hub, Route 53
    "aws:rekognition/streamProcessor:StreamProcessor": { kmsKeyId: data("the stream processor's data") },
    "aws:resiliencehub/v2Policy:V2Policy": { kmsKeyId: data("the policy") },
    "aws:resiliencehub/v2Service:V2Service": { kmsKeyId: data("the service") },
    "aws:resiliencehub/v2System:V2System": { kmsKeyId: data("the system") },
    "aws:route53/keySigningKey:KeySigningKey": { keyManagementServiceArn: signing("the hosted zone") },
    "aws-native:rekognition:StreamProcessor": { kmsKeyId: data("the stream processor's data") },
    "aws-native:resiliencehubv2:Policy": { kmsKeyId: data("the policy") },
    "aws-native:resiliencehubv2:Service": { kmsKeyId: data("the service") },
    "aws-native:resiliencehubv2:System": { kmsKeyId: data("the system") },
    "aws-native:route53:KeySigningKey": { keyManagementServiceArn: signing("the hosted zone") },

    // S3
    "aws:s3/bucket:Bucket": {
        "serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault.kmsMasterKeyId": s3("the bucket"),
        "replicationConfiguration.rules[]/destination.replicaKmsKeyId": s3("the replicas"),
    },
    "aws:s3/bucketMetadataConfiguration:BucketMetadataConfiguration": {
        "metadataConfiguration.inventoryTableConfiguration.encryptionConfiguration.kmsKeyArn": s3("the inventory table"),
        "metadataConfiguration.journalTableConfiguration.encryptionConfiguration.kmsKeyArn": s3("the journal table"),
    },
    "aws:s3/bucketObject:BucketObject": { kmsKeyId: s3("the object") },
    "aws:s3/bucketObjectv2:BucketObjectv2": { kmsKeyId: s3("the object") },
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig": {
        "rules[]/destination.encryptionConfiguration.replicaKmsKeyId": s3("the replicas"),
    },
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
        "rules[]/applyServerSideEncryptionByDefault.kmsMasterKeyId": s3("the bucket"),
    },
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2": {
        "rules[]/applyServerSideEncryptionByDefault.kmsMasterKeyId": s3("the bucket"),
    },
    "aws:s3/bucketV2:BucketV2": {
        "serverSideEncryptionConfigurations[].rules[].applyServerSideEncryptionByDefaults[]/kmsMasterKeyId": s3("the bucket"),
        "replicationConfigurations[].rules[].destinations[]/replicaKmsKeyId": s3("the replicas"),
    },
    "aws:s3/filesFileSystem:FilesFileSystem": { kmsKeyId: data("the file system") },
    "aws:s3/inventory:Inventory": { "destination.bucket.encryption.sseKms.keyId": s3("the inventory") },
    "aws:s3/objectCopy:ObjectCopy": { kmsKeyId: s3("the object") },
    "aws:s3/vectorsIndex:VectorsIndex": { "encryptionConfigurations[]/kmsKeyArn": s3("the vector index") },
    "aws:s3/vectorsVectorBucket:VectorsVectorBucket": { "encryptionConfigurations[]/kmsKeyArn": s3("the vector bucket") },
    "aws:s3control/storageLensConfiguration:StorageLensConfiguration": {
        "storageLensConfiguration.dataExport.s3BucketDestination/encryption.sseKms.keyId": s3("the exported metrics"),
        "storageLensConfiguration.dataExport.storageLensTableDestination/encryption.sseKms.keyId": s3("the exported metrics"),
        "storageLensConfiguration.expandedPrefixesDataExport.s3BucketDestination/encryption.sseKms.keyId": s3("the exported metrics"),
        "storageLensConfiguration.expandedPrefixesDataExport.storageLensTableDestination/encryption.sseKms.keyId":
            s3("the exported metrics"),
    },
    "aws:s3tables/table:Table": { "encryptionConfiguration.kmsKeyArn": s3("the table") },
    "aws:s3tables/tableBucket:TableBucket": { "encryptionConfiguration.kmsKeyArn": s3("the table bucket") },
    "aws-native:s3:Bucket": {
        "bucketEncryption.serverSideEncryptionConfiguration[]/serverSideEncryptionByDefault.kmsMasterKeyId": s3("the bucket"),
        "replicationConfiguration.rules[]/destination.encryptionConfiguration.replicaKmsKeyId": s3("the replicas"),
        "metadataConfiguration.annotationTableConfiguration/encryptionConfiguration.kmsKeyArn": s3("the annotation table"),
        "metadataConfiguration.inventoryTableConfiguration/encryptionConfiguration.kmsKeyArn": s3("the inventory table"),
        "metadataConfiguration/journalTableConfiguration.encryptionConfiguration.kmsKeyArn": s3("the journal table"),
    },
    "aws-native:s3:StorageLens": {
        "storageLensConfiguration.dataExport.s3BucketDestination/encryption.ssekms.keyId": s3("the exported metrics"),
        "storageLensConfiguration.dataExport.storageLensTableDestination/encryption.ssekms.keyId": s3("the exported metrics"),
        "storageLensConfiguration.expandedPrefixesDataExport.s3BucketDestination/encryption.ssekms.keyId": s3("the exported metrics"),
        "storageLensConfiguration.expandedPrefixesDataExport.storageLensTableDestination/encryption.ssekms.keyId":
            s3("the exported metrics"),
    },
    "aws-native:s3express:DirectoryBucket": {
        "bucketEncryption.serverSideEncryptionConfiguration[]/serverSideEncryptionByDefault.kmsMasterKeyId": s3("the directory bucket"),
    },
    "aws-native:s3files:FileSystem": { kmsKeyId: data("the file system") },
    "aws-native:s3tables:TableBucket": { "encryptionConfiguration.kmsKeyArn": s3("the table bucket") },
    "aws-native:s3vectors:Index": { "encryptionConfiguration.kmsKeyArn": s3("the vector index") },
    "aws-native:s3vectors:VectorBucket": { "encryptionConfiguration.kmsKeyArn": s3("the vector bucket") },

    // SageMaker
    "aws:sagemaker/algorithm:Algorithm": {
        "validationSpecification/validationProfiles.trainingJobDefinition.outputDataConfig.kmsKeyId": s3("the output of the training job"),
        "validationSpecification/validationProfiles.trainingJobDefinition.resourceConfig.volumeKmsKeyId": volume(
            "the storage of the training instances",
            oneOrGroups,
        ),
        "validationSpecification.validationProfiles.transformJobDefinition/transformOutput.kmsKeyId": s3("the output of the transform job"),
        "validationSpecification.validationProfiles.transformJobDefinition/transformResources.volumeKmsKeyId": volume(
            "the storage of the transform instances",
            one,
        ),
    },
    "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": {
        "dataQualityJobOutputConfig.kmsKeyId": s3("the monitoring results"),
        "jobResources.clusterConfig.volumeKmsKeyId": volume("the storage of the monitoring instances", one),
    },
    "aws:sagemaker/deviceFleet:DeviceFleet": { "outputConfig.kmsKeyId": s3("the output of the devices") },
    "aws:sagemaker/domain:Domain": {
        kmsKeyId: volume("the domain's storage"),
        "defaultUserSettings.sharingSettings/s3KmsKeyId": s3("the shared notebook output", { switch: sharingIsOn }),
        "defaultUserSettings.canvasAppSettings.workspaceSettings/s3KmsKeyId": s3("the Canvas artifacts"),
    },
    "aws:sagemaker/endpointConfiguration:EndpointConfiguration": {
        kmsKeyArn: volume("the storage of the hosting instances", {
            instanceTypes: ["productionVariants[].instanceType", "shadowProductionVariants[].instanceType"],
            serverless: serverlessVariants,
        }),
        "dataCaptureConfig/kmsKeyId": s3("the captured data", {
            switch: { input: "enableCapture", on: true, onByDefault: false },
        }),
        "asyncInferenceConfig/outputConfig.kmsKeyId": s3("the asynchronous output"),
        "productionVariants[].coreDumpConfig/kmsKeyId": s3("the core dumps"),
        "shadowProductionVariants[].coreDumpConfig/kmsKeyId": s3("the core dumps"),
    },
    "aws:sagemaker/featureGroup:FeatureGroup": {
        "offlineStoreConfig/s3StorageConfig.kmsKeyId": s3("the offline store"),
        "onlineStoreConfig/securityConfig.kmsKeyId": data("the online store", { switch: onlineStoreIsOn }),
    },
    "aws:sagemaker/flowDefinition:FlowDefinition": { "outputConfig.kmsKeyId": s3("the output of the human reviews") },
    "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": {
        "trainingJobDefinition/outputDataConfig.kmsKeyId": s3("the output of the training jobs"),
        "trainingJobDefinition.resourceConfig/volumeKmsKeyId": volume("the storage of the training instances", oneOrGroups),
        "trainingJobDefinition.hyperParameterTuningResourceConfig/volumeKmsKeyId": volume(
            "the storage of the training instances",
            oneOrConfigs,
        ),
        "trainingJobDefinitions[]/outputDataConfig.kmsKeyId": s3("the output of the training jobs"),
        "trainingJobDefinitions[].resourceConfig/volumeKmsKeyId": volume("the storage of the training instances", oneOrGroups),
        "trainingJobDefinitions[].hyperParameterTuningResourceConfig/volumeKmsKeyId": volume(
            "the storage of the training instances",
            oneOrConfigs,
        ),
    },
    "aws:sagemaker/labelingJob:LabelingJob": {
        "outputConfig.kmsKeyId": s3("the labels"),
        // Automated labeling trains and runs models on instances, whether their configuration is given or not.
        "labelingJobAlgorithmsConfig/labelingJobResourceConfig.volumeKmsKeyId": volume("the storage of the automated labeling instances"),
    },
    "aws:sagemaker/modelCard:ModelCard": { "securityConfig.kmsKeyId": data("the model card") },
    "aws:sagemaker/monitoringSchedule:MonitoringSchedule": {
        "monitoringScheduleConfig.monitoringJobDefinition/monitoringOutputConfig.kmsKeyId": s3("the monitoring results"),
        "monitoringScheduleConfig.monitoringJobDefinition/monitoringResources.clusterConfig.volumeKmsKeyId": volume(
            "the storage of the monitoring instances",
            one,
        ),
    },
    "aws:sagemaker/notebookInstance:NotebookInstance": { kmsKeyId: volume("the notebook's storage") },
    "aws:sagemaker/trainingJob:TrainingJob": {
        // Every training job has an output; the provider lets its configuration be left out, the API does not.
        "outputDataConfig.kmsKeyId": s3("the output of the training job"),
        "resourceConfig/volumeKmsKeyId": volume("the storage of the training instances", oneOrGroups),
    },
    "aws:sagemaker/userProfile:UserProfile": {
        "userSettings.sharingSettings/s3KmsKeyId": s3("the shared notebook output", { switch: sharingIsOn }),
        "userSettings.canvasAppSettings.workspaceSettings/s3KmsKeyId": s3("the Canvas artifacts"),
    },
    "aws-native:sagemaker:Cluster": {
        "instanceGroups[].instanceStorageConfigs[].ebsVolumeConfig/volumeKmsKeyId": volume("the storage of the cluster's instances"),
        "restrictedInstanceGroups[].instanceStorageConfigs[].ebsVolumeConfig/volumeKmsKeyId": volume(
            "the storage of the cluster's instances",
        ),
    },
    "aws-native:sagemaker:DataQualityJobDefinition": {
        "dataQualityJobOutputConfig.kmsKeyId": s3("the monitoring results"),
        "jobResources.clusterConfig.volumeKmsKeyId": volume("the storage of the monitoring instances", one),
    },
    "aws-native:sagemaker:DeviceFleet": { "outputConfig.kmsKeyId": s3("the output of the devices") },
    "aws-native:sagemaker:Domain": {
        kmsKeyId: volume("the domain's storage"),
        "defaultUserSettings.sharingSettings/s3KmsKeyId": s3("the shared notebook output", { switch: sharingIsOn }),
    },
    "aws-native:sagemaker:EndpointConfig": {
        kmsKeyId: volume("the storage of the hosting instances", {
            instanceTypes: [
                "productionVariants[].instanceType",
                "productionVariants[].instancePools[].instanceType",
                "shadowProductionVariants[].instanceType",
                "shadowProductionVariants[].instancePools[].instanceType",
            ],
            serverless: serverlessVariants,
        }),
        // The classic provider sends false where this is left out; the native one sends nothing, and then the API has it on:
        // https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DataCaptureConfig.html
        "dataCaptureConfig/kmsKeyId": s3("the captured data", {
            switch: { input: "enableCapture", on: true, onByDefault: true },
        }),
        "asyncInferenceConfig/outputConfig.kmsKeyId": s3("the asynchronous output"),
        "productionVariants[].coreDumpConfig/kmsKeyId": s3("the core dumps"),
        "shadowProductionVariants[].coreDumpConfig/kmsKeyId": s3("the core dumps"),
    },
    "aws-native:sagemaker:FeatureGroup": {
        "offlineStoreConfig/s3StorageConfig.kmsKeyId": s3("the offline store"),
        "onlineStoreConfig/securityConfig.kmsKeyId": data("the online store", { switch: onlineStoreIsOn }),
    },
    "aws-native:sagemaker:InferenceExperiment": {
        kmsKey: volume("the storage of the hosting instances", {
            instanceTypes: ["modelVariants[].infrastructureConfig.realTimeInferenceConfig.instanceType"],
        }),
        "dataStorageConfig/kmsKey": s3("the captured data"),
    },
    "aws-native:sagemaker:ModelBiasJobDefinition": {
        "modelBiasJobOutputConfig.kmsKeyId": s3("the monitoring results"),
        "jobResources.clusterConfig.volumeKmsKeyId": volume("the storage of the monitoring instances", one),
    },
    "aws-native:sagemaker:ModelCard": { "securityConfig.kmsKeyId": data("the model card") },
    "aws-native:sagemaker:ModelExplainabilityJobDefinition": {
        "modelExplainabilityJobOutputConfig.kmsKeyId": s3("the monitoring results"),
        "jobResources.clusterConfig.volumeKmsKeyId": volume("the storage of the monitoring instances", one),
    },
    "aws-native:sagemaker:ModelPackage": {
        "securityConfig.kmsKeyId": data("the model package"),
        "validationSpecification.validationProfiles[]/transformJobDefinition.transformOutput.kmsKeyId":
            s3("the output of the transform job"),
        "validationSpecification.validationProfiles[]/transformJobDefinition.transformResources.volumeKmsKeyId": volume(
            "the storage of the transform instances",
            one,
        ),
    },
    "aws-native:sagemaker:ModelQualityJobDefinition": {
        "modelQualityJobOutputConfig.kmsKeyId": s3("the monitoring results"),
        "jobResources.clusterConfig.volumeKmsKeyId": volume("the storage of the monitoring instances", one),
    },
    "aws-native:sagemaker:MonitoringSchedule": {
        "monitoringScheduleConfig.monitoringJobDefinition/monitoringOutputConfig.kmsKeyId": s3("the monitoring results"),
        "monitoringScheduleConfig.monitoringJobDefinition/monitoringResources.clusterConfig.volumeKmsKeyId": volume(
            "the storage of the monitoring instances",
            one,
        ),
    },
    "aws-native:sagemaker:NotebookInstance": { kmsKeyId: volume("the notebook's storage") },
    "aws-native:sagemaker:PartnerApp": { kmsKeyId: data("the partner app") },
    "aws-native:sagemaker:ProcessingJob": {
        "processingOutputConfig/kmsKeyId": s3("the output of the processing job"),
        "processingResources.clusterConfig.volumeKmsKeyId": volume("the storage of the processing instances", one),
        "processingInputs[].datasetDefinition.athenaDatasetDefinition/kmsKeyId": s3("the query results that are the job's input"),
        "processingInputs[].datasetDefinition.redshiftDatasetDefinition/kmsKeyId": s3("the query results that are the job's input"),
    },
    "aws-native:sagemaker:UserProfile": {
        "userSettings.sharingSettings/s3KmsKeyId": s3("the shared notebook output", { switch: sharingIsOn }),
    },

    // EventBridge Scheduler
    "aws:scheduler/schedule:Schedule": { kmsKeyArn: data("the schedule") },
    "aws-native:scheduler:Schedule": { kmsKeyArn: data("the schedule") },

    // Secrets Manager
    "aws:secretsmanager/secret:Secret": {
        kmsKeyId: secret("the secret"),
        "replicas[]/kmsKeyId": secret("the replica"),
    },
    "aws-native:secretsmanager:RotationSchedule": {
        "hostedRotationLambda/kmsKeyArn": secret("the secret"),
        "hostedRotationLambda/masterSecretKmsKeyArn": secret("the superuser's secret"),
        "hostedRotationLambda/superuserSecretKmsKeyArn": secret("the superuser's secret"),
    },
    "aws-native:secretsmanager:Secret": {
        kmsKeyId: secret("the secret"),
        "replicaRegions[]/kmsKeyId": secret("the replica"),
    },

    // Security Agent, Security Hub, Security Lake
    "aws:securityhub/connectorV2:ConnectorV2": { kmsKeyArn: data("the connector") },
    "aws:securitylake/dataLake:DataLake": { "configuration.encryptionConfigurations[]/kmsKeyId": s3("the data lake") },
    "aws-native:securityagent:AgentSpace": { kmsKeyId: data("the agent space") },
    "aws-native:securityagent:Application": { defaultKmsKeyId: data("the application") },
    "aws-native:securityagent:SecurityRequirementPack": { kmsKeyId: data("the pack") },
    "aws-native:securityhub:ConnectorV2": { kmsKeyArn: data("the connector") },
    "aws-native:securitylake:DataLake": { "encryptionConfiguration.kmsKeyId": s3("the data lake") },

    // SES
    "aws:mailmanager/archive:Archive": { kmsKeyArn: data("the archived mail") },
    "aws:mailmanager/ingressPoint:IngressPoint": {
        "ingressPointConfiguration.tlsAuthConfiguration.trustStore/kmsKeyArn": data("the revocation lists"),
    },
    "aws:mailmanager/ruleSet:RuleSet": { "rules[].actions[].writeToS3/s3SseKmsKeyId": s3("the mail in S3") },
    "aws:ses/receiptRule:ReceiptRule": { "s3Actions[]/kmsKeyArn": s3("the mail in S3") },
    "aws-native:ses:MailManagerArchive": { kmsKeyArn: data("the archived mail") },
    "aws-native:ses:MailManagerIngressPoint": {
        "ingressPointConfiguration/tlsAuthConfiguration.trustStore.kmsKeyArn": data("the revocation lists"),
    },
    "aws-native:ses:MailManagerRuleSet": { "rules[].actions[]/writeToS3.s3SseKmsKeyId": s3("the mail in S3") },
    "aws-native:ses:ReceiptRule": { "rule.actions[].s3Action/kmsKeyArn": s3("the mail in S3") },

    // SNS, SQS
    "aws:sns/topic:Topic": { kmsMasterKeyId: data("the topic") },
    "aws:sqs/queue:Queue": { kmsMasterKeyId: data("the queue") },
    "aws-native:sns:Topic": { kmsMasterKeyId: data("the topic") },
    "aws-native:sqs:Queue": { kmsMasterKeyId: data("the queue") },

    // Step Functions
    "aws:sfn/activity:Activity": { "encryptionConfiguration.kmsKeyId": data("the activity") },
    "aws:sfn/stateMachine:StateMachine": { "encryptionConfiguration.kmsKeyId": data("the state machine") },
    "aws-native:stepfunctions:Activity": { "encryptionConfiguration.kmsKeyId": data("the activity") },
    "aws-native:stepfunctions:StateMachine": { "encryptionConfiguration.kmsKeyId": data("the state machine") },

    // Storage Gateway
    "aws:storagegateway/cachesIscsiVolume:CachesIscsiVolume": { kmsKey: s3("the volume") },
    "aws:storagegateway/nfsFileShare:NfsFileShare": { kmsKeyArn: s3("the file share") },
    "aws:storagegateway/smbFileShare:SmbFileShare": { kmsKeyArn: s3("the file share") },
    "aws:storagegateway/storedIscsiVolume:StoredIscsiVolume": { kmsKey: s3("the volume") },

    // Support, Synthetics, Systems Manager
    "aws:ssm/parameter:Parameter": { keyId: secret("the parameter") },
    "aws:ssm/resourceDataSync:ResourceDataSync": { "s3Destination.kmsKeyArn": s3("the synced data") },
    "aws:ssmincidents/replicationSet:ReplicationSet": {
        "regions[]/kmsKeyArn": data("the incidents"),
        "region[]/kmsKeyArn": data("the incidents"),
    },
    "aws:synthetics/canary:Canary": {
        kmsKeyArn: data("the environment variables"),
        "artifactConfig/s3Encryption.kmsKeyArn": s3("the canary's artifacts"),
    },
    "aws-native:ssm:ResourceDataSync": { kmsKeyArn: s3("the synced data"), "s3Destination/kmsKeyArn": s3("the synced data") },
    "aws-native:ssmguiconnect:Preferences": { "connectionRecordingPreferences/kmsKeyArn": s3("the recordings") },
    "aws-native:ssmincidents:ReplicationSet": { "regions[].regionConfiguration/sseKmsKeyId": data("the incidents") },
    "aws-native:supportauthz:SupportPermit": { "signingKeyInfo.kmsKey": signing("the permits") },
    "aws-native:synthetics:Canary": {
        kmsKeyArn: data("the environment variables"),
        "artifactConfig/s3Encryption.kmsKeyArn": s3("the canary's artifacts"),
        "replicas[]/kmsKeyArn": data("the replica's environment variables"),
    },

    // Timestream, Translate
    "aws:timestreamquery/scheduledQuery:ScheduledQuery": { kmsKeyId: data("the scheduled query") },
    "aws:timestreamwrite/database:Database": { kmsKeyId: data("the database") },
    "aws:timestreamwrite/table:Table": {
        "magneticStoreWriteProperties.magneticStoreRejectedDataLocation.s3Configuration/kmsKeyId": s3("the rejected data"),
    },
    "aws-native:timestream:Database": { kmsKeyId: data("the database") },
    "aws-native:timestream:ScheduledQuery": { kmsKeyId: data("the scheduled query") },
    "aws-native:timestream:Table": {
        "magneticStoreWriteProperties.magneticStoreRejectedDataLocation.s3Configuration/kmsKeyId": s3("the rejected data"),
    },
    "aws-native:translate:ParallelData": { "encryptionKey.id": data("the parallel data") },

    // Verified Access, Verified Permissions
    "aws:verifiedaccess/endpoint:Endpoint": { "sseSpecification.kmsKeyArn": data("the endpoint's policy") },
    "aws:verifiedaccess/group:Group": { "sseConfiguration.kmsKeyArn": data("the group's policy") },
    "aws:verifiedaccess/trustProvider:TrustProvider": { "sseSpecification.kmsKeyArn": data("the trust provider") },
    "aws-native:ec2:VerifiedAccessEndpoint": { "sseSpecification.kmsKeyArn": data("the endpoint's policy") },
    "aws-native:ec2:VerifiedAccessGroup": { "sseSpecification.kmsKeyArn": data("the group's policy") },
    "aws-native:ec2:VerifiedAccessTrustProvider": { "sseSpecification.kmsKeyArn": data("the trust provider") },
    "aws-native:verifiedpermissions:PolicyStore": { "encryptionSettings.kmsEncryptionSettings.key": data("the policy store") },

    // WorkMail, WorkSpaces, X-Ray
    "aws:workmail/organization:Organization": { kmsKeyArn: data("the mail") },
    "aws:workspaces/workspace:Workspace": { volumeEncryptionKey: volume("the workspace's volumes") },
    "aws:workspacesweb/browserSettings:BrowserSettings": { customerManagedKey: data("the settings") },
    "aws:workspacesweb/dataProtectionSettings:DataProtectionSettings": { customerManagedKey: data("the settings") },
    "aws:workspacesweb/ipAccessSettings:IpAccessSettings": { customerManagedKey: data("the settings") },
    "aws:workspacesweb/portal:Portal": { customerManagedKey: data("the portal") },
    "aws:workspacesweb/sessionLogger:SessionLogger": { customerManagedKey: logs("the session logs") },
    "aws:workspacesweb/userSettings:UserSettings": { customerManagedKey: data("the settings") },
    "aws:xray/encryptionConfig:EncryptionConfig": { keyId: data("the traces") },
    // Version 6 only.
    "aws:workspaces/webBrowserSettings:WebBrowserSettings": { customerManagedKey: data("the settings") },
    "aws:workspaces/webDataProtectionSettings:WebDataProtectionSettings": { customerManagedKey: data("the settings") },
    "aws:workspaces/webIpAccessSettings:WebIpAccessSettings": { customerManagedKey: data("the settings") },
    "aws:workspaces/webUserSettings:WebUserSettings": { customerManagedKey: data("the settings") },
    "aws-native:workspaces:Workspace": { volumeEncryptionKey: volume("the workspace's volumes") },
    "aws-native:workspacesinstances:Volume": { kmsKeyId: volume("the volume") },
    "aws-native:workspacesinstances:WorkspaceInstance": {
        "managedInstance.blockDeviceMappings[].ebs/kmsKeyId": volume("the volume"),
    },
    "aws-native:workspacesthinclient:Environment": { kmsKeyArn: data("the environment") },
    "aws-native:workspacesweb:BrowserSettings": { customerManagedKey: data("the settings") },
    "aws-native:workspacesweb:DataProtectionSettings": { customerManagedKey: data("the settings") },
    "aws-native:workspacesweb:IpAccessSettings": { customerManagedKey: data("the settings") },
    "aws-native:workspacesweb:Portal": { customerManagedKey: data("the portal") },
    "aws-native:workspacesweb:SessionLogger": { customerManagedKey: logs("the session logs") },
    "aws-native:workspacesweb:UserSettings": { customerManagedKey: data("the settings") },
};

import * as assert from "node:assert/strict";
import { keySlots, slotAt, slotsOf, slotsOfModule } from "../../model/keySlots";
import { type Provider, hasInput, inputAt, leavesOf, providers, tokensOf } from "../support/providerTypes";

/** Whether a property looks like a KMS key: by its own name, or as the `id` of a block that is one. */
function isNamedLikeKey(path: string): boolean {
    return (
        /(kms|cmk|masterKey|encryptionKey|customerManagedKey|keyManagementService)[^.]*$/i.test(path) ||
        /(keyArn|keyId|keyIdentifier|signKey)$/i.test(path) ||
        /(kms|encryptionKey)[^.]*\.(id|arn|key)$/i.test(path)
    );
}

/** What is named like a KMS key and is none, with the reason. A pattern matches the end of `type path`. */
const exclusions: Record<string, RegExp> = {
    "an encryption context goes with a key": /kmsEncryptionContext(\{\})?$/,
    "the sort of key, not a key":
        /(customerMasterKeySpec|cmkType|encryptionKeyType|encryptionConfigurationKeyType|encryptionKeyProviderType)$/,
    "credentials of another party": / .*(accessKeyId|apiKeyId|apiKeyArn|tokenKeyId)$/,
    "a secret that holds the key of a certificate": /(sslClientKeyArn|privateKeySecretArn|publicKeySecretArn)$/,
    "a role, not a key": /(kmsAccessRoleArn|streamsKmsRole|keyCacheSecretIamArn)$/,
    "the key material's place outside AWS": /kms\/key:Key xksKeyId$/,
    "the key server of a Hadoop cluster": /kmsKeyProviderUri$/,
    "whether and how a network reaches KMS": /:(odb\/network:Network|odb:OdbNetwork) (kmsAccess|kmsPolicyDocument)$/,
    "CloudFront's public keys encrypt form fields": /fieldLevelEncryptionProfile:FieldLevelEncryptionProfile .*publicKeyId$/,
    "API Gateway's keys identify callers": /(usagePlanKey|apigateway):UsagePlanKey keyId$/,
    "keys of Payment Cryptography are another service's": /paymentcryptography[/:].* keyArn$/,
    "private keys of a SAML provider": /iam:SamlProvider privateKeyList\[\]\.keyId$/,
};

function exclusionOf(type: string, path: string): string | undefined {
    return Object.keys(exclusions).find((reason) => exclusions[reason]?.test(`${type} ${path}`));
}

/** `type path` of everything in the provider that is text and named like a KMS key. */
function candidates(provider: Provider): { type: string; path: string }[] {
    return tokensOf(provider).flatMap((type) =>
        [...leavesOf(type, provider)]
            .filter(({ path, input }) => (input.shape === "string" || input.shape === "any") && isNamedLikeKey(path))
            .map(({ path }) => ({ type, path })),
    );
}

function joined(block: string, path: string): string {
    return [block, path].filter((part) => part !== "").join(".");
}

/** Whether a block is there wherever the block around it is. */
function isRequired(type: string, path: string): boolean {
    return providers.some((provider) => inputAt(type, path, provider)?.required === true);
}

describe("key slots", () => {
    for (const provider of providers) {
        it(`hold or exclude every KMS key property of ${provider}`, () => {
            const found = candidates(provider);
            const missing = found.filter(({ type, path }) => !slotsOf(type).some((slot) => slot.path === path) && !exclusionOf(type, path));
            assert.deepEqual(missing, []);
            assert.ok(found.length > 250, `only ${found.length} candidates: the walk finds too little`);
        });
    }

    it("hold no property that no provider has", () => {
        assert.deepEqual(
            keySlots.filter(({ type, path }) => !hasInput(type, path)).map(({ type, path }) => `${type} ${path}`),
            [],
        );
    });

    it("hold text only", () => {
        const shapes = keySlots.map(({ type, path }) => providers.map((provider) => inputAt(type, path, provider)?.shape).find(Boolean));
        assert.deepEqual([...new Set(shapes)], ["string"]);
    });

    it("hold no property that is excluded too", () => {
        assert.deepEqual(
            keySlots.filter(({ type, path }) => exclusionOf(type, path)).map(({ type, path }) => `${type} ${path}`),
            [],
        );
    });

    it("need each exclusion", () => {
        const excluded = new Set(providers.flatMap((provider) => candidates(provider).map(({ type, path }) => exclusionOf(type, path))));
        assert.deepEqual(
            Object.keys(exclusions).filter((reason) => !excluded.has(reason)),
            [],
        );
    });

    it("name blocks, switches, instance types and serverless blocks that the provider has", () => {
        const paths = keySlots.flatMap((slot) =>
            ["", slot.switch?.input ?? "", ...slot.instanceTypes, ...slot.serverless].map(
                (path) => `${slot.type} ${joined(slot.block, path)}`,
            ),
        );
        const missing = paths.filter((path) => !path.endsWith(" ") && !hasInput(...(path.split(" ") as [string, string])));
        assert.deepEqual(missing, []);
    });

    it("end their block at what a program may leave out", () => {
        const required = keySlots.filter(({ type, block }) => isRequired(type, block)).map(({ type, block }) => `${type} ${block}`);
        assert.deepEqual(required, []);
    });

    it("have after their block only blocks that are always there or speak of encryption", () => {
        const others = keySlots.flatMap(({ type, block, key }) =>
            key
                .split(".")
                .slice(0, -1)
                .map((_, index, names) => ({ name: names[index] ?? "", path: joined(block, names.slice(0, index + 1).join(".")) }))
                .filter(({ name, path }) => !isRequired(type, path) && !/^sse|^kms|encrypt|securityConfig/i.test(name))
                .map(({ path }) => `${type} ${path}`),
        );
        assert.deepEqual(others, [
            "aws:sagemaker/labelingJob:LabelingJob labelingJobAlgorithmsConfig.labelingJobResourceConfig",
            "aws:sagemaker/trainingJob:TrainingJob outputDataConfig",
        ]);
    });

    it("begin with their block and need no list after it", () => {
        const others = keySlots.filter(({ path, block, key }) => joined(block, key) !== path || key.includes("["));
        assert.deepEqual(others, []);
    });

    it("say what they protect in words that fit a sentence", () => {
        assert.deepEqual(
            keySlots.filter(({ protects }) => !/^(the|volumes) [a-zA-Z0-9' ]+[a-zA-Z0-9']$/.test(protects)),
            [],
        );
    });

    it("take their block from the slash, and instance types from beside the key", () => {
        const { path, block, key } = slotAt("aws:efs/fileSystem:FileSystem", "kmsKeyId");
        assert.deepEqual({ path, block, key }, { path: "kmsKeyId", block: "", key: "kmsKeyId" });
        const volume = "monitoringScheduleConfig.monitoringJobDefinition.monitoringResources.clusterConfig.volumeKmsKeyId";
        assert.deepEqual(slotAt("aws:sagemaker/monitoringSchedule:MonitoringSchedule", volume), {
            type: "aws:sagemaker/monitoringSchedule:MonitoringSchedule",
            path: volume,
            kind: "volume",
            protects: "the storage of the monitoring instances",
            block: "monitoringScheduleConfig.monitoringJobDefinition",
            key: "monitoringResources.clusterConfig.volumeKmsKeyId",
            switch: undefined,
            instanceTypes: ["monitoringResources.clusterConfig.instanceType"],
            serverless: [],
        });
    });

    it("are found by type", () => {
        assert.deepEqual(
            slotsOf("aws:athena/database:Database").map(({ path }) => path),
            ["encryptionConfiguration.kmsKey"],
        );
        assert.deepEqual(slotsOf("aws:s3/bucketAcl:BucketAcl"), []);
        assert.deepEqual(slotsOf("constructor"), []);
        assert.throws(
            () => slotAt("aws:efs/fileSystem:FileSystem", "kmsKey"),
            /^Error: aws:efs\/fileSystem:FileSystem has no KMS key at kmsKey$/,
        );
    });

    it("are found by module, in every provider", () => {
        const modules = slotsOfModule("bedrock").map(({ type }) => type.split(/[/:]/).slice(0, 2).join(":"));
        assert.deepEqual([...new Set(modules)], ["aws:bedrock", "aws-native:bedrock"]);
    });
});

import assert from "node:assert/strict";
import * as analytics from "../../policies/analytics";
import * as guard from "../../policies/guard";
import { covers } from "../../policies/judgedInputs";
import * as kms from "../../policies/kms";
import { policies as allPolicies } from "../../policies";
import type { Policy, ResourcePolicy } from "../../policies/policy";
import type { Run } from "../../policies/run";
import * as s3 from "../../policies/s3";
import * as storage from "../../policies/storage";
import { describePolicy } from "../support/describePolicy";
import { type Declared, judge, type Setting, unknown, urnOf, type Verdicts } from "../support/judge";

const root: Declared = { type: "pulumi:pulumi:Stack", name: "ml-dev", props: {} };
const key: Declared = { type: "aws:kms/key:Key", name: "data", props: { enableKeyRotation: false } };
const other: Declared = { type: "aws:kms/key:Key", name: "models", props: { enableKeyRotation: false } };
const keyUrn = urnOf(key);

/** The messages of one policy, each after the resource that it is about. */
function said(verdicts: Verdicts, policy: Policy): string[] {
    return verdicts.violations
        .filter((found) => found.policy === policy.name)
        .map(({ resource, message }) => `${resource ?? "stack"}: ${message}`);
}

describe("guard-configuration", () => {
    const policies = [kms.kmsKeyRotation, guard.guardConfiguration];
    const judged = (config: Setting["config"], stack: Declared[] = [root, key]): string[] =>
        said(judge(policies, stack, { config }), guard.guardConfiguration);

    it("holds without configuration", () => {
        assert.deepEqual(judged({}), []);
    });

    it("holds for options that exist", () => {
        assert.deepEqual(
            judged({
                "kms-key-rotation": { maxRotationPeriodInDays: 180, enforcementLevel: "advisory", exempt: [] },
                "guard-configuration": { maxRotationPeriodInDays: 365, allowedKeyArns: [] },
            }),
            [],
        );
    });

    it("names the option that a misspelt one means, once, on the stack", () => {
        assert.deepEqual(judged({ "kms-key-rotation": { maxRotationPeriodDays: 180 } }), [
            'ml-dev: The policy kms-key-rotation has no option "maxRotationPeriodDays". Did you mean "maxRotationPeriodInDays"?',
        ]);
    });

    it("knows a misspelt exempt", () => {
        assert.deepEqual(judged({ "kms-key-rotation": { exemp: [] } }), [
            'ml-dev: The policy kms-key-rotation has no option "exemp". Did you mean "exempt"?',
        ]);
    });

    it("suggests none where the policy has nothing like it", () => {
        assert.deepEqual(judged({ "kms-key-rotation": { trustedAccounts: [] } }), [
            'ml-dev: The policy kms-key-rotation has no option "trustedAccounts".',
        ]);
    });

    it("looks at the options that hold for all policies too", () => {
        assert.deepEqual(judged({ "guard-configuration": { allowedKeyArn: [] } }), [
            'ml-dev: The policy guard-configuration has no option "allowedKeyArn". Did you mean "allowedKeyArns"?',
        ]);
    });

    it("speaks where no root resource was analysed", () => {
        assert.deepEqual(judged({ "kms-key-rotation": { exemp: [] } }, [key]), [
            'stack: The policy kms-key-rotation has no option "exemp". Did you mean "exempt"?',
        ]);
    });
});

for (const [sentence, options] of Object.entries({
    "an option that holds for all policies": { ownAccounts: ["111122223333"], trustedAccounts: [] },
    "a level and exemptions beside options": { enforcementLevel: "advisory", exempt: [], minimumDays: 30 },
    "an option of a shape that differs from one policy to the next": { scope: "all", requiredTags: { Classification: [] } },
})) {
    describePolicy(
        guard.guardConfiguration,
        "",
        { falseAlarms: { [sentence]: [root, key] } },
        { config: { "guard-configuration": options } },
    );
}

for (const [written, meant] of [
    ["trustedAccount", "trustedAccounts"],
    ["OwnAccounts", "ownAccounts"],
    ["exempts", "exempt"],
    ["enforcmentLevel", "enforcementLevel"],
    ["allowedVPCs", "allowedVpcs"],
] as const) {
    describePolicy(
        guard.guardConfiguration,
        "",
        {
            slips: {
                [`${written} for ${meant}`]: [
                    [root, key],
                    `ml-dev: The policy guard-configuration has no option "${written}". Did you mean "${meant}"?`,
                ],
            },
        },
        { config: { "guard-configuration": { ownAccounts: ["111122223333"], [written]: [] } } },
    );
}

describe("exemptions", () => {
    const policies = [kms.kmsKeyRotation, guard.guardExemptions, guard.guardExemptionsInForce];
    const judged = (exempt: object[], stack: Declared[] = [root, key, other]): Verdicts =>
        judge(policies, stack, { config: { "kms-key-rotation": { exempt } }, today: "2026-06-01" });
    const exemption = { resource: "data", reason: "imported in July", expires: "2026-07-31" };

    it("silence the policy for their resource alone, and are listed while in force", () => {
        const verdicts = judged([exemption]);
        assert.deepEqual(said(verdicts, kms.kmsKeyRotation), ["models: Key rotation is off."]);
        assert.deepEqual(said(verdicts, guard.guardExemptions), []);
        assert.deepEqual(said(verdicts, guard.guardExemptionsInForce), [
            'stack: "data" is exempt from kms-key-rotation until 2026-07-31: imported in July',
        ]);
    });

    it("may name a resource by URN or by a glob on URNs", () => {
        for (const resource of [keyUrn, "**::data", "*::data"]) {
            assert.deepEqual(said(judged([{ ...exemption, resource }]), kms.kmsKeyRotation), ["models: Key rotation is off."], resource);
        }
    });

    it("are in force on their last day and no longer after it", () => {
        assert.deepEqual(said(judged([{ ...exemption, expires: "2026-06-01" }]), kms.kmsKeyRotation), ["models: Key rotation is off."]);
        const ended = judged([{ ...exemption, expires: "2026-05-31" }]);
        assert.deepEqual(said(ended, kms.kmsKeyRotation), [
            "data: Key rotation is off. Its exemption ended on 2026-05-31: imported in July",
            "models: Key rotation is off.",
        ]);
        assert.deepEqual(said(ended, guard.guardExemptionsInForce), []);
    });

    it("for another stack do nothing and are not reported", () => {
        const verdicts = judged([{ ...exemption, stack: "ml/prod" }]);
        assert.deepEqual(said(verdicts, kms.kmsKeyRotation), ["data: Key rotation is off.", "models: Key rotation is off."]);
        assert.deepEqual(said(verdicts, guard.guardExemptions), []);
        assert.deepEqual(said(verdicts, guard.guardExemptionsInForce), []);
    });

    it("that match nothing are reported only where they name this very stack", () => {
        const named = { ...exemption, resource: "gone" };
        assert.deepEqual(said(judged([named]), guard.guardExemptions), []);
        assert.deepEqual(said(judged([{ ...named, stack: "ml/*" }]), guard.guardExemptions), []);
        assert.deepEqual(said(judged([{ ...named, stack: "ml/dev" }]), guard.guardExemptions), [
            'stack: The exemption of kms-key-rotation for "gone" matches no resource of this stack.',
        ]);
        const urn = keyUrn.replace("::data", "::gone");
        assert.deepEqual(said(judged([{ ...exemption, resource: urn }]), guard.guardExemptions), [
            `stack: The exemption of kms-key-rotation for "${urn}" matches no resource of this stack.`,
        ]);
    });

    it("that are no objects exempt nothing and are reported", () => {
        for (const broken of [null, "data", 7]) {
            const verdicts = judged([broken as unknown as object]);
            assert.deepEqual(said(verdicts, guard.guardExemptions), [
                "stack: The exemption of kms-key-rotation is no object with a resource, a reason and an end.",
            ]);
            assert.deepEqual(said(verdicts, kms.kmsKeyRotation), ["data: Key rotation is off.", "models: Key rotation is off."]);
        }
    });

    it("without a reason, an end or a resource exempt nothing and are reported", () => {
        const cases: [object, string][] = [
            [{ resource: "data", expires: "2026-07-31" }, ' for "data" gives no reason.'],
            [{ resource: "data", reason: " ", expires: "2026-07-31" }, ' for "data" gives no reason.'],
            [{ resource: "data", reason: "later" }, ' for "data" has no end (expires).'],
            [
                { resource: "data", reason: "later", expires: "31.07.2026" },
                ' for "data" has an end that is no date of the form YYYY-MM-DD.',
            ],
            [
                { resource: "data", reason: "later", expires: "2026-02-30" },
                ' for "data" has an end that is no date of the form YYYY-MM-DD.',
            ],
            [{ reason: "later", expires: "2026-07-31" }, " names no resource."],
            [{ ...exemption, until: "2027" }, ' for "data" has an unknown property until.'],
        ];
        for (const [broken, problem] of cases) {
            const verdicts = judged([broken]);
            assert.deepEqual(said(verdicts, guard.guardExemptions), [`stack: The exemption of kms-key-rotation${problem}`]);
            assert.deepEqual(said(verdicts, kms.kmsKeyRotation), ["data: Key rotation is off.", "models: Key rotation is off."]);
        }
    });
});

const exemption = { resource: "data", reason: "imported in July", expires: "2026-07-31" };

for (const [sentence, exempt] of Object.entries({
    "one that matches nothing here, of a configuration for all stacks": { ...exemption, resource: "elsewhere" },
    "one for the stacks of other projects": { ...exemption, resource: "elsewhere", stack: "web/*" },
    "one that has ended": { ...exemption, expires: "2025-12-31" },
    "one for a resource of this stack": { ...exemption, stack: "ml/dev" },
    "one by a glob on URNs, on a leap day": { ...exemption, resource: "urn:pulumi:*::ml::aws:kms/*::data", expires: "2028-02-29" },
})) {
    describePolicy(guard.guardExemptions, "", { falseAlarms: { [sentence]: [root, key] } }, exempting(exempt));
}

for (const [sentence, exempt, problem] of [
    ["a blank reason", { ...exemption, reason: " " }, ' for "data" gives no reason.'],
    ["a day that no month has", { ...exemption, expires: "2026-06-31" }, ' for "data" has an end that is no date of the form YYYY-MM-DD.'],
    [
        "a date as people write it",
        { ...exemption, expires: "31 July 2026" },
        ' for "data" has an end that is no date of the form YYYY-MM-DD.',
    ],
    ["a stack without its project", { ...exemption, stack: "dev" }, ' for "data" has a stack that is not written project/stack.'],
    ["a misspelt end", { resource: "data", reason: "later", expire: "2026-07-31" }, ' for "data" has no end (expires).'],
    [
        "this very stack and a resource that is gone",
        { ...exemption, resource: "gone", stack: "ml/dev" },
        ' for "gone" matches no resource of this stack.',
    ],
    [
        "a full URN whose type has changed",
        { ...exemption, resource: keyUrn.replace("key:Key", "externalKey:ExternalKey") },
        ` for "${keyUrn.replace("key:Key", "externalKey:ExternalKey")}" matches no resource of this stack.`,
    ],
] as const) {
    const more =
        sentence === "a misspelt end" ? ['stack: The exemption of guard-exemptions for "data" has an unknown property expire.'] : [];
    describePolicy(
        guard.guardExemptions,
        "",
        { slips: { [sentence]: [[root, key], `stack: The exemption of guard-exemptions${problem}`, ...more] } },
        exempting(exempt),
    );
}

/** An exemption, of the policy about exemptions itself: which policy it is of makes no difference to it. */
function exempting(exempt: object): Setting {
    return { config: { "guard-exemptions": { exempt: [exempt] } } };
}

describe("preview-undecided", () => {
    const policies = [kms.kmsKeyRotation, storage.efsCustomerKey, guard.previewUndecided];
    const judged = (stack: Declared[], setting: Setting = {}): string[] => said(judge(policies, stack, setting), guard.previewUndecided);

    it("holds where everything is decided", () => {
        assert.deepEqual(judged([root, key]), []);
    });

    it("lists by resource and policy what waits for what", () => {
        const undecidedKey: Declared = { ...key, props: { enableKeyRotation: unknown } };
        const files: Declared = { type: "aws:efs/fileSystem:FileSystem", name: "files", props: { encrypted: unknown, kmsKeyId: unknown } };
        assert.deepEqual(judged([root, undecidedKey, files]), [
            "data: Undecided: kms-key-rotation waits for enableKeyRotation.",
            "files: Undecided: efs-customer-key waits for encrypted, kmsKeyId.",
        ]);
    });

    it("says nothing of what the second look decides", () => {
        const files: Declared = {
            type: "aws:efs/fileSystem:FileSystem",
            name: "files",
            props: { encrypted: true, kmsKeyId: unknown },
            refs: { kmsKeyId: "data" },
        };
        assert.deepEqual(judged([root, { ...key, props: { enableKeyRotation: true } }, files]), []);
    });

    it("says nothing of an exempt resource", () => {
        const config = { "kms-key-rotation": { exempt: [{ resource: "data", reason: "later", expires: "2026-07-31" }] } };
        assert.deepEqual(judged([root, { ...key, props: { enableKeyRotation: unknown } }], { config }), []);
    });
});

describePolicy(guard.guardEscapeHatches, "", {
    pass: {
        "a resource of a provider": key,
        "a CloudFormation hook makes no resources": { type: "aws-native:cloudformation:LambdaHook", props: { alias: "a" } },
        "a component": { type: "platform:index:Lake", props: {} },
    },
    fail: {
        "a CloudFormation stack": [
            { type: "aws:cloudformation/stack:Stack", props: { templateBody: "{}" } },
            "A CloudFormation stack makes AWS resources that no policy judges.",
        ],
        "a native CloudFormation stack": [
            { type: "aws-native:cloudformation:Stack", props: { templateBody: "{}" } },
            "A CloudFormation stack makes AWS resources that no policy judges.",
        ],
        "a stack set": [
            { type: "aws:cloudformation/stackSet:StackSet", props: { templateBody: "{}" } },
            "A CloudFormation stack set makes AWS resources that no policy judges.",
        ],
        "an instance of a stack set": [
            { type: "aws:cloudformation/stackSetInstance:StackSetInstance", props: { stackSetName: "s" } },
            "An instance of a CloudFormation stack set makes AWS resources that no policy judges.",
        ],
        "a native stack set": [
            { type: "aws-native:cloudformation:StackSet", props: { stackSetName: "s" } },
            "A CloudFormation stack set makes AWS resources that no policy judges.",
        ],
        "a Cloud Control resource": [
            { type: "aws:cloudcontrol/resource:Resource", props: { typeName: "AWS::SageMaker::Domain", desiredState: unknown } },
            "A Cloud Control resource makes AWS resources that no policy judges.",
        ],
        "an extension resource": [
            { type: "aws-native:index:ExtensionResource", props: { type: "AWS::SageMaker::Domain", properties: {} } },
            "An extension resource makes AWS resources that no policy judges.",
        ],
    },
});

/** The policy as it is in the pack, beside all others. */
const ignoredChangesInPack: ResourcePolicy = {
    ...guard.guardIgnoredChanges,
    validateResource: (resource, report, options, run) => {
        const inPack = Object.create(run, { policies: { value: allPolicies } }) as Run;
        guard.guardIgnoredChanges.validateResource(resource, report, options, inPack);
    },
};
const ignoring = (type: string, props: object, ...ignoreChanges: string[]): Declared => ({ type, props, ignoreChanges });
const coveredInputs = (...inputs: string[]): string => `ignoreChanges covers what mandatory policies judge: ${inputs.join(", ")}.`;

describePolicy(ignoredChangesInPack, "", {
    falseAlarms: {
        "tags that others set, and what scales by itself": ignoring(
            "aws:efs/fileSystem:FileSystem",
            { encrypted: true, kmsKeyId: "alias/files" },
            "tags",
            "tagsAll",
            'tags["aws:backup"]',
            "provisionedThroughputInMibps",
        ),
        "policies that separate resources attach": ignoring(
            "aws:iam/role:Role",
            { name: "role", assumeRolePolicy: "{}" },
            "managedPolicyArns",
            "description",
        ),
        "the number of instances, not their type": ignoring(
            "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
            { kmsKeyArn: "alias/data", productionVariants: [{ instanceType: "ml.m5.large", initialInstanceCount: 1 }] },
            "productionVariants[0].initialInstanceCount",
        ),
        "rules that AWS adds to a group": ignoring("aws:ec2/securityGroup:SecurityGroup", { vpcId: "vpc-1a2b3c4d" }, "ingress", "egress"),
        "what only advisory policies judge of a bucket": ignoring(
            "aws:s3/bucket:Bucket",
            { bucket: "data" },
            "versioning",
            "lifecycleRules",
        ),
        "everything of a component": { ...ignoring("platform:index:Lake", { name: "lake" }, "*"), provider: {} },
        "the key that a grant is for": ignoring("aws:kms/grant:Grant", { keyId: "1234abcd-12ab-34cd-56ef-1234567890ab" }, "keyId"),
        "a password beside a key": ignoring("aws:rds/instance:Instance", { kmsKeyId: "alias/data" }, "password", "engineVersion"),
    },
    slips: {
        everything: [
            ignoring("aws:efs/fileSystem:FileSystem", { encrypted: true, kmsKeyId: "alias/files" }, "*"),
            coveredInputs("encrypted", "kmsKeyId"),
        ],
        "the block around what is judged": [
            ignoring("aws:sagemaker/domain:Domain", { domainName: "studio" }, "defaultUserSettings.sharingSettings.s3KmsKeyId"),
            coveredInputs("defaultUserSettings.sharingSettings.s3KmsKeyId"),
        ],
        "a name in quotes": [
            ignoring("aws:kms/key:Key", { enableKeyRotation: true }, '["enableKeyRotation"]'),
            coveredInputs("enableKeyRotation"),
        ],
        "a policy that is left out": [ignoring("aws:kms/key:Key", { description: "training data" }, "policy"), coveredInputs("policy")],
        "who may assume a role": [
            ignoring("aws:iam/role:Role", { name: "role" }, "tags", "assumeRolePolicy"),
            coveredInputs("assumeRolePolicy"),
        ],
        native: [
            ignoring("aws-native:kms:Key", { description: "training data" }, "keyPolicy", "enableKeyRotation"),
            coveredInputs("enableKeyRotation", "keyPolicy"),
        ],
        "the key of a parameter, whose input is called as the name of a key is": [
            ignoring("aws:ssm/parameter:Parameter", { type: "SecureString", keyId: "alias/data" }, "keyId"),
            coveredInputs("keyId"),
        ],
        "what is not known yet, as a whole": [
            ignoring("aws:sagemaker/endpointConfiguration:EndpointConfiguration", { productionVariants: unknown }, "productionVariants"),
            coveredInputs("productionVariants"),
        ],
    },
    undecided: {
        "a part of what is not known yet": [
            ignoring(
                "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
                { kmsKeyArn: "alias/data", productionVariants: unknown },
                "productionVariants[0].initialInstanceCount",
            ),
            ["productionVariants"],
            { holds: [{ instanceType: "ml.m5.large", initialInstanceCount: 1 }] },
        ],
        "a part of what is not known yet and judged": [
            ignoring(
                "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
                { kmsKeyArn: "alias/data", productionVariants: unknown },
                "productionVariants[0].instanceType",
            ),
            ["productionVariants"],
            { breaks: [{ instanceType: "ml.m5.large", initialInstanceCount: 1 }] },
        ],
    },
});

describe("guard-ignored-changes", () => {
    const policies = [
        ...Object.values(storage),
        ...Object.values(analytics),
        ...Object.values(s3),
        kms.kmsCustomerManagedKeys,
        guard.guardIgnoredChanges,
    ];
    const judged = (type: string, props: object, ...ignoreChanges: string[]): string[] =>
        said(judge(policies, [{ type, props, ignoreChanges }]), guard.guardIgnoredChanges);
    const covered = (...inputs: string[]): string[] => [`it: ignoreChanges covers what mandatory policies judge: ${inputs.join(", ")}.`];

    const files = "aws:efs/fileSystem:FileSystem";
    const fileProps = { encrypted: true, kmsKeyId: "alias/files", tags: { Owner: "ml" } };
    const bucket = "aws:s3/bucket:Bucket";
    const encryption = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    const encryptionProps = {
        bucket: "data",
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "alias/data" }, bucketKeyEnabled: true }],
    };
    const ruleKey = "rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId";
    const ruleAlgorithm = "rules[0].applyServerSideEncryptionByDefault.sseAlgorithm";

    it("holds where nothing is ignored", () => {
        assert.deepEqual(judged(files, fileProps), []);
    });

    it("holds for what no policy judges", () => {
        assert.deepEqual(judged(files, fileProps, "tags", 'tags["Owner"]', "throughputMode", "lifecyclePolicies[0].transitionToIa"), []);
        assert.deepEqual(judged("aws:athena/workgroup:Workgroup", {}, "configuration.bytesScannedCutoffPerQuery"), []);
        assert.deepEqual(judged(bucket, { bucket: "data" }, "tags", "bucket", "lifecycleRules"), []);
    });

    it("holds for the policy of an endpoint of another service than S3", () => {
        const judgedInPack = (serviceName: string): string[] =>
            said(
                judge(
                    [ignoredChangesInPack],
                    [{ type: "aws:ec2/vpcEndpoint:VpcEndpoint", props: { serviceName, policy: "{}" }, ignoreChanges: ["policy"] }],
                ),
                ignoredChangesInPack,
            );
        assert.deepEqual(judgedInPack("com.amazonaws.eu-central-1.sts"), []);
        assert.deepEqual(judgedInPack("com.amazonaws.eu-central-1.s3"), covered("policy"));
    });

    it("holds for what only advisory policies judge", () => {
        assert.deepEqual(judged(bucket, { bucket: "data" }, "versioning", "logging"), []);
        assert.deepEqual(judged(encryption, encryptionProps, "rules[0].bucketKeyEnabled"), []);
        assert.deepEqual(judged("aws:cloudtrail/trail:Trail", {}, "enableLogFileValidation", "eventSelectors"), []);
    });

    it("is broken by an input that a mandatory policy judges", () => {
        assert.deepEqual(judged(files, fileProps, "encrypted"), covered("encrypted"));
        assert.deepEqual(judged(files, fileProps, "kmsKeyId", "tags"), covered("kmsKeyId"));
        assert.deepEqual(judged(bucket, { bucket: "data" }, "policy"), covered("policy"));
    });

    it("is broken where the input is not even given, and where nothing is", () => {
        assert.deepEqual(judged(files, { creationToken: "t" }, "encrypted"), covered("encrypted"));
        assert.deepEqual(judged(files, {}, "encrypted"), covered("encrypted"));
        assert.deepEqual(judged(encryption, { bucket: "data" }, "rules"), covered("rules"));
    });

    it("is broken by everything", () => {
        assert.deepEqual(judged(files, fileProps, "*"), covered("encrypted", "kmsKeyId"));
        assert.deepEqual(judged("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" }, "*"), []);
    });

    it("is broken by a block around the input, and by a part of a list", () => {
        assert.deepEqual(
            judged("aws:athena/workgroup:Workgroup", {}, "configuration.enforceWorkgroupConfiguration"),
            covered("configuration.enforceWorkgroupConfiguration"),
        );
        assert.deepEqual(judged(encryption, encryptionProps, "rules"), covered(ruleKey, ruleAlgorithm));
        assert.deepEqual(
            judged(encryption, encryptionProps, "rules[0].applyServerSideEncryptionByDefault"),
            covered(ruleKey, ruleAlgorithm),
        );
        assert.deepEqual(
            judged(encryption, encryptionProps, "rules[*].applyServerSideEncryptionByDefault.kmsMasterKeyId"),
            covered(ruleKey),
        );
    });

    it("is broken by a key that only the table of keys knows", () => {
        assert.deepEqual(judged("aws:sns/topic:Topic", { name: "events" }, "kmsMasterKeyId"), covered("kmsMasterKeyId"));
    });
});

describe("paths of ignoreChanges", () => {
    it("cover what they lead to, and what leads to them", () => {
        const cases: [ignored: string, input: string, isCovered: boolean][] = [
            ["encrypted", "encrypted", true],
            ["encrypted", "encryptedAtRest", false],
            ["configuration", "configuration.resultConfiguration", true],
            ["configuration.other", "configuration.resultConfiguration", false],
            ["rules[3].id", "rules[0].id", true],
            ["rules[*].id", "rules[0].id", true],
            ["rules[0].id", "rules[0].key", false],
            ["rules[0].id", "rules", true],
            ["*", "anything.at.all", true],
            ["configuration.*", "configuration.key", true],
            ['tags["a.b"]', "tags", true],
            ['["kmsKeyId"]', "kmsKeyId", true],
            ['configuration["key"]', "configuration.key", true],
        ];
        for (const [ignored, input, isCovered] of cases) {
            assert.equal(covers(ignored, input), isCovered, `${ignored} and ${input}`);
        }
    });
});

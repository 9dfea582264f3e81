import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as catalogue from "../../iam/catalogue";

const folder = join(__dirname, "../../iam/catalogue");

interface ServiceFile {
    service: string;
    everyAction: string[];
    resources: Record<string, { keys: string[] }>;
    actions: Record<string, { on: string[]; keys: string[] }>;
    aliases: Record<string, string>;
}

const text = (file: string): string => readFileSync(join(folder, file), "utf8");
const files = readdirSync(folder);
const serviceFiles = files.filter((file) => !["global.json", "sources.json"].includes(file));

const names = (actions: readonly catalogue.Action[]): string[] => actions.map(({ name }) => name);
const named = (service: string, actions: string): string[] =>
    actions
        .split(/[\s,]+/)
        .filter(Boolean)
        .map((action) => `${service}:${action}`);

/** Section 7.3 of the prover's specification. */
const dataActions = named(
    "s3",
    `AbortMultipartUpload, BypassGovernanceRetention, DeleteObject, DeleteObjectAnnotation, DeleteObjectVersionAnnotation, GetObjectAnnotation,
    GetObjectVersionAnnotation, GetObjectVersionAnnotationForReplication, ListObjectAnnotations, ListObjectVersionAnnotations, PutObjectAnnotation,
    PutObjectVersionAnnotation, ReplicateObjectAnnotation, DeleteObjectTagging, DeleteObjectVersion, DeleteObjectVersionTagging, GetObject,
    GetObjectAcl, GetObjectAttributes, GetObjectLegalHold, GetObjectRetention, GetObjectTagging, GetObjectTorrent, GetObjectVersion,
    GetObjectVersionAcl, GetObjectVersionAttributes, GetObjectVersionForReplication, GetObjectVersionTagging, GetObjectVersionTorrent,
    InitiateReplication, ListMultipartUploadParts, ObjectOwnerOverrideToBucketOwner, PutObject, PutObjectAcl, PutObjectLegalHold,
    PutObjectRetention, PutObjectTagging, PutObjectVersionAcl, PutObjectVersionTagging, ReplicateDelete, ReplicateObject, ReplicateTags,
    RestoreObject, UpdateObjectEncryption, ListBucket, ListBucketMultipartUploads, ListBucketVersions`,
);

const useActions = named(
    "kms",
    `Encrypt, Decrypt, ReEncryptFrom, ReEncryptTo, GenerateDataKey, GenerateDataKeyWithoutPlaintext, GenerateDataKeyPair,
    GenerateDataKeyPairWithoutPlaintext`,
);

describe("the action catalogue's data", () => {
    for (const file of files) {
        it(`${file} names an AWS page and a day`, () => {
            const pages = text(file).match(/"page": "[^"]*"/g) ?? [];
            assert.ok(pages.length > 0);
            for (const page of pages) {
                assert.match(page, /"https:\/\/docs\.aws\.amazon\.com\/[A-Za-z0-9/_-]+\.html"$/);
            }
            assert.match(text(file), /"date": "20\d\d-(0\d|1[012])-[0-3]\d"/);
        });

        it(`${file} has no member twice`, () => {
            const seen = new Map<string, string>();
            for (const [, indent = "", name = ""] of text(file).matchAll(/^( +)"([^"]+)": \{/gm)) {
                const place = `${indent.length} ${name.toLowerCase()}`;
                assert.ok(!seen.has(place), name);
                seen.set(place, name);
            }
            assert.ok(seen.size > 0 || file === "sources.json");
        });
    }

    for (const file of serviceFiles) {
        const data = JSON.parse(text(file)) as ServiceFile;

        it(`${file} is of the service in its name`, () => {
            assert.equal(`${data.service}.json`, file);
        });

        it(`${file} uses only resource types and condition keys that it or AWS's global list defines`, () => {
            const actions = Object.values(data.actions);
            const resources = Object.values(data.resources);
            assert.ok(actions.length > 0);
            assert.deepEqual(
                actions.flatMap(({ on }) => on).filter((type) => !(type in data.resources)),
                [],
            );
            const used = [...actions, ...resources].flatMap(({ keys }) => keys).concat(data.everyAction, Object.values(data.aliases));
            assert.deepEqual(
                used.filter((key) => catalogue.conditionKey(key) === undefined),
                [],
            );
        });

        it(`${file} knows the access level of every action`, () => {
            const levels = ["List", "Read", "Write", "Tagging", "Permissions management"];
            assert.deepEqual(
                catalogue.actionsOf(data.service).filter(({ level }) => !levels.includes(level)),
                [],
            );
        });
    }

    it("is wholly read", () => {
        assert.deepEqual([...catalogue.services].sort(), serviceFiles.map((file) => file.replace(".json", "")).sort());
    });
});

describe("the action catalogue", () => {
    it("holds the S3 data actions of the specification and no others", () => {
        assert.deepEqual(names(catalogue.s3DataActions()).sort(), dataActions.sort());
    });

    it("asks a bucket policy about objects and the bucket, configuration included", () => {
        const asked = names(catalogue.s3BucketPolicyActions());
        for (const action of [...dataActions, "s3:PutBucketPolicy", "s3:GetBucketAcl", "s3:PutEncryptionConfiguration"]) {
            assert.ok(asked.includes(action), action);
        }
        assert.ok(!asked.includes("s3:ListAllMyBuckets"));
        assert.ok(!asked.includes("s3:PutAccessPointPolicy"));
    });

    it("asks an access point's policy about what can be done through it", () => {
        const asked = names(catalogue.s3AccessPointPolicyActions());
        for (const action of ["s3:GetObject", "s3:ListBucket", "s3:PutAccessPointPolicy"]) {
            assert.ok(asked.includes(action), action);
        }
        assert.ok(!asked.includes("s3:ReplicateObject"));
    });

    it("holds the KMS use actions of the specification for encryption keys", () => {
        assert.deepEqual(names(catalogue.kmsUseActions()).sort(), useActions.sort());
    });

    it("holds the KMS use actions of other keys", () => {
        assert.deepEqual(names(catalogue.kmsUseActions("SIGN_VERIFY")), ["kms:Sign", "kms:Verify"]);
        assert.deepEqual(names(catalogue.kmsUseActions("GENERATE_VERIFY_MAC")), ["kms:GenerateMac", "kms:VerifyMac"]);
        assert.deepEqual(names(catalogue.kmsUseActions("KEY_AGREEMENT")), ["kms:DeriveSharedSecret"]);
    });

    it("holds the KMS administration actions", () => {
        assert.deepEqual(names(catalogue.kmsAdministrationActions()), ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"]);
    });

    it("asks a key policy about every operation on a key", () => {
        const asked = names(catalogue.kmsKeyActions());
        assert.ok(asked.includes("kms:CreateGrant"));
        assert.ok(!asked.includes("kms:CreateKey"));
        assert.ok(!asked.includes("kms:ListKeys"));
    });

    it("has no action of a service it does not hold", () => {
        assert.deepEqual(catalogue.actionsOf("ec2"), []);
        assert.deepEqual(catalogue.actionsOf(""), []);
    });

    const sagemakerKeys: Record<string, string[]> = {
        "sagemaker:VolumeKmsKey": [
            "CreateTrainingJob",
            "CreateNotebookInstance",
            "CreateDomain",
            "CreateEndpointConfig",
            "CreateTransformJob",
        ],
        "sagemaker:OutputKmsKey": ["CreateTrainingJob", "CreateAutoMLJob", "CreateHyperParameterTuningJob", "CreateLabelingJob"],
        "sagemaker:DomainSharingOutputKmsKey": ["CreateDomain", "UpdateDomain", "CreateUserProfile", "UpdateUserProfile"],
        "sagemaker:FeatureGroupOnlineStoreKmsKey": ["CreateFeatureGroup"],
        "sagemaker:FeatureGroupOfflineStoreKmsKey": ["CreateFeatureGroup"],
        "sagemaker:VpcSubnets": ["CreateTrainingJob", "CreateModel", "CreateDomain", "CreateNotebookInstance"],
        "sagemaker:VpcSecurityGroupIds": ["CreateTrainingJob", "CreateModel", "CreateUserProfile"],
        "sagemaker:NetworkIsolation": ["CreateTrainingJob", "CreateModel", "CreateProcessingJob"],
        "sagemaker:InterContainerTrafficEncryption": ["CreateTrainingJob", "CreateProcessingJob", "CreateAutoMLJobV2"],
    };
    for (const [key, expected] of Object.entries(sagemakerKeys)) {
        it(`knows which requests carry ${key}`, () => {
            const carrying = names(catalogue.actionsWithKey("sagemaker", key));
            for (const action of expected) {
                assert.ok(carrying.includes(`sagemaker:${action}`), action);
            }
            assert.ok(!carrying.includes("sagemaker:ListTags"));
        });
    }

    it("knows the ARN of a resource type", () => {
        assert.equal(catalogue.arnOf("s3", "bucket"), "arn:${Partition}:s3:::${BucketName}");
        assert.equal(catalogue.arnOf("s3", "key"), undefined);
        assert.equal(catalogue.arnOf("ec2", "instance"), undefined);
    });
});

describe("condition keys", () => {
    const canonical: Record<string, string> = {
        "aws:SourceVpce": "aws:sourcevpce",
        "AWS:SOURCEVPCE": "aws:sourcevpce",
        "s3:ResourceAccount": "aws:resourceaccount",
        "sagemaker:VolumeKmsKeyArn": "sagemaker:volumekmskey",
        "aws:NoSuchKey": "aws:nosuchkey",
        "": "",
    };
    for (const [key, expected] of Object.entries(canonical)) {
        it(`"${key}" is compared as "${expected}"`, () => {
            assert.equal(catalogue.canonicalKey(key), expected);
        });
    }

    const known: Record<string, catalogue.ConditionKey | undefined> = {
        "aws:SourceVpce": { type: "String", multivalued: false },
        "AWS:sourcevpce": { type: "String", multivalued: false },
        "aws:TagKeys": { type: "String", multivalued: true },
        "aws:PrincipalTag/team": { type: "String", multivalued: false },
        "aws:PrincipalTag/a/b": { type: "String", multivalued: false },
        "s3:ExistingObjectTag/Classification": { type: "String", multivalued: false },
        "kms:EncryptionContext:aws:logs:arn": { type: "String", multivalued: false },
        "kms:RecipientAttestation:PCR0": { type: "String", multivalued: false },
        "kms:EncryptionContextKeys": { type: "String", multivalued: true },
        "sagemaker:VpcSubnets": { type: "String", multivalued: true },
        "s3:TlsVersion": { type: "Numeric", multivalued: false },
        "aws:SourceVpc/x": undefined,
        "aws:PrincipalTags": undefined,
    };
    for (const [key, expected] of Object.entries(known)) {
        it(expected === undefined ? `${key} is unknown` : `${key} is known`, () => {
            assert.deepEqual(catalogue.conditionKey(key), expected);
        });
    }

    const all = catalogue.services.flatMap(catalogue.actionsOf);
    const action = (name: string): catalogue.Action => {
        const found = all.find((each) => each.name === name);
        assert.ok(found, name);
        return found;
    };

    it("only puts carry the encryption headers", () => {
        assert.ok(catalogue.mayCarry(action("s3:PutObject"), "s3:x-amz-server-side-encryption"));
        assert.ok(catalogue.mayCarry(action("s3:PutObject"), "S3:X-Amz-Server-Side-Encryption-Aws-Kms-Key-Id"));
        assert.ok(!catalogue.mayCarry(action("s3:GetObject"), "s3:x-amz-server-side-encryption"));
    });

    it("every S3 request carries the TLS version", () => {
        assert.ok(catalogue.s3BucketPolicyActions().every((each) => catalogue.mayCarry(each, "s3:TlsVersion")));
    });

    it("tags are carried whatever their key", () => {
        assert.ok(catalogue.mayCarry(action("s3:GetObject"), "s3:ExistingObjectTag/PHI"));
        assert.ok(!catalogue.mayCarry(action("s3:PutObject"), "s3:ExistingObjectTag/PHI"));
        assert.ok(catalogue.mayCarry(action("kms:Decrypt"), "kms:EncryptionContext:aws:s3:arn"));
        assert.ok(!catalogue.mayCarry(action("kms:DescribeKey"), "kms:EncryptionContext:aws:s3:arn"));
    });

    it("what a resource type carries, its actions carry", () => {
        assert.ok(catalogue.mayCarry(action("kms:Decrypt"), "kms:KeySpec"));
    });
});

describe("where a service's calls come from", () => {
    const own: Record<string, string[]> = {
        "logs.eu-west-1.amazonaws.com": ["kms:EncryptionContext:aws:logs:arn"],
        "logs.amazonaws.com": ["kms:EncryptionContext:aws:logs:arn"],
        "cloudtrail.amazonaws.com": ["kms:EncryptionContext:aws:cloudtrail:arn"],
        "delivery.logs.amazonaws.com": ["kms:EncryptionContext:SourceArn"],
        "logs..amazonaws.com": [],
        "xlogs.eu-west-1.amazonaws.com": [],
        "s3.amazonaws.com": [],
        "": [],
    };
    for (const [service, expected] of Object.entries(own)) {
        it(expected.length > 0 ? `${service} tells it in ${expected.join()}` : `"${service}" has no key of its own`, () => {
            assert.deepEqual(catalogue.ownSourceKeys(service), expected);
        });
    }

    it("load balancers do not tell it", () => {
        assert.ok(catalogue.servicesWithoutSource.includes("logdelivery.elasticloadbalancing.amazonaws.com"));
        assert.ok(!catalogue.servicesWithoutSource.includes("logging.s3.amazonaws.com"));
    });
});

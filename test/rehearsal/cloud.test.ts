import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { changedInputs, check, configureProvider, create, preview, read, replacements, update } from "../../rehearsal/cloud";
import { invoke } from "../../rehearsal/invoke";
import { policyDocument } from "../../rehearsal/policyDocument";
import { awsSchema } from "../../rehearsal/schema";
import { hasUnknown, type Properties, secret, textOf, unknown } from "../../rehearsal/wire";

const provider = configureProvider({ region: "eu-west-1" }, "unknown");

function urn(type: string, name = "Data"): string {
    return `urn:pulumi:dev::project::${type}::${name}`;
}

const bucket = urn("aws:s3/bucket:Bucket");

describe("the provider's check", () => {
    const cases: Record<string, [type: string, inputs: Properties, checked: Properties]> = {
        "gives a bucket a name of its own in small letters": [
            "aws:s3/bucket:Bucket",
            {},
            { bucket: "data-3d53484", __defaults: ["bucket"] },
        ],
        "leaves a name that is given": ["aws:s3/bucket:Bucket", { bucket: "training" }, { bucket: "training", __defaults: [] }],
        "leaves a name that is not known yet": ["aws:s3/bucket:Bucket", { bucket: unknown }, { bucket: unknown, __defaults: [] }],
        "leaves the name to AWS where there is a prefix": [
            "aws:s3/bucket:Bucket",
            { bucketPrefix: "t-" },
            { bucketPrefix: "t-", __defaults: [] },
        ],
        "gives no name where the type has none": ["aws:efs/fileSystem:FileSystem", {}, { __defaults: [] }],
        "marks objects, and neither maps nor secrets": [
            "aws:lambda/function:Function",
            { name: "f", environment: { variables: { A: "b" } }, tags: { c: "d" }, vpcConfig: secret({ subnetIds: ["s"] }) },
            {
                name: "f",
                environment: { variables: { A: "b" }, __defaults: [] },
                tags: { c: "d" },
                vpcConfig: secret({ subnetIds: ["s"], __defaults: [] }),
                __defaults: [],
            },
        ],
        "makes text of a policy document": [
            "aws:s3/bucketPolicy:BucketPolicy",
            { bucket: "b", policy: { Version: "2012-10-17", Statement: [] } },
            { bucket: "b", policy: '{"Statement":[],"Version":"2012-10-17"}', __defaults: [] },
        ],
        "makes one unknown of a policy document with an unknown in it": [
            "aws:s3/bucketPolicy:BucketPolicy",
            { bucket: "b", policy: { Statement: [{ Resource: unknown }] } },
            { bucket: "b", policy: unknown, __defaults: [] },
        ],
        "makes a secret of a policy document with a secret in it": [
            "aws:s3/bucketPolicy:BucketPolicy",
            { bucket: "b", policy: { Statement: [{ Sid: secret("hush") }] } },
            { bucket: "b", policy: secret('{"Statement":[{"Sid":"hush"}]}'), __defaults: [] },
        ],
        "leaves secret text of a policy document as it is": [
            "aws:s3/bucketPolicy:BucketPolicy",
            { bucket: "b", policy: secret('{"Statement":[]}') },
            { bucket: "b", policy: secret('{"Statement":[]}'), __defaults: [] },
        ],
        "names native resources and marks nothing there": [
            "aws-native:s3:Bucket",
            { bucketEncryption: { serverSideEncryptionConfiguration: [] } },
            { bucketEncryption: { serverSideEncryptionConfiguration: [] }, bucketName: "data-fa39c29" },
        ],
        "passes what it does not know": ["random:index/randomPet:RandomPet", { length: 2 }, { length: 2, __defaults: [] }],
    };
    for (const [name, [type, inputs, checked]] of Object.entries(cases)) {
        it(name, () => {
            assert.deepEqual(check(urn(type), inputs, undefined, provider), checked);
        });
    }

    it("keeps the name that a resource has", () => {
        assert.equal(check(bucket, {}, { bucket: "older-1234567" }, provider).bucket, "older-1234567");
    });
});

describe("made-up resources", () => {
    const shapes: Record<string, [type: string, inputs: Properties, id: RegExp, arn: RegExp]> = {
        "a bucket": ["aws:s3/bucket:Bucket", { bucket: "training" }, /^training$/, /^arn:aws:s3:::training$/],
        "a bucket with a prefix": ["aws:s3/bucket:Bucket", { bucketPrefix: "t-" }, /^t-[0-9a-f]{26}$/, /^arn:aws:s3:::t-[0-9a-f]{26}$/],
        "a key": ["aws:kms/key:Key", {}, /^[0-9a-f]{8}-/, /^arn:aws:kms:eu-west-1:111122223333:key\/[0-9a-f]{8}-/],
        "a key of many regions": ["aws:kms/key:Key", { multiRegion: true }, /^mrk-[0-9a-f]{32}$/, /:key\/mrk-[0-9a-f]{32}$/],
        "an imported key of many regions": ["aws:kms/externalKey:ExternalKey", { multiRegion: true }, /^mrk-/, /:key\/mrk-[0-9a-f]{32}$/],
        "the replica of an imported key": [
            "aws:kms/replicaExternalKey:ReplicaExternalKey",
            { primaryKeyArn: "arn:aws:kms:us-east-1:111122223333:key/mrk-1" },
            /^mrk-1$/,
            /^arn:aws:kms:eu-west-1:111122223333:key\/mrk-1$/,
        ],
        "an alias": ["aws:kms/alias:Alias", { name: "alias/a" }, /^alias\/a$/, /^arn:aws:kms:eu-west-1:111122223333:alias\/a$/],
        "a role": ["aws:iam/role:Role", { name: "r", path: "/ml/" }, /^r$/, /^arn:aws:iam::111122223333:role\/ml\/r$/],
        "a policy": ["aws:iam/policy:Policy", { name: "p" }, /^arn:/, /^arn:aws:iam::111122223333:policy\/p$/],
        "an identity provider": [
            "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
            { url: "https://oidc.eks.eu-west-1.amazonaws.com/id/A1" },
            /^arn:/,
            /^arn:aws:iam::111122223333:oidc-provider\/oidc\.eks\.eu-west-1\.amazonaws\.com\/id\/A1$/,
        ],
        "a SAML provider": ["aws:iam/samlProvider:SamlProvider", { name: "p" }, /^arn:/, /^arn:aws:iam::111122223333:saml-provider\/p$/],
        "a distribution": ["aws:cloudfront/distribution:Distribution", {}, /./, /^arn:aws:cloudfront::111122223333:distribution\//],
        "a directory bucket": [
            "aws:s3/directoryBucket:DirectoryBucket",
            { bucket: "fast--euw1-az1--x-s3" },
            /^fast--/,
            /^arn:aws:s3express:eu-west-1:111122223333:bucket\/fast--euw1-az1--x-s3$/,
        ],
        "a table bucket": [
            "aws:s3tables/tableBucket:TableBucket",
            { name: "lake" },
            /^arn:/,
            /^arn:aws:s3tables:eu-west-1:111122223333:bucket\/lake$/,
        ],
        "a table": [
            "aws:s3tables/table:Table",
            { tableBucketArn: "arn:aws:s3tables:eu-west-1:111122223333:bucket/lake", name: "t" },
            /^arn:/,
            /^arn:aws:s3tables:eu-west-1:111122223333:bucket\/lake\/table\/[0-9a-f]{8}-/,
        ],
        "a VPC endpoint": ["aws:ec2/vpcEndpoint:VpcEndpoint", {}, /^vpce-[0-9a-f]{17}$/, /:vpc-endpoint\/vpce-/],
        "a file system": ["aws:efs/fileSystem:FileSystem", {}, /^fs-[0-9a-f]{17}$/, /^arn:aws:elasticfilesystem:.*:file-system\/fs-/],
        "a notebook": [
            "aws:sagemaker/notebookInstance:NotebookInstance",
            { name: "n" },
            /^n$/,
            /^arn:aws:sagemaker:.*:notebook-instance\/n$/,
        ],
        "a domain": ["aws:sagemaker/domain:Domain", { domainName: "d" }, /^d-[0-9a-f]{12}$/, /:domain\/d-[0-9a-f]{12}$/],
        "an endpoint configuration": [
            "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
            { name: "c" },
            /^c$/,
            /^arn:aws:sagemaker:.*:endpoint-config\/c$/,
        ],
        "a user profile": [
            "aws:sagemaker/userProfile:UserProfile",
            { domainId: "d-1", userProfileName: "u" },
            /^arn:/,
            /^arn:aws:sagemaker:.*:user-profile\/d-1\/u$/,
        ],
        "a work group": ["aws:athena/workgroup:Workgroup", { name: "w" }, /^w$/, /^arn:aws:athena:eu-west-1:111122223333:workgroup\/w$/],
        "a native key": ["aws-native:kms:Key", {}, /^[0-9a-f]{8}-/, /^arn:aws:kms:eu-west-1:111122223333:key\//],
        "a resource of the program's own region": ["aws:kms/key:Key", { region: "us-west-2" }, /-/, /^arn:aws:kms:us-west-2:/],
    };
    for (const [name, [type, inputs, id, arn]] of Object.entries(shapes)) {
        it(`${name} has id and ARN of the right shape`, () => {
            const made = create(urn(type), inputs, provider);
            assert.match(made.id, id);
            assert.match(textOf(made.outputs.arn), arn);
        });
    }

    it("what is known of types comes from the packages that are installed", () => {
        const installed = ["aws", "aws-native"].map((name) => {
            const { version } = JSON.parse(readFileSync(require.resolve(`@pulumi/${name}/package.json`), "utf8")) as { version: string };
            return [name, version];
        });
        assert.deepEqual(awsSchema().versions, Object.fromEntries(installed));
    });

    it("every type has an id, and nothing that is not known", () => {
        for (const type of Object.keys(awsSchema().resources)) {
            const made = create(urn(type), check(urn(type), {}, undefined, provider), provider);
            assert.notEqual(made.id, "", type);
            assert.equal(hasUnknown(made.outputs), false, type);
        }
    });

    it("every type has an unknown id in a preview", () => {
        for (const type of Object.keys(awsSchema().resources)) {
            assert.equal(preview(urn(type), check(urn(type), {}, undefined, provider), provider).id, unknown, type);
        }
    });

    it("a map with one unknown value is unknown in a preview, an object is not", () => {
        const inputs = { tags: { a: unknown, b: "c" }, versioning: { enabled: true, mfaDelete: unknown } };
        const outputs = preview(bucket, check(bucket, inputs, undefined, provider), provider);
        assert.equal(outputs.tags, unknown);
        assert.deepEqual(outputs.versioning, { enabled: true, mfaDelete: unknown });
    });

    it("all tags are the provider's default tags and the resource's own", () => {
        const tagging = configureProvider({ defaultTags: '{"tags":{"owner":"ml","team":"a"}}' }, "unknown");
        assert.deepEqual(preview(bucket, { tags: { team: "b" } }, tagging).tagsAll, { owner: "ml", team: "b" });
        assert.deepEqual(create(bucket, {}, tagging).outputs.tagsAll, { owner: "ml", team: "a" });
    });

    it("a change keeps what AWS has set", () => {
        const { outputs } = create(bucket, { bucket: "training" }, provider);
        const changed = update(bucket, outputs, { bucket: "training", tags: { a: "b" } }, provider);
        assert.equal(changed.arn, "arn:aws:s3:::training");
        assert.equal(changed.id, "training");
        assert.deepEqual(changed.tags, { a: "b" });
    });

    it("an input that is taken out is not kept", () => {
        const { outputs } = create(bucket, { bucket: "training", tags: { a: "b" } }, provider);
        assert.equal(update(bucket, outputs, { bucket: "training" }, provider).tags, undefined);
    });

    it("another name replaces a resource, other tags do not, marks are no change", () => {
        const olds = { bucket: "a", tags: { x: "y" }, versioning: { enabled: true, __defaults: [] }, __defaults: ["bucket"] };
        assert.deepEqual(replacements(bucket, olds, { ...olds, bucket: "b", tags: {} }), ["bucket"]);
        assert.deepEqual(changedInputs(olds, { ...olds, bucket: "b", tags: {} }), ["bucket", "tags"]);
        assert.deepEqual(changedInputs(olds, { bucket: "a", tags: { x: "y" }, versioning: { enabled: true } }), []);
    });

    it("native networks tell their ids by other names", () => {
        for (const [className, output, prefix] of [
            ["VpcEndpoint", "awsId", "vpce-"],
            ["Vpc", "vpcId", "vpc-"],
            ["Subnet", "subnetId", "subnet-"],
            ["SecurityGroup", "groupId", "sg-"],
        ] as const) {
            const { id, outputs } = create(urn(`aws-native:ec2:${className}`), {}, provider);
            assert.ok(id.startsWith(prefix));
            assert.equal(outputs[output], id);
        }
    });

    it("what is only read is made up from its id", () => {
        const { outputs } = read(urn("aws:ec2/vpcEndpoint:VpcEndpoint"), "vpce-0a1b2c3d4e5f6a7b8", {}, provider);
        assert.equal(outputs.id, "vpce-0a1b2c3d4e5f6a7b8");
        assert.equal(outputs.arn, "arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/vpce-0a1b2c3d4e5f6a7b8");
        const arn = "arn:aws:kms:us-west-2:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        assert.equal(read(urn("aws:kms/key:Key"), arn, {}, provider).outputs.arn, arn);
    });

    const elsewhere: Record<string, Properties> = {
        "the account that the provider is restricted to": { allowedAccountIds: '["444455556666"]' },
        "the account of the role that the provider assumes": { assumeRoles: '[{"roleArn":"arn:aws:iam::444455556666:role/deploy"}]' },
    };
    for (const [name, inputs] of Object.entries(elsewhere)) {
        it(`are in ${name}`, () => {
            const other = configureProvider(inputs, "unknown");
            assert.equal(create(urn("aws:iam/role:Role"), { name: "r" }, other).outputs.arn, "arn:aws:iam::444455556666:role/r");
            assert.equal(invoke("aws:index/getCallerIdentity:getCallerIdentity", {}, other).accountId, "444455556666");
        });
    }

    it("who CloudFront is to a bucket policy, is a principal", () => {
        const { id, outputs } = create(urn("aws:cloudfront/originAccessIdentity:OriginAccessIdentity"), {}, provider);
        assert.match(id, /^E[A-Z2-7]{13}$/);
        assert.equal(outputs.iamArn, `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${id}`);
        assert.match(textOf(outputs.s3CanonicalUserId), /^[0-9a-f]{64}$/);
    });
});

describe("what is made up in China", () => {
    const china = configureProvider({ region: "cn-north-1" }, "unknown");
    const cases: Record<string, [type: string, inputs: Properties, arn: RegExp]> = {
        "a bucket": ["aws:s3/bucket:Bucket", { bucket: "training" }, /^arn:aws-cn:s3:::training$/],
        "a key": ["aws:kms/key:Key", {}, /^arn:aws-cn:kms:cn-north-1:111122223333:key\/[0-9a-f-]{36}$/],
        "a role": ["aws:iam/role:Role", { name: "Reader" }, /^arn:aws-cn:iam::111122223333:role\/Reader$/],
    };
    for (const [name, [type, inputs, arn]] of Object.entries(cases)) {
        it(`${name} has an ARN of its partition`, () => {
            assert.match(textOf(create(urn(type), inputs, china).outputs.arn), arn);
        });
    }

    it("the data sources say so too", () => {
        assert.equal(invoke("aws:index/getPartition:getPartition", {}, china).partition, "aws-cn");
        assert.equal(invoke("aws:index/getCallerIdentity:getCallerIdentity", {}, china).arn, "arn:aws-cn:iam::111122223333:user/deployer");
    });
});

describe("the data sources of services' accounts", () => {
    for (const token of [
        "aws:elb/getServiceAccount:getServiceAccount",
        "aws:cloudtrail/getServiceAccount:getServiceAccount",
        "aws:index/getBillingServiceAccount:getBillingServiceAccount",
    ]) {
        it(`${token} answers with a principal`, () => {
            const { arn, id } = invoke(token, {}, provider);
            assert.match(textOf(id), /^\d{12}$/);
            assert.equal(arn, `arn:aws:iam::${textOf(id)}:root`);
        });
    }
});

describe("the data source of policy documents", () => {
    const cases: Record<string, [args: Properties, document: Properties]> = {
        "has a version of its own": [{}, { Version: "2012-10-17" }],
        "takes a version and an id": [
            { version: "2008-10-17", policyId: "p" },
            { Version: "2008-10-17", Id: "p" },
        ],
        "adds up principals of one type, and conditions of one operator": [
            {
                statements: [
                    {
                        actions: ["s3:GetObject"],
                        resources: ["*"],
                        principals: [
                            { type: "AWS", identifiers: ["111122223333"] },
                            { type: "AWS", identifiers: ["444455556666"] },
                            { type: "Service", identifiers: ["sagemaker.amazonaws.com"] },
                        ],
                        conditions: [
                            { test: "StringEquals", variable: "aws:SourceVpce", values: ["a", "b"] },
                            { test: "StringEquals", variable: "aws:PrincipalOrgID", values: ["o-1"] },
                        ],
                    },
                ],
            },
            {
                Version: "2012-10-17",
                Statement: [
                    {
                        Effect: "Allow",
                        Action: "s3:GetObject",
                        Resource: "*",
                        Principal: { AWS: ["111122223333", "444455556666"], Service: "sagemaker.amazonaws.com" },
                        Condition: { StringEquals: { "aws:SourceVpce": ["a", "b"], "aws:PrincipalOrgID": "o-1" } },
                    },
                ],
            },
        ],
        "tells everybody from everybody with an account": [
            { statements: [{ principals: [{ type: "*", identifiers: ["*"] }] }, { principals: [{ type: "AWS", identifiers: ["*"] }] }] },
            {
                Version: "2012-10-17",
                Statement: [
                    { Effect: "Allow", Principal: "*" },
                    { Effect: "Allow", Principal: { AWS: "*" } },
                ],
            },
        ],
        "has policy variables in their own spelling": [
            { statements: [{ resources: ["arn:aws:s3:::data/&{aws:username}"] }] },
            { Version: "2012-10-17", Statement: [{ Effect: "Allow", Resource: "arn:aws:s3:::data/${aws:username}" }] },
        ],
        "lets statements override sources of the same Sid, and overrides both": [
            {
                sourcePolicyDocuments: ['{"Statement":[{"Sid":"A","Effect":"Allow"},{"Sid":"B","Effect":"Allow"},{"Effect":"Allow"}]}'],
                statements: [{ sid: "B", effect: "Deny" }],
                overridePolicyDocuments: ['{"Statement":{"Sid":"A","Effect":"Deny"}}'],
            },
            {
                Version: "2012-10-17",
                Statement: [{ Sid: "A", Effect: "Deny" }, { Sid: "B", Effect: "Deny" }, { Effect: "Allow" }],
            },
        ],
    };
    for (const [name, [args, document]] of Object.entries(cases)) {
        it(name, () => {
            const { json, minifiedJson } = policyDocument(args);
            assert.deepEqual(JSON.parse(json), document);
            assert.deepEqual(JSON.parse(minifiedJson), document);
        });
    }
});

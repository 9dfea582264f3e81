import assert from "node:assert/strict";
import { watchReads } from "../model/block";
import { policies } from "../policies";
import { judge } from "./support/judge";
import { everyBlock, hasInput, providers, tokensOf } from "./support/providerTypes";

/** Inputs that a policy asks of every resource of a kind, whichever of its types has them. */
const askedOfAKind: readonly RegExp[] = [
    // A name or id, by which others may refer to a resource of any type.
    /^\S+ (id|awsId|arn|bucket|bucketName|name|keyId|region)$/,
    // A setting of a bucket, in the spelling of another type of bucket.
    /^aws(-native)?:s3\S*:Bucket(V2)? (website|versioning|publicAccessBlock|policy|serverSideEncryptionConfigurations|grants)/,
    /^aws:s3\/\S+ (customerAlgorithm|grants\[\]\.emailAddress)$/,
    /^aws(-native)?:kms\S+ (origin|customKeyStoreId)$/,
    // Inside a document.
    /:SecurityConfiguration (configuration|securityConfiguration)\.EncryptionConfiguration/,
    /(ServerlessSecurityPolicy|opensearchserverless:SecurityPolicy) policy\./,
];

/** A misspelt path reads as left out, so a typo would be a hole that no table of cases shows. */
describe("what policies read", () => {
    it("is there in the providers", () => {
        const types = [...new Set(providers.flatMap((provider) => tokensOf(provider)))];
        const reads = new Set<string>();
        const before = watchReads((type, path) => reads.add(`${type} ${path.replace(/\[\d+\]/g, "[]")}`));
        try {
            judge(
                policies,
                types.map((type) => ({ type, name: type, props: everyBlock(type) })),
            );
        } finally {
            watchReads(before);
        }
        assert.ok(reads.size > 1_500, `only ${reads.size} inputs are read`);
        const missing = [...reads].filter((read) => {
            const [type = "", path = ""] = read.split(" ");
            return types.includes(type) && !hasInput(type, path) && !askedOfAKind.some((asked) => asked.test(read));
        });
        assert.deepEqual(missing, []);
    });
});

import assert from "node:assert/strict";
import { bucketIn, s3LocationPaths } from "../../model/sagemakerLocations";
import { hasInput, leavesOf, providers, tokensOf } from "../support/providerTypes";

const types = [...new Set(providers.flatMap((provider) => tokensOf(provider).filter((token) => token.includes(":sagemaker"))))];

/** Inputs whose names look like S3 locations and that SageMaker does not read or write data at. */
const noDataThere =
    /^(aws:sagemaker\/(codeRepository|pipeline|imageVersion)|aws-native:sagemaker:(Action|Artifact|Context|Project) )|imageUri|repositoryUrl|jwksUri|LandingUri|rStudio/;

describe("S3 locations of SageMaker", () => {
    it("are inputs that the providers have", () => {
        const paths = Object.entries(s3LocationPaths).flatMap(([type, list]) => list.map((path) => [type, path] as const));
        assert.deepEqual(
            paths.filter(([type, path]) => !hasInput(type, path)),
            [],
        );
    });

    it("are all inputs of the providers that look like one", () => {
        const isLocation =
            /(s3uri|s3(output|artifact|failure)?(path|location)|sourceuri|configuri|baselineuri|storeuri|dataurl|payloadurl|artifacturl)$/i;
        const missing = types.flatMap((type) =>
            providers
                .flatMap((provider) => [...leavesOf(type, provider)])
                .filter(({ path, input }) => input.shape === "string" && isLocation.test(path) && !noDataThere.test(`${type} ${path}`))
                .filter(({ path }) => !(s3LocationPaths[type] ?? []).includes(path))
                .map(({ path }) => `${type} ${path}`),
        );
        assert.deepEqual([...new Set(missing)], []);
    });

    const buckets: Record<string, string | undefined> = {
        "s3://data/prefix/key": "data",
        "s3://data": "data",
        "https://data.s3.eu-west-1.amazonaws.com/key": "data",
        "https://data.s3.amazonaws.com/key": "data",
        "https://my.data.s3-eu-west-1.amazonaws.com/key": "my.data",
        "https://data.s3.cn-north-1.amazonaws.com.cn/key": "data",
        "https://s3.eu-west-1.amazonaws.com/data/key": "data",
        "https://s3-eu-west-1.amazonaws.com/data": "data",
        "https://data.s3.amazonaws.com": "data",
        "https://data.s3.eu-west-1.amazonaws.com?versionId=1": "data",
        "https://data.s3.eusc-de-east-1.amazonaws.eu/key": "data",
        "https://data.s3.amazonaws.com:443/key": "data",
        "https://s3.amazonaws.com/": undefined,
        "https://data.s3.amazonaws.com.example.com/key": undefined,
        "https://s3.dualstack.eu-west-1.amazonaws.com/data/key": "data",
        "https://data.s3.evil.example.com/key": undefined,
        "https://example.com/s3.amazonaws.com/key": undefined,
        "my-data": "my-data",
        "file:///data": undefined,
        "s3://<BUCKET>/key": "<BUCKET>",
        "s3://": undefined,
        "s3://Old_Bucket/key": "Old_Bucket",
        "": undefined,
    };
    for (const [location, bucket] of Object.entries(buckets)) {
        it(`${location} is in ${bucket ?? "no bucket"}`, () => {
            assert.equal(bucketIn(location), bucket);
        });
    }
});

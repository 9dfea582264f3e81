import assert from "node:assert/strict";
import { resolve } from "node:path";
import { AnalyzeRequest, type AnalyzeResponse, AnalyzerResourceOptions } from "@pulumi/pulumi/proto/analyzer_pb";
import { Pack } from "../../rehearsal/pack";
import { type Properties, toStruct } from "../../rehearsal/wire";

const operation = {
    ...{ organization: "organization", project: "ml", stack: "dev", isPreview: false },
    ...{ config: {}, secretKeys: [], stackTags: {} },
};

const kinds: readonly (readonly [type: string, inputs: Properties])[] = [
    ["aws:sagemaker/notebookInstance:NotebookInstance", { instanceType: "ml.t3.medium" }],
    ["random:index/randomPet:RandomPet", {}],
    ["aws:kms/key:Key", { enableKeyRotation: false }],
    ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", { bucket: "acme-data" }],
];

function requestOf(index: number): AnalyzeRequest {
    const [type, inputs] = kinds[index % kinds.length] ?? ["", {}];
    const request = new AnalyzeRequest();
    request.setType(type);
    request.setName(`resource${index}`);
    request.setUrn(`urn:pulumi:dev::ml::${type}::resource${index}`);
    request.setProperties(toStruct(inputs));
    request.setOptions(new AnalyzerResourceOptions());
    return request;
}

function violationsOf(response: AnalyzeResponse): string[] {
    return response.getDiagnosticsList().map((one) => `${one.getPolicyname()}: ${one.getMessage()}`);
}

describe("the pack's process", () => {
    it("answers requests that come together as those that come one by one", async () => {
        const pack = await Pack.start(resolve(__dirname, "../.."), operation, {}, false);
        try {
            const alone: string[][] = [];
            for (let index = 0; index < kinds.length; index++) {
                alone.push(violationsOf(await pack.analyze(requestOf(index))));
            }
            assert.deepEqual(
                alone.map((violations) => violations.length > 0),
                [true, false, true, true],
            );
            const together = await Promise.all(Array.from({ length: 100 }, (_, index) => pack.analyze(requestOf(kinds.length + index))));
            together.forEach((response, index) => {
                assert.deepEqual(violationsOf(response), alone[index % kinds.length]);
            });
        } finally {
            pack.stop();
        }
    });
});

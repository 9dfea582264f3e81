import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { rehearse } from "../../rehearsal/rehearse";
import type { InlineProgram } from "../../rehearsal/program";

const failing: Record<string, [InlineProgram, RegExp]> = {
    "a program that throws": [
        () => {
            throw new Error("no such table");
        },
        /no such table/,
    ],
    "an asynchronous program that throws after making resources": [
        async () => {
            new aws.s3.Bucket("data");
            await Promise.resolve();
            throw new Error("no such table");
        },
        /no such table/,
    ],
    "a program that throws in an apply": [
        () => {
            new aws.s3.Bucket("data").bucket.apply(() => {
                throw new Error("no such table");
            });
        },
        /no such table/,
    ],
    "two resources of one name": [
        () => {
            new aws.s3.Bucket("data");
            new aws.s3.Bucket("data");
        },
        /Duplicate resource URN 'urn:pulumi:rehearsal::project::aws:s3\/bucket:Bucket::data'/,
    ],
    "a data source without an answer": [
        async () => {
            await pulumi.runtime.invoke("other:index/getZone:getZone", {});
        },
        /The rehearsal has no made-up answer for the data source other:index\/getZone:getZone/,
    ],
    "a transform of all resources": [
        () => {
            pulumi.runtime.registerResourceTransform(() => undefined);
            new aws.s3.Bucket("data");
        },
        /The rehearsal cannot call back into the program for its transforms/,
    ],
    "a transform of one resource": [
        () => {
            new aws.s3.Bucket("data", {}, { transforms: [() => undefined] });
        },
        /The rehearsal cannot call back into the program for its transforms/,
    ],
    "configuration that is missing": [
        () => {
            new aws.s3.Bucket(new pulumi.Config().require("name"));
        },
        /Missing required configuration variable 'project:name'/,
    ],
};

describe("a rehearsal of a program that fails", () => {
    for (const [name, [program, message]] of Object.entries(failing)) {
        it(`gives the program's own error: ${name}`, async () => {
            await assert.rejects(rehearse(program, { mode: "preview" }), (error: Error) => {
                assert.match(error.message, message);
                return true;
            });
        });
    }

    it("tells that an update would need the outputs of another stack, which a preview leaves unknown", async () => {
        const program = (): void => {
            new aws.s3.Bucket("data", {
                bucket: new pulumi.StackReference("acme/network/dev").requireOutput("bucket").apply(String),
            });
        };
        await assert.rejects(rehearse(program, { mode: "update" }), /would need the outputs of the stack acme\/network\/dev/);
        assert.ok((await rehearse(program, { mode: "preview" })).violations.length > 0);
    });
});

import * as assert from "node:assert/strict";
import { hasLocalStorage } from "../../model/instanceStorage";

describe("hasLocalStorage", () => {
    const cases: Record<string, [string, boolean | undefined]> = {
        "a family that the SageMaker API names": ["ml.p4d.24xlarge", true],
        "a family with a letter for its disks": ["ml.m5d.xlarge", true],
        "a family without that letter": ["ml.g5.2xlarge", true],
        "a family with a dash": ["ml.p6-b200.48xlarge", true],
        "a family that SageMaker does not offer yet": ["ml.i8g.large", true],
        "a family on EBS only": ["ml.m5.xlarge", false],
        "a family on EBS only, named like one with disks": ["ml.p3.2xlarge", false],
        "its variant with disks": ["ml.p3dn.24xlarge", true],
        "Inferentia, on EBS only": ["ml.inf2.xlarge", false],
        "a family that the data does not hold": ["ml.q9.xlarge", undefined],
        "what is not an EC2 instance": ["ml.geospatial.interactive", undefined],
        "an EC2 instance type": ["g5.2xlarge", undefined],
        "a family alone": ["ml.g5", undefined],
        "capital letters, which AWS refuses": ["ML.G5.2XLARGE", undefined],
        "a name that every object has": ["ml.constructor.xlarge", undefined],
        "other text": ["eight", undefined],
        "no text": ["", undefined],
    };
    for (const [name, [instanceType, expected]] of Object.entries(cases)) {
        it(name, () => assert.equal(hasLocalStorage(instanceType), expected));
    }
});

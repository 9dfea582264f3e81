import { all, is, isGiven, not, oneOf, orDefault, type Truth } from "../model/fact";
import { keySpec, keyUsage } from "../model/kms";
import type { Resource } from "../model/resource";
import { options } from "./options";
import type { ResourcePolicy } from "./policy";

/**
 * AWS rotates only symmetric encryption keys whose material it made and keeps itself: not imported material, not custom key stores.
 * https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 */
function isRotatable(key: Resource): Truth {
    return all(
        is(keySpec(key), oneOf("SYMMETRIC_DEFAULT")),
        is(keyUsage(key), oneOf("ENCRYPT_DECRYPT")),
        not(isGiven(key.text("customKeyStoreId"))),
        is(orDefault(key.text("origin"), "AWS_KMS"), oneOf("AWS_KMS")),
    );
}

/** AWS rotates once a year unless told otherwise. */
const standardRotationPeriod = 365;

export const kmsKeyRotation: ResourcePolicy = {
    name: "kms-key-rotation",
    displayName: "KMS key rotation",
    description: "Keys that AWS is able to rotate are rotated.",
    enforcementLevel: "mandatory",
    severity: "medium",
    remediationSteps: "Set enableKeyRotation: true on the key, and rotationPeriodInDays within the configured maximum.",
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
    tags: ["encryption", "security-hub:KMS.4"],
    configSchema: options("maxRotationPeriodInDays"),
    validateResource: (key, report, { maxRotationPeriodInDays = Infinity }) => {
        if (key.type !== "aws:kms/key:Key" && key.type !== "aws-native:kms:Key") {
            return;
        }
        const isRotated = is(key.flag("enableKeyRotation"), (on) => on);
        report(all(isRotatable(key), not(isRotated)), "Key rotation is off.");
        const isOften = is(orDefault(key.number("rotationPeriodInDays"), standardRotationPeriod), (days) => days <= maxRotationPeriodInDays);
        report(all(isRotatable(key), isRotated, not(isOften)), `The key is rotated less often than every ${maxRotationPeriodInDays} days.`);
    },
};

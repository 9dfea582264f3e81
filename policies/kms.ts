import type { Block } from "../model/block";
import { all, type Fact, is, isGiven, isKnown, isLeftOutOr, Misshapen, not, oneOf, orDefault, type Truth } from "../model/fact";
import { type KeySlot, slotsOf } from "../model/keySlots";
import {
    isAllowedKey,
    isCustomerManaged,
    isOneOfThem,
    isUsableForEncryption,
    type KeyReference,
    keySpec,
    keysNamedBy,
    keyUsage,
} from "../model/kms";
import type { Resource } from "../model/resource";
import { options } from "./options";
import type { ResourcePolicy, StackPolicy } from "./policy";
import { controls } from "./securityHub";
import { soc2 } from "./soc2";

/** The keys that each KMS key property of the resource names, with the words for what the key is for. */
function keysOf(
    resource: Resource,
): readonly { readonly keys: Fact<readonly KeyReference[]>; readonly slot: KeySlot; readonly leaf: Block }[] {
    return slotsOf(resource.type).flatMap((slot) =>
        resource.all(slot.path).map((leaf) => ({ keys: keysNamedBy(resource, leaf), slot, leaf })),
    );
}

export const kmsCustomerManagedKeys: ResourcePolicy = {
    name: "kms-customer-managed-keys",
    displayName: "Customer managed keys",
    description: "No property that takes a KMS key names an AWS managed one.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Name a customer managed key: your own policy says who may use it, and you can see and stop its use.",
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html",
    tags: ["encryption"],
    validateResource: (resource, report) => {
        for (const { keys, slot, leaf } of keysOf(resource)) {
            const isCustomers = isLeftOutOr(keys, (named) => isOneOfThem(named, isCustomerManaged));
            report(
                not(isCustomers),
                `The key of ${slot.protects} (${leaf.path}) is ${keys instanceof Misshapen ? "no text" : "an AWS managed key"}.`,
            );
        }
    },
};

export const kmsKeyUsable: StackPolicy = {
    name: "kms-key-usable",
    displayName: "Usable keys",
    description: "Every key of the stack that encrypts data is enabled, symmetric, meant for encryption and does not expire.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Name an enabled symmetric encryption key (the default kind of aws.kms.Key), or an alias that leads to one.",
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html",
    tags: ["encryption", "availability"],
    validateStack: (stack, report) => {
        for (const resource of stack.resources) {
            for (const { keys, slot, leaf } of keysOf(resource)) {
                if (slot.kind === "signing" || slot.kind === "administration") {
                    continue;
                }
                const isUsable = is(keys, (named) => isOneOfThem(named, (key) => typeof key === "string" || isUsableForEncryption(key)));
                const name = isKnown(keys) ? keys.flatMap((key) => (typeof key === "string" ? [] : [key.name])).join(", ") : "";
                report(
                    all(isGiven(keys), not(isUsable)),
                    `The key of ${slot.protects} (${leaf.path}) is ${name}, which services cannot encrypt with.`,
                    resource,
                );
            }
        }
    },
};

export const kmsAllowedKeys: StackPolicy = {
    name: "kms-allowed-keys",
    displayName: "Allowed keys",
    description: "Keys are from the configured list or made in the stack.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps: "Name a key of the stack, or one that allowedKeyArns has.",
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html",
    tags: ["encryption"],
    configSchema: options("allowedKeyArns"),
    validateStack: (stack, report, { allowedKeyArns }) => {
        if (allowedKeyArns === undefined) {
            return;
        }
        for (const resource of stack.resources) {
            for (const { keys, slot, leaf } of keysOf(resource)) {
                const isAllowed = is(keys, (named) =>
                    isOneOfThem(named, (key) => typeof key !== "string" || isAllowedKey(key, allowedKeyArns)),
                );
                report(
                    all(isGiven(keys), not(isAllowed)),
                    `The key of ${slot.protects} (${leaf.path}) is not one that allowedKeyArns has.`,
                    resource,
                );
            }
        }
    },
};

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
    tags: ["encryption", ...controls("KMS.4"), ...soc2("kms_cmk_rotation_enabled")],
    configSchema: options("maxRotationPeriodInDays"),
    validateResource: (key, report, { maxRotationPeriodInDays = Infinity }) => {
        if (key.type !== "aws:kms/key:Key" && key.type !== "aws-native:kms:Key") {
            return;
        }
        const isRotated = is(key.flag("enableKeyRotation"), (on) => on);
        report(all(isRotatable(key), not(isRotated)), "Key rotation is off.");
        const isOften = is(
            orDefault(key.number("rotationPeriodInDays"), standardRotationPeriod),
            (days) => days <= maxRotationPeriodInDays,
        );
        report(all(isRotatable(key), isRotated, not(isOften)), `The key is rotated less often than every ${maxRotationPeriodInDays} days.`);
    },
};

/** Days in which a deletion can still be called off, unless the configuration says otherwise. AWS takes 30 when nothing is said. */
const standardMinimumDays = 14;
const longestWindow = 30;

/** Types that delete a key after a waiting period, with the input that tells its days. */
const deletionWindows: Readonly<Record<string, string>> = {
    "aws:kms/key:Key": "deletionWindowInDays",
    "aws:kms/externalKey:ExternalKey": "deletionWindowInDays",
    "aws:kms/replicaKey:ReplicaKey": "deletionWindowInDays",
    "aws:kms/replicaExternalKey:ReplicaExternalKey": "deletionWindowInDays",
    "aws-native:kms:Key": "pendingWindowInDays",
    "aws-native:kms:ReplicaKey": "pendingWindowInDays",
};

export const kmsDeletionWindow: ResourcePolicy = {
    name: "kms-deletion-window",
    displayName: "KMS key deletion",
    description: "A key cannot be deleted in haste: it is protected, and its deletion can be called off for long enough.",
    enforcementLevel: "advisory",
    severity: "medium",
    remediationSteps:
        "Set the resource option protect: true, and leave deletionWindowInDays out (30 days) or raise it. Data under a deleted key is lost.",
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
    tags: ["availability", ...controls("KMS.3")],
    configSchema: options("minimumDays"),
    validateResource: (key, report, { minimumDays = standardMinimumDays }) => {
        const window = deletionWindows[key.type];
        if (window === undefined) {
            return;
        }
        const isLong = isLeftOutOr(key.number(window), (days) => days >= Math.min(minimumDays, longestWindow));
        report(not(isLong), `A deletion can be called off for fewer than ${minimumDays} days.`);
        report(!key.protect, "The key is not protected, so taking it out of the program deletes it.");
    },
};

import type { Block } from "./block";
import { all, any, type Fact, is, isGiven, isKnown, isLeftOutOr, map, not, oneOf, orDefault, type Truth, Unknown } from "./fact";
import { matchesGlob } from "./glob";
import type { Resource, Stack } from "./resource";

/** The types that are KMS keys. */
export const keyTypes = [
    "aws:kms/key:Key",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
    "aws-native:kms:Key",
    "aws-native:kms:ReplicaKey",
] as const;

const replicaTypes: readonly string[] = [
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
    "aws-native:kms:ReplicaKey",
];

export const aliasTypes = ["aws:kms/alias:Alias", "aws-native:kms:Alias"] as const;

/** The input by which a resource that is no key leads to one. */
const linkToKey: Readonly<Record<string, string>> = {
    "aws:kms/alias:Alias": "targetKeyId",
    "aws-native:kms:Alias": "targetKeyId",
    "aws:kms/keyPolicy:KeyPolicy": "keyId",
    "aws:kms/grant:Grant": "keyId",
};

/**
 * Where a reference to a key ends, as far as the program tells: at a key of the stack (or at an alias whose own target nobody knows yet),
 * or outside at the id, ARN or alias that the program gives.
 */
export type KeyReference = Resource | string;

/**
 * AWS managed keys (`aws/s3`, `aws/sagemaker`) have aliases that only AWS can make, so the alias tells them, as a name or as an ARN.
 * https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html
 */
export function isAwsManagedAlias(name: string): boolean {
    return /^(alias\/)?aws\/|:alias\/aws\//.test(name);
}

/**
 * What some properties take in the place of a key, for one that AWS owns.
 * https://www.pulumi.com/registry/packages/aws/api-docs/qldb/ledger/
 */
const awsOwnedKey = "AWS_OWNED_KMS_KEY";

/**
 * Whether the key is the customer's own. An id or ARN outside the stack does not tell, and is taken for one. An alias that somebody makes
 * cannot be of an AWS managed key: CreateAlias refuses it.
 */
export function isCustomerManaged(key: KeyReference): boolean {
    return typeof key !== "string" || !(isAwsManagedAlias(key) || key === awsOwnedKey);
}

/** Whether the list of allowed ARNs, with wildcards, has this key of another stack: by ARN, or by the id or alias at an ARN's end. */
export function isAllowedKey(key: string, allowedKeyArns: readonly string[]): boolean {
    const ending = key.startsWith("alias/") ? key : `key/${key}`;
    const endingOf = (arn: string): string => arn.split(":").slice(5).join(":");
    return allowedKeyArns.some((arn) => (key.startsWith("arn:") ? matchesGlob(key, arn) : matchesGlob(ending, endingOf(arn))));
}

/**
 * The key that the text at `leaf` names, followed through aliases to the end. While its value is unknown, the keys it was made from have to
 * tell: with more than one among them the reference is to one of the list.
 *
 * @param leaf the key property itself: `resource.block("kmsKeyId")`
 */
export function keysNamedBy(resource: Resource, leaf: Block): Fact<readonly KeyReference[]> {
    return followed(resource, leaf, 0);
}

function followed(resource: Resource, leaf: Block, steps: number): Fact<readonly KeyReference[]> {
    const value = leaf.text("");
    if (value instanceof Unknown) {
        const sources = resource.sourcesOf(leaf.path).filter((source) => isKey(source) || source.type in linkToKey);
        return sources.length > 0 && steps < 4 ? sources.flatMap((source) => endOf(source, steps)) : value;
    }
    return map(value, (name) => {
        const named = steps < 4 ? (resource.stack?.once(namedKeys).get(name) ?? []) : [];
        const meant = meantBy(resource, name, named);
        if (meant instanceof Unknown) {
            return meant;
        }
        const ends = (keys: readonly Resource[]): readonly KeyReference[] => keys.flatMap((key) => endOf(key, steps));
        if (meant.length > 0) {
            return ends(meant);
        }
        const possible = steps < 4 ? aliasesToBe(resource.stack, name) : [];
        return possible instanceof Unknown ? possible : [name, ...ends(possible)];
    });
}

/** The aliases of the stack that the ARN of an alias may turn out to be of, while their own are not known yet. */
function aliasesToBe(stack: Stack | undefined, arn: string): readonly Resource[] | Unknown {
    const [, region, name] = /^arn:[^:]*:kms:([^:]*):[^:]*:(alias\/.+)$/.exec(arn) ?? [];
    const ofName = name === undefined ? [] : (stack?.once(namedKeys).get(name) ?? []);
    const toBe = ofName.filter((alias) => !isKnown(alias.outputs.text("arn")));
    const unknownRegion = toBe.map((alias) => alias.region).find((one) => one instanceof Unknown);
    return unknownRegion ?? toBe.filter((alias) => is(alias.region, (own) => own !== region) !== true);
}

/**
 * Which of the keys and aliases of one name the resource means: a replica has the id of its primary, and regions may have aliases of the same
 * name, so that what its region and provider have comes first.
 */
function meantBy(resource: Resource, name: string, named: readonly Resource[]): readonly Resource[] | Unknown {
    const inRegion = named.filter((key) => key.region === resource.region);
    const ofProvider = inRegion.filter(({ providerUrn }) => providerUrn === resource.providerUrn);
    if (ofProvider.length > 0) {
        return ofProvider;
    }
    const regions = named.length > 1 ? [resource, ...named].map(({ region }) => region) : [];
    // An ARN tells the region, so what has it is meant.
    const mayBeUnnamed = named.length > 0 ? name.startsWith("alias/") : name.includes("alias/");
    return (
        regions.find((region) => region instanceof Unknown) ??
        (mayBeUnnamed ? resource.stack?.once(unnamedAlias) : undefined) ??
        (inRegion.length > 0 ? inRegion : named)
    );
}

/** The key itself, or what an alias leads to; an alias that leads nowhere, or nobody knows where, is the end itself. */
function endOf(resource: Resource, steps: number): readonly KeyReference[] {
    const link = linkToKey[resource.type];
    const keys = link === undefined ? undefined : followed(resource, resource.block(link), steps + 1);
    return Array.isArray(keys) ? (keys as readonly KeyReference[]) : [resource];
}

/** The name of an alias of the stack that is not known yet: any alias that is named in full may turn out to be it. */
function unnamedAlias(stack: Stack): Unknown | undefined {
    const names = stack.ofType(...aliasTypes).flatMap((alias) => [alias.text("name"), alias.text("aliasName")]);
    return names.find((name) => name instanceof Unknown);
}

/** The keys and aliases of the stack by every name that a property may give them. */
function namedKeys(stack: Stack): Map<string, readonly Resource[]> {
    const named = new Map<string, readonly Resource[]>();
    for (const resource of stack.ofType(...keyTypes, ...aliasTypes)) {
        const names = ["id", "arn", "keyId", "name", "aliasName"]
            .filter((name) => name !== "keyId" || linkToKey[resource.type] === undefined)
            .map((name) => resource.outputOrInput(name))
            .filter((name) => typeof name === "string");
        new Set(names).forEach((name) => named.set(name, [...(named.get(name) ?? []), resource]));
    }
    return named;
}

function isKey(resource: Resource): boolean {
    return (keyTypes as readonly string[]).includes(resource.type);
}

/** Whether a reference that leads to one of these passes, whichever it is: `Unknown` where that makes a difference. */
export function isOneOfThem(keys: readonly KeyReference[], test: (key: KeyReference) => Truth): Truth {
    const truths = keys.map(test);
    const passes = all(...truths);
    return passes === false && any(...truths) !== false ? new Unknown(["which of several keys it is"]) : passes;
}

/** Whether a key property names an AWS managed key. */
export function isAwsManaged(keys: Fact<readonly KeyReference[]>): Truth {
    return is(keys, (named) => isOneOfThem(named, (key) => !isCustomerManaged(key)));
}

/**
 * Whether services can encrypt data under this key of the stack: an enabled, symmetric encryption key whose material does not expire.
 * https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html
 */
export function isUsableForEncryption(key: Resource): Truth {
    if (!isKey(key)) {
        // An alias or the like, the end of a reference because it leads to no key, or to one that is not known yet.
        return isGiven(key.text(linkToKey[key.type] ?? ""));
    }
    return all(isEnabled(key), isSymmetricEncryptionKey(key), not(is(key.text("validTo"), () => true)));
}

/** `isEnabled` of Key is `enabled` elsewhere; left out, a key is enabled. */
function isEnabled(key: Resource): Truth {
    const flag = key.type === "aws:kms/key:Key" ? "isEnabled" : "enabled";
    return isLeftOutOr(key.flag(flag), (on) => on);
}

/** A replica has spec and usage of its primary. */
function isSymmetricEncryptionKey(key: Resource): Truth {
    const primary = keysNamedBy(key, key.block("primaryKeyArn"));
    if (primary instanceof Unknown) {
        return primary;
    }
    if (Array.isArray(primary)) {
        // A replica that names itself, or another replica, leads to no primary.
        const isPrimary = (end: KeyReference): end is Resource => typeof end !== "string" && !replicaTypes.includes(end.type);
        return all(...(primary as readonly KeyReference[]).filter(isPrimary).map(isSymmetricEncryptionKey));
    }
    return all(is(keySpec(key), oneOf("SYMMETRIC_DEFAULT")), is(keyUsage(key), oneOf("ENCRYPT_DECRYPT")));
}

/** What kind of key it is: `customerMasterKeySpec` of Key is `keySpec` elsewhere. */
export function keySpec(key: Resource): string | Unknown {
    return orDefault(key.text(key.type === "aws:kms/key:Key" ? "customerMasterKeySpec" : "keySpec"), "SYMMETRIC_DEFAULT");
}

export function keyUsage(key: Resource): string | Unknown {
    return orDefault(key.text("keyUsage"), "ENCRYPT_DECRYPT");
}

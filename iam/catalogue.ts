/**
 * The actions and condition keys that AWS knows, from `catalogue/*.json`: one file per service, each with the page of the
 * Service Authorization Reference it was taken from and the day of that page. AWS adds actions every year: to refresh a file, bring it up to
 * its page and change its date; `test/iam/catalogue.test.ts` checks what must stay consistent.
 */
import globalKeys from "./catalogue/global.json";
import kms from "./catalogue/kms.json";
import objectLambda from "./catalogue/s3-object-lambda.json";
import s3 from "./catalogue/s3.json";
import s3express from "./catalogue/s3express.json";
import s3tables from "./catalogue/s3tables.json";
import s3vectors from "./catalogue/s3vectors.json";
import sagemaker from "./catalogue/sagemaker.json";
import serviceSources from "./catalogue/sources.json";

/** The shape of a service's file. */
interface ServiceFile {
    readonly service: string;
    readonly page: string;
    readonly date: string;
    /** Condition keys that a request for any of the service's actions may carry; the actions do not repeat them. */
    readonly everyAction: readonly string[];
    readonly resources: Readonly<Record<string, { readonly arn: string; readonly keys: readonly string[] }>>;
    readonly keys: Readonly<Record<string, { readonly type: string; readonly multivalued?: boolean }>>;
    readonly actions: Readonly<
        Record<string, { readonly level: string; readonly on: readonly string[]; readonly keys: readonly string[] }>
    >;
    /** Other names of condition keys, which always hold the same value. */
    readonly aliases: object;
}

const files: readonly ServiceFile[] = [kms, objectLambda, s3, s3express, s3tables, s3vectors, sagemaker];

/** An action that is in no list: whoever grants it grants all of the service. */
export const anyS3Action = "s3:FutureAction";

const aliases = new Map(
    files.flatMap((file) =>
        Object.entries(file.aliases as Record<string, string>).map(([alias, key]) => [alias.toLowerCase(), key.toLowerCase()]),
    ),
);

/** The one spelling of a condition key by which it can be compared: names ignore case, and some keys have a second name. */
export function canonicalKey(key: string): string {
    const lowerCase = key.toLowerCase();
    return aliases.get(lowerCase) ?? lowerCase;
}

/** An action of a service. */
export interface Action {
    /** As AWS writes it, with its service: `s3:GetObject`. */
    readonly name: string;
    /** AWS's access level: `List`, `Read`, `Write`, `Tagging` or `Permissions management`. */
    readonly level: string;
    /** The kinds of resource it is asked on, by the names of its page (`bucket`, `object`); none for actions on the whole account. */
    readonly on: readonly string[];
    /** The condition keys that a request for it may carry besides the global ones, in canonical spelling; `*` stands for a tag's key. */
    readonly keys: ReadonlySet<string>;
}

/** The services of the catalogue by their prefix: `s3`, `kms`, `sagemaker`. */
export const services: readonly string[] = files.map(({ service }) => service);

const actionsByService = new Map<string, readonly Action[]>();

/** All actions of a service, by its prefix (`s3`); none of a service the catalogue does not hold. */
export function actionsOf(service: string): readonly Action[] {
    let actions = actionsByService.get(service);
    if (actions === undefined) {
        actions = files.filter((file) => file.service === service).flatMap(readActions);
        actionsByService.set(service, actions);
    }
    return actions;
}

function readActions({ service, everyAction, resources, actions }: ServiceFile): Action[] {
    return Object.entries(actions).map(([name, { level, on, keys }]) => {
        const ofResources = on.flatMap((resource) => resources[resource]?.keys ?? []);
        return { name: `${service}:${name}`, level, on, keys: new Set([...everyAction, ...ofResources, ...keys].map(canonicalKey)) };
    });
}

/** The actions of a service that are asked on one of these kinds of resource, for example `actionsOn("s3", "bucket", "object")`. */
export function actionsOn(service: string, ...resources: string[]): readonly Action[] {
    return actionsOf(service).filter(({ on }) => on.some((resource) => resources.includes(resource)));
}

/** Listing a bucket tells the names of objects: data, though the bucket is what it is asked on. */
const listings = ["s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:ListBucketVersions"];

/** The S3 actions that read, write, list or share data: all on objects, and the listings. */
export function s3DataActions(): readonly Action[] {
    return actionsOf("s3").filter(({ name, on }) => on.includes("object") || listings.includes(name));
}

/** The S3 actions that a bucket policy is asked about: all on objects and on the bucket itself. */
export function s3BucketPolicyActions(): readonly Action[] {
    return actionsOn("s3", "bucket", "object");
}

/** The S3 actions that an access point's policy is asked about: those on the access point and on objects through it. */
export function s3AccessPointPolicyActions(): readonly Action[] {
    return actionsOn("s3", "accesspoint", "accesspointobject");
}

/** The KMS actions that a key policy is asked about. */
export function kmsKeyActions(): readonly Action[] {
    return actionsOn("kms", "key");
}

/**
 * The SageMaker actions that a model package group's policy is asked about: those on the group and on the packages in it. Who makes a model
 * from a package of the group is asked there too, though the action is on the model.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy-xaccount.html
 */
export function modelPackageGroupPolicyActions(): readonly Action[] {
    return [
        ...actionsOn("sagemaker", "model-package-group", "model-package"),
        ...actionsOf("sagemaker").filter(({ name }) => name === "sagemaker:CreateModel"),
    ];
}

/** The KMS actions that use a key of this usage (AWS's `KeyUsage`); other usages cannot be asked of it. */
export function kmsUseActions(usage: keyof typeof kms.use = "ENCRYPT_DECRYPT"): readonly Action[] {
    return actionsOf("kms").filter(({ name }) => kms.use[usage].includes(name.slice("kms:".length)));
}

/** The KMS actions by which a key is taken away from its owner: another policy, or its end. */
export function kmsAdministrationActions(): readonly Action[] {
    return actionsOf("kms").filter(({ name }) => kms.administration.includes(name.slice("kms:".length)));
}

/** The actions of a service whose requests may carry the condition key: `actionsWithKey("sagemaker", "sagemaker:VolumeKmsKey")`. */
export function actionsWithKey(service: string, key: string): readonly Action[] {
    return actionsOf(service).filter((action) => action.keys.has(canonicalKey(key)));
}

/** The ARN of a service's kind of resource, with AWS's placeholders: `arn:${Partition}:s3:::${BucketName}`. */
export function arnOf(service: string, resource: string): string | undefined {
    return files.find((file) => file.service === service)?.resources[resource]?.arn;
}

/** What is known of a condition key. */
export interface ConditionKey {
    /** `String`, `ARN`, `Bool`, `Numeric`, `Date` or `IPAddress`. */
    readonly type: string;
    /** Whether a request may carry several values of it. */
    readonly multivalued: boolean;
}

const conditionKeys = new Map<string, ConditionKey>(
    [globalKeys, ...files].flatMap((file) =>
        Object.entries(file.keys as ServiceFile["keys"]).map(([key, { type, multivalued }]): [string, ConditionKey] => [
            canonicalKey(key),
            { type, multivalued: multivalued === true },
        ]),
    ),
);

/** The condition keys of the catalogue as AWS writes them: `aws:SourceVpce`, `aws:PrincipalTag/*`. */
export const conditionKeyNames: readonly string[] = [globalKeys, ...files].flatMap((file) => Object.keys(file.keys));

/** What the catalogue knows of a condition key in any spelling (`aws:PrincipalTag/team`); undefined if it holds no such key. */
export function conditionKey(key: string): ConditionKey | undefined {
    return conditionKeys.get(canonicalKey(key)) ?? conditionKeys.get(familyOf(key));
}

/** Whether a request for the action may carry the condition key; global keys (`aws:`) only where AWS lists them for the action. */
export function mayCarry(action: Action, key: string): boolean {
    return action.keys.has(canonicalKey(key)) || action.keys.has(familyOf(key));
}

/** A key that ends in a name the user chose, as the catalogue writes it: `aws:principaltag/*` of `aws:PrincipalTag/team`. */
function familyOf(key: string): string {
    return canonicalKey(key).replace(/^([^/]*\/|kms:encryptioncontext:|kms:recipientattestation:(?:nitrotpm)?pcr).*$/s, "$1*");
}

/** The service principals that send neither `aws:SourceAccount` nor `aws:SourceArn`, so that no policy can test where a call comes from. */
export const servicesWithoutSource: readonly string[] = serviceSources.withoutSource.map(({ service }) => service);

/**
 * The condition keys, in AWS's spelling, in which a service itself tells whom it works for when it uses a KMS key, as
 * `logs.eu-west-1.amazonaws.com` does with the ARN of the log group; none for services that tell it by `aws:SourceAccount` and `aws:SourceArn` alone.
 */
export function ownSourceKeys(service: string): readonly string[] {
    return serviceSources.encryptionContext.filter((entry) => isCalled(service, entry.service)).map(({ key }) => key);
}

/** Whether the service principal has the name, in which `*` is a Region. */
function isCalled(service: string, name: string): boolean {
    const [start = "", end] = name.split("*");
    return end === undefined ? service === start : service.startsWith(start) && service.endsWith(end) && service.length > name.length;
}

/**
 * What the AWS provider and AWS do with resources, without AWS: it checks inputs, previews, makes, changes and reads. Used by the rehearsal's own
 * engine and by the stand-in provider of the real engine, so that a pack sees the same in both.
 */
import { defaultRegion, hex, identify, inPartition, makeUp, type NewResource, specialOutputs, standardAccount } from "./madeUp";
import { awsSchema, type Kind, type ResourceSchema } from "./schema";
import {
    hasUnknown,
    isObject,
    isSecret,
    isSigned,
    mapValues,
    secret,
    sorted,
    textOf,
    unknown,
    withoutSecrets,
    type Properties,
    type Value,
} from "./wire";

/**
 * What becomes of inputs that the program leaves out and AWS sets: the real provider differs from property to property.
 * `absent`: they are nowhere; `unknown`: a preview does not know them; `truth`: what AWS will set is there at once, and documented defaults are among the inputs.
 * An update knows them in the last two.
 */
export type LeftOutInputs = "absent" | "unknown" | "truth";

/** The configuration of a provider instance that matters here. */
export interface ProviderConfiguration {
    account: string;
    region: string;
    defaultTags: Properties;
    leftOut: LeftOutInputs;
}

/** From a provider resource's inputs, where all but text is JSON. */
export function configureProvider(inputs: Properties, leftOut: LeftOutInputs): ProviderConfiguration {
    const { region, defaultTags, allowedAccountIds, assumeRoles } = withoutSecrets(inputs) as Properties;
    const tags = typeof defaultTags === "string" ? (JSON.parse(defaultTags) as { tags?: Properties }).tags : undefined;
    return {
        account: firstAccountIn(allowedAccountIds) ?? firstAccountIn(assumeRoles) ?? standardAccount,
        region: typeof region === "string" && region !== "" ? region : defaultRegion,
        defaultTags: tags ?? {},
        leftOut,
    };
}

function firstAccountIn(json: Value | undefined): string | undefined {
    return typeof json === "string" ? /(?<!\d)\d{12}(?!\d)/.exec(json)?.[0] : undefined;
}

/** `aws:s3/bucket:Bucket` of `urn:pulumi:stack::project::component$aws:s3/bucket:Bucket::name` */
export function typeOf(urn: string): string {
    return urn.split("::")[2]?.split("$").pop() ?? "";
}

export function nameOf(urn: string): string {
    return urn.split("::").slice(3).join("::");
}

function schemaOf(type: string): ResourceSchema {
    return awsSchema().resources[type] ?? { outputs: { arn: "text" } };
}

/** The native provider is not bridged: it marks no defaults. */
function isNative(type: string): boolean {
    return type.startsWith("aws-native:");
}

/**
 * The inputs after the provider's check: with an autoname, policy documents as text, and marks of defaults in every object, as the bridge has them.
 * `olds` are the checked inputs of the resource as it is, if it is there.
 */
export function check(urn: string, news: Properties, olds: Properties | undefined, { leftOut }: ProviderConfiguration): Properties {
    const schema = schemaOf(typeOf(urn));
    const inputs = { ...news };
    const defaults: string[] = [];

    const { autoname: named } = schema;
    if (named !== undefined && !(named in inputs) && !(`${named}Prefix` in inputs)) {
        inputs[named] = olds?.[named] ?? autoname(urn);
        defaults.push(named);
    }
    if (leftOut === "truth") {
        for (const [name, standard] of Object.entries(schema.defaults ?? {})) {
            if (!(name in inputs)) {
                inputs[name] = standard;
                defaults.push(name);
            }
        }
    }
    for (const name of schema.documents ?? []) {
        const document = inputs[name];
        if (isObject(document)) {
            inputs[name] = documentAsText(document);
        }
    }
    if (isNative(typeOf(urn))) {
        return inputs;
    }
    for (const [name, value] of Object.entries(inputs)) {
        inputs[name] = markDefaults(name, value, schema);
    }
    return { ...inputs, __defaults: defaults };
}

/** Seven digits as the bridge adds them, but always the same for the same resource. */
function autoname(urn: string): string {
    const name = `${nameOf(urn)}-${hex(urn, 7)}`;
    switch (typeOf(urn)) {
        case "aws:s3/bucket:Bucket":
        case "aws:s3/bucketV2:BucketV2":
        case "aws-native:s3:Bucket":
            return name.toLowerCase();
        case "aws:kms/alias:Alias":
            return `alias/${name}`;
        default:
            return name;
    }
}

/** A policy document given as an object becomes text, or one unknown when anything in it is unknown. */
function documentAsText(document: Value): Value {
    if (isSecret(document)) {
        return isObject(document.value) ? secret(documentAsText(document.value)) : document;
    }
    const plain = withoutSecrets(document);
    if (hasUnknown(plain)) {
        return unknown;
    }
    const asText = JSON.stringify(sorted(plain));
    return JSON.stringify(sorted(document)) === asText ? asText : secret(asText);
}

function markDefaults(name: string, value: Value, schema: ResourceSchema): Value {
    if (Array.isArray(value)) {
        return value.map((element) => markDefaults(name, element, schema));
    }
    if (isSecret(value)) {
        return secret(markDefaults(name, value.value ?? null, schema));
    }
    if (!isObject(value) || isSigned(value) || schema.maps?.includes(name) || name === "__defaults") {
        return value;
    }
    const properties = Object.entries(value).map(([inner, property]) => [inner, markDefaults(inner, property, schema)] as const);
    return { ...Object.fromEntries(properties), __defaults: [] };
}

function withoutMarks(inputs: Properties): Properties {
    return mapValues(inputs, (value) => {
        if (!isObject(value) || isSigned(value)) {
            return value;
        }
        return Object.fromEntries(Object.entries(value).filter(([name, property]) => name !== "__defaults" && property !== null));
    }) as Properties;
}

/** The outputs that a preview of making the resource gives: what is known of the inputs, and unknowns for what AWS sets. */
export function preview(urn: string, inputs: Properties, configuration: ProviderConfiguration): Properties {
    const schema = schemaOf(typeOf(urn));
    const declared = withoutMarks(inputs);
    for (const [name, value] of Object.entries(declared)) {
        // The bridge cannot plan a map of which one value is unknown.
        if (schema.maps?.includes(name) && hasUnknown(value)) {
            declared[name] = unknown;
        }
    }
    const planned = Object.keys(schema.outputs ?? {}).map((name) => [name, unknown] as const);
    return {
        ...leftOutInputs(schema, newResource(urn, declared, configuration), configuration.leftOut),
        ...declared,
        ...Object.fromEntries(planned),
        ...allTags(schema, declared, configuration),
        id: unknown,
    };
}

/** The inputs that the program left out and AWS sets, as a preview has them. */
function leftOutInputs(schema: ResourceSchema, resource: NewResource, leftOut: LeftOutInputs): Properties {
    const computed = Object.keys(schema.computed ?? {}).filter((name) => !(name in resource.inputs));
    switch (leftOut) {
        case "absent":
            return {};
        case "unknown":
            return Object.fromEntries(computed.map((name) => [name, unknown]));
        case "truth":
            return Object.fromEntries(computed.map((name) => [name, settle(name, schema.computed?.[name] ?? "text", resource)]));
    }
}

/** What AWS sets for an input that was left out. */
function settle(name: string, kind: Kind, resource: NewResource): Value {
    switch (`${resource.type} ${name}`) {
        case "aws:s3/bucket:Bucket serverSideEncryptionConfiguration":
            return {
                rule: { applyServerSideEncryptionByDefault: { kmsMasterKeyId: "", sseAlgorithm: "AES256" }, bucketKeyEnabled: false },
            };
        case "aws:s3/bucketV2:BucketV2 serverSideEncryptionConfigurations":
            return [
                {
                    rules: [
                        { applyServerSideEncryptionByDefaults: [{ kmsMasterKeyId: "", sseAlgorithm: "AES256" }], bucketKeyEnabled: false },
                    ],
                },
            ];
        case "aws:s3/bucket:Bucket versioning":
            return { enabled: false, mfaDelete: false };
    }
    if (Array.isArray(kind)) {
        return [];
    }
    if (typeof kind === "object") {
        return {};
    }
    // Where AWS has nothing to fill in, it answers an empty text.
    return kind === "text" && !/id$|arn$|name$|region|key/i.test(name) ? "" : makeUp(name, kind, resource);
}

function allTags(schema: ResourceSchema, { tags }: Properties, { defaultTags }: ProviderConfiguration): Properties {
    if (schema.outputs?.tagsAll === undefined) {
        return {};
    }
    return { tagsAll: isObject(tags) && !isSigned(tags) ? { ...defaultTags, ...tags } : (tags ?? defaultTags) };
}

function newResource(seed: string, inputs: Properties, { account, region }: ProviderConfiguration): NewResource {
    const type = typeOf(seed);
    const plain = withoutSecrets(inputs) as Properties;
    const named = schemaOf(type).autoname ?? "name";
    // The rest of a name of which the program gives a prefix is AWS's.
    const prefix = textOf(plain[`${named}Prefix`]);
    const className = type.split(":")[2] ?? "";
    const ownName = `${className.charAt(0).toLowerCase()}${className.slice(1)}Name`;
    const name = textOf(plain[named]) || textOf(plain[ownName]) || (prefix === "" ? `made-up-${hex(seed, 7)}` : prefix + hex(seed, 26));
    return { type, seed, name, account, region: textOf(plain.region) || region, inputs: plain };
}

export interface Made {
    id: string;
    outputs: Properties;
}

/** Makes the resource: its inputs, and everything that AWS sets. */
export function create(urn: string, inputs: Properties, configuration: ProviderConfiguration): Made {
    const declared = withoutMarks(inputs);
    return make(newResource(urn, declared, configuration), declared, configuration);
}

function make(resource: NewResource, declared: Properties, configuration: ProviderConfiguration): Made {
    const schema = schemaOf(resource.type);
    const settled = { ...schema.outputs, ...schema.computed };
    const identity = identify(resource);
    const outputs = Object.entries(schema.outputs ?? {}).map(([output, kind]) => [output, makeUp(output, kind, resource)] as const);
    const own = { arn: identity.arn, [schema.autoname ?? "name"]: resource.name, ...specialOutputs(resource, identity) };
    return {
        id: identity.id,
        outputs: {
            ...leftOutInputs(schema, resource, configuration.leftOut === "absent" ? "absent" : "truth"),
            ...Object.fromEntries(outputs),
            ...Object.fromEntries(Object.entries(own).filter(([output]) => output in settled)),
            ...declared,
            ...allTags(schema, declared, configuration),
            id: identity.id,
        },
    };
}

/** The resource after a change of inputs: what AWS had set stays. In a preview, too. */
export function update(urn: string, olds: Properties, news: Properties, configuration: ProviderConfiguration): Properties {
    const schema = schemaOf(typeOf(urn));
    const declared = withoutMarks(news);
    const kept = Object.entries(olds).filter(
        ([name]) => name in (schema.outputs ?? {}) || name in (schema.computed ?? {}) || name === "id",
    );
    return { ...Object.fromEntries(kept), ...declared, ...allTags(schema, declared, configuration) };
}

/** The inputs that differ. */
export function changedInputs(olds: Properties, news: Properties): string[] {
    const asText = (inputs: Properties, name: string): string => JSON.stringify(sorted(withoutMarks(inputs)[name] ?? null));
    return [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
        (name) => name !== "__defaults" && asText(olds, name) !== asText(news, name),
    );
}

/** The inputs whose change needs a new resource. */
export function replacements(urn: string, olds: Properties, news: Properties): string[] {
    const schema = schemaOf(typeOf(urn));
    return changedInputs(olds, news).filter((name) => name === schema.autoname || (schema.replaces?.includes(name) ?? false));
}

/** A resource that is outside of the stack: AWS knows it by its id, and the rest is made up from that. */
export function read(urn: string, id: string, inputs: Properties, configuration: ProviderConfiguration): Made {
    const type = typeOf(urn);
    const declared = { ...identifyingInputs(type, id), ...withoutMarks(inputs) };
    const resource = { ...newResource(urn, declared, configuration), seed: `${type} ${id}` };
    const { outputs } = make(resource, declared, configuration);
    return { id, outputs: { ...outputs, ...outputsFromId(resource, id, outputs), id } };
}

/** Inputs that the id tells: the name, where there is one. */
export function identifyingInputs(type: string, id: string): Properties {
    const { autoname } = schemaOf(type);
    return autoname === undefined || id.startsWith("arn:") ? {} : { [autoname]: id };
}

/** Where AWS makes up the id, ARN and id have to agree. */
function outputsFromId({ type, account, region }: NewResource, id: string, outputs: Properties): Properties {
    switch (type) {
        case "aws:kms/key:Key":
        case "aws:kms/replicaKey:ReplicaKey":
            // A key may be looked up by its ARN.
            return {
                keyId: id.split(":key/")[1] ?? id,
                arn: id.startsWith("arn:") ? id : inPartition(`arn:aws:kms:${region}:${account}:key/${id}`, region),
            };
    }
    const { arn } = outputs;
    if (id.startsWith("arn:")) {
        return "arn" in outputs ? { arn: id } : {};
    }
    return typeof arn === "string" && !arn.endsWith(id) ? { arn: arn.replace(/[^/]+$/, id) } : {};
}

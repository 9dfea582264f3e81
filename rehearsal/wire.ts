/** Property values as the engine, its providers and its packs exchange them: JSON, with sentinels and signatures for what JSON lacks. */
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

export type Value = null | boolean | number | string | Value[] | Properties;
export interface Properties {
    [name: string]: Value;
}

/** Stands for every value that only the deployment will settle, whatever its type. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const resourceSignature = "5cf8f73096256a8f31e491e813e4eb8e";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

export function isObject(value: Value | undefined): value is Properties {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasSignature(value: Value, sought: string): value is Properties {
    return isObject(value) && value[signature] === sought;
}

export function isSecret(value: Value): value is Properties {
    return hasSignature(value, secretSignature);
}

export function secret(value: Value): Properties {
    return { [signature]: secretSignature, value };
}

/** Whether the value is one of the engine's own: a secret, an asset, a reference to a resource. */
export function isSigned(value: Value): boolean {
    return isObject(value) && signature in value;
}

/** Whether anything in the value, at any depth, waits for the deployment. */
export function hasUnknown(value: Value): boolean {
    return value === unknown || (typeof value === "object" && value !== null && Object.values(value).some(hasUnknown));
}

/** The value with `change` made to everything in it, innermost first. */
export function mapValues(value: Value, change: (value: Value) => Value): Value {
    if (Array.isArray(value)) {
        return change(value.map((element) => mapValues(element, change)));
    }
    return change(isObject(value) ? mapProperties(value, (property) => mapValues(property, change)) : value);
}

export function mapProperties(properties: Properties, change: (value: Value) => Value): Properties {
    return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, change(value)]));
}

/** The value with the properties of its objects in alphabetical order, which transport does not keep. */
export function sorted(value: Value): Value {
    return mapValues(value, (inner) =>
        isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
    );
}

/** Output values, which carry dependencies besides a value, as the plain or secret values that providers and packs get. */
export function withoutOutputValues(value: Value): Value {
    return mapValues(value, (inner) => {
        if (!hasSignature(inner, outputSignature)) {
            return inner;
        }
        const plain = inner.value ?? unknown;
        return inner.secret === true ? secret(plain) : plain;
    });
}

/** References to resources as the ids (of components: the URNs) that packs and the bridged providers get. */
export function withoutResourceReferences(value: Value): Value {
    return mapValues(value, (inner) =>
        hasSignature(inner, resourceSignature) ? (inner.id === "" ? unknown : (inner.id ?? inner.urn ?? null)) : inner,
    );
}

export function withoutSecrets(value: Value): Value {
    return mapValues(value, (inner) => (isSecret(inner) ? (inner.value ?? null) : inner));
}

/** The text, or an empty one where the value is none. */
export function textOf(value: Value | undefined): string {
    return typeof value === "string" ? value : "";
}

export function toStruct(properties: Properties): Struct {
    return Struct.fromJavaScript(properties);
}

export function fromStruct(struct: Struct | undefined): Properties {
    return struct?.toJavaScript() ?? {};
}

/** The part of JSON Schema (draft-07) that the schema of the configuration file uses. */
export interface Schema {
    readonly $ref?: string;
    readonly type?: string | readonly string[];
    readonly enum?: readonly unknown[];
    readonly oneOf?: readonly Schema[];
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly required?: readonly string[];
    readonly additionalProperties?: boolean | Schema;
    readonly minProperties?: number;
    readonly items?: Schema;
    readonly pattern?: string;
    readonly minimum?: number;
    readonly maximum?: number;
    readonly definitions?: Readonly<Record<string, Schema>>;
}

/** The keywords that `accepts` knows, and those that say nothing of what is valid. */
export const keywords = [
    ..."$ref type enum oneOf properties required additionalProperties minProperties items pattern minimum maximum".split(" "),
    ..."definitions $schema title description".split(" "),
];

/** Whether the value is valid under the schema; `$ref` leads to a definition of the root. */
export function accepts(schema: Schema, value: unknown, root = schema): boolean {
    const follow = (inner: Schema, part: unknown): boolean => accepts(inner, part, root);
    if (schema.$ref !== undefined) {
        const definition = root.definitions?.[schema.$ref.replace("#/definitions/", "")];
        return definition !== undefined && follow(definition, value);
    }
    const checks = [
        schema.type === undefined || [schema.type].flat().includes(typeOf(value)),
        schema.enum === undefined || schema.enum.includes(value),
        schema.oneOf === undefined || schema.oneOf.filter((alternative) => follow(alternative, value)).length === 1,
        typeof value !== "string" || new RegExp(schema.pattern ?? "").test(value),
        typeof value !== "number" || (value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity)),
        !Array.isArray(value) || schema.items === undefined || value.every((element) => follow(schema.items ?? {}, element)),
        typeOf(value) !== "object" || acceptsObject(schema, value as Record<string, unknown>, follow),
    ];
    return checks.every(Boolean);
}

function acceptsObject(
    { properties = {}, required = [], additionalProperties = true, minProperties = 0 }: Schema,
    value: Readonly<Record<string, unknown>>,
    follow: (inner: Schema, part: unknown) => boolean,
): boolean {
    const names = Object.keys(value);
    return (
        names.length >= minProperties &&
        required.every((name) => name in value) &&
        names.every((name) => {
            const schema = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
            return typeof schema === "boolean" ? schema : schema !== undefined && follow(schema, value[name]);
        })
    );
}

function typeOf(value: unknown): string {
    if (Array.isArray(value)) {
        return "array";
    }
    return value === null ? "null" : Number.isInteger(value) ? "integer" : typeof value;
}

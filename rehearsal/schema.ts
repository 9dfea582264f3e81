import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What kind of value an output has: one of the plain ones, a list of one kind, or an object with its properties' kinds (`{}`: a map). */
export type Kind = "text" | "number" | "boolean" | [Kind] | { [property: string]: Kind };

/** What the rehearsal knows of a resource type. Everything is left out where there is none. */
export interface ResourceSchema {
    /** Properties that only the cloud sets: `arn`. */
    outputs?: Record<string, Kind>;
    /** Inputs that the cloud sets when the program leaves them out. */
    computed?: Record<string, Kind>;
    /** The input that the provider makes a name for when the program leaves it out: `bucket`. */
    autoname?: string;
    /** Defaults, by the documentation, of inputs that the provider sets itself when the program leaves them out. */
    defaults?: Record<string, string | number | boolean>;
    /** Names of inputs, at any depth, that are maps with keys of the program's own: `tags`. */
    maps?: string[];
    /** Inputs that take a policy document as JSON text or as an object. */
    documents?: string[];
    /** Inputs whose change replaces the resource, as far as the documentation says so. */
    replaces?: string[];
}

export interface Schema {
    /** The versions of `@pulumi/aws` and `@pulumi/aws-native` this comes from, by package name. */
    versions: Record<string, string>;
    /** By type token: `aws:s3/bucket:Bucket`, `aws-native:s3:Bucket`. */
    resources: Record<string, ResourceSchema>;
    /** What data sources answer: `aws:kms/getKey:getKey`. */
    functions: Record<string, Record<string, Kind>>;
}

let schema: Schema | undefined;

/** The resource types, as `generate.ts` found them. */
export function awsSchema(): Schema {
    // The build copies no JSON: the compiled module reads the file of the source tree, two folders up.
    schema ??= JSON.parse(readFileSync(schemaFile(), "utf8")) as Schema;
    return schema;
}

function schemaFile(): string {
    return join(__dirname, __dirname.includes(join("dist", "rehearsal")) ? "../../rehearsal" : ".", "aws.json");
}

/**
 * Writes `rehearsal/aws.json`: what the rehearsal has to know of each resource type of `@pulumi/aws` and `@pulumi/aws-native`, read from the packages'
 * own type declarations and comments. `schema.ts` documents the shape of the file.
 *
 * Run it again after a change of their versions: `npx ts-node rehearsal/generate.ts`.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import * as ts from "typescript";
import type { Kind, ResourceSchema, Schema } from "./schema";

/** The interfaces of `types/input.d.ts` or `types/output.d.ts`, by dotted name: `s3.BucketLogging`. */
function readInterfaces(file: string): Map<string, ts.InterfaceDeclaration> {
    const interfaces = new Map<string, ts.InterfaceDeclaration>();
    const visit = (node: ts.Node, prefix: string): void => {
        if (ts.isModuleDeclaration(node) && node.body) {
            ts.forEachChild(node.body, (child) => visit(child, `${prefix}${node.name.text}.`));
        } else if (ts.isInterfaceDeclaration(node)) {
            interfaces.set(prefix + node.name.text, node);
        }
    };
    ts.forEachChild(parse(file), (node) => visit(node, ""));
    return interfaces;
}

function parse(file: string): ts.SourceFile {
    return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
}

/** The nested types of the package at hand. */
let inputTypes = new Map<string, ts.InterfaceDeclaration>();
let outputTypes = inputTypes;
let isNative = false;

/** The type without `pulumi.Input<…>`, `pulumi.Output<…>` and `| undefined`. */
function unwrap(type: ts.TypeNode): ts.TypeNode {
    if (ts.isTypeReferenceNode(type) && /^pulumi\.(Input|Output)$/.test(type.typeName.getText()) && type.typeArguments?.[0]) {
        return unwrap(type.typeArguments[0]);
    }
    if (ts.isUnionTypeNode(type)) {
        const defined = type.types.filter((option) => option.kind !== ts.SyntaxKind.UndefinedKeyword);
        return unwrap(defined.find((option) => option.kind === ts.SyntaxKind.StringKeyword) ?? defined[0] ?? type);
    }
    return type;
}

function isOptional(type: ts.TypeNode): boolean {
    return / \| undefined(>|$)/.test(type.getText());
}

function isMap(type: ts.TypeNode): boolean {
    const bare = unwrap(type);
    return ts.isTypeLiteralNode(bare) && bare.members.some(ts.isIndexSignatureDeclaration);
}

function propertiesOf(node: ts.InterfaceDeclaration | ts.ClassDeclaration): { name: string; type: ts.TypeNode; node: ts.Node }[] {
    return [...node.members].flatMap((member: ts.Node) =>
        (ts.isPropertySignature(member) || ts.isPropertyDeclaration(member)) && member.type
            ? [{ name: member.name.getText(), type: member.type, node: member }]
            : [],
    );
}

/** The kind of value an output has, nested types included, as deep as a program is likely to look. */
function kindOf(type: ts.TypeNode, depth = 0): Kind {
    const bare = unwrap(type);
    if (ts.isArrayTypeNode(bare)) {
        return [kindOf(bare.elementType, depth)];
    }
    if (isMap(bare)) {
        return {};
    }
    if (bare.kind === ts.SyntaxKind.BooleanKeyword) {
        return "boolean";
    }
    if (bare.kind === ts.SyntaxKind.NumberKeyword) {
        return "number";
    }
    const nested = bare.getText().startsWith("outputs.") && outputTypes.get(bare.getText().replace("outputs.", ""));
    if (nested) {
        return depth > 2
            ? {}
            : Object.fromEntries(propertiesOf(nested).map((property) => [property.name, kindOf(property.type, depth + 1)]));
    }
    return "text";
}

/** The names of the properties, at any depth, that are maps with keys of the program's own. */
function mapNames(node: ts.InterfaceDeclaration, seen = new Set<ts.Node>()): string[] {
    if (seen.has(node)) {
        return [];
    }
    seen.add(node);
    return propertiesOf(node).flatMap(({ name, type }) => {
        const nested = [...type.getText().matchAll(/inputs\.([\w.]+)/g)].flatMap(([, typeName]) => inputTypes.get(typeName ?? "") ?? []);
        return [...(isMap(type) ? [name] : []), ...nested.flatMap((input) => mapNames(input, seen))];
    });
}

function commentOf(node: ts.Node): string {
    return ts
        .getJSDocCommentsAndTags(node)
        .map((comment) => ts.getTextOfJSDocComment(comment.comment) ?? "")
        .join("\n");
}

/** The default that the documentation gives as a literal, if any. */
function documentedDefault(comment: string): string | number | boolean | undefined {
    const literal = /[Dd]efaults? (?:to|is|value is) `([^`]+)`/.exec(comment)?.[1];
    if (literal === undefined) {
        return undefined;
    }
    return literal === "true" || literal === "false" || /^\d+$/.test(literal)
        ? (JSON.parse(literal) as number | boolean)
        : /^[A-Za-z0-9_:-]+$/.test(literal)
          ? literal
          : undefined;
}

/** Whether a change of the property replaces the resource, as far as the documentation says so. */
function forcesReplacement(comment: string): boolean {
    return /forces? (?:a |the )?(?:new|creation|replacement|re-?creation|destruction)|creates? a new resource|forces? new resource/i.test(
        comment,
    );
}

/**
 * The input that the provider fills with the resource's name and seven random digits when it is left out. The provider for AWS does so with `name`, and with
 * what its authors told it to: https://github.com/pulumi/pulumi-aws/blob/master/provider/resources.go. The native one does so with a type's own name, too.
 */
function autonamed(className: string, optional: string[], computed: string[]): string | undefined {
    const authored: Record<string, string> = { Bucket: "bucket", BucketV2: "bucket", EventTarget: "targetId" };
    const own = authored[className];
    if (own !== undefined && optional.includes(own)) {
        return own;
    }
    if (isNative) {
        return ["name", `${className.charAt(0).toLowerCase()}${className.slice(1)}Name`].find((name) => optional.includes(name));
    }
    return computed.includes("name") ? "name" : undefined;
}

function describeResource(node: ts.ClassDeclaration, args: ts.InterfaceDeclaration, code: string): ResourceSchema {
    const inputs = new Map(propertiesOf(args).map((property) => [property.name, property]));
    const outputs = propertiesOf(node);
    const className = node.name?.text ?? "";
    const resource: ResourceSchema = {};

    const outputOnly = outputs.filter(({ name }) => !inputs.has(name));
    if (outputOnly.length > 0) {
        resource.outputs = Object.fromEntries(outputOnly.map(({ name, type }) => [name, kindOf(type)]));
    }

    const optionalInputs = outputs.filter(({ name }) => {
        const input = inputs.get(name);
        return input !== undefined && isOptional(input.type);
    });
    const computed = optionalInputs.filter(({ type }) => !isOptional(type));
    if (computed.length > 0) {
        resource.computed = Object.fromEntries(computed.map(({ name, type }) => [name, kindOf(type)]));
    }

    const named = autonamed(
        className,
        optionalInputs.map(({ name }) => name),
        computed.map(({ name }) => name),
    );
    if (named !== undefined) {
        resource.autoname = named;
    }

    // The provider plans a default only where the property is not computed, else AWS decides.
    const defaults = optionalInputs
        .filter(({ type }) => isOptional(type))
        .flatMap(({ name, node: member }) => {
            const standard = documentedDefault(commentOf(member));
            return standard === undefined ? [] : [[name, standard] as const];
        });
    if (defaults.length > 0) {
        resource.defaults = Object.fromEntries(defaults);
    }

    const maps = [...new Set(mapNames(args))].sort();
    if (maps.length > 0) {
        resource.maps = maps;
    }

    const documents = [...inputs.values()].filter(({ type }) => /PolicyDocument\b/.test(type.getText())).map(({ name }) => name);
    if (documents.length > 0) {
        resource.documents = documents;
    }

    const documented = [...inputs.values()].filter(({ node: member }) => forcesReplacement(commentOf(member))).map(({ name }) => name);
    // `const replaceOnChanges = { replaceOnChanges: ["bucketName"] };`
    const declared = [...(/replaceOnChanges: \[([^\]]*)\]/.exec(code)?.[1] ?? "").matchAll(/"(\w+)"/g)].map(([, name]) => name ?? "");
    const replaces = [...new Set([...documented, ...declared])];
    if (replaces.length > 0) {
        resource.replaces = replaces;
    }
    return resource;
}

function declarationFiles(folder: string, names: RegExp): string[] {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) {
            return entry.name === "types" || entry.name === "node_modules" ? [] : declarationFiles(path, names);
        }
        return entry.name.endsWith(".d.ts") && names.test(entry.name) ? [path] : [];
    });
}

/** Data sources: what they answer, beside what they are asked. */
function describeFunctions(folder: string): Record<string, Record<string, Kind>> {
    const functions: Record<string, Record<string, Kind>> = {};
    for (const file of declarationFiles(folder, /^get/)) {
        const token = /runtime\.invoke\("([^"]+)"/.exec(readFileSync(file.replace(/\.d\.ts$/, ".js"), "utf8"))?.[1];
        const interfaces = parse(file).statements.filter(ts.isInterfaceDeclaration);
        const result = interfaces.find((node) => node.name.text.endsWith("Result"));
        if (token !== undefined && result) {
            const required = propertiesOf(result).filter(({ node }) => !(ts.isPropertySignature(node) && node.questionToken));
            functions[token] = Object.fromEntries(required.map(({ name, type }) => [name, kindOf(type)]));
        }
    }
    return functions;
}

function describePackage(name: string): { version: string } & Omit<Schema, "versions"> {
    const folder = dirname(require.resolve(`${name}/package.json`));
    isNative = name.endsWith("-native");
    inputTypes = readInterfaces(join(folder, "types", "input.d.ts"));
    outputTypes = readInterfaces(join(folder, "types", "output.d.ts"));

    const resources: Record<string, ResourceSchema> = {};
    for (const file of declarationFiles(folder, /^(?!get|index\.|provider\.)/)) {
        const code = readFileSync(file.replace(/\.d\.ts$/, ".js"), "utf8");
        const token = /__pulumiType = '(aws[^':]*:[^']+)'/.exec(code)?.[1];
        const declarations = parse(file).statements;
        const resource = declarations.find(ts.isClassDeclaration);
        const args = declarations.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === `${resource?.name?.text}Args`);
        if (token !== undefined && resource && args && ts.isInterfaceDeclaration(args)) {
            resources[token] = describeResource(resource, args, code);
        }
    }
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
    return { version, resources, functions: describeFunctions(folder) };
}

const target = join(__dirname, "aws.json");
const [aws, native] = [describePackage("@pulumi/aws"), describePackage("@pulumi/aws-native")];
const versions = { aws: aws.version, "aws-native": native.version };
const parts = { resources: { ...aws.resources, ...native.resources }, functions: aws.functions };
const texts = Object.entries(parts).map(([part, entries]) => `${JSON.stringify(part)}:{\n${lines(entries).join(",\n")}\n}`);
writeFileSync(target, `{"versions":${JSON.stringify(versions)},${texts.join(",")}}\n`);
console.log(
    `${Object.keys(parts.resources).length} resource types, ${Object.keys(parts.functions).length} data sources: ${relative(process.cwd(), target)}`,
);

/** One line per token, so that a change shows as one. */
function lines(entries: Record<string, unknown>): string[] {
    return Object.entries(entries)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([token, entry]) => `${JSON.stringify(token)}:${JSON.stringify(entry)}`);
}

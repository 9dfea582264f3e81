import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as ts from "typescript";

/** The provider packages whose resources a program may use; `@pulumi/aws-v6` is the alias under which version 6 of `@pulumi/aws` is installed. */
export const providers = ["@pulumi/aws", "@pulumi/aws-v6", "@pulumi/aws-native"] as const;
export type Provider = (typeof providers)[number];

/**
 * What an input may hold, as the provider declares it. An enum is its strings, a reference to another resource is `any`.
 * An object is the name of its interface, because some contain themselves.
 */
export type Shape = "string" | "number" | "boolean" | "any" | { object: string } | { list: Shape } | { map: Shape } | { oneOf: Shape[] };

export interface Input {
    readonly shape: Shape;
    readonly required: boolean;
}

interface Declarations {
    /** The interface that a resource's constructor takes, by type token. */
    readonly resources: Record<string, string>;
    /** The properties of every interface that some resource's inputs lead to. */
    readonly interfaces: Record<string, Record<string, Input>>;
}

/** The type tokens of every resource class of the package. */
export function tokensOf(provider: Provider): string[] {
    return Object.keys(declarations(provider).resources);
}

/** The top-level inputs of a type, by name; `undefined` where the package has no such type. */
export function inputsOf(token: string, provider = providerOf(token)): Record<string, Input> | undefined {
    const { resources, interfaces } = declarations(provider);
    return resources[token] === undefined ? undefined : interfaces[resources[token]];
}

/**
 * The input at a path such as `rules[].destination.bucket` or `tags{}`; an element of a list may be `[0]` too, one of a map `tags.Owner`.
 * `undefined` where the type has no such input.
 */
export function inputAt(token: string, path: string, provider = providerOf(token)): Input | undefined {
    const [first, ...rest] = path.split(/\.|(?=\[|\{)/);
    let input = inputsOf(token, provider)?.[first ?? ""];
    for (const segment of rest) {
        input = input && alternatives(input.shape).flatMap((shape) => step(shape, segment, provider))[0];
    }
    return input;
}

/** Whether any provider package has the input: classic 7, classic 6 or native. */
export function hasInput(token: string, path: string): boolean {
    return providers.some((provider) => inputAt(token, path, provider) !== undefined);
}

/** Every path of a type that ends at something other than an object, with what is there. An interface inside itself is not entered again. */
export function* leavesOf(token: string, provider = providerOf(token)): Generator<{ path: string; input: Input }> {
    yield* leaves(inputsOf(token, provider) ?? {}, "", [], provider);
}

/**
 * Inputs in which every list has one element and every block is there, so that whoever reads them reads everywhere; of all versions
 * of the type. */
export function everyBlock(type: string): object {
    const props = {};
    for (const { path } of providers.flatMap((provider) => [...leavesOf(type, provider)])) {
        let block: Record<string, unknown> = props;
        for (const segment of path.split(".").slice(0, -1)) {
            const name = segment.replace(/\[\]|\{\}/g, "");
            const inner = {};
            block[name] ??= segment.endsWith("[]") ? [inner] : inner;
            block = (segment.endsWith("[]") ? (block[name] as object[])[0] : block[name]) as Record<string, unknown>;
        }
    }
    return props;
}

function* leaves(
    properties: Record<string, Input>,
    prefix: string,
    entered: readonly string[],
    provider: Provider,
): Generator<{ path: string; input: Input }> {
    for (const [name, input] of Object.entries(properties)) {
        yield* leavesBelow(input, prefix + name, entered, provider);
    }
}

function* leavesBelow(
    input: Input,
    path: string,
    entered: readonly string[],
    provider: Provider,
): Generator<{ path: string; input: Input }> {
    const { shape, required } = input;
    if (typeof shape === "string") {
        yield { path, input };
    } else if ("list" in shape) {
        yield* leavesBelow({ shape: shape.list, required }, `${path}[]`, entered, provider);
    } else if ("map" in shape) {
        yield* leavesBelow({ shape: shape.map, required }, `${path}{}`, entered, provider);
    } else if ("oneOf" in shape) {
        for (const alternative of shape.oneOf) {
            yield* leavesBelow({ shape: alternative, required }, path, entered, provider);
        }
    } else if (!entered.includes(shape.object)) {
        yield* leaves(declarations(provider).interfaces[shape.object] ?? {}, `${path}.`, [...entered, shape.object], provider);
    }
}

/** What a segment of a path leads to: a property of an object, an element of a list or map. None where the shape has no such thing. */
function step(outer: Shape, segment: string, provider: Provider): Input[] {
    if (typeof outer === "string" || "oneOf" in outer) {
        return [];
    }
    if ("object" in outer) {
        const property = declarations(provider).interfaces[outer.object]?.[segment];
        return property ? [property] : [];
    }
    if ("list" in outer) {
        return /^\[\d*\]$/.test(segment) ? [{ shape: outer.list, required: false }] : [];
    }
    return segment.startsWith("[") ? [] : [{ shape: outer.map, required: false }];
}

function alternatives(shape: Shape): Shape[] {
    return typeof shape === "object" && "oneOf" in shape ? shape.oneOf : [shape];
}

function providerOf(token: string): Provider {
    return token.startsWith("aws-native:") ? "@pulumi/aws-native" : "@pulumi/aws";
}

const loaded = new Map<Provider, Declarations>();

/** The package's declarations: read once per process, and from `.cache/` where this version of the package was parsed before. */
function declarations(provider: Provider): Declarations {
    const known = loaded.get(provider) ?? cached(provider);
    loaded.set(provider, known);
    return known;
}

function cached(provider: Provider): Declarations {
    const manifest = require.resolve(`${provider}/package.json`);
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
    const parser = createHash("sha256").update(readFileSync(__filename)).digest("hex").slice(0, 8);
    const cache = join(__dirname, "..", "..", ".cache", `${provider.replace("@pulumi/", "")}-${version}-${parser}.json`);
    if (!existsSync(cache)) {
        mkdirSync(dirname(cache), { recursive: true });
        writeFileSync(cache, JSON.stringify(parse(dirname(manifest))));
    }
    return JSON.parse(readFileSync(cache, "utf8")) as Declarations;
}

/**
 * Reads `types/input.d.ts` and the declaration of every resource class. The files are generated and regular, so their syntax says everything;
 * the type checker would take minutes for the same.
 */
function parse(folder: string): Declarations {
    const declared: Record<string, Record<string, Input>> = {};
    for (const statement of statementsOf(join(folder, "types", "input.d.ts"))) {
        if (ts.isInterfaceDeclaration(statement)) {
            declared[statement.name.text] = propertiesIn(statement, "");
        } else if (ts.isModuleDeclaration(statement) && statement.body && ts.isModuleBlock(statement.body)) {
            for (const member of statement.body.statements.filter(ts.isInterfaceDeclaration)) {
                const scope = statement.name.text;
                declared[`${scope}.${member.name.text}`] = propertiesIn(member, scope);
            }
        }
    }

    const resources: Record<string, string> = {};
    for (const file of resourceFiles(folder)) {
        const token = /__pulumiType = '([^']+)'/.exec(readFileSync(file.replace(/\.d\.ts$/, ".js"), "utf8"))?.[1];
        const statements = token === undefined ? [] : statementsOf(file);
        const taken = statements.filter(ts.isClassDeclaration).flatMap(argumentsInterface)[0];
        const args = statements.filter(ts.isInterfaceDeclaration).find((statement) => statement.name.text === taken);
        if (token !== undefined && args !== undefined) {
            resources[token] = token;
            declared[token] = propertiesIn(args, "");
        }
    }
    return { resources, interfaces: reachable(resources, declared) };
}

function resourceFiles(folder: string): string[] {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".d.ts") && !/^(types|node_modules|provider\.d\.ts)/.test(file))
        .map((file) => join(folder, file));
}

function statementsOf(file: string): readonly ts.Statement[] {
    return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest).statements;
}

/** The name of the interface in `constructor(name: string, args?: KeyArgs, opts?: …)`. */
function argumentsInterface(resource: ts.ClassDeclaration): string[] {
    return resource.members.filter(ts.isConstructorDeclaration).flatMap(({ parameters }) => {
        const type = parameters[1]?.type;
        return type && ts.isTypeReferenceNode(type) ? [nameOf(type.typeName)] : [];
    });
}

function propertiesIn(declaration: ts.InterfaceDeclaration, scope: string): Record<string, Input> {
    const properties: Record<string, Input> = {};
    for (const member of declaration.members) {
        if (ts.isPropertySignature(member) && member.type !== undefined) {
            const name = ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) ? member.name.text : "";
            properties[name] = { shape: shapeOf(member.type, scope), required: member.questionToken === undefined };
        }
    }
    return properties;
}

function shapeOf(type: ts.TypeNode, scope: string): Shape {
    if (ts.isArrayTypeNode(type)) {
        return { list: shapeOf(type.elementType, scope) };
    }
    if (ts.isUnionTypeNode(type)) {
        return union(type.types.filter((member) => member.kind !== ts.SyntaxKind.UndefinedKeyword).map((member) => shapeOf(member, scope)));
    }
    if (ts.isTypeLiteralNode(type)) {
        const index = type.members.find(ts.isIndexSignatureDeclaration);
        return index ? { map: shapeOf(index.type, scope) } : "any";
    }
    if (ts.isTypeReferenceNode(type)) {
        const name = nameOf(type.typeName);
        if (name === "pulumi.Input" && type.typeArguments?.[0]) {
            return shapeOf(type.typeArguments[0], scope);
        }
        if (name.startsWith("inputs.")) {
            return { object: name.slice("inputs.".length) };
        }
        return name.startsWith("enums.") || name === "ARN" ? "string" : "any";
    }
    switch (type.kind) {
        case ts.SyntaxKind.StringKeyword:
        case ts.SyntaxKind.LiteralType:
            return "string";
        case ts.SyntaxKind.NumberKeyword:
            return "number";
        case ts.SyntaxKind.BooleanKeyword:
            return "boolean";
        default:
            return "any";
    }
}

function union(shapes: readonly Shape[]): Shape {
    const distinct = [...new Map(shapes.map((shape) => [JSON.stringify(shape), shape])).values()];
    return distinct.length === 1 && distinct[0] !== undefined ? distinct[0] : { oneOf: distinct };
}

function nameOf(name: ts.EntityName): string {
    return ts.isIdentifier(name) ? name.text : `${nameOf(name.left)}.${name.right.text}`;
}

/** The interfaces of the resources and those that they lead to; the package declares as many again for its functions. */
function reachable(
    resources: Record<string, string>,
    declared: Record<string, Record<string, Input>>,
): Record<string, Record<string, Input>> {
    const found: Record<string, Record<string, Input>> = {};
    const pending = Object.values(resources);
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
        const properties = declared[name];
        if (found[name] === undefined && properties !== undefined) {
            found[name] = properties;
            pending.push(...Object.values(properties).flatMap(({ shape }) => objectsIn(shape)));
        }
    }
    return found;
}

function objectsIn(shape: Shape): string[] {
    if (typeof shape === "string") {
        return [];
    }
    if ("object" in shape) {
        return [shape.object];
    }
    return "oneOf" in shape ? shape.oneOf.flatMap(objectsIn) : objectsIn("list" in shape ? shape.list : shape.map);
}

import { Block } from "./block";
import { type Fact, isKnown } from "./fact";

/** A resource as the engine describes it; the policy SDK's `ResourceValidationArgs` and `PolicyResource` both are. */
export interface EngineResource {
    readonly type: string;
    readonly name: string;
    readonly urn: string;
    readonly props: object;
    readonly opts: { readonly protect: boolean; readonly ignoreChanges: readonly string[] };
    readonly provider?: { readonly type: string; readonly urn: string; readonly name: string; readonly props: object };
}

/** What only the end of a preview or update tells of a resource. */
export interface Placement {
    /** What the provider says of it, known or not. */
    readonly outputs: object;
    /** The URNs each input's value was made from, by the input's name. */
    readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
    readonly stack: Stack;
}

/**
 * A resource: its inputs as the program declares them (a block), and once the stack is complete its outputs and place in it.
 *
 * Stack rules judge by inputs too. In a preview every optional computed output that the program left out is unknown, so what the program
 * says can be read from its inputs alone; outputs tell ids and ARNs.
 */
export class Resource extends Block {
    readonly urn: string;
    readonly name: string;
    readonly protect: boolean;
    readonly ignoreChanges: readonly string[];
    /** The provider's own configuration. Nested values are JSON text there. */
    readonly provider: Block | undefined;
    /** Which provider it is, e.g. to tell whether two resources are of the same account. */
    readonly providerUrn: string | undefined;
    readonly outputs: Block;
    /** The whole stack, where it is known: in a stack policy and at a resource policy's second look. */
    readonly stack: Stack | undefined;
    private readonly propertyDependencies: Placement["propertyDependencies"];

    constructor(resource: EngineResource, placement?: Placement) {
        const label = placement === undefined ? "" : labelOf(resource);
        super(resource.props, "", resource.type, label);
        this.urn = resource.urn;
        this.name = resource.name;
        this.protect = resource.opts.protect;
        this.ignoreChanges = resource.opts.ignoreChanges;
        this.provider = resource.provider && new Block(resource.provider.props, "", resource.provider.type, `${resource.provider.name}: `);
        this.providerUrn = resource.provider?.urn;
        this.outputs = new Block(placement?.outputs ?? {}, "", resource.type, label);
        this.stack = placement?.stack;
        this.propertyDependencies = placement?.propertyDependencies ?? {};
    }

    /** What stands before its paths in `Unknown.waitsFor` once the stack is known, e.g. `BucketPolicy data: `. */
    get label(): string {
        return labelOf(this);
    }

    /** The region of the resource itself, which version 7 of the provider takes, or of its provider. */
    get region(): Fact<string> {
        return this.text("region") ?? this.provider?.text("region");
    }

    /**
     * The resources of the stack that the value of the input at `path` was made from; empty where that is not told: the engine tells it for
     * whole top-level inputs only, and not for what went through an invoke with unknown arguments.
     */
    sourcesOf(path: string): readonly Resource[] {
        const input = path.split(/[.[]/, 1)[0] ?? "";
        const urns = Object.hasOwn(this.propertyDependencies, input) ? (this.propertyDependencies[input] ?? []) : [];
        return urns.flatMap((urn) => this.stack?.byUrn(urn) ?? []);
    }

    /** The text of an output, or of the input of the same name where the provider does not tell it yet. */
    outputOrInput(name: string): Fact<string> {
        const output = this.outputs.text(name);
        return isKnown(output) ? output : (this.text(name) ?? output);
    }
}

function labelOf(resource: { readonly type: string; readonly name: string }): string {
    return `${resource.type.split(":").at(-1) ?? ""} ${resource.name}: `;
}

/** All resources of the stack, in the order of their URNs. */
export class Stack {
    private readonly byType = new Map<string, Resource[]>();
    private readonly resourcesByUrn = new Map<string, Resource>();
    readonly resources: readonly Resource[];
    /** What was computed of this stack, so that many policies ask at the cost of one. */
    private readonly remembered = new Map<unknown, unknown>();

    constructor(place: (stack: Stack) => readonly Resource[]) {
        this.resources = [...place(this)].sort((a, b) => (a.urn < b.urn ? -1 : 1));
        for (const resource of this.resources) {
            this.resourcesByUrn.set(resource.urn, resource);
            const twins = this.byType.get(resource.type);
            if (twins === undefined) {
                this.byType.set(resource.type, [resource]);
            } else {
                twins.push(resource);
            }
        }
    }

    ofType(...types: readonly string[]): readonly Resource[] {
        return types.flatMap((type) => this.byType.get(type) ?? []);
    }

    byUrn(urn: string): Resource | undefined {
        return this.resourcesByUrn.get(urn);
    }

    /** The result of `compute` for this stack, computed once. */
    once<T>(compute: (stack: Stack) => T): T {
        if (!this.remembered.has(compute)) {
            this.remembered.set(compute, compute(this));
        }
        return this.remembered.get(compute) as T;
    }
}

/** One preview or update of a stack, as the engine describes it to programs and packs. */
export interface Operation {
    readonly organization: string;
    readonly project: string;
    readonly stack: string;
    readonly isPreview: boolean;
    /** Stack configuration by full key: `aws:region`. */
    readonly config: Readonly<Record<string, string>>;
    /** The keys among them whose values are secret. */
    readonly secretKeys: readonly string[];
    readonly stackTags: Readonly<Record<string, string>>;
}

/** The environment in which the language hosts start programs and packs. */
export function environmentOf(operation: Operation): Record<string, string> {
    return {
        PULUMI_NODEJS_ORGANIZATION: operation.organization,
        PULUMI_NODEJS_PROJECT: operation.project,
        PULUMI_NODEJS_STACK: operation.stack,
        PULUMI_NODEJS_DRY_RUN: String(operation.isPreview),
        PULUMI_CONFIG: JSON.stringify(operation.config),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(operation.secretKeys),
    };
}

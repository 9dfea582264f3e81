/**
 * The policy SDK deserialises a whole request again for every policy: a hundred policies make a stack of 1,000 resources four times as slow.
 * This has its `deserializeProperties` remember its result per request. The SDK calls it through the module object, so replacing it there
 * takes effect; where an SDK differs nothing is replaced. Policies read the result and never change it.
 */
export function deserializeOnce(): void {
    let sdk: Record<string, unknown>;
    try {
        // eslint-disable-next-line @typescript-eslint/no-require-imports -- an SDK without this module is no error
        sdk = require("@pulumi/policy/deserialize") as Record<string, unknown>;
    } catch {
        return;
    }
    const deserialize = sdk.deserializeProperties;
    if (!isFunction(deserialize) || Object.getOwnPropertyDescriptor(sdk, "deserializeProperties")?.writable !== true) {
        return;
    }
    const results = new WeakMap<object, unknown>();
    sdk.deserializeProperties = (struct: object, proxySecrets: boolean): unknown => {
        if (proxySecrets || !results.has(struct)) {
            const result: unknown = deserialize(struct, proxySecrets);
            if (proxySecrets) {
                return result;
            }
            results.set(struct, result);
        }
        return results.get(struct);
    };
}

function isFunction(value: unknown): value is (...args: unknown[]) => unknown {
    return typeof value === "function";
}

import type { Block } from "./block";
import { type Fact, is, map, type Truth, Unknown } from "./fact";
import type { Resource } from "./resource";

/**
 * Whether the resource has a tag of this name whose value passes. `tags` is a map in `aws` and a list of key and value in `aws-native`; the
 * provider's `defaultTags` (JSON text in its configuration) go on every resource that has no tag of that name itself.
 * https://www.pulumi.com/registry/packages/aws/how-to-guides/ (default tags)
 */
export function hasTag(resource: Resource, name: string, passes: (value: string) => boolean): Truth {
    const own = ownTag(resource, name);
    if (own instanceof Unknown) {
        return own;
    }
    return is(own ?? defaultTag(resource, name), passes);
}

/** The value of a tag of the resource itself. Tag names are case-sensitive. */
function ownTag(resource: Resource, name: string): Fact<string> {
    if (!resource.type.startsWith("aws-native:")) {
        return map(resource.entries("tags"), (tags) => tags.find(([key]) => key === name)?.[1].text(""));
    }
    return map(resource.list("tags"), (tags) => {
        const key = (tag: Block): Fact<string> => tag.text("key");
        const named = tags.find((tag) => key(tag) === name);
        return named?.text("value") ?? tags.map(key).find((tagKey) => tagKey instanceof Unknown);
    });
}

function defaultTag(resource: Resource, name: string): Fact<string> {
    const text = resource.provider?.text("defaultTags");
    return map(text, (json) => {
        try {
            const tags = (JSON.parse(json) as { tags?: unknown } | null)?.tags;
            const value: unknown =
                typeof tags === "object" && tags !== null && Object.hasOwn(tags, name)
                    ? (tags as Record<string, unknown>)[name]
                    : undefined;
            return typeof value === "string" && value !== "" ? value : undefined;
        } catch {
            return undefined;
        }
    });
}

import { type Fact, isKnown, Unknown } from "./fact";
import type { Resource } from "./resource";

/**
 * The account ids a resource may be deployed to: those its provider is restricted to. Nested values of a provider's configuration are JSON text.
 * https://www.pulumi.com/registry/packages/aws/installation-configuration/
 */
function allowedAccountIds(resource: Resource): Fact<readonly string[]> {
    const text = resource.provider?.text("allowedAccountIds");
    return isKnown(text) ? textsOfJson(text) : text;
}

/**
 * The accounts that count as the resource's own: configured, or those its provider is restricted to.
 * `Unknown`, naming what to configure, where nothing tells.
 */
export function ownAccounts(resource: Resource, configured: readonly string[] = []): readonly string[] | Unknown {
    const allowed = allowedAccountIds(resource);
    const own = [...new Set([...configured, ...(isKnown(allowed) ? allowed : [])])];
    return own.length > 0 ? own : new Unknown(["the option ownAccounts or allowedAccountIds of the provider"]);
}

/** Whether both are certainly of one account: made by one provider, or by providers that are restricted to the same account. */
export function areOfOneAccount(one: Resource, other: Resource): boolean {
    const [first, second] = [one, other].map((resource) => ownAccounts(resource));
    return one.providerUrn === other.providerUrn || (isOneAccount(first) && isOneAccount(second) && first[0] === second[0]);
}

function isOneAccount(accounts: readonly string[] | Unknown | undefined): accounts is readonly [string] {
    return accounts !== undefined && !(accounts instanceof Unknown) && accounts.length === 1;
}

/** The texts of a JSON list, whatever else it holds; none where it is no list. */
function textsOfJson(json: string): readonly string[] {
    try {
        const list: unknown = JSON.parse(json);
        return Array.isArray(list) ? list.filter((element) => typeof element === "string") : [];
    } catch {
        return [];
    }
}

/** The account id in an ARN; undefined where the text is none or has none, as a bucket's ARN. */
export function accountIn(arn: string): string | undefined {
    const account = arn.startsWith("arn:") ? arn.split(":")[4] : undefined;
    return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

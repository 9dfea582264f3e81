import { type Fact, is, isKnown, type Truth, Unknown } from "./fact";
import type { Resource } from "./resource";

/**
 * The account ids a resource may be deployed to: those its provider is restricted to. Nested values of a provider's configuration are JSON text.
 * https://www.pulumi.com/registry/packages/aws/installation-configuration/
 */
function allowedAccountIds(resource: Resource): Fact<readonly string[]> {
    const text = resource.provider?.text("allowedAccountIds");
    return isKnown(text) ? idsInJson(text) : text;
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

/**
 * The accounts of AWS from which load balancers write their access logs, in the regions from before August 2022. Later ones have a service
 * principal for it. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export const loadBalancerAccounts: readonly string[] = [
    "009996457667", // eu-west-3
    "027434742980", // us-west-1
    "033677994240", // us-east-2
    "037604701340", // cn-northwest-1
    "048591011584", // us-gov-west-1
    "054676820928", // eu-central-1
    "076674570225", // me-south-1
    "098369216593", // af-south-1
    "114774131450", // ap-southeast-1
    "127311923021", // us-east-1
    "156460612806", // eu-west-1
    "190560391635", // us-gov-east-1
    "383597477331", // ap-northeast-3
    "507241528517", // sa-east-1
    "582318560864", // ap-northeast-1
    "589379963580", // ap-southeast-3
    "600734575887", // ap-northeast-2
    "635631232127", // eu-south-1
    "638102146993", // cn-north-1
    "652711504416", // eu-west-2
    "718504428378", // ap-south-1
    "754344448648", // ap-east-1
    "783225319266", // ap-southeast-2
    "797873946194", // us-west-2
    "897822967062", // eu-north-1
    "985666609251", // ca-central-1
];

/**
 * The canonical users of AWS that write CloudFront's standard logs: awslogsdelivery, and the one of the regions in China.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html
 */
export const logDeliveryUsers: readonly [string, string] = [
    "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0",
    "a52cb28745c0c06e84ec548334e44bfa7fc2a85c54af20cd59e4969344b7af56",
];

/** Whether both are of one account, as far as is told: made by one provider, or by providers that are restricted to the same account. */
export function areOfOneAccount(one: Resource, other: Resource): Truth {
    const isTheOne = (accounts: readonly string[]): Truth =>
        accounts.length === 1 && is(allowedAccountIds(other), (others) => others.length === 1 && others[0] === accounts[0]);
    return one.providerUrn === other.providerUrn || is(allowedAccountIds(one), isTheOne);
}

/** The ids in a JSON list, whatever else it holds; none where it is no list. One without quotes in the stack's file is a number. */
function idsInJson(json: string): readonly string[] {
    try {
        const list: unknown = JSON.parse(json);
        return Array.isArray(list) ? list.filter((id) => typeof id === "string" || typeof id === "number").map(String) : [];
    } catch {
        return [];
    }
}

/** The account id in an ARN; undefined where the text is none or has none, as a bucket's ARN. */
export function accountIn(arn: string): string | undefined {
    const account = arn.startsWith("arn:") ? arn.split(":")[4] : undefined;
    return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

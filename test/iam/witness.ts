import type { Witness } from "../../iam/analyse";
import type { Principal } from "./evaluator";
import type { Call } from "./universe";

/** The witness of a refutation as a request of the oracle's. */
export function callOf({ principal, action, resource, network, keys }: Witness): Call {
    return {
        principal: principalOf(principal, network),
        action,
        resource,
        network,
        keys: new Map(Object.entries(keys).map(([name, value]) => [name.toLowerCase(), value])),
    };
}

function principalOf(id: string, network: Call["network"]): Principal {
    if (id === "anonymous") {
        return { kind: "anonymous" };
    }
    if (/^arn:aws:iam::\d{12}:(root|user\/|role\/)/.test(id)) {
        return { kind: "iam", arn: id };
    }
    if (network === "service" && id.endsWith(".amazonaws.com")) {
        return { kind: "service", name: id };
    }
    if (/^[0-9a-f]{64}$/.test(id)) {
        return { kind: "canonical", id };
    }
    return /^[a-z0-9.-]+\.com$|provider\//.test(id) ? { kind: "federated", provider: id } : { kind: "opaque", id };
}

import * as analytics from "./analytics";
import * as endpointPolicies from "./endpointPolicies";
import * as guard from "./guard";
import * as iam from "./iam";
import * as kms from "./kms";
import * as kmsPolicies from "./kmsPolicies";
import * as network from "./network";
import type { Policy } from "./policy";
import * as s3 from "./s3";
import * as s3Policies from "./s3Policies";
import * as sagemakerEncryption from "./sagemakerEncryption";
import * as sagemakerIsolation from "./sagemakerIsolation";
import * as storage from "./storage";

/**
 * The pack's policies by theme. Whatever a theme file exports is a policy of the pack. The guard comes last: it looks at what the other
 * policies are configured with and left undecided, and the SDK runs policies in this order.
 */
export const themes: Readonly<Record<string, readonly Policy[]>> = {
    s3: [...Object.values(s3), ...Object.values(s3Policies)],
    kms: [...Object.values(kms), ...Object.values(kmsPolicies)],
    "sagemaker-encryption": Object.values(sagemakerEncryption),
    "sagemaker-isolation": Object.values(sagemakerIsolation),
    network: [...Object.values(network), ...Object.values(endpointPolicies)],
    iam: Object.values(iam),
    analytics: Object.values(analytics),
    storage: Object.values(storage),
    guard: Object.values(guard).sort((a, b) => Number(a === guard.previewUndecided) - Number(b === guard.previewUndecided)),
};

export const policies: readonly Policy[] = Object.values(themes).flat();

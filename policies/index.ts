import * as guard from "./guard";
import * as kms from "./kms";
import * as kmsPolicies from "./kmsPolicies";
import type { Policy } from "./policy";
import * as s3 from "./s3";
import * as s3Policies from "./s3Policies";

/**
 * The pack's policies by theme. Whatever a theme file exports is a policy of the pack. The guard comes last: it looks at what the other
 * policies are configured with and left undecided, and the SDK runs policies in this order.
 */
export const themes: Readonly<Record<string, readonly Policy[]>> = {
    s3: [...Object.values(s3), ...Object.values(s3Policies)],
    kms: [...Object.values(kms), ...Object.values(kmsPolicies)],
    guard: Object.values(guard).sort((a, b) => Number(a === guard.previewUndecided) - Number(b === guard.previewUndecided)),
};

export const policies: readonly Policy[] = Object.values(themes).flat();

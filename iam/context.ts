import type { Unknown } from "../model/fact";

/** What kind of resource a document is attached to; `identity` is attached to a user, a role or a group. */
export type Kind = "bucket" | "accesspoint" | "key" | "vpce" | "identity" | "tablebucket" | "vectorbucket" | "modelpackagegroup";

/** A value or a list of which some or all may not be known yet. */
export type Maybe<T> = T | Unknown;
export type MaybeList = readonly (string | Unknown)[] | Unknown;

/** A fragment of an endpoint policy's Allow that is acceptable as it is. */
export interface ExceptionStatement {
    readonly Action: string | readonly string[];
    readonly Resource: string | readonly string[];
    readonly Condition?: object;
}

/**
 * What is to be known besides the document. The default of every list is empty, of every switch false unless stated; any value may be unknown.
 */
export interface Context {
    /** The resource that the document is attached to. For encryption, `keyArn` is the designated key. */
    readonly bucketArn?: Maybe<string>;
    readonly accessPointArn?: Maybe<string>;
    readonly keyArn?: Maybe<string>;
    /** The owner's account and its organisation. */
    readonly accountId?: Maybe<string>;
    readonly orgId?: Maybe<string>;
    readonly networkOrigin?: Maybe<"Internet" | "VPC">;
    readonly vpcId?: Maybe<string>;
    /** The permitted networks: a request is inside if any list has its value. */
    readonly allowedVpceIds?: MaybeList;
    readonly allowedVpcIds?: MaybeList;
    readonly allowedVpceAccounts?: MaybeList;
    readonly allowedVpceOrgIds?: MaybeList;
    readonly allowedSourceIps?: MaybeList;
    /** ARN patterns of principals outside the rule. */
    readonly breakGlassPrincipalArns?: MaybeList;
    /** Whether calls by AWS services, and on a caller's behalf through them, are outside the rule: both true for `vpceOnly`, both false for endpoints. */
    readonly serviceExceptions?: { readonly principalIsAwsService?: Maybe<boolean>; readonly viaAwsService?: Maybe<boolean> };
    /** Trusted grantees. */
    readonly allowedAccounts?: MaybeList;
    readonly allowedOrgIds?: MaybeList;
    readonly allowedPrincipalArns?: MaybeList;
    readonly allowedCanonicalUsers?: MaybeList;
    /** Service principals: all unless listed; scoped by their source unless switched off or listed as sending none. */
    readonly allowedServices?: MaybeList;
    readonly requireSourceScope?: Maybe<boolean>;
    readonly servicesWithoutSource?: MaybeList;
    readonly allowedSourceArns?: MaybeList;
    readonly trustAccessPointAccounts?: Maybe<boolean>;
    /** Further designated keys, the bucket's default encryption, whether it refuses SSE-C. */
    readonly extraKeyArns?: MaybeList;
    readonly defaultEncryption?: Maybe<{ readonly algorithm?: Maybe<string>; readonly kmsKeyArn?: Maybe<string> }>;
    readonly ssecBlocked?: Maybe<boolean>;
    /** Designated resources of an endpoint, and Allow-like fragments that are acceptable as they are. */
    readonly allowedBucketArns?: MaybeList;
    readonly allowedKeyArns?: MaybeList;
    readonly allowedResourceAccounts?: MaybeList;
    readonly allowedResourceOrgIds?: MaybeList;
    readonly exceptionStatements?: readonly ExceptionStatement[];
    /** Objects with this tag are for callers with this principal tag of the same value. */
    readonly restrictedTag?: { readonly key: string; readonly value: string; readonly principalTag: string };
    /** What an identity policy must demand: the condition key, on each of the actions, with one of the values if any are listed. */
    readonly requirement?: { readonly actions: readonly string[]; readonly key: string; readonly allowedValues?: readonly string[] };
}

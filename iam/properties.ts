import { encryptionDenyEffective, enforcesEncryption, puts, sseCustomer } from "./properties/encryption";
import { identitiesTrusted, resourcesDesignated } from "./properties/endpoints";
import { accountsTrusted, isPublic, servicesScoped } from "./properties/grants";
import { abacEffective, noFullDataAccess, requiresConditionKey } from "./properties/identities";
import { adminUseSeparated, grantsForAwsResourceOnly, keepsAdministrator, keepsRootAdmin } from "./properties/keys";
import { transportDenied, vpceDenyEffective, vpceOnly } from "./properties/networks";
import { test, whereDenyTests, type Alternatives, type Question } from "./properties/question";
import { notLockedOut, organizationOnly, restrictedByTag } from "./properties/restrictions";

import type { Goal } from "./search";

/*
 * The properties: what a document is asked. Each is a list of goals, the ways to break it; the search looks for a request that reaches one.
 * Everything a goal demands of a request is a test in the policies' own language, so that both evaluators read it alike.
 */

/** What can be asked of a document: that this holds of all requests. */
export type PropertyId =
    /** No data action escapes the allowed endpoints, VPCs and addresses. */
    | "vpceOnly"
    /** A Deny about endpoints or VPCs lets no data action through but from those it names itself. */
    | "vpceDenyEffective"
    /** Every plain request is denied. */
    | "tlsOnly"
    /** Every request under TLS 1.2 is denied. */
    | "tls12"
    /** A Deny about the transport denies every plain request. */
    | "tlsDenyEffective"
    /** No Allow is public in the sense of S3 Block Public Access; refuted means that one is. */
    | "public"
    /** Both of the following. */
    | "crossAccountOk"
    /** Only trusted accounts, organisations, principals and users are granted anything. */
    | "accountsTrusted"
    /** AWS services are granted only what they do for trusted sources. */
    | "servicesScoped"
    /** Every put ends up under SSE-KMS. */
    | "enforcesKms"
    /** Every put ends up under a designated key. */
    | "enforcesKmsKey"
    /** A Deny about encryption headers denies puts with another algorithm or key than those it names itself. */
    | "encryptionDenyEffective"
    /** Every put with a key of the customer's own (SSE-C) is denied. */
    | "ssecDenied"
    /** Principals outside the organisation are denied everything. */
    | "organizationOnly"
    /** Reading objects with the restricted tag is denied to callers without the matching principal tag. */
    | "restrictedByTag"
    /** Somebody of the own account can still change the bucket's policy. */
    | "notLockedOut"
    /** The own account's root user keeps the administration of the key, from every network. */
    | "keepsRootAdmin"
    /** The same for the root user or any principal of the own account that the policy names. */
    | "keepsAdministrator"
    /** Beyond the account's delegation, grants are created for AWS resources only. */
    | "grantsForAwsResourceOnly"
    /** No principal but the account's root user both administers and uses the key. */
    | "adminUseSeparated"
    /** Through the endpoint only designated resources are reached. */
    | "resourcesDesignated"
    /** Through the endpoint only trusted identities come. */
    | "identitiesTrusted"
    /** What the identity may call of the required actions carries the required condition key. */
    | "requiresConditionKey"
    /** A condition on tags asks for the tags. */
    | "abacEffective"
    /** Neither all of S3 nor decryption is allowed on whatever there is. */
    | "noFullDataAccess";

function plainRequests(question: Question): Goal[] {
    return transportDenied(question, test("Bool", "aws:SecureTransport", ["false"]));
}

/** The ways to break the property. */
export function goalsOf(property: PropertyId, question: Question): Alternatives {
    switch (property) {
        case "vpceOnly":
            return [vpceOnly(question)];
        case "vpceDenyEffective":
            return [vpceDenyEffective(question)];
        case "tlsOnly":
            return [plainRequests(question)];
        case "tls12":
            return [
                transportDenied(question, test("Bool", "aws:SecureTransport", ["true"]), test("NumericLessThan", "s3:TlsVersion", ["1.2"])),
            ];
        case "tlsDenyEffective":
            return [whereDenyTests(question, ["aws:SecureTransport", "s3:TlsVersion"], () => plainRequests(question))];
        case "public":
            return [isPublic(question)];
        case "crossAccountOk":
            return [[...accountsTrusted(question), ...servicesScoped(question)]];
        case "accountsTrusted":
            return [accountsTrusted(question)];
        case "servicesScoped":
            return [servicesScoped(question)];
        case "enforcesKms":
        case "enforcesKmsKey":
            return [enforcesEncryption(question, property === "enforcesKmsKey")];
        case "encryptionDenyEffective":
            return [encryptionDenyEffective(question)];
        case "ssecDenied":
            return [puts(question, [test("Null", sseCustomer, ["false"])])];
        case "organizationOnly":
            return [organizationOnly(question)];
        case "restrictedByTag":
            return [restrictedByTag(question)];
        case "notLockedOut":
            return [notLockedOut(question)];
        case "keepsRootAdmin":
            return keepsRootAdmin(question);
        case "keepsAdministrator":
            return keepsAdministrator(question);
        case "grantsForAwsResourceOnly":
            return [grantsForAwsResourceOnly(question)];
        case "adminUseSeparated":
            return [adminUseSeparated(question)];
        case "resourcesDesignated":
            return [resourcesDesignated(question)];
        case "identitiesTrusted":
            return [identitiesTrusted(question)];
        case "requiresConditionKey":
            return [requiresConditionKey(question)];
        case "abacEffective":
            return [abacEffective(question)];
        case "noFullDataAccess":
            return [noFullDataAccess(question)];
    }
}

import { encryptionDenyEffective, enforcesEncryption, puts, sseCustomer } from "./properties/encryption";
import { identitiesTrusted, resourcesDesignated } from "./properties/endpoints";
import { accountsTrusted, isPublic, servicesScoped } from "./properties/grants";
import { abacEffective, noFullDataAccess, requiresConditionKey } from "./properties/identities";
import { adminUseSeparated, grantsForAwsResourceOnly, keepsAdministrator, keepsRootAdmin } from "./properties/keys";
import { transportDenied, vpceDenyEffective, vpceOnly } from "./properties/networks";
import { hasDenyTesting, test, type Alternatives, type Question } from "./properties/question";
import { notLockedOut, organizationOnly, restrictedByTag } from "./properties/restrictions";

/*
 * The properties: what a document is asked. Each is a list of goals, the ways to break it; the search looks for a request that reaches one.
 * Everything a goal demands of a request is a test in the policies' own language, so that both evaluators read it alike.
 */

export type PropertyId =
    | "vpceOnly"
    | "vpceDenyEffective"
    | "tlsOnly"
    | "tls12"
    | "tlsDenyEffective"
    | "public"
    | "crossAccountOk"
    | "accountsTrusted"
    | "servicesScoped"
    | "enforcesKms"
    | "enforcesKmsKey"
    | "encryptionDenyEffective"
    | "ssecDenied"
    | "organizationOnly"
    | "restrictedByTag"
    | "notLockedOut"
    | "keepsRootAdmin"
    | "keepsAdministrator"
    | "grantsForAwsResourceOnly"
    | "adminUseSeparated"
    | "resourcesDesignated"
    | "identitiesTrusted"
    | "requiresConditionKey"
    | "abacEffective"
    | "noFullDataAccess";

/** The goals of the property; `found` is the property's verdict if one is reached. */
export function goalsOf(property: PropertyId, question: Question): Alternatives {
    switch (property) {
        case "vpceOnly":
            return [vpceOnly(question)];
        case "vpceDenyEffective":
            return [vpceDenyEffective(question)];
        case "tlsOnly":
            return [transportDenied(question, test("Bool", "aws:SecureTransport", ["false"]))];
        case "tls12":
            return [
                transportDenied(question, test("Bool", "aws:SecureTransport", ["true"]), test("NumericLessThan", "s3:TlsVersion", ["1.2"])),
            ];
        case "tlsDenyEffective":
            return hasDenyTesting(question.statements, "aws:SecureTransport", "s3:TlsVersion") ? goalsOf("tlsOnly", question) : [[]];
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

import { parseArn } from "../arn";
import { forEachText, has, isLeftOver, isObject, listOf, meant, type Place } from "./findings";
import { namesIn } from "./leftOver";

/** What is wrong with a principal of each type, to follow "has". */
const wrongPrincipal: Readonly<Record<string, ((value: string) => string | undefined) | undefined>> = {
    AWS: wrongIdentity,
    Service: wrongService,
    Federated: wrongProvider,
    CanonicalUser: (value) => (/^[0-9a-f]{64}$/i.test(value) ? undefined : "a canonical user id that has not 64 hexadecimal digits"),
};
const principalTypes = Object.keys(wrongPrincipal);

/** Notes what is wrong with a principal element. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function checkPrincipals(element: string, principal: unknown, place: Place): void {
    if (principal === "*" || place.awaits(element, principal)) {
        return;
    }
    if (!isObject(principal)) {
        if (typeof principal !== "string" || !isLeftOver(element, principal, [principal], place)) {
            place.add(element, `has a ${element} that is neither "*" nor an object of ${principalTypes.join(", ")}.`);
        }
        return;
    }
    const types = Object.keys(principal).filter((type) => has(principal, type));
    if (types.length === 0) {
        place.add(element, `has an empty ${element}.`);
    }
    for (const type of types) {
        if (!principalTypes.includes(type)) {
            place.add(element, `has a kind of ${element} that AWS does not know${meant(type, principalTypes)}.`);
            continue;
        }
        // A program may write an account as a number, which loses its leading zeros.
        const values = listOf(principal[type]).map((value) => (typeof value === "number" && type === "AWS" ? String(value) : value));
        forEachText(element, values, place, (value) => {
            const wrong = isLeftOver(element, value, namesIn(value), place) ? undefined : wrongPrincipal[type]?.(value);
            if (wrong !== undefined) {
                place.add(element, `has ${wrong} in its ${element}.`);
            }
        });
    }
}

function wrongIdentity(value: string): string | undefined {
    // The second is the unique id of a user or role, which AWS shows in place of one that was deleted.
    if (value === "*" || /^A[A-Z0-9]{15,127}$/.test(value)) {
        return undefined;
    }
    if (/^[0-9]+$/.test(value)) {
        return value.length === 12 ? undefined : "an account id that has not 12 digits";
    }
    if (/[*?]/.test(value)) {
        return "a wildcard inside a name, which matches nobody,";
    }
    if (value.includes("${")) {
        return "a policy variable, which cannot stand there,";
    }
    const arn = parseArn(value);
    if (arn === undefined || (arn.service !== "iam" && arn.service !== "sts") || arn.region !== "") {
        return 'something that is neither an account, nor the ARN of an identity, nor "*",';
    }
    // CloudFront's origin access identities are users of an account of this name.
    if (!/^[0-9]{12}$/.test(arn.account) && arn.account !== "cloudfront") {
        return "an ARN whose account id has not 12 digits";
    }
    if (arn.resource.startsWith("group/")) {
        return "a group, which is no principal,";
    }
    return /^(root$|user\/.|role\/.|assumed-role\/[^/]+\/.|federated-user\/.)/.test(arn.resource)
        ? undefined
        : "an ARN that is no identity's";
}

/** Service principals end in a domain of AWS, whichever the partition: `logs.eu-west-1.amazonaws.com`, `ec2.amazonaws.com.cn`. */
function wrongService(value: string): string | undefined {
    if (/[*?]/.test(value)) {
        return "a wildcard where a service belongs, which matches none,";
    }
    return /^[a-z0-9.-]{1,120}\.(amazonaws\.com(\.cn)?|amazon\.com|aws\.internal|aws\.dev|ic\.gov|sgov\.gov)$/i.test(value)
        ? undefined
        : "a service whose name does not end as AWS's do (.amazonaws.com)";
}

function wrongProvider(value: string): string | undefined {
    return /^arn:[a-z0-9-]+:iam::[0-9]{12}:(saml|oidc)-provider\/./.test(value) || /^[a-z0-9-]+(\.[a-z0-9-]+){1,8}$/i.test(value)
        ? undefined
        : "an identity provider that is neither an ARN nor a domain";
}

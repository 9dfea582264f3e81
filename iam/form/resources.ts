import { type Fact, isKnown, type Truth, Unknown } from "../../model/fact";
import { type Arn, canMatchWithin, parseArn } from "../arn";
import { isLeftOver, type Place } from "./findings";
import { type Attachment, type DocumentKind } from "./kinds";

/** Notes what is wrong with one resource of a resource element. */
export function checkResource(element: string, resource: string, kind: DocumentKind, attachment: Attachment, place: Place): void {
    if (resource === "*") {
        return;
    }
    const arn = parseArn(resource);
    const isOwn = isKnown(attachment.arn) && canMatchWithin(resource, attachment.arn);
    // Past the first slash an S3 ARN has the object's key, in which any word may stand.
    const names = isOwn ? [] : arn === undefined ? [resource] : [arn.region, arn.account, bucketOf(arn)];
    if (isLeftOver(element, resource, names, place) || isOwn) {
        return;
    }
    if (arn === undefined) {
        // Whether AWS takes a pattern that ends early, such as arn:aws:logs:*, its pages do not say.
        if (!/^arn:.*[*?]/.test(resource)) {
            place.add(element, `has something in its ${element} that is neither an ARN nor "*".`);
        }
    } else if (/^[0-9]+$/.test(arn.account) && arn.account.length !== 12) {
        place.add(element, `has an ARN whose account id has not 12 digits in its ${element}.`);
    } else {
        const foreign = foreignResource(arn, kind, attachment.arn);
        if (foreign !== undefined) {
            place.add(element, `has ${foreign.text} in its ${element}.`, foreign.broken);
        }
    }
}

/** Why a resource, which does not match what the document is attached to, is out of place; undefined if it is not. */
function foreignResource(arn: Arn, kind: DocumentKind, own: Fact<string>): { readonly text: string; readonly broken: Truth } | undefined {
    const certain = (text: string): { text: string; broken: Truth } => ({ text, broken: true });
    const isOfBucket = arn.service === "s3" && arn.region === "" && arn.account === "";
    switch (kind) {
        case "bucket": {
            const bucket = bucketOf(arn);
            if (isKnown(own)) {
                const isOther = isOfBucket && /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) && bucket !== parseArn(own)?.resource;
                return certain(
                    isOther ? `the bucket ${bucket} instead of the policy's own` : "an ARN that is not of the policy's own bucket",
                );
            }
            if (!isOfBucket && arn.service !== "s3express" && !/[*?]/.test(arn.service)) {
                return certain("an ARN that is no bucket's");
            }
            return own instanceof Unknown && !bucket.startsWith("*")
                ? { text: "a bucket that may not be the policy's own", broken: own }
                : undefined;
        }
        case "accesspoint":
            if (isKnown(own)) {
                return certain("an ARN that is not of the policy's own access point");
            }
            if (isOfBucket) {
                return certain("a bucket, where its access point belongs,");
            }
            return own instanceof Unknown && !/[*?]/.test(arn.resource)
                ? { text: "an access point that may not be the policy's own", broken: own }
                : undefined;
        case "key":
            if (arn.service === "kms" && arn.resource.startsWith("alias/")) {
                return certain("an alias, which is no key,");
            }
            return isKnown(own) || (arn.service !== "kms" && !/[*?]/.test(arn.service))
                ? certain("an ARN that is not the policy's own key")
                : undefined;
        case "tablebucket":
        case "vectorbucket":
            return isKnown(own) ? certain("an ARN that is not of the policy's own bucket") : undefined;
        case "vpce":
        case "identity":
        case "trust":
            return undefined;
    }
}

/** What an S3 ARN names before the first slash, past which it has an object's key. */
function bucketOf(arn: Arn): string {
    return arn.resource.split("/", 1)[0] ?? "";
}

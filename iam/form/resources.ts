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

/** What documents of a kind are attached to; of the others, any resource may be named. */
const attachedTo: Readonly<Partial<Record<DocumentKind, string>>> = {
    bucket: "bucket",
    accesspoint: "access point",
    tablebucket: "table bucket",
    vectorbucket: "vector bucket",
    key: "key",
};

/** Why a resource, which is not known to match what the document is attached to, is out of place; undefined if it is not. */
function foreignResource(arn: Arn, kind: DocumentKind, own: Fact<string>): { readonly text: string; readonly broken: Truth } | undefined {
    const name = attachedTo[kind];
    const misplaced = ofAnotherKind(arn, kind);
    if (name === undefined || (misplaced === undefined && own === undefined)) {
        return undefined;
    }
    if (misplaced !== undefined) {
        return { text: misplaced, broken: true };
    }
    if (own instanceof Unknown) {
        const isAny = /^((key|accesspoint|bucket)\/)?\*/.test(arn.resource);
        return isAny ? undefined : { text: `an ARN that may not be of the policy's own ${name}`, broken: own };
    }
    const isNamedBucket = kind === "bucket" && isKnown(own) && bucketOf(arn) !== parseArn(own)?.resource && isBucketName(bucketOf(arn));
    return {
        text: isNamedBucket ? `the bucket ${bucketOf(arn)} instead of the policy's own` : `an ARN that is not of the policy's own ${name}`,
        broken: true,
    };
}

/** What a resource is whose form alone tells that no document of the kind is attached to it. */
function ofAnotherKind(arn: Arn, kind: DocumentKind): string | undefined {
    const isAnyService = /[*?]/.test(arn.service);
    const isBucket = arn.service === "s3" && arn.region === "" && arn.account === "";
    if (kind === "bucket" && !isBucket && !isAnyService && arn.service !== "s3express") {
        return "an ARN that is no bucket's";
    }
    if (kind === "accesspoint" && isBucket) {
        return "a bucket, where its access point belongs,";
    }
    if (kind === "key" && arn.service === "kms" && arn.resource.startsWith("alias/")) {
        return "an alias, which is no key,";
    }
    return kind === "key" && arn.service !== "kms" && !isAnyService ? "an ARN that is no key's" : undefined;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function isBucketName(text: string): boolean {
    return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(text);
}

/** What an S3 ARN names before the first slash, past which it has an object's key. */
function bucketOf(arn: Arn): string {
    return arn.resource.split("/", 1)[0] ?? "";
}

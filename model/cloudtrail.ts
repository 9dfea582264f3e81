import type { Block } from "./block";
import { all, any, type Fact, is, isGiven, isLeftOutOr, not, orDefault, type Truth, Unknown } from "./fact";
import type { Resource } from "./resource";

export const trailTypes = ["aws:cloudtrail/trail:Trail", "aws-native:cloudtrail:Trail"] as const;

/** An event as a trail may or may not record it, by the fields of advanced event selectors. Fields left out are such as the selector asks for. */
export type TrailEvent = Readonly<Record<string, string>>;

/** An event of each kind that reads and of each that writes: of objects in S3, and of KMS. */
export const objectRead = s3Event("GetObject", "true");
export const objectWritten = s3Event("PutObject", "false");
export const keyUsed = kmsEvent("Decrypt", "true");
export const keyChanged = kmsEvent("ScheduleKeyDeletion", "false");

function s3Event(eventName: string, readOnly: string): TrailEvent {
    return { eventCategory: "Data", "resources.type": "AWS::S3::Object", eventSource: "s3.amazonaws.com", eventName, readOnly };
}

function kmsEvent(eventName: string, readOnly: string): TrailEvent {
    return { eventCategory: "Management", eventSource: "kms.amazonaws.com", eventName, readOnly };
}

/**
 * Whether a trail records events like this one. Without selectors it records management events and no data events; with them, what one of them
 * matches. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html
 */
export function recordsEvent(trail: Resource, event: TrailEvent): Truth {
    const basic = trail.all("eventSelectors[]");
    const advanced = trail.all("advancedEventSelectors[]");
    const hasNoSelectors = basic.length === 0 && advanced.length === 0;
    return all(
        isLogging(trail),
        any(
            hasNoSelectors && event.eventCategory === "Management",
            ...basic.map((selector) => selects(selector, event)),
            ...advanced.map((selector) => selectsByFields(selector, event)),
        ),
    );
}

/** `isLogging` of the native type has to be given; the classic trail logs unless told not to. */
function isLogging(trail: Resource): Truth {
    return trail.type === "aws-native:cloudtrail:Trail"
        ? is(trail.flag("isLogging"), (on) => on)
        : isLeftOutOr(trail.flag("enableLogging"), (on) => on);
}

/** Whether a basic event selector matches the event. */
function selects(selector: Block, event: TrailEvent): Truth {
    const readsOrWrites = event.readOnly === "true" ? "ReadOnly" : "WriteOnly";
    const matchesDirection = is(orDefault(selector.text("readWriteType"), "All"), (type) => type === "All" || type === readsOrWrites);
    if (event.eventCategory === "Management") {
        return all(
            matchesDirection,
            is(orDefault(selector.flag("includeManagementEvents"), true), (included) => included),
            not(any(...texts(selector, "excludeManagementEventSources").map((source) => is(source, (name) => name === event.eventSource)))),
        );
    }
    const object = event["resources.ARN"];
    // A prefix that only the deployment tells is a prefix all the same.
    const selectsObject = (prefix: Fact<string>): Truth =>
        object === undefined ? prefix instanceof Unknown || isGiven(prefix) : is(prefix, (text) => object.startsWith(text));
    const resources = selector.all("dataResources[]").map((resource) =>
        all(
            is(resource.text("type"), (type) => type === event["resources.type"]),
            is(resource.texts("values"), (prefixes) => any(...prefixes.map(selectsObject))),
        ),
    );
    return all(matchesDirection, any(...resources));
}

/** Whether an advanced event selector matches the event: all of its field selectors do, and each does if all its operators do. */
function selectsByFields(selector: Block, event: TrailEvent): Truth {
    const fields = selector.all("fieldSelectors[]");
    return fields.length > 0 && all(...fields.map((field) => is(field.text("field"), (name) => matchesField(field, event[name]))));
}

type Comparison = (value: string, candidate: string) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
    equals: (value, candidate) => value === candidate,
    startsWith: (value, candidate) => value.startsWith(candidate),
    endsWith: (value, candidate) => value.endsWith(candidate),
};

/** A positive operator wants one of its values to match, a negated one none. */
function matchesField(field: Block, value: string | undefined): Truth {
    if (value === undefined) {
        return true;
    }
    return all(
        ...Object.entries(comparisons).flatMap(([operator, compare]) => {
            const wanted = operands(field, operator).map((candidate) => is(candidate, (text) => compare(value, text)));
            const unwanted = operands(field, `not${operator[0]?.toUpperCase()}${operator.slice(1)}`).map((candidate) =>
                is(candidate, (text) => compare(value, text)),
            );
            return [wanted.length === 0 || any(...wanted), not(any(...unwanted))];
        }),
    );
}

/** The values of an operator. The classic provider has the plural of all but `equals` and `notEquals`. */
function operands(field: Block, operator: string): readonly Fact<string>[] {
    return operator.endsWith("quals") ? texts(field, operator) : [...texts(field, operator), ...texts(field, `${operator}s`)];
}

/** The texts of a list; one unknown text for a list that is unknown, none for one that is left out. */
function texts(block: Block, path: string): readonly Fact<string>[] {
    return block.all(`${path}[]`).map((element) => element.text(""));
}

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

type Recorder = (event: TrailEvent) => Truth;

const recorders = new WeakMap<Resource, Recorder>();

/**
 * Whether a trail records events like this one. Without selectors it records management events and no data events; with them, what one of them
 * matches. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html
 */
export function recordsEvent(trail: Resource, event: TrailEvent): Truth {
    let recorder = recorders.get(trail);
    if (recorder === undefined) {
        recorder = recorderOf(trail);
        recorders.set(trail, recorder);
    }
    return recorder(event);
}

/** What the trail says, read once for all buckets that ask. */
function recorderOf(trail: Resource): Recorder {
    const selectors = [...trail.all("eventSelectors[]").map(basicSelector), ...trail.all("advancedEventSelectors[]").map(advancedSelector)];
    const logging = isLogging(trail);
    return (event) =>
        all(logging, any(selectors.length === 0 && event.eventCategory === "Management", ...selectors.map((selects) => selects(event))));
}

/** `isLogging` of the native type has to be given; the classic trail logs unless told not to. */
function isLogging(trail: Resource): Truth {
    return trail.type === "aws-native:cloudtrail:Trail"
        ? is(trail.flag("isLogging"), (on) => on)
        : isLeftOutOr(trail.flag("enableLogging"), (on) => on);
}

/** Whether a basic event selector matches an event. */
function basicSelector(selector: Block): Recorder {
    const direction = orDefault(selector.text("readWriteType"), "All");
    const includesManagement = is(orDefault(selector.flag("includeManagementEvents"), true), (included) => included);
    const excluded = texts(selector, "excludeManagementEventSources");
    const resources = selector
        .all("dataResources[]")
        .map((resource) => ({ type: resource.text("type"), prefixes: resource.texts("values") }));
    return (event) => {
        const readsOrWrites = event.readOnly === "true" ? "ReadOnly" : "WriteOnly";
        const matchesDirection = is(direction, (type) => type === "All" || type === readsOrWrites);
        if (event.eventCategory === "Management") {
            const isExcluded = any(...excluded.map((source) => is(source, (name) => name === event.eventSource)));
            return all(matchesDirection, includesManagement, not(isExcluded));
        }
        const object = event["resources.ARN"];
        // A prefix that only the deployment tells is a prefix all the same.
        const selectsObject = (prefix: Fact<string>): Truth =>
            object === undefined ? prefix instanceof Unknown || isGiven(prefix) : is(prefix, (text) => object.startsWith(text));
        const selectsOne = resources.map(({ type, prefixes }) =>
            all(
                is(type, (name) => name === event["resources.type"]),
                is(prefixes, (all) => any(...all.map(selectsObject))),
            ),
        );
        return all(matchesDirection, any(...selectsOne));
    };
}

/** Whether an advanced event selector matches an event: all of its field selectors do, and each does if all its operators do. */
function advancedSelector(selector: Block): Recorder {
    const fields = selector.all("fieldSelectors[]").map((field) => ({ name: field.text("field"), matches: fieldMatcher(field) }));
    return (event) => fields.length > 0 && all(...fields.map(({ name, matches }) => is(name, (field) => matches(event[field]))));
}

type Comparison = (value: string, candidate: string) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
    equals: (value, candidate) => value === candidate,
    startsWith: (value, candidate) => value.startsWith(candidate),
    endsWith: (value, candidate) => value.endsWith(candidate),
};

/** A positive operator wants one of its values to match, a negated one none. */
function fieldMatcher(field: Block): (value: string | undefined) => Truth {
    const operators = Object.entries(comparisons).map(([operator, compare]) => ({
        compare,
        wanted: operands(field, operator),
        unwanted: operands(field, `not${operator[0]?.toUpperCase()}${operator.slice(1)}`),
    }));
    return (value) =>
        value === undefined ||
        all(
            ...operators.flatMap(({ compare, wanted, unwanted }) => {
                const matchesOne = (candidates: readonly Fact<string>[]): Truth =>
                    any(...candidates.map((candidate) => is(candidate, (text) => compare(value, text))));
                return [wanted.length === 0 || matchesOne(wanted), not(matchesOne(unwanted))];
            }),
        );
}

/** The values of an operator. The classic provider has the plural of all but `equals` and `notEquals`. */
function operands(field: Block, operator: string): readonly Fact<string>[] {
    const isPlural = !operator.endsWith("quals") && !field.type.startsWith("aws-native:");
    return texts(field, isPlural ? `${operator}s` : operator);
}

/** The texts of a list; one unknown text for a list that is unknown, none for one that is left out. */
function texts(block: Block, path: string): readonly Fact<string>[] {
    return block.all(`${path}[]`).map((element) => element.text(""));
}

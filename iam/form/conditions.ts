import { isIP } from "node:net";
import { canonicalKey, conditionKey, conditionKeyNames } from "../catalogue";
import { isLeftOver, isObject, listOf, meant, type Place } from "./findings";
import { namesIn } from "./leftOver";
import { nearest } from "./spelling";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operators = [
    ...["String", "Numeric", "Date", "Arn"].flatMap((type) => [`${type}Equals`, `${type}NotEquals`]),
    ...["String", "Arn"].flatMap((type) => [`${type}Like`, `${type}NotLike`]),
    ...["Numeric", "Date"].flatMap((type) => ["LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"].map((test) => type + test)),
    ...["StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "Null"],
];

/** Notes what is wrong with a condition element. */
export function checkCondition(condition: unknown, place: Place): void {
    if (place.awaits("Condition", condition)) {
        return;
    }
    if (!isObject(condition)) {
        place.add("Condition", "has a Condition that is not an object.");
        return;
    }
    for (const [operator, tests] of Object.entries(condition)) {
        const name = operator.replace(/^For(AllValues|AnyValue):/, "").replace(/(?<!^Null)IfExists$/, "");
        if (!operators.includes(name)) {
            place.add("Condition", `has a condition operator that AWS does not know${meant(name, operators)}.`);
        }
        if (tests === undefined || place.awaits("Condition", tests)) {
            continue;
        }
        if (!isObject(tests)) {
            place.add("Condition", "has a condition operator without an object of condition keys.");
            continue;
        }
        for (const [key, values] of Object.entries(tests)) {
            checkConditionKey(key, place);
            for (const value of operators.includes(name) ? listOf(values) : []) {
                checkConditionValue(name, key, value, place);
            }
        }
    }
}

function checkConditionKey(key: string, place: Place): void {
    if (isLeftOver("Condition", key, [], place) || conditionKey(key) !== undefined) {
        return;
    }
    if (!/^[^:\s]+:\S/.test(key)) {
        place.add("Condition", "has something that is not written like a condition key (aws:SourceVpce) in its Condition.");
        return;
    }
    const service = key.slice(0, key.indexOf(":") + 1).toLowerCase();
    const candidate = nearest(
        key,
        conditionKeyNames.filter((name) => name.toLowerCase().startsWith(service)),
    );
    if (candidate !== undefined) {
        place.add("Condition", `has a condition key that AWS does not have; ${candidate} may be meant.`);
    }
}

function checkConditionValue(operator: string, key: string, value: unknown, place: Place): void {
    if (value === undefined || place.awaits("Condition", value)) {
        return;
    }
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
        place.add("Condition", "has a condition value that is neither a text, a number nor a Boolean.");
        return;
    }
    const text = String(value);
    const isId = /(account|arn|orgid|orgpaths|sourceowner|vpc|vpce|key-id)$/.test(canonicalKey(key));
    if (isLeftOver("Condition", text, isId ? namesIn(text) : [], place) || text.includes("${")) {
        return;
    }
    const wrong = wrongValue(operator, canonicalKey(key), text);
    if (wrong !== undefined) {
        place.add("Condition", `has ${wrong} in its Condition, under ${operator}.`);
    }
}

function wrongValue(operator: string, key: string, value: string): string | undefined {
    if (operator === "Bool" || operator === "Null") {
        return /^(true|false)$/i.test(value) ? undefined : "a value that is neither true nor false";
    }
    if (operator === "IpAddress" || operator === "NotIpAddress") {
        return isRange(value) ? undefined : "a value that is no IP address or range";
    }
    if (operator.startsWith("Numeric")) {
        return value.trim() !== "" && Number.isFinite(Number(value)) ? undefined : "a value that is no number";
    }
    if (operator.startsWith("Date")) {
        return isDate(value) ? undefined : "a value that is no date";
    }
    return /(account|sourceowner)$/.test(key) && /^[0-9]+$/.test(value) && value.length !== 12
        ? "an account id that has not 12 digits"
        : undefined;
}

function isRange(value: string): boolean {
    const [address = "", prefix, ...rest] = value.split("/");
    const longest = isIP(address) === 4 ? 32 : 128;
    return isIP(address) !== 0 && rest.length === 0 && (prefix === undefined || (/^[0-9]{1,3}$/.test(prefix) && Number(prefix) <= longest));
}

/** ISO 8601, or seconds since 1970. */
function isDate(value: string): boolean {
    return /^[0-9]{5,12}$/.test(value) || (/^[0-9]{4}(-|$)/.test(value) && !Number.isNaN(Date.parse(value)));
}

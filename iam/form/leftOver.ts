import { parseArn } from "../arn";

/** What an Output becomes where a program joins it to a text without `apply`, in the languages that Pulumi has. */
const outputText =
    /Calling \[?\w{1,20}\]? on an \[?Output(?:<T>|\[T\])\]? is not supported|\[object (?:Object|Promise)\]|Pulumi\.Output`1\[|OutputInternal@|<pulumi\.output\.Output object at |\{0xc[0-9a-f]{6,12}[ }]/;

/** `<name>`, `{{name}}`, `{name}` and `${name}`, but not `${aws:username}` or `${*}`, which are AWS's. */
const bracketed = /<[A-Za-z][\w .:/|-]{0,80}>|\{\{[^{}]{1,80}\}\}|\$?\{[A-Za-z_][\w. -]{0,80}\}|\$\{AWS::\w{1,30}\}/;

/** Words that templates have where a name belongs. */
const standIn =
    /(?:^|[^A-Za-z0-9])(?:YOUR[-_ ]?[A-Z]|(?:REPLACE|CHANGE)[-_ ]?ME|(?:MY|OTHER|INSERT)[-_ ](?:ACCOUNT|BUCKET|KEY|ORG|VPC)|(?:ACCOUNT|BUCKET|KEY|ORG|VPC|VPCE|REGION)[-_ ]?(?:ID|NAME|ARN)|ACCOUNT$|REGION$|TODO|FIXME|X{4,}|x{8,}|your-(?:[a-z]{1,20}-)?(?:account|bucket|key|org|region|role|table|user|vpc|vpce)(?:-(?:arn|id|name))?(?![A-Za-z0-9-]))/;

/** Where the text of an Output stands in a text; undefined if there is none. */
export function outputIn(text: string): number | undefined {
    return outputText.exec(text)?.index;
}

/**
 * What a program or a template left where a value belongs: `the text of an Output` or `a placeholder` that nobody filled in. Words that may be
 * names (`ACCOUNT_ID`, `your-bucket`) count only in `names`, the parts of the value in which they can be none.
 */
export function leftOver(value: string, names: readonly string[]): string | undefined {
    if (outputText.test(value)) {
        return "the text of an Output";
    }
    return bracketed.test(value) || names.some((name) => standIn.test(name)) ? "a placeholder" : undefined;
}

/** The part of an id or an identity's ARN in which a template's words can be no names: all of it but what a user or role is called. */
export function namesIn(id: string): readonly string[] {
    return [parseArn(id)?.account ?? id];
}

/**
 * Where a placeholder stands in a text that is no JSON, whose own braces are none; undefined if there is none. `Output<string>` and `${v}` are words of
 * the text of an Output.
 */
export function placeholderIn(text: string): number | undefined {
    return /(?<!\w)<[A-Za-z][\w .:/|-]{0,80}>|\$\{[A-Za-z_][\w.-]{1,80}\}|\{\{[^{}"]{1,80}\}\}/.exec(text)?.index;
}

import { actionsOf } from "../catalogue";
import { keptByText } from "../kept";
import { isLeftOver, type Place } from "./findings";
import { type DocumentKind, rules } from "./kinds";
import { nearest } from "./spelling";

/** Notes what is wrong with one action of an action element. */
export function checkAction(element: string, action: string, kind: DocumentKind, place: Place): void {
    if (action === "*" || isLeftOver(element, action, [action], place)) {
        return;
    }
    const [service = "", name, ...rest] = action.split(":");
    if (name === undefined || rest.length > 0 || !/^[A-Za-z0-9-]+$/.test(service) || !/^[A-Za-z0-9*?]+$/.test(name)) {
        place.add(element, `has something in its ${element} that is not written like an action (service:Name).`);
        return;
    }
    const prefix = service.toLowerCase();
    const own = rules[kind].services;
    if (own !== undefined && !own.includes(prefix)) {
        place.add(element, `has an action of another service in its ${element}. ${rules[kind].name} holds actions of ${own[0]} only.`);
        return;
    }
    const candidate = misspelling(prefix, name);
    if (candidate !== undefined) {
        place.add(element, `has an action in its ${element} that AWS does not have; ${prefix}:${candidate} may be meant.`);
    }
}

const misspellings = keptByText<string | undefined>(10_000);

/** As `misspelt`, of an action of a service; the documents of a stack name the same actions over and over. */
function misspelling(service: string, name: string): string | undefined {
    return misspellings(`${service}:${name}`, () => misspelt(name, namesOfActions(service)));
}

function namesOfActions(service: string): readonly string[] {
    return actionsOf(service).map(({ name }) => name.slice(service.length + 1));
}

/**
 * The action that one which matches none is a likely misspelling of, up to a wildcard at its end. AWS adds actions every week: what is near none
 * is left alone, and so is what has wildcards elsewhere.
 */
function misspelt(name: string, known: readonly string[]): string | undefined {
    const wildcard = name.search(/[*?]/);
    if (wildcard < 0) {
        const candidate = nearest(name, known);
        return candidate === undefined ? undefined : (withItsWildcard(name, known) ?? candidate);
    }
    const beginning = name.slice(0, wildcard);
    if (name.slice(wildcard) !== "*") {
        return undefined;
    }
    const candidate = nearest(beginning, [...new Set(known.map((each) => each.slice(0, beginning.length)))]);
    return candidate === undefined ? undefined : `${candidate}*`;
}

/** Several actions begin with this word, so it lacks its wildcard: `kms:ReEncrypt` is no action, `kms:ReEncryptFrom` and `kms:ReEncryptTo` are. */
function withItsWildcard(word: string, known: readonly string[]): string | undefined {
    const beginnings = known
        .filter((each) => each.toLowerCase().startsWith(word.toLowerCase()) && /^[A-Z]/.test(each.slice(word.length)))
        .map((each) => each.slice(0, word.length));
    return beginnings.length > 1 ? `${beginnings[0]}*` : undefined;
}

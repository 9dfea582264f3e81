import picomatch from "picomatch";

const matchers = new Map<string, (text: string) => boolean>();

/**
 * Whether the text matches the glob. `*`, `?` and `[…]` are wildcards; a star crosses `/` and `:`, because URNs and ARNs are full of them.
 * An empty glob matches nothing but empty text.
 */
export function matchesGlob(text: string, glob: string): boolean {
    if (glob === "") {
        return text === "";
    }
    let matches = matchers.get(glob);
    if (matches === undefined) {
        matches = picomatch(glob, { bash: true, dot: true, noextglob: true, nobrace: true, nonegate: true });
        matchers.set(glob, matches);
    }
    return text === glob || matches(text);
}

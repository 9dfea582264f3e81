import picomatch from "picomatch";

const matchers = new Map<string, (text: string) => boolean>();

/** Whether the text matches the glob. `*`, `?` and `[…]` are wildcards; a star crosses `/` and `:`, because URNs and ARNs are full of them. */
export function matchesGlob(text: string, glob: string): boolean {
    let matches = matchers.get(glob);
    if (matches === undefined) {
        matches = picomatch(glob, { bash: true, dot: true, noextglob: true, nobrace: true, nonegate: true });
        matchers.set(glob, matches);
    }
    return text === glob || matches(text);
}

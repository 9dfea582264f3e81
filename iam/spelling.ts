/** How many edits apart two words may be for one to be a likely misspelling of the other. */
const farthest = 2;

/**
 * The candidate that the word is most likely a misspelling of: at most two edits away (letters added, lost, changed or two swapped), in any
 * case, and no more than one edit per four letters. Undefined if none is near, or if it is one itself. A number at the end is a version of its own
 * (`CreateAutoMLJobV2`), not a misspelling.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
    const lowerCase = word.toLowerCase();
    const allowed = Math.min(farthest, Math.floor(word.length / 4));
    let best: string | undefined;
    let bestDistance = allowed + 1;

    for (const candidate of candidates) {
        const distance = editsBetween(lowerCase, candidate.toLowerCase(), allowed);
        if (distance < bestDistance) {
            [best, bestDistance] = [candidate, distance];
        }
    }
    return best === undefined || withoutVersion(best.toLowerCase()) === withoutVersion(lowerCase) ? undefined : best;
}

function withoutVersion(word: string): string {
    return word.replace(/v?[0-9]{1,3}$/, "");
}

/** The number of edits that make one word the other, or `allowed + 1` if it takes more. */
function editsBetween(word: string, other: string, allowed: number): number {
    if (Math.abs(word.length - other.length) > allowed) {
        return allowed + 1;
    }
    const tooMany = allowed + 1;
    let beforePrevious: number[] = [];
    let previous = Array.from({ length: other.length + 1 }, (_, column) => column);

    for (let row = 1; row <= word.length; row++) {
        const current = new Array<number>(other.length + 1).fill(tooMany);
        if (row <= allowed) {
            current[0] = row;
        }
        // Further from the diagonal than this takes more edits than allowed.
        const first = Math.max(1, row - allowed);
        const last = Math.min(other.length, row + allowed);
        for (let column = first; column <= last; column++) {
            const isSame = word[row - 1] === other[column - 1];
            let edits = Math.min(previous[column - 1]! + (isSame ? 0 : 1), previous[column]! + 1, current[column - 1]! + 1);
            if (row > 1 && column > 1 && word[row - 1] === other[column - 2] && word[row - 2] === other[column - 1]) {
                edits = Math.min(edits, beforePrevious[column - 2]! + 1);
            }
            current[column] = edits;
        }
        [beforePrevious, previous] = [previous, current];
    }
    return Math.min(previous[other.length]!, tooMany);
}

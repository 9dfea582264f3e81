/** How many edits apart two words may be for one to be a likely misspelling of the other. */
const farthest = 2;

/**
 * The candidate that the word is most likely a misspelling of: at most two edits away (letters added, lost, changed or two swapped), in any
 * case, and no more than one edit per four letters. Undefined if none is near, or if it is one itself. A number at the end is a version of its own
 * (`CreateAutoMLJobV2`), not a misspelling.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
    const lowerCase = word.toLowerCase();
    if (candidates.some((candidate) => candidate.toLowerCase() === lowerCase)) {
        return undefined;
    }
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
    const tooMany = allowed + 1;
    if (Math.abs(word.length - other.length) > allowed) {
        return tooMany;
    }
    // Rows of the usual table: the edits between the first letters of one and the first letters of the other.
    let beforePrevious: readonly number[] = [];
    let previous: readonly number[] = Array.from({ length: other.length + 1 }, (_, column) => column);

    for (let row = 1; row <= word.length; row++) {
        const current = new Array<number>(other.length + 1).fill(tooMany);
        current[0] = row;
        const edits = (table: readonly number[], column: number): number => table[column] ?? tooMany;

        // Further from the diagonal it takes more edits than allowed.
        for (let column = Math.max(1, row - allowed); column <= Math.min(other.length, row + allowed); column++) {
            const isSame = word[row - 1] === other[column - 1];
            const isSwapped = word[row - 1] === other[column - 2] && word[row - 2] === other[column - 1];
            current[column] = Math.min(
                edits(previous, column - 1) + (isSame ? 0 : 1),
                edits(previous, column) + 1,
                edits(current, column - 1) + 1,
                isSwapped ? edits(beforePrevious, column - 2) + 1 : tooMany,
            );
        }
        if (current.every((edits) => edits > allowed)) {
            return tooMany;
        }
        [beforePrevious, previous] = [previous, current];
    }
    return Math.min(previous[other.length] ?? tooMany, tooMany);
}

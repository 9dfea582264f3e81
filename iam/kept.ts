/** Remembers what was made for a text. Where that would be more than `most`, it forgets all and starts over. */
export function keptByText<T>(most: number): (text: string, make: () => T) => T {
    const kept = new Map<string, T>();
    return (text, make) => {
        if (!kept.has(text)) {
            const made = make();
            if (kept.size >= most) {
                kept.clear();
            }
            kept.set(text, made);
        }
        return kept.get(text) as T;
    };
}

import { Block } from "./block";
import { isKnown, Misshapen } from "./fact";

/** The JSON document at `path`, which may be text or an object, as a block. In text that is no JSON everything is misshapen. */
export function jsonDocumentAt(resource: Block, path: string): Block {
    const text = resource.text(path);
    return new Block(isKnown(text) ? parse(text, path) : resource.json(path), path, "", "");
}

function parse(text: string, path: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return new Misshapen(path);
    }
}

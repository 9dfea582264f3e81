import { profiles } from "./grammar";
import { compareWithOracle } from "./agreement";

/** Every verdict is compared with brute force: the documents are generated, the seed is printed, `SEED` repeats a run. */

const seed = Number(process.env.SEED ?? 20251124);
const documentsPerProperty = 1600;

describe(`the prover and brute force (seed ${seed})`, () => {
    for (const property of Object.keys(profiles)) {
        it(`agree on ${property}`, () => compareWithOracle(property, documentsPerProperty, seed));
    }
});

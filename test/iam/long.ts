import { profiles } from "./grammar";
import { compareWithOracle } from "./agreement";

/** A million documents, in rounds with a seed each: `ts-node test/iam/long.ts [documents] [seed]`. It stops at the first disagreement. */

const total = Number(process.argv[2] ?? 1_000_000);
const first = Number(process.argv[3] ?? Date.now() % 1_000_000_000);
const properties = Object.keys(profiles);
const round = 2_000;

for (let done = 0, seed = first; done < total; seed++) {
    for (const property of properties) {
        try {
            compareWithOracle(property, round, seed);
        } catch (error) {
            console.error(`${property}, seed ${seed}`);
            throw error;
        }
        done += round;
    }
    console.log(`seed ${seed}: ${done} documents`);
}

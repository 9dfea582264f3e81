import * as fc from "fast-check";
import { subjects, profiles } from "./grammar";
import { check } from "./agreement";
const n = Number(process.argv[2] ?? 800), seed = Number(process.argv[3] ?? 1); const only = process.argv[4];
for (const property of Object.keys(profiles).filter((p) => !only || p === only)) for (const clarity of ["clear", "ambiguous"] as const) {
  const tally: any = { proved: 0, refuted: 0, undecided: 0 }; let fails = 0; const msgs = new Map<string, any>(); const und: any[] = []; let t = 0; let worst = 0;
  const t0 = Date.now();
  for (const s of fc.sample(subjects(property, clarity), { numRuns: n, seed })) {
    try { const v = check(s); tally[v]++; if (v === "undecided" && clarity === "clear") und.push(s); } catch (e: any) { fails++; const k = String(e.message).replace(/\{.*/s, "").slice(0, 60); const old = msgs.get(k); const size = JSON.stringify(s.document).length; if (!old || size < old.size) msgs.set(k, { size, s, m: e.message, n: (old?.n ?? 0) + 1 }); else old.n++; }
  }
  console.log(`## ${property} ${clarity} ${JSON.stringify(tally)} fails ${fails} ${((Date.now() - t0) / n).toFixed(2)} ms/doc`);
  for (const [k, { s, m, n }] of msgs) console.log(`  (${n}) ${s.kind} ${m.slice(0, 600)}\n     doc ${typeof s.document === "string" ? s.document : JSON.stringify(s.document)}\n     ctx ${JSON.stringify(s.context)}`);
  for (const s of und.sort((a, b) => JSON.stringify(a.document).length - JSON.stringify(b.document).length).slice(0, 2)) console.log(`  UNDECIDED ${s.kind} ${JSON.stringify(s.document)} ctx ${JSON.stringify(s.context)}`);
}

import { rehearse } from "../../rehearsal/rehearse";
(async () => {
for (const mode of ["preview", "update"] as const) {
    const t = Date.now();
    const r = await rehearse(process.argv[2]!, { mode, packDir: process.argv[3] });
    console.log(mode, Date.now() - t, "ms", r.logs, r.undecided, r.violations.map(v => v.policy + " " + v.urn.split("::").slice(2).join("::") + " " + v.message));
    console.log(JSON.stringify(Object.fromEntries(Object.entries(r.requests.analyzeStack).map(([u, p]: any) => [u.split("::").slice(2).join("::"), { p: p.properties, d: p.propertyDependencies, pr: p.provider?.name , o: p.options}])), null, 1));
}
})().catch((e) => { console.log("ERR", e.constructor.name, e.message); process.exit(1); });

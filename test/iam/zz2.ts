import { corpus, hostile } from "./corpus";
import { analyse } from "../../iam/analyse";
const cpu = () => {
    const u = process.cpuUsage();
    return (u.user + u.system) / 1000;
};
for (const e of corpus)
    for (const p of e.properties)
        analyse(
            typeof e.document === "string" ? e.document + " " : (structuredClone(e.document) as any),
            e.kind,
            e.context as any,
            p as any,
        );
const times: [number, string][] = [];
for (const e of corpus)
    for (const p of e.properties) {
        const d = typeof e.document === "string" ? e.document + "  " : (structuredClone(e.document) as any);
        const t = process.hrtime.bigint();
        analyse(d, e.kind, e.context as any, p as any);
        times.push([Number(process.hrtime.bigint() - t) / 1e6, e.name + " " + p]);
    }
times.sort((a, b) => a[0] - b[0]);
console.log(
    "corpus",
    times.length,
    "median",
    times[times.length >> 1]![0].toFixed(2),
    "p95",
    times[Math.floor(times.length * 0.95)]![0].toFixed(2),
    "worst",
    times
        .slice(-4)
        .map(([t, n]) => n + " " + t.toFixed(1))
        .join("; "),
);
for (const e of hostile)
    for (const p of e.properties) {
        const t = cpu();
        const r = analyse(e.document as any, e.kind, e.context as any, p as any);
        const ms = cpu() - t;
        if (ms > 100)
            console.log(
                e.name,
                p,
                JSON.stringify(e.document).length,
                "bytes",
                ms.toFixed(0),
                "ms cpu",
                r.verdict,
                JSON.stringify(r.stats),
                r.reasons[0]?.text.slice(0, 100),
            );
    }

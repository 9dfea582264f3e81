import { problems } from "./wellFormed";
const all = require("/tmp/wf-mp/package/dist/managedPolicies.json");
for (const [name, p] of Object.entries<any>(all)) for (const [v, d] of Object.entries<any>(p.versions)) for (const q of problems(d.document, "identity", { limit: 1e6 })) {
  if (/written like/.test(q.text)) { const s = [d.document.Statement].flat()[q.statement! - 1]; const acts = [s.Action ?? s.NotAction].flat().filter((a: string) => !/^[\w-]+:[\w*?]+$/.test(a) && a !== "*"); console.log(name, v, JSON.stringify(acts), /condition/.test(q.text) ? JSON.stringify(s.Condition) : ""); } 
  else if (/kms/.test(q.text)) console.log(name, v, JSON.stringify([d.document.Statement].flat()[q.statement! - 1].Action).slice(0, 300)); }

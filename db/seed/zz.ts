import { readCatalogue } from '#lessons/catalogue.ts';
import { readContentFiles } from '#lessons/content-files.ts';
import { planHistory } from './plan-history.ts';
const cat = readCatalogue(readContentFiles('content'));
const now = Date.now();
const all = planHistory(cat, now - 56*86400000, now);
console.log(all.length, cat.problems.length);
const by = new Map<string, typeof all>();
for (const h of all) if (h.kind==='answer') { const k=h.personId+' '+h.given.subject.kind+' '+h.given.subject.id; by.set(k,[...(by.get(k)??[]),h]); }
let longest=0; for (const [k,v] of by) { const d=v.at(-1)!.at - (v[0] as any).given.shownAt; longest=Math.max(longest,d); if (!(v.at(-1) as any).last) console.log('open',k, new Date(v[0]!.at).toISOString()); }
console.log(longest/60000, by.size);
for (const q of cat.questionsByPolicy.get('tell-first')!) console.log(q.id, cat.questionById.get(q.id)!.lesson.id);
for (const k of by.keys()) if (k.includes('update tell-first')) { const p=k.split(' ')[0]; const qs=new Set(by.get(k)!.map((h:any)=>h.given.questionId)); if (qs.size!==4) console.log(k, qs.size, [...by.keys()].filter(x=>x.startsWith(p+' lesson')&&/tell|last/.test(x))); }

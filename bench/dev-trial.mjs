import { compile, createLog, parseProgram, score, trial } from '@jixing/engine'
import { events, item, program } from './world.mjs'
const planOf = (j) => { const p = parseProgram(j); if(!p.ok) throw new Error(JSON.stringify(p.issues)); return compile(p.value).value }
const plan = planOf(program())
const log = createLog(plan)
for (const one of events(300_000)) log.add(item(one))
let t = performance.now()
const before = score(plan, log, { asOf: '2022-01-01' })
for (const q of ['2021-Q1','2021-Q2','2021-Q3','2021-Q4']) before.standings('members', q)
console.log('full', performance.now() - t)
for (let i = 0; i < 12; i++) {
  const t0 = performance.now()
  const cand = planOf(program({ R03: 5 + i % 2 }))
  const t1 = performance.now()
  const found = trial(before, cand)
  const t2 = performance.now()
  const n = found.ranks.length + found.tiers.length + found.rules.length
  const t3 = performance.now()
  console.log('parse', (t1 - t0).toFixed(1), 'trial', (t2 - t1).toFixed(1), 'read', (t3-t2).toFixed(1), n)
}

// Scoring beside the page: a worker keeps the plan and the log and answers by message, so nothing ever waits for it.
// The worker is one file for both: here node:worker_threads runs it, in a page `new Worker(url, { type: 'module' })`.
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Answer, Asked } from './08-worker/scorer.ts'

const program = {
  id: 'visits',
  version: 1,
  effectiveFrom: '2021-01-01',
  timeZone: 'Asia/Shanghai',
  decimals: 0,
  subjects: { member: {} },
  categories: { service: {} },
  periods: { month: { window: 'month' } },
  activities: { 'visit.done': {} },
  rules: [
    {
      id: 'visit',
      kind: 'award',
      category: 'service',
      on: ['visit.done'],
      to: { kind: 'member', from: 'subject' },
      points: 2,
    },
  ],
  populations: [{ id: 'active', kind: 'member', base: 'rows' }],
  scores: [{ id: 'M', kind: 'member', period: 'month', value: { tally: 'service' } }],
  rankings: [{ id: 'members', score: 'M', population: 'active' }],
}
const records = Array.from({ length: 9 }, (_, i) => ({
  id: `v${i}`,
  type: 'visit.done',
  occurredAt: `2021-03-0${i + 1}`,
  subject: i % 3 === 0 ? 'zhu' : 'lin',
}))

const worker = new Worker(new URL('./08-worker/scorer.ts', import.meta.url))
const ask = async (asked: Asked): Promise<Answer> => {
  worker.postMessage(asked)
  const [answer] = await once(worker, 'message')
  return answer
}

const tell = async (asked: Asked): Promise<void> => console.log(JSON.stringify(await ask(asked)))
await tell({ program, records, ranking: 'members', key: '2021-03' })
// The log stays in the worker: another program is tried over it by sending the program alone.
const [rule] = program.rules
const dearer = { ...program, rules: [{ ...rule, points: 5 }] }
await tell({ program: dearer, records: [], ranking: 'members', key: '2021-03' })
await tell({ program: { ...program, decimals: 'none' }, records: [], ranking: 'members', key: '2021-03' })
await worker.terminate()

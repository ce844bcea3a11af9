// Scoring beside the page: a worker keeps the records and answers by message, so nothing ever waits for it.
// The worker is one file for both: here node:worker_threads runs it, in a page `new Worker(url, { type: 'module' })`.
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { questions } from './08-worker/questions.ts'

const worker = new Worker(new URL('./08-worker/scorer.ts', import.meta.url))
for (const question of questions) {
  worker.postMessage(question)
  const [answer] = await once(worker, 'message')
  console.log(JSON.stringify(answer))
}
await worker.terminate()

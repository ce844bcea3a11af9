// npm run prove -- R1 [R12 …]: figures of reliability, one JSON line each.
//
//   --cases N    how many cases (default: the size that the figure must have)
//   --long       the size of the long run
//   --seed S     another seed; the same seed always looks at the same cases
import { root } from './workspace.mjs'

const SEED = 20_210_101
const args = process.argv.slice(2)
/** @param {string} name */
const option = (name) => {
  const place = args.indexOf(name)
  return place < 0 ? undefined : Number(args[place + 1])
}
const known = ['R1', 'R12', 'R16', 'R26']
const wanted = args.filter((word) => /^R\d+$/.test(word))
const unknown = wanted.find((id) => !known.includes(id))
if (unknown !== undefined) {
  process.stderr.write(`There is no proof ${unknown}; there are: ${known.join(', ')}\n`)
  process.exit(2)
}
// The proofs are TypeScript that Node reads as it is; the engine that they prove is the source itself.
for (const id of wanted.length > 0 ? wanted : known) {
  const proof = await import(`${root}/packages/engine/prove/${id.toLowerCase()}.ts`)
  const cases = option('--cases') ?? (args.includes('--long') ? proof.sizes.long : proof.sizes.cases)
  const seed = option('--seed') ?? SEED
  const start = performance.now()
  const { ok, counts, against } = proof.prove({ cases, seed })
  const seconds = Math.round((performance.now() - start) / 100) / 10
  process.stdout.write(`${JSON.stringify({ id, ok, measured: proof.title, seed, cases, counts, seconds, against })}\n`)
  if (!ok) process.exitCode = 1
}

import { compile, createLog, exactText, type Log, parseProgram, score } from '@jixing/engine'

/** What a page asks: a ranking of a period by a program, over the records sent so far and these. */
export interface Asked {
  readonly program: unknown
  readonly records: readonly unknown[]
  readonly ranking: string
  readonly key: string
}

/** What it is told: the lines of the ranking, or every mistake of the program. */
export type Answer =
  | { readonly lines: readonly string[] }
  | { readonly mistakes: readonly { readonly code: string; readonly path: string }[] }

const records: unknown[] = []

function answer({ program, records: more, ranking, key }: Asked): Answer {
  const parsed = parseProgram(program)
  const compiled = parsed.ok ? compile(parsed.value) : parsed
  if (!compiled.ok) return { mistakes: compiled.issues.map(({ code, path }) => ({ code, path })) }
  records.push(...more)
  const log: Log = createLog(compiled.value)
  for (const record of records) log.add(record)
  const standings = score(compiled.value, log).standings(ranking, key)
  return { lines: standings.map(({ rank, subject, value }) => `${rank} ${subject} ${value && exactText(value)}`) }
}

// A page's worker hears through itself, a worker of Node through its parent port; both speak the same two words.
interface Port {
  onmessage: ((event: { data: Asked }) => void) | null
  postMessage(answer: Answer): void
}
const node = globalThis.process?.getBuiltinModule?.('node:worker_threads')
const port = (node?.parentPort ?? globalThis) as unknown as Port
port.onmessage = ({ data }) => port.postMessage(answer(data))

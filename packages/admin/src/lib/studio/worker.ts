import type { ProgramDetail, ProgramVersion, Session } from '@jixing/api/client'
import {
  compile,
  createLog,
  type Issue,
  type Log,
  type Parsed,
  type Plan,
  type Program,
  parseProgram,
  type Result,
  score,
  scoreAgain,
} from '@jixing/engine'
import { lint } from '@jixing/engine/lint'
import { compareRanking, limitCuts, periodsOf, rankingsOf, ruleTotals, widestRanking } from './compare.ts'
import type { Answer, Ask } from './protocol.ts'

/** The log of the organisation, and what its newest program makes of it as if it had been in force all along. */
interface Open {
  readonly log: Log
  readonly before: Result
  /** From when the first version counts. */
  readonly first: string
  /** What lint says of the newest version already, as JSON. */
  readonly known: ReadonlySet<string>
}

class Unreadable extends Error {
  readonly status: number

  constructor(path: string, status: number) {
    super(`${path}: ${status}`)
    this.status = status
  }
}

let open: Open | undefined
const say = (answer: Answer): void => postMessage(answer)

async function read(path: string): Promise<Response> {
  const answer = await fetch(path, { headers: { accept: '*/*' } })
  if (!answer.ok) throw new Unreadable(path, answer.status)
  return answer
}

const readJson = async <T>(path: string): Promise<T> => (await read(path)).json() as Promise<T>

function planOf(programs: readonly Program[]): Plan {
  const compiled = compile(programs)
  if (!compiled.ok) throw new Error(compiled.issues.map((issue) => `${issue.code} ${issue.path}`).join(', '))
  return compiled.value
}

async function openLog(): Promise<Open> {
  const text = read('/v1/log').then((answer) => answer.text())
  const [session, versions] = await Promise.all([
    readJson<Session>('/v1/session'),
    readJson<ProgramVersion[]>('/v1/programs'),
  ])
  const details = await Promise.all(versions.map((one) => readJson<ProgramDetail>(`/v1/programs/${one.version}`)))
  const programs = details.map((one) => one.program as unknown as Program)
  const plan = planOf(programs)
  const log = createLog(plan)
  for (const line of (await text).split('\n')) if (line !== '') log.add(JSON.parse(line))
  const first = plan.versions[0]?.effectiveFrom ?? ''
  const newest = planOf([{ ...(plan.versions.at(-1) as Program), effectiveFrom: first }])
  const before = score(newest, log, { asOf: session.organisation.asOf, freezes: 'ignore' })
  const known = new Set(lint(newest.versions[0] as Program).map((one) => JSON.stringify(one)))
  return { log, before, first, known }
}

function compiledCandidate(candidate: Program, first: string): Parsed<Plan> {
  const parsed = parseProgram({ ...candidate, effectiveFrom: first })
  return parsed.ok ? compile(parsed.value) : parsed
}

/** Scores the whole log by a candidate that takes the place of the newest version, and compares what is drawn. */
function tryOut({ before, first, known }: Open, { candidate, period, ranking, pinned }: Ask & { kind: 'try' }): Answer {
  const start = performance.now()
  const compiled: Parsed<Plan> = compiledCandidate(candidate, first)
  if (!compiled.ok) return { kind: 'refused', issues: compiled.issues as Issue[] }
  const results = { before, after: scoreAgain(before, compiled.value) }
  const view = (id: string | undefined) => compareRanking(results, id, period.key, pinned)
  const [membersRanking, branchesRanking] = ['member', 'branch'].map((kind) =>
    widestRanking(candidate, kind, period.level),
  )
  const members = view(membersRanking)
  const branches = view(branchesRanking)
  const chosen = ranking === membersRanking ? members : ranking === branchesRanking ? branches : view(ranking)
  const [rules, limits] = [ruleTotals(results), limitCuts(results)]
  const tried = compiled.value.versions[0] as Program
  const warnings = lint(tried).filter((one) => !known.has(JSON.stringify(one)))
  const milliseconds = performance.now() - start
  return { kind: 'tried', period, milliseconds, members, branches, chosen, rules, limits, warnings }
}

addEventListener('message', async ({ data }: MessageEvent<Ask>) => {
  try {
    if (data.kind === 'open') {
      const start = performance.now()
      open = await openLog()
      const program = open.before.plan.versions[0] as Program
      const periods = periodsOf(open.before)
      const rankings = rankingsOf(program)
      say({ kind: 'opened', periods, rankings, items: open.log.size, milliseconds: performance.now() - start })
    } else if (open) say(tryOut(open, data))
  } catch (error) {
    const status = error instanceof Unreadable ? error.status : 0
    say({ kind: 'failed', status, message: error instanceof Error ? error.message : String(error) })
  }
})

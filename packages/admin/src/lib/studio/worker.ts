import type { ProgramDetail, ProgramVersion, Session } from '@jixing/api/client'
import { compile, createLog, type Log, type Plan, parseProgram, type Program, type Result, score } from '@jixing/engine'
import { compareKind, limitBindings, periodsOf, ruleTotals } from './compare.ts'
import type { Answer, Ask, StudioPeriod } from './protocol.ts'

/** The log of the organisation and what its programs make of it, read once. */
interface Open {
  readonly log: Log
  readonly plan: Plan
  readonly before: Result
  readonly first: string
  readonly periods: readonly StudioPeriod[]
}

let open: Open | undefined
const say = (answer: Answer): void => postMessage(answer)

async function read<T>(path: string): Promise<T> {
  const answer = await fetch(path)
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return (await answer.json()) as T
}

function planOf(programs: readonly Program[]): Plan {
  const compiled = compile(programs)
  if (!compiled.ok) throw new Error(compiled.issues.map((issue) => `${issue.code} ${issue.path}`).join(', '))
  return compiled.value
}

async function openLog(): Promise<Open> {
  const [session, versions, lines] = await Promise.all([
    read<Session>('/v1/session'),
    read<ProgramVersion[]>('/v1/programs'),
    fetch('/v1/log').then((answer) => answer.text()),
  ])
  const details = await Promise.all(versions.map((one) => read<ProgramDetail>(`/v1/programs/${one.version}`)))
  const programs = details.map((one) => one.program as unknown as Program)
  const plan = planOf(programs)
  const log = createLog(plan)
  for (const line of lines.split('\n')) if (line !== '') log.add(JSON.parse(line))
  const before = score(plan, log, { asOf: session.organisation.asOf, freezes: 'ignore' })
  return { log, plan, before, first: plan.versions[0]?.effectiveFrom ?? '', periods: periodsOf(before) }
}

/** Scores the whole log by a candidate that takes the place of every version, and compares what is drawn. */
function tryOut({ log, before, first, periods }: Open, ask: Ask & { kind: 'try' }): void {
  const start = performance.now()
  const parsed = parseProgram({ ...ask.candidate, effectiveFrom: first })
  if (!parsed.ok) return say({ kind: 'refused', id: ask.id, issues: parsed.issues })
  const after = score(planOf([parsed.value]), log, { asOf: before.asOf, freezes: 'ignore' })
  const period = periods.find((one) => one.key === ask.period) ?? (periods[0] as StudioPeriod)
  const views = ['member', 'branch'].flatMap((kind) => compareKind(before, after, kind, period, ask.pinned) ?? [])
  const [rules, limits] = [ruleTotals(before, after), limitBindings(before, after)]
  say({ kind: 'tried', id: ask.id, milliseconds: performance.now() - start, views, rules, limits })
}

addEventListener('message', async ({ data }: MessageEvent<Ask>) => {
  try {
    if (data.kind === 'open') {
      const start = performance.now()
      open = await openLog()
      say({ kind: 'opened', periods: open.periods, milliseconds: performance.now() - start })
    } else if (open) tryOut(open, data)
  } catch (error) {
    say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
})

import { createHash } from 'node:crypto'
import { type Issue, openBook, type Plan, type Program, type Result } from '@jixing/engine'
import { insertAudit } from '../store/audit.ts'
import { insertEntries } from '../store/entries.ts'
import type { Store } from '../store/open-store.ts'
import { insertProgramVersion } from '../store/programs.ts'
import type { Books } from './books.ts'
import { ledgerDifference, sumsOf } from './ledger-difference.ts'
import { loadLog, type Volume } from './load-book.ts'
import { subjectFinder } from './named-subjects.ts'
import { compileForeign, readForeignProgram } from './read-untrusted.ts'
import { instantText } from './write-item.ts'

/** Returns the ETag of a stored version: its number and a hash of its content. */
export function etagOf(version: number, body: string): string {
  return `"${version}-${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`
}

/** A program with the mistakes for which it is not accepted. */
export class ProgramRefused extends Error {
  readonly issues: readonly Issue[]

  constructor(issues: readonly Issue[]) {
    super('program refused')
    this.issues = issues
  }
}

/** What a publication brought. */
export interface Publication {
  readonly version: number
  readonly effectiveFrom: string
  readonly etag: string
  readonly retroactive: boolean
  readonly entries: number
}

/** Reads a candidate as the version after the newest one of `plan`, published at `now`; refuses with every mistake. */
export function readCandidate(plan: Plan, json: Readonly<Record<string, unknown>>, now: number): Program {
  const newest = plan.versions.reduce((a, b) => (a.version > b.version ? a : b))
  const parsed = readForeignProgram({ ...json, version: newest.version + 1, publishedAt: instantText(now) })
  if (!parsed.ok) throw new ProgramRefused(parsed.issues)
  const program = parsed.value
  const issues: Issue[] = []
  if (program.id !== newest.id) {
    issues.push({ code: 'other_program', path: '/id', params: { expected: newest.id, value: program.id } })
  }
  const latest = plan.versions.reduce((most, { effectiveFrom }) => (effectiveFrom > most ? effectiveFrom : most), '')
  if (program.effectiveFrom <= latest) {
    issues.push({ code: 'not_after_newest', path: '/effectiveFrom', params: { newest: latest } })
  }
  if (issues.length > 0) throw new ProgramRefused(issues)
  return program
}

/**
 * Publishes a version: from its date on it counts. When that date is past, open periods are computed again and the
 * ledger gets the differences; frozen periods stay, since a version published after a freeze takes no part in them.
 * Requires to run alone in the books; `isCurrent` is asked there whether nobody published in the meantime.
 */
export async function publishVersion(
  books: Books,
  store: Store,
  json: Readonly<Record<string, unknown>>,
  facts: { readonly by: string; readonly note: string; readonly at: number; readonly isCurrent: () => Promise<void> },
): Promise<Publication> {
  const { id } = books.organisation
  let publication: Publication | undefined
  await books.alone(async (volume, now) => {
    await facts.isCurrent()
    const program = readCandidate(volume.plan, json, now)
    const compiled = compileForeign([...volume.plan.versions, program])
    if (!compiled.ok) throw new ProgramRefused(ownPaths(compiled.issues))
    const plan = compiled.value
    const before = volume.book.result()
    refuseFrozen(before, plan.starts.at(-1) as number)
    const { log, newest } = await loadLog(store.read, id, plan)
    const book = openBook(plan, { log, asOf: before.asOf })
    const corrections = ledgerDifference(sumsOf(before.awards()), book.result().awards(), { asOf: before.asOf })
    const body = JSON.stringify(program)
    const stored = {
      version: program.version,
      effectiveFrom: program.effectiveFrom,
      publishedAt: now,
      publishedBy: facts.by,
      note: facts.note,
      etag: etagOf(program.version, body),
      body,
    }
    const entries = corrections.map((one, i) => ({ ...one, seq: volume.newestEntry + 1 + i, recordedAt: now }))
    await store.write(async (tx) => {
      await insertProgramVersion(tx, id, stored)
      await insertEntries(tx, id, entries)
      const detail = { effectiveFrom: program.effectiveFrom, entries: entries.length }
      await insertAudit(tx, id, {
        at: facts.at,
        account: facts.by,
        action: 'program.published',
        target: String(program.version),
        detail,
      })
    })
    const retroactive = (plan.starts.at(-1) as number) <= before.asOf
    const { version, effectiveFrom, etag } = stored
    publication = { version, effectiveFrom, etag, retroactive, entries: entries.length }
    const findSubjects = subjectFinder(plan)
    return {
      plan,
      book,
      findSubjects,
      newestItem: newest,
      newestEntry: volume.newestEntry + entries.length,
    } satisfies Volume
  })
  return publication as Publication
}

/** A frozen period is settled for good: no version may begin before its end. */
function refuseFrozen(result: Result, start: number): void {
  const issues = result.freezes.flatMap(({ level, key }): Issue[] => {
    const period = result.periods(level).find((one) => one.key === key)
    if (!period || start >= period.end) return []
    return [{ code: 'in_frozen_period', path: '/effectiveFrom', params: { level, key, end: instantText(period.end) } }]
  })
  if (issues.length > 0) throw new ProgramRefused(issues)
}

/** Compiling numbers the versions; the sender knows only the last one, so its number is taken off the paths. */
function ownPaths(issues: readonly Issue[]): Issue[] {
  return issues.map((issue) => ({ ...issue, path: issue.path.replace(/^\/\d+/, '') }))
}

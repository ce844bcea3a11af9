import { compile, createLog, type Issue, openBook, parseProgram } from '@jixing/engine'
import { prepareItem } from '../books/incoming.ts'
import { ledgerDifference } from '../books/ledger-difference.ts'
import { subjectFinder } from '../books/named-subjects.ts'
import { etagOf } from '../books/publish-version.ts'
import { instantText } from '../books/write-item.ts'
import { insertAudit } from '../store/audit.ts'
import { insertEntries } from '../store/entries.ts'
import { insertItems, type NewItem } from '../store/items.ts'
import type { Store } from '../store/open-store.ts'
import { insertOrganisation, type Organisation, saveSetting } from '../store/organisations.ts'
import { type Profile, saveProfiles } from '../store/profiles.ts'
import { insertProgramVersion } from '../store/programs.ts'

/** What an organisation starts with. */
export interface Founding {
  readonly organisation: Organisation
  readonly program: Readonly<Record<string, unknown>>
  readonly items: Iterable<unknown>
  /** UTC milliseconds at which the organisation's clock stands; undefined when it runs with the real one. */
  readonly clock: number | undefined
  readonly now: number
  readonly by: string
}

/** What was founded does not fit the engine: a mistake in what ships with the product. */
export class FoundingRefused extends Error {
  constructor(what: string, issues: readonly Issue[]) {
    super(`${what}: ${JSON.stringify(issues.slice(0, 3))}`)
  }
}

/**
 * Founds an organisation with its program and what it starts with, all in one transaction: a start that is broken off
 * leaves nothing behind. Returns how many items and bookings were stored.
 */
export async function foundOrganisation(
  store: Store,
  founding: Founding,
): Promise<{ readonly items: number; readonly entries: number }> {
  const { organisation, now, by } = founding
  const parsed = parseProgram(founding.program)
  if (!parsed.ok) throw new FoundingRefused('program', parsed.issues)
  const compiled = compile(parsed.value)
  if (!compiled.ok) throw new FoundingRefused('program', compiled.issues)
  const plan = compiled.value
  const asOf = founding.clock ?? now
  const log = createLog(plan)
  const findSubjects = subjectFinder(plan)
  const rows: NewItem[] = []
  const profiles: Profile[] = []
  for (const raw of founding.items) {
    const made = prepareItem(plan, findSubjects, raw, { by, at: 'as written' })
    if ('issues' in made) throw new FoundingRefused('item', made.issues)
    const { record, row, profile } = made.incoming
    if (log.add(record).outcome !== 'created') continue
    rows.push({ ...row, seq: rows.length + 1 })
    if (profile) profiles.push(profile)
  }
  const book = openBook(plan, { log, asOf })
  const bookings = ledgerDifference([], book.result().awards(), { asOf }, () => true)
  const entries = bookings.map((one, i) => ({ ...one, seq: i + 1, recordedAt: asOf }))
  const body = JSON.stringify(parsed.value)
  const { version, effectiveFrom, publishedAt } = parsed.value
  await store.write(async (tx) => {
    await insertOrganisation(tx, organisation, now)
    await insertProgramVersion(tx, organisation.id, {
      version,
      effectiveFrom,
      publishedAt: publishedAt === undefined ? now : Date.parse(publishedAt),
      publishedBy: by,
      note: 'preset',
      etag: etagOf(version, body),
      body,
    })
    await insertItems(tx, organisation.id, rows)
    await insertEntries(tx, organisation.id, entries)
    await saveProfiles(tx, organisation.id, profiles)
    await saveSetting(tx, organisation.id, 'advanced_to', String(book.asOf))
    if (founding.clock !== undefined) await saveSetting(tx, organisation.id, 'clock', instantText(founding.clock))
    const detail = { items: rows.length, entries: entries.length }
    await insertAudit(tx, organisation.id, {
      at: now,
      account: by,
      action: 'organisation.founded',
      target: organisation.id,
      detail,
    })
  })
  return { items: rows.length, entries: entries.length }
}

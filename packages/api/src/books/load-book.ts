import {
  type Book,
  compile,
  createLog,
  type Label,
  type Log,
  openBook,
  type Plan,
  type Program,
  parseProgram,
} from '@jixing/engine'
import { newestEntry } from '../store/entries.ts'
import { itemBodies } from '../store/items.ts'
import { setting } from '../store/organisations.ts'
import { listProfiles, type Profile } from '../store/profiles.ts'
import { programBodies } from '../store/programs.ts'
import type { Db } from '../store/tables.ts'
import { type FindSubjects, subjectFinder } from './named-subjects.ts'

/** What the server holds of one organisation in memory; all of it follows from the store. */
export interface Volume {
  readonly plan: Plan
  readonly book: Book
  readonly findSubjects: FindSubjects
  /** The number of the newest stored item and booking. */
  readonly newestItem: number
  readonly newestEntry: number
}

/** The names of subjects by kind and id. */
export type Names = Map<string, { label: Label; since: number }>

/** Puts names into a map; of two for one subject the later stands. */
export function addNames(names: Names, profiles: readonly Profile[]): void {
  for (const { kind, id, label, since } of profiles) {
    const known = names.get(`${kind}/${id}`)
    if (!known || known.since <= since) names.set(`${kind}/${id}`, { label, since })
  }
}

/** The stored data do not fit the engine: a bug or a damaged file, never a user's mistake. */
export class Unreadable extends Error {
  readonly code = 'unreadable'
}

/** Compiles stored program versions, which were all accepted once. */
export function compileStored(bodies: readonly string[]): Plan {
  const programs = bodies.map((body): Program => {
    const parsed = parseProgram(JSON.parse(body))
    if (!parsed.ok) throw new Unreadable(`A stored program is not valid: ${JSON.stringify(parsed.issues.slice(0, 3))}`)
    return parsed.value
  })
  const compiled = compile(programs)
  if (!compiled.ok)
    throw new Unreadable(`The stored programs do not fit: ${JSON.stringify(compiled.issues.slice(0, 3))}`)
  return compiled.value
}

/** Items that are read at once; between two portions other requests get their turn. */
const PORTION = 10_000

/** Reads all stored items of an organisation into a log in the words of `plan`. */
export async function loadLog(db: Db, organisation: string, plan: Plan): Promise<{ log: Log; newest: number }> {
  const log = createLog(plan)
  let newest = 0
  for (;;) {
    const rows = await itemBodies(db, organisation, newest, PORTION)
    for (const { seq, body } of rows) {
      const { outcome, issues } = log.add(JSON.parse(body))
      if (outcome !== 'created') {
        throw new Unreadable(
          `The stored item ${seq} was not accepted: ${outcome} ${JSON.stringify(issues.slice(0, 3))}`,
        )
      }
      newest = seq
    }
    if (rows.length < PORTION) return { log, newest }
  }
}

/** Loads everything of an organisation from the store, as of the instant up to which its ledger is booked. */
export async function loadVolume(db: Db, organisation: string, now: number): Promise<Volume> {
  const plan = compileStored(await programBodies(db, organisation))
  const { log, newest } = await loadLog(db, organisation, plan)
  const advanced = await setting(db, organisation, 'advanced_to')
  const book = openBook(plan, { log, asOf: advanced === undefined ? now : Number(advanced) })
  return {
    plan,
    book,
    findSubjects: subjectFinder(plan),
    newestItem: newest,
    newestEntry: await newestEntry(db, organisation),
  }
}

/** Loads the names of an organisation's subjects. */
export async function loadNames(db: Db, organisation: string): Promise<Names> {
  const names: Names = new Map()
  addNames(names, await listProfiles(db, organisation))
  return names
}

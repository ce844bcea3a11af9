import { DAY } from '../base/civil.ts'
import { exactText } from '../base/exact.ts'
import { compareText } from '../base/order.ts'
import type { Workdays } from '../base/workdays.ts'
import { dayAt, localTime, type Zone } from '../base/zone.ts'
import { type Case, type CaseStory, hoursBetween, isOverdue } from '../event/case.ts'
import type { Log } from '../event/log.ts'
import type { Roster } from '../subjects/roster.ts'
import { compileColumnTest } from './column-test.ts'
import { compileExpression, type Evaluate } from './evaluate.ts'
import type { Expression, Value } from './expression.ts'
import type { Program } from './program.ts'
import type { Recipients } from './recipients.ts'

/** One event and one recipient, as formulas of rules see them; reused from event to event. */
export interface EventContext {
  row: number
  kind: string
  /** The code of the recipient's id in the log's texts. */
  subject: number
}

/** What the formulas of a version need to be bound to: the log, the roster, the stories of its cases, and asOf. */
export interface Ground {
  readonly log: Log
  readonly roster: Roster
  readonly zone: Zone
  /** Read when asked, since time moves under a book. */
  readonly view: { readonly asOf: number }
  readonly program: Program
  /** The working days of the version's calendar. */
  readonly workdays: Workdays
  /** Tells the story of the case of a row, by case name. */
  readonly story: (name: string, row: number) => CaseStory | undefined
}

/** The stories of all cases of one version, kept as events come and go. */
export interface CaseIndex {
  readonly story: Ground['story']
  /** The rows of the cases that a row belongs to. */
  siblings(row: number): readonly number[]
  /** Notes that a row is new or that its validity changed. */
  touch(row: number): void
}

/** Returns the case stories of one version over the valid rows; each story is told when first asked for. */
export function indexCases(program: Program, log: Log, valid: { readonly rows: Uint8Array }): CaseIndex {
  interface Told {
    readonly rows: number[]
    story: CaseStory | undefined
  }
  const cases = Object.entries(program.cases ?? {}).map(([name, definition]) => ({
    name,
    definition,
    key: log.column(definition.key),
    told: new Map<number, Told>(),
  }))
  const byName = new Map(cases.map((one) => [one.name, one]))
  let indexed = 0
  const index = (): void => {
    for (; indexed < log.rows; indexed++) {
      for (const { definition, key, told } of cases) {
        const code = definition.states[log.type(indexed)] === undefined ? -1 : key.code(indexed)
        if (code < 0) continue
        const one = told.get(code)
        if (one) one.rows.push(indexed)
        else told.set(code, { rows: [indexed], story: undefined })
      }
    }
  }
  const tell = (definition: Case, rows: readonly number[]): CaseStory => {
    const story = { state: undefined as string | undefined, reached: new Map<string, number>() }
    for (const row of [...rows].sort(log.compareRows)) {
      const state = valid.rows[row] === 1 ? definition.states[log.type(row)] : undefined
      if (state === undefined) continue
      story.state = state
      if (!story.reached.has(state)) story.reached.set(state, log.time(row))
    }
    return story
  }
  return {
    story(name, row) {
      index()
      const one = byName.get(name)
      const told = one?.told.get(one.key.code(row))
      if (!one || !told) return undefined
      told.story ??= tell(one.definition, told.rows)
      return told.story
    },
    siblings(row) {
      index()
      return cases.flatMap(({ key, told }) => told.get(key.code(row))?.rows ?? [])
    },
    touch(row) {
      index()
      for (const { key, told } of cases) {
        const one = told.get(key.code(row))
        if (one) one.story = undefined
      }
    },
  }
}

/** Compiles a formula about an event and a recipient. */
export function compileEventFormula(ground: Ground, expression: Expression): Evaluate<EventContext> {
  const { log, roster, zone, program, workdays } = ground
  const shortcut = (part: Expression): Evaluate<EventContext> | undefined => compileColumnTest(part, log, zone)
  const leaf = (operator: string, argument: unknown): Evaluate<EventContext> => {
    switch (operator) {
      case 'field': {
        const column = log.column(argument as string)
        return (context) => column.value(context.row)
      }
      case 'attribute':
        return (context) =>
          roster.attributeAt(context.kind, log.texts.text(context.subject), argument as string, log.time(context.row))
      case 'exempt':
        return (context) => roster.exemptAt(context.kind, log.texts.text(context.subject), log.time(context.row))
      case 'weekday':
        return (context) => ((((dayAt(zone, log.time(context.row)) + 3) % 7) + 7) % 7) + 1
      case 'hour':
        return (context) => Math.floor((((localTime(zone, log.time(context.row)) % DAY) + DAY) % DAY) / 3_600_000)
      case 'occurredAt':
        return (context) => log.time(context.row)
      case 'receivedAt':
        return (context) => log.received(context.row)
      case 'type':
        return (context) => log.type(context.row)
      case 'isSubject':
        return (context) => log.subject(context.row) === context.subject
      case 'workday':
        return (context) => workdays.isWorkday(dayAt(zone, log.time(context.row)))
      case 'caseState':
        return (context) => ground.story(argument as string, context.row)?.state
      case 'caseReached': {
        const [name, state] = argument as [string, string]
        return (context) => ground.story(name, context.row)?.reached.has(state) === true
      }
      case 'caseHours': {
        const [name, from, to] = argument as [string, string, string]
        return (context) => hoursBetween(ground.story(name, context.row), from, to)
      }
      case 'caseOverdue':
        return (context) =>
          isOverdue(
            ground.story(argument as string, context.row),
            program.cases?.[argument as string]?.due,
            workdays,
            ground.view.asOf,
          )
      default:
        return () => undefined
    }
  }
  return compileExpression<EventContext>(expression, zone, leaf, shortcut)
}

function textOf(value: Value): string {
  return typeof value === 'object' ? exactText(value) : String(value)
}

/** Calls `visit` once for each subject that an event reaches, with the code of its id in the log's texts. */
export type Reach = (row: number, visit: (id: number) => void) => void

/** Compiles who an event reaches. */
export function compileRecipients(ground: Ground, to: Recipients): Reach {
  const { log, roster } = ground
  const { texts } = log
  if ('id' in to) {
    const constant = texts.code(to.id)
    return (_, visit) => visit(constant)
  }
  if ('field' in to) {
    const column = log.column(to.field)
    return (row, visit) => {
      const value = column.value(row)
      if (value !== undefined) visit(texts.code(textOf(value)))
    }
  }
  if ('fields' in to) {
    const columns = to.fields.map((field) => log.column(field))
    return (row, visit) => {
      const values = columns.map((column) => column.value(row))
      if (values.every((value) => value !== undefined)) visit(texts.code(values.map(textOf).join(to.join ?? '/')))
    }
  }
  if ('unitOf' in to) {
    const below = compileRecipients(ground, to.unitOf)
    return (row, visit) => {
      const seen = new Set<string>()
      below(row, (id) => {
        const unit = roster.ancestorAt(to.tree, to.unitOf.kind, texts.text(id), to.kind, log.time(row))
        if (unit === undefined || seen.has(unit)) return
        seen.add(unit)
        visit(texts.code(unit))
      })
    }
  }
  if ('membersOf' in to) {
    const units = compileRecipients(ground, to.membersOf)
    const except = to.except && compileRecipients(ground, to.except)
    return (row, visit) => {
      const at = log.time(row)
      const left = new Set<number>()
      except?.(row, (id) => left.add(id))
      const seen = new Set<number>()
      const found: (readonly string[])[] = []
      units(row, (unit) => {
        if (seen.has(unit)) return
        seen.add(unit)
        found.push(roster.membersAt(to.tree, to.kind, to.membersOf.kind, texts.text(unit), at, to.withExempt === true))
      })
      // At one instant a subject is in one unit of a kind, so nobody is found twice.
      for (const id of found.length === 1 ? (found[0] as readonly string[]) : found.flat().sort(compareText)) {
        const code = texts.code(id)
        if (!left.has(code)) visit(code)
      }
    }
  }
  return (row, visit) => {
    const subject = to.from === 'participants' ? -1 : log.subject(row)
    if (subject >= 0) visit(subject)
    if (to.from === 'subject') return
    const count = log.participantCount(row)
    for (let i = 0; i < count; i++) {
      const participant = log.participant(row, i)
      if (participant !== subject) visit(participant)
    }
  }
}

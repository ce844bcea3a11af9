import {
  byKey,
  either,
  flag,
  integer,
  list,
  named,
  object,
  oneOf,
  optional,
  required,
  type Shape,
  text,
} from '../base/shape.ts'
import { calendarShape, listShape } from './list-shapes.ts'
import { limitShape, measureShape, ruleShape } from './rule-shapes.ts'
import { day, described, id, ids, instant, label, named80, unit } from './shape-parts.ts'
import { populationShape, rankingShape, scoreShape, tierShape } from './standing-shapes.ts'

const FIELD_NAME = /^[\p{L}_][\p{L}\p{N}_]{0,79}$/u
const field = object({
  ...described,
  type: required(oneOf(['text', 'number', 'flag', 'choice', 'date'])),
  decimals: optional(integer(0, 6)),
  of: optional(list(text({ max: 80 }), { min: 1, max: 200 })),
  absent: optional(flag),
  labels: optional(named(label, /^.{1,80}$/u)),
})

const activity = object({
  ...described,
  fields: optional(named(field, FIELD_NAME, 100)),
  duration: optional(object({ field: required(id), unit: required(oneOf(['minute', 'hour', 'day'])) })),
})

const period = byKey({
  window: object({ ...described, window: required(unit), startMonth: optional(integer(1, 12)) }),
  fields: object({
    ...described,
    fields: required(list(id, { min: 1, max: 5 })),
    startsOn: optional(text({ max: 100 })),
  }),
})

const caseShape = object({
  ...described,
  key: required(id),
  states: required(named(id)),
  due: optional(
    object({
      from: required(id),
      until: required(ids),
      days: optional(integer(1, 3660)),
      workdays: optional(integer(1, 2500)),
    }),
  ),
})

const place = either(id, object({ constant: required(text()) }))

/** The table that a program is checked by, and that its JSON Schema is written from. */
export const programShape: Shape = object({
  ...described,
  $schema: optional(text()),
  id: required(id),
  version: required(integer(1, 1_000_000)),
  effectiveFrom: required(day),
  publishedAt: optional(instant),
  timeZone: required(text({ max: 60 })),
  decimals: required(integer(0, 4)),
  subjects: required(named80(object({ ...described, person: optional(flag) }))),
  trees: optional(named80(list(id, { min: 2, max: 10 }))),
  categories: optional(named80(object(described))),
  periods: required(named80(period)),
  activities: required(named80(activity)),
  input: optional(
    object({
      id: optional(id),
      type: optional(place),
      occurredAt: optional(id),
      source: optional(place),
      subject: optional(id),
      participants: optional(id),
      attributes: optional(named(text(), FIELD_NAME, 100)),
    }),
  ),
  cases: optional(named80(caseShape)),
  honours: optional(named80(object(described))),
  names: optional(
    object({
      attributes: optional(named(object({ ...described, labels: optional(named(label, /^.{1,80}$/u)) }))),
      marks: optional(named(object(described))),
      assignments: optional(named(object(described))),
      trees: optional(named(object(described))),
      states: optional(named(object(described))),
    }),
  ),
  stacking: optional(oneOf(['multiply', 'highest', 'add'])),
  rules: required(list(ruleShape)),
  limits: optional(list(limitShape)),
  measures: optional(list(measureShape)),
  populations: optional(list(populationShape)),
  scores: optional(list(scoreShape)),
  rankings: optional(list(rankingShape)),
  tiers: optional(list(tierShape)),
  calendar: optional(calendarShape),
  lists: optional(list(listShape)),
  visibility: optional(
    object({
      rankings: optional(oneOf(['none', 'self', 'branch', 'all'])),
      neighbours: optional(integer(0, 50)),
      public: optional(flag),
      names: optional(oneOf(['masked', 'full'])),
      smallestGroup: optional(integer(1, 100)),
    }),
  ),
})

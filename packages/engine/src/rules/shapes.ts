import {
  byKey,
  byKind,
  decimal,
  either,
  flag,
  integer,
  type JsonSchema,
  type Key,
  list,
  named,
  object,
  oneOf,
  optional,
  required,
  type Shape,
  text,
} from '../base/shape.ts'
import { CALENDAR_UNITS } from '../base/window.ts'
import { expressionSchema } from './expression.ts'
import { EVENT_LEAVES, SCORE_LEAVES } from './leaves.ts'
import {
  day,
  described,
  eventExpression,
  id,
  ids,
  instant,
  label,
  named80,
  order,
  rounding,
  scoreExpression,
  unit,
} from './shape-parts.ts'

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
  due: optional(object({ from: required(id), until: required(ids), days: required(integer(1, 3660)) })),
})

const recipients: Shape = {
  schema: { $ref: '#/$defs/recipients' },
  check: (value, path, issues) => recipientsShape.check(value, path, issues),
}
const recipientsShape = byKey({
  from: object({ kind: required(id), from: required(oneOf(['subject', 'participants', 'all'])) }),
  field: object({ kind: required(id), field: required(id) }),
  fields: object({
    kind: required(id),
    fields: required(list(id, { min: 1, max: 5 })),
    join: optional(text({ max: 5 })),
  }),
  id: object({ kind: required(id), id: required(text({ max: 200 })) }),
  unitOf: object({ kind: required(id), unitOf: required(recipients), tree: required(id) }),
})

const perFields = list(id, { min: 1, max: 5 })
const base: Record<string, Key> = { ...described, id: required(id), off: optional(flag) }

const rule = byKind({
  award: object({
    ...base,
    kind: required(oneOf(['award'])),
    category: required(id),
    on: required(ids),
    when: optional(eventExpression),
    to: required(recipients),
    points: required(eventExpression),
    round: optional(rounding),
    admit: optional(
      object({
        atMost: required(integer(1, 1_000_000)),
        per: required(object({ window: optional(unit), fields: optional(perFields) })),
      }),
    ),
    unlessOverlaps: optional(ids),
  }),
  expectation: object({
    ...base,
    kind: required(oneOf(['expectation'])),
    category: required(id),
    window: required(oneOf(CALENDAR_UNITS.slice(0, -1))),
    to: required(object({ kind: required(id), tree: optional(id) })),
    per: optional(id),
    expects: required(
      object({
        on: required(ids),
        when: optional(eventExpression),
        to: required(recipients),
        field: optional(id),
        atLeast: required(integer(1, 100_000)),
      }),
    ),
    points: required(decimal()),
    pays: optional(oneOf(['unmet', 'met'])),
    excused: optional(oneOf(['overlap', 'whole'])),
    graceDays: optional(integer(0, 366)),
  }),
  grant: object({
    ...base,
    kind: required(oneOf(['grant'])),
    category: required(id),
    window: required(oneOf(CALENDAR_UNITS.slice(0, -1))),
    to: required(object({ kind: required(id), tree: required(id) })),
    points: required(decimal()),
    prorate: optional(oneOf(['none', 'days'])),
  }),
  veto: object({
    ...base,
    kind: required(oneOf(['veto'])),
    to: required(object({ kind: required(id) })),
    effects: required(
      list(
        byKey({
          score: object({ score: required(id), value: required(decimal()) }),
          tier: object({ tier: required(id), atMost: required(id) }),
        }),
        { min: 1, max: 20 },
      ),
    ),
    aggregate: optional(oneOf(['overlaid', 'underlying'])),
  }),
})

const rolling = object({ rollingDays: required(integer(1, 3660)) })
const limit = object({
  ...described,
  id: required(id),
  rules: optional(ids),
  categories: optional(ids),
  points: optional(decimal({ min: 0 })),
  times: optional(integer(0, 1_000_000)),
  per: optional(
    object({
      window: optional(either((value) => (typeof value === 'string' ? unit : rolling), [unit.schema, rolling.schema])),
      fields: optional(perFields),
    }),
  ),
  keep: optional(oneOf(['earliest', 'highest'])),
  side: optional(oneOf(['awards', 'deductions'])),
})

const measure = object({
  ...described,
  id: required(id),
  on: required(ids),
  when: optional(eventExpression),
  to: required(recipients),
  value: optional(eventExpression),
  as: optional(oneOf(['count', 'sum', 'min', 'max', 'distinct'])),
  field: optional(id),
})

const population = object({
  ...described,
  id: required(id),
  kind: required(id),
  tree: optional(id),
  base: optional(oneOf(['rows', 'roster'])),
  minDays: optional(integer(0, 3660)),
  when: optional(scoreExpression),
})

const score = object({
  ...described,
  id: required(id),
  kind: required(id),
  period: required(id),
  value: required(scoreExpression),
  round: optional(object({ places: required(integer(0, 6)), mode: required(rounding) })),
})

const ranking = object({
  ...described,
  id: required(id),
  score: required(id),
  population: required(id),
  within: optional(id),
  method: optional(oneOf(['standard', 'dense', 'modified', 'ordinal'])),
  order,
  tieBreakers: optional(
    list(
      byKey({
        score: object({ score: required(id), order }),
        measure: object({ measure: required(id), order }),
        countBack: object({ countBack: required(id), depth: optional(integer(1, 1000)) }),
        earliestBest: object({ earliestBest: required(id) }),
      }),
      { max: 20 },
    ),
  ),
  unranked: optional(scoreExpression),
})

const tier = object({
  ...described,
  id: required(id),
  ranking: required(id),
  bands: required(
    list(
      object({
        ...described,
        id: required(id),
        from: optional(decimal()),
        share: optional(decimal({ min: 0 })),
        floor: optional(decimal()),
      }),
      { min: 1, max: 20 },
    ),
  ),
  edge: optional(oneOf(['in', 'out'])),
  share: optional(
    object({
      band: required(id),
      atMost: required(
        text({
          max: 20,
          pattern: /^[1-9]\d{0,5}\/[1-9]\d{0,5}$|^0\.\d{1,6}$|^1$/,
          expected: 'a fraction such as 1/3 or 0.25',
        }),
      ),
      within: required(id),
      leastOneFrom: optional(integer(1, 1000)),
    }),
  ),
  sizeBands: optional(
    object({
      by: required(scoreExpression),
      from: required(list(integer(0, 1_000_000), { min: 1, max: 20 })),
      atLeast: required(integer(1, 1_000_000)),
    }),
  ),
})

const place = either(
  (value) => (typeof value === 'string' ? id : object({ constant: required(text()) })),
  [id.schema, object({ constant: required(text()) }).schema],
)

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
  subjects: required(named80(object(described))),
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
  rules: required(list(rule)),
  limits: optional(list(limit)),
  measures: optional(list(measure)),
  populations: optional(list(population)),
  scores: optional(list(score)),
  rankings: optional(list(ranking)),
  tiers: optional(list(tier)),
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

/** The JSON Schema (2020-12) of a program, from the same table that validates it. */
export const programSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Jixing program',
  ...programShape.schema,
  $defs: {
    recipients: recipientsShape.schema,
    eventExpression: expressionSchema('#/$defs/eventExpression', EVENT_LEAVES),
    scoreExpression: expressionSchema('#/$defs/scoreExpression', SCORE_LEAVES),
  },
}

import {
  byKey,
  byKind,
  decimal,
  either,
  flag,
  integer,
  type Key,
  list,
  object,
  oneOf,
  optional,
  required,
} from '../base/shape.ts'
import { CALENDAR_UNITS } from '../base/window.ts'
import { day, described, eventExpression, id, ids, recipients, rounding, unit } from './shape-parts.ts'

const perFields = list(id, { min: 1, max: 5 })
const assigned = object({ assigned: required(id), tree: required(id) })
const base: Record<string, Key> = { ...described, id: required(id), off: optional(flag) }

/** A rule of any kind. */
export const ruleShape = byKind({
  award: object({
    ...base,
    kind: required(oneOf(['award'])),
    category: required(id),
    on: required(ids),
    when: optional(eventExpression),
    to: required(recipients),
    points: required(eventExpression),
    round: optional(rounding),
    share: optional(oneOf(['each', 'split'])),
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
  milestone: object({
    ...base,
    kind: required(oneOf(['milestone'])),
    category: required(id),
    to: required(object({ kind: required(id) })),
    measure: optional(id),
    of: optional(byKey({ categories: object({ categories: required(ids) }), rules: object({ rules: required(ids) }) })),
    window: optional(unit),
    steps: optional(
      list(object({ at: required(decimal()), points: required(decimal()), honour: optional(id) }), { min: 1, max: 50 }),
    ),
    every: optional(
      object({
        of: required(decimal({ min: 0 })),
        points: required(decimal()),
        upTo: optional(decimal({ min: 0 })),
        honour: optional(id),
      }),
    ),
    again: optional(flag),
  }),
  streak: object({
    ...base,
    kind: required(oneOf(['streak'])),
    category: required(id),
    on: required(ids),
    when: optional(eventExpression),
    to: required(recipients),
    window: required(oneOf(CALENDAR_UNITS.slice(0, -1))),
    length: required(integer(1, 1000)),
    atLeast: required(integer(1, 100_000)),
    run: required(oneOf(['tumbling', 'sliding', 'once'])),
    exempt: optional(oneOf(['skip', 'break'])),
    excused: optional(oneOf(['overlap', 'whole'])),
    points: required(decimal()),
    honour: optional(id),
  }),
  place: object({
    ...base,
    kind: required(oneOf(['place'])),
    category: required(id),
    period: required(id),
    measure: required(id),
    order: optional(oneOf(['desc', 'asc'])),
    ties: optional(oneOf(['shared', 'skipped', 'split'])),
    points: required(list(decimal(), { min: 1, max: 1000 })),
    honours: optional(list(id, { min: 1, max: 1000 })),
    closed: optional(flag),
  }),
  challenge: object({
    ...base,
    kind: required(oneOf(['challenge'])),
    category: required(id),
    from: required(day),
    until: required(day),
    unit: required(recipients),
    on: required(ids),
    when: optional(eventExpression),
    value: optional(eventExpression),
    field: optional(id),
    target: required(either(decimal(), assigned)),
    to: required(recipients),
    points: required(decimal()),
    share: optional(oneOf(['each', 'split'])),
    honour: optional(id),
  }),
  multiplier: object({
    ...base,
    kind: required(oneOf(['multiplier'])),
    rules: optional(ids),
    categories: optional(ids),
    factor: required(decimal({ min: 0 })),
    from: optional(day),
    until: optional(day),
    when: optional(eventExpression),
    side: optional(oneOf(['awards', 'deductions'])),
  }),
  expiry: object({
    ...base,
    kind: required(oneOf(['expiry'])),
    rules: optional(ids),
    categories: optional(ids),
    days: optional(integer(1, 36_600)),
    months: optional(integer(1, 1200)),
    deductions: optional(oneOf(['ignore', 'consume'])),
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
/** A limit. */
export const limitShape = object({
  ...described,
  id: required(id),
  rules: optional(ids),
  categories: optional(ids),
  points: optional(decimal({ min: 0 })),
  times: optional(integer(0, 1_000_000)),
  per: optional(
    object({
      window: optional(either(unit, rolling)),
      fields: optional(perFields),
    }),
  ),
  keep: optional(oneOf(['earliest', 'highest'])),
  side: optional(oneOf(['awards', 'deductions'])),
})

/** A measure. */
export const measureShape = object({
  ...described,
  id: required(id),
  on: required(ids),
  when: optional(eventExpression),
  to: required(recipients),
  value: optional(eventExpression),
  as: optional(oneOf(['count', 'sum', 'min', 'max', 'distinct'])),
  field: optional(id),
})

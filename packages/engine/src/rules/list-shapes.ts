import {
  byKey,
  flag,
  integer,
  type Key,
  list,
  object,
  oneOf,
  optional,
  required,
  type Shape,
  text,
} from '../base/shape.ts'
import { AUDIENCES, LEAST_REMINDER_WORKDAYS, SIDES } from './list.ts'
import { day, described, id, label, order, scoreExpression } from './shape-parts.ts'

const workdays = (least: number): Key => optional(integer(least, 250))
const place = required(integer(1, 1000))
const ground: Record<string, Key> = { ...described, id: required(id), sensitive: optional(flag) }

const criterion = byKey({
  when: object({ ...ground, when: required(scoreExpression) }),
  top: object({ ...ground, ranking: required(id), top: place }),
  bottom: object({ ...ground, ranking: required(id), bottom: place }),
})

/** The holiday calendar that deadlines count working days of. */
export const calendarShape: Shape = object({
  holidays: optional(list(day, { max: 2000 })),
  workdays: optional(list(day, { max: 2000 })),
})

/** A red or black list. */
export const listShape: Shape = object({
  ...described,
  id: required(id),
  side: required(oneOf(SIDES)),
  kind: required(id),
  period: required(id),
  criteria: required(list(criterion, { max: 20 })),
  needs: optional(oneOf(['all', 'any'])),
  category: optional(id),
  population: optional(id),
  within: optional(id),
  by: optional(
    list(
      byKey({
        score: object({ score: required(id), order }),
        measure: object({ measure: required(id), order }),
      }),
      { min: 1, max: 5 },
    ),
  ),
  most: optional(integer(1, 1000)),
  edge: optional(oneOf(['in', 'out'])),
  wording: optional(object({ side: optional(label), line: optional(label) })),
  deadlines: optional(
    object({
      reminder: workdays(LEAST_REMINDER_WORKDAYS),
      notice: workdays(1),
      answer: workdays(1),
      rectify: workdays(1),
      verify: workdays(1),
    }),
  ),
  expiryDays: optional(integer(1, 1096)),
  audience: optional(oneOf(AUDIENCES)),
  names: optional(oneOf(['full', 'masked', 'withheld'])),
  persons: optional(
    object({
      legalBasis: required(text({ max: 1000 })),
      audience: required(oneOf(AUDIENCES.filter((one) => one !== 'public'))),
      expiryDays: required(integer(1, 1096)),
    }),
  ),
})

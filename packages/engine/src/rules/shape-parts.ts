import { parseDay, parseInstant } from '../base/civil.ts'
import { shown } from '../base/issue.ts'
import {
  byKey,
  flag,
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

/** An expression: its form is checked with its meaning by `checkExpression`, here only its place in the schema. */
const expression = (to: 'eventExpression' | 'scoreExpression'): Shape => ({
  form: { is: 'reference', to },
  check() {},
})

/** A formula about one event and one recipient. */
export const eventExpression = expression('eventExpression')

/** A formula about one subject in one period. */
export const scoreExpression = expression('scoreExpression')

/** The id of a declared thing. */
export const id = text({ max: 80, pattern: /^[\p{L}\p{N}][\p{L}\p{N}._:-]*$/u, expected: 'letters, digits, . _ : -' })

/** Several ids, at least one. */
export const ids = list(id, { min: 1, max: 200 })

/** A calendar window. */
export const unit = oneOf(CALENDAR_UNITS)

/** A name in both languages. */
export const label = object({ 'zh-CN': optional(text({ max: 400 })), en: optional(text({ max: 400 })) })

/** The keys that every declared thing may have. */
export const described: Record<string, Key> = {
  label: optional(label),
  trace: optional(text({ max: 1000 })),
  note: optional(text({ max: 2000 })),
}

/** One of the three named roundings. */
export const rounding = oneOf(['half-up', 'half-even', 'floor'])

/** Which way a number is better. */
export const order = optional(oneOf(['desc', 'asc']))

/** A civil date. */
export const day: Shape = {
  form: { is: 'day' },
  check(value, path, issues) {
    if (typeof value === 'string' && value.length === 10 && parseDay(value) !== undefined) return
    issues.push({ code: 'wrong_format', path, params: { expected: 'YYYY-MM-DD', value: shown(value, 40) } })
  },
}

/** An instant with its offset. */
export const instant: Shape = {
  form: { is: 'instant' },
  check(value, path, issues) {
    if (typeof value === 'string' && parseInstant(value) !== undefined) return
    issues.push({ code: 'wrong_format', path, params: { expected: 'RFC 3339', value: shown(value, 40) } })
  },
}

/** Things by their free names. */
export const named80 = (shape: Shape): Shape => named(shape, /^[\p{L}\p{N}][\p{L}\p{N}._:-]{0,79}$/u)

/** Who an event reaches. */
export const recipients: Shape = {
  form: { is: 'reference', to: 'recipients' },
  check: (value, path, issues) => recipientsShape.check(value, path, issues),
}
/** The forms of recipients. */
export const recipientsShape = byKey({
  from: object({ kind: required(id), from: required(oneOf(['subject', 'participants', 'all'])) }),
  field: object({ kind: required(id), field: required(id) }),
  fields: object({
    kind: required(id),
    fields: required(list(id, { min: 1, max: 5 })),
    join: optional(text({ max: 5 })),
  }),
  id: object({ kind: required(id), id: required(text({ max: 200 })) }),
  unitOf: object({ kind: required(id), unitOf: required(recipients), tree: required(id) }),
  membersOf: object({
    kind: required(id),
    membersOf: required(recipients),
    tree: required(id),
    except: optional(recipients),
    withExempt: optional(flag),
  }),
})

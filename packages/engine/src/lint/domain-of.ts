import { operatorOf } from '../rules/expression.ts'
import type { Program } from '../rules/program.ts'

/** The texts that a value may take, and the name under which a warning speaks of it. */
export interface Domain {
  readonly name: string
  readonly values: readonly string[]
}

/** Returns the texts that a leaf may take, or undefined where any text may come. */
export function domainOf(program: Program, expression: unknown, on: readonly string[] | undefined): Domain | undefined {
  if (typeof expression !== 'object' || expression === null) return undefined
  const [operator, argument] = operatorOf(expression as { readonly [operator: string]: unknown })
  const name = String(argument)
  switch (operator) {
    case 'field':
    case 'periodField': {
      const activities = operator === 'field' ? (on ?? []) : Object.keys(program.activities)
      const fields = activities.flatMap((type) => program.activities[type]?.fields?.[name] ?? [])
      if (fields.length === 0 || fields.some((field) => field.type !== 'choice')) return undefined
      return { name, values: [...new Set(fields.flatMap((field) => field.of ?? []))] }
    }
    case 'type':
      return on && { name: 'type', values: on }
    case 'caseState':
      return { name, values: [...new Set(Object.values(program.cases?.[name]?.states ?? {}))] }
    case 'grade': {
      const tier = program.tiers?.find((one) => one.id === name)
      return tier && { name, values: tier.bands.map((band) => band.id) }
    }
    default:
      return undefined
  }
}

/** Returns how many decimals a field keeps, or undefined where the value is no number field. */
export function decimalsKept(program: Program, expression: unknown): number | undefined {
  if (typeof expression !== 'object' || expression === null) return undefined
  const [operator, argument] = operatorOf(expression as { readonly [operator: string]: unknown })
  if (operator === 'weekday' || operator === 'hour' || operator === 'daysBetween') return 0
  if (operator !== 'field') return undefined
  const fields = Object.values(program.activities).map((activity) => activity.fields?.[String(argument)])
  const field = fields.find((one) => one !== undefined)
  return field?.type === 'number' ? (field.decimals ?? 0) : undefined
}

import type { Form, Key, Shape } from '../base/shape.ts'
import { OPERATORS } from './expression.ts'
import { EVENT_LEAVES, type LeafArgument, SCORE_LEAVES } from './leaves.ts'
import { recipientsShape } from './shape-parts.ts'
import { programShape } from './shapes.ts'

/** A JSON Schema (2020-12) fragment. */
export type JsonSchema = Record<string, unknown>

const TEXT: JsonSchema = { type: 'string' }
const DAY: JsonSchema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }

/** The JSON Schema of an object with these keys and no other. */
const closed = (properties: JsonSchema, required: readonly string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  ...(required.length > 0 && { required }),
  additionalProperties: false,
})

const schemaOf = (shape: Shape): JsonSchema => schemaOfForm(shape.form)

function schemaOfForm(form: Form): JsonSchema {
  switch (form.is) {
    case 'text':
      return {
        type: 'string',
        minLength: 1,
        maxLength: form.max,
        ...(form.pattern && { pattern: form.pattern.source }),
      }
    case 'one of':
      return { enum: form.values }
    case 'integer':
      return { type: 'integer', minimum: form.min, maximum: form.max }
    case 'decimal':
      return {
        anyOf: [
          { type: 'number', ...(form.min !== undefined && { minimum: form.min }) },
          { type: 'string', pattern: '^-?\\d{1,18}(\\.\\d{1,12})?$' },
        ],
      }
    case 'flag':
      return { type: 'boolean' }
    case 'day':
      return DAY
    case 'instant':
      return { type: 'string', format: 'date-time' }
    case 'list':
      return { type: 'array', items: schemaOf(form.of), minItems: form.min, maxItems: form.max }
    case 'named':
      return { type: 'object', additionalProperties: schemaOf(form.of), maxProperties: form.max }
    case 'object': {
      const keys = Object.entries(form.keys)
      const properties = Object.fromEntries(keys.map(([name, { shape }]: [string, Key]) => [name, schemaOf(shape)]))
      return closed(
        properties,
        keys.flatMap(([name, { optional }]) => (optional ? [] : [name])),
      )
    }
    case 'any of':
      return { anyOf: form.shapes.map(schemaOf) }
    case 'variants':
      return { oneOf: Object.values(form.shapes).map(schemaOf) }
    case 'reference':
      return { $ref: `#/$defs/${form.to}` }
  }
}

function argumentSchema(argument: LeafArgument, any: JsonSchema): JsonSchema {
  const names = (count: number): JsonSchema => ({ type: 'array', items: TEXT, minItems: count, maxItems: count })
  const oneOrMore: JsonSchema = { anyOf: [TEXT, { type: 'array', items: TEXT }] }
  switch (argument) {
    case 'name':
      return TEXT
    case 'true':
      return { const: true }
    case 'two names':
      return names(2)
    case 'three names':
      return names(3)
    case 'points': {
      const parts = { category: oneOrMore, rule: oneOrMore, all: { const: true }, requested: { type: 'boolean' } }
      return { anyOf: [TEXT, closed(parts)] }
    }
    default: {
      const parts: JsonSchema = {
        across: closed({ members: TEXT, everyone: TEXT, periods: TEXT, in: TEXT }),
        best: { type: 'integer', minimum: 1, maximum: 1000 },
      }
      const keys = argument.map((key) => key.replace('?', ''))
      return closed(
        Object.fromEntries(keys.map((key) => [key, parts[key] ?? any])),
        argument.filter((key) => !key.endsWith('?')),
      )
    }
  }
}

/** The JSON Schema of expressions with the given leaves. */
function expressionSchema(self: string, leaves: Readonly<Record<string, LeafArgument>>): JsonSchema {
  const any = { $ref: self }
  const args = {
    list: { type: 'array', items: any, minItems: 1, maxItems: 100 },
    pair: { type: 'array', items: any, minItems: 2, maxItems: 2 },
    triple: { type: 'array', items: any, minItems: 3, maxItems: 3 },
    one: any,
  }
  const one = (name: string, schema: JsonSchema): JsonSchema => closed({ [name]: schema }, [name])
  const forms: Record<string, JsonSchema> = {
    if: { type: 'array', items: any, minItems: 2, maxItems: 3 },
    in: {
      type: 'array',
      prefixItems: [any, { type: 'array', items: { type: ['number', 'string', 'boolean'] } }],
      minItems: 2,
      maxItems: 2,
    },
    round: closed(
      {
        of: any,
        places: { type: 'integer', minimum: 0, maximum: 6 },
        mode: { enum: ['half-up', 'half-even', 'floor'] },
      },
      ['of', 'places', 'mode'],
    ),
    perUnit: closed({ of: any, rate: any, step: any, min: any, max: any }, ['of', 'rate', 'step']),
    lookup: closed({ of: any, table: { type: 'object', additionalProperties: any }, else: any }, ['of', 'table']),
    missing: { const: true },
    date: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
  }
  return {
    oneOf: [
      { type: ['number', 'string', 'boolean'] },
      ...Object.entries(OPERATORS).map(([name, signature]) => one(name, args[signature.args])),
      ...Object.entries(forms).map(([name, schema]) => one(name, schema)),
      ...Object.entries(leaves).map(([name, argument]) => one(name, argumentSchema(argument, any))),
    ],
  }
}

/** The JSON Schema (2020-12) of a program, from the same table that validates it. */
export const programSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Jixing program',
  ...schemaOf(programShape),
  $defs: {
    recipients: schemaOf(recipientsShape),
    eventExpression: expressionSchema('#/$defs/eventExpression', EVENT_LEAVES),
    scoreExpression: expressionSchema('#/$defs/scoreExpression', SCORE_LEAVES),
  },
}

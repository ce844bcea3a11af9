import { at, type Issue, shown, unknownKeys, unknownName } from '../base/issue.ts'
import { isObject } from '../base/shape.ts'
import type { Field } from '../event/activity.ts'
import type { LeafChecker, NestedCheck, ValueType } from './expression.ts'
import type { Program } from './program.ts'

/** What a leaf is given: one name, `true`, several names, points, or an aggregate with the keys it must have. */
export type LeafArgument = 'name' | 'true' | 'two names' | 'three names' | 'points' | readonly string[]

/** The leaves of a formula about one event and one recipient, with what each is given. */
export const EVENT_LEAVES: Readonly<Record<string, LeafArgument>> = {
  field: 'name',
  attribute: 'name',
  exempt: 'true',
  weekday: 'true',
  hour: 'true',
  occurredAt: 'true',
  receivedAt: 'true',
  type: 'true',
  isSubject: 'true',
  workday: 'true',
  caseState: 'name',
  caseReached: 'two names',
  caseHours: 'three names',
  caseOverdue: 'name',
}

/** The leaves of a formula about one subject in one period, with what each is given. */
export const SCORE_LEAVES: Readonly<Record<string, LeafArgument>> = {
  tally: 'points',
  measure: 'name',
  score: 'name',
  carried: 'true',
  mark: 'name',
  attribute: 'name',
  periodField: 'name',
  days: 'name',
  grade: 'name',
  sum: ['across', 'of', 'best?'],
  mean: ['across', 'of', 'best?'],
  least: ['across', 'of', 'best?'],
  greatest: ['across', 'of', 'best?'],
  count: ['across', 'when?'],
  share: ['across', 'when'],
  shrunkenMean: ['across', 'of', 'k', 'toward'],
}

const FIELD_TYPES: Readonly<Record<Field['type'], ValueType>> = {
  text: 'text',
  choice: 'text',
  number: 'number',
  flag: 'flag',
  date: 'date',
}

/** What the parts of a program may name, gathered once. */
export interface Names {
  readonly program: Program
  readonly fields: ReadonlyMap<string, Field>
  readonly rules: readonly string[]
  readonly measures: readonly string[]
  readonly populations: readonly string[]
}

/** Checks the leaves of a formula about an event of one of the activities `on`. */
export function eventLeaves(names: Names, on: readonly string[]): LeafChecker {
  const cases = names.program.cases ?? {}
  return {
    leaves: Object.keys(EVENT_LEAVES),
    leaf(operator, argument, path, issues) {
      const expect = (ok: boolean, expected: string): boolean => {
        if (!ok) issues.push({ code: 'wrong_type', path, params: { expected, found: typeof argument } })
        return ok
      }
      const caseOf = (name: unknown, place: string, states: readonly unknown[] = []): boolean => {
        if (typeof name !== 'string' || !Object.hasOwn(cases, name)) {
          unknownName(issues, place, 'case', shown(name), Object.keys(cases))
          return false
        }
        const known = [...new Set(Object.values(cases[name]?.states ?? {}))]
        states.forEach((state, i) => {
          if (!known.includes(state as string)) unknownName(issues, at(path, i + 1), 'state', shown(state), known)
        })
        return true
      }
      switch (operator) {
        case 'field': {
          if (!expect(typeof argument === 'string', 'text')) return undefined
          const field = names.fields.get(argument as string)
          const declared = on.some((type) =>
            Object.hasOwn(names.program.activities[type]?.fields ?? {}, argument as string),
          )
          if (field && declared) return FIELD_TYPES[shown(field.type) as Field['type']]
          unknownName(
            issues,
            path,
            'field',
            argument as string,
            on.flatMap((type) => Object.keys(names.program.activities[type]?.fields ?? {})),
          )
          return undefined
        }
        case 'attribute':
          return expect(typeof argument === 'string', 'text') ? 'any' : undefined
        case 'exempt':
        case 'isSubject':
        case 'workday':
          return expect(argument === true, 'true') ? 'flag' : undefined
        case 'weekday':
        case 'hour':
          return expect(argument === true, 'true') ? 'number' : undefined
        case 'occurredAt':
        case 'receivedAt':
          return expect(argument === true, 'true') ? 'date' : undefined
        case 'type':
          return expect(argument === true, 'true') ? 'text' : undefined
        case 'caseState':
          return caseOf(argument, path) ? 'text' : undefined
        case 'caseOverdue':
          return caseOf(argument, path) ? 'flag' : undefined
        default: {
          const size = operator === 'caseReached' ? 2 : 3
          if (!expect(Array.isArray(argument) && argument.length === size, `array of ${size}`)) return undefined
          const [name, ...states] = argument as unknown[]
          if (!caseOf(name, at(path, 0), states)) return undefined
          return operator === 'caseReached' ? 'flag' : 'number'
        }
      }
    },
  }
}

/** What a formula about a subject in a period may see: its kind, its period level, and what was declared before it. */
export interface ScorePlace {
  readonly kind: string
  readonly level: string | undefined
  readonly scores: readonly { readonly id: string; readonly kind: string; readonly period: string }[]
  readonly tiers: readonly string[]
}

/** Checks the leaves of a formula about a subject in a period. */
export function scoreLeaves(names: Names, place: ScorePlace): LeafChecker {
  const { program } = names
  const periods = Object.keys(program.periods)
  return {
    leaves: Object.keys(SCORE_LEAVES),
    leaf(operator, argument, path, issues, check) {
      const among = (known: readonly string[], what: string, name: unknown = argument, where = path): boolean => {
        if (typeof name === 'string' && known.includes(name)) return true
        unknownName(issues, where, what, shown(name), known)
        return false
      }
      switch (operator) {
        case 'tally':
          checkTally(names, argument, path, issues)
          return 'number'
        case 'measure':
          among(names.measures, 'measure')
          return 'number'
        case 'score': {
          const here = place.scores.filter(
            (score) => score.kind === place.kind && (place.level === undefined || score.period === place.level),
          )
          if (
            among(
              place.scores.map((score) => score.id),
              'score',
            ) &&
            !here.some((score) => score.id === argument)
          ) {
            issues.push({
              code: 'score_elsewhere',
              path,
              params: { name: shown(argument), kind: place.kind, period: place.level ?? '' },
            })
          }
          return 'number'
        }
        case 'carried':
        case 'mark':
          return 'number'
        case 'days':
          among(Object.keys(program.trees ?? {}), 'tree')
          return 'number'
        case 'grade':
          if (among(place.tiers, 'tier')) checkGrade(names.program, place, shown(argument), path, issues)
          return 'text'
        case 'attribute':
          return 'any'
        case 'periodField':
          if (typeof argument !== 'string' || !names.fields.has(argument))
            unknownName(issues, path, 'field', shown(argument), [...names.fields.keys()])
          return names.fields.get(argument as string)?.type === 'number' ? 'number' : 'text'
        default:
          return checkAggregate(names, place, operator, argument, path, issues, check, periods)
      }
    },
  }
}

/** The bands of a tier are there for the kind and the level of the score that its ranking ranks. */
function checkGrade(program: Program, place: ScorePlace, name: string, path: string, issues: Issue[]): void {
  const tier = program.tiers?.find((one) => one.id === name)
  const ranking = program.rankings?.find((one) => one.id === tier?.ranking)
  const score = program.scores?.find((one) => one.id === ranking?.score)
  if (!score || (score.kind === place.kind && (place.level === undefined || score.period === place.level))) return
  issues.push({
    code: 'tier_elsewhere',
    path,
    params: { name, kind: shown(place.kind), period: shown(place.level ?? '') },
  })
}

function checkTally(names: Names, argument: unknown, path: string, issues: Issue[]): void {
  const categories = Object.keys(names.program.categories ?? {})
  const each = (value: unknown, known: readonly string[], what: string, place: string): void => {
    for (const name of Array.isArray(value) ? value : [value]) {
      if (!known.includes(name as string)) unknownName(issues, place, what, shown(name), known)
    }
  }
  if (typeof argument === 'string') {
    each(argument, categories, 'category', path)
    return
  }
  if (!isObject(argument)) {
    issues.push({ code: 'wrong_type', path, params: { expected: 'category or object', found: typeof argument } })
    return
  }
  unknownKeys(issues, path, argument, ['category', 'rule', 'all', 'requested'])
  if (argument.category !== undefined) each(argument.category, categories, 'category', at(path, 'category'))
  if (argument.rule !== undefined) each(argument.rule, names.rules, 'rule', at(path, 'rule'))
  const chosen = ['category', 'rule', 'all'].filter((key) => argument[key] !== undefined)
  if (chosen.length !== 1)
    issues.push({ code: 'needs_one_of', path, params: { expected: ['category', 'rule', 'all'], found: chosen } })
}

function checkAggregate(
  names: Names,
  place: ScorePlace,
  operator: string,
  argument: unknown,
  path: string,
  issues: Issue[],
  check: NestedCheck,
  periods: readonly string[],
): ValueType | undefined {
  if (!isObject(argument) || !isObject(argument.across)) {
    issues.push({ code: 'missing_key', path: at(path, 'across'), params: { name: 'across' } })
    return undefined
  }
  const { across } = argument
  const where = at(path, 'across')
  const population = (name: unknown, key: string): string | undefined => {
    if (!names.populations.includes(name as string))
      unknownName(issues, at(where, key), 'population', shown(name), names.populations)
    return names.program.populations?.find((one) => one.id === name)?.kind
  }
  let inner: ScorePlace = place
  const ways = ['members', 'everyone', 'periods'].filter((key) => across[key] !== undefined)
  if (ways.length !== 1)
    issues.push({
      code: 'needs_one_of',
      path: where,
      params: { expected: ['members', 'everyone', 'periods'], found: ways },
    })
  else if (ways[0] === 'periods') {
    if (!periods.includes(across.periods as string))
      unknownName(issues, at(where, 'periods'), 'period', shown(across.periods), periods)
    if (across.in !== undefined) population(across.in, 'in')
    inner = { ...place, level: across.periods as string }
  } else {
    const kind = population(across[ways[0] as string], ways[0] as string)
    if (kind) inner = { ...place, kind }
  }
  const leaves = scoreLeaves(names, inner)
  const keys = SCORE_LEAVES[operator] as readonly string[]
  unknownKeys(
    issues,
    path,
    argument,
    keys.map((key) => key.replace('?', '')),
  )
  unknownKeys(issues, where, across, ['members', 'everyone', 'periods', 'in'])
  for (const key of keys) {
    if (key.endsWith('?') || argument[key] !== undefined) continue
    issues.push({ code: 'missing_key', path: at(path, key), params: { name: key } })
  }
  const typed = (key: string, expected: ValueType, place2: LeafChecker): void => {
    if (argument[key] === undefined) return
    const found = check(argument[key], at(path, key), place2)
    if (found !== undefined && found !== 'any' && found !== expected) {
      issues.push({ code: 'wrong_value_type', path: at(path, key), params: { expected, found } })
    }
  }
  typed('of', 'number', leaves)
  typed('when', 'flag', leaves)
  typed('k', 'number', scoreLeaves(names, place))
  typed('toward', 'number', scoreLeaves(names, place))
  if (argument.best !== undefined && !(Number.isInteger(argument.best) && (argument.best as number) > 0)) {
    issues.push({ code: 'out_of_range', path: at(path, 'best'), params: { min: 1, max: 1000 } })
  }
  return 'number'
}

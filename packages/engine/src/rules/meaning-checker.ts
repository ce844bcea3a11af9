import { exactOf, multiply } from '../base/exact.ts'
import { at, type Issue, shown, unknownName } from '../base/issue.ts'
import { isObject } from '../base/shape.ts'
import type { Field } from '../event/activity.ts'
import { checkExpression, type LeafChecker, type ValueType } from './expression.ts'
import { eventLeaves, type Names, type ScorePlace, scoreLeaves } from './leaves.ts'
import type { Program } from './program.ts'

/**
 * Checks what the parts of a program mean: that every name they use is declared and every formula has its type. Reads
 * parts whose form may still be wrong, so that form and meaning are reported together.
 */
export class MeaningChecker {
  readonly program: Program
  readonly issues: Issue[]
  readonly names: Names
  readonly kinds: readonly string[]
  readonly activities: readonly string[]
  readonly categories: readonly string[]
  readonly fields: readonly string[]
  readonly scores: readonly { readonly id: string; readonly kind: string; readonly period: string }[]

  constructor(program: Program, fields: ReadonlyMap<string, Field>, issues: Issue[]) {
    const ids = (part: readonly { id?: unknown }[] | undefined): string[] => (part ?? []).map((one) => shown(one.id))
    this.program = program
    this.issues = issues
    this.names = {
      program,
      fields,
      rules: ids(program.rules),
      measures: ids(program.measures),
      populations: ids(program.populations),
    }
    this.kinds = Object.keys(program.subjects)
    this.activities = Object.keys(program.activities)
    this.categories = Object.keys(program.categories ?? {})
    this.fields = [...fields.keys()]
    this.scores = (program.scores ?? []).map(({ id, kind, period }) => ({ id, kind, period }))
  }

  fail(code: string, path: string, params: Issue['params'] = {}): void {
    this.issues.push({ code, path, params })
  }

  /** Whether a name is declared; an undeclared one is reported with the nearest. An absent name passes. */
  known(list: readonly string[], what: string, name: unknown, path: string): boolean {
    if (name === undefined) return true
    if (typeof name !== 'string') return false
    if (list.includes(name)) return true
    unknownName(this.issues, path, what, name, list)
    return false
  }

  each(list: unknown, path: string, visit: (one: unknown, path: string) => void): void {
    if (!Array.isArray(list)) return
    for (const [i, one] of list.entries()) visit(one, at(path, i))
  }

  allKnown(list: unknown, known: readonly string[], what: string, path: string): void {
    this.each(list, path, (name, place) => this.known(known, what, name, place))
  }

  /** The declared activities among those that a part names. */
  activitiesIn(on: unknown, path: string): string[] {
    this.allKnown(on, this.activities, 'activity', path)
    return Array.isArray(on) ? on.filter((name): name is string => this.activities.includes(name as string)) : []
  }

  /** Whether exactly one of the keys is given; anything else is reported. */
  exactlyOne(part: object, keys: readonly string[], path: string): boolean {
    const found = keys.filter((key) => (part as Readonly<Record<string, unknown>>)[key] !== undefined)
    if (found.length !== 1) this.fail('needs_one_of', path, { expected: keys, found })
    return found.length === 1
  }

  treeWith(tree: unknown, kind: unknown, path: string): void {
    const trees = this.program.trees ?? {}
    if (tree === undefined || !this.known(Object.keys(trees), 'tree', tree, at(path, 'tree'))) return
    const levels = trees[tree as string]
    if (typeof kind !== 'string' || !Array.isArray(levels) || levels.includes(kind)) return
    this.fail('kind_not_in_tree', at(path, 'tree'), { kind, tree: shown(tree) })
  }

  recipients(to: unknown, path: string, depth = 0): void {
    if (!isObject(to)) return
    if (depth > 5) this.fail('too_deep', path, { max: 5 })
    this.known(this.kinds, 'kind', to.kind, at(path, 'kind'))
    this.known(this.fields, 'field', to.field, at(path, 'field'))
    this.allKnown(to.fields, this.fields, 'field', at(path, 'fields'))
    if (isObject(to.unitOf)) {
      this.treeWith(to.tree, to.kind, path)
      this.treeWith(to.tree, to.unitOf.kind, path)
      if (to.kind !== to.unitOf.kind) this.standsAbove(to.tree, to.unitOf.kind, to.kind, at(path, 'tree'))
      if (depth <= 5) this.recipients(to.unitOf, at(path, 'unitOf'), depth + 1)
    }
    if (isObject(to.membersOf)) {
      this.treeWith(to.tree, to.kind, path)
      this.treeWith(to.tree, to.membersOf.kind, path)
      this.standsAbove(to.tree, to.kind, to.membersOf.kind, at(path, 'tree'))
      if (depth <= 5) this.recipients(to.membersOf, at(path, 'membersOf'), depth + 1)
    }
    if (!isObject(to.except)) return
    if (depth <= 5) this.recipients(to.except, at(path, 'except'), depth + 1)
    if (to.except.kind === to.kind) return
    const params = { expected: shown(to.kind), found: shown(to.except.kind) }
    this.fail('except_of_other_kind', at(at(path, 'except'), 'kind'), params)
  }

  /** Whether units of a kind stand above subjects of another in a tree. */
  private standsAbove(tree: unknown, below: unknown, above: unknown, path: string): void {
    const levels = this.program.trees?.[String(tree)]
    if (!Array.isArray(levels) || !levels.includes(below as string) || !levels.includes(above as string)) return
    if (levels.indexOf(below as string) < levels.indexOf(above as string)) return
    this.fail('unit_not_above', path, { unit: shown(above), kind: shown(below), tree: shown(tree) })
  }

  /** Checks a formula about an event of one of the activities `on`. */
  event(formula: unknown, path: string, on: readonly string[], expected: ValueType): void {
    this.formula(formula, path, eventLeaves(this.names, on), expected)
  }

  /** Checks a formula about a subject in a period. */
  score(formula: unknown, path: string, place: ScorePlace, expected: ValueType, names: Names = this.names): void {
    this.formula(formula, path, scoreLeaves(names, place), expected)
  }

  private formula(formula: unknown, path: string, leaves: LeafChecker, expected: ValueType): void {
    if (formula === undefined) return
    const found = checkExpression(formula, path, leaves, this.issues)
    if (found === undefined || found === 'any' || found === expected) return
    this.fail('wrong_value_type', path, { expected, found })
  }

  /** Points must be whole in the program's decimals. */
  exactPoints(points: unknown, path: string): void {
    const { decimals } = this.program
    const exact = Number.isInteger(decimals) && decimals >= 0 && decimals <= 4 ? exactOf(points) : undefined
    if (exact === undefined || typeof multiply(exact, 10 ** decimals) === 'number') return
    this.fail('too_many_decimals', path, { max: decimals, value: shown(points) })
  }
}

import { at } from '../base/issue.ts'
import type { Program, Rule } from '../rules/program.ts'
import { expressionsOf, walkExpression } from './walk-expressions.ts'
import type { Warn } from './warning.ts'

/** What the rest of a program makes use of, by kind of thing. */
export interface Uses {
  readonly activities: ReadonlySet<string>
  readonly measures: ReadonlySet<string>
  readonly populations: ReadonlySet<string>
  readonly cases: ReadonlySet<string>
  readonly honours: ReadonlySet<string>
}

/** Returns what rules, formulas, rankings and cases of a program make use of. */
export function usesOf(program: Program): Uses {
  const activities = new Set<string>()
  const measures = new Set<string>()
  const populations = new Set<string>()
  const cases = new Set<string>()
  const honours = new Set<string>()
  for (const rule of program.rules) {
    if (rule.kind === 'award') for (const type of rule.on) activities.add(type)
    if (rule.kind === 'expectation') for (const type of rule.expects.on) activities.add(type)
    if (rule.kind === 'streak' || rule.kind === 'challenge') for (const type of rule.on) activities.add(type)
    if (rule.kind === 'place') measures.add(rule.measure)
    if (rule.kind === 'milestone' && rule.measure !== undefined) measures.add(rule.measure)
    for (const honour of honoursOf(rule)) honours.add(honour)
  }
  for (const measure of program.measures ?? []) for (const type of measure.on) activities.add(type)
  for (const one of Object.values(program.cases ?? {})) for (const type of Object.keys(one.states)) activities.add(type)
  for (const ranking of program.rankings ?? []) {
    populations.add(ranking.population)
    for (const step of ranking.tieBreakers ?? []) {
      if ('measure' in step) measures.add(step.measure)
      if ('countBack' in step) measures.add(step.countBack)
      if ('earliestBest' in step) measures.add(step.earliestBest)
      if ('miniLeague' in step) for (const id of step.miniLeague) measures.add(id)
    }
  }
  for (const list of program.lists ?? []) {
    if (list.population !== undefined) populations.add(list.population)
    for (const step of list.by ?? []) if ('measure' in step) measures.add(step.measure)
  }
  for (const { expression, path } of expressionsOf(program)) {
    walkExpression(expression, path, (operator, argument) => {
      if (operator === 'measure') measures.add(String(argument))
      else if (/^case[A-Z]/.test(operator)) cases.add(String(Array.isArray(argument) ? argument[0] : argument))
      else if (typeof argument === 'object' && argument !== null && 'across' in argument) {
        const across = argument.across as Readonly<Record<string, string>>
        for (const key of ['members', 'everyone', 'in']) if (across[key] !== undefined) populations.add(across[key])
      }
    })
  }
  return { activities, measures, populations, cases, honours }
}

/** Returns the honours that a rule gives. */
export function honoursOf(rule: Rule): string[] {
  const named =
    rule.kind === 'milestone'
      ? [...(rule.steps ?? []).map((step) => step.honour), rule.every?.honour]
      : rule.kind === 'place'
        ? (rule.honours ?? [])
        : rule.kind === 'streak' || rule.kind === 'challenge'
          ? [rule.honour]
          : []
  return named.filter((one) => one !== undefined)
}

/** Warns of activities, measures, populations, cases and honours that nothing in the program uses. */
export function checkUse(program: Program, warn: Warn): void {
  const uses = usesOf(program)
  for (const name of Object.keys(program.activities)) {
    if (!uses.activities.has(name)) warn('unused_activity', at('/activities', name), { name })
  }
  for (const [i, { id }] of (program.measures ?? []).entries()) {
    if (!uses.measures.has(id)) warn('unused_measure', `/measures/${i}`, { name: id })
  }
  for (const [i, { id }] of (program.populations ?? []).entries()) {
    if (!uses.populations.has(id)) warn('unused_population', `/populations/${i}`, { name: id })
  }
  for (const name of Object.keys(program.cases ?? {})) {
    if (!uses.cases.has(name)) warn('unused_case', at('/cases', name), { name })
  }
  for (const name of Object.keys(program.honours ?? {})) {
    if (!uses.honours.has(name)) warn('unused_honour', at('/honours', name), { name })
  }
}

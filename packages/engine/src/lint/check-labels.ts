import { at } from '../base/issue.ts'
import type { Described, Label } from '../base/label.ts'
import type { Program } from '../rules/program.ts'
import { expressionsOf, walkExpression } from './walk-expressions.ts'
import type { Warn } from './warning.ts'

interface Named {
  readonly what: string
  readonly name: string
  readonly path: string
  readonly label: Label | undefined
}

/** Warns of labels that are missing in a language: once where the program has none in it, otherwise one by one. */
export function checkLabels(program: Program, languages: readonly (keyof Label)[], warn: Warn): void {
  const all = namedThings(program)
  for (const lang of languages) {
    const missing = all.filter((one) => !one.label?.[lang])
    if (missing.length === all.length) warn('labels_missing', '', { lang })
    else for (const { what, name, path } of missing) warn('label_missing', path, { what, name, lang })
  }
}

/** Warns of rules that do not say where their numbers come from. */
export function checkTraces(program: Program, warn: Warn): void {
  for (const [i, rule] of program.rules.entries()) {
    if (!rule.trace) warn('rule_without_trace', `/rules/${i}`, { rule: rule.id })
  }
}

/** What a program only mentions: its trees, and the attributes, marks and assignments that rules and formulas ask for. */
function mentioned(program: Program): Named[] {
  const asked = {
    trees: new Set(Object.keys(program.trees ?? {})),
    attributes: new Set<string>(),
    marks: new Set<string>(),
  }
  for (const { expression, path } of expressionsOf(program)) {
    walkExpression(expression, path, (operator, name) => {
      if (operator === 'attribute') asked.attributes.add(String(name))
      if (operator === 'mark') asked.marks.add(String(name))
    })
  }
  const assignments = new Set(
    program.rules.flatMap((rule) => {
      if (rule.kind === 'expectation') return rule.per ?? []
      return rule.kind === 'challenge' && typeof rule.target === 'object' ? rule.target.assigned : []
    }),
  )
  const parts = [
    ['tree', 'trees', asked.trees],
    ['attribute', 'attributes', asked.attributes],
    ['mark', 'marks', asked.marks],
    ['assignment', 'assignments', assignments],
  ] as const
  return parts.flatMap(([what, part, names]) =>
    [...names].map((name) => ({
      what,
      name,
      path: at(at('/names', part), name),
      label: program.names?.[part]?.[name]?.label,
    })),
  )
}

function namedThings(program: Program): Named[] {
  const found: Named[] = [{ what: 'program', name: program.id, path: '', label: program.label }]
  const map = (what: string, things: Readonly<Record<string, Described>> | undefined, path: string): void => {
    for (const [name, thing] of Object.entries(things ?? {})) {
      found.push({ what, name, path: at(path, name), label: thing.label })
    }
  }
  const list = (what: string, things: readonly (Described & { id: string })[] | undefined, path: string): void => {
    for (const [i, thing] of (things ?? []).entries()) {
      found.push({ what, name: thing.id, path: at(path, i), label: thing.label })
    }
  }
  map('subject', program.subjects, '/subjects')
  map('category', program.categories, '/categories')
  map('period', program.periods, '/periods')
  map('activity', program.activities, '/activities')
  for (const [type, activity] of Object.entries(program.activities)) {
    const path = `${at('/activities', type)}/fields`
    map('field', activity.fields, path)
    for (const [name, field] of Object.entries(activity.fields ?? {})) {
      for (const value of field.of ?? []) {
        const label = field.labels?.[value]
        found.push({ what: 'choice', name: value, path: at(`${at(path, name)}/labels`, value), label })
      }
    }
  }
  map('case', program.cases, '/cases')
  map('honour', program.honours, '/honours')
  found.push(...mentioned(program))
  list('rule', program.rules, '/rules')
  list('limit', program.limits, '/limits')
  list('measure', program.measures, '/measures')
  list('population', program.populations, '/populations')
  list('score', program.scores, '/scores')
  list('ranking', program.rankings, '/rankings')
  list('tier', program.tiers, '/tiers')
  for (const [i, tier] of (program.tiers ?? []).entries()) list('band', tier.bands, `/tiers/${i}/bands`)
  list('list', program.lists, '/lists')
  for (const [i, one] of (program.lists ?? []).entries()) list('criterion', one.criteria, `/lists/${i}/criteria`)
  return found
}

import type { Described } from '../base/label.ts'
import type { Field } from '../event/activity.ts'
import type { Program } from '../rules/program.ts'
import { inside, type Lang, listed, plural, quoted } from './lang.ts'

/** What the things of one program are called in one language: the label where there is one, otherwise the id. */
export interface Naming {
  readonly lang: Lang
  readonly program: Program
  kind(id: string): string
  /** The kind with its counter: `每名党员`, `each member`. */
  eachKind(id: string): string
  manyOfKind(id: string): string
  tree(id: string): string
  category(id: string): string
  period(level: string): string
  activity(id: string): string
  activities(ids: readonly string[]): string
  activitiesQuoted(ids: readonly string[]): string
  field(name: string): string
  fieldOf(name: string): Field | undefined
  /** A field as the thing that is the same: `同一住户`, without `编号`. */
  same(name: string): string
  choice(field: string, value: string): string
  caseName(id: string): string
  state(caseId: string, state: string): string
  attribute(name: string): string
  /** A text that an attribute may have. */
  attributeValue(name: string, value: string): string
  mark(name: string): string
  assignment(name: string): string
  rule(id: string): string
  limit(id: string): string
  measure(id: string): string
  honour(id: string): string
  population(id: string): string
  score(id: string): string
  ranking(id: string): string
  tier(id: string): string
  band(tier: string, band: string): string
  /** A band as a result names it: without quotation marks, and a result that is no band as it is. */
  bandOf(tier: string, band: string): string
}

/** Returns the label of a described thing in a language, else in the other one, else the given id. */
export function labelIn(lang: Lang, thing: Described | undefined, id: string): string {
  return thing?.label?.[lang] ?? thing?.label?.[lang === 'en' ? 'zh-CN' : 'en'] ?? id
}

/** Returns the counter of a Chinese noun: members are counted by 名, teams by 支, the rest by 个. */
export function counterOf(noun: string): string {
  if (/[员人者生]$/.test(noun)) return '名'
  if (/队$/.test(noun)) return '支'
  return /户$/.test(noun) ? '户' : '个'
}

/** Returns the naming of a program in a language. */
export function namingOf(program: Program, lang: Lang): Naming {
  const inText = (thing: Described | undefined, id: string): string => inside(lang, labelIn(lang, thing, id))
  const titled = (list: readonly (Described & { id: string })[] | undefined, id: string): string =>
    quoted(
      labelIn(
        lang,
        list?.find((one) => one.id === id),
        id,
      ),
    )
  const names = program.names ?? {}
  const fieldOf = (name: string): Field | undefined => {
    const all = Object.values(program.activities).map((activity) => activity.fields?.[name])
    return all.find((field) => field?.label) ?? all.find((field) => field !== undefined)
  }
  const kind = (id: string): string => inText(program.subjects[id], id)
  const field = (name: string): string => inText(fieldOf(name), name).replace(/(?<=.)[(（](小时|分钟|天)[)）]$/, '')
  const activity = (id: string): string => labelIn(lang, program.activities[id], id)
  return {
    lang,
    program,
    kind,
    eachKind: (id) => (lang === 'en' ? `each ${kind(id)}` : `每${counterOf(kind(id))}${kind(id)}`),
    manyOfKind: (id) => plural(lang, kind(id)),
    tree: (id) => inText(names.trees?.[id], id),
    category: (id) => quoted(labelIn(lang, program.categories?.[id], id)),
    period: (level) => inText(program.periods[level], level),
    activity,
    activities: (ids) =>
      listed(
        lang,
        ids.map((id, i) => (i === 0 ? activity(id) : inside(lang, activity(id)))),
        'or',
      ),
    activitiesQuoted: (ids) =>
      listed(
        lang,
        ids.map((id) => quoted(activity(id))),
        'or',
      ),
    field,
    fieldOf,
    same: (name) => field(name).replace(/(?<=.)(编号|名称)$/, ''),
    choice: (name, value) => {
      const declared = Object.values(program.activities).map((one) => one.fields?.[name]?.labels?.[value])
      const label = declared.find((one) => one !== undefined)
      return label ? inText({ label }, value) : value
    },
    caseName: (id) => inText(program.cases?.[id], id),
    state: (caseId, state) => {
      const own = names.states?.[state]
      if (own) return quoted(labelIn(lang, own, state))
      const types = Object.entries(program.cases?.[caseId]?.states ?? {}).filter(([, one]) => one === state)
      const said = types.map(([type]) => quoted(activity(type)))
      return said.length > 0 ? listed(lang, said, 'or') : quoted(state)
    },
    attribute: (name) => inText(names.attributes?.[name], name),
    attributeValue: (name, value) => {
      const label = names.attributes?.[name]?.labels?.[value]
      return label ? inText({ label }, value) : value
    },
    mark: (name) => inText(names.marks?.[name], name),
    assignment: (name) => inText(names.assignments?.[name], name),
    rule: (id) => titled(program.rules, id),
    limit: (id) => titled(program.limits, id),
    measure: (id) => titled(program.measures, id),
    honour: (id) => quoted(labelIn(lang, program.honours?.[id], id)),
    population: (id) => titled(program.populations, id),
    score: (id) => titled(program.scores, id),
    ranking: (id) => titled(program.rankings, id),
    tier: (id) => titled(program.tiers, id),
    band: (tier, id) => titled(program.tiers?.find((one) => one.id === tier)?.bands, id),
    bandOf: (tier, id) => {
      const bands = program.tiers?.find((one) => one.id === tier)?.bands
      const band = bands?.find((one) => one.id === id)
      return labelIn(lang, band, id)
    },
  }
}

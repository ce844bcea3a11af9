import { exactOf, multiply } from '../base/exact.ts'
import { at, type Issue, type Parsed, unknownName } from '../base/issue.ts'
import { isObject } from '../base/shape.ts'
import { zoneNamed } from '../base/zone.ts'
import type { Field } from '../event/activity.ts'
import { checkExpression, type ValueType } from './expression.ts'
import { eventLeaves, type Names, type ScorePlace, scoreLeaves } from './leaves.ts'
import type { Program, Ranking, Recipients } from './program.ts'
import { programShape } from './shapes.ts'

const MAX_ISSUES = 1000

/** Returns whether JSON nests deeper than `max`; guards everything that walks it. */
function tooDeep(value: unknown, max: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return max === 0 || Object.values(value).some((child) => tooDeep(child, max - 1))
}

/**
 * Parses a program. Returns a frozen program, or every mistake at once with its JSON pointer. Never throws, whatever
 * the value.
 */
export function parseProgram(json: unknown): Parsed<Program> {
  if (tooDeep(json, 80)) return { ok: false, issues: [{ code: 'too_deep', path: '', params: { max: 80 } }] }
  const issues: Issue[] = []
  programShape.check(json, '', issues)
  if (isObject(json) && readable(json)) checkMeaning(json as unknown as Program, issues)
  if (issues.length > 0) return { ok: false, issues: unique(issues).slice(0, MAX_ISSUES) }
  return { ok: true, value: freeze(JSON.parse(JSON.stringify(json)) as Program) }
}

function unique(issues: readonly Issue[]): Issue[] {
  const seen = new Set<string>()
  return issues.filter((issue) => {
    const key = `${issue.code} ${issue.path}`
    return !seen.has(key) && seen.add(key)
  })
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const child of Object.values(value)) freeze(child)
  }
  return value
}

/** Whether the parts have the JSON types that checking their meaning walks over. */
function readable(json: Record<string, unknown>): boolean {
  const lists = ['rules', 'limits', 'measures', 'populations', 'scores', 'rankings', 'tiers']
  const maps = ['subjects', 'trees', 'categories', 'periods', 'activities', 'cases']
  return (
    lists.every((key) => json[key] === undefined || (Array.isArray(json[key]) && json[key].every(isObject))) &&
    maps.every(
      (key) =>
        json[key] === undefined ||
        (isObject(json[key]) && (key === 'trees' || Object.values(json[key]).every(isObject))),
    ) &&
    isObject(json.periods) &&
    isObject(json.activities) &&
    isObject(json.subjects) &&
    Array.isArray(json.rules)
  )
}

function gatherFields(program: Program, issues: Issue[]): Map<string, Field> {
  const fields = new Map<string, Field>()
  for (const [type, activity] of Object.entries(program.activities)) {
    if (!isObject(activity.fields)) continue
    for (const [name, field] of Object.entries(activity.fields)) {
      if (!isObject(field)) continue
      const path = `/activities/${type.replaceAll('/', '~1')}/fields/${name}`
      const known = fields.get(name)
      if (known && (known.type !== field.type || (known.decimals ?? 0) !== (field.decimals ?? 0))) {
        issues.push({
          code: 'field_type_differs',
          path,
          params: { name, expected: known.type, found: String(field.type) },
        })
      }
      if (field.type === 'choice' && !Array.isArray(field.of))
        issues.push({ code: 'missing_key', path: at(path, 'of'), params: { name: 'of' } })
      fields.set(name, known ?? (field as Field))
    }
    const duration = activity.duration as { field?: unknown } | undefined
    if (isObject(duration) && (activity.fields[duration.field as string] as Field | undefined)?.type !== 'number') {
      unknownName(
        issues,
        `/activities/${type}/duration/field`,
        'field',
        String(duration.field),
        Object.keys(activity.fields),
      )
    }
  }
  return fields
}

function checkMeaning(program: Program, issues: Issue[]): void {
  const fields = gatherFields(program, issues)
  const idsOf = (part: readonly { id?: unknown }[] | undefined): string[] => (part ?? []).map((one) => String(one.id))
  const names: Names = {
    program,
    fields,
    rules: idsOf(program.rules),
    measures: idsOf(program.measures),
    populations: idsOf(program.populations),
  }
  const kinds = Object.keys(program.subjects)
  const trees = program.trees ?? {}
  const activities = Object.keys(program.activities)
  const categories = Object.keys(program.categories ?? {})
  const known = (list: readonly string[], what: string, name: unknown, path: string): boolean => {
    if (name === undefined) return true
    if (typeof name === 'string' && list.includes(name)) return true
    if (typeof name === 'string') unknownName(issues, path, what, name, list)
    return false
  }
  const each = (list: unknown, path: string, visit: (name: unknown, path: string) => void): void => {
    if (Array.isArray(list)) list.forEach((name, i) => visit(name, at(path, i)))
  }
  const onActivities = (on: unknown, path: string): string[] => {
    each(on, path, (name, place) => known(activities, 'activity', name, place))
    return Array.isArray(on) ? on.filter((name): name is string => activities.includes(name as string)) : []
  }
  const treeWith = (tree: unknown, kind: unknown, path: string): void => {
    if (tree === undefined || !known(Object.keys(trees), 'tree', tree, at(path, 'tree'))) return
    const levels = trees[tree as string] as readonly string[]
    if (typeof kind === 'string' && Array.isArray(levels) && !levels.includes(kind)) {
      issues.push({ code: 'kind_not_in_tree', path: at(path, 'tree'), params: { kind, tree: String(tree) } })
    }
  }
  const fieldNames = (list: unknown, path: string): void =>
    each(list, path, (name, place) => known([...fields.keys()], 'field', name, place))

  const recipients = (to: unknown, path: string, depth = 0): void => {
    if (!isObject(to) || depth > 5) return
    const spec = to as Partial<Record<string, unknown>>
    known(kinds, 'kind', spec.kind, at(path, 'kind'))
    if (spec.field !== undefined) known([...fields.keys()], 'field', spec.field, at(path, 'field'))
    fieldNames(spec.fields, at(path, 'fields'))
    if (spec.unitOf !== undefined) {
      treeWith(spec.tree, spec.kind, path)
      if (isObject(spec.unitOf)) treeWith(spec.tree, (spec.unitOf as unknown as Recipients).kind, path)
      recipients(spec.unitOf, at(path, 'unitOf'), depth + 1)
    }
  }

  const event = (value: unknown, path: string, on: readonly string[], expected: ValueType): void => {
    if (value === undefined) return
    typed(checkExpression(value, path, eventLeaves(names, on), issues), expected, path)
  }
  const typed = (found: ValueType | undefined, expected: ValueType, path: string): void => {
    if (found !== undefined && found !== 'any' && found !== expected)
      issues.push({ code: 'wrong_value_type', path, params: { expected, found } })
  }
  const inPlace = (value: unknown, path: string, place: ScorePlace, expected: ValueType): void => {
    if (value !== undefined) typed(checkExpression(value, path, scoreLeaves(names, place), issues), expected, path)
  }
  const exactPoints = (points: unknown, path: string): void => {
    const exact = exactOf(points)
    if (exact !== undefined && typeof multiply(exact, 10 ** program.decimals) !== 'number') {
      issues.push({ code: 'too_many_decimals', path, params: { max: program.decimals, value: String(points) } })
    }
  }

  for (const part of ['rules', 'limits', 'measures', 'populations', 'scores', 'rankings', 'tiers'] as const) {
    const seen = new Set<unknown>()
    ;(program[part] ?? []).forEach((one, i) => {
      if (seen.has(one.id))
        issues.push({ code: 'duplicate_id', path: `/${part}/${i}/id`, params: { name: String(one.id) } })
      seen.add(one.id)
    })
  }
  if (typeof program.timeZone === 'string' && program.timeZone.length <= 60 && !zoneNamed(program.timeZone)) {
    issues.push({ code: 'unknown_time_zone', path: '/timeZone', params: { name: program.timeZone } })
  }
  for (const [tree, levels] of Object.entries(trees))
    each(levels, `/trees/${tree}`, (kind, path) => known(kinds, 'kind', kind, path))
  for (const [level, period] of Object.entries(program.periods)) {
    if (!('fields' in period)) continue
    fieldNames(period.fields, `/periods/${level}/fields`)
    for (const [, name] of String(period.startsOn ?? '').matchAll(/\{([^}]*)\}/g)) {
      if (!Array.isArray(period.fields) || !period.fields.includes(name as string)) {
        unknownName(
          issues,
          `/periods/${level}/startsOn`,
          'field',
          name as string,
          Array.isArray(period.fields) ? period.fields : [],
        )
      }
    }
  }
  for (const [name, one] of Object.entries(program.cases ?? {})) {
    known([...fields.keys()], 'field', one.key, `/cases/${name}/key`)
    if (!isObject(one.states)) continue
    for (const type of Object.keys(one.states)) known(activities, 'activity', type, at(`/cases/${name}/states`, type))
    const states = [...new Set(Object.values(one.states))]
    if (isObject(one.due)) {
      known(states, 'state', one.due.from, `/cases/${name}/due/from`)
      each(one.due.until, `/cases/${name}/due/until`, (state, path) => known(states, 'state', state, path))
    }
  }

  program.rules.forEach((rule, i) => {
    const path = `/rules/${i}`
    if (rule.kind !== 'veto') known(categories, 'category', rule.category, `${path}/category`)
    if (rule.kind === 'award') {
      const on = onActivities(rule.on, `${path}/on`)
      event(rule.when, `${path}/when`, on, 'flag')
      event(rule.points, `${path}/points`, on, 'number')
      if (typeof rule.points === 'number') exactPoints(rule.points, `${path}/points`)
      recipients(rule.to, `${path}/to`)
      if (isObject(rule.admit) && isObject(rule.admit.per))
        fieldNames(rule.admit.per.fields, `${path}/admit/per/fields`)
      each(rule.unlessOverlaps, `${path}/unlessOverlaps`, (name, place) => {
        if (!known(names.rules, 'rule', name, place)) return
        const other = program.rules.find((one) => one.id === name)
        if (other?.kind !== 'award' || other.unlessOverlaps)
          issues.push({ code: 'overlap_of_overlap', path: place, params: { name: String(name) } })
      })
    } else if (rule.kind === 'expectation') {
      known(kinds, 'kind', rule.to?.kind, `${path}/to/kind`)
      treeWith(rule.to?.tree, rule.to?.kind, `${path}/to`)
      if (rule.per === undefined && rule.to?.tree === undefined)
        issues.push({ code: 'missing_key', path: `${path}/to/tree`, params: { name: 'tree' } })
      if (isObject(rule.expects)) {
        const on = onActivities(rule.expects.on, `${path}/expects/on`)
        event(rule.expects.when, `${path}/expects/when`, on, 'flag')
        recipients(rule.expects.to, `${path}/expects/to`)
        if (rule.per !== undefined && rule.expects.field === undefined)
          issues.push({ code: 'missing_key', path: `${path}/expects/field`, params: { name: 'field' } })
        known([...fields.keys()], 'field', rule.expects.field, `${path}/expects/field`)
      }
      exactPoints(rule.points, `${path}/points`)
    } else if (rule.kind === 'grant') {
      known(kinds, 'kind', rule.to?.kind, `${path}/to/kind`)
      treeWith(rule.to?.tree, rule.to?.kind, `${path}/to`)
      exactPoints(rule.points, `${path}/points`)
    } else if (rule.kind === 'veto') {
      known(kinds, 'kind', rule.to?.kind, `${path}/to/kind`)
      each(rule.effects, `${path}/effects`, (effect, place) => {
        if (!isObject(effect)) return
        known(
          (program.scores ?? []).map((score) => score.id),
          'score',
          effect.score,
          at(place, 'score'),
        )
        if (
          !known(
            (program.tiers ?? []).map((tier) => tier.id),
            'tier',
            effect.tier,
            at(place, 'tier'),
          ) ||
          effect.tier === undefined
        )
          return
        const bands = program.tiers?.find((tier) => tier.id === effect.tier)?.bands
        if (Array.isArray(bands))
          known(
            bands.map((band) => String(band.id)),
            'band',
            effect.atMost,
            at(place, 'atMost'),
          )
      })
    }
  })

  ;(program.limits ?? []).forEach((limit, i) => {
    const path = `/limits/${i}`
    each(limit.rules, `${path}/rules`, (name, place) => known(names.rules, 'rule', name, place))
    each(limit.categories, `${path}/categories`, (name, place) => known(categories, 'category', name, place))
    if (limit.rules && limit.categories)
      issues.push({
        code: 'needs_one_of',
        path,
        params: { expected: ['rules', 'categories'], found: ['rules', 'categories'] },
      })
    if ((limit.points === undefined) === (limit.times === undefined)) {
      issues.push({
        code: 'needs_one_of',
        path,
        params: { expected: ['points', 'times'], found: limit.points === undefined ? [] : ['points', 'times'] },
      })
    }
    exactPoints(limit.points, `${path}/points`)
    if (isObject(limit.per)) {
      fieldNames(limit.per.fields, `${path}/per/fields`)
      if (isObject(limit.per.window) && limit.keep === 'highest')
        issues.push({ code: 'rolling_keeps_earliest', path: `${path}/keep`, params: {} })
    }
  })

  ;(program.measures ?? []).forEach((measure, i) => {
    const path = `/measures/${i}`
    const on = onActivities(measure.on, `${path}/on`)
    event(measure.when, `${path}/when`, on, 'flag')
    event(measure.value, `${path}/value`, on, 'number')
    recipients(measure.to, `${path}/to`)
    known([...fields.keys()], 'field', measure.field, `${path}/field`)
    if ((measure.as === 'distinct') !== (measure.field !== undefined))
      issues.push({ code: 'missing_key', path: `${path}/field`, params: { name: 'field' } })
    if (['sum', 'min', 'max'].includes(measure.as ?? '') && measure.value === undefined)
      issues.push({ code: 'missing_key', path: `${path}/value`, params: { name: 'value' } })
  })

  const allScores = (program.scores ?? []).map(({ id, kind, period }) => ({ id, kind, period }))
  const height = (ranking: Ranking | undefined): number => {
    const used = [
      ranking?.score,
      ...(Array.isArray(ranking?.tieBreakers) ? ranking.tieBreakers : []).map((one) =>
        'score' in one ? one.score : undefined,
      ),
    ]
    return Math.max(-1, ...used.map((id) => allScores.findIndex((one) => one.id === id)))
  }
  const tiersBelow = (level: number): string[] =>
    (program.tiers ?? [])
      .filter((tier) => height(program.rankings?.find((ranking) => ranking.id === tier.ranking)) < level)
      .map((tier) => tier.id)
  ;(program.scores ?? []).forEach((score, i) => {
    const path = `/scores/${i}`
    known(kinds, 'kind', score.kind, `${path}/kind`)
    known(Object.keys(program.periods), 'period', score.period, `${path}/period`)
    inPlace(
      score.value,
      `${path}/value`,
      { kind: score.kind, level: score.period, scores: allScores.slice(0, i), tiers: tiersBelow(i) },
      'number',
    )
  })
  ;(program.populations ?? []).forEach((population, i) => {
    const path = `/populations/${i}`
    const before: Names = { ...names, populations: names.populations.slice(0, i) }
    known(kinds, 'kind', population.kind, `${path}/kind`)
    treeWith(population.tree, population.kind, path)
    if (population.when !== undefined) {
      typed(
        checkExpression(
          population.when,
          `${path}/when`,
          scoreLeaves(before, { kind: population.kind, level: undefined, scores: [], tiers: [] }),
          issues,
        ),
        'flag',
        `${path}/when`,
      )
    }
  })
  ;(program.rankings ?? []).forEach((ranking, i) => {
    const path = `/rankings/${i}`
    const score = allScores.find((one) => one.id === ranking.score)
    known(
      allScores.map((one) => one.id),
      'score',
      ranking.score,
      `${path}/score`,
    )
    if (known(names.populations, 'population', ranking.population, `${path}/population`) && score) {
      const kind = program.populations?.find((one) => one.id === ranking.population)?.kind
      if (kind !== score.kind)
        issues.push({
          code: 'kind_differs',
          path: `${path}/population`,
          params: { expected: score.kind, found: String(kind) },
        })
    }
    known(kinds, 'kind', ranking.within, `${path}/within`)
    if (score)
      inPlace(
        ranking.unranked,
        `${path}/unranked`,
        {
          kind: score.kind,
          level: score.period,
          scores: allScores.slice(0, height(ranking) + 1),
          tiers: tiersBelow(height(ranking)),
        },
        'flag',
      )
    each(ranking.tieBreakers, `${path}/tieBreakers`, (one, place) => {
      if (!isObject(one)) return
      known(
        allScores.map((two) => two.id),
        'score',
        one.score,
        at(place, 'score'),
      )
      for (const key of ['measure', 'countBack', 'earliestBest']) {
        if (one[key] !== undefined && known(names.measures, 'measure', one[key], at(place, key)) && key !== 'measure') {
          const measure = program.measures?.find((two) => two.id === one[key])
          if (measure?.value === undefined)
            issues.push({ code: 'measure_without_value', path: at(place, key), params: { name: String(one[key]) } })
        }
      }
    })
  })
  ;(program.tiers ?? []).forEach((tier, i) => {
    const path = `/tiers/${i}`
    const ranking = program.rankings?.find((one) => one.id === tier.ranking)
    known(
      (program.rankings ?? []).map((one) => one.id),
      'ranking',
      tier.ranking,
      `${path}/ranking`,
    )
    if (Array.isArray(tier.bands)) {
      const ids2 = tier.bands.map((band) => String(band?.id))
      ids2.forEach((name, j) => {
        if (ids2.indexOf(name) !== j)
          issues.push({ code: 'duplicate_id', path: `${path}/bands/${j}/id`, params: { name } })
      })
      const last = tier.bands[tier.bands.length - 1]
      if (last && (last.from !== undefined || last.share !== undefined || last.floor !== undefined)) {
        issues.push({ code: 'last_band_takes_rest', path: `${path}/bands/${tier.bands.length - 1}`, params: {} })
      }
      if (tier.share) {
        known(ids2, 'band', tier.share.band, `${path}/share/band`)
        known(kinds, 'kind', tier.share.within, `${path}/share/within`)
      }
    }
    const score = allScores.find((one) => one.id === ranking?.score)
    if (score && isObject(tier.sizeBands)) {
      inPlace(
        tier.sizeBands.by,
        `${path}/sizeBands/by`,
        { kind: score.kind, level: score.period, scores: allScores.slice(0, height(ranking) + 1), tiers: [] },
        'number',
      )
    }
  })
}

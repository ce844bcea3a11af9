import { at, shown, unknownName } from '../base/issue.ts'
import { isObject } from '../base/shape.ts'
import type { ScorePlace } from './leaves.ts'
import { type Criterion, LINE_PLACES, type List } from './list.ts'
import type { MeaningChecker } from './meaning-checker.ts'

/** Checks what the holiday calendar and the lists mean. */
export function checkLists(check: MeaningChecker): void {
  checkCalendar(check)
  for (const [i, list] of (check.program.lists ?? []).entries()) checkList(check, list, `/lists/${i}`)
}

function checkCalendar(check: MeaningChecker): void {
  const { calendar } = check.program
  if (!isObject(calendar)) return
  const seen = new Set<unknown>()
  for (const part of ['holidays', 'workdays'] as const) {
    check.each(calendar[part], `/calendar/${part}`, (date, path) => {
      if (seen.has(date)) check.fail('day_twice', path, { name: shown(date) })
      seen.add(date)
    })
  }
}

function checkList(check: MeaningChecker, list: List, path: string): void {
  const { program } = check
  check.known(check.kinds, 'kind', list.kind, `${path}/kind`)
  check.known(Object.keys(program.periods), 'period', list.period, `${path}/period`)
  if (isObject(program.periods[list.period]) && !('window' in (program.periods[list.period] as object))) {
    check.fail('list_needs_calendar', `${path}/period`, { name: shown(list.period) })
  }
  check.known(check.categories, 'category', list.category, `${path}/category`)
  check.known(check.kinds, 'kind', list.within, `${path}/within`)
  if (check.known(check.names.populations, 'population', list.population, `${path}/population`)) {
    const population = program.populations?.find((one) => one.id === list.population)
    const found = shown(population?.kind ?? list.kind)
    if (found !== list.kind) check.fail('kind_differs', `${path}/population`, { expected: shown(list.kind), found })
    if (list.within !== undefined && population?.tree === undefined) {
      check.fail('within_needs_tree', `${path}/within`, { name: shown(list.within) })
    }
  }
  checkPersons(check, list, path)
  checkCriteria(check, list, path)
  checkOrder(check, list, path)
  checkWording(check, list, path)
}

/** Lists need to know whether they name private persons: the program says so of every kind that a list names. */
function checkPersons(check: MeaningChecker, list: List, path: string): void {
  const kind = check.kinds.includes(list.kind) ? check.program.subjects[list.kind] : undefined
  if (!kind) return
  if (kind.person === undefined) check.fail('person_not_stated', `${path}/kind`, { name: list.kind })
  if (list.side === 'red' || !kind.person) {
    if (list.persons !== undefined) check.fail('no_persons_on_black', `${path}/persons`)
    return
  }
  if (list.persons === undefined) check.fail('person_on_black_side', `${path}/kind`, { name: list.kind })
  if (list.audience !== undefined) check.fail('audience_of_persons', `${path}/audience`)
  if (list.expiryDays !== undefined) check.fail('expiry_of_persons', `${path}/expiryDays`)
}

function checkCriteria(check: MeaningChecker, list: List, path: string): void {
  const place: ScorePlace = {
    kind: list.kind,
    level: list.period,
    scores: check.scores,
    tiers: (check.program.tiers ?? []).map((tier) => shown(tier.id)),
  }
  const seen = new Set<string>()
  check.each(list.criteria, `${path}/criteria`, (one, where) => {
    if (!isObject(one)) return
    if (seen.has(shown(one.id))) check.fail('duplicate_id', at(where, 'id'), { name: shown(one.id) })
    seen.add(shown(one.id))
    check.score(one.when, at(where, 'when'), place, 'flag')
    rankingHere(check, list, one.ranking, at(where, 'ranking'))
  })
}

/** A ranking that a list takes places from ranks the list's kind in the list's period. */
function rankingHere(check: MeaningChecker, list: List, name: unknown, path: string): void {
  const rankings = check.program.rankings ?? []
  const ids = rankings.map((one) => shown(one.id))
  if (name === undefined || !check.known(ids, 'ranking', name, path)) return
  const ranking = rankings.find((one) => one.id === name)
  const score = check.scores.find((one) => one.id === ranking?.score)
  if (!score || (score.kind === list.kind && score.period === list.period)) return
  check.fail('ranking_elsewhere', path, { name: shown(name) })
}

/** A list that can be full says whom it takes first: by a ranking it uses, or by scores and measures. */
function checkOrder(check: MeaningChecker, list: List, path: string): void {
  check.each(list.by, `${path}/by`, (step, where) => {
    if (!isObject(step)) return
    check.known(check.names.measures, 'measure', step.measure, at(where, 'measure'))
    const { score } = step
    const ids = check.scores.map((one) => one.id)
    if (score === undefined || !check.known(ids, 'score', score, at(where, 'score'))) return
    const here = check.scores.some((one) => one.id === score && one.kind === list.kind && one.period === list.period)
    if (here) return
    check.fail('score_elsewhere', at(where, 'score'), {
      name: shown(score),
      kind: shown(list.kind),
      period: shown(list.period),
    })
  })
  const ranked =
    Array.isArray(list.criteria) && list.criteria.some((one: Criterion) => isObject(one) && 'ranking' in one)
  if (list.most !== undefined && list.by === undefined && !ranked) check.fail('most_needs_order', `${path}/most`)
  if (list.within !== undefined && list.most === undefined) check.fail('missing_key', path, { name: 'most' })
  if (list.within !== undefined && list.population === undefined)
    check.fail('missing_key', path, { name: 'population' })
}

/** The places in a line's wording are known ones. */
function checkWording(check: MeaningChecker, list: List, path: string): void {
  const line = isObject(list.wording) ? list.wording.line : undefined
  if (!isObject(line)) return
  for (const [lang, text] of Object.entries(line)) {
    for (const [, name = ''] of shown(text, 400).matchAll(/\{([^}]*)\}/g)) {
      if ((LINE_PLACES as readonly string[]).includes(name)) continue
      unknownName(check.issues, at(`${path}/wording/line`, lang), 'place', name, LINE_PLACES)
    }
  }
}

import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { compare, createLog, type List, type Program, parseProgram, type Result, score } from '../../src/index.ts'
import { listRules, type Nominations, nominate } from '../../src/lists/index.ts'
import { type World, worlds } from '../../src/testing/index.ts'
import { law, logOf, planOf } from '../laws/law.ts'
import { district } from './district.ts'

/** The lists that a world's rankings can carry: the first two, the last two, and everyone above a number. */
function listsOf(program: Program): List[] {
  const lists = (program.rankings ?? []).slice(0, 2).flatMap((ranking): List[] => {
    const scored = program.scores?.find((one) => one.id === ranking.score)
    const period = scored && program.periods[scored.period]
    if (!scored || !period || !('window' in period) || period.window === 'ever') return []
    const place = { kind: scored.kind, period: scored.period, population: ranking.population }
    const least = { id: 'least', when: { gte: [{ score: scored.id }, 1] } } as const
    return [
      {
        ...place,
        id: `${ranking.id}-first`,
        side: 'red',
        criteria: [{ id: 'top', ranking: ranking.id, top: 2 }],
        most: 2,
        edge: 'out',
      },
      {
        ...place,
        id: `${ranking.id}-last`,
        side: 'black',
        criteria: [{ id: 'bottom', ranking: ranking.id, bottom: 2 }, least],
        needs: 'any',
        by: [{ score: scored.id }],
        most: 3,
      },
      { ...place, id: `${ranking.id}-all`, side: 'red', criteria: [least], by: [{ score: scored.id }], most: 2 },
    ]
  })
  return lists
}

/** A world whose programs have lists, and whose periods were all closed at the end. */
function listed(world: World): { readonly programs: readonly unknown[]; readonly items: readonly unknown[] } {
  const programs = world.programs.map((program) => ({
    ...program,
    subjects: Object.fromEntries(
      Object.entries(program.subjects).map(([kind, one]) => [kind, { ...one, person: kind === 'member' }]),
    ),
    lists: listsOf(program).map((list) =>
      list.side === 'black' && list.kind === 'member'
        ? { ...list, persons: { legalBasis: 'x', audience: 'unit', expiryDays: 30 } }
        : list,
    ),
  }))
  const plan = planOf(programs)
  const open = score(plan, logOf(plan, world.items), { asOf: world.asOf })
  const levels = new Set(programs.flatMap((program) => program.lists.map((list) => list.period)))
  const closings = [...levels].flatMap((level) =>
    open
      .periods(level)
      .filter((one) => one.state === 'open')
      .map(({ key }) => ({
        id: `close ${level} ${key}`,
        kind: 'decision',
        decision: 'close',
        at: world.asOf,
        period: { level, key },
      })),
  )
  return { programs, items: [...world.items, ...closings] }
}

function resultOf(world: World, given: ReturnType<typeof listed>, items = given.items): Result {
  const plan = planOf(given.programs)
  return score(plan, logOf(plan, items), { asOf: world.asOf })
}

interface Found {
  readonly list: List
  readonly key: string
  readonly found: Nominations
}

function everyNomination(result: Result): Found[] {
  const lists = new Map(result.plan.versions.flatMap((program) => (program.lists ?? []).map((list) => [list.id, list])))
  return [...lists.values()].flatMap((list) =>
    result
      .periods(list.period)
      .slice(-4)
      .map(({ key }) => ({ list, key, found: nominate(result, list.id, key) })),
  )
}

const small = worlds({ conflicts: false })

law(
  'nominations do not depend on the order of the log',
  small.chain((world) => fc.tuple(fc.constant(world), fc.nat())),
  ([world, turn]) => {
    const given = listed(world)
    const by = given.items.length === 0 ? 0 : turn % given.items.length
    const turned = [...given.items.slice(by), ...given.items.slice(0, by)].reverse()
    const [one, other] = [resultOf(world, given), resultOf(world, given, turned)]
    expect(JSON.stringify(everyNomination(other))).toBe(JSON.stringify(everyNomination(one)))
  },
)

/** Only closed and frozen periods give nominations, and only frozen ones give firm ones. */
function comesFromDecidedPeriods(result: Result, nominations: readonly Found[]): void {
  for (const { list, key, found } of nominations) {
    const state = result.periods(list.period).find((one) => one.key === key)?.state
    if (found.ok) expect(found.provisional).toBe(state === 'closed')
    else expect(found.code).toBe(found.code === 'unknown_list' ? 'unknown_list' : `period_${state}`)
    if (found.ok) expect(['closed', 'frozen']).toContain(state)
  }
}

/** Nobody who meets the criteria is dropped in silence, and a tie is in or out as a whole. */
function dropsNobodyInSilence(result: Result, nominations: readonly Found[]): void {
  for (const { list, key, found } of nominations) {
    if (!found.ok) continue
    const rules = listRules(result.plan, list.id, key)
    const { edge = 'in', most = Number.POSITIVE_INFINITY } = rules?.list ?? list
    const chosen = found.lines.map((line) => line.subject.id)
    const left = found.leftOut.map((one) => one.subject)
    expect(new Set([...chosen, ...left]).size).toBe(chosen.length + left.length)
    if (edge === 'out') expect(chosen.length).toBeLessThanOrEqual(most)
    if (chosen.length > most) expect(found.edges.some((one) => one.cut === 'most' && one.in)).toBe(true)
    for (const tie of found.edges.filter((one) => one.cut === 'most')) {
      const inside = tie.tied.filter((subject) => chosen.includes(subject))
      expect(inside).toEqual(tie.in ? tie.tied : [])
    }
    for (const { subject, reasons } of found.lines) {
      expect(reasons.length).toBeGreaterThan(0)
      for (const { code, params } of reasons) {
        if (code === 'ranked') {
          const standing = result.standings(String(params.ranking), key).find((one) => one.subject === subject.id)
          expect(standing?.rank).toBe(params.rank)
        }
      }
    }
  }
}

/** A threshold takes exactly those who reach it, best first. */
function takesWhoReachIt(result: Result, nominations: readonly Found[]): void {
  for (const { list, key, found } of nominations) {
    if (!found.ok || !list.id.endsWith('-all')) continue
    const ranking = list.id.slice(0, -'-all'.length)
    const name = list.by?.flatMap((step) => ('score' in step ? [step.score] : []))[0] ?? ''
    const scoreOf = (subject: string) => result.value(name, subject, key)
    const reaches = (subject: string): boolean => compare(scoreOf(subject) ?? 0, 1) >= 0
    const chosen = found.lines.map((line) => line.subject.id)
    const left = found.leftOut.map((one) => one.subject)
    expect([...chosen, ...left].filter((subject) => !reaches(subject))).toEqual([])
    const ranked = result.standings(ranking, key).map((one) => one.subject)
    expect(ranked.filter((subject) => reaches(subject) && ![...chosen, ...left].includes(subject))).toEqual([])
    for (const [i, subject] of chosen.entries()) {
      for (const worse of [...chosen.slice(i + 1), ...left]) {
        expect(compare(scoreOf(subject) ?? 0, scoreOf(worse) ?? 0)).toBeGreaterThanOrEqual(0)
      }
    }
  }
}

law(
  'nominations come from decided periods, drop nobody in silence, and take who reaches a threshold',
  small,
  (world) => {
    const result = resultOf(world, listed(world))
    const nominations = everyNomination(result)
    comesFromDecidedPeriods(result, nominations)
    dropsNobodyInSilence(result, nominations)
    takesWhoReachIt(result, nominations)
  },
)

it('the worlds of these laws have full lists, ties, frozen and closed periods', () => {
  const seen = new Set<string>()
  for (const world of fc.sample(small, { numRuns: 150, seed: 11 })) {
    for (const { found } of everyNomination(resultOf(world, listed(world)))) {
      if (!found.ok) seen.add(found.code)
      else {
        seen.add(found.provisional ? 'closed' : 'frozen')
        if (found.lines.length > 0) seen.add('lines')
        if (found.lines.some((line) => line.evidence.length > 0)) seen.add('evidence')
        for (const one of found.leftOut) seen.add(one.code)
        for (const one of found.edges) seen.add(`${one.cut} ${one.in}`)
      }
    }
  }
  const expected = [
    'period_running',
    'closed',
    'frozen',
    'lines',
    'evidence',
    'list_full',
    'most true',
    'top false',
    'bottom true',
  ]
  expect(expected.filter((one) => !seen.has(one))).toEqual([])
})

/** Every place in the lists, the calendar and the subjects of a program. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const below =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, child]) => placesIn(child, [...path, key]))
      : []
  return path.length > 0 ? [path, ...below] : below
}

const { lists, calendar, subjects } = district
const places = placesIn({ lists, calendar, subjects })

law(
  'no list, however wrong, makes parsing throw',
  fc.tuple(fc.nat(places.length - 1), fc.anything()),
  ([place, value]) => {
    const copy = structuredClone(district) as unknown as Record<string, unknown>
    const path = places[place] as readonly string[]
    const last = path[path.length - 1] as string
    const holder = path
      .slice(0, -1)
      .reduce<Record<string, unknown>>((node, key) => node[key] as Record<string, unknown>, copy)
    holder[last] = value
    const parsed = parseProgram(copy)
    expect(parsed.ok || parsed.issues.length > 0).toBe(true)
    if (parsed.ok) expect(createLog(planOf([parsed.value])).rows).toBe(0)
  },
)

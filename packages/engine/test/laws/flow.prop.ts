import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import {
  compare,
  exactText,
  explain,
  explainAward,
  type Program,
  parseProgram,
  type Result,
  type Step,
  score,
  trial,
} from '../../src/index.ts'
import { canonicalOf, worlds } from '../../src/testing/index.ts'
import { addsUp } from './adds-up.ts'
import { expectSame, law, logOf, planOf, resultOf } from './law.ts'

describe('what is made of a result', () => {
  law('program and snapshot round-trip through JSON', worlds(), (world) => {
    const parsed = world.programs.map((program) => {
      const one = parseProgram(program)
      const again = parseProgram(JSON.parse(JSON.stringify(one.ok ? one.value : null)))
      expect(again).toEqual(one)
      return again.ok ? again.value : undefined
    })
    const items = world.items.map((item) => JSON.parse(JSON.stringify(item)))
    const snapshot = canonicalOf(resultOf(world))
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot)
    expectSame(canonicalOf(resultOf({ ...world, programs: parsed as typeof world.programs }, items)), snapshot)
  })

  law('explain adds up to the number it explains', worlds(), (world) => {
    const result = resultOf(world)
    const newest = world.programs.at(-1)
    for (const { id, kind, period: level } of newest?.scores ?? []) {
      for (const { key } of result.periods(level)) {
        for (const subject of result.subjects(kind)) {
          const step: Step = explain(result, { subject: { kind, id: subject.id }, period: { level, key }, score: id })
          const value = result.value(id, subject.id, key)
          expect(step.value).toBe(value === undefined ? undefined : exactText(value))
          expect(addsUp(step)).toEqual([])
        }
      }
    }
    for (const award of result.awards()) {
      const step = explainAward(result, award)
      expect(step.value).toBe(exactText(result.points(award.granted)))
      expect(addsUp(step)).toEqual([])
    }
  })

  law('trial(a, a) is empty', worlds(), (world) => {
    const plan = planOf(world.programs)
    const { scores, ranks, tiers, rules, limits } = trial(
      score(plan, logOf(plan, world.items), { asOf: world.asOf }),
      plan,
    )
    expect({ scores, ranks, tiers }).toEqual({ scores: [], ranks: [], tiers: [] })
    for (const { before, after } of [...rules, ...limits]) expect(after).toBe(before)
  })

  // The candidate is the programme of another world, perhaps in another time zone; its points are as fine.
  const candidates = fc.tuple(worlds(), worlds())
  law('a trial names every score that differs, and no other', candidates, ([world, { programs: candidate }]) => {
    fc.pre(candidate[0]?.decimals === world.programs[0]?.decimals)
    const [plan, other] = [planOf(world.programs), planOf(candidate)]
    const log = logOf(plan, world.items)
    const result = score(plan, log, { asOf: world.asOf })
    const [before, after] = [plan, other].map((one) => score(one, log, { asOf: result.asOf, freezes: 'ignore' }))
    const named = namesOf([world.programs, candidate].flat(), [before, after] as [Result, Result])
    const differing = named.filter(([id, key, subject]) => {
      const [was, is] = [before, after].map((one) => one?.value(id, subject, key))
      return was === undefined || is === undefined ? was !== is : compare(was, is) !== 0
    })
    const moves = trial(result, other).scores.map(({ score: id, key, subject }) => JSON.stringify([id, key, subject]))
    expect(new Set(moves)).toEqual(new Set(differing.map((name) => JSON.stringify(name))))
  })
})

/** The score, period and subject of whatever either result may have a value for. */
function namesOf(
  programs: readonly Program[],
  results: readonly Result[],
): [score: string, key: string, subject: string][] {
  const scores = new Map(programs.flatMap((program) => program.scores ?? []).map((one) => [one.id, one]))
  return [...scores.values()].flatMap(({ id, kind, period }) => {
    const subjects = new Set(results.flatMap((result) => result.subjects(kind)).map((one) => one.id))
    const keys = new Set(results.flatMap((result) => result.periods(period)).map((one) => one.key))
    return [...keys].flatMap((key) => [...subjects].map((subject): [string, string, string] => [id, key, subject]))
  })
}

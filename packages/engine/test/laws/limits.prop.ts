import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import type { Award, Limit, Program, Rule } from '../../src/index.ts'
import { firstVersions, MEMBERS, READY, type Stage, type World, worlds } from '../../src/testing/index.ts'
import { windowAt } from '../../src/testing/reference/civil-time.ts'
import { law, resultOf } from './law.ts'

function attributesOf(world: World, award: Award): Record<string, unknown> {
  const { event } = award
  if (award.kind === 'place') return fieldsOfPlace(world, award)
  return world.items.find((item) => item.id === event.id && (item.source ?? '') === event.source)?.attributes ?? {}
}

/** A place in a field period has the fields of its period, and no others. */
function fieldsOfPlace({ programs }: World, { event, rule, version }: Award): Record<string, unknown> {
  const program = programs.find((one) => one.version === version)
  const found = program?.rules.find((one) => one.id === rule)
  const period = found?.kind === 'place' ? program?.periods[found.period] : undefined
  if (!period || !('fields' in period)) return {}
  const key = event.id.split('/').slice(3)
  return Object.fromEntries(period.fields.map((field, i) => [field, key[i]]))
}

/** The awards that a limit of one version shape serves, by subject, window and field values; the last for rolling ones. */
function cells(world: World, limit: Limit, awards: readonly Award[]): Map<string, Award[]> {
  const found = new Map<string, Award[]>()
  for (const award of awards) {
    const window = limit.per?.window ?? 'ever'
    const key = typeof window === 'string' ? windowAt(world.stage.zone, window, award.occurredAt).key : ''
    const fields = (limit.per?.fields ?? []).map((field) => attributesOf(world, award)[field] ?? null)
    const name = JSON.stringify([award.subject, key, fields])
    found.set(name, [...(found.get(name) ?? []), award])
  }
  return found
}

const covers = (limit: Limit, award: Award): boolean =>
  award.kind !== 'adjustment' &&
  award.kind !== 'expiry' &&
  (limit.rules?.includes(award.rule) ?? limit.categories?.includes(award.category) ?? true) &&
  (limit.side === 'deductions') === award.requested < 0

const shapeOf = ({ per, keep, side }: Limit): string => JSON.stringify([per?.window, per?.fields, keep, side])

describe('limits', () => {
  law('granted never exceeds a limit', worlds(), (world) => {
    const awards = resultOf(world).awards()
    for (const { requested, granted, withheld } of awards) {
      expect(granted + withheld.reduce((sum, one) => sum + one.amount, 0)).toBe(requested)
      expect(Math.sign(granted) === 0 || Math.sign(granted) === Math.sign(requested)).toBe(true)
      for (const { amount } of withheld) expect(Math.sign(amount)).toBe(Math.sign(requested))
    }
    const all = world.programs.flatMap((program) => (program.limits ?? []).map((limit) => ({ program, limit })))
    for (const { limit: one } of all) {
      const alike = all.filter(({ limit }) => limit.id === one.id && shapeOf(limit) === shapeOf(one))
      const served = awards.filter(
        (award) =>
          award.granted !== 0 &&
          alike.some(({ program, limit }) => program.version === award.version && covers(limit, award)),
      )
      const unit = 10 ** (world.programs[0] as Program).decimals
      const points = Math.max(
        ...alike.map(({ limit }) => Math.round(Number(limit.points ?? Number.POSITIVE_INFINITY) * unit)),
      )
      const times = Math.max(...alike.map(({ limit }) => limit.times ?? Number.POSITIVE_INFINITY))
      for (const cell of cells(world, one, served).values()) {
        const rolling = typeof one.per?.window === 'object' ? one.per.window.rollingDays * 86_400_000 : undefined
        const groups =
          rolling === undefined ? [cell] : cell.map(({ occurredAt }) => within(cell, occurredAt - rolling, occurredAt))
        for (const group of groups) {
          expect(group.reduce((sum, award) => sum + Math.abs(award.granted), 0)).toBeLessThanOrEqual(points)
          expect(group.length).toBeLessThanOrEqual(times)
        }
      }
    }
  })

  const within = (cell: readonly Award[], after: number, until: number): Award[] =>
    cell.filter(({ occurredAt }) => occurredAt > after && occurredAt <= until)

  const nested = fc.subarray<Limit>([
    { id: 'N1', rules: ['R1'], points: 1.5, per: { window: 'day' } },
    { id: 'N2', rules: ['R1'], points: 2.5, per: { window: 'month' } },
    { id: 'N3', rules: ['R1', 'R2'], points: 3, per: { window: 'month' } },
    { id: 'N4', points: 4.5, per: { window: 'year' } },
    { id: 'N5', points: 6 },
  ])
  const plain = (stage: Stage): fc.Arbitrary<Program[]> =>
    fc
      .tuple(firstVersions(stage, { focus: 'points' }), nested, fc.constantFrom(0.5, 1, 2), fc.constantFrom(1, 3))
      .map(([program, limits, first, second]) => {
        const rules = program.rules.flatMap((rule): Rule[] => {
          if (rule.kind !== 'award') return []
          const { when: _, admit: __, unlessOverlaps: ___, ...rest } = rule
          return [{ ...rest, points: rule.id === 'R1' ? first : second }]
        })
        const { populations: _, scores: __, rankings: ___, tiers: ____, ...frame } = program
        return [{ ...frame, decimals: 1, rules, limits, measures: [] }]
      })
  const plainWorlds = worlds({ programmes: plain, decisions: false, conflicts: false })
  const fewer = fc.tuple(plainWorlds, fc.nat({ max: 40 }))
  law(
    'monotonicity: among nested points limits that serve the earliest first, removing an award lowers no other',
    fewer,
    ([world, place]) => {
      const events = world.items.filter((item) => item.type !== undefined)
      const gone = events[place % events.length]
      const before = resultOf(world).awards()
      const after = resultOf(
        world,
        world.items.filter((item) => item !== gone && item.id !== gone?.id),
      ).awards()
      const nameOf = ({ event, rule, subject }: Award): string => JSON.stringify([event, rule, subject])
      const granted = new Map(before.map((award) => [nameOf(award), award.granted]))
      for (const award of after) expect(award.granted).toBeGreaterThanOrEqual(granted.get(nameOf(award)) ?? 0)
    },
  )

  /** Without admission, places and challenges, and whole units as recipients: all are about others by their nature. */
  const about = READY.filter((part) => !['membersOf', 'place', 'challenge'].includes(part))
  const unadmitted = (stage: Stage): fc.Arbitrary<Program[]> =>
    firstVersions(stage, { parts: about, focus: 'points' }).map((program) => [
      {
        ...program,
        rules: program.rules.map((rule) =>
          'admit' in rule ? (({ admit: _, ...rest }) => rest)(rule) : rule,
        ) as Rule[],
      },
    ])
  const local = fc.tuple(worlds({ programmes: unadmitted, decisions: false }), fc.constantFrom(...MEMBERS))
  law("a subject's points depend on what locality names alone", local, ([world, id]) => {
    const names = (item: World['items'][number]): boolean =>
      item.subject === id || item.participants?.includes(id) === true || item.attributes?.driver === id
    const cases = new Set(world.items.filter(names).map((item) => item.attributes?.appeal))
    const isTold = (item: World['items'][number]): boolean =>
      item.attributes?.appeal !== undefined && cases.has(item.attributes.appeal)
    const kept = world.items.filter((item) => item.type === undefined || names(item) || isTold(item))
    const subject = { kind: 'member', id }
    expect(resultOf(world, kept).awards({ subject })).toEqual(resultOf(world).awards({ subject }))
  })
})

import { compile, createLog, type Limit, type Log, type Program, parseProgram, score } from '@jixing/engine'
import { monotonicity } from '@jixing/engine/lint'
import fc from 'fast-check'
import { expect, it } from 'vitest'

const points: Record<string, number> = { r1: 1, r2: 1, r3: 3 }
const rules = Object.entries(points).map(([id, amount]) => ({
  id,
  kind: 'award',
  category: 'B',
  on: [`${id}.done`],
  to: { kind: 'member', from: 'subject' },
  points: amount,
}))
const activities = Object.fromEntries(rules.map((rule) => [rule.on[0], { fields: { place: { type: 'text' } } }]))

const aLimit: fc.Arbitrary<object> = fc
  .record({
    rules: fc.subarray(['r1', 'r2', 'r3'], { minLength: 1 }),
    most: fc.oneof(
      fc.record({ points: fc.integer({ min: 1, max: 6 }) }),
      fc.record({ times: fc.integer({ min: 1, max: 3 }) }),
    ),
    window: fc.constantFrom('day', 'week', 'month', 'ever', { rollingDays: 2 }),
    fields: fc.constantFrom([], ['place']),
    highest: fc.boolean(),
  })
  .map(({ rules: covered, most, window, fields, highest }) => ({
    rules: covered,
    ...most,
    per: { window, ...(fields.length > 0 && { fields }) },
    ...(highest && typeof window === 'string' && { keep: 'highest' }),
  }))

const anEvent = fc.record({
  rule: fc.constantFrom('r1', 'r2', 'r3'),
  day: fc.constantFrom('03-27', '03-28', '03-29', '03-31', '04-01', '04-02'),
  place: fc.constantFrom('x', 'y'),
})

const programOf = (limits: readonly object[]): Program => {
  const numbered = limits.map((limit, i) => ({ id: `l${i}`, ...limit }) as Limit)
  const parsed = parseProgram({
    id: 'monotone',
    version: 1,
    effectiveFrom: '2021-01-01',
    timeZone: 'Asia/Shanghai',
    decimals: 0,
    subjects: { member: {} },
    categories: { B: {} },
    periods: { month: { window: 'month' } },
    activities,
    rules,
    limits: numbered,
  })
  return parsed.ok ? parsed.value : expect.unreachable(JSON.stringify(parsed.issues))
}

/** The grants of events by id, without those of which the number is left out. */
function granted(program: Program, events: readonly { rule: string; day: string; place: string }[], left?: number) {
  const compiled = compile([program])
  const plan = compiled.ok ? compiled.value : expect.unreachable(JSON.stringify(compiled.issues))
  const log: Log = createLog(plan)
  for (const [i, { rule, day, place }] of events.entries()) {
    if (i === left) continue
    const record = { id: `e${i}`, type: `${rule}.done`, occurredAt: `2021-${day}`, subject: 'm', attributes: { place } }
    expect(log.add(record).outcome).toBe('created')
  }
  const result = score(plan, log, { asOf: Date.parse('2021-06-01T00:00:00Z') })
  return new Map(result.awards().map((award) => [award.event.id, award.granted]))
}

it('limits that lint calls monotone never let a removed award lower another one', () => {
  let tried = 0
  fc.assert(
    fc.property(
      fc.array(aLimit, { minLength: 1, maxLength: 3 }),
      fc.array(anEvent, { minLength: 2, maxLength: 8 }),
      (limits, events) => {
        const program = programOf(limits)
        if (!monotonicity(program).every((law) => law.enjoys)) return
        tried++
        const all = granted(program, events)
        for (const left of events.keys()) {
          for (const [id, now] of granted(program, events, left)) expect(now).toBeGreaterThanOrEqual(all.get(id) ?? 0)
        }
      },
    ),
    { numRuns: 1500, seed: 20210101 },
  )
  expect(tried).toBeGreaterThan(100)
})

it.each<[string, object[], readonly [string, string, string][], number, string]>([
  [
    'a times limit with unequal awards under a cap',
    [
      { rules: ['r1', 'r3'], times: 1, per: { window: 'month' } },
      { points: 3, per: { window: 'month' } },
    ],
    [
      ['r1', '03-27', 'x'],
      ['r3', '03-28', 'x'],
      ['r2', '03-29', 'x'],
    ],
    0,
    'e2',
  ],
  [
    'a cool-down',
    [{ rules: ['r1'], times: 1, per: { window: { rollingDays: 2 } } }],
    [
      ['r1', '03-27', 'x'],
      ['r1', '03-28', 'x'],
      ['r1', '03-29', 'x'],
    ],
    0,
    'e2',
  ],
])('%s lets a removed award lower another one', (_, limits, list, left, id) => {
  const program = programOf(limits)
  const events = list.map(([rule, day, place]) => ({ rule, day, place }))
  expect(monotonicity(program).every((law) => law.enjoys)).toBe(false)
  expect(granted(program, events, left).get(id)).toBeLessThan(granted(program, events).get(id) ?? 0)
})

import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { compareText } from '../../src/base/order.ts'
import { zoneNamed } from '../../src/base/zone.ts'
import type { RosterFact } from '../../src/subjects/fact.ts'
import { buildRoster, type Roster } from '../../src/subjects/roster.ts'
import { law } from './law.ts'

const TREES = { party: ['member', 'branch', 'committee'] }
const MEMBERS = ['a', 'b', 'B', '\u{1F600}', '\uFF21']
const UNITS = { member: ['b1', 'b2', 'b3'], branch: ['c1', 'c2'] }

const instant = fc.integer({ min: 0, max: 12 })
const span = fc.record({ start: instant, end: fc.option(instant, { nil: undefined }) })
const spanned = ({ start, end }: { start: number; end: number | undefined }) => ({
  start,
  ...(end !== undefined && { end }),
})
const memberships = (kind: 'member' | 'branch', ids: readonly string[]) =>
  fc.record({ span, id: fc.constantFrom(...ids), unit: fc.constantFrom(null, ...UNITS[kind]) }).map((one) => ({
    kind: 'membership' as const,
    tree: 'party',
    subject: { kind, id: one.id },
    unit: one.unit,
    ...spanned(one.span),
  }))
const exemptions = fc.record({ span, id: fc.constantFrom(...MEMBERS) }).map((one) => ({
  kind: 'exemption' as const,
  subject: { kind: 'member', id: one.id },
  reason: 'leave',
  ...spanned(one.span),
}))
const facts = fc
  .array(fc.oneof(memberships('member', MEMBERS), memberships('branch', UNITS.member), exemptions), { maxLength: 25 })
  .map((list) => list.map((fact, i): RosterFact => ({ ...fact, id: String(i % 7), source: String(i), receivedAt: 0 })))

interface Asked {
  readonly unitKind: 'branch' | 'committee'
  readonly unit: string
  readonly at: number
  readonly withExempt: boolean
}
const asked: fc.Arbitrary<Asked> = fc.record({
  unitKind: fc.constantFrom('branch' as const, 'committee' as const),
  unit: fc.constantFrom(...UNITS.member, ...UNITS.branch),
  at: instant,
  withExempt: fc.boolean(),
})

/** Everyone who is in the unit, asked one by one. */
function oneByOne(roster: Roster, { unitKind, unit, at, withExempt }: Asked): string[] {
  return MEMBERS.filter((id) => roster.ancestorAt('party', 'member', id, unitKind, at) === unit)
    .filter((id) => withExempt || !roster.exemptAt('member', id, at))
    .sort(compareText)
}

describe('the members of a unit', () => {
  law(
    'are those whose unit it is at that instant, whatever was asked before',
    fc.record({ facts, questions: fc.array(asked, { minLength: 1, maxLength: 30 }) }),
    ({ facts: given, questions }) => {
      const roster = buildRoster(given, TREES, zoneNamed('Asia/Shanghai') as never)
      for (const one of questions) {
        const found = roster.membersAt('party', 'member', one.unitKind, one.unit, one.at, one.withExempt)
        expect(found).toEqual(oneByOne(roster, one))
      }
    },
  )
})

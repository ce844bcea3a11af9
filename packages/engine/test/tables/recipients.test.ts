import { describe, expect, it } from 'vitest'
import { type AwardRule, createLog, type Program, parseProgram, score } from '../../src/index.ts'
import { compiled, small } from '../small-program.ts'

// Each row is one event under one rule: who gets how much of it, in the order of ids.

type Item = Readonly<Record<string, unknown>>

const joins = (kind: string, id: string, unit: string | null, start: string, end?: string): Item => ({
  kind: 'membership',
  id: `${id} to ${unit} on ${start}`,
  tree: 'party',
  subject: { kind, id },
  unit,
  start,
  ...(end !== undefined && { end }),
})
const away = (id: string, start: string, end: string): Item => ({
  kind: 'exemption',
  id: `${id} away`,
  subject: { kind: 'member', id },
  start,
  end,
  reason: 'leave',
})

const roster: readonly Item[] = [
  joins('branch', 'east', 'guanlan', '2026-01-01'),
  joins('branch', 'west', 'guanlan', '2026-01-01', '2026-06-01'),
  joins('member', 'zhu', 'east', '2026-01-01'),
  joins('member', 'huang', 'east', '2026-01-01'),
  joins('member', 'an', 'west', '2026-01-01'),
  joins('member', 'bo', 'west', '2026-01-01', '2026-05-01'),
  joins('member', 'zhu', 'west', '2026-04-01'), // a transfer
  joins('member', 'huang', null, '2026-05-01'), // leaves
  away('an', '2026-03-10', '2026-03-20'),
]

const fields = { branch: { type: 'text' }, committee: { type: 'text' }, absent: { type: 'text' } } as const
const to = { kind: 'member', membersOf: { kind: 'branch', field: 'branch' }, tree: 'party' } as const

function given(rule: Partial<AwardRule>, event: Item, parts: Partial<Program> = {}): string {
  const award: AwardRule = { id: 'R', kind: 'award', category: 'B', on: ['duty.done'], to, points: 1, ...rule }
  const activities = { ...small.activities, 'duty.done': { fields } }
  const plan = compiled({ ...small, activities, rules: [award], ...parts })
  const log = createLog(plan)
  const duty = { id: 'E', type: 'duty.done', occurredAt: '2026-03-02T09:00:00+08:00', ...event }
  for (const item of [...roster, duty]) expect(log.add(item)).toMatchObject({ outcome: 'created' })
  const awards = score(plan, log, { asOf: '2027-01-01' }).awards()
  return awards.map((award) => `${award.subject.id} ${award.requested / 10}`).join(', ')
}

const at = (day: string, attributes: Item = { branch: 'east' }): Item => ({
  occurredAt: `${day}T09:00:00+08:00`,
  attributes,
})

describe('everyone of a unit', () => {
  it.each<[string, Item, string]>([
    ['is who is in it when the event occurs', at('2026-03-02'), 'huang 1, zhu 1'],
    ['is no longer who was transferred, from the first instant', at('2026-04-01'), 'huang 1'],
    ['was still the one before it', { ...at('2026-03-02'), occurredAt: '2026-03-31T15:59:59.999Z' }, 'huang 1, zhu 1'],
    ['is where one is transferred to', at('2026-04-01', { branch: 'west' }), 'an 1, bo 1, zhu 1'],
    ['is not who left, nor who is in no unit', at('2026-05-01'), ''],
    ['is not who is exempt then', at('2026-03-10', { branch: 'west' }), 'bo 1'],
    ['is again who was exempt until then', at('2026-03-20', { branch: 'west' }), 'an 1, bo 1'],
    ['is nobody in a unit that nobody knows', at('2026-03-02', { branch: 'north' }), ''],
    ['is nobody without a unit', at('2026-03-02', {}), ''],
  ])('%s', (_, event, expected) => {
    expect(given({}, event)).toBe(expected)
  })

  it.each<[string, AwardRule['to'], Item, string]>([
    ['exempt ones too, when asked', { ...to, withExempt: true }, at('2026-03-10', { branch: 'west' }), 'an 1, bo 1'],
    [
      'below the unit, over two levels',
      { ...to, membersOf: { kind: 'committee', id: 'guanlan' } },
      at('2026-03-02'),
      'an 1, bo 1, huang 1, zhu 1',
    ],
    [
      'not below a unit that has left',
      { ...to, membersOf: { kind: 'committee', id: 'guanlan' }, withExempt: true },
      at('2026-06-01'),
      '',
    ],
    [
      'of the unit of the one who did it, without that one',
      {
        ...to,
        membersOf: { kind: 'branch', unitOf: { kind: 'member', from: 'subject' }, tree: 'party' },
        except: { kind: 'member', from: 'subject' },
      },
      { ...at('2026-03-02'), subject: 'zhu' },
      'huang 1',
    ],
    [
      'of several units, each once and by id',
      { ...to, membersOf: { kind: 'branch', unitOf: { kind: 'member', from: 'all' }, tree: 'party' } },
      { ...at('2026-03-02'), subject: 'zhu', participants: ['huang', 'bo'] },
      'an 1, bo 1, huang 1, zhu 1',
    ],
    [
      'without those of another field',
      { ...to, except: { kind: 'member', field: 'absent' } },
      at('2026-03-02', { branch: 'east', absent: 'zhu' }),
      'huang 1',
    ],
    [
      'without anyone when the field is missing',
      { ...to, except: { kind: 'member', field: 'absent' } },
      at('2026-03-02'),
      'huang 1, zhu 1',
    ],
    [
      'without a whole unit',
      {
        ...to,
        membersOf: { kind: 'committee', id: 'guanlan' },
        except: { kind: 'member', membersOf: { kind: 'branch', id: 'west' }, tree: 'party', withExempt: true },
      },
      at('2026-03-10'),
      'huang 1, zhu 1',
    ],
  ])('%s', (_, recipients, event, expected) => {
    expect(given({ to: recipients }, event)).toBe(expected)
  })

  it.each<[object, string, string]>([
    [{ ...to, tree: 'part' }, 'unknown_tree', '/rules/0/to/tree'],
    [{ ...to, membersOf: { kind: 'branch', field: 'brnch' } }, 'unknown_field', '/rules/0/to/membersOf/field'],
    [{ ...to, kind: 'branch' }, 'unit_not_above', '/rules/0/to/tree'],
    [{ ...to, kind: 'committee' }, 'unit_not_above', '/rules/0/to/tree'],
    [{ ...to, except: { kind: 'branch', from: 'subject' } }, 'except_of_other_kind', '/rules/0/to/except/kind'],
    [{ ...to, except: { kind: 'member', field: 'absnt' } }, 'unknown_field', '/rules/0/to/except/field'],
    [
      { kind: 'member', unitOf: { kind: 'branch', field: 'branch' }, tree: 'party' },
      'unit_not_above',
      '/rules/0/to/tree',
    ],
  ])('is refused as %j', (recipients, code, path) => {
    const rule = { id: 'R', kind: 'award', category: 'B', on: ['duty.done'], to: recipients, points: 1 }
    const activities = { ...small.activities, 'duty.done': { fields } }
    const parsed = parseProgram({ ...small, activities, rules: [rule] })
    expect(parsed.ok ? [] : parsed.issues).toEqual([expect.objectContaining({ code, path })])
  })

  it('is refused when it nests without end', () => {
    let nested: object = { kind: 'member', from: 'subject' }
    for (let i = 0; i < 8; i++) nested = { kind: 'branch', unitOf: nested, tree: 'party' }
    const parsed = parseProgram({ ...small, rules: [{ ...small.rules[0], to: nested }] })
    expect(parsed.ok ? [] : parsed.issues.map((issue) => issue.code)).toContain('too_deep')
  })
})

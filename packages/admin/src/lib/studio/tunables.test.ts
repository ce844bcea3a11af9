import type { Program } from '@jixing/engine'
import { describe, expect, test } from 'vitest'
import { guanlan } from './guanlan.fixture.ts'
import { type Tunable, tunables } from './tunables.ts'

const program = guanlan()
const all = tunables(program)
const of = (owner: string): Tunable[] => all.filter((one) => one.owner === owner)

function at(root: unknown, pointer: string): unknown {
  return pointer
    .slice(1)
    .split('/')
    .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key.replaceAll('~1', '/')], root)
}

describe('which numbers can be tuned', () => {
  test.each([
    ['B01', [['rules/B01/points', 'points', 2, undefined]]],
    [
      'B05',
      [
        ['rules/B05/points/if/1', 'when', 1, undefined],
        ['rules/B05/points/if/2', 'else', 2, undefined],
      ],
    ],
    [
      'C04',
      [
        ['rules/C04/points/perUnit/rate', 'rate', 1, undefined],
        ['rules/C04/points/perUnit/max', 'most', 2, undefined],
      ],
    ],
    [
      'C12',
      [
        ['rules/C12/points/lookup/table/helped', 'row', 1, '参与调解'],
        ['rules/C12/points/lookup/table/settled', 'row', 2, '调解成功'],
      ],
    ],
    ['N06', [['rules/N06/points', 'points', -1, undefined]]],
    ['visits-month', [['limits/visits-month/points', 'points', 3, undefined]]],
    ['A02-month', [['limits/A02-month/times', 'times', 3, undefined]]],
    ['Q', [['scores/Q/value/clamp/0/add/0', 'base', 60, undefined]]],
    ['perCapita', [['scores/perCapita/value/shrunkenMean/k', 'k', 5, undefined]]],
  ])('%s', (owner, expected) => {
    expect(of(owner).map((one) => [one.key, one.role, one.value, one.of?.['zh-CN']])).toEqual(expected)
  })

  test('the weights of the star score, called by what they weigh', () => {
    expect(of('Star').map((one) => [one.of?.['zh-CN'], one.value])).toEqual([
      ['人均积分 P', 40],
      ['参与率 V', 20],
      ['办理成效 O', 25],
      ['组织生活 G', 10],
      ['数据质量 E', 5],
    ])
  })

  test('the share and floor of each band of stars', () => {
    expect(of('star').map((one) => `${one.of?.en} ${one.role} ${one.value}`)).toEqual([
      'Five stars share 0.1',
      'Five stars floor 80',
      'Four stars share 0.3',
      'Four stars floor 72',
      'Three stars share 0.4',
      'Three stars floor 65',
      'Two stars floor 60',
    ])
  })

  test('not a veto, not a rule that is switched off, not a condition', () => {
    expect(of('V1')).toEqual([])
    expect(all.some((one) => one.pointer.includes('/when/'))).toBe(false)
    const rules = program.rules.map((rule) => (rule.id === 'B01' ? { ...rule, off: true } : rule))
    expect(tunables({ ...program, rules } as Program).some((one) => one.owner === 'B01')).toBe(false)
  })
})

test('every pointer leads to its number, every key is its own, every number lies in its range', () => {
  expect(all.length).toBeGreaterThan(100)
  expect(new Set(all.map((one) => one.key)).size).toBe(all.length)
  for (const one of all) {
    expect(at(program, one.pointer), one.pointer).toBe(one.value)
    expect(one.value, one.key).toBeGreaterThanOrEqual(one.min)
    expect(one.value, one.key).toBeLessThanOrEqual(one.max)
    expect(one.max, one.key).toBeGreaterThan(one.min)
  }
})

test('a deduction stays a deduction', () => {
  for (const one of all.filter(({ value }) => value < 0)) expect(one.max, one.key).toBe(0)
})

import { compile, type Issue, type Program, parseProgram } from '@jixing/engine'
import { describe, expect, test } from 'vitest'
import { editsFor, issuesByKey, withEdits, withValueAt } from './edit-program.ts'
import { guanlan } from './guanlan.fixture.ts'
import { tunables } from './tunables.ts'

const program = guanlan()
const known = tunables(program)

describe('a value at a JSON pointer', () => {
  const root = { a: [{ b: 1 }, { b: 2 }], 'x/y': { '~': 3 } }

  test.each([
    ['/a/1/b', { a: [{ b: 1 }, { b: 9 }], 'x/y': { '~': 3 } }],
    ['/x~1y/~0', { a: [{ b: 1 }, { b: 2 }], 'x/y': { '~': 9 } }],
  ])('%s', (pointer, expected) => {
    const before = structuredClone(root)
    expect(withValueAt(root, pointer, 9)).toEqual(expected)
    expect(root).toEqual(before)
  })

  test('what is not on the way is shared', () => {
    expect(withValueAt(root, '/a/1/b', 9)['x/y']).toBe(root['x/y'])
  })

  test('a pointer into nothing is refused', () => {
    expect(() => withValueAt(root, '/a/0/b/c', 9)).toThrow(RangeError)
  })
})

describe('edits of a program', () => {
  test('change their numbers and nothing else', () => {
    const edited = withEdits(program, new Map([['rules/B01/points', 3]]))
    const others = (one: Program) => one.rules.filter((rule) => rule.id !== 'B01')
    expect(edited.rules.find((rule) => rule.id === 'B01')).toMatchObject({ points: 3 })
    expect(others(edited)).toEqual(others(program))
    expect(edited.limits).toBe(program.limits)
  })

  test('every number at the edges of its range makes a program that holds, tiers aside', () => {
    const others = known.filter((one) => one.part !== 'tiers')
    for (const edge of ['min', 'max'] as const) {
      const edits = new Map(
        others.filter((one) => one.role !== 'times' || one[edge] > 0).map((one) => [one.key, one[edge]]),
      )
      const parsed = parseProgram(withEdits(program, edits))
      expect(parsed.ok ? compile(parsed.value).ok : parsed.issues).toBe(true)
    }
  })

  test('unknown keys are left out', () => {
    expect(withEdits(program, new Map([['rules/gone/points', 3]]))).toBe(program)
  })

  test('are carried to a version in which rules have moved', () => {
    const moved = { ...program, rules: [...program.rules].reverse() }
    const edits = editsFor(new Map([['rules/B01/points', 3]]), tunables(moved))
    expect(withEdits(moved, edits).rules.find((rule) => rule.id === 'B01')).toMatchObject({ points: 3 })
  })

  test('that the other version makes itself, or no longer knows, are dropped', () => {
    const theirs = withEdits(program, new Map([['rules/B01/points', 3]]))
    const without = { ...theirs, rules: theirs.rules.filter((rule) => rule.id !== 'C01') }
    const edits = new Map([
      ['rules/B01/points', 3],
      ['rules/C01/points', 2],
      ['rules/B02/points', 2],
    ])
    expect([...editsFor(edits, tunables(without))]).toEqual([['rules/B02/points', 2]])
  })
})

describe('issues', () => {
  const issue = (path: string): Issue => ({ code: 'some', path, params: {} })
  const pointer = known.find((one) => one.key === 'tiers/star/bands/0/floor')?.pointer ?? ''

  test('stand beside the number they name', () => {
    expect([...issuesByKey([issue(pointer)], known, new Map()).keys()]).toEqual(['tiers/star/bands/0/floor'])
  })

  test('about the whole tier stand beside what was changed in it', () => {
    const whole = pointer.split('/').slice(0, 3).join('/')
    const edits = new Map([['tiers/star/bands/1/floor', 90]])
    expect([...issuesByKey([issue(`${whole}/bands`)], known, edits).keys()]).toEqual(['tiers/star/bands/1/floor'])
  })

  test('about nothing that can be tuned stand by themselves', () => {
    expect([...issuesByKey([issue('/timeZone')], known, new Map()).keys()]).toEqual([''])
  })

  test('of a real mistake find their field', () => {
    const edits = new Map([['rules/B01/points', 2.55]])
    const parsed = parseProgram(withEdits(program, edits))
    expect([...issuesByKey(parsed.ok ? [] : parsed.issues, known, edits).keys()]).toEqual(['rules/B01/points'])
  })
})

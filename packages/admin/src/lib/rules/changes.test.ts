import { expect, test } from 'vitest'
import { withEdits } from '../studio/edit-program.ts'
import { guanlan } from '../studio/guanlan.fixture.ts'
import { changesBetween } from './changes.ts'

const program = guanlan()

test('the same program says the same', () => {
  expect(changesBetween(program, guanlan(), 'en')).toEqual([])
})

test('changed numbers are said as the sentences they change', () => {
  const edits = new Map([
    ['rules/B01/points', 3],
    ['limits/B-quarter/points', 16],
  ])
  const changes = changesBetween(program, withEdits(program, edits), 'zh-CN')
  expect(changes.map((one) => [one.part, one.id])).toEqual([
    ['rules', 'B01'],
    ['limits', 'B-quarter'],
  ])
  expect(changes[0]?.before).toContain('各得 2 分')
  expect(changes[0]?.after).toContain('各得 3 分')
  expect(changes[1]?.after).toContain('最多得 16 分')
})

test('what was added has no sentence before, what was taken away none after', () => {
  const fewer = { ...program, rules: program.rules.filter((rule) => rule.id !== 'X03') }
  expect(changesBetween(program, fewer, 'en').map((one) => [one.id, one.after])).toEqual([['X03', undefined]])
  expect(changesBetween(fewer, program, 'en').map((one) => [one.id, one.before])).toEqual([['X03', undefined]])
})

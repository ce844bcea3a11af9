import type { Step } from '@jixing/api/client'
import type { Program } from '@jixing/engine'
import { expect, test } from 'vitest'
import { termsOf } from './sum-terms.ts'

const program = {
  categories: { A: { label: { en: 'Meetings' } }, N: { label: { en: 'Deductions' } } },
  scores: [{ id: 'P', label: { en: 'Per capita' } }],
} as unknown as Program

const step = (code: string, value: string, params: object = {}, steps: Step[] = []): Step => ({
  code,
  value,
  params: { ...params },
  steps,
})

test('a score under a clamp and a freeze is told as the sum it is, without summands of nothing', () => {
  const sum = step('add', '137/2', {}, [
    step('literal', '60'),
    step('tally', '21/2', { categories: ['A'] }),
    step('tally', '-2', { categories: ['N'] }),
    step('tally', '0', { categories: ['A'] }),
  ])
  const terms = termsOf(
    step('frozen_score', '137/2', {}, [step('clamp', '137/2', {}, [sum, step('literal', '0')])]),
    program,
  )
  expect(terms).toEqual([
    { label: undefined, value: 60 },
    { label: { en: 'Meetings' }, value: 10.5 },
    { label: { en: 'Deductions' }, value: -2 },
  ])
})

test('a weighted summand says out of how much it is, also when it brings nothing', () => {
  const weighted = step('mul', '0', {}, [step('literal', '40'), step('score', '0', { score: 'P' })])
  expect(termsOf(step('add', '0', {}, [weighted]), program)).toEqual([
    { label: { en: 'Per capita' }, value: 0, of: 40 },
  ])
})

test('a score that is no sum, or a sum of something else, has no terms', () => {
  expect(termsOf(step('mean', '80'), program)).toEqual([])
  expect(termsOf(step('add', '1', {}, [step('mean', '1')]), program)).toEqual([])
})

import { expect, test } from 'vitest'
import { parted } from './parted.ts'

test.each([
  ['各得 2 分', '各得 3 分', ['各得 ', '2', ' 分']],
  ['各得 2.5 分', '各得 5 分', ['各得 ', '2.5', ' 分']],
  ['各得 5 分', '各得 2.5 分', ['各得 ', '5', ' 分']],
  ['最多 12 次', '最多 2 次', ['最多 ', '12', ' 次']],
  ['得 1 分', '得 1 分', ['得 1 分', '', '']],
  ['得 1 分', '', ['', '得 1 分', '']],
  ['1 至 2', '1 至 2 至 3', ['1 至 2', '', '']],
])('%s against %s', (sentence, other, [head, middle, tail]) => {
  expect(parted(sentence, other)).toEqual({ head, middle, tail })
})

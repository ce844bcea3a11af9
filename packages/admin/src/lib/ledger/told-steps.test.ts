import type { Step } from '@jixing/api/client'
import type { Program } from '@jixing/engine'
import { describe, expect, it } from 'vitest'
import { tell } from './told-steps.ts'

const program = {
  timeZone: 'Asia/Shanghai',
  categories: { A: { label: { 'zh-CN': '组织生活', en: 'Organisation life' } } },
  rules: [{ id: 'A02', kind: 'award', label: { 'zh-CN': '三会一课', en: 'Meetings' } }],
  scores: [
    { id: 'Q', kind: 'member', label: { 'zh-CN': '季度积分', en: 'Quarter score' } },
    { id: 'P', kind: 'branch', label: { 'zh-CN': '人均积分', en: 'Per capita' } },
  ],
} as unknown as Program

const names = new Map([['member/m1', '温海雄']])
const step = (code: string, value: string | undefined, steps: Step[] = [], params: Step['params'] = {}): Step => ({
  code,
  params,
  ...(value !== undefined && { value }),
  ...(steps.length > 0 && { steps }),
})
const told = (one: Step) => tell(one, { program, lang: 'zh-CN', names })

describe('an explanation in words', () => {
  it('is a sum whose bounds stay silent while they do nothing', () => {
    const sum = step('add', '61', [step('literal', '60'), step('tally', '1', [], { categories: ['A'] })])
    const bounded = step('clamp', '61', [sum, step('literal', '0'), step('literal', '100')])
    const line = told(step('score', '61', [bounded], { score: 'Q' }))
    expect(line).toMatchObject({ text: '季度积分', value: '61' })
    expect(line.steps.map(({ sign, text, value }) => [sign, text, value])).toEqual([
      ['', '基础分', '60'],
      ['+', '组织生活', '1'],
    ])
  })

  it('says between which bounds a result was kept', () => {
    const bounded = step('clamp', '100', [step('literal', '104'), step('literal', '0'), step('literal', '100')])
    const line = told(step('score', '100', [bounded], { score: 'Q' }))
    expect(line.steps.at(-1)).toMatchObject({ text: '结果限定在 0 至 100 之间', value: '100' })
  })

  // Would catch: a loss that reads as `+ −2`.
  it('takes away what is negative', () => {
    const sum = step('add', '58', [step('literal', '60'), step('tally', '-2', [], { categories: ['A'] })])
    expect(told(step('score', '58', [sum], { score: 'Q' })).steps[1]).toMatchObject({ sign: '−', value: '2' })
  })

  it('shows a weighted part in one line, about where two decimals are not enough', () => {
    const part = step('mul', '5384/297', [step('literal', '40'), step('score', '673/1485', [], { score: 'P' })])
    const line = told(step('score', '5384/297', [step('add', '5384/297', [part])], { score: 'Q' }))
    expect(line.steps[0]).toMatchObject({ text: '人均积分', detail: '≈ 0.45 × 40', value: '≈ 18.13' })
  })

  it('says what a booking asked for where a limit cut it', () => {
    const params = { rule: 'A02', category: 'A', occurredAt: Date.UTC(2021, 11, 27, 11), requested: '2' }
    expect(told(step('award', '1', [], params))).toMatchObject({
      text: '12月27日 三会一课',
      detail: '应得 2',
      value: '1',
    })
  })

  // Would catch: ids, or names that the reader may not see.
  it('names the subjects the reader may know and counts the others', () => {
    const member = (id: string, value: string) => step('member', value, [], { kind: 'member', subject: id })
    const sum = step('sum', '5', [member('m1', '3'), member('m2', '2')], { n: 2, across: 'members', name: 'counted' })
    expect(told(sum).steps.map(({ text, value }) => [text, value])).toEqual([
      ['温海雄', '3'],
      ['其余 1 个', undefined],
    ])
  })

  it('says that a missing value is replaced by the next', () => {
    const chosen = step('coalesce', '1', [step('score', undefined, [], { score: 'P' }), step('literal', '1')])
    const lines = told(step('score', '1', [chosen], { score: 'Q' })).steps
    expect(lines.map(({ text, detail }) => [text, detail])).toEqual([
      ['人均积分', '空缺，改用下一项'],
      ['固定值', undefined],
    ])
  })
})

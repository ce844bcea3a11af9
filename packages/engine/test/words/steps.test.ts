import { readFileSync } from 'node:fs'
import { compile, createLog, explain, type Step, score } from '@jixing/engine'
import { LANGS, periodText, type StatedStep, stepSentence } from '@jixing/engine/words'
import { describe, expect, it } from 'vitest'
import { OPERATORS } from '../../src/rules/expression.ts'
import { SCORE_LEAVES } from '../../src/rules/leaves.ts'
import { STEP_WORDS } from '../../src/words/step-sentence.ts'
import { village } from './village.ts'

const flow = ['explain.ts', 'explain-award.ts', 'explain-asked.ts', 'explain-derived.ts']
  .map((name) => readFileSync(new URL(`../../src/flow/${name}`, import.meta.url), 'utf8'))
  .join('\n')
const stated = [...flow.matchAll(/code: (?:frozen \? )?'(\w+)'(?: : '(\w+)')?/g)].flatMap(([, a, b]) => [
  a ?? '',
  b ?? a ?? '',
])
const dynamic = [
  'award',
  'expectation',
  'grant',
  'milestone',
  'streak',
  'place',
  'challenge',
  'expiry',
  'adjustment',
  'admission',
  'overlap',
  'member',
  'period',
  'k',
  'toward',
]
const forms = ['if', 'in', 'round', 'lookup', 'perUnit', 'missing', 'date']
const codes = [...new Set([...stated, ...dynamic, ...forms, ...Object.keys(OPERATORS), ...Object.keys(SCORE_LEAVES)])]

const both = (step: StatedStep): string[] => LANGS.map((lang) => stepSentence(step, village(), lang))
const at = Date.parse('2021-03-05T10:00:00+08:00')

describe('the sentence of a step', () => {
  it('is there for every code of an explanation', () => {
    expect(codes.length).toBeGreaterThan(50)
    for (const lang of LANGS) {
      expect(codes.filter((code) => !STEP_WORDS[lang][code])).toEqual([])
      expect(Object.keys(STEP_WORDS[lang]).filter((code) => !codes.includes(code))).toEqual([])
    }
  })

  it.each<[string, StatedStep, string, string]>([
    [
      'a score',
      { code: 'score', value: '167/2', params: { score: 'Q' } },
      '“季度积分”：83.5。',
      '“Quarter score”: 83.5.',
    ],
    [
      'a frozen score',
      { code: 'frozen_score', value: '250/3', params: { score: 'Q' } },
      '“季度积分”：约 83.33（已冻结）。',
      '“Quarter score”: about 83.33 (frozen).',
    ],
    ['a missing score', { code: 'score', params: { score: 'Q' } }, '“季度积分”：空缺。', '“Quarter score”: no value.'],
    [
      'a milestone with its honour',
      {
        code: 'milestone',
        value: '1',
        params: { rule: 'visit', occurredAt: at, requested: '2', at: '100', nth: '1', honour: 'h' },
      },
      '2021 年 3 月 5 日，“走访”累计达到 100，应得 2 分，实得 1 分，获荣誉“h”。',
      '5 March 2021, “Visit”, 100 reached: 2 points asked for, 1 point given, the honour “h”.',
    ],
    [
      'a streak that gives its honour alone',
      {
        code: 'streak',
        value: '0',
        params: { rule: 'visit', occurredAt: at, requested: '0', from: '2021-01', place: '3', honour: 'h' },
      },
      '2021 年 3 月 5 日，“走访”自 2021 年 1 月起第 3 次连续做到，获荣誉“h”。',
      '5 March 2021, “Visit”, number 3 in a row since January 2021: the honour “h”.',
    ],
    [
      'a place',
      {
        code: 'place',
        value: '3',
        params: { rule: 'visit', requested: '3', period: '2021-Q1', place: '1', value: '25/2' },
      },
      '2021 年第一季度“走访”第 1 名（12.5），得 3 分。',
      'Quarter 1 of 2021, “Visit”, place 1 (12.5): 3 points given.',
    ],
    [
      'a challenge',
      { code: 'challenge', value: '-1', params: { rule: 'visit', requested: '-1', unit: 'east', value: '50' } },
      '“走访”，“east”达到 50，扣 1 分。',
      '“Visit”, “east” reached 50: 1 point taken.',
    ],
    [
      'points that expire',
      { code: 'expiry', value: '-3', params: { rule: 'visit', occurredAt: at, requested: '-3' } },
      '2021 年 3 月 5 日，因“走访”过期，3 分不再计。',
      '5 March 2021, “Visit”: 3 points expired.',
    ],
    [
      'what was asked for in the end',
      { code: 'asked', value: '33/10', params: { places: 1, mode: 'half-up' } },
      '应得 3.3 分（保留 1 位小数）。',
      '3.3 points asked for, rounded to 1 decimal.',
    ],
    [
      'what a rule is worth',
      { code: 'worth', value: '-2', params: {} },
      '按规则为扣 2 分。',
      'By the rule: −2 points.',
    ],
    [
      'a split',
      { code: 'split_among', value: '4/3', params: { among: 3 } },
      '由 3 方平分，各得约 1.33 分。',
      'Split among 3: about 1.33 points each.',
    ],
    [
      'factors together',
      { code: 'multiplied', value: '4', params: { stacking: 'multiply' } },
      '倍数相乘：4 分。',
      'All factors multiplied: 4 points.',
    ],
    [
      'a factor',
      { code: 'factor', value: '3/2', params: { rule: 'visit' } },
      '因“走访”按 1.5 倍计。',
      'Times 1.5 by “Visit”.',
    ],
    [
      'an award',
      { code: 'award', value: '2', params: { rule: 'visit', occurredAt: at, requested: '2' } },
      '2021 年 3 月 5 日，“走访”得 2 分。',
      '5 March 2021, “Visit”: 2 points given.',
    ],
    [
      'an award that was cut',
      { code: 'award', value: '1', params: { rule: 'visit', occurredAt: at, requested: '2' } },
      '2021 年 3 月 5 日，“走访”应得 2 分，实得 1 分。',
      '5 March 2021, “Visit”: 2 points asked for, 1 point given.',
    ],
    [
      'a deduction',
      { code: 'award', value: '-1', params: { rule: 'late', occurredAt: at, requested: '-1' } },
      '2021 年 3 月 5 日，“超期”扣 1 分。',
      '5 March 2021, “Late”: 1 point taken.',
    ],
    [
      'what a limit kept',
      {
        code: 'withheld',
        value: '-1',
        params: { limit: 'month', window: '2021-03', fields: ['household'], values: ['H1'], times: 1 },
      },
      '因限额“month”（2021 年 3 月，H1）已满，1 分未计。',
      '1 point not counted: the limit “month” (March 2021, H1) is reached.',
    ],
    [
      'what admission kept',
      { code: 'admission', value: '-2', params: { limit: 'admission', atMost: 4 } },
      '因计分人数已满（最多 4 名），2 分未计。',
      '2 points not counted: 4 others are admitted already.',
    ],
    [
      'what an overlap kept',
      { code: 'overlap', value: '-1', params: { limit: 'overlap' } },
      '因与其他得分时间重叠，1 分未计。',
      '1 point not counted: the time overlaps another award.',
    ],
    [
      'a tally',
      { code: 'tally', value: '8', params: { categories: ['B'], requested: false } },
      '“联户服务”类积分：8。',
      '“Household service” points: 8.',
    ],
    [
      'what was carried',
      { code: 'carried', value: '-2', params: { from: '2021-Q1', rule: 'visit', category: 'B' } },
      '由 2021 年第一季度结转，“走访”扣 2 分。',
      'Carried from quarter 1 of 2021, “Visit”: 2 points taken.',
    ],
    [
      'a mean over periods',
      { code: 'mean', value: '75', params: { n: 3, across: 'periods', name: 'quarter' } },
      '各季度的平均值：75（共 3 个）。',
      'Mean of the periods “quarter”: 75 (3 in all).',
    ],
    [
      'a veto',
      { code: 'veto', value: '0', params: { rule: 'visit', reason: '处分' } },
      '因“走访”按 0 计：处分。',
      'Set to 0 by “Visit”: 处分.',
    ],
    ['a condition', { code: 'gte', value: 'true', params: {} }, '不低于：是。', 'At least: yes.'],
    ['a band', { code: 'grade', value: 'good', params: { name: 'grade' } }, '“等次”：良好。', '“Grade”: Good.'],
  ])('says %s', (_, step, zh, en) => {
    expect(both(step)).toEqual([zh, en])
  })

  it('says every step of a real explanation', () => {
    const compiled = compile([
      village({ limits: [{ id: 'month', rules: ['visit'], points: 3, per: { window: 'month' } }] }),
    ])
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues))
    const plan = compiled.value
    const log = createLog(plan)
    for (const [id, day] of [
      ['a', '02'],
      ['b', '03'],
    ]) {
      const event = { id, type: 'visit.done', occurredAt: `2021-03-${day}T10:00:00+08:00`, subject: 'm1' }
      expect(log.add(event).outcome).toBe('created')
    }
    const query = { subject: { kind: 'member', id: 'm1' }, period: { level: 'quarter', key: '2021-Q1' }, score: 'Q' }
    const result = score(plan, log, { asOf: Date.parse('2021-05-01T00:00:00Z') })
    const said = (step: Step, depth = 0): string[] => [
      `${'  '.repeat(depth)}${stepSentence(step, village(), 'zh-CN')}`,
      ...(step.steps ?? []).flatMap((inner) => said(inner, depth + 1)),
    ]
    expect(said(explain(result, query))).toEqual([
      '“季度积分”：3。',
      '  全部积分：3。',
      '    2021 年 3 月 2 日，“走访”得 2 分。',
      '    2021 年 3 月 3 日，“走访”应得 2 分，实得 1 分。',
      '      因限额“month”（2021 年 3 月）已满，1 分未计。',
    ])
  })
})

describe('a period in words', () => {
  it.each([
    ['2021', '2021 年', '2021'],
    ['2021-H2', '2021 年下半年', 'the second half of 2021'],
    ['2021-Q3', '2021 年第三季度', 'quarter 3 of 2021'],
    ['2021-03', '2021 年 3 月', 'March 2021'],
    ['2021-W05', '2021 年第 5 周', 'week 5 of 2021'],
    ['2021-03-31', '2021 年 3 月 31 日', '31 March 2021'],
    ['ever', '累计', 'all time'],
    ['E0/2023', 'E0/2023', 'E0/2023'],
  ])('%s', (key, zh, en) => {
    expect(LANGS.map((lang) => periodText(lang, key))).toEqual([zh, en])
  })
})

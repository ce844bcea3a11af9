import { type Program, parseProgram, programSchema } from '@jixing/engine'
import { describe, expect, it } from 'vitest'
import { preset, presetJson } from './scored-year.ts'

/** Points and caps as the domain's tables have them: code, category, points (larger outcome first), caps. */
const TABLE: readonly [code: string, category: string, points: number[], caps: string[]][] = [
  ['A01', 'A', [5], ['1 per grid']],
  ['A02', 'A', [1], ['3 a month']],
  ['A03', 'A', [1], ['1 a month']],
  ['A04', 'A', [3], ['1 a year']],
  ['A05', 'A', [2], ['2 a quarter']],
  ['A06', 'A', [1], ['1 a quarter']],
  ['B01', 'B', [2], ['1 a month per household', '3 points a month']],
  ['B02', 'B', [1], ['1 a quarter per household', '3 points a month']],
  ['B03', 'B', [1], ['1 a month']],
  ['B04', 'B', [1], ['2 a month']],
  ['B05', 'B', [2, 1], ['4 a quarter']],
  ['B05-answered', 'B', [1], ['4 a quarter']],
  ['B05-helper', 'B', [0.5], ['4 a quarter']],
  ['B06', 'B', [1], ['2 a quarter']],
  ['B07', 'B', [2], ['2 a quarter']],
  ['B08', 'B', [2], ['2 a quarter']],
  ['B09', 'B', [3], ['2 a quarter']],
  ['C01', 'C', [1], ['3 a quarter']],
  ['C02', 'C', [2], ['2 a quarter']],
  ['C03', 'C', [3], ['2 a quarter']],
  ['C03-helper', 'C', [1], ['2 a quarter']],
  ['C04', 'C', [2, 1, 0.5, 0.5], ['4 points a day', '12 points a quarter']],
  ['C05', 'C', [1], ['2 a month']],
  ['C06', 'C', [1], ['2 a month']],
  ['C07', 'C', [1], ['2 a month']],
  ['C08', 'C', [1], ['1 a month']],
  ['C09', 'U', [2], ['3 per round']],
  ['C10', 'C', [1], ['2 a month']],
  ['C11', 'C', [1], ['2 a month']],
  ['C12', 'C', [2, 1], ['2 a quarter']],
  ['X01', 'X', [5, 3], []],
  ['X02', 'X', [5, 3, 2, 1], ['1 per honour']],
  ['X03', 'X', [1], ['2 a quarter']],
  ['N01', 'N', [-2], ['20 points a quarter']],
  ['N02', 'N', [-2], ['20 points a quarter']],
  ['N03', 'N', [-3], ['20 points a quarter']],
  ['N04', 'N', [-1], ['20 points a quarter']],
  ['N05', 'N', [-2], ['20 points a quarter']],
  ['N06', 'N', [-1], ['20 points a quarter']],
  ['N07', 'N', [-1], ['20 points a quarter']],
  ['N08', 'N', [-10], []],
  ['N09', 'N', [-5, -10], []],
  ['N10', 'N', [-20], []],
]

describe('the Guanlan preset', () => {
  it('is a program without a mistake', () => {
    expect(parseProgram(presetJson)).toMatchObject({ ok: true })
  })

  it.each(TABLE)('%s gives what its table says', (code, category, points, caps) => {
    const program = preset()
    const rule = program.rules.find((one) => one.id === code)
    expect(rule).toMatchObject({ category })
    expect(rule && 'points' in rule ? numbersIn(rule.points).sort((a, b) => b - a) : []).toEqual(points)
    expect(capsOf(program, code).sort()).toEqual([...caps].sort())
  })

  it('has no rule beside the tables but those of units and the two vetoes', () => {
    const others = preset().rules.filter((rule) => !TABLE.some(([code]) => code === rule.id))
    expect(others.filter((rule) => rule.kind !== 'veto' && (!('category' in rule) || rule.category !== 'U'))).toEqual(
      [],
    )
    expect(others.filter((rule) => rule.kind === 'veto').map((rule) => rule.id)).toEqual(['V1', 'V2'])
  })

  it('caps A at 10, B at 14, C at 16 and X at 5 a quarter', () => {
    const caps = (preset().limits ?? []).flatMap((limit) =>
      limit.categories ? [[limit.categories.join(), limit.points, limit.per?.window]] : [],
    )
    expect(caps).toEqual([
      ['A', 10, 'quarter'],
      ['B', 14, 'quarter'],
      ['C', 16, 'quarter'],
      ['X', 5, 'quarter'],
    ])
  })

  it('keeps untrue records, criticism and illegal building outside the cap of deductions', () => {
    const limit = (preset().limits ?? []).find((one) => one.side === 'deductions')
    expect(limit).toMatchObject({ points: 20, rules: ['N01', 'N02', 'N03', 'N04', 'N05', 'N06', 'N07'] })
  })

  it('grades from 90, 80 and 60, and gives stars to 10, 30 and 40 per cent with floors of 80, 72, 65 and 60', () => {
    const bands = (id: string) => preset().tiers?.find((tier) => tier.id === id)?.bands ?? []
    expect(bands('yearGrade').map((band) => band.from)).toEqual([90, 80, 60, undefined])
    for (const id of ['star', 'yearStar']) {
      expect(bands(id).map((band) => [band.id, band.share, band.floor])).toEqual([
        ['5', 0.1, 80],
        ['4', 0.3, 72],
        ['3', 0.4, 65],
        ['2', undefined, 60],
        ['1', undefined, undefined],
      ])
    }
  })

  it('names everything in Chinese and English', () => {
    expect(unnamed(presetJson, '')).toEqual([])
  })

  it('says of every rule, limit, score, ranking and tier where its numbers come from', () => {
    const { rules, limits = [], scores = [], rankings = [], tiers = [] } = preset()
    const silent = [...rules, ...limits, ...scores, ...rankings, ...tiers].filter((one) => !one.trace)
    expect(silent.map((one) => one.id)).toEqual([])
  })

  it('shows no ranking in public, and only the own branch and three neighbours to a member', () => {
    expect(preset().visibility).toEqual({
      rankings: 'branch',
      neighbours: 3,
      public: false,
      names: 'masked',
      smallestGroup: 3,
    })
  })

  it('scores neither log-ins nor likes, votes, forwards or minutes of study', () => {
    expect(Object.keys(preset().activities).filter((type) => /login|like|vote|forward|study/.test(type))).toEqual([])
  })

  it('is described by the schema that the engine publishes', () => {
    expect(Object.keys(preset()).filter((key) => !(key in (programSchema.properties as object)))).toEqual([])
  })
})

/** The numbers that stand in an expression, wherever they are. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : []
}

/** The limits of one rule in words: `3 points a month`, `1 a quarter per household`. */
function capsOf(program: Program, code: string): string[] {
  return (program.limits ?? [])
    .filter((limit) => limit.rules?.includes(code))
    .map(({ points, times, per }) =>
      [
        points === undefined ? times : `${points} points`,
        ...(per?.window === undefined ? [] : ['a', per.window]),
        ...(per?.fields ? ['per', ...per.fields] : []),
      ].join(' '),
    )
}

/** The paths of all declared things that lack a name in one of the two languages. */
function unnamed(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return []
  const named = /^\/(subjects|categories|periods|activities|cases)\/[^/]+$|^\/activities\/[^/]+\/fields\/[^/]+$/.test(
    path,
  )
  const listed = /^\/(rules|limits|measures|populations|scores|rankings|tiers)\/\d+$|^\/tiers\/\d+\/bands\/\d+$/.test(
    path,
  )
  const label = (value as { label?: Record<string, string> }).label
  const missing = (named || listed || path === '') && !(label?.['zh-CN'] && label.en) ? [path] : []
  const { of, labels } = value as { of?: string[]; labels?: Record<string, Record<string, string>> }
  const silent = labels && of ? of.filter((one) => !(labels[one]?.['zh-CN'] && labels[one]?.en)) : []
  return [
    ...missing,
    ...silent.map((one) => `${path}/labels/${one}`),
    ...Object.entries(value).flatMap(([key, one]) => unnamed(one, `${path}/${key}`)),
  ]
}

import type { Measure, Population, Ranking, Score, Tier } from '@jixing/engine'
import {
  caseSentence,
  measureSentence,
  populationSentence,
  rankingSentence,
  scoreSentence,
  tierSentence,
} from '@jixing/engine/words'
import { describe, expect, it } from 'vitest'
import { village } from './village.ts'

type Row = [string, object, string, string]

describe('the sentence of a score', () => {
  it.each<Row>([
    [
      'within bounds',
      { value: { clamp: [{ add: [60, { tally: 'B' }, { tally: 'N' }] }, 0, 100] } },
      '“x”（党员，季度）：60 + “联户服务”类积分 + “扣分”类积分（最低 0，最高 100）。',
      '“x” (member, quarter): 60 + “Household service” points + “Deductions” points (at least 0, at most 100).',
    ],
    [
      'rounded',
      { value: { div: [{ tally: 'B' }, 3] }, round: { places: 2, mode: 'half-up' } },
      '“x”（党员，季度）：“联户服务”类积分 ÷ 3；结果四舍五入到 2 位小数。',
      '“x” (member, quarter): “Household service” points ÷ 3; the result is rounded to 2 decimals.',
    ],
    [
      'over periods',
      {
        period: 'year',
        value: { mean: { of: { score: 'Q' }, across: { periods: 'quarter', in: 'counted' }, best: 3 } },
      },
      '“x”（党员，年度）：列入“计分党员”的各季度的“季度积分”最高 3 个的平均值。',
      '“x” (member, year): the mean of the 3 highest of “Quarter score” over the quarters counted among “Counted members”.',
    ],
    [
      'of a unit by its members',
      {
        kind: 'branch',
        value: {
          shrunkenMean: {
            of: { score: 'Q' },
            across: { members: 'counted' },
            k: 5,
            toward: { mean: { of: { score: 'Q' }, across: { everyone: 'counted' } } },
          },
        },
      },
      '“x”（党支部，季度）：所属“计分党员”的“季度积分”收缩平均值（向全体“计分党员”的“季度积分”平均值收缩，k 为 5）。',
      '“x” (branch, quarter): the shrunken mean of “Quarter score” over its “Counted members” (drawn towards the mean of “Quarter score” over all “Counted members”, k = 5).',
    ],
    [
      'that is a share',
      {
        kind: 'branch',
        value: { share: { across: { members: 'counted' }, when: { gt: [{ tally: { category: 'B' } }, 0] } } },
      },
      '“x”（党支部，季度）：所属“计分党员”中“联户服务”类积分高于 0 的比例。',
      '“x” (branch, quarter): the share of its “Counted members” for which “Household service” points is more than 0.',
    ],
  ])('%s', (_, parts, zh, en) => {
    const score = { id: 'x', kind: 'member', period: 'quarter', ...parts } as Score
    const program = village({ scores: [...(village().scores ?? []), score] })
    expect([scoreSentence(program, 'x', 'zh-CN'), scoreSentence(program, 'x', 'en')]).toEqual([zh, en])
  })
})

describe('the sentence of a measure', () => {
  const value = { field: 'people' }
  it.each<Row>([
    [
      'that counts',
      {},
      '“x”：“联户走访”的次数；计入该党员。',
      '“x”: the number of “Household visit” records; counted for the member.',
    ],
    [
      'that sums, on a condition',
      { value, when: { eq: [{ field: 'class' }, 'key'] } },
      '“x”：“联户走访”的联系人数之和；只计关心类别为重点关心的；计入该党员。',
      '“x”: the sum of people met over “Household visit”; only where care class is key care; counted for the member.',
    ],
    [
      'that keeps the least',
      { value, as: 'min' },
      '“x”：“联户走访”的联系人数最小值；计入该党员。',
      '“x”: the least people met of “Household visit”; counted for the member.',
    ],
    [
      'that keeps the greatest',
      { value, as: 'max' },
      '“x”：“联户走访”的联系人数最大值；计入该党员。',
      '“x”: the greatest people met of “Household visit”; counted for the member.',
    ],
    [
      'that counts what differs',
      { as: 'distinct', field: 'household' },
      '“x”：“联户走访”中不同住户的个数；计入该党员。',
      '“x”: the number of different household values in “Household visit”; counted for the member.',
    ],
  ])('%s', (_, parts, zh, en) => {
    const measure = { id: 'x', on: ['visit.done'], to: { kind: 'member', from: 'subject' }, ...parts } as Measure
    const program = village({ measures: [measure] })
    expect([measureSentence(program, 'x', 'zh-CN'), measureSentence(program, 'x', 'en')]).toEqual([zh, en])
  })
})

describe('the sentence of a population', () => {
  it.each<Row>([
    [
      'of those present',
      { tree: 'party', minDays: 45, when: { not: { eq: [{ attribute: 'status' }, 'probationary'] } } },
      '“x”：本周期内在党组织中在册满 45 天的党员，免评、请假的日子不计；只计党员身份不为预备党员的。',
      '“x”: each member present in the party organisation for at least 45 days of the period, exempt days not counted; only where member status is not probationary.',
    ],
    [
      'of those with awards',
      { base: 'rows' },
      '“x”：本周期内有得分或指标记录的党员。',
      '“x”: each member with an award or a measured fact in the period.',
    ],
    ['of the roster', { base: 'roster' }, '“x”：名册中的全部党员。', '“x”: each member on the roster.'],
  ])('%s', (_, parts, zh, en) => {
    const population = { id: 'x', kind: 'member', ...parts } as Population
    const program = village({ populations: [...(village().populations ?? []), population] })
    expect([populationSentence(program, 'x', 'zh-CN'), populationSentence(program, 'x', 'en')]).toEqual([zh, en])
  })
})

describe('the sentence of a ranking', () => {
  it.each<Row>([
    [
      'as it is by default',
      {},
      '“x”：“计分党员”按“季度积分”从高到低排名；同分同名次，后面的名次空出（1、2、2、4）。',
      '“x”: “Counted members” by “Quarter score”, highest first; equal scores share a place and the next places stay empty (1, 2, 2, 4).',
    ],
    [
      'within units, the lowest first',
      { within: 'branch', order: 'asc', method: 'dense' },
      '“x”：在各党支部内分别对“计分党员”按“季度积分”从低到高排名；同分同名次，后面的名次连续（1、2、2、3）。',
      '“x”: “Counted members” by “Quarter score”, lowest first, each branch by itself; equal scores share a place and no place stays empty (1, 2, 2, 3).',
    ],
    [
      'with tie-breakers and some unranked',
      {
        method: 'ordinal',
        tieBreakers: [
          { score: 'Y' },
          { measure: 'visits', order: 'asc' },
          { countBack: 'visits', depth: 3 },
          { earliestBest: 'visits' },
        ],
        unranked: { not: { has: { mark: 'appraisal' } } },
      },
      '“x”：“计分党员”按“季度积分”从高到低排名；同分也按编号分出先后（1、2、3、4）；同分时依次比较“年度积分”（高者在前），再比较“走访次数”（低者在前），再比较“走访次数”的好名次多少（第 1 名多者在前，再比第 2 名，依次类推，比到第 3 名），再比较谁更早取得“走访次数”的最好值；没有民主评议评分的不排名次，列在最后。',
      '“x”: “Counted members” by “Quarter score”, highest first; equal scores are told apart by id (1, 2, 3, 4); between equal scores decides the higher “Year score”, then the lower “Visits”, then the better count-back of “Visits” (more first places, then more second ones, and so on to place 3), then who reached the best “Visits” first; without a place, at the end, where the democratic appraisal mark is not known.',
    ],
    [
      'by the modified method',
      { method: 'modified' },
      '“x”：“计分党员”按“季度积分”从高到低排名；同分取靠后的名次（1、3、3、4）。',
      '“x”: “Counted members” by “Quarter score”, highest first; equal scores share the later place (1, 3, 3, 4).',
    ],
  ])('%s', (_, parts, zh, en) => {
    const ranking = { id: 'x', score: 'Q', population: 'counted', ...parts } as Ranking
    const program = village({ rankings: [...(village().rankings ?? []), ranking] })
    expect([rankingSentence(program, 'x', 'zh-CN'), rankingSentence(program, 'x', 'en')]).toEqual([zh, en])
  })
})

describe('the sentence of a tier', () => {
  it.each<Row>([
    [
      'by thresholds, with at most a third in the top band',
      {
        bands: [{ id: 'a', from: 90 }, { id: 'b', from: 60 }, { id: 'c' }],
        share: { band: 'a', atMost: '1/3', within: 'branch', leastOneFrom: 3 },
      },
      '“x”按“党员排名”的排名评定：“a”为 90 分及以上，“b”为 60 分及以上，其余为“c”；各党支部评为“a”的不超过三分之一，满 3 名党员的至少可评 1 名；名额末位同名次的一并计入。',
      '“x” follows the ranking “Members”: “a” from 90 points, “b” from 60 points, “c” for the rest; “a” goes to at most one third of each branch, to one at least where there are 3 members; those equal with the last one in are in.',
    ],
    [
      'by quotas with floors, ties out, in size bands',
      {
        bands: [{ id: 'a', share: 0.1, floor: 80 }, { id: 'b', share: '0.25' }, { id: 'c', floor: 60 }, { id: 'd' }],
        edge: 'out',
        sizeBands: { by: { count: { across: { members: 'counted' } } }, from: [3, 7], atLeast: 10 },
      },
      '“x”按“党员排名”的排名评定：“a”为前 10% 且不低于 80 分，“b”为其后 25%，“c”为其余不低于 60 分的，其余为“d”；名额末位同名次而名额不足的都不计入；按所属“计分党员”的数量分为 3 至 6 和 7 及以上几组，满 10 名党员的组单独计算名额，其余合并计算。',
      '“x” follows the ranking “Members”: “a” for the first 10% with at least 80 points, “b” for the next 25%, “c” for the others with at least 60 points, “d” for the rest; a tie that does not fit as a whole is out; size bands by the number of its “Counted members”: 3 to 6 and 7 and more; one with at least 10 members has quotas of its own, the others are taken together.',
    ],
  ])('%s', (_, parts, zh, en) => {
    const tier = { id: 'x', ranking: 'members', ...parts } as Tier
    const program = village({ tiers: [...(village().tiers ?? []), tier] })
    expect([tierSentence(program, 'x', 'zh-CN'), tierSentence(program, 'x', 'en')]).toEqual([zh, en])
  })

  it('turns thresholds and floors where less is better', () => {
    const rankings: Ranking[] = [{ id: 'members', score: 'Q', population: 'counted', order: 'asc' }]
    const bands = [{ id: 'a', from: 10 }, { id: 'b', share: 0.5, floor: 20 }, { id: 'c', floor: 30 }, { id: 'd' }]
    const program = village({ rankings, tiers: [{ id: 'x', ranking: 'members', bands }] })
    expect(tierSentence(program, 'x', 'zh-CN')).toContain(
      '“a”为 10 分及以下，“b”为其后 50% 且不高于 20 分，“c”为其余不高于 30 分的，其余为“d”',
    )
    expect(tierSentence(program, 'x', 'en')).toContain(
      '“a” up to 10 points, “b” for the next 50% with at most 20 points, “c” for the others with at most 30 points, “d” for the rest',
    )
  })
})

describe('the sentence of a case', () => {
  it('says which records belong together and when it is overdue', () => {
    expect([caseSentence(village(), 'wish', 'zh-CN'), caseSentence(village(), 'wish', 'en')]).toEqual([
      '微心愿编号相同的记录构成同一微心愿；“微心愿认领”后 30 天内没有“微心愿完成”的，为超期。',
      'Records with the same wish make one micro-wish; it is overdue without “Wish fulfilled” within 30 days of “Wish claimed”.',
    ])
  })
})

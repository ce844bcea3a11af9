import { quoted } from './lang.ts'
import type { StepFacts } from './step-facts.ts'

type StepWords = Readonly<Record<string, (facts: StepFacts) => string>>

const gives = (name: string) => (facts: StepFacts) => `${name}：${facts.value()}`
const dated = (facts: StepFacts): string => (facts.has('occurredAt') ? `${facts.day('occurredAt')}，` : '')
const kept = (facts: StepFacts): string => {
  const verb = facts.negative ? '扣' : '得'
  return facts.cut
    ? `应${verb} ${facts.pointsOf('requested')}，实${verb} ${facts.points()}`
    : `${verb} ${facts.points()}`
}
const award = (facts: StepFacts): string => `${dated(facts)}${facts.naming.rule(facts.text('rule'))}${kept(facts)}`
const score = (facts: StepFacts): string => `${facts.naming.score(facts.text('score'))}：${facts.value()}`
const across = (facts: StepFacts): string => {
  const name = facts.text('name')
  if (facts.text('across') === 'periods') return `各${facts.naming.period(name)}`
  return facts.text('across') === 'members'
    ? `所属${facts.naming.population(name)}`
    : `全体${facts.naming.population(name)}`
}
const aggregate = (name: string) => (facts: StepFacts) =>
  `${across(facts)}${facts.has('best') ? `最高 ${facts.text('best')} 个的` : '的'}${name}：${facts.value()}（共 ${facts.text('n')} 个）`

const named = (facts: StepFacts): string => facts.naming.rule(facts.text('rule'))
/** What a derived award brought: points, an honour, or both. */
const gained = (facts: StepFacts): string => {
  const honour = facts.has('honour') ? `获荣誉${facts.naming.honour(facts.text('honour'))}` : ''
  const points = facts.text('requested') === '0' ? '' : kept(facts)
  return [points, honour].filter((part) => part !== '').join('，') || '不计分'
}
const STACKED: Readonly<Record<string, string>> = {
  multiply: '倍数相乘',
  highest: '取最高的倍数',
  add: '倍数的增幅相加',
}

/** What each step of an explanation says, in Chinese, without the full stop. */
export const stepWordsZh: StepWords = {
  no_period: (facts) => `没有${facts.period('key')}这个周期`,
  score,
  frozen_score: (facts) => `${score(facts)}（已冻结）`,
  rounded: (facts) => `舍入前为 ${facts.value()}，保留 ${facts.text('places')} 位小数`,
  veto: (facts) => `因${facts.naming.rule(facts.text('rule'))}按 ${facts.value()} 计：${facts.text('reason')}`,
  literal: gives('固定值'),
  and: gives('各项都成立'),
  or: gives('至少一项成立'),
  not: gives('取反'),
  has: gives('有值'),
  eq: gives('相等'),
  ne: gives('不相等'),
  lt: gives('低于'),
  lte: gives('不高于'),
  gt: gives('高于'),
  gte: gives('不低于'),
  add: gives('相加'),
  sub: gives('相减'),
  mul: gives('相乘'),
  div: gives('相除'),
  neg: gives('取相反数'),
  abs: gives('取绝对值'),
  min: gives('取最小值'),
  max: gives('取最大值'),
  clamp: gives('限定上下限'),
  daysBetween: gives('相隔天数'),
  coalesce: gives('取第一个有的值'),
  if: (facts) => `${facts.is('holds') ? '条件成立' : '条件不成立'}，取值：${facts.value()}`,
  in: gives('属于所列之一'),
  round: (facts) => `舍入到 ${facts.text('places')} 位小数：${facts.value()}`,
  lookup: gives('查表'),
  perUnit: gives('按量计算'),
  missing: () => '空缺',
  date: gives('日期'),
  tally: (facts) => {
    const kind = facts.is('requested') ? '应得积分' : '积分'
    if (facts.has('categories'))
      return `${facts.texts('categories').map(facts.naming.category).join('、')}类${kind}：${facts.value()}`
    if (facts.has('rules')) return `${facts.texts('rules').map(facts.naming.rule).join('、')}${kind}：${facts.value()}`
    return `全部${kind}：${facts.value()}`
  },
  requested: (facts) =>
    `${dated(facts)}${facts.naming.rule(facts.text('rule'))}应${facts.negative ? '扣' : '得'} ${facts.points()}`,
  award,
  expectation: award,
  grant: award,
  milestone: (facts) => `${dated(facts)}${named(facts)}累计达到 ${facts.number('at')}，${gained(facts)}`,
  streak: (facts) =>
    `${dated(facts)}${named(facts)}自${facts.period('from')}起第 ${facts.text('place')} 次连续做到，${gained(facts)}`,
  place: (facts) =>
    `${facts.period('period')}${named(facts)}第 ${facts.text('place')} 名（${facts.number('value')}），${gained(facts)}`,
  challenge: (facts) =>
    `${dated(facts)}${named(facts)}，${quoted(facts.text('unit'))}达到 ${facts.number('value')}，${gained(facts)}`,
  rests_on: (facts) => `依据 ${facts.text('count')} 条记录`,
  expiry: (facts) => `${dated(facts)}因${named(facts)}过期，${facts.points()}不再计`,
  adjustment: (facts) => `${dated(facts)}人工调整：${facts.naming.category(facts.text('category'))}类${kept(facts)}`,
  asked: (facts) => `应${facts.negative ? '扣' : '得'}${facts.points()}（保留 ${facts.text('places')} 位小数）`,
  worth: (facts) => `按规则为${facts.negative ? '扣' : '得'}${facts.points()}`,
  split_among: (facts) => `由 ${facts.text('among')} 方平分，各${facts.negative ? '扣' : '得'}${facts.points()}`,
  multiplied: (facts) => `${STACKED[facts.text('stacking')] ?? '按倍数计'}：${facts.signedPoints()}`,
  factor: (facts) => `因${facts.naming.rule(facts.text('rule'))}按 ${facts.value()} 倍计`,
  withheld: (facts) => {
    const where = [
      facts.has('window') ? facts.period('window') : '',
      ...facts.texts('values').filter((one) => one !== ''),
    ]
    const cell = where.filter((one) => one !== '').join('，')
    return `因限额${facts.naming.limit(facts.text('limit'))}${cell === '' ? '' : `（${cell}）`}已满，${facts.points()}未计`
  },
  admission: (facts) =>
    `因计分人数已满${facts.has('atMost') ? `（最多 ${facts.text('atMost')} 名）` : ''}，${facts.points()}未计`,
  overlap: (facts) => `因与其他得分时间重叠，${facts.points()}未计`,
  carried: (facts) => {
    if (!facts.has('from')) return `结转积分：${facts.value()}`
    const name = facts.has('rule')
      ? facts.naming.rule(facts.text('rule'))
      : facts.naming.category(facts.text('category'))
    return `由${facts.period('from')}结转，${name}${facts.negative ? '扣' : '得'} ${facts.points()}`
  },
  measure: (facts) => `${facts.naming.measure(facts.text('name'))}：${facts.value()}`,
  mark: (facts) => `${facts.naming.mark(facts.text('name'))}评分：${facts.value()}`,
  attribute: (facts) =>
    `${facts.naming.attribute(facts.text('name'))}：${facts.naming.attributeValue(facts.text('name'), facts.value())}`,
  periodField: (facts) => `本周期的${facts.naming.field(facts.text('name'))}：${facts.value()}`,
  days: (facts) => `在${facts.naming.tree(facts.text('name'))}中的在册天数：${facts.value()}`,
  grade: (facts) =>
    `${facts.naming.tier(facts.text('name'))}：${facts.naming.bandOf(facts.text('name'), facts.value())}`,
  sum: aggregate('合计'),
  mean: aggregate('平均值'),
  least: aggregate('最小值'),
  greatest: aggregate('最大值'),
  count: aggregate('数量'),
  share: aggregate('比例'),
  shrunkenMean: aggregate('收缩平均值'),
  counted: (facts) => `计入 ${facts.text('subject')}`,
  member: (facts) => `${facts.text('subject')}：${facts.value()}`,
  period: (facts) => `${facts.period('period')}：${facts.value()}`,
  k: gives('收缩系数 k'),
  toward: gives('收缩所向的值'),
}

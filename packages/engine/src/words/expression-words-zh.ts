import type { ExpressionWords } from './expression-words.ts'

const places = (count: number): string => (count === 0 ? '整数' : `${count} 位小数`)
const highest = (best: number | undefined): string => (best === undefined ? '' : `最高 ${best} 个的`)

/** Conditions about one case name it once: `该诉求已有…且没有…`. */
const sameSubject = (parts: readonly string[]): string[] => {
  const subjectOf = (part: string | undefined): string =>
    /^该.+?(?=已有“|没有“|已超期|未超期)/.exec(part ?? '')?.[0] ?? ''
  return parts.map((part, i) => {
    const subject = i === 0 ? '' : subjectOf(part)
    return subject !== '' && subject === subjectOf(parts[i - 1]) ? part.slice(subject.length) : part
  })
}

/** The words of formulas and conditions in Chinese. */
export const expressionWordsZh: ExpressionWords = {
  condition: {
    always: '任何情况',
    never: '没有任何情况',
    and: (parts) => sameSubject(parts).join('且'),
    or: (parts) => sameSubject(parts).join('或'),
    not: (condition) => `并非${condition}`,
    holds: (value) => `${value}为是`,
    holdsNot: (value) => `${value}不为是`,
    has: (value) => `有${value}`,
    hasNot: (value) => `没有${value}`,
    eq: (a, b) => `${a}为${b}`,
    equals: (a, b) => `${a}等于${b}`,
    equalsNot: (a, b) => `${a}不等于${b}`,
    notEq: (a, b) => `${a}不为${b}`,
    ne: (a, b) => `${a}不同于${b}`,
    lt: (a, b) => `${a}低于${b}`,
    lte: (a, b) => `${a}不高于${b}`,
    gt: (a, b) => `${a}高于${b}`,
    gte: (a, b) => `${a}不低于${b}`,
    before: (a, b) => `${a}早于${b}`,
    until: (a, b) => `${a}不晚于${b}`,
    after: (a, b) => `${a}晚于${b}`,
    from: (a, b) => `${a}不早于${b}`,
    isOneOf: (a, list) => `${a}为${list}`,
    isNoneOf: (a, list) => `${a}不是${list}`,
    marked: (field) => `注明“${field}”`,
    notMarked: (field) => `未注明“${field}”`,
    applies: (attribute) => `符合“${attribute}”`,
    appliesNot: (attribute) => `不符合“${attribute}”`,
    exempt: '处于免评期',
    notExempt: '不在免评期',
    isSubject: '本人为记录主体',
    isNotSubject: '本人不是记录主体',
    workday: '发生在工作日',
    notWorkday: '不是发生在工作日',
    reached: (name, state) => `该${name}已有${state}记录`,
    notReached: (name, state) => `该${name}没有${state}记录`,
    overdue: (name) => `该${name}已超期`,
    notOverdue: (name) => `该${name}未超期`,
  },
  value: {
    yes: '是',
    no: '否',
    missing: '空缺',
    weekdays: ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日'],
    least: (parts) => `${parts.join('、')}中的最小值`,
    greatest: (parts) => `${parts.join('、')}中的最大值`,
    atMost: (value, most) => `${value}（最多按 ${most} 计）`,
    atLeast: (value, least) => `${value}（最少按 ${least} 计）`,
    clamp: (value, low, high) => `${value}（最低 ${low}，最高 ${high}）`,
    abs: (value) => `${value}的绝对值`,
    coalesce: (parts) =>
      `${parts[0]}${parts
        .slice(1)
        .map((part, i) => `${i === 0 ? '，没有时取' : '，仍没有时取'}${part}`)
        .join('')}`,
    choose: (cases, otherwise) => {
      const list = cases.map(([test, then]) => `${test}时为${then}`)
      return [...list, otherwise === undefined ? '否则没有分值' : `否则为${otherwise}`].join('，')
    },
    round: (value, count, mode) => {
      const way = { 'half-up': '四舍五入到', 'half-even': '四舍六入五成双到', floor: '向下舍到' }[mode]
      return `${value}${way}${places(count)}`
    },
    lookup: (value, rows, otherwise) => {
      const list = rows.map(([key, row]) => `${key}为${row}`).join('、')
      return `按${value}取值：${list}${otherwise === undefined ? '' : `，其他为${otherwise}`}`
    },
    perUnit: ({ of, unit, rate, step, min, max }) =>
      [
        unit === undefined ? `${of}每满 1 计 ${rate}` : `每${unit}计 ${rate}`,
        `按 ${step}${unit === undefined ? '' : ` ${unit}`}为一档`,
        min === undefined ? '' : `不足 ${min}${unit === undefined ? '' : ` ${unit}`}不计`,
        max === undefined ? '' : `最多按 ${max}${unit === undefined ? '' : ` ${unit}`}计`,
      ]
        .filter((part) => part !== '')
        .join('，'),
    weekday: '发生当天',
    hour: '发生时刻的钟点',
    occurredAt: '发生时间',
    receivedAt: '收到时间',
    type: '活动种类',
    daysBetween: (from, to) => `从${from}到${to}的天数`,
    caseState: (name) => `该${name}的状态`,
    caseHours: (name, from, to) => `该${name}从${from}到${to}的小时数`,
    tally: (names, requested, of) =>
      !requested && /^“[^“]*积分”$/.test(names)
        ? names
        : `${names}${of === 'category' ? '类' : ''}${requested ? '应得积分' : '积分'}`,
    tallyAll: (requested) => (requested ? '全部应得积分' : '全部积分'),
    carried: '上期结转积分',
    mark: (name) => `${name}评分`,
    periodField: (field) => `本周期的${field}`,
    days: (tree) => `在${tree}中的在册天数`,
  },
  aggregate: {
    members: (population) => `所属${population}`,
    everyone: (population) => (/^“(全|所有)/.test(population) ? population : `全体${population}`),
    periods: (period, population, each) =>
      `${population === undefined ? '' : `列入${population}的`}${each ? '各' : ''}${period}`,
    sum: (of, across, best) => `${across}的${of}${highest(best)}之和`.replace('的之和', '之和'),
    mean: (of, across, best) => `${across}的${of}${highest(best)}平均值`,
    least: (of, across, best) => `${across}的${of}${highest(best)}最小值`,
    greatest: (of, across, best) => `${across}的${of}${highest(best)}最大值`,
    count: (across, when) => (when === undefined ? `${across}的数量` : `${across}中${when}的数量`),
    share: (across, when) => `${across}中${when}的比例`,
    shrunkenMean: (of, across, k, toward) => `${across}的${of}收缩平均值（向${toward}收缩，k 为 ${k}）`,
  },
}

import type { InEachLanguage, Lang } from './lang.ts'

interface OutcomeWords {
  readonly created: string
  readonly exists: string
  differs(part: string): string
  refused(why: string, others: number): string
}

/** The parts of an item in which a second one with the same id may differ, as the log names them. */
const PARTS: InEachLanguage<Readonly<Record<string, string>>> = {
  'zh-CN': {
    kind: '记录种类',
    type: '活动类型',
    occurred_at: '发生时间',
    subject: '积分对象',
    participants: '参加者',
    target: '对象记录',
    at: '时间',
    reason: '事由',
    category: '类别',
    points: '分值',
    label: '名称',
    start: '开始时间',
    end: '结束时间',
    tree: '组织树',
    unit: '所属单位',
    name: '名称',
    value: '数值',
    object: '负责对象',
    decision: '决定种类',
    by: '决定人',
    period: '周期',
    rule: '规则',
    document: '文号',
    what: '公布内容',
  },
  en: {
    occurred_at: 'time of occurrence',
    type: 'activity',
    at: 'time',
    by: 'person who decided',
    what: 'what is published',
  },
}

/** Returns what a part of an item is called; one without a name of its own is said as it is. */
export const partIn = (lang: Lang, part: string): string =>
  PARTS[lang][part] ?? (lang === 'en' ? part.replaceAll('_', ' ') : part)

/** What became of a record, in each language. */
export const outcomeWords: InEachLanguage<OutcomeWords> = {
  'zh-CN': {
    created: '已记录。',
    exists: '这条记录已经有了，没有重复计入。',
    differs: (part) => `已有编号相同而“${part}”不同的记录，以先到的为准。`,
    refused: (why, others) => `未予记录：${why}${others > 0 ? `另有 ${others} 处问题。` : ''}`,
  },
  en: {
    created: 'Recorded.',
    exists: 'This record is already there and counts once.',
    differs: (part) => `A record with the same id and another “${part}” is already there; the first one stands.`,
    refused: (why, others) =>
      `Not recorded. ${why}${others > 0 ? ` There ${others === 1 ? 'is 1 more problem' : `are ${others} more problems`}.` : ''}`,
  },
}

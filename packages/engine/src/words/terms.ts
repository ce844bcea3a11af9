import type { InEachLanguage, Lang } from './lang.ts'

/** What issues call the types of JSON, the types of formulas and the forms of texts. */
const TERMS: InEachLanguage<Readonly<Record<string, string>>> = {
  'zh-CN': {
    text: '文本',
    string: '文本',
    number: '数字',
    bigint: '数字',
    'whole number': '整数',
    boolean: '是或否',
    'true or false': 'true 或 false',
    true: 'true',
    flag: '是或否的条件',
    date: '日期',
    any: '任意值',
    array: '列表',
    'array of 2': '含 2 项的列表',
    'array of 3': '含 3 项的列表',
    object: '对象',
    null: '空值',
    undefined: '空缺',
    literal: '固定值',
    expression: '公式',
    choice: '选项',
    'category or object': '类别或对象',
    '[value, [literals]]': '一个值和一组固定值',
    'text, number, true or false': '文本、数字、true 或 false',
    'letters, digits, . _ : -': '由文字、数字和 . _ : - 组成的名称',
    'a fraction such as 1/3 or 0.25': '1/3 或 0.25 这样的分数',
    'RFC 3339': '带时区的时间，如 2021-03-31T09:00:00+08:00',
    'YYYY-MM-DD': '日期，如 2021-03-31',
  },
  en: {
    text: 'a text',
    string: 'a text',
    number: 'a number',
    bigint: 'a number',
    'whole number': 'a whole number',
    boolean: 'true or false',
    flag: 'a condition',
    date: 'a date',
    any: 'any value',
    array: 'a list',
    'array of 2': 'a list of 2',
    'array of 3': 'a list of 3',
    object: 'an object',
    null: 'null',
    undefined: 'nothing',
    literal: 'a fixed value',
    expression: 'a formula',
    choice: 'a choice',
    'category or object': 'a category or an object',
    '[value, [literals]]': 'a value and a list of fixed values',
    'text, number, true or false': 'a text, a number, true or false',
    'letters, digits, . _ : -': 'a name of letters, digits and . _ : -',
    'RFC 3339': 'an instant with offset such as 2021-03-31T09:00:00+08:00',
    'YYYY-MM-DD': 'a date such as 2021-03-31',
  },
}

/** Returns a type or form as an issue calls it, in a language. */
export function termIn(lang: Lang, term: string): string {
  return TERMS[lang][term] ?? term
}

/** What the named things of a program are called, as in `unknown_rule` and `unused_measure`. */
export const NOUNS: InEachLanguage<Readonly<Record<string, string>>> = {
  'zh-CN': {
    program: '方案',
    subject: '积分对象类别',
    kind: '积分对象类别',
    tree: '组织树',
    category: '类别',
    period: '周期',
    activity: '活动',
    field: '字段',
    choice: '选项',
    case: '事项',
    state: '事项状态',
    rule: '规则',
    limit: '限额',
    measure: '指标',
    population: '计分范围',
    score: '得分值',
    ranking: '排名',
    tier: '等级',
    band: '档次',
  },
  en: {
    program: 'program',
    subject: 'kind of subject',
    kind: 'kind of subject',
    tree: 'tree',
    category: 'category',
    period: 'period',
    activity: 'activity',
    field: 'field',
    choice: 'choice',
    case: 'case',
    state: 'state of a case',
    rule: 'rule',
    limit: 'limit',
    measure: 'measure',
    population: 'population',
    score: 'score',
    ranking: 'ranking',
    tier: 'tier',
    band: 'band',
  },
}

/** Returns the noun for a named thing of a program. */
export function nounIn(lang: Lang, what: string): string {
  return NOUNS[lang][what] ?? what
}

import type { Issue } from '@jixing/engine'
import { issueSentence } from '@jixing/engine/words'
import type { Language, ProblemError, Sentence } from './problems.ts'

type Facts = (name: string) => string

const say = (zh: (fact: Facts) => string, en: (fact: Facts) => string) => ({ 'zh-CN': zh, en })

/** What the mistakes mean that only the server knows of; those of items and programs have their words in the engine. */
const sentences: Readonly<Record<string, Readonly<Record<keyof Sentence, (fact: Facts) => string>>>> = {
  json_syntax: say(
    (fact) => `JSON 语法有误（第 ${fact('line')} 行第 ${fact('column')} 列）。`,
    (fact) => `The JSON syntax is broken (line ${fact('line')}, column ${fact('column')}).`,
  ),
  empty: say(
    () => '没有内容。',
    () => 'There is nothing.',
  ),
  duplicate_key: say(
    (fact) => `“${fact('key')}”出现了两次。`,
    (fact) => `“${fact('key')}” occurs twice.`,
  ),
  forbidden_key: say(
    (fact) => `不接受名为“${fact('key')}”的键。`,
    (fact) => `A key named “${fact('key')}” is not accepted.`,
  ),
  number_not_exact: say(
    (fact) => `${fact('value')} 无法精确表示，请改用文本或较少的位数。`,
    (fact) => `${fact('value')} cannot be kept exactly; write it as a text or with fewer digits.`,
  ),
  lone_surrogate: say(
    () => '文字中有不完整的字符。',
    () => 'The text holds half a character.',
  ),
  unreadable: say(
    () => '无法读取。',
    () => 'This cannot be read.',
  ),
  invalid: say(
    () => '这里的内容不合要求。',
    () => 'This is not acceptable.',
  ),
  repeated: say(
    () => '同一参数只能出现一次。',
    () => 'A parameter may stand only once.',
  ),
  bad_cursor: say(
    () => '请使用上一页返回的 next。',
    () => 'Use the next that the page before gave.',
  ),
  in_the_future: say(
    (fact) => `日期晚于当前时刻（${fact('asOf')}）。`,
    (fact) => `The date is later than the present (${fact('asOf')}).`,
  ),
  set_by_server: say(
    () => '接收时间由服务器记录，不能指定。',
    () => 'The server sets this; it may not be given.',
  ),
  outside_scope: say(
    () => '记录涉及您管理范围之外的对象。',
    () => 'The record names someone outside your scope.',
  ),
  other_program: say(
    (fact) => `方案编号应为“${fact('expected')}”。`,
    (fact) => `The id of the program must be “${fact('expected')}”.`,
  ),
  not_after_newest: say(
    (fact) => `生效日应晚于最新版本的生效日 ${fact('newest')}。`,
    (fact) => `The date must be after that of the newest version, ${fact('newest')}.`,
  ),
  in_frozen_period: say(
    (fact) => `周期 ${fact('key')} 已冻结，生效日不能早于它的结束（${fact('end')}）。`,
    (fact) => `The period ${fact('key')} is frozen; the date may not lie before its end (${fact('end')}).`,
  ),
  version_changed: say(
    (fact) => `最新版本的 ETag 是 ${fact('newest')}。`,
    (fact) => `The ETag of the newest version is ${fact('newest')}.`,
  ),
}

/** Returns what a mistake means, in a sentence for people. */
export function errorSentence(error: ProblemError, language: Language): string {
  const { code, params } = error
  const own = Object.hasOwn(sentences, code) ? sentences[code] : undefined
  if (own) return own[language]((name) => String(params[name] ?? ''))
  const different = /^exists_with_different_(.+)$/.exec(code)
  if (different) {
    return language === 'en'
      ? `The record that is there has another “${different[1]}”.`
      : `已有记录的“${different[1]}”与此不同。`
  }
  return issueSentence({ code, path: error.pointer ?? '', params: params as Issue['params'] }, language)
}

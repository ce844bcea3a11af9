import { readFileSync } from 'node:fs'
import type { Program } from '@jixing/engine'
import * as words from '@jixing/engine/words'
import { describe, expect, it } from 'vitest'

const guanlan: Program = JSON.parse(readFileSync(new URL('../../presets/guanlan.json', import.meta.url), 'utf8'))

const sentences = (lang: words.Lang): [string, string][] => {
  const ids = (list: readonly { id: string }[] | undefined): string[] => (list ?? []).map((one) => one.id)
  const all: [string[], (program: Program, id: string, lang: words.Lang) => string][] = [
    [ids(guanlan.rules), words.ruleSentence],
    [ids(guanlan.limits), words.limitSentence],
    [ids(guanlan.measures), words.measureSentence],
    [ids(guanlan.populations), words.populationSentence],
    [ids(guanlan.scores), words.scoreSentence],
    [ids(guanlan.rankings), words.rankingSentence],
    [ids(guanlan.tiers), words.tierSentence],
    [Object.keys(guanlan.cases ?? {}), words.caseSentence],
    [ids(guanlan.lists), words.listSentence],
  ]
  return all.flatMap(([list, say]) => list.map((id): [string, string] => [id, say(guanlan, id, lang)]))
}

describe('the program of Guanlan', () => {
  it('reads as Chinese, without an id or an English word', () => {
    const wrong = sentences('zh-CN').filter(
      ([, text]) => /[A-Za-z]{2,}|undefined|[,;]/.test(text) || !text.endsWith('。'),
    )
    expect(wrong).toEqual([])
  })

  it('reads as English, without an id or a Chinese word', () => {
    const wrong = sentences('en').filter(
      ([, text]) =>
        /\p{Script=Han}|[，；：（）]|undefined|\w\.\w(?<!\d\.\d)| {2}/u.test(text) || !/^[“A-Z].*\.$/u.test(text),
    )
    expect(wrong).toEqual([])
  })

  it.each<[string, string, string]>([
    [
      'B01',
      '联户走访，联户类别为重点关心的，该党员及参加的每名党员各得 2 分；同一住户每日最多 4 名党员计分；同一住户每月最多 1 次。',
      'Household visited, when care class is key care: the member and each member taking part each earn 2 points; at most 4 members a day with the same household; at most once a month with the same household.',
    ],
    [
      'C04',
      '志愿服务，该党员及参加的每名党员每小时各得 1 分，按 0.5 小时计，每次最多 2 分；每日最多得 4 分；每季度最多得 12 分。',
      'Volunteer service done: the member and each member taking part each earn 1 point for each hour, counted in steps of 0.5 hours, at most 2 points each time; at most 4 points a day; at most 12 points a quarter.',
    ],
    [
      'N07',
      '诉求交办，该民情诉求已超期的，该党员扣 1 分。',
      'Appeal assigned, when the appeal is overdue: the member loses 1 point.',
    ],
  ])('says of rule %s what an official would say', (id, zh, en) => {
    expect(words.LANGS.map((lang) => words.ruleSentence(guanlan, id, lang))).toEqual([zh, en])
  })
})

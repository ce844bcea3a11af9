import { expect, test } from 'vitest'
import { dictionary as en } from './dictionary.en.ts'
import { dictionary as zh } from './dictionary.zh.ts'
import { tuning as tuningEn } from './tuning.en.ts'
import { tuning as tuningZh } from './tuning.zh.ts'

/** Every text of a dictionary with its path; a function is asked with plain texts. */
function texts(node: unknown, path: string): [string, string][] {
  if (typeof node === 'string') return [[path, node]]
  if (typeof node === 'function') return [[path, String(node('7', '8', '9', '10'))]]
  return Object.entries(node as object).flatMap(([key, child]) => texts(child, `${path}.${key}`))
}

const chinese = [...texts(zh, 'zh'), ...texts(tuningZh, 'zh')]
const english = [...texts(en, 'en'), ...texts(tuningEn, 'en')]

/** What stays in Latin letters in Chinese: names of keys, files and the other language. */
const LATIN = /\b(English|Esc|Ctrl|CSV|JSON|API|Gini|Q[1-4])\b/g

/** Those of some texts that show what they should not. */
const showing = (list: readonly [string, string][], wrong: RegExp): [string, string][] =>
  list.filter(([, text]) => wrong.test(text))

test('Chinese words have marks of full width', () => {
  expect(showing(chinese, /[\u4e00-\u9fff][,;:!?()]|[(,;:!?][\u4e00-\u9fff]/)).toEqual([])
})

test('Chinese words have no English in them', () => {
  expect(chinese.filter(([, text]) => /[A-Za-z]{2,}/.test(text.replaceAll(LATIN, '')))).toEqual([])
})

test('English words have no Chinese in them, but for the name of the language', () => {
  const found = showing(english, /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/)
  expect(found.map(([path]) => path)).toEqual(['en.shell.languageName'])
})

test('both languages say the same things', () => {
  const keys = (list: readonly [string, string][]) => list.map(([path]) => path.slice(3)).sort()
  expect(keys(english)).toEqual(keys(chinese))
})

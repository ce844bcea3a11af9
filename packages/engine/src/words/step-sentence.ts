import type { Program } from '../rules/program.ts'
import { type InEachLanguage, type Lang, sentenceOf } from './lang.ts'
import { type StatedStep, type StepFacts, stepFacts } from './step-facts.ts'
import { stepWordsEn } from './step-words-en.ts'
import { stepWordsZh } from './step-words-zh.ts'

/** The words of every step of an explanation, by code. */
export const STEP_WORDS: InEachLanguage<Readonly<Record<string, (facts: StepFacts) => string>>> = {
  'zh-CN': stepWordsZh,
  en: stepWordsEn,
}

/** Returns one step of an explanation in a sentence; the steps below it have their own. */
export function stepSentence(step: StatedStep, program: Program, lang: Lang): string {
  const facts = stepFacts(step, program, lang)
  const say = STEP_WORDS[lang][step.code]
  const text = say ? say(facts) : lang === 'zh-CN' ? `${step.code}：${facts.value()}` : `${step.code}: ${facts.value()}`
  return sentenceOf(lang, [text])
}

import type { Label, Program } from '@jixing/engine'
import {
  limitSentence,
  measureSentence,
  populationSentence,
  rankingSentence,
  ruleSentence,
  scoreSentence,
  tierSentence,
} from '@jixing/engine/words'
import type { Lang } from '#lib/words/lang.ts'

const SENTENCES = {
  rules: ruleSentence,
  limits: limitSentence,
  measures: measureSentence,
  populations: populationSentence,
  scores: scoreSentence,
  rankings: rankingSentence,
  tiers: tierSentence,
} as const

/** A part of a program that is said in sentences. */
export type SaidPart = keyof typeof SENTENCES

/** Something that two versions say differently, in words. */
export interface Change {
  readonly part: SaidPart
  readonly id: string
  readonly label: Label | undefined
  /** Undefined: added. */
  readonly before: string | undefined
  /** Undefined: taken away. */
  readonly after: string | undefined
}

/** Returns what two programs say differently, part by part; what is missing on one side was added or taken away. */
export function changesBetween(before: Program, after: Program, lang: Lang): Change[] {
  return (Object.keys(SENTENCES) as SaidPart[]).flatMap((part) => {
    const say = SENTENCES[part]
    const old = new Map((before[part] ?? []).map((one) => [one.id, one]))
    const next = new Map((after[part] ?? []).map((one) => [one.id, one]))
    return [...new Set([...next.keys(), ...old.keys()])].flatMap((id): Change[] => {
      const [was, is] = [old.get(id), next.get(id)]
      if (JSON.stringify(was) === JSON.stringify(is)) return []
      const label = is?.label ?? was?.label
      return [{ part, id, label, before: was && say(before, id, lang), after: is && say(after, id, lang) }]
    })
  })
}

import type { Label, Program } from '@jixing/engine'
import { limitSentence, populationSentence, rankingSentence, ruleSentence, scoreSentence, tierSentence } from '@jixing/engine/words'
import type { Lang } from '#lib/words/lang.ts'

/** Something that two versions say differently, in words. */
export interface Change {
  readonly part: 'rules' | 'limits' | 'populations' | 'scores' | 'rankings' | 'tiers'
  readonly id: string
  readonly label: Label | undefined
  readonly before: string | undefined
  readonly after: string | undefined
}

const SENTENCES = {
  rules: ruleSentence,
  limits: limitSentence,
  populations: populationSentence,
  scores: scoreSentence,
  rankings: rankingSentence,
  tiers: tierSentence,
} as const

/** Returns what two programs say differently, part by part; what is missing on one side was added or taken away. */
export function changesBetween(before: Program, after: Program, lang: Lang): Change[] {
  const changes: Change[] = []
  for (const part of Object.keys(SENTENCES) as (keyof typeof SENTENCES)[]) {
    const say = SENTENCES[part]
    const old = new Map((before[part] ?? []).map((one) => [one.id, one]))
    const next = new Map((after[part] ?? []).map((one) => [one.id, one]))
    for (const id of new Set([...next.keys(), ...old.keys()])) {
      const [was, is] = [old.get(id), next.get(id)]
      if (JSON.stringify(was) === JSON.stringify(is)) continue
      const label = is?.label ?? was?.label
      const sentences = { before: was && say(before, id, lang), after: is && say(after, id, lang) }
      changes.push({ part, id, label, ...sentences })
    }
  }
  return changes
}

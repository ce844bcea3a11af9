import type { Program } from '@jixing/engine'
import { lint } from '@jixing/engine/lint'
import { worlds } from '@jixing/engine/testing'
import * as words from '@jixing/engine/words'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PARTS } from '../../src/testing/arbitraries/ready.ts'

const sentences = (program: Program, lang: words.Lang): string[] => {
  const say = (
    list: readonly { id: string }[] | undefined,
    by: (program: Program, id: string, lang: words.Lang) => string,
  ) => (list ?? []).map((one) => by(program, one.id, lang))
  return [
    ...say(program.rules, words.ruleSentence),
    ...say(program.limits, words.limitSentence),
    ...say(program.measures, words.measureSentence),
    ...say(program.populations, words.populationSentence),
    ...say(program.scores, words.scoreSentence),
    ...say(program.rankings, words.rankingSentence),
    ...say(program.tiers, words.tierSentence),
    ...Object.keys(program.cases ?? {}).map((id) => words.caseSentence(program, id, lang)),
    ...lint(program).map((warning) => words.issueSentence(warning, lang, program)),
  ]
}

it('every valid program can be said in both languages', () => {
  fc.assert(
    fc.property(worlds({ parts: PARTS }), ({ programs }) => {
      for (const program of programs) {
        for (const lang of words.LANGS) {
          const wrong = sentences(program, lang).filter(
            (text) => /undefined|NaN|\[object|[{}]|there is a problem|出现问题/i.test(text) || !/.[.?。？]$/.test(text),
          )
          expect(wrong).toEqual([])
        }
      }
    }),
    { numRuns: 200 },
  )
})

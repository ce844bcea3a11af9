import type { Account, ProgramDetail, ProgramVersion, Step } from '@jixing/api/client'
import type { Program } from '@jixing/engine'
import { stepSentence } from '@jixing/engine/words'
import type { Lang } from '#lib/words/lang.ts'

/** A step of an explanation in words. */
export interface ToldStep {
  readonly text: string
  readonly steps: readonly ToldStep[]
}

const DEEPEST = 9

/** Returns an explanation in words, each step in one sentence. */
export function tell(step: Step, program: Program, lang: Lang, depth = 0): ToldStep {
  const stated = { code: step.code, params: step.params, ...(step.value !== undefined && { value: step.value }) }
  const below = depth < DEEPEST ? (step.steps ?? []) : []
  return { text: stepSentence(stated, program, lang), steps: below.map((one) => tell(one, program, lang, depth + 1)) }
}

const programs = new Map<string, Program>()

/** Returns the program that a period uses: the newest in force at its start, else the first. */
export async function programOf(fetch: typeof globalThis.fetch, period: Account['period']): Promise<Program | undefined> {
  const answer = await fetch('/v1/programs')
  if (!answer.ok) return undefined
  const versions = (await answer.json()) as ProgramVersion[]
  const start = period.start.slice(0, 10)
  const version = versions.filter((one) => one.effectiveFrom <= start).at(-1) ?? versions[0]
  if (!version) return undefined
  const known = programs.get(version.etag)
  if (known) return known
  const detail = await fetch(`/v1/programs/${version.version}`)
  if (!detail.ok) return undefined
  const { program } = (await detail.json()) as ProgramDetail
  programs.set(version.etag, program as unknown as Program)
  return program as unknown as Program
}

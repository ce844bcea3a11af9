import type { ProgramDetail, ProgramVersion } from '@jixing/api/client'
import type { Program } from '@jixing/engine'

const programs = new Map<string, Program>()

/** Returns the program that a period uses: the newest in force on its first day, else the first. */
export async function programOf(
  fetch: typeof globalThis.fetch,
  period: { readonly start: string },
): Promise<Program | undefined> {
  const answer = await fetch('/v1/programs')
  if (!answer.ok) return undefined
  const versions = (await answer.json()) as ProgramVersion[]
  const start = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date(period.start))
  const version = versions.filter((one) => one.effectiveFrom <= start).at(-1) ?? versions[0]
  if (!version) return undefined
  const known = programs.get(version.etag)
  if (known) return known
  const detail = await fetch(`/v1/programs/${version.version}`)
  if (!detail.ok) return undefined
  const program = ((await detail.json()) as ProgramDetail).program as unknown as Program
  programs.set(version.etag, program)
  return program
}

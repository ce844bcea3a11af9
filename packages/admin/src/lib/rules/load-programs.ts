import type { ProgramDetail, ProgramVersion } from '@jixing/api/client'
import type { Program } from '@jixing/engine'
import { error } from '@sveltejs/kit'

/** A version with its program. */
export type Version = ProgramVersion & { readonly program: Program }

/** Reads the list of versions, oldest first. */
export async function readVersions(fetch: typeof globalThis.fetch): Promise<ProgramVersion[]> {
  const answer = await fetch('/v1/programs')
  if (!answer.ok) error(answer.status, 'The versions could not be read')
  return (await answer.json()) as ProgramVersion[]
}

/** Reads one version with its program. */
export async function readVersion(fetch: typeof globalThis.fetch, version: number): Promise<Version> {
  const answer = await fetch(`/v1/programs/${version}`)
  if (!answer.ok) error(answer.status, 'The version could not be read')
  return (await answer.json()) as ProgramDetail as unknown as Version
}

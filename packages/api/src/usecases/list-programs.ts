import { instantText } from '../books/write-item.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../http/problems.ts'
import { programVersion, programVersions, type ProgramVersion as Stored } from '../store/programs.ts'
import type { ProgramDetail, ProgramVersion } from '../wire/program.ts'

/** The number of the version in force now: the one that took effect last. */
function versionInForce(deps: Deps): number | undefined {
  const { plan } = deps.books
  const now = deps.books.now()
  const at = plan.starts.findLastIndex((start) => start <= now)
  return plan.versions[at]?.version
}

function versionOf(stored: Stored, current: number | undefined): ProgramVersion {
  return {
    version: stored.version,
    effectiveFrom: stored.effectiveFrom,
    publishedAt: instantText(stored.publishedAt),
    publishedBy: stored.publishedBy,
    note: stored.note,
    current: stored.version === current,
    etag: stored.etag,
  }
}

/** Lists the versions of the program, the oldest first. */
export async function listPrograms(deps: Deps): Promise<ProgramVersion[]> {
  const current = versionInForce(deps)
  const stored = await programVersions(deps.store.read, deps.books.organisation.id)
  return stored.map((one) => versionOf(one, current))
}

/** Reads one version of the program with its content. */
export async function readProgram(deps: Deps, version: number): Promise<ProgramDetail> {
  const found = await programVersion(deps.store.read, deps.books.organisation.id, version)
  if (!found) throw new Problem('not_found')
  return { ...versionOf(found, versionInForce(deps)), program: JSON.parse(found.body) as Record<string, unknown> }
}

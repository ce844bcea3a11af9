import type { Db } from './tables.ts'

/** What is known of a program version without its content. */
export interface ProgramVersion {
  readonly version: number
  readonly effectiveFrom: string
  readonly publishedAt: number
  readonly publishedBy: string
  readonly note: string
  readonly etag: string
}

const columns = [
  'version',
  'effective_from as effectiveFrom',
  'published_at as publishedAt',
  'published_by as publishedBy',
  'note',
  'etag',
] as const

/** Returns all versions of the organisation's program, oldest first. */
export async function programVersions(db: Db, organisation: string): Promise<ProgramVersion[]> {
  return await db
    .selectFrom('program_version')
    .select(columns)
    .where('organisation', '=', organisation)
    .orderBy('version')
    .execute()
}

/** Returns the JSON of all versions of the organisation's program, oldest first. */
export async function programBodies(db: Db, organisation: string): Promise<string[]> {
  const rows = await db
    .selectFrom('program_version')
    .select('body')
    .where('organisation', '=', organisation)
    .orderBy('version')
    .execute()
  return rows.map((row) => row.body)
}

/** Returns one version with its JSON, or undefined. */
export async function programVersion(
  db: Db,
  organisation: string,
  version: number,
): Promise<(ProgramVersion & { readonly body: string }) | undefined> {
  return await db
    .selectFrom('program_version')
    .select([...columns, 'body'])
    .where('organisation', '=', organisation)
    .where('version', '=', version)
    .executeTakeFirst()
}

/** Stores a version; the table refuses a number that is taken. */
export async function insertProgramVersion(
  db: Db,
  organisation: string,
  program: ProgramVersion & { readonly body: string },
): Promise<void> {
  await db
    .insertInto('program_version')
    .values({
      organisation,
      version: program.version,
      effective_from: program.effectiveFrom,
      published_at: program.publishedAt,
      published_by: program.publishedBy,
      note: program.note,
      etag: program.etag,
      body: program.body,
    })
    .execute()
}

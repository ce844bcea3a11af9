import { sql } from 'kysely'
import type { Named } from './organisations.ts'
import type { Db } from './tables.ts'

/** The name of a subject, from an instant on. */
export interface Profile {
  readonly kind: string
  readonly id: string
  readonly label: Partial<Named>
  readonly since: number
}

/** Stores names; of two for one subject the later stands. */
export async function saveProfiles(db: Db, organisation: string, profiles: readonly Profile[]): Promise<void> {
  const rows = profiles.map(({ kind, id, label, since }) => [kind, id, JSON.stringify(label), since])
  await sql`insert into profile (organisation, kind, subject, label, since)
    select ${organisation}, value ->> 0, value ->> 1, value ->> 2, value ->> 3
    from json_each(${JSON.stringify(rows)}) where true
    on conflict (organisation, kind, subject) do update set label = excluded.label, since = excluded.since
    where excluded.since >= profile.since`.execute(db)
}

/** Returns the names of all subjects of the organisation. */
export async function listProfiles(db: Db, organisation: string): Promise<Profile[]> {
  const rows = await db
    .selectFrom('profile')
    .select(['kind', 'subject as id', 'label', 'since'])
    .where('organisation', '=', organisation)
    .execute()
  return rows.map(({ label, ...row }) => ({ ...row, label: JSON.parse(label) as Partial<Named> }))
}

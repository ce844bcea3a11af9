import { sql } from 'kysely'
import type { Db } from './tables.ts'

/** One line of the audit: who did what to what. Never holds a person's name or a password. */
export interface AuditLine {
  readonly at: number
  readonly account: string
  readonly action: string
  readonly target: string
  readonly detail: Readonly<Record<string, unknown>>
}

/** Appends a line to the organisation's audit. */
export async function insertAudit(db: Db, organisation: string, line: AuditLine): Promise<void> {
  await sql`insert into audit (organisation, seq, at, account, action, target, detail)
    select ${organisation}, coalesce(max(seq), 0) + 1, ${line.at}, ${line.account}, ${line.action}, ${line.target},
      ${JSON.stringify(line.detail)}
    from audit where organisation = ${organisation}`.execute(db)
}

/** Returns the organisation's audit, the newest line first. */
export async function listAudit(db: Db, organisation: string, limit: number): Promise<AuditLine[]> {
  const rows = await db
    .selectFrom('audit')
    .select(['at', 'account', 'action', 'target', 'detail'])
    .where('organisation', '=', organisation)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ detail, ...row }) => ({ ...row, detail: JSON.parse(detail) as AuditLine['detail'] }))
}

import type { Db } from './tables.ts'

/** A name in both languages of the product. */
export interface Named {
  readonly 'zh-CN': string
  readonly en: string
}

/** An organisation that runs one program and owns its data. */
export interface Organisation {
  readonly id: string
  readonly label: Named
  /** Whether its data are made up to show the product. */
  readonly demonstration: boolean
}

/** Returns the organisations of the store, in the order of their ids. */
export async function listOrganisations(db: Db): Promise<Organisation[]> {
  const rows = await db.selectFrom('organisation').selectAll().orderBy('id').execute()
  return rows.map(({ id, label, demonstration }) => ({
    id,
    label: JSON.parse(label) as Named,
    demonstration: demonstration === 1,
  }))
}

/** Stores a new organisation. */
export async function insertOrganisation(db: Db, { id, label, demonstration }: Organisation, now: number) {
  await db
    .insertInto('organisation')
    .values({ id, label: JSON.stringify(label), demonstration: demonstration ? 1 : 0, created_at: now })
    .execute()
}

/** Returns a stored setting, or undefined. */
export async function setting(db: Db, organisation: string, name: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('organisation', '=', organisation)
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.value
}

/** Stores a setting in place of its former value. */
export async function saveSetting(db: Db, organisation: string, name: string, value: string): Promise<void> {
  await db
    .insertInto('setting')
    .values({ organisation, name, value })
    .onConflict((conflict) => conflict.columns(['organisation', 'name']).doUpdateSet({ value }))
    .execute()
}

import type { Kysely } from 'kysely'

/** An item of the log as it was accepted; `body` is its JSON without any person's name. */
export interface ItemTable {
  organisation: string
  /** Position in the order of arrival, from 1, without gaps. */
  seq: number
  source: string
  id: string
  kind: string
  type: string | null
  /** UTC milliseconds of the instant the item is dated at. */
  occurred_at: number
  received_at: number
  body: string
  recorded_by: string
}

/** Which subjects an item names, so that a subject's items are found without reading the log. */
export interface ItemSubjectTable {
  organisation: string
  kind: string
  subject: string
  occurred_at: number
  seq: number
}

/** One booking; `points` are whole units of the program's decimals, signed. */
export interface LedgerEntryTable {
  organisation: string
  seq: number
  kind: string
  subject_kind: string
  subject: string
  rule: string
  version: number
  category: string
  event_source: string
  event_id: string
  /** JSON: the item that caused the booking, or the instant that did. */
  cause: string
  points: number
  occurred_at: number
  recorded_at: number
}

/** One version of the organisation's program; `body` is its JSON as published. */
export interface ProgramVersionTable {
  organisation: string
  version: number
  effective_from: string
  published_at: number
  published_by: string
  note: string
  etag: string
  body: string
}

/** An organisation, and whether its data are made up for demonstration. */
export interface OrganisationTable {
  id: string
  label: string
  demonstration: number
  created_at: number
}

/** A stored setting: `clock`, `advanced_to`. */
export interface SettingTable {
  organisation: string
  name: string
  value: string
}

/** The names of subjects, apart from the log: a person can be erased here while the log stays whole. */
export interface ProfileTable {
  organisation: string
  kind: string
  subject: string
  label: string
  /** UTC milliseconds from which the label holds; an earlier one never replaces a later one. */
  since: number
}

/** A user: someone who logs in, with one role at one scope. */
export interface AccountTable {
  organisation: string
  account: string
  name: string
  role: string
  subject_kind: string | null
  subject: string | null
  scope_kind: string | null
  scope: string | null
  password_hash: string
  demonstration: number
  disabled: number
  created_at: number
}

/** A login that is still good; of its token only the SHA-256 is kept. */
export interface SessionTable {
  organisation: string
  token_hash: string
  account: string
  created_at: number
  seen_at: number
}

/** Who did what, in order. */
export interface AuditTable {
  organisation: string
  seq: number
  at: number
  account: string
  action: string
  target: string
  detail: string
}

/** The tables of the store; every key begins with the organisation. */
export interface Tables {
  organisation: OrganisationTable
  setting: SettingTable
  item: ItemTable
  item_subject: ItemSubjectTable
  ledger_entry: LedgerEntryTable
  program_version: ProgramVersionTable
  profile: ProfileTable
  account: AccountTable
  session: SessionTable
  audit: AuditTable
}

/** A handle for queries: a reading connection or the transaction of a write. The first parameter of every query function. */
export type Db = Kysely<Tables>

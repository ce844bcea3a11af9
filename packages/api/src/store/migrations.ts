/** One forward step of the schema: its number, its name, and the statements that make it. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly statements: readonly string[]
}

/**
 * The triggers that keep a table append-only. `INSERT OR REPLACE` deletes the old row without firing a delete trigger
 * unless `recursive_triggers` is on for that connection, so an insert whose key is taken is refused as well. The table
 * must be WITHOUT ROWID: otherwise a REPLACE that names a rowid would be one more way round.
 */
function appendOnly(table: string, ...keys: readonly (readonly string[])[]): string[] {
  const taken = keys.map((key) => {
    const same = ['organisation', ...key].map((column) => `${column} = new.${column}`).join(' and ')
    return `exists (select 1 from ${table} where ${same})`
  })
  const refuse = (what: string) => `begin select raise(abort, '${table} is append-only: ${what}'); end`
  return [
    `create trigger ${table}_no_update before update on ${table} ${refuse('no update')}`,
    `create trigger ${table}_no_delete before delete on ${table} ${refuse('no delete')}`,
    `create trigger ${table}_no_replace before insert on ${table} when ${taken.join(' or ')} ${refuse('key exists')}`,
  ]
}

const organisation = 'organisation text not null references organisation (id)'

const first: Migration = {
  version: 1,
  name: 'organisations, items, ledger, programs, accounts',
  statements: [
    `create table organisation (
      id text not null primary key, label text not null, demonstration integer not null, created_at integer not null
    ) strict, without rowid`,
    `create table setting (
      ${organisation}, name text not null, value text not null, primary key (organisation, name)
    ) strict, without rowid`,
    `create table item (
      ${organisation}, seq integer not null, source text not null, id text not null, kind text not null, type text,
      occurred_at integer not null, received_at integer not null, body text not null check (json_valid(body)),
      recorded_by text not null,
      primary key (organisation, seq), unique (organisation, source, id)
    ) strict, without rowid`,
    'create index item_by_time on item (organisation, occurred_at, seq)',
    'create index item_by_type on item (organisation, type, occurred_at, seq)',
    `create table item_subject (
      ${organisation}, kind text not null, subject text not null, occurred_at integer not null, seq integer not null,
      primary key (organisation, kind, subject, occurred_at, seq)
    ) strict, without rowid`,
    `create table ledger_entry (
      ${organisation}, seq integer not null, kind text not null, subject_kind text not null, subject text not null,
      rule text not null, version integer not null, category text not null, event_source text not null,
      event_id text not null, cause text not null check (json_valid(cause)), points integer not null,
      occurred_at integer not null, recorded_at integer not null,
      primary key (organisation, seq)
    ) strict, without rowid`,
    'create index ledger_entry_by_subject on ledger_entry (organisation, subject_kind, subject, seq)',
    `create table program_version (
      ${organisation}, version integer not null, effective_from text not null, published_at integer not null,
      published_by text not null, note text not null, etag text not null, body text not null check (json_valid(body)),
      primary key (organisation, version)
    ) strict, without rowid`,
    `create table profile (
      ${organisation}, kind text not null, subject text not null, label text not null check (json_valid(label)),
      since integer not null, primary key (organisation, kind, subject)
    ) strict, without rowid`,
    `create table account (
      ${organisation}, account text not null, name text not null, role text not null,
      subject_kind text, subject text, scope_kind text, scope text, password_hash text not null,
      demonstration integer not null, disabled integer not null, created_at integer not null,
      primary key (organisation, account)
    ) strict, without rowid`,
    `create table session (
      ${organisation}, token_hash text not null, account text not null, created_at integer not null,
      seen_at integer not null,
      primary key (organisation, token_hash),
      foreign key (organisation, account) references account (organisation, account) on delete cascade
    ) strict, without rowid`,
    'create index session_by_account on session (organisation, account)',
    `create table audit (
      ${organisation}, seq integer not null, at integer not null, account text not null, action text not null,
      target text not null, detail text not null check (json_valid(detail)), primary key (organisation, seq)
    ) strict, without rowid`,
    ...appendOnly('item', ['seq'], ['source', 'id']),
    ...appendOnly('item_subject', ['kind', 'subject', 'occurred_at', 'seq']),
    ...appendOnly('ledger_entry', ['seq']),
    ...appendOnly('program_version', ['version']),
    ...appendOnly('audit', ['seq']),
  ],
}

/** Every step from an empty file to the present schema. A released step is never changed: a new one follows it. */
export const migrations: readonly Migration[] = [first]

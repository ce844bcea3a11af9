import { StoreRefused } from '../store/migrate.ts'

/** An error that was foreseen: what happened and what to do, in one sentence, to be shown without a stack. */
export class StartRefused extends Error {}

const refused: Readonly<Record<StoreRefused['code'], (folder: string, facts: StoreRefused['facts']) => string>> = {
  in_use: (folder) =>
    `Another Jixing already uses the folder ${folder}; stop it first, or set DATA_DIR to another folder.`,
  newer_schema: (folder) =>
    `The data in ${folder} were written by a newer Jixing; start that one, or set DATA_DIR to another folder.`,
  foreign_schema: (folder) => `The file jixing.db in ${folder} is not one of Jixing's; set DATA_DIR to another folder.`,
  sqlite_too_old: (_, { found, least }) =>
    `SQLite ${found} is too old, at least ${least} is needed; install the packages again with npm ci.`,
  network_disk: (folder) =>
    `The folder ${folder} is on a network disk, where the data would not be safe; set DATA_DIR to a local folder.`,
  not_durable: (folder, { found }) =>
    `SQLite does not keep what it writes in ${folder} safe (${found}); set DATA_DIR to another disk.`,
}

/** Returns what a failed start says to the person who started it; undefined for what nobody foresaw. */
export function sentenceOf(
  error: unknown,
  facts: { readonly folder: string; readonly host: string; readonly port: number },
): string | undefined {
  const { folder, host, port } = facts
  if (error instanceof StartRefused) return error.message
  if (error instanceof StoreRefused) return refused[error.code](folder, error.facts)
  const { code, syscall } = error as { code?: string; syscall?: string }
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is taken by another program; stop it, or set PORT to a free port.`
  if (syscall === 'listen' || code === 'EADDRNOTAVAIL')
    return `The server cannot listen on ${host}:${port} (${code}); set HOST and PORT to an address of this machine.`
  const disk = [
    'EACCES',
    'EPERM',
    'EROFS',
    'ENOTDIR',
    'EEXIST',
    'ENOSPC',
    'ENOENT',
    'SQLITE_CANTOPEN',
    'SQLITE_READONLY',
    'SQLITE_FULL',
    'SQLITE_IOERR',
  ]
  if (code && disk.includes(code))
    return `The folder ${folder} cannot be written (${code}); set DATA_DIR to a folder that this user may write to.`
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT')
    return `The file jixing.db in ${folder} is damaged or not a database; put a backup in its place, or set DATA_DIR to another folder.`
  return undefined
}

/** What the exit status of `jixing` says; docs/cli.md lists them for its readers. */
export const EXIT = {
  /** The result is whole. */
  done: 0,
  /** The result is there, but some lines were refused or in conflict, or a program has warnings. */
  refused: 1,
  /** The command line cannot be understood, or asks about something that is not there. */
  usage: 2,
  /** A program is not valid. */
  program: 3,
  /** A file cannot be read. */
  unreadable: 4,
  /** The result cannot be written. */
  unwritable: 5,
  /** A mistake of jixing itself. */
  bug: 70,
}

/** Ends the command with lines for standard error and an exit status. */
export class Stop extends Error {
  /**
   * @param {number} status one of EXIT
   * @param {readonly string[]} lines
   */
  constructor(status, lines) {
    super(lines.join('\n'))
    this.status = status
    this.lines = lines
  }
}

/**
 * Returns what the system said about a file, without the stack: `ENOENT: no such file or directory`.
 * @param {unknown} error
 */
export function reasonOf(error) {
  const text = error instanceof Error ? error.message : String(error)
  return text.replace(/, (open|read|scandir|write) .*$/, '').replace(/, (open|read|write)$/, '')
}

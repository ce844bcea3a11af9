/** What an award held before it changed; the changes of holdings form a chain. */
export interface Undo {
  readonly award: number
  readonly granted: number
  readonly withheld: readonly { readonly by: number; readonly amount: number }[]
  next: Undo | undefined
}

/**
 * A moment in the life of holdings. It leads to what changed afterwards and nothing leads to it, so a moment that nobody
 * asks about any more costs nothing.
 */
export interface Moment {
  /** How many awards the table had. */
  readonly size: number
  /** The last change before it. */
  readonly last: Undo
}

/** The changes of holdings from some moment on. */
export class Changes {
  private last: Undo = { award: -1, granted: 0, withheld: [], next: undefined }
  private isMarked = false

  /** Marks the present moment for a table of so many awards. */
  mark(size: number): Moment {
    this.isMarked = true
    return { size, last: this.last }
  }

  /** Notes what an award holds before it changes; not needed while no moment was marked. */
  note(award: number, granted: number, withheld: () => Undo['withheld']): void {
    if (!this.isMarked) return
    const undo = { award, granted, withheld: withheld(), next: undefined }
    this.last.next = undo
    this.last = undo
  }

  /** Returns what the awards that changed since a moment held then. */
  since({ size, last }: Moment): ReadonlyMap<number, Undo> {
    const first = new Map<number, Undo>()
    for (let undo = last.next; undo; undo = undo.next) {
      if (undo.award < size && !first.has(undo.award)) first.set(undo.award, undo)
    }
    return first
  }
}

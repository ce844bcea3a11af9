import type { Plan, Result } from '@jixing/engine'
import type { Store } from '../store/open-store.ts'
import type { Organisation } from '../store/organisations.ts'
import { commitGroup, type RecordJob } from './commit-group.ts'
import { addNames, loadNames, loadVolume, type Names, type Volume } from './load-book.ts'
import type { Guard, Recording } from './record-items.ts'

/** Where an organisation's time comes from: the real clock, or, in a demonstration, one that stands still. */
export type Clock = () => number

interface AloneJob {
  readonly alone: (volume: Volume, now: number) => Promise<Volume | undefined>
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

/** Items of one transaction; more than this waits for the next. */
const MOST_TOGETHER = 5000
/** Milliseconds of quiet after a write before the results are computed again without being asked. */
const WARM_UP = 60
/** Milliseconds by which a result may lie behind the clock while nothing was recorded. */
const STALE = 60_000
/** Milliseconds for which readers are content with a result that lacks what others record meanwhile. */
const OLDEST_RESULT = 2000

/**
 * The books of one organisation: its log, ledger and results in memory, and the one queue through which they change.
 * A record is put into the book, then stored with its bookings in one transaction, and only then answered. When storing
 * fails, the book is thrown away and loaded from the store again, so it never holds what was not kept.
 */
export class Books {
  readonly organisation: Organisation
  readonly now: Clock
  readonly names: Names
  readonly #store: Store
  #volume: Volume | undefined
  #plan: Plan
  #result: Result | undefined
  /** The newest item that the result knows of. */
  #resultItem = 0
  /** Since when the result lacks something; undefined while it is complete. */
  #staleAt: number | undefined
  /** The newest item of each who records: nobody is shown a result that lacks what they just sent. */
  readonly #written = new Map<string, number>()
  #jobs: (RecordJob | AloneJob)[] = []
  #readers: { done: (result: Result) => void; failed: (error: unknown) => void }[] = []
  /** Whether the last try to compute the result failed; then it is not tried again before somebody asks. */
  #isBroken = false
  #running: Promise<void> | undefined
  #warmUp: NodeJS.Timeout | undefined

  private constructor(store: Store, organisation: Organisation, now: Clock, volume: Volume, names: Names) {
    this.#store = store
    this.organisation = organisation
    this.now = now
    this.names = names
    this.#volume = volume
    this.#plan = volume.plan
  }

  /** Loads the books of an organisation from the store. */
  static async open(store: Store, organisation: Organisation, now: Clock): Promise<Books> {
    const volume = await loadVolume(store.read, organisation.id, now())
    return new Books(store, organisation, now, volume, await loadNames(store.read, organisation.id))
  }

  /** All versions of the program, ready to run. */
  get plan(): Plan {
    return this.#plan
  }

  /** The number of the newest stored item: it changes whenever the log does. */
  get newestItem(): number {
    return this.#volume?.newestItem ?? 0
  }

  /** Records what a request brings and resolves, once all of it is stored, with what became of each record. */
  record(
    raw: readonly unknown[],
    by: string,
    guard: Guard = () => [],
    also?: RecordJob['also'],
  ): Promise<readonly Recording[]> {
    return new Promise((done, failed) => {
      this.#jobs.push({ raw, by, guard, also, done, failed })
      this.#start()
    })
  }

  /**
   * Runs a change that needs the books for itself; a volume that it returns takes the place of the present one.
   * Requires that the change leaves the volume it is given as it is.
   */
  alone(change: (volume: Volume, now: number) => Promise<Volume | undefined>): Promise<void> {
    return new Promise((done, failed) => {
      this.#jobs.push({ alone: change, done, failed })
      this.#start()
    })
  }

  /**
   * The result of everything stored so far, computed once for each state of the log, between two transactions. While
   * others record without pause, `reader` may be given a result up to two seconds old, but never one that lacks a
   * record of their own.
   */
  result(reader?: string): Promise<Result> {
    if (this.#result && this.#isGoodFor(reader)) return Promise.resolve(this.#result)
    return new Promise((done, failed) => {
      this.#readers.push({ done, failed })
      this.#start()
    })
  }

  #isGoodFor(reader: string | undefined): boolean {
    if (this.#staleAt === undefined) return true
    const own = reader === undefined ? 0 : (this.#written.get(reader) ?? 0)
    return own <= this.#resultItem && performance.now() - this.#staleAt < OLDEST_RESULT
  }

  /** The last result that was computed: it may lie some records behind. For questions of scope, where that is enough. */
  get latestResult(): Result | undefined {
    return this.#result
  }

  /** Books what time alone has brought since the last record: windows that ended, expectations that were not met. */
  async advance(): Promise<void> {
    if (!this.#volume || this.now() > this.#volume.book.asOf) await this.record([], 'time')
  }

  /** Resolves when nothing is waiting or running. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running
    clearTimeout(this.#warmUp)
  }

  #start(): void {
    clearTimeout(this.#warmUp)
    this.#running ??= Promise.resolve()
      .then(() => this.#run())
      .finally(() => {
        this.#running = undefined
        if (this.#jobs.length > 0 || this.#readers.length > 0) this.#start()
        else if (!this.#isBroken && (!this.#result || this.#staleAt !== undefined))
          this.#warmUp = setTimeout(() => this.#refresh(), WARM_UP).unref()
      })
  }

  /** Computes the result without anybody waiting for it. */
  #refresh(): void {
    this.#readers.push({ done: () => undefined, failed: () => undefined })
    this.#start()
  }

  async #run(): Promise<void> {
    for (;;) {
      if (this.#readers.length > 0) await this.#answerReaders()
      const next = this.#jobs[0]
      if (!next) return
      if ('alone' in next) await this.#runAlone(this.#jobs.shift() as AloneJob)
      else await this.#runGroup(this.#takeGroup())
    }
  }

  #takeGroup(): RecordJob[] {
    const group: RecordJob[] = []
    let size = 0
    while (this.#jobs.length > 0) {
      const next = this.#jobs[0] as RecordJob | AloneJob
      if ('alone' in next || (group.length > 0 && size + next.raw.length > MOST_TOGETHER)) break
      group.push(next)
      size += next.raw.length
      this.#jobs.shift()
    }
    return group
  }

  async #answerReaders(): Promise<void> {
    const readers = this.#readers.splice(0)
    try {
      if (!this.#result || this.#staleAt !== undefined) {
        const volume = await this.#open()
        this.#result = volume.book.result()
        this.#resultItem = volume.newestItem
        this.#staleAt = undefined
      }
      this.#isBroken = false
      for (const { done } of readers) done(this.#result)
    } catch (error) {
      this.#isBroken = true
      for (const { failed } of readers) failed(error)
    }
  }

  async #open(): Promise<Volume> {
    this.#volume ??= await loadVolume(this.#store.read, this.organisation.id, this.now())
    this.#plan = this.#volume.plan
    return this.#volume
  }

  #forget(): void {
    this.#volume = undefined
    this.#result = undefined
  }

  async #runAlone(job: AloneJob): Promise<void> {
    try {
      const volume = await job.alone(await this.#open(), this.now())
      if (volume) {
        this.#volume = volume
        this.#plan = volume.plan
        this.#result = undefined
      }
      job.done()
    } catch (error) {
      job.failed(error)
    }
  }

  /** Records and stores a group; when it fails, each of its requests is tried by itself, so one cannot fail the others. */
  async #runGroup(group: readonly RecordJob[]): Promise<void> {
    try {
      const committed = await commitGroup(this.#store, this.organisation.id, await this.#open(), group, this.now())
      this.#volume = committed.volume
      addNames(this.names, committed.profiles)
      const { book, newestItem } = committed.volume
      const isBehind = this.#result !== undefined && book.asOf - this.#result.asOf > STALE
      if (committed.grown || isBehind) this.#staleAt ??= performance.now()
      for (const account of committed.recorders) this.#written.set(account, newestItem)
      committed.answer()
    } catch (error) {
      this.#forget()
      if (group.length === 1) group[0]?.failed(error)
      else for (const job of group) await this.#runGroup([job])
    }
  }
}

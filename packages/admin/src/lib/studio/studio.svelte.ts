import type { Issue, Program } from '@jixing/engine'
import { type Edits, editsFor, withEdits } from './edit-program.ts'
import type { Answer, Ask, StudioPeriod, StudioRanking, Tried } from './protocol.ts'
import { type Tunable, tunables } from './tunables.ts'

const MOST_STEPS = 200

/**
 * The state of the rule studio: the edits with their history, and the worker that tries them. Only the latest edit is
 * ever tried: while the worker computes, newer ones replace each other.
 */
export class Studio {
  program = $state.raw() as Program
  known = $state.raw<readonly Tunable[]>([])
  edits = $state.raw<Edits>(new Map())
  candidate = $derived(withEdits(this.program, this.edits, this.known))

  period = $state.raw<StudioPeriod>({ level: '', key: '' })
  ranking = $state('')
  pinned = $state.raw<readonly string[]>([])

  periods = $state.raw<readonly StudioPeriod[]>([])
  rankings = $state.raw<readonly StudioRanking[]>([])
  items = $state(0)
  opened = $state(false)
  busy = $state(false)
  tried = $state.raw<Tried | undefined>()
  issues = $state.raw<readonly Issue[]>([])
  failure = $state.raw<{ readonly status: number; readonly message: string } | undefined>()
  /** Milliseconds from the last edit to the picture of it. */
  redrawn = $state(0)

  private past = $state.raw<readonly Edits[]>([])
  private future = $state.raw<readonly Edits[]>([])
  private dragged: string | undefined
  private stale = false
  private editedAt = 0
  private askedAt = 0
  private worker: Worker | undefined
  private readonly wanted: (periods: readonly StudioPeriod[]) => StudioPeriod | undefined

  constructor(program: Program, wanted: (periods: readonly StudioPeriod[]) => StudioPeriod | undefined) {
    this.program = program
    this.known = tunables(program)
    this.wanted = wanted
  }

  /** Starts the worker, which reads the log once; what it answers is taken from then on. */
  start(worker: Worker): void {
    this.worker = worker
    this.failure = undefined
    worker.onmessage = ({ data }: MessageEvent<Answer>) => this.take(data)
    worker.onerror = (event) => this.take({ kind: 'failed', status: 0, message: event.message })
    this.send({ kind: 'open' })
  }

  get canUndo(): boolean {
    return this.past.length > 0
  }

  get canRedo(): boolean {
    return this.future.length > 0
  }

  /** Sets a number; while a slider is dragged its steps share one entry in the history. */
  set(one: Tunable, value: number, dragging = false): void {
    const next = new Map(this.edits)
    if (value === one.value) next.delete(one.key)
    else next.set(one.key, value)
    if (!dragging || this.dragged !== one.key) this.remember()
    this.dragged = dragging ? one.key : undefined
    this.edits = next
    this.tryOut()
  }

  /** Ends a drag, so that the next one is a step of its own. */
  rest(): void {
    this.dragged = undefined
  }

  /** Goes one step back. */
  undo(): void {
    const last = this.past.at(-1)
    if (!last) return
    this.future = [...this.future, this.edits]
    this.past = this.past.slice(0, -1)
    this.edits = last
    this.tryOut()
  }

  /** Goes one step forward again. */
  redo(): void {
    const next = this.future.at(-1)
    if (!next) return
    this.past = [...this.past, this.edits]
    this.future = this.future.slice(0, -1)
    this.edits = next
    this.tryOut()
  }

  /** Takes every change back, as one step that can be undone. */
  reset(): void {
    if (this.edits.size === 0) return
    this.remember()
    this.edits = new Map()
    this.tryOut()
  }

  /** Looks at another period; a ranking of another level gives way to the one of the same kind. */
  look(period: StudioPeriod): void {
    this.period = period
    const old = this.rankings.find((one) => one.id === this.ranking)
    if (old?.level !== period.level) {
      const same = this.rankings.find((one) => one.level === period.level && one.kind === (old?.kind ?? 'branch'))
      this.ranking = (same ?? this.rankings.find((one) => one.level === period.level))?.id ?? ''
    }
    this.tryOut()
  }

  /** Looks at another ranking. */
  choose(ranking: string): void {
    this.ranking = ranking
    this.tryOut()
  }

  /** Watches a subject, or no longer. */
  pin(subject: string): void {
    this.pinned = this.pinned.includes(subject)
      ? this.pinned.filter((one) => one !== subject)
      : [...this.pinned, subject]
    this.tryOut()
  }

  /** Takes a newer version as the ground; the edits that still say something there stay. */
  rebase(program: Program): void {
    this.program = program
    this.known = tunables(program)
    this.edits = editsFor(this.edits, this.known)
    this.past = []
    this.future = []
    this.opened = false
    this.send({ kind: 'open' })
  }

  private remember(): void {
    this.past = [...this.past.slice(1 - MOST_STEPS), this.edits]
    this.future = []
  }

  private send(ask: Ask): void {
    this.worker?.postMessage(ask)
  }

  private tryOut(): void {
    this.editedAt = performance.now()
    if (!this.opened) return
    if (this.busy) this.stale = true
    else this.ask()
  }

  private ask(): void {
    this.busy = true
    this.stale = false
    this.askedAt = this.editedAt
    const { candidate, period, ranking, pinned } = this
    this.send({ kind: 'try', candidate, period, ranking, pinned })
  }

  private take(answer: Answer): void {
    if (answer.kind === 'opened') {
      this.periods = answer.periods
      this.rankings = answer.rankings
      this.items = answer.items
      this.opened = true
      const kept = answer.periods.find((one) => one.key === this.period.key)
      this.look(kept ?? this.wanted(answer.periods) ?? (answer.periods[0] as StudioPeriod))
      return
    }
    if (answer.kind === 'failed') this.failure = answer
    else if (answer.kind === 'refused') this.issues = answer.issues
    else {
      this.tried = answer
      this.issues = []
      this.failure = undefined
      this.measure(this.askedAt)
    }
    this.busy = false
    if (this.stale) this.ask()
  }

  /** Notes how long it took from the edit to the frame that shows it. */
  private measure(from: number): void {
    requestAnimationFrame(() => {
      const end = performance.now()
      this.redrawn = end - from
      performance.measure('studio-redraw', { start: from, end })
    })
  }
}

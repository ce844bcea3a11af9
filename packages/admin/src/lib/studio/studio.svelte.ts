import type { Program } from '@jixing/engine'
import { withNumbers } from '#lib/rules/tunables.ts'
import type { Answer, Ask, StudioPeriod } from './protocol.ts'

type Tried = Extract<Answer, { kind: 'tried' }>
type Edits = ReadonlyMap<string, number>

/**
 * The state of the rule studio: the edits with their history, and the worker that tries them. Only the latest edit is
 * ever tried: while the worker computes, newer ones replace each other.
 */
export class Studio {
  edits = $state.raw<Edits>(new Map())
  period = $state('')
  pinned = $state.raw<readonly string[]>([])
  periods = $state.raw<readonly StudioPeriod[]>([])
  tried = $state.raw<Tried | undefined>()
  issues = $state.raw<Extract<Answer, { kind: 'refused' }>['issues']>([])
  failure = $state<string | undefined>()
  openedIn = $state<number | undefined>()
  private past: Edits[] = $state.raw([])
  private future: Edits[] = $state.raw([])
  private readonly program: Program
  private readonly worker: Worker
  private asked = 0
  private busy = false
  private stale = false

  constructor(program: Program, worker: Worker, period: (periods: readonly StudioPeriod[]) => string) {
    this.program = program
    this.worker = worker
    worker.onmessage = ({ data }: MessageEvent<Answer>) => this.take(data, period)
    worker.onerror = (event) => {
      this.failure = event.message
    }
    this.send({ kind: 'open' })
  }

  get canUndo(): boolean {
    return this.past.length > 0
  }

  get canRedo(): boolean {
    return this.future.length > 0
  }

  /** The program as edited. */
  get candidate(): Program {
    return withNumbers(this.program, this.edits)
  }

  /** Sets a number; while a slider is dragged its steps share one entry in the history. */
  set(path: string, value: number, original: number, dragging = false): void {
    const next = new Map(this.edits)
    if (value === original) next.delete(path)
    else next.set(path, value)
    if (!dragging || this.lastDragged !== path) this.remember()
    this.lastDragged = dragging ? path : undefined
    this.edits = next
    this.tryOut()
  }

  private lastDragged: string | undefined

  /** Ends a drag, so that the next one is a step of its own. */
  rest(): void {
    this.lastDragged = undefined
  }

  private remember(): void {
    this.past = [...this.past.slice(-99), this.edits]
    this.future = []
  }

  undo(): void {
    const last = this.past.at(-1)
    if (!last) return
    this.future = [...this.future, this.edits]
    this.past = this.past.slice(0, -1)
    this.edits = last
    this.tryOut()
  }

  redo(): void {
    const next = this.future.at(-1)
    if (!next) return
    this.past = [...this.past, this.edits]
    this.future = this.future.slice(0, -1)
    this.edits = next
    this.tryOut()
  }

  reset(): void {
    if (this.edits.size === 0) return
    this.remember()
    this.edits = new Map()
    this.tryOut()
  }

  look(period: string): void {
    this.period = period
    this.tryOut()
  }

  pin(subject: string): void {
    this.pinned = this.pinned.includes(subject) ? this.pinned.filter((one) => one !== subject) : [...this.pinned, subject]
    this.tryOut()
  }

  close(): void {
    this.worker.terminate()
  }

  private send(ask: Ask): void {
    this.worker.postMessage(ask)
  }

  private tryOut(): void {
    if (this.openedIn === undefined) return
    if (this.busy) {
      this.stale = true
      return
    }
    this.busy = true
    this.stale = false
    performance.mark('studio-edit')
    this.send({ kind: 'try', id: ++this.asked, candidate: this.candidate, period: this.period, pinned: this.pinned })
  }

  private take(answer: Answer, period: (periods: readonly StudioPeriod[]) => string): void {
    if (answer.kind === 'failed') this.failure = answer.message
    else if (answer.kind === 'opened') {
      this.periods = answer.periods
      this.period = period(answer.periods)
      this.openedIn = answer.milliseconds
      this.tryOut()
      return
    } else if (answer.kind === 'refused') this.issues = answer.issues
    else {
      this.tried = answer
      this.issues = []
      requestAnimationFrame(() => performance.measure('studio-redraw', 'studio-edit'))
    }
    this.busy = false
    if (this.stale) this.tryOut()
  }
}

import { grown } from './column.ts'
import type { ActivityEvent } from './item.ts'
import { Narrow } from './narrow.ts'

const MOST_TYPES = 0x1_0000

/** What every event has beside its id and attributes, in columns: one row an event in order of arrival. */
export class EventTable {
  size = 0
  times = new Float64Array(0)
  /** Codes of activities. */
  types = new Uint16Array(0)
  /** Codes of subjects in the log's texts, -1 for none. */
  subjects = new Int32Array(0)
  private readonly typeNames: string[] = []
  private readonly typeRows: number[] = []
  private readonly typeCodes = new Map<string, number>()
  /** How long after it happened each event was received, in milliseconds. */
  private readonly delays = new Narrow(0)
  private participants = new Int32Array(0)
  /** Where the participants of each row end; no array at all while no event has any. */
  private participantEnds = new Int32Array(0)

  /** The bytes that the columns take. */
  get byteLength(): number {
    const { times, types, subjects, delays, participants, participantEnds } = this
    return [times, types, subjects, delays, participants, participantEnds].reduce((sum, one) => sum + one.byteLength, 0)
  }

  /** Adds an event whose subject and participants are given by their codes; returns its row. */
  add(event: ActivityEvent, subject: number, participants: readonly number[]): number {
    const row = this.size++
    if (row >= this.times.length) {
      this.times = grown(this.times, row + 1, 0)
      this.types = grown(this.types, row + 1, 0)
      this.subjects = grown(this.subjects, row + 1, -1)
    }
    this.times[row] = event.occurredAt
    this.types[row] = this.countType(event.type)
    this.subjects[row] = subject
    this.delays.set(row, event.receivedAt - event.occurredAt)
    const hadSome = this.participantEnds.length > 0
    if (hadSome || participants.length > 0) this.addParticipants(row, participants)
    return row
  }

  private addParticipants(row: number, participants: readonly number[]): void {
    const start = row === 0 ? 0 : (this.participantEnds[row - 1] ?? 0)
    this.participantEnds = grown(this.participantEnds, row + 1, 0)
    this.participants = grown(this.participants, start + participants.length, 0)
    this.participants.set(participants, start)
    this.participantEnds[row] = start + participants.length
  }

  private countType(type: string): number {
    let code = this.typeCodes.get(type)
    if (code === undefined) {
      code = this.typeNames.push(type) - 1
      if (code >= MOST_TYPES) throw new RangeError(`A log has at most ${MOST_TYPES} activities`)
      this.typeCodes.set(type, code)
    }
    this.typeRows[code] = (this.typeRows[code] ?? 0) + 1
    return code
  }

  type(row: number): string {
    return this.typeNames[this.types[row] as number] as string
  }

  /** The activities of which there are events, each with how many rows it has. */
  rowsByType(): [type: string, rows: number][] {
    return this.typeNames.map((type, code) => [type, this.typeRows[code] as number])
  }

  /** The code of an activity, or undefined when no event is of it. */
  typeCode(type: string): number | undefined {
    return this.typeCodes.get(type)
  }

  received(row: number): number {
    return (this.times[row] as number) + this.delays.at(row)
  }

  participantCount(row: number): number {
    return (this.participantEnds[row] ?? 0) - this.participantStart(row)
  }

  participant(row: number, i: number): number {
    return this.participants[this.participantStart(row) + i] as number
  }

  private participantStart(row: number): number {
    return row === 0 ? 0 : (this.participantEnds[row - 1] ?? 0)
  }
}

import type { Label } from '../base/label.ts'

/**
 * Roster facts. The stage `subjects` decides who belongs where at an instant; it leaves what they did to `event` and
 * what counts to `rules`.
 */
export interface SubjectRef {
  /** A kind the program declares: member, branch, grid … */
  readonly kind: string
  /** Unique within its kind. */
  readonly id: string
}

/** What every item of the log carries: an id unique within its source, and when it was received (UTC milliseconds). */
export interface Recorded {
  readonly id: string
  readonly source: string
  readonly receivedAt: number
}

/** A half-open span of UTC milliseconds; without an end it is open. */
export interface Span {
  readonly start: number
  readonly end?: number
}

/** Names a subject of the roster (名册). */
export interface SubjectFact extends Recorded, Span {
  readonly kind: 'subject'
  readonly subject: SubjectRef
  readonly label?: Label
}

/** Puts a subject into a unit of a tree, or (null) into none; a transfer is a second membership. */
export interface MembershipFact extends Recorded, Span {
  readonly kind: 'membership'
  readonly tree: string
  readonly subject: SubjectRef
  readonly unit: string | null
}

/** Exempts a subject (免评, leave, suspension) for a span. */
export interface ExemptionFact extends Recorded, Span {
  readonly kind: 'exemption'
  readonly subject: SubjectRef
  readonly reason: string
}

/** Gives a subject an attribute for a span. */
export interface AttributeFact extends Recorded, Span {
  readonly kind: 'attribute'
  readonly subject: SubjectRef
  readonly name: string
  readonly value: string | number | boolean
}

/** Makes a subject responsible for an object (a key household) for a span. */
export interface AssignmentFact extends Recorded, Span {
  readonly kind: 'assignment'
  readonly subject: SubjectRef
  readonly name: string
  readonly object: string
}

/** A change of the roster (名册变更). */
export type RosterFact = SubjectFact | MembershipFact | ExemptionFact | AttributeFact | AssignmentFact

/** Returns the text that names a subject uniquely over all kinds. */
export function subjectKey(subject: SubjectRef): string {
  return `${subject.kind}/${subject.id}`
}

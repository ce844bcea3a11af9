/** Red and black lists: nominations, the life of a line, and what each viewer sees of it. */
export type { Nomination } from './candidates.ts'
export type { Refusal } from './checks.ts'
export { due, type FallenDue } from './fall-due.ts'
export { deadlinesOf, type ListRules, listRules, type RunningDeadlines } from './list-rules.ts'
export {
  type ActionParts,
  type Actor,
  draftListing,
  type Evidence,
  hasEnded,
  LISTING_STATES,
  type LineGrounds,
  type Listing,
  type ListingState,
  type ListingStep,
  type Objection,
  pendingObjection,
  type Reason,
  type Rectification,
} from './listing.ts'
export { maskLine, nameLevel, type ShownLine, type ShownObjection, type SubjectDetails } from './mask-line.ts'
export { maskName, NAME_LEVELS, type NameLevel } from './mask-name.ts'
export {
  type LeftOut,
  type NominationOptions,
  type NominationSource,
  type Nominations,
  nominate,
} from './nominate.ts'
export type { EdgeTie } from './pick.ts'
export { draftStated, type Statement } from './stated-listing.ts'
export { type Stepped, settleListing, step, stepRow } from './step.ts'
export { ACTIONS, type Action, type CheckName, STEPS, type StepRow, type StepTaker } from './steps.ts'
export { type CountTable, type ShownCounts, suppressSmallGroups } from './suppress-small-groups.ts'
export { type HiddenBecause, hiddenBecause, seesAtLeast, VIEWERS, type Viewer, visible } from './visible.ts'

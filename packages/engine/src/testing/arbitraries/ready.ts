/** Which parts of the language the worlds speak: those that the engine computes already. */

/** The parts of the language that worlds may leave out, each under the name of its key or kind. */
export const PARTS = [
  'leaves',
  'workdays',
  'membersOf',
  'split',
  'multiplier',
  'milestone',
  'streak',
  'place',
  'challenge',
  'milestoneOf',
  'expiry',
  'miniLeague',
  'needs',
  'moves',
] as const

/** A part of the language that worlds may leave out. */
export type Part = (typeof PARTS)[number]

/** The parts that the engine computes. */
export const READY: readonly Part[] = PARTS

export {
  CIRCUMSTANCES,
  type Coverage,
  createMeter,
  type Meter,
} from './arbitraries/coverage.ts'
export { type Stage, stages, ZONES } from './arbitraries/instants.ts'
export { type LogOptions, logs, MEMBERS } from './arbitraries/items.ts'
export { type Focus, firstVersions, type ProgramOptions, programmes } from './arbitraries/programs.ts'
export { PARTS, type Part, READY } from './arbitraries/ready.ts'
export { type World, type WorldOptions, worlds } from './arbitraries/worlds.ts'
export { type Canonical, type CanonicalAward, canonicalOf, type Nested } from './canonical.ts'
export { referenceScore } from './reference/reference-score.ts'
export { stateHash } from './state-hash.ts'
export { type PlayedTable, playTable } from './table.ts'

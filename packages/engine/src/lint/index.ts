/** Warnings about a valid program. */
export { type LintOptions, lint } from './lint.ts'
export { type LimitLaw, monotonicity, type NotMonotone } from './monotonicity.ts'
export type { Warning } from './warning.ts'

import type { Label } from '../base/label.ts'
import type { Program } from '../rules/program.ts'
import { checkAssessment, checkVisibility } from './check-assessment.ts'
import { checkBands } from './check-bands.ts'
import { checkConditions } from './check-conditions.ts'
import { checkLabels, checkTraces } from './check-labels.ts'
import { checkLimits } from './check-limits.ts'
import { checkOverlays } from './check-overlays.ts'
import { checkPublishedLists } from './check-published-lists.ts'
import { checkReachable } from './check-reachable.ts'
import { checkUse } from './check-use.ts'
import type { Warn, Warning } from './warning.ts'

/** What lint may be told: the languages that every label should have, by default both. */
export interface LintOptions {
  readonly languages?: readonly (keyof Label)[]
}

/** Returns what looks like a mistake or needs a second thought in a valid program. Requires that `parseProgram` took it. */
export function lint(program: Program, options: LintOptions = {}): Warning[] {
  const warnings: Warning[] = []
  const warn: Warn = (code, path, params) => warnings.push({ code, path, params })
  checkAssessment(program, warn)
  checkVisibility(program, warn)
  checkConditions(program, warn)
  checkLimits(program, warn)
  checkBands(program, warn)
  checkPublishedLists(program, warn)
  checkReachable(program, warn)
  checkOverlays(program, warn)
  checkUse(program, warn)
  checkTraces(program, warn)
  checkLabels(program, options.languages ?? ['zh-CN', 'en'], warn)
  return warnings
}

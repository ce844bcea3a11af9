import type { Issue, Parsed } from '../base/issue.ts'
import { plainCopy } from '../base/plain-copy.ts'
import { isObject } from '../base/shape.ts'
import { checkDerived } from './check-derived.ts'
import { checkFrame, gatherFields } from './check-frame.ts'
import { checkLists } from './check-lists.ts'
import { checkRules } from './check-rules.ts'
import { checkScores } from './check-scores.ts'
import { MeaningChecker } from './meaning-checker.ts'
import type { Program } from './program.ts'
import { programShape } from './shapes.ts'

const MAX_ISSUES = 1000
const DEEPEST = 80
const LARGEST = 1_000_000

/**
 * Parses a program. Returns a frozen program, or every mistake at once with its JSON pointer. Never throws, whatever
 * the value.
 */
export function parseProgram(untrusted: unknown): Parsed<Program> {
  const plain = plainCopy(untrusted, DEEPEST, LARGEST)
  if (plain === 'too_deep') return { ok: false, issues: [{ code: 'too_deep', path: '', params: { max: DEEPEST } }] }
  if (plain === 'too_large') return { ok: false, issues: [{ code: 'too_large', path: '', params: { max: LARGEST } }] }
  const json = plain.copy
  const issues: Issue[] = []
  programShape.check(json, '', issues)
  if (isObject(json) && readable(json)) checkMeaning(json as unknown as Program, issues)
  if (issues.length > 0) return { ok: false, issues: unique(issues).slice(0, MAX_ISSUES) }
  return { ok: true, value: freeze(JSON.parse(JSON.stringify(json)) as Program) }
}

function unique(issues: readonly Issue[]): Issue[] {
  const seen = new Set<string>()
  return issues.filter((issue) => {
    const key = `${issue.code} ${issue.path}`
    return !seen.has(key) && seen.add(key)
  })
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const child of Object.values(value)) freeze(child)
  }
  return value
}

/** Whether the parts have the JSON types that checking their meaning walks over. */
function readable(json: Record<string, unknown>): boolean {
  const lists = ['rules', 'limits', 'measures', 'populations', 'scores', 'rankings', 'tiers', 'lists']
  const maps = ['subjects', 'trees', 'categories', 'periods', 'activities', 'cases']
  return (
    lists.every((key) => json[key] === undefined || (Array.isArray(json[key]) && json[key].every(isObject))) &&
    maps.every(
      (key) =>
        json[key] === undefined ||
        (isObject(json[key]) && (key === 'trees' || Object.values(json[key]).every(isObject))),
    ) &&
    isObject(json.periods) &&
    isObject(json.activities) &&
    isObject(json.subjects) &&
    Array.isArray(json.rules)
  )
}

function checkMeaning(program: Program, issues: Issue[]): void {
  const check = new MeaningChecker(program, gatherFields(program, issues), issues)
  checkFrame(check)
  checkRules(check)
  checkDerived(check)
  checkScores(check)
  checkLists(check)
}

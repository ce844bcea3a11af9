import { plainText as plain, stepSentence } from '@jixing/engine/words'

/** @import { Plan, Program, Step } from '@jixing/engine' */
/** @import { Language } from './word.js' */

/** How many other events a step names. */
const NAMED = 8

/**
 * Returns an explanation as lines of a tree: a sentence for each step, and after an award the event that it is for.
 * @param {Step} step
 * @param {Plan} plan
 * @param {Language} language
 * @returns {Generator<string>}
 */
export function* stepLines(step, plan, language) {
  yield stepText(step, plan, language)
  yield* below(step, plan, language, '')
}

/**
 * @param {Step} step
 * @param {Plan} plan
 * @param {Language} language
 * @param {string} indent
 * @returns {Generator<string>}
 */
function* below(step, plan, language, indent) {
  const steps = step.steps ?? []
  for (const [i, one] of steps.entries()) {
    const last = i === steps.length - 1
    yield `${indent}${last ? '└─ ' : '├─ '}${stepText(one, plan, language)}`
    yield* below(one, plan, language, `${indent}${last ? '   ' : '│  '}`)
  }
}

/**
 * @param {Step} step
 * @param {Plan} plan
 * @param {Language} language
 */
function stepText(step, plan, language) {
  const { id, source, usedBy, version } = step.params
  const program = plan.versions.find((one) => one.version === version) ?? plan.versions.at(-1)
  const event = typeof id === 'string' ? ` [${source ? `${source}/${id}` : id}]` : ''
  const others = Array.isArray(usedBy) && usedBy.length > 0 ? ` [${refsText(usedBy)}]` : ''
  return plain(stepSentence(step, /** @type {Program} */ (program), language) + event + others)
}

/** @param {readonly unknown[]} refs */
function refsText(refs) {
  const ids = refs.map((ref) => /** @type {{ id: string }} */ (ref).id)
  return ids.length > NAMED ? `${ids.slice(0, NAMED).join(', ')} … +${ids.length - NAMED}` : ids.join(', ')
}

// What test files get for 'vitest' here: describe, it and the hooks only collect, and expect is Vitest's own. A test file
// is then a list of functions that can be run one by one, in a process that lives on from one mutant to the next.
import { format } from 'node:util'
import { installed } from './loading.mjs'

/**
 * @typedef {{ name: string, run: () => unknown }} Test
 * @typedef {{ tests: Test[], before: (() => unknown)[], after: (() => unknown)[] }} Collected
 */

/** @type {Collected} */
let collected = { tests: [], before: [], after: [] }
/** @type {string[]} */
let names = []
/** The groups whose bodies are still to be read: they may use what their file declares below them. */
/** @type {{ names: string[], body: () => void }[]} */
let groups = []

/**
 * The tests of a file.
 * @param {() => Promise<unknown>} load
 * @returns {Promise<Collected>}
 */
export async function collect(load) {
  names = []
  groups = []
  collected = { tests: [], before: [], after: [] }
  await load()
  for (let group = groups.shift(); group; group = groups.shift()) {
    const later = groups
    groups = []
    names = group.names
    group.body()
    groups.push(...later)
  }
  return collected
}

export const { expect, vi } = installed

/** @param {string} name @param {() => void} body */
export function describe(name, body) {
  groups.push({ names: [...names, name], body })
}

/** The last function of the arguments: options may stand before it or be missing. @param {unknown[]} rest */
const bodyOf = (rest) =>
  /** @type {(...values: unknown[]) => unknown} */ (rest.find((one) => typeof one === 'function'))

/** @param {string} name @param {unknown[]} rest */
export function it(name, ...rest) {
  const body = bodyOf(rest)
  collected.tests.push({ name: [...names, name].join(' > '), run: () => body() })
}

/** @param {readonly unknown[]} rows */
function each(rows) {
  return (/** @type {string} */ name, /** @type {unknown[]} */ ...rest) => {
    const body = bodyOf(rest)
    rows.forEach((row, index) => {
      const values = Array.isArray(row) ? row : [row]
      // A placeholder takes a value; values without one are not part of the name.
      const taken = name.match(/%[sdifjoO]/g)?.length ?? 0
      const filled = format(name.replaceAll('%#', String(index)), ...values.slice(0, taken))
      collected.tests.push({ name: [...names, filled].join(' > '), run: () => body(...values) })
    })
  }
}
it.each = each
describe.each = (/** @type {readonly unknown[]} */ rows) => (/** @type {string} */ name, /** @type {any} */ body) => {
  for (const row of rows) {
    const values = Array.isArray(row) ? row : [row]
    describe(format(name, ...values.slice(0, name.match(/%[sdifjoO]/g)?.length ?? 0)), () => body(...values))
  }
}
it.skip = describe.skip = () => {}
it.runIf = (/** @type {unknown} */ wanted) => (wanted ? it : it.skip)

/** @param {() => unknown} body */
export const beforeAll = (body) => void collected.before.push(body)
/** @param {() => unknown} body */
export const afterAll = (body) => void collected.after.push(body)

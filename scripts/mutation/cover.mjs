// Which tests enter which places of the sources, so that a mutant is tried by the tests that can see it, the quick ones first.

/** @typedef {[start: number, end: number, count: number]} Range */
/** @typedef {{ file: string, test: string, ms: number, entered: [file: string, functions: Range[][]][] }} Watched */

export class Cover {
  /** The ranges by test and by file. @type {Map<string, Range[][]>[]} */
  #entered = []
  /** @type {Watched[]} */
  #tests = []
  /** @type {Map<string, Range[][]>} */
  #loaded = new Map()

  /** What is entered by loading alone: every test sees it. @param {Watched['entered']} entered */
  loaded(entered) {
    this.#loaded = new Map(entered)
  }

  /** @param {Watched} watched */
  add(watched) {
    this.#tests.push({ ...watched, entered: [] })
    this.#entered.push(new Map(watched.entered))
  }

  /** How many tests there are and how long they take together, in milliseconds. */
  get size() {
    return { tests: this.#tests.length, ms: this.#tests.reduce((sum, { ms }) => sum + ms, 0) }
  }

  /**
   * The tests that can see a place, the quick ones first, as many as fit into a time; and how many can see it.
   * @param {string} file
   * @param {number} at
   * @param {number} most milliseconds, by how long the tests took without a change
   */
  planFor(file, at, most) {
    const everyone = isEntered(this.#loaded.get(file), at)
    const seeing = this.#tests.filter((_, index) => everyone || isEntered(this.#entered[index]?.get(file), at))
    /** @type {Map<string, { tests: string[], ms: number }>} */
    const files = new Map()
    let ms = 0
    for (const one of seeing.toSorted((a, b) => a.ms - b.ms)) {
      ms += one.ms
      if (ms > most) break
      const known = files.get(one.file) ?? { tests: [], ms: 0 }
      known.tests.push(one.test)
      files.set(one.file, { tests: known.tests, ms: known.ms + one.ms })
    }
    const plan = [...files].sort(([, a], [, b]) => a.ms / a.tests.length - b.ms / b.tests.length)
    return {
      plan: plan.map(([name, { tests }]) => /** @type {[string, string[]]} */ ([name, tests])),
      seeing: seeing.length,
      ms: Math.min(ms, most),
    }
  }
}

/** Whether the smallest range around a place was entered. @param {Range[][] | undefined} functions @param {number} at */
function isEntered(functions, at) {
  let width = Number.POSITIVE_INFINITY
  let entered = false
  for (const ranges of functions ?? []) {
    for (const [start, end, count] of ranges) {
      if (start > at || end <= at || end - start > width) continue
      width = end - start
      entered = count > 0
    }
  }
  return entered
}

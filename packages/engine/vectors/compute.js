/**
 * What any environment makes of a golden vector: plain JavaScript without imports, so that the same file runs in every
 * Node and in a page. `engine` is the public engine, `canonicalOf` says a result as one plain value.
 */

/** The part of the engine that is used; the sources and the build both have it. */
/** @typedef {Record<'parseProgram' | 'compile' | 'createLog' | 'score', (...given: any[]) => any>} Engine */
/** @typedef {{ name: string, programs: readonly unknown[], items: readonly unknown[], asOf: string, zone: unknown, expected: unknown }} Vector */

/**
 * Scores a vector, with the zone that was frozen into it or with the one this machine knows.
 * @param {Engine} engine
 * @param {(result: any) => unknown} canonicalOf
 * @param {Vector} vector
 * @param {boolean} frozen
 */
export function compute(engine, canonicalOf, vector, frozen) {
  const programs = vector.programs.map((json) => {
    const parsed = engine.parseProgram(json)
    if (!parsed.ok) throw new Error(`${vector.name}: ${JSON.stringify(parsed.issues)}`)
    return parsed.value
  })
  const plan = engine.compile(programs, frozen ? { zone: vector.zone } : {})
  if (!plan.ok) throw new Error(`${vector.name}: ${JSON.stringify(plan.issues)}`)
  const log = engine.createLog(plan.value)
  for (const item of vector.items) log.add(item)
  return canonicalOf(engine.score(plan.value, log, { asOf: vector.asOf }))
}

/**
 * Returns the names of the vectors that do not come out as expected, and all values as one text to be hashed.
 * @param {Engine} engine
 * @param {(result: any) => unknown} canonicalOf
 * @param {readonly Vector[]} vectors
 * @param {boolean} frozen
 */
export function computeAll(engine, canonicalOf, vectors, frozen) {
  /** @type {string[]} */
  const different = []
  const values = vectors.map((vector) => {
    const value = JSON.stringify(compute(engine, canonicalOf, vector, frozen))
    if (value !== JSON.stringify(vector.expected)) different.push(vector.name)
    return `${vector.name} ${value}`
  })
  return { different, values: values.join('\n') }
}

// Which sources are mutated, which tests must notice, and the hash by which a report knows its sources.
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { root } from '../workspace.mjs'

/** The stages whose code decides points, limits and ranks. */
export const stages = ['rules', 'ledger', 'standings']

/** Tests that run the built package, the compiler or a child process: slow, and no law of the stages is theirs alone. */
const others = ['command-line/', 'editor/', 'package/', 'oracles/', 'vectors/']

/** @param {string} pattern */
const list = (pattern) =>
  globSync(pattern, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()

/** @param {string} path */
const isTest = (path) => /\.(test|prop)\.ts$/.test(path)

/** The files of the stages, without the tests beside them. */
export const mutated = () =>
  stages.flatMap((stage) => list(`packages/engine/src/${stage}/*.ts`)).filter((path) => !isTest(path))

/** The test files that may notice a change. */
export const tests = () =>
  list('packages/engine/{src,test}/**/*.{test,prop}.ts').filter(
    (path) => !others.some((folder) => path.startsWith(`packages/engine/test/${folder}`)),
  )

/** @param {string} path */
export const read = (path) => readFileSync(`${root}/${path}`, 'utf8')

/** A hash over the names and texts of the mutated files, the same on every system. */
export function sourcesHash() {
  const hash = createHash('sha256')
  for (const path of mutated()) hash.update(`${path}\0${read(path).replaceAll('\r\n', '\n')}\0`)
  return hash.digest('hex').slice(0, 16)
}

/**
 * R16: random trees and texts as programs, items and formulas. Nothing throws or hangs, every mistake is a typed issue
 * with its place, no prototype is reached, and what was read prints to itself.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Asked, Proven } from './proof.ts'

/** What the proof measures. */
export const title = 'hostile trees and texts: typed issues only, bounded, no prototype, print after parse is the same'
/** How many cases a run looks at, and a long one. */
export const sizes = { cases: 50_000, long: 1_000_000 }

/** Runs the hostile properties at the size asked for; they are the ones that every test run tries 50,000 times. */
export function prove({ cases, seed }: Asked): Proven {
  const folder = mkdtempSync(join(tmpdir(), 'prove-'))
  const report = join(folder, 'report.json')
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const of = [
    'run',
    '--project',
    'engine',
    'packages/engine/test/hostile.prop.ts',
    '--reporter=json',
    `--outputFile=${report}`,
  ]
  spawnSync(process.execPath, [vitest, ...of], {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, LAW_RUNS: String(cases), LAW_SEED: String(seed) },
  })
  try {
    const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(report, 'utf8'))
    return { ok: failed === 0 && passed > 0, counts: { cases, properties: passed + failed, failed } }
  } catch (error) {
    return { ok: false, counts: { cases }, against: String(error) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { manifest } from './packed.ts'

const engine = fileURLToPath(new URL('../..', import.meta.url))
const typedoc = fileURLToPath(new URL('../../../../node_modules/typedoc/bin/typedoc', import.meta.url))

it('every entry has a reference without a hole: no type that is named and not described, no link that leads nowhere', () => {
  const { entryPoints } = JSON.parse(readFileSync(new URL('../../typedoc.json', import.meta.url), 'utf8'))
  const entries = Object.keys(manifest.exports).filter((entry) => !entry.endsWith('.json'))
  expect(entryPoints).toEqual(entries.map((entry) => `src${entry.slice(1)}/index.ts`))
  // Warnings are errors there: a failing run throws with what it says.
  execFileSync(process.execPath, [typedoc, '--options', 'typedoc.json', '--emit', 'none'], {
    cwd: engine,
    encoding: 'utf8',
    stdio: 'pipe',
  })
}, 120_000)

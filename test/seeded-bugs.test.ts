import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const program = fileURLToPath(new URL('../scripts/mutation/bugs.mjs', import.meta.url))

/** What the program prints last. */
function answer(): Promise<string> {
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.on('data', (part) => {
    text += part
  })
  return new Promise((resolve) => child.on('close', () => resolve(text.trim().split('\n').at(-1) ?? '')))
}

it('each bug that was made on purpose fails the test that it names', { timeout: 240_000 }, async () => {
  const { cases, counts } = JSON.parse(await answer())
  expect(counts).toEqual({ noticed: cases, missed: [] })
  expect(cases).toBeGreaterThanOrEqual(40)
})

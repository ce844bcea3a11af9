import { describe, expect, it } from 'vitest'
import { modulesOfCore, parts, sizeOf } from '../../../../scripts/sizes.mjs'
import { ensureBuild } from '../command-line/run-jixing.ts'

describe('what a page pays', () => {
  it.each(parts)('for $part is at most $limit bytes, gzipped', async (part) => {
    ensureBuild()
    expect((await sizeOf(part)).gzipped).toBeLessThanOrEqual(part.limit)
  })

  it('for one helper is nothing of the rest', async () => {
    ensureBuild()
    const [helper] = parts.filter((part) => part.names.join() === 'parseInstant')
    expect(helper && (await sizeOf(helper)).minified).toBeLessThan(2048)
  })

  it('for the core is no JSON Schema, no words and no warnings', async () => {
    ensureBuild()
    const modules = (await modulesOfCore()).map((one) => one.module)
    expect(modules.filter((path) => /^(words|lint|testing)\/|schema/.test(path))).toEqual([])
    expect(modules).toContain('ledger/settle.js')
  })
})

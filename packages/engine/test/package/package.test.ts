import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { manifest, type Packed, packed } from './packed.ts'

// It compiles and packs the whole engine, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 })

const entries = Object.keys(manifest.exports).filter((entry) => !entry.endsWith('.json'))
const specifiers = entries.map((entry) => `@jixing/engine${entry.slice(1)}`)

let pack: Packed
beforeAll(() => {
  pack = packed()
})
afterAll(() => pack.remove())

describe('the package', () => {
  it('has few entries', () => {
    expect(entries.filter((entry) => !['.', './words', './lint', './lists', './testing'].includes(entry))).toEqual([])
  })

  it('is what publint asks of a package', async () => {
    const { messages } = await publint({ pack: { tarball: pack.tarball.buffer }, strict: true })
    expect(messages.map((one) => formatMessage(one, manifest, { color: false }))).toEqual([])
  })

  it('has types that are right for every importer of modules', async () => {
    const { types, ...analysis } = await checkPackage(createPackageFromTarballData(pack.tarball))
    const problems = 'problems' in analysis ? analysis.problems : [{ kind: 'no types' as const }]
    // The package is modules only: neither CommonJS nor a resolver older than `exports` is promised anything.
    const wrong = problems.filter(
      (one) => !('resolutionKind' in one && ['node10', 'node16-cjs'].includes(one.resolutionKind)),
    )
    expect(types).toMatchObject({ kind: 'included' })
    expect(wrong).toEqual([])
  })

  it('holds its licence, its sources and no test', () => {
    const { files } = pack
    for (const path of ['LICENSE', 'README.md', 'dist/index.js', 'src/index.ts', 'presets/guanlan.json'])
      expect(files).toContain(path)
    expect(files.filter((path) => /\.(test|prop)\.|^test\//.test(path))).toEqual([])
    const licence = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')
    expect(licence('../../LICENSE')).toBe(licence('../../../../LICENSE'))
  })

  it('points every source map at a source that is in it', () => {
    const at = join(pack.home, 'node_modules/@jixing/engine')
    const lost = pack.files
      .filter((path) => path.endsWith('.js.map') && !path.startsWith('dist/testing/'))
      .filter((path) => {
        const { sources } = JSON.parse(readFileSync(join(at, path), 'utf8'))
        return !sources.every((source: string) => pack.files.includes(join(path, '..', source)))
      })
    expect(lost).toEqual([])
  })

  it('is used without any other types than its own and those of the language', () => {
    const path = join(pack.home, 'consumer.ts')
    writeFileSync(path, specifiers.map((one, i) => `export * as entry${i} from '${one}'`).join('\n'))
    const program = ts.createProgram([path], {
      target: ts.ScriptTarget.ES2024,
      lib: ['lib.es2024.d.ts'],
      module: ts.ModuleKind.NodeNext,
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      skipLibCheck: false,
    })
    const ours = ts
      .getPreEmitDiagnostics(program)
      .filter(({ file }) => !file || !/fast-check|pure-rand/.test(file.fileName))
      .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)
    expect(ours).toEqual([])
  })

  it('is imported from where it is installed', () => {
    const script = specifiers
      .map((one) => `console.log('${one}', Object.keys(await import('${one}')).length > 0)`)
      .join('\n')
    writeFileSync(join(pack.home, 'consumer.mjs'), script)
    const out = execFileSync(process.execPath, ['consumer.mjs'], { cwd: pack.home, encoding: 'utf8' })
    expect(out.trim().split('\n')).toEqual(specifiers.map((one) => `${one} true`))
  })

  it('brings the command line', () => {
    const bin = join(pack.home, 'node_modules/@jixing/engine', manifest.bin.jixing)
    expect(execFileSync(process.execPath, [bin, '--version'], { encoding: 'utf8' })).toContain(manifest.version)
  })
})

// npm run sizes: what a page pays for a part of the engine, minified and gzipped, one JSON line a part. Needs a build.
//
//   npm run sizes                 the parts below, each with its limit
//   npm run sizes -- modules      what the core is made of, module by module
//
// `limit` is what must not be exceeded (a test holds us to it); `goal` is what we would like it to be.
import { pathToFileURL } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { minifySync } from 'rolldown/experimental'
import { root } from './workspace.mjs'

/** A part of the engine: what is imported from which entry, and how many gzipped bytes that may be. */
/** @typedef {{ part: string, entry: string, names: string[], limit: number, goal?: number }} Part */
/** @typedef {{ part: string, minified: number, gzipped: number, brotli: number, limit: number, goal?: number, ok: boolean }} Size */
/** @typedef {{ module: string, minified: number, gzipped: number }} ModuleSize */

const KB = 1024

const scoring = ['compile', 'createLog', 'score']
const core = ['parseProgram', ...scoring, 'openBook', 'explain', 'explainAward', 'trial']

/** @type {Part[]} */
export const parts = [
  { part: 'one helper (parseInstant)', entry: '', names: ['parseInstant'], limit: 1 * KB },
  { part: 'reading programs (parseProgram)', entry: '', names: ['parseProgram'], limit: 18 * KB },
  { part: 'scoring programs that were read before', entry: '', names: scoring, limit: 48 * KB },
  { part: 'core: read, score, record, explain, try', entry: '', names: core, limit: 80 * KB, goal: 15 * KB },
  { part: 'words', entry: '/words', names: ['*'], limit: 50 * KB },
  { part: 'lists', entry: '/lists', names: ['*'], limit: 16 * KB },
  { part: 'lint', entry: '/lint', names: ['*'], limit: 12 * KB },
]

/**
 * Bundles an import as a page's bundler would.
 * @param {string} entry
 * @param {string[]} names
 */
async function bundle(entry, names) {
  const what = names.includes('*') ? '*' : `{ ${names.join(', ')} }`
  const start = 'jixing:start'
  return rolldown({
    input: start,
    plugins: [
      {
        name: 'start',
        resolveId: (id) => (id === start ? id : undefined),
        load: (id) => (id === start ? `export ${what} from '@jixing/engine${entry}'` : undefined),
      },
      { name: 'engine', resolveId: (id) => (id.startsWith('@jixing/engine') ? path(id) : undefined) },
    ],
  })
}

/**
 * The built file of an entry of the engine.
 * @param {string} id
 */
function path(id) {
  const entry = id.slice('@jixing/engine'.length)
  return `${root}/packages/engine/dist${entry === '' ? '' : entry}/index.js`
}

/**
 * Measures one part.
 * @param {Part} part
 * @returns {Promise<Size>}
 */
export async function sizeOf({ part, entry, names, limit, goal }) {
  const built = await bundle(entry, names)
  const { output } = await built.generate({ format: 'esm', minify: true })
  const { code } = output[0]
  const gzipped = gzipSync(code, { level: 9 }).length
  const brotli = brotliCompressSync(code).length
  return { part, minified: code.length, gzipped, brotli, limit, ...(goal && { goal }), ok: gzipped <= (goal ?? limit) }
}

/**
 * What the core is made of: each module, and how much smaller the whole would be without it.
 * @returns {Promise<ModuleSize[]>}
 */
export async function modulesOfCore() {
  const built = await bundle('', core)
  const { output } = await built.generate({ format: 'esm' })
  const modules = Object.entries(output[0].modules).map(([id, { code }]) => ({
    module: id.replace(/^.*\/dist\//, ''),
    code: minifySync('module.js', code ?? '', { module: true, mangle: { toplevel: true }, compress: { unused: false } })
      .code,
  }))
  const zipped = (/** @type {{ code: string }[]} */ some) =>
    gzipSync(some.map((one) => one.code).join('\n'), { level: 9 }).length
  const whole = zipped(modules)
  return modules
    .filter(({ code }) => code !== '')
    .map((one) => ({
      module: one.module,
      minified: one.code.length,
      gzipped: whole - zipped(modules.filter((other) => other !== one)),
    }))
    .sort((a, b) => b.gzipped - a.gzipped)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (process.argv.includes('modules')) for (const one of await modulesOfCore()) console.info(JSON.stringify(one))
  else for (const part of parts) console.info(JSON.stringify(await sizeOf(part)))
}

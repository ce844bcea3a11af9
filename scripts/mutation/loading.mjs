// Loads the engine's sources and tests as TypeScript, as often as asked, each time with one change: a generation. A module
// of a generation imports modules of the same generation; everything outside the engine is loaded once.
import { readFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { root } from '../workspace.mjs'

const engine = `${pathToFileURL(root).href}/packages/engine/`
const standIn = new URL('vitest-stand-in.mjs', import.meta.url).href

/** Vitest itself. */
export const installed = await import('vitest')

/** @type {{ url: string, text: string } | undefined} */
let changed
let generation = 0
/** The texts without their types, by address. @type {Map<string, string>} */
const plain = new Map()

/** @param {string} url */
function plainOf(url) {
  const known = plain.get(url)
  if (known !== undefined) return known
  const text = stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'))
  plain.set(url, text)
  return text
}

registerHooks({
  resolve(specifier, context, next) {
    const from = context.parentURL ?? ''
    if (!from.startsWith(engine)) return next(specifier, context)
    if (specifier === 'vitest') return { url: standIn, format: 'module', shortCircuit: true }
    if (/^@jixing\/engine(\/|$)/.test(specifier)) {
      const entry = specifier.slice('@jixing/engine'.length)
      return { url: `${engine}src${entry}/index.ts${new URL(from).search}`, format: 'module', shortCircuit: true }
    }
    if (specifier.startsWith('.') && specifier.endsWith('.ts')) {
      const url = new URL(specifier, from)
      url.search = new URL(from).search
      return { url: url.href, format: 'module', shortCircuit: true }
    }
    return next(specifier, context)
  },
  load(url, context, next) {
    if (!url.startsWith(engine) || !/\.ts\?/.test(url)) return next(url, context)
    const address = url.slice(0, url.indexOf('?'))
    const source = changed?.url === address ? changed.text : plainOf(address)
    return { format: 'module', source, shortCircuit: true }
  },
})

/**
 * Begins a generation: what is imported from now on has the change, or none. Throws when the changed text is no program.
 * @param {{ file: string, start: number, end: number, replacement: string } | undefined} change
 */
export function begin(change) {
  generation++
  changed = undefined
  if (change === undefined) return
  const text = readFileSync(`${root}/${change.file}`, 'utf8')
  const mutant = text.slice(0, change.start) + change.replacement + text.slice(change.end)
  changed = { url: `${pathToFileURL(root).href}/${change.file}`, text: stripTypeScriptTypes(mutant) }
}

/** Imports a file of the engine in this generation. @param {string} file */
export const load = (file) => import(`${pathToFileURL(root).href}/${file}?g=${generation}`)

/** The file that an address of this generation names, if it is one of the engine's. @param {string} url */
export function fileOf(url) {
  if (!url.startsWith(engine)) return
  return `packages/engine/${url.slice(engine.length).replace(/\?.*$/, '')}`
}

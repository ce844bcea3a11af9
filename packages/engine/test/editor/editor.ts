import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const file = fileURLToPath(new URL('typed.ts', import.meta.url))
const base = fileURLToPath(new URL('../../../../tsconfig.base.json', import.meta.url))
const { compilerOptions } = ts.readConfigFile(base, (path) => readFileSync(path, 'utf8')).config
const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, file)

let text = ''
let version = 0
const service = ts.createLanguageService({
  getCompilationSettings: () => ({ ...options, noEmit: true, noUnusedLocals: false, allowImportingTsExtensions: true }),
  getScriptFileNames: () => [file],
  getScriptVersion: (path) => (path === file ? String(version) : '0'),
  getScriptSnapshot: (path) => {
    const found = path === file ? text : ts.sys.readFile(path)
    return found === undefined ? undefined : ts.ScriptSnapshot.fromString(found)
  },
  getCurrentDirectory: () => fileURLToPath(new URL('.', import.meta.url)),
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (path) => path === file || ts.sys.fileExists(path),
  readFile: (path) => (path === file ? text : ts.sys.readFile(path)),
})

function type(source: string): void {
  text = `import { defineProgram, type Program } from '../../src/index.ts'\n${source}`
  version++
}

/** Returns what an editor offers where `¦` stands in a source, sorted. */
export function offered(source: string): string[] {
  type(source.replace('¦', ''))
  const found = service.getCompletionsAtPosition(file, text.length - (source.length - 1 - source.indexOf('¦')), {})
  return (found?.entries ?? []).map((entry) => entry.name).sort()
}

/** Returns what an editor underlines in a source, each with what it says. */
export function underlined(source: string): [text: string, message: string][] {
  type(source)
  return service
    .getSemanticDiagnostics(file)
    .map(({ start = 0, length, messageText }) => [
      text.slice(start, start + (length ?? 0)),
      ts.flattenDiagnosticMessageText(messageText, '\n'),
    ])
}

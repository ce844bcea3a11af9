import { list, read } from './source-files.ts'

/** A fenced block of a page: its language, what else stands after it, the line it begins on, and its text. */
export interface Block {
  readonly page: string
  readonly language: string
  readonly mark: string
  readonly line: number
  readonly text: string
}

/** The pages that a reader may copy from. */
export const pages: readonly string[] = list([
  '*.md',
  'docs/*.md',
  'docs/decisions/*.md',
  'packages/*/README.md',
  'examples/*.md',
])

/** Returns the fenced blocks of a page that name a language, in their order. */
export function blocksOf(page: string): Block[] {
  const found = read(page).matchAll(/^```(\w+)([^\n]*)\n([\s\S]*?)^```$/gm)
  return [...found].map(({ 1: language = '', 2: mark = '', 3: text = '', index }) => ({
    page,
    language,
    mark: mark.trim(),
    line: read(page).slice(0, index).split('\n').length + 1,
    text,
  }))
}

/** Whether a block is code of this project's language. */
export function isCode({ language }: Block): boolean {
  return ['ts', 'js', 'typescript', 'javascript'].includes(language)
}

/**
 * Returns the runnable blocks of a page as one module, in reading order. Where a line says `expression // → value`, the
 * module compares the two; `seen` counts them.
 */
export function moduleOf(page: string): { text: string; seen: number } | undefined {
  const blocks = blocksOf(page).filter((block) => isCode(block) && block.mark === 'run')
  if (blocks.length === 0) return undefined
  let seen = 0
  const lines = blocks.flatMap((block) =>
    block.text.split('\n').map((line, i) => {
      const said = /^(\s*)(\S.*?)\s*\/\/ → (.+)$/.exec(line)
      if (!said) return line
      seen++
      const [, indent, expression, value] = said
      return `${indent}says(${expression}, ${value}, '${page}:${block.line + i}')`
    }),
  )
  const code = lines.join('\n')
  // What several blocks import is imported once, at the top.
  const imports = [...new Set(code.match(/^import .*$/gm))]
  const body = code.replace(/^import .*$/gm, '')
  return { text: `${imports.join('\n')}\nimport { says } from '../../test/says.ts'\n${body}`, seen }
}

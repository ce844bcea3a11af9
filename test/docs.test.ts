import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { describe, expect, it, vi } from 'vitest'
import { blocksOf, isCode, moduleOf, pages } from './doc-blocks.ts'
import { read, root } from './source-files.ts'

vi.setConfig({ testTimeout: 120_000 })

const all = pages.flatMap(blocksOf)
const runnable = pages.flatMap((page) => {
  const found = moduleOf(page)
  return found ? [{ page, ...found }] : []
})

/** Writes a page's code to a file of its own, where its imports are found as they are in the repository. */
function written({ page, text }: { page: string; text: string }): string {
  const folder = join(root, 'reports/docs')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${page.replaceAll(/[^\w]+/g, '-')}.ts`)
  writeFileSync(path, text)
  return path
}

describe('the pages', () => {
  it('say of every block of code whether it runs or is a fragment', () => {
    const unmarked = all.filter((block) => isCode(block) && !['run', 'fragment'].includes(block.mark))
    expect(unmarked.map(({ page, line }) => `${page}:${line}`)).toEqual([])
  })

  it('have code that runs in the two first pages and in the engine’s', () => {
    const with_ = runnable.map((one) => one.page)
    expect(with_).toEqual(expect.arrayContaining(['README.md', 'README.zh-CN.md', 'packages/engine/README.md']))
  })

  it.each(runnable)('$page gives what it says', async ({ page, text, seen }) => {
    expect(seen).toBeGreaterThan(0)
    await import(/* @vite-ignore */ pathToFileURL(written({ page, text })).href)
  })

  it('have code of the right types', () => {
    const { options } = ts.convertCompilerOptionsFromJson(
      ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile).config.compilerOptions,
      root,
    )
    const program = ts.createProgram(runnable.map(written), {
      ...options,
      noEmit: true,
      noUnusedLocals: false,
      resolveJsonModule: true,
      rewriteRelativeImportExtensions: false,
      allowImportingTsExtensions: true,
      types: [],
    })
    const wrong = ts
      .getPreEmitDiagnostics(program)
      .filter(({ file }) => file?.fileName.includes('reports/docs'))
      .map(({ file, start = 0, messageText }) => {
        const line = file?.text.slice(start).split('\n')[0]
        return `${file?.fileName}: ${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
      })
    expect(wrong).toEqual([])
  })

  it('have JSON that is JSON', () => {
    const wrong = all
      .filter((block) => block.language === 'json')
      .flatMap(({ page, line, text }) => {
        try {
          JSON.parse(text)
          return []
        } catch (error) {
          return [`${page}:${line} ${error}`]
        }
      })
    expect(wrong).toEqual([])
  })

  it('link only to files and headings that are there', () => {
    const slug = (heading: string): string =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(/\s/g, '-')
    const headings = (page: string): string[] =>
      [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, text = '']) => slug(text))
    const wrong = pages.flatMap((page) =>
      [
        ...read(page)
          .replaceAll(/```[\s\S]*?```/g, '')
          .matchAll(/\]\(([^)\s]+)\)/g),
      ].flatMap(([, target = '']) => {
        if (/^[a-z]+:/.test(target)) return []
        const [path = '', anchor] = target.split('#')
        const file = path === '' ? page : join(dirname(page), path)
        if (!existsSync(join(root, file))) return [`${page} → ${target}`]
        return anchor === undefined || headings(file).includes(anchor) ? [] : [`${page} → ${target}`]
      }),
    )
    expect(wrong).toEqual([])
  })
})

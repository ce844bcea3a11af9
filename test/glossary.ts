import { read } from './source-files.ts'

/** One row of the glossary's table "Do not use". */
export interface Ban {
  /** A name, or a first word followed by `*`: `get*` means get, getTotals, but not getaway. */
  word: string
  /** What the ban is about. */
  where: 'exported names' | 'file names' | 'words'
  instead: string
}

/** The rows of the table under "Do not use" in GLOSSARY.md. A first cell may name several words. */
export function bans(): Ban[] {
  const section = read('GLOSSARY.md')
    .split(/^## /m)
    .find((part) => part.startsWith('Do not use'))
  if (!section) throw new Error('GLOSSARY.md has no section "Do not use"')
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .flatMap((line) => {
      const [words = '', where = '', instead = ''] = line
        .split('|')
        .slice(1)
        .map((cell) => cell.trim())
      if (where !== 'exported names' && where !== 'file names' && where !== 'words') {
        throw new Error(`GLOSSARY.md, "Do not use": the second cell of "${line}" is not a known place`)
      }
      return [...words.matchAll(/`([^`]+)`/g)].map((match) => ({ word: match[1] ?? '', where, instead }))
    })
}

/** Whether a ban speaks of `name`. Case matters in the first word of a pattern only as camel case asks. */
export function speaksOf(ban: Ban, name: string): boolean {
  const stem = ban.word.replace(/\*$/, '')
  if (ban.where === 'words') return name.toLowerCase().includes(stem.toLowerCase())
  if (!ban.word.endsWith('*')) return name.toLowerCase() === stem.toLowerCase()
  return name.toLowerCase().startsWith(stem.toLowerCase()) && !/^[a-z]/.test(name.slice(stem.length))
}

/** How much of a name is shown, from least to most: nothing, the family name (陈*), or all of it. */
export const NAME_LEVELS = ['withheld', 'masked', 'full'] as const

/** One of the levels of showing a name. */
export type NameLevel = (typeof NAME_LEVELS)[number]

/** The common family names of two characters; the mask keeps them whole, as people would. */
const DOUBLE_FAMILY_NAMES = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 夏侯 轩辕 端木 独孤 南宫 西门 司空'.split(' '),
)

/**
 * Returns a name as far as a level shows it: `陈大文` masked is `陈*`, `Chen Dawen` is `C*`, and withheld it is empty.
 * The star stands for any number of letters, so that the length of a name is not told; a name of one character is all
 * star, as its mask would be the name.
 */
export function maskName(name: string, level: NameLevel): string {
  if (level === 'withheld') return ''
  if (level === 'full') return name
  const letters = [...name.trim()]
  if (letters.length < 2) return letters.length === 0 ? '' : '*'
  const pair = letters.slice(0, 2).join('')
  if (letters.length > 2 && letters[2] !== '*' && DOUBLE_FAMILY_NAMES.has(pair)) return `${pair}*`
  if (letters.length === 3 && letters[2] === '*' && DOUBLE_FAMILY_NAMES.has(pair)) return name.trim()
  return /[\p{L}]/u.test(letters[0] ?? '') ? `${letters[0]}*` : '*'
}

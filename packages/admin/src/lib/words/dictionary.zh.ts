import { ledger } from './ledger.zh.ts'
import { overview } from './overview.zh.ts'
import { rules } from './rules.zh.ts'
import { shell } from './shell.zh.ts'
import { standings } from './standings.zh.ts'
import { studio } from './studio.zh.ts'

/** All words in Chinese, area by area. */
export const dictionary = { shell, overview, standings, ledger, rules, studio }

import { ledger } from './ledger.zh.ts'
import { overview } from './overview.zh.ts'
import { shell } from './shell.zh.ts'
import { standings } from './standings.zh.ts'

/** The words of every page in Chinese, area by area. */
export const dictionary = { shell, overview, standings, ledger }

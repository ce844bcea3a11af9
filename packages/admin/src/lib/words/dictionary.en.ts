import type { dictionary as zh } from './dictionary.zh.ts'
import type { Same } from './lang.ts'
import { ledger } from './ledger.en.ts'
import { overview } from './overview.en.ts'
import { rules } from './rules.en.ts'
import { shell } from './shell.en.ts'
import { standings } from './standings.en.ts'
import { studio } from './studio.en.ts'

/** All words in English, area by area. */
export const dictionary: Same<typeof zh> = { shell, overview, standings, ledger, rules, studio }

import type { List } from '../rules/list.ts'
import { listAudience, listExpiryDays } from '../rules/list.ts'
import type { Program } from '../rules/program.ts'
import type { Warn } from './warning.ts'

/** Administrative Penalty Law, article 9: criticism circulated in public is a penalty, which needs a power to impose it. */
const CRITICISM_SOURCE = '行政处罚法第九条'
/** On credit records and lists: a legal basis and a catalogue; nobody else may keep one. */
const CREDIT_SOURCE = '国办发〔2020〕49号'
/** On the repair of credit: minor matters are shown for three months at most. */
const DURATION_SOURCE = '国办发〔2025〕22号'
const LONGEST_FOR_MINOR_MATTERS = 92

/** Warns of black lists that are public or shown for long, and of lists that call themselves lists of credit. */
export function checkPublishedLists(program: Program, warn: Warn): void {
  for (const [i, list] of (program.lists ?? []).entries()) {
    const path = `/lists/${i}`
    const days = listExpiryDays(list)
    if (speaksOfCredit(list)) warn('list_of_credit', path, { list: list.id, source: CREDIT_SOURCE })
    if (list.side === 'red') continue
    if (listAudience(list) === 'public') warn('black_list_public', path, { list: list.id, source: CRITICISM_SOURCE })
    if (days > LONGEST_FOR_MINOR_MATTERS) {
      warn('black_list_shown_long', path, {
        list: list.id,
        days,
        max: LONGEST_FOR_MINOR_MATTERS,
        source: DURATION_SOURCE,
      })
    }
  }
}

function speaksOfCredit({ label, wording }: List): boolean {
  const texts = [label, wording?.side, wording?.line].flatMap((one) => [one?.['zh-CN'] ?? '', one?.en ?? ''])
  return texts.some((text) => /信用|失信|征信|诚信|\bcredit\b|\bdishonest/i.test(text))
}

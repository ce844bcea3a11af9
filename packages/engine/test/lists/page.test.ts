import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { ACTIONS, LISTING_STATES, STEPS } from '../../src/lists/index.ts'

const page = readFileSync(new URL('../../../../docs/lists.md', import.meta.url), 'utf8')
const rowsAfter = (head: string): string[][] =>
  (page.split(head)[1]?.split('\n\n')[0] ?? '')
    .split('\n')
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )

it('the page of lists has the table of steps as the code has it', () => {
  const rows = STEPS.map(({ from, action, to, who, checks }) => [
    from.join(', '),
    `\`${action}\``,
    to === 'same' ? '=' : to,
    who,
    checks.join(', ') || '–',
  ])
  expect(rowsAfter('| from | action | to | by | checks |')).toEqual(rows)
})

it('its drawing has every state', () => {
  const drawing = page.split('```')[3] ?? ''
  expect(LISTING_STATES.filter((state) => !drawing.includes(state))).toEqual([])
  const aside = ['attach', 'remind', 'check', 'confirm', 'agree', 'expire']
  expect(ACTIONS.filter((action) => !aside.includes(action) && !drawing.includes(action))).toEqual([])
})

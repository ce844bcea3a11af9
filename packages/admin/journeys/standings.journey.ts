import type { Account, Standings } from '@jixing/api/client'
import type { Page } from '@playwright/test'
import { enter, expect, findings, open, overflow, prefer, test } from './journey.ts'

test.beforeEach(async ({ page }) => prefer(page, 'zh-CN', 'light'))

test('the street reads who stands where: members with grades, branches with stars', async ({ page }) => {
  await enter(page, 'street')
  const first = await places(page, 'ranking=members&limit=1')
  await open(page, '/rankings')
  await expect(page.getByRole('heading', { level: 1, name: '排名' })).toBeVisible()
  const rows = page.locator('tbody tr')
  await expect(rows.first()).toContainText(nameOf(first.items[0]))
  await expect(page.getByText(`${first.total} / ${first.total}`)).toBeVisible()

  // One band alone, and everyone again.
  await page.getByRole('group', { name: '得分分布' }).getByRole('button', { name: '待提升' }).click()
  await expect(rows.first()).toContainText('待提升')
  await page.getByRole('button', { name: '显示全部' }).click()

  // The worst move first: the order is announced and turns.
  const rank = page.getByRole('columnheader', { name: '名次' })
  await rank.getByRole('button').click()
  await expect(rank).toHaveAttribute('aria-sort', 'descending')
  await rank.getByRole('button').click()
  await expect(rank).toHaveAttribute('aria-sort', 'ascending')

  await page.getByRole('navigation', { name: '排名对象' }).getByRole('link', { name: '支部' }).click()
  const branches = await places(page, 'ranking=branches&limit=1')
  await expect(rows.first()).toContainText(nameOf(branches.items[0]))
  await expect(rows.first().getByRole('img', { name: /[1-5] 星/ })).toBeVisible()

  // The keyboard alone: down one row, and in.
  await rows.first().getByRole('link').focus()
  await page.keyboard.press('ArrowDown')
  const second = await rows.nth(1).getByRole('link').textContent()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: second ?? '' })).toBeVisible()
})

test('a ranking goes into a spreadsheet, and a name into the search', async ({ page }) => {
  await enter(page, 'street')
  await open(page, '/rankings?ranking=branches')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出表格' }).click()
  const file = await saved
  expect(file.suggestedFilename()).toMatch(/2021-Q4\.csv$/)
  const lines = (await text(file)).trim().split('\r\n')
  const { total } = await places(page, 'ranking=branches&limit=1')
  expect(lines.length).toBe(total + 1)

  await page.getByRole('searchbox').fill('牛湖社区第27')
  await expect(page.locator('tbody tr')).toHaveCount(1)
  await page.getByRole('searchbox').fill('没有这个支部')
  await expect(page.getByText('没有符合的名称')).toBeVisible()
  await page.getByRole('button', { name: '清除筛选' }).click()
  await page.getByRole('button', { name: '看看谁没有名次' }).click()
  await expect(page.getByText(/现有成员 \d+ 名/).first()).toBeVisible()
  expect(await findings(page)).toEqual([])
})

test('a member’s page says why a point was withheld, and its sum adds up', async ({ page }) => {
  await enter(page, 'street')
  const { account, entry } = await cutEntry(page)
  await open(page, `/subjects/member/${account.subject.id}`)
  await expect(page.getByRole('heading', { level: 1, name: account.subject.label?.['zh-CN'] ?? '' })).toBeVisible()

  const row = page
    .getByRole('button', { name: entry.ruleLabel?.['zh-CN'] ?? '' })
    .filter({ hasText: '应得' })
    .first()
  await row.click()
  await expect(row).toHaveAttribute('aria-expanded', 'true')
  await expect(page.getByText(/扣住 [\d.]+ 分/).first()).toBeVisible()
  await expect(page.getByText('计入的是').first()).toBeVisible()
  expect(await findings(page)).toEqual([])

  // The lines below the result are what it is the sum of.
  const why = page.locator('details').first()
  await expect(why.locator('summary').first()).toContainText('季度积分')
  const told = await why.evaluate((details) =>
    [...details.querySelectorAll(':scope > ul > li > * > .line, :scope > ul > li > details > summary > .line')].map(
      (line) => ({
        sign: line.querySelector('.sign')?.textContent?.trim() === '−' ? -1 : 1,
        value: Number(line.querySelector('.value')?.textContent),
      }),
    ),
  )
  const sum = told.reduce((total, one) => total + one.sign * one.value, 0)
  expect(told.length).toBeGreaterThan(3)
  expect(sum).toBeCloseTo(Number(account.scores[0]?.value), 2)
})

test.describe('a member on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('finds the own points, the why of one, and the neighbours', async ({ page }) => {
    await enter(page, 'member')
    const own = await ownSubject(page)
    const account = await accountOf(page, own)
    await open(page, '/me')
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await expect(page.getByRole('heading', { level: 1, name: account.subject.label?.['zh-CN'] ?? '' })).toBeVisible()
    await page.getByRole('button', { expanded: false }).filter({ hasText: '三会一课' }).first().tap()
    await expect(page.getByText('参加的每名党员得 1 分').first()).toBeVisible()

    const beside = page.getByRole('listitem').filter({ hasText: '您' })
    await expect(beside).toHaveAttribute('aria-current', 'true')
    await page.getByRole('button', { name: '只看自己的进步' }).tap()
    await expect(page.getByText('现在不显示任何名次')).toBeVisible()
    await expect(page.getByText(/第 \d+ 名，共/)).toHaveCount(0)
    await page.reload()
    await expect(page.getByRole('button', { name: '显示前后名次' })).toBeVisible()
    await page.getByRole('button', { name: '显示前后名次' }).tap()
    await expect(beside).toBeVisible()

    await open(page, '/rankings?ranking=membersInBranch')
    await expect(page.getByText('仅显示您和前后三位')).toBeVisible()
    await expect(page.locator('tbody').getByRole('link')).toHaveCount(1)
    expect(await overflow(page)).toBeLessThanOrEqual(0)
  })

  test('does not find the account of anyone else', async ({ page }) => {
    await enter(page, 'member')
    const own = await ownSubject(page)
    const { items } = await places(page, 'ranking=membersInBranch')
    const other = items.find((one) => one.subject.id !== own)?.subject.id
    expect(other).toBeDefined()
    const answer = await page.goto(`/subjects/member/${other}`)
    expect(answer?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1, name: '没有这个页面' })).toBeVisible()
  })
})

async function read<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(path)
  expect(answer.status(), path).toBe(200)
  return (await answer.json()) as T
}

const places = (page: Page, query: string): Promise<Standings> => read(page, `/v1/standings?${query}`)
const accountOf = (page: Page, id: string): Promise<Account> => read(page, `/v1/subjects/member/${id}/account`)
const nameOf = (one: Standings['items'][number] | undefined): string => one?.subject.label?.['zh-CN'] ?? ''

async function ownSubject(page: Page): Promise<string> {
  const { user } = await read<{ user: { subject: { id: string } } }>(page, '/v1/session')
  return user.subject.id
}

/** A booking that a limit of the program cut, found by asking the accounts one after the other. */
async function cutEntry(page: Page): Promise<{ account: Account; entry: Account['entries'][number] }> {
  const { items } = await places(page, 'ranking=members&limit=40')
  for (const { subject } of items) {
    const account = await accountOf(page, subject.id)
    const entry = account.entries
      .slice(0, 25)
      .find((one) => one.withheld.some(({ limit }) => limit !== 'overlap' && limit !== 'admission'))
    if (entry) return { account, entry }
  }
  throw new Error('No limit cut anything of the first 40 members.')
}

async function text(file: import('@playwright/test').Download): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

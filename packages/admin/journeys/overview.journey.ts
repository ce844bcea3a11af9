import { enter, expect, open, test } from './journey.ts'

/** The figures of the article of 25 May 2022, by the words that stand over them. */
const ARTICLE = {
  社区: '3',
  街区: '20',
  红色网格: '68',
  党员: '468',
  理事会会议: '145',
  讨论议题: '272',
  已处理: '231',
  正在跟踪: '41',
  重点联系: '4,000',
  认领微心愿: '540',
  收集诉求: '500',
  办实事: '110',
  摸排党员: '70',
  服务队: '25',
  宣传覆盖: '100,000',
}

for (const { path, account } of [
  { path: '/', account: undefined },
  { path: '/overview', account: 'street' as const },
]) {
  test(`${path} says what the article says, figure by figure`, async ({ page }) => {
    if (account) await enter(page, account)
    await open(page, path)
    const said = await page.locator('.figures').evaluate((figures) => {
      const text = (one: Element | null | undefined): string => one?.textContent?.trim() ?? ''
      const pairs: [string, string][] = []
      for (const one of figures.querySelectorAll('ol > li')) {
        pairs.push([text(one.querySelector('span')), text(one.querySelector('strong'))])
      }
      for (const one of figures.querySelectorAll('summary')) {
        pairs.push([text(one.querySelector('.label')), text(one.querySelector('.value')?.firstChild as Element | null)])
      }
      for (const one of figures.querySelectorAll('dl > div')) {
        pairs.push([text(one.querySelector('dt')), text(one.querySelector('dd'))])
      }
      return Object.fromEntries(pairs)
    })
    expect(said).toMatchObject(ARTICLE)
    expect(said).toMatchObject({ 解决或回应率: '100%' })
    await expect(page.getByText('84.9%').first()).toBeVisible()
  })
}

test('a number says what it counts when it is pressed, and one explanation is open at a time', async ({ page }) => {
  await open(page, '/')
  const meetings = page.locator('summary', { hasText: '理事会会议' })
  const issues = page.locator('summary', { hasText: '讨论议题' })
  await meetings.click()
  await expect(page.getByText('平均每个街区 7.3 次')).toBeVisible()
  await issues.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('平均每次会议 1.9 个')).toBeVisible()
  await expect(page.getByText('平均每个街区 7.3 次')).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(page.getByText('平均每次会议 1.9 个')).toBeHidden()
})

test('the months show the figure that is chosen, and the quiet months are named', async ({ page }) => {
  await open(page, '/')
  await page.getByRole('radio', { name: /宣传覆盖/ }).check({ force: true })
  await expect(page.getByRole('heading', { name: '宣传覆盖' })).toBeVisible()
  await expect(page.getByText('2022年1月至2022年5月没有新的活动记录')).toBeVisible()
})

test('blocks add up to their communities, and sort by any column', async ({ page }) => {
  await enter(page, 'street')
  await open(page, '/overview')
  const table = page.getByRole('table', { name: '各社区和街区' })
  const meetings = async (): Promise<number[]> => {
    const heads = await table.getByRole('columnheader').allInnerTexts()
    const at = heads.findIndex((head) => head.trim().startsWith('理事会会议'))
    const cells = await table.locator(`tbody tr td:nth-of-type(${at})`).allInnerTexts()
    return cells.map((cell) => Number(cell.trim()))
  }
  const sum = (all: number[]): number => all.reduce((total, one) => total + one, 0)
  expect(sum(await meetings())).toBe(145)
  await page.getByRole('radio', { name: '街区', exact: true }).check({ force: true })
  await expect(table.locator('tbody tr')).toHaveCount(20)
  expect(sum(await meetings())).toBe(145)
  await table.getByRole('button', { name: '理事会会议' }).click()
  const sorted = await meetings()
  expect(sorted).toEqual([...sorted].sort((a, b) => b - a))
  await expect(table.getByRole('columnheader', { name: '理事会会议' })).toHaveAttribute('aria-sort', 'descending')
})

test('a resident needs no login, and sees no name and no score', async ({ page }) => {
  await open(page, '/')
  const text = await page.locator('main').innerText()
  expect(text).not.toMatch(/积分|排名|第\d+名/)
  await expect(page.getByRole('link', { name: '登录' })).toBeVisible()
})

test('on paper every figure brings its explanation along', async ({ page }) => {
  await open(page, '/')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText('街区理事会召开的会议次数')).toBeVisible()
  await expect(page.getByRole('link', { name: '登录' })).toBeHidden()
  const pdf = await page.pdf({ format: 'A4', margin: { top: '18mm', bottom: '18mm', left: '18mm', right: '18mm' } })
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0).toBeLessThanOrEqual(2)
})

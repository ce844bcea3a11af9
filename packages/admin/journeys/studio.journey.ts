import type { Page } from '@playwright/test'
import { enter, expect, open, prefer, test } from './journey.ts'

interface Version {
  readonly version: number
  readonly effectiveFrom: string
  readonly etag: string
  readonly program: { readonly rules: readonly { readonly id: string }[] }
}

/** The newest version as the API has it. */
async function newestVersion(page: Page): Promise<Version> {
  const versions = (await (await page.request.get('/v1/programs')).json()) as Version[]
  return (await page.request.get(`/v1/programs/${versions.at(-1)?.version}`)).json() as Promise<Version>
}

/** Publishes the newest version with other points for one rule, as somebody else would, from the day after it. */
async function publishElsewhere(page: Page, rule: string, points: number): Promise<void> {
  const { program, etag, effectiveFrom } = await newestVersion(page)
  const rules = program.rules.map((one) => (one.id === rule ? { ...one, points } : one))
  const next = new Date(Date.parse(effectiveFrom) + 86_400_000).toISOString().slice(0, 10)
  const answer = await page.request.post('/v1/programs', {
    data: { program: { ...program, rules, effectiveFrom: next }, note: '街道另一位管理员' },
    headers: { 'if-match': etag, origin: process.env.JIXING_URL ?? '' },
  })
  expect(answer.status()).toBe(201)
}

/** Opens the studio at a rule and waits until the log is read and scored. */
async function openStudio(page: Page, rule: string): Promise<void> {
  await open(page, `/studio?find=${rule}`)
  await expect(page.getByLabel('影响概要')).toBeVisible({ timeout: 60_000 })
}

/** Types another value for a number of the studio, as it is called there. */
async function tune(page: Page, name: string, value: string): Promise<void> {
  await page.getByRole('spinbutton', { name, exact: true }).fill(value)
}

test.describe.configure({ mode: 'serial' })

test('rules are sentences in both languages, found by a word, and lead to the studio', async ({ page }) => {
  await enter(page, 'street')
  await open(page, '/rules')
  const card = page.locator('#B01')
  await expect(card).toContainText('该党员及参加的每名党员各得 2 分')
  await expect(card).toContainText('每名党员每月合计最多得 3 分')
  await expect(card).toContainText('待确认')
  await prefer(page, 'en', 'light')
  await open(page, '/rules')
  await expect(card).toContainText('the member and each member taking part each earn 2 points')
  await page.getByRole('searchbox', { name: 'Find a rule' }).fill('key care')
  await expect(page.locator('#A01')).toHaveCount(0)
  await card.getByRole('link', { name: /Try another value/ }).click()
  await expect(page).toHaveURL(/\/studio\?find=B01$/)
  await expect(page.getByRole('slider', { name: 'Visit, key care' })).toBeInViewport()
})

test('a dragged number moves scores, stars and grades, and can be taken back', async ({ page }) => {
  await enter(page, 'street')
  await openStudio(page, 'B01')
  const summary = page.getByLabel('影响概要')
  await expect(summary).toContainText('0 人')
  const histogram = page.getByRole('img', { name: /名党员的得分分布/ })
  const heights = () => histogram.evaluate((drawn) => drawn.innerHTML)
  const before = await heights()

  const slider = page.getByRole('slider', { name: '联户走访·重点关心' })
  const box = await slider.boundingBox()
  if (!box) throw new Error('The slider is not drawn.')
  const y = box.y + box.height / 2
  await page.mouse.move(box.x + box.width * 0.2, y)
  await page.mouse.down()
  for (let step = 1; step <= 12; step++) await page.mouse.move(box.x + box.width * (0.2 + 0.025 * step), y)
  await page.mouse.up()

  const members = page.getByRole('region', { name: '党员', exact: true })
  await expect(members.getByRole('heading', { name: /上升/ })).toBeVisible()
  await expect(
    members
      .getByRole('listitem')
      .filter({ hasText: /合格|良好/ })
      .first(),
  ).toBeVisible()
  await expect(page.getByRole('region', { name: '支部', exact: true }).getByRole('listitem').first()).toBeVisible()
  await expect(page.getByRole('list', { name: '支部星级分布' })).toContainText('+')
  expect(await heights()).not.toBe(before)
  await expect(page.getByText('已改 1 处').first()).toBeVisible()

  await slider.press('Control+z')
  await expect(slider).toHaveValue('2')
  await expect(members).toContainText('等次和星级都没有变化')
  await slider.press('Control+Shift+z')
  await expect(slider).not.toHaveValue('2')
  await page.getByRole('button', { name: '全部还原' }).click()
  await expect(slider).toHaveValue('2')
})

test('a number that cannot be is refused beside its field, and one that may not be meant is doubted', async ({
  page,
}) => {
  await enter(page, 'street')
  await openStudio(page, 'B01')
  await tune(page, '联户走访·重点关心', '2.55')
  await expect(page.getByText('2.55 的小数位过多，最多 1 位。')).toBeVisible()
  await expect(page.getByRole('button', { name: '存为新版本' })).toBeDisabled()
  await tune(page, '联户走访·重点关心', '2')
  await page.getByRole('searchbox', { name: '查找规则或上限' }).fill('季度等次')
  await tune(page, '季度等次 · 良好 · 分数线', '95')
  await expect(page.getByText(/“良好”不会有人/)).toBeVisible()
})

test('whoever is watched is shown at every step', async ({ page }) => {
  await enter(page, 'street')
  await openStudio(page, 'B01')
  await page.getByRole('searchbox', { name: '输入姓名或支部名称' }).fill('大富社区第3')
  await page.getByRole('button', { name: /大富社区第3红色网格党支部/ }).click()
  const row = page.getByRole('row', { name: /大富社区第3红色网格党支部/ })
  await expect(row).toContainText(/\d/)
  await tune(page, '联户走访·重点关心', '6')
  await expect(row).toContainText('→')
})

test('changes are saved as a version from a day, and told as sentences', async ({ page }) => {
  await enter(page, 'street')
  await openStudio(page, 'B01')
  await tune(page, '联户走访·重点关心', '3')
  await page.getByRole('button', { name: '存为新版本' }).click()
  const dialog = page.getByRole('dialog', { name: '存为新版本' })
  await dialog.getByRole('button', { name: '发布', exact: true }).click()
  await expect(dialog.getByText('请写一句说明')).toBeVisible()
  await dialog.getByLabel('说明').fill('入户走访加分')
  await dialog.getByLabel('施行日期').fill('2022-07-01')
  await expect(dialog).toContainText('各得 3 分')
  await dialog.getByRole('button', { name: '发布', exact: true }).click()
  await expect(page).toHaveURL(/\/versions/)
  await expect(page.locator('li').filter({ hasText: '入户走访加分' })).toContainText('尚未生效')
  await expect(page.locator('del')).toHaveText('2')
  await expect(page.locator('ins')).toHaveText('3')
  await prefer(page, 'en', 'light')
  await open(page, '/versions')
  await expect(page.getByText('the member and each member taking part each earn 3 points').first()).toBeVisible()
})

test('when somebody else published meanwhile, both changes are shown and nothing typed is lost', async ({ page }) => {
  await enter(page, 'street')
  await openStudio(page, 'C01')
  await tune(page, '理事会·参会', '2')
  await publishElsewhere(page, 'A05', 3)
  await page.getByRole('button', { name: '存为新版本' }).click()
  const dialog = page.getByRole('dialog', { name: '存为新版本' })
  await dialog.getByLabel('说明').fill('鼓励参会')
  await dialog.getByLabel('施行日期').fill('2022-10-01')
  await dialog.getByRole('button', { name: '发布', exact: true }).click()
  const conflict = dialog.getByRole('alert').filter({ hasText: '期间已有人发布了' })
  await expect(conflict).toContainText('讲党课/专题发言')
  await expect(dialog.getByLabel('说明')).toHaveValue('鼓励参会')
  await expect(dialog.getByLabel('施行日期')).toHaveValue('2022-10-01')

  await conflict.getByRole('button', { name: /继续/ }).click()
  await expect(conflict).toHaveCount(0)
  await expect(dialog.getByLabel('说明')).toHaveValue('鼓励参会')
  await dialog.getByRole('button', { name: '发布', exact: true }).click()
  await expect(page).toHaveURL(/\/versions/)
  const { program } = await newestVersion(page)
  const points = Object.fromEntries(program.rules.map((one) => [one.id, (one as { points?: unknown }).points]))
  expect([points.A05, points.C01]).toEqual([3, 2])
})

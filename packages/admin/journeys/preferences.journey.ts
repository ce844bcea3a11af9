import { enter, expect, open, prefer, test } from './journey.ts'

test('the language changes without a new page, and is remembered', async ({ page }) => {
  await enter(page, 'street')
  await open(page, '/overview')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('总览')
  await page.evaluate(() => Object.assign(window, { stillHere: true }))
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  expect(await page.evaluate(() => 'stillHere' in window)).toBe(true)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview')
  await page.getByRole('button', { name: '中文' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('总览')
})

test('no Chinese is left in the English overview but the names of accounts', async ({ page }) => {
  await enter(page, 'street')
  await prefer(page, 'en', 'light')
  await open(page, '/overview')
  expect(await page.locator('main').innerText()).not.toMatch(/\p{Script=Han}/u)
})

test('the theme goes from that of the system to light, to dark, and back', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await open(page, '/')
  const paper = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const night = await paper()
  const button = page.getByRole('button', { name: /^明暗/ })
  await button.click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  expect(await paper()).not.toBe(night)
  await button.click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect(await paper()).toBe(night)
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('language and theme are right in the first byte', async ({ page }) => {
  await prefer(page, 'en', 'dark')
  const html = await (await page.request.get('/')).text()
  expect(html).toContain('<html lang="en" data-theme="dark">')
  expect(html).toContain('Well-kept blocks')
})

test('without a cookie the browser decides the language, and Chinese is the rest', async ({ playwright }) => {
  const ask = async (accepted: string): Promise<string> => {
    const request = await playwright.request.newContext({ extraHTTPHeaders: { 'accept-language': accepted } })
    const html = await (await request.get(`${process.env.JIXING_URL}/`)).text()
    await request.dispose()
    return /<html lang="([^"]*)"/.exec(html)?.[1] ?? ''
  }
  expect(await ask('en-GB,en;q=0.9')).toBe('en')
  expect(await ask('zh-CN,zh;q=0.9,en;q=0.8')).toBe('zh-CN')
  expect(await ask('de')).toBe('zh-CN')
})

test('the palette finds a page and a person by keyboard alone', async ({ page }) => {
  await enter(page, 'street')
  await open(page, '/overview')
  await page.keyboard.press('Control+k')
  const box = page.getByRole('combobox', { name: '查找页面、党员、支部' })
  await expect(box).toBeFocused()
  await box.fill('规则')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/rules$/)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '查找页面、党员、支部' }).fill('温海雄')
  await expect(page.getByRole('dialog').getByText('温海雄').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/subjects\/member\//)
})

test('each role is led to its own pages only', async ({ page }) => {
  const led = async (): Promise<string[]> => {
    await open(page, '/overview')
    return page.getByRole('navigation', { name: '主导航' }).getByRole('link').allInnerTexts()
  }
  await enter(page, 'member')
  expect((await led()).map((one) => one.trim())).toEqual(['总览', '我的积分', '排名', '规则'])
  await enter(page, 'street')
  expect((await led()).map((one) => one.trim())).toEqual(['总览', '排名', '规则', '试算', '版本'])
})

test('the keyboard skips the navigation', async ({ page }) => {
  await enter(page, 'street')
  await open(page, '/overview')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.locator('#content')).toBeFocused()
})

import { enter, expect, open, PASSWORD, test } from './journey.ts'

test('the street admin logs in with account and password, and out again', async ({ page }) => {
  await open(page, '/sign-in')
  await page.getByLabel('账号', { exact: true }).fill('street')
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page).toHaveURL(/\/overview$/)
  await expect(page.getByRole('heading', { name: '总览', level: 1 })).toBeVisible()
  await page.getByRole('button', { name: '退出' }).first().click()
  await expect(page).toHaveURL(/\/sign-in$/)
  await page.goto('/overview')
  await expect(page).toHaveURL(/\/sign-in\?next=%2Foverview$/)
})

test('a page that needs a login is shown after it', async ({ page }) => {
  await page.goto('/rankings')
  await expect(page).toHaveURL(/\/sign-in\?next=%2Frankings$/)
  await page.getByRole('button', { name: /街道管理员/ }).click()
  await expect(page).toHaveURL(/\/rankings$/)
})

test('an address of another site is not followed after a login', async ({ page }) => {
  await page.goto('/sign-in?next=//evil.example/')
  await page.getByRole('button', { name: /街道管理员/ }).click()
  await expect(page).toHaveURL(/\/overview$/)
})

test('a wrong password is said beside the form, and the account stays filled in', async ({ page }) => {
  await open(page, '/sign-in')
  await page.getByLabel('账号', { exact: true }).fill('branch')
  await page.getByLabel('密码', { exact: true }).fill('not-this-one')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByText('账号或密码不对')).toBeVisible()
  await expect(page.getByLabel('账号', { exact: true })).toHaveValue('branch')
  await expect(page.getByLabel('密码', { exact: true })).toHaveAttribute('aria-invalid', 'true')
})

test('whoever guesses is told how long to wait', async ({ page }) => {
  for (let guess = 0; guess < 12; guess++) {
    const data = { account: 'guesser', password: `wrong-${guess}-wrong` }
    const headers = { origin: process.env.JIXING_URL ?? '' }
    const answer = await page.request.post('/v1/session', { data, headers })
    if (answer.status() === 429) break
  }
  await open(page, '/sign-in')
  await page.getByLabel('账号', { exact: true }).fill('guesser')
  await page.getByLabel('密码', { exact: true }).fill('wrong-again-wrong')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByText(/\d+ ?(秒|分钟)后/)).toBeVisible()
})

test('someone who is logged in is not asked again', async ({ page }) => {
  await enter(page, 'member')
  await page.goto('/sign-in')
  await expect(page).toHaveURL(/\/overview$/)
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('login, figures and logout work', async ({ page }) => {
    await page.goto('/sign-in')
    await page.getByLabel('账号', { exact: true }).fill('street')
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await expect(page).toHaveURL(/\/overview$/)
    await expect(page.getByText('100,000').first()).toBeVisible()
    await page.getByRole('button', { name: '退出' }).first().click()
    await expect(page).toHaveURL(/\/sign-in$/)
  })
})

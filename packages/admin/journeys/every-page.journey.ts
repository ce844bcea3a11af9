import { enter, expect, findings, open, overflow, prefer, test } from './journey.ts'
import { type Place, places } from './pages.ts'

/** A walk logs in once for each account on its way. */
const ORDER = [undefined, 'member', 'branch', 'street'] as const

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any page in ${theme}, and the policy holds`, async ({ page, browser, baseURL }) => {
    test.setTimeout(300_000)
    for (const place of await inOrder(browser, baseURL)) {
      await prefer(page, theme === 'dark' ? 'en' : 'zh-CN', theme)
      await arrive(page, place)
      expect.soft(await findings(page), `${place.path} as ${place.as}`).toEqual([])
    }
  })
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('no page is wider than the window, each says it is a demonstration, and axe finds nothing', async ({
    page,
    browser,
    baseURL,
  }) => {
    test.setTimeout(300_000)
    for (const place of await inOrder(browser, baseURL)) {
      await arrive(page, place)
      expect.soft(await overflow(page), `${place.path} as ${place.as}`).toBeLessThanOrEqual(0)
      await expect.soft(page.getByText('演示数据').filter({ visible: true }).first(), place.path).toBeVisible()
      expect.soft(await findings(page), `${place.path} as ${place.as}`).toEqual([])
    }
  })
})

type Browser = import('@playwright/test').Browser
type Page = import('@playwright/test').Page

async function inOrder(browser: Browser, baseURL: string | undefined): Promise<Place[]> {
  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL })
  try {
    const page = await context.newPage()
    await enter(page, 'street')
    const all = await places(page)
    return ORDER.flatMap((account) => all.filter((place) => place.as === account))
  } finally {
    await context.close()
  }
}

async function arrive(page: Page, place: Place): Promise<void> {
  const held = (await page.request.get('/v1/session')).json() as Promise<{ user: { account: string } | null }>
  if (place.as && (await held).user?.account !== place.as) await enter(page, place.as)
  await open(page, place.path)
}

import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'

/** Password of every demonstration account while the server listens on this machine only. */
export const PASSWORD = 'jixing-demo'

/** The demonstration accounts by what they may do. */
export type Account = 'street' | 'community' | 'branch' | 'member'

/** A test whose page has the server's address, and that fails on any broken content policy, page error or console error. */
export const test = base.extend<{ page: Page }>({
  baseURL: async ({ browserName: _ }, use) => {
    const url = process.env.JIXING_URL
    if (!url) throw new Error('JIXING_URL is not set: the journeys run through playwright.config.ts.')
    await use(url)
  },
  page: async ({ page }, use) => {
    const complaints: string[] = []
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        // Seen from outside as an error of the page.
        throw new Error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`)
      })
    })
    page.on('pageerror', (error) => complaints.push(`${page.url()} ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error' && !expected(message.text())) complaints.push(`${page.url()} ${message.text()}`)
    })
    await use(page)
    expect(complaints).toEqual([])
  },
})

/** The browser itself reports answers such as 401 and 404, which a journey may well want. */
function expected(text: string): boolean {
  return text.startsWith('Failed to load resource')
}

/** Logs the page's browser in without the form, for journeys that are about something else. */
export async function enter(page: Page, account: Account): Promise<void> {
  const origin = process.env.JIXING_URL ?? ''
  const answer = await page.request.post('/v1/session', {
    data: { account, password: PASSWORD },
    headers: { origin },
  })
  expect(answer.status()).toBe(200)
}

/** Sets language and theme as someone who chose them on an earlier day. */
export async function prefer(page: Page, lang: 'zh-CN' | 'en', theme: 'light' | 'dark'): Promise<void> {
  const url = process.env.JIXING_URL ?? ''
  await page.context().addCookies([
    { name: 'lang', value: lang, url },
    { name: 'theme', value: theme, url },
  ])
}

/** Opens a page and waits until its script runs: forms and buttons then answer. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'load' })
  await page.waitForLoadState('networkidle')
}

/** The findings of axe on the page, one short line for each. */
export async function findings(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
  return violations.flatMap((one) =>
    one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} ${node.any[0]?.message ?? one.help}`),
  )
}

/** How far the page is wider than its window, in pixels. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
}

export { expect }

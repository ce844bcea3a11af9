// npm run screens -w @jixing/admin: a picture of every page, from the built server, into docs/screens.
//
//   npm run screens -w @jixing/admin                     the set that is kept in the repository
//   npm run screens -w @jixing/admin -- --only public    one page of that set again
//   npm run screens -w @jixing/admin -- --all DIRECTORY  every page, language, theme and width, into DIRECTORY
//
// Build first: npm run build.
import { mkdir, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { launchOptions } from '../../../scripts/browser.mjs'
import { PASSWORD } from '../journeys/journey.ts'
import { places } from '../journeys/pages.ts'
import { startServer } from '../journeys/server.ts'

/** @typedef {{ lang: 'zh-CN' | 'en', theme: 'light' | 'dark', width: 1280 | 390 }} Look */

/** The looks that are kept: the desktop in both languages, light and dark in turn; the phone in Chinese. @type {Look[]} */
const kept = [
  { lang: 'zh-CN', theme: 'light', width: 1280 },
  { lang: 'en', theme: 'dark', width: 1280 },
  { lang: 'zh-CN', theme: 'light', width: 390 },
]
/** @type {Look[]} */
const every = ['zh-CN', 'en'].flatMap((lang) =>
  ['light', 'dark'].flatMap((theme) => [1280, 390].map((width) => /** @type {Look} */ ({ lang, theme, width }))),
)

const [flag, value] = process.argv.slice(2)
const only = flag === '--only' ? value : undefined
const directory = flag === '--all' ? value : undefined
const looks = flag === '--all' ? every : kept
const out = resolve(directory ?? fileURLToPath(new URL('../../../docs/screens', import.meta.url)))
if (!only) await rm(out, { recursive: true, force: true })
await mkdir(out, { recursive: true })

const server = await startServer()
const browser = await chromium.launch(await launchOptions())
try {
  for (const look of looks) await walk(look)
} finally {
  await browser.close()
  await server.stop()
}

/**
 * Takes every page in one look.
 * @param {Look} look
 */
async function walk({ lang, theme, width }) {
  const phone = width < 640
  const context = await browser.newContext({
    baseURL: server.url,
    locale: lang,
    timezoneId: 'Asia/Shanghai',
    viewport: { width, height: phone ? 844 : 900 },
    reducedMotion: 'reduce',
  })
  await context.addCookies([
    { name: 'lang', value: lang, url: server.url },
    { name: 'theme', value: theme, url: server.url },
  ])
  const page = await context.newPage()
  await enter(page, 'street')
  /** @type {string | undefined} */
  let held = 'street'
  for (const { path, as, name } of await places(page)) {
    if (only && name !== only) continue
    if (as !== held) {
      if (as) await enter(page, as)
      else await leave(page)
      held = as
    }
    await page.goto(path, { waitUntil: 'networkidle' })
    // The studio first runs the year in its worker.
    await page.waitForTimeout(path === '/studio' ? 4000 : 300)
    const file = `${name}.${lang === 'en' ? 'en' : 'zh'}.${theme}${phone ? '.phone' : ''}.jpg`
    // Long lists are cut: a picture shows the page, not all its rows.
    const tall = await page.evaluate(() => document.documentElement.scrollHeight)
    const height = Math.min(tall, phone ? 2600 : 2000)
    await page.screenshot({
      path: `${out}/${file}`,
      type: 'jpeg',
      quality: 72,
      fullPage: true,
      clip: { x: 0, y: 0, width, height },
    })
    process.stdout.write(`${file}\n`)
  }
  await context.close()
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} account
 */
async function enter(page, account) {
  const answer = await page.request.post('/v1/session', {
    data: { account, password: PASSWORD },
    headers: { origin: server.url },
  })
  if (!answer.ok()) throw new Error(`${account} could not log in: ${answer.status()}`)
}

/**
 * @param {import('@playwright/test').Page} page
 */
async function leave(page) {
  const answer = await page.request.delete('/v1/session', { headers: { origin: server.url } })
  if (!answer.ok()) throw new Error(`Could not log out: ${answer.status()}`)
}

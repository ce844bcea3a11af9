import { enter, expect, open, test } from './journey.ts'

/** Kilobytes of script, compressed as they travel, that a first visit may cost. The member's page is opened on slow phones. */
const BUDGETS = { '/': 60, '/sign-in': 60, '/me': 60 } as const

for (const [path, budget] of Object.entries(BUDGETS)) {
  test(`${path} costs at most ${budget} KB of script on a first visit`, async ({ page }) => {
    if (path === '/me') await enter(page, 'member')
    await open(page, path)
    const bytes = await page.evaluate(() =>
      (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
        .filter((one) => one.name.endsWith('.js'))
        .reduce((sum, one) => sum + one.encodedBodySize, 0),
    )
    expect(bytes).toBeGreaterThan(10_000)
    test.info().annotations.push({ type: 'script', description: `${path} ${(bytes / 1024).toFixed(1)} KB` })
    expect(bytes / 1024).toBeLessThanOrEqual(budget)
  })
}

test('a slow phone can use the member page within two seconds of the first byte', async ({ page }) => {
  await enter(page, 'member')
  await page.setViewportSize({ width: 390, height: 844 })
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  // A slow 4G line; the processor is the test machine's own, which others may be using as well.
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (750 * 1024) / 8,
  })
  await page.goto('/me', { waitUntil: 'load' })
  const { first, shown } = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    const [paint] = performance.getEntriesByName('first-contentful-paint')
    return { first: navigation?.responseStart ?? 0, shown: paint?.startTime ?? 0 }
  })
  expect(shown - first).toBeLessThan(2000)
})

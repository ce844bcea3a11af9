import { defineConfig } from '@playwright/test'
import { launchOptions } from './scripts/browser.mjs'

/** The browser journeys: the real server, a real database, a real Chromium. One worker, so that timings mean something. */
export default defineConfig({
  testDir: 'packages/admin/journeys',
  testMatch: '**/*.journey.ts',
  globalSetup: './packages/admin/journeys/server.ts',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 10_000 },
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  use: {
    browserName: 'chromium',
    headless: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    launchOptions: await launchOptions(),
    trace: 'retain-on-failure',
  },
})

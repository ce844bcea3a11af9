// Finds a Chromium for the browser journeys, or brings one, and says so.
//
//   1. CHROMIUM_PATH, when set
//   2. a Chromium or Chrome that is already on the machine
//   3. as root on Debian: the distribution's package, with a Chinese font
//   4. the build that comes with npm (@sparticuz/chromium; Linux only, no Chinese font)
//
// By hand: `npm run browser` prints the path that would be used.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const advice = `No Chromium was found and none could be installed. Do one of these and try again:
  - set CHROMIUM_PATH to a Chromium or Chrome you have
  - Debian, Ubuntu:  sudo apt-get install chromium fonts-noto-cjk
  - elsewhere:       npx playwright install chromium`

/**
 * Whether the program at `path` starts and says its version. A stub that asks for another installer does not.
 * @param {string} path
 */
function starts(path) {
  return existsSync(path) && spawnSync(path, ['--version'], { timeout: 30_000, stdio: 'ignore' }).status === 0
}

/** The first Chromium already on this machine, or undefined. */
async function present() {
  const found = places.find(starts)
  if (found) return found
  const { chromium } = await import('@playwright/test')
  const own = chromium.executablePath()
  return own && starts(own) ? own : undefined
}

/** Installs Debian's Chromium when this is Debian and we may; returns its path, or undefined. */
function fromDebian() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.info('No Chromium here: installing the Debian package (chromium, fonts-noto-cjk) …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const wait = ['-o', 'DPkg::Lock::Timeout=600', '-qq']
  const packages = ['chromium', 'fonts-noto-cjk']
  const steps = [
    ['update', ...wait],
    ['install', '-y', '--no-install-recommends', ...wait, ...packages],
  ]
  for (const step of steps) {
    const run = spawnSync('apt-get', step, { env, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] })
    if (run.status !== 0) console.info(`apt-get ${step[0]} failed: ${run.stderr.trim()}`)
  }
  return places.find(starts)
}

/** Unpacks the Chromium that npm installed with its libraries; returns its path, or undefined. */
async function fromNpm() {
  if (process.platform !== 'linux') return undefined
  // Read by the package when it is loaded: it then unpacks the shared libraries as well and names them in LD_LIBRARY_PATH.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs24.x'
  try {
    const { default: bundled } = await import('@sparticuz/chromium')
    const path = await bundled.executablePath()
    console.info('No Chromium here: using the one from npm, which has no Chinese font.')
    return path
  } catch (error) {
    console.info(`The Chromium from npm did not unpack: ${error instanceof Error ? error.message : error}`)
    return undefined
  }
}

/**
 * The path of a Chromium that runs. Sets CHROMIUM_PATH, so that child processes do not search again.
 * Throws an error that says what to do when there is none.
 * @returns {Promise<string>}
 */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`)
    return named
  }
  const path = (await present()) ?? fromDebian() ?? (await fromNpm())
  if (!path) throw new Error(advice)
  process.env.CHROMIUM_PATH = path
  return path
}

/**
 * What Playwright needs to start that Chromium headless, quietly and without touching the network on its own.
 * @returns {Promise<{ executablePath: string, args: string[] }>}
 */
export async function launchOptions() {
  return {
    executablePath: await findBrowser(),
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-gpu',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-component-update',
      '--disable-sync',
    ],
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.info(await findBrowser())
}

/** How the server runs, from the environment. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** The public address, when the server stands behind a proxy: `https://jixing.example`. */
  readonly origin: string | undefined
  /** Whether the last address in X-Forwarded-For is the client's. */
  readonly trustProxy: boolean
  readonly session: { readonly idle: number; readonly absolute: number }
  readonly logLevel: string
  /** The password of the demonstration accounts. */
  readonly demoPassword: string | undefined
}

/** A configuration, or one sentence for everything that is wrong with it. */
export type ConfigRead = { readonly config: Config } | { readonly errors: readonly string[] }

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']
const HOUR = 3_600_000

/** Reads the configuration from environment variables; lists all mistakes at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigRead {
  const errors: string[] = []
  const named = (name: string) => (env[name] === '' ? undefined : env[name])
  const whole = (name: string, fallback: number, least: number, most: number): number => {
    const written = named(name)
    if (written === undefined) return fallback
    const value = /^\d{1,9}$/.test(written) ? Number(written) : Number.NaN
    if (value >= least && value <= most) return value
    errors.push(`${name} must be a whole number from ${least} to ${most}, not "${written}".`)
    return fallback
  }
  const port = whole('PORT', 8787, 0, 65_535)
  const idleMinutes = whole('SESSION_IDLE_MINUTES', 30, 1, 720)
  const logLevel = named('LOG_LEVEL') ?? 'warn'
  if (!levels.includes(logLevel)) errors.push(`LOG_LEVEL must be one of ${levels.join(', ')}, not "${logLevel}".`)
  const demoPassword = named('DEMO_PASSWORD')
  if (demoPassword !== undefined && (demoPassword.length < 8 || demoPassword.length > 200)) {
    errors.push('DEMO_PASSWORD must have 8 to 200 characters.')
  }
  const trust = named('TRUST_PROXY') ?? '0'
  if (trust !== '0' && trust !== '1') errors.push(`TRUST_PROXY must be 0 or 1, not "${trust}".`)
  const origin = readOrigin(named('ORIGIN'), errors)
  if (errors.length > 0) return { errors }
  return {
    config: {
      port,
      host: named('HOST') ?? '127.0.0.1',
      dataDir: named('DATA_DIR') ?? './data',
      origin,
      trustProxy: trust === '1',
      session: { idle: idleMinutes * 60_000, absolute: 12 * HOUR },
      logLevel,
      demoPassword,
    },
  }
}

function readOrigin(written: string | undefined, errors: string[]): string | undefined {
  if (written === undefined) return undefined
  const url = URL.canParse(written) ? new URL(written) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.username) return url.origin
  errors.push(`ORIGIN must be an address like https://jixing.example, not "${written}".`)
  return undefined
}

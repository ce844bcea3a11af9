// Where the repository is and which programs its scripts run.
import { fileURLToPath } from 'node:url'

/** The repository's root folder, without a trailing slash. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')

/**
 * The path of a program that a development dependency installs.
 * @param {string} name
 */
export function installed(name) {
  return `${root}/node_modules/.bin/${name}${process.platform === 'win32' ? '.cmd' : ''}`
}

/** The build runner. */
export const turbo = installed('turbo')

process.env.TURBO_TELEMETRY_DISABLED ??= '1'
process.env.DO_NOT_TRACK ??= '1'

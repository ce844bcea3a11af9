// Brings the first Node 22, whose time-zone data is of 2024: an older engine and older data in one.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './workspace.mjs'

const version = '22.0.0'

/** Says that there is no registry to bring Node 22 from: nothing was tried, so nothing failed. */
export class NotBrought extends Error {}

/**
 * The path of Node 22: the one that NODE_22 names, one that was brought before, or one brought from the npm registry
 * into node_modules/.cache. Throws a NotBrought that says what to do when there is none.
 */
export function findNode22() {
  const named = process.env.NODE_22
  if (named) {
    if (!existsSync(named)) throw new Error(`NODE_22 names ${named}, which does not exist.`)
    return named
  }
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const home = join(root, 'node_modules/.cache', `node-${version}-${platform}-${process.arch}`)
  const path = join(home, 'package/bin', platform === 'win' ? 'node.exe' : 'node')
  if (existsSync(path)) return path
  mkdirSync(home, { recursive: true })
  const options = { cwd: home, encoding: /** @type {const} */ ('utf8'), shell: platform === 'win' }
  const fetched = spawnSync('npm', ['pack', '--silent', `node-${platform}-${process.arch}@${version}`], options)
  const [tarball] = readdirSync(home).filter((name) => name.endsWith('.tgz'))
  if (tarball) spawnSync('tar', ['xzf', tarball], options)
  if (existsSync(path)) return path
  throw new NotBrought(`Node ${version} did not come from the registry; set NODE_22. ${fetched.stderr?.trim() ?? ''}`)
}

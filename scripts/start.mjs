// npm start: build what is stale, then run the server in the foreground.
import { spawn, spawnSync } from 'node:child_process'
import { root, turbo } from './workspace.mjs'

const build = spawnSync(turbo, ['run', 'build', '--output-logs=errors-only', '--log-order=grouped'], {
  cwd: root,
  encoding: 'utf8',
})
if (build.status !== 0) {
  process.stderr.write(`${build.stdout ?? ''}${build.stderr ?? ''}`)
  console.error('The build failed, so the server was not started.')
  process.exit(build.status ?? 1)
}

const server = spawn(process.execPath, ['packages/api/dist/main.js', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
// The terminal sends Ctrl-C to the whole group; a service manager signals this process alone, so pass it on.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => server.kill(signal))
}
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))

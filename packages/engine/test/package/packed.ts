import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const engine = join(root, 'packages/engine')

/** The package as it would be published, and a folder in which somebody has installed it. */
export interface Packed {
  readonly tarball: Uint8Array<ArrayBuffer>
  /** Paths in the package. */
  readonly files: readonly string[]
  readonly home: string
  remove(): void
}

/** The description of the package. */
export const manifest = JSON.parse(readFileSync(join(engine, 'package.json'), 'utf8'))

/** Builds and packs a copy of the engine, and installs the result in an empty folder, with fast-check for `testing`. */
export function packed(): Packed {
  const home = mkdtempSync(join(tmpdir(), 'jixing-packed-'))
  const copy = join(home, 'copy')
  for (const path of ['package.json', 'README.md', 'LICENSE', 'bin', 'presets', 'src']) {
    cpSync(join(engine, path), join(copy, path), { recursive: true })
  }
  for (const name of ['fast-check', 'pure-rand']) {
    mkdirSync(join(home, 'node_modules'), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), join(home, 'node_modules', name))
  }
  const config = {
    extends: join(engine, 'tsconfig.build.json'),
    compilerOptions: { rootDir: 'src', outDir: 'dist' },
    include: ['src'],
    exclude: ['src/**/*.test.ts', 'src/**/*.prop.ts'],
  }
  writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify(config))
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc')], { cwd: copy })
  const out = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', home], {
    cwd: copy,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  const [{ filename, files }] = JSON.parse(out)
  const target = join(home, 'node_modules/@jixing/engine')
  mkdirSync(target, { recursive: true })
  execFileSync('tar', ['xzf', join(home, filename), '--strip-components=1', '-C', target])
  return {
    tarball: new Uint8Array(readFileSync(join(home, filename))),
    files: files.map((file: { path: string }) => file.path),
    home,
    remove: () => rmSync(home, { recursive: true }),
  }
}

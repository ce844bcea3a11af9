import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Tests read the engine's TypeScript, not its build: a change is seen at once and coverage points at the source.
 * The build itself is tried by the browser journeys and by the command-line tests.
 */
const alias = [
  { find: /^@jixing\/engine$/, replacement: source('packages/engine/src/index.ts') },
  { find: /^@jixing\/engine\/words$/, replacement: source('packages/engine/src/words/index.ts') },
  { find: /^@jixing\/engine\/lint$/, replacement: source('packages/engine/src/lint/index.ts') },
  { find: /^@jixing\/engine\/lists$/, replacement: source('packages/engine/src/lists/index.ts') },
  { find: /^@jixing\/engine\/testing$/, replacement: source('packages/engine/src/testing/index.ts') },
]

/** The name and the test files of a package. */
function project(name: string, include: string[]) {
  return {
    resolve: { alias },
    test: {
      name,
      include,
      environment: 'node' as const,
      env: { TZ: 'UTC' },
      setupFiles: [source('test/property-seed.ts')],
      testTimeout: 30_000,
      hookTimeout: 60_000,
    },
  }
}

export default defineConfig({
  test: {
    coverage: {
      provider: 'v8',
      include: ['packages/engine/src/**', 'packages/api/src/**'],
      exclude: ['**/*.test.ts', '**/*.prop.ts'],
      reporter: ['text-summary', 'html'],
    },
    projects: [
      project('engine', ['packages/engine/{src,test,bin}/**/*.{test,prop}.ts']),
      project('api', ['packages/api/{src,test}/**/*.{test,prop}.ts']),
      project('admin', ['packages/admin/{src,test}/**/*.{test,prop}.ts']),
      project('repo', ['test/**/*.{test,prop}.ts', 'bench/**/*.test.ts', 'examples/**/*.test.ts']),
    ],
  },
})

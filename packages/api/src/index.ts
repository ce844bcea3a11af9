/** The server's public API: what is needed to run the API inside another Node process. */
export { createApp, type Fetch } from './app.ts'
export { Books } from './books/books.ts'
export { type Config, readConfig } from './config.ts'
export type { Deps, Logger } from './deps.ts'
export { type Running, start } from './start/start.ts'
export { openStore, type Store } from './store/open-store.ts'
export { VERSION } from './version.ts'

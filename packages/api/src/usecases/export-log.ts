import type { Deps } from '../deps.ts'
import { itemBodies } from '../store/items.ts'

/** Items that are read at once. */
const PORTION = 2000

/** Returns the log as NDJSON up to item `newest`, read from the store as the client takes it. */
export function exportLog(deps: Deps, newest: number): ReadableStream<Uint8Array> {
  const { store, books } = deps
  const encoder = new TextEncoder()
  let after = 0
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const limit = Math.min(PORTION, newest - after)
      const rows = limit > 0 ? await itemBodies(store.read, books.organisation.id, after, limit) : []
      after = rows.at(-1)?.seq ?? after
      if (rows.length > 0) controller.enqueue(encoder.encode(`${rows.map(({ body }) => body).join('\n')}\n`))
      if (rows.length < PORTION) controller.close()
    },
  })
}

import type { Issue } from '@jixing/engine'
import type { User } from '../auth/roles.ts'
import type { Recording } from '../books/record-items.ts'
import { viewOf } from '../books/view.ts'
import type { Deps } from '../deps.ts'
import type { BatchLine } from '../http/read-body.ts'
import { insertAudit } from '../store/audit.ts'
import type { BatchRecorded } from '../wire/event.ts'
import { guardRecording, issuesOfForm } from './guard-recording.ts'

/** Records a batch: what can be accepted is, in one transaction, and every line is answered. */
export async function recordBatch(deps: Deps, user: User, lines: readonly BatchLine[]): Promise<BatchRecorded> {
  const { books } = deps
  const view = viewOf(books.latestResult ?? (await books.result()), books.names)
  const read = lines.map((one) => ({
    ...one,
    issues: one.issues.length > 0 ? (one.issues as readonly Issue[]) : issuesOfForm(one.value),
  }))
  const good = read.filter(({ issues }) => issues.length === 0)
  const recordings = await books.record(
    good.map(({ value }) => value),
    user.account,
    guardRecording(user, view),
    (tx, done) =>
      insertAudit(tx, books.organisation.id, {
        at: deps.clock(),
        account: user.account,
        action: 'batch.recorded',
        target: '',
        detail: { lines: lines.length, created: done.filter(({ outcome }) => outcome === 'created').length },
      }),
  )
  const byLine = new Map<number, Recording>(good.map(({ line }, i) => [line, recordings[i] as Recording]))
  const results = read.map(({ line, issues }) => {
    const recording = byLine.get(line)
    return { line, outcome: recording?.outcome ?? 'refused', issues: [...(recording?.issues ?? issues)] }
  })
  const count = (is: (outcome: string) => boolean) => results.filter(({ outcome }) => is(outcome)).length
  return {
    created: count((one) => one === 'created'),
    exists: count((one) => one === 'exists'),
    conflicts: count((one) => one.startsWith('exists_with_different_')),
    refused: count((one) => one === 'refused'),
    results: results.map((one) => ({ ...one, issues: one.issues.map((issue) => ({ ...issue })) })),
  }
}

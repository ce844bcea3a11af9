import { type Api, endpoint } from '../http/endpoint.ts'
import { readBatch } from '../http/read-body.ts'
import { listEvents } from '../usecases/list-events.ts'
import { readEvent } from '../usecases/read-event.ts'
import { recordBatch } from '../usecases/record-batch.ts'
import { recordEvent } from '../usecases/record-event.ts'
import { retractEvent } from '../usecases/retract-event.ts'
import * as wire from '../wire/event.ts'

/** The source that a path names: `-` stands for the empty one. */
const sourceOf = ({ source, id }: { source: string; id: string }) => ({ source: source === '-' ? '' : source, id })

/** Adds the routes by which items come into the log and are read from it. */
export function addEventRoutes(api: Api): void {
  endpoint(
    api,
    {
      method: 'post',
      path: '/v1/events',
      tag: 'events',
      summary: 'Record one item',
      description: 'The same item twice changes nothing. An id is unique within its source for ever.',
      access: 'event.record',
      body: wire.newItem,
      answers: { 200: 'It is there already, with the same content.', 201: 'Recorded, with the bookings it led to.' },
      answer: wire.recorded,
      problems: ['refused', 'exists_with_different_content', 'malformed_json', 'not_allowed'],
    },
    async ({ deps, user, body }) => {
      const recorded = await recordEvent(deps, user, body)
      return { status: recorded.outcome === 'created' ? 201 : 200, body: recorded }
    },
  )

  endpoint(
    api,
    {
      method: 'post',
      path: '/v1/events/batch',
      tag: 'events',
      summary: 'Record many items',
      description: 'At most 10 MB. Valid lines are kept, in one transaction; every line is answered.',
      access: 'event.record-batch',
      rawBody: ['application/json', 'application/x-ndjson'],
      answers: { 200: 'What became of each line.' },
      answer: wire.batchRecorded,
      problems: ['malformed_json', 'body_too_large', 'unsupported_media_type'],
    },
    async ({ deps, user, request }) => ({
      status: 200,
      body: await recordBatch(deps, user, await readBatch(request)),
    }),
  )

  endpoint(
    api,
    {
      method: 'get',
      path: '/v1/events',
      tag: 'events',
      summary: 'List items, the latest first',
      access: 'event.list',
      query: wire.itemQuery,
      answers: { 200: 'A page of the items in the user’s reach.' },
      answer: wire.itemPage,
      problems: ['bad_cursor'],
    },
    async ({ deps, user, query }) => ({ status: 200, body: await listEvents(deps, user, query) }),
  )

  endpoint(
    api,
    {
      method: 'get',
      path: '/v1/events/{source}/{id}',
      tag: 'events',
      summary: 'Read an item with its awards',
      access: 'event.read',
      params: wire.itemParams,
      answers: { 200: 'The item.' },
      answer: wire.itemDetail,
      problems: ['not_found'],
    },
    async ({ deps, user, params }) => ({ status: 200, body: await readEvent(deps, user, sourceOf(params)) }),
  )

  endpoint(
    api,
    {
      method: 'post',
      path: '/v1/events/{source}/{id}/retraction',
      tag: 'events',
      summary: 'Take an item back',
      description: 'Nothing is deleted: the item counts as if it had not been sent, and limits it had used are free.',
      access: 'event.retract',
      params: wire.itemParams,
      body: wire.retractionReason,
      answers: { 201: 'Retracted, with the bookings that follow.' },
      answer: wire.recorded,
      problems: ['not_found', 'already_retracted'],
    },
    async ({ deps, user, params, body }) => ({
      status: 201,
      body: await retractEvent(deps, user, sourceOf(params), body.reason),
    }),
  )
}

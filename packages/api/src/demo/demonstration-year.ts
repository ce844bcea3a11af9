import type { DemoEvent, DemoItem } from './demo-item.ts'
import { createRandom } from './seeded-random.ts'
import { buildTown } from './town.ts'
import { appeals } from './year/appeals.ts'
import { arrivals } from './year/arrivals.ts'
import { campaigns } from './year/campaigns.ts'
import { corrections } from './year/corrections.ts'
import { councils } from './year/councils.ts'
import { decisions } from './year/decisions.ts'
import { deductions } from './year/deductions.ts'
import { deeds } from './year/deeds.ts'
import { honours } from './year/honours.ts'
import { neighbourhood } from './year/neighbourhood.ts'
import { organisationLife } from './year/organisation-life.ts'
import { rosterFacts } from './year/roster.ts'
import { visits } from './year/visits.ts'
import { teams, volunteers } from './year/volunteers.ts'
import { wishes } from './year/wishes.ts'

/** The instant that the demonstration is looked at from: the evening of the street's roll-out meeting. */
export const DEMONSTRATION_AS_OF = '2022-05-20T23:59:59+08:00'

/** How many items come in a second time, unchanged. */
const REPEATS = 12

const isEvent = (item: DemoItem): item is DemoEvent => item.kind === 'event'

/**
 * Returns the year 2021 of the three pilot communities as a log, in the order in which its items came in. Everyone in
 * it is made up; what it adds up to is what the street reported. The seed alone determines every byte.
 */
export function demonstrationYear(seed = 'guanlan-2021'): DemoItem[] {
  const random = createRandom(seed)
  const town = buildTown(random.fork('town'))
  const written: DemoItem[] = [
    ...organisationLife(town, random.fork('organisation life')),
    ...visits(town, random.fork('visits')),
    ...appeals(town, random.fork('appeals')),
    ...wishes(town, random.fork('wishes')),
    ...councils(town, random.fork('councils')),
    ...deeds(town, random.fork('deeds')),
    ...volunteers(town, random.fork('volunteers')),
    ...teams(town, random.fork('teams')),
    ...campaigns(town, random.fork('campaigns')),
    ...neighbourhood(town, random.fork('neighbourhood')),
    ...honours(town, random.fork('honours')),
    ...deductions(town, random.fork('deductions')),
  ]
  const events = arrivals(written.filter(isEvent), random.fork('arrivals'))
  const others = written.filter((item) => !isEvent(item))
  const all = [
    ...rosterFacts(town),
    ...others,
    ...events,
    ...corrections(town, events, random.fork('corrections')),
    ...decisions(town, random.fork('decisions')),
  ]
  return inOrderOfArrival(all, random.fork('repeats').sample(events, REPEATS))
}

/** Sorts items by when they came in; the repeated ones come again three days later. */
function inOrderOfArrival(items: readonly DemoItem[], repeats: readonly DemoItem[]): DemoItem[] {
  const stamped = [
    ...items.map((item) => ({ item, at: arrivedAt(item) })),
    ...repeats.map((item) => ({ item, at: arrivedAt(item) + 3 * 86_400_000 })),
  ]
  stamped.sort((a, b) => a.at - b.at || compare(a.item.source, b.item.source) || compare(a.item.id, b.item.id))
  return stamped.map(({ item }) => item)
}

function arrivedAt(item: DemoItem): number {
  if (item.receivedAt !== undefined) return Date.parse(item.receivedAt)
  if ('start' in item) return Date.parse(`${item.start.slice(0, 10)}T00:00:00+08:00`)
  return Date.parse('at' in item ? item.at : item.occurredAt)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

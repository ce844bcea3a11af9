// Run by crash.test.ts as a process of its own: records visits without end and says which are acknowledged.
import { Books } from '../../src/books/books.ts'
import { foundOrganisation } from '../../src/start/found-organisation.ts'
import { openStore } from '../../src/store/open-store.ts'
import { listOrganisations } from '../../src/store/organisations.ts'
import { NOON, program, smallTown, visit } from '../small-town.ts'

const [folder = '', round = '0'] = process.argv.slice(2)
const store = await openStore(folder, { now: NOON })
const organisation = { id: 'town', label: { 'zh-CN': '小镇', en: 'Town' }, demonstration: false }
if ((await listOrganisations(store.read)).length === 0) {
  await foundOrganisation(store, { organisation, program, items: smallTown(), clock: NOON, now: NOON, by: 'test' })
}
const books = await Books.open(store, organisation, () => NOON)
process.stdout.write('ready\n')

/** One client: sends one visit after the other, each after the answer to the one before. */
async function client(n: number): Promise<void> {
  for (let i = 0; ; i++) {
    const id = `${round}-${n}-${i}`
    const [recording] = await books.record(
      [visit(id, `m${(n % 8) + 1}`, `2021-07-${String((i % 27) + 1).padStart(2, '0')}`)],
      'test',
    )
    if (recording?.outcome === 'created') process.stdout.write(`${id}\n`)
  }
}

await Promise.all(Array.from({ length: 8 }, (_, n) => client(n)))

import { compareText } from '../base/order.ts'
import { createTexts } from '../base/texts.ts'
import { encodeId, hashOfLast, IdArena } from './id-arena.ts'
import type { ItemRef } from './item.ts'
import { Narrow } from './narrow.ts'

/** The ids and sources of one kind of items, by their number. */
interface Named {
  readonly ids: IdArena
  readonly sources: Narrow
}

/** Finds items by source and id: a hash table of item numbers whose keys are the ids themselves. */
export class ItemIndex {
  private readonly sources = createTexts()
  private readonly events: Named = { ids: new IdArena(), sources: new Narrow(0) }
  private readonly others: Named = { ids: new IdArena(), sources: new Narrow(0) }
  /** An event row plus one, or the number of another item plus one, negative; 0 is free. At most two thirds full. */
  private slots = new Int32Array(64)

  /** The bytes that the table and the ids take. */
  get byteLength(): number {
    const bytes = ({ ids, sources }: Named): number => ids.byteLength + sources.byteLength
    return this.slots.byteLength + bytes(this.events) + bytes(this.others)
  }

  get size(): number {
    return this.events.ids.size + this.others.ids.size
  }

  /** The row of an event, the number of another item as `-n - 1`, or undefined. */
  find({ source, id }: ItemRef): number | undefined {
    const code = this.sources.find(source)
    if (code < 0) return undefined
    const length = encodeId(id)
    const place = this.slots[this.slotOf(code, length, hashOfLast(length))] as number
    return place === 0 ? undefined : place > 0 ? place - 1 : place
  }

  /** Adds an item, whose number is the next of its kind; returns the place (as `find` does) of one already there. */
  put({ source, id }: ItemRef, isEvent: boolean): number | undefined {
    if ((this.size + 1) * 3 > this.slots.length * 2) this.rehash()
    const code = this.sources.code(source)
    const length = encodeId(id)
    const slot = this.slotOf(code, length, hashOfLast(length))
    const place = this.slots[slot] as number
    if (place !== 0) return place > 0 ? place - 1 : place
    const { ids, sources } = isEvent ? this.events : this.others
    sources.set(ids.size, code)
    ids.append(length)
    this.slots[slot] = isEvent ? ids.size : -ids.size
    return undefined
  }

  source(row: number): string {
    return this.sources.text(this.events.sources.at(row))
  }

  id(row: number): string {
    return this.events.ids.text(row)
  }

  /** Compares the sources, then the ids, of two rows by their UTF-8 bytes. */
  compare(a: number, b: number): number {
    const { ids, sources } = this.events
    const ofSources = sources.at(a) === sources.at(b) ? 0 : compareText(this.source(a), this.source(b))
    return ofSources || ids.compare(a, b)
  }

  /** The slot of the id that was encoded last: its own, or the free one where it belongs. */
  private slotOf(source: number, length: number, hash: number): number {
    const { slots } = this
    const mask = slots.length - 1
    let slot = (hash + source) & mask
    for (let place = slots[slot] as number; place !== 0; place = slots[slot] as number) {
      const { ids, sources } = place > 0 ? this.events : this.others
      const n = Math.abs(place) - 1
      if (sources.at(n) === source && ids.isLast(n, length)) return slot
      slot = (slot + 1) & mask
    }
    return slot
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 2)
    const mask = slots.length - 1
    for (const place of this.slots) {
      if (place === 0) continue
      const { ids, sources } = place > 0 ? this.events : this.others
      const n = Math.abs(place) - 1
      let slot = (ids.hash(n) + sources.at(n)) & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = place
    }
    this.slots = slots
  }
}

/** The arrays that whole numbers stand in. */
export type Whole = Int8Array | Int16Array | Int32Array | Float64Array

/** The arrays from narrow to wide, each with the value that marks a row without one. */
const WIDTHS = [
  { make: (size: number): Whole => new Int8Array(size), most: 0x7f, empty: -0x80 },
  { make: (size: number): Whole => new Int16Array(size), most: 0x7fff, empty: -0x8000 },
  { make: (size: number): Whole => new Int32Array(size), most: 0x7fff_ffff, empty: -0x8000_0000 },
  { make: (size: number): Whole => new Float64Array(size), most: Number.POSITIVE_INFINITY, empty: Number.NaN },
] as const

/** Returns the number of elements to make room for when `size` are needed: half as many more than there were. */
export function roomFor(size: number, length: number): number {
  return Math.max(size, length + (length >> 1), 64)
}

/** Numbers by row in the narrowest typed array that holds them all: none at all while every row holds the usual one. */
export class Narrow {
  /** What a row without a number of its own holds; NaN where that is missing. */
  readonly usual: number
  private width = 0
  private empty: number = WIDTHS[0].empty
  private values: Whole = WIDTHS[0].make(0)

  constructor(usual: number) {
    this.usual = usual
  }

  /** The numbers as they stand, a row without one holding `mark`; they stay where they are until one is set. */
  get standing(): { readonly values: Whole; readonly mark: number } {
    return { values: this.values, mark: this.empty }
  }

  /** The bytes that the numbers take. */
  get byteLength(): number {
    return this.values.byteLength
  }

  /** The number of a row. */
  at(row: number): number {
    const value = this.values[row]
    return value === undefined || value === this.empty || Number.isNaN(value) ? this.usual : value
  }

  set(row: number, value: number): void {
    if (value === this.usual && row >= this.values.length) return
    while (!this.holds(value)) this.widen()
    if (row >= this.values.length) this.resize(roomFor(row + 1, this.values.length))
    this.values[row] = value
  }

  private holds(value: number): boolean {
    const { most } = WIDTHS[this.width] as (typeof WIDTHS)[number]
    return most === Number.POSITIVE_INFINITY || (Number.isInteger(value) && value <= most && value >= -most)
  }

  private widen(): void {
    const old = this.values
    const { empty } = this
    this.width++
    this.empty = (WIDTHS[this.width] as (typeof WIDTHS)[number]).empty
    this.values = WIDTHS[0].make(0)
    this.resize(old.length)
    for (let row = 0; row < old.length; row++) if (old[row] !== empty) this.values[row] = old[row] as number
  }

  private resize(length: number): void {
    const larger = (WIDTHS[this.width] as (typeof WIDTHS)[number]).make(length)
    larger.set(this.values)
    larger.fill(this.empty, this.values.length)
    this.values = larger
  }
}

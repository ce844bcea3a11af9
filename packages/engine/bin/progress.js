/** Shows on a terminal how far reading is; a file or a pipe sees none of it. */
export class Progress {
  /** @param {string} unit what is counted, in words */
  constructor(unit) {
    this.unit = unit
    this.shown = process.stderr.isTTY === true
    this.last = 0
  }

  /**
   * Shows how many there are by now, ten times a second at most.
   * @param {number} count
   */
  at(count) {
    if (!this.shown || (count & 4095) !== 0) return
    const now = Date.now()
    if (now - this.last < 100) return
    this.last = now
    process.stderr.write(`\r\u001b[K${count.toLocaleString('en')} ${this.unit}`)
  }

  /** Takes the line away again. */
  end() {
    if (this.shown && this.last > 0) process.stderr.write('\r\u001b[K')
  }
}

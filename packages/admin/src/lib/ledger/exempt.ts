/** A span in which someone is exempt. */
interface Exemption {
  readonly start: string
  readonly end?: string | undefined
}

const LASTING = 14 * 86_400_000

/** Returns whether an exemption falls into a period and is more than leave for some days. */
export function isLasting(one: Exemption, period: { readonly start: string; readonly end: string | null }): boolean {
  const isInside = (period.end === null || one.start < period.end) && (one.end === undefined || one.end > period.start)
  return isInside && (one.end === undefined || Date.parse(one.end) - Date.parse(one.start) > LASTING)
}

/** A name in the languages of the product; a missing language falls back to the other. */
export type Label = { readonly 'zh-CN'?: string; readonly en?: string }

/** What every declared thing may carry: its name, where its numbers come from, and a free note. */
export interface Described {
  readonly label?: Label
  readonly trace?: string
  readonly note?: string
}

/** A short message at the edge of the screen, with at most one thing to do about it. */
export interface Toast {
  readonly id: number
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void } | undefined
}

let next = 1
/** The messages that are shown now. */
export const toasts = $state<Toast[]>([])

/** Shows a message for a few seconds; one with an action stays longer. */
export function toast(text: string, options: { readonly action?: Toast['action'] } = {}): void {
  const id = next++
  toasts.push({ id, text, action: options.action })
  setTimeout(() => dismiss(id), options.action ? 9000 : 4500)
}

/** Takes a message away. */
export function dismiss(id: number): void {
  const place = toasts.findIndex((one) => one.id === id)
  if (place >= 0) toasts.splice(place, 1)
}

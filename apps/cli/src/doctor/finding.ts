/** Something that keeps transfers from working, or will. */
export interface Finding {
  /** `error`: transfers do not work, or customers are not looked after. `warning`: something is not as one would expect. */
  readonly severity: 'error' | 'warning'
  /** A sentence: what is wrong, and why it matters. */
  readonly what: string
  /** The command that mends it, or where it is mended. */
  readonly remedy: string
}

export function error(what: string, remedy: string): Finding {
  return { severity: 'error', what, remedy }
}

export function warning(what: string, remedy: string): Finding {
  return { severity: 'warning', what, remedy }
}

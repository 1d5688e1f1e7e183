const READ_TIMEOUT_MS = { min: 100, max: 15_000 }
const TOTAL_TIMEOUT_MS = { min: 100, max: 15_000 }
const RETRIES = { min: 0, max: 5 }
const RETRIES_BY_DEFAULT = 1

/** What makes Twilio try again: no connection, an answer that is late, or one with a status of 400 or 500 and more. */
export type RetryPolicy = 'ct' | 'rt' | '4xx' | '5xx'

export interface ConnectionOverrides {
  /** The address without the fragment: what is called, and what is signed. */
  readonly address: string
  /** `rt`; undefined leaves it to the product. */
  readonly readTimeoutMs: number | undefined
  /** `tt`: for all attempts together. */
  readonly totalTimeoutMs: number
  /** `rc`. */
  readonly retries: number
  /** `rp`. */
  readonly retryOn: ReadonlySet<RetryPolicy>
}

const POLICIES: readonly RetryPolicy[] = ['ct', 'rt', '4xx', '5xx']

/**
 * Reads the fragment of a webhook's address, such as `https://example.com/hook#rc=2&rp=5xx,ct` (WH-3). A value outside
 * its limits is taken as the nearest one within, what cannot be read as absent: how Twilio takes them is not documented.
 */
export function connectionOverrides(url: string): ConnectionOverrides {
  const [address = '', fragment = ''] = url.split('#', 2)
  const settings = new URLSearchParams(fragment)
  return {
    address,
    readTimeoutMs: within(settings.get('rt'), READ_TIMEOUT_MS),
    totalTimeoutMs: within(settings.get('tt'), TOTAL_TIMEOUT_MS) ?? TOTAL_TIMEOUT_MS.max,
    retries: within(settings.get('rc'), RETRIES) ?? RETRIES_BY_DEFAULT,
    retryOn: policies(settings.get('rp') ?? 'ct'),
  }
}

function within(text: string | null, { min, max }: { readonly min: number; readonly max: number }): number | undefined {
  if (text === null || !/^\d{1,9}$/.test(text)) return undefined
  return Math.min(max, Math.max(min, Number(text)))
}

function policies(text: string): Set<RetryPolicy> {
  const names = text.split(',')
  return new Set(names.includes('all') ? POLICIES : POLICIES.filter((policy) => names.includes(policy)))
}

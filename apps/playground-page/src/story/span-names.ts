import type { Lane, SpanKind } from '@conversation-transfer/playground/view/conversation-story.ts'

/** What stands on a bar, and how it goes on after `is`. */
const SPANS: Readonly<Record<SpanKind, { readonly name: string; readonly phrase: string }>> = {
  inside: { name: 'Inside', phrase: 'inside' },
  alone: { name: 'Alone', phrase: 'alone' },
  waiting: { name: 'Waits', phrase: 'waiting' },
  ringing: { name: 'Rings', phrase: 'ringing' },
  wrapup: { name: 'Wrap-up', phrase: 'in wrap-up' },
}

/** A customer is not inside as agents are. */
const CUSTOMER_INSIDE = { name: 'In conversation', phrase: 'in conversation' }

export function spanName(kind: SpanKind, lane: Lane['kind']): string {
  return spanWords(kind, lane).name
}

export function spanPhrase(kind: SpanKind, lane: Lane['kind']): string {
  return spanWords(kind, lane).phrase
}

function spanWords(kind: SpanKind, lane: Lane['kind']): (typeof SPANS)[SpanKind] {
  return lane === 'customer' && kind === 'inside' ? CUSTOMER_INSIDE : SPANS[kind]
}

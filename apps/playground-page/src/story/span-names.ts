import type { Lane, SpanKind } from '@conversation-transfer/playground/view/conversation-story.ts'

/** What stands on a bar, and in the legend. */
const SPAN_NAMES: Readonly<Record<SpanKind, string>> = {
  inside: 'Inside',
  alone: 'Alone',
  waiting: 'Waits',
  ringing: 'Rings',
  wrapup: 'Wrap-up',
}

/** The customer's bars look other than the agents', so that one sees at once where the customer is. */
export function spanName(kind: SpanKind, lane: Lane['kind']): string {
  return lane === 'customer' && kind === 'inside' ? 'In conversation' : SPAN_NAMES[kind]
}

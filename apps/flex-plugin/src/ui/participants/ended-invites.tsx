import React from 'react'
import type { KnownConversation } from '../../conversations/known-conversations.ts'
import type { PastTransfer } from '../../conversations/transfer-attributes.ts'
import type { StringKey } from '../../strings/en-us.ts'
import { Grow, Heading, List, Name, Row, Weak } from '../parts.ts'
import { usePlugin } from '../plugin-context.tsx'
import { useNow } from '../use-now.ts'

/** How long it is told that somebody who was asked did not come. */
const TOLD_MS = 300_000
const LOOKED_AT_AGAIN_MS = 10_000

/** How an invite ended that nobody followed. */
const ENDS = {
  declined: 'EndedDeclined',
  timed_out: 'EndedTimedOut',
  canceled: 'EndedCanceled',
  unknown: 'EndedUnknown',
} as const satisfies Partial<Readonly<Record<PastTransfer['ended'], StringKey>>>

export function EndedInvites({ known }: { readonly known: KnownConversation }): React.ReactElement | null {
  const { say } = usePlugin()
  const nowMs = useNow(LOOKED_AT_AGAIN_MS)
  const ended = known.transfers.flatMap(({ transferId, to, atMs, ended: end }) => {
    if (end === 'no' || end === 'accepted') return []
    // When it ended is known to desktops that were there; to one that came later, only when it was made.
    const endedAtMs = known.sawEndAtMs[transferId] ?? atMs
    return nowMs - endedAtMs > TOLD_MS ? [] : [{ transferId, name: to.name, how: ENDS[end] }]
  })
  if (ended.length === 0) return null
  return (
    <section aria-labelledby="conversation-transfer-ended">
      <Heading id="conversation-transfer-ended">{say('ParticipantsEnded')}</Heading>
      <List>
        {ended.map(({ transferId, name, how }) => (
          <Row key={transferId}>
            <Grow>
              <Name>{name}</Name>
              <Weak>{say(how)}</Weak>
            </Grow>
          </Row>
        ))}
      </List>
    </section>
  )
}

import React from 'react'
import type { PastTransfer } from '../../conversations/transfer-attributes.ts'
import { Heading, List, Row, Grow, Weak } from '../parts.ts'
import { usePlugin, useWorkerNames } from '../plugin-context.tsx'

/** The transfers that came about, the newest first. */
export function WaySoFar({ transfers }: { readonly transfers: readonly PastTransfer[] }): React.ReactElement | null {
  const { say } = usePlugin()
  const names = useWorkerNames()
  const made = transfers.filter(({ ended }) => ended === 'accepted').toReversed()
  if (made.length === 0) return null
  return (
    <section aria-labelledby="conversation-transfer-way">
      <Heading id="conversation-transfer-way">{say('StoryTitle')}</Heading>
      <List>
        {made.map(({ transferId, mode, from, to, atMs, reason }) => (
          <Row key={transferId}>
            <Grow>
              {say(mode === 'cold' ? 'StoryTransferred' : 'StoryInvited', {
                from: names[from ?? ''] ?? say('StorySomebody'),
                to: to.name,
              })}
              <Weak>{[clockTime(atMs), reason && say('StoryReason', { reason })].filter(Boolean).join(' · ')}</Weak>
            </Grow>
          </Row>
        ))}
      </List>
    </section>
  )
}

export function clockTime(atMs: number): string {
  return new Date(atMs).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })
}

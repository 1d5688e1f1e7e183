import type { PastTransfer } from './transfer-attributes.ts'

/** Those that were out before and have ended since, whichever way. */
export function newlyEnded(before: readonly PastTransfer[], now: readonly PastTransfer[]): readonly PastTransfer[] {
  const wereOut = new Set(before.filter(({ ended }) => ended === 'no').map(({ transferId }) => transferId))
  return now.filter(({ ended, transferId }) => ended !== 'no' && wereOut.has(transferId))
}

/** Invites of one worker that were out before and have come to nothing since. */
export function newlyFailed(
  before: readonly PastTransfer[],
  now: readonly PastTransfer[],
  ownWorkerSid: string,
): readonly (PastTransfer & { readonly ended: 'declined' | 'timed_out' })[] {
  return newlyEnded(before, now).flatMap((transfer) => {
    const { ended, from } = transfer
    return (ended === 'declined' || ended === 'timed_out') && from === ownWorkerSid ? [{ ...transfer, ended }] : []
  })
}

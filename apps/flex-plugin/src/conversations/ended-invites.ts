import type { PastTransfer } from './transfer-attributes.ts'

/** Invites of one worker that were out before and have come to nothing since. */
export function newlyFailed(
  before: readonly PastTransfer[],
  now: readonly PastTransfer[],
  ownWorkerSid: string,
): readonly (PastTransfer & { readonly ended: 'declined' | 'timed_out' })[] {
  const wereOut = new Set(before.filter(({ ended }) => ended === 'no').map(({ transferId }) => transferId))
  return now.flatMap((transfer) => {
    const { ended } = transfer
    const isFailed = ended === 'declined' || ended === 'timed_out'
    return isFailed && transfer.from === ownWorkerSid && wereOut.has(transfer.transferId)
      ? [{ ...transfer, ended }]
      : []
  })
}

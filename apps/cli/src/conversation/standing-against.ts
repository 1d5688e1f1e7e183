import type { Subject } from './subject.ts'

/** What stands against a repair by hand now. */
export interface StandingAgainst {
  /** A look of the backend's is over within seconds; a freeze is a person's to end. */
  readonly kind: 'look under way' | 'frozen'
  readonly sentence: string
}

/**
 * What holds for the backend's own repairs holds for those of a person beside it. Read afresh each time: between the first look
 * and the yes of a person there may be minutes. It is no lease: a look that begins in the same moment is not kept out, and
 * then only the steps themselves keep the two apart, each of which does no more when it is done twice.
 */
export async function standingAgainst({
  records,
  request,
}: Pick<Subject, 'records' | 'request'>): Promise<StandingAgainst | undefined> {
  if (records === undefined) return undefined
  const [row, frozen] = await Promise.all([records.row(request.conversationSid), records.frozen()])
  if (row?.isClaimed === true) {
    return { kind: 'look under way', sentence: 'The backend is looking at this conversation right now.' }
  }
  return frozen === undefined ? undefined : { kind: 'frozen', sentence: `Repairs are frozen: ${frozen}` }
}

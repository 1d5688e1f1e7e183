import type { ConversationSummary, StaffMember } from '@conversation-transfer/playground/view/live-view.ts'
import type { Trouble, TroubleRequest } from '@conversation-transfer/playground/view/trouble.ts'

/** Whom a trouble would be done to if it were caused now. */
export interface Subject {
  readonly request: Pick<TroubleRequest, 'workerSid' | 'conversationSid'>
  /** Such as `About Bob.`; undefined for what is about nobody. */
  readonly text: string | undefined
  /** It would be about somebody, and nobody is there. */
  readonly isMissing: boolean
}

export function subjectOf(
  about: Trouble['about'],
  worker: StaffMember | undefined,
  conversation: ConversationSummary | undefined,
): Subject {
  switch (about) {
    case 'nobody':
      return { request: {}, text: undefined, isMissing: false }
    case 'worker':
      return worker === undefined
        ? { request: {}, text: 'There is nobody.', isMissing: true }
        : { request: { workerSid: worker.workerSid }, text: `Now: ${worker.fullName}.`, isMissing: false }
    case 'conversation':
      return conversation === undefined
        ? { request: {}, text: 'Needs a conversation.', isMissing: true }
        : {
            request: { conversationSid: conversation.conversationSid },
            text: `Now: the conversation with ${conversation.customer}.`,
            isMissing: false,
          }
  }
}

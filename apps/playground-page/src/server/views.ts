import type { ConversationStory } from '@conversation-transfer/playground/view/conversation-story.ts'
import type { PhoneView } from '@conversation-transfer/playground/view/customer.ts'
import type { ConversationSummary, LiveView } from '@conversation-transfer/playground/view/live-view.ts'

/** All that the server has told. */
export interface Views {
  readonly live: LiveView | undefined
  /** The newest story that was told; perhaps not of the conversation that is chosen now. */
  readonly story: ConversationStory | undefined
  /** By address. */
  readonly phones: ReadonlyMap<string, PhoneView>
}

export const NO_VIEWS: Views = { live: undefined, story: undefined, phones: new Map() }

/** Something that the server tells, by the name of its event. */
export type Told =
  | { readonly event: 'view'; readonly value: LiveView }
  | { readonly event: 'story'; readonly value: ConversationStory }
  | { readonly event: 'phone'; readonly value: PhoneView }

export function withTold(views: Views, told: Told): Views {
  switch (told.event) {
    case 'view':
      // Of an emulator that was made new, nothing is known yet.
      return { ...(told.value.world === views.live?.world ? views : NO_VIEWS), live: told.value }
    case 'story':
      return { ...views, story: told.value }
    case 'phone':
      return { ...views, phones: new Map([...views.phones, [told.value.address, told.value]]) }
  }
}

/** The conversation that somebody chose, if it is still there; else the newest. */
export function chosenIn(live: LiveView | undefined, chosen: string | undefined): ConversationSummary | undefined {
  const conversations = live?.conversations ?? []
  return conversations.find(({ conversationSid }) => conversationSid === chosen) ?? conversations[0]
}

import type { ConversationStory, Lane } from '@conversation-transfer/playground/view/conversation-story.ts'
import { spanPhrase } from './span-names.ts'

/** The picture in a sentence for each lane, for those who do not see it: how things are now. */
export function pictureText({ lanes }: ConversationStory): string {
  return `The conversation over time. ${lanes.map(laneText).join(' ')}`
}

function laneText({ name, kind, spans }: Lane): string {
  const present = spans.filter(({ to }) => to === undefined).map((span) => spanPhrase(span.kind, kind))
  if (present.length > 0) return `${name}: ${present.join(' and ')}.`
  const last = spans.at(-1)
  return last === undefined ? `${name}: not yet.` : `${name}: was ${spanPhrase(last.kind, kind)}.`
}

import type { ConversationSummary, LiveView } from '@conversation-transfer/playground/view/live-view.ts'

/** A line of a select. */
export interface Choice {
  readonly value: string
  readonly label: string
}

/** Those who are inside, as who can hand the conversation over. */
export function insidersOf({ staff }: LiveView, { conversationSid }: ConversationSummary): Choice[] {
  return staff
    .filter(({ tasks }) => tasks.some((task) => task.conversationSid === conversationSid && task.status === 'accepted'))
    .map(({ workerSid, fullName }) => ({ value: workerSid, label: fullName }))
}

/** Where it can go: agents first, those who are available before the others, and then queues. */
export function targetsFor(
  { staff, queues }: LiveView,
  insiders: readonly Choice[],
): { readonly group: string; readonly items: readonly Choice[] }[] {
  const others = staff
    .filter(({ workerSid, isSupervisor }) => !isSupervisor && !insiders.some(({ value }) => value === workerSid))
    .toSorted((one, other) => Number(other.activity.isAvailable) - Number(one.activity.isAvailable))
  return [
    {
      group: 'Agents',
      items: others.map(({ workerSid, fullName, activity }) => {
        return { value: workerSid, label: activity.isAvailable ? fullName : `${fullName} (${activity.name})` }
      }),
    },
    { group: 'Queues', items: queues.map(({ queueSid, name }) => ({ value: queueSid, label: name })) },
  ].filter(({ items }) => items.length > 0)
}

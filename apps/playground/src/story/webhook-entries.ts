import type { LoggedWebhook } from '@conversation-transfer/twilio-emulator'
import type { StoryEntry } from '../view/conversation-story.ts'

/** The webhooks that tell of something of the conversation. */
export function webhookEntries(webhooks: readonly LoggedWebhook[], sids: ReadonlySet<string>): StoryEntry[] {
  return webhooks.filter(({ parameters }) => Object.values(parameters).some((value) => sids.has(value))).map(entry)
}

function entry(webhook: LoggedWebhook): StoryEntry {
  const { number, at, eventType, url, fault, state, attempts, durationMs } = webhook
  return {
    id: `webhook-${number}`,
    at,
    kind: 'webhook',
    laneId: undefined,
    title: `${eventType} ${STATES[state]}`,
    detail: [url, fault === null ? '' : FAULTS[fault], attempts > 1 ? `${attempts} attempts` : '']
      .filter((text) => text !== '')
      .join(' · '),
    tone: TONES[state],
    durationMs: durationMs ?? undefined,
    raw: webhook,
  }
}

const STATES = {
  waiting: 'is on its way',
  'under-way': 'is being delivered',
  arrived: 'arrived',
  failed: 'did not arrive',
  dropped: 'was lost',
} as const satisfies Record<LoggedWebhook['state'], string>

const TONES = {
  waiting: 'waiting',
  'under-way': 'waiting',
  arrived: 'plain',
  failed: 'bad',
  dropped: 'bad',
} as const satisfies Record<LoggedWebhook['state'], StoryEntry['tone']>

const FAULTS = {
  'webhook-dropped': 'lost on demand',
  'webhook-doubled': 'sent twice',
  'webhook-reordered': 'overtaken',
  'webhook-late': 'late',
} as const satisfies Record<NonNullable<LoggedWebhook['fault']>, string>

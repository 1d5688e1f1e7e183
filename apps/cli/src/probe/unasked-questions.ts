import type { UnaskedQuestion } from './question.ts'

const NEEDS_AGENT = 'Only the desktop of somebody who is logged in to Flex makes this call.'
const NEEDS_LISTENER = 'It takes an address that Twilio reaches, and settings of the account that others rely on.'

/** What no account can be asked in a few minutes, by its REST APIs alone and without touching what is not the probe's. */
export const UNASKED_QUESTIONS: readonly UnaskedQuestion[] = [
  { name: 'agentCloseCompletes', fact: 'IN-24', assumed: 'own', why: NEEDS_AGENT },
  { name: 'acceptIntoClosedChannel', fact: 'IN-39', assumed: 'refused', why: NEEDS_AGENT },
  {
    name: 'inactiveChannelReply',
    fact: 'IN-33',
    assumed: 'new-task',
    why: 'The task that a customer’s reply makes could ring at people who are at work.',
  },
  {
    name: 'studioWebhookAfterHandover',
    fact: 'IN-34',
    assumed: 'kept',
    why: 'It takes a Studio flow that hands a conversation over.',
  },
  {
    name: 'closedTimerClosesActive',
    fact: 'CV-7',
    assumed: true,
    why: 'The shortest closed timer takes ten minutes.',
  },
  { name: 'webhookDelayMs', fact: 'WH-2', assumed: 50, why: NEEDS_LISTENER },
  { name: 'serviceWebhookReplacesGlobal', fact: 'WH-7', assumed: true, why: NEEDS_LISTENER },
  { name: 'platformChangesFireWebhooks', fact: 'WH-9', assumed: false, why: NEEDS_LISTENER },
  { name: 'eventStreamDelayMs', fact: 'ES-5', assumed: 200, why: NEEDS_LISTENER },
  { name: 'eventStreamsHearRestChanges', fact: 'ES-5', assumed: true, why: NEEDS_LISTENER },
  {
    name: 'eventBridgeDelayMs',
    fact: 'EB-11',
    assumed: 20,
    why: 'Only the desktop of somebody who is logged in to Flex hears these events.',
  },
  {
    name: 'serverlessBuildMs',
    fact: 'SL-6',
    assumed: 1_000,
    why: 'A build takes as long as what is in it: the time of an empty one says nothing of ours.',
  },
  {
    name: 'indexedReservations',
    fact: 'TS-9',
    assumed: 'open',
    why: 'Only the token of somebody who is logged in to Flex reads these indexes.',
  },
]

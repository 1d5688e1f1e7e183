import type { PolicyKey } from './policy-keys.ts'

/** What each key of the policy does, for the page that lists all configuration. */
export const POLICY_TEXTS: Readonly<Record<PolicyKey, string>> = {
  enabled:
    'Whether there is anything of this at all: without it desktops show nothing and every command is refused. Invites that are out are looked after all the same.',
  cold_transfer: 'Whether agents may hand a conversation over.',
  multi_participant: 'Whether agents may invite others, and see who is inside.',
  release:
    'When a cold transfer lets its sender go: as soon as the invite is there (`immediate`), or when the target has accepted it (`on_accept`).',
  wrapup:
    'What becomes of the task of an agent who leaves: completed at once (`closed`), or kept for wrapping up (`wrapup`).',
  stranded:
    'What becomes of a conversation that nobody is in any more, if the customer is not waiting for an answer: it ends (`close`), it becomes inactive until the customer writes again (`inactive`), or the fallback queue is asked (`requeue`). A customer who waits for an answer is always given to the fallback queue.',
  fallback_queue_sid:
    'The queue for customers whom nobody else can take. Without it: the queue in which the transfer workflow catches what its filters do not.',
  transfer_limit: 'How often one conversation may be handed over by agents. Supervisors may go on.',
  max_participants:
    'How many customers, agents and open invites together a conversation may have before nobody more can be invited.',
  attempts: 'How often one repair is tried before the backend says that it could not be mended.',
  lag_grace_seconds:
    "How long Twilio's lists may be behind before what they show is believed, and before a repair is tried again.",
  stranded_grace_seconds: 'How long a conversation has to be without anybody before it counts as stranded.',
  offline_grace_seconds:
    'How long the only agent may be unavailable before the fallback queue is asked for another one. Without it nobody is asked, however long that is.',
  parked_marker:
    "Where in a conversation's attributes a feature that parks conversations says that this one is parked, as `a.b.c`: while anything but nothing stands there, it is left alone.",
}

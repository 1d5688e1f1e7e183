import { acceptedNeverJoined } from './accepted-never-joined.ts'
import { agentOffline } from './agent-offline.ts'
import { channelEnded } from './channel-ended.ts'
import { conversationClosed } from './conversation-closed.ts'
import { customerGone } from './customer-gone.ts'
import { duplicateInvites } from './duplicate-invites.ts'
import { ghost } from './ghost.ts'
import { invitesOutdated } from './invites-outdated.ts'
import { notOurs } from './not-ours.ts'
import { ringsAtInsider } from './rings-at-insider.ts'
import type { Rule } from './rule.ts'
import { sameWorkerTwice } from './same-worker-twice.ts'
import { senderNotReleased } from './sender-not-released.ts'
import { stranded } from './stranded.ts'
import { targetDeclined } from './target-declined.ts'
import { wayBack } from './way-back.ts'

/** All rules, in the order in which they are tried. */
export const RULES: readonly Rule[] = [
  notOurs,
  channelEnded,
  conversationClosed,
  customerGone,
  duplicateInvites,
  ringsAtInsider,
  sameWorkerTwice,
  senderNotReleased,
  acceptedNeverJoined,
  ghost,
  targetDeclined,
  wayBack,
  agentOffline,
  stranded,
  invitesOutdated,
]

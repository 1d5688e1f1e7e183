import type { Scenario } from '../scenario.ts'
import { fiveTimesAtOnce, sameRequestTwice, twoTransferAtOnce } from './at-once.ts'
import { cancelAnInvite, cancelTooLate } from './cancel.ts'
import { CHANNEL_NAMES, coldTransfer, type TransferableChannel } from './cold-transfer.ts'
import { configured } from './configuration.ts'
import { bothLeaveAnswered, bothLeaveUnanswered, lastOneStays, leaveTheOther, removeAnAgent } from './departures.ts'
import { customerLeaves, emailIsLeftAlone, externalParticipants, foreignOverwrite, tooLarge } from './special.ts'
import { queueSkipsInsiders, targetDeclines, targetIgnores, targetInside } from './targets.ts'
import { closeFails, lostAnswer, passingFailure } from './trouble.ts'
import { twoInvitesAtOnce, warmTransfer } from './warm-transfer.ts'

const CHANNELS: readonly TransferableChannel[] = ['web', 'sms', 'whatsapp']

const EITHER = [true, false]

/** Every scenario, in the order in which they are played. */
export const scenarios: readonly Scenario[] = [
  ...CHANNELS.map((channel) => coldTransfer(channel, 'worker')),
  ...CHANNELS.map((channel) => coldTransfer(channel, 'queue')),
  queueSkipsInsiders,
  ...CHANNELS.map((channel) => warmTransfer(channel, CHANNEL_NAMES[channel])),
  twoInvitesAtOnce,
  cancelAnInvite,
  cancelTooLate,
  removeAnAgent,
  leaveTheOther,
  lastOneStays,
  bothLeaveUnanswered,
  bothLeaveAnswered,
  sameRequestTwice,
  fiveTimesAtOnce,
  twoTransferAtOnce,
  targetDeclines,
  targetIgnores,
  targetInside,
  closeFails,
  passingFailure(429),
  passingFailure(503),
  lostAnswer,
  externalParticipants,
  emailIsLeftAlone,
  tooLarge,
  customerLeaves,
  foreignOverwrite,
  ...EITHER.flatMap((enabled) =>
    EITHER.flatMap((cold_transfer) =>
      EITHER.map((multi_participant) => configured({ enabled, cold_transfer, multi_participant })),
    ),
  ),
]

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TransferCommand } from './command.ts'
import { decide } from './decide.ts'
import type { Decision } from './decision.ts'
import type { Observation } from './observation.ts'
import type { Step } from './step.ts'
import {
  agent,
  ALICE,
  BOB,
  bobAsTarget,
  CAROL,
  chatOf,
  inviteOf,
  inviteTask,
  POLICY,
  taskOf,
  transferToBob,
} from './testing/chat.ts'
import { performFaultlessly } from './testing/faultless-twilio.ts'

/** Claim, invite, release beside the list, and the answer. */
const DECISIONS_MAX = 4

const status = fc.constantFrom('pending', 'reserved', 'assigned', 'wrapping', 'completed', 'canceled', 'gone')

/** A chat that may be in any state, among them those that nobody meant to be possible. */
const observation: fc.Arbitrary<Observation> = fc
  .record({
    workers: fc.subarray([ALICE, BOB, CAROL]),
    taskStatus: status,
    inConversation: fc.constantFrom('yes', 'no', 'unknown'),
    channelStatus: fc.constantFrom('active', 'active', 'active', 'closed', 'inactive', 'pause', 'gone'),
    channelType: fc.constantFrom('web', 'sms', 'whatsapp', 'email'),
    conversationState: fc.constantFrom('active', 'active', 'inactive', 'closed', 'gone'),
    invite: fc.option(fc.record({ status, transferId: fc.constantFrom('transfer-1', 'transfer-2') })),
    claimedBy: fc.option(fc.constantFrom('request-1', 'request-2')),
    available: fc.boolean(),
    length: fc.nat(4200),
  })
  .map(({ workers, ...drawn }) => {
    const chat = chatOf(...workers)
    const at = chat.observedAtMs - 1000
    const claim = { transferId: 'transfer-1', requestId: drawn.claimedBy, at }
    const attributes = {
      history: 'x'.repeat(drawn.length),
      ...(drawn.claimedBy && { conversationTransferClaim: claim }),
    }
    const invites = drawn.invite === null ? [] : [inviteOf({ transferId: drawn.invite.transferId })]
    const inviteTasks = drawn.invite === null || drawn.invite.status === 'gone' ? [] : [inviteTask(drawn.invite.status)]
    return {
      ...chat,
      channel: { ...chat.channel, status: drawn.channelStatus, type: drawn.channelType },
      conversation: { ...chat.conversation, state: drawn.conversationState },
      participants: workers.map((worker) => ({ ...agent(worker), inConversation: drawn.inConversation })),
      invites,
      tasks: [
        ...workers.map((worker) =>
          drawn.taskStatus === 'gone'
            ? { sid: taskOf(worker).sid, status: drawn.taskStatus }
            : { ...taskOf(worker, attributes), status: drawn.taskStatus },
        ),
        ...inviteTasks,
      ],
      target: { ...bobAsTarget, available: drawn.available },
    }
  })

const command: fc.Arbitrary<TransferCommand> = fc.record({
  kind: fc.constant('transfer'),
  caller: fc.record({ workerSid: fc.constantFrom(ALICE, CAROL), isSupervisor: fc.boolean() }),
  transferId: fc.constant('transfer-1'),
  requestId: fc.constant('request-1'),
  target: fc.constant(transferToBob.target),
  fromWorkerSid: fc.option(fc.constantFrom(ALICE, BOB, CAROL), { nil: undefined }),
})

test('a transfer comes to an end, whatever is observed', () => {
  fc.assert(
    fc.property(command, observation, (asked, seen) => {
      expect(carryOut(asked, seen).decisions).toBeLessThanOrEqual(DECISIONS_MAX)
    }),
    { numRuns: 2000 },
  )
})

test('a refused transfer has performed nothing', () => {
  fc.assert(
    fc.property(command, observation, (asked, seen) => {
      const { end, steps } = carryOut(asked, seen)
      expect(end.kind === 'refused' && steps.length > 0).toBe(false)
    }),
    { numRuns: 2000 },
  )
})

test('a transfer makes at most one invite, and releases nobody but its sender, and not before the invite is there', () => {
  fc.assert(
    fc.property(command, observation, (asked, seen) => {
      const { steps } = carryOut(asked, seen)
      const kinds = steps.map(({ kind }) => kind)
      expect(kinds.filter((kind) => kind === 'createInvite').length).toBeLessThanOrEqual(1)
      const released = steps.flatMap((step) => (step.kind === 'closeParticipant' ? [step.participantSid] : []))
      expect(released.length).toBeLessThanOrEqual(1)
      const isInvited =
        kinds.includes('createInvite') || seen.invites.some(({ mark }) => mark?.transferId === 'transfer-1')
      expect(released.length > 0 && !isInvited).toBe(false)
    }),
    { numRuns: 2000 },
  )
})

test('a transfer that is done and asked for again does nothing more', () => {
  fc.assert(
    fc.property(command, observation, (asked, seen) => {
      const first = carryOut(asked, seen)
      fc.pre(first.end.kind === 'done')
      const again = carryOut({ ...asked, requestId: 'request-3' }, first.seen)
      expect(again.steps).toEqual([])
      expect(again.end).toEqual(first.end)
    }),
    { numRuns: 2000 },
  )
})

interface CarriedOut {
  readonly end: Decision
  readonly steps: readonly Step[]
  readonly decisions: number
  readonly seen: Observation
}

/** Carries the command out on a Twilio where nothing goes wrong. */
function carryOut(asked: TransferCommand, start: Observation): CarriedOut {
  const steps: Step[] = []
  let seen = start
  for (let decisions = 1; ; decisions++) {
    const end = decide(asked, seen, POLICY)
    if (end.kind !== 'steps' || decisions > DECISIONS_MAX) return { end, steps, decisions, seen }
    steps.push(...end.steps)
    seen = end.steps.reduce(performFaultlessly, seen)
  }
}

import {
  channelSid,
  conversationSid,
  interactionSid,
  taskSid,
  workerSid,
  workflowSid,
  workspaceSid,
  type TransferCommand,
} from '@conversation-transfer/transfer'
import { carryOut, Connections, createGateway, realTime, type Gateway } from '@conversation-transfer/twilio-gateway'
import type { Reply } from '@conversation-transfer/demo'
import { expect, test } from 'vitest'
import { chatInProgress, type ChatInProgress } from './contact-center.ts'

/** What the README says a cold transfer costs. */
const CALLS = 19
const ROUNDS_TO_RELEASE = 4
const ROUNDS_TO_ANSWER = 6

test('a cold transfer releases the sender in the fourth round of calls, and answers after the sixth', async () => {
  const scene = await chatInProgress()
  let roundOfRelease = 0
  const gateway = gatewayOf(scene, (isRelease) => {
    if (isRelease) roundOfRelease = gateway.cost().rounds + 1
  })
  await transferThrough(gateway, scene)
  expect(roundOfRelease).toBe(ROUNDS_TO_RELEASE)
  expect(gateway.cost()).toEqual({ calls: CALLS, rounds: ROUNDS_TO_ANSWER })
})

test('the Function says in its answer what it cost', async () => {
  const { alice, bob, chat } = await chatInProgress()
  const reply = await alice.transfer(chat, { type: 'worker', sid: workerSid.parse(bob.workerSid) })
  expect(reply).toMatchObject({ status: 200, calls: CALLS, rounds: ROUNDS_TO_ANSWER })
})

test('what the other commands cost, to clients that name the tasks that they know', async () => {
  const { alice, bob, chat } = await chatInProgress()
  const target = { type: 'worker', sid: workerSid.parse(bob.workerSid) } as const
  const invited = await alice.invite(chat, target)
  const { taskSid: inviteTaskSid } = await bob.rings()
  const canceled = await alice.cancelInvite({ ...chat, taskSids: [...chat.taskSids, inviteTaskSid] }, inviteTaskSid)
  await alice.invite(chat, target)
  const bobsChat = await bob.accept()
  const removed = await alice.remove({ ...chat, taskSids: bobsChat.taskSids }, bobsChat)
  expect({ invited: costOf(invited), canceled: costOf(canceled), removed: costOf(removed) }).toEqual({
    invited: '18 calls in 6 rounds',
    canceled: '15 calls in 5 rounds',
    removed: '25 calls in 3 rounds',
  })
})

function costOf({ calls, rounds }: Reply): string {
  return `${calls} calls in ${rounds} rounds`
}

/** A gateway that tells of every call before it goes out. */
function gatewayOf({ stage }: ChatInProgress, onCall: (isRelease: boolean) => void): Gateway {
  const { contactCenter, emulator } = stage
  const connections = new Connections()
  return createGateway({
    settings: {
      accountSid: contactCenter.accountSid,
      authToken: contactCenter.authToken,
      workspaceSid: workspaceSid.parse(contactCenter.workspaceSid),
      workflowSid: workflowSid.parse(contactCenter.workflowSid),
      baseUrl: emulator.url,
    },
    connections: {
      request: (options) => {
        onCall(options.method === 'post' && options.uri.includes('/Participants/'))
        return connections.request(options)
      },
    },
    time: realTime,
    deadlineMs: realTime.now() + 8_000,
    chance: () => 0,
  })
}

/** Reads everything at once and carries the transfer out, as the Function does. */
async function transferThrough(gateway: Gateway, { alice, bob, chat }: ChatInProgress): Promise<void> {
  const target = { type: 'worker', sid: workerSid.parse(bob.workerSid) } as const
  const request = {
    interactionSid: interactionSid.parse(chat.interactionSid),
    channelSid: channelSid.parse(chat.channelSid),
    conversationSid: conversationSid.parse(chat.conversationSid),
    taskSids: chat.taskSids.map((sid) => taskSid.parse(sid)),
    target,
  }
  const [, { policy }, observation] = await Promise.all([
    gateway.checkToken('not looked at here'),
    gateway.readPolicy(),
    gateway.observe(request),
  ])
  const caller = { workerSid: workerSid.parse(alice.workerSid), isSupervisor: false }
  const command: TransferCommand = {
    kind: 'transfer',
    caller,
    transferId: 'transfer-1',
    requestId: 'request-1',
    target,
  }
  const end = await carryOut({ gateway, time: realTime, command, policy, request, observation })
  expect(end.kind).toBe('done')
}

import { expect, test } from 'vitest'
import { createEmulator, VirtualClock, type World } from '@conversation-transfer/twilio-emulator'
import { watchCapacity } from './capacity-watch.ts'
import { inconsistencies, remains } from './inconsistencies.ts'

const ROUTED_MS = 100

/** An account with one task that rings, and one customer in a conversation. */
async function openAccount(): Promise<{ world: World; clock: VirtualClock }> {
  const clock = new VirtualClock(0)
  const { world, contactCenter, fetch } = createEmulator({ clock, seed: 1 })
  const { accountSid, authToken, workspaceSid, assignWorkflowSid } = contactCenter
  const send = (address: string, form: Record<string, string>): Promise<Response> => {
    const headers = { Authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` }
    return fetch(
      new Request(`http://emulator/__twilio/${address}`, { method: 'POST', headers, body: new URLSearchParams(form) }),
    )
  }
  await send(`taskrouter.twilio.com/v1/Workspaces/${workspaceSid}/Tasks`, { WorkflowSid: assignWorkflowSid })
  await send('conversations.twilio.com/v1/Conversations', { UniqueName: 'first' })
  const binding = { 'MessagingBinding.Address': '+15005550001', 'MessagingBinding.ProxyAddress': '+15005550006' }
  await send('conversations.twilio.com/v1/Conversations/first/Participants', binding)
  clock.advanceBy(ROUTED_MS)
  return { world, clock }
}

function only<Row>(rows: readonly Row[]): Row {
  const [row] = rows
  if (row === undefined || rows.length > 1) throw new Error(`Expected one row, but found ${rows.length}.`)
  return row
}

test('a world in which all is well does not contradict itself', async () => {
  const { world } = await openAccount()
  expect(inconsistencies(world)).toEqual([])
})

test('a task that is assigned while it still rings is found', async () => {
  const { world } = await openAccount()
  world.taskrouter.tasks.put({ ...only(world.taskrouter.tasks.all()), status: 'assigned' })
  expect(inconsistencies(world)).toEqual([expect.stringContaining("is assigned, its reservations 'pending'")])
})

test('a reservation whose task is gone is found, and so is what is left when all should be over', async () => {
  const { world } = await openAccount()
  world.taskrouter.tasks.delete(only(world.taskrouter.tasks.all()).sid)
  expect(inconsistencies(world)).toEqual([expect.stringContaining('outlives its task')])
  expect(remains(world)).toEqual([expect.stringContaining('is still there'), expect.stringContaining('timers')])
})

test('a pair of addresses in two open conversations is found', async () => {
  const { world } = await openAccount()
  const { conversations, participants } = world.conversations
  const second = conversations.put({ ...only(conversations.all()), sid: 'CH2' })
  participants.put({ ...only(participants.all()), sid: 'MB2', conversationSid: second.sid })
  expect(inconsistencies(world)).toEqual([expect.stringContaining('is in two open conversations')])
})

test('a reservation beyond the capacity of its worker is found, unless its task passes by capacity', async () => {
  const { world } = await openAccount()
  const overloads = watchCapacity(world)
  const { taskrouter } = world
  for (const channel of taskrouter.workerChannels.all())
    taskrouter.workerChannels.put({ ...channel, configuredCapacity: 0 })
  const reservation = only(taskrouter.reservations.all())
  const task = only(taskrouter.tasks.all())
  world.changes.publish({ kind: 'reservation.created', reservation, task: { ...task, ignoreCapacity: true } })
  expect(overloads).toEqual([])
  world.changes.publish({ kind: 'reservation.created', reservation, task })
  expect(overloads).toEqual([expect.stringContaining('has 1 of 0 tasks')])
})

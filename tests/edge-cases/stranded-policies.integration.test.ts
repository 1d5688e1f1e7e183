import { leave } from '@conversation-transfer/cli/testing/invite.ts'
import { accept, customerWrites, observe, startChat } from '@conversation-transfer/cli/testing/scene.ts'
import { waitingTasks, type TaskSid } from '@conversation-transfer/transfer'
import type { ObservationRequest } from '@conversation-transfer/twilio-gateway'
import { describe, expect, test } from 'vitest'
import { stateOf } from './state-of.ts'
import { watched, type WatchedScene, type WatchedSceneOptions } from './watched-scene.ts'

const GRACE_MS = 60_000
const MINUTE_MS = 60_000

/** Everybody has left after the last word, and the policy has been applied. */
async function stranded<Result>(
  options: WatchedSceneOptions,
  then: (watch: WatchedScene, request: ObservationRequest) => Promise<Result>,
): Promise<Result> {
  return watched(options, async (watch) => {
    const request = await startChat(watch.scene)
    await watch.backend.work(MINUTE_MS)
    await leave(watch.scene, request)
    await watch.backend.work(GRACE_MS + MINUTE_MS)
    return then(watch, request)
  })
}

async function theOneWhoIsAwaited({ scene }: WatchedScene, request: ObservationRequest): Promise<TaskSid> {
  const [task] = waitingTasks(await observe(scene, { ...request, taskSids: [] }))
  if (task === undefined) throw new Error('Nobody is awaited.')
  return task.sid
}

describe('a customer who writes again after everybody has left', () => {
  test('begins anew, where the policy has closed: the pair of numbers is free (case 26)', async () => {
    await stranded({ feature: { stranded: 'close' } }, async ({ scene }, request) => {
      expect(await stateOf(scene, request)).toMatchObject({ channel: 'closed', conversation: 'closed' })
      const again = await startChat(scene)
      expect(again.conversationSid).not.toBe(request.conversationSid)
      expect(await stateOf(scene, again)).toMatchObject({ channel: 'active', inside: ['alice'] })
    })
  })

  test('is asked about by Flex itself, where the policy has left the channel inactive (IN-18)', async () => {
    await stranded({ feature: { stranded: 'inactive' } }, async (watch, request) => {
      const { scene, backend } = watch
      expect(await stateOf(scene, request)).toMatchObject({ channel: 'inactive', conversation: 'active' })
      await customerWrites(scene, request)
      await backend.work(MINUTE_MS)
      expect(await stateOf(scene, request)).toMatchObject({ channel: 'active', awaited: ['somebody'] })
      await accept(scene, await theOneWhoIsAwaited(watch, request))
      await backend.work(MINUTE_MS)
      expect(await stateOf(scene, request)).toMatchObject({ inside: [expect.any(String)], awaited: [] })
    })
  })

  test('is asked about by the backend, where nothing comes of an inactive channel by itself', async () => {
    const options = { feature: { stranded: 'inactive' }, assumptions: { inactiveChannelReply: 'nothing' } } as const
    await stranded(options, async (watch, request) => {
      const { scene, backend } = watch
      await customerWrites(scene, request)
      await backend.work(GRACE_MS + MINUTE_MS)
      expect(await stateOf(scene, request)).toMatchObject({ awaited: ['the fallback queue'] })
      await accept(scene, await theOneWhoIsAwaited(watch, request))
      await backend.work(MINUTE_MS)
      expect(await stateOf(scene, request)).toMatchObject({ channel: 'active', inside: [expect.any(String)] })
    })
  })

  test('is waiting already, where the policy has asked the queue', async () => {
    await stranded({ feature: { stranded: 'requeue' } }, async (watch, request) => {
      const { scene, backend } = watch
      expect(await stateOf(scene, request)).toMatchObject({ awaited: ['the fallback queue'] })
      await customerWrites(scene, request)
      await backend.work(MINUTE_MS)
      expect(await stateOf(scene, request)).toMatchObject({ channel: 'active', awaited: ['the fallback queue'] })
      await accept(scene, await theOneWhoIsAwaited(watch, request))
      await backend.work(MINUTE_MS)
      expect(await stateOf(scene, request)).toMatchObject({ inside: [expect.any(String)], awaited: [] })
    })
  })
})

import { eventually } from '@conversation-transfer/demo'
import { expect, test } from 'vitest'
import { behaviour } from './behaviour.ts'
import { addConversation, conversation } from './conversation-scene.ts'
import { addChat, invite } from './interaction-scene.ts'
import type { Scene } from './scene.ts'
import { addQuietWorkflow, addTask } from './taskrouter-scene.ts'

const PAGING = 'https://www.twilio.com/docs/usage/twilios-response'
const PAGE_SIZE = 2
const TASKS = 5

test(
  'list() follows the pages to the end',
  behaviour({ source: PAGING }, async (scene) => {
    const { workflowSid, sids } = await addTasks(scene)
    const listed = await scene.workspace.tasks.list({ workflowSid, pageSize: PAGE_SIZE })
    expect(listed.map(({ sid }) => sid).sort()).toEqual(sids)
  }),
)

test(
  'list() stops at its limit',
  behaviour({ source: PAGING }, async (scene) => {
    const { workflowSid } = await addTasks(scene)
    expect(await scene.workspace.tasks.list({ workflowSid, pageSize: PAGE_SIZE, limit: 3 })).toHaveLength(3)
  }),
)

test(
  'each() hands over every row once',
  behaviour({ source: PAGING }, async (scene) => {
    const { workflowSid, sids } = await addTasks(scene)
    const seen: string[] = []
    await new Promise<void>((resolve, reject) => {
      const done = (error?: Error): void => (error === undefined ? resolve() : reject(error))
      scene.workspace.tasks.each({ workflowSid, pageSize: PAGE_SIZE, done }, ({ sid }) => {
        seen.push(sid)
      })
    })
    expect(seen.sort()).toEqual(sids)
  }),
)

test(
  'a page names the next one, and the last none',
  behaviour({ source: PAGING }, async (scene) => {
    const { workflowSid, sids } = await addTasks(scene)
    const sizes: number[] = []
    const seen: string[] = []
    let current = await scene.workspace.tasks.page({ workflowSid, pageSize: PAGE_SIZE })
    for (;;) {
      sizes.push(current.instances.length)
      seen.push(...current.instances.map(({ sid }) => sid))
      const { nextPageUrl } = current
      if (nextPageUrl === undefined) break
      current = await scene.workspace.tasks.getPage(nextPageUrl)
    }
    expect(sizes).toEqual([2, 2, 1])
    expect(seen.sort()).toEqual(sids)
  }),
)

test(
  'a page says where it stands',
  behaviour({ source: PAGING }, async (scene) => {
    const { workflowSid } = await addTasks(scene)
    const { subject } = scene
    const list = `https://taskrouter.twilio.com/v1/Workspaces/${subject.workspaceSid}/Tasks`
    const { body } = await subject.twilio.request({
      method: 'get',
      uri: `${list}?WorkflowSid=${workflowSid}&PageSize=${PAGE_SIZE}`,
    })
    expect(body).toHaveProperty('tasks')
    expect(body).toMatchObject({
      meta: {
        key: 'tasks',
        page: 0,
        page_size: PAGE_SIZE,
        previous_page_url: null,
        first_page_url: expect.stringContaining(`${list}?`),
        next_page_url: expect.stringContaining('PageToken='),
        url: expect.stringContaining(`${list}?`),
      },
    })
    scene.saw('the page', Object(body).meta)
  }),
)

test(
  'messages keep their order over the pages',
  behaviour({ source: PAGING }, async (scene) => {
    const { messages } = conversation(scene, await addConversation(scene))
    for (let index = 0; index < TASKS; index += 1) await messages.create({ body: `message ${index}` })
    const listed = await messages.list({ pageSize: PAGE_SIZE })
    expect(listed.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4])
    const newest = await messages.list({ pageSize: PAGE_SIZE, order: 'desc' })
    expect(newest.map(({ index }) => index)).toEqual([4, 3, 2, 1, 0])
  }),
)

test(
  'participants of a conversation come over several pages',
  behaviour({ source: PAGING }, async (scene) => {
    const { participants } = conversation(scene, await addConversation(scene))
    for (const name of ['a', 'b', 'c']) await participants.create({ identity: scene.identity(name) })
    const listed = await participants.list({ pageSize: PAGE_SIZE })
    expect(listed.map(({ identity }) => identity).sort()).toEqual(['a', 'b', 'c'].map((name) => scene.identity(name)))
  }),
)

test(
  'invites of a channel come over several pages',
  behaviour({ source: PAGING }, async (scene) => {
    const chat = await addChat(scene)
    const sids = [await invite(scene, chat, {}), await invite(scene, chat, {})].map(({ sid }) => sid)
    // With the invite that came with the interaction these are three.
    const listed = await eventually('all invites are listed', async () => {
      const invites = await chat.channel.invites.list({ pageSize: 1 })
      return invites.length === 3 ? invites : undefined
    })
    expect(listed.map(({ sid }) => sid)).toEqual(expect.arrayContaining(sids))
  }),
)

/** Five tasks of one workflow, once the list shows them. */
async function addTasks(scene: Scene): Promise<{ readonly workflowSid: string; readonly sids: readonly string[] }> {
  const workflowSid = await addQuietWorkflow(scene)
  const sids: string[] = []
  for (let number = 0; number < TASKS; number += 1) sids.push(await addTask(scene, workflowSid))
  await eventually('all tasks are listed', async () => {
    const tasks = await scene.workspace.tasks.list({ workflowSid })
    return tasks.length === TASKS ? tasks : undefined
  })
  return { workflowSid, sids: sids.sort() }
}

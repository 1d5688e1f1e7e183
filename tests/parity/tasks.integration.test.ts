import { expect, test } from 'vitest'
import { eventually } from '@conversation-transfer/demo'
import { behaviour } from './behaviour.ts'
import { refusal } from './refusal.ts'
import type { Scene } from './scene.ts'
import {
  accept,
  addAssignedTask,
  addDesk,
  addQuietWorkflow,
  addTask,
  ringing,
  taskBecomes,
  taskSatisfies,
  type TaskOptions,
} from './taskrouter-scene.ts'

const TASK = 'https://www.twilio.com/docs/taskrouter/api/task'
const LIFECYCLE = 'https://www.twilio.com/docs/taskrouter/lifecycle-task-state'
const LIMITS = 'https://www.twilio.com/docs/taskrouter/limits'

/** The longest attributes that a task may have. */
const ATTRIBUTES_CHARACTERS_MAX = 4096
const TIMEOUT_SECONDS_MAX = 1_209_600

test(
  'a new task is pending, with a day to live and priority 0',
  behaviour({ source: TASK }, async (scene) => {
    const workflowSid = await addQuietWorkflow(scene)
    const sid = await addTask(scene, workflowSid, { language: 'en' })
    const task = await scene.workspace.tasks(sid).fetch()
    expect(task).toMatchObject({ assignmentStatus: 'pending', priority: 0, timeout: 86_400, workflowSid, addons: '{}' })
    expect(JSON.parse(task.attributes)).toEqual({ parityRun: scene.run, language: 'en' })
    expect(task.taskChannelUniqueName).toBe('default')
  }),
)

test(
  'a task goes from reserved to assigned, wrapping and completed',
  behaviour({ source: LIFECYCLE }, async (scene) => {
    const { workflowSid } = await addDesk(scene)
    const task = scene.workspace.tasks(await addTask(scene, workflowSid))
    const { sid: taskSid } = await task.fetch()
    const reservation = await ringing(scene, taskSid)
    expect((await task.fetch()).assignmentStatus).toBe('reserved')
    await accept(scene, reservation)
    expect((await task.fetch()).assignmentStatus).toBe('assigned')
    expect((await task.update({ assignmentStatus: 'wrapping' })).assignmentStatus).toBe('wrapping')
    const completed = await task.update({ assignmentStatus: 'completed', reason: 'solved' })
    expect(completed).toMatchObject({ assignmentStatus: 'completed', reason: 'solved' })
  }),
)

test(
  'an assigned task is completed without wrapping where one asks for it',
  behaviour({ source: TASK }, async (scene) => {
    const { taskSid } = await addAssignedTask(scene)
    const completed = await scene.workspace.tasks(taskSid).update({ assignmentStatus: 'completed' })
    expect(completed.assignmentStatus).toBe('completed')
  }),
)

test(
  'a pending task can be canceled, and keeps the reason',
  behaviour({ source: LIFECYCLE }, async (scene) => {
    const task = scene.workspace.tasks(await addSettledTask(scene))
    await task.update({ assignmentStatus: 'canceled', reason: 'the customer left' })
    expect(await task.fetch()).toMatchObject({ assignmentStatus: 'canceled', reason: 'the customer left' })
  }),
)

test(
  'an assigned task cannot be canceled',
  behaviour({ source: LIFECYCLE }, async (scene) => {
    const { taskSid } = await addAssignedTask(scene)
    const task = scene.workspace.tasks(taskSid)
    const { status, code, message } = await refusal(task.update({ assignmentStatus: 'canceled', reason: 'too late' }))
    expect({ status, code }).toEqual({ status: 400, code: 20_001 })
    const { workspaceSid, accountSid } = scene.subject
    expect(message).toBe(
      `Cannot cancel task ${taskSid} in workspace ${workspaceSid} for account ${accountSid} because it is not pending or reserved.`,
    )
    expect((await task.fetch()).assignmentStatus).toBe('assigned')
  }),
)

test(
  'a task that nobody has accepted cannot be completed',
  behaviour({ source: LIFECYCLE }, async (scene) => {
    const taskSid = await addTask(scene, await addQuietWorkflow(scene))
    const { workspaceSid, accountSid } = scene.subject
    const refused = await refusal(scene.workspace.tasks(taskSid).update({ assignmentStatus: 'completed' }))
    expect(refused).toEqual({
      status: 400,
      code: 20_001,
      message: `Cannot complete task ${taskSid} in workspace ${workspaceSid} for account ${accountSid} because it is not currently assigned.`,
    })
  }),
)

test(
  'a task that nobody has accepted cannot be wrapped up',
  behaviour({ source: LIFECYCLE }, async (scene) => {
    const taskSid = await addTask(scene, await addQuietWorkflow(scene))
    const { workspaceSid, accountSid } = scene.subject
    const refused = await refusal(scene.workspace.tasks(taskSid).update({ assignmentStatus: 'wrapping' }))
    expect(refused).toEqual({
      status: 400,
      code: 20_001,
      message: `Cannot wrap up a task ${taskSid} in workspace ${workspaceSid} for account ${accountSid} because it is not currently assigned.`,
    })
  }),
)

test(
  'a completed task cannot be canceled',
  behaviour({ source: LIFECYCLE }, async (scene) => {
    const { taskSid } = await addAssignedTask(scene)
    const task = scene.workspace.tasks(taskSid)
    await task.update({ assignmentStatus: 'completed' })
    expect((await refusal(task.update({ assignmentStatus: 'canceled' }))).status).toBe(400)
  }),
)

test(
  'an update with the version in If-Match is made, one with an older is 412',
  behaviour({ source: TASK }, async (scene) => {
    const task = scene.workspace.tasks(await addSettledTask(scene))
    const { headers } = await task.fetchWithHttpInfo()
    const version = headers['etag'] ?? ''
    expect(version).not.toBe('')
    const first = await task.updateWithHttpInfo({ attributes: '{"turn":1}', ifMatch: version })
    expect(first.headers['etag']).not.toBe(version)
    const refused = await refusal(task.update({ attributes: '{"turn":2}', ifMatch: version }))
    expect(refused.status).toBe(412)
    expect((await task.fetch()).attributes).toBe('{"turn":1}')
  }),
)

test(
  'an update without If-Match is made whatever the version',
  behaviour({ source: TASK }, async (scene) => {
    const task = scene.workspace.tasks(await addSettledTask(scene))
    await task.update({ attributes: '{"turn":1}' })
    expect((await task.update({ attributes: '{"turn":2}' })).attributes).toBe('{"turn":2}')
  }),
)

test(
  'a task of another version than If-Match names is not deleted',
  behaviour({ source: TASK }, async (scene) => {
    const task = scene.workspace.tasks(await addSettledTask(scene))
    const { headers } = await task.fetchWithHttpInfo()
    await task.update({ attributes: '{"turn":1}' })
    expect((await refusal(task.remove({ ifMatch: headers['etag'] ?? '' }))).status).toBe(412)
    expect((await task.fetch()).assignmentStatus).toBe('pending')
  }),
)

test(
  'a status change obeys If-Match too',
  behaviour({ source: TASK }, async (scene) => {
    const task = scene.workspace.tasks(await addSettledTask(scene))
    const { headers } = await task.fetchWithHttpInfo()
    await task.update({ attributes: '{"turn":1}' })
    const refused = await refusal(task.update({ assignmentStatus: 'canceled', ifMatch: headers['etag'] ?? '' }))
    expect(refused.status).toBe(412)
  }),
)

test(
  'attributes hold 4096 characters and not one more',
  behaviour({ source: LIMITS }, async (scene) => {
    const workflowSid = await addQuietWorkflow(scene)
    const task = scene.workspace.tasks(await addSettledTask(scene, { workflowSid }))
    const fits = attributesOf(ATTRIBUTES_CHARACTERS_MAX)
    expect((await task.update({ attributes: fits })).attributes).toHaveLength(ATTRIBUTES_CHARACTERS_MAX)
    const tooLong = attributesOf(ATTRIBUTES_CHARACTERS_MAX + 1)
    expect((await refusal(task.update({ attributes: tooLong }))).status).toBe(400)
    expect((await refusal(scene.workspace.tasks.create({ workflowSid, attributes: tooLong }))).status).toBe(400)
    expect((await task.fetch()).attributes).toBe(fits)
  }),
)

test(
  'attributes that are not a JSON object are refused',
  behaviour({ source: TASK }, async (scene) => {
    const workflowSid = await addQuietWorkflow(scene)
    const refused = await refusal(scene.workspace.tasks.create({ workflowSid, attributes: 'language=en' }))
    expect(refused.status).toBe(400)
  }),
)

test(
  'a task may wait two weeks at most',
  behaviour({ source: TASK }, async (scene) => {
    const workflowSid = await addQuietWorkflow(scene)
    const sid = await addTask(scene, workflowSid, {}, { timeout: TIMEOUT_SECONDS_MAX })
    expect((await scene.workspace.tasks(sid).fetch()).timeout).toBe(TIMEOUT_SECONDS_MAX)
    const longer = scene.workspace.tasks.create({ workflowSid, timeout: TIMEOUT_SECONDS_MAX + 1 })
    expect((await refusal(longer)).status).toBe(400)
  }),
)

test(
  'a task that nobody accepts is canceled when its time is over',
  behaviour({ source: TASK }, async (scene) => {
    const workflowSid = await addQuietWorkflow(scene)
    const sid = await addTask(scene, workflowSid, {}, { timeout: scene.subject.shortSeconds })
    const task = await taskBecomes(scene, sid, 'canceled')
    scene.saw('the reason', task.reason)
    expect(task.reason).toContain('Task TTL Exceeded')
  }),
)

test(
  'what an update does not name stays as it is',
  behaviour({ source: TASK }, async (scene) => {
    const workflowSid = await addQuietWorkflow(scene)
    const sid = await addSettledTask(scene, { workflowSid, priority: 3 })
    const updated = await scene.workspace.tasks(sid).update({ priority: 7 })
    expect(updated).toMatchObject({ priority: 7, workflowSid, assignmentStatus: 'pending' })
    expect(JSON.parse(updated.attributes)).toMatchObject({ language: 'en' })
  }),
)

test(
  'a task that is not there is answered with 404',
  behaviour({ source: TASK }, async (scene) => {
    const sid = await addTask(scene, await addQuietWorkflow(scene))
    const task = scene.workspace.tasks(sid)
    await task.remove()
    const refused = await refusal(task.fetch())
    expect(refused).toMatchObject({ status: 404, code: 20_404 })
    expect(refused.message).toContain(`/Workspaces/${scene.subject.workspaceSid}/Tasks/${sid} was not found`)
  }),
)

test(
  'tasks are listed by workflow, status and priority',
  behaviour({ source: TASK }, async (scene) => {
    const workflowSid = await addQuietWorkflow(scene)
    const low = await addTask(scene, workflowSid, {}, { priority: 1 })
    const high = await addTask(scene, workflowSid, {}, { priority: 2 })
    const canceled = await addSettledTask(scene, { workflowSid })
    await scene.workspace.tasks(canceled).update({ assignmentStatus: 'canceled' })
    const { friendlyName: workflowName } = await scene.workspace.workflows(workflowSid).fetch()
    const list = (filter: object) => listed(() => scene.workspace.tasks.list(filter))
    await eventually('all three are listed', async () => {
      const sids = await list({ workflowSid, assignmentStatus: ['canceled'] })
      return sids.length === 1 ? sids : undefined
    })
    expect(await list({ workflowSid })).toEqual(sorted(low, high, canceled))
    expect(await list({ workflowName })).toEqual(sorted(low, high, canceled))
    expect(await list({ workflowSid, assignmentStatus: ['pending'] })).toEqual(sorted(low, high))
    expect(await list({ workflowSid, assignmentStatus: ['pending', 'canceled'] })).toEqual(sorted(low, high, canceled))
    expect(await list({ workflowSid, priority: 2 })).toEqual([high])
  }),
)

test(
  'tasks are listed by the queue that they are in',
  behaviour({ source: TASK }, async (scene) => {
    const workflowSid = await addQuietWorkflow(scene)
    const sid = await addTask(scene, workflowSid)
    const queued = await taskSatisfies(scene, sid, 'is in a queue', ({ taskQueueSid }) => Boolean(taskQueueSid))
    const bySid = { taskQueueSid: queued.taskQueueSid }
    const byName = { taskQueueName: queued.taskQueueFriendlyName }
    for (const filter of [bySid, byName]) {
      const found = await eventually('the task is listed', async () => {
        const tasks = await scene.workspace.tasks.list(filter)
        return tasks.length === 1 ? tasks : undefined
      })
      expect(found.map((task) => task.sid)).toEqual([sid])
    }
  }),
)

test(
  'EvaluateTaskAttributes finds the tasks for which it holds',
  behaviour({ source: TASK }, async (scene) => {
    const workflowSid = await addQuietWorkflow(scene)
    const english = await addTask(scene, workflowSid, { language: 'en', order: { number: 7 }, skills: ['a', 'b'] })
    await addTask(scene, workflowSid, { language: 'de', order: { number: 8 }, skills: [] })
    await eventually('both tasks are listed', async () => {
      const tasks = await scene.workspace.tasks.list({ workflowSid })
      return tasks.length === 2 ? tasks : undefined
    })
    // Three such lists a second are allowed; the SDK waits out the 429 of a fourth.
    for (const expression of ['language == "en"', 'order.number < 8', 'skills HAS "a"', 'language IN ["en", "fr"]']) {
      const evaluateTaskAttributes = `parityRun == "${scene.run}" AND ${expression}`
      expect(await listed(() => scene.workspace.tasks.list({ evaluateTaskAttributes }))).toEqual([english])
    }
  }),
)

test(
  'an expression that cannot be read is refused',
  behaviour({ source: TASK }, async (scene) => {
    const refused = await refusal(scene.workspace.tasks.list({ evaluateTaskAttributes: 'language ==' }))
    expect(refused.status).toBe(400)
  }),
)

/** A pending task that has come to rest in its queue: what TaskRouter itself does to it has changed its version before. */
async function addSettledTask(
  scene: Scene,
  { workflowSid, ...options }: TaskOptions & { readonly workflowSid?: string } = {},
): Promise<string> {
  const attributes = { language: 'en' }
  const sid = await addTask(scene, workflowSid ?? (await addQuietWorkflow(scene)), attributes, options)
  await taskSatisfies(scene, sid, 'is in a queue', ({ taskQueueSid }) => Boolean(taskQueueSid))
  return sid
}

function attributesOf(characters: number): string {
  const empty = JSON.stringify({ text: '' })
  return JSON.stringify({ text: 'x'.repeat(characters - empty.length) })
}

async function listed(list: () => Promise<{ readonly sid: string }[]>): Promise<string[]> {
  return sorted(...(await list()).map(({ sid }) => sid))
}

function sorted(...sids: string[]): string[] {
  return sids.sort()
}

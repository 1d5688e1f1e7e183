import { expect, test } from 'vitest'
import { chatScene } from './testing/chat-scene.ts'

const [ONE, TWO, THREE] = [1, 2, 3].map((digit) => `WQ${String(digit).repeat(32)}`)

async function reachOf(configuration: object) {
  const scene = await chatScene()
  const { workspaceSid, workflowSid } = scene.emulator.contactCenter
  const text = JSON.stringify({ task_routing: configuration })
  const { world } = scene.emulator
  const workflow = world.taskrouter.workflows.get(workflowSid)
  if (workflow === undefined) throw new Error(`${workspaceSid} has no workflow ${workflowSid}.`)
  world.taskrouter.workflows.put({ ...workflow, configuration: text })
  return (await scene.gateway.read(await scene.observe(), [{ of: 'workflow' }])).workflow
}

const filter = (expression: string, ...queues: (string | undefined)[]) => ({
  expression,
  targets: queues.map((queue) => (queue === undefined ? { timeout: 5 } : { queue })),
})

test.each([
  ['the default filter', { filters: [filter('1==1', ONE)], default_filter: { queue: THREE } }, THREE],
  ['a filter that takes everything', { filters: [filter("a == 'b'", TWO), filter('1 == 1', ONE, THREE)] }, ONE],
  [
    'the last filter that takes any queue',
    { filters: [filter("transferTargetType == 'worker'", TWO), filter("transferTargetType == 'queue'", THREE)] },
    THREE,
  ],
  ['nothing', { filters: [filter("a == 'b'", TWO)] }, undefined],
])('what nothing else takes is caught by %s', async (_what, configuration, queueSid) => {
  const reach = await reachOf(configuration)
  expect(reach?.catchAllQueueSid).toBe(queueSid)
  expect(reach?.catchesRest).toBe(queueSid !== undefined)
})

import { nodeSurroundings, runProgram, type Surroundings } from '@conversation-transfer/cli'
import type { Stage } from '@conversation-transfer/demo'
import { configureFlex, PLUGIN_BUNDLE } from '@conversation-transfer/local-installation'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { chatInProgress } from './contact-center.ts'

/** An account with queues, people and a chat, and nothing of ours. */
async function emptied({ twilio, contactCenter, emulator }: Stage): Promise<void> {
  const { workspaceSid, workflowSid } = contactCenter
  await twilio.taskrouter.v1.workspaces(workspaceSid).workflows(workflowSid).remove()
  await configureFlex(emulator, {})
}

interface Ran {
  readonly exitCode: number
  readonly printed: string
}

async function run(stage: Stage, ...args: readonly string[]): Promise<Ran> {
  const { accountSid, authToken } = stage.contactCenter
  let printed = ''
  const surroundings: Surroundings = {
    ...nodeSurroundings(),
    env: {
      TWILIO_ACCOUNT_SID: accountSid,
      TWILIO_AUTH_TOKEN: authToken,
      TWILIO_API_BASE_URL: stage.emulator.url,
    },
    print: (text) => {
      printed += text
    },
    complain: () => undefined,
    time: { ...nodeSurroundings().time, wait: (durationMs) => Promise.resolve(stage.letPass(durationMs)) },
  }
  return { exitCode: await runProgram(args, surroundings), printed }
}

const configured = z.object({
  custom_data: z.object({ features: z.object({ conversation_transfer: z.object({ service_url: z.string() }) }) }),
})

test('from an empty account: setup, then a transfer through the deployed Functions, and the plugin that desktops load', async () => {
  const { stage, alice, bob, chat } = await chatInProgress()
  await emptied(stage)
  expect(await run(stage, 'setup', '--yes')).toMatchObject({ exitCode: 0, printed: 'Done.\n' })
  const { uiAttributes } = await stage.twilio.flexApi.v1.configuration().fetch()
  const { service_url: url } = configured.parse(uiAttributes).custom_data.features.conversation_transfer
  const fields = { transferId: randomUUID(), targetType: 'worker', targetSid: bob.workerSid }
  const response = await alice.postTo(url, 'transfer', chat, fields)
  expect(await response.json()).toMatchObject({ result: 'done', state: 'waiting' })
  expect((await bob.accept()).conversationSid).toBe(chat.conversationSid)

  const headers = {
    Authorization: `Basic ${btoa(`${stage.contactCenter.accountSid}:${stage.contactCenter.authToken}`)}`,
  }
  const list = await fetch(`${stage.emulator.url}/__twilio/flex.twilio.com/plugins?roles=agent`, { headers })
  const [plugin] = z
    .array(z.object({ name: z.string(), version: z.string(), src: z.string() }))
    .parse(await list.json())
  expect(plugin).toMatchObject({ name: PLUGIN_BUNDLE.name, version: PLUGIN_BUNDLE.version })
  const script = await fetch(plugin?.src ?? '')
  expect(await script.text()).toBe(readFileSync(PLUGIN_BUNDLE.file, 'utf8'))

  expect(await run(stage, 'setup', '--yes')).toEqual({
    exitCode: 0,
    printed: 'Nothing to do: everything is there.\n',
  })
})

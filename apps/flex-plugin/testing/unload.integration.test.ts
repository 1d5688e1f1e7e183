import { Stage } from '@conversation-transfer/playground/testing/stage.ts'
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { bobHasJoined } from './two-agents.ts'

vi.setConfig({ testTimeout: 180_000 })
const WAIT_MS_MAX = 20_000

const stage = Stage.forThisFile()

/** Flex gives nobody the instances of its plugins. */
const KEEP_INSTANCE = `{
  const { Plugins } = window.Twilio.Flex
  const { init } = Plugins
  Plugins.init = (Plugin) =>
    init.call(
      Plugins,
      class extends Plugin {
        constructor() {
          super()
          window.transferPlugin = this
        }
      },
    )
}`

/** To what the plugin listens: of the SDK of conversations, and of Flex's actions. */
const EVENTS = ['conversationUpdated', 'conversationJoined', 'participantJoined', 'participantLeft']
const ACTIONS = ['beforeWrapupTask', 'beforeCompleteTask', 'beforeLeaveChannel', 'beforePauseChannel']

test('unloading leaves no listener, and nothing on the screen', async () => {
  stage.onTab((tab) =>
    tab.route('**/plugins/conversation-transfer.js', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: `${KEEP_INSTANCE}\n${await response.text()}` })
    }),
  )
  const { alice, customer } = await bobHasJoined(stage)
  await alice.peopleTab.click()
  const before = await countListeners(alice.page)
  await alice.page.evaluate('window.transferPlugin.unload()')
  const after = await countListeners(alice.page)
  expect(before.map((count, index) => count - (after[index] ?? 0))).toEqual([...EVENTS, ...ACTIONS].map(() => 1))
  expect(after.slice(EVENTS.length)).toEqual(ACTIONS.map(() => 0))
  await customer.writes('Flex draws something anew')
  await vi.waitFor(async () => {
    expect(await alice.page.getByTestId(/^conversation-transfer/).count()).toBe(0)
  }, WAIT_MS_MAX)
  await alice.page.getByTestId('end-task-button').waitFor()
})

function countListeners(page: Page): Promise<readonly number[]> {
  return page.evaluate(
    ([events, actions]) => {
      const { Actions, Manager } = (globalThis as unknown as EmittersWindow).Twilio.Flex
      const { conversationsClient } = Manager.getInstance()
      return [
        ...events.map((event) => conversationsClient.listenerCount(event)),
        ...actions.map((action) => Actions.emitter.listenerCount(action)),
      ]
    },
    [EVENTS, ACTIONS] as const,
  )
}

interface Emitter {
  listenerCount(event: string): number
}

interface EmittersWindow {
  readonly Twilio: {
    readonly Flex: {
      readonly Actions: { readonly emitter: Emitter }
      readonly Manager: { getInstance(): { readonly conversationsClient: Emitter } }
    }
  }
}

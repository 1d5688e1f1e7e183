import type { Page } from 'playwright-core'

/** What tests use of the Flex UI's own objects. */
interface FlexWindow {
  readonly Twilio: { readonly Flex: FlexUi }
}

export interface FlexUi {
  readonly Actions: {
    invokeAction(name: string, payload: object): Promise<void>
    replaceAction(name: string, action: (payload: object) => Promise<void>): void
  }
  readonly Manager: { getInstance(): FlexManager }
}

interface FlexManager {
  updateConfig(config: object): void
  readonly store: {
    getState(): { readonly flex: { readonly worker: { readonly tasks: Map<string, FlexTask> } } }
  }
}

interface FlexTask {
  readonly sid: string
  readonly taskSid: string
  readonly attributes: { readonly flexInteractionChannelSid?: string }
}

/** How the task is named to an action: as a whole, by its reservation, or by its interaction channel. */
export type Naming = 'task' | 'sid' | 'channelSid'

/** What a button of Flex's, or another plugin, does with the agent's first task; an action that is stopped is no error. */
export async function invokeAction(page: Page, action: string, naming: Naming): Promise<void> {
  await page.evaluate(
    ([name, by]) => {
      const { Actions, Manager } = (globalThis as unknown as FlexWindow).Twilio.Flex
      const [task] = Manager.getInstance().store.getState().flex.worker.tasks.values()
      const payloads = {
        task: { task },
        sid: { sid: task?.sid },
        channelSid: { channelSid: task?.attributes.flexInteractionChannelSid },
      }
      return Actions.invokeAction(name, payloads[by]).catch(() => undefined)
    },
    [action, naming] as const,
  )
}

/** As an administrator chooses in Flex's settings. */
export async function useDarkTheme(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { Manager } = (globalThis as unknown as FlexWindow).Twilio.Flex
    Manager.getInstance().updateConfig({ theme: { isLight: false } })
  })
}

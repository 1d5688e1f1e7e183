import type { Page } from 'playwright-core'

/** Evaluating 18 MB of script takes seconds where nothing is cached, and many where two processors are shared. */
const START_MS_MAX = 60_000

/** A worker's desktop in a tab, used as a person uses it. */
export class Desktop {
  readonly page: Page
  readonly worker: string

  constructor(page: Page, worker: string) {
    this.page = page
    this.worker = worker
  }

  /** Where the accepted task is. */
  get canvas(): ReturnType<Page['locator']> {
    return this.page.locator('.Twilio-TaskCanvas')
  }

  /** Waits until the page says that the Flex UI is drawn. */
  async ready(): Promise<void> {
    await this.page.waitForSelector('html[data-ready]', { state: 'attached', timeout: START_MS_MAX })
  }

  async reload(): Promise<void> {
    await this.page.reload()
    await this.ready()
  }

  /** Chooses an activity in the menu at the top. */
  async goTo(activity: string): Promise<void> {
    await this.page.getByTestId(/^activity-dropdown/).click()
    await this.page.getByRole('menuitem', { name: activity, exact: true }).click()
  }

  /** Waits for a task to ring. */
  async rings(): Promise<void> {
    await this.page.getByRole('button', { name: 'Accept', exact: false }).first().waitFor()
  }

  async accept(): Promise<void> {
    await this.page.getByRole('button', { name: 'Accept', exact: false }).first().click()
    await this.canvas.waitFor()
  }

  async decline(): Promise<void> {
    await this.page.getByRole('button', { name: 'Reject', exact: false }).first().click()
  }

  async says(text: string): Promise<void> {
    await this.canvas.getByRole('textbox').fill(text)
    await this.canvas.getByRole('button', { name: 'Send', exact: false }).click()
  }

  /** Waits for a message to be shown. */
  async sees(text: string): Promise<void> {
    await this.canvas.getByText(text, { exact: true }).waitFor()
  }

  /** Sends a file, as one who picks it in the dialog. */
  async attaches(name: string, content: string): Promise<void> {
    const file = { name, mimeType: 'application/pdf', buffer: Buffer.from(content) }
    await this.canvas.locator('input[type=file]').setInputFiles(file)
    await this.canvas.getByRole('button', { name: /^Send/ }).click()
  }

  /** Opens a file in the conversation, and answers what is in it. */
  async opens(name: RegExp): Promise<string> {
    const context = this.page.context()
    const open = context.pages()
    // A browser shows some kinds of files in a tab of their own and saves others: either way it navigates there.
    const [request] = await Promise.all([
      context.waitForEvent('request', (candidate) => candidate.isNavigationRequest()),
      this.canvas.getByRole('link', { name }).click(),
    ])
    const response = await this.page.request.get(request.url())
    for (const tab of context.pages()) if (!open.includes(tab)) await tab.close()
    return response.text()
  }

  /** What `task.getParticipants` answers of the selected task, in order: the type, and who it is. */
  participants(): Promise<readonly string[]> {
    return this.page.evaluate(async () => {
      const { flex } = (globalThis as unknown as FlexWindow).Twilio.Flex.Manager.getInstance().store.getState()
      const [task] = flex.worker.tasks.values()
      const rows = await task?.getParticipants(task.attributes.flexInteractionChannelSid)
      return (rows ?? []).map(({ type, mediaProperties }) => {
        return `${type} ${mediaProperties?.identity ?? mediaProperties?.messagingBinding?.address ?? 'nobody yet'}`
      })
    })
  }

  /** What its own client for conversations is answered about one, an error's text included. */
  reads(conversationSid: string): Promise<string> {
    return this.page.evaluate(async (sid) => {
      const { conversationsClient } = (globalThis as unknown as FlexWindow).Twilio.Flex.Manager.getInstance()
      try {
        const conversation = await conversationsClient.getConversationBySid(sid)
        const { items } = await conversation.getMessages()
        return items.map(({ body }) => body).join(', ')
      } catch (error: unknown) {
        return String(error)
      }
    }, conversationSid)
  }

  /** Hands the conversation over with the Flex UI's own dialog. */
  async transferTo(agent: string): Promise<void> {
    await this.page.getByTestId('task-actions-menu-toggle').click()
    await this.page.getByTestId('task-transfer-button').click()
    await this.page.getByRole('button', { name: `Transfer to ${agent}` }).click()
    await this.page.getByRole('button', { name: 'Confirm', exact: false }).click()
  }

  async end(): Promise<void> {
    await this.page.getByRole('button', { name: /^End/ }).click()
  }

  /** Completes the task, and waits until it is gone. */
  async complete(): Promise<void> {
    await this.page.getByRole('button', { name: 'Complete' }).click()
    await this.canvas.waitFor({ state: 'detached' })
  }
}

/** What is read of the Flex UI's own objects. */
interface FlexWindow {
  readonly Twilio: {
    readonly Flex: {
      readonly Manager: {
        getInstance(): {
          readonly conversationsClient: ConversationsClient
          readonly store: { getState(): { readonly flex: { readonly worker: { readonly tasks: Map<string, Task> } } } }
        }
      }
    }
  }
}

interface Task {
  readonly attributes: { readonly flexInteractionChannelSid: string }
  getParticipants(channelSid: string): Promise<
    readonly {
      readonly type: string
      readonly mediaProperties?: {
        readonly identity?: string
        readonly messagingBinding?: { readonly address?: string } | null
      }
    }[]
  >
}

interface ConversationsClient {
  getConversationBySid(
    sid: string,
  ): Promise<{ getMessages(): Promise<{ readonly items: readonly { readonly body: string }[] }> }>
}

import type { Desktop } from '@conversation-transfer/playground/testing/desktop.ts'
import type { Locator, Page } from 'playwright-core'

/** What the plugin shows in an agent's desktop, used as an agent uses it. */
export class TransferDesktop {
  readonly desktop: Desktop

  constructor(desktop: Desktop) {
    this.desktop = desktop
  }

  get page(): Page {
    return this.desktop.page
  }

  /** In the header of the conversation. */
  get transferButton(): Locator {
    return this.page.getByTestId('conversation-transfer-open')
  }

  /** `End`, or `Leave`. */
  get endButton(): Locator {
    return this.page.getByTestId('conversation-transfer-end')
  }

  /** In wrap-up. */
  get completeButton(): Locator {
    return this.page.getByTestId('conversation-transfer-complete')
  }

  get card(): Locator {
    return this.page.getByTestId('conversation-transfer-card').first()
  }

  get peopleTab(): Locator {
    return this.desktop.canvas.getByRole('button', { name: /^People/ }).first()
  }

  get people(): Locator {
    return this.page.getByTestId('conversation-transfer-participants')
  }

  /** Looks at what rings, without accepting it. */
  async opensRinging(): Promise<void> {
    await this.page.locator('.Twilio-TaskListBaseItem').first().click()
  }

  /** Opens the directory and chooses somebody in it. */
  async choose(name: string): Promise<void> {
    await this.transferButton.click()
    await this.target(name).click()
  }

  target(name: string): Locator {
    return this.page.getByTestId('conversation-transfer-target').filter({ hasText: name })
  }

  async transfersTo(name: string, { reason = '', note = '' } = {}): Promise<void> {
    await this.choose(name)
    if (reason !== '') await this.page.getByLabel('Reason').fill(reason)
    if (note !== '') await this.page.getByLabel('Note for the next agent').fill(note)
    await this.page.getByTestId('conversation-transfer-transfer').click()
  }

  async invites(name: string): Promise<void> {
    await this.choose(name)
    await this.#sendInvite()
  }

  /** Invites somebody more while another invite is out and the arrow waits. */
  async invitesToo(name: string): Promise<void> {
    await this.choosesToo(name)
    await this.#sendInvite()
  }

  async choosesToo(name: string): Promise<void> {
    await this.opensDirectoryToo()
    await this.target(name).click()
  }

  async opensDirectoryToo(): Promise<void> {
    await this.peopleTab.click()
    await this.page.getByTestId('conversation-transfer-invite-somebody').click()
  }

  async #sendInvite(): Promise<void> {
    await this.page.getByTestId('conversation-transfer-invite').click()
    await this.page.getByTestId('conversation-transfer-invite').waitFor({ state: 'detached' })
  }

  /** The names in a part of the list, such as `In this conversation`. */
  async listed(part: string): Promise<readonly string[]> {
    const rows = this.people.getByRole('region', { name: part }).getByRole('listitem')
    return (await rows.allInnerTexts()).map((text) => text.split('\n')[0] ?? '')
  }
}

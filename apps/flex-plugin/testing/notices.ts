import type { Page } from 'playwright-core'

/**
 * Has a tab remember every notice that Flex shows, as it stands on the screen: they go away by themselves, and the stage
 * closes those that lie over a button. To be given to `stage.onTab`.
 */
export function rememberNotices(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    const remembering = globalThis as unknown as { notices?: string[] }
    // A tab that is used by several tests has been told to do so by each.
    if (remembering.notices !== undefined) return
    const notices: string[] = []
    remembering.notices = notices
    const read = (node: Node): void => {
      if (!(node instanceof Element)) return
      const shown = [...node.querySelectorAll(MESSAGE), ...(node.matches(MESSAGE) ? [node] : [])]
      for (const { textContent } of shown) notices.push(textContent)
    }
    const MESSAGE = '.Twilio-NotificationBar-MessageContainer'
    const observer = new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) read(node)
    })
    observer.observe(document, { subtree: true, childList: true })
  })
}

/** The notices that a page has shown since it was loaded. */
export function noticesOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => (globalThis as unknown as { notices: readonly string[] }).notices)
}

import type { Page } from 'playwright-core'
import type { Playground } from '../playground.ts'
import { eventually } from './eventually.ts'
import type { Steps } from './steps.ts'
import { openWebchat } from './webchat-customer.ts'

const QUESTION = 'Hello, is anybody there?'
const ANSWER = 'This is Alice. Yes!'

export interface Scene {
  readonly steps: Steps
  readonly playground: Playground
  /** Alice's desktop. */
  readonly desktop: Page
  /** What is to be closed, the last one first. */
  readonly opened: (() => Promise<unknown>)[]
}

/** One webchat, from the customer's first message to the end of the wrap-up in Alice's desktop. */
export async function carryConversation({ steps, playground, desktop, opened }: Scene): Promise<void> {
  const { url, emulator } = playground
  const { reservations } = emulator.world.taskrouter
  const reservationIs = (status: string): Promise<void> => {
    return eventually(`the reservation is ${status}`, () => reservations.all().at(-1)?.status === status)
  }
  await steps.step('everybody else is offline', () => sendOthersAway(playground))
  const customer = await steps.step('a customer has opened a webchat', () => openWebchat(url, 'Carl'))
  opened.push(() => customer.leave())
  await steps.step('the customer has written', () => customer.write(QUESTION))
  const canvas = desktop.locator('.Twilio-TaskCanvas')
  await steps.step('it has rung at the desktop, and Alice has accepted', async () => {
    await desktop.getByRole('button', { name: 'Accept', exact: false }).first().click()
    await canvas.getByText(QUESTION).waitFor()
    await reservationIs('accepted')
  })
  await steps.step("Alice's answer has arrived at the customer", async () => {
    await canvas.getByRole('textbox').fill(ANSWER)
    await canvas.getByRole('button', { name: 'Send', exact: false }).click()
    await customer.hear(ANSWER)
  })
  await steps.step('Alice has ended the conversation', async () => {
    await desktop.getByRole('button', { name: /^End/ }).click()
    await reservationIs('wrapping')
  })
  await steps.step('Alice has wrapped up, and her desktop is empty', async () => {
    await desktop.getByRole('button', { name: 'Complete' }).click()
    await reservationIs('completed')
    await canvas.waitFor({ state: 'detached' })
    const { conversations } = emulator.world.conversations
    await eventually(
      'the conversation is closed',
      () => conversations.get(customer.conversationSid)?.state === 'closed',
    )
  })
}

async function sendOthersAway({ url, emulator }: Playground): Promise<void> {
  const others = emulator.contactCenter.workers.filter(({ name }) => name !== 'alice')
  for (const { sid } of others) {
    const body = JSON.stringify({ name: 'Offline' })
    const response = await fetch(`${url}/playground/workers/${sid}/activity`, { method: 'POST', body })
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  }
}

import { describe, expect, test, vi } from 'vitest'
import { arrive, CHANNELS, openWebchat } from './testing/customer.ts'
import { Stage } from './testing/stage.ts'

vi.setConfig({ testTimeout: 180_000 })
const WAIT_MS_MAX = 20_000

const stage = Stage.forThisFile({ plugins: [] })

describe.each(CHANNELS)('on %s', (channel) => {
  test('a conversation rings, is answered, outlasts a reload, is ended and completed, and the customer returns', async () => {
    const alice = await stage.desktop('alice')
    await stage.onlyAvailable('alice')
    const customer = await arrive(stage, channel)
    await customer.writes('Hello, is anybody there?')
    await alice.accept()
    await alice.sees('Hello, is anybody there?')
    await alice.says('This is Alice.')
    await customer.hears('This is Alice.')
    await alice.attaches('offer.pdf', 'An offer')
    expect(await customer.receives('offer.pdf')).toBe('An offer')

    await alice.reload()
    await alice.sees('This is Alice.')
    await customer.writes('Thank you, Alice.')
    await alice.sees('Thank you, Alice.')
    await alice.end()
    await waitForReservations('wrapping')
    await alice.complete()
    await waitForReservations('completed')

    // A conversation that is closed stays so: whoever writes afterwards begins another one (IN-21, CV-13).
    const returned = channel === 'webchat' ? await openWebchat(stage, customer.author) : customer
    const before = customer.conversationSid()
    await returned.writes('One more question.')
    expect(returned.conversationSid()).not.toBe(before)
    await alice.accept()
    await alice.sees('One more question.')
    expect(await alice.canvas.getByText('This is Alice.').count()).toBe(0)
  })
})

test('on webchat both see that the other writes and has read, and files go both ways', async () => {
  const alice = await stage.desktop('alice')
  await stage.onlyAvailable('alice')
  const customer = await openWebchat(stage)
  await customer.writes('Hello')
  await alice.accept()
  await customer.conversation.typing()
  await alice.canvas.getByText(/is typing/).waitFor()

  const typing = new Promise<string | null>((resolve) => {
    customer.conversation.once('typingStarted', ({ identity }) => resolve(identity))
  })
  await alice.canvas.getByRole('textbox').pressSequentially('Good ')
  expect(await typing).toBe('alice')
  await alice.says('Good morning')
  await customer.hears('Good morning')
  await customer.conversation.setAllMessagesRead()
  await alice.canvas.getByText('Read', { exact: true }).waitFor()
  await vi.waitFor(async () => {
    const members = await customer.conversation.getParticipants()
    const agent = members.find(({ identity }) => identity === 'alice')
    expect(agent?.lastReadMessageIndex).toBe(1)
  }, WAIT_MS_MAX)

  const media = { contentType: 'application/pdf', filename: 'letter.pdf', media: Buffer.from('A letter') }
  await customer.conversation.sendMessage(media)
  expect(await alice.opens(/letter/)).toBe('A letter')
})

async function waitForReservations(...statuses: string[]): Promise<void> {
  const now = (): string[] => stage.world.taskrouter.reservations.all().map(({ status }) => status)
  await vi.waitFor(() => expect(now()).toEqual(statuses), WAIT_MS_MAX)
}

import { arrive, type ChannelName, type Customer } from '@conversation-transfer/playground/testing/customer.ts'
import type { Stage } from '@conversation-transfer/playground/testing/stage.ts'
import { TransferDesktop } from './transfer-desktop.ts'

export interface TwoAgents {
  readonly alice: TransferDesktop
  readonly bob: TransferDesktop
  readonly customer: Customer
}

/** A customer has written, Alice has accepted, and Bob is there. */
export async function aliceHasAccepted(stage: Stage, channel: ChannelName = 'SMS'): Promise<TwoAgents> {
  const [alice, bob] = await Promise.all([openDesktop(stage, 'alice'), openDesktop(stage, 'bob')])
  await stage.onlyAvailable('alice')
  const customer = await arrive(stage, channel)
  await customer.writes('I want to buy something')
  await alice.desktop.accept()
  await stage.onlyAvailable('alice', 'bob')
  return { alice, bob, customer }
}

/** Both are inside. */
export async function bobHasJoined(stage: Stage, channel: ChannelName = 'SMS'): Promise<TwoAgents> {
  const agents = await aliceHasAccepted(stage, channel)
  const { alice, bob } = agents
  await alice.invites('Bob')
  await bob.desktop.accept()
  await bob.endButton.filter({ hasText: 'Leave' }).waitFor()
  return agents
}

export async function openDesktop(stage: Stage, worker: string): Promise<TransferDesktop> {
  return new TransferDesktop(await stage.desktop(worker))
}

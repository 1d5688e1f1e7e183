import { installWorkflow, sendWebhooks } from '@conversation-transfer/local-installation'
import { createWallClock, startEmulator, type RunningEmulator } from '@conversation-transfer/twilio-emulator'
import type { ClusterScenario } from './cluster-scenario.ts'
import { PUBLIC_URL, type LoadBalancer } from './load-balancer.ts'

/** As many as Flex lets an agent have at once. */
const CAPACITY_MAX = 50

/** An account with as many agents as the scenario says, the generated workflow, and webhooks to the processes. */
export async function startAccount(
  { seed, agents }: Pick<ClusterScenario, 'seed' | 'agents'>,
  { deliver }: LoadBalancer,
): Promise<RunningEmulator> {
  const emulator = await startEmulator({ clock: createWallClock(), seed, deliver, port: 0 })
  try {
    await control(emulator, 'seed', contactCenterOf(agents))
    const account = {
      ...emulator,
      contactCenter: (await control(emulator, 'account')) as RunningEmulator['contactCenter'],
    }
    await installWorkflow(account)
    await sendWebhooks(account, PUBLIC_URL)
    return account
  } catch (error: unknown) {
    await emulator.close()
    throw error
  }
}

function contactCenterOf(agents: number): object {
  const skillsOf = (number: number): readonly string[] => (number % 2 === 0 ? ['sales'] : ['support'])
  return {
    queues: [{ name: 'Everyone' }, { name: 'Sales', skill: 'sales' }, { name: 'Support', skill: 'support' }],
    workers: [
      ...Array.from({ length: agents }, (_, number) => {
        return { name: `agent${number + 1}`, skills: skillsOf(number), capacity: CAPACITY_MAX }
      }),
      { name: 'supervisor', roles: ['supervisor'], activity: 'Offline' },
    ],
  }
}

async function control({ url }: RunningEmulator, path: string, body?: object): Promise<unknown> {
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(`${url}/__emulator/${path}`, sent)
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
  return response.json()
}

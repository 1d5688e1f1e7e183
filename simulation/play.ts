import { Backend } from './backend.ts'
import { Agent } from './people/agent.ts'
import { customerComes } from './people/customer.ts'
import type { Scenario } from './scenario.ts'
import { Stage, virtualGround } from './stage.ts'
import { VirtualTime } from './virtual-time.ts'
import { Watch } from './watch.ts'

export interface Played {
  readonly scenario: Scenario
  /** A sentence for each invariant that did not hold, with the time. */
  readonly violations: readonly string[]
  readonly story: readonly string[]
  readonly counts: Stage['counts'] & { readonly calls: number; readonly struck: number }
}

/** Long enough for every call, claim and lease of the storm to come to its end. */
const CALMING_MS = 60_000

/** After the storm: the graces, the rings that nobody answers, the ways back that follow from them, and the census. */
const SETTLING_MS = 25 * 60_000

/** Customers come within this time. */
const COME_WITHIN_MS = 20_000

/** Plays one run: a storm of people and faults, then calm, in which everything has to settle. */
export async function play(scenario: Scenario): Promise<Played> {
  const time = new VirtualTime()
  const stage = new Stage(scenario, virtualGround(scenario, time))
  const { contactCenter, network } = stage
  const watch = new Watch(stage)
  const backend = new Backend(stage)
  const atRest = (): void => watch.look()
  const agents = contactCenter.workers.map((worker) => new Agent(stage, worker, 'acts'))
  for (let number = 0; number < scenario.chats; number++) {
    const chance = stage.part()
    time.after(chance.between(0, COME_WITHIN_MS), () => {
      void customerComes(stage, chance)
    })
  }
  await time.pass(scenario.stormMs, atRest)
  stage.calm()
  await time.pass(CALMING_MS, atRest)
  const back = Promise.all([backend.release(), ...agents.map((agent) => agent.comesBack())])
  await time.pass(SETTLING_MS, atRest)
  await back
  watch.settled()
  watch.nothingLost()
  await backend.checkSettled()
  const counts = { ...stage.counts, ...network.counts }
  return { scenario, violations: stage.violations, story: stage.story.lines, counts }
}

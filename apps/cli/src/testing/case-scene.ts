import { EMPTY_MEMORY, type Memory } from '@conversation-transfer/transfer'
import { settle, type ObservationRequest } from '@conversation-transfer/twilio-gateway'
import { lookOnce, type Looked } from '../conversation/look-once.ts'
import { openScene, type Scene, type SceneOptions } from './scene.ts'

/** How one conversation goes wrong on the emulator, and which rule has something to say about it. */
export interface CaseScene {
  /** The name of the file. */
  readonly name: string
  readonly title: string
  /** The rule that repairs it, or `not-ours`, which does not. */
  readonly rule: string
  readonly options?: SceneOptions
  /** Plays until it is wrong. `look` lets the memory see what is there now. */
  readonly play: (scene: Scene, look: (request: ObservationRequest) => Promise<void>) => Promise<ObservationRequest>
}

/** The longest grace is five minutes, in steps of a grace each. */
const LOOKS_MAX = 30

/** Plays a scene, and looks, with a memory, until its rule decides. What other rules find first is performed. */
export async function playCase({ name, rule, options, play }: CaseScene): Promise<Looked> {
  const scene = await openScene(options)
  try {
    const { time } = scene.surroundings
    const { gateway } = scene.account
    const { policy } = await gateway.readPolicy()
    let memory: Memory = EMPTY_MEMORY
    const request = await play(scene, async (place) => {
      memory = (await lookOnce({ gateway, time, policy, memory, request: place })).decision.memory
    })
    for (let looks = 0; looks < LOOKS_MAX; looks++) {
      const looked = await lookOnce({ gateway, time, policy, memory, request })
      if (isDecidedBy(rule, looked)) return looked
      const round = await settle({ gateway, time, policy, memory, request })
      memory = round.memory
      await time.wait(Math.max(1_000, round.lookAgainAtMs - time.now()))
    }
    throw new Error(`${name}: ${rule} never decided.`)
  } finally {
    await scene.close()
  }
}

function isDecidedBy(rule: string, { decision, opinions }: Looked): boolean {
  if (decision.kind === 'repair') return decision.rule === rule
  return opinions.some((opinion) => opinion.rule === rule && opinion.says === 'ends the look')
}

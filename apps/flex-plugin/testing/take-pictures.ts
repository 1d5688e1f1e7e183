import { takeAgentPictures } from './pictures/agent-pictures.ts'
import { takeMovingPictures } from './pictures/moving-pictures.ts'
import { Scene } from './pictures/scene.ts'
import { takeSupervisorPictures } from './pictures/supervisor-pictures.ts'

/** Takes every picture of docs/guides anew: `npm run pictures`. */
for (const [take, scale] of [
  [takeAgentPictures, 2],
  [takeSupervisorPictures, 2],
  [takeMovingPictures.cold, 1],
  [takeMovingPictures.company, 1],
] as const) {
  const scene = await Scene.open(scale)
  try {
    await take(scene)
  } finally {
    await scene.close()
  }
}

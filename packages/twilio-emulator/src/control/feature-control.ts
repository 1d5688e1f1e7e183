import { z } from 'zod'
import { setFeature } from '../services/flex/features.ts'
import type { World } from '../world/world.ts'
import { ControlError } from './control-error.ts'

/** The Flex UI knows some dozens. */
const FEATURES_MAX = 200

const FeatureRequest = z.strictObject({ id: z.string().regex(/^[\w-]{1,100}$/), enabled: z.boolean() })

/** `POST /__emulator/features {id, enabled}`: what an administrator switches in Flex's feature settings. */
export function switchFeature(world: World, body: unknown): object {
  const { id, enabled } = FeatureRequest.parse(body)
  if (world.flex.features.length >= FEATURES_MAX)
    throw new ControlError(409, `${FEATURES_MAX} features are on already.`)
  setFeature(world, id, enabled)
  return listFeatures(world)
}

/** `GET /__emulator/features`. */
export function listFeatures(world: World): object {
  return { features: world.flex.features }
}

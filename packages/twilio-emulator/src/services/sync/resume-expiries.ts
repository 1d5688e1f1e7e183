import type { World } from '../../world/world.ts'
import { expireDocumentInTime } from './documents.ts'
import { expireItemInTime } from './map-items.ts'
import { expireMapInTime } from './maps.ts'

/** Lets time take what its rows say. */
export function resumeExpiries(world: World): void {
  const { documents, maps, items } = world.sync
  for (const document of documents.all()) expireDocumentInTime(world, document)
  for (const map of maps.all()) expireMapInTime(world, map)
  for (const item of items.all()) expireItemInTime(world, item)
}

import { z } from 'zod'
import { registerPlugin, unregisterPlugin } from '../services/flex/plugins.ts'
import type { World } from '../world/world.ts'
import { ControlError } from './control-error.ts'

/** More plugins than this are a loop. */
const PLUGINS_MAX = 50

const FlexPluginRequest = z.strictObject({
  name: z.string().min(1),
  version: z.string().min(1),
  src: z.string().min(1),
})

/** `POST /__emulator/plugins {name, version, src}`: desktops that are loaded from now on have it. */
export function addPlugin(world: World, body: unknown): object {
  const plugin = FlexPluginRequest.parse(body)
  if (world.flex.plugins.length >= PLUGINS_MAX) throw new ControlError(409, `${PLUGINS_MAX} plugins are there already.`)
  registerPlugin(world, plugin)
  return listPlugins(world)
}

/** `GET /__emulator/plugins`. */
export function listPlugins(world: World): object {
  return { plugins: world.flex.plugins }
}

/** `DELETE /__emulator/plugins/:name`. */
export function deletePlugin(world: World, name: string): object {
  if (unregisterPlugin(world, name)) return listPlugins(world)
  throw new ControlError(404, `No plugin '${name}' is registered. GET /__emulator/plugins lists them.`)
}

import { join } from 'node:path'
import { rolldown } from 'rolldown'

/** The desktop page's own script, from its sources as they are. */
export async function pageScript(): Promise<string> {
  const build = await rolldown({ input: join(import.meta.dirname, '../page/desktop.ts'), platform: 'browser' })
  const { output } = await build.generate({ format: 'iife', codeSplitting: false })
  await build.close()
  return output[0].code
}

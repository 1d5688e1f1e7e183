import { z } from 'zod'
import type { Check } from '../check.ts'
import { error, warning } from '../finding.ts'

/** The plugin is made for Flex UI 2.x. */
export const flexVersion: Check = {
  name: 'Flex UI',
  run: async ({ workspace }) => {
    const { uiVersion } = configuration.parse(await workspace.client.flexApi.v1.configuration().fetch())
    const remedy = 'Set it to 2.x under Flex > Manage > Setup > Flex UI versioning.'
    if (uiVersion === undefined) return [warning("Flex's configuration names no version of the Flex UI.", remedy)]
    return /^[~^]?2(\.|$)/.test(uiVersion)
      ? []
      : [error(`The Flex UI is ${uiVersion}, and the plugin needs 2.x.`, remedy)]
  },
}

const configuration = z.object({
  uiVersion: z
    .string()
    .nullish()
    .transform((version) => version ?? undefined),
})

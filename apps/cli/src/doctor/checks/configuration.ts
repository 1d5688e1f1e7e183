import { isJsonObject, readPolicy } from '@conversation-transfer/transfer'
import { functionsAddress } from '../functions-address.ts'
import type { Check } from '../check.ts'
import { error, warning, type Finding } from '../finding.ts'

const PLACE = 'ui_attributes.custom_data.features.conversation_transfer'
const SETUP = 'conversation-transfer setup'

/** Whether the feature is switched on, and whether the plugin and the server understand what is configured. */
export const configuration: Check = {
  name: 'configuration',
  run: async ({ workspace }) => {
    const { uiAttributes } = (await workspace.client.flexApi.v1.configuration().fetch()) as { uiAttributes: unknown }
    const { policy, problems } = readPolicy(uiAttributes)
    const wrong = problems.map((sentence) => warning(sentence, `Correct it in Flex's configuration, at ${PLACE}.`))
    return [...wrong, ...switches(uiAttributes, policy), ...address(uiAttributes)]
  },
}

function switches(uiAttributes: unknown, policy: ReturnType<typeof readPolicy>['policy']): Finding[] {
  if (!JSON.stringify(uiAttributes ?? {}).includes('"conversation_transfer"')) {
    return [error(`The feature is not configured (${PLACE}): nobody sees anything of it.`, SETUP)]
  }
  if (!policy.enabled)
    return [error('The feature is switched off: enabled is not true.', `Set enabled to true at ${PLACE}.`)]
  if (policy.coldTransfer || policy.multiParticipant) return []
  const nothing =
    'Neither cold_transfer nor multi_participant is true: the feature is on, and there is nothing to see of it.'
  return [error(nothing, `Set one of them to true at ${PLACE}.`)]
}

function address(uiAttributes: unknown): Finding[] {
  if (!isJsonObject(uiAttributes) || functionsAddress(uiAttributes) !== undefined) return []
  return [error('The plugin does not know where the Functions are: service_url is missing.', SETUP)]
}

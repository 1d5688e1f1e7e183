import { isJsonObject, type JsonObject } from '@conversation-transfer/transfer'
import { z } from 'zod'
import type { Workspace } from '../account/workspace.ts'
import { FUNCTIONS_SERVICE } from '../deployment/functions-content.ts'
import { publicAddress } from '../deployment/public-address.ts'
import { findDeployed } from '../deployment/serverless.ts'
import type { SetupRecord } from './setup-record.ts'
import type { SetupStep } from './setup-step.ts'

const NAME = 'configuration'
const PLACE = 'ui_attributes.custom_data.features.conversation_transfer'

/** What is switched on where nobody has said anything yet. A key that is there stays as it is. */
const DEFAULTS: JsonObject = { enabled: true, cold_transfer: true, multi_participant: true }

/** While a plan is made, the Functions may be nowhere yet; by the time that it is carried out, they are somewhere. */
const STILL_TO_COME = undefined

/** The feature's keys in Flex's configuration. */
export function configurationStep(workspace: Workspace, record: SetupRecord): SetupStep {
  const read = (): Promise<JsonObject> => uiAttributesOf(workspace)
  /** The keys and their values; those of an address that is still to come have none yet. */
  const wanted = async (there: JsonObject | undefined): Promise<JsonObject> => {
    const deployed = await findDeployed(workspace, FUNCTIONS_SERVICE)
    const address = deployed === undefined ? STILL_TO_COME : publicAddress(workspace, deployed.domainName)
    return { ...DEFAULTS, ...there, service_url: address }
  }
  return {
    name: NAME,
    plan: async () => {
      const there = featureIn(await read())
      if (there === undefined) return `switches the feature on in Flex's configuration (${PLACE})`
      const keys = Object.entries(await wanted(there)).filter(
        ([key, value]) => value === STILL_TO_COME || there[key] !== value,
      )
      return keys.length === 0 ? undefined : `sets ${keys.map(([key]) => key).join(', ')} in ${PLACE}`
    },
    apply: async () => {
      const attributes = await read()
      const there = featureIn(attributes)
      await record.add(NAME, { feature: there ?? null })
      await writeUiAttributes(workspace, withFeature(attributes, await wanted(there)))
    },
    planRemoval: async () =>
      NAME in (await record.read()) ? `puts ${PLACE} back to what it was before the set-up` : undefined,
    remove: async () => {
      const before = (await record.read())[NAME]
      if (before === undefined) return
      const { feature } = earlier.parse(before)
      await writeUiAttributes(workspace, withFeature(await read(), feature ?? undefined))
      await record.forget(NAME)
    },
  }
}

const earlier = z.object({ feature: z.custom<JsonObject>(isJsonObject).nullable() })

async function uiAttributesOf({ client }: Workspace): Promise<JsonObject> {
  const { uiAttributes } = (await client.flexApi.v1.configuration().fetch()) as { readonly uiAttributes: unknown }
  return objectOr(uiAttributes)
}

/** The SDK has no call for it. A property that holds an object is replaced as a whole (FX-2): it is read right before. */
async function writeUiAttributes({ client, credentials }: Workspace, attributes: JsonObject): Promise<void> {
  await client.request({
    method: 'post',
    uri: 'https://flex-api.twilio.com/v1/Configuration',
    headers: { 'Content-Type': 'application/json' },
    data: { account_sid: credentials.accountSid, ui_attributes: attributes },
  })
}

function featureIn(attributes: JsonObject): JsonObject | undefined {
  const feature = objectOr(objectOr(attributes['custom_data'])['features'])['conversation_transfer']
  return isJsonObject(feature) ? feature : undefined
}

function withFeature(attributes: JsonObject, feature: JsonObject | undefined): JsonObject {
  const customData = objectOr(attributes['custom_data'])
  const { conversation_transfer: _before, ...others } = objectOr(customData['features'])
  const features = feature === undefined ? others : { ...others, conversation_transfer: feature }
  return { ...attributes, custom_data: { ...customData, features } }
}

function objectOr(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {}
}

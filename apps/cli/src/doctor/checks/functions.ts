import { z } from 'zod'
import { functionsContent, FUNCTIONS_SERVICE } from '../../deployment/functions-content.ts'
import { findDeployed } from '../../deployment/serverless.ts'
import type { Check, Patient } from '../check.ts'
import { fetched } from '../../fetched.ts'
import { error, warning, type Finding } from '../finding.ts'
import { functionsAddress } from '../functions-address.ts'

const DEPLOY = 'conversation-transfer deploy functions'
/** From where desktops call them. */
const FLEX = 'https://flex.twilio.com'

/** Whether the Functions answer where the plugin looks for them, to browsers, and as this version of them would. */
export const functions: Check = {
  name: 'Functions',
  run: async (patient) => {
    const { uiAttributes } = (await patient.workspace.client.flexApi.v1.configuration().fetch()) as {
      readonly uiAttributes: unknown
    }
    const address = functionsAddress(uiAttributes)
    const answers = address === undefined ? [] : await whatAnswers(`${address}/conversation-transfer/look`)
    return [...answers, ...(await whatIsDeployed(patient))]
  },
}

async function whatAnswers(url: string): Promise<Finding[]> {
  const preflight = await fetched(url, { method: 'OPTIONS', headers: { Origin: FLEX } })
  if ('failed' in preflight) return [error(`The Functions cannot be reached at ${url}: ${preflight.failed}.`, DEPLOY)]
  if (preflight.status === 404) return [error(`There is no Function at ${url}.`, DEPLOY)]
  const headers = { 'Content-Type': 'application/json', Origin: FLEX }
  const answer = await fetched(url, { method: 'POST', headers, body: '{}' })
  if ('failed' in answer) return [error(`The Functions did not answer at ${url}: ${answer.failed}.`, DEPLOY)]
  const code = failure.safeParse(parsed(answer.text)).data?.code
  const isOurs = code !== undefined
  const allowed = preflight.headers.get('Access-Control-Allow-Origin')
  return [
    ...(isOurs ? [] : [error(`What answers at ${url} (${answer.status}) is not one of these Functions.`, DEPLOY)]),
    ...(code === 'not_configured' ? [error(`The Functions are not set up completely: ${answer.text}`, DEPLOY)] : []),
    ...(allowed === '*' || allowed === FLEX
      ? []
      : [
          error(
            `The Functions do not let pages of ${FLEX} read their answers.`,
            'Correct TWILIO_FLEX_ORIGINS in their environment.',
          ),
        ]),
  ]
}

/** Deployed in another way they are not found here, and that is no fault. */
async function whatIsDeployed({ surroundings, workspace }: Patient): Promise<Finding[]> {
  const deployed = await findDeployed(workspace, FUNCTIONS_SERVICE)
  const content = await functionsContent(surroundings, workspace).catch(() => undefined)
  if (deployed === undefined || content === undefined || deployed.isCurrent(content)) return []
  return [warning('The deployed Functions, or what they know of the account, are not those of this version.', DEPLOY)]
}

const failure = z.object({ code: z.string() })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

import type { Deliver } from '../../webhooks/deliver.ts'
import { DeployedFunctions } from './deployed-functions.ts'

/** Carries webhooks that are for a deployed Function to it, and leaves all others to `deliver`. */
export function deliverToFunctions(functions: DeployedFunctions, deliver: Deliver): Deliver {
  return async (request) => {
    const { url, method, headers, body } = request
    const address = URL.parse(url)
    if (address === null || !DeployedFunctions.hasDomain(address)) return deliver(request)
    const content = body === undefined ? {} : { body }
    const { status } = await functions.answer(new Request(url, { method, headers: { ...headers }, ...content }))
    return { kind: 'answered', status }
  }
}

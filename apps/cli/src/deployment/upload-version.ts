import { z } from 'zod'
import type { Workspace } from '../account/workspace.ts'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'
import type { BundledFile } from './bundle.ts'

const UPLOAD_MS_MAX = 60_000

/**
 * Uploads one file as a new version, and answers its sid. `place` is `<service>/<Functions or Assets>/<resource>`. The SDK has no
 * call for it, and sends no form with a file in it (SL-5).
 *
 * @throws {CliError} with what Twilio says.
 */
export async function uploadVersion(
  { credentials, baseUrl }: Workspace,
  place: string,
  { path, content }: BundledFile,
): Promise<string> {
  const body = new FormData()
  body.set('Path', path)
  body.set('Visibility', 'public')
  body.set('Content', new File([content], path.slice(1), { type: 'application/javascript' }))
  const { accountSid, apiKeySid = accountSid, secret } = credentials
  const response = await fetch(addressOf(place, baseUrl), {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from(`${apiKeySid}:${secret}`).toString('base64')}` },
    body,
    signal: AbortSignal.timeout(UPLOAD_MS_MAX),
  }).catch((error: unknown) => failed(path, error instanceof Error ? error.message : String(error)))
  const answer: unknown = await response.json().catch(() => undefined)
  const { data } = z.object({ sid: z.string() }).safeParse(answer)
  if (response.ok && data !== undefined) return data.sid
  const said = z.object({ message: z.string() }).safeParse(answer).data?.message ?? 'no reason was given'
  return failed(path, `${response.status}, ${said}`)
}

function addressOf(place: string, baseUrl: string | undefined): string {
  const host = 'serverless-upload.twilio.com'
  const root = baseUrl === undefined ? `https://${host}` : `${baseUrl.replace(/\/$/, '')}/__twilio/${host}`
  return `${root}/v1/Services/${place}/Versions`
}

function failed(path: string, why: string): never {
  throw new CliError(EXIT.unavailable, `${path} could not be uploaded: ${why}`)
}

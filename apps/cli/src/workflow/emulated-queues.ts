import type { Queue } from '@conversation-transfer/transfer-workflow'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'
import { fetched } from '../fetched.ts'
import { decodeQueues } from './decode-queues.ts'

/** The queues of the emulator that listens at this address: it tells everybody who asks. @throws {CliError} */
export async function emulatedQueues(address: string): Promise<readonly Queue[]> {
  const { href } = accountAddress(address)
  const answer = await fetched(href)
  if ('failed' in answer) {
    throw new CliError(EXIT.unavailable, `${href} did not answer: ${answer.failed}. Is the emulator running?`)
  }
  if (answer.status === 200) return decodeQueues(answer.text, href)
  throw new CliError(EXIT.unavailable, `${href} answered ${answer.status}; is it the address of an emulator?`)
}

function accountAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL('/__emulator/account', text) : undefined
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url
  throw new CliError(EXIT.usage, `--account ${text} is no address; write one such as http://127.0.0.1:4010.`)
}

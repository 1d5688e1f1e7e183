import { openWorkspace, type Workspace } from '../../account/workspace.ts'
import { EXIT, type ExitCode } from '../../exit-code.ts'
import { assumptionsFile } from '../../probe/assumptions-file.ts'
import { findLeftovers, type Leftover } from '../../probe/leftovers.ts'
import { probeName } from '../../probe/own-name.ts'
import { planText } from '../../probe/plan.ts'
import { openClients } from '../../probe/probe-clients.ts'
import { probe, removeLeftovers, type Probed } from '../../probe/probe.ts'
import { QUESTIONS } from '../../probe/questions.ts'
import { reportJson, reportText } from '../../probe/report.ts'
import { UNASKED_QUESTIONS } from '../../probe/unasked-questions.ts'
import { verdictOn } from '../../probe/verdict.ts'
import type { Surroundings } from '../../surroundings.ts'

export interface ProbeOptions {
  /** Where to write what was observed. */
  readonly assumptions: string
  readonly yes?: true
  readonly json?: true
  readonly profile?: string
}

/** `doctor --probe`: asks the account what the emulator assumes of it, and writes down what it does. */
export async function probeAccount(surroundings: Surroundings, options: ProbeOptions): Promise<ExitCode> {
  const workspace = await openWorkspace(surroundings, options.profile)
  const name = probeName(surroundings.chance())
  // A workspace that is not there is found out here, before anything is asked.
  const leftovers = await findLeftovers(workspace.client, workspace.workspaceSid)
  if (!(await agree(surroundings, { workspace, name, leftovers }, options))) {
    surroundings.print(options.json === true ? `${JSON.stringify({ questions: [] })}\n` : 'Nothing was changed.\n')
    return EXIT.found
  }
  const leftFromEarlier = await removeLeftovers(workspace.client, leftovers)
  const probed = await run(surroundings, workspace, name)
  const all = { ...probed, left: [...leftFromEarlier, ...probed.left] }
  return report(surroundings, workspace, { probed: all, options })
}

interface Asked {
  readonly workspace: Workspace
  readonly name: string
  readonly leftovers: readonly Leftover[]
}

async function agree(
  surroundings: Surroundings,
  { workspace: { title }, name, leftovers }: Asked,
  { assumptions: file, yes }: ProbeOptions,
): Promise<boolean> {
  const isReplaced = (await surroundings.read(file)) !== undefined
  surroundings.complain(planText({ title, name, questions: QUESTIONS.length, file, isReplaced, leftovers }))
  if (yes === true) return true
  const answer = await surroundings.ask('Do this?')
  if (answer === undefined) surroundings.complain('There is nobody to ask; --yes agrees beforehand.\n')
  return answer === true
}

async function run(surroundings: Surroundings, workspace: Workspace, name: string): Promise<Probed> {
  const clients = openClients(surroundings, workspace)
  const unheard = surroundings.onStop(() => {
    surroundings.complain('Stopping: what was made is being removed ...\n')
    clients.stop()
  })
  try {
    const { time } = surroundings
    const onQuestion = ({ name: question }: { readonly name: string }): void => {
      surroundings.complain(`  ${question} ...\n`)
    }
    return await probe({ clients, workspaceSid: workspace.workspaceSid, time, name, onQuestion }, QUESTIONS)
  } finally {
    unheard()
  }
}

interface Finished {
  readonly probed: Probed
  readonly options: ProbeOptions
}

/** The report first: what was seen must not be lost where the file cannot be written. */
async function report(
  surroundings: Surroundings,
  { credentials }: Workspace,
  { probed, options: { assumptions: file, json } }: Finished,
): Promise<ExitCode> {
  const text =
    json === true ? `${JSON.stringify(reportJson(probed, UNASKED_QUESTIONS))}\n` : reportText(probed, UNASKED_QUESTIONS)
  surroundings.print(text)
  const { outcomes, isStopped, left } = probed
  if (isStopped) surroundings.complain(`Stopped: ${file} was not written.\n`)
  else {
    await surroundings.write(file, assumptionsFile(credentials.accountSid, outcomes))
    surroundings.complain(`Written: ${file}. The emulator takes it with --assumptions ${file}.\n`)
  }
  const isDifferent = outcomes.some((outcome) => verdictOn(outcome) === 'different')
  return isStopped || isDifferent || left.length > 0 ? EXIT.found : EXIT.fine
}

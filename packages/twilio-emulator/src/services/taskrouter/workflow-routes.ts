import { created, noContent, ok, type RestAnswer, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { required, wholeNumber } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import type { World } from '../../world/world.ts'
import { workflowJson } from './catalog-json.ts'
import { reEvaluateTasks } from './routing.ts'
import type { Workflow } from './state.ts'
import { rowOfPath, taskrouterRoute, yesOrNo } from './taskrouter-route.ts'
import { createWorkflow, deleteWorkflow, findWorkflow, updateWorkflow, type WorkflowFields } from './workflows.ts'

const ONE = '/Workflows/:workflowSid'

export const workflowRoutes: readonly Route[] = [
  taskrouterRoute({ method: 'GET', path: '/Workflows', fact: 'TR-20', handle: list }),
  taskrouterRoute({ method: 'POST', path: '/Workflows', fact: 'TR-20', handle: create }),
  taskrouterRoute({ method: 'GET', path: ONE, fact: 'TR-20', handle: fetchOne }),
  taskrouterRoute({ method: 'POST', path: ONE, fact: 'TR-20', handle: update }),
  taskrouterRoute({ method: 'DELETE', path: ONE, fact: 'TR-20', handle: remove }),
]

function list(request: RestRequest, world: World): RestAnswer {
  const name = request.url.searchParams.get('FriendlyName')
  const rows = world.taskrouter.workflows.all().filter(({ friendlyName }) => name === null || friendlyName === name)
  return page({ request, rows, key: 'workflows', render: (workflow) => workflowJson(world, workflow) })
}

function create({ form }: RestRequest, world: World): RestAnswer {
  const workflow = createWorkflow(world, {
    ...fieldsOf(form),
    friendlyName: required(form, 'FriendlyName'),
    configuration: required(form, 'Configuration'),
  })
  return created(workflowJson(world, workflow))
}

function fetchOne(request: RestRequest, world: World): RestAnswer {
  return ok(workflowJson(world, workflowOf(request, world)))
}

function update(request: RestRequest, world: World): RestAnswer {
  const { form } = request
  const workflow = updateWorkflow(world, workflowOf(request, world), fieldsOf(form))
  if (yesOrNo(form.get('ReEvaluateTasks')) === true) reEvaluateTasks(world, workflow)
  return ok(workflowJson(world, workflow))
}

function remove(request: RestRequest, world: World): RestAnswer {
  deleteWorkflow(world, workflowOf(request, world))
  return noContent()
}

function workflowOf(request: RestRequest, world: World): Workflow {
  return rowOfPath(request, 'workflowSid', (sid) => findWorkflow(world, sid))
}

function fieldsOf(form: URLSearchParams): WorkflowFields {
  return {
    friendlyName: form.get('FriendlyName') ?? undefined,
    configuration: form.get('Configuration') ?? undefined,
    taskReservationTimeoutSeconds: wholeNumber(form, 'TaskReservationTimeout'),
    assignmentCallbackUrl: form.get('AssignmentCallbackUrl') ?? undefined,
    fallbackAssignmentCallbackUrl: form.get('FallbackAssignmentCallbackUrl') ?? undefined,
  }
}

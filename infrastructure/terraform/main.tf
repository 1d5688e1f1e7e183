resource "twilio_taskrouter_workspaces_task_queues_v1" "queue" {
  for_each = var.queues

  workspace_sid  = var.workspace_sid
  friendly_name  = each.key
  target_workers = each.value
}

resource "twilio_taskrouter_workspaces_workflows_v1" "transfer" {
  workspace_sid            = var.workspace_sid
  friendly_name            = var.friendly_name
  configuration            = var.configuration
  task_reservation_timeout = var.task_reservation_timeout_seconds

  # A workflow whose queues are not there yet is refused.
  depends_on = [twilio_taskrouter_workspaces_task_queues_v1.queue]
}

output "workflow_sid" {
  description = "For the Functions: TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID."
  value       = twilio_taskrouter_workspaces_workflows_v1.transfer.sid
}

output "queue_sids" {
  description = "The queues that were made, by their names."
  value       = { for name, queue in twilio_taskrouter_workspaces_task_queues_v1.queue : name => queue.sid }
}

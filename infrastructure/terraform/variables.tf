variable "workspace_sid" {
  type        = string
  description = "The TaskRouter workspace of Flex."

  validation {
    condition     = can(regex("^WS[0-9a-f]{32}$", var.workspace_sid))
    error_message = "A workspace's sid is WS and 32 hexadecimal digits."
  }
}

variable "configuration" {
  type        = string
  description = "The workflow's configuration, as `workflow generate` writes it."

  validation {
    condition     = can(jsondecode(var.configuration).task_routing.filters)
    error_message = "This is no workflow: it has no task_routing.filters. Generate it."
  }
}

variable "friendly_name" {
  type        = string
  description = "The workflow's name."
  default     = "Conversation Transfer"
}

variable "task_reservation_timeout_seconds" {
  type        = number
  description = "How long it rings at one agent before the next one is asked."
  default     = 120
}

variable "queues" {
  type        = map(string)
  description = "Queues to make: the name, and the expression that says who belongs to it."
  default     = {}
}

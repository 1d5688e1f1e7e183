terraform {
  required_version = ">= 1.3"

  required_providers {
    twilio = {
      source  = "twilio/twilio"
      version = ">= 0.18.0"
    }
  }
}

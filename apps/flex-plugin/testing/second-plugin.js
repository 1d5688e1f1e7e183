// Another plugin, which has a way of its own to transfer tasks.
Twilio.Flex.Plugins.init(
  class SecondPlugin {
    name = 'second'

    init(flex) {
      window.transferredBySecond = []
      flex.Actions.replaceAction('TransferTask', async (payload) => {
        window.transferredBySecond.push(payload.targetSid)
      })
    }
  },
)

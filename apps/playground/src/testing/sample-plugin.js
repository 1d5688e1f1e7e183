// The smallest plugin that can be seen: a line in the header, in plain React, as a build leaves it.
const { Flex } = window.Twilio

class SamplePlugin {
  pluginName = 'sample'
  Manager = undefined

  init(flex) {
    const line = window.React.createElement('span', { key: 'sample' }, 'The sample plugin is here')
    flex.MainHeader.Content.add(line)
  }
}

Flex.Plugins.init(SamplePlugin)
